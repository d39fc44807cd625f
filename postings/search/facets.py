"""How many hits each choice would have.

A facet's counts leave out its own selection, so that they tell what choosing another value gives. Skills
are the exception while all chosen ones are wanted: there the counts are within the selection, since another
choice narrows it. Facets without a selection share one pass over the hits; each one with a selection takes
a pass of its own.

A search that selects much in many facets would need many slow passes. They share a ``Budget``: a facet for
which no time is left tells only its selected values. Their counts are exact all the same, since whatever has
a selected value meets the facet's own selection.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tantivy import Occur, Query, Searcher

from postings.filters import EMPLOYMENT_TYPES as EMPLOYMENT_LABELS
from postings.filters import SENIORITIES as SENIORITY_LABELS
from postings.filters import WORKPLACES as WORKPLACE_LABELS
from postings.languages import code_number, language_code, language_name, number_code
from postings.rates import yearly_cents
from postings.search import aside, engine, tables
from postings.search.compiling import Clauses, one_of
from postings.search.document import microseconds
from postings.search.query import MOST_YEARS, POSTED_DAYS, YEARS_OFFERED, SearchQuery
from postings.search.schema import EMPLOYMENT_TYPES, SENIORITIES, UNSTATED, WORKPLACES

SKILLS_SHOWN = 24
COMPANIES_SHOWN = 15
ROLES_SHOWN = 15
LANGUAGES_SHOWN = 12
COUNTRIES_SHOWN = 12
REGIONS_SHOWN = 12
CITIES_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. ``url`` makes it, or takes it back when it is selected. ``depth`` is 0 for countries."""

    value: str
    label: str
    count: int
    selected: bool
    url: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    options: tuple[Option, ...]
    selected: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class PayBar:
    """Postings whose highest yearly pay lies from ``minimum`` up to, not including, ``maximum`` (None: no
    end), in the seeker's currency and period. ``url`` asks for at least the minimum; ``height`` is a share
    of the highest."""

    minimum: int
    maximum: int | None
    count: int
    height: int  # per cent
    url: str


Counts = dict[int, int]

SECONDS_FOR_COUNTING = 0.4


class Budget:
    """Seconds that a search may spend on counting beyond the one pass that it always makes.

    A pass can't be interrupted, so one is begun only when it and that last one should still be in time,
    judged by the longest step so far.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._began = self._before = time.monotonic()
        self._seconds = SECONDS_FOR_COUNTING if seconds is None else seconds
        self._longest = 0.0
        self.left_out: list[str] = []  # facets without all their values

    def lap(self) -> None:
        """A step has ended."""
        now = time.monotonic()
        self._longest, self._before = max(self._longest, now - self._before), now

    def allows(self) -> bool:
        """Is there time for one more step?"""
        return time.monotonic() - self._began + 2 * self._longest <= self._seconds


# Each segment of the index hands on so many of its most frequent values. Where a field has more, a count
# could miss a segment, so the counts of the values shown are taken once more, exactly.
HANDED_ON = 3_000
_MANY_VALUED = {"company": ("company", "company"), "city": ("city", "place"), "region": ("region", "place"),
                "skill": ("skill", "skill")}  # fmt: skip


def _terms(name: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": name, "size": size, "segment_size": HANDED_ON}}


def _posted(now: datetime) -> dict[str, Any]:
    bounds = [microseconds(now - timedelta(days=days)) for days in sorted(POSTED_DAYS, reverse=True)]
    edges = [*bounds, microseconds(now) + 1]
    ranges = [{"from": start, "to": end} for start, end in itertools.pairwise(edges)]
    return {"range": {"field": "published", "ranges": ranges}}


PAY_BARS = 16
# 1, 2, 2.5 and 5 times the powers of ten.
_PAY_STEPS = sorted({n * 10**power // 10 for n in (10, 20, 25, 50) for power in range(9)} - {0})
_HIGH_PAY = 300_000  # a year in the base currency: the last bar begins about there


def pay_edges(query: SearchQuery) -> list[int]:
    """Where the bars begin, in the seeker's currency and period: round numbers from 0."""
    one = yearly_cents(1, query.currency, query.pay_period) or 100
    wanted = _HIGH_PAY * 100 / one / (PAY_BARS - 1)
    step = next((step for step in _PAY_STEPS if step >= wanted), _PAY_STEPS[-1])
    return [step * number for number in range(PAY_BARS)]


def _pay(query: SearchQuery) -> dict[str, Any]:
    # The column is yearly units of the base currency shifted left by 32 bits (see schema.order_key); 1:
    # some pay.
    edges = [_pay_start(query, edge) for edge in pay_edges(query)]
    ranges = [{"from": start, "to": end} for start, end in zip(edges, [*edges[1:], 1 << 63], strict=True)]
    return {"range": {"field": "pay_order", "ranges": ranges}}


def _pay_start(query: SearchQuery, amount: int) -> int:
    cents = yearly_cents(amount, query.currency, query.pay_period) or 0
    return max(1, -(-cents // 100) << 32)


def pay_bars(raw: dict[str, Any], query: SearchQuery) -> tuple[PayBar, ...]:
    """The histogram beside the filter of pay; it leaves out what the seeker asked of pay."""
    by_start = {
        int(bucket["from"]): bucket["doc_count"] for bucket in raw["pay"]["buckets"] if "from" in bucket
    }
    edges = pay_edges(query)
    numbers = [by_start.get(_pay_start(query, edge), 0) for edge in edges]
    highest = max(numbers) or 1
    address = query.setting("pay_min")
    return tuple(
        PayBar(
            edge,
            edges[position + 1] if position + 1 < len(edges) else None,
            number,
            round(100 * number / highest),
            address(str(edge)) if edge else query.replace(pay_min=None).url,
        )
        for position, (edge, number) in enumerate(zip(edges, numbers, strict=True))
    )


def _requests(query: SearchQuery, now: datetime) -> dict[str, dict[str, Any]]:
    """Aggregations by facet; those of one facet share its pass."""
    return {
        "workplace": {"workplace": _terms("workplace", 10)},
        "seniority": {"seniority": _terms("seniority", 20)},
        "employment": {"employment": _terms("employment", 20)},
        "skill": {"skill": _terms("skill", SKILLS_SHOWN)},
        "place": {
            "country": _terms("country", 300),
            "region": _terms("region", 60),
            "city": _terms("city", CITIES_SHOWN),
        },
        "role": {"role": _terms("role", ROLES_SHOWN + 1)},
        "company": {"company": _terms("company", COMPANIES_SHOWN + 1)},
        "language": {"language": _terms("language", 200)},
        "years_max": {"experience": _terms("experience", MOST_YEARS + 2)},
        "posted": {"posted": _posted(now)},
        "pay_min": {"pay": _pay(query)},
        "pay_stated": {"pay_stated": _terms("pay_stated", 2)},
    }


def _own_clauses(name: str, query: SearchQuery) -> bool:
    """Has the facet a selection that its own counts must leave out?"""
    if name == "skill":
        return bool(query.skill) and query.skill_mode == "any"
    if name == "years_max":
        return query.asks_years
    return getattr(query, name) not in (None, ())


def _own(name: str) -> set[str]:
    """The clauses that are the facet's own selection."""
    return {"years_max", "years_min"} if name == "years_max" else {name}


MANY_HITS = 20_000  # from here on the skills are counted beside the rest: they take about half the time


def count(
    searcher: Searcher, query: SearchQuery, clauses: Clauses, now: datetime, budget: Budget, hits: int = 0
) -> dict[str, Any]:
    """Raw counts by aggregation name: value to count. ``budget.left_out`` names facets counted within their
    own selection. ``hits``: how many there are, when that is known."""
    requests = _requests(query, now)
    beside = None
    if hits >= MANY_HITS and not _own_clauses("skill", query):
        base, skills = clauses.combined(), requests["skill"]
        beside = aside.begin(lambda: searcher.aggregate(base, skills))
        if beside is not None:
            del requests["skill"]
    shared: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for name, aggregations in requests.items():
        if not _own_clauses(name, query):
            shared |= aggregations
        elif budget.allows():
            found |= searcher.aggregate(clauses.combined(without=_own(name)), aggregations)
            budget.lap()
        else:
            budget.left_out.append(name)
            shared |= aggregations
    if shared:
        found |= searcher.aggregate(clauses.combined(), shared)
    if beside is not None:
        found |= beside.result()
    for name, (column, facet) in _MANY_VALUED.items():
        if found[name].get("doc_count_error_upper_bound"):
            base = clauses.combined(without=_left_out_of_own(facet, query, budget))
            shown = one_of(column, [int(bucket["key"]) for bucket in found[name]["buckets"]])
            narrowed = Query.boolean_query([(Occur.Must, base), (Occur.Must, shown)])
            exact = _counts(searcher.aggregate(narrowed, {name: _terms(column, 100_000)}), name)
            for bucket in found[name]["buckets"]:
                bucket["doc_count"] = exact[int(bucket["key"])]
    return found


def _counts(raw: dict[str, Any], name: str) -> Counts:
    return {int(bucket["key"]): bucket["doc_count"] for bucket in raw[name]["buckets"]}


def _left_out_of_own(name: str, query: SearchQuery, budget: Budget) -> tuple[str, ...]:
    """The facet's own selection where its counts ignore it."""
    return (name,) if _own_clauses(name, query) and name not in budget.left_out else ()


ONE_BY_ONE = 3  # more values than that are counted in one pass


def missing_counts(
    searcher: Searcher,
    query: SearchQuery,
    clauses: Clauses,
    name: str,
    field_name: str,
    ids: Iterable[int],
    budget: Budget,
) -> Counts:
    """Exact counts of values that are selected but not among the top ones."""
    ids = list(ids)
    base = clauses.combined(without=_left_out_of_own(name, query, budget))
    if len(ids) > ONE_BY_ONE:
        narrowed = Query.boolean_query([(Occur.Must, base), (Occur.Must, one_of(field_name, ids))])
        request = {"terms": {"field": field_name, "size": 100_000, "segment_size": 100_000}}
        found = _counts(searcher.aggregate(narrowed, {name: request}), name)
        return {id_: found.get(id_, 0) for id_ in ids}
    return {
        id_: engine.count(
            searcher, Query.boolean_query([(Occur.Must, base), (Occur.Must, one_of(field_name, [id_]))])
        )
        for id_ in ids
    }


def facets(
    searcher: Searcher,
    query: SearchQuery,
    clauses: Clauses,
    now: datetime,
    budget: Budget | None = None,
    hits: int = 0,
) -> tuple[dict[str, Facet], dict[str, Any]]:
    """All facets by name, and the raw counts they are made from. ``budget.left_out`` then names the facets
    that tell only their selected values."""
    budget = budget or Budget()
    raw = count(searcher, query, clauses, now, budget, hits)
    made = [
        _choices("workplace", "Workplace", WORKPLACE_LABELS, WORKPLACES, raw, query),
        _place_facet(searcher, query, clauses, raw, budget),
        _skill_facet(searcher, query, clauses, raw, budget),
        _choices("seniority", "Seniority", SENIORITY_LABELS, SENIORITIES, raw, query),
        _choices("employment", "Employment type", EMPLOYMENT_LABELS, EMPLOYMENT_TYPES, raw, query),
        _role_facet(searcher, query, clauses, raw, budget),
        _company_facet(searcher, query, clauses, raw, budget),
        _language_facet(raw, query),
        _years_facet(raw, query),
        _posted_facet(raw, query, now),
        _pay_stated_facet(raw, query),
    ]
    return {
        facet.name: _selected_only(facet) if facet.name in budget.left_out else facet for facet in made
    }, raw


def _selected_only(facet: Facet) -> Facet:
    return replace(facet, options=tuple(option for option in facet.options if option.selected))


def _choices(
    name: str,
    label: str,
    labels: list[tuple[str, Any]],
    codes: dict[str, int],
    raw: dict[str, Any],
    query: SearchQuery,
) -> Facet:
    counts = _counts(raw, name)
    chosen, address = getattr(query, name), query.adding(name)
    options = tuple(
        Option(value, str(text), counts.get(codes[value], 0), value in chosen, address(value))
        for value, text in labels
    )
    return Facet(name, label, options, bool(chosen))


def _skill_facet(
    searcher: Searcher, query: SearchQuery, clauses: Clauses, raw: dict[str, Any], budget: Budget
) -> Facet:
    counts = _counts(raw, "skill")
    chosen = [skill.id for slug in query.skill if (skill := tables.skill_by_slug(slug))]
    missing = [id_ for id_ in chosen if id_ not in counts]
    counts |= missing_counts(searcher, query, clauses, "skill", "skill", missing, budget)
    entries, address = tables.skills_by_id(counts), query.adding("skill")
    options = [
        Option(skill.slug, skill.name, counts[id_], id_ in chosen, address(skill.slug))
        for id_, skill in entries.items()
    ]
    return Facet("skill", "Required skills", _ranked(options), bool(chosen))


def _role_facet(
    searcher: Searcher, query: SearchQuery, clauses: Clauses, raw: dict[str, Any], budget: Budget
) -> Facet:
    counts = _counts(raw, "role")
    counts.pop(0, None)  # titles that name no role
    chosen = [role.id for slug in query.role if (role := tables.role_by_slug(slug))]
    missing = [id_ for id_ in chosen if id_ not in counts]
    counts |= missing_counts(searcher, query, clauses, "role", "role", missing, budget)
    known, address = tables.roles().by_id, query.adding("role")
    options = [
        Option(known[id_].slug, known[id_].name, number, id_ in chosen, address(known[id_].slug))
        for id_, number in counts.items()
        if id_ in known
    ]
    return Facet("role", "Role", _ranked(options), bool(chosen))


def _company_facet(
    searcher: Searcher, query: SearchQuery, clauses: Clauses, raw: dict[str, Any], budget: Budget
) -> Facet:
    counts = _counts(raw, "company")
    counts.pop(0, None)  # postings that do not say who hires
    chosen = [company.id for slug in query.company if (company := tables.company_by_slug(slug))]
    missing = [id_ for id_ in chosen if id_ not in counts]
    counts |= missing_counts(searcher, query, clauses, "company", "company", missing, budget)
    address = query.adding("company")
    options = [
        Option(entry.slug, entry.name, counts[id_], id_ in chosen, address(entry.slug))
        for id_, entry in tables.companies_by_id(counts).items()
    ]
    return Facet("company", "Company", _ranked(options), bool(chosen))


def _ranked(options: list[Option]) -> tuple[Option, ...]:
    """Selected ones first, then by count, then by name."""
    return tuple(
        sorted(options, key=lambda option: (not option.selected, -option.count, option.label.casefold()))
    )


def _language_facet(raw: dict[str, Any], query: SearchQuery) -> Facet:
    """The languages that most postings are written in, then those that do not tell."""
    numbers = _counts(raw, "language")
    counts = {code: number for key, number in numbers.items() if language_code(code := number_code(key))}
    ranked = sorted(counts, key=lambda code: (-counts[code], code))[:LANGUAGES_SHOWN]
    shown = dict.fromkeys([*(code for code in query.language if code != UNSTATED), *ranked])
    address = query.adding("language")
    options = [
        Option(code, language_name(code), counts.get(code, 0), code in query.language, address(code))
        for code in shown
    ]
    unstated = numbers.get(code_number(""), 0)
    options = [*_ranked(options)]
    if unstated or UNSTATED in query.language:
        chosen = UNSTATED in query.language
        options.append(Option(UNSTATED, "Not known", unstated, chosen, address(UNSTATED)))
    return Facet("language", "Language", tuple(options), bool(query.language))


def _years_facet(raw: dict[str, Any], query: SearchQuery) -> Facet:
    """How many postings ask for at most so many years, with those that do not say."""
    counts = _counts(raw, "experience")
    options = []
    for years in sorted({*YEARS_OFFERED, *(() if query.years_max is None else (query.years_max,))}):
        least = query.years_min if query.years_min and query.years_min <= years else 0
        number = counts.get(0, 0) + sum(counts.get(asked + 1, 0) for asked in range(least, years + 1))
        selected = query.years_max == years
        url = query.replace(years_max=None if selected else years).url
        options.append(Option(str(years), years_label(years), number, selected, url))
    return Facet("years_max", "Experience asked for", tuple(options), query.years_max is not None)


def years_label(years: int) -> str:
    if years == 0:
        return "None needed"
    return "Up to 1 year" if years == 1 else f"Up to {years} years"


def _posted_facet(raw: dict[str, Any], query: SearchQuery, now: datetime) -> Facet:
    # The ranges lie side by side, from the longest ago to now; a choice covers all from its start on.
    by_start = {
        int(bucket["from"]): bucket["doc_count"] for bucket in raw["posted"]["buckets"] if "from" in bucket
    }
    options, running, address = [], 0, query.setting("posted")
    for days in sorted(POSTED_DAYS):
        running += by_start.get(microseconds(now - timedelta(days=days)), 0)
        selected = query.posted == days
        url = query.without("posted").url if selected else address(str(days))
        label = "Past day" if days == 1 else f"Past {days} days"
        options.append(Option(str(days), label, running, selected, url))
    return Facet("posted", "Posted", tuple(options), bool(query.posted))


def _pay_stated_facet(raw: dict[str, Any], query: SearchQuery) -> Facet:
    counts = _counts(raw, "pay_stated")
    options = []
    for stated, label in ((True, "Only with stated pay"), (False, "Only without stated pay")):
        selected = query.pay_stated is stated
        url = query.replace(pay_stated=None if selected else stated).url
        options.append(Option(str(int(stated)), label, counts.get(stated, 0), selected, url))
    return Facet("pay_stated", "Pay stated", tuple(options), query.pay_stated is not None)


def _place_facet(
    searcher: Searcher, query: SearchQuery, clauses: Clauses, raw: dict[str, Any], budget: Budget
) -> Facet:
    """The largest countries, and beneath them their largest regions and cities of the hits; what is chosen is
    always there with its ancestors."""
    counts = _counts(raw, "country") | _counts(raw, "region") | _counts(raw, "city")
    chosen = [place.id for slug in query.place if (place := tables.place_by_slug(slug))]
    entries = tables.places_by_id([*counts, *chosen])

    def largest(kind: str, number: int) -> list[int]:
        of_kind = [id_ for id_, place in entries.items() if place.kind == kind and counts.get(id_)]
        return sorted(of_kind, key=lambda id_: (-counts[id_], entries[id_].name))[:number]

    shown = {
        ancestor
        for id_ in (
            *largest("country", COUNTRIES_SHOWN),
            *largest("region", REGIONS_SHOWN),
            *largest("city", CITIES_SHOWN),
            *chosen,
        )
        for ancestor in entries[id_].lineage
    }
    counts |= missing_counts(
        searcher, query, clauses, "place", "place", [id_ for id_ in shown if id_ not in counts], budget
    )
    entries = tables.places_by_id(shown)
    children: dict[int, list[int]] = {}
    for id_, place in entries.items():
        above = 0 if place.kind == "country" else next((a for a in place.lineage[1:] if a in shown), 0)
        children.setdefault(above, []).append(id_)
    options: list[Option] = []
    address = query.adding("place")

    def walk(above: int, depth: int) -> None:
        for id_ in sorted(children.get(above, ()), key=lambda id_: (-counts[id_], entries[id_].name, id_)):
            place = entries[id_]
            options.append(
                Option(
                    place.slug,
                    place.name,
                    counts[id_],
                    id_ in chosen,
                    address(place.slug),
                    depth,
                )
            )
            walk(id_, depth + 1)

    walk(0, 0)
    return Facet("place", "Place", tuple(options), bool(chosen))
