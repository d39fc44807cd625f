"""Counts that the engine makes: how many hits have each value of each facet.

Facets without a selection share one pass over the hits; each one with a selection takes a pass of its own,
without that selection. A search that selects much in many facets would need many slow passes. They share a
``Budget``: a facet for which no time is left is counted within its own selection.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tantivy import Occur, Query, Searcher

from postings.search import engine, pay, tables
from postings.search.compiling import Clauses, one_of
from postings.search.document import microseconds
from postings.search.kept_counts import KeptCounts
from postings.search.query import MOST_YEARS, POSTED_DAYS, SearchQuery
from postings.search.schema import HAS_MORE, MORE, SLOTTED, schema

SKILLS_SHOWN = 24
COMPANIES_SHOWN = 15
ROLES_SHOWN = 15
LANGUAGES_SHOWN = 12
COUNTRIES_SHOWN = 12
REGIONS_SHOWN = 12
CITIES_SHOWN = 24


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
    starts = pay_starts(query)
    ranges = [{"from": start, "to": end} for start, end in zip(starts, [*starts[1:], 1 << 63], strict=True)]
    return {"range": {"field": "pay_order", "ranges": ranges}}


def pay_starts(query: SearchQuery) -> list[int]:
    edges = pay.edges(query.currency, query.pay_period)
    return [max(1, pay.units(edge, query.currency, query.pay_period) << 32) for edge in edges]


def counts_by_start(raw: dict[str, Any]) -> Counts:
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
            parts.append((values_of(others, name), 0))
        counts, doubtful = together(parts, shown)
        if doubtful:
            counts |= _exact(searcher, base, whole, doubtful)
        told = largest(counts, shown if name == "skill" else PLACES_TOLD * shown)
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
    found = values_of(searcher.aggregate(narrowed, {column: _terms(column, ALL)}), column)
    return {value: found.get(value, 0) for value in values}


def values_of(raw: dict[str, Any], name: str) -> Counts:
    return {int(bucket["key"]): bucket["doc_count"] for bucket in raw[name]["buckets"]}


def largest(counts: Counts, number: int) -> Counts:
    return {id_: counts[id_] for id_ in sorted(counts, key=lambda id_: (-counts[id_], id_))[:number]}


def _left_out_of_own(name: str, query: SearchQuery, budget: Budget) -> tuple[str, ...]:
    """The facet's own selection where its counts ignore it."""
    return (name,) if _own_clauses(name, query) and name not in budget.left_out else ()


ONE_BY_ONE = 3  # more values than that are counted in one pass


@dataclass(frozen=True, slots=True)
class Hits:
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
