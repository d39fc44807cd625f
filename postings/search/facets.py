"""How many hits each choice would have.

A facet's counts leave out its own selection, so that they tell what choosing another value gives. Skills
are the exception while all chosen ones are wanted: there the counts are within the selection, since another
choice narrows it.

A facet for whose counts no time was left (see ``counting``) tells only its selected values. Their counts are
exact all the same, since whatever has a selected value meets the facet's own selection.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tantivy import Searcher

from postings.filters import EMPLOYMENT_TYPES as EMPLOYMENT_LABELS
from postings.filters import SENIORITIES as SENIORITY_LABELS
from postings.filters import WORKPLACES as WORKPLACE_LABELS
from postings.languages import code_number, language_code, language_name, number_code
from postings.search import pay, tables
from postings.search.compiling import Clauses
from postings.search.counting import (
    CITIES_SHOWN,
    COUNTRIES_SHOWN,
    LANGUAGES_SHOWN,
    REGIONS_SHOWN,
    ROLES_SHOWN,
    Budget,
    Hits,
    count,
    counts_by_start,
    pay_starts,
    values_of,
)
from postings.search.document import microseconds
from postings.search.query import POSTED_DAYS, YEARS_OFFERED, SearchQuery
from postings.search.schema import (
    EMPLOYMENT_TYPES,
    SENIORITIES,
    UNSTATED,
    WORKPLACES,
)


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


def pay_bars(raw: dict[str, Any], query: SearchQuery) -> tuple[PayBar, ...]:
    """The histogram beside the filter of pay; it leaves out what the seeker asked of pay."""
    edges = pay.edges(query.currency, query.pay_period)
    if pay.is_indexed(query.currency, query.pay_period):
        counts = values_of(raw, "pay")
        numbers = [counts.get(number, 0) for number in range(1, pay.BARS + 1)]
    else:
        by_start = counts_by_start(raw["pay"])
        numbers = [by_start.get(start, 0) for start in pay_starts(query)]
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
    hits = Hits(searcher, query, clauses, budget, total)
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
    counts = values_of(raw, name)
    chosen, address = getattr(query, name), query.adding(name)
    options = tuple(
        Option(value, str(text), counts.get(codes[value], 0), value in chosen, address(value))
        for value, text in labels
    )
    return Facet(name, label, options, bool(chosen))


def _skill_facet(hits: Hits, raw: dict[str, Any]) -> Facet:
    query = hits.query
    counts = values_of(raw, "skill")
    chosen = [skill.id for slug in query.skill if (skill := tables.skill_by_slug(slug))]
    missing = [id_ for id_ in chosen if id_ not in counts]
    counts |= hits.missing("skill", missing, chosen, [raw["skill"]])
    entries, address = tables.skills_by_id(counts), query.adding("skill")
    options = [
        Option(skill.slug, skill.name, counts[id_], id_ in chosen, address(skill.slug))
        for id_, skill in entries.items()
    ]
    return Facet("skill", "Required skills", _ranked(options), bool(chosen))


def _role_facet(hits: Hits, raw: dict[str, Any]) -> Facet:
    query = hits.query
    counts = values_of(raw, "role")
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


def _company_facet(hits: Hits, raw: dict[str, Any]) -> Facet:
    query = hits.query
    counts = values_of(raw, "company")
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
    numbers = values_of(raw, "language")
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
    counts = values_of(raw, "experience")
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
    by_start = counts_by_start(raw["posted"])
    options, running, address = [], 0, query.setting("posted")
    for days in sorted(POSTED_DAYS):
        running += by_start.get(microseconds(now - timedelta(days=days)), 0)
        selected = query.posted == days
        url = query.without("posted").url if selected else address(str(days))
        label = "Past day" if days == 1 else f"Past {days} days"
        options.append(Option(str(days), label, running, selected, url))
    return Facet("posted", "Posted", tuple(options), bool(query.posted))


def _pay_stated_facet(raw: dict[str, Any], query: SearchQuery) -> Facet:
    counts = values_of(raw, "pay_stated")
    options = []
    for stated, label in ((True, "Only with stated pay"), (False, "Only without stated pay")):
        selected = query.pay_stated is stated
        url = query.replace(pay_stated=None if selected else stated).url
        options.append(Option(str(int(stated)), label, counts.get(stated, 0), selected, url))
    return Facet("pay_stated", "Pay stated", tuple(options), query.pay_stated is not None)


def _place_facet(hits: Hits, raw: dict[str, Any]) -> Facet:
    """The largest countries, and beneath them their largest regions and cities of the hits; what is chosen is
    always there with its ancestors."""
    query = hits.query
    counts = values_of(raw, "country") | values_of(raw, "region") | values_of(raw, "city")
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
