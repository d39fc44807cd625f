"""HTML pages: what they declare (JSON-LD, page head, template, telling attributes) and where among their
words the posting stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from postings.extraction import markup
from postings.extraction.assembly import MAX_HTML_CHARS, Plan, assembled
from postings.extraction.canonical import Document, Format, Zone
from postings.extraction.mapped import Mapped
from postings.extraction.markup import Tag
from postings.extraction.parts import Part, one_line
from postings.extraction.record_parts import record_document, record_parts
from postings.extraction.records import Leaf, read_json, snake_case
from postings.extraction.sections import heading_zone

MIN_BODY_CHARS = 200  # a structured description shorter than this does not replace the page's own text
MIN_CONTAINER_CHARS = 400  # of words, for an element to count as the posting's own
MAX_CONTAINERS = 12
MAX_SURROUNDINGS = 24
MAX_SECTIONS = 20
MAX_SUMMARY_CHARS = 1500  # a declared description so short may be the first paragraph of the page's own


def page_plans(received: str, source: Mapped) -> list[Plan]:
    source = source.slice(0, MAX_HTML_CHARS)
    text = source.text
    postings: list[list[Leaf]] = []
    meta: list[Part] = []
    titled = False
    page_tags = list(markup.tags(text))
    for index, tag in enumerate(page_tags):
        if tag.closing:
            continue
        if tag.name == "script":
            attributes = markup.attributes(text, tag)
            if "ld+json" not in attributes.get("type", ("",))[0].lower():
                continue
            end = _closing(text, page_tags, index)
            postings.extend(_job_postings(read_json(source.slice(tag.end, end)).leaves))
        elif tag.name == "title" and not titled:
            titled = True  # the first: those of drawings come after it
            value = source.slice(tag.end, _closing(text, page_tags, index))
            meta.append(_meta_part(value, "page_title", "meta"))
        elif tag.name == "meta":
            attributes = markup.attributes(text, tag)
            name = (attributes.get("property") or attributes.get("name") or ("",))[0].lower()
            content = attributes.get("content")
            if content and name in ("og:title", "og:site_name", "og:url", "twitter:title", "author"):
                meta.append(_meta_part(source.slice(content[1], content[2]), name.replace(":", "_"), "meta"))
        elif tag.name == "link":
            attributes = markup.attributes(text, tag)
            if attributes.get("rel", ("",))[0].lower() == "canonical" and (href := attributes.get("href")):
                meta.append(_meta_part(source.slice(href[1], href[2]), "canonical_url", "meta"))
        elif tag.name == "html":
            attributes = markup.attributes(text, tag)
            if language := attributes.get("lang"):
                meta.append(_meta_part(source.slice(language[1], language[2]), "html_lang", "meta"))
    meta.extend(_template_parts(source))
    titles = {leaf.value.text.strip() for leaves in postings for leaf in leaves if leaf.names == ("title",)}
    if len(postings) > 1 and len(titles) > 1:
        return [partial(record_document, received, Format.HTML, leaves, "json-ld") for leaves in postings]
    return [partial(_page_document, received, source, page_tags, postings[:1], meta)]


_TEMPLATE = re.compile(r"<\?(?:php|=)|@(?:section|extends)\(|\{%")
_TEMPLATE_VALUE = re.compile(
    r"(?:\$"
    r""
    r""
    r"|\{%-?\s{0,3}set\s)(?P<name>[A-Za-z_]\w{2,30})\s{0,5}=\s{0,5}(?P<quote>[\"'])(?P<value>[^\"'\n]{2,200})(?P=quote)"
    r""
    r""
    r""
    r"|@section\(\s{0,3}['\"](?P<section>\w{3,20})['\"]\s{0,3},\s{0,3}['\"](?P<text>[^'\"\n]{2,200})['\"]\s{0,3}\)"
    r"|\{%-?\s{0,3}block\s(?P<block>\w{3,20})\s{0,3}-?%\}(?P<words>[^{}<>\n]{2,200})\{%"
)
_TEMPLATE_NAMES = {
    **dict.fromkeys(
        "title page_title page_name pagetitle pagename job_title jobtitle position heading".split(), "title"
    ),
    **dict.fromkeys("company company_name companyname employer organisation organization".split(), "company"),
    **dict.fromkeys("location job_location city place".split(), "location"),
}


def _template_parts(source: Mapped) -> list[Part]:
    """What the template of a page sets ("$company = 'Acme';", "@section('title', ...)"), the"
    " first of each."""
    text = source.text[:20_000]
    if not _TEMPLATE.search(text):
        return []
    found: dict[str, Part] = {}
    for match in _TEMPLATE_VALUE.finditer(text):
        for name, value in (("name", "value"), ("section", "text"), ("block", "words")):
            if match[name]:
                kind = _TEMPLATE_NAMES.get(snake_case(match[name]))
                if kind is not None and kind not in found and match[value].strip():
                    part = source.slice(match.start(value), match.end(value))
                    found[kind] = (
                        _meta_part(part, "page_title", "meta")
                        if kind == "title"
                        else Part(one_line(part), fact=(kind, "attribute"), zone=Zone.CHROME)
                    )
    return list(found.values())


def _page_document(
    received: str, source: Mapped, page_tags: Sequence[Tag], postings: Sequence[list[Leaf]], meta: list[Part]
) -> Document:
    """A page as one document: what it declares in JSON-LD, what its head says, its words."""
    body = _page_parts(source, page_tags)
    if not postings:
        return assembled(received, Format.HTML, [*meta, *_semantic_parts(source, page_tags), *body])
    parts = record_parts(postings[0], "json-ld")
    declared = [part for part in parts if part.fact is None]
    size = sum(len(part.mapped) for part in declared)
    if size >= MIN_BODY_CHARS and _is_summary(declared, body):
        for part in declared:
            part.zone = Zone.CHROME
    elif size >= MIN_BODY_CHARS:
        for part in body:
            part.zone = Zone.CHROME  # the declared description is the page's own, without its surroundings
    return assembled(received, Format.HTML, [*parts, *meta, *body])


def _is_summary(declared: Sequence[Part], body: Sequence[Part]) -> bool:
    """Whether the declared description is but the opening of the page's own, which has sections besides."""
    told = " ".join(part.mapped.text for part in declared)
    if len(told) > MAX_SUMMARY_CHARS:
        return False
    page = [part.mapped.text for part in body if part.zone is None]
    if sum(map(len, page)) < 2 * len(told):
        return False
    asked = {zone[0] for line in "\n".join(page).splitlines() if (zone := _section(line)) is not None}
    known = {zone[0] for line in told.splitlines() if (zone := _section(line)) is not None}
    return bool(asked & _SECTIONS) and not known & _SECTIONS


_SECTIONS = frozenset({"duties", "required", "preferred"})


def _section(line: str) -> tuple[str, int, int, int] | None:
    words = markup.MARKS.sub("", line).strip(" *#:-")
    found = heading_zone(words) if 3 < len(words) < 60 else None
    return found if found is not None and found[1] == found[3] else None


_CONTAINER = re.compile(
    r"(?:job|posting|vacancy|position|offer)[-_]?(?:ad)?[-_]?(?:details?|description|body|content|text"
    r"|view)(?!s?[-_]?(?:page|nav|header|title|link))|(?:^|[-_\s])description(?:$|[-_\s])"
    r"|jobsearch-jobcomponent-description|show-more-less-html",
)


_OF_PAGES = frozenset("html head body title nav main header footer h1 meta link".split())
_SIDE = re.compile(r"left|right|top|bottom|first|second|\d+|--?\w+", re.IGNORECASE)


def _page_parts(source: Mapped, page_tags: Sequence[Tag]) -> list[Part]:
    """The page in three: what is before the posting, the posting from its heading on, what is after it.

    The posting is the first h1 up to the end of the element that its name calls the description, else of
    <main>.
    """
    text = source.text
    if not any(tag.name in _OF_PAGES for tag in page_tags):
        rendered = markup.render(source)  # the body of one posting, as feeds and records hold it
        return [Part(rendered.mapped, False, anchors=rendered.anchors)]
    heading = main = None
    containers: list[tuple[int, int, int]] = []
    alike: dict[str, list[tuple[int, int]]] = {}
    for index, tag in enumerate(page_tags):
        if tag.closing:
            continue
        if tag.name == "h1" and heading is None:
            heading = tag
        elif tag.name == "main" and main is None:
            main = (tag, _element_end(text, page_tags, index))
        elif (
            tag.name in ("div", "section", "article", "main")
            and tag.end - tag.start > 12
            and len(containers) < MAX_CONTAINERS
        ):
            attributes = markup.attributes(text, tag)
            names = " ".join(
                attributes[name][0]
                for name in ("data-automation", "data-testid", "id", "class")
                if name in attributes
            )
            if _CONTAINER.search(names[:300].lower()):
                end = _element_end(text, page_tags, index)
                containers.append((_words_within(text, page_tags, index, end), tag.start, end))
                alike.setdefault(_SIDE.sub("", names), []).append((tag.start, end))
    big = [container for container in containers if container[0] >= MIN_CONTAINER_CHARS]
    first, last = 0, len(text)
    if big:
        # the innermost of nearly equal ones: an outer element may hold the similar jobs too
        most = max(words for words, _, _ in big)
        _, start, last = min(
            (container for container in big if container[0] * 10 >= most * 6), key=lambda c: c[2] - c[1]
        )
        for spans in alike.values():  # a description in several elements of one name, one after the other
            if (start, last) in spans:
                last = max(last, *(end for begin, end in spans if begin >= start))
        last = _end_of_sections(text, page_tags, start, last)
        first = heading.start if heading is not None and heading.start < last else start
        if heading is not None and start < heading.start:
            first = start
    elif main is not None and main[1] > main[0].end:
        first, last = main[0].start, main[1]
        if heading is not None and first < heading.start < last:
            first = heading.start
    elif heading is not None:
        first = heading.start
    parts = []
    stretches: list[tuple[int, int, Zone | None]] = [(0, first, Zone.CHROME)]
    at = first
    for start, end in _surroundings(text, page_tags, first, last):
        stretches += [(at, start, None), (start, end, Zone.CHROME)]
        at = end
    for start, end, zone in (*stretches, (at, last, None), (last, len(text), Zone.CHROME)):
        if end > start:
            rendered = markup.render(source.slice(start, end))
            if rendered.mapped.text.strip():
                parts.append(Part(rendered.mapped, False, zone=zone, anchors=rendered.anchors))
    return parts


_HEADINGS = frozenset({"h1", "h2"})


def _surroundings(text: str, page_tags: Sequence[Tag], first: int, last: int) -> list[tuple[int, int]]:
    """The menus, the head and the foot of the site that stand inside the posting's stretch of the page."""
    found: list[tuple[int, int]] = []
    seen = 0
    for index, tag in enumerate(page_tags):
        if tag.closing or tag.name not in ("nav", "footer", "header") or not first <= tag.start < last:
            continue
        if found and tag.start < found[-1][1]:
            continue
        seen += 1
        if seen > MAX_SURROUNDINGS:
            break  # each is followed to its end
        end = _element_end(text, page_tags, index)
        inside = [other for other in page_tags[index + 1 : index + 400] if other.start < end]
        links = sum(other.name == "a" and not other.closing for other in inside)
        if end > last or (tag.name == "header" and links < 3) or (tag.name == "footer" and end < last / 2):
            continue
        if any(other.name in _HEADINGS and not other.closing for other in inside):
            continue
        found.append((tag.start, end))
    return found


def _element_end(text: str, page_tags: Sequence[Tag], index: int) -> int:
    """Where the element that opens at ``page_tags[index]`` ends, after its closing tag."""
    name, depth = page_tags[index].name, 0
    for other in page_tags[index:]:
        if other.name == name and not text.endswith("/>", other.start, other.end):
            depth += -1 if other.closing else 1
            if depth == 0:
                return other.end
    return len(text)


def _end_of_sections(text: str, page_tags: Sequence[Tag], start: int, last: int) -> int:
    """Where the sections end that follow the description at once, in elements of its name and class.

    A page may hold each section of a posting in an element of its own; each must open with a heading.
    """
    starts = [tag.start for tag in page_tags]
    first = page_tags[bisect_left(starts, start)]
    kind = markup.attributes(text, first).get("class")
    if kind is None or "section" not in kind[0]:
        return last
    for _ in range(MAX_SECTIONS):
        index = bisect_left(starts, last)
        if index + 1 >= len(page_tags):
            break
        tag, heading = page_tags[index : index + 2]
        if (
            tag.closing
            or tag.name != first.name
            or text[last : tag.start].strip()
            or markup.attributes(text, tag).get("class", ("",))[0] != kind[0]
            or re.fullmatch("h[2-6]", heading.name) is None
        ):
            break
        last = _element_end(text, page_tags, index)
    return last


def _words_within(text: str, page_tags: Sequence[Tag], index: int, end: int) -> int:
    """How many characters between tags an element holds, roughly: scripts and styles left out."""
    words, at, skipped = 0, page_tags[index].end, False
    for tag in page_tags[index + 1 :]:
        if tag.start >= end:
            break
        if not skipped:
            words += len(text[at : tag.start].strip())
        skipped = tag.name in ("script", "style", "svg") and not tag.closing
        at = tag.end
    return words


def _closing(text: str, page_tags: Sequence[Tag], index: int) -> int:
    """Where the element that opens at ``page_tags[index]`` ends (start of its closing tag)."""
    tag = page_tags[index]
    for other in page_tags[index + 1 : index + 400]:
        if other.closing and other.name == tag.name:
            return other.start
    return len(text)


def _meta_part(value: Mapped, name: str, source: str) -> Part:
    return Part(one_line(markup.unescaped(value)), fact=(name, source), zone=Zone.CHROME)


def _job_postings(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """The JobPosting nodes of JSON-LD leaves, each with paths from its own node on."""
    nodes: list[tuple[str | int, ...]] = []
    for leaf in leaves:
        if leaf.value.text.strip().rpartition("/")[2] == "JobPosting" and "type" in leaf.names[-1:]:
            path = leaf.path[:-1]
            while path and isinstance(path[-1], int) and leaf.path[len(path) - 1 : len(path)] == ("@type",):
                path = path[:-1]
            if "@type" in path:
                path = path[: path.index("@type")]
            nodes.append(path)
    return [
        [
            replace(leaf, path=leaf.path[len(node) :])
            for leaf in leaves
            if leaf.path[: len(node)] == node and len(leaf.path) > len(node)
        ]
        for node in nodes
    ]


_SEMANTIC = {
    "title": re.compile(
        r"(?:^|[-_\s])(?:job|posting|position|role|vacancy)(?:[-_]?details?)?[-_]?(?:title|name)(?:$"
        r"|[-_\s])|jobtitle"
    ),
    "company": re.compile(
        r"^(?:job-?|posting-?)?(?:employer|company)$|(?:company|employer|advertiser|org|organization|hiringorganization)[-_]?name(?:$|[-_\s])|(?:^"
        r"|\s)hiringorganization"
    ),
    "location": re.compile(r"(?:^|[-_\s])(?:job[-_]?(?:details?[-_]?)?)location(?:$|[-_\s])|joblocation"),
}
_SEMANTIC_ATTRIBUTES = ("data-automation", "data-testid", "data-test", "data-qa", "itemprop", "id", "class")


def _semantic_parts(source: Mapped, page_tags: Sequence[Tag]) -> list[Part]:
    """Facts from elements whose names say what they hold ("job-title"), the first of each kind."""
    text = source.text
    found: dict[str, Part] = {}
    for index, tag in enumerate(page_tags):
        if (
            tag.closing
            or tag.end - tag.start < 12
            or tag.name in ("script", "style", "meta", "link", "input", "img", "svg")
        ):
            continue
        attributes = markup.attributes(text, tag)
        for attribute in _SEMANTIC_ATTRIBUTES:
            if attribute not in attributes:
                continue
            value = attributes[attribute][0].lower()
            for name, pattern in _SEMANTIC.items():
                if name not in found and len(value) < 200 and pattern.search(value):
                    inside = _inside(source, page_tags, index)
                    if inside is not None and 1 < len(inside) <= 150:
                        found[name] = Part(inside, fact=(name, "attribute"), zone=Zone.CHROME)
        if len(found) == len(_SEMANTIC):
            break
    return list(found.values())


def _inside(source: Mapped, page_tags: Sequence[Tag], index: int) -> Mapped | None:
    """The words of a small element, as one line."""
    depth, name = 0, page_tags[index].name
    for other in page_tags[index : index + 60]:
        if other.name != name:
            continue
        depth += -1 if other.closing else 1
        if depth == 0:
            if other.start - page_tags[index].end > 3000:
                return None
            rendered = markup.render(source.slice(page_tags[index].end, other.start)).mapped
            cut = rendered.edited(
                (mark.start(), mark.end(), "") for mark in markup.MARKS.finditer(rendered.text)
            )
            return one_line(cut)
    return None
