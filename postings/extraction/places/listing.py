"""The list of findings made of the places decided on: each once, without the country of a city that is
listed too, and a long list of states as their country.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from postings.extraction.document import Document
from postings.extraction.finding import Finding, Location
from postings.extraction.gazetteer import key
from postings.extraction.place_names import Resolved
from postings.extraction.places.limits import MAX_PLACES

LONG_LIST = 7  # so many states of one country are a rule of where to live, not places of work


def _countries_of_long_lists(resolved: list[Resolved]) -> list[Resolved]:
    """A long list of states ("you must live in Alabama, Arizona, ...") as their country."""
    for country in dict.fromkeys(
        r.location.country for r in resolved if r.location.region and not r.location.city
    ):
        states = [
            r for r in resolved if r.location.country == country and r.location.region and not r.location.city
        ]
        if len({r.location.region for r in states}) < LONG_LIST:
            continue
        whole = replace(
            states[0],
            location=Location(None, None, country),
            spot=replace(states[0].spot, end=states[-1].spot.end),
        )
        cities = [r for r in resolved if r.location.city]
        resolved = [r for r in resolved if r.location.country != country or r.location.city]
        if not any(r.location.country == country for r in cities):
            resolved.append(whole)
        else:
            resolved.append(replace(whole, listed=True))
    return resolved


def as_findings(
    document: Document, resolved: Iterable[Resolved], confidence: float, rule: str
) -> tuple[Finding[Location], ...]:
    """The places as findings, in their order; less sure (0 to 1) where namesakes leave a doubt."""
    resolved = list(resolved)
    resolved = _countries_of_long_lists(resolved)
    with_city = {r.location.country for r in resolved if r.location.city}
    city_regions = {(r.location.country, r.location.region) for r in resolved if r.location.city}
    with_region = {r.location.country for r in resolved if r.location.region and not r.location.city}
    findings: dict[tuple[int | str | None, str | None, str | None], Finding[Location]] = {}
    for item in resolved:
        place = item.location
        if not place.city and not item.listed:
            if place.region and (place.country, place.region) in city_regions:
                continue  # the state of a city that is listed too
            if not place.region and (place.country in with_city or place.country in with_region):
                continue  # the country of a city that is listed too
        # One city under two names ("Milan", "Milano") is one place.
        own = item.spot.cities[0].id if place.city and item.spot.cities else place.city and key(place.city)
        name = (own, place.region, place.country)
        if name in findings:
            continue
        findings[name] = document.finding(
            place,
            item.spot.start,
            item.spot.end,
            confidence=round(confidence * item.certainty, 3),
            rule=rule,
        )
    if len(findings) > MAX_PLACES:
        # Too many to be places of work: what is left of such a list is the countries.
        return tuple(list(findings.values())[:MAX_PLACES])
    return tuple(findings.values())
