"""What the names beside a name say of it: a qualifier ("Ontario, CA"), a list of states or countries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.gazetteer import PlaceRow, key
from postings.extraction.place_names.meaning import fitting, is_container, is_state
from postings.extraction.place_names.mention import Mention
from postings.extraction.place_names.words import CONTAINS, LIST_GAP, QUALIFIES, REMOTE_BEFORE


def of_another_country(text: str, found: Sequence[Mention], position: int) -> bool:
    """The mention is followed by the name of a country in which the table has no such city."""
    mention, follower = found[position], next_joined(text, found, position, QUALIFIES)
    return (
        follower is not None
        and follower.reading.country is not None
        and not follower.reading.is_code
        and not follower.reading.cities
        and "," in text[mention.end : follower.start]
        and mention.reading.cities[0].population < 500_000
        and position + 2 == len(found)
    )


def next_joined(text: str, found: Sequence[Mention], position: int, gap: re.Pattern[str]) -> Mention | None:
    """The next mention, if nothing but ``gap`` stands between."""
    if position + 1 >= len(found):
        return None
    follower = found[position + 1]
    between = text[found[position].end : follower.start]
    if len(between) > 30 or "\n" in between or not gap.fullmatch(between):
        return None
    return follower


def city_meant(text: str, found: Sequence[Mention], position: int) -> bool:
    """ "Ontario, CA", "Lebanon, PA", "Quebec, QC": the qualifier makes a region's name a city's."""
    follower = next_joined(text, found, position, QUALIFIES)
    if follower is None:
        return False
    reading, own = found[position].reading, follower.reading
    fits = [row for row in reading.cities if row.region_code in own.regions]
    if not fits or key(follower.text) == key(found[position].text):
        return bool(fits)
    # "Ontario, CA" may be the province in Canada, but people write Canada out; "Victoria, Australia" may not.
    return not (set(reading.regions) & set(own.regions))


def qualified_cities(text: str, found: Sequence[Mention], position: int) -> tuple[tuple[PlaceRow, ...], int]:
    """The city's candidates after its qualifiers, and the mentions used; ``((), 1)`` without one."""
    mention = found[position]
    fits: tuple[PlaceRow, ...] = ()
    used = 1
    while used < 4 and (follower := next_joined(text, found, position + used - 1, QUALIFIES)):
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
        if not narrower or (reading.is_code and not code_stands(text, follower)):
            break
        fits, used = narrower, used + 1
    return fits, used


def _is_dc(text: str, found: Sequence[Mention], position: int) -> bool:
    follower = next_joined(text, found, position, QUALIFIES)
    return follower is not None and follower.text.replace(".", "") == "DC"


# Codes that are words in capitals as well.
# Codes of countries that stand for a trade as often.
TRADE_CODES = frozenset(("ML", "AI", "QA", "BI", "CD", "TV", "PS", "PM", "HR", "PR", "CS"))
WORD_CODES = frozenset(
    ("OR", "IN", "ME", "OK", "HI", "AT", "IT", "DO", "BE", "IS", "SO", "NO", "TO", "AM", "AS", "BY", "MY")
)


def code_stands(text: str, mention: Mention) -> bool:
    """A two-letter code is followed by the end of something, not by a word it could belong to."""
    rest = text[mention.end : mention.end + 3]
    if mention.text in WORD_CODES:
        return not re.match(r" ?[A-Za-z]", rest)
    return not re.match(r"[A-Za-z]|-[a-z]", rest)


def among_states(text: str, found: Sequence[Mention], position: int) -> bool:
    """New York or Washington in a list of states: "Ohio, New York and Texas"."""
    reading = found[position].reading
    if not is_state(reading) or not reading.cities:
        return False
    for other in (position - 1, position + 1):
        if not 0 <= other < len(found) or set(reading.regions) & set(found[other].reading.regions):
            continue  # "New York, NY"
        first, second = sorted((found[position], found[other]), key=lambda m: m.start)
        if not _STATE_LIST_GAP.fullmatch(text[first.end : second.start]):
            continue
        if other > position:
            beside = found[other].reading
            if is_state(beside) and is_container(beside) and not beside.is_code:
                return True
        elif _ends_state_list(text, found, other):
            return True
    return False


_STATE_LIST_GAP = re.compile(r"\s*,\s*(?:and |or )?|\s+(?:and|or)\s+")


def _ends_state_list(text: str, found: Sequence[Mention], position: int) -> bool:
    """The mention is a state of its own, not one that qualifies a city before it ("Boston, MA")."""
    while True:
        reading = found[position].reading
        if not is_state(reading) or reading.is_code:
            return False
        if position == 0:
            return is_container(reading)
        before = found[position - 1]
        joined = next_joined(text, found, position - 1, QUALIFIES) is not None
        if is_container(reading) and not (
            joined and before.reading.cities and not is_container(before.reading)
        ):
            return True
        if not is_state(before.reading):
            return False
        position -= 1  # New York, itself in a list


def among_countries(text: str, found: Sequence[Mention], position: int) -> bool:
    """The mention stands in a list of countries: "(US, UK, CA)"."""
    for other in (position - 1, position + 1):
        if not 0 <= other < len(found):
            continue
        reading = found[other].reading
        first, second = sorted((found[position], found[other]), key=lambda m: m.start)
        gap = text[first.end : second.start]
        if (
            reading.country
            and not (reading.is_code and found[position].text.rstrip(".") in TRADE_CODES)  # "BI, AI, data"
            and not reading.regions
            and not reading.cities
            and re.fullmatch(r"\s*[,/&+]\s*|\s+(?:and|or)\s+", gap)
        ):
            return True
    return False


_PART_OF_STATE = re.compile(
    r"\b(?:(?:north|south|east|west)(?:ern)?|(?:north|south)(?:east|west)(?:ern)?|central|upstate|downstate)\s$",
    re.IGNORECASE,
)


def code_alone(text: str, found: Sequence[Mention], position: int, floor: int) -> bool:
    """A bare code means a place after "Remote", in brackets after it, or in a list of codes."""
    mention = found[position]
    if not code_stands(text, mention):
        return False
    if REMOTE_BEFORE.search(text[max(floor, mention.start - 40) : mention.start]):
        return True
    if is_state(mention.reading) and _PART_OF_STATE.search(
        text[max(floor, mention.start - 14) : mention.start]
    ):
        return True
    if re.match(r"\s*[-–—(/]?\s*remote", text[mention.end : mention.end + 12], re.IGNORECASE):
        return True
    for other in (position - 1, position + 1):
        if 0 <= other < len(found) and is_state(found[other].reading) and found[other].text != mention.text:
            first, second = sorted((mention, found[other]), key=lambda m: m.start)
            if LIST_GAP.fullmatch(text[first.end : second.start][:40]):
                return True
    inner = next_joined(text, found, position, CONTAINS)  # "CA - San Francisco"
    return inner is not None and bool(inner.reading.cities) and is_state(mention.reading)
