"""Fitting what the signs of a verdict count, on a table of the signs of texts whose verdict is known.

The table (``vocabulary/verdict_texts.jsonl.gz``) holds numbers only: for each text its source by number,
whether it is a posting, how much it weighs, the points of its signs and the measures of its wording. First
the wording is fitted alone, drawn to 0; then the signs beside the wording's score, each drawn to
``UNFITTED`` log-odds a point. Logistic regression by cyclic coordinate descent: slow and exact, without any
library.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postings.extraction.verdict.weights import UNFITTED, WORDING
from postings.extraction.vocabulary import DIRECTORY

TABLE = DIRECTORY / "verdict_texts.jsonl.gz"
WORDING_RIDGE = 10.0  # against weights of the wording, in units of a measure's spread
SIGN_RIDGE = 1.0  # against leaving ``UNFITTED``
LOOSE = 0.1  # the same for the constant and the wording's weight
LEAST, LEAST_OF_OTHER_KINDS, MOST = 0.2, 0.75, 2.5  # log-odds a point that a sign may count
OTHER_KINDS = frozenset(("list", "template", "closed", "error", "resume", "email"))
MOST_WORDING = 2.5  # log-odds
PASSES = 200
STILL = 1e-4  # a pass that moves no weight further is the last


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text of known verdict; ``signs`` are points by name, ``kinds`` the kind each speaks for."""

    source: int
    posting: bool
    weight: float
    signs: dict[str, float]
    kinds: dict[str, str]
    measures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights as ``vocabulary/verdict.toml`` holds them."""

    constant: float
    signs: dict[str, float]
    wording_constant: float
    wording: dict[str, float]


def read(path: Path = TABLE) -> list[KnownText]:
    """The texts of a table; OSError where it cannot be read, ValueError where a row is not of the form."""
    texts = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                row: dict[str, Any] = json.loads(line)
                signs = {name: float(points) for name, (_, points) in row["signs"].items()}
                kinds = {name: str(kind) for name, (kind, _) in row["signs"].items()}
                texts.append(
                    KnownText(
                        int(row["source"]),
                        bool(row["posting"]),
                        float(row["weight"]),
                        signs,
                        kinds,
                        {name: float(value) for name, value in row["measures"].items()},
                    )
                )
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                raise ValueError(f"line {number} is no text of known verdict") from error
    return texts


def logistic(
    rows: Sequence[dict[str, float]],
    answers: Sequence[bool],
    weights: Sequence[float],
    *,
    prior: dict[str, float],
    ridge: dict[str, float],
    bounds: dict[str, tuple[float, float]],
) -> dict[str, float]:
    """Weights of the values in ``rows``, by name, that make ``answers`` likeliest.

    ``prior`` is where each begins and what its ``ridge`` draws it to; names without ``bounds`` are free.
    """
    signed = [1.0 if answer else -1.0 for answer in answers]
    columns: dict[str, list[tuple[int, float]]] = {name: [] for name in prior}
    for index, row in enumerate(rows):
        for name, value in row.items():
            if value:
                columns[name].append((index, value))
    found = dict(prior)
    scores = [sum(found[name] * value for name, value in row.items()) for row in rows]
    for _ in range(PASSES):
        furthest = 0.0
        for name, column in columns.items():
            slope = ridge[name] * (found[name] - prior[name])
            curve = ridge[name]
            for index, value in column:
                wrong = 1 / (1 + math.exp(min(500.0, signed[index] * scores[index])))
                slope -= weights[index] * signed[index] * wrong * value
                curve += weights[index] * max(wrong * (1 - wrong), 0.01) * value * value
            if not curve:
                continue
            low, high = bounds.get(name, (-math.inf, math.inf))
            step = min(max(found[name] - slope / curve, low), high) - found[name]
            if step:
                found[name] += step
                for index, value in column:
                    scores[index] += step * value
                spread = math.sqrt(sum(value * value for _, value in column) / len(rows))
                furthest = max(furthest, abs(step) * spread)
        if furthest < STILL:
            break
    return found


def fit(texts: Sequence[KnownText]) -> Fitted:
    """The weights that follow from texts of known verdict; ValueError where one kind of text is missing."""
    answers = [text.posting for text in texts]
    if len(set(answers)) < 2:
        raise ValueError("the table must hold both postings and other texts")
    weights = [text.weight for text in texts]
    names = sorted({name for text in texts for name in text.measures})
    spreads = {name: _spread(text.measures.get(name, 0.0) for text in texts) for name in names}
    wording = logistic(
        [{"": 1.0, **text.measures} for text in texts],
        answers,
        weights,
        prior=dict.fromkeys(("", *names), 0.0),
        ridge={"": 0.0, **{name: WORDING_RIDGE * spreads[name] ** 2 for name in names}},
        bounds={},
    )
    rows: list[dict[str, float]] = []
    kinds: dict[str, str] = {}
    for text in texts:
        score = wording[""] + sum(wording[name] * value for name, value in text.measures.items())
        rows.append({"": 1.0, WORDING: max(-MOST_WORDING, min(MOST_WORDING, score)), **text.signs})
        kinds |= text.kinds
    signs = sorted(kinds)
    fitted = logistic(
        rows,
        answers,
        weights,
        prior={"": -1.5, WORDING: 1.0, **dict.fromkeys(signs, UNFITTED)},
        ridge={"": LOOSE, WORDING: LOOSE, **dict.fromkeys(signs, SIGN_RIDGE)},
        bounds={
            WORDING: (0.0, 3.0),
            **{name: (LEAST_OF_OTHER_KINDS if kinds[name] in OTHER_KINDS else LEAST, MOST) for name in signs},
        },
    )
    return Fitted(fitted.pop(""), fitted, wording[""], {name: wording[name] for name in names})


def as_toml(fitted: Fitted, *, source: str, made: str) -> str:
    """The text of ``vocabulary/verdict.toml``."""
    lines = [
        "# How much each sign of a posting, and of other texts, counts. Written by `manage.py fit_verdict"
        " --output FILE`; not for editing by hand.",
        f"source = {json.dumps(source, ensure_ascii=False)}",
        f"date = {made}",
        'licence = "numbers of this project; no text of the sources is held"',
        f"constant = {fitted.constant:.4f}  # log-odds of a text without any sign",
        "",
        "[wording]",
        f"constant = {fitted.wording_constant:.4f}",
        f"most = {MOST_WORDING}  # log-odds, for and against",
        "",
        "[wording.measures]",
        *(f"{json.dumps(name)} = {value:.4f}" for name, value in sorted(fitted.wording.items())),
        "",
        "[signs]  # log-odds a point",
        *(
            f"{json.dumps(name, ensure_ascii=False)} = {value:.3f}"
            for name, value in sorted(fitted.signs.items())
        ),
        "",
    ]
    return "\n".join(lines)


def _spread(values: Iterable[float]) -> float:
    """Standard deviation."""
    held = list(values)
    mean = sum(held) / len(held)
    return math.sqrt(sum((value - mean) ** 2 for value in held) / len(held))
