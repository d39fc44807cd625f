"""The values that extraction hands on: a finding is a value with the words it was read from.

Pure data, no Django. Every offset counts characters (not bytes) of the text *as received*,
half open: ``received[start:end] == quote`` holds for every finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Workplace(StrEnum):
    REMOTE = "remote"
    HYBRID = "hybrid"
    ONSITE = "onsite"


class PayPeriod(StrEnum):
    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    FIXED = "fixed"  # one sum for the whole engagement


class EmploymentType(StrEnum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CONTRACT = "contract"
    TEMPORARY = "temporary"
    INTERNSHIP = "internship"
    APPRENTICESHIP = "apprenticeship"
    VOLUNTEER = "volunteer"


class Seniority(StrEnum):
    INTERN = "intern"
    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    MANAGER = "manager"
    DIRECTOR = "director"
    EXECUTIVE = "executive"


class Education(StrEnum):
    NONE = "none"  # the text says that no degree is needed
    HIGH_SCHOOL = "high_school"
    ASSOCIATE = "associate"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"


@dataclass(frozen=True, slots=True)
class Finding[T]:
    """One value, the words it came from and how sure the reader is (0 to 1)."""

    value: T
    quote: str
    start: int
    end: int
    confidence: float
    rule: str  # dotted name of the rule, e.g. "pay.labelled_range"


@dataclass(frozen=True, slots=True)
class Location:
    """A place where the work is done. ``geoname_id`` is the most exact of city, region, country."""

    city: str | None  # GeoNames' main name, or the text's other English name for it ("Bangalore")
    region: str | None  # two-letter code in the US and Canada, else None
    country: str | None  # ISO 3166-1 alpha-2; None only when a city could not be tied to a country
    geoname_id: int | None = None


@dataclass(frozen=True, slots=True)
class Pay:
    """Base pay as stated. ``None`` as a bound means open ("from", "up to")."""

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str | None  # ISO 4217
    period: PayPeriod | None
    scope: str = ""  # the place or level this band is for, in the text's own words


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may do a remote job: everybody, or people in the listed countries.

    ``areas`` keeps the words' own breadth ("EU", "EMEA", "US"); ``countries`` is its expansion.
    """

    worldwide: bool
    areas: tuple[str, ...] = ()  # keys of vocabulary/areas.toml or ISO 3166-1 alpha-2 codes
    countries: frozenset[str] = frozenset()  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the text is one open posting, and if not what it is instead."""

    is_posting: bool
    # posting, closed, list, guide, salary_page, resume, company_page, template, error, email or other
    kind: str
    reason: str  # a sentence for the reviewer


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one text; ``None`` and ``()`` mean the text does not say."""

    format: str  # markdown, plain, html, json, comment, csv
    language: str | None  # ISO 639-1
    verdict: Finding[Verdict]
    title: Finding[str] | None = None
    company: Finding[str] | None = None
    locations: tuple[Finding[Location], ...] = ()
    workplace: Finding[Workplace] | None = None
    eligibility: Finding[Eligibility] | None = None
    pay: tuple[Finding[Pay], ...] = ()  # several bands by place or level; see pay_envelope
    employment_type: Finding[EmploymentType] | None = None
    seniority: Finding[Seniority] | None = None
    experience_years_min: Finding[int] | None = None
    education: Finding[Education] | None = None
    required_skills: tuple[Finding[str], ...] = ()  # canonical skill names of the vocabulary
    preferred_skills: tuple[Finding[str], ...] = ()
    apply_url: Finding[str] | None = None
    apply_email: Finding[str] | None = None
    posted_on: Finding[date] | None = None
    expires_on: Finding[date] | None = None
    external_id: Finding[str] | None = None
    description_html: str = ""  # the posting's body as clean, sanitised-by-construction HTML
    notes: tuple[str, ...] = ()  # what a reviewer should know, e.g. "The text holds 3 postings."
    extra: dict[str, Any] = field(default_factory=dict)
