"""A possible title and where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible title with its canonical offsets."""

    text: str
    start: int
    end: int
    confidence: float
    rule: str
