"""The skills asked for: every mention that counts, weighed, the heaviest of each skill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.finding import Finding
from postings.extraction.skill_mentions import ExtraNames, Mention, find_mentions
from postings.extraction.skill_preference import (
    Asked,
    judge,
)
from postings.extraction.skill_vocabulary import SkillEntry
from postings.extraction.skills.lines import speaks_of_the_job, under_headings, under_stack_headings, zone_of
from postings.extraction.skills.others import (
    OTHER_FIRMS,
    SOLD,
    asked_outright,
    of_others,
    own_skills,
    studied,
    told_of_firm,
    used_as_firms,
    within,
)
from postings.extraction.skills.sentence import DEMAND, STATED, sentence_of, words_before
from postings.extraction.skills.stray import states_a_requirement

# Trades whose terms also name what a company sells: in running text the sentence must speak of the job.
_DOMAINS = frozenset({"finance_legal", "health", "trades_services"})
# "We are building a milling service for engineers": what the firm makes, whomever it serves.
_FIRM_MAKES = re.compile(
    r"\bwe(?:['’]re|\s+are|\s+have\s+been|['’]ve)?\s+(?:\w+ly\s+)?(?:build(?:ing)?|built|mak(?:e|ing)|develop(?:ing)?|creat(?:e|ing)|"
    r"provid(?:e|ing)|offer(?:ing)?|automat(?:e|ing)|sell(?:ing)?|reinvent(?:ing)?|disrupt(?:ing)?|run(?:ning)?)\b",
    re.IGNORECASE,
)
_OF_THE_HOUSE = re.compile(
    r"\b(?:we|our|us|ours|its|it['’]s|their|they|company|firm|clients?|customers?|patients?|guests?|residents?|group|leading|leaders?|"
    r"provid\w+|suppl\w+|specialis\w+|specializ\w+|founded|established|since|services?|solutions?|offer\w*|industr\w+|"
    r"business\w*|sector|market\w*|mission|famil\w+|members?|communit\w+|products?|platform|technolog\w+|is|are|was|has|have)\b",
    re.IGNORECASE,
)
_JOB_SENTENCE = re.compile(
    r"\b(?:you|your|position|role|candidates?|applicants?|responsib\w+|must|experience\w*|seeking|"
    r"looking\s+for|hiring|need\w*|requir\w+|duties|ability|knowledge|skills?|manage|perform\w*|qualified|"
    r"licensed?|certifi\w+|(?:engineer|developer|scientist|analyst|specialist|technician)s?|vous|sie|du)\b",
    re.IGNORECASE,
)
_ASKED_SENTENCE = re.compile(
    r"\b(?:you|your|position|role|candidates?|applicants?|must|experience\w*|seeking|looking\s+for|hiring|requir\w+|"
    r"ability|knowledge|skills?|(?:engineer|developer|scientist|analyst|specialist)s?|vous|sie|du)\b",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(r"[\s,/&()|]*(?:and|or)?[\s,/&()|]*")
_DOUBT = {
    "plain": 0.0,
    "list": 0.03,
    "cue": 0.05,
}  # how much less sure a spelling settled by its neighbours is
MAX_OPENING = 12  # characters before a trade with which a note of what is asked for opens
MAX_LISTED_WORDS = 4  # a list item so short is a name, even of a method


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One mention with what the text says of it. The heavier one decides between required and preferred."""

    mention: Mention
    preferred: bool
    weight: int  # 3 said or headed as required, 2 said or headed as preferred, 1 merely named
    confidence: float
    rule: str


def find(
    document: Document, company: str | None, extra: ExtraNames = ()
) -> tuple[tuple[Finding[str], ...], tuple[Finding[str], ...]]:
    """The canonical names of the skills asked for: (required, preferred), each in the order of the text.

    ``company`` is the hiring organisation's name, if known: its own product is no skill unless asked for
    outright. A skill both required and preferred is required; one preferred outright and otherwise only named
    is preferred. ``extra`` are spellings that moderators have added.
    """
    best: dict[str, _Evidence] = {}
    for entry, evidence in _evidence(document, own_skills(company), extra, company or ""):
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


def _evidence(
    document: Document, own: frozenset[str], extra: ExtraNames, company: str = ""
) -> Iterator[tuple[SkillEntry, _Evidence]]:
    text, lines = document.text, document.lines
    by_line: dict[int, list[Mention]] = {}
    mentions = [
        mention for mention in find_mentions(text, lines, extra) if not within(text, mention, company)
    ]
    own |= used_as_firms(text, lines, mentions)
    for mention in mentions:
        by_line.setdefault(mention.line, []).append(mention)
    titled = next((i for i, line in enumerate(lines) if line.zone is Zone.HEADER and line.text), -1)
    below = under_headings(lines, by_line)
    stack = under_stack_headings(lines)
    for index, found in by_line.items():
        line = lines[index]
        zone = zone_of(line)
        stray = not speaks_of_the_job(document, line, zone)
        spans = [(mention.start - line.start, mention.end - line.start) for mention in found]
        firms = OTHER_FIRMS.search(line.text) is not None
        for number, (mention, asked) in enumerate(
            zip(found, judge(text[line.start : line.end], spans), strict=True)
        ):
            if stray and not states_a_requirement(text, line, mention, found, zone):
                continue
            if Asked.NOT in (asked, below.get(index)) or studied(text, line, mention):
                continue
            if of_others(text, line, mention, zone, firms=firms):
                continue
            if company and zone not in STATED and told_of_firm(text, line, mention, company):
                continue
            for entry in mention.entries:
                if _counts(entry, number, found, zone, text, line) and (
                    entry.slug not in own or asked_outright(text, line, mention, zone)
                ):
                    marked = asked is not None
                    evidence = _weigh(text, line, mention, zone, asked or below.get(index), marked=marked)
                    if index in stack and evidence.rule == "required_section":
                        evidence = replace(evidence, weight=1)
                    if index == titled and evidence.rule == "header":
                        evidence = replace(evidence, weight=3)  # the title asks for it, whatever follows
                    yield entry, evidence


def _counts(
    entry: SkillEntry, number: int, found: Sequence[Mention], zone: Zone, text: str, line: Line
) -> bool:
    """Whether a skill named here is one the job asks for: no mere topic, no word of the firm's business."""
    if entry.topic:
        return False
    if entry.optional and not _listed(number, found, text):
        return zone in STATED and line.kind is LineKind.BULLET and len(line.text.split()) <= MAX_LISTED_WORDS
    if zone in (Zone.SUMMARY, Zone.COMPANY) and (entry.category in _DOMAINS or entry.name in SOLD):
        before = words_before(text, line, found[number], 200)
        if _FIRM_MAKES.search(before) and not DEMAND.search(before):
            return False
        job = _JOB_SENTENCE if entry.category in _DOMAINS else _ASKED_SENTENCE
        sentence = sentence_of(text, line, found[number])
        if (
            zone is Zone.SUMMARY
            and entry.category == "trades_services"
            and len(before.strip()) <= MAX_OPENING
            and not _OF_THE_HOUSE.search(sentence)
        ):
            return True  # "MIG and TIG welding of stainless steel": a note of what is asked for
        return job.search(sentence) is not None
    return True


def _listed(number: int, found: Sequence[Mention], text: str) -> bool:
    """Whether a method or concept stands in a list beside a plain skill, not just in the prose."""
    for other in (number - 1, number + 1):
        if 0 <= other < len(found) and not all(entry.optional for entry in found[other].entries):
            first, second = sorted((found[number], found[other]), key=lambda mention: mention.start)
            if second.start - first.end <= 6 and _LIST_GAP.fullmatch(text, first.end, second.start):
                return True
    return False


def _weigh(
    text: str, line: Line, mention: Mention, zone: Zone, asked: Asked | None, *, marked: bool
) -> _Evidence:
    doubt = _DOUBT[mention.settled]
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
    if DEMAND.search(text, max(line.start, mention.start - 100), mention.start):
        return _Evidence(mention, False, 3, 0.85 - doubt, "demand")
    return _Evidence(mention, False, 1, 0.75 - doubt, "named")
