"""Comments of hiring threads: their head line and the words of hiring that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document, Line, Zone
from postings.extraction.header import PartKind, part_kind, parts
from postings.extraction.verdict.signs import MAX_CHARS, REASONS, Sign, first_dozen, lowered, lowered_pattern

_COMMENT_SPLIT = re.compile(
    r"\s*[|;•·(),]\s*|\s+(?:[-–—]+|//+|@|at|in|is|=)\s+|\s*[–—]+\s*|\s*--+\s*|\s*:\s+|\s*/\s+|\.\s+(?=[A-Z])"
)
_TOLD = (PartKind.TITLE, PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT, PartKind.PAY)
_COMMENT_HIRING = lowered_pattern(
    r"\b(?:is|are|we(?:'|’)re|currently|now|also|actively) (?:currently |now |actively |also )?(?:hiring"
    r"|recruiting|expanding|looking|seeking|growing)\b",
    r"\blooking for\b",
    r"\bseeking\b",
    r"\b(?:full|part)[- ]?time\b",
    r"\b(?:h1b|visa|relocation|onsite|on-site|remote|intern)s?\b",
    r"\bjoin (?:us|our)\b",
    r"\b(?:positions?|roles?|openings?|jobs?)\b",
    r"\bwe(?:'|’)?(?:re| are| have| use| build| work| offer| need|ve)\b",
    r"\b(?:apply|e-?mail|contact|resume|cv)\b",
    r"\b(?:engineers?|developers?|designers?|scientists?|managers?|programmers?|analysts?)\b",
)


def comment_signs(document: Document) -> Iterator[Sign]:
    """Comments are short: their head line, and how many of the words of hiring they hold, decide."""
    lines = [line for line in document.lines if line.text and line.zone is not Zone.CHROME]
    if not lines:
        return
    first = lines[0]
    pieces = parts(first.text)
    told = {part_kind(part.text) for part in pieces}.intersection(_TOLD)
    finer = [piece for piece in _COMMENT_SPLIT.split(first.text[:300])[:24] if piece and len(piece) < 80]
    told |= {part_kind(piece) for piece in finer}.intersection(_TOLD)
    if told:
        points = (1.0 if len(pieces) >= 3 else 0.5 if len(pieces) == 2 else 0.0) + 0.7 * len(told)
        yield Sign(points, "the head of a hiring comment", "posting", first.start, first.end)
    elif len(first.text) < 200:
        yield Sign(-0.3, REASONS["other"], "other", first.start, first.end)
    text = document.text[:MAX_CHARS]
    words = {found.group().casefold()[:12] for found in first_dozen(_COMMENT_HIRING.finditer(lowered(text)))}
    yield Sign(min(2.4, 0.4 * len(words)), "the words of hiring", "posting")


def is_hiring_head(line: Line | None) -> bool:
    """ "Acme | Leeds | Onsite | Welder": whoever writes so offers a job, whatever else is said."""
    if line is None or line.text.count("|") < 2:
        return False
    pieces = parts(line.text)
    return len(pieces) >= 3 and len({part_kind(part.text) for part in pieces}.intersection(_TOLD)) >= 2
