"""Near-identical texts: MinHash over runs of words; of short texts all runs. Pure Python.

A text of 40 words or more becomes a signature of 64 numbers whose share of equal positions estimates how
many of the texts' runs of four words are shared (Jaccard similarity, standard error at most 0.06).
Positions in fours are hashed to bands: an index finds texts with a band in common, which is 99.98 % of
those with a similarity of 0.8 and 12 % of those with 0.3.

One permutation only (Li, Owen, Zhang 2012): each run is hashed once and falls into one of 64 bins; an empty
bin borrows from the next filled one (Shrivastava, Li 2014). A posting of 600 words takes 3 ms.

In a shorter text one word is many of its runs, so nothing is estimated: its runs of two words are kept, all
of them, and compared exactly. Those that share at least ``SHORT_FROM`` of their runs have a band in common,
without exception: of two sets so alike, the first few in a common order meet (prefix filter: Chaudhuri,
Ganti, Kaushik 2006). Short texts and longer ones are not compared. Below 8 words a text says too little.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from postings.text import fold

BINS = 64
ROWS = 4  # positions of a band
RUN = 4  # words hashed together
LONG_FROM = 40  # words; below, all runs are kept
SHORT_RUN = 2
SHORT_FROM = 0.8  # share of runs in common from which short texts are nearly the same
FEWEST_WORDS = 8  # below, a text is too short to tell from another
MOST_WORDS = 20_000
_POSITIVE = 0x7FFF_FFFF
_BORROWED = 0x1F12_3BB5  # odd: keeps what was borrowed from afar apart
_WORD = re.compile(r"\w+")


def signature(text: str) -> list[int]:
    """Numbers below 2^31: 64 of a text of 40 words or more; of a shorter one its runs, in order, fewer
    than 40; none below 8 words."""
    words = _WORD.findall(fold(text))[:MOST_WORDS]
    if len(words) < FEWEST_WORDS:
        return []
    if len(words) < LONG_FROM:
        return sorted({number & _POSITIVE for number in _runs(words, SHORT_RUN)})
    bins: list[int | None] = [None] * BINS
    for number in _runs(words, RUN):
        place, value = number % BINS, (number // BINS) & _POSITIVE
        held = bins[place]
        if held is None or value < held:
            bins[place] = value
    return [_filled(bins, place) for place in range(BINS)]


def _runs(words: Sequence[str], length: int) -> Iterator[int]:
    """The hash of each run of so many words, 64 bits."""
    for start in range(len(words) - length + 1):
        run = " ".join(words[start : start + length]).encode()
        yield int.from_bytes(blake2b(run, digest_size=8).digest())


def is_short(numbers: Sequence[int]) -> bool:
    """Is it the signature of a text whose runs are all kept?"""
    return 0 < len(numbers) < BINS


def _filled(bins: Sequence[int | None], place: int) -> int:
    for distance in range(BINS):
        value = bins[(place + distance) % BINS]
        if value is not None:
            return (value + distance * _BORROWED) & _POSITIVE
    raise ValueError("a text without a run of words has no signature")


def bands(numbers: Sequence[int]) -> list[int]:
    """The hashes of the signature's bands, signed 32 bits."""
    if is_short(numbers):
        needed = math.ceil(len(numbers) * SHORT_FROM - 1e-9)  # in common with one that is nearly the same
        return [
            int.from_bytes(blake2b(run.to_bytes(4), digest_size=4, person=b"short").digest(), signed=True)
            for run in numbers[: len(numbers) - needed + 1]
        ]
    return [
        int.from_bytes(
            blake2b(
                b"".join(number.to_bytes(4) for number in numbers[start : start + ROWS]),
                digest_size=4, person=start.to_bytes(2),
            ).digest(),
            signed=True,
        )
        for start in range(0, len(numbers), ROWS)
    ]  # fmt: skip


def similarity(first: Sequence[int], second: Sequence[int]) -> float:
    """The share of runs of words in common, 0 to 1: estimated, of two short texts exact; 0 when either is too
    short, or one short and the other not."""
    if not first or not second or is_short(first) != is_short(second):
        return 0.0
    if is_short(first):
        one, other = set(first), set(second)
        return len(one & other) / len(one | other)
    return sum(mine == theirs for mine, theirs in zip(first, second, strict=True)) / len(first)
