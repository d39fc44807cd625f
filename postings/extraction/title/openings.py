"""Titles with which the lines of a list of openings begin: "- Backend Engineer (Leeds) - https://…"."""

from __future__ import annotations

import re

from postings.extraction.document import Line, LineKind
from postings.extraction.header import PartKind, part_kind, title_score
from postings.extraction.title.candidate import Candidate
from postings.extraction.title.cleaning import cleaned
from postings.extraction.title.vocabulary import DEPARTMENTS, LEVELS, NOT_ALONE

# "- Backend Engineer (Leeds) - https://...", "A Welder: ...", "Data Engineer- Python, SQL"
_LISTED_LEAD = re.compile(
    r"(?:[-–—*•>=°·»]+|\(?\d{1,2}[.)])?\s*(?:(?:an?|our|the|\d|hiring(?: an?)?)\s)?(?=[^\W\d_])",
    re.IGNORECASE,
)
_LISTED_END = re.compile(
    r"\s[–—-]+>?\s|(?<=\w)[–—-]+\s|:(?:\s|$)|\s*\||\s*[(\[<]?\s*(?:https?:|www\.)"
    r"|(?<!\bSr)(?<!\bJr)\.(?:\s|$)|(?-i:\s\((?=[a-z])(?![a-z]\W))|\s/\s(?=.*\s/\s)"
    r"|,\s(?:with|who|to|see|apply|more|interested)\s|$",
    re.IGNORECASE,
)
# "Welder (all levels) We're looking for ..."
_THEN_WE = re.compile(
    r"(?P<title>(?P<trade>[A-Z][^.:;!?()]{3,80}?)(?:\s\([^()]{1,60}\))?)"
    r"\s(?=We(?:['’]re| are) (?:looking|hiring|seeking)\b)"
)
_RANKING = re.compile(r"(?:the )?(?:\d+ )?(?:best|top)\b", re.IGNORECASE)  # "The Best CEOs To Work For"
_LOWER_BRACKET = re.compile(r"\s\((?=[a-z])(?!\w/|\w\))")
_ADDRESS = re.compile(r"\s*[(\[<:|/–—-]*\s*(?:https?:|www\.)", re.IGNORECASE)
_TEAM = re.compile(r"[A-Z][\w&/-]*(?: (?:and |& |of )?[A-Z][\w&/-]*){0,4}")
_OPENINGS = re.compile(
    r"\b(?:positions?|roles?|openings?|hir(?:e|ing)|looking|seeking|opportunit\w+|jobs?|recruit\w*|need|join"
    r"|team|vacanc\w+|grow\w*|expand\w*)\b",
    re.IGNORECASE,
)


def from_opening(line: Line, intro: str, top: int) -> Candidate | None:
    """The title with which a line of a list of openings begins; None when it begins with none.

    ``intro`` is the last line above that is no part of a list, ``top`` counts the lines above.
    """
    text = line.text
    if top < 4 and (then := _THEN_WE.match(text)) and title_score(then.group("trade")) >= 0.85:
        start = line.start + then.start("title")
        return Candidate(then.group("title"), start, line.start + then.end("title"), 0.8, "comment_listed")
    lead = _LISTED_LEAD.match(text)
    first = lead.end() if lead is not None else 0
    last = _listed_end(text, first)
    words = text[first:last].rstrip(" ,")
    if (
        len(words) > 90
        or len(words.split()) > 10
        or words.endswith((".", "!", "?"))
        or words.casefold() in DEPARTMENTS
    ):
        return None
    address = _ADDRESS.match(text, last) is not None
    bullet = line.kind is LineKind.BULLET or first > 0
    headed = text[last:].strip() == ":"  # "Software Engineer:" over what the role is
    alone = last == len(text) or headed
    hiring = lead is not None and "hiring" in lead.group().casefold()
    opened = hiring or _OPENINGS.search(intro) is not None
    name = cleaned(words, 0)[0]
    named = all(word[:1].isupper() for word in re.findall(r"\b[^\W\d_]{4,}", name))
    least = 0.75 if opened and (headed or named or name != words) else 0.85 if opened or address else 0.9
    if (
        title_score(name) < least
        or (alone and len(text) > 80)
        or (name.casefold() in NOT_ALONE and name.endswith("s"))
        or name.casefold() in LEVELS
        or name.casefold() in DEPARTMENTS  # "Engineering Full-time"
        or _RANKING.match(name)
    ):
        return None
    told = (
        top < 4
        and re.match(r"\s?[–—:-]+\s(?:we|you|our|help|build|work|looking)\b", text[last:], re.I) is not None
    )
    summed_up = (
        top < 4 and text[last : last + 2] == ": " and title_score(name) >= 0.95 and len(name.split()) > 1
    )
    if not address and not opened and not told and not summed_up and (bullet or not alone):
        return None  # "- Problem solvers" under "You will find here"
    if not any(character.isupper() for character in words.split()[0]) and not (hiring or (bullet and opened)):
        return None
    start = line.start + first
    confidence = 0.8 if opened or address or told or (alone and top < 3) else 0.66
    return Candidate(words, start, start + len(words), confidence, "comment_listed")


def _listed_end(text: str, first: int) -> int:
    """Where the title that begins a line of a list ends: before an address, a skill, a sentence."""
    team = False
    for found in _LISTED_END.finditer(text, first + 3):
        inside = text[first : found.start()]
        if inside.count("(") > inside.count(")"):
            continue
        if found.group().strip() == "/" and inside.strip().casefold() in LEVELS:
            continue  # "Senior / Staff / Principal Welder"
        dash = found.group().strip() in ("-", "–", "—", "--")
        if dash and not team and not _LOWER_BRACKET.match(text, found.start()):
            rest = _TEAM.match(text, found.end())
            after = text[rest.end() : rest.end() + 12] if rest is not None else ""
            if (
                rest is not None
                and re.match(r"$|\s?[:|(]|\s[–—-]\s|\s?https?:", after)
                and part_kind(rest.group()) in (PartKind.OTHER, PartKind.TITLE)
            ):
                team = True  # "Software Engineer - Motion Planning: https://..."
                continue
        return found.start()
    return len(text)
