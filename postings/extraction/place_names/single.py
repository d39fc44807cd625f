"""The one place that begins at a name, with the names that qualify it: "Austin" + "TX" + "USA"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.gazetteer import PlaceRow, gazetteer
from postings.extraction.place_names.container import read_container
from postings.extraction.place_names.meaning import (
    is_container,
    is_state,
    only_city_is_country,
    proper_case,
    shown_name,
)
from postings.extraction.place_names.mention import Mention
from postings.extraction.place_names.neighbours import (
    among_states,
    city_meant,
    code_stands,
    next_joined,
    of_another_country,
    qualified_cities,
)
from postings.extraction.place_names.spot import Spot
from postings.extraction.place_names.words import NOT_A_CITY, QUALIFIES, REMOTE_BEFORE


def read_at(
    text: str, found: Sequence[Mention], position: int, floor: int, *, unknown: bool
) -> tuple[Spot | None, int]:
    """The place that begins at mention ``position`` and how many mentions it takes up."""
    mention = found[position]
    reading = mention.reading
    follower = next_joined(text, found, position, QUALIFIES)
    if reading.metropolis and not follower:
        return _metropolis(mention), 1
    as_container = is_container(reading) and not city_meant(text, found, position)
    if reading.cities and not as_container and not among_states(text, found, position):
        fits, used = qualified_cities(text, found, position)
        if fits:
            last = found[position + used - 1]
            # An unlisted namesake of a big city ("Portland, Ontario") never gets here: nothing fits.
            row = fits[0]
            spot = Spot(
                mention.start,
                last.end,
                fits,
                shown_name(mention, row),
                row.region_code,
                row.country,
                qualified=True,
            )
            return spot, used
        if (
            follower
            and is_state(follower.reading)
            and is_container(follower.reading)
            and not is_state(reading)
        ):
            bare_code = follower.reading.is_code and code_stands(text, follower)
            if (bare_code or "," in text[mention.end : follower.start]) and follower.text not in (
                "NY",
                "LA",
                "DC",
            ):
                state = next(code for code in follower.reading.regions if code[:2] in ("US", "CA"))
                start = _town_start(text, floor, mention)
                name = proper_case(text[start : mention.end])  # "Glen Allen, VA" is not Allen
                stated = Spot(start, follower.end, (), name, state, state[:2], qualified=True)
                return stated, 2
        if unknown and not reading.area and of_another_country(text, found, position):
            # "Waterloo, Australia": a namesake that the table lacks.
            far = found[position + 1]
            country = far.reading.country
            return Spot(
                mention.start, far.end, (), proper_case(mention.text), None, country, qualified=True
            ), 2
        if only_city_is_country(reading) and REMOTE_BEFORE.search(
            text[max(floor, mention.start - 40) : mention.start]
        ):
            return Spot(mention.start, mention.end, country=reading.country), 1
        if reading.metropolis:
            return _metropolis(mention), 1
        if reading.area:
            return None, 1
        if local := _by_postcode(text, mention):
            row = local[0]
            return Spot(
                mention.start,
                mention.end,
                local,
                shown_name(mention, row),
                row.region_code,
                row.country,
                True,
            ), 1
        shown = (reading.cities[0].id, shown_name(mention, reading.cities[0])) if reading.shown else None
        return Spot(mention.start, mention.end, reading.cities, shown=shown), 1
    if reading.metropolis:
        return _metropolis(mention), 1
    return read_container(text, found, position, floor, unknown=unknown)


_FIRST_WORDS = re.compile(
    r"(?:[;|,/(\[\n:•·–—]\s*|\b(?:in|at|near|from)\s)(?P<words>(?:[A-Z][\w'’]+\.?[ ]){1,2})$"
)
_SMALL_WORD = re.compile(
    r"\b(?:for|the|our|your|this|and|or|in|at|near|from|to|of|by|with|all|we)\b", re.IGNORECASE
)
_REACH = 40  # characters before a name in which its first words are looked for


def _town_start(text: str, floor: int, mention: Mention) -> int:
    """Where an unlisted town begins whose last word alone is a name of the table: "Glen Allen, VA"."""
    before = text[max(floor, mention.start - _REACH) : mention.start]
    if mention.start - floor <= _REACH:
        before = "\n" + before
    longer = _FIRST_WORDS.search(before)
    if longer is None or NOT_A_CITY.search(longer["words"]) or _SMALL_WORD.search(longer["words"]):
        return mention.start
    return mention.start - len(longer["words"])


_LOCAL_POSTCODES = (
    ("GB", re.compile(r",?\s+[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")),
    ("CA", re.compile(r",?\s+[A-Z]\d[A-Z]\s\d[A-Z]\d\b")),
    ("NL", re.compile(r",?\s+\d{4}\s[A-Z]{2}\b")),
)


def _by_postcode(text: str, mention: Mention) -> tuple[PlaceRow, ...]:
    """Candidates in the country whose post code follows: "Washington, NE38 8AF" is in England."""
    for country, pattern in _LOCAL_POSTCODES:
        if pattern.match(text, mention.end):
            return tuple(row for row in mention.reading.cities if row.country == country)
    return ()


def _metropolis(mention: Mention) -> Spot:
    target = mention.reading.metropolis
    assert target is not None
    name, _, code = target.rpartition(", ")
    if name:
        row = gazetteer().city_of(target)
        return Spot(
            mention.start,
            mention.end,
            (row,),
            shown_name(mention, row),
            row.region_code,
            row.country,
            True,
            False,
            True,
        )
    region = code if "-" in code else None
    return Spot(mention.start, mention.end, (), None, region, code[:2], metropolis=True)
