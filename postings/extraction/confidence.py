"""From what a rule is worth to how often it is right.

Each module gives its findings a prior by the kind of evidence (structured data, label, header, cued words,
bare words). The table turns priors into shares: fitted once on 1,700 judged values of the development
texts and the project's corpus (2026-11), drawn down by two points because rules do worse on texts they
were not made with, monotone, and frozen. ``manage.py score_extraction`` prints how well it holds."""

from __future__ import annotations

from bisect import bisect_right

from postings.extraction.finding import Finding

# (prior, share right), ascending; linear between.
TABLE = (
    (0.0, 0.0),
    (0.5, 0.64),
    (0.6, 0.77),
    (0.7, 0.83),
    (0.8, 0.88),
    (0.87, 0.94),
    (0.93, 0.96),
    (0.97, 0.975),
    (1.0, 0.99),
)
_PRIORS = [prior for prior, _ in TABLE]


def calibrated(prior: float) -> float:
    """The share of values with this prior that are right, 0 to 0.99.

    >>> calibrated(0.5), calibrated(1.0)
    (0.64, 0.99)
    """
    prior = min(1.0, max(0.0, prior))
    index = min(bisect_right(_PRIORS, prior), len(TABLE) - 1)
    (low, first), (high, last) = TABLE[index - 1], TABLE[index]
    return round(first + (last - first) * (prior - low) / (high - low), 3)


def with_calibrated[T](finding: Finding[T]) -> Finding[T]:
    """The finding with its prior turned into a confidence."""
    confidence = calibrated(finding.confidence)
    return Finding(finding.value, finding.quote, finding.start, finding.end, confidence, finding.rule)


def maybe_calibrated[T](finding: Finding[T] | None) -> Finding[T] | None:
    """As ``with_calibrated``, for a field that may be empty."""
    return with_calibrated(finding) if finding is not None else None


def all_calibrated[T](findings: tuple[Finding[T], ...]) -> tuple[Finding[T], ...]:
    """As ``with_calibrated``, for a field of several values."""
    return tuple(with_calibrated(finding) for finding in findings)
