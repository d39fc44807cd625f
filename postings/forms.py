"""The form of a posting, one for drafts under review, recruiters and moderators alike.

``PostingForm`` and ``BandFormSet`` together make a ``PostingValues``; ``initial_of`` is the way back.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import QuerySet

from postings.models import (
    Company,
    Place,
    Posting,
    PostingEligibleCountry,
    PostingPlace,
    PostingSkill,
    SalaryBand,
    Skill,
)
from postings.permissions import is_moderator
from postings.values import BandValues, PostingValues

NOT_STATED = ("", "not stated")


def _choices(choices: Any) -> list[tuple[str, str]]:
    return [NOT_STATED, *choices]


class PostingForm(forms.Form):
    """Everything a posting says, but its pay bands. Recruiters choose among their companies; moderators name
    any, also a new one."""

    title = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"size": 60}))
    company = forms.CharField(
        max_length=200, required=False, help_text="Empty when the text does not say who hires."
    )
    places = forms.ModelMultipleChoiceField(
        Place.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(PostingPlace._meta.get_field("place"), admin.site),
        help_text="Where the work is done: cities, or only a region or country.",
    )
    workplace = forms.ChoiceField(choices=_choices(Posting.Workplace.choices), required=False)
    eligibility = forms.ChoiceField(
        choices=Posting.Eligibility.choices,
        required=False,
        label="Open to people in",
        help_text="For remote jobs. Not stated is not worldwide.",
    )
    eligible_countries = forms.ModelMultipleChoiceField(
        Place.objects.filter(kind=Place.Kind.COUNTRY),
        required=False,
        label="Countries",
        widget=AutocompleteSelectMultiple(PostingEligibleCountry._meta.get_field("country"), admin.site),
    )
    eligible_areas = forms.CharField(
        required=False, max_length=200, label="As written", help_text="Such as EU or EMEA, parted by commas."
    )
    employment_type = forms.ChoiceField(choices=_choices(Posting.EmploymentType.choices), required=False)
    seniority = forms.ChoiceField(choices=_choices(Posting.Seniority.choices), required=False)
    experience_years_min = forms.IntegerField(
        required=False, min_value=0, max_value=60, label="Years of experience, at least"
    )
    education = forms.ChoiceField(choices=_choices(Posting.Education.choices), required=False)
    required_skills = forms.ModelMultipleChoiceField(
        Skill.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(PostingSkill._meta.get_field("skill"), admin.site),
    )
    preferred_skills = forms.ModelMultipleChoiceField(
        Skill.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(PostingSkill._meta.get_field("skill"), admin.site),
    )
    apply_url = forms.URLField(required=False, max_length=1000, assume_scheme="https", label="Apply at")
    apply_email = forms.EmailField(required=False, label="Apply by e-mail to")
    expires_on = forms.DateField(
        required=False,
        label="Last day",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The last day it is open. Empty: until it is taken down.",
    )
    stated_posted_on = forms.DateField(
        required=False,
        label="Posted on",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The date the text states.",
    )
    external_id = forms.CharField(required=False, max_length=120, label="Their reference")
    language = forms.CharField(required=False, max_length=3, help_text="ISO 639-1, such as en.")
    description_html = forms.CharField(
        required=False,
        label="Description",
        widget=forms.Textarea(attrs={"rows": 16, "cols": 80}),
        help_text="Plain text or simple HTML; anything else is removed.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not is_moderator(user):
            own: QuerySet[Company] = Company.objects.of(user)
            self.fields["company"] = forms.ModelChoiceField(own, to_field_name="name", empty_label=None)

    def clean_company(self) -> str:
        company = self.cleaned_data["company"]
        return company.name if isinstance(company, Company) else company

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        listed = Posting.Eligibility.COUNTRIES
        if data.get("eligible_countries") and data.get("eligibility") in ("", Posting.Eligibility.UNKNOWN):
            data["eligibility"] = listed
        if data.get("eligibility") == listed and not data.get("eligible_countries"):
            self.add_error("eligible_countries", "Name the countries, or choose another answer above.")
        both = set(data.get("required_skills") or ()) & set(data.get("preferred_skills") or ())
        if both:
            names = ", ".join(sorted(skill.name for skill in both))
            self.add_error("preferred_skills", f"Required already: {names}.")
        return data

    def values(self, bands: BandFormSet) -> PostingValues:
        """The values of a valid form and its valid bands."""
        data = self.cleaned_data
        return PostingValues(
            title=data["title"],
            company=data["company"],
            place_ids=tuple(place.pk for place in data["places"]),
            workplace=data["workplace"] or None,
            eligibility=data["eligibility"] or Posting.Eligibility.UNKNOWN,
            eligible_areas=tuple(
                area for part in data["eligible_areas"].split(",") if (area := part.strip()[:40])
            ),
            eligible_countries=tuple(place.country_code for place in data["eligible_countries"]),
            salary_bands=bands.values(),
            employment_type=data["employment_type"] or None,
            seniority=data["seniority"] or None,
            education=data["education"] or None,
            experience_years_min=data["experience_years_min"],
            required_skills=tuple(skill.name for skill in data["required_skills"]),
            preferred_skills=tuple(skill.name for skill in data["preferred_skills"]),
            apply_url=data["apply_url"],
            apply_email=data["apply_email"],
            stated_posted_on=data["stated_posted_on"],
            expires_on=data["expires_on"],
            language=data["language"],
            external_id=data["external_id"],
            description_html=data["description_html"],
        )


class BandForm(forms.Form):
    """One pay band."""

    minimum = forms.DecimalField(
        required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2, localize=False
    )
    maximum = forms.DecimalField(required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2)
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        required=False,
        error_messages={"invalid": "Three letters, such as USD."},
        widget=forms.TextInput(attrs={"size": 4, "maxlength": 3, "list": "currencies"}),
    )
    period = forms.ChoiceField(choices=[("", "per …"), *SalaryBand.Period.choices], required=False)
    scope = forms.CharField(
        required=False, max_length=120, label="For", help_text="Place or level, when there are several bands."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        minimum, maximum = data.get("minimum"), data.get("maximum")
        if self.errors or not self.has_changed():
            return data
        if minimum is None and maximum is None:
            raise forms.ValidationError("Give a minimum, a maximum or both.")
        if minimum is not None and maximum is not None and maximum < minimum:
            raise forms.ValidationError("The maximum is below the minimum.")
        if not data.get("currency"):
            self.add_error("currency", "Say in which currency.")
        if not data.get("period"):
            self.add_error("period", "Say per what.")
        return data


class BaseBandFormSet(forms.BaseFormSet):
    def values(self) -> tuple[BandValues, ...]:
        """The bands that are filled in and not marked for deletion."""
        bands = []
        for form in self.forms:
            data = form.cleaned_data
            if data.get("DELETE") or (data.get("minimum") is None and data.get("maximum") is None):
                continue
            bands.append(
                BandValues(
                    minimum=data["minimum"],
                    maximum=data["maximum"],
                    currency=data["currency"].upper(),
                    period=data["period"],
                    scope=data["scope"],
                )
            )
        return tuple(bands)


BandFormSet = forms.formset_factory(
    BandForm, formset=BaseBandFormSet, extra=1, max_num=20, absolute_max=40, can_delete=True
)


def initial_of(values: PostingValues) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Initial data of the form and of its bands."""
    initial: dict[str, Any] = {
        "title": values.title,
        "company": values.company,
        "places": list(Place.objects.filter(pk__in=values.place_ids)),
        "workplace": values.workplace or "",
        "eligibility": values.eligibility,
        "eligible_countries": list(
            Place.objects.filter(kind=Place.Kind.COUNTRY, country_code__in=values.eligible_countries)
        ),
        "eligible_areas": ", ".join(values.eligible_areas),
        "employment_type": values.employment_type or "",
        "seniority": values.seniority or "",
        "experience_years_min": values.experience_years_min,
        "education": values.education or "",
        "required_skills": list(Skill.objects.filter(name__in=values.required_skills)),
        "preferred_skills": list(Skill.objects.filter(name__in=values.preferred_skills)),
        "apply_url": values.apply_url,
        "apply_email": values.apply_email,
        "expires_on": values.expires_on,
        "stated_posted_on": values.stated_posted_on,
        "external_id": values.external_id,
        "language": values.language,
        "description_html": values.description_html,
    }
    bands = [
        {
            "minimum": band.minimum,
            "maximum": band.maximum,
            "currency": band.currency,
            "period": band.period,
            "scope": band.scope,
        }
        for band in values.salary_bands
    ]
    return initial, bands
