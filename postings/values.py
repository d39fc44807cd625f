"""The fields of a posting as one value: what a draft proposes, a form corrects and a review writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from postings.models import Posting, PostingSkill


@dataclass(frozen=True, slots=True)
class BandValues:
    """One pay band. ``None`` as a bound means open."""

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str
    period: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class PostingValues:
    """Everything a posting says. ``None``, ``""`` and ``()`` mean that it is not stated."""

    title: str = ""
    company: str = ""
    place_ids: tuple[int, ...] = ()  # GeoNames ids
    workplace: str | None = None
    eligibility: str = Posting.Eligibility.UNKNOWN
    eligible_areas: tuple[str, ...] = ()
    eligible_countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    salary_bands: tuple[BandValues, ...] = ()
    employment_type: str | None = None
    seniority: str | None = None
    education: str | None = None
    experience_years_min: int | None = None
    required_skills: tuple[str, ...] = ()  # names
    preferred_skills: tuple[str, ...] = ()
    apply_url: str = ""
    apply_email: str = ""
    stated_posted_on: date | None = None
    starts_at: datetime | None = None  # not shown before
    expires_on: date | None = None  # the last day it is open
    language: str = ""
    external_id: str = ""
    description_html: str = ""

    def to_json(self) -> dict[str, Any]:
        """The form kept in ``Draft.values``: plain JSON, amounts as strings."""
        data = asdict(self)
        data["salary_bands"] = [
            {
                **band,
                "minimum": None if band["minimum"] is None else str(band["minimum"]),
                "maximum": None if band["maximum"] is None else str(band["maximum"]),
            }
            for band in data["salary_bands"]
        ]
        for name in ("stated_posted_on", "expires_on"):
            data[name] = data[name].isoformat() if data[name] else None
        data["starts_at"] = self.starts_at.isoformat() if self.starts_at else None
        return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of ``to_json``; keys of other versions are ignored."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in data.items()
            if name in known
        }
        values["salary_bands"] = tuple(
            BandValues(
                minimum=_decimal(band.get("minimum")),
                maximum=_decimal(band.get("maximum")),
                currency=band["currency"],
                period=band["period"],
                scope=band.get("scope", ""),
            )
            for band in data.get("salary_bands", ())
        )
        for name in ("stated_posted_on", "expires_on"):
            values[name] = date.fromisoformat(data[name]) if data.get(name) else None
        values["starts_at"] = datetime.fromisoformat(data["starts_at"]) if data.get("starts_at") else None
        return cls(**values)

    @classmethod
    def of(cls, posting: Posting) -> Self:
        """What a stored posting says."""
        skills = list(posting.posting_skills.select_related("skill"))
        return cls(
            title=posting.title,
            company=posting.company.name if posting.company else "",
            place_ids=tuple(posting.places.values_list("place_id", flat=True)),
            workplace=posting.workplace,
            eligibility=posting.eligibility,
            eligible_areas=tuple(posting.eligible_areas),
            eligible_countries=tuple(
                posting.eligible_countries.values_list("country__country_code", flat=True)
            ),
            salary_bands=tuple(
                BandValues(band.minimum, band.maximum, band.currency, band.period, band.scope)
                for band in posting.salary_bands.all()
            ),
            employment_type=posting.employment_type,
            seniority=posting.seniority,
            education=posting.education,
            experience_years_min=posting.experience_years_min,
            required_skills=tuple(
                row.skill.name for row in skills if row.importance == PostingSkill.Importance.REQUIRED
            ),
            preferred_skills=tuple(
                row.skill.name for row in skills if row.importance == PostingSkill.Importance.PREFERRED
            ),
            apply_url=posting.apply_url,
            apply_email=posting.apply_email,
            stated_posted_on=posting.stated_posted_on,
            starts_at=posting.starts_at,
            expires_on=posting.last_day,
            language=posting.language,
            external_id=posting.external_id,
            description_html=posting.description_html,
        )

    def replace(self, **changes: Any) -> Self:
        return replace(self, **changes)


def _decimal(value: Any) -> Decimal | None:
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
