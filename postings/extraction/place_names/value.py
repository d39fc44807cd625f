"""Reading a value: the places of "Lyon or Toulouse, France", each tied to its region or country."""

from __future__ import annotations

import re
from dataclasses import replace

from postings.extraction.gazetteer import gazetteer, key
from postings.extraction.place_names.meaning import proper_case, shown_name
from postings.extraction.place_names.mention import Mention, mentions
from postings.extraction.place_names.single import read_at
from postings.extraction.place_names.spot import Spot
from postings.extraction.place_names.words import NOT_A_CITY, has_other_words

_NEAR = re.compile(
    r"(?:\bnear(?:by)?|minutes? (?:from|to)|hours? (?:from|to)|outside(?: of)?|close to|suburbs? "
    r"of|(?:north|south|east|west) of|miles (?:from|of))"
    r"\s+(?:downtown |central |the )?$",
    re.IGNORECASE,
)
_AREA = re.compile(r"(?:\s+(?:metro|bay))?\s+area\s*\)", re.IGNORECASE)
_AREA_OF = re.compile(r"\s*(?:metro(?:politan)?\s*|bay\s+)?area\s*\(\s*", re.IGNORECASE)


def read_value(
    text: str, start: int, end: int, *, lower: bool = False, unknown: bool = False, whole: bool = False
) -> list[Spot]:
    """Places named in ``text[start:end]``, still without a choice between namesakes.

    ``unknown`` also takes "Smallville, OH" although the table lacks the city; ``whole`` says that the value
    is known to be a place, so a city named like an everyday word counts.
    """
    names = gazetteer()
    coded = _CODED.fullmatch(text, start, end)
    if coded and coded["country"] in names.countries and (lower or coded["region"] or not coded["city"]):
        return [_coded(coded)]
    found = mentions(text, start, end, lower=lower)
    spots: list[Spot] = []
    position, floor = 0, start
    while position < len(found):
        mention = found[position]
        spot, used = read_at(text, found, position, floor, unknown=unknown)
        if spot is not None:
            alone = not spot.qualified and not has_other_words(text, start, end, spot.start, spot.end)
            everyday = bool(spot.cities) and key(mention.text) in names.common_words
            if spots and (narrowed := _in_brackets(text, spots[-1], spot)) is not spot:
                if narrowed is None:
                    position += used
                    continue
                spot = narrowed
            if spots and spot.qualified and _AREA_OF.fullmatch(text, spots[-1].end, spot.start):
                spots.pop()  # "Washington DC Metro Area (Herndon, VA)" is about Herndon
            aside = spots and _is_aside(text, spot)
            if not aside and (not everyday or spot.qualified or (whole and alone)):
                spots.append(replace(spot, whole=alone))
            floor = found[position + used - 1].end
        position += used
    return spots


# "GB, LND, London", "US, , ": country, region and city as some boards export them.
_CODED = re.compile(r"\s*(?P<country>[A-Z]{2}),\s*(?P<region>[A-Z\d]{0,3})\s*,\s*(?P<city>[^,\n]{0,60}?)\s*")


def _coded(match: re.Match[str]) -> Spot:
    names = gazetteer()
    country, code = match["country"], f"{match['country']}-{match['region']}"
    region = code if code in names.regions else None
    reading = names.look_up(match["city"]) if match["city"] else None
    cities = reading.cities if reading else ()
    fits = tuple(row for row in cities if row.region_code == region) or tuple(
        row for row in cities if row.country == country
    )
    if reading and fits:
        mention = Mention(match.start("city"), match.end("city"), match["city"], reading)
        name = shown_name(mention, fits[0])
        return Spot(match.start("country"), match.end("city"), fits, name, fits[0].region_code, country, True)
    city = match["city"] if match["city"] and not NOT_A_CITY.search(match["city"]) else None
    end = match.end("city") if city else match.end("region")
    return Spot(
        match.start("country"), end, (), city and proper_case(city), region, country, qualified=bool(city)
    )


def _in_brackets(text: str, outer: Spot, spot: Spot) -> Spot | None:
    """A bare name in brackets after a city lies in the same region, or is a quarter that the table lacks."""
    if spot.qualified or not spot.cities or text[outer.end : spot.start].strip() != "(":
        return spot
    if spot.cities == outer.cities:
        return None  # "Valencia (Valencia/València)": the town and its province
    region, country = outer.region, outer.country
    if not outer.qualified and outer.cities:
        region, country = outer.cities[0].region_code, outer.cities[0].country
    inside = tuple(row for row in spot.cities if row.region_code == region and row.country == country)
    return replace(spot, cities=inside) if inside else None


def _is_aside(text: str, spot: Spot) -> bool:
    """Only says where another place lies: "(near Washington, DC)", "20 minutes from Ghent", "(DC area)"."""
    before, after = text[max(0, spot.start - 30) : spot.start], text[spot.end : spot.end + 16]
    return bool(_NEAR.search(before) or (before.endswith("(") and _AREA.match(after)))
