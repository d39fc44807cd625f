"""Places where nothing says that the work is done there: a page's title, a board's web address, the opening
"Oak & Sons, Sheffield." and an institution's name ("University of Rostock").
"""

from __future__ import annotations

import re

from postings.extraction.document import Document, Zone
from postings.extraction.gazetteer import gazetteer, key
from postings.extraction.place_names import Spot, is_container, mentions, read_value
from postings.extraction.places.limits import PROSE_CHARS
from postings.extraction.places.place_only import is_place_only

_TITLE_PLACE = re.compile(
    r"\bhiring\b.{3,120}?\bin (?P<a>[^|]{3,80}?)\s*(?:\||$)|\bjobs? in (?P<b>[A-Z][^"
    r"|]{2,80}?)\s*(?:\||[-–—]\s|$)"
    r"|\s[-–—|]\s(?P<c>[A-Z][^|–—-]{2,60},\s?[A-Z][^|–—-]{1,40}?)\s*(?:[-–—|]\s|$)"
)


def from_page_title(document: Document) -> list[Spot]:
    """ "Acme hiring Welder in Leeds, England | LinkedIn": the place that a page's title names."""
    for fact in document.facts:
        if fact.source == "meta" and fact.name in ("page_title", "og_title"):
            for match in _TITLE_PLACE.finditer(fact.value[:300]):
                group = match.lastgroup or "a"
                if is_place_only(match[group]):
                    start = fact.start + match.start(group)
                    return read_value(document.text, start, start + len(match[group]), unknown=True)
    return []


_URL_SLUG = re.compile(
    r"https?://[^\s\"'<>)]{0,200}?[-/](?P<words>(?:[A-Z][A-Za-z.]*-){1,6})(?P<state>[A-Z]{2})-\d{5}\b"
)
_INSTITUTION = re.compile(
    r"\b(?:University|City|Universität|Université|Universidad|Università|Technische Universität|"
    r"Technical University|Hospital|Municipality|County) (?:of |de |di |of Technology )"
    r"?(?P<city>[A-ZÀ-Ý][\w-]+(?: [A-Z][\w-]+)?)"
)


def from_web_address(document: Document) -> list[Spot]:
    """The place in a board's address: ".../Welder-Acme-Colorado-Springs-CO-80901/..."."""
    names = gazetteer()
    match = _URL_SLUG.search(document.text[:PROSE_CHARS])
    if not match:
        return []
    words = match["words"].rstrip("-").split("-")
    for first in range(max(0, len(words) - 4), len(words)):
        reading = names.look_up(" ".join(words[first:]))
        fits = [
            row for row in (reading.cities if reading else ()) if row.region_code == f"US-{match['state']}"
        ]
        if fits:
            start = match.end("words") - len("-".join(words[first:])) - 1
            row = fits[0]
            return [
                Spot(
                    start,
                    match.end("state"),
                    (row,),
                    names.main_names.get(row.id, row.name),
                    row.region_code,
                    "US",
                    True,
                )
            ]
    return []


_OPENING = re.compile(r"(?:[A-Z0-9][\w&'’.-]*\s(?:(?:of|and|the|&)\s)?){0,5}[A-Z0-9][\w&'’-]*,\s")


def from_opening(document: Document) -> list[Spot]:
    """ "Oak & Sons, Sheffield. We turn wood": the seat beside the name with which a text opens."""
    lines = [line for line in document.lines if line.text.strip() and line.zone is not Zone.CHROME]
    for line in lines[:3]:
        match = _OPENING.match(document.text, line.start, line.end)
        found = mentions(document.text, match.end(), min(line.end, match.end() + 60)) if match else []
        if match and found and found[0].start == match.end():
            spots = read_value(document.text, match.end(), found[0].end)
            ended = document.text[found[0].end : found[0].end + 1] in (".", ",", ";", ":")
            if spots and ended and spots[0].cities and spots[0].cities[0].population >= 90_000:
                return spots[:1]
    return []


def from_institution(document: Document) -> list[Spot]:
    """ "University of Rostock" as employer, when the text names no place otherwise."""
    cities: dict[str, Spot] = {}
    for match in _INSTITUTION.finditer(document.text[:PROSE_CHARS]):
        for name in (match["city"], match["city"].partition(" ")[0]):
            reading = gazetteer().look_up(name)
            if (
                reading
                and reading.cities
                and not is_container(reading)
                and reading.cities[0].population >= 50_000
            ):
                if key(name) not in gazetteer().common_words:
                    cities.setdefault(
                        name, Spot(match.start("city"), match.start("city") + len(name), reading.cities)
                    )
                break
    return list(cities.values()) if len(cities) == 1 else []
