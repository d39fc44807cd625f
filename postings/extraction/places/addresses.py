"""Places of postal addresses: the town beside a post code, with its street, state or country.

Reads the North American, the British and the continental European form.
"""

from __future__ import annotations

import re

from postings.extraction.document import Document, Line, Zone
from postings.extraction.gazetteer import gazetteer
from postings.extraction.place_names import Spot
from postings.extraction.places.limits import MAX_PLACES, PROSE_CHARS

_US_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    "|W[AIVY]"
)
_ADDRESS_WORD = r"[A-ZÀ-Ý][\w.'’-]{1,24}"
_NORTH_AMERICAN = re.compile(
    rf"(?P<words>{_ADDRESS_WORD}(?:"
    rf" {_ADDRESS_WORD}){{0,4}}),?\s(?P<state>(?:{_US_STATES}),?\s{{1,3}}\d{{5}}(?!\d)"
    r"|(?:AB|BC|MB|NB|NL|NS|ON|PE|QC|SK),?\s{1,3}[A-Z]\d[A-Z]\s?\d[A-Z]\d\b)"
)
_STREET_WORD = re.compile(
    r"(?:st|str|street|ave?|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|way|hwy|highway|pkwy|parkway|ct|court"
    r"|pl|place|plaza|sq|square|ter|terrace|cir|circle|suite|ste|floor|fl|unit|apt|bldg|building|box|loop|trail"
    r"|pike|row|broadway|[nsew]|[ns][ew])\.?",
    re.IGNORECASE,
)
_EUROPEAN = re.compile(
    r"(?:^|(?<=[,|\n])|(?<=\s))(?:[A-Z]{1,2}-)?(?P<code>\d{5}|\d{4} ?[A-Z]{2}|\d{4}|\d{3} \d{2}|\d{2}-\d{3})"
    rf"\s(?P<words>{_ADDRESS_WORD}(?:[ ](?:am|an der|sur|de|la|{_ADDRESS_WORD})){{0,3}})"
)
_STREET = re.compile(
    r"(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|damm|ring|ufer|\brue\b|\bavenue\b|\bboulevard\b|\bcalle\b"
    r"|\bvia\b|straat|gatan|vägen|\bul\.|\bplace\b|\bstreet\b)[^\n]{0,30}?\d|\b\d{1,4}(?:\s?(?:bis|ter))?,?\s"
    r"(?:rue|avenue|boulevard|place|quai|allée|chemin|impasse)\b",
    re.IGNORECASE,
)
_BRITISH = re.compile(
    rf"(?P<words>{_ADDRESS_WORD}(?:"
    rf" {_ADDRESS_WORD}){{0,2}}),?\s(?P<code>[A-Z]{{1,2}}\d[\dA-Z]?\s\d[A-Z]{{2}})\b"
)

# Countries whose post codes have this form (Universal Postal Union, addressing systems by country).
_FORMS = (
    (re.compile(r"\d{4} ?[A-Z]{2}"), ("NL",)),
    (re.compile(r"\d{2}-\d{3}"), ("PL",)),
    (re.compile(r"\d{3} \d{2}"), ("CZ", "GR", "SE", "SK")),
    (re.compile(r"\d{5}"), ("DE", "EE", "ES", "FI", "FR", "HR", "IT", "LT", "MX", "MY", "RS", "TR", "UA")),
    (
        re.compile(r"\d{4}"),
        ("AT", "AU", "BE", "BG", "CH", "CY", "DK", "HU", "LI", "LU", "LV", "NO", "NZ", "SI", "TN", "ZA"),
    ),
)


def _countries_of(code: str) -> tuple[str, ...]:
    return next((countries for form, countries in _FORMS if form.fullmatch(code)), ())


_DIGIT = re.compile(r"\d")


def from_addresses(document: Document) -> list[Spot]:
    """The towns of postal addresses ("12 Elm St, Austin, TX 78704"; "Hauptstr. 3", then "14482 Potsdam")."""
    spots: list[Spot] = []
    previous = ""
    for line in document.lines:
        if line.start > PROSE_CHARS or len(spots) >= MAX_PLACES:
            break
        text = line.text[:3000]
        if not text:
            continue
        if line.zone not in (Zone.LEGAL, Zone.CHROME) and _DIGIT.search(text):
            for match in _NORTH_AMERICAN.finditer(text):
                spots += _town_of_state(line, match)
            for match in _BRITISH.finditer(text):
                spots += _town_of_country(line, match, "GB")
            head = line.zone is Zone.HEADER and len(text) < 90
            if head or _STREET.search(text) or _STREET.search(previous):
                for match in _EUROPEAN.finditer(text):
                    spots += _town_of_country(line, match, None)
        previous = text if len(text) < 80 else ""
    return spots


def _town_of_state(line: Line, match: re.Match[str]) -> list[Spot]:
    """The town before a state and a post code: the longest known one, else what follows the street."""
    state = match["state"][:2]
    country = "US" if match["state"].rstrip()[-1].isdigit() and match["state"][-5:].isdigit() else "CA"
    code = f"{country}-{state}"
    words = match["words"].split(" ")
    names = gazetteer()
    first = 0
    for number, word in enumerate(words[:-1]):
        if _STREET_WORD.fullmatch(word):
            first = number + 1
    choices = [*range(first, len(words)), *range(first)] if first else list(range(len(words)))
    for number in choices:
        name = " ".join(words[number:])
        reading = names.look_up(name)
        fits = [row for row in (reading.cities if reading else ()) if row.region_code == code]
        start = line.start + match.end("words") - len(name)
        if fits:
            return [
                Spot(start, line.start + match.end("state"), tuple(fits),
                     names.main_names.get(fits[0].id, fits[0].name), code, country, True)
            ]  # fmt: skip
    if first or len(words) <= 2:
        name = " ".join(words[first:])
        start = line.start + match.end("words") - len(name)
        return [Spot(start, line.start + match.end("state"), (), name, code, country, True)]
    return []


def _town_of_country(line: Line, match: re.Match[str], country: str | None) -> list[Spot]:
    """The known town beside a post code of another country."""
    names = gazetteer()
    allowed = (country,) if country is not None else _countries_of(match["code"])
    words = match["words"].split(" ")
    sizes = range(len(words), 0, -1)
    tries = [words[:size] for size in sizes] if country is None else [words[-size:] for size in sizes]
    for chosen in tries:
        name = " ".join(chosen).rstrip(".,")
        reading = names.look_up(name)
        fits = [row for row in (reading.cities if reading else ()) if row.country in allowed]
        if fits:
            start = line.start + match.start("words") + match["words"].find(name)
            return [
                Spot(start, start + len(name), tuple(fits), names.main_names.get(fits[0].id, fits[0].name),
                     fits[0].region_code, fits[0].country, True)
            ]  # fmt: skip
    return []
