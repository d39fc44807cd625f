"""The countries where a remote job may be done, as places of their own beside its towns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document
from postings.extraction.finding import Eligibility, Finding, Location
from postings.extraction.gazetteer import gazetteer
from postings.extraction.place_names import mentions


def with_scope(
    document: Document, locations: tuple[Finding[Location], ...], eligible: Finding[Eligibility] | None
) -> tuple[Finding[Location], ...]:
    """The places with the countries of a remote job that stand beside a town: "Leeds or remote (UK only)".

    A country that only tells where the town lies ("Remote, Portugal - Lisbon") is none of its own, nor one
    that is written beside the town ("Iași, Romania").
    """
    if eligible is not None and _widens(locations, eligible):
        return (*locations, *_scope_countries(eligible, {place.value.country for place in locations}))
    if (
        eligible is None
        or eligible.value.worldwide
        or not 1 <= len(eligible.value.areas) <= 3
        or eligible.rule not in ("eligibility.beside_remote", "eligibility.demand", "eligibility.only")
        or not any(found.value.city for found in locations)
    ):
        return locations
    scope = eligible.quote
    if _RIGHT_TO_WORK.search(scope):
        return locations  # where people must be allowed to work, not where they may sit
    if "|" in scope:
        return locations  # "Remote | Australia" hangs on a title
    if eligible.rule == "eligibility.demand" and not _STRICT.search(scope):
        return locations
    start = eligible.start + len(scope)
    if any(
        eligible.start <= place.end and place.start <= start + 3 and place.value.city for place in locations
    ):
        return locations
    named = {
        mention.reading.country
        for mention in mentions(scope)
        if not (mention.reading.regions and not mention.reading.is_code)
        and not mention.reading.cities
        and not mention.reading.area
    }
    listed = {place.value.country for place in locations if not place.value.city}
    listed |= {
        mention.reading.country
        for place in locations
        for mention in mentions(place.quote)
        if mention.reading.country and not mention.reading.cities
    }
    return (*locations, *_scope_countries(eligible, listed, named))


def _widens(locations: tuple[Finding[Location], ...], eligible: Finding[Eligibility]) -> bool:
    """Whether a remote job's one country is among those that a sentence names: "in the US and Canada"."""
    areas = eligible.value.areas
    return (
        len(locations) == 1
        and not locations[0].value.city
        and not locations[0].value.region
        and locations[0].value.country in areas
        and 1 < len(areas) <= 4
        and eligible.rule in ("eligibility.beside_remote", "eligibility.demand")
        and eligible.start != locations[0].start
    )


def _scope_countries(
    eligible: Finding[Eligibility], listed: set[str | None], named: set[str | None] | None = None
) -> Iterator[Finding[Location]]:
    """The countries of a scope as places, without those that are listed; only ``named`` ones if given."""
    codes = gazetteer().countries
    for area in eligible.value.areas:
        if area in codes and area not in listed and (named is None or area in named):
            yield Finding(
                Location(None, None, area, codes[area].id),
                eligible.quote,
                eligible.start,
                eligible.start + len(eligible.quote),
                round(eligible.confidence * 0.9, 3),
                "places.scope",
            )


_RIGHT_TO_WORK = re.compile(
    r"\b(?:authori[sz]\w+|permitted|eligib\w+|entitled|allowed|right|legally|able) to (?:live and )?work\b"
    r"|\bwork (?:authori[sz]ation|permit|visa)\b|\bcitizen",
    re.IGNORECASE,
)
_STRICT = re.compile(r"\b(?:must|only|need|required|anywhere|have to|resid\w+)\b", re.IGNORECASE)
