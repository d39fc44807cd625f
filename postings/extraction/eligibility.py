"""Who may do a remote job: everybody, or people in the areas and countries that the posting names.

Only remote postings have an eligibility. Scopes are read from the words beside "remote" ("Remote (US only)",
"remote - EMEA"), from labels ("Candidate location: Latin America"), from demands on residence ("must reside
in CO, NY or WA") and from "anywhere in ...". Time zones name no countries: "UTC-5 to UTC+2" is kept as an
unknown scope, so nobody is told that they may apply. A remote posting whose places are countries is open
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from postings.extraction.document import Document, Line, Zone
from postings.extraction.finding import Eligibility, Finding, Location, Workplace
from postings.extraction.gazetteer import gazetteer
from postings.extraction.place_names import Mention, mentions
from postings.extraction.prefilter import PatternSet, Prefiltered

PROSE_CHARS = 60_000
UNKNOWN = "TIME_ZONE"  # the area key of a scope given only as time zones

_WORLDWIDE = re.compile(
    r"\b(?:world-?\s?wide|global(?:ly)?|anywhere(?!\s+(?:in|within|across|from)\b)"
    r"|anywhere (?:in|across|around|from) the (?:world|globe)|anywhere on (?:the |this )?(?:planet|"
    r"earth|globe)"
    r"|international(?:ly)? (?:ok|candidates|applicants)|any (?:country|location|time ?zone)|all "
    r"time ?zones|every time ?zone"
    r"|no matter where you (?:are|live)|wherever you (?:are|live|call home)|everywhere|weltweit|"
    r"dans le monde entier"
    r"|desde cualquier lugar(?: del mundo)?)\b",
    re.IGNORECASE,
)
_REMOTE = (
    r"(?:remote(?:ly)?|telecommut\w*|work(?:ing)?[- ]from[- ](?:home|anywhere)|wfh|wfa|home[- ]based|"
    r"télétravail|home[- ]?office|remoto|teletrabajo|distributed)"
)
_REMOTE_WORD = re.compile(_REMOTE, re.IGNORECASE)
_BESIDE = re.compile(
    rf"\b{_REMOTE}\b[^\w\n]{{0,4}}(?:(?:role|position|job|work|opportunity|only|first|friendly|ok|"
    rf"okay|possible|anywhere|eligible|from anywhere|candidates?|applicants?|based|option|is|are|"
    rf"located|for|open to|may|be)[^\w\n]{{1,3}}){{0,4}}"
    r"(?:(?:with)?in|from|across|throughout|for|to|,|-|–|—|:|\(|/|anywhere in|anywhere within)"
    r"?\s*(?:the\s+|any of the following (?:states|countries|locations):?\s*|the following "
    r"(?:states|countries|locations):?\s*|either\s+|most\s+(?:of\s+)?|states\s+of\s+)*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"[\s,()\-–—:/]{{1,4}}(?:only\s+|based\s+|fully\s+|100\s?%\s+)?[(\[]?{_REMOTE}\b", re.IGNORECASE
)
_DEMAND = re.compile(
    r"(?:\b(?:must|should|need(?:s)? to|have to|required? to|requires? you to|candidates?|"
    r"applicants?|you(?:'ll| will)?|we (?:can |are able to )?(?:only )?(?:hire|employ|accept|"
    r"consider)\w*|only\s+(?:open|available|hiring|accept\w*|consider\w*)|"
    r"open (?:only )?to|eligible|available (?:only )?to|hiring|(?<!-)based|preference|focus\w*|"
    r"priorit\w+|looking for|able to work|authorized to work|legally work|right to work|roles? can "
    r"sit|sit)\b[^.;\n]{0,70}?"
    r"\b(?:resid\w+|located|live|living|based|domiciled|situated|from|people|candidates|applicants|"
    r"residents|work(?:ing)?|sit|employees|individuals|within|in)\b(?:\s+(?:and\s+\w+\s+)?(?:in|"
    r"within|of|from|inside|to|anywhere|any|one|for|either))*"
    r"|\banywhere\s+(?:with)?in|\bopen to (?:candidates|applicants|people|remote\w*)"
    r"?[^.;\n]{0,20}?(?:in|from|within|across)?|\bcandidates?(?:['’]s?)? location\s*:?|\bresidents "
    r"of|\banywhere across"
    r"|\b(?:candidat\w*|personnes?|poste|résident\w*)\b[^.;\n]{0,60}?\b(?:résid\w+|basée?s?|situé\w*|habit\w+)\s+"
    r"(?:dans|en|au|aux|à)(?:\s+(?:la|le|les)\b|\s+l['’])?(?:\s+province d[eu]\b)?)"
    r"\s*(?:either\s+|one of\s+|any of\s+)?(?:the\s+|our\s+)?(?:following\s+)?(?:states?|countries|"
    r"locations|provinces?|regions?)?\s*(?:of\s+|:\s*|listed\s+above\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_BASED_ONLY = re.compile(
    r"[-\s]?(?:based)?\s*(?:candidates|applicants|residents|citizens|people|persons)?\s*\(?only\b|"
    r"[-\s]based\s+(?:candidates|applicants|only)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:candidates?|applicants?|remote|hiring|eligible|work|job|employment)?\s*(?:['’]s?\s*)"
    r"?(?:locations?|regions?|countries|country|eligibility|restrictions?|geo\w*|states?|area|work "
    r"?place|time ?zones?|required location)(?:\s+(?:requirements?|restrictions?|eligibility|"
    r"policy))?",
    re.IGNORECASE,
)
_TIME_ZONE = Prefiltered(
    r"\b(?:(?:UTC|GMT|CET|CEST|EST|EDT|PST|PDT|ET|PT|CST|MST|BST|IST)"
    r"\s*(?:[+\-−±]\s*\d{1,2}(?::?\d\d)?)?\s*(?:to|-|–|and|through|/)\s*(?:UTC|GMT|CET|CEST|EST|"
    r"EDT|PST|PDT|ET|PT|CST|MST|BST|IST)?\s*[+\-−±]?\s*\d{0,2}\b"
    r"|(?:UTC|GMT)\s*[+\-−±]\s*\d{1,2}|[+\-−±]/?-?\s*\d{1,2}\s*(?:h|hours?|hrs?)\s*(?:of|from|to)"
    r"?\s*(?:UTC|GMT|CET|CEST|EST|PST|ET|PT|EDT|PDT)"
    r"|(?:US|U\.S\.|USA|American|European|EU|Americas|United States|North American|EMEA|LATAM|"
    r"Eastern|Pacific|Central|EST|PST|CET|ET|PT|GMT|UTC)\s+time\s?zones?)",
    re.IGNORECASE,
)
_TIME_ZONE_DEMAND = re.compile(
    r"\b(?:remote\w*|must|within|between|overlap\w*|time ?zones?|hours|located|based|candidates?|only)\b",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(
    r"[\s,;/&+()\[\]•·.–—*_-]*(?:(?:and/or|and|or|oder|und|et|ou|y|e|the|either|both|states?|of|in|"
    r"within|other|any|anywhere|from|remote|based|only|also|territories|time ?zones?|preference|ok|"
    r"residents|countries)\b[\s,;/&+()–—*_-]*)*",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    r"\b(?:not|n['’]t|unable|cannot|except|excluding|exclude|outside(?: of)?|other than|besides|"
    r"without|teams?|customers?|clients?|offices? (?:in|across)|travel|headquarter\w*|founded|"
    r"users|markets?|employees (?:in|across|located)|salary|pay|compensation|"
    r"colleagues|members|spread|work(?:ing)? with|experience|hours in|interview\w*|company|"
    r"organi[sz]ation)\b",
    re.IGNORECASE,
)


_OUTSIDE = re.compile(
    r"\b(?:outside(?: of)?|except(?: for)?|excluding|not in|other than)\s+(?:the\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Scope:
    areas: tuple[str, ...]  # area keys and country codes, in the order of the text
    worldwide: bool
    start: int
    end: int
    confidence: float
    rule: str


def find(
    document: Document, workplace: Finding[Workplace] | None, locations: Iterable[Finding[Location]]
) -> Finding[Eligibility] | None:
    """Where a remote worker may live; None if the job is not remote or the text does not say."""
    if workplace is None or workplace.value is not Workplace.REMOTE:
        return None
    scopes = [*_fact_scopes(document), *_line_scopes(document)]
    if not scopes:
        return _from_locations(tuple(locations))
    best = max(scopes, key=lambda scope: (scope.confidence, -scope.start))
    # "Remote, worldwide" in the header and "must live in Brazil" below: the narrower one binds.
    narrow = [s for s in scopes if not s.worldwide and s.areas != (UNKNOWN,)]
    if (best.worldwide or best.areas == (UNKNOWN,)) and narrow:
        chosen = max(narrow, key=lambda scope: (scope.confidence, -scope.start))
        if chosen.confidence >= best.confidence - 0.2:
            best = chosen
    best = _widened(best, scopes)
    return document.finding(
        Eligibility(best.worldwide, best.areas, _countries(best.areas)),
        best.start,
        best.end,
        confidence=round(best.confidence, 3),
        rule=best.rule,
    )


def _widened(best: _Scope, scopes: Iterable[_Scope]) -> _Scope:
    """A tag's only country among those of a sentence on the role: "remote in the US and Canada only"."""
    if best.worldwide or len(best.areas) != 1 or best.areas == (UNKNOWN,):
        return best
    for scope in scopes:
        if (
            not scope.worldwide
            and best.areas[0] in scope.areas
            and 1 < len(scope.areas) <= 12
            and scope.confidence >= 0.8
            and scope.rule in ("eligibility.beside_remote", "eligibility.demand")
        ):
            return scope
    return best


def _countries(areas: Iterable[str]) -> frozenset[str]:
    names = gazetteer()
    found: set[str] = set()
    for area in areas:
        if area in names.areas:
            found |= names.areas[area].countries
        elif area in names.countries:
            found.add(area)
    return frozenset(found)


def _from_locations(locations: tuple[Finding[Location], ...]) -> Finding[Eligibility] | None:
    """A remote job whose places are countries or states, without a city, is open there."""
    if not locations or any(found.value.city for found in locations):
        return None
    areas = tuple(dict.fromkeys(f.value.country for f in locations if f.value.country))
    first = locations[0]
    if not areas:
        return None
    value = Eligibility(False, areas, frozenset(areas))
    return Finding(
        value, first.quote, first.start, first.end, round(first.confidence * 0.9, 3), "eligibility.places"
    )


# Scopes
# -------------------------------------------------------------------------------------------------------

_FACT = re.compile(
    r"applicant_location_requirements|candidate_required_location|(?:^|\.)(?:job_geo|"
    r"remote_(?:locations?|regions?|countries|country)|eligible_\w+|location_restrictions?)(?:$|"
    r"\.(?:name|country|address_country)$)"
)


def _fact_scopes(document: Document) -> Iterator[_Scope]:
    areas: dict[str, None] = {}
    start = end = -1
    for fact in document.facts:
        if not _FACT.search(fact.name) or not fact.value.strip() or fact.name.endswith(".type"):
            continue
        if _WORLDWIDE.search(fact.value):
            yield _Scope((), True, fact.start, fact.end, 0.98, "eligibility.fact")
            return
        for mention in mentions(document.text, fact.start, fact.end, lower=True):
            if area := _area(mention, code_allowed=True):
                areas[area] = None
        if areas and start < 0:
            start, end = fact.start, fact.end
    if areas and start >= 0:
        yield _Scope(tuple(areas), False, start, end, 0.98, "eligibility.fact")


# Capitals that are two-letter codes of countries or states, and nearly always something else.
_NOT_CODES = frozenset(
    [
        "AM",
        "PM",
        "ET",
        "CT",
        "MT",
        "PT",
        "IT",
        "AI",
        "IS",
        "NO",
        "SO",
        "TO",
        "BE",
        "DO",
        "CD",
        "AS",
        "BI",
        "ML",
        "HR",
        "PR",
        "QA",
        "TV",
        "PS",
        "MS",
        "CC",
        "AT",
        "BY",
        "MY",
        "ID",
        "OK",
    ]
)


def _area(mention: Mention, *, code_allowed: bool, countries: bool = False) -> str | None:
    """Area key or country of a name, if it names one: cities do not.

    ``countries`` tells that the name stands among countries, where "CA" is Canada and Georgia no state.
    """
    reading = mention.reading
    if reading.area:
        return reading.area
    if reading.is_code and (not code_allowed or mention.text in _NOT_CODES):
        return None
    standing = next((code for code in reading.regions if code in gazetteer().standing_alone), None)
    if standing and not (countries and reading.country):
        return standing[:2]
    if reading.country:
        return reading.country
    if reading.metropolis and "," not in reading.metropolis:
        return reading.metropolis[:2]
    return None


def _names_countries(found: Iterable[Mention]) -> bool:
    """Whether a country that nothing else is called by stands among the names."""
    return any(m.reading.country and not m.reading.regions and not m.reading.cities for m in found)


def _line_scopes(document: Document) -> Iterator[_Scope]:
    filled = 0
    for line in document.lines:
        if not line.text.strip():
            continue
        filled += 1
        if line.start > PROSE_CHARS:
            return
        if line.zone is Zone.CHROME:
            continue
        header = filled <= 8 or line.zone is Zone.HEADER
        yield from _scopes_of_line(document.text, line, header=header)


def _scopes_of_line(text: str, line: Line, *, header: bool) -> Iterator[_Scope]:
    limit = min(line.end, line.start + 3_000)
    label = (line.label or "").strip(" :*#")
    if label and line.value_start is not None and _LABEL.fullmatch(label):
        yield from _labelled(text, line.value_start, limit)
        return
    confidence = 0.9 if header else 0.8
    lead = text[line.start : limit]
    may = _OF_LINES.scan(text, line.start, limit)
    if not may.starts:
        return
    for beside in may.finditer(0):
        yield from _after(
            text, beside.end(), limit, beside.start(), confidence, "eligibility.beside_remote", codes=True
        )
    if 1 in may and _REMOTE_WORD.search(lead) and (header or len(lead) < 300):
        for mention in mentions(text, line.start, limit):
            # "US Remote", "EMEA - Remote", "USA (Remote)"
            area = None if mention.reading.cities else _area(mention, code_allowed=False)
            if (
                area
                and _AFTER.match(text, mention.end)
                and not _preceded_by_city(text, mention, line.start)
                and not _OUTSIDE.search(text[max(line.start, mention.start - 24) : mention.start])
            ):
                yield _Scope(
                    (area,), False, mention.start, mention.end, confidence, "eligibility.before_remote"
                )
        if (
            2 in may
            and (header or len(lead) < 160)
            and (world := _WORLDWIDE.search(lead))
            and not (line.zone is Zone.PAY and _PERK.search(lead))
            and ((header and len(lead) < 160) or _near_remote(lead, world))
            and not _NOT_HERE.search(lead[: world.start()])
        ):
            yield _worldwide(text, line, world, limit, confidence)
    elif 2 in may and header and len(lead) < 80 and (world := _WORLDWIDE.search(lead)):
        yield _worldwide(text, line, world, limit, 0.75)
    for demand in may.finditer(3):
        sentence = text[max(line.start, text.rfind(". ", line.start, demand.start()) + 1) : demand.end()]
        if _NOT_HERE.search(sentence[-120:]):
            continue
        strong = re.search(
            r"\b(?:must|only|required|need|eligible|resid\w+|anywhere|candidates?|applicants?)\b",
            sentence,
            re.IGNORECASE,
        )
        yield from _after(
            text,
            demand.end(),
            limit,
            demand.start(),
            0.85 if strong else 0.6,
            "eligibility.demand",
            codes=bool(strong),
        )
    for mention in mentions(text, line.start, limit) if 4 in may else ():
        area = _area(mention, code_allowed=False)
        if area and not mention.reading.cities and _BASED_ONLY.match(text, mention.end, limit):
            listed = _listed_before(text, line.start, mention)
            yield _Scope(
                (*(name for name, _ in listed), area),
                False,
                listed[0][1] if listed else mention.start,
                mention.end,
                0.85,
                "eligibility.only",
            )
    if 5 in may and _TIME_ZONE_DEMAND.search(lead) and (zone := _TIME_ZONE.search(text, line.start, limit)):
        yield _Scope((UNKNOWN,), False, zone.start(), zone.end(), 0.6, "eligibility.time_zone")
    if (
        6 in may
        and not (line.zone is Zone.PAY and _PERK.search(lead))
        and (prose_world := may.search(6))
        and not _WEEKS.search(lead)
        and not _OF_FIRMS.search(text[max(line.start, prose_world.start() - 80) : prose_world.end()])
        and not _NOT_HERE.search(text[max(line.start, prose_world.start() - 60) : prose_world.start()])
    ):
        yield _Scope((), True, *prose_world.span(), 0.75, "eligibility.worldwide_prose")


def _listed_before(text: str, start: int, last: Mention) -> list[tuple[str, int]]:
    """The areas that stand in one list with the last of them, each with its offset: "US and Canada only"."""
    listed: list[tuple[str, int]] = []
    follows = last.start
    for mention in reversed(mentions(text, start, last.start)):
        area = None if mention.reading.cities else _area(mention, code_allowed=True)
        if area is None or not _LIST_GAP.fullmatch(text, mention.end, follows):
            break
        listed.insert(0, (area, mention.start))
        follows = mention.start
    return listed


def _worldwide(text: str, line: Line, world: re.Match[str], limit: int, confidence: float) -> _Scope:
    """The whole world, or the areas that limit it at once: "Anywhere (LATAM)"."""
    start, end = line.start + world.start(), line.start + world.end()
    if re.match(r"\s*[(\[,/|:–—-]", text[end : end + 3]):
        for scope in _after(text, end, limit, start, confidence, "eligibility.beside_remote", codes=True):
            if not scope.worldwide:
                return scope
    return _Scope((), True, start, end, confidence, "eligibility.worldwide")


def _near_remote(line: str, world: re.Match[str]) -> bool:
    """ "Remote work, worldwide", but not "remote-first culture where being one team everywhere counts"."""
    return _REMOTE_WORD.search(line, max(0, world.start() - 45), min(len(line), world.end() + 30)) is not None


_PERK = re.compile(r"\bwork(?:ing)?[- ]from[- ]anywhere\b(?! (?:in|on|around) (?:the|this)\b)", re.IGNORECASE)
_WORLD_IN_PROSE = re.compile(
    r"\b(?:work|working|hire|hiring|apply|live|located|based|remote(?:ly)?|candidates?)"
    r"\b[^.;\n]{0,40}?\b(?:anywhere (?:in|across|around|from) the (?:world|globe)|anywhere "
    r"(?:world-?wide|globally)|from anywhere(?! (?:in|within|across)\b)(?=[\s]*[.!,;)*]|\s*$| "
    r"that| you)|any location\b|world-?wide\b|globally\b(?! recognized)|any country)",
    re.IGNORECASE,
)
_OF_LINES = PatternSet(
    (_BESIDE, _REMOTE_WORD, _WORLDWIDE, _DEMAND, _BASED_ONLY, _TIME_ZONE_DEMAND, _WORLD_IN_PROSE)
)
# "Companies should be able to hire anywhere in the world": what the product is for
_OF_FIRMS = re.compile(
    r"\b(?:companies|businesses|organi[sz]ations|employers|firms|enterprises|teams|brands|startups)\b[^.;]{0,60}"
    r"\b(?:hire|hiring|pay|manage|recruit|employ|sell|ship|scale)\b",
    re.IGNORECASE,
)
_WEEKS = re.compile(
    r"\b(?:weeks?|months?|days)\b[^.;\n]{0,30}\b(?:year|annum|annually)\b|\bup to \w+ (?:weeks|"
    r"months|days)\b",
    re.IGNORECASE,
)


def _preceded_by_city(text: str, mention: Mention, floor: int) -> bool:
    """ "Austin, TX, USA (Remote)" speaks of a city, whose country is no scope of its own."""
    before = mentions(text, max(floor, mention.start - 40), mention.start)
    return (
        bool(before)
        and bool(before[-1].reading.cities)
        and bool(re.fullmatch(r"[\s,(]*", text[before[-1].end : mention.start]))
    )


def _labelled(text: str, start: int, end: int) -> Iterator[_Scope]:
    """The value of a label: "Candidate location: Latin America"."""
    value = text[start:end]
    if len(value) > 200:
        return
    remote = bool(_REMOTE_WORD.search(value))
    areas: dict[str, None] = {}
    first = last = start
    found = mentions(text, start, end)
    for mention in found:
        area = _area(mention, code_allowed=remote, countries=_names_countries(found))
        country = remote and not mention.reading.cities
        if area and (mention.reading.area or country) and not _preceded_by_city(text, mention, start):
            first = first if areas else mention.start
            last = mention.end
            areas[area] = None
    if areas:
        yield _Scope(tuple(areas), False, first, last, 0.93, "eligibility.label")
    elif world := _WORLDWIDE.search(value):
        yield _Scope((), True, start + world.start(), start + world.end(), 0.93, "eligibility.label")


def _after(
    text: str, start: int, limit: int, anchor: int, confidence: float, rule: str, *, codes: bool
) -> Iterator[_Scope]:
    """The list of areas, countries and states that begins at ``start``."""
    stop = min(limit, start + 400)
    found = mentions(text, start, stop)
    if not found or not re.fullmatch(r"[\s\"“(*_\[:,-]*(?:the\s+|either\s+)?", text[start : found[0].start]):
        rest = text[start : start + 60]
        if world := re.match(
            r"[\s(\[:,–—-]*(?:world-?\s?wide|global(?:ly)?\b|anywhere(?! (?:in|within))|international)",
            rest,
            re.IGNORECASE,
        ):
            yield _Scope((), True, anchor, start + world.end(), confidence, rule)
        return
    areas: dict[str, None] = {}
    end = start
    among_countries = _names_countries(m for m in found if m.start < found[0].start + 80)
    for previous, mention in zip([None, *found], found, strict=False):
        if previous is not None:
            gap = text[previous.end : mention.start]
            if len(gap) > 60 or not _LIST_GAP.fullmatch(gap):
                break
        area = _area(mention, code_allowed=codes, countries=among_countries)
        if mention.reading.cities and not mention.reading.area and not _is_country_first(mention):
            if previous is None:
                return  # "remote in Dallas" names a city
            continue
        if area:
            areas[area] = None
            end = mention.end
    if areas:
        yield _Scope(tuple(areas), False, anchor, end, confidence, rule)


def _is_country_first(mention: Mention) -> bool:
    """Names such as Singapore, Mexico, New York or Washington in a list of countries or states."""
    return bool(mention.reading.country) or any(code[:2] in ("US", "CA") for code in mention.reading.regions)
