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
from postings.extraction.header import PartKind, is_head, is_place, part_kind, parts, title_score
from postings.extraction.own_name import is_own_name
from postings.extraction.skill_vocabulary import skill_names

_CONTRACT_TAIL = re.compile(
    r"[\s,;-]+(?:full|part)[- ]?time$|[\s,;-]+(?:remote|on-?site|hybrid|contract|interns?)$", re.IGNORECASE
)
# "ONSITE- Acme", "Acme. London"
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
    lines = [
        line for line in document.lines if line.zone is not Zone.CHROME and any(map(str.isalpha, line.text))
    ]
    if len(lines) > 1 and lines[0].text.endswith("?") and lines[1].text.count("|") >= 2:
        lines = lines[1:]  # "Love kites and string?" above the head
    if len(lines) > 1 and lines[1].text.startswith("|") and len(lines[0].text) < 60:
        name = cleaned(lines[0].text)  # a name in bold above the rest of its head
        if plausible(name) and part_kind(name) is PartKind.OTHER:
            return document.finding(
                name, lines[0].start, lines[0].end, confidence=0.9, rule="company.comment_header"
            )
    for line in lines[:1]:
        pieces = parts(line.text)
        if len(pieces) == 1 and (len(line.text) > 90 or " @ " in line.text):
            found = re.search(
                r"(?:\b(?:at|with)|(?<=\s)@) (?P<name>" + WORD + r"(?: " + WORD + r"){0,3})"
                r"\s*(?:\(|,|$|-|–|\sin\s)",
                line.text,
            )
            if found is not None and not is_place(found.group("name")):
                return document.finding(
                    cleaned(found.group("name")),
                    line.start + found.start("name"),
                    line.start + found.end("name"),
                    confidence=0.8,
                    rule="company.comment_at",
                )
            return _before_places(document, line)
        if len(pieces) == 1:
            return _before_places(document, line)
        skipped: Finding[str] | None = None
        for number, part in enumerate(pieces[:4]):
            written = part.text
            at_company = re.search(r"\s(?:at|@)\s+(?P<name>[A-Z0-9].{1,50}?)\s*(?:[(,].*)?$", written)
            if (
                at_company is not None
                and title_score(written[: at_company.start()]) >= 0.7
                and not is_place(at_company.group("name"))
            ):
                name = cleaned(at_company.group("name"))
                start = line.start + part.start + at_company.start("name")
                return document.finding(
                    name,
                    start,
                    start + len(at_company.group("name")),
                    confidence=0.85,
                    rule="company.comment_at",
                )
            name = _CONTRACT_TAIL.sub("", cleaned(written))
            head, mark, tail = name.partition(" - ")
            if (
                mark
                and number == 0
                and len(pieces) > 2
                and 1 <= len(head.split()) <= 4
                and part_kind(head) is PartKind.OTHER
            ):
                name = head  # "Acme - seed round, we do maps | ..."
            first_name = name
            for cut in (",", " - ", " – ", ": "):
                head, mark, tail = first_name.partition(cut)
                if mark and part_kind(tail) in (
                    PartKind.PLACE,
                    PartKind.WORKPLACE,
                    PartKind.CONTRACT,
                    PartKind.TITLE,
                    PartKind.SITE,
                ):
                    first_name = head.strip()
            name = first_name
            name = _PLACE_TAIL.sub("", _WAY_LEAD.sub("", name))
            kind = part_kind(name)
            if (
                kind is PartKind.TITLE
                and name.casefold().endswith(LIKE_TITLES)
                and any(part_kind(other.text) is PartKind.TITLE for other in pieces if other is not part)
            ):
                kind = PartKind.OTHER  # "Cornfield Valley Partners | Kite Engineer"
            if kind is PartKind.OTHER and all(
                part_kind(half) in (PartKind.PLACE, PartKind.CONTRACT, PartKind.WORKPLACE)
                for half in re.split(r"[/,&]", name)
            ):
                continue  # "NYC/Freelance"
            if kind is PartKind.OTHER and number > 0 and _only_skills(name):
                # "Web Developer - PHP / JavaScript - Remote"; but firms sell what bears their name
                if skipped is None and "|" in line.text and document.text.count(name) > 1 and firm(name):
                    start = line.start + part.start + max(0, written.find(name))
                    skipped = document.finding(
                        name, start, start + len(name), confidence=0.66, rule="company.comment_header"
                    )
                continue
            if (
                kind is PartKind.TITLE
                and number == 0
                and not any(
                    part_kind(other.text) is PartKind.OTHER and len(other.text) < 60 for other in pieces[1:]
                )
                and any(part_kind(other.text) is PartKind.TITLE for other in pieces[1:])
            ):
                kind = (
                    PartKind.OTHER
                )  # "Hired Guides | Backend Engineer | …": a firm's name that sounds like a title
            if (
                kind is PartKind.TITLE
                and number == 0
                and " " not in name
                and not is_head(name, compounds=False)
            ):
                kind = PartKind.OTHER  # "Hitmeister": a name that only ends like a German title
            if kind in (PartKind.TITLE, PartKind.PLACE) and number == 0 and is_own_name(document, name):
                kind = PartKind.OTHER  # "Service Partner ONE", "Segovia": an address spells it
            if kind is PartKind.SITE and number == 0 and TOP_DOMAIN.match(written.strip()):
                kind = PartKind.OTHER
            if kind is PartKind.SITE and number == 0 and re.fullmatch(r"[a-z][\w-]{2,30}\.[a-z]{2,4}", name):
                kind = PartKind.OTHER  # "kites.in | Leeds | ...": the name is an address
            if (
                kind is not PartKind.OTHER
                or not plausible(name)
                or (number > 0 and firm(name) is None)
                or len(name) > 70
                or len(name.split()) > 9
            ):
                if written.strip(" ()").casefold() in NOTHING:
                    return None
                continue
            if PARENTHESIS.fullmatch(written) and number == 0:
                return None  # "(Stealth)"
            start = line.start + part.start + max(0, written.find(name.split()[0]))
            confidence = (0.92 if number == 0 else 0.75) if len(pieces) > 1 else 0.66
            return document.finding(
                name,
                start,
                min(start + len(name), line.end),
                confidence=confidence,
                rule="company.comment_header",
            )
        return skipped
    return None


_NAME_END = re.compile(r"\s*(?:,\s|\(|:\s(?:primarily\s|mainly\s)?|\s@\s|\s(?:in|is|are)\s)", re.IGNORECASE)


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
        or part_kind(name) is not PartKind.OTHER
    ):
        return None
    kinds = {part_kind(piece) for piece in re.split(r"[,()|;]", rest)[:4] if piece.strip()}
    if not kinds & {PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT, PartKind.SITE} and not re.match(
        r"\w*\s?(?:currently |now )?(?:hiring|looking|seeking|recruiting)", rest
    ):
        return None
    return document.finding(
        name, line.start, line.start + end.start(), confidence=0.75, rule="company.comment_name"
    )
