"""The chosen filters as removable chips, and the search as a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from postings.filters import EMPLOYMENT_TYPES, SENIORITIES, WORKPLACES
from postings.languages import language_name
from postings.money import written_amount
from postings.search import tables
from postings.search.query import SearchQuery
from postings.search.schema import UNSTATED

LABELS = {
    "q": "Words",
    "place": "Place",
    "workplace": "Remote policy",
    "open_to": "Open to",
    "pay_min": "Pay",
    "pay_stated": "Pay",
    "skill": "Skill",
    "skill_not": "Without skill",
    "have": "I have",
    "role": "Role",
    "seniority": "Level",
    "employment": "Employment",
    "language": "Language",
    "years_max": "Experience",
    "years_min": "Experience",
    "years_stated": "Experience",
    "company": "Company",
    "posted": "Posted",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value: ``label`` names the filter, ``remove_url`` is the search without it."""

    name: str
    label: str
    value_label: str
    remove_url: str


def place_label(slug: str) -> str:
    place = tables.place_by_slug(slug)
    return place.full_name if place else slug


def _place_in_sentence(slug: str) -> str:
    place = tables.place_by_slug(slug)
    return place.in_sentence if place else slug


def skill_label(slug: str) -> str:
    skill = tables.skill_by_slug(slug)
    return skill.name if skill else slug


def role_label(slug: str) -> str:
    role = tables.role_by_slug(slug)
    return role.name if role else slug


def company_label(slug: str) -> str:
    company = tables.company_by_slug(slug)
    return company.name if company else slug


def pay_label(query: SearchQuery) -> str:
    """ "at least €60,000 a year"."""
    assert query.pay_min is not None
    article = "an" if query.pay_period == "hour" else "a"
    return f"at least {written_amount(Decimal(query.pay_min), query.currency)} {article} {query.pay_period}"


def posted_label(days: int) -> str:
    return "past day" if days == 1 else f"past {days} days"


def years_words(years: int) -> str:
    return "no experience" if years == 0 else "1 year" if years == 1 else f"{years} years"


def value_labels(query: SearchQuery, name: str) -> list[tuple[str | None, str]]:
    """(value, text for people) of each chosen value of the parameter; the value is None where there is only
    one."""
    match name:
        case "workplace" | "seniority" | "employment":
            choices = {"workplace": WORKPLACES, "seniority": SENIORITIES, "employment": EMPLOYMENT_TYPES}[
                name
            ]
            labels = {value: str(label) for value, label in choices}
            return [(value, labels[value]) for value in labels if value in getattr(query, name)]
        case "place":
            near = f" + {query.radius} km" if query.radius else ""
            return [(slug, place_label(slug) + near) for slug in query.place]
        case "skill" | "skill_not" | "have":
            return [(slug, skill_label(slug)) for slug in getattr(query, name)]
        case "role":
            return [(slug, role_label(slug)) for slug in query.role]
        case "company":
            return [(slug, company_label(slug)) for slug in query.company]
        case "q":
            return [(None, query.q)] if query.q else []
        case "open_to":
            return [(None, place_label(query.open_to))] if query.open_to else []
        case "pay_min":
            return [(None, pay_label(query))] if query.pay_min is not None else []
        case "pay_stated":
            if query.pay_stated is None:
                return []
            return [(None, "stated only" if query.pay_stated else "not stated")]
        case "language":
            return [
                (code, "not known" if code == UNSTATED else language_name(code)) for code in query.language
            ]
        case "years_max":
            return [] if query.years_max is None else [(None, f"I have {years_words(query.years_max)}")]
        case "years_min":
            return [(None, f"at least {years_words(query.years_min)}")] if query.years_min else []
        case "years_stated":
            return [(None, "stated only")] if query.years_stated else []
        case "posted":
            return [(None, posted_label(query.posted))] if query.posted else []
    return []


def chips(query: SearchQuery) -> tuple[Chip, ...]:
    """One for each chosen value, in the order of the parameters. Their links keep the order of the hits."""
    found = []
    for name, label in LABELS.items():
        if chosen := value_labels(query, name):
            several = isinstance(getattr(query, name), tuple)
            address = query.adding(name) if several else lambda _, name=name: query.without(name).url
            found += [Chip(name, label, text, address(value or "")) for value, text in chosen]
    return tuple(found)


def clear_url(query: SearchQuery) -> str:
    """See ``clear_label``."""
    return kept_by_clearing(query).url


def kept_by_clearing(query: SearchQuery) -> SearchQuery:
    """What stays when the filters are cleared: the text, while there is anything else to clear."""
    text_only = SearchQuery(q=query.q, sort=query.sort)
    return text_only if query.replace(page=1) != text_only else SearchQuery()


def clear_label(query: SearchQuery) -> str:
    """Says what clearing leaves."""
    kept = kept_by_clearing(query)
    return f"Clear filters, keep “{kept.q}”" if kept.q else "Clear all filters"


def _listed(values: Iterable[str], word: str = "or") -> str:
    values = list(values)
    if len(values) > 3:
        return f"{values[0]}, {values[1]} {word} {len(values) - 2} more"
    return f" {word} ".join(filter(None, [", ".join(values[:-1]), *values[-1:]]))


def heading(query: SearchQuery, total: int) -> str:
    """ "42 remote Python jobs in Berlin, Germany": for the page's title and its live region."""

    def texts(name: str) -> list[str]:
        return [text for _, text in value_labels(query, name)]

    def stated(name: str) -> list[str]:
        return [text.lower() for text in texts(name) if text != "Not stated"]

    words = [
        f"{total:,}",
        _listed(stated("workplace")),
        _listed(stated("seniority")),
        _listed(stated("employment")),
    ]
    words.append(_listed(texts("skill"), "or" if query.skill_mode == "any" else "and"))
    words.append("job" if total == 1 else "jobs")
    sentence = " ".join(filter(None, words))
    if query.q:
        sentence += f" for “{query.q}”"
    if query.role:
        sentence += f" as {_listed(texts('role'))}"
    if query.have:
        sentence += f" for people with {_listed(texts('have'), 'and')}"
    if query.company:
        sentence += f" at {_listed(texts('company'))}"
    if query.place:
        within = f"within {query.radius} km of " if query.radius else "in "
        sentence += f" {within}{_listed(_place_in_sentence(slug) for slug in query.place)}"
    if query.open_to:
        sentence += f" open to people in {_place_in_sentence(query.open_to)}"
    if query.pay_min is not None:
        sentence += f" paying {pay_label(query)}"
    if query.years_max is not None:
        some = f"for up to {years_words(query.years_max)} of experience"
        sentence += f" {some}" if query.years_max else " for people without experience"
    if query.years_min:
        sentence += " and" if query.years_max is not None else " asking for"
        sentence += f" at least {years_words(query.years_min)}"
    if query.language:
        sentence += f" written in {_listed(texts('language'))}"
    if query.posted:
        sentence += f" from the {posted_label(query.posted)}"
    return sentence
