"""Hits of a search one stretch after the other, for readers that want them all.

A page by number moves while postings are added. A stretch begins after the last hit of the one before:

* newest and pay: after that hit's key in the order (a fast column that ends in the posting's id), so nothing
  is left out or told twice, whatever is added or taken down meanwhile, and there is no limit of depth;
* best match and skills I have: the engine's scores are no place to go on from, so it goes on by number among
  the postings that were published at the first stretch, beginning after the last hit where that is found
  again near its number; as deep as pages go.

Postings published after the first stretch belong to none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tantivy import Searcher

from postings.search import index
from postings.search.compiling import MOST_UNSIGNED, Clauses, between, compile_query
from postings.search.document import microseconds
from postings.search.index import View
from postings.search.means import affordable
from postings.search.page import Found, Hit, _hits, find
from postings.search.query import DEEPEST_HIT, SearchQuery

NEARBY = 50  # hits before the expected number among which the last one is looked for


@dataclass(frozen=True, slots=True)
class Position:
    """Where a stretch begins: after the hit ``last``, which was the ``number``-th in all (from 1).

    ``tier`` and ``key`` are its place in the order newest or pay.
    """

    until: datetime  # of the first stretch; later postings belong to none
    number: int = 0
    last: int = 0
    tier: int = 0
    key: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some hits in order. ``after`` is None when there are no more."""

    hits: tuple[Hit, ...]
    total: int  # postings that match now and were published at the first stretch
    after: Position | None
    is_capped: bool = False  # more match, but deeper than this order can be read
    ignored: tuple[str, ...] = ()  # sentences on words that cost too much to be looked for


def scroll(query: SearchQuery, position: Position, *, limit: int, now: datetime) -> Stretch:
    """The next ``limit`` hits after the position.

    Raises ``SearchUnavailable`` when there is no index to read.
    """
    view = index.view()
    with index.answering():
        query, ignored = affordable(view.searcher, query)
        clauses = _clauses(view.searcher, query, position, now)
        one = _by_key if query.order in ("newest", "pay") else _by_number
        return replace(one(view, query, clauses, position, limit, now), ignored=ignored)


def _clauses(searcher: Searcher, query: SearchQuery, position: Position, now: datetime) -> Clauses:
    clauses = compile_query(query, now, searcher=searcher)
    late = between("published", microseconds(position.until) + 1, MOST_UNSIGNED, few=True)
    clauses.must_not["published_by"] = (late,)
    return clauses


def _by_key(
    view: View, query: SearchQuery, clauses: Clauses, position: Position, limit: int, now: datetime
) -> Stretch:
    searcher, base = view.searcher, clauses.combined()
    found: list[tuple[int, int, int]] = []  # tier, key, id
    sizes: list[int] = []
    for number, tier in enumerate(clauses.tiers):
        those = tier.of(base)
        whole: Any = searcher.search(those, limit=1)
        sizes.append(whole.count)
        if number < position.tier or len(found) > limit:
            continue
        narrowed = those
        if number == position.tier and position.key:
            below = between(tier.column, 0, position.key - 1)
            narrowed = replace(tier, clauses=(*tier.clauses, below)).of(base)
        # One more than asked for tells whether there are more.
        hits = searcher.search(
            narrowed, limit=limit + 1 - len(found), count=False, order_by_field=tier.column
        ).hits
        addresses = [address for _, address in hits]
        keys: list[Any] = searcher.fast_field_values(tier.column, addresses)
        ids: list[Any] = searcher.fast_field_values("id", addresses)
        found += [(number, key, id_) for key, id_ in zip(keys, ids, strict=True)]
    more, found = len(found) > limit, found[:limit]
    total = sum(sizes)
    after = None
    if more:
        tier_number, key, last = found[-1]
        after = Position(position.until, position.number + len(found), last, tier_number, key)
    sizes_told = Counter(number for number, _, _ in found)
    told = Found(
        ids=tuple(id_ for _, _, id_ in found),
        sizes=tuple((tier, sizes_told[number]) for number, tier in enumerate(clauses.tiers)),
    )
    return Stretch(_hits(query, told, 0, now), total, after)


def _by_number(
    view: View, query: SearchQuery, clauses: Clauses, position: Position, limit: int, now: datetime
) -> Stretch:
    start = max(0, position.number - NEARBY)
    found = find(view, query, clauses, offset=start, limit=position.number - start + limit + NEARBY)
    ids = list(found.ids)
    begin = position.number - start
    if position.last in ids:
        begin = ids.index(position.last) + 1
    taken = ids[begin : begin + limit]
    number = start + begin + len(taken)
    more = number < found.total and bool(taken)
    capped = more and number >= DEEPEST_HIT
    after = Position(position.until, number, taken[-1]) if more and not capped else None
    told = Found(ids=tuple(taken), sizes=found.sizes)
    return Stretch(_hits(query, told, start + begin, now), found.total, after, capped)


def first(now: datetime) -> Position:
    """Where the first stretch begins."""
    return Position(until=now - timedelta(microseconds=now.microsecond % 1000))
