"""What a name of the gazetteer may mean (a state, a country, one of several cities), and how to write it."""

from __future__ import annotations

from collections.abc import Sequence

from postings.extraction.gazetteer import PlaceRow, Reading, gazetteer, key
from postings.extraction.place_names.mention import Mention


def proper_case(name: str) -> str:
    """The name as written, or in title case if all its letters are capitals or small."""
    return name.title() if len(name) > 3 and (name.isupper() or name.islower()) else name


def is_state(reading: Reading) -> bool:
    """A state of the US or a province of Canada bears the name or the code."""
    return any(code[:2] in ("US", "CA") for code in reading.regions)


def is_container(reading: Reading) -> bool:
    """The name is first of all that of a region or country: "Ontario", "Mexico", not "New York", "Madrid"."""
    if not reading.cities:
        return True
    if reading.country and not only_city_is_country(reading):
        return True
    if reading.within and reading.cities[0].population < 600_000:
        return True
    top = reading.cities[0]
    standing = gazetteer().standing_alone
    # New York, Washington, Quebec: the city unless a qualifier says otherwise.
    return (
        any(code in standing and code[:2] in ("US", "CA") for code in reading.regions)
        and top.population < 600_000
    )


def only_city_is_country(reading: Reading) -> bool:
    """City states: Singapore, Hong Kong, Luxembourg, Monaco."""
    return bool(reading.country and reading.cities and reading.cities[0].country == reading.country)


def fitting(cities: Sequence[PlaceRow], reading: Reading) -> tuple[PlaceRow, ...]:
    """The candidates that a region or country beside the name allows, regions first."""
    for test in (
        lambda row: row.region_code in reading.regions,
        lambda row: row.country == reading.country,
        lambda row: row.country in reading.within,
    ):
        fits = tuple(row for row in cities if test(row))
        if fits:
            return fits
    metropolis = reading.metropolis
    if metropolis:
        code = metropolis.rpartition(", ")[2]
        return tuple(row for row in cities if code in (row.region_code, row.country))
    return ()


def shown_name(mention: Mention, row: PlaceRow) -> str:
    """The name to report: the main name, or the text's if it is another full name of the same city."""
    names = gazetteer()
    shown = mention.reading.shown
    if shown and mention.reading.cities[0].id == row.id and key(shown) != key(row.name):
        return shown
    return names.main_names.get(row.id, row.name)
