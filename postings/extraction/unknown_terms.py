"""Terms that a text lists among its requirements and that the vocabulary of skills does not know.

For moderators, to find what the vocabulary lacks: names with capitals or digits inside lists and sentences
of the required and preferred zones, without what already is a spelling of a skill, a phrase that is none, or
a word of ``vocabulary/common_terms.toml``. Pure Python.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.skill_mentions import ExtraNames, known_spans
from postings.extraction.skill_vocabulary import fold
from postings.extraction.vocabulary import vocabulary_file

MAX_TERM_CHARS = 60
MAX_LINE_CHARS = 300
MAX_TERMS = 200  # of one text
_ZONES = frozenset({Zone.REQUIRED, Zone.PREFERRED})
# One to three words with a capital or digit each: "Snowplow", "Apache Iceberg", "HL7 v2".
_WORD = r"(?:[A-Z][\w+#]*(?:[.&'’-]\w[\w+#]*)*|[a-z]+[A-Z]\w*|[a-z]\w*\d[\w.]*)"
_TERM = re.compile(rf"(?<![\w@/.#-]){_WORD}(?: {_WORD}){{0,2}}(?![\w@/])")
_ANY_WORD = re.compile(r"\w+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s|[•·*–-]\s)[\s\"'“*_(]*$")
_LISTED_BEFORE = re.compile(r"(?:[,/(:&]|\band|\bor)\s*$")
_LISTED_AFTER = re.compile(r"\s*(?:[,/)]|and\b|or\b|$)")
_SIGN_OF_A_NAME = re.compile(r"[a-z][A-Z]|\d|[A-Z]{2}|[+#.]")


@dataclass(frozen=True, slots=True)
class Seen:
    """One term and the line it stands in."""

    text: str
    line: str


@cache
def common_terms() -> frozenset[str]:
    """Folded words and phrases with capitals that are no skills."""
    groups: dict[str, list[str]] = vocabulary_file("common_terms.toml")["terms"]
    return frozenset(fold(term) for group in groups.values() for term in group)


def find(document: Document, extra: ExtraNames = ()) -> tuple[Seen, ...]:
    """The unknown terms in the order of the text, each once. ``extra`` are spellings known besides."""
    text = document.text
    known = known_spans(text, extra)
    found: dict[str, Seen] = {}
    at = 0
    for line in document.lines:
        if line.zone not in _ZONES or line.kind is LineKind.HEADING:
            continue
        while at < len(known) and known[at][1] <= line.start:
            at += 1
        here = [span for span in known[at : at + 200] if span[0] < line.end]
        for term in _of_line(text, line, here):
            found.setdefault(fold(term), Seen(term, line.text.strip()[:MAX_LINE_CHARS]))
            if len(found) >= MAX_TERMS:
                return tuple(found.values())
    return tuple(found.values())


def _of_line(text: str, line: Line, known: Sequence[tuple[int, int]]) -> list[str]:
    terms = []
    for match in _TERM.finditer(text, line.start, line.end):
        start, end = match.span()
        term = match.group().rstrip(".'’-")
        if len(term) > MAX_TERM_CHARS or _covered(text, start, start + len(term), known):
            continue
        first, _, rest = term.partition(" ")
        if _SENTENCE_START.search(text[line.start : start]) and not _SIGN_OF_A_NAME.search(first):
            # "Experience with", "Strong ...": a capital at the start says nothing, unless it is all.
            alone = not text[line.start : start].strip(" *•·–-\t") and not text[end : line.end].strip(" .*")
            if not alone and not (_LISTED_AFTER.match(text, end, line.end) and not rest):
                term, start = rest, start + len(first) + 1
        if len(term) < 2 or _is_common(term):
            continue
        listed = _LISTED_BEFORE.search(text[line.start : start]) or _LISTED_AFTER.match(text, end, line.end)
        if listed or _SIGN_OF_A_NAME.search(term) or " " in term:
            terms.append(term)
    return terms


def _covered(text: str, start: int, end: int, known: Sequence[tuple[int, int]]) -> bool:
    """Whether known spellings take every word of the span: one known word does not make the whole known."""
    return all(
        any(begin <= word.start() and word.end() <= stop for begin, stop in known)
        for word in _ANY_WORD.finditer(text, start, end)
    )


def _is_common(term: str) -> bool:
    folded = fold(term)
    common = common_terms()
    return folded in common or folded.isdigit() or all(word in common for word in folded.split())
