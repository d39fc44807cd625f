"""The lowest degree that a posting requires; ``none`` where it says that no degree is needed.

A degree that is only preferred, or one of unstated level ("degree or equivalent"), is no requirement. Each
degree is judged in its own clause: in "Bachelor's required, Master's preferred" only the first counts. Words
are in ``vocabulary/education.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.finding import Education, Finding
from postings.extraction.prefilter import Prefiltered
from postings.extraction.vocabulary import vocabulary_file

_ORDER = (
    Education.HIGH_SCHOOL,
    Education.ASSOCIATE,
    Education.BACHELOR,
    Education.MASTER,
    Education.DOCTORATE,
)
# Zones in which a degree word may be a requirement; company and benefit texts speak of others' degrees.
_ASKING = (Zone.REQUIRED, Zone.DUTIES, Zone.SUMMARY, Zone.HEADER, Zone.APPLY)


@cache
def _vocabulary() -> dict[str, Any]:
    return vocabulary_file("education.toml")


@cache
def _degrees() -> Prefiltered:
    """Every degree word; the group that matched is the level."""
    groups = "|".join(
        rf"(?P<{name}>(?i:{'|'.join(row['any'])})|{'|'.join(row['exact'])})"
        for name, row in _vocabulary()["levels"].items()
    )
    return Prefiltered(rf"(?<![\w.])(?:{groups})(?!\w)")


@cache
def _none() -> Prefiltered:
    return Prefiltered(rf"\b(?:{'|'.join(_vocabulary()['none']['any'])})", re.IGNORECASE)


@cache
def _markers() -> re.Pattern[str]:
    rows = _vocabulary()["markers"]
    return re.compile(
        rf"(?P<wish>(?<!\w)(?:{'|'.join(rows['wish'])})(?!\w))|"
        rf"(?P<must>(?<!\w)(?:{'|'.join(rows['must'])})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _not() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_vocabulary()['not']['any'])})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Group:
    """Degrees named together: "Bachelor's, Master's or PhD"."""

    level: Education  # the lowest of them
    start: int
    end: int
    first: int  # where the lowest stands
    last: int


_JOINING = re.compile(
    (
        r"(?:['’]?s)?\.?\s*(?:degree|diploma)?s?\s*(?:\(|,|/|or|and|ou|oder|of|o|lub|und|et|e|y|\+|&|-|higher|an?|equivalent|"
        r"completed|current|recent|in progress|\s)*\s*"
    ),
    re.IGNORECASE,
)
# "B.S. (M.S. preferred)": the wish is about what stands in the brackets
_WISHED_ASIDE = re.compile(
    r"[^()\n]{0,40}\b(?:preferred|desired|desirable|a plus|ideal\w*)\b[^()\n]{0,20}\)", re.I
)
_DIPLOMA = re.compile(r"diplom", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z)\]%])[.!?]\s+(?=[A-Z*])|;|\n|•")
_CUE = re.compile(
    r"\b(?:degrees?|diplomas?|GED|education|graduat(?:e|es|ed|ing|ion)|qualifications?|"
    r"required|must|minimum|at least|pursuing|enrolled|candidates?|you (?:have|hold|are)|"
    r"holds?|holding|equivalent|"
    r"background|vous (?:avez|êtes)|titulaire|diplômée?|niveau|abschluss|studium|diplôme|"
    r"formation|titulación|formação|completed|possess|in "
    r"(?:computer|engineering|business|marketing|finance|nursing|a (?:related|relevant|"
    r"quantitative|technical)|related))\b",
    re.IGNORECASE,
)


def _beside_a_degree(text: str, group: _Group, found: re.Match[str]) -> bool:
    """Whether a diploma is another word for the degree before it: "Master's degree / Diploma in Art"."""
    return (
        _DIPLOMA.match(found.group()) is not None
        and _ORDER.index(group.level) > _ORDER.index(Education.ASSOCIATE)
        and _JOINING.fullmatch(text, group.end, found.start()) is not None
    )


def _groups(text: str) -> list[_Group]:
    """Degree words gathered where nothing but joining words stands between them."""
    groups: list[_Group] = []
    for found in _degrees().finditer(text):
        level = Education(found.lastgroup or "bachelor")
        if level is Education.ASSOCIATE and groups and _beside_a_degree(text, groups[-1], found):
            groups[-1] = replace(groups[-1], end=found.end())
            continue
        if (
            groups
            and _JOINING.fullmatch(text, groups[-1].end, found.start())
            and not ("(" in text[groups[-1].end : found.start()] and _WISHED_ASIDE.match(text, found.end()))
        ):
            previous = groups[-1]
            lower = _ORDER.index(level) < _ORDER.index(previous.level)
            groups[-1] = _Group(
                level if lower else previous.level,
                previous.start,
                found.end(),
                found.start() if lower else previous.first,
                found.end() if lower else previous.last,
            )
        else:
            groups.append(_Group(level, found.start(), found.end(), found.start(), found.end()))
    return groups


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around [start, end)."""
    low = 0
    for found in _SENTENCE_END.finditer(text, 0, start):
        low = found.end()
    following = _SENTENCE_END.search(text, end)
    return low, following.start() if following else len(text)


def _wished(text: str, group: _Group, low: int, high: int, zone: Zone) -> bool:
    """Whether the clause, or else the zone, makes the degree a wish rather than a must."""
    behind = next(_markers().finditer(text, group.end, high), None)
    ahead = None
    for found in _markers().finditer(text, max(low, group.start - 48), group.start):
        ahead = found
    if (
        behind is not None
        and re.search(r"[,;(]\s*(?:\w+\s){0,6}$", text[group.end : behind.start()])
        and not re.match(
            r"[\s,(–-]*(?:strongly |highly |is |are |also |but )?\s*$", text[group.end : behind.start()]
        )
    ):
        # "Bachelor's degree in Science, Python preferred": the marker is about what stands behind the comma,
        # unless only the field of study stands between.
        field = text[group.end : behind.start()]
        if not re.match(r"(?:['’]s)?\s?(?:degree|diploma)?\s?(?:in|of)\b[^.;]*$", field, re.I) or re.search(
            r"\d|\bwith\b|experience", field
        ):
            behind = None
    if behind is not None and (
        re.match(r"preferabl[ye]\b", behind.group(), re.I)
        or (
            re.match(r"ideally\b", behind.group(), re.I) and re.match(r"\s+(?:in|of)\b", text[behind.end() :])
        )
    ):
        behind = None  # "a degree, preferably in physics" wishes for the field only
    if ahead is not None and ahead.lastgroup == "wish":
        between = text[ahead.end() : group.start]
        if "," not in between and "(" not in between:
            return behind is None or behind.lastgroup != "must"
    if behind is not None:
        return behind.lastgroup == "wish"
    if ahead is not None and ahead.lastgroup == "must":
        return False
    return zone is Zone.PREFERRED


def find(document: Document) -> Finding[Education] | None:
    """The lowest degree required; ``Education.NONE`` when degrees are waived, None when not stated."""
    structured = _from_facts(document)
    if structured is not None:
        return structured
    best: tuple[int, Finding[Education]] | None = None
    waived: Finding[Education] | None = None
    for line in document.lines:
        if line.kind is LineKind.BLANK or line.zone in (Zone.CHROME, Zone.LEGAL):
            continue
        none = _none().search(line.text)
        if none is not None and waived is None and line.zone is not Zone.COMPANY:
            waived = document.finding(
                Education.NONE,
                line.start + none.start(),
                line.start + none.end(),
                confidence=0.85,
                rule="education.waived",
            )
        for group in _groups(line.text):
            confidence = _judge(line, group)
            if confidence is None:
                continue
            rank = _ORDER.index(group.level)
            if best is None or rank < best[0]:
                best = (
                    rank,
                    document.finding(
                        group.level,
                        line.start + group.first,
                        line.start + group.last,
                        confidence=confidence,
                        rule="education.required" if line.zone is Zone.REQUIRED else "education.stated",
                    ),
                )
    if waived is not None:
        return waived
    return best[1] if best else _from_title(document)


def _judge(line: Line, group: _Group) -> float | None:
    """How sure it is that a group of degrees is required; None when it is not."""
    text = line.text
    low, high = _sentence(text, group.start, group.end)
    others = [g for g in _groups(text) if g is not group and g.start != group.start]
    left = max((g.end for g in others if g.end <= group.start), default=low)
    right = min((g.start for g in others if g.start >= group.end), default=high)
    sentence = text[low:high]
    if _not().search(sentence):
        return None
    if _wished(text, group, max(low, left), min(high, right), line.zone):
        return None
    labelled = line.label is not None and re.search(
        r"educat|degree|qualif|requirement|ausbildung|formation|diploma", line.label, re.I
    )
    opens = group.start - len(text) + len(text.lstrip(" *-•·")) <= 2
    if line.zone not in _ASKING and line.zone is not Zone.PREFERRED and not labelled:
        return 0.7 if opens and re.match(r"(?:['’]s?)?\s(?:degree )?(?:in|or)\b", text[group.end :]) else None
    if labelled:
        return 0.95
    if line.zone is Zone.REQUIRED:
        return 0.93
    if line.zone is Zone.PREFERRED:  # a must inside the wishes
        return 0.7
    around = text[max(low, group.start - 48) : min(high, group.end + 48)]
    return 0.8 if _CUE.search(around) else None


_FACT_NAMES = frozenset(
    {
        "required_education",
        "education_requirements",
        "education",
        "credential_category",
        "education_level",
        "degree",
        "qualification",
        "qualifications",
        "min_education",
        "required_degree",
        "minimum_education",
    }
)


def _from_facts(document: Document) -> Finding[Education] | None:
    """JSON-LD educationRequirements, or a column of a table."""
    for fact in document.facts:
        leaf = fact.name.rpartition(".")[2]
        if leaf not in _FACT_NAMES or len(fact.value) > 80:
            continue
        words = fact.value.replace("_", " ")
        groups = _groups(words)
        if groups:
            level = min((g.level for g in groups), key=_ORDER.index)
            return document.finding(level, fact.start, fact.end, confidence=0.96, rule="education.structured")
        for stem, level in (
            ("high school", Education.HIGH_SCHOOL),
            ("associate", Education.ASSOCIATE),
            ("bachelor", Education.BACHELOR),
            ("master", Education.MASTER),
            ("postgraduate", Education.MASTER),
            ("doctor", Education.DOCTORATE),
            ("no requirements", Education.NONE),
        ):
            if stem in words.lower():
                return document.finding(
                    level, fact.start, fact.end, confidence=0.95, rule="education.structured"
                )
    return None


_POSTDOC = re.compile(r"\bpost-?\s?doc(?:s|toral|torate)?\b", re.IGNORECASE)


def _from_title(document: Document) -> Finding[Education] | None:
    """A postdoctoral post needs a doctorate without saying so."""
    for line in document.lines[:12]:
        if line.zone in (Zone.HEADER, Zone.SUMMARY) and len(line.text) <= 120:
            found = _POSTDOC.search(line.text)
            if found is not None:
                return document.finding(
                    Education.DOCTORATE,
                    line.start + found.start(),
                    line.start + found.end(),
                    confidence=0.75,
                    rule="education.postdoc",
                )
    return None
