"""Reading place names: from a value such as "Lyon or Toulouse, France" to places tied to their country.

``mentions`` finds the names, ``read_value`` groups them ("Austin" + "TX" + "USA"), ``resolve`` chooses
between namesakes by joint constraint: a named region before a named country before the other places of the
text before the ten times larger namesake; otherwise the best guess has a low certainty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from postings.extraction.finding import Location
from postings.extraction.gazetteer import PlaceRow, Reading, gazetteer, key
from postings.extraction.prefilter import PatternSet, by_first_letter

HINT_CHARS = 60_000  # text beyond this gives no hint at a country
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


# Mentions
# -----------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")
_BETWEEN_WORDS = re.compile(r"[ \t\u00a0\u202f]{1,3}|-|/|'|’| ?& ?|\. ?")
_NOT_A_PLACE_AFTER = re.compile(
    r"[ -](?:street|st\b\.?(?! )|road|rd\b|lane|avenue|ave\b|boulevard|blvd|drive|square|bridge "
    r"road|university|"
    r"universität|college|school of|institute|times\b|post\b|bank\b|stock exchange|fashion week|marathon|"
    r"time\b|timezone|time zone|hours\b|law\b|employment law|residents? only|act\b|fair chance|"
    r"minimum wage|tech week|"
    r"ventures|capital\b|partners\b|pipelines?|language|speaking|speaker|passport|citizen)",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"(?:\bnear(?:by)?|minutes? (?:from|to)|hours? (?:from|to)|outside(?: of)?|close to|suburbs? "
    r"of|(?:north|south|east|west) of|miles (?:from|of))"
    r"\s+(?:downtown |central |the )?$",
    re.IGNORECASE,
)
_AREA = re.compile(r"(?:\s+(?:metro|bay))?\s+area\s*\)", re.IGNORECASE)
_AREA_OF = re.compile(r"\s*(?:metro(?:politan)?\s*|bay\s+)?area\s*\(\s*", re.IGNORECASE)
_LONGER_NAME = re.compile(
    r"-(?!based|remote|hybrid|area|metro|on-?site|wide|headquartered|centric|first|only|in\b|or\b)[a-zà-ÿ]"
    r"|-(?:Lez|Lès|Les|Sur|Sous|En|De|Du|La|Le|D|Aux?)['’-]"
)
_NOT_A_PLACE_BEFORE = re.compile(
    r"\b(?:university of|universität|bank of|institute of|state of mind|port of|made in|college of|"
    r"lake|mt\.?|"
    r"republic of|attorney|department of|secretary of|commonwealth of|laws? of(?: the state of)?)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)  # several fields read the same lines
def mentions(
    text: str, start: int = 0, end: int | None = None, *, lower: bool = False
) -> tuple[Mention, ...]:
    """Names of places in ``text[start:end]``, the longest at each point, left to right.

    A name must begin with a capital unless ``lower`` is given (values known to be places).
    """
    names = gazetteer()
    end = len(text) if end is None else end
    words = list(_WORD.finditer(text, start, end))
    found: list[Mention] = []
    free = 0  # words before this one are taken
    for position, word in enumerate(words):
        if position < free:
            continue
        if not lower:
            letter = text[word.start()]
            if "a" <= letter <= "z" or not (letter.isupper() or not letter.isascii()):
                continue
        written = word.group()
        most = names.first_words.get(key(written), 0)
        if (hyphen := written.find("'")) > 0 and not most:
            most = names.first_words.get(key(written[:hyphen]), 0)
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
                free = position + count
                break
    return tuple(found)


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


# Words that may stand beside a place in a value that names nothing but places.
_FILLERS = (
    r"100\s?%|fully|remote(?:ly)?|hybrid|hybride?|on-?\s?site|onsite|in-?\s?office|in-?\s?person"
    r"|offices?|in|at|or|and|from|of|based|only|metro(?:politan)?|area|areas|greater|region|hq"
    r"|headquarters|anywhere|within|the|preferred|preferably|ok|okay|friendly|possible|flexible|near"
    r"|downtown|various|locations?|multiple|cities|city|county|worldwide|global(?:ly)?|time\s?zones?"
    r"|timezones?|no|candidates?|any|work from home|wfh|home|optional|studio|now"
    r"|if you (?:like|prefer|want)|freelance|contract(?:or)?s?|temporary|intern(?:ship)?s?|days?|per"
    r"|week|x|full[- ]?time|part[- ]?time|relocation|visa|telecommute|telework|oder|und|ou|et|y|bei|im"
    r"|raum|near|nearby|to|a|with|travel|hub|hubs|first|permanent|position|job|role|primarily|also"
    r"|other|more|plus|available|considered|option(?:al|s)?|accepted|allowed|welcome|required"
    r"|distributed|virtual|state|states|all|open|either|both|our|uk&i|nationwide|national|base|wide"
    r"|local|locals|mostly|occasional(?:ly)?|some|surrounding|north|south|east|west|télétravail"
    r"|teletravail|homeoffice|home[- ]office|mobiles arbeiten|presencial|remoto|híbrido|presentiel"
    r"|présentiel"
)
FILLER = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b(?:"
    + by_first_letter(re.split(r"\|(?![^(]*\))", _FILLERS))
    + r")\b",
    re.IGNORECASE,
)

# Values: one or several places in a row
# -----------------------------------------------------------------------

POSTCODE = (
    r"(?:,?\s*(?:\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?(?:\s?\d[A-Z]{2})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|"
    r"\d{4}\s?[A-Z]{2})\b)?"
)
_METRO = r"(?:\s+(?:metro(?:politan)?|area|region|city|county|downtown|CBD))*"
QUALIFIES = re.compile(
    rf"{_METRO}{POSTCODE}\s*(?:[,(\[:·.–—-]|,\s*\(?|\s-\s)?\s*(?:the\s+|in\s+)?", re.IGNORECASE
)
_CONTAINS = re.compile(r"\s*(?:[,(\[:·–—>/-]|,\s*\(?|\)\s*[-,:–—])\s*|\s+")
LIST_GAP = re.compile(
    r"[\s,;|/&+()\[\]·•.–—-]*(?:(?:and/or|and|or|oder|und|et|ou|y|o|e|hubs?|offices?|in|the|our|"
    r"either|both|,)[\s,;|/&+()–—-]*)*",
    re.IGNORECASE,
)
_REMOTE_BEFORE = re.compile(
    r"(?:remote(?:ly)?|anywhere|home[- ]?office|wfh|home[- ]based|work from home|télétravail)"
    r"\b\W{0,4}(?:(?:with)?in|from|within|across|anywhere in)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_UNKNOWN_CITY = re.compile(
    r"(?:^|[;|,/(\[\n:•·–—]|\s-\s|\bin\b|\bor\b)\s*"
    r"(?P<city>[A-ZÀ-ÝŁŚŻ][\w.'’]+(?:[ -](?:[A-ZÀ-ÝŁŚŻ][\w.'’]+|of|the|de|del|da|do|di|la|le|les|"
    r"lez|lès|sur|en|am|an|im|der|bei|ob|"
    r"upon|on|by|under|y|d'[A-Z]\w+)){0,5})"
    r"(?:\s*(?:,|\s-)\s*|(?P<bare>\s))$"
)
NOT_A_CITY = re.compile(
    r"\b(?:remote|remotely|hybrid|on-?site|onsite|any|anywhere|flexible|location|locations|office|"
    r"offices|full|part|time|contract|street|st|"
    r"road|rd|ave|avenue|suite|floor|building|campus|university|inc|llc|ltd|gmbh|company|corp|"
    r"engineer\w*|developer|manager|"
    r"senior|junior|lead|team|work|home|worldwide|global|various|multiple|region|north|south|east|"
    r"west|area|states?|"
    r"central|usd|salary|distributed|us|usa|uk|eu|emea|apac|latam|anywhere|based|sales|marketing|"
    r"design|analyst|"
    r"director|specialist|coordinator|nationwide|field|headquarters|hq|virtual|telecommute|yes|no|"
    r"teletravail|technology|technologies|visas?|transfers?|relocation|sponsor\w*|permit|"
    r"software|group|services|solutions|systems|labs?|studios?|consulting|health|bank|data|product|"
    r"january|february|march|april|june|july|"
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
    if lower and (coded := _CODED.fullmatch(text, start, end)) and coded["country"] in names.countries:
        return [_coded(coded)]
    found = mentions(text, start, end, lower=lower)
    spots: list[Spot] = []
    position, floor = 0, start
    while position < len(found):
        mention = found[position]
        spot, used = _read_at(text, found, position, floor, unknown=unknown)
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
        match.start("country"), end, (), city and _proper(city), region, country, qualified=bool(city)
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


def has_other_words(text: str, start: int, end: int, spot_start: int, spot_end: int) -> bool:
    """Whether letters stand in the value besides the spot and words like Remote."""
    rest = text[start:spot_start] + " " + text[spot_end:end]
    return bool(re.search(r"[^\W\d_]", FILLER.sub(" ", rest)))


def _read_at(
    text: str, found: Sequence[Mention], position: int, floor: int, *, unknown: bool
) -> tuple[Spot | None, int]:
    """The place that begins at mention ``position`` and how many mentions it takes up."""
    mention = found[position]
    reading = mention.reading
    follower = _joined(text, found, position, QUALIFIES)
    if reading.metropolis and not follower:
        return _metropolis(mention), 1
    as_container = is_container(reading) and not _city_meant(text, found, position)
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
                shown_name(mention, row),
                row.region_code,
                row.country,
                qualified=True,
            )
            return spot, used
        if (
            follower
            and _is_state(follower.reading)
            and is_container(follower.reading)
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
        if unknown and not reading.area and _of_another_country(text, found, position):
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
    mention, follower = found[position], _joined(text, found, position, QUALIFIES)
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


def is_container(reading: Reading) -> bool:
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
    follower = _joined(text, found, position, QUALIFIES)
    if follower is None:
        return False
    reading, own = found[position].reading, follower.reading
    fits = [row for row in reading.cities if row.region_code in own.regions]
    if not fits or key(follower.text) == key(found[position].text):
        return bool(fits)
    # "Ontario, CA" may be the province in Canada, but people write Canada out; "Victoria, Australia" may not.
    return not (set(reading.regions) & set(own.regions))


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


def _qualified(text: str, found: Sequence[Mention], position: int) -> tuple[tuple[PlaceRow, ...], int]:
    """The city's candidates after its qualifiers, and the mentions used; ``((), 1)`` without one."""
    mention = found[position]
    fits: tuple[PlaceRow, ...] = ()
    used = 1
    while used < 4 and (follower := _joined(text, found, position + used - 1, QUALIFIES)):
        reading = follower.reading
        if key(follower.text) == "washington" and _is_dc(text, found, position + used):
            break
        own_city = reading.cities and not is_container(reading) and key(follower.text) != key(mention.text)
        # "Boston, New York": two cities, unless a New York fits Boston, which it does not.
        if own_city and not any(row.region_code in reading.regions for row in fits or mention.reading.cities):
            break
        narrower = fitting(fits or mention.reading.cities, reading)
        if not narrower and reading.is_code:  # "Perth WA"
            narrower = tuple(
                row for row in fits or mention.reading.cities if row.region_code[3:] == follower.text
            )
        if not narrower or (reading.is_code and not _code_stands(text, follower)):
            break
        fits, used = narrower, used + 1
    return fits, used


# Codes of countries and states that are short for trades as well.
_TRADE_CODES = frozenset(("ML", "AI", "QA", "BI", "CD", "TV", "PS", "PM", "HR", "PR"))


def _is_dc(text: str, found: Sequence[Mention], position: int) -> bool:
    follower = _joined(text, found, position, QUALIFIES)
    return follower is not None and follower.text.replace(".", "") == "DC"


_MARKS = (",", "(", ":", "-", "–", "—")
# Codes that are words in capitals as well.
_WORD_CODES = frozenset(
    ("OR", "IN", "ME", "OK", "HI", "AT", "IT", "DO", "BE", "IS", "SO", "NO", "TO", "AM", "AS", "BY", "MY")
)


def _code_stands(text: str, mention: Mention) -> bool:
    """A two-letter code is followed by the end of something, not by a word it could belong to."""
    rest = text[mention.end : mention.end + 3]
    if mention.text in _WORD_CODES:
        return not re.match(r" ?[A-Za-z]", rest)
    return not re.match(r"[A-Za-z]|-[a-z]", rest)


def shown_name(mention: Mention, row: PlaceRow) -> str:
    """The name to report: the main name, or the text's if it is another full name of the same city."""
    names = gazetteer()
    shown = mention.reading.shown
    if shown and mention.reading.cities[0].id == row.id and key(shown) != key(row.name):
        return shown
    return names.main_names.get(row.id, row.name)


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
    if (
        mention.text in _WORD_CODES
        and _REMOTE_BEFORE.search(before[-40:])
        and not before.rstrip().endswith(_MARKS)
    ):
        return None, 1  # "REMOTE OK (U.S. only)" is no job in Oklahoma; "Remote, OK" is
    city = _UNKNOWN_CITY.search(before) if unknown else None
    if city and city["bare"] and not (reading.is_code and _is_state(reading) and len(mention.text) == 2):
        city = None
    if city and mention.text in _TRADE_CODES:
        return None, 1  # "Machine Learning, ML"
    if city and city["city"].isupper() and len(city["city"]) <= 3:
        city = None  # "São Paulo, SP, Brasil"
    if city and (NOT_A_CITY.search(city["city"]) or names.look_up(city["city"]) is not None):
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
    follower = _joined(text, found, position, QUALIFIES)
    if follower and not follower.reading.cities:
        own = follower.reading
        if own.country and any(code.startswith(own.country) for code in reading.regions):
            region = next(code for code in reading.regions if code.startswith(own.country))
            country, end, used = own.country, follower.end, 2
        elif own.country and own.country in reading.within:
            country, end, used = own.country, follower.end, 2
        elif (
            country
            and not region
            and (inner := [c for c in own.regions if c[:2] == country])
            # "US OK" says yes to people in the US
            and not (follower.text in _WORD_CODES and not text[mention.end : follower.start].strip())
        ):
            region, end, used = inner[0], follower.end, 2
    if reading.is_code and used == 1 and not (city or listed or _code_alone(text, found, position, floor)):
        return None, 1
    if city and country:
        start = mention.start - len(before) + city.start("city")
        return Spot(start, end, (), _proper(city["city"].strip()), region, country, qualified=True), used
    inner_city = _joined(text, found, position + used - 1, _CONTAINS)
    if inner_city and inner_city.reading.cities and (region or country):
        container = Reading(regions=(region,) if region else (), country=None if region else country)
        fits = fitting(inner_city.reading.cities, container)
        own_fits, own_used = _qualified(text, found, position + used)
        if fits and not (own_fits and own_fits[0] not in fits) and not is_container(inner_city.reading):
            row = own_fits[0] if own_fits else fits[0]
            last = found[position + used + own_used - 1]
            return Spot(
                mention.start,
                last.end,
                fits,
                shown_name(inner_city, row),
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
            if _is_state(beside) and is_container(beside) and not beside.is_code:
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
            return is_container(reading)
        before = found[position - 1]
        joined = _joined(text, found, position - 1, QUALIFIES) is not None
        if is_container(reading) and not (
            joined and before.reading.cities and not is_container(before.reading)
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
    inner = _joined(text, found, position, _CONTAINS)
    rows = inner.reading.cities if inner else ()
    if rows and rows[0].country == country and not any(row.region_code == region for row in rows):
        return None, country  # "Georgia (Tbilisi)"
    others = [m.reading for n, m in enumerate(found) if n != position]
    countries = {r.country for r in others if r.country and not r.is_code and not r.cities}
    if countries and region[:2] not in countries and not any(_is_state(r) for r in others):
        return None, country
    return region, region[:2]


_PART_OF_STATE = re.compile(
    r"\b(?:(?:north|south|east|west)(?:ern)?|(?:north|south)(?:east|west)(?:ern)?|central|upstate|downstate)\s$",
    re.IGNORECASE,
)


def _code_alone(text: str, found: Sequence[Mention], position: int, floor: int) -> bool:
    """A bare code means a place after "Remote", in brackets after it, or in a list of codes."""
    mention = found[position]
    if not _code_stands(text, mention):
        return False
    if _REMOTE_BEFORE.search(text[max(floor, mention.start - 40) : mention.start]):
        return True
    if _is_state(mention.reading) and _PART_OF_STATE.search(
        text[max(floor, mention.start - 14) : mention.start]
    ):
        return True
    if re.match(r"\s*[-–—(/]?\s*remote", text[mention.end : mention.end + 12], re.IGNORECASE):
        return True
    for other in (position - 1, position + 1):
        if 0 <= other < len(found) and _is_state(found[other].reading) and found[other].text != mention.text:
            first, second = sorted((mention, found[other]), key=lambda m: m.start)
            if LIST_GAP.fullmatch(text[first.end : second.start][:40]):
                return True
    inner = _joined(text, found, position, _CONTAINS)  # "CA - San Francisco"
    return inner is not None and bool(inner.reading.cities) and _is_state(mention.reading)


# Choosing between namesakes
# -----------------------------------------------------------------------------------


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
            hints = _hints(text)
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


_POSTCODES = (
    ("GB", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")),
    ("GB", re.compile(r"\.co\.uk\b|\.ac\.uk\b|\.org\.uk\b|£|\bGBP\b")),
    ("CA", re.compile(r"\bCAD\b|CA\$|C\$|\b[A-Z]\d[A-Z]\s\d[A-Z]\d\b")),
    ("AU", re.compile(r"\.com\.au\b|\bAUD\b|A\$|\bsuperannuation\b")),
    ("IN", re.compile(r"₹|\bINR\b|\b(?:lakhs?|LPA)\b")),
    ("IE", re.compile(r"\.ie\b")),
    ("NZ", re.compile(r"\.co\.nz\b|\bNZD\b")),
    ("ZA", re.compile(r"\.co\.za\b|\bZAR\b")),
    ("DE", re.compile(r"\w\.de\b|\bGmbH\b")),
    ("ES", re.compile(r"\w\.es\b|\bS\.L\.(?:U\.)?|\bjornada completa\b|\bbruto/año\b", re.IGNORECASE)),
    ("FR", re.compile(r"\w\.fr\b|\bSARL\b|\bCDI\b|\bRTT\b")),
    ("IT", re.compile(r"\w\.it\b|\bS\.r\.l\.|\bS\.p\.A\.")),
    ("NL", re.compile(r"\w\.nl\b")),
    ("PL", re.compile(r"\w\.pl\b|\bPLN\b|\bSp\. z o\.o\.")),
    ("CH", re.compile(r"\w\.ch\b|\bCHF\b")),
    ("BR", re.compile(r"R\$|\.com\.br\b|\bCLT\b")),
    ("US", re.compile(r"\bUSD\b|\b401\s?\(?k\)?|\bUS\$")),
)


_HINT_MARKS = PatternSet(mark for _, mark in _POSTCODES)


@lru_cache(maxsize=4)  # the same text is asked for again and again
def _hints(text: str) -> frozenset[str]:
    scan = _HINT_MARKS.scan(text, 0, HINT_CHARS)
    return frozenset(
        country for number, (country, _) in enumerate(_POSTCODES) if scan.search(number) is not None
    )
