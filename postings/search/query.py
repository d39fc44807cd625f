"""One search as a value. Page, facets, feed, JSON and alerts are all made from it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.http import QueryDict

PER_PAGE = 20
DEEPEST_HIT = 2_000  # pages beyond it are not offered

RADII_KM = (10, 25, 50, 100, 200)
POSTED_DAYS = (1, 3, 7, 14, 30)
SORTS = ("relevance", "newest", "pay", "match")  # match: by the share of required skills that one has
HAVE_SHARES = (25, 50, 75, 100)
YEARS_OFFERED = (0, 1, 2, 3, 5, 8, 10)  # of experience
MOST_YEARS = 60
SKILL_MODES = ("all", "any")
PAY_PERIODS = ("year", "month", "day", "hour")
DEFAULT_CURRENCY = "USD"
# The parameters that may be repeated.
SEVERAL = (
    "place", "workplace", "skill", "skill_not", "have", "role", "seniority", "employment", "language",
    "company",
)  # fmt: skip
TYPED = "typed"  # of a page's address, no part of the search: the words before their spelling was corrected


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Cleaned and in canonical form: equal searches are equal values. Tuples are sorted and without repeats.

    Slugs name places, skills and companies; ``""``, ``None`` and ``()`` mean "not asked for".
    """

    q: str = ""
    place: tuple[str, ...] = ()
    radius: int | None = None  # kilometres around each city of ``place``
    workplace: tuple[str, ...] = ()
    open_to: str = ""  # slug of a country
    pay_min: int | None = None  # in ``currency``, a ``pay_period``
    currency: str = DEFAULT_CURRENCY
    pay_period: str = "year"
    pay_stated: bool | None = None  # True: only with stated pay; False: only without
    skill: tuple[str, ...] = ()
    skill_mode: str = "all"
    skill_not: tuple[str, ...] = ()
    have: tuple[str, ...] = ()  # skills the seeker has
    have_share: int = 50  # per cent of a posting's required skills that they must cover
    role: tuple[str, ...] = ()
    seniority: tuple[str, ...] = ()
    employment: tuple[str, ...] = ()
    language: tuple[str, ...] = ()  # codes, see languages.py
    years_max: int | None = None  # years of experience that one has: asked for are at most so many
    years_min: int | None = None
    years_stated: bool = False
    company: tuple[str, ...] = ()
    posted: int | None = None  # days
    sort: str = ""  # empty: the default, see ``order``
    page: int = 1

    @classmethod
    def from_querydict(cls, data: QueryDict) -> tuple[SearchQuery, tuple[str, ...]]:
        """The search that the parameters ask for, and sentences on what was ignored. Never raises."""
        from postings.filters import PostingFilter

        return PostingFilter.read(data)

    def __post_init__(self) -> None:
        for name in SEVERAL:
            if (values := getattr(self, name)) != ():
                object.__setattr__(self, name, tuple(sorted(set(values))))
        if self.sort == self._default_order or self.sort not in self.orders:
            object.__setattr__(self, "sort", "")
        if self.pay_min is None:
            object.__setattr__(self, "currency", DEFAULT_CURRENCY)
            object.__setattr__(self, "pay_period", "year")
        if not self.have:
            object.__setattr__(self, "have_share", 50)
        if self.years_min == 0:
            object.__setattr__(self, "years_min", None)
        if self.years_min is not None and self.years_max is not None and self.years_min > self.years_max:
            object.__setattr__(self, "years_min", None)
        if not self.place:
            object.__setattr__(self, "radius", None)
        if len(self.skill) < 2 and self.skill_mode != "any":
            object.__setattr__(self, "skill_mode", "all")

    @property
    def _default_order(self) -> str:
        return self.orders[0]

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders that mean something for this search, its default first."""
        special = ("match",) * bool(self.have) + ("relevance",) * bool(self.q)
        return (*special, "newest", "pay")

    @property
    def order(self) -> str:
        """The order of the hits: one of ``orders``."""
        return self.sort or self._default_order

    @property
    def asks_years(self) -> bool:
        """Does it ask for years of experience? Postings that do not state them then stand apart, last."""
        return self.years_max is not None or bool(self.years_min)

    @property
    def is_filtered(self) -> bool:
        """Does it ask for anything at all, besides an order and a page?"""
        return dataclasses.replace(self, sort="", page=1) != SearchQuery()

    def replace(self, **changes: Any) -> SearchQuery:
        """A changed copy, on its first page unless a page is given."""
        return dataclasses.replace(self, **{"page": 1} | changes)

    def without(self, name: str, value: str | None = None) -> SearchQuery:
        """A copy without the parameter, or without one of its values."""
        if value is not None and isinstance(kept := getattr(self, name), tuple):
            return self.replace(**{name: tuple(one for one in kept if one != value)})
        dropped = {name: _DEFAULTS[name]}
        if name == "place":
            dropped["radius"] = None
        return self.replace(**dropped)

    def toggled(self, name: str, value: str) -> SearchQuery:
        """A copy with the value of a repeatable parameter added, or removed when it is there."""
        if value in getattr(self, name):
            return self.without(name, value)
        return self.replace(**{name: (*getattr(self, name), value)})

    def adding(self, name: str) -> Callable[[str], str]:
        """Makes the addresses of ``toggled(name, value)`` for many values of a repeatable parameter."""
        chosen = getattr(self, name)
        if not chosen:
            return self.replace(page=1)._around(name)
        before, after = self.replace(page=1)._beside(name)
        kept = {one: _pair(name, one) for one in chosen}

        def address(value: str) -> str:
            if value in kept:  # without it, others may lose their meaning
                return self.without(name, value).url
            pairs = kept | {value: _pair(name, value)}
            return f"?{'&'.join([*before, *(pairs[one] for one in sorted(pairs)), *after])}"

        return address

    def setting(self, name: str) -> Callable[[str], str]:
        """Makes the addresses of ``replace(name=value)`` for many values of a parameter that has one, none
        of them its default."""
        # What else depends on the parameter is kept.
        likely = {"pay_min": 1, "posted": 1, "years_max": MOST_YEARS, "page": 1}[name]
        return self.replace(**{name: likely})._around(name)

    def _around(self, name: str) -> Callable[[str], str]:
        """Makes addresses of this search with one value of the parameter."""
        before, after = self._beside(name)
        start, end = "".join(f"{one}&" for one in before), "".join(f"&{one}" for one in after)
        return lambda value: f"?{start}{_pair(name, value)}{end}"

    def _beside(self, name: str) -> tuple[list[str], list[str]]:
        """The encoded parameters before and after that one, each list of none or one piece."""
        params, position = self.to_params(), _POSITIONS[name]
        before = _encoded(pair for pair in params if _POSITIONS[pair[0]] < position)
        after = _encoded(pair for pair in params if _POSITIONS[pair[0]] > position)
        return [before] * bool(before), [after] * bool(after)

    def to_params(self) -> list[tuple[str, str]]:
        """URL parameters in canonical order, defaults dropped."""
        params: list[tuple[str, str]] = []
        for name, default in _DEFAULTS.items():
            value = getattr(self, name)
            if value == default:
                continue
            if isinstance(value, tuple):
                params += [(name, one) for one in value]
            else:
                params.append((name, str(int(value) if isinstance(value, bool) else value)))
        return params

    def urlencode(self) -> str:
        return _encoded(self.to_params())

    @property
    def url(self) -> str:
        """Relative: ``?`` and the parameters; ``?`` alone for the search of everything."""
        return f"?{self.urlencode()}"


_DEFAULTS: dict[str, Any] = {field.name: field.default for field in dataclasses.fields(SearchQuery)}
_POSITIONS = {name: position for position, name in enumerate(_DEFAULTS)}

_needs_no_quotes = re.compile(r"[A-Za-z0-9_.~-]*").fullmatch


def _pair(name: str, value: str) -> str:
    """Like ``urlencode`` of the two, sooner: most values are slugs."""
    return f"{name}={value if _needs_no_quotes(value) else quote_plus(value)}"


def _encoded(params: Iterable[tuple[str, str]]) -> str:
    return "&".join(_pair(name, value) for name, value in params)
