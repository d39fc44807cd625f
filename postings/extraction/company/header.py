"""The company that stands beside, under or over the title: the header of a posting."""

from __future__ import annotations

import re
from itertools import pairwise

from postings.extraction.company.labels import LABELS
from postings.extraction.company.names import INSTITUTION, LEGAL_SUFFIX, capitalised, cleaned, plausible
from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.finding import Finding
from postings.extraction.header import PartKind, is_place, is_site_section, part_kind, parts, title_score
from postings.extraction.own_name import is_own_name
from postings.extraction.sections import heading_zone, known_labels

MAX_HEADING_WORDS = 6  # of a name that stands as a heading under the title; institutions have longer ones
_STARS = re.compile(
    r"(?:[1-5]\.\d\s*(?:★|⭐|stars?|out of 5|\(|\d[\d,.]* reviews?|[\d,.]+k? ratings?).{0,60}|[1-5]\.\d)",
    re.IGNORECASE,
)


def from_rating(document: Document) -> Finding[str] | None:
    """The name that a board writes above its rating: "Acme", then "3.9 ★"."""
    lines = [line for line in document.lines[:60] if line.text and line.zone is not Zone.CHROME][:14]
    for line, below in pairwise(lines):
        if not _STARS.fullmatch(below.text.strip()) or line.label is not None or len(line.text) > 60:
            continue
        name = cleaned(line.text)
        if plausible(name) and capitalised(name) and part_kind(name) is PartKind.OTHER:
            return document.finding(
                name, line.start, line.start + len(line.text), confidence=0.9, rule="company.rated"
            )
    return None


def from_header(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The line under the title, when it is a short name and no place, pay or the like."""
    facts = {fact.start for fact in document.facts}
    lines = [
        line
        for line in document.lines
        if line.text and line.zone is not Zone.CHROME and line.start not in facts
    ]
    if (
        len(lines) > 1
        and lines[0].kind is LineKind.HEADING
        and lines[0].level == 1
        and lines[1].kind is LineKind.HEADING
        and 1 < lines[1].level < 5
    ):
        # title, then who hires, as headings one under the other
        titled = title is not None and lines[1].start <= title.start < lines[1].end
        if titled and is_site_section(lines[0].text):
            return None  # "Careers", then the title
        stacked = len(lines) > 2 and lines[2].kind is LineKind.HEADING and lines[2].level > lines[1].level
        return _header_name(document, lines[1], strong=True, stacked=stacked)
    if title is None or not title.rule.startswith(("title.first", "title.header", "title.heading")):
        return None
    for index, line in enumerate(lines[:10]):
        first, last = document.received_span(line.start, line.end)
        if not (first <= title.start and title.end <= last):
            continue
        if (name := _in_title_line(document, line)) is not None:
            return name
        for offset, below in enumerate(lines[index + 1 : index + 4], start=index + 2):
            kind = part_kind(below.text)
            if (
                name := _with_place(document, below, lines[offset] if offset < len(lines) else None)
            ) is not None:
                return name
            if below.label is not None and below.value_start != below.start:
                return None
            found = _header_name(
                document, below, strong=below.kind is LineKind.HEADING and line.kind is LineKind.HEADING
            )
            if found is not None:
                return found
            if kind is PartKind.OTHER:
                return None
        return None
    return None


_NAME_MARK = re.compile(r"\s*[|·•]\s*|\s+[-–—]+\s+|,\s+|\s+\(")


def _with_place(document: Document, line: Line, following: Line | None) -> Finding[str] | None:
    """ "Acme GmbH – München", "Acme | Berlin | part-time", or "Acme" above a line that is a place."""
    if (
        line.kind is LineKind.BULLET
        or len(line.text) > 140
        or not line.text[:1].isalnum()
        or (line.label is not None and line.value_start != line.start)
    ):
        return None
    mark = _NAME_MARK.search(line.text)
    if mark is None:
        words = line.text.strip()
        if following is None or not is_place(following.text) or len(following.text) > 80:
            return None
        rest_told = True
    else:
        words = line.text[: mark.start()]
        rest = [part for part in _NAME_MARK.split(line.text[mark.end() :]) if part.strip()]
        if rest and LEGAL_SUFFIX.fullmatch(", " + rest[0]):  # "Acme, Inc., Boston"
            rest = rest[1:]
        rest_told = any(
            part_kind(part) in (PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT, PartKind.PAY)
            for part in rest
        )
    name = cleaned(words)
    if (
        not rest_told
        or not plausible(name)
        or not 1 <= len(name.split()) <= 7
        or (words.rstrip().endswith((".", "!", "?", ":")) and not LEGAL_SUFFIX.search(words))
    ):
        return None
    if (
        not capitalised(name)
        or is_place(name)
        or name.casefold() in known_labels()
        or (heading_zone(name) is not None and len(name.split()) < 3)
    ):
        return None
    kind = part_kind(name)
    if (kind is PartKind.TITLE and len(name.split()) < 3) or kind in (
        PartKind.WORKPLACE,
        PartKind.CONTRACT,
        PartKind.PAY,
        PartKind.SITE,
    ):
        return None
    if (
        kind is PartKind.TITLE
        and title_score(name) >= 0.9
        and not name.casefold().endswith(
            (
                "operative",
                "partners",
                "associates",
                "engineers",
                "architects",
                "consultants",
                "brokers",
                "builders",
            )
        )
    ):
        return None
    return document.finding(
        name, line.start, line.start + len(words), confidence=0.86, rule="company.header_place"
    )


_DASH = re.compile(r"\s[-–—]\s")
_FIRM_WORD = re.compile(
    r"^[A-Z][\w&'’.-]*(?: [\w&'’.-]+){0,4} (?:Group|Inc\.?|LLC|Ltd\.?|Limited|GmbH|Corp(?:oration)?\.?"
    r"|Company|Technologies|Solutions|Labs|Holdings|Industries|Foundation|University|College|Hospital|Bank|Trust)$"
)


def _in_title_line(document: Document, line: Line) -> Finding[str] | None:
    """ "Title at Acme" or "Title | Acme | Berlin"."""
    found = re.search(r"\s(?:at|@|bei|chez)\s+(?P<name>[A-Z][^,|–—]{1,50})$", line.text)
    if (
        found is not None
        and title_score(line.text[: found.start()]) >= 0.7
        and not is_place(found.group("name"))
    ):
        name = cleaned(found.group("name"))
        if not capitalised(name):
            return None  # a sentence: "As a welder at Acme you join parts"
        return document.finding(
            name,
            line.start + found.start("name"),
            line.start + found.end("name"),
            confidence=0.85,
            rule="company.title_at",
        )
    dash = _DASH.search(line.text)
    head, mark, tail = (
        (line.text[: dash.start()], dash.group(), line.text[dash.end() :]) if dash else (line.text, "", "")
    )
    if mark and title_score(head) >= 0.85 and _FIRM_WORD.search(tail) and title_score(tail) < 0.5:
        start = line.start + len(head) + len(mark)  # "Data Analyst — Hollow Brook Group"
        return document.finding(cleaned(tail), start, line.end, confidence=0.8, rule="company.title_at")
    if mark and title_score(head) >= 0.85 and title_score(tail) < 0.5 and is_own_name(document, tail):
        start = line.start + len(head) + len(mark)  # "Volunteer Treasurer - Hollow Brook Food Bank"
        return document.finding(cleaned(tail), start, line.end, confidence=0.85, rule="company.title_at")
    pieces = parts(line.text)
    if len(pieces) > (2 if "|" in line.text or "·" in line.text else 3):
        for part in pieces:
            if (
                part_kind(part.text) is PartKind.OTHER
                and 2 <= len(part.text) <= 50
                and part.text[:1].isupper()
                and plausible(cleaned(part.text))
            ):
                return document.finding(
                    cleaned(part.text),
                    line.start + part.start,
                    line.start + part.end,
                    confidence=0.75,
                    rule="company.header_part",
                )
    return None


# "Acme Careers": the name of a page about the firm's jobs
_BOARD_WORD = re.compile(
    r"(?<=\w)\s+(?:[-–|]\s+)?(?:(?:current |open )?(?:job )?openings"
    r"|(?:current )?(?:careers|jobs|vacancies|open positions))(?: (?:page|site|portal))?$"
    r"|^(?:careers|jobs|work(?:ing)?|life) (?:at|with) (?=[A-Z])",
    re.IGNORECASE,
)
# "Department of History, Lakeview College": the whole employs, not its part
_DIVISION = re.compile(
    r"(?:The )?(?:Department|Dept\.?|Division|Faculty|School|Section"
    r"|Office) of [A-Z][\w&' -]{2,50}, (?P<whole>[A-Z].{3,60})$"
)
_PAY_OR_PLACE = re.compile("[\U0001f4b0\U0001f30d-\U0001f310\U0001f4cd]")


def _header_name(
    document: Document, line: Line, *, strong: bool, stacked: bool = False
) -> Finding[str] | None:
    """A company's name that stands alone under the title, perhaps with more behind a separator.

    ``strong``: title and name are headings one under the other; ``stacked``: a third, lower one follows,
    which
    leaves no doubt what the second is ("Remote" may be a firm's name there).
    """
    text = line.text
    if line.kind is LineKind.BULLET or len(text) > 120 or not parts(text):
        return None
    pieces = parts(text) if re.search(r"[|·•]", text) else parts(text)[:1] if strong else [parts(text)[0]]
    part = pieces[0]
    if len(pieces) == 1 and not strong and part.text != text:
        return None
    if (within := _DIVISION.match(part.text)) is not None and len(pieces) == 1:
        part = type(part)(within.group("whole"), within.start("whole"), within.end("whole"))
        text = part.text
    name = cleaned(part.text) if not strong else _BOARD_WORD.sub("", " ".join(part.text.split()))
    if strong and len(pieces) == 1:
        name, part = _BOARD_WORD.sub("", " ".join(text.split())), parts(text)[0]
        part = type(part)(text, 0, len(text))
    if not plausible(name) or not text[:1].isalnum() or _PAY_OR_PLACE.search(text):
        return None
    if (
        len(name.split()) > MAX_HEADING_WORDS
        and not LEGAL_SUFFIX.search(name)
        and not INSTITUTION.search(name)
    ):
        return None  # a subtitle: "Making Bread by Hand in the Old Quarter of Town"
    if stacked:
        return document.finding(
            name, line.start + part.start, line.start + part.end, confidence=0.95, rule="company.header"
        )
    if text.rstrip().endswith((".", "!", "?", ":")) and not LEGAL_SUFFIX.search(text):
        return None
    zone = heading_zone(name)
    if (
        (zone is not None and zone[1] * 2 >= zone[3])
        or name.casefold() in known_labels()
        or name.casefold() in LABELS
    ):
        return None
    kind = part_kind(name)
    if kind is not PartKind.OTHER and not (strong and kind is not PartKind.PAY):
        return None
    if not strong and (
        len(name.split()) > 5
        or (not name[:1].isupper() and not name[:1].isdigit())
        or re.search(r"[<>{}=]", name)
    ):
        return None
    confidence = 0.95 if strong else 0.8 if len(pieces) > 1 else 0.66
    return document.finding(
        name,
        line.start + part.start,
        line.start + part.end,
        confidence=confidence,
        rule="company.header" if strong else "company.header_line",
    )
