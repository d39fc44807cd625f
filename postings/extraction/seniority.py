"""The level of a job: intern, entry, mid, senior, lead, manager, director, executive.

The title decides; where it names no level, a labelled statement ("Seniority level: Mid-Senior"), a fuller
title in the text ("Position: Senior Engineer") or a sentence ("this is an entry-level role"). Words and the
traps that look like levels ("Account Executive", "lead generation") are in ``vocabulary/seniority.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from postings.extraction import employment
from postings.extraction.document import Document, LineKind, Zone
from postings.extraction.finding import EmploymentType, Finding, Seniority
from postings.extraction.header import is_head
from postings.extraction.parts import skill_list
from postings.extraction.vocabulary import vocabulary_file

# These say more about the level than a "senior" or "lead" beside them, the highest first.
_OUTRANKING = (Seniority.EXECUTIVE, Seniority.DIRECTOR, Seniority.MANAGER)


@cache
def _vocabulary() -> dict[str, Any]:
    return vocabulary_file("seniority.toml")


@cache
def _levels() -> re.Pattern[str]:
    """Level words; the group that matched is the level. "Executive" alone is left to ``_executive``."""
    rows = _vocabulary()["title"]
    order = ("executive", "director", "manager", "lead", "senior", "mid", "entry", "intern")
    groups = "|".join(f"(?P<{name}>{'|'.join(rows[name])})" for name in order)
    return re.compile(rf"(?<![\w-])(?:{groups})(?!\w)", re.IGNORECASE)


@cache
def _traps() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_vocabulary()['not']['title'])})(?!\w)", re.IGNORECASE)


@cache
def _associate() -> re.Pattern[str]:
    return re.compile(
        (
            rf"^(?:\W*(?:the|an?)\s)?\W*associate,? "
            rf"(?:{'|'.join(_vocabulary()['associate']['before'])})(?!\w)"
        ),
        re.IGNORECASE,
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(_vocabulary()['statement']['labels'])})\W*", re.IGNORECASE)


def of_title(title: str) -> tuple[Seniority, int, int] | None:
    """The level that a title names, with its place in the title; None when it names none."""
    # A trap hides its own words, but not the words around it: "Senior Product Manager" is senior.
    hidden = [found.span() for found in _traps().finditer(title)]
    found: list[tuple[int, int, Seniority]] = []
    for match in _levels().finditer(title):
        start, end = match.span()
        level = Seniority(match.lastgroup or "senior")
        if any(low <= start and end <= high for low, high in hidden):
            continue
        found.append((start, end, level))
    if not found:
        beginner = _associate().match(title)
        return (Seniority.ENTRY, beginner.start(), beginner.end()) if beginner else None
    if found[0][2] in (Seniority.INTERN, Seniority.ENTRY):
        start, end, level = found[0]
        return level, start, end
    # Intern beats the rest anywhere in the title: "Software Engineering Manager Intern".
    for start, end, level in found:
        if level is Seniority.INTERN:
            return level, start, end
    for wanted in _OUTRANKING:
        for start, end, level in found:
            if level is wanted and _governs(title, found, start):
                return level, start, end
    start, end, level = found[0]
    return level, start, end


def _governs(title: str, found: list[tuple[int, int, Seniority]], start: int) -> bool:
    """Whether a management word belongs to the first role of the title, not to one behind "/" or "or"."""
    first = found[0][0]
    if start <= first:
        return True
    between = title[first:start]
    return not re.search(r"/| or | and |[,|(]", between)


def find(
    document: Document, title: Finding[str] | None, kind: Finding[EmploymentType] | None = None
) -> Finding[Seniority] | None:
    """The level; None when neither title nor text names one.

    ``title`` and ``kind``, the type of employment, are those found before.
    """
    if title is not None:
        named = of_title(title.value)
        if named is not None:
            level = named[0]
            return Finding(
                level,
                title.quote,
                title.start,
                title.end,
                round(min(0.97, title.confidence), 3),
                "seniority.title",
            )
    return (
        _from_internship(kind or employment.stated(document))
        or _from_facts(document)
        or _from_labels(document)
        or _from_prose(document)
        or (_sought(document, title) if title is not None else None)
    )


def _from_internship(kind: Finding[EmploymentType] | None) -> Finding[Seniority] | None:
    """An internship is done by an intern, whatever levels its students have."""
    if kind is None or kind.value is not EmploymentType.INTERNSHIP:
        return None
    confidence = round(kind.confidence * 0.95, 3)
    return Finding(Seniority.INTERN, kind.quote, kind.start, kind.end, confidence, "seniority.internship")


_STATED = (
    (re.compile(r"\bintern(?:ship)?\b", re.I), Seniority.INTERN),
    (
        re.compile(
            (
                r"\b(?:entry|junior|jr|graduate|new grad|trainee|beginner|fresher|student|no experience|"
                r"einsteiger)\b"
            ),
            re.I,
        ),
        Seniority.ENTRY,
    ),
    (
        re.compile(
            (
                r"\b(?:mid(?:dle)?|mid[- ]?level|mid[- ]?senior|intermediate|medior|pleno|regular|"
                r"confirmé)\b"
            ),
            re.I,
        ),
        Seniority.MID,
    ),
    (re.compile(r"\b(?:senior|sr|experienced \(senior\)|sénior|berufserfahren)\b", re.I), Seniority.SENIOR),
    (re.compile(r"\b(?:lead|principal|staff|team lead)\b", re.I), Seniority.LEAD),
    (re.compile(r"\b(?:manager|supervisor)\b", re.I), Seniority.MANAGER),
    (re.compile(r"\bdirector\b", re.I), Seniority.DIRECTOR),
    (re.compile(r"\b(?:executive|vp|c-level)\b", re.I), Seniority.EXECUTIVE),
    (re.compile(r"\bassociate\b", re.I), Seniority.ENTRY),
)


def _stated(words: str) -> tuple[Seniority, int, int] | None:
    """The first level word in a short value."""
    hits = [(m.start(), m.end(), level) for pattern, level in _STATED if (m := pattern.search(words))]
    if not hits:
        return None
    start, end, level = min(hits, key=lambda hit: hit[0])
    return level, start, end


def _from_facts(document: Document) -> Finding[Seniority] | None:
    names = set(_vocabulary()["statement"]["facts"])
    for fact in document.facts:
        name = fact.name.removesuffix(".label").removesuffix(".name")  # "experience_level.label"
        if skill_list(name.rpartition(".")[0]) is not None:
            continue  # how well one skill is to be known
        if name.rpartition(".")[2] in names and len(fact.value) <= 50:
            stated = _stated(fact.value.replace("_", " "))
            if stated is not None:
                return document.finding(
                    stated[0], fact.start, fact.end, confidence=0.95, rule="seniority.structured"
                )
    return None


def _from_labels(document: Document) -> Finding[Seniority] | None:
    """A label and its value on one line or two ("Seniority level: Mid-Senior"); "Position: Senior …"."""
    for place, line in enumerate(document.lines):
        if line.kind is LineKind.BLANK or len(line.text) > 160:
            continue
        label, value, start = line.label, "", 0
        if label is not None and line.value_start is not None:
            value, start = document.text[line.value_start : line.end], line.value_start
        if (label is not None and not value.strip()) or (label is None and len(line.text) <= 24):
            words = label or line.text
            if _label().fullmatch(words):
                below = next((b for b in document.lines[place + 1 : place + 4] if b.text.strip()), None)
                if below is not None and len(below.text) <= 40:
                    label, value, start = words, below.text, below.start
        if label is None or not value or len(value) > 90:
            continue
        if _label().fullmatch(label) and (label.strip().lower() != "experience" or len(value) <= 24):
            stated = _stated(value)
            if stated is not None:
                return document.finding(
                    stated[0],
                    start + stated[1],
                    start + stated[2],
                    confidence=0.93,
                    rule="seniority.labelled",
                )
        elif re.fullmatch(
            (
                r"\W*(?:position|role|title|job title|job|vacancy|opening|positionsbezeichnung|stelle|"
                r"poste|puesto|vaga|cargo|stanowisko)\W*"
            ),
            label,
            re.I,
        ):
            named = of_title(value)
            if named is not None:
                return document.finding(
                    named[0], start + named[1], start + named[2], confidence=0.85, rule="seniority.position"
                )
    return None


_SENTENCE = re.compile(
    r"\b(?:this|the|it)(?: (?:is|role is|position is|will be)|['’]s)? (?:an?|our) (?:[\w-]+,? "
    r"){0,3}?(?P<a>entry|junior|mid|intermediate|senior|lead|executive|director)[- ]?level\b|"
    r"\b(?P<b>entry|junior|mid|intermediate|senior|executive|director)[- ]level (?:position|"
    r"role|opportunity|job|opening|hire)\b|"
    r"\bthis is an? (?:[\w-]+,? ){0,3}?(?P<c>junior|mid|intermediate|senior|lead|staff) "
    r"(?:[\w-]+ ){0,2}?(?:role|position)\b",
    re.IGNORECASE,
)
_SENTENCE_LEVELS = {
    "entry": Seniority.ENTRY,
    "junior": Seniority.ENTRY,
    "mid": Seniority.MID,
    "intermediate": Seniority.MID,
    "senior": Seniority.SENIOR,
    "lead": Seniority.LEAD,
    "staff": Seniority.LEAD,
    "director": Seniority.DIRECTOR,
    "executive": Seniority.EXECUTIVE,
}


# "We're looking for a talented Senior Backend Engineer": the level of the job that a plainer title heads
_SOUGHT = re.compile(
    r"\b(?:looking (?:for|to (?:hire|add))|seeking|searching for|hiring|in search of|need|recruiting"
    r"|join us as|(?:opportunit(?:y|ies)|openings?|vacanc(?:y|ies)|(?:role|position)s?) (?:for|of|as)"
    r"|(?:^|(?<=[.!?] ))(?:as|in your role as)(?= (?:an?|our|the)\b)|sucht|suchen"
    r"|recherchons|recherche|buscamos)\s+(?:for\s+)?"
    r"(?:(?:\d+|an?|our(?: next| first)?|another|some|several|eine?n?|une?)\s+)?"
    r"(?:(?!senior|junior|lead|staff|principal|mid|entry|graduate)[a-z][\w-]+(?:,|\s+and)?\s+){0,4}"
    r"(?P<level>senior|sr\.?|junior|jr\.?|mid-?level|intermediate|entry-level|principal|staff|lead)"
    r"(?P<pair>\s?/\s?(?:mid|junior|senior|staff|principal"
    r"|lead)(?:[- ]?level)?)?\s+(?P<rest>[^.,;:!?()\n]{3,80})",
    re.IGNORECASE,
)
_SOUGHT_LEVELS = {
    "sr": "senior",
    "jr": "junior",
    "midlevel": "mid",
    "entrylevel": "entry",
    "principal": "lead",
}
_WORDS = re.compile(r"[^\W\d_]{2,}")
_MAKERS = frozenset({"developer", "engineer"})
_RANKS = frozenset({"level", "ii", "iii", "iv"})
_SEVERAL_LEVELS = re.compile(
    r"\b(?:junior|mid|intermediate|entry|all levels?|any level|levels)\b", re.IGNORECASE
)


def _sought(document: Document, title: Finding[str]) -> Finding[Seniority] | None:
    """The level in the sentence that seeks somebody for the very job of the title."""
    wanted = {word.casefold().removesuffix("s") for word in _WORDS.findall(title.value)}
    if wanted & _MAKERS:
        wanted |= _MAKERS  # one text calls the same job by both
    for line in document.lines:
        if line.zone in (Zone.CHROME, Zone.LEGAL, Zone.PREFERRED) or not _LEVELLED.search(line.text):
            continue
        for found in _SOUGHT.finditer(line.text[:2000]):
            named = [word.casefold().removesuffix("s") for word in _WORDS.findall(found["rest"])][:6]
            head = next((number for number, word in enumerate(named) if is_head(word)), None)
            other = head is None or not wanted.issuperset(set(named[: head + 1]) - _RANKS)
            praise = line.text[found.start() : found.start("level")]
            if (
                other
                or any(is_head(word) for word in _WORDS.findall(praise)[1:])
                or _SEVERAL_LEVELS.search(line.text[found.start() : found.start("level")])
                or _SEVERAL_LEVELS.search(line.text[found.start("rest") : found.end() + 30])
            ):
                continue
            word = re.sub(r"\W", "", found["level"].lower())
            return document.finding(
                _SENTENCE_LEVELS[_SOUGHT_LEVELS.get(word, word)],
                line.start + found.start("level"),
                line.start + found.end("level"),
                confidence=0.7,
                rule="seniority.sought",
            )
    return None


_LEVELLED = re.compile(
    r"\b(?:senior|sr|junior|jr|mid-?level|intermediate|entry-level|principal|staff|lead)\b", re.IGNORECASE
)


def _from_prose(document: Document) -> Finding[Seniority] | None:
    """A sentence about this job, not about colleagues: "This is an entry-level position"."""
    for line in document.lines:
        if line.kind is LineKind.BLANK or line.zone in (
            Zone.CHROME,
            Zone.LEGAL,
            Zone.COMPANY,
            Zone.PREFERRED,
        ):
            continue
        if "level" not in line.text and "role" not in line.text and "position" not in line.text:
            continue
        found = _SENTENCE.search(line.text)
        if found is None:
            continue
        before = line.text[max(0, found.start() - 40) : found.start()]
        if re.search(r"\b(?:not|no|from|to|both|and|or|with|for all|other|of)\s(?:an?\s)?$", before, re.I):
            continue
        word = (found["a"] or found["b"] or found["c"]).lower()
        return document.finding(
            _SENTENCE_LEVELS[word],
            line.start + found.start(),
            line.start + found.end(),
            confidence=0.75,
            rule="seniority.prose",
        )
    return None
