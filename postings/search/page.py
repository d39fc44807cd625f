"""A page of hits with everything around it."""

from __future__ import annotations

import dataclasses
import logging
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from math import ceil
from threading import Lock
from typing import Any

from tantivy import Searcher

from postings.models import Posting
from postings.money import written_range
from postings.rates import convert, latest_rates, yearly_cents
from postings.search import SearchUnavailable, aside, engine, index, kept_counts, tables
from postings.search.aside import searches
from postings.search.chips import Chip, chips, clear_label, clear_url, heading
from postings.search.compiling import Clauses, Tier, compile_query, had_skills
from postings.search.counting import Budget, count
from postings.search.engine import ids
from postings.search.facets import Facet, PayBar, facets, pay_bars
from postings.search.index import View
from postings.search.kept_counts import KeptCounts
from postings.search.loading import load
from postings.search.means import affordable
from postings.search.query import DEEPEST_HIT, PER_PAGE, SearchQuery
from postings.search.suggest import Suggestion, did_you_mean, suggestions

__all__ = ["Hit", "SearchPage", "SearchUnavailable", "YearlyPay", "find", "search", "yearly_pay"]

logger = logging.getLogger(__name__)

COUNTED_TOGETHER = 3  # tiers; fewer are counted as they are looked through
PAGES_KEPT = 32  # in each process: some 10 MB. What is sent is kept besides, see views/kept_pages.py
LEFT_OUT = (
    "This search selects much at once. Some filters show only what is selected: counting the rest would have "
    "taken too long."
)


@dataclass(frozen=True, slots=True)
class YearlyPay:
    """The band that pays most, a year, in its own currency; ``text`` as people write it.

    ``converted`` is the same in the currency the seeker asked in, when that is another one.
    """

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str
    text: str
    converted: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One posting on the page."""

    posting: Posting
    yearly_pay: YearlyPay | None
    distance_km: float | None  # from the nearest chosen city, with a radius
    matched_skills: tuple[str, ...]  # slugs of the posting's required skills that answer the chosen ones
    lacking: tuple[
        str, ...
    ]  # names of the required skills the seeker does not have, when they said which they have
    share: int | None  # per cent of the required skills that the seeker has
    reaches_pay: bool  # False: below the line, its pay is not known to reach the seeker's minimum
    states_years: bool  # False: below the line, it does not state the years that were asked


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a page, a feed or an alert shows. All addresses are relative."""

    query: SearchQuery
    total: int  # exact
    results: tuple[Hit, ...]
    page: int
    pages: int  # that are offered: at most DEEPEST_HIT hits can be paged through
    without_pay: int  # of ``total``: no pay stated that could be compared
    without_years: int  # of ``total``: years of experience were asked, and these do not state them
    facets: dict[str, Facet]
    pay_bars: tuple[PayBar, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    clear_label: str  # says what stays
    sorts: tuple[tuple[str, str, bool, str], ...]  # value, label, selected, address
    page_urls: tuple[tuple[int | None, str], ...]  # numbers around this page; (None, "") for a gap
    previous_url: str
    next_url: str
    suggestions: tuple[Suggestion, ...]
    did_you_mean: Suggestion | None  # when the words as typed find little
    heading: str
    rates_as_of: date
    ignored: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()  # facets that show only what is selected: counting took too long
    stale: bool = False  # the follower has not been seen for a while
    index_ok: bool = True

    @property
    def years_stated_url(self) -> str:
        return self.query.replace(years_stated=True).url

    @property
    def has_next(self) -> bool:
        return self.page < self.pages

    @property
    def is_capped(self) -> bool:
        """Are there hits that no page shows?"""
        return self.total > DEEPEST_HIT

    @property
    def first(self) -> int:
        """Number of the first hit on this page, from 1; 0 when there is none."""
        return (self.page - 1) * PER_PAGE + 1 if self.total else 0


@dataclass(frozen=True, slots=True)
class Found:
    """The engine's answer: ids in order, and counts."""

    ids: tuple[int, ...]
    sizes: tuple[tuple[Tier, int], ...]  # of all hits, in the order of the list

    @property
    def total(self) -> int:
        return sum(size for _, size in self.sizes)

    @property
    def reached(self) -> int:
        """Of the total: pay reaches the minimum; all of them when none is asked."""
        return sum(size for tier, size in self.sizes if tier.reaches_pay)

    @property
    def without_years(self) -> int:
        """Of the total: years were asked, and these do not state them."""
        return sum(size for tier, size in self.sizes if not tier.states_years)

    def tier_of(self, number: int) -> Tier:
        """Of the hit of that number, from 0."""
        for tier, size in self.sizes:
            if number < size:
                return tier
            number -= size
        return self.sizes[-1][0]


def search(
    query: SearchQuery, *, per_page: int = PER_PAGE, ignored: tuple[str, ...] = (), unfinished: bool = False
) -> SearchPage:
    """The page that the search asks for, from this process's cache when nothing has changed for it.
    ``unfinished``: it is being typed; when the words find nothing, the last one may only be begun.

    Raises ``SearchUnavailable`` when there is no index to read. A page too deep becomes the last one.
    """
    view = index.view()
    query, left_out = affordable(view.searcher, query)
    ignored = (*ignored, *left_out)
    key = (query, per_page, unfinished, view.generation, int(time.time() // 60))
    page = _cache.get(key)
    if page is None:
        with index.answering(), searches.one_more():
            counts = kept_counts.at(view.generation)
            page = _search(view, query, per_page, counts, unfinished=unfinished)
        _cache.put(key, page)
    behind = index.seconds_since_followed()
    stale = behind is None or behind > index.STALE_AFTER_SECONDS
    if page.left_out:
        ignored = (*ignored, LEFT_OUT)
    return dataclasses.replace(page, ignored=ignored, stale=stale)


def find(view: View, query: SearchQuery, clauses: Clauses, *, offset: int, limit: int) -> Found:
    """Ids of the hits from ``offset`` on, in the total order of the search.

    With a minimum of pay, hits that reach it come first and those whose pay cannot be compared after them.
    """
    searcher = view.searcher
    order: dict[str, Any] | None = None  # None: by each tier's own column
    if query.order == "match":
        order = {"weight_by_field": "share"}
    elif query.order == "relevance" and clauses.text is not None:
        order = {"weight_by_field": "freshness"}

    hits: list[tuple[Any, Any]] = []
    sizes: list[tuple[Tier, int]] = []
    told = tier_sizes(searcher, clauses) if len(clauses.tiers) >= COUNTED_TOGETHER else {}
    before = 0
    for tier in clauses.tiers:
        wanted, size = limit - len(hits), told.get(tier.spans)
        if size is None and wanted <= 0:  # nothing of it is on the page
            size = engine.count(searcher, tier.of(clauses.combined(without=(tier.says,))))
        if size is None or (wanted > 0 and before + size > offset):
            result: Any = searcher.search(
                tier.of(clauses.combined(without=(tier.says,), scoring=order is not None)),
                limit=wanted,
                offset=max(0, offset - before),
                count=size is None,
                **(order or {"order_by_field": tier.column}),
            )
            hits += result.hits
            size = engine.total_of(result) if size is None else size
        sizes.append((tier, size))
        before += size
    return Found(ids(searcher, hits), tuple(sizes))


def tier_sizes(searcher: Searcher, clauses: Clauses) -> dict[tuple[Any, ...], int]:
    """How many hits each tier has, by its spans: all counted in one pass."""
    columns: dict[str, dict[tuple[int, int], None]] = {}
    for tier in clauses.tiers:
        for column, start, end in tier.spans:
            columns.setdefault(column, {})[start, end] = None
    request: dict[str, Any] = {}
    for column, spans in reversed(columns.items()):
        ranges = [{"from": start, "to": end} for start, end in spans]
        inner = {"aggs": request} if request else {}
        request = {column: {"range": {"field": column, "ranges": ranges}, **inner}}
    found = searcher.aggregate(clauses.combined(), request)
    sizes = {}
    for tier in clauses.tiers:
        bucket: dict[str, Any] = found | {"doc_count": 0}
        for column, start, _ in tier.spans:
            buckets = bucket.get(column, {"buckets": []})["buckets"]
            bucket = next((one for one in buckets if one.get("from", 0.0) == start), {"doc_count": 0})
        sizes[tier.spans] = int(bucket["doc_count"])
    return sizes


def _search(
    view: View,
    query: SearchQuery,
    per_page: int,
    kept: KeptCounts,
    *,
    unfinished: bool = False,
) -> SearchPage:
    budget, now = Budget(), kept.now
    clauses = compile_query(query, now, searcher=view.searcher)
    if unfinished and query.q and not engine.count(view.searcher, clauses.combined()):
        clauses = compile_query(query, now, unfinished=True, searcher=view.searcher)
        kept = KeptCounts(now)  # the others are of the words as typed
    # Counting needs neither the hits nor the database.
    counts = partial(count, view.searcher, query, clauses, now, budget, kept)
    counting = aside.begin(counts)
    deepest = max(1, DEEPEST_HIT // per_page)
    page = min(query.page, deepest)
    found = find(view, query, clauses, offset=(page - 1) * per_page, limit=per_page)
    pages = min(ceil(found.total / per_page), deepest)
    if page > max(pages, 1):
        page = max(pages, 1)
    if page != min(query.page, deepest) and found.total:
        found = find(view, query, clauses, offset=(page - 1) * per_page, limit=per_page)
    query = dataclasses.replace(query, page=page)
    kept.note_total(query, found.total)
    hits = _hits(query, found, (page - 1) * per_page, now)
    if counting is None:
        budget.lap()
    raw = counts(total=found.total) if counting is None else counting.result()
    made, raw = facets(view.searcher, query, clauses, now, budget, raw, found.total)
    if query.pay_min is not None:
        without_pay = found.total - found.reached
    elif query.pay_stated is not None:
        without_pay = 0 if query.pay_stated else found.total
    else:
        stated = {int(bucket["key"]): bucket["doc_count"] for bucket in raw["pay_stated"]["buckets"]}
        without_pay = stated.get(0, 0)
    return SearchPage(
        query=query,
        total=found.total,
        results=hits,
        page=page,
        pages=pages,
        without_pay=without_pay,
        without_years=found.without_years,
        facets=made,
        pay_bars=() if "pay_min" in budget.left_out else pay_bars(raw, query),
        chips=chips(query),
        clear_url=clear_url(query),
        clear_label=clear_label(query),
        sorts=_sorts(query),
        page_urls=_page_urls(query, pages),
        previous_url=query.replace(page=page - 1).url if page > 1 else "",
        next_url=query.replace(page=page + 1).url if page < pages else "",
        did_you_mean=did_you_mean(view.searcher, query, found.total, now),
        suggestions=suggestions(view.searcher, query, kept) if found.total == 0 else (),
        heading=heading(query, found.total),
        rates_as_of=latest_rates().as_of,
        left_out=tuple(budget.left_out),
    )


def _hits(query: SearchQuery, found: Found, offset: int, now: datetime) -> tuple[Hit, ...]:
    rows = load(found.ids)
    chosen = {skill.id for slug in query.skill if (skill := tables.skill_by_slug(slug))}
    centres = [place for slug in query.place if (place := tables.place_by_slug(slug))] if query.radius else []
    had = had_skills(query) if query.have else None
    hits = []
    for number, id_ in enumerate(found.ids, start=offset):
        posting = rows.get(id_)
        if posting is None or not posting.is_live(now):
            continue  # it went a moment ago; the index will know within a second
        hits.append(
            Hit(
                posting=posting,
                yearly_pay=yearly_pay(posting, query.currency if query.pay_min is not None else None),
                distance_km=_distance(posting, centres),
                matched_skills=_matched(posting, chosen) if chosen else (),
                lacking=_lacking(posting, had),
                share=_share(posting, had),
                reaches_pay=(tier := found.tier_of(number)).reaches_pay,
                states_years=tier.states_years,
            )
        )
    return tuple(hits)


def yearly_pay(posting: Posting, currency: str | None = None) -> YearlyPay | None:
    """The yearly figure of the band that pays most; None when none has one (no pay, or one sum for all)."""
    best, most = None, -1
    for band in posting.rows("salary_bands"):
        amount = band.yearly_maximum or band.yearly_minimum
        if amount is not None:
            cents = yearly_cents(amount, band.currency) or 0
            if cents > most:
                best, most = band, cents
    if best is None:
        return None
    minimum, maximum = (
        None if bound is None else bound.quantize(Decimal(1))
        for bound in (best.yearly_minimum, best.yearly_maximum)
    )
    converted = ""
    if currency and currency != best.currency:
        bounds = [
            None if bound is None else _rounded(convert(bound, best.currency, currency))
            for bound in (minimum, maximum)
        ]
        converted = written_range(bounds[0], bounds[1], currency)
    return YearlyPay(
        minimum, maximum, best.currency, written_range(minimum, maximum, best.currency), converted
    )


def _rounded(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(Decimal("1e2")).quantize(Decimal(1))


def _distance(posting: Posting, centres: Sequence[tables.PlaceEntry]) -> float | None:
    distances = [
        tables.distance_km(centre.latitude, centre.longitude, row.place.latitude, row.place.longitude)
        for centre in centres
        if centre.latitude is not None and centre.longitude is not None
        for row in posting.rows("places")
        if row.place.latitude is not None and row.place.longitude is not None
    ]
    return min(distances, default=None)


def _matched(posting: Posting, chosen: set[int]) -> tuple[str, ...]:
    known = tables.skills_by_id(skill.pk for skill in posting.required_skills)
    return tuple(
        skill.slug for skill in known.values() if skill.id in chosen or chosen.intersection(skill.ancestors)
    )


def _lacking(posting: Posting, had: set[int] | None) -> tuple[str, ...]:
    return (
        () if had is None else tuple(skill.name for skill in posting.required_skills if skill.pk not in had)
    )


def _share(posting: Posting, had: set[int] | None) -> int | None:
    required = posting.required_skills
    if had is None or not required:
        return None
    return 100 * sum(skill.pk in had for skill in required) // len(required)


_SORT_LABELS = {"match": "Skills I have", "relevance": "Best match", "newest": "Newest", "pay": "Highest pay"}


def _sorts(query: SearchQuery) -> tuple[tuple[str, str, bool, str], ...]:
    return tuple(
        (value, _SORT_LABELS[value], query.order == value, query.replace(sort=value).url)
        for value in query.orders
    )


def _page_urls(query: SearchQuery, pages: int) -> tuple[tuple[int | None, str], ...]:
    wanted = sorted(
        {1, pages, *range(query.page - 2, query.page + 3)} & set(range(1, pages + 1)),
    )
    urls: list[tuple[int | None, str]] = []
    before, address = 0, query.setting("page")
    for number in wanted:
        if number > before + 1:
            urls.append((None, ""))
        urls.append((number, address(str(number)) if number > 1 else query.replace(page=1).url))
        before = number
    return tuple(urls)


class _Cache:
    """The pages asked for last. Their key holds the index's generation, so a commit outdates them all."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Any, SearchPage] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Any) -> SearchPage | None:
        with self._lock:
            page = self._kept.get(key)
            if page is not None:
                self._kept.move_to_end(key)
            return page

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def put(self, key: Any, page: SearchPage) -> None:
        with self._lock:
            self._kept[key] = page
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


_cache = _Cache(PAGES_KEPT)


def forget() -> None:
    """Keep no page of before."""
    _cache.clear()
