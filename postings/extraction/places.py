"""Where the work is done: cities, regions and countries named by a posting.

Evidence is taken in this order, and the first kind that yields a place decides:

1. structured facts (JSON-LD ``jobLocation``, the location fields of applicant tracking systems),
2. labelled lines ("Location: ...", a line under "Location"), place tags,
3. header lines, titles and the segments of a "who is hiring" line, where a segment must be a place and no more,
4. prose with a cue ("based in ...", "our ... office"), the posting's own before the company's.

Names are resolved together (``_resolve``): a named region before a named country before the other places of
the text before the ten times larger namesake. Names of clients, investors and other offices are no places of work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from postings.extraction.document import Document, Fact, Format, Line, LineKind, Zone
from postings.extraction.finding import Finding, Location
from postings.extraction.gazetteer import PlaceRow, Reading, gazetteer, key

PROSE_CHARS = 60_000  # prose beyond this is not read for places
MAX_PLACES = 20  # a longer list is a list of offices, not of places of work
DOMINANCE = 10  # a namesake this many times larger is meant when nothing else decides


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the gazetteer in the text, with everything it may mean."""

    start: int
    end: int
    text: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as read from one value: either resolved, or a city with several candidates."""

    start: int
    end: int
    cities: tuple[PlaceRow, ...] = ()
    city: str | None = None  # name to report
    region: str | None = None  # ISO 3166-2
    country: str | None = None
    qualified: bool = False  # a region or country stands beside it
    whole: bool = False  # nothing else stands in the value
    metropolis: bool = False
    shown: tuple[int, str] | None = None  # an unresolved city's other name, with the row it belongs to


# Mentions -----------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")
_BETWEEN_WORDS = re.compile(r"[ \t\u00a0\u202f]{1,3}|-|/|'|’| & |\. ?")
_NOT_A_PLACE_AFTER = re.compile(
    r"[ -](?:street|st\b\.?(?! )|road|rd\b|lane|avenue|ave\b|boulevard|blvd|drive|square|bridge road|university|"
    r"universität|college|school of|institute|times\b|post\b|bank\b|stock exchange|fashion week|marathon|"
    r"time\b|timezone|time zone|hours\b|law\b|employment law|residents? only|act\b|fair chance|minimum wage|tech week|"
    r"ventures|capital\b|partners\b|pipelines?|language|speaking|speaker|passport|citizen)",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"(?:\bnear(?:by)?|minutes? (?:from|to)|hours? (?:from|to)|outside(?: of)?|close to|suburbs? of|(?:north|south|east|west) of|miles (?:from|of))"
    r"\s+(?:downtown |central |the )?$",
    re.IGNORECASE,
)
_AREA = re.compile(r"(?:\s+(?:metro|bay))?\s+area\s*\)", re.IGNORECASE)
_LONGER_NAME = re.compile(
    r"-(?!based|remote|hybrid|area|metro|on-?site|wide|headquartered|centric|first|only|in\b|or\b)[a-zà-ÿ]"
)
_NOT_A_PLACE_BEFORE = re.compile(
    r"\b(?:university of|universität|bank of|institute of|state of mind|port of|made in|college of|lake|mt\.?|"
    r"republic of|attorney|department of|secretary of|commonwealth of|laws? of(?: the state of)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def mentions(text: str, start: int = 0, end: int | None = None, *, lower: bool = False) -> list[Mention]:
    """Names of places in ``text[start:end]``, the longest at each point, left to right.

    A name must begin with a capital unless ``lower`` is given (values known to be places).
    """
    names = gazetteer()
    end = len(text) if end is None else end
    words = list(_WORD.finditer(text, start, end))
    found: list[Mention] = []
    position = 0
    while position < len(words):
        word = words[position]
        written = word.group()
        if not (lower or written[0].isupper() or not written[0].isascii()):
            position += 1
            continue
        most = names.first_words.get(key(written), 0)
        if (hyphen := written.find("'")) > 0 and not most:
            most = names.first_words.get(key(written[:hyphen]), 0)
        taken = 0
        for count in range(min(most, 6, len(words) - position), 0, -1):
            last = words[position + count - 1]
            stop = last.end()
            if last.group().endswith(".") and "." not in last.group()[:-1] and len(last.group()) > 3:
                stop -= 1  # the full stop of a sentence, not of an abbreviation
            if count > 1 and not all(
                _BETWEEN_WORDS.fullmatch(text, words[n].end(), words[n + 1].start())
                or words[n].group()[-1] == "."
                for n in range(position, position + count - 1)
            ):
                continue
            name = text[word.start() : stop]
            reading = names.look_up(name) or (names.look_up(name[:-1]) if name.endswith(".") else None)
            if reading is not None and _is_place_here(text, word.start(), stop, start):
                found.append(Mention(word.start(), stop, name, reading))
                taken = count
                break
        position += taken or 1
    return found


def _is_place_here(text: str, start: int, end: int, floor: int) -> bool:
    """Not the first half of another name: "London Road", "Boston University"."""
    return not (
        _NOT_A_PLACE_AFTER.match(text, end)
        or _NOT_A_PLACE_BEFORE.search(text[max(floor, start - 40) : start])
        or text[end : end + 1] in ("@", "_")
        or text[start - 1 : start] in ("@", "_", "#", ".")
        or text[end : end + 4] in (".com", ".org", ".net")
        or _LONGER_NAME.match(text, end)  # "Saint-Paul-lez-Durance"
    )


# Values: one or several places in a row -----------------------------------------------------------------------

_POSTCODE = r"(?:,?\s*(?:\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{4}\s?[A-Z]{2})\b)?"
_METRO = r"(?:\s+(?:metro(?:politan)?|area|region|city|county|downtown|CBD))*"
_QUALIFIES = re.compile(
    rf"{_METRO}{_POSTCODE}\s*(?:[,(\[:·.–—-]|,\s*\(?|\s-\s)?\s*(?:the\s+|in\s+)?", re.IGNORECASE
)
_CONTAINS = re.compile(r"\s*(?:[,(\[:·–—>/-]|,\s*\(?|\)\s*[-,:–—])\s*|\s+")
_LIST_GAP = re.compile(
    r"[\s,;|/&+()\[\]·•.–—-]*(?:(?:and/or|and|or|oder|und|et|ou|y|o|e|hubs?|offices?|in|the|our|either|both|,)[\s,;|/&+()–—-]*)*",
    re.IGNORECASE,
)
_REMOTE_BEFORE = re.compile(
    r"(?:remote(?:ly)?|anywhere|home[- ]?office|wfh|home[- ]based|work from home|télétravail)\b\W{0,4}(?:(?:with)?in|from|within|across|anywhere in)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_UNKNOWN_CITY = re.compile(
    r"(?:^|[;|,/(\[\n:•·–—]|\s-\s|\bin\b|\bor\b)\s*"
    r"(?P<city>[A-ZÀ-ÝŁŚŻ][\w.'’]+(?:[ -](?:[A-ZÀ-ÝŁŚŻ][\w.'’]+|of|the|de|del|da|do|di|la|le|les|lez|lès|sur|en|am|an|im|der|bei|ob|"
    r"upon|on|by|under|y|d'[A-Z]\w+)){0,5})"
    r"(?:\s*(?:,|\s-)\s*|(?P<bare>\s))$"
)
_NOT_A_CITY = re.compile(
    r"\b(?:remote|remotely|hybrid|on-?site|onsite|any|anywhere|flexible|location|locations|office|offices|full|part|time|contract|street|st|"
    r"road|rd|ave|avenue|suite|floor|building|campus|university|inc|llc|ltd|gmbh|company|corp|engineer\w*|developer|manager|"
    r"senior|junior|lead|team|work|home|worldwide|global|various|multiple|region|north|south|east|west|area|states?|"
    r"central|usd|salary|distributed|us|usa|uk|eu|emea|apac|latam|anywhere|based|sales|marketing|design|analyst|"
    r"director|specialist|coordinator|nationwide|field|headquarters|hq|virtual|telecommute|yes|no|teletravail|technology|technologies|"
    r"software|group|services|solutions|systems|labs?|studios?|consulting|health|bank|data|product|january|february|march|april|june|july|"
    r"august|september|october|november|december)\b",
    re.IGNORECASE,
)


def read_value(
    text: str, start: int, end: int, *, lower: bool = False, unknown: bool = False, whole: bool = False
) -> list[Spot]:
    """Places named in ``text[start:end]``, still without a choice between namesakes.

    ``unknown`` also takes "Smallville, OH" although the table lacks the city; ``whole`` says that the value
    is known to be a place, so a city named like an everyday word counts.
    """
    names = gazetteer()
    found = mentions(text, start, end, lower=lower)
    spots: list[Spot] = []
    position, floor = 0, start
    while position < len(found):
        mention = found[position]
        spot, used = _read_at(text, found, position, floor, unknown=unknown)
        if spot is not None:
            alone = not spot.qualified and not _rest(text, start, end, spot.start, spot.end)
            everyday = bool(spot.cities) and key(mention.text) in names.common_words
            aside = spots and _is_aside(text, spot)
            if not aside and (not everyday or spot.qualified or (whole and alone)):
                spots.append(replace(spot, whole=alone))
            floor = found[position + used - 1].end
        position += used
    return spots


def _is_aside(text: str, spot: Spot) -> bool:
    """Only says where another place lies: "(near Washington, DC)", "20 minutes from Brussels", "(DC area)"."""
    before, after = text[max(0, spot.start - 30) : spot.start], text[spot.end : spot.end + 16]
    return bool(_NEAR.search(before) or (before.endswith("(") and _AREA.match(after)))


def _rest(text: str, start: int, end: int, spot_start: int, spot_end: int) -> bool:
    """Whether letters stand in the value besides the spot and words like Remote."""
    rest = text[start:spot_start] + " " + text[spot_end:end]
    return bool(re.search(r"[^\W\d_]", _FILLER.sub(" ", rest)))


def _read_at(
    text: str, found: Sequence[Mention], position: int, floor: int, *, unknown: bool
) -> tuple[Spot | None, int]:
    """The place that begins at mention ``position`` and how many mentions it takes up."""
    mention = found[position]
    reading = mention.reading
    follower = _joined(text, found, position, _QUALIFIES)
    if reading.metropolis and not follower:
        return _metropolis(mention), 1
    as_container = _is_container(reading) and not _city_meant(text, found, position)
    if reading.cities and not as_container and not _among_states(text, found, position):
        fits, used = _qualified(text, found, position)
        if fits:
            last = found[position + used - 1]
            # An unlisted namesake of a big city ("Portland, Ontario") never gets here: nothing fits.
            row = fits[0]
            spot = Spot(
                mention.start,
                last.end,
                fits,
                _shown(mention, row),
                row.region_code,
                row.country,
                qualified=True,
            )
            return spot, used
        if (
            follower
            and _is_state(follower.reading)
            and _is_container(follower.reading)
            and not _is_state(reading)
        ):
            bare_code = follower.reading.is_code and _code_stands(text, follower)
            if (bare_code or "," in text[mention.end : follower.start]) and follower.text not in (
                "NY",
                "LA",
                "DC",
            ):
                state = next(code for code in follower.reading.regions if code[:2] in ("US", "CA"))
                name = _proper(mention.text)
                stated = Spot(mention.start, follower.end, (), name, state, state[:2], qualified=True)
                return stated, 2
        if unknown and _of_another_country(text, found, position):
            # "Waterloo, Australia": a namesake that the table lacks.
            far = found[position + 1]
            country = far.reading.country
            return Spot(mention.start, far.end, (), _proper(mention.text), None, country, qualified=True), 2
        if _only_city_is_country(reading) and _REMOTE_BEFORE.search(
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
                mention.start, mention.end, local, _shown(mention, row), row.region_code, row.country, True
            ), 1
        shown = (reading.cities[0].id, _shown(mention, reading.cities[0])) if reading.shown else None
        return Spot(mention.start, mention.end, reading.cities, shown=shown), 1
    if reading.metropolis:
        return _metropolis(mention), 1
    return _container(text, found, position, floor, unknown=unknown)


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


def _of_another_country(text: str, found: Sequence[Mention], position: int) -> bool:
    """The mention is followed by the name of a country in which the table has no such city."""
    mention, follower = found[position], _joined(text, found, position, _QUALIFIES)
    return (
        follower is not None
        and follower.reading.country is not None
        and not follower.reading.is_code
        and not follower.reading.cities
        and "," in text[mention.end : follower.start]
        and mention.reading.cities[0].population < 500_000
        and position + 2 == len(found)
    )


def _joined(text: str, found: Sequence[Mention], position: int, gap: re.Pattern[str]) -> Mention | None:
    """The next mention, if nothing but ``gap`` stands between."""
    if position + 1 >= len(found):
        return None
    follower = found[position + 1]
    between = text[found[position].end : follower.start]
    if len(between) > 30 or "\n" in between or not gap.fullmatch(between):
        return None
    return follower


def _proper(name: str) -> str:
    """The name as written, or in title case if all its letters are capitals or small."""
    return name.title() if len(name) > 3 and (name.isupper() or name.islower()) else name


def _is_state(reading: Reading) -> bool:
    return any(code[:2] in ("US", "CA") for code in reading.regions)


def _is_container(reading: Reading) -> bool:
    """The name is first of all that of a region or country: "Ontario", "Mexico", not "New York", "Madrid"."""
    if not reading.cities:
        return True
    if reading.country and not _only_city_is_country(reading):
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


def _only_city_is_country(reading: Reading) -> bool:
    """City states: Singapore, Hong Kong, Luxembourg, Monaco."""
    return bool(reading.country and reading.cities and reading.cities[0].country == reading.country)


def _city_meant(text: str, found: Sequence[Mention], position: int) -> bool:
    """ "Ontario, CA", "Lebanon, PA", "Quebec, QC": the qualifier makes a region's name a city's."""
    follower = _joined(text, found, position, _QUALIFIES)
    if follower is None:
        return False
    reading, own = found[position].reading, follower.reading
    fits = [row for row in reading.cities if row.region_code in own.regions]
    if not fits or key(follower.text) == key(found[position].text):
        return bool(fits)
    # "Ontario, CA" may be the province in Canada, but people write Canada out; "Victoria, Australia" may not.
    return not (set(reading.regions) & set(own.regions))


def _fitting(cities: Sequence[PlaceRow], reading: Reading) -> tuple[PlaceRow, ...]:
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


def _qualified(text: str, found: Sequence[Mention], position: int) -> tuple[tuple[PlaceRow, ...], int]:
    """The city's candidates after its qualifiers, and the mentions used; ``((), 1)`` without one."""
    mention = found[position]
    fits: tuple[PlaceRow, ...] = ()
    used = 1
    while used < 4 and (follower := _joined(text, found, position + used - 1, _QUALIFIES)):
        reading = follower.reading
        if key(follower.text) == "washington" and _is_dc(text, found, position + used):
            break
        if follower.reading.cities and not _is_container(reading) and key(follower.text) != key(mention.text):
            # "Boston, New York": two cities, unless a New York fits Boston, which it does not.
            if not any(row.region_code in reading.regions for row in fits or mention.reading.cities):
                break
        narrower = _fitting(fits or mention.reading.cities, reading)
        if not narrower or (reading.is_code and not _code_stands(text, follower)):
            break
        fits, used = narrower, used + 1
    return fits, used


def _is_dc(text: str, found: Sequence[Mention], position: int) -> bool:
    follower = _joined(text, found, position, _QUALIFIES)
    return follower is not None and follower.text.replace(".", "") == "DC"


def _code_stands(text: str, mention: Mention) -> bool:
    """A two-letter code is followed by the end of something, not by a word it could belong to."""
    rest = text[mention.end : mention.end + 3]
    if mention.text in (
        "OR",
        "IN",
        "ME",
        "OK",
        "HI",
        "AT",
        "IT",
        "DO",
        "BE",
        "IS",
        "SO",
        "NO",
        "TO",
        "AM",
        "AS",
        "BY",
        "MY",
    ):
        return not re.match(r" ?[A-Za-z]", rest)
    return not re.match(r"[A-Za-z]|-[a-z]", rest)


def _shown(mention: Mention, row: PlaceRow) -> str:
    """The name to report: the main name, or the text's if it is another full name of the same city."""
    names = gazetteer()
    shown = mention.reading.shown
    if shown and mention.reading.cities[0].id == row.id and key(shown) != key(row.name):
        return shown
    return names.main_names.get(row.id, row.name)


def _metropolis(mention: Mention) -> Spot:
    target = mention.reading.metropolis
    assert target is not None  # noqa: S101 - the caller has looked
    name, _, code = target.rpartition(", ")
    if name:
        row = gazetteer().city_of(target)
        return Spot(
            mention.start,
            mention.end,
            (row,),
            _shown(mention, row),
            row.region_code,
            row.country,
            True,
            False,
            True,
        )
    region = code if "-" in code else None
    return Spot(mention.start, mention.end, (), None, region, code[:2], metropolis=True)


def _container(
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
    city = _UNKNOWN_CITY.search(before) if unknown else None
    if city and city["bare"] and not (reading.is_code and _is_state(reading) and len(mention.text) == 2):
        city = None
    if city and city["city"].isupper() and len(city["city"]) <= 3:
        city = None  # "São Paulo, SP, Brasil"
    if city and (_NOT_A_CITY.search(city["city"]) or names.look_up(city["city"]) is not None):
        city = None
    region = next((code for code in reading.regions if code in names.standing_alone), None)
    country = region[:2] if region else reading.country
    if region and reading.country and not reading.is_code and not city:  # Georgia
        region, country = _georgia(text, found, position, region, reading.country)
    listed = (
        reading.is_code and bool(reading.country) and not city and _among_countries(text, found, position)
    )
    if listed and region:
        region, country = None, reading.country
    if not country and reading.within:
        country = reading.within[0]
    follower = _joined(text, found, position, _QUALIFIES)
    if follower and not follower.reading.cities:
        own = follower.reading
        if own.country and any(code.startswith(own.country) for code in reading.regions):
            region = next(code for code in reading.regions if code.startswith(own.country))
            country, end, used = own.country, follower.end, 2
        elif own.country and own.country in reading.within:
            country, end, used = own.country, follower.end, 2
        elif country and not region and (inner := [c for c in own.regions if c[:2] == country]):
            region, end, used = inner[0], follower.end, 2
    if reading.is_code and used == 1 and not (city or listed or _code_alone(text, found, position, floor)):
        return None, 1
    if city and country:
        start = mention.start - len(before) + city.start("city")
        return Spot(start, end, (), _proper(city["city"].strip()), region, country, qualified=True), used
    inner_city = _joined(text, found, position + used - 1, _CONTAINS)
    if inner_city and inner_city.reading.cities and (region or country):
        container = Reading(regions=(region,) if region else (), country=None if region else country)
        fits = _fitting(inner_city.reading.cities, container)
        own_fits, own_used = _qualified(text, found, position + used)
        if fits and not (own_fits and own_fits[0] not in fits) and not _is_container(inner_city.reading):
            row = own_fits[0] if own_fits else fits[0]
            last = found[position + used + own_used - 1]
            return Spot(
                mention.start,
                last.end,
                fits,
                _shown(inner_city, row),
                row.region_code,
                row.country,
                qualified=True,
            ), used + own_used
    if not country:
        return None, 1  # a lesser region of some country, which says nothing alone
    if not region and not reading.country and not reading.within and used == 1:
        return None, 1
    return Spot(mention.start, end, (), None, region, country), used


def _among_states(text: str, found: Sequence[Mention], position: int) -> bool:
    """New York or Washington in a list of states: "Ohio, New York and Texas"."""
    reading = found[position].reading
    if not _is_state(reading) or not reading.cities:
        return False
    for other in (position - 1, position + 1):
        if not 0 <= other < len(found) or set(reading.regions) & set(found[other].reading.regions):
            continue  # "New York, NY"
        first, second = sorted((found[position], found[other]), key=lambda m: m.start)
        if not _STATE_LIST_GAP.fullmatch(text[first.end : second.start]):
            continue
        if other > position:
            beside = found[other].reading
            if _is_state(beside) and _is_container(beside) and not beside.is_code:
                return True
        elif _ends_state_list(text, found, other):
            return True
    return False


_STATE_LIST_GAP = re.compile(r"\s*,\s*(?:and |or )?|\s+(?:and|or)\s+")


def _ends_state_list(text: str, found: Sequence[Mention], position: int) -> bool:
    """The mention is a state of its own, not one that qualifies a city before it ("Boston, MA")."""
    while True:
        reading = found[position].reading
        if not _is_state(reading) or reading.is_code:
            return False
        if position == 0:
            return _is_container(reading)
        before = found[position - 1]
        joined = _joined(text, found, position - 1, _QUALIFIES) is not None
        if _is_container(reading) and not (
            joined and before.reading.cities and not _is_container(before.reading)
        ):
            return True
        if not _is_state(before.reading):
            return False
        position -= 1  # New York, itself in a list


def _among_countries(text: str, found: Sequence[Mention], position: int) -> bool:
    """The mention stands in a list of countries: "(US, UK, CA)"."""
    for other in (position - 1, position + 1):
        if not 0 <= other < len(found):
            continue
        reading = found[other].reading
        first, second = sorted((found[position], found[other]), key=lambda m: m.start)
        gap = text[first.end : second.start]
        if (
            reading.country
            and not reading.regions
            and not reading.cities
            and re.fullmatch(r"\s*[,/&+]\s*|\s+(?:and|or)\s+", gap)
        ):
            return True
    return False


def _georgia(
    text: str, found: Sequence[Mention], position: int, region: str, country: str
) -> tuple[str | None, str]:
    """A name of a state and of a country: the country among countries, else the state."""
    others = [m.reading for n, m in enumerate(found) if n != position]
    countries = {r.country for r in others if r.country and not r.is_code and not r.cities}
    if countries and region[:2] not in countries and not any(_is_state(r) for r in others):
        return None, country
    return region, region[:2]


def _code_alone(text: str, found: Sequence[Mention], position: int, floor: int) -> bool:
    """A bare code means a place after "Remote", in brackets after it, or in a list of codes."""
    mention = found[position]
    if not _code_stands(text, mention):
        return False
    if _REMOTE_BEFORE.search(text[max(floor, mention.start - 40) : mention.start]):
        return True
    if re.match(r"\s*[-–—(/]?\s*remote", text[mention.end : mention.end + 12], re.IGNORECASE):
        return True
    for other in (position - 1, position + 1):
        if 0 <= other < len(found) and _is_state(found[other].reading) and found[other].text != mention.text:
            first, second = sorted((mention, found[other]), key=lambda m: m.start)
            if _LIST_GAP.fullmatch(text[first.end : second.start][:40]):
                return True
    return _joined(text, found, position, _CONTAINS) is not None and _is_state(mention.reading)


# Choosing between namesakes -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Resolved:
    """A place decided on, with how sure the choice between namesakes is (0 to 1)."""

    spot: Spot
    location: Location
    certainty: float


def _resolve(spots: Sequence[Spot], hints: frozenset[str]) -> list[Resolved]:
    """Decide each spot by what stands beside it, then by the others, then by size.

    ``hints`` are countries the whole text points to (web addresses, post codes, currencies).
    """
    regions = {s.region for s in spots if s.region and (s.qualified or not s.cities)}
    countries = {s.country for s in spots if s.country and (s.qualified or not s.cities)}
    if not countries:
        # Several bare cities vote: one country in which each of them exists, and each is big enough to be meant.
        votes = [
            frozenset(row.country for row in s.cities if row.population * 40 > s.cities[0].population)
            for s in spots
        ]
        if len(votes) > 1 and all(votes):
            common = frozenset.intersection(*votes)
            countries = set(common) if len(common) == 1 else set()
    resolved = []
    for spot in spots:
        if spot.qualified or not spot.cities:
            certainty = 1.0 if spot.qualified or not spot.metropolis else 0.9
            resolved.append(Resolved(spot, _location(spot), certainty))
            continue
        row, certainty = _choose(spot.cities, regions, countries, hints)
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
    "AT BE CH CZ DE DK EE ES FI FR IL IT LT LV NL NO NZ PL PT RO SE SG".split(), 3.0
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


_POSTCODES = (
    ("GB", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")),
    ("GB", re.compile(r"\.co\.uk\b|\.ac\.uk\b|\.org\.uk\b|£|\bGBP\b")),
    ("CA", re.compile(r"\bCAD\b|CA\$|C\$|\b[A-Z]\d[A-Z]\s\d[A-Z]\d\b")),
    ("AU", re.compile(r"\.com\.au\b|\bAUD\b|A\$|\bsuperannuation\b")),
    ("IN", re.compile(r"₹|\bINR\b|\b(?:lakhs?|LPA)\b")),
    ("IE", re.compile(r"\.ie\b")),
    ("NZ", re.compile(r"\.co\.nz\b|\bNZD\b")),
    ("ZA", re.compile(r"\.co\.za\b|\bZAR\b")),
    ("DE", re.compile(r"\.de\b|\bGmbH\b")),
    ("BR", re.compile(r"R\$|\.com\.br\b|\bCLT\b")),
    ("US", re.compile(r"\bUSD\b|\b401\s?\(?k\)?|\bUS\$")),
)


def _hints(document: Document) -> frozenset[str]:
    text = document.text[:PROSE_CHARS]
    return frozenset(country for country, mark in _POSTCODES if mark.search(text))


# Tier 1: structured facts -------------------------------------------------------------------------------------

_FACT_LOCATION = re.compile(
    r"(?:^|\.)(?:(?:all_|secondary_|primary_|job_|work_|office_)?locations?(?:\.(?:name|location|address|city|text|label|display_name|location_name))?"
    r"|locations?_(?:name|text|raw)|candidate_required_location|offices?\.(?:name|location)|job_geo|city|place|workplace_location)$"
)
_FACT_ADDRESS = re.compile(
    r"^(?P<owner>.*?)\.?(?P<part>address_locality|address_region|address_country(?:\.name)?|street_address|postal_code)$"
)
_FACT_APPLICANT = re.compile(
    r"applicant_location_requirements(?:\.(?:name|address\.address_country|address_country))?$"
)
_NOT_FACT = re.compile(
    r"hiring_organization|organization\.|company_location|headquarter|breadcrumb|publisher|author|billing|search"
)


def _from_facts(document: Document) -> list[Spot]:
    facts = [fact for fact in document.facts if not _NOT_FACT.search(fact.name)]
    spots = _addresses(document, facts)
    plain: list[Spot] = []
    for fact in facts:
        if _FACT_LOCATION.search(fact.name) and fact.value:
            value = read_value(
                document.text, fact.start, fact.end, lower=True, unknown=True, whole=True
            ) or _city_as_given(document, fact)
            plain += value
    plain_names = any(s.city or s.cities for s in plain)
    # A board's own place line says which places count; its address repeats the first of them.
    if plain_names or (plain and not spots):
        spots = plain + [s for s in spots if not plain_names]
    if not spots:
        for fact in facts:
            if _FACT_APPLICANT.search(fact.name):
                spots += read_value(document.text, fact.start, fact.end, lower=True, whole=True)
    return spots


def _city_as_given(document: Document, fact: Fact) -> list[Spot]:
    return []


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
        fits = _fitting(cities.reading.cities, allowed) if (code or in_region) else ()
        if fits:
            return [
                Spot(
                    locality.start,
                    locality.end,
                    fits,
                    _shown(cities, fits[0]),
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
    if _NOT_A_CITY.search(name) or not name:
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


# Tier 2: labelled lines ---------------------------------------------------------------------------------------

_LABEL = re.compile(
    r"(?:(?:job|work|working|office|primary|posting|position|role|vacancy|candidates?['’]?s?|employment|duty|project|base|physical|current|main|all|other|additional)\s+)?"
    r"(?:locations?|place(?: of work)?|city|cities|office|work ?place|work ?site|country|based(?: in| at)?|state|region|town|site|where|area|"
    r"(?:province|state)/(?:state|province)|address|geo(?:graphy)?|hiring locations?)"
    r"(?:\s*\(s\))?(?:\s+(?:available|options?|details?|type|requirements?|of work|name|is|city|state|country|policy))?"
    r"|(?:job\s*-\s*)?(?:province/state|country|city|region|job location\b.{0,60})"
    r"|(?:school |company )?name and address|remote locations?|locations? available|work from"
    r"|(?:arbeits|einsatz|dienst)ort|standorte?|ort|lieux?(?: de travail| du poste)?|localisation|ville|pays|ubicaci[oó]n|lugar(?: de trabajo)?|"
    r"localidad|ciudad|pa[ií]s|localiza[cç][aã]o|local(?: de trabalho)?|cidade|plaats|locatie|werklocatie|sede(?: di lavoro)?|luogo(?: di lavoro)?|lokalizacja|miejsce pracy|plats",
    re.IGNORECASE,
)
_COMPANY_LABEL = re.compile(
    r"(?:company|employer|client|hq|head ?office|corporate|global)\s*(?:locations?|headquarters?|hq|office)|headquarters|hq|head ?office",
    re.IGNORECASE,
)
_PLACE_TAG = re.compile(
    r"[🌎🌍🌏📍🗺🏢]\ufe0f?\s*(?:Locations?\s*:?\s*)?(?P<value>[^`🌎🌍🌏📍💰⏰🕐💼📅\n]{2,200})"
)
_LABEL_DASH = re.compile(
    r"\s*(?:[*_]{0,2})(?:locations?|standort|ort|lieu)(?:[*_]{0,2})\s*[-–—:=]+\s*(?P<value>\S.{0,200})",
    re.IGNORECASE,
)
_INLINE_LABEL = re.compile(
    r"(?:^|[|•·;.]\s*|\t|\s{2,})(?:job |work |office )?(?:location|based in|standort|arbeitsort|lieu)s?\s*:\s*(?P<value>[^|•\n]{2,120}?)"
    r"(?=\s{2,}|\s*[|•\n]|\s+(?:[A-Z][a-z]+\s?){1,3}:|$)",
    re.IGNORECASE,
)


def _label_values(document: Document) -> Iterator[tuple[int, int, bool]]:
    """(start, end, of the company) of every value under a place label."""
    lines = document.lines
    for number, line in enumerate(lines):
        if line.zone in (Zone.LEGAL, Zone.CHROME) and line.label is None:
            continue
        for tag in _PLACE_TAG.finditer(line.text):
            yield line.start + tag.start("value"), line.start + tag.end("value"), False
        label = (line.label or "").strip(" :*#•-\t")
        if label and line.value_start is not None and line.value_start < line.end:
            if _LABEL.fullmatch(label):
                yield line.value_start, line.end, False
                if line.end - line.value_start < 60:
                    yield from _continued(lines, number)
            elif _COMPANY_LABEL.fullmatch(label):
                yield line.value_start, line.end, True
            elif inline := _INLINE_LABEL.search(line.text):
                yield line.start + inline.start("value"), line.start + inline.end("value"), False
            continue
        bare = line.text.strip(" :*#•-\t📍🌎")
        if len(bare) <= 45 and _LABEL.fullmatch(bare):
            yield from _continued(lines, number)
        elif dash := _LABEL_DASH.match(line.text):
            yield line.start + dash.start("value"), line.start + dash.end("value"), False
        elif len(line.text) < 2000 and (inline := _INLINE_LABEL.search(line.text)):
            yield line.start + inline.start("value"), line.start + inline.end("value"), False


def _continued(lines: Sequence[Line], number: int) -> Iterator[tuple[int, int, bool]]:
    """The lines under a label, while each is nothing but a place."""
    taken = 0
    for line in lines[number + 1 : number + 12]:
        if line.kind is LineKind.BLANK or not line.text.strip():
            if taken:
                break
            continue
        if len(line.text) > 120 or line.label or taken >= 8 or not is_place_only(line.text):
            break
        taken += 1
        yield line.start, line.end, False


# Tier 3: header lines -----------------------------------------------------------------------------------------

_FILLER = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b(?:100\s?%|fully|remote(?:ly)?|hybrid|hybride?|on-?\s?site|onsite|in-?\s?office|in-?\s?person|offices?|in|at|or|and|from|of|based|only|metro(?:politan)?|area|areas|"
    r"greater|region|hq|headquarters|anywhere|within|the|preferred|preferably|ok|okay|friendly|possible|flexible|near|downtown|"
    r"various|locations?|multiple|cities|city|county|worldwide|global(?:ly)?|time\s?zones?|timezones?|no|candidates?|any|work from home|wfh|home|optional|"
    r"days?|per|week|x|full[- ]?time|part[- ]?time|relocation|visa|telecommute|telework|oder|und|ou|et|y|bei|im|raum|near|nearby|to|a|with|travel|hub|hubs|"
    r"first|permanent|position|job|role|primarily|also|other|more|plus|available|considered|option(?:al|s)?|accepted|allowed|welcome|required|distributed|virtual|state|states|all|open|"
    r"either|both|our|uk&i|nationwide|national|base|wide|local|locals|mostly|occasional(?:ly)?|some|surrounding|north|south|east|west|"
    r"télétravail|teletravail|homeoffice|home[- ]office|mobiles arbeiten|presencial|remoto|híbrido|presentiel|présentiel)\b",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"[|•·\t]|\s//\s|//(?!\S*\.)|\s{3,}|/\s")
_PIECE = re.compile(
    r"\s[-–—@]\s|--+|[()\[\]]|,\s|\s*:\s|\bin\b|\bat\b|\bfor\b|;\s|\.\s|(?<=[a-z])–(?=[A-Z])|(?<=\s)[–—-](?=[A-Z])"
    r"|(?=https?://)"
)


def is_place_only(text: str) -> bool:
    """Whether a line or segment names places and nothing else (workplace words and post codes aside)."""
    found = mentions(text)
    found = [m for m in found if not m.reading.is_code or m.start > 0]
    if not any(
        m.reading.cities or m.reading.regions or m.reading.country or m.reading.within or m.reading.metropolis
        for m in found
    ):
        return _unlisted(text)
    rest, last = [], 0
    for mention in found:
        rest.append(text[last : mention.start])
        last = mention.end
    rest.append(text[last:])
    left = re.sub(_POSTCODE, " ", _FILLER.sub(" ", " ".join(rest)))
    return not re.search(r"[^\W\d_]", left) or _unlisted(text)


def _unlisted(text: str) -> bool:
    """ "Basking Ridge, NJ": a town that the table lacks, with its state or country, and no more."""
    found = mentions(text)
    if not found or len(text) > 60:
        return False
    spots = read_value(text, 0, len(text), unknown=True)
    if len(spots) != 1 or not spots[0].city or spots[0].cities or not spots[0].qualified:
        return False
    return not _rest(text, 0, len(text), spots[0].start, spots[0].end)


def _header_lines(document: Document) -> list[Line]:
    """Lines at the top that may hold the place, the title among them."""
    lines: list[Line] = []
    filled = 0
    for line in document.lines:
        if not line.text.strip():
            continue
        filled += 1
        if line.zone is Zone.CHROME:
            continue
        if filled > 25 or (filled > 8 and line.zone is not Zone.HEADER):
            break
        lines.append(line)
    return lines


def _from_header(document: Document) -> list[Spot]:
    text = document.text
    spots: list[Spot] = []
    for number, line in enumerate(_header_lines(document)):
        piped = len(_SEGMENT.findall(line.text)) >= 1
        sentence = len(line.text) > 140 or (line.text.rstrip().endswith(".") and len(line.text.split()) > 9)
        if line.kind is LineKind.BULLET and number > 2 and not is_place_only(line.text):
            continue
        if sentence and not piped and number > 0:
            continue
        limit = min(line.end, line.start + 600)
        first = line.start
        for start, end in _pieces(text, line.start, limit, _SEGMENT):
            segment = text[start:end]
            if not segment.strip() or len(segment) > 250:
                continue
            if is_place_only(segment):
                # The first of several segments is the company: "Reading Ltd | ..." is never "Reading".
                taken = read_value(text, start, end, unknown=start != first or number > 0)
                spots += [s for s in taken if _sure_enough(s, first=piped and start == first, listed=piped)]
            elif not sentence or piped:
                spots += _covered_pieces(text, start, end, unlisted=piped and start != first)
        if len(spots) > MAX_PLACES:
            break
    return spots


def _sure_enough(spot: Spot, *, first: bool, listed: bool) -> bool:
    """A bare city in a header must be one that people name without its country: the larger, the less else says so."""
    if spot.qualified or not spot.cities:
        return True
    least = 500_000 if first else 15_000 if listed else 90_000
    return spot.cities[0].population >= least


def _covered_pieces(text: str, start: int, end: int, *, unlisted: bool = False) -> list[Spot]:
    """Places among the pieces of a segment that is more than a place: "AdRoll - San Francisco, CA"."""
    pieces = [(a, b) for a, b in _pieces(text, start, end, _PIECE) if text[a:b].strip()]
    covered = [_piece_is_place(text[a:b]) or (unlisted and _unlisted(text[a:b])) for a, b in pieces]
    spots: list[Spot] = []
    number = 0
    while number < len(pieces):
        if not covered[number]:
            number += 1
            continue
        last = number
        while last + 1 < len(pieces) and covered[last + 1]:
            last += 1
        run_start, run_end = pieces[number][0], pieces[last][1]
        known = unlisted or any(
            m.reading.cities or not m.reading.is_code for m in mentions(text, run_start, run_end)
        )
        if known:
            spots += [
                s
                for s in read_value(text, run_start, run_end, unknown=unlisted)
                if s.qualified or not s.cities or s.cities[0].population >= 90_000
            ]
        number = last + 1
    return spots


def _piece_is_place(piece: str) -> bool:
    found = mentions(piece)
    if not found:
        return False
    rest, last = [], 0
    for mention in found:
        rest.append(piece[last : mention.start])
        last = mention.end
    rest.append(piece[last:])
    return not re.search(r"[^\W\d_]", re.sub(_POSTCODE, " ", _FILLER.sub(" ", " ".join(rest))))


def _pieces(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    last = start
    for match in separator.finditer(text, start, end):
        yield last, match.start()
        last = match.end()
    yield last, end


# Tier 4: prose ------------------------------------------------------------------------------------------------

_ROLE = r"(?:this|the|our|your)\s+(?:\w+[ -]){0,4}?(?:role|position|job|opportunity|internship|post|vacancy|appointment|candidate|contract|assignment|work)\b"
_STRONG = re.compile(
    rf"""(?:
      {_ROLE}[^.\n;]{{0,80}}?\b(?:based|located|situated|performed|available|open|remote|hybrid|on-?site|in[- ]person|work|sit|reside|working)\b[^.\n;]{{0,40}}?
        \b(?:in|at|out\ of|from|within|to|near|across)\b
    | \b(?:you|candidates?|applicants?|employees?|successful\ candidate|the\ hire|engineers?|developers?|must|should|need\ to|required\ to)\b[^.\n;:]{{0,60}}?
        \b(?:be\ based|are\ based|based|be\ located|are\ located|located|reside|residing|resident|live|living|commut\w+|work(?:ing)?\ (?:remotely\ )?(?:from|at|out\ of|in))\b[^.\n;:]{{0,40}}?\b(?:in|at|from|near|within|to|of)\b
    | \b(?:we\ are|we're|we’re|currently|now|is|are)\s+(?:hiring|looking|recruiting|seeking)\b[^.\n;]{{0,80}}?\b(?:in|at|for\ (?:our|the))\b
    | \b(?:join|grow|expand|work\ with)\s+(?:our|the|us|a)\b[^.\n;]{{0,50}}?\b(?:in|at)\b
    | \b(?:on-?\s?site|in[- ]person|in[- ]office|hybrid|remote|fully\ remote|remotely|telecommute|work\ from\ home|home[- ]based)\s*(?:\([^)\n]{{0,30}}\)\s*)?(?:role\ |position\ |work\ |job\ )?(?:basis\ |based\ )?(?:anywhere\ |out\ )?(?:in|within|from|at|across|of|throughout)\b(?:\ anywhere\ (?:in|within))?
    | \b(?:relocat\w+)\s+to\b
    | \b(?:located|based)\s+(?:in|at|out\ of)\b
    | \banywhere\s+(?:in|within|across)\b
    | \b(?:work|working|days?|time)\b[^.\n;]{{0,30}}?\b(?:from|in|at|out\ of)\s+(?:one\ of\ )?(?:our|the)\b
    | \boffices?\s+(?:is\ |are\ )?(?:located\ |based\ )?(?:in|near|at)\b
    | \b(?:open\ to|hiring|accept\w*)\s+(?:candidates|applicants|people|applications)[^.\n;]{{0,40}}?\b(?:in|from|within)\b
    )\s*(?:either\s+|both\s+|one\s+of\s+)?(?:our\s+|the\s+)?(?:\w+\s+(?:office|offices|hubs?|headquarters|hq|stores?|campus|center|centre|areas?|site)\s+(?:in|of)\s+|(?:tech\s+)?(?:office|offices|hubs?|headquarters|hq|stores?|campus)\s+(?:in|of)\s+|(?:metro|greater|downtown|sunny|beautiful|heart of|centre of|center of|states?\s+of|city\s+of|province\s+of|central|following\s+(?:states|countries|locations|cities|provinces):?|either)\s+(?:the\s+|of\s+)?){{0,2}}""",
    re.IGNORECASE | re.VERBOSE,
)
_FURTHER = re.compile(r"[^.;:\n]{0,40}?\b(?:in|within|from|at|of|to)\b\s+(?:the\s+|our\s+)?", re.IGNORECASE)
_OFFICE_AFTER = re.compile(
    r"(?:,?\s*(?:[A-Z]{2}|USA?|UK)\b)?\s*[)\]]?[- ](?:city\s+|based\s+)?(?:head\s?)?(?:offices?|hq|headquarters|hub|studio|campus|location|site|store|shop|clinic|hospital|branch|"
    r"facility|plant|warehouse|restaurant|salon|school|depot|based|team)\b",
    re.IGNORECASE,
)
_OFFICE_BEFORE = re.compile(
    r"\b(?:our|the|from|in|at|for|to|a|an)\s+(?:new\s+|beautiful\s+|central\s+|downtown\s+|either\s+(?:our\s+)?)?$",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:headquarter\w*|hq\b|founded|clients?|customers?|investors?|backed\ by|partners?|offices\ (?:in|across|around)|presence|operat\w+|funded|"
    r"subsidiar\w+|acquired|serv(?:e|es|ing)|countries|companies|startup|firm|agency|company|organi[sz]ation|spin-?off|business|studio\b|team\ members|"
    r"employees\ (?:in|across|around|located)|colleagues|members\ located|users|stakeholders|markets?|distributed\ across|all\ over|community|universit\w+|flights?|travel\w*|trips?|offsites?|"
    r"retreats?|visit\w*|conference|interview\w*|onboarding|our\ story|we(?:'re|’re|\ are)\ (?:a|an|the)\b)",
    re.IGNORECASE | re.VERBOSE,
)
_OTHERS = re.compile(
    r"\b(?:clients?|customers?|investors?|backed|funded|partners?|stakeholders|patients|users|salary|pay range|compensation|range|visit\w*|travel\w*|trips?|offsites?|"
    r"retreats?|conference|interview\w*|colleagues|not\s+(?:available|open|able|eligible|accept\w*|consider\w*)|except|excluding|outside(?: of)?|other than|unable|cannot|"
    r"registered|pursuant|ordinance|law|regulat\w+|residents of|disclos\w+|applicants? (?:in|from) (?:the\s+)?(?:state|city)|consider\w*|team members|members|"
    r"teammates?|engineers? (?:in|across)|employees? (?:in|across|located|around)|teams? (?:in|across|located|members)|spread|stan|contact)\b",
    re.IGNORECASE,
)
_REMOTE_SCOPE = re.compile(
    r"\b(?:remote(?:ly)?|telecommut\w*|work from home|anywhere|home[- ]based)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cued:
    spots: tuple[Spot, ...]
    strength: float  # confidence of the cue


def _from_prose(document: Document) -> list[Cued]:
    """Places after a cue in running text, the role's own ones strong, the company's weak."""
    text = document.text
    cued: list[Cued] = []
    for line in document.lines:
        if line.start > PROSE_CHARS or len(cued) > 40:
            break
        if line.zone in (Zone.LEGAL, Zone.CHROME) or len(line.text) < 12:
            continue
        limit = min(line.end, line.start + 3000)
        cued += _cues_of_line(text, line, limit)
    return cued


def _cues_of_line(text: str, line: Line, limit: int) -> Iterator[Cued]:
    seen = line.start
    for cue in _STRONG.finditer(text, line.start, limit):
        if cue.start() < seen:
            continue
        spots = _after_cue(text, cue.end(), limit)
        further = cue.end()
        for _ in range(2):
            # "open to people in Canada": the cue ended at the first preposition.
            following = _FURTHER.match(text, further, limit)
            if spots or not following:
                break
            further = following.end()
            spots = _after_cue(text, further, limit)
        if not spots:
            continue
        seen = spots[-1].end
        before = text[max(line.start, _sentence_start(text, cue.start(), line.start)) : cue.end()]
        yield Cued(tuple(spots), _strength(before, text[spots[-1].end : spots[-1].end + 60], line))
    for mention in mentions(text, line.start, limit):
        if mention.start < seen or not (mention.reading.cities or mention.reading.metropolis):
            continue
        if key(mention.text) in gazetteer().common_words:
            continue
        after = _OFFICE_AFTER.match(text, mention.end)
        if after and (
            "based" in after.group()
            or _OFFICE_BEFORE.search(text[max(line.start, mention.start - 24) : mention.start])
        ):
            before = text[_sentence_start(text, mention.start, line.start) : mention.start]
            spots = read_value(text, mention.start, after.end())
            if spots:
                yield Cued(
                    tuple(spots), min(_strength(before, text[mention.end : after.end() + 40], line), 0.7)
                )


def _sentence_start(text: str, position: int, floor: int) -> int:
    for stop in (". ", "! ", "? ", "; ", "\n"):
        found = text.rfind(stop, floor, position)
        if found >= 0:
            floor = max(floor, found + len(stop))
    return floor


def _after_cue(text: str, start: int, limit: int) -> list[Spot]:
    """The list of places that begins right after a cue."""
    stop = min(limit, start + 260)
    for mark in (". ", "! ", "; ", "? "):
        # "St. Louis", "D.C. or": a full stop after one to three letters ends no sentence.
        at = text.find(mark, start, stop)
        while (
            at >= 0
            and mark == ". "
            and re.search(r"(?:\b[A-Z][a-z]?t?|\b[A-Z]\.[A-Z])$", text[max(start, at - 4) : at])
        ):
            at = text.find(mark, at + 1, stop)
        if at >= 0:
            stop = at
    found = mentions(text, start, stop)
    found = [m for m in found if m.reading.area is None or m.reading.cities]
    if not found or not re.fullmatch(r"[\s\"“(*_]*(?:the\s+)?", text[start : found[0].start]):
        return []
    end = found[0].end
    for previous, following in zip(found, found[1:], strict=False):
        gap = text[previous.end : following.start]
        if not (_LIST_GAP.fullmatch(gap) or _QUALIFIES.fullmatch(gap)):
            break
        end = following.end
    return [
        s
        for s in read_value(text, start, end)
        if s.qualified or not s.cities or s.cities[0].population >= 30_000
    ]


def _strength(before: str, after: str, line: Line) -> float:
    """How surely a cued place is the posting's own; 0 drops it."""
    if _OTHERS.search(before[-160:]) or re.match(
        r"[- ]based (?:hires|candidates|applicants|employees)\b.{0,30}\d", after
    ):
        return 0.0
    role = re.search(
        r"\b(?:role|position|job|internship|vacancy|you|you'll|your|candidates?|applicants?|must|hiring|looking|seeking|join|opportunity|relocat\w+|on-?site|in[- ]person|hybrid|in[- ]office)\b",
        before,
        re.IGNORECASE,
    )
    remote = _REMOTE_SCOPE.search(before)
    company = _COMPANY.search(before + (after[:40] if after[:6] == "-based" else ""))
    if re.search(r"\b(?:headquarter\w*|hq)\b", before + after[:15], re.IGNORECASE) and not re.search(
        r"\b(?:role|position|you|work|on-?site|office|days)\b", before, re.IGNORECASE
    ):
        return 0.35
    if role and not company:
        return 0.8
    if remote and not company:
        return 0.72
    if line.zone is Zone.COMPANY:
        return 0.35
    if role:
        return 0.6
    if company:
        return 0.4
    return 0.55


# Tier 5: last resorts -----------------------------------------------------------------------------------------

_URL_SLUG = re.compile(
    r"https?://[^\s\"'<>)]{0,200}?[-/](?P<words>(?:[A-Z][A-Za-z.]*-){1,6})(?P<state>[A-Z]{2})-\d{5}\b"
)
_INSTITUTION = re.compile(
    r"\b(?:University|City|Universität|Université|Universidad|Università|Technische Universität|Technical University|Hospital|Municipality|County) (?:of |de |di |of Technology )?(?P<city>[A-ZÀ-Ý][\w-]+(?: [A-Z][\w-]+)?)"
)


def _from_web_address(document: Document) -> list[Spot]:
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


def _from_institution(document: Document) -> list[Spot]:
    """ "University of Rostock" as employer, when the text names no place otherwise."""
    cities: dict[str, Spot] = {}
    for match in _INSTITUTION.finditer(document.text[:PROSE_CHARS]):
        for name in (match["city"], match["city"].partition(" ")[0]):
            reading = gazetteer().look_up(name)
            if (
                reading
                and reading.cities
                and not _is_container(reading)
                and reading.cities[0].population >= 50_000
            ):
                if key(name) not in gazetteer().common_words:
                    cities.setdefault(
                        name, Spot(match.start("city"), match.start("city") + len(name), reading.cities)
                    )
                break
    return list(cities.values()) if len(cities) == 1 else []


# All together -------------------------------------------------------------------------------------------------


def find(document: Document) -> tuple[Finding[Location], ...]:
    """Places of work in the order of the text, without repetitions; empty if none is said or it is anywhere."""
    hints = _hints(document)
    spots = _from_facts(document)
    if spots:
        return _findings(document, _resolve(spots, hints), 0.98, "places.fact")
    own, company = _labelled(document)
    header = _from_header(document)
    if own:
        rule, confidence = "places.label", 0.96
        if not any(s.city or s.cities for s in own) and any(s.city or s.cities for s in header):
            own = _narrowed(own, header, hints)
        spots = own
    elif header:
        spots, rule, confidence = header, "places.header", 0.9
    if spots:
        resolved = _resolve(spots, hints)
        if not any(s.city or s.cities for s in spots):
            resolved = _narrowed_by_prose(document, resolved, hints)
        return _findings(document, resolved, confidence, rule)
    cued = _from_prose(document)
    best = max((c.strength for c in cued), default=0.0)
    if best >= 0.5:
        chosen = [s for c in cued if c.strength >= best - 0.1 for s in c.spots]
        return _findings(document, _resolve(chosen, hints), best, "places.prose")
    for spots, confidence, rule in (
        (company, 0.6, "places.company_label"),
        (_from_web_address(document), 0.75, "places.web_address"),
        (
            [s for c in cued if c.strength == best > 0 for s in c.spots]
            if not _says_remote(document)
            else [],
            best,
            "places.company",
        ),
        (_from_institution(document), 0.5, "places.institution"),
    ):
        if spots:
            return _findings(document, _resolve(spots, hints), confidence, rule)
    return ()


def _labelled(document: Document) -> tuple[list[Spot], list[Spot]]:
    """Spots under the posting's own place labels, and under the company's."""
    own: list[Spot] = []
    company: list[Spot] = []
    for start, end, of_company in _label_values(document):
        long = end - start > 160
        spots = read_value(
            document.text, start, min(end, start + 400), lower=not long, unknown=not long, whole=not long
        )
        if long:
            spots = [s for s in spots if s.qualified or not s.cities or s.cities[0].population >= 90_000]
        (company if of_company else own).extend(spots)
        if len(own) > MAX_PLACES:
            break
    return own, company


def _says_remote(document: Document) -> bool:
    from postings.extraction import (
        workplace,
    )  # workplace reads places' tables; imported late to avoid a circle

    found = workplace.find(document)
    return found is not None and found.value == "remote"


def _narrowed(containers: list[Spot], others: list[Spot], hints: frozenset[str]) -> list[Spot]:
    """Cities of the header that lie in a labelled country replace that country."""
    kept = list(containers)
    for resolved in _resolve([*containers, *others], hints)[len(containers) :]:
        inside = [c for c in containers if c.country == resolved.location.country and resolved.location.city]
        for container in inside:
            if container.region is None or container.region == resolved.spot.region:
                kept = [k for k in kept if k is not container]
                kept.append(
                    resolved.spot if resolved.spot.qualified else replace(resolved.spot, qualified=True)
                )
    return kept


def _narrowed_by_prose(document: Document, resolved: list[Resolved], hints: frozenset[str]) -> list[Resolved]:
    """A country or state of the header, made exact by "this role is based in our ... office"."""
    if _says_remote(document):
        return resolved
    cued = [c for c in _from_prose(document) if c.strength >= 0.8]
    if not cued:
        return resolved
    containers = [r.spot for r in resolved]
    narrowed = _narrowed(containers, [s for c in cued for s in c.spots if s.city or s.cities], hints)
    return resolved if narrowed == containers else _resolve(narrowed, hints)


def _findings(
    document: Document, resolved: Iterable[Resolved], confidence: float, rule: str
) -> tuple[Finding[Location], ...]:
    resolved = list(resolved)
    with_city = {r.location.country for r in resolved if r.location.city}
    with_region = {r.location.country for r in resolved if r.location.region and not r.location.city}
    findings: dict[tuple[int | str | None, str | None, str | None], Finding[Location]] = {}
    for item in resolved:
        place = item.location
        if not place.city and (
            place.country in with_city or (not place.region and place.country in with_region)
        ):
            continue  # the country of a city that is listed too
        # One city under two names ("Milan", "Milano") is one place.
        own = item.spot.cities[0].id if place.city and item.spot.cities else place.city and key(place.city)
        name = (own, place.region, place.country)
        if name in findings:
            continue
        findings[name] = document.finding(
            place,
            item.spot.start,
            item.spot.end,
            confidence=round(confidence * item.certainty, 3),
            rule=rule,
        )
    if len(findings) > MAX_PLACES:
        # Too many to be places of work: what is left of such a list is the countries.
        return tuple(list(findings.values())[:MAX_PLACES])
    return tuple(findings.values())


def is_comment(document: Document) -> bool:
    """Whether the text is a "who is hiring" comment, whose first line is a header."""
    return document.format is Format.COMMENT
