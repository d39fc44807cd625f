"""Where the work is done: cities, regions and countries named by a posting.

Evidence is taken in this order, and the first kind that yields a place decides:

1. structured facts (JSON-LD ``jobLocation``, the location fields of applicant tracking systems),
2. labelled lines ("Location: ...", a line under "Location"), place tags,
3. header lines, titles and segments of a "who is hiring" line, where a segment must be a place and no more,
4. prose with a cue ("based in ...", "our ... office"), the posting's own before the company's.

Names are resolved together (``resolve``): a named region before a named country before the other places of
the text before the ten times larger namesake. Names of clients, investors and other offices are no places
of work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from postings.extraction.document import Document, Fact, Format, Line, LineKind, Zone
from postings.extraction.finding import Eligibility, Finding, Location
from postings.extraction.gazetteer import Reading, gazetteer, key
from postings.extraction.place_names import (
    FILLER,
    LIST_GAP,
    NOT_A_CITY,
    POSTCODE,
    QUALIFIES,
    Mention,
    Resolved,
    Spot,
    fitting,
    has_other_words,
    is_container,
    mentions,
    read_value,
    resolve,
    shown_name,
)
from postings.extraction.prefilter import Prefiltered

PROSE_CHARS = 60_000  # prose beyond this is not read for places
MAX_PLACES = 20  # a longer list is a list of offices, not of places of work


# Tier 1: structured facts
# -------------------------------------------------------------------------------------

_FACT_LOCATION = re.compile(
    r"(?:^|\.)(?:(?:all_|secondary_|primary_|(?:job_)?requisition_|job_?|work_|office_|position_)?locations?"
    r"(?:_address|_city)?(?:\.(?:name|location|address|city|text|label|display_name|descriptor|location_name))?"
    r"|locations?_(?:name|text|raw|str|display)|position_location_display|candidate_required_location"
    r"|location_restrictions?|additional_offices?|office(?:\.(?:name|location))?|offices\.(?:name|location)|"
    r"job_geo|city|place|workplace_location)$"
)
_FACT_ADDRESS = re.compile(
    r"^(?P<owner>.*?)\.?(?P<part>address_locality|address_region|address_country(?:\.name)?|"
    r"street_address|postal_code)$"
)
_FACT_APPLICANT = re.compile(
    r"applicant_location_requirements(?:\.(?:name|address\.address_country|address_country))?$"
)
_NOT_FACT = re.compile(
    r"hiring_organization|organization\.|company_location|headquarter|breadcrumb|publisher|author|"
    r"billing|search"
)


def _from_facts(document: Document) -> list[Spot]:
    facts = [fact for fact in document.facts if not _NOT_FACT.search(fact.name)]
    spots = _addresses(document, facts)
    flat, parts = _flat_addresses(document, facts)
    spots += flat
    plain: list[Spot] = []
    for fact in facts:
        if fact in parts:
            continue  # the town of an address, not to be read without its country
        if fact.name.startswith("offices.") and plain:
            continue  # where the firm sits, beside the location of the job
        if _FACT_LOCATION.search(fact.name) and fact.value:
            value = read_value(document.text, fact.start, fact.end, lower=True, unknown=True, whole=True)
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


_FLAT_PARTS = {
    "city": "address_locality",
    "city_name": "address_locality",
    "state": "address_region",
    "state_name": "address_region",
    "province": "address_region",
    "region": "address_region",
    "country": "address_country",
    "country_name": "address_country",
    "country_code": "address_country",
}


def _flat_addresses(document: Document, facts: Sequence[Fact]) -> tuple[list[Spot], frozenset[Fact]]:
    """Places whose town and country are fields of their own ("city": "Athens", "country": "Greece"), and the
    facts that they are made of."""
    groups: list[dict[str, Fact]] = []
    latest: dict[str, tuple[dict[str, Fact], set[str]]] = {}  # by owner: its group and the names seen
    for fact in sorted(facts, key=lambda fact: document.received_span(fact.start, fact.end)):
        owner, _, leaf = fact.name.rpartition(".")
        if leaf not in _FLAT_PARTS or not fact.value.strip() or len(fact.value) > 60:
            continue
        if owner not in latest or leaf in latest[owner][1]:
            groups.append({})
            latest[owner] = (groups[-1], set())
        group, seen = latest[owner]
        seen.add(leaf)
        group.setdefault(_FLAT_PARTS[leaf], fact)
    spots: list[Spot] = []
    used: set[Fact] = set()
    for group in groups:
        locality = group.get("address_locality")
        if locality is None or len(group) < 2 or "," in locality.value or _SEVERAL.search(locality.value):
            continue
        if found := _address(document, group):
            spots += found
            used |= {locality}
    return spots, frozenset(used)


_SEVERAL = re.compile(r"[;/|]|\b(?:and|or|remote)\b", re.IGNORECASE)


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
        fits = fitting(cities.reading.cities, allowed) if (code or in_region) else ()
        if fits:
            return [
                Spot(
                    locality.start,
                    locality.end,
                    fits,
                    shown_name(cities, fits[0]),
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
    if NOT_A_CITY.search(name) or not name:
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


# Tier 2: labelled lines
# ---------------------------------------------------------------------------------------

_LABEL = re.compile(
    r"(?:(?:job|work|working|office|primary|posting|position|role|vacancy|candidates?['’]?s?|"
    r"employment|duty|project|base|physical|current|main|all|other|additional)\s+)?"
    r"(?:locations?|place(?: of work)?|city|cities|office|work ?place|work ?site|country|based(?: "
    r"in| at)?|state|region|town|site|where|area|"
    r"hiring area|home terminal|domicile|depot|branch|territory|store|venue|campus|clinic|"
    r"(?:province|state)/(?:state|province)|address|geo(?:graphy)?|hiring locations?)"
    r"(?:\s*\(s\))?(?:\s+(?:available|options?|details?|type|requirements?|of work|name|is|city|"
    r"state|country|policy))?"
    r"|(?:job\s*-\s*)?(?:province/state|country|city|region|job location\b.{0,60})"
    r"|(?:school |company )?name and address|remote locations?|locations? available|work from"
    r"|(?:arbeits|einsatz|dienst)ort|standorte?|ort|lieux?(?: de travail| du poste)?|localisation|"
    r"ville|pays|ubicaci[oó]n|lugar(?: de trabajo)?|"
    r"localidad|ciudad|pa[ií]s|localiza[cç][aã]o|local(?: de trabalho)?|cidade|plaats|locatie|"
    r"werklocatie|sede(?: di lavoro)?|luogo(?: di lavoro)?|lokalizacja|miejsce pracy|plats|"
    r"(?:placerings|arbets|stationerings|tjänste)(?:ort|plats)|arbe[ij]dssted|sted|sijainti|toimipaikka"
    r"|posto di lavoro|lugar de prestación|lieu de (?:mission|l['’]emploi)|místo výkonu práce",
    re.IGNORECASE,
)
_COMPANY_LABEL = re.compile(
    r"(?:company|employer|client|hq|head ?office|corporate|global)\s*(?:locations?|headquarters?|"
    r"hq|office)|headquarters|hq|head ?office",
    re.IGNORECASE,
)
_PLACE_TAG = re.compile(
    r"[🌎🌍🌏📍🗺🏢]\ufe0f?\s*(?:Locations?\s*:?\s*)?(?P<value>[^`🌎🌍🌏📍💰⏰🕐💼📅\n]{2,200})"
)
_TABLE_ROW = re.compile(r"\s*\|?(?P<label>[^|\t\n]{2,40}?)\s*[|\t]\s*(?P<value>[^|\t\n]{2,100})")
_LABEL_DASH = re.compile(
    r"\s*(?:[*_]{0,2})(?:locations?|standort|ort|lieu)(?:[*_]{0,2})\s*[-–—:=]+\s*(?P<value>\S.{0,200})",
    re.IGNORECASE,
)
_INLINE_LABEL = re.compile(
    r"(?:^|[|•·;.]\s*|\t|\s{2,})(?:job |work |office )?(?:location|based in|standort|arbeitsort|"
    r"lieu)s?\s*:\s*(?P<value>[^|•\n]{2,120}?)"
    r"(?=\s{2,}|\s*[|•\n]|\s+(?:[A-Z][a-z]+\s?){1,3}:|$)",
    re.IGNORECASE,
)


def _label_values(document: Document) -> Iterator[tuple[int, int, bool]]:
    """(start, end, of the company) of every value under a place label."""
    lines = document.lines
    for number, line in enumerate(lines):
        table = "|" in line.text or "\t" in line.text
        if table and (row := _TABLE_ROW.match(line.text)) and _LABEL.fullmatch(row["label"].strip()):
            yield line.start + row.start("value"), line.start + row.end("value"), False
            continue
        if line.zone in (Zone.LEGAL, Zone.CHROME) and line.label is None:
            continue
        for tag in () if line.text.isascii() else _PLACE_TAG.finditer(line.text):
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
        elif ":" in line.text and len(line.text) < 2000 and (inline := _INLINE_LABEL.search(line.text)):
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


# Tier 3: header lines
# -----------------------------------------------------------------------------------------

_SEGMENT = re.compile(r"[|•·\t]|\s//\s|//(?!\S*\.)|\s{3,}|/\s")
_PIECE = re.compile(
    r"\s[-–—@]\s|--+|[()\[\]]|,\s|\s*:\s|\bin\b|\bat\b|\bfor\b|;\s|(?<=[a-z])(?<!\b[SFM]t)\.\s|(?<=[a-z])–(?=[A-Z])|"
    r"(?<=\s)[–—-](?=[A-Z])"
    r"|(?=https?://)"
)


@lru_cache(maxsize=1024)  # several fields ask of the same lines
def is_place_only(text: str) -> bool:
    """Whether a line or segment names places and nothing else (workplace words and post codes aside)."""
    found = [m for m in mentions(text) if not m.reading.is_code or m.start > 0]
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
    left = re.sub(POSTCODE, " ", FILLER.sub(" ", " ".join(rest)))
    return not re.search(r"[^\W\d_]", left) or _unlisted(text)


def _unlisted(text: str) -> bool:
    """ "Basking Ridge, NJ": a town that the table lacks, with its state or country, and no more."""
    found = mentions(text)
    if not found or len(text) > 60:
        return False
    spots = read_value(text, 0, len(text), unknown=True)
    if len(spots) != 1 or not spots[0].city or spots[0].cities or not spots[0].qualified:
        return False
    return not has_other_words(text, 0, len(text), spots[0].start, spots[0].end)


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
        piped = bool(_SEGMENT.search(line.text)) or len(re.findall(r"\s(?:-+|[–—])\s", line.text)) >= 2
        words = len(line.text.split())
        sentence = len(line.text) > 140 or (
            line.text.rstrip().endswith((".", "!", "?")) and words > (3 if number else 7)
        )
        sentence = sentence or (words > 9 and number > 0)
        bullet = line.kind is LineKind.BULLET and number > 2 and not is_place_only(line.text)
        if sentence and not piped and number > 0 and not is_place_only(line.text):
            continue
        limit = min(line.end, line.start + 600)
        first = line.start
        known = len(spots)
        beside_company: list[Spot] = []
        for start, end in _pieces(text, line.start, limit, _SEGMENT):
            segment = text[start:end]
            if not segment.strip():
                continue
            if len(segment) > 250:  # the last one runs on into prose
                end = start + 120
                segment = text[start:end]
            if is_place_only(segment):
                # The first of several segments is the company: "Reading Ltd | ..." is never "Reading".
                taken = read_value(text, start, end, unknown=start != first or number > 0)
                spots += [s for s in taken if _sure_enough(s, first=piped and start == first, listed=piped)]
            elif not sentence or piped or (number == 0 and document.format is Format.COMMENT):
                if sentence and not piped:  # "Acme (Leeds, UK). We look for ..."
                    end = _head_end(text, start, end)
                found = _covered_pieces(text, start, end, unlisted=piped and start != first)
                found = [s for s in found if s.qualified or not bullet]
                if start == first and not (
                    found and text[end : end + 2] == "/ " and (found[-1].city or found[-1].cities)
                ):
                    beside_company = found
                else:
                    spots += found
        if len(spots) == known:  # "Acme (US: acme.example) | Berlin" is about Berlin
            spots += beside_company
        if len(spots) > MAX_PLACES:
            break
    return spots


def _head_end(text: str, start: int, end: int) -> int:
    """Where the head of a line of sentences ends: before its second sentence, or after 140 characters."""
    end = min(end, start + 140)
    ended = _SECOND_SENTENCE.search(text, start, end)
    return ended.start() if ended is not None else end


_SECOND_SENTENCE = re.compile(r"(?<=[\w)])(?<!\b[A-Z])(?<!\b[SFM]t)\.\s+(?=[A-Z(h])")


def _sure_enough(spot: Spot, *, first: bool, listed: bool) -> bool:
    """A bare city in a header must be one that people name without its country."""
    if spot.qualified or not spot.cities:
        return True
    least = 500_000 if first else 15_000 if listed else 90_000
    return spot.cities[0].population >= least


_TOWN = re.compile(r"\s*[A-Z][^,\n]{2,40},\s*[A-Z]{2}\s*")


def _covered_pieces(text: str, start: int, end: int, *, unlisted: bool = False) -> list[Spot]:
    """Places among the pieces of a segment that is more than a place: "AdRoll - San Francisco, CA"."""
    pieces = [(a, b) for a, b in _pieces(text, start, end, _PIECE) if text[a:b].strip()]
    covered = [_piece_is_place(text[a:b]) or (unlisted and _unlisted(text[a:b])) for a, b in pieces]
    for number in range(1, len(pieces) - 1):
        # "Acme - Little Wobble, NJ - on-site": a town that the table lacks.
        town = text[pieces[number][0] : pieces[number + 1][1]]
        if not covered[number] and covered[number + 1] and _TOWN.fullmatch(town) and _unlisted(town):
            covered[number] = unlisted = True
    spots: list[Spot] = []
    number = 0
    while number < len(pieces):
        if not covered[number]:
            number += 1
            continue
        last = number
        while last + 1 < len(pieces) and covered[last + 1]:
            last += 1
        run_start = _town_before(text, pieces, number)
        run_end = _country_after(text, pieces, last)
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


def _town_before(text: str, pieces: Sequence[tuple[int, int]], number: int) -> int:
    """Where a place begins whose state or country is piece ``number``: "Rails developer London, UK"."""
    start, end = pieces[number - 1] if number else (0, 0)
    begin = pieces[number][0]
    if not number or text[end:begin].strip() != ",":
        return begin
    found = mentions(text, start, end)
    if not found or found[-1].end != end or not found[-1].reading.cities:
        return begin
    beside = mentions(text, begin, pieces[number][1])
    if not beside or beside[0].start != begin or not fitting(found[-1].reading.cities, beside[0].reading):
        return begin
    return found[-1].start


def _country_after(text: str, pieces: Sequence[tuple[int, int]], number: int) -> int:
    """Where a place ends whose town is piece ``number``: "Athens, Greece/remote is fine as well"."""
    end = pieces[number][1]
    if number + 1 == len(pieces) or text[end : pieces[number + 1][0]].strip() != ",":
        return end
    start, stop = pieces[number + 1]
    found, towns = mentions(text, start, stop), mentions(text, pieces[number][0], end)
    if not found or found[0].start != start or not towns or not towns[-1].reading.cities:
        return end
    return found[0].end if fitting(towns[-1].reading.cities, found[0].reading) else end


def _piece_is_place(piece: str) -> bool:
    found = mentions(piece)
    if not found:
        return False
    rest, last = [], 0
    for mention in found:
        rest.append(piece[last : mention.start])
        last = mention.end
    rest.append(piece[last:])
    return not re.search(r"[^\W\d_]", re.sub(POSTCODE, " ", FILLER.sub(" ", " ".join(rest))))


def _pieces(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    last = start
    for match in separator.finditer(text, start, end):
        yield last, match.start()
        last = match.end()
    yield last, end


# Tier 4: prose
# ------------------------------------------------------------------------------------------------

_ROLE = (
    r"(?:this|the|our|your)\s+(?:\w+[ -]){0,4}?(?:role|position|job|opportunity|internship|post|"
    r"vacancy|appointment|candidate|contract|assignment|work)\b"
)
_STRONG = Prefiltered.compile(
    rf"""(?:
      {_ROLE}[^.\n;]{{0,80}}?\b(?:based|located|situated|performed|available|open|remote|hybrid|on-?site
        |in[- ]person|work|sit|reside|working)\b[^.\n;]{{0,40}}?
        \b(?:in|at|out\ of|from|within|to|near|across)\b
    | \b(?:you|candidates?|applicants?|employees?|successful\ candidate|the\ hire|engineers?|developers?
        |must|should|need\ to|required\ to)\b[^.\n;:]{{0,60}}?
        \b(?:be\ based|are\ based|based|be\ located|are\ located|located|reside|residing|resident|live
        |living|commut\w+|work(?:ing)?\ (?:remotely\ )?(?:from|at|out\ of|in))\b[^.\n;:]{{0,40}}?\b(?:in|at
        |from|near|within|to|of)\b
    | \b(?:we\ are|we're|we’re|currently|now|is|are)\s+(?:hiring|looking|recruiting
        |seeking)\b[^.\n;]{{0,80}}?\b(?:in|at|for\ (?:our|the))\b
    | \b(?:join|grow|expand|work\ with)\s+(?:our|the|us|a)\b[^.\n;]{{0,50}}?\b(?:in|at)\b
    | \b(?:on-?\s?site|in[- ]person|in[- ]office|office[- ]based|hybrid|remote
        |fully\ remote|remotely|telecommute
        |work\ from\ home|home[- ]based)\s*(?:\([^)\n]{{0,30}}\)\s*)?(?:role\ |position\ |work\
        |job\ )?(?:basis\ |based\ )?(?:anywhere\ |out\ )?(?:in|within|from|at|across|of
        |throughout)\b(?:\ anywhere\ (?:in|within))?
    | \b(?:days?\ (?:a|per)\ week|in[- ]person|on-?site|hybrid)\b[^.\n;]{{0,25}}?\b(?:in|at|from)\b
    | \b(?:headquartered|headquarters|hq)\b[^.\n;]{{0,20}}?\b(?:in|at)\b
    | \b(?:headquarters|hq|office)\b,\s(?=(?:downtown\s|central\s)?[A-Z])
    | \b(?:relocat\w+)\s+to\b
    | \b(?:located|based)\s+(?:in|at|out\ of)\b
    | \banywhere\s+(?:in|within|across)\b
    | \b(?:poste|stelle|puesto|vaga|mission|emploi|arbeitsplatz|einsatzort|sede)\b[^.\n;]{{0,40}}?\b(?:
        basée?s?|situé\w*|localisé\w*|ubicad[oa]|localizad[oa]|in|à|en|em)\b
    | \b(?:basée?s?|basé\(e\)|situé\w*|localisé\w*)\s+(?:à|en|sur|au)\b
    | \b(?:ubicad[oa]s?|localizad[oa]s?|sede|oficinas?|escritórios?|basad[oa])\s+(?:en|em|no|na)\b
    | \b(?:büros?|standorte?|sitz|zentrale|niederlassung|filiale)\s+(?:in|im|am)\s+(?:herzen\s+(?:von|der)\s+
        |zentrum\s+(?:von|der)\s+)?
    | \b(?:work|working|days?|time|carried\ out|performed)\b[^.\n;]{{0,30}}?
        \b(?:from|in|at|out\ of)\s+(?:one\ of\ )?(?:our|the)\b
    | \b(?:presencial|h[ií]brid[oa]|présentiel|präsenz)\s*[,:–-]?\s*(?:in|em|en|à|no|na)\b
    | \b(?:vårt|våra|vores|ons|onze|unser\w*|notre|nos|nuestr[ao]s?|noss[ao]s?|nostr[aoie]|naszym)\s+
        (?:\w+\s+)?(?:kontor\w*|kantoor|büros?|office|bureaux?|agences?|oficinas?|escritórios?|sede|ufficio|biurze
        |standort|butik|lager|werk|usine|magasin)\s+(?:i|in|à|a|de|di|en|em|w|van)\b
    | \b(?:op\s+(?:onze\s+)?locatie|standplaats|für\s+unseren\s+standort(?:\s+in)?
        |sur\s+(?:notre|le)\s+site\s+de)\b
    | \boffices?\s+(?:is\ |are\ )?(?:located\ |based\ )?(?:in|near|at)\b
    | \b(?:open\ to|hiring|accept\w*)\s+(?:candidates|applicants|people
        |applications)[^.\n;]{{0,40}}?\b(?:in|from|within)\b
    )\s*(?:either\s+|both\s+|one\s+of\s+)?(?:our\s+|the\s+)?(?:\w+\s+(?:office|offices|hubs?|headquarters
        |hq|stores?|campus|center|centre|areas?|site)\s+(?:in|of)\s+|(?:tech\s+)?(?:office|offices|hubs?
        |headquarters|hq|stores?|campus)\s+(?:in|of)\s+|(?:metro|greater|downtown|sunny|beautiful|heart\ of
        |centre\ of|center\ of|states?\s+of|city\s+of|province\s+of|central|following\s+(?:states|countries
        |locations|cities|provinces):?|either)\s+(?:the\s+|of\s+)?){{0,2}}""",
    re.IGNORECASE | re.VERBOSE,
)
_FURTHER = re.compile(
    r"[^.;:\n]{0,40}?\b(?:in|within|from|at|of|to|à|en|em|i)\b\s+(?:the\s+|our\s+)?", re.IGNORECASE
)
_OFFICE_AFTER = re.compile(
    r"(?:,?\s*(?:[A-Z]{2}|USA?|UK)\b)?\s*[)\]]?[- ](?:city\s+|based\s+)?(?:head\s?)?(?:offices?|hq|"
    r"headquarters|hub|studio|campus|location|site|store|shop|clinic|hospital|branch|"
    r"facility|plant|warehouse|restaurant|salon|school|depot|based|team)\b",
    re.IGNORECASE,
)
# "Acme Looms in Tulsa, OK is looking to hire a weaver"
_HIRES = re.compile(
    r"(?:,\s*[A-Z][\w.]+(?: [A-Z]\w+)?)?,?\s+(?:(?:is|are)\s+(?:now\s+|currently\s+)?(?:looking|hiring"
    r"|seeking|recruiting|searching)|seeks|is in need of|has an? (?:\w+\s+){0,2}opening)\b"
)
_IN = re.compile(r"^[A-Z][^.;:,]{1,60}\sin\s+$")
_OFFICE_BEFORE = re.compile(
    r"\b(?:our|the|their|its|from|in|at|for|to|a|an)\s+(?:new\s+|beautiful\s+|central\s+|downtown\s+|"
    r"either\s+(?:our\s+)?)?$",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:headquarter\w*|hq\b|founded|clients?|customers?|investors?|backed\ by|partners?|"
    r"offices\ (?:in|across|around)|presence|operat\w+|funded|"
    r"subsidiar\w+|acquired|serv(?:e|es|ing)|countries|companies|startup|firm|agency|company|"
    r"organi[sz]ation|spin-?off|business|studio\b|team\ members|"
    r"employees\ (?:in|across|around|located)|colleagues|members\ located|users|stakeholders|"
    r"markets?|distributed\ across|all\ over|community|universit\w+|flights?|travel\w*|trips?|"
    r"offsites?|"
    r"retreats?|visit\w*|conference|interview\w*|onboarding|our\ story|we(?:'re|’re|\ are)\ (?:a|an|the)\b)",
    re.IGNORECASE | re.VERBOSE,
)
_OTHERS = re.compile(
    r"\b(?:clients?|customers?|investors?|backed|funded|partners?|stakeholders|patients|users|"
    r"salary|pay range|compensation|range|visit\w*|travel\w*|trips?|offsites?|"
    r"retreats?|conference|interview\w*|colleagues|not\s+(?:available|open|able|eligible|accept\w*|"
    r"consider\w*)|except|excluding|outside(?: of)?|other than|unable|cannot|"
    r"registered|authori[sz]\w+ to work|work authori[sz]ation|eligible to work|legally|pursuant|"
    r"ordinance|law|regulat\w+|residents of|disclos\w+|applicants? (?:in|from) "
    r"(?:the\s+)?(?:state|city)|consider\w*|team members|members|"
    r"teammates?|employees? (?:in|across|located|around)|teams? (?:in|"
    r"across|located|members)|spread|stan|contact)\b",
    re.IGNORECASE,
)
_REMOTE_SCOPE = re.compile(
    r"\b(?:remote(?:ly)?|telecommut\w*|work from home|anywhere|home[- ]based)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cued:
    spots: tuple[Spot, ...]
    strength: float  # confidence of the cue
    of_offices: bool = False  # "with offices in London and Tokyo"


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
        offices = bool(re.search(r"\boffices\s+\w+\s*$", before, re.IGNORECASE))
        yield Cued(tuple(spots), _strength(before, text[spots[-1].end : spots[-1].end + 60], line), offices)
    listed: tuple[int, float] | None = None  # where the sentence of the last office begins, how sure it was
    for mention in mentions(text, line.start, limit):
        if mention.start < seen or not (mention.reading.cities or mention.reading.metropolis):
            continue
        if key(mention.text) in gazetteer().common_words:
            continue
        hires = _HIRES.match(text, mention.end, limit)
        if hires and _IN.match(text[_sentence_start(text, mention.start, line.start) : mention.start]):
            if spots := read_value(text, mention.start, hires.end()):
                yield Cued(tuple(spots), 0.8)
            continue
        after = _OFFICE_AFTER.match(text, mention.end)
        if after and (
            "based" in after.group()
            or _OFFICE_BEFORE.search(text[max(line.start, mention.start - 24) : mention.start])
        ):
            sentence = _sentence_start(text, mention.start, line.start)
            before = text[sentence : mention.start]
            spots = read_value(text, mention.start, after.end())
            if spots:
                strength = min(_strength(before, text[mention.end : after.end() + 40], line), 0.7)
                if listed is not None and listed[0] == sentence:
                    strength = max(strength, listed[1])  # "our York office, our Leeds office or ..."
                listed = (sentence, strength)
                yield Cued(tuple(spots), strength)


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
    found = [m for m in mentions(text, start, stop) if m.reading.area is None or m.reading.cities]
    if not found or not re.fullmatch(r"[\s\"“(*_]*(?:the\s+)?", text[start : found[0].start]):
        return []
    end = found[0].end
    for previous, following in pairwise(found):
        gap = text[previous.end : following.start]
        if not (LIST_GAP.fullmatch(gap) or QUALIFIES.fullmatch(gap)):
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
        r"\b(?:role|position|job|internship|vacancy|you|you'll|your|candidates?|applicants?|must|"
        r"locations? (?:is|are)|"
        r"hiring|looking|seeking|join|opportunity|relocat\w+|on-?site|in[- ]person|hybrid|in[- "
        r"]office)\b",
        before,
        re.IGNORECASE,
    )
    remote = _REMOTE_SCOPE.search(before)
    company = _COMPANY.search(before + (after[:40] if after[:6] == "-based" else ""))
    if re.search(r"\b(?:headquarter\w*|hq)\b", before + after[:15], re.IGNORECASE) and not re.search(
        r"\b(?:role|position|you|work|on-?site|office|days|locations? (?:is|are))\b", before, re.IGNORECASE
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


# Postal addresses
# ---------------------------------------------------------------------------------------

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


_DIGIT = re.compile(r"\d")


def _from_addresses(document: Document) -> list[Spot]:
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
    words = match["words"].split(" ")
    sizes = range(len(words), 0, -1)
    tries = [words[:size] for size in sizes] if country is None else [words[-size:] for size in sizes]
    for chosen in tries:
        name = " ".join(chosen).rstrip(".,")
        reading = names.look_up(name)
        fits = [
            row
            for row in (reading.cities if reading else ())
            if country == row.country or (country is None and row.country not in ("US", "GB", "CA"))
        ]
        if fits:
            start = line.start + match.start("words") + match["words"].find(name)
            return [
                Spot(start, start + len(name), tuple(fits), names.main_names.get(fits[0].id, fits[0].name),
                     fits[0].region_code, fits[0].country, True)
            ]  # fmt: skip
    return []


_TITLE_PLACE = re.compile(
    r"\bhiring\b.{3,120}?\bin (?P<a>[^|]{3,80}?)\s*(?:\||$)|\bjobs? in (?P<b>[A-Z][^"
    r"|]{2,80}?)\s*(?:\||[-–—]\s|$)"
    r"|\s[-–—|]\s(?P<c>[A-Z][^|–—-]{2,60},\s?[A-Z][^|–—-]{1,40}?)\s*(?:[-–—|]\s|$)"
)


def _from_page_title(document: Document) -> list[Spot]:
    """ "Acme hiring Welder in Leeds, England | LinkedIn": the place that a page's title names."""
    for fact in document.facts:
        if fact.source == "meta" and fact.name in ("page_title", "og_title"):
            for match in _TITLE_PLACE.finditer(fact.value[:300]):
                group = match.lastgroup or "a"
                if is_place_only(match[group]):
                    start = fact.start + match.start(group)
                    return read_value(document.text, start, start + len(match[group]), unknown=True)
    return []


# Tier 5: last resorts
# -----------------------------------------------------------------------------------------

_URL_SLUG = re.compile(
    r"https?://[^\s\"'<>)]{0,200}?[-/](?P<words>(?:[A-Z][A-Za-z.]*-){1,6})(?P<state>[A-Z]{2})-\d{5}\b"
)
_INSTITUTION = re.compile(
    r"\b(?:University|City|Universität|Université|Universidad|Università|Technische Universität|"
    r"Technical University|Hospital|Municipality|County) (?:of |de |di |of Technology )"
    r"?(?P<city>[A-ZÀ-Ý][\w-]+(?: [A-Z][\w-]+)?)"
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


_OPENING = re.compile(r"(?:[A-Z0-9][\w&'’.-]*\s(?:(?:of|and|the|&)\s)?){0,5}[A-Z0-9][\w&'’-]*,\s")


def _from_opening(document: Document) -> list[Spot]:
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


def _from_institution(document: Document) -> list[Spot]:
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


# All together
# -------------------------------------------------------------------------------------------------


def find(document: Document) -> tuple[Finding[Location], ...]:
    """Places of work in the order of the text, each once; empty if none is said or it is anywhere."""
    spots = _from_facts(document)
    if spots:
        return _findings(document, resolve(spots, document.text), 0.98, "places.fact")
    own, company = _labelled(document)
    header = _from_header(document)
    if own:
        rule, confidence = "places.label", 0.96
        if not any(s.city or s.cities for s in own) and any(s.city or s.cities for s in header):
            own = _narrowed(own, header, document.text)
        spots = own
    elif header:
        spots, rule, confidence = header, "places.header", 0.9
    if spots:
        resolved = resolve(spots, document.text)
        if not any(s.city or s.cities for s in spots):
            resolved = _narrowed_by_prose(document, resolved)
        else:
            countries = {r.location.country for r in resolved}
            for other in resolve([*spots, *_base_of_role(document)], document.text)[len(spots) :]:
                if other.location.country in countries:
                    resolved.append(other)
            resolved += _other_offices(document, spots, resolved)
            whole = _country_of_remote(document)
            if whole and _says_remote(document):
                resolved += [replace(r, listed=True) for r in resolve(whole, document.text)]
        return _findings(document, resolved, confidence, rule)
    spots = _from_page_title(document)
    if spots:
        return _findings(document, resolve(spots, document.text), 0.85, "places.page_title")
    cued = _from_prose(document)
    best = max((c.strength for c in cued), default=0.0)
    addresses = _from_addresses(document)
    if addresses and best < 0.72:
        return _findings(document, resolve(addresses, document.text), 0.8, "places.address")
    offices = next((c for c in cued if c.of_offices and c.strength > 0), None)
    if best < 0.72 and offices is not None and _ONE_OF_OFFICES.search(document.text[:PROSE_CHARS]):
        # "three days a week from one of our hubs", and "Offices in Leeds and York" among the benefits
        return _findings(document, resolve(offices.spots, document.text), 0.66, "places.offices")
    # What a company says of itself places no remote job.
    if best >= 0.72 or (best >= 0.5 and not _says_remote(document)):
        chosen = [s for c in cued if c.strength >= best - 0.101 for s in c.spots]
        return _findings(document, resolve(chosen, document.text), best, "places.prose")
    for spots, confidence, rule in (
        (company, 0.6, "places.company_label"),
        (_from_web_address(document), 0.75, "places.web_address"),
        (
            [] if _says_remote(document) else _of_company(cued, best),
            best,
            "places.company",
        ),
        ([] if _says_remote(document) else _from_opening(document), 0.55, "places.opening"),
        (_from_institution(document), 0.5, "places.institution"),
    ):
        if spots:
            return _findings(document, resolve(spots, document.text), confidence, rule)
    return ()


def with_scope(
    document: Document, locations: tuple[Finding[Location], ...], eligible: Finding[Eligibility] | None
) -> tuple[Finding[Location], ...]:
    """The places with the countries of a remote job that stand beside a town: "Leeds or remote (UK only)".

    A country that only tells where the town lies ("Remote, Portugal - Lisbon") is none of its own, nor one
    that is written beside the town ("Iași, Romania").
    """
    if eligible is not None and _widens(locations, eligible):
        return (*locations, *_scope_countries(eligible, {place.value.country for place in locations}))
    if (
        eligible is None
        or eligible.value.worldwide
        or not 1 <= len(eligible.value.areas) <= 3
        or eligible.rule not in ("eligibility.beside_remote", "eligibility.demand", "eligibility.only")
        or not any(found.value.city for found in locations)
    ):
        return locations
    scope = eligible.quote
    if "|" in scope:
        return locations  # "Remote | Australia" hangs on a title
    if eligible.rule == "eligibility.demand" and not _STRICT.search(scope):
        return locations
    start = eligible.start + len(scope)
    if any(
        eligible.start <= place.end and place.start <= start + 3 and place.value.city for place in locations
    ):
        return locations
    named = {
        mention.reading.country
        for mention in mentions(scope)
        if not (mention.reading.regions and not mention.reading.is_code)
        and not mention.reading.cities
        and not mention.reading.area
    }
    listed = {place.value.country for place in locations if not place.value.city}
    listed |= {
        mention.reading.country
        for place in locations
        for mention in mentions(place.quote)
        if mention.reading.country and not mention.reading.cities
    }
    return (*locations, *_scope_countries(eligible, listed, named))


def _widens(locations: tuple[Finding[Location], ...], eligible: Finding[Eligibility]) -> bool:
    """Whether a remote job's one country is among those that a sentence names: "in the US and Canada"."""
    areas = eligible.value.areas
    return (
        len(locations) == 1
        and not locations[0].value.city
        and not locations[0].value.region
        and locations[0].value.country in areas
        and 1 < len(areas) <= 4
        and eligible.rule in ("eligibility.beside_remote", "eligibility.demand")
        and eligible.start != locations[0].start
    )


def _scope_countries(
    eligible: Finding[Eligibility], listed: set[str | None], named: set[str | None] | None = None
) -> Iterator[Finding[Location]]:
    """The countries of a scope as places, without those that are listed; only ``named`` ones if given."""
    codes = gazetteer().countries
    for area in eligible.value.areas:
        if area in codes and area not in listed and (named is None or area in named):
            yield Finding(
                Location(None, None, area, codes[area].id),
                eligible.quote,
                eligible.start,
                eligible.start + len(eligible.quote),
                round(eligible.confidence * 0.9, 3),
                "places.scope",
            )


_STRICT = re.compile(r"\b(?:must|only|need|required|anywhere|have to|resid\w+)\b", re.IGNORECASE)


def _of_company(cued: list[Cued], best: float) -> list[Spot]:
    """The seat of the company rather than a list of its offices, which says little about this job."""
    seats = [c for c in cued if c.strength > 0 and not c.of_offices]
    if seats:
        return list(seats[0].spots)
    return [s for c in cued if c.strength == best > 0 for s in c.spots]


_ONE_OF_OFFICES = re.compile(
    r"\b(?:from|at|in|out of|to) (?:one|any|either) of (?:our|the|these)(?: \w+){0,3} (?:offices|hubs"
    r"|locations|sites|studios|stores|campuses)\b",
    re.IGNORECASE,
)
_LOWER_WORD = re.compile(r"(?<!\w)[a-zà-ÿ]{2,}")


def _labelled(document: Document) -> tuple[list[Spot], list[Spot]]:
    """Spots under the posting's own place labels, and under the company's."""
    own: list[Spot] = []
    company: list[Spot] = []
    for start, end, of_company in _label_values(document):
        # A pin or a globe also adorns sentences.
        long = end - start > 160 or len(_LOWER_WORD.findall(document.text, start, min(end, start + 400))) > 6
        spots = read_value(
            document.text, start, min(end, start + 400), lower=not long, unknown=not long, whole=not long
        )
        if long:
            spots = [s for s in spots if s.qualified or not s.cities or s.cities[0].population >= 90_000]
            if _PREFERRED_ONLY.search(document.text, start, min(end, start + 400)):
                spots = [s for s in spots if not s.city and not s.cities]
        (company if of_company else own).extend(spots)
        if len(own) > MAX_PLACES:
            break
    return own, company


_PREFERRED_ONLY = re.compile(
    r"\b(?:preferred|preference|ideal(?:ly)?)\b[^.]{0,40}?\b(?:but|however)\b[^.]{0,40}?"
    r"\b(?:open to (?:all|any)|anywhere|across|nationwide)\b",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"\banywhere\s+(?:with)?in\s+(?:the\s+)?(?:continental\s+|contiguous\s+)?", re.IGNORECASE
)


def _country_of_remote(document: Document) -> list[Spot]:
    """The country of "you can work remotely from anywhere in the U.S.", said beside the place"
    " of an office."""
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


def _base_of_role(document: Document) -> list[Spot]:
    """The place of "this position is based in ...", which a board's header may lack."""
    text = document.text[:PROSE_CHARS]
    for match in _ROLE_BASE.finditer(text):
        line = document.line_at(match.start())
        if line is None or line.zone in (Zone.LEGAL, Zone.CHROME, Zone.COMPANY):
            continue
        spots = [s for s in _after_cue(text, match.end(), line.end) if s.city or s.cities]
        if spots:
            return spots
    return []


_OFFICES = re.compile(
    r"\b(?:our|the)\s+(?P<list>[A-ZÀ-Ý][^.;:\n]{4,80}?)\s+(?:offices?|hubs?|studios?|headquarters|sites?|stores?)\b"
)


def _other_offices(document: Document, spots: list[Spot], resolved: list[Resolved]) -> list[Resolved]:
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


def _says_remote(document: Document) -> bool:
    from postings.extraction import (
        workplace,
    )  # workplace reads places' tables; imported late to avoid a circle

    found = workplace.find(document)
    return found is not None and found.value == "remote"


def _narrowed(containers: list[Spot], others: list[Spot], text: str) -> list[Spot]:
    """Cities of the header that lie in a labelled country replace that country."""
    kept = list(containers)
    for resolved in resolve([*containers, *others], text)[len(containers) :]:
        inside = [c for c in containers if c.country == resolved.location.country and resolved.location.city]
        for container in inside:
            if container.region is None or container.region == resolved.spot.region:
                kept = [k for k in kept if k is not container]
                kept.append(
                    resolved.spot if resolved.spot.qualified else replace(resolved.spot, qualified=True)
                )
    return kept


def _narrowed_by_prose(document: Document, resolved: list[Resolved]) -> list[Resolved]:
    """A country or state of the header, made exact by "this role is based in our ... office"."""
    if _says_remote(document):
        return resolved
    cued = [c for c in _from_prose(document) if c.strength >= 0.8]
    if not cued:
        return resolved
    containers = [r.spot for r in resolved]
    narrowed = _narrowed(containers, [s for c in cued for s in c.spots if s.city or s.cities], document.text)
    return resolved if narrowed == containers else resolve(narrowed, document.text)


LONG_LIST = 7  # so many states of one country are a rule of where to live, not places of work


def _countries_of_long_lists(resolved: list[Resolved]) -> list[Resolved]:
    """A long list of states ("you must live in Alabama, Arizona, ...") as their country."""
    for country in dict.fromkeys(
        r.location.country for r in resolved if r.location.region and not r.location.city
    ):
        states = [
            r for r in resolved if r.location.country == country and r.location.region and not r.location.city
        ]
        if len({r.location.region for r in states}) < LONG_LIST:
            continue
        whole = replace(
            states[0],
            location=Location(None, None, country),
            spot=replace(states[0].spot, end=states[-1].spot.end),
        )
        cities = [r for r in resolved if r.location.city]
        resolved = [r for r in resolved if r.location.country != country or r.location.city]
        if not any(r.location.country == country for r in cities):
            resolved.append(whole)
        else:
            resolved.append(replace(whole, listed=True))
    return resolved


def _findings(
    document: Document, resolved: Iterable[Resolved], confidence: float, rule: str
) -> tuple[Finding[Location], ...]:
    resolved = list(resolved)
    resolved = _countries_of_long_lists(resolved)
    with_city = {r.location.country for r in resolved if r.location.city}
    city_regions = {(r.location.country, r.location.region) for r in resolved if r.location.city}
    with_region = {r.location.country for r in resolved if r.location.region and not r.location.city}
    findings: dict[tuple[int | str | None, str | None, str | None], Finding[Location]] = {}
    for item in resolved:
        place = item.location
        if not place.city and not item.listed:
            if place.region and (place.country, place.region) in city_regions:
                continue  # the state of a city that is listed too
            if not place.region and (place.country in with_city or place.country in with_region):
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
