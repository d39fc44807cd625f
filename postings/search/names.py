"""What people type for a place, a skill or a company, as the row it names.

Addresses hold slugs; the search form has boxes to type into. Names, other spellings ("NYC", "UK", "golang")
and qualified names ("Paris, TX") are taken; what stays open goes to the larger place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from postings.extraction.gazetteer import PlaceRow, Reading, gazetteer
from postings.models import Company, Place, SkillAlias
from postings.search import tables
from postings.text import company_key, skill_key

LONGEST_CODE = 3  # "uk", "usa": codes count in small letters too when typed alone
# A city this large is meant rather than the region of its name ("New York", "São Paulo").
LARGE_CITY = 300_000


def place_named(text: str) -> tables.PlaceEntry | None:
    """The place, or None: country, then large city, then region, then city; qualifiers narrow the choice."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        return None
    table, written = tables.places(), ", ".join(parts)
    if match := re.fullmatch(r"(.+) \((country|region|city)\)", written, re.IGNORECASE):
        kinds: list[str] = [match[2].lower()]
        written = match[1]
    else:
        kinds = [Place.Kind.COUNTRY, Place.Kind.CITY, Place.Kind.REGION]
    shown = _by_shown_name(table)
    for kind in kinds:
        if found := shown.get((kind, written.casefold())):
            return found
    return _read(parts) if len(kinds) > 1 else None


def city_named(text: str) -> tables.PlaceEntry | None:
    """The largest city of that name, where the name means a region first."""
    reading = _reading(text)
    city = max(reading.cities, key=lambda row: row.population, default=None) if reading else None
    return tables.places().by_id.get(city.id) if city is not None else None


def name_to_type(place: tables.PlaceEntry) -> str:
    """What names the place when typed: its full name, with its kind where that alone means another place
    ("Berlin, Germany (region)"), or else its slug."""
    for name in (place.full_name, f"{place.full_name} ({place.kind})"):
        if place_named(name) == place:
            return name
    return place.slug


def _read(parts: list[str]) -> tables.PlaceEntry | None:
    reading = _reading(parts[0])
    if reading is None:
        return None
    within = [found for part in parts[1:] if (found := _reading(part)) is not None]
    if len(within) < len(parts) - 1:
        return None
    cities = [row for row in reading.cities if all(_lies_in(row, outer) for outer in within)]
    city = max(cities, key=lambda row: row.population, default=None)
    table = tables.places()
    if reading.country and not within:
        return table.country_by_code.get(reading.country)
    region = next(
        (
            place
            for code in reading.regions
            if all(outer.country in (None, code[:2]) for outer in within)
            and (place := _regions(table).get(code))
        ),
        None,
    )
    if region is not None and (city is None or city.population < LARGE_CITY):
        return region
    return table.by_id.get(city.id) if city is not None else None


def skill_slug_named(text: str) -> str | None:
    """The slug of the skill of that name or alias, or None."""
    return SkillAlias.objects.filter(key=skill_key(text)).values_list("skill__slug", flat=True).first()


def company_slug_named(text: str) -> str | None:
    """The slug of the company of that name, legal form and capitals aside, or None."""
    return Company.objects.filter(key=company_key(text)).values_list("slug", flat=True).first()


@lru_cache(maxsize=1)
def _by_shown_name(table: tables.PlaceTable) -> dict[tuple[str, str], tables.PlaceEntry]:
    """Places by kind and the name that pages show ("Austin, TX, US"); of namesakes the largest."""
    ascending = sorted(table.by_id.values(), key=lambda place: place.population)
    return {(place.kind, place.full_name.casefold()): place for place in ascending}


def _reading(written: str) -> Reading | None:
    names = gazetteer()
    found = names.look_up(written)
    if len(written) <= LONGEST_CODE and (found is None or not (found.country or found.regions)):
        return names.look_up(written.upper()) or found
    return found


def _lies_in(row: PlaceRow, outer: Reading) -> bool:
    if outer.regions and row.region_code in outer.regions:
        return True
    return outer.country is not None and row.country == outer.country


@lru_cache(maxsize=1)
def _regions(table: tables.PlaceTable) -> dict[str, tables.PlaceEntry]:
    """Regions by ISO 3166-2 code."""
    return {
        f"{place.country_code}-{place.region_code}": place
        for place in table.by_id.values()
        if place.kind == Place.Kind.REGION
    }
