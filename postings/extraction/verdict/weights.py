"""How much each sign counts: the table that ``manage.py fit_verdict`` fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from postings.extraction.vocabulary import vocabulary_file

WORDING = "the wording of postings"  # what the sign of a text's wording is called
UNFITTED = 0.75  # log-odds a point: what a sign counts that the table does not know


@dataclass(frozen=True, slots=True)
class WordingWeights:
    """Log-odds of a text's wording: a constant, one weight a measure, and the most they come to."""

    constant: float
    measures: Mapping[str, float]
    most: float


@cache
def wording_weights() -> WordingWeights:
    """The weights of ``wording.measures``."""
    table = vocabulary_file("verdict.toml")["wording"]
    return WordingWeights(table["constant"], table["measures"], table["most"])


@cache
def _signs() -> Mapping[str, float]:
    signs: Mapping[str, float] = vocabulary_file("verdict.toml")["signs"]
    return signs


def sign_weight(what: str) -> float:
    """Log-odds for one point of a sign, by what the sign is called."""
    return _signs().get(what, UNFITTED)


@cache
def constant() -> float:
    """Log-odds of a text without any sign."""
    value: float = vocabulary_file("verdict.toml")["constant"]
    return value
