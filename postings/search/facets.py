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
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tantivy import Occur, Query, Searcher

from postings.filters import EMPLOYMENT_TYPES as EMPLOYMENT_LABELS
from postings.filters import SENIORITIES as SENIORITY_LABELS
from postings.filters import WORKPLACES as WORKPLACE_LABELS
from postings.languages import code_number, language_code, language_name, number_code
from postings.search import engine, pay, tables
from postings.search.compiling import Clauses, one_of
from postings.search.document import microseconds
from postings.search.kept_counts import KeptCounts
from postings.search.query import MOST_YEARS, POSTED_DAYS, YEARS_OFFERED, SearchQuery
from postings.search.schema import (
    EMPLOYMENT_TYPES,
    HAS_MORE,
    MORE,
    SENIORITIES,
    SLOTTED,
    UNSTATED,
    WORKPLACES,
    schema,
)

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

    @property
    def chosen(self) -> int:
        """How many options are selected."""
        return sum(option.selected for option in self.options) if self.selected else 0


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

SECONDS_FOR_COUNTING = 0.25


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


# Of a column whose values are all asked for: more than any has, and fewer than the engine refuses to tell.
ALL = 60_000
# The most frequent first and second places that are asked for; fewer are shown, but the sums of both may have
# another order.
MOST_PLACES = (200, 1_000)
PLACES_TOLD = 4  # times as many as are shown: the regions of the largest cities will be among them


def _terms(name: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": name, "size": size}}


def _posted(now: datetime) -> dict[str, Any]:
    bounds = [microseconds(now - timedelta(days=days)) for days in sorted(POSTED_DAYS, reverse=True)]
    edges = [*bounds, microseconds(now) + 1]
    ranges = [{"from": start, "to": end} for start, end in itertools.pairwise(edges)]
    return {"range": {"field": "published", "ranges": ranges}}


def _pay(query: SearchQuery) -> dict[str, Any]:
    if pay.is_indexed(query.currency, query.pay_period):
        return _terms("pay_bar", pay.BARS + 1)
    # The column is yearly units of the base currency shifted left by 32 bits (see schema.order_key); 1:
    # some pay.
    starts = _pay_starts(query)
    ranges = [{"from": start, "to": end} for start, end in zip(starts, [*starts[1:], 1 << 63], strict=True)]
    return {"range": {"field": "pay_order", "ranges": ranges}}


def _pay_starts(query: SearchQuery) -> list[int]:
    edges = pay.edges(query.currency, query.pay_period)
    return [max(1, pay.units(edge, query.currency, query.pay_period) << 32) for edge in edges]


def pay_bars(raw: dict[str, Any], query: SearchQuery) -> tuple[PayBar, ...]:
    """The histogram beside the filter of pay; it leaves out what the seeker asked of pay."""
    edges = pay.edges(query.currency, query.pay_period)
    if pay.is_indexed(query.currency, query.pay_period):
        counts = _counts(raw, "pay")
        numbers = [counts.get(number, 0) for number in range(1, pay.BARS + 1)]
    else:
        by_start = _by_start(raw["pay"])
        numbers = [by_start.get(start, 0) for start in _pay_starts(query)]
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


def _by_start(raw: dict[str, Any]) -> Counts:
    return {int(bucket["from"]): bucket["doc_count"] for bucket in raw["buckets"] if "from" in bucket}


def _requests(query: SearchQuery, now: datetime) -> dict[str, dict[str, Any]]:
    """Aggregations by facet; those of one facet share its pass."""
    return {
        "workplace": {"workplace": _terms("workplace", 10)},
        "seniority": {"seniority": _terms("seniority", 20)},
        "employment": {"employment": _terms("employment", 20)},
        "skill": {column: _terms(column, ALL) for column in SLOTTED["skill"]},
        "place": {
            column: _terms(column, size)
            for level in ("country", "region", "city")
            for column, size in zip(SLOTTED[level], MOST_PLACES, strict=True)
        },
        "role": {"role": _terms("role", ALL)},
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


def count(
    searcher: Searcher,
    query: SearchQuery,
    clauses: Clauses,
    now: datetime,
    budget: Budget,
    kept: KeptCounts | None = None,
    total: int | None = None,
) -> dict[str, Any]:
    """Raw counts by aggregation name. ``budget.left_out`` names facets counted within their own selection.
    ``kept``: counts made before for the same moment. ``total``: of the hits, where it is known: of none
    nothing is counted."""
    kept = kept or KeptCounts(now)
    requests, chosen = _requests(query, now), _chosen(query)
    unordered = query.replace(sort="")
    found: dict[str, Any] = {}
    in_one: list[str] = []  # facets that share the pass over the very hits
    for name, aggregations in requests.items():
        if not _own_clauses(name, query):
            in_one.append(name)
        elif (before := kept.get(key := _key(unordered, name, _own(name)))) is not None:
            found |= before
        elif budget.allows():
            made = _pass(searcher, clauses.combined(without=_own(name)), aggregations, chosen)
            kept.put(key, made)
            found |= made
            budget.lap()
        else:
            budget.left_out.append(name)
            in_one.append(name)
    keys = {name: _key(unordered, name) for name in in_one}
    for name, key in keys.items():
        if (before := kept.get(key)) is not None:
            found |= before
            in_one.remove(name)
    if in_one and total == 0:
        told = [one for name in in_one for one in _TOLD.get(name, requests[name])]
        found |= {one: {"buckets": [], "sum_other_doc_count": 0} for one in told}
    elif in_one:
        wanted = {one: request for name in in_one for one, request in requests[name].items()}
        made = _pass(searcher, clauses.combined(), wanted, chosen)
        for name in in_one:
            kept.put(keys[name], {one: made[one] for one in _TOLD.get(name, requests[name])})
        found |= made
    return found


# The names under which facets of several columns are told.
_TOLD = {"skill": ("skill",), "place": ("country", "region", "city")}


def _key(query: SearchQuery, facet: str, without: Iterable[str] = ()) -> Hashable:
    """Everything that a facet's counts depend on, but for the moment; of a query without an order."""
    counted = query
    for name in without:
        counted = counted.without(name)
    return (facet, counted, query.currency, query.pay_period)


# What is told in slots: the list that has all of it, and how many are shown.
_SLOTTED = {
    "skill": ("skill", SKILLS_SHOWN),
    "country": ("place", COUNTRIES_SHOWN),
    "region": ("place", REGIONS_SHOWN),
    "city": ("place", CITIES_SHOWN),
}


def _chosen(query: SearchQuery) -> dict[str, list[int]]:
    """Ids of the skills and places that are selected."""
    skills = [tables.skill_by_slug(slug) for slug in query.skill]
    places = [tables.place_by_slug(slug) for slug in query.place]
    return {"skill": [one.id for one in skills if one], "place": [one.id for one in places if one]}


def _pass(
    searcher: Searcher,
    base: Query,
    aggregations: dict[str, Any],
    chosen: Mapping[str, Collection[int]],
) -> dict[str, Any]:
    """The counts of the aggregations over what the query finds, those of several columns brought together.
    Each one told is exact. There may be more values than are told: ``sum_other_doc_count`` is 0 where there
    are none. Of several columns the ``chosen`` values are told wherever they were counted."""
    if searcher.num_segments > 1:  # each segment hands on all it has, so that no count misses one
        aggregations = {
            name: {"terms": one["terms"] | {"segment_size": ALL}} if "terms" in one else one
            for name, one in aggregations.items()
        }
    found: dict[str, Any] = searcher.aggregate(base, aggregations)
    slotted = [name for name in _SLOTTED if SLOTTED[name][0] in aggregations]
    others = {}
    if slotted and searcher.doc_freq(HAS_MORE, 1):
        lists = {name: _terms(name + MORE, ALL) for name in slotted}
        others = searcher.aggregate(_also(base, Query.term_query(schema(), HAS_MORE, 1)), lists)
    for name in slotted:
        whole, shown = _SLOTTED[name]
        parts = [_part(found.pop(column)) for column in SLOTTED[name]]
        if others:
            parts.append((_counts(others, name), 0))
        counts, doubtful = together(parts, shown)
        if doubtful:
            counts |= _exact(searcher, base, whole, doubtful)
        told = _largest(counts, shown if name == "skill" else PLACES_TOLD * shown)
        told |= {id_: counts[id_] for id_ in chosen[whole] if id_ in counts}
        found[name] = {
            "buckets": [{"key": id_, "doc_count": number} for id_, number in told.items()],
            "sum_other_doc_count": len(counts) - len(told) + sum(untold for _, untold in parts),
        }
    return found


def _also(base: Query, clause: Query) -> Query:
    return Query.boolean_query([(Occur.Must, base), (Occur.Must, clause)])


def _part(raw: dict[str, Any]) -> tuple[Counts, int]:
    """The counts of a column's values, and how often a value that it does not tell can occur."""
    counts = {int(bucket["key"]): bucket["doc_count"] for bucket in raw["buckets"]}
    untold = min(counts.values(), default=0) if raw["sum_other_doc_count"] else 0
    counts.pop(0, None)  # no value
    return counts, untold


def together(parts: Sequence[tuple[Counts, int]], shown: int) -> tuple[Counts, list[int]]:
    """The sums of counts that several columns tell, of values that occur once a posting at most, and the
    values that have to be counted once more because a column that has only told its most frequent ones might
    change what the ``shown`` largest are. Other values that are in doubt are left out.

    >>> together([({1: 9, 2: 5}, 5), ({3: 4, 1: 1}, 0)], 2)
    ({1: 10, 2: 5, 3: 4}, [3])
    >>> together([({1: 9, 2: 6}, 1), ({3: 4, 1: 1}, 0)], 2)
    ({1: 10, 2: 6}, [])
    """
    sums: Counts = {}
    for counts, _ in parts:
        for value, number in counts.items():
            sums[value] = sums.get(value, 0) + number
    cut = [(counts, untold) for counts, untold in parts if untold]
    if not cut:
        return sums, []
    ranked = sorted(sums.values(), reverse=True)
    least = ranked[shown - 1] if len(ranked) >= shown else 0
    doubtful = []
    for value in list(sums):
        if more := sum(untold for counts, untold in cut if value not in counts):
            if sums[value] + more >= least:
                doubtful.append(value)
            else:
                del sums[value]
    return sums, doubtful


def _exact(searcher: Searcher, base: Query, column: str, values: Collection[int]) -> Counts:
    """How many have each of the values."""
    narrowed = _also(base, one_of(column, values))
    found = _counts(searcher.aggregate(narrowed, {column: _terms(column, ALL)}), column)
    return {value: found.get(value, 0) for value in values}


def _counts(raw: dict[str, Any], name: str) -> Counts:
    return {int(bucket["key"]): bucket["doc_count"] for bucket in raw[name]["buckets"]}


def _largest(counts: Counts, number: int) -> Counts:
    return {id_: counts[id_] for id_ in sorted(counts, key=lambda id_: (-counts[id_], id_))[:number]}


def _left_out_of_own(name: str, query: SearchQuery, budget: Budget) -> tuple[str, ...]:
    """The facet's own selection where its counts ignore it."""
    return (name,) if _own_clauses(name, query) and name not in budget.left_out else ()


ONE_BY_ONE = 3  # more values than that are counted in one pass


@dataclass(frozen=True, slots=True)
class _Hits:
    """What the counts are of."""

    searcher: Searcher
    query: SearchQuery
    clauses: Clauses
    budget: Budget
    total: int | None  # when it is known

    def missing(
        self, name: str, ids: Iterable[int], chosen: Collection[int], raw: Iterable[dict[str, Any]]
    ) -> Counts:
        """Exact counts of values that are selected, or shown for one that is, but not among the top ones,
        which ``raw`` tells."""
        found: Counts = {}
        if self.total is not None and self._have_all(name):
            found = dict.fromkeys(chosen, self.total)
        others = [id_ for id_ in ids if id_ not in found]
        if not any(one["sum_other_doc_count"] for one in raw):  # all there are were told
            return found | dict.fromkeys(others, 0)
        return found | self._counted(name, others)

    def _have_all(self, name: str) -> bool:
        """Have all hits all the selected values of the facet? Then these find as many."""
        if name == "skill" and self.query.skill_mode == "all":
            return True
        return len(getattr(self.query, name)) == 1 and not (name == "place" and self.query.radius)

    def _counted(self, name: str, ids: list[int]) -> Counts:
        if not ids:
            return {}
        base = self.clauses.combined(without=_left_out_of_own(name, self.query, self.budget))
        if len(ids) > ONE_BY_ONE or self.query.have:  # that takes as long for few postings as for all
            return _exact(self.searcher, base, name, ids)
        return {id_: engine.count(self.searcher, _also(base, one_of(name, [id_]))) for id_ in ids}


def facets(
    searcher: Searcher,
    query: SearchQuery,
    clauses: Clauses,
    now: datetime,
    budget: Budget | None = None,
    raw: dict[str, Any] | None = None,
    total: int | None = None,
) -> tuple[dict[str, Facet], dict[str, Any]]:
    """All facets by name, and the raw counts they are made from (see ``count``), when these are not given.
    ``budget.left_out`` then names the facets that tell only their selected values."""
    budget = budget or Budget()
    if raw is None:
        raw = count(searcher, query, clauses, now, budget, total=total)
    hits = _Hits(searcher, query, clauses, budget, total)
    made = [
        _choices("workplace", "Workplace", WORKPLACE_LABELS, WORKPLACES, raw, query),
        _place_facet(hits, raw),
        _skill_facet(hits, raw),
        _choices("seniority", "Seniority", SENIORITY_LABELS, SENIORITIES, raw, query),
        _choices("employment", "Employment type", EMPLOYMENT_LABELS, EMPLOYMENT_TYPES, raw, query),
        _role_facet(hits, raw),
        _company_facet(hits, raw),
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


def _skill_facet(hits: _Hits, raw: dict[str, Any]) -> Facet:
    query = hits.query
    counts = _counts(raw, "skill")
    chosen = [skill.id for slug in query.skill if (skill := tables.skill_by_slug(slug))]
    missing = [id_ for id_ in chosen if id_ not in counts]
    counts |= hits.missing("skill", missing, chosen, [raw["skill"]])
    entries, address = tables.skills_by_id(counts), query.adding("skill")
    options = [
        Option(skill.slug, skill.name, counts[id_], id_ in chosen, address(skill.slug))
        for id_, skill in entries.items()
    ]
    return Facet("skill", "Required skills", _ranked(options), bool(chosen))


def _role_facet(hits: _Hits, raw: dict[str, Any]) -> Facet:
    query = hits.query
    counts = _counts(raw, "role")
    counts.pop(0, None)  # titles that name no role
    chosen = [role.id for slug in query.role if (role := tables.role_by_slug(slug))]
    missing = [id_ for id_ in chosen if id_ not in counts]
    counts |= hits.missing("role", missing, chosen, [raw["role"]])
    known, address = tables.roles().by_id, query.adding("role")
    options = [
        Option(known[id_].slug, known[id_].name, number, id_ in chosen, address(known[id_].slug))
        for id_, number in counts.items()
        if id_ in known
    ]
    return Facet("role", "Role", _ranked(options)[: max(ROLES_SHOWN, len(chosen))], bool(chosen))


def _company_facet(hits: _Hits, raw: dict[str, Any]) -> Facet:
    query = hits.query
    counts = _counts(raw, "company")
    counts.pop(0, None)  # postings that do not say who hires
    chosen = [company.id for slug in query.company if (company := tables.company_by_slug(slug))]
    missing = [id_ for id_ in chosen if id_ not in counts]
    counts |= hits.missing("company", missing, chosen, [raw["company"]])
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
    options, address = [], query.setting("years_max")
    for years in sorted({*YEARS_OFFERED, *(() if query.years_max is None else (query.years_max,))}):
        least = query.years_min if query.years_min and query.years_min <= years else 0
        number = counts.get(0, 0) + sum(counts.get(asked + 1, 0) for asked in range(least, years + 1))
        selected = query.years_max == years
        if selected or query.years_min is not None:  # a lower bound may lose its meaning
            url = query.replace(years_max=None if selected else years).url
        else:
            url = address(str(years))
        options.append(Option(str(years), years_label(years), number, selected, url))
    return Facet("years_max", "Experience asked for", tuple(options), query.years_max is not None)


def years_label(years: int) -> str:
    if years == 0:
        return "None needed"
    return "Up to 1 year" if years == 1 else f"Up to {years} years"


def _posted_facet(raw: dict[str, Any], query: SearchQuery, now: datetime) -> Facet:
    # The ranges lie side by side, from the longest ago to now; a choice covers all from its start on.
    by_start = _by_start(raw["posted"])
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


def _place_facet(hits: _Hits, raw: dict[str, Any]) -> Facet:
    """The largest countries, and beneath them their largest regions and cities of the hits; what is chosen is
    always there with its ancestors."""
    query = hits.query
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
    missing = [id_ for id_ in shown if id_ not in counts]
    levels = [raw[level] for level in ("country", "region", "city")]
    counts |= hits.missing("place", missing, chosen, levels)
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
