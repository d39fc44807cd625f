"""Places that a sentence adds to those of a label or header: "this position is based in ...", "our Munich
or Vienna office", and the country of "anywhere in the U.S.".
"""

from __future__ import annotations

import re

from postings.extraction.document import Document, Zone
from postings.extraction.gazetteer import gazetteer
from postings.extraction.place_names import Mention, Resolved, Spot, mentions, read_value, resolve
from postings.extraction.places.limits import PROSE_CHARS
from postings.extraction.places.place_only import is_place_only
from postings.extraction.places.prose import after_cue

_ANYWHERE = re.compile(
    r"\banywhere\s+(?:with)?in\s+(?:the\s+)?(?:continental\s+|contiguous\s+)?", re.IGNORECASE
)


def country_of_remote(document: Document) -> list[Spot]:
    """The country of "you can work remotely from anywhere in the U.S.", said beside the place
    of an office."""
    text = document.text[:PROSE_CHARS]
    for match in _ANYWHERE.finditer(text):
        line = document.line_at(match.start())
        if line is None or line.zone in (Zone.LEGAL, Zone.CHROME):
            continue
        found = mentions(text, match.end(), min(line.end, match.end() + 40))
        if (
            found
            and found[0].start == match.end()
            and found[0].reading.country
            and not found[0].reading.cities
        ):
            spots = read_value(text, found[0].start, found[0].end)
            return [spot for spot in spots if spot.country and not spot.region and not spot.city][:1]
    return []


_ROLE_BASE = re.compile(
    r"\b(?:role|position|job|internship|poste|stelle|puesto|vaga)\b[^.;\n]{0,40}?\b(?:based|located|bas[ée]e?s?|situé\w*"
    r"|ubicad[oa]|localizad[oa])\s+(?:in|at|out of|à|en|em)\s+(?:our\s+|the\s+)?",
    re.IGNORECASE,
)


def base_of_role(document: Document) -> list[Spot]:
    """The place of "this position is based in ...", which a board's header may lack."""
    text = document.text[:PROSE_CHARS]
    for match in _ROLE_BASE.finditer(text):
        line = document.line_at(match.start())
        if line is None or line.zone in (Zone.LEGAL, Zone.CHROME, Zone.COMPANY):
            continue
        spots = [s for s in after_cue(text, match.end(), line.end) if s.city or s.cities]
        if spots:
            return spots
    return []


_OFFICES = re.compile(
    r"\b(?:our|the)\s+(?P<list>[A-ZÀ-Ý][^.;:\n]{4,80}?)\s+(?:offices?|hubs?|studios?|headquarters|sites?|stores?)\b"
)


def other_offices(document: Document, spots: list[Spot], resolved: list[Resolved]) -> list[Resolved]:
    """The towns named with "or" beside a place of work: "from our Munich or Vienna office"."""
    known = {r.spot.cities[0].id for r in resolved if r.spot.cities}
    for line in document.lines:
        if " or " not in line.text or line.zone in (Zone.LEGAL, Zone.CHROME, Zone.COMPANY):
            continue
        for match in _OFFICES.finditer(line.text[:3000]):
            listed = match["list"]
            if " or " not in listed or not (is_place_only(listed) or _SHORT_CITIES.fullmatch(listed)):
                continue
            start = line.start + match.start("list")
            if _SHORT_CITIES.fullmatch(listed):
                found = [s for m in mentions(listed) for s in _short_city(m, start)]
            else:
                found = read_value(document.text, start, start + len(listed))
            told = resolve([*spots, *found], document.text)[len(spots) :]
            if any(r.spot.cities and r.spot.cities[0].id in known for r in told):
                return [r for r in told if r.spot.cities and r.spot.cities[0].id not in known]
    return []


# "our SF or NY office": short names of cities, some of which are also codes of states.
_SHORT_CITIES = re.compile(r"[A-Z]{2,3}(?:(?:, (?:or )?| or )[A-Z]{2,3}){1,3}")
_CITY_CODES = {"NY": "New York City, US-NY"}


def _short_city(mention: Mention, start: int) -> list[Spot]:
    """The city that a short name among cities means; offsets moved by ``start``."""
    target = _CITY_CODES.get(mention.text)
    if target is None and not mention.reading.cities:
        return []
    row = gazetteer().city_of(target) if target else mention.reading.cities[0]
    name = gazetteer().main_names.get(row.id, row.name)
    return [
        Spot(start + mention.start, start + mention.end, (row,), name, row.region_code, row.country, True)
    ]
