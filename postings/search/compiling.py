"""From a ``SearchQuery`` to clauses of the engine, one a facet, so that a facet's counts can leave its own
out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from tantivy import FieldType, Occur, Query, Searcher

from postings.languages import code_number
from postings.models import Place
from postings.rates import yearly_cents
from postings.search import tables
from postings.search.document import microseconds
from postings.search.query import SearchQuery
from postings.search.schema import (
    EMPLOYMENT_TYPES,
    MOST_REQUIRED,
    PAY_NOT_COMPARABLE,
    PAY_RANKED,
    REQUIRED_OF,
    SENIORITIES,
    WORKPLACES,
    WORLDWIDE,
    required_of,
    schema,
)
from postings.search.text import either, text_query

MOST_UNSIGNED = (1 << 64) - 1
ENDLESS = 1 << 63  # above every value of a column that tiers are told by


@dataclass(frozen=True, slots=True)
class Tier:
    """Hits that stand together in the list. ``column`` orders them, from its highest value down, where the
    order is not by score."""

    clauses: tuple[Query, ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()  # says the same: columns, from, up to and not including
    column: str = "newest"
    reaches_pay: bool = True  # False: not known to reach the seeker's minimum
    states_years: bool = True  # False: does not say how many years it asks for, and that was asked
    says: str = ""  # the name of a clause of the search that these clauses say more exactly

    def of(self, base: Query) -> Query:
        """Those of the hits of ``base``; scores stay as they are."""
        if not self.clauses:
            return base
        narrowed = [(Occur.Must, Query.const_score_query(clause, 0.0)) for clause in self.clauses]
        return Query.boolean_query([(Occur.Must, base), *narrowed])


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the hits must meet and what they must not, by the name of the parameter."""

    must: dict[str, Query]
    must_not: dict[str, tuple[Query, ...]]
    text: Query | None  # the one clause that scores
    found: Query | None  # finds the same as the text, without a score
    had: Query | None  # finds the same as the clause "have", with a score; where that gives the order
    tiers: tuple[Tier, ...]  # the hits of each stand above those of the next; together they are all

    def combined(self, *, without: Collection[str] = (), scoring: bool = False) -> Query:
        """All clauses but those named; with ``scoring`` the text gives the score, or the skills that are had
        where these give the order. Else nothing is scored."""
        parts = [
            (Occur.Must, Query.const_score_query(query, 0.0) if scoring else query)
            for name, query in self.must.items()
            if name not in without and not (scoring and self.had is not None and name == "have")
        ]
        if scoring and self.had is not None:
            parts.append((Occur.Must, self.had))
        if self.text is not None and self.found is not None:
            if scoring and self.had is not None:
                parts.append((Occur.Must, Query.const_score_query(self.found, 0.0)))
            else:
                parts.append((Occur.Must, self.text if scoring else self.found))
        if not parts:
            parts.append((Occur.Must, Query.all_query()))
        parts += [
            (Occur.MustNot, query)
            for name, queries in self.must_not.items()
            if name not in without
            for query in queries
        ]
        return Query.boolean_query(parts) if len(parts) > 1 else parts[0][1]


def between(field: str, lowest: int, highest: int, *, few: bool = False) -> Query:
    """Values from lowest to highest, both included. ``few`` says that few postings have one: they are then
    found by the sorted list of values, not by looking at the column of every posting."""
    return Query.range_query(
        schema(), field, FieldType.Unsigned, lowest, highest, True, True, use_inverted_index=few
    )


def one_of(field: str, values: Collection[int]) -> Query:
    """Has at least one of the values; nothing has one of none."""
    values = list(values)
    if not values:
        return Query.empty_query()
    if len(values) == 1:
        return Query.term_query(schema(), field, values[0])
    return Query.term_set_query(schema(), field, values)


def compile_query(
    query: SearchQuery, now: datetime, *, unfinished: bool = False, searcher: Searcher | None = None
) -> Clauses:
    """The clauses of the search at that moment. Names that have vanished meanwhile match nothing.
    ``unfinished``: the last word of the text may only be begun. Clauses for this ``searcher`` leave out what
    none of its postings has, which finds the same in less time."""
    must: dict[str, Query] = {}
    moment = microseconds(now)
    # Told as what is not live: those are few.
    must_not: dict[str, tuple[Query, ...]] = {
        "live": (
            between("published", moment + 1, MOST_UNSIGNED, few=True),
            between("expires", 0, moment, few=True),
        )
    }
    for name, field, codes in (
        ("workplace", "workplace", WORKPLACES),
        ("seniority", "seniority", SENIORITIES),
        ("employment", "employment", EMPLOYMENT_TYPES),
    ):
        if chosen := getattr(query, name):
            must[name] = one_of(field, [codes[value] for value in chosen])
    if query.place:
        must["place"] = _at(query)
    if query.open_to:
        country = tables.place_by_slug(query.open_to)
        must["open_to"] = one_of("open_to", [country.id, WORLDWIDE] if country else [])
    if query.skill:
        must["skill"] = _skills(query)
    if query.skill_not:
        unwanted = [skill.id for slug in query.skill_not if (skill := tables.skill_by_slug(slug))]
        must_not["skill_not"] = tuple(Query.term_query(schema(), "skill", id_) for id_ in unwanted)
    if query.have:
        must["have"] = _had(query, searcher, scored=False)
    if query.role:
        roles = [role.id for slug in query.role if (role := tables.role_by_slug(slug))]
        must["role"] = one_of("role", roles)
    if query.company:
        entries = [tables.company_by_slug(slug) for slug in query.company]
        must["company"] = one_of("company", [entry.id for entry in entries if entry])
    if query.posted:
        must["posted"] = between("published", microseconds(now - timedelta(days=query.posted)), MOST_UNSIGNED)
    if query.pay_stated is not None:
        must["pay_stated"] = Query.term_query(schema(), "pay_stated", int(query.pay_stated))
    if query.language:
        must["language"] = one_of("language", {code_number(code) for code in query.language})
    # The column is years + 1, and 0 where they are not stated: those stay in.
    if query.years_max is not None:
        must_not["years_max"] = (between("experience", query.years_max + 2, MOST_UNSIGNED),)
    if query.years_min:
        must_not["years_min"] = (between("experience", 1, query.years_min),)
    if query.years_stated:
        must["years_stated"] = between("experience", 1, MOST_UNSIGNED)
    by_pay = [Tier()]
    if query.pay_min is not None:
        threshold = yearly_cents(query.pay_min, query.currency, query.pay_period) or 1
        by_pay = [
            Tier(
                (_reaches(threshold, PAY_RANKED),),
                (("pay_reach", threshold, ENDLESS),),
                _column(query),
                says="pay_min",
            ),
            Tier(
                (Query.term_query(schema(), "pay_reach", 0),),
                (("pay_reach", 0, 1),),
                reaches_pay=False,
                says="pay_min",
            ),
        ]
        must["pay_min"] = _reaches(threshold, PAY_NOT_COMPARABLE)  # reaches it or cannot be compared
    elif query.order == "pay":
        # What has no pay to be ordered by is ordered by its date.
        by_pay = [
            Tier((between("pay_order", 1, MOST_UNSIGNED),), (("pay_order", 1, ENDLESS),), "pay_order"),
            Tier((between("pay_order", 0, 0),), (("pay_order", 0, 1),)),
        ]
    tiers = by_pay
    if query.asks_years and not query.years_stated:
        stated = between("experience", 1, MOST_UNSIGNED)
        unstated = Query.term_query(schema(), "experience", 0)
        tiers = [
            replace(
                tier,
                clauses=(*tier.clauses, clause),
                spans=(*tier.spans, ("experience", *span)),
                states_years=states,
            )
            for tier in by_pay
            for clause, span, states in ((stated, (1, ENDLESS), True), (unstated, (0, 1), False))
        ]
    text, found = (
        text_query(query.q, unfinished=unfinished, scored=scored) if query.q else None
        for scored in (True, False)
    )
    had = _had(query, searcher, scored=True) if query.have and query.order == "match" else None
    return Clauses(must, must_not, text, found, had, tuple(tiers))


def _reaches(threshold: int, most: int) -> Query:
    """Yearly pay from the threshold on, and up to ``most``, which is PAY_RANKED or PAY_NOT_COMPARABLE."""
    if threshold <= PAY_RANKED:
        return between("pay_rank", threshold, most)
    high = [between("pay_reach", threshold, MOST_UNSIGNED)]
    return either(high if most == PAY_RANKED else [*high, Query.term_query(schema(), "pay_reach", 0)])


def _column(query: SearchQuery) -> str:
    return "pay_order" if query.order == "pay" else "newest"


def _at(query: SearchQuery) -> Query:
    ids: set[int] = set()
    for slug in query.place:
        place = tables.place_by_slug(slug)
        if place is None:
            continue
        if query.radius and place.kind == Place.Kind.CITY:
            ids.update(tables.places().within(place, query.radius))
        else:
            ids.add(place.id)
    return one_of("place", ids)


def had_skills(query: SearchQuery) -> set[int]:
    """Ids of the skills the seeker has, with the broader ones that they cover."""
    found = [skill for slug in query.have if (skill := tables.skill_by_slug(slug))]
    return {id_ for skill in found for id_ in (skill.id, *skill.ancestors)}


def had_values(query: SearchQuery) -> list[int]:
    """The values of REQUIRED_OF that stand for a skill that the seeker has, by the number required."""
    had = sorted(had_skills(query))
    return [required_of(id_, number) for number in range(1, MOST_REQUIRED + 1) for id_ in had]


def _had(query: SearchQuery, searcher: Searcher | None, *, scored: bool) -> Query:
    """Enough of what is required is had. Scored: one for each required skill that the seeker has."""
    by_need: dict[int, list[int]] = {}  # how many must be had: what stands for one of them
    had = sorted(had_skills(query))
    for required in range(1, MOST_REQUIRED + 1):
        needed = max(1, ceil(required * query.have_share / 100))
        values = [required_of(id_, required) for id_ in had]
        if searcher is not None:
            values = [value for value in values if searcher.doc_freq(REQUIRED_OF, value)]
        if needed <= len(values):
            by_need.setdefault(needed, []).extend(values)
    if not by_need:
        return Query.empty_query()
    return either(_enough(values, needed, scored=scored) for needed, values in by_need.items())


def _enough(values: list[int], needed: int, *, scored: bool) -> Query:
    """So many of the values of REQUIRED_OF."""
    if needed == 1 and not scored:
        return Query.term_set_query(schema(), REQUIRED_OF, values)
    terms = [Query.term_query(schema(), REQUIRED_OF, value) for value in values]
    return Query.boolean_query(
        [(Occur.Should, Query.const_score_query(term, 1.0)) for term in terms],
        minimum_number_should_match=needed,
    )


def _skills(query: SearchQuery) -> Query:
    found = [tables.skill_by_slug(slug) for slug in query.skill]
    ids = [skill.id for skill in found if skill]
    if query.skill_mode == "any":
        return one_of("skill", ids)
    if not ids:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Must, Query.term_query(schema(), "skill", id_)) for id_ in ids])
