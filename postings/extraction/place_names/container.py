"""A region or country, with the city that follows it ("CA - San Francisco") or, if such are wanted, a town
before it that the table lacks ("Smallville, OH").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.gazetteer import Reading, gazetteer
from postings.extraction.place_names.meaning import fitting, is_container, is_state, proper_case, shown_name
from postings.extraction.place_names.mention import Mention
from postings.extraction.place_names.neighbours import (
    TRADE_CODES,
    WORD_CODES,
    among_countries,
    code_alone,
    next_joined,
    qualified_cities,
)
from postings.extraction.place_names.spot import Spot
from postings.extraction.place_names.words import CONTAINS, NOT_A_CITY, QUALIFIES, REMOTE_BEFORE

_UNKNOWN_CITY = re.compile(
    r"(?:^|[;|,/(\[\n:•·–—]|\s-\s|\bin\b|\bor\b)\s*"
    r"(?P<city>[A-ZÀ-ÝŁŚŻ][\w.'’]+(?:[ -](?:[A-ZÀ-ÝŁŚŻ][\w.'’]+|of|the|de|del|da|do|di|la|le|les|"
    r"lez|lès|sur|en|am|an|im|der|bei|ob|"
    r"upon|on|by|under|y|d'[A-Z]\w+)){0,5})"
    r"(?:\s*(?:,|\s-)\s*|(?P<bare>\s))$"
)

# Codes of countries and states that are short for trades as well.

_MARKS = (",", "(", ":", "-", "–", "—")


def _is_region_of_city(text: str, found: Sequence[Mention], position: int, start: int) -> bool:
    """Whether the unlisted name is that of a region, in a language of its own, between a town of the country
    and the country: "Opole, Opolskie, Poland"."""
    town, country = found[position - 1] if position else None, found[position].reading.country
    return (
        town is not None
        and text[town.end : start].strip() == ","
        and any(row.country == country for row in town.reading.cities)
    )


def read_container(
    text: str, found: Sequence[Mention], position: int, floor: int, *, unknown: bool
) -> tuple[Spot | None, int]:
    """A region or country, with the city that follows or (``unknown``) an unlisted one that stands before."""
    mention = found[position]
    reading = mention.reading
    names = gazetteer()
    if not (reading.regions or reading.within or reading.country):
        return None, 1
    end, used = mention.end, 1
    before = text[max(floor, mention.start - 70) : mention.start]
    if (
        mention.text in WORD_CODES
        and REMOTE_BEFORE.search(before[-40:])
        and not before.rstrip().endswith(_MARKS)
    ):
        return None, 1  # "REMOTE OK (U.S. only)" is no job in Oklahoma; "Remote, OK" is
    city = _UNKNOWN_CITY.search(before) if unknown else None
    if city and city["bare"] and not (reading.is_code and is_state(reading) and len(mention.text) == 2):
        city = None
    if city and mention.text.rstrip(".") in TRADE_CODES:
        return None, 1  # "Machine Learning, ML"
    if city and city["city"].isupper() and len(city["city"]) <= 3:
        city = None  # "São Paulo, SP, Brasil"
    if city and (NOT_A_CITY.search(city["city"]) or names.look_up(city["city"]) is not None):
        city = None
    if city and _is_region_of_city(text, found, position, mention.start - len(before) + city.start("city")):
        city = None
    region = next((code for code in reading.regions if code in names.standing_alone), None)
    country = region[:2] if region else reading.country
    if region and reading.country and not reading.is_code and not city:  # Georgia
        region, country = _georgia(text, found, position, region, reading.country)
    listed = reading.is_code and bool(reading.country) and not city and among_countries(text, found, position)
    if listed and region:
        region, country = None, reading.country
    if not country and reading.within:
        country = reading.within[0]
    follower = next_joined(text, found, position, QUALIFIES)
    if follower and not follower.reading.cities:
        own = follower.reading
        if own.country and any(code.startswith(own.country) for code in reading.regions):
            region = next(code for code in reading.regions if code.startswith(own.country))
            country, end, used = own.country, follower.end, 2
        elif own.country and own.country in reading.within:
            country, end, used = own.country, follower.end, 2
        elif (
            country
            and not region
            and (inner := [c for c in own.regions if c[:2] == country])
            # "US OK" says yes to people in the US
            and not (follower.text in WORD_CODES and not text[mention.end : follower.start].strip())
        ):
            region, end, used = inner[0], follower.end, 2
    if reading.is_code and used == 1 and not (city or listed or code_alone(text, found, position, floor)):
        return None, 1
    if city and country:
        start = mention.start - len(before) + city.start("city")
        return Spot(start, end, (), proper_case(city["city"].strip()), region, country, qualified=True), used
    inner_city = next_joined(text, found, position + used - 1, CONTAINS)
    if inner_city and inner_city.reading.cities and (region or country):
        container = Reading(regions=(region,) if region else (), country=None if region else country)
        fits = fitting(inner_city.reading.cities, container)
        own_fits, own_used = qualified_cities(text, found, position + used)
        if fits and not (own_fits and own_fits[0] not in fits) and not is_container(inner_city.reading):
            row = own_fits[0] if own_fits else fits[0]
            last = found[position + used + own_used - 1]
            return Spot(
                mention.start,
                last.end,
                fits,
                shown_name(inner_city, row),
                row.region_code,
                row.country,
                qualified=True,
            ), used + own_used
    if not country:
        return None, 1  # a lesser region of some country, which says nothing alone
    if not region and not reading.country and not reading.within and used == 1:
        return None, 1
    return Spot(mention.start, end, (), None, region, country), used


def _georgia(
    text: str, found: Sequence[Mention], position: int, region: str, country: str
) -> tuple[str | None, str]:
    """A name of a state and of a country: the country among countries, else the state."""
    inner = next_joined(text, found, position, CONTAINS)
    rows = inner.reading.cities if inner else ()
    if rows and rows[0].country == country and not any(row.region_code == region for row in rows):
        return None, country  # "Georgia (Tbilisi)"
    others = [m.reading for n, m in enumerate(found) if n != position]
    countries = {r.country for r in others if r.country and not r.is_code and not r.cities}
    if countries and region[:2] not in countries and not any(is_state(r) for r in others):
        return None, country
    return region, region[:2]
