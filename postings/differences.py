"""Two texts side by side with their differences marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_LINES = 1_500  # of each text; comparing costs the product at worst
MOST_WORDS = 400  # of a block of lines that is compared word by word

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one text; ``marked`` when the other has it not."""

    text: str
    marked: bool


def side_by_side(first: str, second: str) -> tuple[list[Run], list[Run]]:
    """The runs of both texts; joined they give the texts back (cut after 1,500 lines). Differences are found
    by line, and within lines that differ by word."""
    one = first.splitlines(keepends=True)[:MOST_LINES]
    other = second.splitlines(keepends=True)[:MOST_LINES]
    left: list[Run] = []
    right: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        mine, theirs = "".join(one[a:b]), "".join(other[c:d])
        if tag == "replace":
            words, others = _TOKEN.findall(mine), _TOKEN.findall(theirs)
            if max(len(words), len(others)) <= MOST_WORDS * 2:
                _by_word(words, others, left, right)
                continue
        _add(left, mine, marked=tag != "equal")
        _add(right, theirs, marked=tag != "equal")
    return left, right


def _by_word(one: Sequence[str], other: Sequence[str], left: list[Run], right: list[Run]) -> None:
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        _add(left, "".join(one[a:b]), marked=tag != "equal")
        _add(right, "".join(other[c:d]), marked=tag != "equal")


def _add(runs: list[Run], text: str, *, marked: bool) -> None:
    if not text:
        return
    if runs and runs[-1].marked == marked:
        runs[-1] = Run(runs[-1].text + text, marked)
    else:
        runs.append(Run(text, marked))
