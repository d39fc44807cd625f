"""Titles in lines: behind labels anywhere, in headings, and at the top of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document, Format, Line, LineKind, Zone
from postings.extraction.header import (
    PartKind,
    is_place,
    is_site_section,
    part_kind,
    parts,
    title_score,
)
from postings.extraction.own_name import is_own_name
from postings.extraction.sections import heading_zone, known_labels
from postings.extraction.title.candidate import Candidate
from postings.extraction.title.cleaning import TAIL_PARENTHESIS, cleaned
from postings.extraction.title.lists import pieces_of
from postings.extraction.title.vocabulary import DEPARTMENTS, NOT_ALONE, WAYS_AND_TERMS

HEADER_LINES = 8  # how many lines from the top a title may stand in without a label
_LABELS = frozenset(
    "job title|title|position|position title|job role|role name|role|vacancy|job|post|post title|job position"
    "|role title|position name|designation|stelle|"
    "stellenbezeichnung|position/title|intitulé du poste"
    "|intitulé de l'offre|intitulé|poste|puesto|cargo|vaga|função|stanowisko|functie"
    "|tjänst|beruf|oferta|oferta de empleo|puesto vacante|offre|offre d'emploi|stellenangebot|vacature"
    "|oferta pracy|oferta de trabajo|cerchiamo"
    "|hiring|now hiring|we are hiring|we're hiring|open position|open role|opening|job opening"
    "|available position".split("|")
)
_PLURAL_LABELS = frozenset(
    # over a list, of which the first counts
    "roles|positions|open roles|open positions|job titles|jobs|openings|job openings|vacancies"
    "|current openings|available positions|stellen|postes|vagas|puestos".split("|")
)


def from_lines(document: Document) -> Iterator[Candidate]:
    """Labels anywhere, headings and lines at the top."""
    top = 0
    page = document.format is Format.HTML
    facts = {fact.start for fact in document.facts}
    for index, line in enumerate(document.lines):
        if not line.text or line.start in facts or line.zone is Zone.CHROME:
            continue
        if line.label is not None and line.value_start is not None and line.label.casefold() in _LABELS:
            value = document.text[line.value_start : line.end]
            if 2 < len(value) <= 120 and (title_score(value) >= 0.5 or len(value.split()) <= 8):
                score = title_score(value)
                specific = "title" in line.label.casefold() or score >= 0.7
                if line.label.casefold() in ("role", "job", "post"):
                    specific = False  # a board's kind of work: "Role: Back End Developer"
                    score_of_role = 0.89 if score >= 0.7 else 0.5
                    yield Candidate(value, line.value_start, line.end, score_of_role, "label")
                    continue
                confidence = 0.94 if specific else 0.55 if line.value_start > line.start else 0.4
                yield Candidate(value, line.value_start, line.end, confidence, "label")
        if line.label is not None and line.value_start and line.label.casefold() in _PLURAL_LABELS:
            value = document.text[line.value_start : line.end][:200]
            for piece, at in pieces_of(value):
                if title_score(piece) >= 0.75 and piece.casefold() not in NOT_ALONE:
                    start = line.value_start + at
                    yield Candidate(piece, start, start + len(piece), 0.86, "labels")
                    break
        if (
            line.kind is LineKind.HEADING
            and line.level == 1
            and (page or top == 0)
            and not is_site_section(line.text)
            and not _FILE_NAME.search(line.text)
        ):
            score = title_score(line.text)
            zone = heading_zone(line.text)
            if score >= 0.7 or (top == 0 and (zone is None or zone[1] * 2 < zone[3])):
                linked = any(
                    link.start <= line.start + 2 and link.end >= line.end - 2 for link in document.links[:3]
                )
                confidence = 0.96 if score >= 0.7 or linked else 0.72
                words = _JOB_DESCRIPTION.sub("", line.text) or line.text
                rule = "first_heading" if top == 0 else "heading"
                yield Candidate(words, line.start, line.start + len(words), confidence, rule)
        below_head = top > 0 and document.format is Format.COMMENT  # read by ``comment``
        if top == 0 and _BROKEN_OFF.search(line.text) and (both := _on_two_lines(document, index)):
            yield both
        elif top < HEADER_LINES and line.kind is not LineKind.BULLET and not below_head:
            yield from _from_header_line(document, line, top, index)
        top += 1


_JOB_DESCRIPTION = re.compile(
    r"\s*[-–—:|]?\s*\(?(?:job description|job posting|job advert|job spec|position description"
    r"|role description|vacancy)(?: summary)?\)?\s*$",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){3,}")  # "night-shift-baker-bristol": a page's address
_FILE_NAME = re.compile(r"\b\d{4}-\d{2}-\d{2}_\w|\b\w+_\w+-\w")  # "2026-03-01_acme_night-baker"
_CRUMBS = re.compile(r"^[^>›»]+(?:\s[>›»]\s[^>›»]+)*\s[>›»]\s(?P<last>[^>›»]+)$")
_BROKEN_OFF = re.compile(r"(?:,|\s[-–—&/]|\s(?:and|of|for|und|für|de|et))\s*$", re.IGNORECASE)


def _on_two_lines(document: Document, index: int) -> Candidate | None:
    """A title that the line below ends: "Senior Manager," above "Clinical Operations"."""
    line, below = document.lines[index], document.lines[index + 1 : index + 2]
    if not below or not below[0].text or len(line.text) + len(below[0].text) > 100:
        return None
    text = document.text[line.start : below[0].end]
    whole = " ".join(text.split())
    if (
        title_score(line.text) < 0.85
        or title_score(whole) < 0.7
        or not below[0].text[:1].isupper()
        or below[0].text.endswith((".", ":", "!", "?"))
        or is_place(below[0].text)
    ):
        return None
    return Candidate(text, line.start, below[0].end, 0.92, "first_line")


def _from_header_line(document: Document, line: Line, top: int, index: int) -> Iterator[Candidate]:
    """The title that a line near the top is, or that one of its parts is; ``top`` counts the lines above."""
    text = _JOB_DESCRIPTION.sub("", line.text)
    described = len(text) < len(line.text)
    if (
        line.label is not None
        and line.value_start is not None
        and line.value_start > line.start
        and (top or title_score(line.label) < 0.85 or line.label.casefold() in known_labels() | _LABELS)
    ):
        return  # but "Summer Internship: Marine Biology" is a title
    if len(text) > 110 or not text or _SLUG.fullmatch(text) or _FILE_NAME.search(text):
        return
    crumbs = _CRUMBS.search(text)
    if crumbs is not None:  # "Jobs > Engineering > Welder"
        last = crumbs.group("last")
        if title_score(last) >= 0.85:
            yield Candidate(
                last, line.start + crumbs.start("last"), line.start + crumbs.end("last"), 0.7, "crumbs"
            )
        return
    zone = heading_zone(text)
    if zone is not None and zone[1] == zone[3]:
        return
    marked = "|" in text or "·" in text or " // " in text
    pieces = parts(text) if marked or top == 0 else []
    if not marked and len(pieces) < 4:
        pieces = []
    for part in pieces if len(pieces) > 1 else ():
        if (
            part_kind(part.text) is PartKind.TITLE
            and part.text.strip(" .").casefold() not in DEPARTMENTS
            and not WAYS_AND_TERMS.fullmatch(part.text)
            and not (
                document.format is Format.COMMENT and part is pieces[0] and is_own_name(document, part.text)
            )
        ):
            yield Candidate(
                part.text, line.start + part.start, line.start + part.end, 0.85 - top * 0.02, "header_part"
            )
            return
    else:
        if len(pieces) > 2:
            return
        plain = cleaned(text, 0)[0]
        score = title_score(plain)
        aside = TAIL_PARENTHESIS.search(plain)
        if aside and WAYS_AND_TERMS.fullmatch(aside.group(1)) and title_score(plain[: aside.start()]) < 0.5:
            return
        if line.kind is LineKind.HEADING or line.bold:
            score += 0.03
        if part_kind(plain) in (
            PartKind.PLACE,
            PartKind.WORKPLACE,
            PartKind.PAY,
            PartKind.CONTRACT,
            PartKind.SITE,
        ):
            return
        if score >= 0.7:
            confidence = (
                min(0.93, (0.92 if described else 0.9) - top * 0.04) if score >= 0.85 else 0.72 - top * 0.05
            )
            yield Candidate(
                text,
                line.start,
                line.start + len(text),
                confidence,
                "first_line" if top == 0 else "header_line",
            )
