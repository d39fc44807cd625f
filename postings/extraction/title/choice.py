"""The title of a document: the surest of the candidates, cleaned."""

from __future__ import annotations

from collections.abc import Iterator

from postings.extraction import board_page
from postings.extraction.document import Document, Format
from postings.extraction.finding import Finding
from postings.extraction.title.candidate import Candidate
from postings.extraction.title.cleaning import cleaned
from postings.extraction.title.comment import from_comment
from postings.extraction.title.facts import from_facts
from postings.extraction.title.lines import from_lines
from postings.extraction.title.prose import from_prose
from postings.extraction.title.ranking import likeliest

MIN_CONFIDENCE = 0.5  # of what a rule finds
SURE = 0.82  # from here on a line, a label or a record names the job; below it the likeliest words do

_STATED = frozenset("label front_matter named_element json_title xml_title csv_title json_ld_title".split())
"""Rules of places that are for a title, whatever its words."""


def find(document: Document) -> Finding[str] | None:
    """The job's title as written, without ids, emoji, appended places and ways of working; None if
    unnamed."""
    best: Candidate | None = None
    found: list[Candidate] = []
    for candidate in _candidates(document):
        found.append(candidate)
        if best is None or candidate.confidence > best.confidence:
            best = candidate
        if best.confidence >= 0.95:
            break
    if best is not None and best.confidence < MIN_CONFIDENCE:
        best = None
    stated = best is not None and (best.confidence >= SURE or best.rule in _STATED)
    if not stated and document.format is not Format.COMMENT:
        best = likeliest(document, found) or best
    if best is None:
        return None
    value, start, end = cleaned(best.text, best.start)
    if not value:
        return None
    return document.finding(value, start, end, confidence=best.confidence, rule=f"title.{best.rule}")


def _candidates(document: Document) -> Iterator[Candidate]:
    yield from from_facts(document)
    if (named := board_page.title(document)) is not None:
        yield Candidate(named.text, named.start, named.start + len(named.text), 0.95, "board_page")
    yield from from_lines(document)
    if document.format is Format.COMMENT:
        yield from from_comment(document)
    yield from from_prose(document)
