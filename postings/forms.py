"""The form of a posting, one for drafts under review, recruiters and moderators alike.

``PostingForm`` and ``BandFormSet`` together make a ``PostingValues``; ``initial_of`` is the way back.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db.models import Field, QuerySet
from django.urls import reverse

from postings import extraction
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
from postings.sanitise import MAX_DESCRIPTION_CHARS
from postings.text import skill_key
from postings.values import BandValues, PostingValues

NOT_STATED = ("", "not stated")
MAX_PLACES = 200  # a posting "in any of our stores" names some dozens
# A day outside these bounds is a slip of the hand, or of the text.
PLAUSIBLE_DAYS = (
    MinValueValidator(date(2000, 1, 1), "That is before the year 2000."),
    MaxValueValidator(date(2100, 1, 1), "That is after the year 2100."),
)
USUAL_CURRENCIES = ("USD", "EUR", "GBP", "CAD", "AUD", "CHF", "PLN", "SEK", "INR", "SGD", "ILS", "BRL", "JPY")


@cache
def known_currencies() -> tuple[str, ...]:
    """The ISO 4217 codes of vocabulary/currencies.toml, the usual ones first."""
    path = Path(extraction.__file__).parent / "vocabulary" / "currencies.toml"
    codes = set(tomllib.loads(path.read_text())["currency"])
    return (*USUAL_CURRENCIES, *sorted(codes - set(USUAL_CURRENCIES)))


def _choices(choices: Any) -> list[tuple[str, str]]:
    return [NOT_STATED, *choices]


class Autocomplete(AutocompleteSelectMultiple):
    """The admin's autocomplete, asking an address of its own whose labels tell namesakes apart."""

    def __init__(self, field: Field[Any, Any], address: str) -> None:
        super().__init__(field, admin.site, attrs={"class": "chooser"})
        self.address = address

    def get_url(self) -> str:
        return reverse(self.address)

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        # Django would look up whatever was sent as a primary key.
        known = [pk for pk in value if str(pk).isdecimal() and len(str(pk)) < 19]
        return super().optgroups(name, known, attr)

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        # One press that empties the whole field loses more than it helps.
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


class ChoiceOfSeveral(forms.ModelMultipleChoiceField):
    """Rows chosen by primary key, at most ``MAX_PLACES`` of them."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)) and len(value) > MAX_PLACES:
            raise ValidationError(f"At most {MAX_PLACES}.")
        return super().clean(value)


class ChoiceOfPlaces(ChoiceOfSeveral):
    def label_from_instance(self, place: Any) -> str:
        return place_label(place)


def place_label(place: Place) -> str:
    """The place with region and country in words: "Portland, Oregon, United States"."""
    names = [place.name]
    above = place.parent
    while above is not None:
        if above.name != names[-1]:
            names.append(above.name)
        above = above.parent
    return ", ".join(names)


class PostingForm(forms.Form):
    """Everything a posting says, but its pay bands. Recruiters choose among their companies; moderators name
    any, also a new one."""

    title = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    company = forms.CharField(
        max_length=200,
        required=False,
        help_text="Empty when the text does not say who hires.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    places = ChoiceOfPlaces(
        Place.objects.select_related("parent__parent"),
        required=False,
        widget=Autocomplete(PostingPlace._meta.get_field("place"), "admin:postings_place_choices"),
        help_text="Where the work is done: cities, or only a region or country.",
    )
    workplace = forms.ChoiceField(
        choices=_choices(Posting.Workplace.choices), required=False, label="Remote policy"
    )
    eligibility = forms.ChoiceField(
        choices=Posting.Eligibility.choices,
        required=False,
        label="Open to people in",
        help_text="For remote jobs. Not stated is not worldwide.",
    )
    eligible_countries = ChoiceOfPlaces(
        Place.objects.filter(kind=Place.Kind.COUNTRY),
        required=False,
        label="Countries",
        widget=Autocomplete(
            PostingEligibleCountry._meta.get_field("country"), "admin:postings_place_choices"
        ),
    )
    eligible_areas = forms.CharField(
        required=False, max_length=200, label="As written", help_text="Such as EU or EMEA, parted by commas."
    )
    employment_type = forms.ChoiceField(choices=_choices(Posting.EmploymentType.choices), required=False)
    seniority = forms.ChoiceField(choices=_choices(Posting.Seniority.choices), required=False, label="Level")
    experience_years_min = forms.IntegerField(
        required=False, min_value=0, max_value=60, label="Years of experience, at least"
    )
    education = forms.ChoiceField(choices=_choices(Posting.Education.choices), required=False)
    required_skills = ChoiceOfSeveral(
        Skill.objects.all(),
        required=False,
        widget=Autocomplete(PostingSkill._meta.get_field("skill"), "admin:postings_skill_choices"),
    )
    preferred_skills = ChoiceOfSeveral(
        Skill.objects.all(),
        required=False,
        label="Nice to have",
        widget=Autocomplete(PostingSkill._meta.get_field("skill"), "admin:postings_skill_choices"),
    )
    apply_url = forms.URLField(
        required=False,
        max_length=1000,
        assume_scheme="https",
        label="Apply at",
        validators=[URLValidator(["http", "https"])],
        error_messages={"invalid": "Give a whole address that begins with https://."},
    )
    apply_email = forms.EmailField(required=False, max_length=254, label="Apply by e-mail to")
    expires_on = forms.DateField(
        required=False,
        label="Last day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The last day it is open. Empty: until it is taken down.",
        validators=PLAUSIBLE_DAYS,
    )
    starts_at = forms.DateTimeField(
        required=False,
        label="Goes live",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="In UTC. Empty: as soon as it is approved.",
        validators=[
            MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC), "That is before the year 2000."),
            MaxValueValidator(datetime(2100, 1, 1, tzinfo=UTC), "That is after the year 2100."),
        ],
        error_messages={"invalid": "Give a day and a time."},
    )
    stated_posted_on = forms.DateField(
        required=False,
        label="Posted on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The date the text states.",
        validators=PLAUSIBLE_DAYS,
    )
    external_id = forms.CharField(required=False, max_length=120, label="Their reference")
    language = forms.CharField(
        required=False,
        max_length=3,
        help_text="ISO 639-1, such as en.",
        validators=[RegexValidator(r"^[a-z]{2,3}$", "Two or three small letters, such as en.")],
    )
    description_html = forms.CharField(
        required=False,
        max_length=MAX_DESCRIPTION_CHARS,
        label="Description",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Plain text or simple HTML; anything else is removed.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.user = user
        if not is_moderator(user):
            own: QuerySet[Company] = Company.objects.of(user)
            self.fields["company"] = OwnCompanyField(
                own, to_field_name="slug", empty_label=None, help_text="You publish for it."
            )
            # Forms hold the name; the choice is by slug, which is safe in an address.
            if name := self.initial.get("company"):
                self.initial["company"] = own.filter(name=name).values_list("slug", flat=True).first()

    def clean_company(self) -> str:
        company = self.cleaned_data["company"]
        return company.name if isinstance(company, Company) else company

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        listed = Posting.Eligibility.COUNTRIES
        if data.get("eligible_countries"):
            if data.get("eligibility") in ("", Posting.Eligibility.UNKNOWN):
                data["eligibility"] = listed
            elif data.get("eligibility") == Posting.Eligibility.WORLDWIDE:
                self.add_error(
                    "eligible_countries", "Worldwide and a list of countries contradict: keep one of them."
                )
        elif data.get("eligibility") == listed and "eligible_countries" not in self.errors:
            self.add_error("eligible_countries", "Name the countries, or choose another answer above.")
        both = set(data.get("required_skills") or ()) & set(data.get("preferred_skills") or ())
        if both:
            names = ", ".join(sorted(skill.name for skill in both))
            self.add_error("preferred_skills", f"Required already: {names}.")
        return data

    def values(self, bands: BaseBandFormSet) -> PostingValues:
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
            starts_at=data["starts_at"],
            expires_on=data["expires_on"],
            language=data["language"],
            external_id=data["external_id"],
            description_html=data["description_html"],
        )


class OwnCompanyField(forms.ModelChoiceField):
    """One of the recruiter's companies."""

    default_error_messages = {"invalid_choice": "You are not a recruiter of that company."}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and "\x00" in value:  # PostgreSQL would refuse to look for it
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class BandForm(forms.Form):
    """One pay band."""

    minimum = forms.DecimalField(required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2)
    maximum = forms.DecimalField(required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2)
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        required=False,
        error_messages={"invalid": "Three letters, such as USD."},
        widget=forms.TextInput(
            attrs={"size": 4, "maxlength": 3, "list": "currencies", "autocomplete": "off"}
        ),
    )
    period = forms.ChoiceField(choices=[("", "a …"), *SalaryBand.Period.choices], required=False, label="Per")
    scope = forms.CharField(
        required=False,
        max_length=120,
        label="For",
        widget=forms.TextInput(attrs={"placeholder": "place or level, when there are several"}),
    )

    def clean_currency(self) -> str:
        currency: str = self.cleaned_data["currency"].upper()
        if currency and currency not in known_currencies():
            raise ValidationError(f"No currency has the code {currency}.")
        return currency

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        minimum, maximum = data.get("minimum"), data.get("maximum")
        if self.errors or not self.has_changed() or data.get("DELETE"):
            return data
        if minimum is None and maximum is None:
            if self.initial and not data.get("scope"):
                return data  # emptied, so that it goes
            raise ValidationError("Give a minimum, a maximum or both.")
        if minimum is not None and maximum is not None and maximum < minimum:
            raise ValidationError("The maximum is below the minimum.")
        if not data.get("currency"):
            self.add_error("currency", "Say in which currency.")
        if not data.get("period"):
            self.add_error("period", "Say per what.")
        return data


class BaseBandFormSet(forms.BaseFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "label_suffix": ""}

    @property
    def currencies(self) -> tuple[str, ...]:
        """What the currency box offers."""
        return known_currencies()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove"

    def clean(self) -> None:
        seen = set()
        for band in self.values() if not any(self.errors) else ():
            if band in seen:
                raise ValidationError("Two of the bands are the same.")
            seen.add(band)

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
                    currency=data["currency"],
                    period=data["period"],
                    scope=data["scope"],
                )
            )
        return tuple(bands)


BandFormSet = forms.formset_factory(
    BandForm, formset=BaseBandFormSet, extra=1, max_num=40, absolute_max=60, can_delete=True
)


def skills_named(names: Iterable[str]) -> list[Skill]:
    """The skills of these names or aliases, in order; unknown ones are left out."""
    keys = list(dict.fromkeys(skill_key(name) for name in names))
    by_key: dict[str, Skill] = {}
    for skill in Skill.objects.filter(aliases__key__in=keys).prefetch_related("aliases"):
        for alias in skill.aliases.all():
            by_key[alias.key] = skill
    return list(dict.fromkeys(by_key[key] for key in keys if key in by_key))


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
        "required_skills": skills_named(values.required_skills),
        "preferred_skills": skills_named(values.preferred_skills),
        "apply_url": values.apply_url,
        "apply_email": values.apply_email,
        "starts_at": values.starts_at,
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
