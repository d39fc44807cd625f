"""A document from its parts: repaired, read line by line, with labels and zones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from postings.extraction.canonical import Document, Fact, Format, Line, LineKind, Link, Zone
from postings.extraction.inline_lists import unpacked
from postings.extraction.line_marks import read_lines
from postings.extraction.mapped import Mapped, Run, inserted, joined
from postings.extraction.parts import Part
from postings.extraction.repair import repaired
from postings.extraction.run_in import parted
from postings.extraction.wrapped import unwrapped

type Plan = Callable[[], Document]

MAX_HTML_CHARS = 3_000_000
MAX_TEXT_CHARS = 60_000  # of words; the longest real posting seen has 30,000
MAX_CHROME_CHARS = 20_000
MAX_PARTS = 1500
_LABEL = re.compile(
    r"(?P<label>[^\W\d_][\w&/'’.()+-]*(?:[ ]{1,2}(?:[\w/'’.()+-]+|&|-)){0,5})[ \t]*[:：][ \t]*(?=\S)(?!//)"
)
_LINE_URL = re.compile(r"https?$|^(?:www|mailto)", re.IGNORECASE)


def assembled(received: str, format: Format, parts: Sequence[Part]) -> Document:
    """Put the parts together: repair, read lines, cut marks, assign zones."""
    from postings.extraction.sections import with_zones

    texts: list[Mapped] = []
    lines: list[Line] = []
    facts: list[Fact] = []
    links: list[Link] = []
    at = 0
    budget, chrome_budget, truncated = MAX_TEXT_CHARS, MAX_CHROME_CHARS, len(parts) > MAX_PARTS
    for part in parts[:MAX_PARTS]:
        size = len(part.mapped)
        if part.zone is Zone.CHROME:
            part.mapped = part.mapped.slice(0, chrome_budget)
            chrome_budget -= len(part.mapped)
        else:
            part.mapped = part.mapped.slice(0, budget)
            truncated = truncated or len(part.mapped) < size
            budget -= len(part.mapped)
        if not part.mapped.text:
            continue
        mapped = repaired(part.mapped)
        if part.fact is None and part.label is None:
            headed = parted(unwrapped(mapped))  # headings first: a list may hold several sections
            listed = unpacked(headed)
            mapped = headed if listed is headed else parted(listed)
        mapped, drafts, part_links = read_lines(mapped, part)
        if texts:
            last = texts[-1].runs[-1][2] if texts[-1].runs else 0
            texts.append(inserted("\n", last))
            at += 1
        texts.append(mapped)
        if part.fact is not None:
            value = mapped.text.strip()
            start = at + mapped.text.find(value)
            facts.append(Fact(part.fact[0], value, start, start + len(value), part.fact[1]))
        for draft in drafts:
            text = mapped.text[draft.start : draft.end]
            start = at + draft.start
            zone = part.zone or (Zone.CHROME if draft.chrome else Zone.SUMMARY)
            label, value_start = part.label, start if part.label else None
            kind, level = draft.kind, draft.level
            if part.heading and text:
                kind, level = LineKind.HEADING, part.heading
            if label is None and text:
                row = _ROW.match(text) if "|" in text else None
                if row is not None and _names_a_fact(row["label"]):
                    text = text[: row.end("value")]
                    label, value_start = row["label"], start + row.start("value")
                else:
                    label, value_start = _label(text, start)
            lines.append(
                Line(start, start + len(text), text, kind, level, zone, label, value_start, draft.bold)
            )
        links.extend(
            Link(link.url, link.start + at, link.end + at, link.received_start, link.received_end, link.rel)
            for link in part_links
        )
        at += len(mapped.text)
    whole = joined(texts)
    fixed = sum(1 for part in parts if part.zone is not None)
    return Document(
        received=received,
        format=format,
        text=whole.text,
        lines=with_zones(lines, frozenset(_fixed_zones(lines, parts)) if fixed else frozenset()),
        facts=tuple(facts),
        offsets=tuple(_breakpoints(whole)),
        links=tuple(links),
        truncated=truncated or len(received) > MAX_HTML_CHARS,
    )


def _fixed_zones(lines: Sequence[Line], parts: Sequence[Part]) -> Iterator[int]:
    """Starts of lines whose zone is known from structure."""
    return (line.start for line in lines if line.zone in (Zone.CHROME, Zone.HEADER))


def _breakpoints(mapped: Mapped) -> Iterator[tuple[int, int]]:
    runs: Sequence[Run] = mapped.runs
    for index, (start, first, last) in enumerate(runs):
        end = runs[index + 1][0] if index + 1 < len(runs) else len(mapped.text)
        yield start, first
        yield end, last


# "Location | Leeds |": a row of a table of two columns.
_ROW = re.compile(r"\|?[ \t]*(?P<label>[^|\n]{2,40}?)[ \t:]*\|[ \t]*(?P<value>[^|\n]{1,200}?)[ \t]*\|?$")
# "Location<tab>Leeds": the same, copied from a page.
_TABBED = re.compile(r"[ ]*(?P<label>[^|\t\n]{2,40}?)[ :]*\t[ \t]*(?=\S)")
_FACT_WORD = re.compile(
    r"\b(?:pay|salary|wage|location|(?:employment|job|contract|work) type|hours|experience|education|employer"
    r"|closing date|deadline|duration)$",
    re.IGNORECASE,
)


_CELLS = frozenset({"required", "preferred", "duties"})


def _names_a_fact(label: str) -> bool:
    """Whether the first cell of a row is a label: "Weekly gross pay", "Location", "Required skills"."""
    from postings.extraction.sections import heading_zone, known_labels

    words = label.strip(" :*")
    if words.casefold() in known_labels() or (
        len(words.split()) <= 4 and _FACT_WORD.search(words) is not None
    ):
        return True
    heads = heading_zone(words)  # "Required Qualifications", the list beside it in the next cell
    return heads is not None and heads[1] == heads[3] > 1 and heads[0] in _CELLS


def _label(text: str, start: int) -> tuple[str | None, int | None]:
    """The label of a "Label: value" line and where its value begins."""
    found = _LABEL.match(text) if ":" in text or "：" in text else None
    if found is None and "\t" in text:
        tabbed = _TABBED.match(text)
        found = tabbed if tabbed is not None and _names_a_fact(tabbed.group("label")) else None
    if found is None or len(found.group("label")) > 50 or _LINE_URL.search(found.group("label")):
        return None, None
    return found.group("label").strip(), start + found.end()
