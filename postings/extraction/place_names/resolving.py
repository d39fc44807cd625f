"""Choosing between namesakes by joint constraint.

A named region counts before a named country before the other places of the text before the ten times larger
namesake; otherwise the best guess has a low certainty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from postings.extraction.finding import Location
from postings.extraction.gazetteer import PlaceRow, gazetteer
from postings.extraction.place_names.hints import countries_hinted
from postings.extraction.place_names.spot import Spot

DOMINANCE = 10  # a namesake this many times larger is meant when nothing else decides


@dataclass(frozen=True, slots=True)
class Resolved:
    """A place decided on, with how sure the choice between namesakes is (0 to 1)."""

    spot: Spot
    location: Location
    certainty: float
    listed: bool = False  # a country told by a long list of its states; stands beside its cities


def resolve(spots: Sequence[Spot], text: str) -> list[Resolved]:
    """Decide each spot by what stands beside it, then by the others, then by size.

    ``text`` is the whole text, whose web addresses, post codes and currencies point to countries.
    """
    regions = {s.region for s in spots if s.region and (s.qualified or not s.cities)}
    countries = {s.country for s in spots if s.country and (s.qualified or not s.cities)}
    if not countries:
        # Several bare cities vote: one country in which each of them exists, and each is big enough to be
        # meant.
        votes = [
            frozenset(row.country for row in s.cities if row.population * 40 > s.cities[0].population)
            for s in spots
        ]
        if len(votes) > 1 and all(votes):
            common = frozenset.intersection(*votes)
            countries = set(common) if len(common) == 1 else set()
    resolved = []
    hints: frozenset[str] | None = None
    # "Edinburgh, Newcastle": what is sure beside a doubtful name tells its country.
    beside = {
        row.country
        for s in spots
        if not s.qualified and s.cities
        for row, certainty in (_choose(s.cities, regions, countries, frozenset()),)
        if certainty >= 0.9 and len(spots) > 1
    }
    for spot in spots:
        if spot.qualified or not spot.cities:
            certainty = 1.0 if spot.qualified or not spot.metropolis else 0.9
            resolved.append(Resolved(spot, _location(spot), certainty))
            continue
        if hints is None and len(spot.cities) > 1:
            hints = countries_hinted(text)
        row, certainty = _choose(spot.cities, regions, countries, hints or frozenset())
        if certainty < 0.85 and row.country not in beside:
            near = [city for city in spot.cities if city.country in beside]
            reach = 3 if row.population >= 500_000 else 15
            if near and near[0].population * reach >= row.population:
                row, certainty = near[0], 0.85
        chosen = replace(
            spot, city=_shown_row(spot, row), region=row.region_code, country=row.country, cities=(row,)
        )
        resolved.append(Resolved(chosen, _location(chosen), certainty))
    return resolved


def _shown_row(spot: Spot, row: PlaceRow) -> str:
    if spot.city is not None:
        return spot.city
    if spot.shown and spot.shown[0] == row.id:
        return spot.shown[1]
    return gazetteer().main_names.get(row.id, row.name)


# How often job texts name a country's cities, relative to their people: a bare "San Mateo" is in California,
# not the larger one in the Philippines.
_NAMED_OFTEN = {"US": 8.0, "CA": 5.0, "GB": 5.0, "IE": 5.0, "AU": 4.0} | dict.fromkeys(
    [
        "AT",
        "BE",
        "CH",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "IL",
        "IT",
        "LT",
        "LV",
        "NL",
        "NO",
        "NZ",
        "PL",
        "PT",
        "RO",
        "SE",
        "SG",
    ],
    3.0,
)


def _weight(row: PlaceRow) -> float:
    return row.population * _NAMED_OFTEN.get(row.country, 1.0)


def _choose(
    cities: Sequence[PlaceRow], regions: set[str], countries: set[str], hints: frozenset[str]
) -> tuple[PlaceRow, float]:
    if len(cities) == 1:
        return cities[0], 0.95 if cities[0].population >= 100_000 else 0.85
    cities = sorted(cities, key=lambda row: (-_weight(row), row.id))
    top, second = cities[0], cities[1]
    for row in cities:
        if row.region_code in regions and row.population * 40 >= top.population:
            return row, 0.95
    # "Vancouver, Seattle": the other places do not turn a metropolis into its small namesake.
    metropolis = top.population >= 500_000
    for evidence, reach in ((countries, 3 if metropolis else 40), (hints, 3 if metropolis else 15)):
        for row in cities:
            if row.country in evidence and (row.population * reach >= top.population or row.id == top.id):
                return row, 0.93
    if _weight(top) >= DOMINANCE * max(_weight(second), 1):
        return top, 0.93
    return top, 0.8 if _weight(top) >= 3 * _weight(second) else 0.5


def _location(spot: Spot) -> Location:
    names = gazetteer()
    region = (
        spot.region[3:] if spot.region and spot.region[:2] in ("US", "CA") and len(spot.region) == 5 else None
    )
    if spot.city and spot.cities:
        id_: int | None = spot.cities[0].id
    elif spot.region in names.regions and (spot.city is None or region):
        id_ = names.regions[spot.region or ""].id
    else:
        id_ = names.countries[spot.country].id if spot.country in names.countries else None
    return Location(spot.city, region, spot.country, id_)
