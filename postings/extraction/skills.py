"""The skills a posting asks for, required and preferred apart.

``find`` names each skill once, by its canonical name, with the words that show it best. Skills named only in
company, benefits, legal or page chrome are not reported; parents of skills never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from postings.extraction.document import Document, Format, Line, LineKind, Zone
from postings.extraction.finding import Finding
from postings.extraction.skill_mentions import Mention, find_mentions
from postings.extraction.skill_preference import Asked, heading_preference, judge
from postings.extraction.skill_vocabulary import Alias, Ambiguity, SkillEntry, fold, load

__all__ = ["Alias", "Ambiguity", "SkillEntry", "find", "load_vocabulary"]

_ASKING = frozenset({Zone.REQUIRED, Zone.PREFERRED, Zone.DUTIES, Zone.SUMMARY, Zone.HEADER})
# A company paragraph that names what the team works with speaks of the job after all.
# Of a record's labelled facts only these name skills; "type: gdpr" is the job board's own business.
_RECORDS = frozenset({Format.JSON, Format.CSV})
_NAMING = re.compile(
    r"title|position|role|tags?|skills?|keywords?|stack|technolog|requirement|qualification|licen[cs]e|certific",
    re.IGNORECASE,
)
_STACK = re.compile(
    r"\b(?:tech(?:nology|nical)?\s+stack|our\s+stack|stack\s*(?:is|includes|:)|technolog(?:y|ies)\s+(?:we\s+use|include|used|:)|"
    r"we\s+(?:use|work\s+with|code\s+in|develop\s+(?:in|with)|build\s+(?:in|with)|write)|"
    r"(?:built|written|developed|coded|runs?|running|powered)\s+(?:in|with|on|using|by)|(?:you|you['’]ll|you\s+will)\s+(?:use|work\s+with)|"
    r"(?:look|hir|seek|search)ing\s+(?:for\s+)?)\b",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(?:degree|bachelor|master(?:['’]?s)?\b(?!\s+data)|ph\.?\s?d|doctorate|b\.?s\.?c?\.?(?=[\s,/])|m\.?s\.?c?\.?(?=[\s,/])|b\.?a\.?(?=[\s,/])|"
    r"diploma|major(?:ing|ed)?\s+in|studying|studies|studium|abschluss|licence\s+en|field\s+of\s+study|enrolled|graduate[ds]?\s+(?:in|from)|university|"
    r"educated|education\s*:|background\s+in\s+(?:computer|engineering|mathematics|statistics))",
    re.IGNORECASE,
)
_RELATED_FIELD = re.compile(
    r"\b(?:related|relevant|similar|equivalent|quantitative|technical|another|other|comparable)\s+(?:\w+\s+){0,2}(?:fields?|disciplines?|degrees?|subjects?|areas?\s+of\s+study|majors?)\b",
    re.IGNORECASE,
)
_PRACTICE = re.compile(
    r"\b(?:experience|knowledge|skills?|years?|yrs|proficien\w+|familiar\w*|expertise|working|hands-on)\b",
    re.IGNORECASE,
)
_PRACTISED = re.compile(
    r"(?:experience|knowledge|proficien\w+|familiar\w*|expertise|skills?|understanding)\s+(?:with|in|of|using)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_LABEL_REQUIRED = re.compile(
    r"(?:(?:required|key|technical|core|primary|main|essential|our|your|the|minimum)\s+)?(?:skills?|tech(?:nolog(?:y|ies)|nical)?(?:\s+(?:stack|skills?))?|stack|requirements?|tools?|tags?|keywords?|must\s+haves?|qualifications?|languages?|frameworks?|databases?)",
    re.IGNORECASE,
)
_COLLEAGUES = re.compile(
    r"\s+(?:(?:software|research|applied)\s+)?(?:engineers?|teams?|scientists?|developers?|researchers?|specialists?|experts?|architects?|analysts?)\b",
    re.IGNORECASE,
)
_COLLABORATE = re.compile(
    r"\b(?:collaborat\w+|work(?:ing)?(?:\s+\w+){0,2}\s+with|partner\w*|alongside|liais\w+|coordinat\w+|communicat\w+|support(?:ing)?|by|interfac\w+|between|"
    r"report(?:ing)?\s+to|other)\b",
    re.IGNORECASE,
)
_OTHER_FIRMS = re.compile(
    r"\b(?:backed\s+by|funded\s+by|investments?\s+from|acquired\s+by|investors?|angels?|alumni|formerly|previously\s+(?:at|with)|ex-\w+|founded\s+by|founders?|founding\s+team|worked\s+at|"
    r"(?:customers?|clients?|companies|brands|partners|startups|firms|employers?)\s+(?:like|such\s+as|including|include)|trusted\s+by|"
    r"(?:veterans|engineers|team|people|leaders)\s+from)\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:looking\s+for|seeking|(?:people|someone|those|developers?|engineers?|candidates?|applicants?|individual|person)\s+(?:who|with|that|must|should|will\s+have|has|have)|"
    r"you\s+(?:have|are|know|bring|must|should|need)|must|requires?|you['’]ll\s+need|should\s+have)\b",
    re.IGNORECASE,
)
# Trades whose terms also name what a company sells: in running text the sentence must speak of the job.
_DOMAINS = frozenset({"finance_legal", "health", "trades_services"})
_SOLD = frozenset(
    {
        "Bitcoin",
        "Blockchain",
        "SEO",
        "IoT",
        "Machine learning",
        "Computer vision",
        "Applicant tracking systems",
        "Robotics",
        "Ethereum",
    }
)
_JOB_SENTENCE = re.compile(
    r"\b(?:you|your|position|role|candidates?|applicants?|responsib\w+|must|experience\w*|seeking|looking\s+for|hiring|needs?|need\w*|requir\w+|duties|ability|"
    r"knowledge|skills?|manage|perform\w*|qualified|licensed?|certifi\w+|vous|sie|du)\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"[\s,]+(?:inc|incorporated|llc|ltd|limited|gmbh|ag|corp|corporation|co|company|plc|s\.?a\.?s?|b\.?v|pvt|pte|pty|technologies|software|labs?|systems|"
    r"group|holdings|solutions)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One mention with what the text says of it. The heavier one decides between required and preferred."""

    mention: Mention
    preferred: bool
    weight: int  # 3 said or headed as required, 2 said or headed as preferred, 1 merely named
    confidence: float
    rule: str


def load_vocabulary() -> tuple[SkillEntry, ...]:
    """Every skill of the vocabulary, in the order of its files."""
    return load().entries


def find(
    document: Document, company: str | None
) -> tuple[tuple[Finding[str], ...], tuple[Finding[str], ...]]:
    """The canonical names of the skills asked for: (required, preferred), each in the order of the text.

    ``company`` is the hiring organisation's name, if known: its own product is no skill unless asked for outright.
    A skill both required and preferred is required; one preferred outright and otherwise only named is preferred.
    """
    best: dict[str, _Evidence] = {}
    own = _own_names(company)
    for entry, evidence in _evidence(document, own):
        held = best.get(entry.name)
        if held is None or (evidence.weight, evidence.confidence) > (held.weight, held.confidence):
            best[entry.name] = evidence
    required: list[Finding[str]] = []
    preferred: list[Finding[str]] = []
    for name, evidence in sorted(best.items(), key=lambda item: (item[1].mention.start, item[0])):
        mention = evidence.mention
        finding = document.finding(
            name, mention.start, mention.end, confidence=evidence.confidence, rule=f"skills.{evidence.rule}"
        )
        (preferred if evidence.preferred else required).append(finding)
    return tuple(required), tuple(preferred)


def _own_names(company: str | None) -> frozenset[str]:
    """The company's name, folded, with and without its legal suffix."""
    if not company:
        return frozenset()
    names, name = set(), company.strip()
    while name:
        names.add(fold(name))
        shorter = _SUFFIX.sub("", name)
        if shorter == name:
            break
        name = shorter
    return frozenset(names)


def _evidence(document: Document, own: frozenset[str]) -> Iterator[tuple[SkillEntry, _Evidence]]:
    text, lines = document.text, document.lines
    mentions = find_mentions(text, lines)
    by_line: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_line.setdefault(mention.line, []).append(mention)
    below = _under_headings(lines, by_line)
    for index, found in sorted(by_line.items()):
        line = lines[index]
        zone = _zone(line)
        if zone not in _ASKING and not (zone is Zone.COMPANY and _STACK.search(line.text)):
            continue
        if line.kind is LineKind.HEADING and zone is Zone.PREFERRED:
            continue
        if (
            zone is Zone.HEADER
            and line.label
            and document.format in _RECORDS
            and not _NAMING.search(line.label)
        ):
            continue
        spans = [(mention.start - line.start, mention.end - line.start) for mention in found]
        said = judge(text[line.start : line.end], spans)
        for mention, asked in zip(found, said, strict=True):
            if asked is Asked.NOT or _studied(text, line, mention) or _of_others(text, line, mention, zone):
                continue
            for entry in mention.entries:
                if entry.topic or (entry.optional and not _listed(entry, mention, found, zone, text)):
                    continue
                if (
                    zone in (Zone.SUMMARY, Zone.COMPANY)
                    and (entry.category in _DOMAINS or entry.name in _SOLD)
                    and not _JOB_SENTENCE.search(_sentence(text, line, mention))
                ):
                    continue
                if _is_own(entry, own) and not _asked_outright(text, line, mention, zone):
                    continue
                yield (
                    entry,
                    _weigh(text, line, mention, zone, asked or below.get(index), marked=asked is not None),
                )


def _zone(line: Line) -> Zone:
    """The line's zone; a label of its own ("Skills: ...") beats it."""
    if line.label and line.zone not in (Zone.CHROME, Zone.LEGAL, Zone.PAY):
        if heading_preference(line.label):
            return Zone.PREFERRED
        if _LABEL_REQUIRED.fullmatch(line.label.strip()) and line.zone is not Zone.PREFERRED:
            return Zone.REQUIRED
    return line.zone


def _under_headings(lines: tuple[Line, ...], by_line: dict[int, list[Mention]]) -> dict[int, Asked]:
    """Lines that stand under a list item or sentence such as "Nice to have:", which is no heading by its form."""
    below: dict[int, Asked] = {}
    for index, line in enumerate(lines):
        if index in by_line or not line.text.rstrip(" *_").endswith(":") or line.kind is LineKind.HEADING:
            continue
        if not (asked := heading_preference(line.text)):
            continue
        for later in range(index + 1, len(lines)):
            other = lines[later]
            if other.kind is LineKind.BLANK and later == index + 1:
                continue
            if other.kind is not LineKind.BULLET or (
                line.kind is LineKind.BULLET and other.level <= line.level
            ):
                break
            below[later] = asked
    return below


def _listed(entry: SkillEntry, mention: Mention, found: list[Mention], zone: Zone, text: str) -> bool:
    """Whether a method or concept is listed as a skill, not just a word of the prose."""
    if zone in (Zone.REQUIRED, Zone.PREFERRED):
        return True
    for other in found:
        if other is mention or all(each.optional for each in other.entries):
            continue
        gap = text[min(mention.end, other.end) : max(mention.start, other.start)]
        if len(gap) <= 6 and re.fullmatch(r"[\s,/&()|]*(?:and|or)?[\s,/&()|]*", gap):
            return True
    return False


def _studied(text: str, line: Line, mention: Mention) -> bool:
    """Whether the skill is named as a subject of study: "a degree in statistics or a related field"."""
    if not any(entry.degree_subject for entry in mention.entries):
        return False
    before = text[max(line.start, mention.start - 150) : mention.start]
    sentence = re.split(r"[.;](?:\s|$)", before)[-1]
    if degrees := list(_DEGREE.finditer(sentence)):
        return not _PRACTICE.search(sentence, degrees[-1].end())
    after = re.split(r"[.;](?:\s|$)", text[mention.end : min(line.end, mention.end + 120)])[0]
    if _RELATED_FIELD.search(after) and not _PRACTISED.search(before):
        return True
    return re.match(r"\s+degree\b", after, re.IGNORECASE) is not None


def _is_own(entry: SkillEntry, own: frozenset[str]) -> bool:
    return any(fold(alias.text) in own for alias in entry.aliases)


def _asked_outright(text: str, line: Line, mention: Mention, zone: Zone) -> bool:
    """Whether the company's own product is asked for in so many words."""
    before = text[max(line.start, mention.start - 60) : mention.start]
    return zone in (Zone.REQUIRED, Zone.PREFERRED) and _PRACTISED.search(before) is not None


def _sentence(text: str, line: Line, mention: Mention) -> str:
    """The sentence around a mention, within its line."""
    before = re.split(r"[.;!?](?=\s)", text[max(line.start, mention.start - 200) : mention.start])[-1]
    after = re.split(r"[.;!?](?:\s|$)", text[mention.start : min(line.end, mention.end + 200)])[0]
    return before + after


def _of_others(text: str, line: Line, mention: Mention, zone: Zone) -> bool:
    """Whether the words speak of colleagues ("work with machine learning engineers") or of other firms."""
    before = re.split(r"[.;!?](?=\s)", text[max(line.start, mention.start - 160) : mention.start])[-1]
    if _OTHER_FIRMS.search(before):
        return True
    if zone in (Zone.REQUIRED, Zone.PREFERRED):
        return False
    after = text[mention.end : min(line.end, mention.end + 30)]
    return _COLLEAGUES.match(after) is not None and _COLLABORATE.search(before) is not None


def _weigh(
    text: str, line: Line, mention: Mention, zone: Zone, asked: Asked | None, *, marked: bool
) -> _Evidence:
    doubt = {"plain": 0.0, "list": 0.03, "cue": 0.05}[mention.settled]
    if asked is Asked.PREFERRED:
        return _Evidence(mention, True, 2, 0.93 - doubt, "marker" if marked else "list_heading")
    if asked is Asked.REQUIRED:
        return _Evidence(mention, False, 3, 0.95 - doubt, "marker")
    if zone is Zone.PREFERRED:
        return _Evidence(mention, True, 2, 0.94 - doubt, "preferred_section")
    if zone is Zone.REQUIRED:
        return _Evidence(mention, False, 3, 0.95 - doubt, "required_section")
    if zone is Zone.HEADER:
        return _Evidence(mention, False, 1, 0.88 - doubt, "header")
    if zone is Zone.DUTIES:
        return _Evidence(mention, False, 1, 0.85 - doubt, "duties")
    weight = 3 if _DEMAND.search(text[max(line.start, mention.start - 100) : mention.start]) else 1
    return _Evidence(mention, False, weight, (0.85 if weight > 1 else 0.75) - doubt, "named")
