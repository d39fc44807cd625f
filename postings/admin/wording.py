"""What postings and drafts say, in words, field by field: for comparisons and histories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from postings.admin.editing import FIELD_LABELS
from postings.forms import place_label
from postings.linting import ERRORS, WARNINGS
from postings.models import Place, Posting
from postings.sanitise import text_of

LABELS = {
    "title": "Title",
    "company": "Company",
    "place_ids": "Places",
    "workplace": "Workplace",
    "eligibility": "Open to",
    "eligible_areas": "Open to, in its words",
    "eligible_countries": "Open to countries",
    "salary_bands": "Pay",
    "employment_type": "Employment",
    "seniority": "Level",
    "education": "Education",
    "experience_years_min": "Years of experience",
    "required_skills": "Required skills",
    "preferred_skills": "Preferred skills",
    "apply_url": "Apply at",
    "apply_email": "Apply by e-mail",
    "stated_posted_on": "Posted on",
    "expires_on": "Last day",
    "language": "Language",
    "external_id": "Number",
    "description_html": "Description",
    "state": "State",
    "published_at": "First shown",
    "starts_at": "Goes live",
    "copied_from": "Copied from posting",
    "expires_at": "Open until",
    "closed_at": "Closed",
    "closing_reason": "Reason",
    "rejection_reason": "Reason",
    "duplicate_of_id": "Same job as posting",
    "duplicate_of_draft_id": "Same job as draft",
    "posting_id": "Posting",
    "warnings": "In spite of",
    "with_others": "With others",
    "comment": "Comment",
}
_CHOICES: dict[str, dict[str, str]] = {
    "workplace": dict(Posting.Workplace.choices),
    "eligibility": dict(Posting.Eligibility.choices),
    "employment_type": dict(Posting.EmploymentType.choices),
    "seniority": dict(Posting.Seniority.choices),
    "education": dict(Posting.Education.choices),
}


def label_of(field: str) -> str:
    """The name of a field as the admin's pages call it."""
    return LABELS.get(field) or FIELD_LABELS.get(field, field)


def place_names(ids: Iterable[int]) -> dict[int, str]:
    """The places by id. One query."""
    places = Place.objects.filter(pk__in=set(ids)).select_related("parent__parent")
    return {place.pk: place_label(place) for place in places}


def words_of(field: str, value: Any, places: Mapping[int, str]) -> str:
    """A value in the form of ``PostingValues.to_json`` in words; empty when not stated."""
    if value in (None, "", []):
        return ""
    if field == "place_ids":
        return "\n".join(places.get(id_, f"place {id_}") for id_ in value)
    if field == "salary_bands":
        return "\n".join(map(_band, value))
    if field == "description_html":
        return text_of(value)
    if field == "warnings":
        names = {**WARNINGS, **ERRORS}
        return "\n".join(names.get(code, code.replace("_", " ")) for code in value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _CHOICES.get(field, {}).get(str(value), str(value))


def _band(band: Mapping[str, Any]) -> str:
    minimum, maximum = band.get("minimum"), band.get("maximum")
    if minimum and maximum:
        amount = minimum if minimum == maximum else f"{minimum} to {maximum}"
    else:
        amount = f"from {minimum}" if minimum else f"up to {maximum}"
    scope = f" ({band['scope']})" if band.get("scope") else ""
    return f"{amount} {band.get('currency', '')} a {band.get('period', '')}{scope}"
