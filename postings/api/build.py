"""From postings, facets and figures to the API's shapes. No queries of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from postings.api import shapes
from postings.figures import Figures, PayRow, Share
from postings.figures import Pay as Figure
from postings.models import Place, Posting, Role, SalaryBand
from postings.money import written_pay
from postings.quotes import Quote
from postings.search import tables
from postings.search.page import Hit, SearchPage


def _amount(amount: Decimal) -> float:
    """As an integer where there are no cents."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else _amount(amount)


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def posting(row: Posting, *, site: str, now: datetime) -> shapes.PostingShape:
    """A posting that was fetched for display. ``site`` is scheme and host."""
    company = row.company
    role = tables.roles().by_id.get(row.role_id) if row.role_id else None
    assert row.published_at is not None  # it can be read
    ended = "filled" if row.state == Posting.State.FILLED else "ended"
    return {
        "id": row.pk,
        "state": "open" if row.is_live(now) else ended,
        "url": site + row.get_absolute_url(),
        "title": row.title,
        "role": {"slug": role.slug, "name": role.name} if role else None,
        "company": {
            "slug": company.slug,
            "name": company.name,
            "url": site + company.get_absolute_url(),
            "website": company.website or None,
        }
        if company
        else None,
        "places": [_location(place.place) for place in row.places.all()],
        "workplace": row.workplace,
        "eligibility": {
            "scope": row.eligibility,
            "countries": [_country(eligible.country) for eligible in row.eligible_countries.all()],
            "areas": list(row.eligible_areas),
        },
        "employment_type": row.employment_type,
        "seniority": row.seniority,
        "education": row.education,
        "experience_years_min": row.experience_years_min,
        "pay": [_pay(band) for band in row.salary_bands.all()],
        "skills": {"required": _skills(row.required_skills), "preferred": _skills(row.preferred_skills)},
        "language": row.language or None,
        "reference": row.external_id or None,
        "stated_posted_on": row.stated_posted_on.isoformat() if row.stated_posted_on else None,
        "published_at": _moment(row.published_at),
        "updated_at": _moment(row.updated_at),
        "expires_at": _moment(row.expires_at) if row.expires_at else None,
        "apply_url": row.apply_url or None,
        "apply_email": row.apply_email or None,
    }


def found(hit: Hit, *, site: str, now: datetime) -> shapes.FoundPosting:
    """A hit of a search."""
    return {
        **posting(hit.posting, site=site, now=now),
        "match": {
            "distance_km": None if hit.distance_km is None else round(hit.distance_km, 1),
            "matched_skills": list(hit.matched_skills),
            "missing_skills": list(hit.lacking),
            "skill_share": hit.share,
            "reaches_pay": hit.reaches_pay,
            "states_years": hit.states_years,
        },
    }


def full_posting(
    row: Posting, evidence: dict[str, list[Quote]] | None, *, site: str, now: datetime
) -> shapes.FullPosting:
    """A posting with its description and, where asked for, the lines its facts were read from."""
    return {
        **posting(row, site=site, now=now),
        "description_html": row.description_html,
        "evidence": None
        if evidence is None
        else {
            fact: [
                {"text": "".join(part.text for part in quote.parts), "words": quote.words} for quote in quotes
            ]
            for fact, quotes in evidence.items()
        },
    }


def _location(place: Place) -> shapes.Location:
    return {
        "geonames_id": place.pk,
        "kind": place.kind,
        "slug": place.slug,
        "name": place.name,
        "full_name": place.full_name,
        "country_code": place.country_code,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _country(place: Place) -> shapes.Country:
    return {
        "geonames_id": place.pk,
        "slug": place.slug,
        "name": place.name,
        "country_code": place.country_code,
    }


def _pay(band: SalaryBand) -> shapes.Pay:
    return {
        "minimum": _number(band.minimum),
        "maximum": _number(band.maximum),
        "currency": band.currency,
        "period": band.period,
        "scope": band.scope,
        "text": written_pay(band),
        "yearly_minimum": _number(band.yearly_minimum),
        "yearly_maximum": _number(band.yearly_maximum),
    }


def _skills(skills: Iterable[Any]) -> list[shapes.Skill]:
    return [{"slug": skill.slug, "name": skill.name} for skill in skills]


def facets(page: SearchPage) -> shapes.Facets:
    """The facets of a search's page."""
    return {
        "total": page.total,
        "without_pay": page.without_pay,
        "without_years": page.without_years,
        "facets": [
            {
                "name": facet.name,
                "label": facet.label,
                "options": [
                    {
                        "value": option.value,
                        "label": option.label,
                        "count": option.count,
                        "selected": option.selected,
                        "depth": option.depth,
                    }
                    for option in facet.options
                ],
            }
            for facet in page.facets.values()
        ],
        "pay_currency": page.query.currency,
        "pay_period": page.query.pay_period,
        "pay": [
            {"minimum": bar.minimum, "maximum": bar.maximum, "count": bar.count} for bar in page.pay_bars
        ],
    }


def role(row: Role, figures: Figures, *, seniority: str, site: str, url: str) -> shapes.RoleFigures:
    """The figures of a role, of every level or of one."""
    return {
        "slug": row.slug,
        "name": row.name,
        "family": row.family,
        "url": site + url,
        "seniority": seniority or None,
        "n": figures.n,
        "pay": _figure(figures.pay),
        "pay_n": figures.pay_n,
        "pay_by_seniority": [_part(part) for part in figures.pay_by_seniority],
        "pay_by_country": [_part(part) for part in figures.pay_by_country],
        "required_skills": _shares(figures.required_skills),
        "preferred_skills": _shares(figures.preferred_skills),
        "tools": [{"label": label, "tools": _shares(tools)} for label, tools in figures.tools],
        "places": _shares(figures.places),
        "companies": _shares(figures.companies),
        "workplace": _shares(figures.workplace),
        "seniorities": _shares(figures.seniority),
        "employment_types": _shares(figures.employment),
        "education": _shares(figures.education),
        "experience": _shares(figures.years),
        "titles": _shares(figures.titles),
        "months": [{**share, "value": ""} for share in _shares(figures.months)],
    }


def _shares(shares: Iterable[Share]) -> list[shapes.ShareShape]:
    return [
        {"label": share.label, "value": share.key, "count": share.count, "of": share.of} for share in shares
    ]


def _part(row: PayRow) -> shapes.PayPart:
    return {"label": row.label, "value": row.key, "n": row.n, "pay": _figure(row.pay)}


def _figure(pay: Figure | None) -> shapes.PayFigures | None:
    if pay is None:
        return None
    return {
        "currency": pay.currency,
        "n": pay.n,
        "of": pay.of,
        "average": _amount(pay.average),
        "median": _amount(pay.median),
        "lower_quartile": _amount(pay.lower_quartile),
        "upper_quartile": _amount(pay.upper_quartile),
        "low": _amount(pay.low),
        "high": _amount(pay.high),
        "is_spread": pay.spread,
    }
