"""Which towns named in sentences are places of work, by weights fitted on postings whose place is known.

Each town gets the evidence of all its mentions: the part of the text, the words before and after it, the cues
of ``prose``, how often and how early it is named, and what else is named beside it. The weights of
``vocabulary/place_weights.toml`` turn this into how likely the work is done there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.finding import Finding, Location, Workplace
from postings.extraction.gazetteer import gazetteer, key
from postings.extraction.place_names import Resolved, Spot, mentions, read_value, resolve
from postings.extraction.place_names.hints import countries_hinted
from postings.extraction.places.addresses import from_addresses
from postings.extraction.places.limits import PROSE_CHARS
from postings.extraction.places.place_only import is_place_only
from postings.extraction.places.prose import COMPANY, OFFICE_AFTER, OTHERS, Cued, sentence_start
from postings.extraction.vocabulary import vocabulary_file

MAX_TOWNS = 60  # of one text that are weighed


@dataclass(slots=True)
class Town:
    """A town of the text, with everything that speaks for or against working there."""

    place: Resolved  # its first mention
    signs: set[str] = field(default_factory=set)
    mentions: int = 0
    clear: bool = False  # some mention is neither of customers, trips and the like nor part of another name

    @property
    def name(self) -> tuple[str | None, str | None]:
        return place_name(self.place.location)


_ROLE = re.compile(
    r"\b(?:roles?|positions?|job|internship|vacancy|you|your|candidates?|applicants?|must|hiring|looking|seeking"
    r"|join|opportunity|relocat\w+|stelle|poste|vaga|puesto|vacature|functie|du|sie|je|vous|votre|você)\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:remote(?:ly)?|telecommut\w*|work from home|anywhere|home[- ](?:based|office)"
    r"|télétravail|remoto)\b",
    re.IGNORECASE,
)
_ONSITE = re.compile(
    r"\b(?:on-?\s?site|in[- ]person|in[- ]office|hybrid\w*|days? (?:a|per) week|days? in|commut\w+"
    r"|vor ort|presencial"
    r"|présentiel|offices?|büro|kantoor|bureaux?|escritório|oficinas?|located|based|standort)\b",
    re.IGNORECASE,
)
_HEADQUARTERS = re.compile(
    r"\b(?:headquarter\w*|hq|head office|hauptsitz|zentrale|siège|sede|founded)\b", re.IGNORECASE
)
# Whose towns are never those of the job.
_CUSTOMERS = re.compile(
    r"\b(?:clients|customers?|investors?|visit\w*|travel\w*|trips?|offsites?|retreats?"
    r"|conferences?|trade (?:fair|show)s?)\b",
    re.IGNORECASE,
)
_WE = re.compile(
    r"\b(?:we|our|us|wir|uns\w*|nous|notre|nos|nosso|nossa|nuestr\w+|wij|onze?|ons)\b", re.IGNORECASE
)
_PAY = re.compile(r"[$£€]|\b(?:salary|range|compensation|pay|wage)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(
    r"(\w[\w'’.-]*)\s+(?:(?:the|downtown|central|greater|sunny|beautiful|nearby)\s+)?$", re.IGNORECASE
)
_SMALL_WORDS = frozenset(
    "in at to from of near our the and or for à en im bei em no na de di te van i w aus nach auf within"
    " across around outside with by location city sur nel a el o".split()
)
_AFTER = (
    ("office", OFFICE_AFTER),
    ("based", re.compile(r"[-\s](?:based|area|region|metro)\b", re.IGNORECASE)),
    ("name", re.compile(r"(?:'s|’s)?\s+[A-ZÀ-Ý&]\w+")),
    ("postcode", re.compile(r",?\s+(?:[A-Z]{2},?\s)?\d{4,6}\b")),
    ("list", re.compile(r"\s*(?:[,/|•]|\bor\b|\band\b)\s*[A-Z]")),
    ("end", re.compile(r"\s*(?:$|[.\n!;:)])")),
)
_LINES = ((1, "alone in line"), (2, "pair in line"), (5, "list in line"))  # towns of a line, at most
_SIZES = ((30_000, "hamlet"), (100_000, "town"), (500_000, "city"), (2_000_000, "large"))


_OF_OTHERS = frozenset(["said:customers", "between:Name, list"])


def towns(
    document: Document,
    way: Finding[Workplace] | None,
    told: Sequence[Finding[Location]],
    cued: Sequence[Cued],
) -> list[Town]:
    """The towns that sentences name, in the order of the text, with their signs.

    ``told`` is what the rules alone say, ``cued`` the places after a cue: signs among the others.
    """
    text = document.text
    spots: list[tuple[Spot, Line]] = []
    for line in document.lines:
        if line.start > PROSE_CHARS or len(spots) > 4 * MAX_TOWNS:
            break
        if line.zone is Zone.CHROME or len(line.text) < 3:
            continue
        found = read_value(text, line.start, min(line.end, line.start + 3000))
        spots += [(spot, line) for spot in found if spot.city or spot.cities]
    if not spots:
        return []
    resolved = resolve([spot for spot, _ in spots], text)
    cues = {(spot.start, spot.end): cue for cue in cued for spot in cue.spots}
    addresses = [(spot.start, spot.end) for spot in from_addresses(document)]
    ruled = {place_name(finding.value): finding for finding in told if finding.value.city}
    by_place: dict[tuple[str | None, str | None], Town] = {}
    for (_, line), place in zip(spots, resolved, strict=True):
        town = by_place.setdefault(place_name(place.location), Town(place))
        town.mentions += 1
        signs = set(_signs_of_mention(document, place, line, cues, addresses))
        town.clear = town.clear or signs.isdisjoint(_OF_OTHERS)
        town.signs |= signs
        if len(by_place) >= MAX_TOWNS:
            break
    found_towns = list(by_place.values())
    hints = countries_hinted(text)
    most = max(town.mentions for town in found_towns)
    size = len(found_towns)
    for rank, town in enumerate(found_towns):
        signs = town.signs
        location = town.place.location
        if finding := ruled.get(place_name(location)):
            signs.add(f"rule:{finding.rule.removeprefix('places.')}")
        elif ruled:
            signs.add("rules say another")
        signs.add(f"way:{way.value.value if way is not None else 'unsaid'}")
        signs.add(
            "only town" if size == 1 else "of two" if size == 2 else "of few" if size < 6 else "of many"
        )
        signs.add(f"named {min(town.mentions, 4)}")
        if town.mentions == most and most > 1:
            signs.add("named most")
        if not rank:
            signs.add("first town")
        rows = town.place.spot.cities
        people = rows[0].population if rows else 0
        signs.add(
            next((name for limit, name in _SIZES if people < limit), "metropolis") if rows else "unlisted"
        )
        if hints:
            signs.add("hinted" if location.country in hints else "not hinted")
        if town.place.certainty < 0.85:
            signs.add("doubtful")
        if not town.clear:
            signs.add("never clear")
    return found_towns


def place_name(location: Location) -> tuple[str | None, str | None]:
    """What a place is told from others by: its town as ``key`` writes it, and its country."""
    return location.city and key(location.city), location.country


def _signs_of_mention(
    document: Document,
    place: Resolved,
    line: Line,
    cues: dict[tuple[int, int], Cued],
    addresses: Sequence[tuple[int, int]],
) -> Iterator[str]:
    text, spot = document.text, place.spot
    yield f"zone:{line.zone.value if line.zone else 'none'}"
    if line.kind is not LineKind.PLAIN:
        yield f"line:{line.kind.value}"
    cue = next((c for (a, b), c in cues.items() if a <= spot.start < b), None)
    if cue is not None:
        yield f"cue:{cue.strength:g}"
        if cue.of_offices:
            yield "cue:offices"
    else:
        yield "cue:none"
    if any(a <= spot.start < b for a, b in addresses):
        yield "address"
    yield "qualified" if spot.qualified else "bare"
    begin = sentence_start(text, spot.start, line.start)
    before, after = text[begin : spot.start][-160:], text[spot.end : min(line.end, spot.end + 80)]
    ahead = _ahead(before)
    behind = next((name for name, pattern in _AFTER if pattern.match(after)), "word")
    yield f"before:{ahead}"
    yield f"after:{behind}"
    yield f"between:{ahead}, {behind}"
    for name, pattern in (
        ("role", _ROLE), ("remote", _REMOTE), ("onsite", _ONSITE), ("seat", _HEADQUARTERS), ("we", _WE),
        ("pay", _PAY),
        ("company", COMPANY), ("others", OTHERS),
    ):  # fmt: skip
        if pattern.search(before):
            yield f"said:{name}"
        if pattern.search(after):
            yield f"then:{name}"
    if _CUSTOMERS.search(before[-60:]):
        yield "said:customers"
    beside = sum(1 for m in mentions(text, line.start, min(line.end, line.start + 3000)) if m.reading.cities)
    yield next((name for most, name in _LINES if beside <= most), "long list")
    if len(line.text) < 80 and is_place_only(line.text):
        yield "whole line"
    elif len(line.text) < 80:
        yield "short line"
    if line.label:
        yield "label"
    share = spot.start / max(len(text), 1)
    yield (
        "at the top" if spot.start < 300 else "early" if share < 0.25 else "late" if share > 0.8 else "midway"
    )
    if key(text[spot.start : spot.end]) in gazetteer().common_words:
        yield "everyday word"


def _ahead(before: str) -> str:
    """The kind of word before a name: a small word itself, a mark, or what sort of word it is."""
    if not before.strip():
        return "start"
    if match := _WORD_BEFORE.search(before[-40:]):
        word = match[1].lower()
        return word if word in _SMALL_WORDS else "Name" if match[1][0].isupper() else "word"
    last = before.rstrip()[-1]
    return "glued" if last.isalnum() else last


@cache
def _weights() -> tuple[float, dict[str, float]]:
    data = vocabulary_file("place_weights.toml")
    return data["bias"], data["weights"]


def likelihood(town: Town) -> float:
    """How likely the work is done there, 0 to 1."""
    bias, weights = _weights()
    total = bias + sum(weights.get(sign, 0.0) for sign in sorted(town.signs))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
