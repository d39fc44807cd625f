"""Places of running text, after a cue: "this role is based in ...", "from our ... office".

Each has the strength of its cue: the role's own ones are strong, what a company says of itself is weak, and
names of clients, investors and law are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.gazetteer import gazetteer, key
from postings.extraction.header import is_place
from postings.extraction.place_names import LIST_GAP, QUALIFIES, Spot, mentions, read_value
from postings.extraction.places.limits import PROSE_CHARS
from postings.extraction.prefilter import Prefiltered

_ROLE = (
    r"(?:this|the|our|your)\s+(?:\w+[ -]){0,4}?(?:role|position|job|opportunity|internship|post|"
    r"vacancy|appointment|candidate|contract|assignment|work)\b"
)
_STRONG = Prefiltered(
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
    | \b(?:the|this)\ (?:job|role|position|post|work)\ (?:is
        |will\ be(?:\ (?:carried\ out|performed|done))?)\ (?:in|at)\b
    | \b(?:in|im)\ (?:the\ |dem\ )?(?:heart|centre|center|middle|herzen|zentrum)\ (?:of|von)\b
    | \b(?:arbeits|einsatz|dienst|stand)ort\s+(?:ist\s+)?(?:in\s+)?(?=[A-ZÄÖÜ])
    | \b(?:unser\w*|notre|nuestro|nossa|nostro|ons)\s+(?:teams?|équipe|equipo|equipe)\s+(?:in|à|en|em|a|di)\b
    | \bverstärkung\s+(?:unsere[sr]|des|für\s+unser)\s+\w+\s+in\b
    | \b(?:located|based|situated)\s+(?:in|at|out\ of|on\ the\ outskirts\ of|just\ outside(?:\ of)?)\b
    | \banywhere\s+(?:in|within|across)\b
    | \b(?:poste|stelle|puesto|vaga|mission|emploi|arbeitsplatz|einsatzort|sede)\b[^.\n;]{{0,40}}?\b(?:
        basée?s?|situé\w*|localisé\w*|ubicad[oa]|localizad[oa]|in|à|en|em)\b
    | \b(?:basée?s?|basé\(e\)|situé\w*|localisé\w*)\s+(?:à|en|sur|au)\b
    | \b(?:ubicad[oa]s?|localizad[oa]s?|sede|oficinas?|escritórios?|basad[oa])\s+(?:en|em|no|na)\b
    | \b(?:büros?|standorte?|sitz|zentrale|niederlassung|filiale)\s+(?:in|im|am)\s+(?:herzen\s+(?:von|der)\s+
        |zentrum\s+(?:von|der)\s+)?
    | \b(?:work|working|days?|time|carried\ out|performed)\b[^.\n;]{{0,30}}?
        \b(?:from|in|at|out\ of)\s+(?:one\ of\ )?(?:our|the)\b
    | \b(?:presencial|h[ií]brid[oa]|présentiel|präsenz)[\s,:–-]{{0,4}}\b(?:in|em|en|à|no|na)\b
    | \b(?:vårt|våra|vores|ons|onze|unser\w*|notre|nos|nuestr[ao]s?|noss[ao]s?|nostr[aoie]|naszym)\s+
        (?:\w+\s+)?(?:kontor\w*|kantoor|büros?|office|bureaux?|agences?|oficinas?|escritórios?|sede|ufficio|biurze
        |standort|butik|lager|werk|usine|magasin)\s+(?:i|in|à|a|de|di|en|em|w|van)\b
    | \b(?:op\s+(?:onze\s+)?locatie|standplaats|für\s+unseren\s+standort(?:\s+in)?
        |sur\s+(?:notre|le)\s+site\s+de)\b
    | \bcover(?:ing|s)?\s+(?=(?:the\s+)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?\s+(?:areas?|region)\b)
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
OFFICE_AFTER = re.compile(
    r"(?:,?\s*(?:(?:[A-Z]{2}|USA?|UK)\b|D\.C\.))?\s*[)\]]?[- ](?:city\s+|based\s+)?(?:head\s?)?"
    r"(?:offices?|hq|headquarters|hub|studio|campus|location|site|store|shop|clinic|hospital|branch|"
    r"facility|plant|warehouse|restaurant|salon|school|depot|based|team)\b",
    re.IGNORECASE,
)
_OFFICES_LISTED = re.compile(
    r"(?P<places>[A-Z][^;:\n]{2,70}?\b(?:or|and)\b[^;:\n]{2,40}?)\s(?:offices?|hubs?)\b"
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
COMPANY = re.compile(
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
OTHERS = re.compile(
    # an agency's "our client" is who hires; "our clients" are customers
    r"\b(?:clients|(?<!our )(?<!my )client|customers?|investors?|backed|funded|partners?|stakeholders"
    r"|patients|users|salary|pay range|compensation|range|visit\w*|travel\w*|trips?|offsites?|"
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


def from_prose(document: Document) -> list[Cued]:
    """Places after a cue in running text, the role's own ones strong, the company's weak."""
    text = document.text
    cued: list[Cued] = []
    under_place = False  # whether the heading above speaks of the place: "Salary and location"
    for line in document.lines:
        if line.kind is LineKind.HEADING and line.text:
            under_place = _PLACE_HEADING.search(line.text) is not None
        if line.start > PROSE_CHARS or len(cued) > 40:
            break
        if line.zone in (Zone.LEGAL, Zone.CHROME) or len(line.text) < 12:
            continue
        limit = min(line.end, line.start + 3000)
        found = list(_cues_of_line(text, line, limit))
        if under_place:
            found = [replace(cue, strength=max(cue.strength, 0.72)) if cue.strength else cue for cue in found]
        cued += found
    return cued


_PLACE_HEADING = re.compile(
    r"^\W*(?:\w+[ &/]{1,3}(?:and |& )?)?"
    r"(?:locations?|where (?:you(?:['’]ll| will)|we|is|will)\b|standort|arbeitsort|lieu"
    r"|ubicación|localização|work ?place)\b",
    re.IGNORECASE,
)


def _cues_of_line(text: str, line: Line, limit: int) -> Iterator[Cued]:
    seen = line.start
    for cue in _STRONG.finditer(text, line.start, limit):
        if cue.start() < seen:
            continue
        spots = after_cue(text, cue.end(), limit)
        further = cue.end()
        for _ in range(2):
            # "open to people in Canada": the cue ended at the first preposition.
            following = _FURTHER.match(text, further, limit)
            if spots or not following:
                break
            further = following.end()
            spots = after_cue(text, further, limit)
        if not spots:
            continue
        seen = spots[-1].end
        before = text[max(line.start, sentence_start(text, cue.start(), line.start)) : cue.end()]
        offices = bool(re.search(r"\boffices\s+\w+\s*$", before, re.IGNORECASE))
        yield Cued(tuple(spots), _strength(before, text[spots[-1].end : spots[-1].end + 60], line), offices)
    listed: tuple[int, float] | None = None  # where the sentence of the last office begins, how sure it was
    for mention in mentions(text, line.start, limit):
        if mention.start < seen or not (mention.reading.cities or mention.reading.metropolis):
            continue
        if key(mention.text) in gazetteer().common_words:
            continue
        hires = _HIRES.match(text, mention.end, limit)
        if hires and _IN.match(text[sentence_start(text, mention.start, line.start) : mention.start]):
            if spots := read_value(text, mention.start, hires.end()):
                yield Cued(tuple(spots), 0.8)
            continue
        after = OFFICE_AFTER.match(text, mention.end)
        several = _OFFICES_LISTED.match(text, mention.start, limit) if after is None else None
        if several and _OFFICE_BEFORE.search(text[max(line.start, mention.start - 24) : mention.start]):
            if is_place(several.group("places")) and (
                spots := read_value(text, mention.start, several.end("places"))
            ):
                yield Cued(tuple(spots), 0.7)  # "our Boston, MA or Washington, D.C. office"
                seen = several.end()
            continue
        if after and (
            "based" in after.group()
            or _OFFICE_BEFORE.search(text[max(line.start, mention.start - 24) : mention.start])
        ):
            sentence = sentence_start(text, mention.start, line.start)
            before = text[sentence : mention.start]
            spots = read_value(text, mention.start, after.end())
            if spots:
                strength = min(_strength(before, text[mention.end : after.end() + 40], line), 0.7)
                if listed is not None and listed[0] == sentence:
                    strength = max(strength, listed[1])  # "our York office, our Leeds office or ..."
                listed = (sentence, strength)
                yield Cued(tuple(spots), strength)


def sentence_start(text: str, position: int, floor: int) -> int:
    for stop in (". ", "! ", "? ", "; ", "\n"):
        found = text.rfind(stop, floor, position)
        if found >= 0:
            floor = max(floor, found + len(stop))
    return floor


_BEFORE_FIRST = re.compile(
    r"[\s\"“(*_]*(?:the\s+)?(?:(?:north|south|east|west|central|inner)(?:ern)?(?:[- ](?:east|west))?\s+)?",
    re.IGNORECASE,
)


def after_cue(text: str, start: int, limit: int) -> list[Spot]:
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
    if not found or not _BEFORE_FIRST.fullmatch(text, start, found[0].start):
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


# "Our client, based in Leeds, is looking for a baker": whom an agency hires for
_CLIENT_SEAT = re.compile(
    r"\b(?:our|my) client,? (?:who is |which is |is |are )?(?:an? [\w -]{0,40}?)?"
    r"(?:based|located|situated) (?:in|near)\s*$",
    re.IGNORECASE,
)


# "Zur Verstärkung unseres Teams in Stuttgart": the team that is joined, not that of others
_OUR_TEAM = re.compile(
    r"\b(?:unsere[sr]?|notre|nuestro|nossa|nostro)\s+teams?\s+(?:in|à|en|em|a)\b", re.IGNORECASE
)


def _strength(before: str, after: str, line: Line) -> float:
    """How surely a cued place is the posting's own; 0 drops it."""
    if _CLIENT_SEAT.search(before):
        return 0.6
    if OTHERS.search(_OUR_TEAM.sub(" ", before[-160:])) or re.match(
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
    company = COMPANY.search(before + (after[:40] if after[:6] == "-based" else ""))
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
