"""Titles in comments of hiring threads: in the head, in a sentence or a list below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.header import PartKind, is_place, part_kind, parts, title_score
from postings.extraction.own_name import is_own_name
from postings.extraction.title.candidate import Candidate
from postings.extraction.title.cleaning import AT_COMPANY, end_before_place
from postings.extraction.title.lists import COMMON_HEAD, pieces_of
from postings.extraction.title.openings import from_opening
from postings.extraction.title.prose import CUES, cut_name, fields_sought
from postings.extraction.title.vocabulary import DEPARTMENTS, NOT_ALONE, WAYS_AND_TERMS


def from_comment(document: Document) -> Iterator[Candidate]:
    """The first part of a "who is hiring" head that is a title, then titles that stand alone below it."""
    top = 0
    intro = ""
    for line in document.lines:
        if not line.text or line.zone is Zone.CHROME:
            continue
        if top and (listed := from_opening(line, intro, top)) is not None:
            yield listed
            return
        spoken = top > 0 and "|" not in line.text and _SPOKEN.match(line.text) is not None
        if spoken and top < 3 and (sought := _sought(line)) is not None:
            yield sought
            return
        if top < 3 and not spoken and (top == 0 or len(line.text) < 110 or line.text.count("|") >= 2):
            named = _in_head(document, line, top)
            if named is not None:
                yield named
                return
            if top == 0:
                for part in parts(line.text):
                    if _FIELD_ALONE.fullmatch(part.text.strip(" .()")) and "|" in line.text:
                        yield Candidate(
                            part.text, line.start + part.start, line.start + part.end, 0.56, "comment_field"
                        )
                        break
        if line.kind is not LineKind.BULLET and not line.text.startswith(("-", "*", "•")):
            # "We are hiring:", then "Singapore:", then titles
            intro = f"{intro[-300:]} {line.text}" if is_place(line.text.strip(" :")) else line.text
        top += 1


_SPOKEN = re.compile(
    r"(?i:we|our|you|i|it|this)\b(?!:)"
    r"|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,2},? (?:is|are) (?:currently |now |actively |also )?(?:looking"
    r"|hiring|seeking)\b"
)


def _sought(line: Line) -> Candidate | None:
    """The title that a sentence above the list seeks: "We are looking for our first front-end developer"."""
    if (several := fields_sought(line, line.text[:600])) is not None:
        return several
    rule, _, pattern = CUES[0]
    for found in pattern.finditer(line.text[:600]):
        name = cut_name(found.group("name"), None)
        if name is not None:
            start = line.start + found.start("name")
            return Candidate(name, start, start + len(name), 0.8, rule)
    return None


_PRAISE = re.compile(
    r"(?:(?:an?|our|and|&|progressive|rock[- ]solid|quality(?! (?:&|and\b))|fantastic|great|amazing"
    r"|awesome"
    r"|talented|brilliant|stellar"
    r"|passionate|experienced|strong|good|solid|skilled|several|multiple|some|two|three|more)\s+){1,4}(?=\w)",
    re.IGNORECASE,
)
_NO_OFFER = re.compile(
    r"(?:the|c[etfoi]o|(?:co-?)?founder|chairman|president) of\b|the (?:co-?)?founder\b"
    r"|(?-i:(?:C[ETFOI]O|[Cc]o-?[Ff]ounder|Founder|President) [A-Z][a-z]+ [A-Z])"
    r"|makers? of\b|co-?founders?$|\d[\d,.]*\+?\s(?:thousand|million|billion)\b",
    re.IGNORECASE,
)
# "CT: FULL TIME Software Engineers"
_LEAD_WORDS = re.compile(
    r"(?:(?P<place>[A-Z][^:,|]{1,30}):\s+)?"
    r"(?P<way>(?-i:(?:FULL|PART)[- ]?TIME|REMOTE|ONSITE|HYBRID)\s+(?=\w*[a-z])"
    r"|(?:full|part)[- ]?time:?\s+(?=(?-i:[A-Z])))?(?=\w)",
    re.IGNORECASE,
)
_THEN_ASKED = re.compile(r"\s(?:e-?mail|contact|apply|send|see)\s.*$", re.IGNORECASE)
_NEEDED = re.compile(r"\s(?:needed|wanted|sought|required)$", re.IGNORECASE)
_ROLES = re.compile(
    r"(?:[\w-]+ ){0,3}(?:roles?|positions?|openings?|hiring|jobs?|looking for)\s*:\s*|hiring (?:an? )?",
    re.IGNORECASE,
)
_SITE_ASIDE = re.compile(r"(?:\s*[(\[]|\s)(?:https?://|www\.)\S*\s*$", re.IGNORECASE)
# "Lisbon (VISA, INTERNS)"
_MARKS_ASIDE = re.compile(
    r"\s*\((?:(?:h-?1b|visas?|interns?|remote|on-?site|full[- ]?time|part[- ]?time|ok|welcome|only|possible)"
    r"[\s,/&+]*){1,6}\)\s*$",
    re.IGNORECASE,
)
# "Acme (Welder, Leeds or remote)"
_BEHIND_NAME = re.compile(r"(?P<name>[A-Z][^()|]{1,40}?)\s\((?P<inside>[^()|]{4,90})\)?\s*$")
# "Senior full-stack", "back-end / front-end": a field and no trade
_FIELD_ALONE = re.compile(
    r"(?:(?:senior|sr\.?|lead|junior)\s)?(?:full[- ]?stack|(?:front|back)[- ]?end)(?:["
    r" ,/&]+(?:full[- ]?stack|(?:front|back)[- ]?end|mobile))*",
    re.IGNORECASE,
)


def _in_head(document: Document, line: Line, top: int) -> Candidate | None:
    """The first part of a head that is a title; a part that may well be a name yields to a later one."""
    weak: Candidate | None = None
    pieces = parts(line.text)
    prose = len(line.text) > 250 and "|" not in line.text and len(pieces[0].text) > 160
    for number, part in enumerate(pieces):
        if prose and part.start > 160:
            break  # a dash in a sentence parts no head
        words = part.text[:110]
        lead = _ROLES.match(words)
        shift = lead.end() if lead is not None else 0
        if (named := _BEHIND_NAME.match(words)) is not None and _names_title_inside(named):
            shift = named.start("inside")  # "Acme (Welder, Leeds)"
            words = words[: named.end("inside")]
        words = _SITE_ASIDE.sub("", words)  # "Welder/Intern (https://...)"
        words = words[: shift + end_before_place(words[shift:])]
        for piece, offset in pieces_of(words[shift:]):
            offset += shift
            lead = _LEAD_WORDS.match(piece)
            if lead is not None and (
                lead.group("way") or (lead.group("place") and is_place(lead.group("place")))
            ):
                piece, offset = piece[lead.end() :], offset + lead.end()
            piece = _NEEDED.sub("", _THEN_ASKED.sub("", piece))
            at_company = AT_COMPANY.search(piece)
            if at_company is not None:
                piece = piece[: at_company.start()]
            lead = _PRAISE.match(piece)
            if lead is not None and title_score(piece[lead.end() :]) >= 0.75:
                piece, offset = piece[lead.end() :], offset + lead.end()
            if (
                (title_score(piece) >= 0.75 or COMMON_HEAD.search(piece))
                and not _NO_OFFER.match(piece)
                and not (top and piece.islower() and piece.strip(" .") in NOT_ALONE)
                and piece.strip(" .").casefold() not in DEPARTMENTS
                and (part_kind(piece) is PartKind.TITLE or COMMON_HEAD.search(piece))
                and not is_place(piece)
                and not WAYS_AND_TERMS.fullmatch(piece)
                and not is_place(_MARKS_ASIDE.sub("", piece))
            ):
                start = line.start + part.start + offset
                found = Candidate(piece, start, start + len(piece), 0.88 - top * 0.06, "comment_header")
                if not number and not top and len(pieces) > 1 and is_own_name(document, words):
                    break  # "Service Partner ONE | Berlin"
                if not _may_be_a_name(piece, number):
                    return found
                weak = weak or found
    return weak


def _names_title_inside(named: re.Match[str]) -> bool:
    first = re.split(r",|\s[-–—|]\s", named.group("inside"))[0]
    return title_score(named.group("name")) < 0.5 and title_score(first) >= 0.85


def _may_be_a_name(piece: str, number: int) -> bool:
    """Whether a title's words may as well be a name: "Host" before its title, "Tidewater Partners"."""
    words = piece.strip(" .").split()
    return (number == 0 and len(words) == 1) or words[-1].casefold() in ("partners", "makers", "agents")
