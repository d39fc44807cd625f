"""Fits the weights by which ``places.weighing`` tells places of work among the towns of a text.

A logistic model: each sign of a town adds its weight. Fitted by Newton's method on postings whose places are
known, the weights drawn to zero (ridge penalty), so that a rare sign says little. Sources of very many
postings do not outweigh the others: each counts by the square root of its towns.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

MIN_TOWNS = 8  # that show a sign, for it to have a weight
PENALTY = 3.0
LEAST = 0.02  # smaller weights are left out
_STEPS, _CLOSE = 40, 1e-6


@dataclass(frozen=True, slots=True)
class Example:
    """A town of a text: its signs, whether the work is done there, and where the text is from."""

    signs: frozenset[str]
    right: bool
    source: str


@dataclass(frozen=True, slots=True)
class Weights:
    bias: float
    weights: dict[str, float]


def fit(examples: Sequence[Example]) -> Weights:
    """The weights of all signs that enough towns show; ValueError unless both kinds of town are there."""
    if len({example.right for example in examples}) < 2:
        raise ValueError("Weights need towns that are places of work and towns that are none.")
    shown = Counter(sign for example in examples for sign in example.signs)
    names = sorted(sign for sign, number in shown.items() if number >= MIN_TOWNS)
    index = {name: number for number, name in enumerate(names)}
    of_source = Counter(example.source for example in examples)
    shares = [1 / math.sqrt(of_source[example.source]) for example in examples]
    scale = len(shares) / sum(shares)
    bias = len(names)  # the last column, which is always shown and bears no penalty
    rows = [
        (
            [*sorted(index[sign] for sign in example.signs if sign in index), bias],
            example.right,
            share * scale,
        )
        for example, share in zip(examples, shares, strict=True)
    ]
    found = [0.0] * (len(names) + 1)
    for _ in range(_STEPS):
        step = _newton_step(rows, found)
        found = [value - change for value, change in zip(found, step, strict=True)]
        if max(map(abs, step)) < _CLOSE:
            break
    kept = {name: round(found[n], 3) for n, name in enumerate(names) if abs(found[n]) >= LEAST}
    return Weights(round(found[bias], 3), kept)


def _newton_step(rows: Sequence[tuple[list[int], bool, float]], at: Sequence[float]) -> list[float]:
    size = len(at)
    gradient = [PENALTY * value for value in at[:-1]] + [0.0]
    curve = [[0.0] * size for _ in range(size)]
    for number in range(size):
        curve[number][number] = PENALTY if number < size - 1 else 1e-6
    for columns, right, share in rows:
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(at[column] for column in columns)))))
        pull, bend = share * (chance - right), share * chance * (1 - chance)
        for column in columns:
            gradient[column] += pull
            row = curve[column]
            for other in columns:
                row[other] += bend
    return _solved(curve, gradient)


def _solved(matrix: list[list[float]], values: list[float]) -> list[float]:
    """The solution of a symmetric positive definite system, by Gaussian elimination; overwrites both."""
    size = len(values)
    for pivot in range(size):
        top = matrix[pivot]
        for row in range(pivot + 1, size):
            if factor := matrix[row][pivot] / top[pivot]:
                matrix[row] = [x - factor * y for x, y in zip(matrix[row], top, strict=True)]
                values[row] -= factor * values[pivot]
    for pivot in reversed(range(size)):
        known = sum(matrix[pivot][column] * values[column] for column in range(pivot + 1, size))
        values[pivot] = (values[pivot] - known) / matrix[pivot][pivot]
    return values


def as_toml(fitted: Weights, examples: Iterable[Example], *, source: str, made: date) -> str:
    """The data file ``place_weights.toml``; ``source`` says in words what was fitted on."""
    examples = list(examples)
    lines = [
        "# How much each sign of a town in a text speaks for its being the place of work (log odds).",
        "# Written by `manage.py fit_place_weights --output FILE`; not for editing by hand. The signs are",
        "# those of postings/extraction/places/weighing.py. Only these figures were taken from the texts.",
        "# Licence: as this project.",
        f"source = {json.dumps(source, ensure_ascii=False)}",
        f"date = {made.isoformat()}",
        f"towns = {len(examples)}",
        f"places_of_work = {sum(example.right for example in examples)}",
        f"bias = {fitted.bias}",
        "",
        "[weights]",
        *(
            f"{json.dumps(name, ensure_ascii=False)} = {value}"
            for name, value in sorted(fitted.weights.items())
        ),
    ]
    return "\n".join(lines) + "\n"
