"""HTML to lines: tags become line breaks and marks, entities become characters, offsets survive.

Parsers built on trees give no offsets of the source, so this reads tags itself: it needs no tree, only where
words, blocks, headings, list items, links and bold words begin and end. Broken HTML is ordinary here.

Marks stand in the text as private-use characters until ``document`` reads the lines:
``HEADING + level``, ``BULLET``, ``BOLD_ON``/``BOLD_OFF``, ``LINK_ON``/``LINK_OFF``,
``CHROME_ON``/``CHROME_OFF``.
Private-use characters of the source itself (icon fonts) are blanked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5

from postings.extraction.mapped import Edit, Mapped, received_span

HEADING = 0xE100  # + level 1-6
BULLET = "\ue110"
BOLD_ON, BOLD_OFF = "\ue111", "\ue112"
LINK_ON, LINK_OFF = "\ue113", "\ue114"
CHROME_ON, CHROME_OFF = "\ue115", "\ue116"
CELL = "\ue117"  # between the cells of a table row
MARKS = re.compile("[\ue000-\uf8ff]")

MAX_TAG_CHARS = 20_000  # inline images in attributes are longer; such a tag is then cut at its first ">"
MAX_TAG_EXTENSIONS = 8  # ">" inside quoted attributes that one tag may hold

_TAG_OPEN = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z][a-zA-Z0-9:-]*)")
_ATTRIBUTE = re.compile(
    r"""([a-zA-Z_:@][\w:.@-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
)
_BALANCED = re.compile(r"""(?:[^"'=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=|["'](?<!=["']))*+""")
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")

_SKIPPED = frozenset(
    "script style noscript template svg iframe object select textarea math canvas video audio".split()
)
_BLOCKS = frozenset(
    "p div section article main aside header footer nav form fieldset ul ol dl dt dd table tr thead tbody "
    "tfoot "
    "caption blockquote pre hr figure figcaption address details summary h1 h2 h3 h4 h5 h6 li br body html "
    "center label legend option button".split()
)
_CHROME = frozenset("nav footer aside".split())
_BOLD = frozenset("b strong".split())
_KNOWN = (
    _SKIPPED
    | _BLOCKS
    | _CHROME
    | _BOLD
    | frozenset(
        "!-- ! ? a title td th i em u s span font small big sub sup code img input meta link head".split()
    )
    | frozenset("abbr cite mark del ins strike time wbr base col colgroup embed source".split())
)


HEAD_LINE = 120  # characters; longer lines above the first tag are wrapped words


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of the source; offsets are those of the text it was read from."""

    name: str
    closing: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as written: its address, and where the address stands in the text as received."""

    url: str
    start: int
    end: int
    rel: str = ""


@dataclass(slots=True)
class Rendered:
    """HTML turned into marked lines, with the links in the order of their LINK_ON marks."""

    mapped: Mapped
    anchors: list[Anchor] = field(default_factory=list)


def tags(text: str) -> Iterator[Tag]:
    """The tags, comments and declarations of a text, in order; linear in the length of the text."""
    at = 0
    last_comment_end, last_code_end, last_end = text.rfind("-->"), text.rfind("?>"), text.rfind(">")
    while (found := _TAG_OPEN.search(text, at)) is not None:
        start = found.start()
        opening = found.group()
        if start > last_end:
            return  # no ">" any more: the rest is text
        if opening == "<!--":
            end = text.find("-->", start + 4) if last_comment_end >= start + 4 else -1
            if end < 0:
                at = start + 4
                yield Tag("!--", False, start, at)
                continue
            at = end + 3
            yield Tag("!--", False, start, at)
            continue
        if opening in ("<!", "<?"):
            code = opening == "<?" and last_code_end > start
            at = text.index(">", text.index("?>", start) if code else start) + 1
            yield Tag(opening[1:], False, start, at)
            continue
        at = end = _tag_end(text, found.end())
        closing = opening[1] == "/"
        yield Tag(opening[2 if closing else 1 :].lower(), closing, start, end)


def _tag_end(text: str, at: int) -> int:
    """The offset after the ">" that ends a tag, minding quoted attributes; there must be a ">"."""
    end = first = text.index(">", at - 1)
    for _ in range(MAX_TAG_EXTENSIONS):
        if end < 0 or end - at > MAX_TAG_CHARS:
            break
        if '"' not in (inside := text[at:end]) and "'" not in inside:
            return end + 1
        balanced = _BALANCED.match(text, at, end)
        if balanced is not None and balanced.end() == end:
            return end + 1
        end = text.find(">", end + 1, at + MAX_TAG_CHARS)
    return first + 1


def attributes(text: str, tag: Tag) -> dict[str, tuple[str, int, int]]:
    """The attributes of a tag: name to (value with entities read, start, end of the value as written)."""
    out: dict[str, tuple[str, int, int]] = {}
    for found in _ATTRIBUTE.finditer(text, tag.start + 1, tag.end):
        group = next(number for number in (2, 3, 4) if found.group(number) is not None)
        name = found.group(1).lower()
        if name not in out:
            out[name] = (unescape(found.group(group)).strip(), *found.span(group))
    return out


def entity_edits(text: str, start: int = 0, end: int | None = None) -> Iterator[Edit]:
    """Edits that turn entities into characters ("&amp;" to "&"); unknown ones stay as they are."""
    for found in _ENTITY.finditer(text, start, len(text) if end is None else end):
        written = found.group()
        if written[1] != "#" and not written.endswith(";") and written[1:] not in html5:
            continue
        value = unescape(written)
        if value != written:
            yield found.start(), found.end(), MARKS.sub(" ", value)


def unescaped(mapped: Mapped) -> Mapped:
    """The text with its entities read, for HTML that was escaped once too often."""
    return mapped.edited(entity_edits(mapped.text))


def _has_own_head(text: str) -> bool:
    """Whether lines of plain text stand above the first tag ("Welder", "Acme", "Leeds" above "<p>")."""
    first = next(tags(text), None)
    lines = [
        line for line in text[: first.start if first is not None else 0][:4000].split("\n") if line.strip()
    ]
    if first is None or not lines or (len(lines) < 3 and first.name not in _BLOCKS):
        return False
    return all(len(line) <= HEAD_LINE for line in (lines if first.name in _BLOCKS else lines[:-1]))


def render(mapped: Mapped, *, keep_newlines: bool = False) -> Rendered:
    """Render HTML as marked lines.

    ``keep_newlines`` is for fragments (comments, HTML within Markdown), where people's own line ends carry
    meaning and "<name>" that is no HTML stays text. The lines still hold the marks of this module's head.
    """
    text = mapped.text
    edits: list[Edit] = []
    rendered = Rendered(mapped)
    at = 0
    skipping: str | None = None
    last_closing: dict[str, int] = {}
    chrome = 0
    open_link = False
    list_depth = 0
    fresh_cell = False  # the same for a cell of a table
    fresh_item = False  # a list item has begun and holds no words yet: its own paragraph makes no new line
    own_head = not keep_newlines and _has_own_head(text)

    def words(start: int, end: int) -> None:
        """Edits inside the words between two tags: line ends become spaces, entities characters."""
        if start >= end:
            return
        chunk = text[start:end]
        found: list[Edit] = []
        if "&" in chunk:
            found.extend(entity_edits(text, start, end))
        if not (keep_newlines or (start == 0 and own_head)) and (
            "\n" in chunk or "\t" in chunk or "  " in chunk or "\r" in chunk
        ):
            found.extend((space.start(), space.end(), " ") for space in _SPACES.finditer(text, start, end))
            found.sort()
        if not chunk.isascii():
            found.extend((mark.start(), mark.end(), " ") for mark in MARKS.finditer(text, start, end))
            found.sort()
        edits.extend(found)

    for tag in tags(text):
        if skipping is not None:
            if not (tag.closing and tag.name == skipping):
                continue
            skipping = None
            edits.append((at, tag.end, ""))
            at = tag.end
            continue
        name = tag.name
        if keep_newlines and name not in _KNOWN:
            continue
        words(at, tag.start)
        fresh_item = fresh_item and not text[at : tag.start].strip()
        fresh_cell = fresh_cell and not text[at : tag.start].strip()
        at = tag.end
        mark = ""
        if name in _SKIPPED and not tag.closing and not text.endswith("/>", tag.start, tag.end):
            if name not in last_closing:
                last_closing[name] = max(text.rfind("</" + name), text.rfind("</" + name.upper()))
            if last_closing[name] >= tag.end:
                skipping = name
                at = tag.start
                continue
        elif name == "title":
            if not tag.closing:
                skipping = "title"
                at = tag.start
                continue
        elif name == "a":
            if tag.closing:
                mark = LINK_OFF if open_link else ""
                open_link = False
            else:
                found = attributes(text, tag)
                href = found.get("href")
                if href is not None and href[0]:
                    mark = (LINK_OFF if open_link else "") + LINK_ON
                    open_link = True
                    first, last = received_span(mapped.runs, len(text), href[1], href[2])
                    rendered.anchors.append(Anchor(href[0], first, last, found.get("rel", ("",))[0]))
        elif name in _BOLD:
            mark = BOLD_OFF if tag.closing else BOLD_ON
        elif name in _BLOCKS:
            mark = "\n"
            if (fresh_item or fresh_cell) and name in ("p", "div", "section") and not tag.closing:
                edits.append((tag.start, tag.end, ""))
                continue
            if name in ("ul", "ol"):
                list_depth = max(0, list_depth + (-1 if tag.closing else 1))
            if name == "li" and not tag.closing:
                mark = "\n" + BULLET * min(9, max(1, list_depth))
                fresh_item = True
            elif len(name) == 2 and name[0] == "h" and name[1] in "123456":
                mark = "\n" if tag.closing else "\n" + chr(HEADING + int(name[1]))
            elif (name in ("p", "ul", "ol", "table") and tag.closing) or name == "p":
                mark = "\n\n"
            if name in _CHROME:
                if tag.closing:
                    chrome = max(0, chrome - 1)
                    mark += CHROME_OFF if not chrome else ""
                else:
                    mark += CHROME_ON if not chrome else ""
                    chrome += 1
        elif name in ("td", "th"):
            mark = CELL if tag.closing else ""
            fresh_cell = not tag.closing
            if tag.closing:
                _join_blocks_of_cell(edits, text)
        edits.append((tag.start, tag.end, mark))
    if skipping is None:
        words(at, len(text))
    else:
        edits.append((at, len(text), ""))
    rendered.mapped = mapped.edited(_merged(edits))
    return rendered


def _join_blocks_of_cell(edits: list[Edit], text: str) -> None:
    """Take back the line ends of the blocks that close right before their cell does."""
    for number in range(len(edits) - 1, max(-1, len(edits) - 6), -1):
        start, end, words = edits[number]
        if words.strip("\n ") or (text[start : start + 1] == "<" and not _CLOSES.match(text, start)):
            return
        if number + 1 < len(edits) and edits[number + 1][0] != end:
            return
        edits[number] = (start, end, "")


_CLOSES = re.compile(r"</(?:p|div|section|span|b|strong|em|i|u|a|font)\b", re.IGNORECASE)


def _merged(edits: list[Edit]) -> Iterator[Edit]:
    """Neighbouring tags as one edit, which keeps the runs few; edits that leave words stay apart."""
    row: list[Edit] = []  # neighbours so far; asked about one by one, for a row may be as long as the text
    silent = False
    for edit in edits:
        edit_silent = not edit[2].strip(_SILENT)
        if row and silent and edit_silent and row[-1][1] == edit[0]:
            row.append(edit)
            continue
        if row:
            yield _as_one(row)
        row, silent = [edit], edit_silent
    if row:
        yield _as_one(row)


def _as_one(row: list[Edit]) -> Edit:
    """One edit for neighbouring ones; more than two line ends at their beginning are two."""
    if len(row) == 1:
        return row[0]
    words = row[0][2]
    for number, edit in enumerate(row[1:], start=1):
        words += edit[2]
        if words.strip("\n"):
            words += "".join(later[2] for later in row[number + 1 :])
            break
        words = words[:2]
    return row[0][0], row[-1][1], words


_SILENT = "\n" + "".join(chr(code) for code in range(0xE100, 0xE118))
