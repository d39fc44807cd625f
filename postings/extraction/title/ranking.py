"""The likeliest of what may name the job, where no line, label or record says it.

A conditional logit over the mentions of a document and "none of them": each mention has the sum of the
weights of its features, "none" has 0. The weights were fitted on public data sets of postings whose title
stands in a column of its own; ``vocabulary/title_weights.toml`` tells which.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from postings.extraction.document import Document
from postings.extraction.title.candidate import Candidate
from postings.extraction.title.cleaning import cleaned
from postings.extraction.title.mentions import Mention, mentions
from postings.extraction.vocabulary import vocabulary_file

LEAST = 0.3  # the probability from which on a mention is given


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in vocabulary_file("title_weights.toml")["weights"].items()}


def likeliest(document: Document, found: Sequence[Candidate]) -> Candidate | None:
    """The mention that most probably is the title, its probability as its confidence; None below ``LEAST``.

    ``found`` are the candidates of the rules. Mentions of the same words share their probability.
    """
    options = mentions(document, found)
    if not options:
        return None
    weights = _weights()
    scores = [sum(weights.get(name, 0.0) for name in option.features) for option in options]
    top = max(0.0, *scores)
    shares = [math.exp(score - top) for score in scores]
    total = math.exp(-top) + sum(shares)
    best = max(range(len(options)), key=scores.__getitem__)
    words = _folded(options[best])
    share = (
        sum(share for option, share in zip(options, shares, strict=True) if _folded(option) == words) / total
    )
    if share < LEAST:
        return None
    option = options[best]
    return Candidate(option.text, option.start, option.end, _prior(share), "likeliest")


def _folded(option: Mention) -> str:
    return " ".join(cleaned(option.text, option.start)[0].casefold().split())


def _prior(probability: float) -> float:
    """The prior that ``calibration.toml`` turns into about this probability: its steps rise steeply from
    0.58 on."""
    return round(probability if probability <= 0.58 else 0.58 + (probability - 0.58) / 3, 4)
