"""Text that remembers where it came from.

A ``Mapped`` is a string together with runs back to the text as received. Every change of the text is a list
of
edits, and editing composes the runs, so that offsets survive any number of repairs. Pure Python, no Django.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# (text start, received start, received end); the run lasts until the next run's text start. A run whose
# two lengths are equal maps character by character, any other maps as a whole.
type Run = tuple[int, int, int]
type Edit = tuple[int, int, str]  # replace text[start:end] by this


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and its runs back to the text as received; ``Mapped.whole(text)`` is the received text
    itself."""

    text: str
    runs: tuple[Run, ...]

    @classmethod
    def whole(cls, text: str) -> Mapped:
        """The received text, mapped onto itself."""
        return cls(text, ((0, 0, len(text)),) if text else ())

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int) -> Mapped:
        """The part ``text[start:end]``; offsets are clamped to the text."""
        start, end = max(0, start), min(len(self.text), end)
        if start >= end:
            return Mapped("", ())
        runs: list[Run] = []
        _append_part(runs, 0, self.runs, len(self.text), start, end)
        return Mapped(self.text[start:end], tuple(runs))

    def edited(self, edits: Iterable[Edit]) -> Mapped:
        """This text with edits applied; they must be in ascending order and must not overlap.

        Inserted words map to the place where they were inserted (replaced words to what they replaced).
        """
        parts: list[str] = []
        runs: list[Run] = []
        size = len(self.text)
        at = out = 0
        cursor = 0
        for start, end, replacement in edits:
            if start > at:
                parts.append(self.text[at:start])
                cursor = _append_part(runs, out, self.runs, size, at, start, cursor)
                out += start - at
            if replacement:
                first, last = received_span(self.runs, size, start, end)
                runs.append((out, first, last))
                parts.append(replacement)
                out += len(replacement)
            at = end
        if at < size:
            parts.append(self.text[at:])
            _append_part(runs, out, self.runs, size, at, size, cursor)
        return Mapped("".join(parts), tuple(runs))


def joined(parts: Sequence[Mapped]) -> Mapped:
    """The texts one after the other."""
    runs: list[Run] = []
    at = 0
    for part in parts:
        runs.extend((start + at, first, last) for start, first, last in part.runs)
        at += len(part.text)
    return Mapped("".join(part.text for part in parts), tuple(runs))


def inserted(words: str, at: int) -> Mapped:
    """Words that the received text does not hold, standing at received offset ``at``."""
    return Mapped(words, ((0, at, at),) if words else ())


def _append_part(
    runs: list[Run], out: int, source: Sequence[Run], size: int, start: int, end: int, cursor: int = 0
) -> int:
    """Append the runs of source text [start, end) at offset ``out``; return the index to go on from."""
    index = cursor
    if index >= len(source) or source[index][0] > start:
        index = bisect_right(source, start, key=_text_start) - 1
    while index + 1 < len(source) and source[index + 1][0] <= start:
        index += 1
    last_index = index
    while index < len(source):
        run_start, first, last = source[index]
        if run_start >= end:
            break
        run_end = source[index + 1][0] if index + 1 < len(source) else size
        low, high = max(start, run_start), min(end, run_end)
        if low < high:
            if last - first == run_end - run_start:
                first, last = first + low - run_start, first + high - run_start
                if runs and runs[-1][2] == first and _verbatim_tail(runs, out + low - start):
                    runs[-1] = (runs[-1][0], runs[-1][1], last)
                else:
                    runs.append((out + low - start, first, last))
            else:
                runs.append((out + low - start, first, last))
        last_index = index
        index += 1
    return last_index


def _verbatim_tail(runs: Sequence[Run], out: int) -> bool:
    """Whether the last run is verbatim up to text offset ``out``."""
    start, first, last = runs[-1]
    return last - first == out - start


def _text_start(run: Run) -> int:
    return run[0]


def received_span(runs: Sequence[Run], size: int, start: int, end: int) -> tuple[int, int]:
    """The received offsets [first, last) of text offsets [start, end); an empty span gives an empty span."""
    if not runs:
        return 0, 0
    low = _received(runs, size, start)
    if end <= start:
        if start >= size:
            return runs[-1][2], runs[-1][2]
        return low[0], low[0]
    high = _received(runs, size, end - 1)
    if high[1] < low[0]:  # the span runs across parts that were put in another order
        return low[0], low[1]
    return low[0], max(low[1], high[1])


def _received(runs: Sequence[Run], size: int, at: int) -> tuple[int, int]:
    """The received offsets of the one character at text offset ``at``."""
    index = max(0, bisect_right(runs, at, key=_text_start) - 1)
    start, first, last = runs[index]
    end = runs[index + 1][0] if index + 1 < len(runs) else size
    if last - first == end - start:
        here = min(first + max(0, at - start), last)
        return here, min(here + 1, last)
    return first, last
