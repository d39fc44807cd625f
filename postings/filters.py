"""URL parameters of the search: this FilterSet is their only definition.

``PostingFilter.read(request.GET)`` gives the search and what was ignored.
``PostingFilter(...).qs`` is the same search answered by the database (see ``search/rule.py``); pages ask
the index instead.

A value that means nothing is left out and said so, never an error: links live longer than their values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import copy
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from postings.extraction.role import fold_title
from postings.languages import NAMES as LANGUAGES
from postings.languages import language_code
from postings.models import Place, Posting
from postings.models.former_slug import renamed
from postings.rates import latest_rates
from postings.search import names, rule, tables
from postings.search.query import (
    DEEPEST_HIT,
    DEFAULT_CURRENCY,
    HAVE_SHARES,
    MOST_YEARS,
    PAY_PERIODS,
    PER_PAGE,
    POSTED_DAYS,
    RADII_KM,
    SKILL_MODES,
    SORTS,
    SearchQuery,
)

MOST_VALUES = 20  # of one parameter
MOST_CENTRES = 5  # places with a radius around each: each stands for hundreds of cities
LONGEST_TEXT = 200  # characters of q
LONGEST_VALUE = 120
MOST_PAY = 1_000_000_000

# Parameters that others add to links; not worth a word.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|ref|mc_[ce]id")

WORKPLACES = [*Posting.Workplace.choices, (rule.UNSTATED, "Not stated")]
EMPLOYMENT_TYPES = [*Posting.EmploymentType.choices, (rule.UNSTATED, "Not stated")]
SENIORITIES = [*Posting.Seniority.choices, (rule.UNSTATED, "Not stated")]


def _shown(value: str) -> str:
    value = "".join(character if character.isprintable() else "�" for character in value)
    return value if len(value) <= 40 else value[:39] + "…"


class _Lenient(forms.Field):
    """A field that never fails: what it can't use it leaves out and tells in ``ignored``."""

    name = ""

    def __init__(self, *, name: str, **kwargs: Any) -> None:
        self.name = name
        self.ignored: list[str] = []
        super().__init__(required=False, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> _Lenient:
        """For the form of one request: what it notes is its own; the rest never changes."""
        result = copy(self)
        memo[id(self)] = result
        result.ignored = []
        return result

    def clean(self, value: Any) -> Any:
        self.ignored = []
        return self.read(value)

    def read(self, value: Any) -> Any:
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        if sentence not in self.ignored:
            self.ignored.append(sentence)


class _Text(_Lenient):
    def read(self, value: Any) -> str:
        text = " ".join(str(value or "").replace("\0", " ").split())
        if len(text) > LONGEST_TEXT:
            self.say(f"The search text was cut after {LONGEST_TEXT} characters.")
            text = text[:LONGEST_TEXT].rstrip()
        return text


class _Several(_Lenient):
    """Repeated values. ``known(value)`` gives the canonical value, or None."""

    widget = forms.SelectMultiple

    def __init__(self, *, known: Callable[[str], str | None], noun: str, **kwargs: Any) -> None:
        self._known, self._noun = known, noun
        super().__init__(**kwargs)

    def read(self, value: Any) -> tuple[str, ...]:
        found: dict[str, None] = {}
        values = [str(one) for one in value or () if str(one).strip()]
        for one in values[: MOST_VALUES * 2]:
            known = self._known(one) if len(one) <= LONGEST_VALUE and "\0" not in one else None
            if known is None:
                self.say(f"“{_shown(one)}” is not a known {self._noun}.")
            else:
                found[known] = None
        if len(values) > MOST_VALUES * 2 or len(found) > MOST_VALUES:
            self.say(f"Only the first {MOST_VALUES} values of “{self.name}” count.")
        self.ignored = self.ignored[:3]
        return tuple(found)[:MOST_VALUES]


class _One(_Lenient):
    """One value; ``known(value)`` gives the canonical value, or None."""

    def __init__(self, *, known: Callable[[str], Any], default: Any, noun: str, **kwargs: Any) -> None:
        self._known, self._default, self._noun = known, default, noun
        super().__init__(**kwargs)

    def read(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return self._default
        known = self._known(text) if len(text) <= LONGEST_VALUE and "\0" not in text else None
        if known is None:
            self.say(f"“{_shown(text)}” is not a known {self._noun}.")
            return self._default
        return known


class _Among:
    """Knows the values of a list; ``values`` tells them to the API's description."""

    def __init__(self, values: Iterable[str] | Iterable[int]) -> None:
        self.values = tuple(values)
        self._by_text = {str(value): value for value in self.values}

    def __call__(self, value: str) -> Any:
        return self._by_text.get(value)


def _amount(value: str) -> int | None:
    match = re.fullmatch(r"(\d[\d,.' _]*)(k?)", value, re.IGNORECASE | re.ASCII)
    if not match:
        return None
    digits = re.sub(r"[.,]\d{1,2}$", "", match[1]) if not match[2] else match[1]
    number = int(re.sub(r"\D", "", digits)) * (1000 if match[2] else 1)
    return number if 0 < number <= MOST_PAY else None


def _page(value: str) -> int | None:
    if not (value.isascii() and value.isdigit()) or int(value) < 1:
        return None
    return min(int(value), DEEPEST_HIT // PER_PAGE)


def _place(value: str) -> str | None:
    found = tables.place_by_slug(value.lower()) or names.place_named(value) or renamed("place", value)
    return found.slug if found else None


def _country(value: str) -> str | None:
    """By slug, ISO 3166-1 code of two letters, or name as people write it."""
    for found in (tables.place_by_slug(value.lower()), names.place_named(value)):
        if found and found.kind == Place.Kind.COUNTRY:
            return found.slug
    return None


def _years(value: str) -> int | None:
    if not (value.isascii() and value.isdigit()) or len(value) > 3:
        return None
    return min(int(value), MOST_YEARS)


class _Language:
    """Knows languages by code and name; ``values`` tells the usual codes to the API's description."""

    values = (*LANGUAGES, rule.UNSTATED)

    def __call__(self, value: str) -> str | None:
        return rule.UNSTATED if value.lower() == rule.UNSTATED else language_code(value)


_YES_OR_NO = {"1": True, "true": True, "on": True, "yes": True, "0": False, "false": False, "no": False}


def _skill(value: str) -> str | None:
    found = tables.skill_by_slug(value.lower())
    return found.slug if found else names.skill_slug_named(value) or _present_slug("skill", value)


def _role(value: str) -> str | None:
    found = tables.role_by_slug(value.lower()) or tables.roles().by_spelling.get(fold_title(value))
    return found.slug if found else _present_slug("role", value)


def _company(value: str) -> str | None:
    found = tables.company_by_slug(value.lower())
    return found.slug if found else names.company_slug_named(value) or _present_slug("company", value)


def _present_slug(kind: str, value: str) -> str | None:
    """Searches that were kept under a slug of before go on."""
    found = renamed(kind, value)
    return found.slug if found else None


def _currency(value: str) -> str | None:
    return value.upper() if value.upper() in latest_rates().to_base else None


class _Filter(django_filters.Filter):
    """A filter whose field is lenient and knows its own name."""

    def __init__(self, field_class: type[_Lenient], **kwargs: Any) -> None:
        self.field_class = field_class
        super().__init__(**kwargs)
        del self.extra["required"]  # our fields are never required

    def __deepcopy__(self, memo: dict[int, Any]) -> _Filter:
        """For the filters of one request: only the method is bound to it."""
        result = copy(self)
        memo[id(self)] = result
        result.method = result.method
        return result

    @property
    def field(self) -> forms.Field:
        self.extra["name"] = self.field_name
        return super().field


class _Qualifier(_Filter):
    """Says how another parameter is meant, or how to show the hits: filters nothing by itself."""

    def filter(self, qs: QuerySet[Posting], value: Any) -> QuerySet[Posting]:
        return qs


class PostingFilter(django_filters.FilterSet):
    """All parameters, in canonical order. Filters that only qualify another one have no rule of their own."""

    q = _Filter(_Text, method="by_text")
    place = _Filter(_Several, method="by_place", known=_place, noun="place")
    radius = _Qualifier(_One, known=_Among(RADII_KM), default=None, noun="radius")
    workplace = _Filter(_Several, method="by_choice", known=_Among(dict(WORKPLACES)), noun="workplace")
    open_to = _Filter(_One, method="by_open_to", known=_country, default="", noun="country")
    pay_min = _Filter(_One, method="by_pay_min", known=_amount, default=None, noun="amount")
    currency = _Qualifier(_One, known=_currency, default=DEFAULT_CURRENCY, noun="currency")
    pay_period = _Qualifier(_One, known=_Among(PAY_PERIODS), default="year", noun="pay period")
    pay_stated = _Filter(
        _One, method="by_pay_stated", known=_YES_OR_NO.get, default=None, noun="choice for pay_stated"
    )  # fmt: skip
    skill = _Filter(_Several, method="by_skill", known=_skill, noun="skill")
    skill_mode = _Qualifier(_One, known=_Among(SKILL_MODES), default="all", noun="skill mode")
    skill_not = _Filter(_Several, method="by_skill_not", known=_skill, noun="skill")
    have = _Filter(_Several, method="by_have", known=_skill, noun="skill")
    have_share = _Qualifier(_One, known=_Among(HAVE_SHARES), default=50, noun="share")
    role = _Filter(_Several, method="by_role", known=_role, noun="role")
    seniority = _Filter(_Several, method="by_choice", known=_Among(dict(SENIORITIES)), noun="seniority")
    employment = _Filter(
        _Several, method="by_employment", known=_Among(dict(EMPLOYMENT_TYPES)), noun="employment type"
    )
    language = _Filter(_Several, method="by_language", known=_Language(), noun="language")
    years_max = _Filter(_One, method="by_years_max", known=_years, default=None, noun="number of years")
    years_min = _Filter(_One, method="by_years_min", known=_years, default=None, noun="number of years")
    years_stated = _Filter(
        _One, method="by_years_stated", known=_YES_OR_NO.get, default=False, noun="choice for years_stated"
    )
    company = _Filter(_Several, method="by_company", known=_company, noun="company")
    posted = _Filter(_One, method="by_posted", known=_Among(POSTED_DAYS), default=None, noun="number of days")
    sort = _Qualifier(_One, known=_Among(SORTS), default="", noun="order")
    page = _Qualifier(_One, known=_page, default=1, noun="page")

    class Meta:
        model = Posting
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict | None = None,
        queryset: QuerySet[Posting] | None = None,
        *,
        now: datetime | None = None,
        **kwargs: Any,
    ) -> None:
        self.now = now or timezone.now()
        # A fresh value for absent parameters too: django-filter treats no data as an unbound form.
        super().__init__(
            QueryDict() if data is None else data,
            Posting.objects.live(self.now) if queryset is None else queryset,
            **kwargs,
        )

    def get_form_class(self) -> type[forms.Form]:
        """Made once: nothing of it depends on the request."""
        kind = type(self)
        if "_form_class" not in kind.__dict__:
            kind._form_class = super().get_form_class()
        return kind._form_class

    @classmethod
    def read(cls, data: QueryDict) -> tuple[SearchQuery, tuple[str, ...]]:
        """The cleaned search, and sentences on what was ignored. Makes no filters, which only the database
        needs."""
        form = (cls.__dict__.get("_form_class") or cls().get_form_class())(data)
        form.is_valid()
        values = form.cleaned_data
        fields: dict[str, Any] = form.fields
        ignored = [sentence for field in fields.values() for sentence in field.ignored]
        unknown = [key for key in form.data if key not in fields and not _TRACKING.fullmatch(key)]
        ignored += [f"“{_shown(key)}” is not a parameter of this search." for key in unknown[:5]]
        if values["radius"] and not any(
            (place := tables.place_by_slug(slug)) and place.kind == Place.Kind.CITY
            for slug in values["place"]
        ):
            ignored.append("A radius needs a city to be around.")
            values = values | {"radius": None}
        if values["radius"] and len(values["place"]) > MOST_CENTRES:
            ignored.append(f"With a radius only the first {MOST_CENTRES} places count.")
            values = values | {"place": values["place"][:MOST_CENTRES]}
        least, most = values["years_min"], values["years_max"]
        if least is not None and most is not None and least > most:
            ignored.append("At least more years than at most: the lower bound is left out.")
            values = values | {"years_min": None}
        return SearchQuery(**values), tuple(ignored)

    def by_text(self, queryset: QuerySet[Posting], name: str, value: str) -> QuerySet[Posting]:
        return queryset.filter(rule.text_q(value))

    def by_place(self, queryset: QuerySet[Posting], name: str, value: tuple[str, ...]) -> QuerySet[Posting]:
        return queryset.filter(rule.place_q(value, self.form.cleaned_data["radius"]))

    def by_choice(self, queryset: QuerySet[Posting], name: str, value: tuple[str, ...]) -> QuerySet[Posting]:
        return queryset.filter(rule.choice_q(name, value))

    def by_employment(
        self, queryset: QuerySet[Posting], name: str, value: tuple[str, ...]
    ) -> QuerySet[Posting]:
        return queryset.filter(rule.choice_q("employment_type", value))

    def by_open_to(self, queryset: QuerySet[Posting], name: str, value: str) -> QuerySet[Posting]:
        return queryset.filter(rule.open_to_q(value))

    def by_pay_min(self, queryset: QuerySet[Posting], name: str, value: int) -> QuerySet[Posting]:
        values = self.form.cleaned_data
        return queryset.filter(rule.pay_min_q(value, values["currency"], values["pay_period"]))

    def by_pay_stated(self, queryset: QuerySet[Posting], name: str, value: bool) -> QuerySet[Posting]:
        return queryset.filter(rule.pay_stated_q() if value else ~rule.pay_stated_q())

    def by_skill(self, queryset: QuerySet[Posting], name: str, value: tuple[str, ...]) -> QuerySet[Posting]:
        return queryset.filter(rule.skill_q(value, self.form.cleaned_data["skill_mode"]))

    def by_skill_not(
        self, queryset: QuerySet[Posting], name: str, value: tuple[str, ...]
    ) -> QuerySet[Posting]:
        return queryset.filter(rule.skill_not_q(value))

    def by_have(self, queryset: QuerySet[Posting], name: str, value: tuple[str, ...]) -> QuerySet[Posting]:
        return queryset.filter(rule.have_q(value, self.form.cleaned_data["have_share"]))

    def by_role(self, queryset: QuerySet[Posting], name: str, value: tuple[str, ...]) -> QuerySet[Posting]:
        return queryset.filter(role__slug__in=value)

    def by_language(
        self, queryset: QuerySet[Posting], name: str, value: tuple[str, ...]
    ) -> QuerySet[Posting]:
        return queryset.filter(rule.language_q(value))

    def by_years_max(self, queryset: QuerySet[Posting], name: str, value: int) -> QuerySet[Posting]:
        return queryset.filter(rule.years_max_q(value))

    def by_years_min(self, queryset: QuerySet[Posting], name: str, value: int) -> QuerySet[Posting]:
        return queryset.filter(rule.years_min_q(value))

    def by_years_stated(self, queryset: QuerySet[Posting], name: str, value: bool) -> QuerySet[Posting]:
        return queryset.filter(experience_years_min__isnull=False) if value else queryset

    def by_company(self, queryset: QuerySet[Posting], name: str, value: tuple[str, ...]) -> QuerySet[Posting]:
        return queryset.filter(company__slug__in=value)

    def by_posted(self, queryset: QuerySet[Posting], name: str, value: int) -> QuerySet[Posting]:
        return queryset.filter(rule.posted_q(value, self.now))
