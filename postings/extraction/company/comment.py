"""The company in the head of a comment: "Acme | Cook | Leeds | on-site"."""

from __future__ import annotations

import re

from postings.extraction.company.names import (
    LIKE_TITLES,
    NOTHING,
    PARENTHESIS,
    TOP_DOMAIN,
    WORD,
    cleaned,
    firm,
    plausible,
)
from postings.extraction.document import Document, Line, Zone
from postings.extraction.finding import Finding
from postings.extraction.header import Part, PartKind, is_head, is_place, part_kind, parts, title_score
from postings.extraction.own_name import is_own_name
from postings.extraction.skill_vocabulary import skill_names

_CONTRACT_TAIL = re.compile(
    r"[\s,;-]+(?:full|part)[- ]?time$|[\s,;-]+(?:remote|on-?site|hybrid|contract|interns?)$", re.IGNORECASE
)
# "ONSITE- Acme", "Acme. London"
_SAID_LEAD = re.compile(r"^(?:we are|we['’]re|this is|here at|at)\s(?=[A-Z0-9])", re.IGNORECASE)
_WAY_LEAD = re.compile(
    r"^(?:on-?site|remote|hybrid|full[- ]?time|location|company)\s?[-–—:]\s*", re.IGNORECASE
)
_PLACE_TAIL = re.compile(r"(?<=[a-z]{3})\.\s+[A-Z][a-z]+$")


def _only_skills(name: str) -> bool:
    """Whether every word of a part of the head is a skill ("PHP / JavaScript", "React, Node.js")."""
    known = skill_names()
    words = [word for word in re.split(r"[\s,/&+]+", name.casefold()) if word]
    return bool(words) and all(word in known or word in ("and", "or") for word in words)


def from_comment(document: Document) -> Finding[str] | None:
    """The first part of a comment's head that is no title, place or way of working."""
    lines = [line for line in document.lines if line.zone is not Zone.CHROME and _is_written(line.text)]
    if len(lines) > 1 and lines[0].text.endswith("?") and lines[1].text.count("|") >= 2:
        lines = lines[1:]  # "Love kites and string?" above the head
    if len(lines) > 1 and _tells_terms(lines[0].text) and 2 <= len(parts(lines[1].text[:300])) <= 6:
        lines = lines[1:]  # "London, UK - full time" above "Acme - Cook"
    if not lines:
        return None
    alone = _above_head(document, lines)
    if alone is not None:
        return alone
    pieces = parts(lines[0].text)
    if len(pieces) == 1:
        return _hiring_at(document, lines[0])
    return _among_parts(document, lines[0], pieces)


_TERM_MARKS = re.compile(r"\s*[,/&+;()|]\s*|\s[-–—]+\s|\s(?:and|or)\s")
_TERMS = frozenset("flexible permanent h1b visa interns intern internship welcome ok possible".split())


def _is_written(text: str) -> bool:
    """Whether a line is in words and not drawn with signs."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and letters * 5 > 2 * len("".join(text.split()))


def _tells_terms(text: str) -> bool:
    """Whether a line names where and how one works and nothing else: "London, UK - full time/flexible"."""
    pieces = [piece.strip(" .:") for piece in _TERM_MARKS.split(text)]
    kinds = {part_kind(piece) for piece in pieces if piece and piece.casefold() not in _TERMS}
    # a place alone may be a firm's name
    return (
        len(text) < 110
        and bool(kinds & {PartKind.CONTRACT, PartKind.WORKPLACE})
        and kinds <= {PartKind.PLACE, PartKind.CONTRACT, PartKind.WORKPLACE}
    )


def _above_head(document: Document, lines: list[Line]) -> Finding[str] | None:
    """A name on a line of its own, in bold, above the rest of its head."""
    if len(lines) < 2 or not lines[1].text.startswith("|") or len(lines[0].text) >= 60:
        return None
    name = cleaned(lines[0].text)
    if not plausible(name) or part_kind(name) is not PartKind.OTHER:
        return None
    return document.finding(name, lines[0].start, lines[0].end, confidence=0.9, rule="company.comment_header")


_AT_IN_SENTENCE = re.compile(
    r"(?:\b(?:at|with)|(?<=\s)@) (?P<name>" + WORD + r"(?: " + WORD + r"){0,3})"
    r"\s*(?:\(|,|$|-|–|\sin\s)"
)
_TITLE_AT = re.compile(
    r"(?P<title>.{4,70}?)\s(?:at|@)\s(?P<name>[A-Z0-9].{1,40}?)(?:\s(?:in|[-–—|])\s.*|[,.(:].*)?$"
)


def _hiring_at(document: Document, line: Line) -> Finding[str] | None:
    """The name in a head that is a sentence: "… to design kites at Acme, …", "Acme, Boston, MA"."""
    if len(line.text) > 90 or " @ " in line.text:
        found = _AT_IN_SENTENCE.search(line.text)
        if found is not None and not is_place(found["name"]):
            return document.finding(
                cleaned(found["name"]),
                line.start + found.start("name"),
                line.start + found.end("name"),
                confidence=0.8,
                rule="company.comment_at",
            )
    elif (titled := _TITLE_AT.match(line.text)) is not None and title_score(titled["title"]) >= 0.75:
        name = cleaned(titled["name"])
        if plausible(name) and not is_place(name):
            start = line.start + titled.start("name")
            return document.finding(
                name, start, start + len(titled["name"]), confidence=0.85, rule="company.comment_at"
            )
    return _before_places(document, line)


def _among_parts(document: Document, line: Line, pieces: list[Part]) -> Finding[str] | None:
    """The first of the head's parts that can be a name; else a skill that is a firm's name too."""
    skipped: Finding[str] | None = None
    for number, part in enumerate(pieces[:4]):
        employer = _after_at(document, line, part)
        if employer is not None:
            return employer
        name = _bare(part.text, number, pieces)
        kind = _kind(name, part, pieces)
        if kind is PartKind.OTHER and _only_circumstances(name):
            continue
        if kind is PartKind.OTHER and number > 0 and _only_skills(name):
            skipped = skipped or _skill_of_firm(document, line, part, name)
            continue
        if number == 0 and _is_name_all_the_same(document, name, kind, part, pieces):
            kind = PartKind.OTHER
        if kind is not PartKind.OTHER or not _fits(name, number):
            if part.text.strip(" ()").casefold() in NOTHING:
                return None
            continue
        if PARENTHESIS.fullmatch(part.text) and number == 0:
            return None  # "(Stealth)"
        start = line.start + part.start + max(0, part.text.find(name.split()[0]))
        return document.finding(
            name,
            start,
            min(start + len(name), line.end),
            confidence=0.92 if number == 0 else 0.75,
            rule="company.comment_header",
        )
    return skipped


_AFTER_AT = re.compile(r"\s(?:at|@)\s+(?P<name>[A-Z0-9].{1,50}?)\s*(?:[(,].*)?$")


def _after_at(document: Document, line: Line, part: Part) -> Finding[str] | None:
    """The name behind a title: "Welder at Acme"."""
    found = _AFTER_AT.search(part.text)
    if found is None or title_score(part.text[: found.start()]) < 0.7 or is_place(found["name"]):
        return None
    start = line.start + part.start + found.start("name")
    return document.finding(
        cleaned(found["name"]),
        start,
        start + len(found["name"]),
        confidence=0.85,
        rule="company.comment_at",
    )


_NO_NAMES = (PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT, PartKind.TITLE, PartKind.SITE)


def _bare(written: str, number: int, pieces: list[Part]) -> str:
    """A part without what stands before and behind a name: ways of working, contracts, places, titles."""
    name = _SAID_LEAD.sub("", _CONTRACT_TAIL.sub("", cleaned(written)))
    head, mark, _ = name.partition(" - ")
    if (
        mark
        and number == 0
        and len(pieces) > 2
        and 1 <= len(head.split()) <= 4
        and part_kind(head) is PartKind.OTHER
    ):
        name = head  # "Acme - seed round, we do maps | ..."
    for cut in (",", " - ", " – ", ": "):
        head, mark, tail = name.partition(cut)
        if mark and part_kind(tail) in _NO_NAMES:
            name = head.strip()
    for cut in (" @ ", " in "):
        head, mark, tail = name.partition(cut)
        if mark and is_place(tail):
            name = head.strip()  # "Acme @ Berlin"
    return _PLACE_TAIL.sub("", _WAY_LEAD.sub("", name))


def _kind(name: str, part: Part, pieces: list[Part]) -> PartKind:
    """What a name is, the firms that sound like a title beside a title told apart."""
    kind = part_kind(name)
    if (
        kind is PartKind.TITLE
        and name.casefold().endswith(LIKE_TITLES)
        and any(part_kind(other.text) is PartKind.TITLE for other in pieces if other is not part)
    ):
        return PartKind.OTHER  # "Cornfield Valley Partners | Kite Engineer"
    return kind


def _only_circumstances(name: str) -> bool:
    """Whether a part joins places, contracts and ways of working: "NYC/Freelance"."""
    return all(
        part_kind(half) in (PartKind.PLACE, PartKind.CONTRACT, PartKind.WORKPLACE)
        for half in re.split(r"[/,&]", name)
    )


def _skill_of_firm(document: Document, line: Line, part: Part, name: str) -> Finding[str] | None:
    """Skills are no name ("Web Developer - PHP / JavaScript"), but firms sell what bears their name."""
    if "|" not in line.text or document.text.count(name) < 2 or not firm(name):
        return None
    start = line.start + part.start + max(0, part.text.find(name))
    return document.finding(name, start, start + len(name), confidence=0.66, rule="company.comment_header")


def _is_name_all_the_same(
    document: Document, name: str, kind: PartKind, part: Part, pieces: list[Part]
) -> bool:
    """Whether the first part is a name although it reads like a title, a place or an address."""
    if kind is PartKind.TITLE:
        kinds = [(part_kind(other.text), len(other.text)) for other in pieces[1:]]
        no_other_name = not any(other is PartKind.OTHER and length < 60 for other, length in kinds)
        if no_other_name and any(other is PartKind.TITLE for other, _ in kinds):
            return True  # "Hired Guides | Backend Engineer | …": a firm's name that sounds like a title
        if " " not in name and not is_head(name, compounds=False):
            return True  # "Kitemeister": a name that only ends like a German title
    if kind in (PartKind.TITLE, PartKind.PLACE):
        return is_own_name(document, name)  # "Kite Partner ONE", "Wharfedale": an address spells it
    if kind is PartKind.SITE:  # "kites.in | Leeds | ...": the name is an address
        return bool(TOP_DOMAIN.match(part.text.strip()) or _SITE_NAME.fullmatch(name))
    return False


_SITE_NAME = re.compile(r"[A-Za-z][\w-]{2,30}\.[a-z]{2,4}")


def _fits(name: str, number: int) -> bool:
    """Whether a part is short and name-like enough; one that does not stand first must look like a firm."""
    return (
        plausible(name)
        and (number == 0 or firm(name) is not None)
        and len(name) <= 70
        and len(name.split()) <= 9
    )


_NAME_END = re.compile(r"\s*(?:,\s|\(|:\s(?:primarily\s|mainly\s)?|\s@\s|\s(?:in|is|are)\s)", re.IGNORECASE)


_THEN_HIRES = re.compile(
    r"\s(?:\((?:https?:|www\.)[^()\s]{1,200}\)\s)?(?:is|are)\s(?:currently\s|now\s|actively\s|also\s)?"
    r"(?:hiring|looking|seeking|recruiting)\b"
)


def _before_places(document: Document, line: Line) -> Finding[str] | None:
    """The name before the first mark: "Acme, Boston, MA", "Acme (Berlin, remote)", "Acme is hiring …"."""
    end = _NAME_END.search(line.text)
    if end is None or end.start() == 0:
        return None
    name, rest = cleaned(line.text[: end.start()]), line.text[end.end() : end.end() + 80]
    name = _PLACE_TAIL.sub("", _WAY_LEAD.sub("", name))
    name = re.sub(r"^the\s+(?=.*\steam$)|\s+team$", "", name, flags=re.IGNORECASE)
    if (
        firm(name) is None
        or not name[:1].isalnum()
        or len(name.split()) > 4
        or part_kind(name) not in (PartKind.OTHER, PartKind.PLACE)
    ):
        return None
    if part_kind(name) is PartKind.PLACE:
        if not _THEN_HIRES.match(line.text, end.start()):
            return None  # "London, UK", but "Golden Bridge (https://...) is looking for"
        return document.finding(
            name, line.start, line.start + end.start(), confidence=0.75, rule="company.comment_name"
        )
    kinds = {part_kind(piece) for piece in re.split(r"[,()|;]", rest)[:4] if piece.strip()}
    if not kinds & {PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT, PartKind.SITE} and not re.match(
        r"\w*\s?(?:currently |now )?(?:hiring|looking|seeking|recruiting)", rest
    ):
        return None
    return document.finding(
        name, line.start, line.start + end.start(), confidence=0.75, rule="company.comment_name"
    )
