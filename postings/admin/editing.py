"""What the review of a draft and the form of a posting share: the form, its errors, evidence by field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from postings.drafting import FILL_FROM
from postings.forms import BandFormSet, PostingForm, initial_of
from postings.models import DraftFinding, Place
from postings.review import ReviewError
from postings.values import PostingValues

# Which findings stand beside which field of the form.
FINDINGS_OF_FIELD = {
    "places": "locations",
    "eligible_countries": "eligibility",
    "stated_posted_on": "posted_on",
    "salary_bands": "pay",
}

FIELD_LABELS = {
    "title": "Title",
    "company": "Company",
    "locations": "Places",
    "workplace": "Workplace",
    "eligibility": "Open to people in",
    "pay": "Pay",
    "employment_type": "Employment type",
    "seniority": "Seniority",
    "experience_years_min": "Years of experience",
    "education": "Education",
    "required_skills": "Required skills",
    "preferred_skills": "Preferred skills",
    "apply_url": "Apply at",
    "apply_email": "Apply by e-mail",
    "posted_on": "Posted on",
    "expires_on": "Last day",
    "external_id": "Their reference",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding as the page shows it."""

    pk: int
    field: str
    label: str
    value: str
    quote: str
    percent: int
    filled: bool  # sure enough to be in the form already


@dataclass(slots=True)
class Row:
    """One field of the form with what the text gave for it."""

    field: forms.BoundField
    name: str
    finding_field: str
    evidence: list[Evidence]
    wide: bool


class Editor:
    """The form and the bands of one posting, bound to a request or filled with values."""

    def __init__(self, request: HttpRequest, values: PostingValues, *, bound: bool) -> None:
        initial, bands = initial_of(values)
        data = request.POST if bound else None
        self.form = PostingForm(data, initial=initial, user=request.user)
        self.bands = BandFormSet(data, initial=bands, prefix="bands")

    def is_valid(self) -> bool:
        # Both are asked, so that all errors show at once.
        return all([self.form.is_valid(), self.bands.is_valid()])

    def values(self) -> PostingValues:
        return self.form.values(self.bands)

    def add_error(self, error: ReviewError | ValidationError) -> None:
        """Show what the writer refused beside the field it is about, or above the form."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                for message in errors:
                    self.form.add_error(name if name in self.form.fields else None, message)
        else:
            self.form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))

    @property
    def media(self) -> forms.Media:
        return self.form.media + self.bands.media

    def rows(self, evidence: dict[str, list[Evidence]]) -> list[Row]:
        wide = {"title", "description_html", "required_skills", "preferred_skills", "places", "apply_url"}
        return [
            Row(
                field=field,
                name=field.name,
                finding_field=(key := FINDINGS_OF_FIELD.get(field.name, field.name)),
                evidence=evidence.get(key, []),
                wide=field.name in wide,
            )
            for field in self.form
        ]


def evidence_by_field(findings: list[DraftFinding]) -> dict[str, list[Evidence]]:
    """The findings of a draft in words, by their field."""
    place_ids = {
        finding.value.get("geoname_id")
        for finding in findings
        if finding.field == "locations" and isinstance(finding.value, dict)
    }
    places = {place.pk: place.full_name for place in Place.objects.filter(pk__in=place_ids - {None})}
    result: dict[str, list[Evidence]] = defaultdict(list)
    for finding in findings:
        if finding.field == "verdict":
            continue
        result[finding.field].append(
            Evidence(
                pk=finding.pk,
                field=finding.field,
                label=FIELD_LABELS.get(finding.field, finding.field),
                value=_in_words(finding, places),
                quote=" ".join(finding.quote.split()),
                percent=round(finding.confidence * 100),
                filled=finding.confidence >= FILL_FROM,
            )
        )
    return dict(result)


def _in_words(finding: DraftFinding, places: dict[int, str]) -> str:
    value: Any = finding.value
    if isinstance(value, dict):
        if finding.field == "locations":
            named = places.get(value.get("geoname_id"))
            return named or ", ".join(
                part for part in (value.get("city"), value.get("region"), value.get("country")) if part
            )
        if finding.field == "pay":
            bounds = "–".join(str(value[name]) for name in ("minimum", "maximum") if value.get(name))
            return " ".join(
                part
                for part in (bounds, value.get("currency"), value.get("period"), value.get("scope"))
                if part
            )
        if finding.field == "eligibility":
            return "worldwide" if value.get("worldwide") else ", ".join(value.get("areas") or ())
    return str(value).replace("_", " ") if finding.field in {"employment_type", "education"} else str(value)
