"""Raw text with its evidence marked: the text cut at every finding's ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol


class Span(Protocol):
    """What is needed of a finding, stored (``DraftFinding``) or just read."""

    @property
    def pk(self) -> Any: ...
    @property
    def field(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the raw text that the same findings cover; ``fields`` is empty for what no rule read."""

    text: str
    start: int
    fields: tuple[str, ...] = ()
    findings: tuple[int, ...] = ()  # primary keys
    begins: tuple[int, ...] = ()  # the findings whose words begin here

    @property
    def field(self) -> str:
        """The field whose colour the run takes: the one of the shortest finding."""
        return self.fields[0] if self.fields else ""


def segments(text: str, findings: Iterable[Span]) -> Sequence[Segment]:
    """Cut the text at every start and end; joining the segments' texts gives the text back.

    The verdict is about the whole text and marks nothing; spans are clipped to the text.
    """
    spans = [
        (max(0, finding.start), min(len(text), finding.end), finding)
        for finding in findings
        if finding.field != "verdict" and finding.end > finding.start and finding.start < len(text)
    ]
    spans.sort(key=lambda span: (span[0], span[1] - span[0]))
    cuts = sorted({0, len(text), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    result: list[Segment] = []
    waiting = list(reversed(spans))
    open_spans: list[tuple[int, int, Span]] = []
    for start, end in pairwise(cuts):
        while waiting and waiting[-1][0] <= start:
            open_spans.append(waiting.pop())
        open_spans = [span for span in open_spans if span[1] > start]
        covering = sorted(open_spans, key=lambda span: (span[1] - span[0], span[2].field))
        result.append(
            Segment(
                text=text[start:end],
                start=start,
                fields=tuple(dict.fromkeys(span[2].field for span in covering)),
                findings=tuple(span[2].pk for span in covering),
                begins=tuple(span[2].pk for span in covering if span[0] == start),
            )
        )
    return result
