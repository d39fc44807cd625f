"""schema.org JobPosting of a posting, for search engines.

The rules are Google's (developers.google.com/search/docs/appearance/structured-data/job-posting): only a
live posting that can be applied for; nothing that the page does not show; ``validThrough`` only when known;
``TELECOMMUTE`` only when fully remote; ``baseSalary`` only as the employer stated it.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.utils import timezone

from postings.models import Place, Posting, SalaryBand
from postings.presentation import places_of

EMPLOYMENT_TYPES = {
    Posting.EmploymentType.FULL_TIME: "FULL_TIME",
    Posting.EmploymentType.PART_TIME: "PART_TIME",
    Posting.EmploymentType.CONTRACT: "CONTRACTOR",
    Posting.EmploymentType.TEMPORARY: "TEMPORARY",
    Posting.EmploymentType.INTERNSHIP: "INTERN",
    Posting.EmploymentType.APPRENTICESHIP: "OTHER",
    Posting.EmploymentType.VOLUNTEER: "VOLUNTEER",
}
CREDENTIALS = {
    Posting.Education.HIGH_SCHOOL: "high school",
    Posting.Education.ASSOCIATE: "associate degree",
    Posting.Education.BACHELOR: "bachelor degree",
    Posting.Education.MASTER: "postgraduate degree",
    Posting.Education.DOCTORATE: "postgraduate degree",
}
# A fixed sum has no unit in schema.org's terms.
UNITS = {
    SalaryBand.Period.YEAR: "YEAR",
    SalaryBand.Period.MONTH: "MONTH",
    SalaryBand.Period.WEEK: "WEEK",
    SalaryBand.Period.DAY: "DAY",
    SalaryBand.Period.HOUR: "HOUR",
}


def job_posting(posting: Posting) -> dict[str, Any] | None:
    """The markup, or ``None`` where a valid one cannot be given.

    That is: the posting is not live, names no company, has no description or no way to apply, or says
    neither a place nor (being fully remote) a country to apply from.
    """
    if not posting.is_live() or posting.published_at is None:
        return None
    where = _where(posting)
    if posting.company is None or lacking(
        company=True,
        description=bool(posting.description_html.strip()),
        way_to_apply=bool(posting.apply_url or posting.apply_email),
        place=bool(where.get("jobLocation")),
        remote_from=bool(where.get("applicantLocationRequirements")),
    ):
        return None
    posted = posting.stated_posted_on or timezone.localdate(posting.published_at)
    data: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": posting.title,
        "description": posting.description_html,
        "datePosted": posted.isoformat(),
        "hiringOrganization": {"@type": "Organization", "name": posting.company.name},
        **where,
    }
    if posting.company.website:
        data["hiringOrganization"]["sameAs"] = posting.company.website
    if posting.expires_at is not None:
        data["validThrough"] = posting.expires_at.isoformat()
    if posting.employment_type is not None:
        data["employmentType"] = EMPLOYMENT_TYPES[Posting.EmploymentType(posting.employment_type)]
    if (salary := _base_salary(posting)) is not None:
        data["baseSalary"] = salary
    if posting.external_id:
        data["identifier"] = {
            "@type": "PropertyValue", "name": posting.company.name, "value": posting.external_id,
        }  # fmt: skip
    if posting.experience_years_min:
        data["experienceRequirements"] = {
            "@type": "OccupationalExperienceRequirements",
            "monthsOfExperience": posting.experience_years_min * 12,
        }
    if posting.education == Posting.Education.NONE:
        data["educationRequirements"] = "no requirements"
    elif posting.education is not None:
        data["educationRequirements"] = {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": CREDENTIALS[Posting.Education(posting.education)],
        }
    if skills := posting.required_skills:
        data["skills"] = ", ".join(skill.name for skill in skills)
    return data


def lacking(
    *, company: bool, description: bool, way_to_apply: bool, place: bool, remote_from: bool
) -> list[str]:
    """What a live posting lacks for valid markup, in words; ``remote_from``: remote, countries named."""
    return [
        name
        for name, there in (
            ("a company", company),
            ("a description", description),
            ("a way to apply", way_to_apply),
            ("a place", place or remote_from),
        )
        if not there
    ]


def _where(posting: Posting) -> dict[str, Any]:
    """``jobLocation`` and, for fully remote work, ``jobLocationType`` with the countries it is open to.

    Worldwide has no form in the markup: such a posting needs a place, or it gets none.
    """
    where: dict[str, Any] = {}
    if locations := [_location(place) for place in places_of(posting)]:
        where["jobLocation"] = locations[0] if len(locations) == 1 else locations
    if posting.workplace != Posting.Workplace.REMOTE:
        return where
    countries = [
        {"@type": "Country", "name": row.country.country_code} for row in posting.eligible_countries.all()
    ]
    if not locations and not countries:
        return {}
    where["jobLocationType"] = "TELECOMMUTE"
    if countries:
        where["applicantLocationRequirements"] = countries[0] if len(countries) == 1 else countries
    return where


def _location(place: Place) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "addressCountry": place.country_code}
    if place.kind == Place.Kind.CITY:
        address["addressLocality"] = place.name
        if place.parent is not None and place.parent.kind == Place.Kind.REGION:
            address["addressRegion"] = place.parent.name
    elif place.kind == Place.Kind.REGION:
        address["addressRegion"] = place.name
    return {"@type": "Place", "address": address}


def _base_salary(posting: Posting) -> dict[str, Any] | None:
    """The one stated band. Several bands (by place or level) have no true form, so they give none."""
    bands = list(posting.salary_bands.all())
    if len(bands) != 1 or bands[0].period not in UNITS:
        return None
    band = bands[0]
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": UNITS[SalaryBand.Period(band.period)]}
    if band.minimum is not None and band.minimum == band.maximum:
        value["value"] = _number(band.minimum)
    else:
        if band.minimum is not None:
            value["minValue"] = _number(band.minimum)
        if band.maximum is not None:
            value["maxValue"] = _number(band.maximum)
    return {"@type": "MonetaryAmount", "currency": band.currency, "value": value}


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def as_script_text(data: dict[str, Any]) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False)
    for sign, escaped in (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e")):
        text = text.replace(sign, escaped)
    return text
