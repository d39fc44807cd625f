"""The employment type: full time, part time, contract, internship …

The first type named counts, and the place where it is named decides how far it is believed: structured data,
then an intern's or contractor's title, a labelled line, the header, a sentence that says what the job is.
Words and labels are in ``vocabulary/employment.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any

from postings.extraction.document import Document, Fact, Line, LineKind, Zone
from postings.extraction.finding import EmploymentType, Finding
from postings.extraction.prefilter import Prefiltered
from postings.extraction.vocabulary import vocabulary_file


@cache
def _vocabulary() -> dict[str, Any]:
    return vocabulary_file("employment.toml")


@cache
def _words() -> Prefiltered:
    """All type words; the group that matched is the type."""
    groups = "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in _vocabulary()["types"].items())
    return Prefiltered(rf"(?<![\w.-])(?:{groups})(?!\w)", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(_vocabulary()['labels']['names'])})\W*", re.IGNORECASE)


@cache
def _not() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = _vocabulary()["not"]
    return (
        re.compile("|".join(rf"\b(?:{row})" for row in rows["before"]), re.IGNORECASE),
        re.compile("|".join(rows["behind"]), re.IGNORECASE),
    )


# A sentence that says what the job is.
_SAYS = re.compile(
    r"\b(?:this|it|position|role|job|vacancy|opening|opportunity|post)\b[^.!?\n]{0,"
    r"30}?\b(?:is|will be|would be|as|requires)\b|"
    r"\b(?:we(?:'re|’re| are)?|is|are|i(?:'m|’m| am)|currently|company)\s(?:\w+\s){0,"
    r"2}(?:seek\w*|look\w*|hir(?:e|ing)|recruit\w*|offer\w*)\b|"
    r"\b(?:looking for|seeking|hiring|available|offering|offer|offers|opening for|need|needs|"
    r"join (?:us|our team) (?:as|for)|employ|wanted|apply for|open to|suche[nt]?|recherch\w+|s[öø]ker"
    r"|zoek\w*|cerca|szuka\w*|"
    r"cherch\w+|busca\w*|bieten)\b",
    re.IGNORECASE,
)
_KIND_NOUN = re.compile(
    r"^[\s,/&|()–-]{0,3}(?:(?:or|and|to|permanent|regular|exempt|non-exempt|hourly|salaried|"
    r"on-?site|onsite|remote|hybrid|contract|temporary|long[- ]term|w2|in[- ]person|direct|"
    r"based|paid|experienced|senior|junior|fixed[- ]term|part|full|time|\w+)[\s,/&-]{1,3}){0,"
    r"4}?"
    r"(?:position|role|job|opportunity|opening|employment|basis|vacancy|contract|internship|"
    r"engagement|hire|post|work|gig|engineer|developer|designer|manager|analyst|assistant|"
    r"nurse|teacher|driver|consultant|scientist|specialist|administrator|technician|associate|"
    r"cook|chef|team member|programme?|stelle|festanstellung|poste|puesto|vaga)s?\b",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    r"\b(?:\d{1,2}|six|three|twelve|nine|eighteen)\s?(?:\+|-\s?\d{1,2})?[- ]?(?:months?|mo|"
    r"mos|weeks?|years?)[\s,-]{1,3}(?:\w+[\s-]){0,2}(?P<word>contract|ftc|fixed|assignment)",
    re.IGNORECASE,
)
_PERIOD_CONTRACT = re.compile(
    (
        r"^(?:\W{0,3}(?:to[- ](?:hire|perm)|position|role|basis|job|\(|$|\d|only|opportunity|work|for|"
        r"through|duration|length|engineer|developer|staff))"
    ),
    re.I,
)
# "both positions are local and full-time", "we are looking for full-time staff", "Type: full-time"
_SURELY = re.compile(
    r"\b(?:(?:positions?|roles?|jobs?|openings?|hours|this|these) (?:is|are|will be) "
    r"(?:[\w-]+\W+){0,4}|(?:looking for|hiring|seeking) (?:an? )?(?:[\w-]+ ){0,2}|"
    r"(?:type|employment|position|status|hours|schedule|commitment)\s?[:–-]\s?)$",
    re.IGNORECASE,
)
# "flexible options including part-time", "five years of experience as a full-time engineer"
_MAYBE = re.compile(
    r"(?:\b(?:talk about|happy with|"
    r"includ\w+|consider\w*|options?(?: of| for| like)?|possibility of|such as|e\.g\.,"
    r"?|discuss|request|flexible|"
    r"experience (?:as|in|with|of)(?: an?)?|years as an?|other|previously|whether|worked|"
    r"currently work\w*|either)\W*|not an? )$",
    re.IGNORECASE,
)
_HOURS_NOT = re.compile(
    r"\b(?:up to|max\w*(?: of)?|less than|fewer than|at least|minimum(?: of)?|over|more than|"
    r"average|about|roughly|overlap\w*|additional|extra|first|every|beyond|support|open|per|"
    r"spend\w*|excess of|only)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)


@cache
def _values() -> re.Pattern[str]:
    """What is a type only as the whole value of a label or a column: "FT", "Parcial"."""
    groups = "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in _vocabulary()["values"].items())
    return re.compile(rf"\W*(?:{groups})\W*(?:$|[,;|])", re.IGNORECASE)


def _value_alone(words: str) -> tuple[EmploymentType, int, int] | None:
    """The type that a label's value is when only its place makes it one."""
    found = _values().match(words)
    return (EmploymentType(found.lastgroup or "full_time"), found.start(), found.end()) if found else None


def _read(words: str, *, trusted: bool) -> tuple[EmploymentType, int, int] | None:
    """The first type named in some words that are known to be about the type (``trusted``) or may be."""
    before, behind = _not()
    for found in _words().finditer(words):
        kind = EmploymentType(found.lastgroup or "full_time")
        if not trusted:
            if behind.match(words, found.end()) or before.search(
                words[max(0, found.start() - 24) : found.start()]
            ):
                continue
        elif behind.match(words, found.end()) and re.match(
            r"\s*(?:employees|staff|negotiat|management)", words[found.end() :], re.I
        ):
            continue
        return kind, found.start(), found.end()
    return None


def stated(document: Document) -> Finding[EmploymentType] | None:
    """The type as structured data or a labelled line states it; None when neither does."""
    return _from_facts(document, None) or _from_labels(document, None)


def find(document: Document, title: Finding[str] | None) -> Finding[EmploymentType] | None:
    """The employment type; None when the text does not say. ``title`` is the title found before."""
    if title is not None and re.search(r"\binterim\b", title.value, re.IGNORECASE):
        told = stated(document)
        if told is not None and told.value not in _WORKING:
            return told  # "Interim Project Manager" with a contract of nine months
    for step in (_from_title, _from_facts, _from_labels, _from_header, _from_prose):
        found = step(document, title)
        if found is not None:
            return found
    return None


# Types by hours; the others are kinds of contract.
_WORKING = frozenset({EmploymentType.FULL_TIME, EmploymentType.PART_TIME})
MAX_MENTIONS = 30  # type words looked at in one line
_NO_TYPE_IN_TITLE = re.compile(
    r"\b(?:contracts? (?:manager|administrator|specialist|lead|officer|counsel|analyst|"
    r"attorney|negotiator|coordinator|director|management|engineer(?=ing)|law|assistant)|"
    r"(?:government|subcontract|smart|vendor|sub)[- ]?contracts?|intern(?:al|ational)|"
    r"volunteer (?:coordinator|manager|services|engagement|program\w*|director|specialist|"
    r"recruit\w*)|(?<=\w )(?:or|and|&) interns?|"
    r"(?:manager|director|head|coordinator|lead|specialist),? (?:of )?(?:contracts|volunteers|"
    r"internships?|apprenticeships?)|apprenticeship (?:manager|coordinator|assessor|tutor)|"
    r"internship (?:coordinator|manager|program manager)|contract (?:furniture|sales|research|"
    r"manufacturing)|casual (?:dining|games|gaming)|stage (?:manager|hand|director))\b",
    re.IGNORECASE,
)


# "Ausbildung Bäckerin (m/w/d)", for a trade; "Ausbildungsleiter" trains others.
_TRAINING = re.compile(r"(?:ausbildung|lehre|apprentissage|leerbaan)\s+\w", re.IGNORECASE)


def _from_title(document: Document, title: Finding[str] | None) -> Finding[EmploymentType] | None:
    """The type in the title: "Design Intern", "Nurse (Part Time)", "Data Engineer - 6 month contract"."""
    if title is None or _NO_TYPE_IN_TITLE.search(title.value):
        return None
    if _TRAINING.match(title.value):
        sure = min(0.95, title.confidence)
        kind = EmploymentType.APPRENTICESHIP
        return Finding(kind, title.quote, title.start, title.end, sure, "employment.title")
    found = _read(title.value, trusted=True)
    if found is None or title.value[found[1] : found[2]].lower().startswith("b2b"):
        return None  # "Account Executive, B2B" says whom one sells to
    kind, _, _ = found
    return Finding(kind, title.quote, title.start, title.end, min(0.95, title.confidence), "employment.title")


_FACT_VALUES = (
    (re.compile(r"intern", re.I), EmploymentType.INTERNSHIP),
    (re.compile(r"apprentic|altern", re.I), EmploymentType.APPRENTICESHIP),
    (re.compile(r"volunt", re.I), EmploymentType.VOLUNTEER),
    (re.compile(r"full[-_ ]?time|vollzeit|fulltime|full[-_ ]or[-_ ]part", re.I), EmploymentType.FULL_TIME),
    (re.compile(r"part[-_ ]?time|teilzeit|parttime", re.I), EmploymentType.PART_TIME),
    (re.compile(r"contract|freelanc|b2b|c2c|fixed[-_ ]?term", re.I), EmploymentType.CONTRACT),
    (re.compile(r"temp|season|per[-_ ]?diem|casual", re.I), EmploymentType.TEMPORARY),
)


# A column called "Full-Time/Part-Time" with a letter for each.
_HOURS_CODE = re.compile(r"(?:full|part)_?time_(?:or_)?(?:full|part)_?time")
_CODES = {"f": EmploymentType.FULL_TIME, "p": EmploymentType.PART_TIME}
_FLAGS = {  # "fullTime": true
    "full_time": EmploymentType.FULL_TIME,
    "part_time": EmploymentType.PART_TIME,
    "is_full_time": EmploymentType.FULL_TIME,
    "is_part_time": EmploymentType.PART_TIME,
    "is_internship": EmploymentType.INTERNSHIP,
}


def _from_facts(document: Document, title: Finding[str] | None) -> Finding[EmploymentType] | None:
    """Structured data: JSON-LD employmentType, a board's job_type, a CSV column."""
    names = {name: place for place, name in enumerate(_vocabulary()["labels"]["facts"])}
    ranked: list[tuple[int, int, Fact]] = []
    for place, fact in enumerate(document.facts):
        leaf = fact.name.rpartition(".")[2]
        key = (
            fact.name if fact.name in names else leaf if "." not in fact.name or fact.source == "csv" else ""
        )
        if leaf in {"employment_type", "commitment"}:
            key = leaf
        if _HOURS_CODE.match(leaf) and (code := fact.value.strip().casefold()) in _CODES:
            return document.finding(
                _CODES[code], fact.start, fact.end, confidence=0.95, rule="employment.structured"
            )
        if fact.leaf in _FLAGS and "." not in fact.name:
            ranked.append((len(names), place, fact))
        elif key in names and len(fact.value) <= 60:
            ranked.append((names[key], place, fact))
    for _, _, fact in sorted(ranked, key=lambda row: row[:2]):
        if (told := _FLAGS.get(fact.leaf)) is not None and fact.value.casefold() == "true":
            return document.finding(told, fact.start, fact.end, confidence=0.95, rule="employment.structured")
        hits = [(m.start(), kind) for pattern, kind in _FACT_VALUES if (m := pattern.search(fact.value))]
        if hits:
            return document.finding(
                min(hits, key=lambda hit: hit[0])[1],
                fact.start,
                fact.end,
                confidence=0.98,
                rule="employment.structured",
            )
        found = _read(fact.value, trusted=True) or _value_alone(fact.value)
        if found is not None:
            return document.finding(
                found[0], fact.start, fact.end, confidence=0.95, rule="employment.structured"
            )
    return None


def _value(document: Document, place: int) -> tuple[Line, int, str] | None:
    """The value of a labelled line about the type: behind its colon, or on the line below."""
    line = document.lines[place]
    if line.label is not None and line.value_start is not None:
        if _label().fullmatch(line.label.replace("_", " ")):
            return line, line.value_start, document.text[line.value_start : line.end]
        return None
    words = line.text
    if len(words) <= 30 and _label().fullmatch(words):
        for below in document.lines[place + 1 : place + 4]:
            if below.kind is LineKind.BLANK or not below.text.strip():
                continue
            return (below, below.start, below.text) if len(below.text) <= 60 else None
    return None


def _from_labels(document: Document, title: Finding[str] | None) -> Finding[EmploymentType] | None:
    """A labelled line: "Job Type: Full-time", "Hours: 20 per week", or label and value on two lines."""
    labelled = [
        valued
        for place, line in enumerate(document.lines)
        if line.kind is not LineKind.BLANK and len(line.text) <= 400 and (valued := _value(document, place))
    ]
    # A label that names the type outright is heard before one of shifts and hours.
    labelled.sort(key=lambda valued: _OUTRIGHT.search(valued[0].label or "") is None)
    for holder, start, words in labelled:
        found = _read(words[:160], trusted=True) or _value_alone(words[:160])
        if found is None and _DURATION.fullmatch(holder.label or "") and (term := _TERM.match(words)):
            found = EmploymentType.CONTRACT, term.start(), term.end()
        if found is None:
            continue
        kind, low, high = found
        confidence = 0.97 if low < 40 else 0.8
        if holder.zone is Zone.CHROME:
            confidence -= 0.1
        return document.finding(
            kind, start + low, start + high, confidence=confidence, rule="employment.labelled"
        )
    return None


# "Duration: 6 months with right to hire"
_DURATION = re.compile(r"(?:(?:contract|assignment|project|job) )?(?:duration|length|term)", re.IGNORECASE)
_TERM = re.compile(r"\d{1,2}\s?(?:[-–+]|to)?\s?(?:\d{1,2}\s?)?\+?\s?(?:months?|mos?\b|weeks?)", re.IGNORECASE)
_OUTRIGHT = re.compile(r"employment|job type|contract|vertrag|anstellung|contrat", re.IGNORECASE)
# A header segment ends at one of these; the type shares its segment with at most a few words.
_LEFT_END = re.compile(r"[|,;·•()\[\]/–—]|\s-\s|\.\s")
_RIGHT_END = re.compile(r"[|,;·•()\[\]/–—&+]|\s-\s|\.\s|\bor\b|\band\b")
_SENTENCE_WORDS = re.compile(
    r"\b(?:we|our|with|you|your|benefits?|employees|staff|perks|apply|negotiat\w*|experience|about|student|"
    r"program)\b",
    re.IGNORECASE,
)


def _from_header(document: Document, title: Finding[str] | None) -> Finding[EmploymentType] | None:
    """A header segment ("| ONSITE | Full-time |") or a short line that is little more than the type."""
    _, behind = _not()
    for place, line in enumerate(document.lines):
        if line.kind is LineKind.BLANK or line.zone in (Zone.LEGAL, Zone.COMPANY):
            continue
        header = line.zone is Zone.HEADER or place < 8 or line.text[:400].count("|") >= 2
        if place > 1 and len(line.text) > 200 and "|" not in line.text:
            header = False  # a paragraph: "a phone call with firms (for both contract and full-time)"
        if not header and len(line.text) > 48:
            continue
        other = [match.span() for match in _NO_TYPE_IN_TITLE.finditer(line.text[:400])]
        for found in islice(_words().finditer(line.text), MAX_MENTIONS):
            if any(first <= found.start() < last for first, last in other):
                continue  # "Smart Contracts"
            if behind.match(line.text, found.end()) or not _fits_segment(line, found, header, place):
                continue
            return _found(document, line, found, 0.9 if header else 0.82, "header")
    return None


# Words beside the type that are neither the way of working nor the place it is done in.
_OTHER_WORDS = re.compile(r"(?!(?:on-?site|remote|hybrid|in|only|based)\b)\b[^\W\d_]{2,}", re.IGNORECASE)


_JOINED = re.compile(r"(?:\bund|\band|\bet|&|/)\s*$", re.IGNORECASE)


def _fits_segment(line: Line, found: re.Match[str], header: bool, place: int) -> bool:
    """Whether a type stands nearly alone between its neighbours' separators."""
    kind, words = EmploymentType(found.lastgroup or "full_time"), line.text
    left = _LEFT_END.split(words[max(0, found.start() - 60) : found.start()])[-1]
    right = _RIGHT_END.split(words[found.end() : found.end() + 60])[0]
    if kind is EmploymentType.APPRENTICESHIP and _JOINED.search(left):
        return False  # "Mitarbeit und Ausbildung": what a site tells of
    rest = f"{left} {right}".strip()
    if _SENTENCE_WORDS.search(rest) or _REFUSES.search(left):
        return False
    others = len(_OTHER_WORDS.findall(rest))
    fits = others <= (3 if header else 2)
    if kind is EmploymentType.CONTRACT and found.group().lower() in {"contract", "gig", "consultancy"}:
        return others <= 2
    if kind in (EmploymentType.INTERNSHIP, EmploymentType.VOLUNTEER):
        # "ONSITE, VISA, INTERNS" says that interns may apply as well.
        return fits and header and not found.group().lower().endswith("ns")
    if kind in _WORKING and place < 4 and len(re.findall(r"[|–—]", words[:400])) >= 2:
        return True
    return fits


# "Cannot do C2C", "no contractors"
_REFUSES = re.compile(r"\b(?:no|not|cannot|can['’]?t|don['’]t|without|non)\b[^,;|]{0,14}$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\b(?:an?|this|one|eine?n?|une?|una?|uma|our|long[- ]term|short[- ]term|paid|"
    r"\d+[- ](?:month|week|year)s?|open|available)\W+(?:[\w.]+[-, ]{1,2}){0,4}$|[(:–-]\s*$|^\W*$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r".*[.!?;]\s", re.DOTALL)


def _from_prose(document: Document, title: Finding[str] | None) -> Finding[EmploymentType] | None:
    """A sentence that says what the job is: "This is a full-time position", "a part-time bookkeeper"."""
    for line in document.lines:
        if line.kind is LineKind.BLANK or line.zone in (Zone.LEGAL, Zone.CHROME):
            continue
        for found in islice(_words().finditer(line.text), MAX_MENTIONS):
            window = line.text[max(0, found.start() - 90) : found.start()]
            start = _SENTENCE_START.match(window)
            lead = window[start.end() :] if start else window
            tail = line.text[found.end() : found.end() + 70]
            if found.group()[0].isdigit():
                if not _HOURS_NOT.search(lead) and line.zone is not Zone.COMPANY:
                    return _found(document, line, found, 0.7, "hours")
            elif _says_so(line, found, lead, tail):
                return _found(document, line, found, 0.8, "prose")
    return None


def _says_so(line: Line, found: re.Match[str], lead: str, tail: str) -> bool:
    """Whether the words around a type, in its own sentence, say that this job is of the type."""
    kind = EmploymentType(found.lastgroup or "full_time")
    before, behind = _not()
    sure = kind in _WORKING and _SURELY.search(lead) is not None
    if kind in _WORKING and (
        _OPENINGS.match(tail) or (not lead.strip(" -•*|") and _ONE_EMPLOYEE.match(tail))
    ):
        return True
    if _MAYBE.search(lead) or (behind.match(tail) and not sure):
        return False
    if line.zone in (Zone.REQUIRED, Zone.PREFERRED) and _SCHOOLING.search(tail[:30]):
        return False
    article = _ARTICLE.search(lead) is not None
    noun = _KIND_NOUN.match(tail) is not None
    says = _SAYS.search(lead) is not None
    barred = before.search(lead) is not None
    if barred and not (article and noun) and not says and not sure:
        return False
    if kind in _WORKING and _opens_or_stands_apart(lead, tail):
        return True
    if kind in _WORKING:
        lone = article and not barred and len(line.text) < 80
        return sure or (article and noun) or (says and (noun or article or not barred)) or lone
    if kind is EmploymentType.CONTRACT:
        if found.group().lower() not in {"contract", "contractor", "contractors"}:
            return (article and noun) or (says and (noun or article or not barred))
        term = _MONTHS.search(line.text, max(0, found.start() - 30), found.end()) is not None
        if _TERM_BEFORE.search(lead):
            return True
        return term or (says and article and (noun or _PERIOD_CONTRACT.match(tail) is not None))
    if line.zone in (Zone.PREFERRED, Zone.COMPANY, Zone.PAY):
        return False
    return says and article and not found.group().lower().startswith(("interns", "volunteers"))


# "full-time engineering positions available", "Full-time employee (after a trial)"
_OPENINGS = re.compile(
    r"\s(?:[\w/-]+\s){0,3}(?:positions?|roles?|openings?)\s(?:are\s)?(?:now\s|currently\s)?(?:available|open)\b",
    re.IGNORECASE,
)
_ONE_EMPLOYEE = re.compile(r"\s(?:position\s)?employee\s*(?:[(.,;]|$)", re.IGNORECASE)


# Nothing but the kind of contract before it ("CDI à temps plein", "Permanent full-time"), or pay and a comma.
_CONTRACT_WORDS = re.compile(
    r"[\W_]*(?:(?:permanent|regular|cdi|cdd|contrat|à|en|in|direct|w2|paid|salaried|exempt|unbefristet\w*"
    r"|festanstellung|"
    r"fixed[- ]term|contrato|indefinido|jornada|a|position|type|remote|on-?site|hybrid)[\W_]+){0,4}",
    re.IGNORECASE,
)
_AFTER_PAY = re.compile(
    r"(?:[$€£]\s?\d|\d\s?(?:€|k\b)|\b(?:hour|hr|year|annum|month|week)\b)[^.;]{0,30}[,;–-]\s*$", re.IGNORECASE
)
# "to work in Leeds on a long-term contract"
_TERM_BEFORE = re.compile(r"\b(?:on|as|for) an? (?:long|short|fixed)[- ]term (?:w2 |c2c )?$", re.IGNORECASE)
_STOPS = re.compile(r"\s*(?:$|[,.;)–-])")


def _opens_or_stands_apart(lead: str, tail: str) -> bool:
    """Whether hours are told by themselves: "Full-time, fully remote", "$20 an hour, full-time, with …"."""
    if not _STOPS.match(tail):
        return False
    return _CONTRACT_WORDS.fullmatch(lead) is not None or _AFTER_PAY.search(lead) is not None


_SCHOOLING = re.compile(r"\b(?:experience|years?|degree|school)\b", re.IGNORECASE)


def _found(
    document: Document, line: Line, found: re.Match[str], confidence: float, rule: str
) -> Finding[EmploymentType]:
    """The finding for a match inside a line."""
    return document.finding(
        EmploymentType(found.lastgroup or "full_time"),
        line.start + found.start(),
        line.start + found.end(),
        confidence=confidence,
        rule=f"employment.{rule}",
    )
