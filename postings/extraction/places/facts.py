"""Places of structured facts: JSON-LD ``jobLocation`` and the location fields of applicant tracking systems.

Reads plain location fields ("Lyon, France"), postal addresses (schema.org PostalAddress), and towns and
countries that stand in fields of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from postings.extraction.document import Document, Fact
from postings.extraction.gazetteer import Reading, gazetteer
from postings.extraction.place_names import NOT_A_CITY, Spot, fitting, mentions, read_value, shown_name

_FACT_LOCATION = re.compile(
    r"(?:^|\.)(?:(?:all_|secondary_|primary_|(?:job_)?requisition_|job_?|work_|office_|position_)?locations?"
    r"(?:_address|_city)?(?:\.(?:name|location|address|city|text|label|display_name|descriptor|location_name))?"
    r"|locations?_(?:name|text|raw|str|display)|position_location_display|candidate_required_location"
    r"|location_restrictions?|additional_offices?|office(?:\.(?:name|location))?|offices\.(?:name|location)|"
    r"job_geo|city|place|workplace_location)$"
)
_FACT_ADDRESS = re.compile(
    r"^(?P<owner>.*?)\.?(?P<part>address_locality|address_region|address_country(?:\.name)?|"
    r"street_address|postal_code)$"
)
_FACT_APPLICANT = re.compile(
    r"applicant_location_requirements(?:\.(?:name|address\.address_country|address_country))?$"
)
_NOT_FACT = re.compile(
    r"hiring_organization|organization\.|company_location|headquarter|breadcrumb|publisher|author|"
    r"billing|search"
)


_AREA_CODE = re.compile(r"\d[\dAB]\d?\s[-–]\s(?=[^\W\d_])")


def from_facts(document: Document) -> list[Spot]:
    facts = [fact for fact in document.facts if not _NOT_FACT.search(fact.name)]
    spots = _addresses(document, facts)
    flat, parts = _flat_addresses(document, facts)
    spots += flat
    plain: list[Spot] = []
    for fact in facts:
        if fact in parts:
            continue  # the town of an address, not to be read without its country
        if fact.name.startswith("offices.") and plain:
            continue  # where the firm sits, beside the location of the job
        if _FACT_LOCATION.search(fact.name) and fact.value:
            code = _AREA_CODE.match(fact.value)  # "38 - Grenoble"
            start = fact.start + (code.end() if code is not None else 0)
            value = read_value(document.text, start, fact.end, lower=True, unknown=True, whole=True)
            plain += value
    plain = _within_area(document, facts, plain)
    plain_names = any(s.city or s.cities for s in plain)
    # A board's own place line says which places count; its address repeats the first of them.
    if plain_names or (plain and not spots):
        spots = plain + [s for s in spots if not plain_names]
    if not spots:
        for fact in facts:
            if _FACT_APPLICANT.search(fact.name):
                spots += read_value(document.text, fact.start, fact.end, lower=True, whole=True)
    return spots


def _within_area(document: Document, facts: Sequence[Fact], plain: list[Spot]) -> list[Spot]:
    """The places that lie in the country which a list from the country down to the quarter begins with
    ("area": ["UK", "London", "Whitechapel"]); the list's own town where none does."""
    area = [fact for fact in facts if fact.name.endswith("location.area") and fact.value.strip()]
    code = _country_code(area[0].value) if area else None
    if code is None:
        return plain
    within: list[Spot] = []
    for spot in plain:
        cities = tuple(row for row in spot.cities if row.country == code)
        if spot.country in (None, code) and (cities or not spot.cities):
            within.append(replace(spot, cities=cities))
    if any(spot.city or spot.cities for spot in within):
        return within
    for fact in reversed(area[1:]):
        for spot in read_value(document.text, fact.start, fact.end, lower=True, whole=True):
            cities = tuple(row for row in spot.cities if row.country == code)
            if cities:
                return [replace(spot, cities=cities)]
    return within or plain


_FLAT_PARTS = {
    "city": "address_locality",
    "city_name": "address_locality",
    "state": "address_region",
    "state_name": "address_region",
    "province": "address_region",
    "region": "address_region",
    "country": "address_country",
    "country_name": "address_country",
    "country_code": "address_country",
}


def _flat_addresses(document: Document, facts: Sequence[Fact]) -> tuple[list[Spot], frozenset[Fact]]:
    """Places whose town and country are fields of their own ("city": "Athens", "country": "Greece"), and the
    facts that they are made of."""
    groups: list[dict[str, Fact]] = []
    latest: dict[str, tuple[dict[str, Fact], set[str]]] = {}  # by owner: its group and the names seen
    for fact in sorted(facts, key=lambda fact: document.received_span(fact.start, fact.end)):
        owner, _, leaf = fact.name.rpartition(".")
        if leaf not in _FLAT_PARTS or not fact.value.strip() or len(fact.value) > 60:
            continue
        if owner not in latest or leaf in latest[owner][1]:
            groups.append({})
            latest[owner] = (groups[-1], set())
        group, seen = latest[owner]
        seen.add(leaf)
        group.setdefault(_FLAT_PARTS[leaf], fact)
    towns = [group for group in groups if "address_locality" in group]
    if any(len(group) < 2 for group in towns) and any(len(group) > 1 for group in towns):
        return [], frozenset()  # a list of towns, with a province here and there that is another entry
    spots: list[Spot] = []
    used: set[Fact] = set()
    for group in groups:
        locality = group.get("address_locality")
        if locality is None or len(group) < 2 or "," in locality.value or _SEVERAL.search(locality.value):
            continue
        if found := _address(document, group):
            spots += found
            used |= {locality}
    return spots, frozenset(used)


_SEVERAL = re.compile(r"[;/|]|\b(?:and|or|remote)\b", re.IGNORECASE)


def _addresses(document: Document, facts: Sequence[Fact]) -> list[Spot]:
    """Places of schema.org PostalAddress facts: locality, region and country read together."""
    spots: list[Spot] = []
    group: dict[str, Fact] = {}
    owner: str | None = None
    for fact in (*facts, None):
        match = _FACT_ADDRESS.match(fact.name) if fact else None
        part = match["part"].removesuffix(".name") if match else ""
        if fact is None or (match and (match["owner"] != owner or part in group)):
            if group:
                spots += _address(document, group)
            group, owner = {}, None
        if fact and match and fact.value.strip():
            owner = match["owner"]
            group[part] = fact
    return spots


def _address(document: Document, group: dict[str, Fact]) -> list[Spot]:
    names = gazetteer()
    locality, region, country = (group.get(f"address_{part}") for part in ("locality", "region", "country"))
    code = _country_code(country.value) if country else None
    region_reading = names.look_up(region.value.strip()) if region else None
    in_region = tuple(
        c for c in (region_reading.regions if region_reading else ()) if code is None or c[:2] == code
    )
    if region and code and not in_region and f"{code}-{region.value.strip().upper()}" in names.regions:
        in_region = (f"{code}-{region.value.strip().upper()}",)
    if code is None and in_region:
        code = in_region[0][:2]
    if locality is None:
        anchor = region if in_region else country
        if anchor is None or code is None:
            return []
        return [Spot(anchor.start, anchor.end, (), None, in_region[0] if in_region else None, code)]
    found = mentions(document.text, locality.start, locality.end, lower=True)
    cities = next((m for m in found if m.reading.cities), None)
    allowed = Reading(regions=in_region, country=code)
    if cities:
        fits = fitting(cities.reading.cities, allowed) if (code or in_region) else ()
        if fits:
            return [
                Spot(
                    locality.start,
                    locality.end,
                    fits,
                    shown_name(cities, fits[0]),
                    fits[0].region_code,
                    fits[0].country,
                    True,
                )
            ]
        if code is None:
            return [Spot(locality.start, locality.end, cities.reading.cities)]
    spots = read_value(document.text, locality.start, locality.end, lower=True, unknown=True, whole=True)
    if spots and any(s.country == code for s in spots):
        return spots
    name = locality.value.strip().partition(",")[0]
    if NOT_A_CITY.search(name) or not name:
        return (
            [Spot(locality.start, locality.end, (), None, in_region[0] if in_region else None, code)]
            if code
            else []
        )
    return [Spot(locality.start, locality.end, (), name, in_region[0] if in_region else None, code, True)]


def _country_code(value: str) -> str | None:
    value = value.strip()
    names = gazetteer()
    if value.upper() in names.countries:
        return value.upper()
    reading = names.look_up(value)
    return reading.country if reading else None
