"""Words and marks that may stand beside place names or between them, without naming a place."""

from __future__ import annotations

import re

from postings.extraction.prefilter import by_first_letter

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

POSTCODE = (
    r"(?:,?\s*(?:\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?(?:\s?\d[A-Z]{2})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|"
    r"\d{4}\s?[A-Z]{2})\b)?"
)
_METRO = r"(?:\s+(?:metro(?:politan)?|area|region|city|county|downtown|CBD))*"
QUALIFIES = re.compile(
    rf"{_METRO}{POSTCODE}\s*(?:[,(\[:·.–—-]|,\s*\(?|\s-\s)?\s*(?:the\s+|in\s+)?", re.IGNORECASE
)
CONTAINS = re.compile(r"\s*(?:[,(\[:·–—>/-]|,\s*\(?|\)\s*[-,:–—])\s*|\s+")
LIST_GAP = re.compile(
    r"[\s,;|/&+()\[\]·•.–—-]*(?:(?:and/or|and|or|oder|und|et|ou|y|o|e|hubs?|offices?|in|the|our|"
    r"either|both|,)[\s,;|/&+()–—-]*)*",
    re.IGNORECASE,
)
REMOTE_BEFORE = re.compile(
    r"(?:remote(?:ly)?|anywhere|home[- ]?office|wfh|home[- ]based|work from home|télétravail)"
    r"\b\W{0,4}(?:(?:with)?in|from|within|across|anywhere in)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)

NOT_A_CITY = re.compile(
    r"\b(?:job|remote|remotely|hybrid|on-?site|onsite|any|anywhere|flexible|location|locations|office|"
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


def has_other_words(text: str, start: int, end: int, spot_start: int, spot_end: int) -> bool:
    """Whether letters stand in the value besides the spot and words like Remote."""
    rest = text[start:spot_start] + " " + text[spot_end:end]
    return bool(re.search(r"[^\W\d_]", FILLER.sub(" ", rest)))
