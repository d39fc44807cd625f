"""Fits the table of ``confidence.py`` on judged values, and writes it as a data file.

Values are grouped by prior; a group's share right is drawn towards its prior as if ``WEIGHT`` more values had
been judged as the prior says (a beta-binomial estimate: few values change little), groups that would fall are
pooled with their neighbours (isotonic regression by pooling adjacent violators, Ayer et al. 1955), and
nothing is surer than ``confidence.TOP``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from postings.extraction.confidence import TOP, Calibration
from postings.extraction.scoring import Answer

EDGES = (0.0, 0.6, 0.7, 0.8, 0.87, 0.92, 0.945, 0.965, 1.001)  # of the groups of priors
WEIGHT = 10  # of the prior, in values
FILL_FROM = 0.5  # filled in: more often right than wrong
METHOD = (
    "values grouped by prior, each share drawn to the prior by {weight} values, "
    "then isotonic regression (pool adjacent violators)"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One group of values: its mean prior, how many were judged and right, and the share made of that."""

    prior: float
    n: int
    right: int
    share: float


def fit(answers: Iterable[Answer]) -> list[Step]:
    """The steps by rising prior. ``Answer.confidence`` is the prior here; the verdict has no part in it.

    Raises ValueError when there are no values.
    """
    judged = [answer for answer in answers if answer.field != "is_posting"]
    groups = []
    for low, high in pairwise(EDGES):
        if inside := [answer for answer in judged if low <= answer.confidence < high]:
            prior = sum(answer.confidence for answer in inside) / len(inside)
            groups.append((prior, len(inside), sum(answer.right for answer in inside)))
    if not groups:
        raise ValueError("There are no values to calibrate with.")
    shares = _isotonic([((right + WEIGHT * prior) / (n + WEIGHT), n) for prior, n, right in groups])
    return [
        Step(round(prior, 4), n, right, round(min(TOP, share), 4))
        for (prior, n, right), share in zip(groups, shares, strict=True)
    ]


def applied(table: Calibration, answers: Iterable[Answer]) -> list[Answer]:
    """The answers with their priors turned into confidences, without the verdict's."""
    return [
        replace(answer, confidence=table.confidence(answer.confidence))
        for answer in answers
        if answer.field != "is_posting"
    ]


def cross_validated(answers: Sequence[Answer]) -> list[Answer]:
    """The answers, those of each text with confidences of a table that was fitted without this text."""
    sure: list[Answer] = []
    for text in dict.fromkeys(answer.text for answer in answers):
        others = [answer for answer in answers if answer.text != text]
        if others:
            points = tuple((step.prior, step.share) for step in fit(others))
            sure += applied(Calibration(points, FILL_FROM), [a for a in answers if a.text == text])
    return sure


def as_toml(steps: Sequence[Step], *, source: str, made: date) -> str:
    """The data file: where the figures are from, when and how they were made, and n a step."""
    lines = [
        "# How often values of a prior were right. Fitted on vocabulary/judged_values.csv and written by",
        "# `manage.py calibrate_extraction --output FILE`; not for editing by hand. Prior and share: 0 to 1.",
        f"source = {_quoted(source)}",
        f"date = {made.isoformat()}",
        f"method = {_quoted(METHOD.format(weight=WEIGHT))}",
        f"values = {sum(step.n for step in steps)}",
        f"fill_from = {FILL_FROM}  # filled in from this confidence on, below it a suggestion",
    ]
    for step in steps:
        lines += [
            "",
            "[[step]]",
            *(f"{name} = {getattr(step, name)}" for name in ("prior", "n", "right", "share")),
        ]
    return "\n".join(lines) + "\n"


def _isotonic(weighted: Sequence[tuple[float, int]]) -> list[float]:
    """The closest shares that never fall, by weighted least squares."""
    blocks: list[tuple[float, int, int]] = []  # share, weight, how many groups
    for share, weight in weighted:
        blocks.append((share, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (second, b, n), (first, a, m) = blocks.pop(), blocks.pop()
            blocks.append(((first * a + second * b) / (a + b), a + b, m + n))
    return [share for share, _, count in blocks for _ in range(count)]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
