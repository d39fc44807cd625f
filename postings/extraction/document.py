"""The document layer: a text as received becomes canonical text with offsets back.

Pure Python, no Django. ``read_document`` recognises the format, renders HTML and JSON to lines, repairs
mojibake, cuts Markdown's marks and tells lines and zones apart; ``split_document`` does so for each posting
of a
text that holds several.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from itertools import islice

from postings.extraction import front_matter, markup
from postings.extraction.finding import Finding
from postings.extraction.glue import unglued
from postings.extraction.inline_lists import unpacked
from postings.extraction.mapped import Edit, Mapped, Run, inserted, joined, received_span
from postings.extraction.markup import Anchor, Tag
from postings.extraction.records import Leaf, csv_rows, read_json, snake_case
from postings.extraction.repair import repaired


class Format(StrEnum):
    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    COMMENT = "comment"  # a "who is hiring" comment, HTML fragment or plain
    CSV = "csv"


class LineKind(StrEnum):
    HEADING = "heading"
    BULLET = "bullet"
    PLAIN = "plain"
    BLANK = "blank"


class Zone(StrEnum):
    CHROME = "chrome"  # navigation, cookie banners, share links, values of structured data nobody reads
    HEADER = "header"  # title, company, place, the facts at the top
    SUMMARY = "summary"
    DUTIES = "duties"
    REQUIRED = "required"
    PREFERRED = "preferred"
    PAY = "pay"  # pay and benefits
    COMPANY = "company"  # about us
    APPLY = "apply"
    LEGAL = "legal"  # equal opportunity, privacy, statutory notices


@dataclass(frozen=True, slots=True)
class Line:
    """One line of canonical text. ``text == document.text[start:end]``, no line end, markers cut off
    (heading hashes, bullets, bold stars), so ``start`` is where the words begin.

    ``label`` is also set on a line that stands under its label ("Location", then "Berlin" on the next);
    then ``value_start == start``.
    """

    start: int
    end: int
    text: str
    kind: LineKind
    level: int  # heading level 1-6 (6 for a bold line) or bullet depth 1-n, else 0
    zone: Zone
    label: str | None = None  # "Location" of "Location: Berlin"
    value_start: int | None = None  # canonical offset where the label's value begins
    bold: bool = False  # the whole line was bold

    def in_zone(self, zone: Zone) -> Line:
        """The same line in another zone; ``dataclasses.replace`` for it takes ten times as long."""
        if zone is self.zone:
            return self
        return Line(
            self.start,
            self.end,
            self.text,
            self.kind,
            self.level,
            zone,
            self.label,
            self.value_start,
            self.bold,
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value from structured data (JSON-LD, ATS JSON, CSV column, front matter, page head): name is
    dotted and in the source's own terms lowered to snake case, e.g. "hiring_organization.name",
    "base_salary.value.min_value"."""

    name: str
    value: str
    start: int  # canonical offsets, as for lines
    end: int
    source: str  # "json-ld", "json", "csv", "front-matter", "meta", "attribute"

    @property
    def leaf(self) -> str:
        """The last part of the name."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words in canonical text, its address, and the address' offsets in the text as received."""

    url: str
    start: int
    end: int
    received_start: int
    received_end: int
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text ready for matching.

    ``text`` is canonical: HTML and JSON rendered to lines, mojibake repaired line by line, numbers'
    odd spaces kept. Matching is done on it and never changes its length. ``finding`` maps back.
    """

    received: str
    format: Format
    text: str
    lines: tuple[Line, ...]
    facts: tuple[Fact, ...]
    # Breakpoints in pairs: (canonical, received) where a run starts, then where it ends. Runs of equal
    # lengths
    # map character by character, others as a whole.
    offsets: tuple[tuple[int, int], ...]
    links: tuple[Link, ...] = ()
    postings: int = 1  # how many postings the text's structure holds
    truncated: bool = False  # only the first MAX_TEXT_CHARS of the words were read
    runs: tuple[Run, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        """Keep the breakpoints in the form that look-ups use."""
        pairs = zip(self.offsets[::2], self.offsets[1::2], strict=False)
        object.__setattr__(self, "runs", tuple((start, first, last) for (start, first), (_, last) in pairs))

    def received_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text as received of the canonical span [start, end)."""
        if not self.runs:
            return (min(start, len(self.received)), min(end, len(self.received)))
        return received_span(self.runs, len(self.text), start, end)

    def finding[T](self, value: T, start: int, end: int, *, confidence: float, rule: str) -> Finding[T]:
        """The finding for canonical span [start, end): offsets and quote in the text as received."""
        first, last = self.received_span(start, end)
        return Finding(value, self.received[first:last], first, last, round(confidence, 4), rule)

    def link_finding[T](self, value: T, link: Link, *, confidence: float, rule: str) -> Finding[T]:
        """The finding for a link's address."""
        quote = self.received[link.received_start : link.received_end]
        return Finding(value, quote, link.received_start, link.received_end, round(confidence, 4), rule)

    def line_at(self, offset: int) -> Line | None:
        """The line that holds a canonical offset."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].end < offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.lines) and self.lines[low].start <= offset:
            return self.lines[low]
        return None


@dataclass(slots=True)
class Part:
    """A stretch of the document to be: marked text and what is known about it."""

    mapped: Mapped
    markdown: bool = False
    fact: tuple[str, str] | None = None  # name, source
    label: str | None = None
    zone: Zone | None = None
    heading: int = 0
    anchors: list[Anchor] = field(default_factory=list)


MAX_TEXT_CHARS = 60_000  # of words; the longest real posting seen has 30,000
MAX_CHROME_CHARS = 20_000
MAX_PARTS = 1500
MAX_POSTINGS = 500
MAX_FACT_CHARS = 300  # longer values of structured data are body text
MIN_BODY_CHARS = 200  # a structured description shorter than this does not replace the page's own text

# Leaf names of structured data that say something about the job; other values are kept, but as chrome.
HEADER_NAMES = frozenset(
    "title job_title position position_title role subject company company_name organization organisation "
    "employer business_name "
    "employer_name hiring_organization name location locations job_location candidate_required_location "
    "city state "
    "region country address address_locality address_region address_country salary salary_range pay "
    "compensation "
    "min_salary max_salary salary_min salary_max minimum_salary maximum_salary min_value max_value value "
    "currency "
    "salary_currency unit_text employment_type job_type type contract_type work_type commitment "
    "workplace_type "
    "workplace remote remote_type schedule seniority level experience experience_level required_experience "
    "required_education education tags skills category department job_location_type duration date_posted "
    "location_name work_arrangement compensation_tier_summary scrapeable_compensation_salary_summary".split()
)
_BODY_NAMES = frozenset(
    "description job_description job_desc jobdescription content body text html details job_details "
    "full_description "
    "description_html description_plain job_summary summary overview opening value jd posting comment "
    "raw_text "
    "description_body raw_description long_description main_content".split()
)
_SECTION_NAMES = frozenset("requirements qualifications responsibilities duties benefits".split())
_LATE_BODY = re.compile(r"additional|benefit|perk|closing|company|about|profile|culture|equal")
_PROSE_NAME = re.compile(
    r"requirement|benefit|profile|qualif|responsib|about|dut(?:y|ies)|descr|summary|overview|perk|skills"
    r"|expect|offer|mission|culture"
)
_WRAPPERS = frozenset(
    "job jobs data result results posting postings item items job_posting hits source fields offer attributes"
    " job_posting_info vacancy requisition job_details job_detail record document node".split()
)
_HTML_IN_VALUE = re.compile(
    r"<(?:p|br|li|ul|div|strong|b|h[1-6]|span|em|a|table|ol|u)\b[^<>]{0,300}/?>", re.IGNORECASE
)
_ENTITY = re.compile(
    r"&(?:amp|nbsp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash|hellip|bull|pound|euro|#\d{2,5}|#x[0-9a-f]{2,4});",
    re.I,
)
_ESCAPED_HTML = re.compile(r"&lt;/?(?:p|br|li|ul|div|strong|b|h[1-6]|span|em|ol|table)\b", re.IGNORECASE)


def read_document(received: str) -> Document:
    """Recognise the format of a text, render and repair it, and tell its lines and zones apart.

    Never raises. For a text with several postings this is the first of them, and ``postings`` says how many.
    """
    plans = _plans(received)
    document = plans[0]()
    return replace(document, postings=len(plans)) if len(plans) > 1 else document


def split_document(received: str) -> tuple[Document, ...]:
    """One document for each posting of the text, most often exactly one, at most ``MAX_POSTINGS``."""
    return tuple(plan() for plan in _plans(received)[:MAX_POSTINGS])


_SURROGATE = re.compile("[\ud800-\udfff]")

type Plan = Callable[[], Document]


def _plans(received: str) -> list[Plan]:
    """How to make the document of each posting that the text's structure holds; never empty."""
    source = Mapped.whole(received)
    if not received.isascii() and _SURROGATE.search(received):
        source = Mapped(
            _SURROGATE.sub("\ufffd", received), source.runs
        )  # half characters upset other libraries
    head = received[:2000].lstrip("\ufeff \t\r\n")
    if head[:1] in ("{", "["):
        json = read_json(source)
        if json.sound and (records := _json_records(json.leaves)):
            return [partial(_record_document, received, Format.JSON, leaves, "json") for leaves in records]
    if rows := _csv_records(source):
        return [partial(_record_document, received, Format.CSV, leaves, "csv") for leaves in rows]
    format = _text_format(received)
    if format is Format.HTML:
        return _html_plans(received, source)
    return [partial(_text_document, received, source, format)]


def _record_document(received: str, format: Format, leaves: Sequence[Leaf], source: str) -> Document:
    return _document(received, format, _record_parts(leaves, source))


def _text_document(received: str, source: Mapped, format: Format) -> Document:
    source = source.slice(0, MAX_TEXT_CHARS * 2)
    if format is Format.COMMENT and _COMMENT_HTML.search(source.text):
        rendered = markup.render(source, keep_newlines=True)
        return _document(received, format, [Part(rendered.mapped, True, anchors=rendered.anchors)])
    return _document(received, format, _text_parts(source, format is not Format.PLAIN))


# --- recognition -------------------------------------------------------------------------------------------

_HTML_PAGE = re.compile(
    r"<!doctype\s+html|<html\b|<body\b|<head\b|<script\b|<main\b|<article\b|<section\b", re.IGNORECASE
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|ul|ol|li|h[1-6]|table|tr|td|br|section|span|strong)\b[^<>]{0,500}>", re.IGNORECASE
)
_OTHER_BLOCK = re.compile(r"<(?:div|ul|ol|li|h[1-6]|table|tr|td|br|section|span|strong)\b", re.IGNORECASE)
_COMMENT_HTML = re.compile(r"<p>|&#x2[fF7];|<a href=|<i>|&gt;|&amp;|&quot;")
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6} |^---[ \t]*$|\]\((?:https?:|mailto:|/|#)|\*\*[^*\n]{1,200}\*\*|^ {0,3}[*+] {1,3}\S"
    r"|^ {0,3}```|^[ \t]*\|[^\n]*\|[ \t]*$|\\[-$~.|*_#+]|(?<!\w)_[^_\n]{3,200}_(?!\w)",
    re.MULTILINE,
)


def _text_format(received: str) -> Format:
    """The format of a text that is neither JSON nor CSV."""
    head = received[:60_000]
    marks = sum(1 for _ in islice(_MARKDOWN.finditer(head[:20_000]), 2))
    markdown = head.lstrip("\ufeff\r\n").startswith(("---", "+++")) or marks >= 2
    page = _HTML_PAGE.search(head)
    if page is not None and not (markdown and page.start() > 200):
        return Format.HTML
    blocks = len(_BLOCK_TAG.findall(head))
    first = head.lstrip()[:400].split("<p>", 1)[0].split("\n", 1)[0]
    if first.lstrip().startswith("<font color="):
        return Format.COMMENT
    loose = "<p>" in head and not head.lstrip().startswith(("<p>", "<div"))
    if loose and not markdown and not _OTHER_BLOCK.search(head):
        return Format.COMMENT  # paragraphs and nothing else: the markup of Hacker News
    if blocks >= 3 and not markdown and blocks * 400 > len(head):
        return Format.HTML
    if "&#x2F;" in head and not blocks - head.count("<p>"):
        return Format.COMMENT
    if (
        first.count("|") >= 2
        and not first.lstrip().startswith("|")
        and len(received) < 10_000
        and "](" not in first
    ):
        return Format.COMMENT
    return Format.MARKDOWN if marks or _MARKDOWN.search(head) else Format.PLAIN


_CSV_COLUMNS = frozenset(
    "title job_title position subject role company company_name employer company_profile description "
    "job_description "
    "job_desc location city state country salary salary_range salary_estimate url link job_url apply_url "
    "date_posted "
    "posted_at requirements benefits employment_type job_type required_experience required_education "
    "telecommuting "
    "department industry function skills post_date advertiserurl category employmenttype_jobstatus "
    "joblocation_address "
    "jobdescription jobid jobtitle shift job_board job_id".split()
)
_CSV_TEXT = frozenset(
    "description job_description job_desc jobdescription title job_title jobtitle subject position".split()
)


def _csv_records(source: Mapped) -> list[list[Leaf]]:
    """The rows of a CSV text as records; [] when the text is no CSV of job postings."""
    text = source.text
    first_line = text[: text.find("\n") + 1 or len(text)][:5000].strip("\ufeff\r\n ")
    delimiter = max(",;\t|", key=first_line.count)
    if first_line.count(delimiter) < 1 or len(first_line) < 5:
        return []
    if (
        len(
            {snake_case(name.strip(" \ufeff\"'")) for name in first_line.split(delimiter)[:300]}
            & _CSV_COLUMNS
        )
        < 2
    ):
        return []
    rows = csv_rows(source, delimiter)
    header = next(rows, [])[:300]
    names = [snake_case(cell.text.strip(" \ufeff\"'")) for cell in header]
    if len(set(names) & _CSV_COLUMNS) < 2 or not set(names) & _CSV_TEXT:
        return []
    if any(len(cell.text) > 60 for cell in header):
        return []
    records = []
    for number, row in enumerate(rows):
        records.append(
            [
                Leaf(
                    (number, header[column].text),
                    cell,
                    "string" if cell.text.strip() else "null",
                    header[column],
                )
                for column, cell in enumerate(row[: len(header)])
            ]
        )
    return [record for record in records if any(leaf.kind != "null" for leaf in record)]


_TITLE_LEAVES = frozenset("title job_title position position_title jobtitle position_name text name".split())
_POSTING_LEAVES = frozenset(
    "description job_description content company company_name location locations apply_url url absolute_url "
    "job_url "
    "hosted_url description_html description_plain categories employment_type salary job_desc".split()
)


def _json_records(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """The postings of a JSON text: objects with a title and another name of a posting; else the whole."""
    objects: dict[tuple[str | int, ...], set[str]] = {}
    for leaf in leaves:
        names = [part for part in leaf.path if isinstance(part, str)]
        if not names:
            continue
        for depth in range(1, min(len(leaf.path), 8) + 1):
            part = leaf.path[depth - 1]
            if isinstance(part, str):
                objects.setdefault(leaf.path[: depth - 1], set()).add(snake_case(part))
    postings = [
        place
        for place, names in objects.items()
        if names & _TITLE_LEAVES
        and len(names & _POSTING_LEAVES) >= 2
        and (not place or isinstance(place[-1], int))
    ]
    # Outermost objects only: an address or a list inside a posting is no posting of its own.
    outer: set[tuple[str | int, ...]] = set()
    for place in sorted(postings, key=len):
        if not any(place[:depth] in outer for depth in range(len(place))):
            outer.add(place)
    if len(outer) < 2:
        return [list(leaves)] if leaves else []
    places = {place: index for index, place in enumerate(sorted(outer, key=_natural))}
    records: list[list[Leaf]] = [[] for _ in places]
    lengths = sorted({len(place) for place in places})
    for leaf in leaves:
        for length in lengths:
            index = places.get(leaf.path[:length])
            if index is not None:
                records[index].append(replace(leaf, path=leaf.path[length:]))
                break
    return records


def _natural(place: tuple[str | int, ...]) -> list[tuple[int, int, str]]:
    return [(0, part, "") if isinstance(part, int) else (1, 0, part) for part in place]


# --- structured data ---------------------------------------------------------------------------------------


def _record_parts(leaves: Sequence[Leaf], source: str) -> list[Part]:
    """Parts of one record: short values as facts, long ones as body text under their names."""
    facts: list[Part] = []
    bodies: list[tuple[int, int, Part | None, list[Part], str]] = []
    skip = -1
    for index, leaf in enumerate(leaves):
        if leaf.kind == "null" or index == skip or not leaf.value.text.strip():
            continue
        names = leaf.names
        while len(names) > 1 and names[0] in _WRAPPERS:
            names = names[1:]
        name = names[-1] if names else "text"
        following = leaves[index + 1] if index + 1 < len(leaves) else None
        heading: Part | None = None
        if following is not None and following.path[:-1] == leaf.path[:-1] and following.kind != "null":
            next_name = following.names[-1] if following.names else ""
            if name in ("name", "label", "key", "id") and next_name == "value" and _is_short(following):
                facts.append(
                    _fact_part(following.value, ".".join((*names[:-1], snake_case(leaf.value.text))), source)
                )
                skip = index + 1
                continue
            if (
                name in ("text", "title", "heading", "header", "name", "label")
                and len(leaf.path) > 2
                and len(names) > 1  # the record's own title stands above its description, too
                and next_name in ("content", "body", "description", "html", "items", "value", "text")
                and not _is_short(following)
            ):
                heading = Part(_cut(leaf.value), heading=2)
                skip = index + 1
                leaf = following
                names = (*names[:-1], next_name)
        if heading is None and _is_short(leaf):
            facts.append(_fact_part(leaf.value, ".".join(names) or name, source))
            continue
        body_name = names[-1] if names else "text"
        if body_name.endswith("_plain") and any(
            other.names
            and other.names[-1]
            in (body_name.removesuffix("_plain"), body_name.removesuffix("_plain") + "_html")
            for other in leaves
        ):
            continue
        parts = _value_parts(unglued(leaf.value) if source == "csv" else leaf.value)
        visible = re.sub(r"\W+", "", "".join(part.mapped.text for part in parts))
        if heading is None and body_name not in _BODY_NAMES and leaf.key.text:
            heading = Part(_as_words(leaf.key), heading=2)
        rank = 2 if _LATE_BODY.search(body_name) else 0 if len(names) == 1 and body_name in _BODY_NAMES else 1
        bodies.append((rank, index, heading, parts, visible))
    kept: list[tuple[int, int, Part | None, list[Part], str]] = []
    for body in sorted(bodies, key=lambda body: (-len(body[4]), body[1])):
        if not any(body[4] in other[4] for other in kept):
            kept.append(body)
    kept.sort(key=lambda body: body[:2])
    out = sorted(facts, key=lambda part: part.zone is Zone.CHROME)
    for _, _, heading, parts, _ in kept:
        if heading is not None:
            out.append(heading)
        out.extend(parts)
    return out


def _is_short(leaf: Leaf) -> bool:
    """Whether a value is a fact rather than body text."""
    text = leaf.value.text.strip()
    if leaf.kind != "string":
        return True
    name = leaf.names[-1] if leaf.names else ""
    if "\n" in text or _HTML_IN_VALUE.search(text) or _ESCAPED_HTML.search(text):
        return len(text) < 80 and name in HEADER_NAMES
    if name in _BODY_NAMES and len(text) > 80:
        return False
    if name in _SECTION_NAMES and len(text) > 24 and text.count(" ") >= 4:
        return False
    if len(text) > 60 and text.count(" ") > 6 and _PROSE_NAME.search(name):
        return False
    return len(text) <= MAX_FACT_CHARS or (len(text) < 3000 and " " not in text)


def _fact_part(value: Mapped, name: str, source: str) -> Part:
    leaf = name.rpartition(".")[2]
    useful = leaf in HEADER_NAMES and not value.text.lstrip().startswith(("http://", "https://", "data:"))
    if value.text in ("true", "false"):
        useful = False
    if "&" in value.text:
        value = markup.unescaped(value)
    return Part(
        _cut(value),
        fact=(name, source),
        label=leaf.replace("_", " "),
        zone=Zone.HEADER if useful else Zone.CHROME,
    )


def _cut(value: Mapped) -> Mapped:
    """A value as one line, without spaces around it."""
    text = value.text
    start = len(text) - len(text.lstrip())
    value = value.slice(start, len(text.rstrip()))
    if "\n" in value.text or "\r" in value.text:
        value = value.edited(
            (found.start(), found.end(), " ") for found in re.finditer(r"[\r\n]+", value.text)
        )
    return value


def _value_parts(value: Mapped) -> list[Part]:
    """The body text of one value, which may be HTML (escaped once or twice), Markdown or plain."""
    for _ in range(3):
        if _ESCAPED_HTML.search(value.text) and not _HTML_IN_VALUE.search(value.text):
            value = markup.unescaped(value)
    if _ENTITY.search(value.text) and not _HTML_IN_VALUE.search(value.text):
        value = markup.unescaped(value)  # "Trowel &amp; Quill", the tags of which an export has cut
    if _HTML_IN_VALUE.search(value.text):
        # Line ends inside are people's own when the markup has no blocks to make lines with.
        own_lines = not re.search(r"<(?:p|li|div|h[1-6])\b", value.text, re.IGNORECASE)
        rendered = markup.render(value, keep_newlines=own_lines)
        return [Part(rendered.mapped, False, anchors=rendered.anchors)]
    return _text_parts(value, bool(_MARKDOWN.search(value.text)))


# --- HTML pages --------------------------------------------------------------------------------------------


MAX_HTML_CHARS = 3_000_000


def _html_plans(received: str, source: Mapped) -> list[Plan]:
    source = source.slice(0, MAX_HTML_CHARS)
    text = source.text
    postings: list[list[Leaf]] = []
    meta: list[Part] = []
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
        elif tag.name == "title" and not meta:
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
        return [partial(_record_document, received, Format.HTML, leaves, "json-ld") for leaves in postings]
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
                        else Part(_cut(part), fact=(kind, "attribute"), zone=Zone.CHROME)
                    )
    return list(found.values())


def _page_document(
    received: str, source: Mapped, page_tags: Sequence[Tag], postings: Sequence[list[Leaf]], meta: list[Part]
) -> Document:
    """A page as one document: what it declares in JSON-LD, what its head says, its words."""
    body = _page_parts(source, page_tags)
    if not postings:
        return _document(received, Format.HTML, [*meta, *_semantic_parts(source, page_tags), *body])
    parts = _record_parts(postings[0], "json-ld")
    if sum(len(part.mapped) for part in parts if part.fact is None) >= MIN_BODY_CHARS:
        for part in body:
            part.zone = Zone.CHROME  # the declared description is the page's own, without its surroundings
    return _document(received, Format.HTML, [*parts, *meta, *body])


_CONTAINER = re.compile(
    r"(?:job|posting|vacancy|position|offer)[-_]?(?:ad)?[-_]?(?:details?|description|body|content|text"
    r"|view)(?!s?[-_]?(?:page|nav|header|title|link))|(?:^|[-_\s])description(?:$|[-_\s])"
    r"|jobsearch-jobcomponent-description|show-more-less-html",
)
MIN_CONTAINER_CHARS = 400  # of words, for an element to count as the posting's own
MAX_CONTAINERS = 12


def _page_parts(source: Mapped, page_tags: Sequence[Tag]) -> list[Part]:
    """The page in three: what is before the posting, the posting from its heading on, what is after it.

    The posting is the first h1 up to the end of the element that its name calls the description, else of
    <main>.
    """
    text = source.text
    heading = main = None
    containers: list[tuple[int, int, int]] = []
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
    big = [container for container in containers if container[0] >= MIN_CONTAINER_CHARS]
    first, last = 0, len(text)
    if big:
        # the innermost of nearly equal ones: an outer element may hold the similar jobs too
        most = max(words for words, _, _ in big)
        _, start, last = min(
            (container for container in big if container[0] * 10 >= most * 6), key=lambda c: c[2] - c[1]
        )
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
    for start, end, zone in ((0, first, Zone.CHROME), (first, last, None), (last, len(text), Zone.CHROME)):
        if end > start:
            rendered = markup.render(source.slice(start, end))
            if rendered.mapped.text.strip():
                parts.append(Part(rendered.mapped, False, zone=zone, anchors=rendered.anchors))
    return parts


def _element_end(text: str, page_tags: Sequence[Tag], index: int) -> int:
    """Where the element that opens at ``page_tags[index]`` ends, after its closing tag."""
    name, depth = page_tags[index].name, 0
    for other in page_tags[index:]:
        if other.name == name and not text.endswith("/>", other.start, other.end):
            depth += -1 if other.closing else 1
            if depth == 0:
                return other.end
    return len(text)


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
    return Part(_cut(markup.unescaped(value)), fact=(name, source), zone=Zone.CHROME)


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
        r"(?:company|employer|advertiser|org|organization|hiringorganization)[-_]?name(?:$|[-_\s])|(?:^"
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
            return _cut(cut)
    return None


# --- plain text and Markdown -------------------------------------------------------------------------------


def _text_parts(source: Mapped, markdown: bool) -> list[Part]:
    """Parts of a plain or Markdown text: front matter as facts, the rest as it stands, the front matter's
    longer values after it under their names.
    """
    parts: list[Part] = []
    late: list[Part] = []
    front = front_matter.read(source) if markdown else None
    if front is not None:
        entries, end = front
        for entry in entries:
            text = entry.value.text
            if entry.name in _FRONT_PROSE or (
                entry.name not in _FRONT_ARTICLE
                and len(text) > 60
                and (text.count(" ") > 8 or "\n" in text.strip())
            ):
                late.append(Part(_as_words(entry.key), heading=2))
                late.extend(_value_parts(entry.value))
            else:
                parts.append(_fact_part(entry.value, entry.name, "front-matter"))
        source = source.slice(end, len(source.text))
    if markdown and ("<" in source.text or "&" in source.text):
        rendered = markup.render(source, keep_newlines=True)
        parts.append(Part(rendered.mapped, True, anchors=rendered.anchors))
    else:
        if not source.text.isascii() and markup.MARKS.search(source.text):
            source = source.edited(
                (mark.start(), mark.end(), " ") for mark in markup.MARKS.finditer(source.text)
            )
        parts.append(Part(source, markdown))
    return parts + late


_FRONT_PROSE = frozenset(
    "qualifications requirements responsibilities duties how_to_apply benefits skills_required".split()
)
# Of an article as well as of a posting: never a zone of its own.
_FRONT_ARTICLE = frozenset(
    "title excerpt summary meta_description description seo_description subtitle tagline".split()
)


def _as_words(key: Mapped) -> Mapped:
    """A key as words of a heading: "how_to_apply", "howToApply" is "how to apply"."""
    return key.edited(
        (found.start(), found.end(), " ") for found in re.finditer(r"[_-]+|(?<=[a-z])(?=[A-Z])", key.text)
    )


# --- lines -------------------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\n]+|(?<=\n)(?=\n)")
_LEAD = re.compile(r"(?:[ \t\r>\f\v]|[\ue100-\uf8ff])*")
_HASHES = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_BULLET_MARK = re.compile(
    r"(?:\\?[-*+•·‣▪▫◦●○■□➤➢»✓✔✅❖♦⁃∙–—−►▶✦]|\d{1,2}\\?[.)]|\(?[a-z]\))[ \t]+(?=\S)|[•·‣▪◦●○■➤➢✓✔✅❖►▶](?=\S)"
)
_RULE_LINE = re.compile(r"[-=_*~#|:\s]{3,}$|#{1,6}$")
_MD_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!$~|>&<=@'\"])")
_MD_LINK = re.compile(
    r"!?\[(?P<words>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,200}\]){0,400}+)\]\((?P<url><[^<>\n]{0,2000}>"
    r"|[^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,1000}){0,4})"
    r"(?P<title>\s+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s{0,3}\)"
)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000}|mailto:[^<>\s]{1,300}|[\w.+-]{1,64}@[\w.-]{1,255})>")
_STARS = re.compile(r"\*{1,4}(?=[^\s*])|(?<=[^\s*])\*{1,4}|\*{2,4}")
_PAIRED_STARS = re.compile(r"\*{1,3}(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*{1,3}(?!\*)")
_UNDERSCORES = re.compile(r"(?<![\w/])_{1,3}(?=\S)|(?<=[^\s_])_{1,3}(?!\w)")
_TICKS = re.compile(r"`{1,3}")
_TILDES = re.compile(r"~~")
_MARK = re.compile("[\ue000-\uf8ff]")
_INLINE = re.compile(r"[\]<\\*_`~\ue000-\uf8ff]")  # what inline marks are made of
_BOLD_SPAN = re.compile(r"(?:\*\*|__)(?:[^*\n]|\*(?!\*)){1,200}?(?:\*\*|__)|\ue111[^\ue112\n]*(?:\ue112|$)")
_LABEL = re.compile(
    r"(?P<label>[^\W\d_][\w&/'’.()+-]*(?:[ ]{1,2}(?:[\w/'’.()+-]+|&|-)){0,5})[ \t]*[:：][ \t]*(?=\S)(?!//)"
)
_LINE_URL = re.compile(r"https?$|^(?:www|mailto)", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """A line while its part is being read: offsets within the part's final text."""

    start: int
    end: int
    kind: LineKind
    level: int
    bold: bool
    chrome: bool


def _document(received: str, format: Format, parts: Sequence[Part]) -> Document:
    """Put the parts together: repair, read lines, cut marks, assign zones."""
    from postings.extraction.sections import with_zones

    texts: list[Mapped] = []
    lines: list[Line] = []
    facts: list[Fact] = []
    links: list[Link] = []
    at = 0
    budget, chrome_budget, truncated = MAX_TEXT_CHARS, MAX_CHROME_CHARS, len(parts) > MAX_PARTS
    for part in parts[:MAX_PARTS]:
        size = len(part.mapped)
        if part.zone is Zone.CHROME:
            part.mapped = part.mapped.slice(0, chrome_budget)
            chrome_budget -= len(part.mapped)
        else:
            part.mapped = part.mapped.slice(0, budget)
            truncated = truncated or len(part.mapped) < size
            budget -= len(part.mapped)
        if not part.mapped.text:
            continue
        mapped = repaired(part.mapped)
        if part.fact is None and part.label is None:
            mapped = unpacked(mapped)
        mapped, drafts, part_links = _read_lines(mapped, part)
        if texts:
            last = texts[-1].runs[-1][2] if texts[-1].runs else 0
            texts.append(inserted("\n", last))
            at += 1
        texts.append(mapped)
        if part.fact is not None:
            value = mapped.text.strip()
            start = at + mapped.text.find(value)
            facts.append(Fact(part.fact[0], value, start, start + len(value), part.fact[1]))
        for draft in drafts:
            text = mapped.text[draft.start : draft.end]
            start = at + draft.start
            zone = part.zone or (Zone.CHROME if draft.chrome else Zone.SUMMARY)
            label, value_start = part.label, start if part.label else None
            kind, level = draft.kind, draft.level
            if part.heading and text:
                kind, level = LineKind.HEADING, part.heading
            if label is None and text:
                row = _ROW.match(text) if "|" in text else None
                if row is not None and _names_a_fact(row["label"]):
                    text = text[: row.end("value")]
                    label, value_start = row["label"], start + row.start("value")
                else:
                    label, value_start = _label(text, start)
            lines.append(
                Line(start, start + len(text), text, kind, level, zone, label, value_start, draft.bold)
            )
        links.extend(replace(link, start=link.start + at, end=link.end + at) for link in part_links)
        at += len(mapped.text)
    whole = joined(texts)
    fixed = sum(1 for part in parts if part.zone is not None)
    return Document(
        received=received,
        format=format,
        text=whole.text,
        lines=with_zones(lines, frozenset(_fixed_zones(lines, parts)) if fixed else frozenset()),
        facts=tuple(facts),
        offsets=tuple(_breakpoints(whole)),
        links=tuple(links),
        truncated=truncated or len(received) > MAX_HTML_CHARS,
    )


def _fixed_zones(lines: Sequence[Line], parts: Sequence[Part]) -> Iterator[int]:
    """Starts of lines whose zone is known from structure."""
    return (line.start for line in lines if line.zone in (Zone.CHROME, Zone.HEADER))


def _breakpoints(mapped: Mapped) -> Iterator[tuple[int, int]]:
    runs: Sequence[Run] = mapped.runs
    for index, (start, first, last) in enumerate(runs):
        end = runs[index + 1][0] if index + 1 < len(runs) else len(mapped.text)
        yield start, first
        yield end, last


# "Location | Leeds |": a row of a table of two columns.
_ROW = re.compile(r"\|?[ \t]*(?P<label>[^|\n]{2,40}?)[ \t:]*\|[ \t]*(?P<value>[^|\n]{1,200}?)[ \t]*\|?$")
_FACT_WORD = re.compile(
    r"\b(?:pay|salary|wage|location|(?:employment|job|contract|work) type|hours|experience|education|employer"
    r"|closing date|deadline|duration)$",
    re.IGNORECASE,
)


def _names_a_fact(label: str) -> bool:
    """Whether the first cell of a row is a label: "Weekly gross pay", "Location"."""
    from postings.extraction.sections import known_labels

    words = label.strip(" :*")
    return words.casefold() in known_labels() or (
        len(words.split()) <= 4 and _FACT_WORD.search(words) is not None
    )


def _label(text: str, start: int) -> tuple[str | None, int | None]:
    """The label of a "Label: value" line and where its value begins."""
    found = _LABEL.match(text)
    if found is None or len(found.group("label")) > 50 or _LINE_URL.search(found.group("label")):
        return None, None
    return found.group("label").strip(), start + found.end()


def _read_lines(mapped: Mapped, part: Part) -> tuple[Mapped, list[_Draft], list[Link]]:
    """Cut line marks and inline marks out of a part; the lines and links with offsets in the cut text."""
    if part.fact is not None and not part.anchors:
        text = mapped.text
        draft = _Draft(0, len(text), LineKind.PLAIN if text.strip() else LineKind.BLANK, 0, False, False)
        return mapped, [draft], []
    text = mapped.text
    edits: list[Edit] = []
    drafts: list[_Draft] = []
    pending: list[tuple[int, int, str, int, int, str]] = []  # link words in old offsets, then its address
    anchors = iter(part.anchors)
    open_anchor: tuple[Anchor, int] | None = None
    chrome = False
    delta = 0  # new offset = old offset + delta, for offsets after all edits so far

    blanks = 0

    spans: list[tuple[int, int]] = []
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        spans.append((at, stop))
        at = stop + 1

    for start, stop in spans:
        line = text[start:stop]
        if not line:
            blanks += 1
            if blanks <= 2:
                drafts.append(_Draft(start + delta, start + delta, LineKind.BLANK, 0, False, chrome))
            continue
        line_edits: list[Edit] = []
        has_marks = not line.isascii() and _MARK.search(line) is not None
        lead = _LEAD.match(line)
        assert lead is not None
        head = lead.end()
        kind, level = LineKind.PLAIN, 0
        bullets = line[:head].count(markup.BULLET) if has_marks else 0
        if bullets:
            kind, level = LineKind.BULLET, bullets
        if has_marks:
            for mark in line[:head]:
                if 0 < ord(mark) - markup.HEADING <= 6 and kind is not LineKind.BULLET:
                    kind, level = LineKind.HEADING, ord(mark) - markup.HEADING
        indent = len(line[:head].expandtabs(4)) if not has_marks else 0
        body = line[head:]
        if _RULE_LINE.match(body):
            head = len(line)
            body = ""
        for _ in range(3):
            hashes = _HASHES.match(body) if part.markdown else None
            bullet = _BULLET_MARK.match(body)
            if hashes is not None:
                if kind is LineKind.PLAIN:
                    kind, level = LineKind.HEADING, len(hashes.group(1))
                head += hashes.end()
            elif bullet is not None and not body.startswith("**"):
                kind, level = LineKind.BULLET, level if kind is LineKind.BULLET else 1 + indent // 4
                head += bullet.end()
            else:
                break
            more = _LEAD.match(line, head)
            assert more is not None
            head = more.end()
            body = line[head:]
        tail = len(body.rstrip())
        bold = bool(tail) and len(body) < 200 and _bold_only(body)
        # marks in the cut lead still open links and chrome
        cut_end = start + head
        for offset, character in enumerate(line) if has_marks else ():
            if character == markup.CHROME_ON:
                chrome = True
            elif character == markup.CHROME_OFF:
                chrome = False
            elif character == markup.LINK_ON:
                anchor = next(anchors, None)
                open_anchor = (anchor, start + offset) if anchor is not None else None
            elif character == markup.LINK_OFF and open_anchor is not None:
                anchor = open_anchor[0]
                pending.append(
                    (open_anchor[1], start + offset, anchor.url, anchor.start, anchor.end, anchor.rel)
                )
                open_anchor = None
        if head:
            line_edits.append((start, cut_end, ""))
        inline_end = stop - (len(body) - tail)
        line_edits.extend(_inline_edits(text, cut_end, inline_end, part.markdown, mapped, pending))
        if inline_end < stop:
            line_edits.append((inline_end, stop, ""))
        new_start = start + delta
        for a, b, words in line_edits:
            delta += len(words) - (b - a)
        new_end = stop + delta
        edits.extend(line_edits)
        if new_end <= new_start:
            kind, level, bold = LineKind.BLANK, 0, False
            blanks += 1
            if blanks > 2:
                continue
        else:
            blanks = 0
        drafts.append(_Draft(new_start, max(new_start, new_end), kind, level, bold, chrome))
    cut = mapped.edited(edits)
    links = []
    if pending:
        shift = _Shift(edits)
        for first, last, url, received_start, received_end, rel in pending:
            links.append(
                Link(url, shift(first), max(shift(first), shift(last)), received_start, received_end, rel)
            )
    _trim(cut.text, drafts)
    return cut, drafts, links


def _trim(text: str, drafts: list[_Draft]) -> None:
    """Lines begin and end with words: inline marks may have hidden spaces."""
    for draft in drafts:
        words = text[draft.start : draft.end]
        stripped = words.strip()
        if not stripped:
            draft.end = draft.start
            draft.kind, draft.level, draft.bold = LineKind.BLANK, 0, False
        elif len(stripped) != len(words):
            draft.start += len(words) - len(words.lstrip())
            draft.end = draft.start + len(stripped)


class _Shift:
    """Old offsets to new ones, for a list of edits; asked in ascending order or not."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.starts = [edit[0] for edit in edits]
        self.edits = edits
        self.deltas = [0]
        for start, end, words in edits:
            self.deltas.append(self.deltas[-1] + len(words) - (end - start))

    def __call__(self, offset: int) -> int:
        index = bisect_right(self.starts, offset)
        if index and offset < self.edits[index - 1][1]:  # inside a cut
            return self.edits[index - 1][0] + self.deltas[index - 1]
        return offset + self.deltas[index]


def _bold_only(body: str) -> bool:
    """Whether all words of a line are bold."""
    if "**" not in body and "__" not in body and markup.BOLD_ON not in body:
        return False
    rest = _BOLD_SPAN.sub("", body)
    return not any(character.isalnum() for character in rest)


def _inline_edits(
    text: str,
    start: int,
    end: int,
    markdown: bool,
    mapped: Mapped,
    links: list[tuple[int, int, str, int, int, str]],
) -> list[Edit]:
    """Edits that cut inline marks of one line; Markdown links are added to ``links``."""
    line = text[start:end]
    if _INLINE.search(line) is None:
        return []
    edits: list[Edit] = []
    taken: list[tuple[int, int]] = []

    def free(first: int, last: int) -> bool:
        index = bisect_right(taken, (last, -1)) - 1  # ``taken`` is in ascending order
        return index < 0 or taken[index][1] <= first

    if markdown and "](" in line:
        at = start
        while (bracket := text.find("[", at, end)) >= 0:
            begin = bracket - 1 if bracket > start and text[bracket - 1] == "!" else bracket
            found = _MD_LINK.match(text, begin, end)
            if found is None:
                at = bracket + 1
                continue
            at = found.end()
            if found.group().startswith("!"):
                edits.append((found.start(), found.end(), ""))
                taken.append(found.span())
                continue
            taken += [(found.start(), found.start("words")), (found.end("words"), found.end())]
            edits.append((found.start(), found.start("words"), ""))
            edits.append((found.end("words"), found.end(), ""))
            url = found.group("url").strip("<>")
            first = found.start("url") + found.group("url").find(url) if url else found.start("url")
            received = received_span(mapped.runs, len(text), first, first + len(url))
            if url:
                links.append((found.start("words"), found.end("words"), url, *received, ""))
    if markdown and "<" in line:
        for found in _AUTOLINK.finditer(text, start, end):
            if free(*found.span()):
                edits += [(found.start(), found.start() + 1, ""), (found.end() - 1, found.end(), "")]
                insort(taken, found.span())
    cuts: list[tuple[int, int]] = []
    if markdown:
        if "\\" in line:
            cuts += [(found.start(), found.start() + 1) for found in _MD_ESCAPE.finditer(text, start, end)]
        escaped = {first + 1 for first, _ in cuts}
        if "*" in line:
            cuts += [
                found.span() for found in _STARS.finditer(text, start, end) if found.start() not in escaped
            ]
        if "_" in line:
            found_all = [found.span() for found in _UNDERSCORES.finditer(text, start, end)]
            if len(found_all) > 1:
                cuts += found_all
        if "`" in line:
            cuts += [found.span() for found in _TICKS.finditer(text, start, end)]
        if "~~" in line:
            cuts += [found.span() for found in _TILDES.finditer(text, start, end)]
    elif line.count("*") > 1:
        for found in _PAIRED_STARS.finditer(text, start, end):
            cuts += [(found.start(), found.start(1)), (found.end(1), found.end())]
    if not line.isascii():
        cuts += [
            found.span() for found in _MARK.finditer(text, start, end) if text[found.start()] != markup.CELL
        ]
        edits += [
            (found.start(), found.end(), " | ")
            for found in _MARK.finditer(text, start, end)
            if text[found.start()] == markup.CELL and free(*found.span())
        ]
    if taken:
        cuts = [cut for cut in cuts if free(*cut)]
    cuts.sort()
    last = -1
    for first, stop in cuts:
        if first >= last:
            edits.append((first, stop, ""))
            last = stop
    edits.sort()
    return _without_overlaps(edits)


def _without_overlaps(edits: list[Edit]) -> list[Edit]:
    out: list[Edit] = []
    for edit in edits:
        if not out or edit[0] >= out[-1][1]:
            out.append(edit)
    return out
