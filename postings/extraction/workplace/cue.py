"""What one clause says about the place of work, and what it does with the word it names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from postings.extraction.finding import Workplace


class Status(Enum):
    """What a clause does with the word it names."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    LIMITED = "limited"  # some of the time
    COMPANY = "company"  # said of the company, not of the role
    OTHERWISE = "otherwise"  # settles it after a condition: "otherwise, this is a remote role"
    QUOTA = "quota"  # a number of days in the office or at home


@dataclass(frozen=True, slots=True)
class Cue:
    """One clause about the place of work."""

    kind: Workplace
    status: Status
    start: int
    end: int
    weight: float  # 0 to 1
