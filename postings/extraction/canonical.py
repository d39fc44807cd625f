"""A text ready for matching: its canonical words with lines, facts and links, and the way back to the text as
received. Pure data, no Django.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from postings.extraction.finding import Finding
from postings.extraction.mapped import Run, received_span


class Format(StrEnum):
    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    COMMENT = "comment"  # a "who is hiring" comment, HTML fragment or plain
    CSV = "csv"
    XML = "xml"  # a feed of jobs, or one item of it


# Formats that hold fields rather than running text.
RECORD_FORMATS = frozenset({Format.JSON, Format.CSV, Format.XML})


class LineKind(StrEnum):
    HEADING = "heading"
    BULLET = "bullet"
    PLAIN = "plain"
    BLANK = "blank"


class Zone(StrEnum):
    CHROME = "chrome"  # navigation, cookie banners, share links, values of structured data nobody reads
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
    (heading hashes, bullets, bold stars), so ``start`` is where the words begin.

    ``label`` is also set on a line that stands under its label ("Location", then "Berlin" on the next);
    then ``value_start == start``.
    """

    start: int
    end: int
    text: str
    kind: LineKind
    level: int  # heading level 1-6 (6 for a bold line) or bullet depth 1-n, else 0
    zone: Zone
    label: str | None = None  # "Location" of "Location: Berlin"
    value_start: int | None = None  # canonical offset where the label's value begins
    bold: bool = False  # the whole line was bold

    def in_zone(self, zone: Zone) -> Line:
        """The same line in another zone; ``dataclasses.replace`` for it takes ten times as long."""
        if zone is self.zone:
            return self
        return Line(
            self.start,
            self.end,
            self.text,
            self.kind,
            self.level,
            zone,
            self.label,
            self.value_start,
            self.bold,
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value from structured data (JSON-LD, ATS JSON, CSV column, front matter, page head): name is
    dotted and in the source's own terms lowered to snake case, e.g. "hiring_organization.name",
    "base_salary.value.min_value"."""

    name: str
    value: str
    start: int  # canonical offsets, as for lines
    end: int
    source: str  # "json-ld", "json", "csv", "xml", "front-matter", "meta", "attribute"

    @property
    def leaf(self) -> str:
        """The last part of the name."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words in canonical text, its address, and the address' offsets in the text as received."""

    url: str
    start: int
    end: int
    received_start: int
    received_end: int
    rel: str = ""


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
    # Breakpoints in pairs: (canonical, received) where a run starts, then where it ends. Runs of equal
    # lengths
    # map character by character, others as a whole.
    offsets: tuple[tuple[int, int], ...]
    links: tuple[Link, ...] = ()
    postings: int = 1  # how many postings the text's structure holds
    truncated: bool = False  # only the first MAX_TEXT_CHARS of the words were read
    runs: tuple[Run, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        """Keep the breakpoints in the form that look-ups use."""
        pairs = zip(self.offsets[::2], self.offsets[1::2], strict=False)
        object.__setattr__(self, "runs", tuple((start, first, last) for (start, first), (_, last) in pairs))

    def received_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text as received of the canonical span [start, end)."""
        if not self.runs:
            return (min(start, len(self.received)), min(end, len(self.received)))
        return received_span(self.runs, len(self.text), start, end)

    def finding[T](self, value: T, start: int, end: int, *, confidence: float, rule: str) -> Finding[T]:
        """The finding for canonical span [start, end): offsets and quote in the text as received."""
        first, last = self.received_span(start, end)
        return Finding(value, self.received[first:last], first, last, round(confidence, 4), rule)

    def link_finding[T](self, value: T, link: Link, *, confidence: float, rule: str) -> Finding[T]:
        """The finding for a link's address."""
        quote = self.received[link.received_start : link.received_end]
        return Finding(value, quote, link.received_start, link.received_end, round(confidence, 4), rule)

    def line_at(self, offset: int) -> Line | None:
        """The line that holds a canonical offset."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].end < offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.lines) and self.lines[low].start <= offset:
            return self.lines[low]
        return None
