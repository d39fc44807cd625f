"""The document layer: a text as received becomes canonical text with offsets back.

Pure Python, no Django. See ``read_document``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from postings.extraction.finding import Finding


class Format(StrEnum):
    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    COMMENT = "comment"  # a "who is hiring" comment, HTML fragment or plain
    CSV = "csv"


class LineKind(StrEnum):
    HEADING = "heading"
    BULLET = "bullet"
    PLAIN = "plain"
    BLANK = "blank"


class Zone(StrEnum):
    CHROME = "chrome"  # navigation, cookie banners, share links
    HEADER = "header"  # title, company, place, the facts at the top
    SUMMARY = "summary"
    DUTIES = "duties"
    REQUIRED = "required"
    PREFERRED = "preferred"
    PAY = "pay"  # pay and benefits
    COMPANY = "company"  # about us
    APPLY = "apply"
    LEGAL = "legal"  # equal opportunity, privacy, statutory notices


@dataclass(frozen=True, slots=True)
class Line:
    """One line of canonical text. ``text == document.text[start:end]``, no line end, markers cut off
    (heading hashes, bullets, bold stars), so ``start`` is where the words begin."""

    start: int
    end: int
    text: str
    kind: LineKind
    level: int  # heading level 1-6 or bullet depth 1-n, else 0
    zone: Zone
    label: str | None = None  # "Location" of "Location: Berlin"
    value_start: int | None = None  # canonical offset where the label's value begins


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value from structured data (JSON-LD, ATS JSON, CSV column): name is dotted and in the
    source's own terms lowered to snake case, e.g. "hiring_organization.name", "base_salary.value.min_value"."""

    name: str
    value: str
    start: int  # canonical offsets, as for lines
    end: int
    source: str  # "json-ld", "json", "csv", "meta"


@dataclass(frozen=True, slots=True)
class Document:
    """A text ready for matching.

    ``text`` is canonical: HTML and JSON rendered to lines, mojibake repaired line by line, numbers'
    odd spaces kept. Matching is done on it and never changes its length. ``finding`` maps back.
    """

    received: str
    format: Format
    text: str
    lines: tuple[Line, ...]
    facts: tuple[Fact, ...]
    offsets: tuple[tuple[int, int], ...]  # breakpoints (canonical, received), ascending; linear between

    def finding[T](self, value: T, start: int, end: int, *, confidence: float, rule: str) -> Finding[T]:
        """The finding for canonical span [start, end): offsets and quote in the text as received."""
        raise NotImplementedError


def read_document(received: str) -> Document:
    """Recognise the format of a text, render and repair it, and tell its lines and zones apart."""
    raise NotImplementedError
