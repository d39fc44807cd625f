"""The skills a posting asks for, required and preferred apart.

``find`` names each skill once, by its canonical name, with the words that show it best. Skills named only in
company, benefits, legal or page chrome are not reported; parents of skills never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from postings.extraction.canonical import RECORD_FORMATS
from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.finding import Finding
from postings.extraction.prefilter import Prefiltered
from postings.extraction.skill_mentions import ExtraNames, Mention, find_mentions
from postings.extraction.skill_preference import (
    Asked,
    heading_preference,
    judge,
    needs_not_all,
    wishes_for_those,
)
from postings.extraction.skill_vocabulary import Alias, Ambiguity, SkillEntry, fold, load

__all__ = ["Alias", "Ambiguity", "SkillEntry", "find", "load_vocabulary"]

_ASKING = frozenset({Zone.REQUIRED, Zone.PREFERRED, Zone.DUTIES, Zone.SUMMARY, Zone.HEADER})
_STATED = frozenset({Zone.REQUIRED, Zone.PREFERRED})
# Of a record's labelled facts only these name skills; "type: gdpr" is the job board's own business.
_NAMING = re.compile(
    r"title|position|role|tags?|skills?|keywords?|stack|technolog|requirement|qualification|licen[cs]e|certific",
    re.IGNORECASE,
)
_LABEL_REQUIRED = re.compile(
    r"(?:(?:required|key|technical|core|primary|main|essential|our|your|the|minimum)\s+)?"
    r"(?:skills?|tech(?:nolog(?:y|ies)|nical)?(?:\s+(?:stack|skills?))?|stack|requirements?|tools?|tags?|"
    r"keywords?|must\s+haves?|qualifications?|languages?|frameworks?|databases?)",
    re.IGNORECASE,
)
# A company paragraph that names what the team works with speaks of the job after all.
_STACK = re.compile(
    r"\b(?:tech(?:nology|nical)?\s+stack|our\s+stack|stack\s*(?:is|includes|:)|"
    r"technolog(?:y|ies)\s+(?:we\s+use|include|used|:)|"
    r"we\s+(?:use|work\s+with|code\s+in|develop\s+(?:in|with)|build\s+(?:in|with)|write)|"
    r"(?:built|written|developed|coded|runs?|running|powered)\s+(?:in|with|on|using|by)|"
    r"(?:you|you['’]ll|you\s+will)\s+(?:use|work\s+with)|(?:look|hir|seek|search)ing\s+(?:for\s+)?)\b",
    re.IGNORECASE,
)
# Headings over what the team works with: what is listed there is named, not demanded.
_STACK_HEADING = re.compile(
    r"(?:(?:the|our|your|client['’]s|team['’]s|current|main|core|full|\w+['’]s)\s+)*"
    r"(?:(?:tech(?:nology|nical|nologies)?|software|development|engineering|data|web|platform)\s+)?(?:stacks?|environment)"
    r"(?:\s+(?:we\s+use|you['’]ll\s+(?:use|work\s+with)|includes?|overview))?"
    r"|(?:the\s+|some\s+of\s+the\s+|our\s+)?(?:tech(?:nolog(?:y|ies))?|tools)(?:\s+and\s+(?:tools|technologies))?"
    r"\s+(?:that\s+)?(?:we\s+(?:use|work\s+with)|you['’]ll\s+(?:use|work\s+with))"
    r"|(?:the\s+|our\s+)?(?:technolog(?:y|ies)|tech|tools|tooling|tools\s+(?:and|&)\s+technologies)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(?:degree|bachelor|master(?:['’]?s)?\b(?!\s+data)|ph\.?\s?d|doctorate|b\.?s\.?c?\.?(?=[\s,/])|"
    r"m\.?s\.?c?\.?(?=[\s,/])|b\.?a\.?(?=[\s,/])|diploma|major(?:ing|ed)?\s+in|studying|studies|studium|"
    r"abschluss|licence\s+en|opleiding|laurea|licenciatura|gradua[çc][ãa]o|estudios|studi(?:e|um)\b|field\s+of\s+study|enrolled|graduate[ds]?\s+(?:in|from)|university|educated|"
    r"education\s*:|background\s+in\s+(?:computer|engineering|mathematics|statistics))",
    re.IGNORECASE,
)
_RELATED_FIELD = re.compile(
    r"\b(?:related|relevant|similar|equivalent|quantitative|technical|another|other|comparable)\s+(?:\w+\s+){0,2}"
    r"(?:fields?|disciplines?|degrees?|subjects?|areas?\s+of\s+study|majors?)\b",
    re.IGNORECASE,
)
_PRACTICE = re.compile(
    r"\b(?:experience|knowledge|skills?|years?|yrs|proficien\w+|familiar\w*|expertise|working|hands-on)\b",
    re.IGNORECASE,
)
_PRACTISED = re.compile(
    r"(?:experience|knowledge|proficien\w+|familiar\w*|expertise|skills?|understanding)\s+"
    r"(?:with|in|of|using)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"\s+(?:background|experience|expertise|knowledge|skills?)\b", re.IGNORECASE)
_COLLEAGUES = re.compile(
    r"\s+(?:(?:software|research|applied)\s+)?(?:engineers?|teams?|scientists?|developers?|researchers?|"
    r"specialists?|experts?|architects?|analysts?)\b",
    re.IGNORECASE,
)
# "with the iOS, Android and embedded teams": the list ends in whose it is.
_LISTED_TEAMS = re.compile(
    r"(?:\s*(?:,|/|&|\band\b)+\s*(?:and\s+)?[\w.+#-]+(?:\s[\w-]+){0,2}){0,5}\s+(?:(?:development|engineering)\s+)?teams\b",
    re.IGNORECASE,
)
_WITH_TEAMS = re.compile(
    r"\b(?:collaborat(?:es?|ing|ion)|work(?:ing)?(?:\s+\w+){0,2}|partner\w*|coordinat\w+|liais\w+)\s+(?:\w+\s+)?"
    r"(?:with|across|alongside)\b[^.;!?]{0,60}$",
    re.IGNORECASE,
)
# "Acme gives you the chance to work with the largest clouds": of the firm, not of what it asks for.
_FIRM_DOES = re.compile(
    r"\s+(?:gives|offers|provides|helps|enables|empowers|delivers|allows|partners|serves|supports|integrates|powers|"
    r"makes\s+it|is\s+(?:an?|the|trusted|known|recogni[sz]ed|proud|backed|leading))\b",
    re.IGNORECASE,
)
_COLLABORATE = re.compile(
    r"\b(?:collaborat(?:es?|ing|ion)|work(?:ing)?(?:\s+\w+){0,2}\s+with|partner\w*|alongside|liais\w+|coordinat\w+|"
    r"communicat\w+|support(?:ing)?|by|interfac\w+|between|report(?:ing)?\s+to|other)\b",
    re.IGNORECASE,
)
_OTHER_FIRMS = Prefiltered(
    r"\b(?:backed\s+by\s+(?:(?:the\s+)?(?:\w+\s+){0,2}(?:founders|executives|leaders|engineers|entrepreneurs)\b|(?-i:[A-Z]))|funded\s+by|investments?\s+from|acquired\s+by|investors?|angels?|alumni|formerly|"
    r"previously\s+(?:at|with)|ex-\w+|founded\s+by|founders?\s+(?:of|from|at|are|were|come|came|built|worked|previously)|founding\s+team|worked\s+at|"
    r"advis(?:ed\s+by|[eo]rs?\b)|we\s+count\s+(?:\w+\s+)?(?:like|among)|"
    r"(?:customers?|clients?|companies|brands|partners|startups|firms|employers?|people|investors)"
    r"(?:\s+(?:in|across|around|from|all\s+over)(?:\s+[\w.]+){1,4})?,?\s+\(?"
    r"(?:like|such\s+as|including|include)|(?:names|brands|logos)\s+(?:that\s+)?(?:you|everyone|everybody)\s+(?:may\s+|will\s+|already\s+)?know|trusted\s+by|do(?:es|ing)?\s+for\s+(?:\w+\s+){1,3}what\b|(?:featured|mentioned|covered|written\s+up)\s+(?:on|in|by|at)\b|(?:veterans|engineers|team|people|leaders)\s+from)\b",
    re.IGNORECASE,
)
# "the blockchain industry", "a machine learning company": the firm's business.
_BUSINESS_AFTER = re.compile(
    r"[\s-]+(?:\w+\s+)?(?:industry|industries|compan(?:y|ies)|space|sector|startups?|start-ups?|firms?|ecosystem|"
    r"revolution|market|markets|organi[sz]ations?|consultanc(?:y|ies)|world)\b",
    re.IGNORECASE,
)
_DEPARTMENT = (
    r"(?:sales|marketing|legal|finance|hr|human\s+resources|people|operations|(?:\w+\s+)?engineering|support|"
    r"customer\s+(?:success|support|service)|design|r\s?&\s?d|product|qa|development|account\s+management|it)"
)
_DEPARTMENT_BEFORE = re.compile(
    rf"\b{_DEPARTMENT}\s*(?:,|/|&|\band\b|\bor\b)(?:\s*(?:and|or))?\s*$", re.IGNORECASE
)
_DEPARTMENT_AFTER = re.compile(
    rf"\s*(?:,|/|&|\band\b|\bor\b)(?:\s*(?:and|or))?\s*{_DEPARTMENT}\b", re.IGNORECASE
)
_DEPARTMENTS = frozenset(
    {"Product management", "Machine learning", "Public relations", "Accounting", "Payroll", "SEO"}
)
# The firm itself: "at Square", "you join Square", "Square's team". Of skill one says "strong at SQL".
_AT_FIRM = re.compile(
    r"(?<!proficient )(?<!skilled )(?<!strong )(?<!good )(?<!great )(?<!adept )(?<!expert )(?<!experienced )"
    r"(?<!excellent )(?<!best )(?<!better )(?<!competent )(?<!fluent )(?<!advanced )(?<!looking )"
    r"\b(?:at|join|joining|welcome\s+to)\s+$",
    re.IGNORECASE,
)
_FIRMS_OWN = re.compile(
    r"['’]s\s+(?:\w+\s+){0,3}(?:teams?|mission|vision|culture|customers?|clients?|products?|platform|growth|success|values?|"
    r"communit(?:y|ies)|offices?|business|people|employees|brand|headquarters|future|founders?|librar(?:y|ies))\b",
    re.IGNORECASE,
)
_NEVER_FIRMS = frozenset({"languages", "certifications_licences", "finance_legal"})
# Where applicants show their work: "send your GitHub".
_PROFILES = frozenset(
    {
        "GitHub",
        "GitLab",
        "Bitbucket",
        "Stack Overflow",
        "Dribbble",
        "Behance",
        "Kaggle",
        "Google Drive",
        "Dropbox",
    }
)
_PROFILE_BEFORE = re.compile(
    r"\b(?:cv|résumés?|resumes?|portfolio|linked\s?in|profiles?|links?|cover\s+letter|(?:send|share|mail|e-mail|include|attach)"
    r"(?:\s+\w+)?\s+your)\b[^.;!?]{0,50}$",
    re.IGNORECASE,
)
# Where one meets: "interviews take place on Zoom".
_MEETINGS = frozenset(
    {"Zoom", "Google Meet", "Microsoft Teams", "Skype for Business", "Webex", "Slack", "Calendly"}
)
_MEETING_BEFORE = re.compile(
    r"\b(?:interviews?|calls?|chats?|screen(?:ing)?|conversations?|sessions?|meet(?:ing)?s?|classes|event)\b[^.;!?]{0,60}"
    r"\b(?:on|via|over|through|by|in)\s+$",
    re.IGNORECASE,
)
# "most of our communication happens in Slack": how a team talks, no tool it asks for.
_TALK_BEFORE = re.compile(
    r"\b(?:communicat\w*|shar(?:e|es|ing)|talk\w*|chat\w*|discuss\w*|conversations?|announc\w+|interact\w*|collaborat\w*|messag\w*|"
    r"connect(?:ed)?|in\s+touch|culture|hang(?:ing)?\s+out|live|lives|lurk\w*|jokes|gifs|memes)\b[^.;!?]{0,60}"
    r"\b(?:on|via|over|through|by|in|using|with)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_CHANNEL_BEFORE = re.compile(r"\b(?:via|through|over|on)\s+(?:our\s+|a\s+)?$", re.IGNORECASE)
_PROFILE_AFTER = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?\s(?:profile|account|handle|page|username|links?|url|portfolio)\b",
    re.IGNORECASE,
)
# Running text that asks somebody for a skill, where most of it only tells of the firm.
_DEMAND = re.compile(
    r"\b(?:looking\s+for|seeking|(?:people|someone|those|developers?|engineers?|candidates?|applicants?|individual|"
    r"person)\s+(?:who|with|that|must|should|will\s+have|has|have)|"
    r"you\s+(?:have|are|know|bring|must|should|need)|must|requires?|you['’]ll\s+need|should\s+have)\b",
    re.IGNORECASE,
)
# Trades whose terms also name what a company sells: in running text the sentence must speak of the job.
_DOMAINS = frozenset({"finance_legal", "health", "trades_services"})
_SOLD = frozenset(
    {
        "Applicant tracking systems", "Bitcoin", "Blockchain", "Computer vision", "Ethereum", "IoT",
        "Machine learning", "SEO", "Web3",
    }
)  # fmt: skip
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
_SUFFIX = re.compile(
    r"[\s,]+(?:inc|incorporated|computing|networks|llc|ltd|limited|gmbh|ag|corp|corporation|co|company|plc|s\.?a\.?s?|b\.?v|pvt|"
    r"pte|pty|technologies|software|labs?|systems|group|holdings|solutions)\.?$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)")
_LIST_GAP = re.compile(r"[\s,/&()|]*(?:and|or)?[\s,/&()|]*")
_DEGREE_AFTER = re.compile(r"\s+degree\b", re.IGNORECASE)
_DOUBT = {
    "plain": 0.0,
    "list": 0.03,
    "cue": 0.05,
}  # how much less sure a spelling settled by its neighbours is

MAX_STACK_CHARS = 250  # a paragraph so short does little but name the tools in use
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


def load_vocabulary() -> tuple[SkillEntry, ...]:
    """Every skill of the vocabulary, in the order of its files."""
    return load().entries


def find(
    document: Document, company: str | None, extra: ExtraNames = ()
) -> tuple[tuple[Finding[str], ...], tuple[Finding[str], ...]]:
    """The canonical names of the skills asked for: (required, preferred), each in the order of the text.

    ``company`` is the hiring organisation's name, if known: its own product is no skill unless asked for
    outright. A skill both required and preferred is required; one preferred outright and otherwise only named
    is preferred. ``extra`` are spellings that moderators have added.
    """
    best: dict[str, _Evidence] = {}
    for entry, evidence in _evidence(document, _own_skills(company), extra, company or ""):
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


@cache
def _spelled() -> dict[str, str]:
    """The slug of every folded spelling."""
    return {fold(alias.text): entry.slug for entry in load().entries for alias in entry.aliases}


def _own_skills(company: str | None) -> frozenset[str]:
    """Slugs of skills called like the company, with or without its legal suffix."""
    slugs, name = set(), (company or "").strip()
    while name:
        slugs.add(_spelled().get(fold(name), ""))
        shorter = _SUFFIX.sub("", name)
        name = shorter if shorter != name else ""
    return frozenset(slugs - {""})


def _evidence(
    document: Document, own: frozenset[str], extra: ExtraNames, company: str = ""
) -> Iterator[tuple[SkillEntry, _Evidence]]:
    text, lines = document.text, document.lines
    by_line: dict[int, list[Mention]] = {}
    mentions = [
        mention for mention in find_mentions(text, lines, extra) if not _within(text, mention, company)
    ]
    own |= _firms(text, lines, mentions)
    for mention in mentions:
        by_line.setdefault(mention.line, []).append(mention)
    titled = next((i for i, line in enumerate(lines) if line.zone is Zone.HEADER and line.text), -1)
    below = _under_headings(lines, by_line)
    stack = _under_stack_headings(lines)
    for index, found in by_line.items():
        line = lines[index]
        zone = _zone(line)
        if not _speaks_of_the_job(document, line, zone):
            continue
        spans = [(mention.start - line.start, mention.end - line.start) for mention in found]
        firms = _OTHER_FIRMS.search(line.text) is not None
        for number, (mention, asked) in enumerate(
            zip(found, judge(text[line.start : line.end], spans), strict=True)
        ):
            if asked is Asked.NOT or _studied(text, line, mention):
                continue
            if _of_others(text, line, mention, zone, firms=firms):
                continue
            if company and zone not in _STATED and _told_of_firm(text, line, mention, company):
                continue
            for entry in mention.entries:
                if _counts(entry, number, found, zone, text, line) and (
                    entry.slug not in own or _asked_outright(text, line, mention, zone)
                ):
                    marked = asked is not None
                    evidence = _weigh(text, line, mention, zone, asked or below.get(index), marked=marked)
                    if index in stack and evidence.rule == "required_section":
                        evidence = replace(evidence, weight=1)
                    if index == titled and evidence.rule == "header":
                        evidence = replace(evidence, weight=3)  # the title asks for it, whatever follows
                    yield entry, evidence


def _within(text: str, mention: Mention, company: str) -> bool:
    """Whether the mention is a part of the company's longer name: OnBase in "OnBase by Acme"."""
    words = text[mention.start : mention.end]
    if len(words) >= len(company) or (at := company.find(words)) < 0:
        return False
    return text.startswith(company, mention.start - at) if mention.start >= at else False


def _firms(text: str, lines: Sequence[Line], mentions: Sequence[Mention]) -> frozenset[str]:
    """Slugs of names that the text uses as a firm's: "at Square", "Square's customers"."""
    return frozenset(
        entry.slug
        for mention in mentions
        for entry in mention.entries
        if not entry.optional
        and entry.category not in _NEVER_FIRMS
        and text[mention.start].isupper()
        and (
            _AT_FIRM.search(_before(text, lines[mention.line], mention, 40))
            or _FIRMS_OWN.match(text, mention.end, lines[mention.line].end)
        )
    )


def _zone(line: Line) -> Zone:
    """The line's zone; a label of its own ("Skills: ...") beats it."""
    if line.label and line.label.count("(") > line.label.count(")"):
        return line.zone  # "Linux (bonus: BSD)"
    if line.label and line.zone not in (Zone.CHROME, Zone.LEGAL, Zone.PAY):
        if heading_preference(line.label) is Asked.PREFERRED:
            return Zone.PREFERRED
        if _LABEL_REQUIRED.fullmatch(line.label.strip()) and line.zone is not Zone.PREFERRED:
            return Zone.REQUIRED
    return line.zone


def _speaks_of_the_job(document: Document, line: Line, zone: Zone) -> bool:
    """Whether skills of the line may be reported at all."""
    if zone not in _ASKING:
        return zone is Zone.COMPANY and _STACK.search(line.text) is not None
    if line.kind is LineKind.HEADING and zone is Zone.PREFERRED:
        return False
    if zone is Zone.HEADER and line.label and document.format in RECORD_FORMATS:
        return _NAMING.search(line.label) is not None
    return True


def _under_headings(lines: Sequence[Line], by_line: dict[int, list[Mention]]) -> dict[int, Asked]:
    """Lines under a list item or sentence such as "Nice to have:", which is no heading by its form."""
    below: dict[int, Asked] = {}
    for index, line in enumerate(lines):
        if index not in by_line and line.kind is not LineKind.HEADING and wishes_for_those(line.text):
            below.update(dict.fromkeys(_list_above(lines, index), Asked.PREFERRED))
        if index not in by_line and needs_not_all(line.text):
            below.update(dict.fromkeys(_list_below(lines, index), Asked.PREFERRED))
        if index in by_line or not line.text.rstrip(" *_").endswith(":"):
            continue
        if line.kind is LineKind.HEADING and line.zone is not Zone.HEADER:
            continue  # its zone says it
        if not (asked := heading_preference(line.text)):
            continue
        deeper = line.level if line.kind is LineKind.BULLET else 0
        for later in range(index + 1, len(lines)):
            other = lines[later]
            if other.kind is LineKind.BLANK and later == index + 1:
                continue
            if other.kind is not LineKind.BULLET or other.level <= deeper:
                break
            below[later] = asked
    return below


def _under_stack_headings(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of the sections headed "Our stack" and the like."""
    under, headed = set(), False
    for index, line in enumerate(lines):
        if line.kind is LineKind.HEADING:
            headed = _STACK_HEADING.fullmatch(line.text.strip(" *_:#-")) is not None
        elif headed:
            under.add(index)
    return frozenset(under)


def _list_below(lines: Sequence[Line], index: int) -> Iterator[int]:
    """The list items just below a line."""
    for later in range(index + 1, len(lines)):
        if lines[later].kind is LineKind.BULLET:
            yield later
        elif lines[later].kind is not LineKind.BLANK:
            return


def _list_above(lines: Sequence[Line], index: int) -> Iterator[int]:
    """The list items just above a line, or the short paragraph there."""
    for earlier in range(index - 1, -1, -1):
        line = lines[earlier]
        if line.kind is LineKind.BULLET:
            yield earlier
        elif line.kind is LineKind.PLAIN and earlier >= index - 2 and len(line.text) <= MAX_STACK_CHARS:
            yield earlier
            return
        elif line.kind is not LineKind.BLANK:
            return


def _counts(
    entry: SkillEntry, number: int, found: Sequence[Mention], zone: Zone, text: str, line: Line
) -> bool:
    """Whether a skill named here is one the job asks for: no mere topic, no word of the firm's business."""
    if entry.topic:
        return False
    if entry.optional and not _listed(number, found, text):
        return zone in _STATED and line.kind is LineKind.BULLET and len(line.text.split()) <= MAX_LISTED_WORDS
    if zone in (Zone.SUMMARY, Zone.COMPANY) and (entry.category in _DOMAINS or entry.name in _SOLD):
        before = _before(text, line, found[number], 200)
        if _FIRM_MAKES.search(before) and not _DEMAND.search(before):
            return False
        job = _JOB_SENTENCE if entry.category in _DOMAINS else _ASKED_SENTENCE
        sentence = _sentence(text, line, found[number])
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


def _before(text: str, line: Line, mention: Mention, reach: int) -> str:
    """The words of the sentence before a mention, at most ``reach`` characters."""
    words = text[max(line.start, mention.start - reach) : mention.start]
    ends = [match.end() for match in _SENTENCE_END.finditer(words) if match.end() < len(words)]
    return words[ends[-1] :] if ends else words


def _after(text: str, line: Line, mention: Mention, reach: int) -> str:
    """The words of the sentence after a mention, at most ``reach`` characters."""
    words = text[mention.end : min(line.end, mention.end + reach)]
    stop = _SENTENCE_END.search(words)
    return words[: stop.start()] if stop else words


def _sentence(text: str, line: Line, mention: Mention) -> str:
    return _before(text, line, mention, 200) + _after(text, line, mention, 200)


def _studied(text: str, line: Line, mention: Mention) -> bool:
    """Whether the skill is named as a subject of study: "a degree in statistics or a related field"."""
    if not any(entry.degree_subject for entry in mention.entries):
        return False
    before = _before(text, line, mention, 150)
    if degrees := list(_DEGREE.finditer(before)):
        return not _PRACTICE.search(before, degrees[-1].end())
    after = _after(text, line, mention, 120)
    if _RELATED_FIELD.search(after) and not (_PRACTISED.search(before) or _BACKGROUND.match(after)):
        return True
    return _DEGREE_AFTER.match(after) is not None


def _asked_outright(text: str, line: Line, mention: Mention, zone: Zone) -> bool:
    """Whether the company's own product is asked for in so many words."""
    return zone in _STATED and _PRACTISED.search(_before(text, line, mention, 60)) is not None


def _of_others(text: str, line: Line, mention: Mention, zone: Zone, *, firms: bool) -> bool:
    """Whether the words speak of colleagues ("work with machine learning engineers") or of other firms."""
    if firms and _OTHER_FIRMS.search(_before(text, line, mention, 240)):
        return True
    if any(entry.name in _PROFILES for entry in mention.entries) and (
        _PROFILE_AFTER.match(text, mention.end, line.end)
        or _PROFILE_BEFORE.search(_before(text, line, mention, 120))
    ):
        return True
    if any(entry.name in _MEETINGS for entry in mention.entries) and _MEETING_BEFORE.search(
        _before(text, line, mention, 120)
    ):
        return True
    if (
        zone not in _STATED
        and any(entry.name in _MEETINGS for entry in mention.entries)
        and (
            _TALK_BEFORE.search(before := _before(text, line, mention, 120)) or _CHANNEL_BEFORE.search(before)
        )
    ):
        return True
    if zone not in _STATED and _of_the_firm(text, line, mention):
        return True
    if zone not in _STATED and all(entry.optional for entry in mention.entries):
        return _COLLABORATE.search(_before(text, line, mention, 80)) is not None
    if zone not in _STATED and _LISTED_TEAMS.match(text, mention.end, line.end):
        return _WITH_TEAMS.search(_before(text, line, mention, 100)) is not None
    if zone in _STATED or not _COLLEAGUES.match(text, mention.end, line.end):
        return False
    return _COLLABORATE.search(_before(text, line, mention, 160)) is not None


def _told_of_firm(text: str, line: Line, mention: Mention, company: str) -> bool:
    """Whether the sentence tells what the hiring firm does for others, not what it asks for."""
    before = _before(text, line, mention, 300).lstrip(" *_•-·")
    if not before.startswith(company) or not (does := _FIRM_DOES.match(before, len(company))):
        return False
    return not _DEMAND.search(before, does.end())


def _of_the_firm(text: str, line: Line, mention: Mention) -> bool:
    """Whether a broad term names the firm's business or one of its departments."""
    if not all(e.optional or e.name in _SOLD or e.name in _DEPARTMENTS for e in mention.entries):
        return False
    if mention.entries[0].name == "Product management" and not _PRACTISED.search(
        _before(text, line, mention, 60)
    ):
        return True
    return (
        _BUSINESS_AFTER.match(text, mention.end, line.end) is not None
        or _DEPARTMENT_AFTER.match(text, mention.end, line.end) is not None
        or _DEPARTMENT_BEFORE.search(_before(text, line, mention, 60)) is not None
    )


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
    if _DEMAND.search(text, max(line.start, mention.start - 100), mention.start):
        return _Evidence(mention, False, 3, 0.85 - doubt, "demand")
    return _Evidence(mention, False, 1, 0.75 - doubt, "named")
