"""Skills that are named but belong to others: colleagues, other firms, the firm itself, a degree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from postings.extraction.document import Line, Zone
from postings.extraction.prefilter import Prefiltered
from postings.extraction.skill_mentions import Mention
from postings.extraction.skill_vocabulary import fold, load
from postings.extraction.skills.sentence import DEMAND, PRACTISED, STATED, words_after, words_before

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
OTHER_FIRMS = Prefiltered(
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
SOLD = frozenset(
    {
        "Applicant tracking systems", "Bitcoin", "Blockchain", "Computer vision", "Ethereum", "IoT",
        "Machine learning", "SEO", "Web3",
    }
)  # fmt: skip
_SUFFIX = re.compile(
    r"[\s,]+(?:inc|incorporated|computing|networks|llc|ltd|limited|gmbh|ag|corp|corporation|co|company|plc|s\.?a\.?s?|b\.?v|pvt|"
    r"pte|pty|technologies|software|labs?|systems|group|holdings|solutions)\.?$",
    re.IGNORECASE,
)
_DEGREE_AFTER = re.compile(r"\s+degree\b", re.IGNORECASE)


@cache
def _spelled() -> dict[str, str]:
    """The slug of every folded spelling."""
    return {fold(alias.text): entry.slug for entry in load().entries for alias in entry.aliases}


def own_skills(company: str | None) -> frozenset[str]:
    """Slugs of skills called like the company, with or without its legal suffix."""
    slugs, name = set(), (company or "").strip()
    while name:
        slugs.add(_spelled().get(fold(name), ""))
        shorter = _SUFFIX.sub("", name)
        name = shorter if shorter != name else ""
    return frozenset(slugs - {""})


def within(text: str, mention: Mention, company: str) -> bool:
    """Whether the mention is a part of the company's longer name: OnBase in "OnBase by Acme"."""
    words = text[mention.start : mention.end]
    if len(words) >= len(company) or (at := company.find(words)) < 0:
        return False
    return text.startswith(company, mention.start - at) if mention.start >= at else False


def used_as_firms(text: str, lines: Sequence[Line], mentions: Sequence[Mention]) -> frozenset[str]:
    """Slugs of names that the text uses as a firm's: "at Square", "Square's customers"."""
    return frozenset(
        entry.slug
        for mention in mentions
        for entry in mention.entries
        if not entry.optional
        and entry.category not in _NEVER_FIRMS
        and text[mention.start].isupper()
        and (
            _AT_FIRM.search(words_before(text, lines[mention.line], mention, 40))
            or _FIRMS_OWN.match(text, mention.end, lines[mention.line].end)
        )
    )


def studied(text: str, line: Line, mention: Mention) -> bool:
    """Whether the skill is named as a subject of study: "a degree in statistics or a related field"."""
    if not any(entry.degree_subject for entry in mention.entries):
        return False
    before = words_before(text, line, mention, 150)
    if degrees := list(_DEGREE.finditer(before)):
        return not _PRACTICE.search(before, degrees[-1].end())
    after = words_after(text, line, mention, 120)
    if _RELATED_FIELD.search(after) and not (PRACTISED.search(before) or _BACKGROUND.match(after)):
        return True
    return _DEGREE_AFTER.match(after) is not None


def asked_outright(text: str, line: Line, mention: Mention, zone: Zone) -> bool:
    """Whether the company's own product is asked for in so many words."""
    return zone in STATED and PRACTISED.search(words_before(text, line, mention, 60)) is not None


# "Write to Julia Petersen": languages that are called like people.
_FIRST_NAMES = frozenset({"Julia", "Ada", "Ruby", "Crystal", "Pascal"})
_SURNAME = re.compile(
    r"\s+(?!(?:Programming|Language|Developers?|Devs?|Coders?|Programmers?|Rails|Backend|Engineers?|Script|Scripting|Code|Lang|Experience|Skills?|On)\b)"
    r"[A-ZÄÖÜ][a-zà-ÿß]{2,}(?=[\s,.;:)]*(?:$|[\n,.;:(]|\s(?:at|unter|per|via|by|is|or|oder|and|und|if|\+?\d)))"
)
_TURN_TO = re.compile(
    r"\b(?:contact|write to|mail|call|ask|reach out to|sincerely|bei|an|mit|contacter|contatto"
    r"|contacta)\s+(?:Frau |Ms\.? |Mrs\.? )$",
    re.IGNORECASE,
)


def of_others(text: str, line: Line, mention: Mention, zone: Zone, *, firms: bool) -> bool:
    """Whether the words speak of colleagues ("work with machine learning engineers") or of other firms."""
    if firms and OTHER_FIRMS.search(words_before(text, line, mention, 240)):
        return True
    if any(entry.name in _FIRST_NAMES for entry in mention.entries) and (
        _SURNAME.match(text, mention.end, line.end) or _TURN_TO.search(words_before(text, line, mention, 40))
    ):
        return True
    if any(entry.name in _PROFILES for entry in mention.entries) and (
        _PROFILE_AFTER.match(text, mention.end, line.end)
        or _PROFILE_BEFORE.search(words_before(text, line, mention, 120))
    ):
        return True
    if any(entry.name in _MEETINGS for entry in mention.entries) and _MEETING_BEFORE.search(
        words_before(text, line, mention, 120)
    ):
        return True
    if (
        zone not in STATED
        and any(entry.name in _MEETINGS for entry in mention.entries)
        and (
            _TALK_BEFORE.search(before := words_before(text, line, mention, 120))
            or _CHANNEL_BEFORE.search(before)
        )
    ):
        return True
    if zone not in STATED and _of_the_firm(text, line, mention):
        return True
    if zone not in STATED and all(entry.optional for entry in mention.entries):
        return _COLLABORATE.search(words_before(text, line, mention, 80)) is not None
    if zone not in STATED and _LISTED_TEAMS.match(text, mention.end, line.end):
        return _WITH_TEAMS.search(words_before(text, line, mention, 100)) is not None
    if zone in STATED or not _COLLEAGUES.match(text, mention.end, line.end):
        return False
    return _COLLABORATE.search(words_before(text, line, mention, 160)) is not None


def told_of_firm(text: str, line: Line, mention: Mention, company: str) -> bool:
    """Whether the sentence tells what the hiring firm does for others, not what it asks for."""
    before = words_before(text, line, mention, 300).lstrip(" *_•-·")
    if not before.startswith(company) or not (does := _FIRM_DOES.match(before, len(company))):
        return False
    return not DEMAND.search(before, does.end())


def _of_the_firm(text: str, line: Line, mention: Mention) -> bool:
    """Whether a broad term names the firm's business or one of its departments."""
    if not all(e.optional or e.name in SOLD or e.name in _DEPARTMENTS for e in mention.entries):
        return False
    if mention.entries[0].name == "Product management" and not PRACTISED.search(
        words_before(text, line, mention, 60)
    ):
        return True
    return (
        _BUSINESS_AFTER.match(text, mention.end, line.end) is not None
        or _DEPARTMENT_AFTER.match(text, mention.end, line.end) is not None
        or _DEPARTMENT_BEFORE.search(words_before(text, line, mention, 60)) is not None
    )
