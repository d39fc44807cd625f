"""Sentences of running text, weighed by the part of the posting in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document, Line, Zone
from postings.extraction.finding import Workplace
from postings.extraction.workplace.clauses import cues, worth_reading
from postings.extraction.workplace.cue import Cue, Status
from postings.extraction.workplace.limits import LINE_CHARS, PROSE_CHARS

SENTENCE_CHARS = 1_200  # a longer sentence is read in parts

_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ\d)%\]*])[.!?](?=[\s*_]|$)|\n|;|(?<=\w)\s[•·]\s")


def prose_cues(document: Document) -> Iterator[Cue]:
    for line in document.lines:
        if line.start > PROSE_CHARS:
            return
        if line.zone is Zone.CHROME or not worth_reading(line.text):
            continue
        for start, end in _sentences(line.text[:LINE_CHARS]):
            for cue in cues(line.text[start:end]):
                yield Cue(
                    cue.kind, cue.status, line.start + start + cue.start, line.start + start + cue.end,
                    cue.weight * _zone_weight(line, cue) * _perk_weight(line, cue),
                )  # fmt: skip


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    last = 0
    for match in _SENTENCE_END.finditer(text):
        yield from _parts(last, match.end())
        last = match.end()
    yield from _parts(last, len(text))


def _parts(start: int, end: int) -> Iterator[tuple[int, int]]:
    for first in range(start, end, SENTENCE_CHARS):
        yield first, min(end, first + SENTENCE_CHARS)


_ANYWHERE_PERK = re.compile(r"\W*work(?:ing)?[\s-]from[\s-]anywhere\W*", re.IGNORECASE)


def _perk_weight(line: Line, cue: Cue) -> float:
    """Little for "Work from anywhere" as an item of the benefits: most often some weeks a year."""
    perk = (
        line.zone is Zone.PAY
        and cue.kind is Workplace.REMOTE
        and _ANYWHERE_PERK.fullmatch(line.text) is not None
    )
    return 0.55 if perk else 1.0


def _zone_weight(line: Line, cue: Cue) -> float:
    """How much a sentence of this zone speaks for the role."""
    if cue.status is Status.QUOTA:
        return 0.8 if line.zone is Zone.LEGAL else 1.0
    if line.zone is Zone.LEGAL:
        return 0.3
    if line.zone is Zone.COMPANY:
        return 0.8
    if line.zone is Zone.PAY:
        return 0.85
    if line.zone in (Zone.DUTIES, Zone.REQUIRED, Zone.PREFERRED):
        return 0.9
    return 1.0
