"""Remote, hybrid or on-site: what the posting says about where the work is done.

Each sentence is read as clauses of a lattice {remote, hybrid, on-site} x {asserted, negated, limited, perk,
subject matter}. A word that is the matter of the work ("remote monitoring", "hybrid cloud", "on-site gym") is
masked before anything else is read. Facts, labels and header words outrank prose, except that a stated
number of
office days makes any remote claim hybrid. A city alone says nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick

from postings.extraction.document import Document, Fact, Format, Line, LineKind, Zone
from postings.extraction.finding import Finding, Workplace
from postings.extraction.gazetteer import VOCABULARY
from postings.extraction.prefilter import PatternSet, Prefiltered

PROSE_CHARS = 60_000  # prose beyond this is not read
LINE_CHARS = 6_000  # nor is a line's rest beyond this
SENTENCE_CHARS = 1_200  # a longer sentence is read in parts


class Status(Enum):
    """What a clause does with the word it names."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    LIMITED = "limited"  # some of the time
    COMPANY = "company"  # said of the company, not of the role
    OTHERWISE = "otherwise"  # settles it after a condition: "otherwise, this is a remote role"
    QUOTA = "quota"  # a number of days in the office or at home


@dataclass(frozen=True, slots=True)
class Cue:
    """One clause about the place of work."""

    kind: Workplace
    status: Status
    start: int
    end: int
    weight: float  # 0 to 1


_R, _H, _O = Workplace.REMOTE, Workplace.HYBRID, Workplace.ONSITE


@cache
def _words() -> dict[str, Any]:
    with (VOCABULARY / "workplace.toml").open("rb") as file:
        return tomllib.load(file)


def _pattern(source: str) -> re.Pattern[str]:
    """A rule of the lattice: "~" is an optional space or hyphen, after a free word a required one.

    Were it optional there, ``(?:\\w+~){0,3}`` could cut one word into three in many ways.
    """
    source = source.replace(r"\w+~", r"\w+[\s-]\s?").replace("~", r"[\s-]?\s?").replace("\n", "")
    return re.compile(r"(?<!\w)(?:" + source + ")", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: Workplace | None  # None: the words say nothing here
    status: Status
    pattern: re.Pattern[str]
    weight: float


_REMOTE = (
    r"(?:remote(?:ly)?|work(?:ing)?~from~(?:home|anywhere)|wfh|wfa|tele-?commut\w*|tele-?work\w*|"
    r"home~based|home~office|télétravail\w*|teletrabajo|trabajo remoto|trabalho remoto|remoto|zdaln\w+|"
    r"på distans|distansarbete|distans(?=\s*(?:$|[,/).])))"
)
_ONSITE = (
    r"(?:on-?~?site|in-?~?(?:the-?~?)?office|in-?~?person|office~based|vor ort|présentiel|presencial|"
    r"sur site|på plats|op locatie|op kantoor)"
)
_ROLE = (
    r"(?:role|position|job|opportunity|internship|vacancy|post|contract|assignment|opening|gig|"
    r"placement|work|candidate|employment|appointment|poste|stelle|vaga|engagement)"
)


@cache
def _rules() -> tuple[_Rule, ...]:
    """The lattice, in order: an earlier rule masks its words from the later ones."""
    words = _words()
    subject = words["subject"]
    quota = words["quota"]
    number, full, office, home = quota["number"], quota["full"], quota["office"], quota["home"]
    days = (
        r"(?:~?\+)?(?:~?(?:-|–|to|or|/|bis|à)~?(?:one|two|three|four|five|\d))?~(?:full~)"
        r"?(?:work(?:ing)?~|anchor~|core~|fixed~|office~)?(?:days?|tag(?:en?)?|jours?|días?|dias?|giorn[oi]|dagar|shifts?)\b"
    )
    weekly = (
        r"(?:~?(?:a|per|each|every|/|pro|par|por|this|out of the|the)~?(?:work~?|calendar~?)?(?:weeks?|"
        r"woche|semaine|semana)|~weekly|/~?wk)"
    )
    rules: list[_Rule] = []

    # "1-day on-site interview" counts no office days.
    event = (
        r"(?!\w|[\s-]?(?:interview|visit|training|onboarding|workshop|meeting|event|retreat|summit|trial))"
    )

    def add(kind: Workplace | None, status: Status, source: str, weight: float) -> None:
        rules.append(_Rule(kind, status, _pattern(source), weight))

    asserted, negated, limited = Status.ASSERTED, Status.NEGATED, Status.LIMITED
    # Office days for those who live near; the job itself is remote.
    add(
        _R,
        Status.OTHERWISE,
        rf"(?:otherwise|for (?:everyone|anyone|all others?|everybody)(?:~else)?|all other"
        rf" (?:employees|candidates|"
        rf"locations)|elsewhere),?\b[^.;]{{0,60}}?\b{_REMOTE}",
        0.95,
    )
    add(
        _R,
        Status.OTHERWISE,
        rf"(?:outside (?:of )?(?:a )?commut\w+|(?:do not|don['’]t|not) (?:live|reside|be|based"
        rf"|located)~(?:\w+~){{0,2}}?"
        rf"(?:within|near|close to|in)\b)[^.;]{{0,80}}?\b{_REMOTE}",
        0.95,
    )
    # "Work from wherever you like", in several languages.
    add(
        _R,
        asserted,
        r"(?:work(?:ing)?|arbeite[nt]?|travaill\w+|trabaj\w+|trabalh\w+|lavor\w+)\b,?~(?:from~)?(?:wherever|"
        r"where(?=~you~(?:want|like|are|choose|live|feel))|von wo|von überall|wo du willst"
        r"|d['’]où|desde donde|"
        r"desde cualquier|de onde|de qualquer|da dove)",
        0.8,
    )
    add(_R, asserted, r"(?:ortsunabhängig\w*|von überall(?: aus)?|depuis n['’]importe où|full remote)", 0.75)
    # Five days in the office.
    add(
        _O,
        Status.QUOTA,
        rf"(?:{full})~(?:full~)?(?:work(?:ing)?~)?days?\b{weekly}?[^.;]{{0,25}}?(?:{office})",
        0.95,
    )
    add(_O, Status.QUOTA, rf"(?:{office})\b[^.;]{{0,25}}?\b(?:{full})~(?:full~)?days?\b{weekly}", 0.95)
    add(
        _O,
        Status.QUOTA,
        r"(?:100\s?%|fully|entirely|exclusively)~(?:en~|in~|em~)?(?:on-?~?site|in-?~?(?:the-?~?)?office|"
        r"in-?~?person|office~based|présentiel|presencial|vor ort|präsenz)",
        0.95,
    )
    # Some days in the office, some at home; a day a month makes no hybrid job.
    seldom = (
        r"(?!~?(?:a|per|each|every|/|pro|par|por)?~?(?:months?|quarters?|years?|annum|monat|mois|mes|mês)\b)"
    )
    add(_H, Status.QUOTA, rf"(?:{number}){days}{seldom}{weekly}?[^.;]{{0,45}}?\b(?:{office}){event}", 0.95)
    add(_H, Status.QUOTA, rf"(?:{office})\b[^.;]{{0,45}}?\b(?:{number}){days}{seldom}{weekly}", 0.95)
    add(_H, Status.QUOTA, rf"(?:{office})\b[^.;]{{0,12}}?\((?:\w+~){{0,3}}?(?:{number}){days}{seldom}", 0.9)
    add(_H, Status.QUOTA, rf"(?:{number}){days}{seldom}{weekly}?[^.;]{{0,30}}?\b(?:{home})", 0.9)
    add(_H, Status.QUOTA, rf"(?:{home})\b[^.;]{{0,45}}?\b(?:{number}){days}{seldom}(?:{weekly})?", 0.9)
    add(
        _H,
        Status.QUOTA,
        rf"(?:{office})\b[^.;]{{0,20}}?\b(?:once|twice|(?:two|three|four|[2-4])~?(?:times|x)){weekly}",
        0.9,
    )
    add(_H, Status.QUOTA, rf"(?:{home})\W{{1,3}}(?:up to |bis zu |jusqu.à )?[2-8]\d\s?%(?!\w)", 0.8)
    weekdays = r"(?:mon|tues?|wed(?:nes)?|thurs?|fri)(?:day)?s?\b"
    add(_H, Status.QUOTA, rf"hybrid\w*\b[^.;]{{0,25}}?\b{weekdays}[^.;]{{0,60}}?\b(?:{office})", 0.95)
    add(_H, Status.QUOTA, rf"hybrid\w*\b[^.;]{{0,25}}?\b(?:{number}){days}{seldom}", 0.95)
    weekday = r"(?:mon|tues?|wed(?:nes)?|thurs?|fri)(?:day)?s?\b"
    add(
        _H,
        Status.QUOTA,
        rf"(?:{office})\b[^.;]{{0,60}}?\b{weekday}[^.;]{{0,40}}?\b(?:from~(?:home|anywhere)|remotely|"
        rf"wfh)",
        0.9,
    )
    add(
        _H,
        Status.QUOTA,
        rf"(?:{home}|from~anywhere)\b[^.;]{{0,20}}?\b{weekday}[^.;]{{0,60}}?\b(?:{office})",
        0.9,
    )
    add(
        _H,
        Status.QUOTA,
        r"(?:[2-8]\d|33)\s?%~(?:of~(?:the|your)~(?:time|week))?~?(?:remote(?:ly)?|from~home|"
        r"in~(?:the~)?office|on-?~?site|home~?office)",
        0.8,
    )
    for pattern in words["no_statement"]["patterns"]:
        add(None, asserted, pattern, 0)
    # Refusals of remote work come before the subject matter: "no remote work".
    add(
        _O,
        negated,
        r"(?:no|not(?:~an?)?|non|isn['’]t(?:~an?)?|cannot be|can['’]t be|never|without)"
        r"~(?:(?:fully|100\s?%|option(?:s)?(?:~for)?|available|currently|considered|eligible|"
        r"offer(?:ing)?|accept(?:ing)?|open to|possible|support(?:ing)?|suit(?:able|ed)|for|a|be|performed|"
        r"done|"
        r"work|as|to)~){0,4}(?:remote(?:ly)?|work(?:ing)?~from~home|wfh|telecommut\w*|home~office|"
        r"télétravail|telework\w*)(?!~(?:support|access|teams?|sites?))",
        0.9,
    )
    add(
        _O,
        negated,
        r"remote(?:ly)?(?:~(?:work(?:ing)?|option|position|candidates?|applicants?))?s?~(?:(?:is|"
        r"are|will|can|options?|would|probably|currently|unfortunately)~)*(?:not|never|n['’]t|"
        r"isn['’]t|aren['’]t|won['’]t)\b",
        0.9,
    )
    add(
        _O,
        negated,
        r"(?:unable|not able|don['’]t|do not|cannot|can['’]t)\b[^.;]{0,25}?\b(?:offer|accommodate|"
        r"support|consider|accept|do|allow|have|provide|hire)\w*\b[^.;]{0,20}?\b(?:remote|"
        r"telecommut\w*|work(?:ing)?~from~home)",
        0.9,
    )
    add(
        _O,
        negated,
        r"(?:work(?:ing)?~from~home|wfh|home~?(?:office|working)|telework\w*|telecommuting)"
        r"~(?:is|are|ist)~(?:unfortunately~|leider~|currently~)?(?:not|never|nicht)\b",
        0.9,
    )
    add(
        _O,
        negated,
        r"(?:cannot|can['’]t|can~not|could~not)~be~(?:done|performed|carried~out|worked)~(?:from~home|remotely)",
        0.9,
    )
    add(
        _O,
        negated,
        r"(?:télétravail|home~?office|remote|teletrabajo|trabajo remoto|trabalho remoto|mobiles? arbeiten)"
        r"~(?:ist~|est~|é~|es~)?(?:leider~)?(?:non|nicht|no|não|pas)~(?:possible|möglich|posible|possível|prévu|autorisé)",
        0.9,
    )
    add(_O, negated, r"not~(?:ready|able|looking|willing|in a position|set up)\b[^.;]{0,30}?\bremote", 0.75)
    add(_O, negated, r"remote\s*[:?=-]\s*(?:no\b|not|❌)", 0.95)
    add(_O, negated, r"(?:locals?|local~candidates?)~only|(?:no|non)~remote\b", 0.75)
    add(
        _R,
        negated,
        r"(?:no|not|without|isn['’]t)~(?:(?:need|required?|have|physical|requirement|to|be|come|"
        r"an?|the|expected|necessary|any)~){0,5}(?:on-?~?site|in-?~?office|office|hybrid)\b",
        0.5,
    )
    add(None, asserted, rf"remote[\s-](?:{subject['remote']})", 0)
    add(None, asserted, rf"hybrid[\s-](?:{subject['hybrid']})", 0)
    add(None, asserted, rf"(?:on-?~?site|in-?~?person|in-?~?house)[\s-](?:{subject['onsite']})", 0)
    # Some of the time.
    add(
        _H,
        limited,
        r"(?:occasional(?:ly)?|some|partial(?:ly)?|part|limited|periodic(?:ally)?|sometimes|semi|"
        r"teilweise|partiel(?:le)?(?:ment)?|parcial(?:mente)?)~(?:time~)?(?:flexible~)"
        r"?(?:remote(?:ly)?|work(?:ing)?~from~home|wfh|home~office|home~working|telecommut\w*|"
        r"télétravail|telework\w*|remoto)",
        0.6,
    )
    add(
        _H,
        limited,
        r"(?:remote(?:ly)?|work(?:ing)?~from~home|wfh|home~office|télétravail|telework\w*|"
        r"telecommut\w*)~(?:(?:work|days?|is|possible)~){0,2}(?:occasional(?:ly)?|partial(?:ly)?|"
        r"partiel\w*|sometimes|now and then|part of the (?:time|week)|some of the time|when needed|"
        r"parcial|teilweise|anteilig)",
        0.6,
    )
    add(_H, limited, r"(?:with|including)~tele-?comm?ute?~days?", 0.8)
    # Shares of the time and days by another name.
    add(
        _H,
        limited,
        r"[1-9]\d\s?%~of~(?:your|the|their|our)~(?:working~)?(?:time|week|hours|work)\b[^.;]{0,30}?"
        r"\b(?:(?:in|at)~(?:the|our|an)~office|from~home|on-?~?site|remotely)",
        0.85,
    )
    add(_H, limited, r"(?:one|two|three|four|[1-4])~(?:office|home)~days?~(?:a|per|each|every)~week", 0.85)
    add(
        _H,
        limited,
        r"(?:come|coming|commute)~(?:in)?to~(?:the|our)~office~(?:once|twice|(?:two|three|four|[2-4])~times)"
        r"~(?:a|per|each|every)~week",
        0.85,
    )
    add(
        _H,
        limited,
        r"(?:days?|(?:mon|tues|wednes|thurs|fri)days?)\b[^.;]{0,40}?\b(?:are|is)~(?:our|your|the|team)"
        r"~(?:days?~(?:in|at)~(?:the|our)~(?:office|studio|workshop)|office~days?)",
        0.85,
    )
    add(_H, limited, r"(?:office|anchor|in-office)~days~?(?:are|:)~?(?:on~)?(?:mon|tues?|wed|thu)", 0.85)
    add(
        _H,
        limited,
        r"(?:work\w*|join us|be|come(?: in)?|you['’]?(?:re|ll be| are| will be))~(?:\w+~){0,2}?"
        r"(?:in|at)~(?:the|our)~(?:\w+~)?office"
        r"~on~(?:mon|tues?|wed(?:nes)?|thurs?|fri)(?:day)?s?\b",
        0.85,
    )
    add(_H, limited, r"smart~working~(?:un|due|tre|quattro|[1-4])~giorn[oi]", 0.85)
    add(_H, limited, r"da~remoto~(?:un|due|tre|quattro|[1-4])~giorn[oi]~(?:alla|a)~settimana", 0.85)
    add(_H, limited, r"mobile?s? arbeiten|mobile work\b|flexible?s? arbeiten", 0.4)
    # A perk among others.
    add(
        None,
        asserted,
        r"(?:some~)?(?:flexible~)?(?:work(?:ing)?~from~home|wfh|telecommut\w*|remote~work(?:ing)?)"
        r"~(?:opportunit\w+|privileges?|perks?|benefits?|fridays?|mondays?|wednesdays?|"
        r"flexibility~(?:when|as)|when needed|as needed)",
        0,
    )
    # Hybrid.
    add(
        _H,
        asserted,
        r"(?:mix|combination|blend|balance|split|divid\w+|alternat\w+)\b[^.;]{0,40}?\b(?:home|"
        r"remote(?:ly)?|virtual)\b[^.;]{0,25}?\b(?:office|on-?~?site|in~person)",
        0.85,
    )
    add(
        _H,
        asserted,
        r"(?:mix|combination|blend|balance|split|divid\w+|alternat\w+)\b[^.;]{0,40}?\b(?:office|"
        r"on-?~?site|in~person)\b[^.;]{0,25}?\b(?:home|remote(?:ly)?)",
        0.85,
    )
    add(
        _H,
        asserted,
        r"(?:both~)?(?:from~home|remotely|remote|at home)~(?:work~)?(?:and|&|/|as well as)~(?:in|"
        r"from|at)~(?:the|our|an?)?~?(?:\w+~)?offices?",
        0.75,
    )
    add(
        _H,
        asserted,
        rf"(?:{_ROLE})s?\b[^.;]{{0,50}}?\b(?:is|are|be|as|has|offers?|will|on|it['’]s|follows?)"
        rf"~(?:an?~)?(?:\w+~){{0,3}}?hybrid\b",
        0.9,
    )
    add(
        _H,
        asserted,
        rf"(?:this|it)~(?:is|will be)~(?:an?~)?(?:\w+~){{0,3}}?hybrid~(?:\w+~){{0,2}}?(?:{_ROLE})\b",
        0.92,
    )
    add(
        _H,
        asserted,
        r"(?:hybrid|hybride|híbrid[oa])~(?:remote|home|office|work\w*|role|position|job|schedule|"
        r"model\w*|arrangement\w*|set-?up|basis|contract|opportunity|policy|pattern|format|mode|"
        r"environment|in\b|with|capacity|internship|co-?op|placement|option\w*|from|at\b|based|"
        r"working|flexib\w*|style|team|week|day\w*|culture)",
        0.8,
    )
    add(
        _H,
        asserted,
        r"(?:we (?:are|work|operate|offer|have|use)|work|working|modalidad|modelo|modell?|flexible|"
        r"trabajo|trabalho)~(?:an?~|in~an?~|on~an?~|our~)?(?:\w+~)?(?:hybrid|híbrid[oa])",
        0.75,
    )
    add(_H, asserted, r"#?(?:li-?)?(?:hybrid|hybride|híbrid[oa]|hybrydow\w+)\b", 0.6)
    # Remote.
    add(
        _R,
        asserted,
        r"(?:fully|100\s?%|completely|entirely|permanent(?:ly)?|exclusively|all|total(?:ly)?|"
        r"complet(?:e|ly)|full)~-?~?(?:remote(?:ly)?|work(?:ing)?~from~home|wfh|home~based|"
        r"télétravail|home~office|remoto|virtual)",
        0.92,
    )
    add(
        _R,
        asserted,
        r"(?:remote(?:ly)?|wfh|telework\w*|work~from~home)\s*[:?=]\s*(?:yes|true|ok|fully|100|✅)",
        0.95,
    )
    add(
        _R,
        Status.COMPANY,
        r"(?:remote~(?:first|friendly|native|only|by default|centric)|distributed|fully~remote|"
        r"all~remote|100\s?%~remote|remote)\b~(?:\w+~){0,2}(?:company|organi[sz]ation|team|"
        r"business|startup|start-up|culture|workplace|workforce|firm|studio|employer|environment|"
        r"agency|mindset|experience|lifestyle)",
        0.55,
    )
    add(
        _R,
        asserted,
        rf"(?:{_ROLE})s?\b[^.;]{{0,50}}?\b(?:is|are|be|as|can|may|will|offers?|on|it['’]s|to)"
        rf"~(?:an?~)?(?:\w+~){{0,4}}?{_REMOTE}",
        0.9,
    )
    add(
        _R,
        asserted,
        rf"{_REMOTE}[,/~]~?(?:(?:full|part)~time(?:,|~)~)?(?:\w+~){{0,2}}?(?:{_ROLE}|basis|capacity)\b",
        0.85,
    )
    add(
        _R,
        asserted,
        r"(?:work|working|works|arbeiten|sit|based|operate|perform\w*|done)~(?:\w+~)"
        r"{0,3}?(?:remotely|remote|from~(?:home|anywhere)|von zu ?hause|from (?:your|their|the "
        r"comfort of)~(?:own~)?(?:\w+~)?(?:home|space|house|studio))",
        0.8,
    )
    add(
        _R,
        asserted,
        r"(?:you['’]?(?:ll| will| can| may)|candidates? (?:can|may|will)|flexibility to|freedom to|"
        r"option to|able to|choose to)\b[^.;]{0,40}?\b(?:remotely|from~(?:home|anywhere|wherever)|"
        r"telecommut\w*)",
        0.75,
    )
    add(
        _R,
        asserted,
        r"remote~(?:within|in|from|anywhere|across|based|us\b|usa\b|uk\b|eu\b|ok\b|okay|möglich|"
        r"possible|friendly|welcome|accepted|allowed|considered|only|first|worldwide|global\w*|"
        r"optional|option\w*|eligible|work|position|role|job|contract\w*|hours|flexib\w*|"
        r"opportunit\w*|candidates?|applicants?|developer|engineer)\b",
        0.7,
    )
    add(_R, asserted, r"(?:any~location|anywhere)~(?:in|within|that has|with|across)\b", 0.6)
    add(_R, asserted, r"(?:no|without an?|don['’]t have an?)~(?:physical~|central~)?office\b", 0.5)
    add(_R, asserted, rf"{_REMOTE}(?!\w)", 0.5)
    # On-site.
    add(_O, asserted, r"(?:wfo|work(?:ing)?~from~(?:the~|our~)?office)\b(?!~?(?:or|and|&|/))", 0.7)
    add(
        _O,
        asserted,
        r"(?:trabalho|trabajo|vaga|puesto|modalidade?|regime|modelo|contratação)\b\W{1,3}(?:\w+~){0,2}?presencial\b"
        r"|(?:praca|tryb|forma pracy)\W{1,3}(?:\w+~)?stacjonarn\w+|in~präsenz\b",
        0.75,
    )
    add(_O, asserted, r"then~(?:fully~|back~)?(?:on-?~?site|in~the~office)\b", 0.6)
    add(
        _O,
        asserted,
        r"(?:arbetet (?:är|sker|utförs)|arbeidet (?:er|utføres)|du (?:werkt|arbetar))~på plats\b",
        0.8,
    )
    add(_O, asserted, r"(?<=, )(?:on-?~?site|in-?~?person|office~based)(?=[,.]|$)", 0.66)
    add(_O, asserted, r"(?:full|part)~time,?~(?:on-?~?site|in-?~?person|in-?~?office)", 0.75)
    add(
        _O,
        asserted,
        r"(?:on-?~?site|in-?~?person|in-?~?office)~(?:in|at|from)~(?!least\b|home\b|times\b)(?:our|the|"
        r"[A-Z])",
        0.62,
    )
    add(
        _O,
        asserted,
        rf"(?:{_ROLE})s?\b[^.;]{{0,50}}?\b(?:is|are|be|as|will|on|requires?|it['’]s|has)~(?:an?~|"
        rf"to be~)?(?:\w+~){{0,4}}?(?:{_ONSITE})",
        0.9,
    )
    add(
        _O,
        asserted,
        rf"(?:{_ONSITE})(?:,|~)~?(?:(?:full|part)~time(?:,|~)~)?(?:{_ROLE}|basis|capacity|only|"
        rf"required|attendance|presence)\b",
        0.85,
    )
    add(
        _O,
        asserted,
        rf"(?:must|required to|expected to|need(?:s|ed)? to|able to|willing to|will|you['’]ll)"
        rf"~(?:\w+~){{0,3}}?(?:work|be|come|report)~(?:\w+~){{0,3}}?(?:{_ONSITE}|in(?:to)?~(?:the|"
        rf"our)~(?:\w+~){{0,3}}?office)",
        0.85,
    )
    add(_O, asserted, rf"(?:work|working|based|arbeit|arbeiten|travail)~(?:\w+~){{0,2}}?(?:{_ONSITE})", 0.7)
    add(
        _O,
        asserted,
        r"(?:work|working|works)\b(?!~with)[^.;]{0,100}?\b(?:in|at|from|out of)~(?:our|its|the"
        r"|their)~(?:[\w.]+~){0,4}?"
        r"(?:headquarters|hq|head~office|office)\b(?!~(?:of|manager|365|suite|hours|staff|team|work"
        r"|environment|admin\w*|"
        r"equipment|supplies|or|and/or|/))",
        0.58,
    )
    add(
        _O,
        asserted,
        r"(?:location|workplace|work~location|setting)\W{1,4}(?:in-?~?person|on-?~?site|in-?~?office)",
        0.9,
    )
    add(
        _O,
        asserted,
        r"#?(?:li-?)?on-?~?site\b|in-?~?person\b|in-?~?office\b|presencial\b|présentiel\b|vor ort\b",
        0.4,
    )
    return tuple(rules)


@cache
def _patterns() -> PatternSet:
    return PatternSet(rule.pattern for rule in _rules())


_WORTH_READING = (
    "remot", "hybrid", "híbrid", "site", "office", "person", "home", "wfh", "wfa", "commut", "télétra",
    "teletra", "telework", "tele-work", "anywhere", "your own", "any location", "only", "irl", "presencial",
    "présentiel", "zdaln", "vor ort", "bureau", "büro", "arbeiten", "days", "day a", "day per", "hub",
    "tage", "jours", "local", "wherever", "where you", "von wo", "überall", "ortsunab", "où",
    "wfo", "distans", "hybryd", "stacjon", "präsenz", "smart working", "giorn",
    "donde", "onde ", "headquarters", "på plats", "locatie", "kantoor",
)  # fmt: skip


_WORDS_WORTH_READING = AhoCorasick(_WORTH_READING)


def _worth_reading(text: str) -> bool:
    """Whether any word of the lattice stands in the text; many times faster than the rules."""
    return bool(_WORDS_WORTH_READING.find_matches_as_indexes(text.lower()))


_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ\d)%\]*])[.!?](?=[\s*_]|$)|\n|;|(?<=\w)\s[•·]\s")


@lru_cache(maxsize=4_096)
def cues(text: str) -> tuple[Cue, ...]:
    """Every clause of one sentence or segment, offsets in ``text``."""
    if not _worth_reading(text):
        return ()
    masked = text
    found: list[Cue] = []
    rules = _rules()
    for number in sorted(_patterns().candidates(text)):
        rule = rules[number]
        for match in rule.pattern.finditer(masked):
            if match.end() == match.start():
                continue
            if rule.kind is not None:
                found.append(Cue(rule.kind, rule.status, match.start(), match.end(), rule.weight))
        if rule.kind is None or found:
            masked = rule.pattern.sub(lambda m: "\0" * len(m.group()), masked)
    return tuple(sorted(found, key=lambda cue: cue.start))


# Facts and labels
# ---------------------------------------------------------------------------------------------

_FACT_NAME = re.compile(
    r"(?:^|\.)(?:work_?place(?:_type|_policy|_setting)?|work_?type|work_(?:model|mode|arrangement|"
    r"setting|location_type|location_option|option|place_type|schedule_type)|"
    r"job_location_type|location_type|remote_?(?:type|status|policy|option|level|work|allowed)?|"
    r"is_remote|remote_job|telecommut\w*|work_from_home(?:_\w+)?|workplace_types|"
    r"candidate_required_location|(?:location|time_?zone)_restrictions?)$"
)
_YES = re.compile(r"(?:1|1\.0|true|t|yes|y|remote|full\w*)", re.IGNORECASE)
_TELECOMMUTE = re.compile(r"tele-?commute|remote|work[_ ]from[_ ]home|virtual|home", re.IGNORECASE)
_HYBRID = re.compile(r"hybrid|híbrid|flexible|partial", re.IGNORECASE)
_IN_PERSON = re.compile(r"on[-_ ]?site|in[-_ ]?(?:person|office)|office|presencial|physical", re.IGNORECASE)


def _from_facts(facts: tuple[Fact, ...]) -> tuple[Workplace, Fact] | None:
    """The strongest structured statement: a named workplace type before a yes to "remote"."""
    flag: tuple[Workplace, Fact] | None = None
    for fact in facts:
        if not _FACT_NAME.search(fact.name) or not fact.value.strip():
            continue
        value = fact.value.strip()
        if fact.name.endswith(("candidate_required_location", "_restriction", "_restrictions")):
            # only boards of remote jobs have it
            flag = flag or (_R, fact)
            continue
        if re.search(r"(?:^|\.)(?:is_)?(?:hybrid|on_?site)$", fact.name):
            continue
        flag_name = re.search(
            r"(?:remote|is_remote|remote_job|remote_allowed|telecommut\w*|work_from_home\w*)$", fact.name
        )
        if _HYBRID.search(value) and not flag_name:
            return _H, fact
        if _TELECOMMUTE.search(value) and not re.search(r"\b(?:not?|non)\b", value, re.IGNORECASE):
            if fact.name.endswith("job_location_type") or not flag_name:
                return _R, fact
            flag = flag or (_R, fact)
        elif _IN_PERSON.search(value) and not flag_name:
            return _O, fact
        elif flag_name and _YES.fullmatch(value):
            flag = flag or (_R, fact)
    if flag is None:  # "remote": false, "hybrid": false, "on_site": true
        for fact in facts:
            named = _FLAG.search(fact.name)
            if named is not None and _YES.fullmatch(fact.value.strip()):
                return (_H if named["kind"] == "hybrid" else _O), fact
    return flag


_FLAG = re.compile(r"(?:^|\.)(?:is_)?(?P<kind>hybrid|on_?site)$")


_LABEL = re.compile(
    r"(?:(?:job|work|working|employment|office|primary|remote|position|role)\s+)*(?:work\s?place|"
    r"location|locations|arrangement|setting|model|mode|type|remote|telecommute|telework|"
    r"on-?site|hybrid|policy|style|environment|remotely|status|work|place|flexibility|set-?up|"
    r"office|schedule|pattern|format)s?(?:\s+(?:type|arrangement|policy|options?|model|status|"
    r"setting|information))*(?:\s*\(s\)|\?)?"
    r"|employment location arrangement|(?:company|candidates?) locations?|where|work from|standort|"
    r"arbeitsort|arbeitsmodell|lieu(?: de travail)?|modalidad|ubicación|modelo de trabalho|travel|"
    r"telearbeit|télétravail|homeoffice|home office|time type|job types?",
    re.IGNORECASE,
)
_YES_NO_LABEL = re.compile(
    r"(?:is this |is the |work(?:ing)? )?(?:(?:remote|telework|telecommut\w+)\s(?:job|eligib\w+)"
    r"|remote(?:ly)?|telecommut\w*|work from home|wfh|"
    r"telework\w*|home ?office|télétravail|fully remote|remote (?:work|role|position|job|ok|"
    r"possible|friendly|allowed|option)s?)\??",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:no|not (?:available|possible|offered|allowed|an option)|nein|non|não|never)\b",
    re.IGNORECASE,
)
_YES_WORD = re.compile(r"(?:yes|true|ja|oui|sim|sí|fully|100|available|possible|ok|allowed)\b", re.IGNORECASE)


def _label_cues(document: Document) -> Iterator[Cue]:
    """Cues of labelled values ("Work Location: In person") and of place tags."""
    for line in document.lines:
        if line.start > PROSE_CHARS:
            return
        label = (line.label or "").strip(" :*#-")
        if not label or line.value_start is None or line.zone is Zone.LEGAL:
            continue
        value = document.text[line.value_start : line.end]
        if _YES_NO_LABEL.fullmatch(label):
            if _NO.match(value.strip()):
                yield Cue(_O, Status.NEGATED, line.start, line.end, 0.95)
                continue
            if _YES_WORD.match(value.strip()):
                yield Cue(_R, Status.ASSERTED, line.start, line.end, 0.95)
                continue
        if not _LABEL.fullmatch(label) or len(value) > 300:
            continue
        if (anywhere := _ANYWHERE.match(value)) and _PLACE_LABEL.search(label):
            yield Cue(_R, Status.ASSERTED, line.value_start, line.value_start + anywhere.end(), 0.85)
        for cue in cues(value):
            yield Cue(
                cue.kind,
                cue.status,
                line.value_start + cue.start,
                line.value_start + cue.end,
                max(cue.weight, 0.8),
            )


# A place that is no place: "Anywhere (LATAM)", "Worldwide".
_ANYWHERE = re.compile(
    r"\s*(?:anywhere|world-?wide|global(?:ly)?)\s*(?:$|[(,/|–—-]|(?:with)?in\b)", re.IGNORECASE
)
_PLACE_LABEL = re.compile(
    r"\b(?:locations?|where|work ?place|place|standort|arbeitsort|lieu|ubicación)\b", re.IGNORECASE
)

# Header
# -------------------------------------------------------------------------------------------------------

_TAG = re.compile(r"[🌎🌍🌏📍🗺🏠🏢🏡💻]\ufe0f?\s*(?P<value>[^`🌎🌍🌏📍💰\n]{2,200})")
_HASHTAG = re.compile(r"#\s?(?:LI|BI|IND)-?(?P<kind>remote|hybrid|onsite|on-site)\b", re.IGNORECASE)


def _header_cues(document: Document) -> Iterator[Cue]:
    """Cues of the title, the lines under it, "who is hiring" segments, place tags and job board hashtags."""
    comment = document.format is Format.COMMENT
    decided = False
    filled = 0
    for line in document.lines:
        if not line.text.strip():
            continue
        filled += 1
        if line.start < PROSE_CHARS:
            for tag in _HASHTAG.finditer(line.text) if "#" in line.text else ():
                kind = {"r": _R, "h": _H, "o": _O}[tag["kind"][0].lower()]
                yield Cue(kind, Status.ASSERTED, line.start + tag.start(), line.start + tag.end(), 0.85)
        if filled > 20 or (filled > 6 and line.zone is not Zone.HEADER) or line.zone is Zone.CHROME:
            continue
        if comment and decided:
            continue  # the first line of a comment is its header; other lines may speak of other jobs
        found = list(_cues_of_header_line(line, filled, comment=comment))
        decided = decided or bool(found)
        yield from found


_CAPITALS = re.compile(r"\b(?:REMOTE(?: ONLY| OK)?|ON-?\s?SITE(?: ONLY)?|HYBRID|IN-PERSON|IN-OFFICE)\b")


def _cues_of_header_line(line: Line, number: int, *, comment: bool) -> Iterator[Cue]:
    text = line.text[:700]
    tags = [] if text.isascii() else list(_TAG.finditer(text))
    for tag in tags:
        yield from (_moved(cue, line.start + tag.start("value"), 0.85) for cue in cues(tag["value"]))
        if anywhere := _ANYWHERE.match(tag["value"]):
            start = line.start + tag.start("value")
            yield Cue(_R, Status.ASSERTED, start, start + anywhere.end(), 0.85)
    if tags:
        return
    piped = re.search(r"[|•·]|\s//\s|\s[-–—]\s", text)
    if number <= (6 if comment else 3) and not text.isupper():
        # "... NYC, USA - Full-time - ONSITE What we do: ..." runs on into prose.
        for marker in _CAPITALS.finditer(text):
            near = max(0, marker.start() - 14)
            for cue in cues(text[near : marker.end() + 3]):
                yield _moved(cue, line.start + near, 0.85)
    sentence = len(text) > 150 or (text.rstrip().endswith((".", "!", "?", ":")) and len(text.split()) > 8)
    if sentence and not (piped and number <= 2):
        return
    if line.kind is LineKind.BULLET and number > 3:
        return
    position = 0
    for segment in re.split(r"([|•·]|\s//\s)", text):
        # The last segment may run on into prose.
        if len(segment) < 160 or (number == 1 and piped):
            for cue in cues(segment[:160]):
                yield _moved(
                    cue, line.start + position, 0.85 if cue.status is not Status.COMPANY else cue.weight
                )
        position += len(segment)


def _moved(cue: Cue, by: int, weight: float) -> Cue:
    return Cue(cue.kind, cue.status, cue.start + by, cue.end + by, max(cue.weight, weight))


# Prose
# --------------------------------------------------------------------------------------------------------


def _prose_cues(document: Document) -> Iterator[Cue]:
    for line in document.lines:
        if line.start > PROSE_CHARS:
            return
        if line.zone is Zone.CHROME or not _worth_reading(line.text):
            continue
        for start, end in _sentences(line.text[:LINE_CHARS]):
            for cue in cues(line.text[start:end]):
                yield Cue(
                    cue.kind, cue.status, line.start + start + cue.start, line.start + start + cue.end,
                    cue.weight * _zone_weight(line, cue) * _perk_weight(line, cue),
                )  # fmt: skip


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    last = 0
    for match in _SENTENCE_END.finditer(text):
        yield from _parts(last, match.end())
        last = match.end()
    yield from _parts(last, len(text))


def _parts(start: int, end: int) -> Iterator[tuple[int, int]]:
    for first in range(start, end, SENTENCE_CHARS):
        yield first, min(end, first + SENTENCE_CHARS)


_ANYWHERE_PERK = re.compile(r"\W*work(?:ing)?[\s-]from[\s-]anywhere\W*", re.IGNORECASE)


def _perk_weight(line: Line, cue: Cue) -> float:
    """Little for "Work from anywhere" as an item of the benefits: most often some weeks a year."""
    perk = line.zone is Zone.PAY and cue.kind is _R and _ANYWHERE_PERK.fullmatch(line.text) is not None
    return 0.55 if perk else 1.0


def _zone_weight(line: Line, cue: Cue) -> float:
    """How much a sentence of this zone speaks for the role."""
    if cue.status is Status.QUOTA:
        return 0.8 if line.zone is Zone.LEGAL else 1.0
    if line.zone is Zone.LEGAL:
        return 0.3
    if line.zone is Zone.COMPANY:
        return 0.8
    if line.zone is Zone.PAY:
        return 0.85
    if line.zone in (Zone.DUTIES, Zone.REQUIRED, Zone.PREFERRED):
        return 0.9
    return 1.0


# Decision
# -----------------------------------------------------------------------------------------------------


def find(document: Document) -> Finding[Workplace] | None:
    """Remote, hybrid or on-site with the words that say so; None if the text does not say."""
    prose = list(_prose_cues(document))
    quota = _strongest(c for c in prose if c.status is Status.QUOTA)
    fact = _from_facts(document.facts)
    if fact is not None:
        kind, source = fact
        if kind is _R and quota is not None and quota.kind is _H:
            return _finding(document, quota, 0.85, "workplace.office_days")
        return document.finding(kind, source.start, source.end, confidence=0.98, rule="workplace.fact")
    named = [*_label_cues(document), *_header_cues(document)]
    if named:
        return _from_named(document, named, prose, quota)
    return _from_prose(document, prose, quota)


def _strongest(found: Iterator[Cue] | list[Cue]) -> Cue | None:
    return max(found, key=lambda cue: (cue.weight, -cue.start), default=None)


def _from_named(
    document: Document, named: list[Cue], prose: list[Cue], quota: Cue | None
) -> Finding[Workplace] | None:
    """Label and header words decide, unless the text counts office days."""
    best = {kind: _strongest([c for c in named if c.kind is kind]) for kind in Workplace}
    remote, hybrid, onsite = best[_R], best[_H], best[_O]
    if hybrid:
        return _finding(document, hybrid, 0.95, "workplace.header")
    decisive = _decisive(prose)
    if decisive is not None:
        return _finding(document, decisive, 0.85, "workplace.otherwise_remote")
    at_homes = _at_homes(document) if remote and not onsite else None
    if at_homes is not None and not any(c.kind is _R and c.weight > 0.6 for c in prose):
        return _finding(document, at_homes, 0.6, "workplace.at_homes")
    if quota is not None and quota.weight >= 0.8:
        if remote and _is_conditional(document, quota):
            return _finding(document, remote, 0.75, "workplace.header")
        return _finding(document, quota, 0.88, "workplace.office_days")
    if onsite and onsite.status is Status.NEGATED:  # "Remote: No"
        return _finding(document, onsite, 0.93, "workplace.header_negated")
    says_hybrid = _strongest(
        [c for c in prose if c.kind is _H and c.status is Status.ASSERTED and c.weight >= 0.84]
    )
    says_remote = _strongest(
        [c for c in prose if c.kind is _R and c.status is Status.ASSERTED and c.weight >= 0.72]
    )
    if says_hybrid and not (remote and says_remote and says_remote.weight >= says_hybrid.weight):
        return _finding(document, says_hybrid, 0.75, "workplace.prose_over_header")
    if remote:
        return _finding(document, remote, 0.93 if not onsite else 0.7, "workplace.header")
    if onsite:
        return _finding(document, onsite, 0.93, "workplace.header")
    return None


def _decisive(prose: list[Cue]) -> Cue | None:
    """A clause that settles what the others leave open."""
    return next((c for c in prose if c.status is Status.OTHERWISE), None)


_CONDITION = re.compile(
    r"\b(?:if|for|those|employees|candidates|people|anyone|applicants)\b[^.;\n]{0,40}?\b(?:live|living"
    r"|liv|reside|residing|"
    r"located|based|within|near)\b[^.;\n]{0,40}?\b(?:within|near|in|commut\w+|miles|km|distance|radius)\b",
    re.IGNORECASE,
)


_AT_HOMES = Prefiltered.compile(
    r"\b(?:in|at|to|of)\s+(?:our\s+|their\s+|the\s+)?(?:customers?|clients?|patients?|residents?"
    r"|service users?|people|"
    r"families)['’]?s?['’]?\s+(?:own\s+)?(?:homes?|houses?|premises)\b"
    r"|\b(?:customers|clients|patients|people|residents"
    r"|families)\s+(?:\w+\s+)?in\s+their\s+(?:own\s+)?homes?\b",
    re.IGNORECASE,
)


def _at_homes(document: Document) -> Cue | None:
    """Work done at the homes of others, whatever a board's tag says of remote work."""
    for line in document.lines:
        if line.zone in (Zone.HEADER, Zone.DUTIES, Zone.SUMMARY) and line.start < PROSE_CHARS:
            found = _AT_HOMES.search(line.text[:LINE_CHARS])
            if found is not None and re.search(
                r"\b(?:work|install|visit|deliver|provid|car(?:e|ing)|support|repair|clean|travel|serv"
                r"|fit|maint)\w*\b",
                line.text[max(0, found.start() - 90) : found.start()],
                re.IGNORECASE,
            ):
                return Cue(_O, Status.ASSERTED, line.start + found.start(), line.start + found.end(), 0.7)
    return None


def _is_conditional(document: Document, cue: Cue) -> bool:
    """Whether the office days count only for those who live near ("if you live within 50 miles of ...")."""
    return _CONDITION.search(document.text, max(0, cue.start - 220), cue.start) is not None


def _from_prose(document: Document, prose: list[Cue], quota: Cue | None) -> Finding[Workplace] | None:
    decisive = _decisive(prose)
    if decisive is not None:
        return _finding(document, decisive, 0.85, "workplace.otherwise_remote")
    if quota is not None and quota.weight >= 0.75:
        return _finding(document, quota, 0.9, "workplace.office_days")
    scores: dict[Workplace, tuple[float, Cue]] = {}
    for kind in Workplace:
        own = [c for c in prose if c.kind is kind]
        best = _strongest(own)
        if best:
            # A second sentence of the same kind adds a little.
            scores[kind] = (best.weight + 0.04 * min(len(own) - 1, 3), best)
    if not scores:
        return None
    remote, hybrid, onsite = (scores.get(kind) for kind in (_R, _H, _O))
    if hybrid and hybrid[0] >= 0.6 and hybrid[0] >= (remote[0] if remote else 0) - 0.12:
        return _finding(document, hybrid[1], min(0.85, hybrid[0]), "workplace.prose")
    if remote and onsite and min(remote[0], onsite[0]) >= 0.7 and onsite[1].status is not Status.NEGATED:
        if remote[0] >= onsite[0]:
            return _finding(document, remote[1], 0.6, "workplace.prose")
        return _finding(document, onsite[1], 0.6, "workplace.prose")
    for found in sorted((s for s in (remote, onsite, hybrid) if s), key=lambda s: -s[0]):
        if found[0] >= (0.5 if found[1].kind is _R else 0.56):
            return _finding(document, found[1], min(0.85, found[0]), "workplace.prose")
    return None


def _finding(document: Document, cue: Cue, confidence: float, rule: str) -> Finding[Workplace]:
    return document.finding(cue.kind, cue.start, cue.end, confidence=round(confidence, 3), rule=rule)
