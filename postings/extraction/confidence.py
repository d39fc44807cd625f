"""From what a rule is worth to how often it is right.

Each module gives its findings a prior by the kind of evidence (structured data, label, header, cued words,
bare words). ``vocabulary/calibration.toml`` turns priors into shares of values that were right: fitted on
judged values (``vocabulary/judged_values.csv``), monotone, and frozen until ``manage.py
calibrate_extraction`` writes it anew."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from postings.extraction.finding import Extraction, Finding
from postings.extraction.labels import LIST_FIELDS, SINGLE_FIELDS

FILE = Path(__file__).parent / "vocabulary" / "calibration.toml"
TOP = 0.99  # no rule is certain


@dataclass(frozen=True, slots=True)
class Calibration:
    """(prior, share right), both ascending and 0 to 1; linear between the points, from (0, 0) on.

    ``fill_from`` is the confidence from which on a value is filled in, below it is a suggestion.
    """

    points: tuple[tuple[float, float], ...]
    fill_from: float

    def confidence(self, prior: float) -> float:
        """The share of values with this prior that are right, 0 to ``TOP``."""
        points = ((0.0, 0.0), *self.points)
        priors = [point[0] for point in points]
        if prior >= priors[-1]:
            return points[-1][1]
        index = max(1, bisect_right(priors, prior))
        (low, first), (high, last) = points[index - 1], points[index]
        return round(first + (last - first) * (max(prior, 0.0) - low) / (high - low), 3)


def parse(text: str) -> Calibration:
    """The calibration that a file's text holds; ValueError in words for one that is not monotone."""
    data = tomllib.loads(text)
    points = tuple((float(step["prior"]), float(step["share"])) for step in data["step"])
    priors, shares = [point[0] for point in points], [point[1] for point in points]
    if not points or priors != sorted(set(priors)) or shares != sorted(shares):
        raise ValueError("The calibration must rise from step to step.")
    if priors[0] <= 0 or priors[-1] > 1 or shares[0] < 0 or shares[-1] > TOP:
        raise ValueError(f"Priors of the calibration lie between 0 and 1, shares between 0 and {TOP}.")
    return Calibration(points, float(data["fill_from"]))


@cache
def load() -> Calibration:
    """The frozen calibration."""
    return parse(FILE.read_text(encoding="utf-8"))


def calibrated(extraction: Extraction) -> Extraction:
    """The extraction with every prior turned into a confidence. The verdict states its own."""
    table = load()

    def sure(finding: Finding[Any]) -> Finding[Any]:
        return replace(finding, confidence=table.confidence(finding.confidence))

    changed: dict[str, Any] = {}
    for name in SINGLE_FIELDS:
        if (finding := getattr(extraction, name)) is not None:
            changed[name] = sure(finding)
    for name in LIST_FIELDS:
        findings: Sequence[Finding[Any]] = getattr(extraction, name)
        changed[name] = tuple(sure(finding) for finding in findings)
    return replace(extraction, **changed)
