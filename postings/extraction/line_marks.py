"""The lines of a part, with what marks them (hashes, bullets, stars, links) cut out."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from postings.extraction import markup
from postings.extraction.canonical import LineKind, Link
from postings.extraction.mapped import Edit, Mapped, received_span
from postings.extraction.markup import Anchor
from postings.extraction.parts import Part

_LEAD = re.compile(r"(?:[ \t\r>\f\v]|[\ue100-\uf8ff])*")
_HASHES = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_BULLET_MARK = re.compile(
    r"(?:\\?[-*+•·‣▪▫◦●○■□➤➢»✓✔✅❖♦⁃∙–—−►▶✦]|\d{1,2}\\?[.)]|\(?[a-z]\))[ \t]+(?=\S)|[•·‣▪◦●○■➤➢✓✔✅❖►▶](?=\S)"
)
_RULE_LINE = re.compile(r"[-=_*~#|:\s]{3,}$|#{1,6}$")
# Also escaped twice, as the texts of records often are
_MD_ESCAPE = re.compile(r"\\{1,2}(?=[`*_{}\[\]()#+\-.!$~|>&<=@'\"])|\\(?=\\)")
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
# What a generator of pages reads and no reader sees: "{: .lead}", "{#top}", "## Pay ##", "{% include %}".
_ATTRIBUTES = re.compile(r"[ \t]*\{(?:[:#.]|[\w-]{1,40}=)[^{}\n]{0,300}\}[ \t]*$")
_CLOSING_HASHES = re.compile(r"[ \t]+#{1,6}[ \t]*$")
_LIQUID_TAG = re.compile(r"\{%[^%\n]{0,500}%\}[ \t]*$")
_MARK = re.compile("[\ue000-\uf8ff]")
_INLINE = re.compile(r"^\||[\]<\\*_`~\ue000-\uf8ff]")  # what inline marks are made of
_BOLD_SPAN = re.compile(r"(?:\*\*|__)(?:[^*\n]|\*(?!\*)){1,200}?(?:\*\*|__)|\ue111[^\ue112\n]*(?:\ue112|$)")


@dataclass(slots=True)
class Draft:
    """A line while its part is being read: offsets within the part's final text."""

    start: int
    end: int
    kind: LineKind
    level: int
    bold: bool
    chrome: bool


def read_lines(mapped: Mapped, part: Part) -> tuple[Mapped, list[Draft], list[Link]]:
    """Cut line marks and inline marks out of a part; the lines and links with offsets in the cut text."""
    if part.fact is not None and not part.anchors:
        text = mapped.text
        draft = Draft(0, len(text), LineKind.PLAIN if text.strip() else LineKind.BLANK, 0, False, False)
        return mapped, [draft], []
    text = mapped.text
    edits: list[Edit] = []
    drafts: list[Draft] = []
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
                drafts.append(Draft(start + delta, start + delta, LineKind.BLANK, 0, False, chrome))
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
        if part.markdown and tail:
            tail = _without_attributes(body, tail, kind is LineKind.HEADING)
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
        drafts.append(Draft(new_start, max(new_start, new_end), kind, level, bold, chrome))
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


def _without_attributes(body: str, tail: int, heading: bool) -> int:
    """Where the words of a Markdown line end, before what only the generator of the page reads."""
    if body[tail - 1] == "}":
        if body.startswith("{%") and _LIQUID_TAG.match(body):
            return 0
        found = _ATTRIBUTES.search(body, max(0, tail - 350))
        if found is not None:
            return found.start()
    elif heading and body[tail - 1] == "#" and (found := _CLOSING_HASHES.search(body, max(0, tail - 20))):
        return found.start()
    return tail


def _trim(text: str, drafts: list[Draft]) -> None:
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
    edits: list[Edit] = _row_edits(text, start, end) if line.startswith("|") else []
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
            cuts += [found.span() for found in _MD_ESCAPE.finditer(text, start, end)]
        escaped = {last for _, last in cuts}
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
        cells = [
            found.start()
            for found in _MARK.finditer(text, start, end)
            if text[found.start()] == markup.CELL and free(*found.span())
        ]
        edits += _cell_edits(text, start, end, cells)
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


# The first cell of a row that names what stands in the second: a few words, no sentence and no sum.
_NAMES_ROW = re.compile(r"[^\W\d_][^.!?;|$€£¥₹\n]{1,40}[^\s.!?;,|(]")
_LABEL_WORDS = 6


def _cell_edits(text: str, start: int, end: int, cells: Sequence[int]) -> list[Edit]:
    """Signs for the ends of cells: "Location: Leeds" for a row of a name and a value, else "A | B | "."""
    if len(cells) in (1, 2):
        name = _MARK.sub("", text[start : cells[0]]).strip()
        value = _MARK.sub("", text[cells[0] + 1 : cells[1] if len(cells) == 2 else end]).strip()
        rest = _MARK.sub("", text[cells[1] : end]).strip() if len(cells) == 2 else ""
        named = name.rstrip(" :：")
        if value and not rest and len(named.split()) <= _LABEL_WORDS and _NAMES_ROW.fullmatch(named):
            between = ": " if named == name else " "
            first, last = cells[0], cells[0] + 1
            while first > start and text[first - 1] == " ":
                first -= 1
            while last < end and text[last] == " ":
                last += 1
            return [(first, last, between), *((cell, cell + 1, "") for cell in cells[1:])]
    return [(cell, cell + 1, " | ") for cell in cells]


def _row_edits(text: str, start: int, end: int) -> list[Edit]:
    """As ``_cell_edits`` for a row of a Markdown table: "| Location | Leeds |"."""
    line = text[start:end]
    bars = [start + at for at, character in enumerate(line) if character == "|"]
    if len(bars) != 3 or line.rstrip()[-1:] != "|":
        return []
    name, value = text[bars[0] + 1 : bars[1]], text[bars[1] + 1 : bars[2]]
    named = name.strip(" *_:：")
    if not value.strip() or len(named.split()) > _LABEL_WORDS or not _NAMES_ROW.fullmatch(named):
        return []
    first = bars[0] + 1 + len(name) - len(name.lstrip())
    last = bars[0] + 1 + len(name.rstrip())
    second = bars[1] + 1 + len(value) - len(value.lstrip())
    between = " " if name.rstrip(" *_").endswith((":", "：")) else ": "
    return [(start, first, ""), (last, second, between), (bars[2], bars[2] + 1, "")]


def _without_overlaps(edits: list[Edit]) -> list[Edit]:
    out: list[Edit] = []
    for edit in edits:
        if not out or edit[0] >= out[-1][1]:
            out.append(edit)
    return out
