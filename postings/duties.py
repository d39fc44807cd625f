"""What people do in a role, in the words of its postings: the duties that most postings share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from postings.extraction.document import LineKind, Zone, read_document
from postings.models import Posting

SAMPLE = 120  # postings read
LEAST_CHARS, MOST_CHARS = 30, 220  # of a sentence worth quoting
MOST_ALIKE = 0.3  # Jaccard; above it two sentences say the same

_WORD = re.compile(r"[^\W\d_]{4,}")
# Words that say nothing of a duty, in the languages that postings most often come in.
_COMMON = frozenset(
    """
    with that this will from your have their they them into across other which while where when what
    work working team teams including ensure also such more well about each both within through
    und oder sowie eine einer einem deine dein unserer unsere pour avec dans votre vous para como nuestro
    """.split()
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A sentence of one posting."""

    text: str
    posting: Posting


def typical_duties(postings: Iterable[Posting], most: int = 6) -> list[Duty]:
    """The duties whose words most postings use, one a posting and no two alike.

    Empty when fewer than three postings list duties: one employer's list is not what the role does.
    """
    duties = [
        (frozenset(_words(line)), Duty(line, posting))
        for posting in list(postings)[:SAMPLE]
        for line in _duties_of(posting)
    ]
    if len({duty.posting.pk for _, duty in duties}) < 3:
        return []
    # How many postings use a word: a posting that repeats it counts once.
    uses: Counter[str] = Counter()
    for _, words in {(duty.posting.pk, words) for words, duty in duties}:
        uses.update(words)
    ranked = sorted(
        ((_weight(words, uses), duty.posting.pk, duty.text, words, duty) for words, duty in duties if words),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    chosen: list[tuple[frozenset[str], Duty]] = []
    for score, _, _, words, duty in ranked:
        if score <= 0 or len(chosen) == most:
            break
        if any(
            duty.posting.pk == other.posting.pk or _alike(words, taken) > MOST_ALIKE
            for taken, other in chosen
        ):
            continue
        chosen.append((words, duty))
    return [duty for _, duty in chosen]


def _weight(words: frozenset[str], uses: Counter[str]) -> float:
    """How much of the sentence other postings say too; long sentences gain less with each word."""
    return sum(uses[word] - 1 for word in words) / sqrt(len(words) + 4)


def _duties_of(posting: Posting) -> list[str]:
    lines = []
    for line in read_document(posting.description_html).lines:
        text = " ".join(line.text.split())
        if (
            line.zone is Zone.DUTIES
            and line.kind in (LineKind.BULLET, LineKind.PLAIN)
            and LEAST_CHARS <= len(text) <= MOST_CHARS
        ):
            lines.append(text)
    return lines


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _COMMON]


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right)
