"""Where a text names skills: longest spelling at word boundaries, ambiguous ones settled by what is around.

Pure Python. ``find_mentions`` looks at a document's canonical text and lines and knows nothing of zones.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, Implementation

from postings.extraction.document import Line, LineKind
from postings.extraction.skill_vocabulary import Alias, Ambiguity, SkillEntry, fold, load, slug_of

# Subjects whose names stand beside bare letters in lists: "C, R" counts among languages, not among grades.
_TECHNICAL = frozenset(
    {
        *("languages", "web_mobile", "data_ml", "databases", "cloud", "devops_security", "testing"),
        "systems_networks",
    }
)

# Words that say a tool is used: "experience with X", "written in X", "tools such as X", "using X".
_EXPERIENCE = (
    r"experience[ds]?|knowledge|proficien\w+|familiar\w*|expert(?:ise)?|skill(?:s|ed)?|fluen\w+|background|competen\w+|"
    r"understanding|command|mastery|exposure|comfortable|certified|certification|trained|versed|litera(?:te|cy)|"
    r"years?|yrs|programming|program|coding|code[ds]?|develop\w*|write|writing|written|built?|building|"
    r"control|editing|modell?ing|tests?|testing|orchestrat\w+|monitoring|automat\w+|deploy\w*|pipelines?|queries|"
    r"dashboards?|apps?|erfahrung\w*|kenntnisse\w*|expérience|connaissances?|maîtrise|experiencia|conhecimento\w*|"
    r"experiência|conocimientos?|ervaring|kennis|umgang|beheersing|esperienza|conoscenz[ae]|padronanza|"
    r"manejo|dominio|domínio|utilisation|pratique|znajomość|znajomości|doświadczenie|umiejętność"
)
_KINDS = (
    r"tools?|technolog(?:y|ies)|languages?|frameworks?|platforms?|software|librar(?:y|ies)|systems?|databases?|stack|"
    r"services?|applications?|skills?|experience|knowledge|programs?|packages?|products?|suites?"
)
_PREPOSITION = (
    r"with|in|of|on|to|using|through|mit|von|en|de|du|em|con|com|met|van|di|del|dell['’]|nel|avec|sur|im|no|na|do|w|z"
    r"|obsługi"
)
_FILLER = r"the|our|modern|advanced|basic|strong|both|either|at least|one of|server-side|enterprise|some"
_EXAMPLE = r"such as|like|as|e\.g\.?,?|including|include[ds]?|incl\.?|especially|particularly"
_CUE_BEFORE = re.compile(
    rf"\b(?:(?:{_EXPERIENCE})\s+(?:{_PREPOSITION})|(?:{_KINDS})(?:\s*[:(–,-]|,?\s+[(]?(?:{_EXAMPLE}))|"
    r"(?:ideally|preferably)\s+(?:with|in|using)|especialmente|principalmente|particolarmente|notamment|surtout|"
    r"insbesondere|vor\s+allem|vooral|use|uses|used|"
    r"using|utiliz\w+|leverag\w+|such as|e\.g\.?,?|including|includes?)"
    rf"\s{{0,2}}(?:(?<!\w)(?:{_FILLER}|{_EXAMPLE})\s{{1,2}}){{0,2}}[\"'“*`(]?$",
    re.IGNORECASE,
)
_CUE_TOUCHING = re.compile(
    r"\b(?:experience|experienced|knowledge|proficien\w+|familiar\w*|expert(?:ise)?|skill(?:s|ed)?|fluen\w+|background|"
    r"understanding|programming|coding|code|developing|development|written|writing|languages?|using|"
    r"years(?: of)?|kenntnisse|erfahrung|connaissance|expérience)\s+"
    r"(?:with|in|of|like|such as|mit|von|de|du|en)\s+[\"'“*`]?$",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"[\"'”*`)\]]?\s*[/-]?\s*(?:(?:software|back-?\s?end|front-?\s?end|full-?\s?stack|web|application|mobile|game|senior|junior|lead|data|core|"
    r"systems?|cloud|ui)\s+){0,2}"
    r"(?:developer|engineer|programmer|programming|framework|language|certifi|architect|consultant|administrat|admin|"
    r"experience|exposure|familiarity|fluency|literacy|fundamentals|competency|skill|knowledge|expertise|proficiency|specialist|entwickler|scripting|backend|frontend|codebase|stack|"
    r"dev\b|coder|ninja|guru|expert|ecosystem|microservice|database|dba|"
    r"\(?(?:(?:is|are|would\s+be|will\s+be)\s+)?(?:an?\s+)?(?:(?:big|huge|strong|nice|highly|strongly|very|real|great)\s+)?"
    r"(?:plus\b|bonus|awesome|nice\s+to\s+have|required|preferred|must\b|advantage|asset|helpful|desirable|beneficial|appreciated))",
    re.IGNORECASE,
)
# The same in Chinese and Japanese, which set no blanks: "熟练掌握Go语言开发".
_IDEOGRAPH_BEFORE = re.compile(r"(?:熟悉|掌握|精通|使用|了解|擅长|熟练|运用)\s?$")
_IDEOGRAPH_AFTER = re.compile(
    r"\s?の?(?:语言|語言|言語|开发|開発|開發|工程师|工程師|编程|框架|経験|经验|エンジニア)"
)
# What follows a name at the start of a sentence; a verb would have an object: "React, Redux", not "React to".
_SUBJECT_AFTER = re.compile(
    r"\s*$|\s*[,;:/()|&+.–—-]|\s+(?:[A-Z0-9]|(?:is|are|was|and|or|would|will|has|est|sont|serait|seraient|ist|sind|wäre|wären|es|son|sería|serán?|é|seria|isn['’]t|experience|knowledge|skills?|plus|preferred|required)\b)"
)
# "Microsoft Office products, including excel"
_OFFICE_BEFORE = re.compile(
    r"\b(?:MS|Microsoft)\s+Office\W+(?:(?:products?|programs?|applications?|suite|package|tools|software)\W+)?"
    r"(?:(?:including|includes?|such as|like|especially|particularly|e\.g\.?|i\.e\.?)\W+)?"
    r"(?:[a-z]+,\s+){0,3}(?:and\s+)?$",
    re.IGNORECASE,
)
# A common word with a capital after one of these is a product: "budgets in Excel", "tickets from Linear".
_PREPOSED = re.compile(r"\w\s+(?:in|mit|with|using|through|from|into)\s+$", re.IGNORECASE)
_PLAIN_ROLE = re.compile(r"\s+(?:developer|engineer|programmer|dev|experience|framework)s?\b", re.IGNORECASE)
_NAME_AFTER = re.compile(r" ([A-Z][a-z]{2,})\b(?!\s*(?:server|httpd?|web)\b)(?<! Server)(?<! Web)")
_BUILT_ON = re.compile(r"-(?:powered|based)\b", re.IGNORECASE)  # "a react-powered interface"
# "popular frameworks, maybe angular or react": what kind of thing the lower-case names are.
_KIND_BEFORE = re.compile(r"\b(?:frameworks?|librar(?:y|ies)|languages?)\b[^.;!?]{0,30}$", re.IGNORECASE)
_THING_AFTER = re.compile(
    r"[\"'”*`)\]]?\s*(?:development|engineering|scripts?|apps?|applications?|projects?|code|apis?|sdk|librar(?:y|ies)|tools?|toolchain|"
    r"platform|server|clusters?|services?|plugins?|modules?|testing|tests|automation|queries|dashboards?|reports?|"
    r"modell?ing|models?|coding|software|spreadsheets?|formulas?|macros?|environment|files?|jobs|pipelines?|templates?|"
    r"components?|charts?|playbooks?|recipes?|cookbooks?|engine|\d(?:\.[\dx]+)*\+?(?!\d))(?!\w)",
    re.IGNORECASE,
)
_ROUTERS = re.compile(r"\b(?:cisco|routers?|switches|routing|firewalls?)\b", re.IGNORECASE)
_JOINERS = (
    r"and/or|and|or|und|oder|et|ou|y|o|e|en|of|plus|including|such as|like|e\.g\.?|i\.e\.?|with|as well as|"
    r"preferably|especially|ideally|but also|framework|programming|language|languages|"
    r"also|and also|/|mit|sowie|bzw\.?|vs\.?"
)
_TIGHT = re.compile(
    rf"(?:\s*v?\d[\d.x]*\+?)?[\s,/&+|;:•·()\[\]\"'“”*`-]*(?:(?:{_JOINERS})[\s,:(/&*-]{{1,3}}){{0,2}}",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"[^.;!?\n]{1,60}")
_WORD = re.compile(r"\w+")
_VERSION = re.compile(r"[ ]?\d{1,4}(?:\.[\dx]{1,4})*(?![\w%$])")
# Sentences glued in a CSV cell: "SQL ServerExcellent communication".
_GLUED = re.compile(
    r"(?:Experience|Excellent|Strong|Knowledge|Ability|Good|Must|Familiar|Proficien|Understanding|Work|You|We|The|At|Minimum|"
    r"Bachelor|Degree|Preferred|Nice|Desired|Skills|Education|Responsibilities|Requirements|Qualifications|Proven|Self|Highly|"
    r"Develop|Design|Great|Solid|Demonstrated|Team|Able|Additional|Bonus|Benefits|Build|Create|Basic|Advanced|Hands|Our|In|"
    r"Support|Manage|Maintain|Provide|Collaborate|Communicat|Analy|Prior|Previous|Required|Technical|This|What|Who|Why)"
)
_DOMAIN_AFTER = re.compile(
    r"\.(?:js|com|io|net|org|co|ai|dev|py|us|uk|app|edu|gov|de|fr|eu|me|info|ca|au|in)\b", re.IGNORECASE
)
_HYPHEN_AFTER = re.compile(
    r"-(?:based|lang|developer|programmer|stack|framework|experienced|powered|focused|like|specific|native|heavy|first|"
    r"style|entwickl|programm|kenntnis|erfahrung|anwendung|experience|certified|related)",
    re.IGNORECASE,
)
_NOUN_LAST = re.compile(r" [a-z]{3,}[a-rt-z]$")  # "smart contract", "Hoyer lift": they have plurals
_SENTENCE_END = re.compile(r"(?:[.!?:]|^)[\s\"'“*_(•·-]*$")
_ADDRESS = re.compile(
    r"://|www\.|@\w|\.(?:com|org|io|ai|dev|app|edu|gov|co|net|us|jobs)(?:/|\b(?!\w))", re.IGNORECASE
)
_IDEOGRAPHS = "\u2e80"  # from here on, writing sets no blanks between words
_BLANKS = re.compile(r"[\s<>()\[\],;\"|]")


@dataclass(slots=True)
class Mention:
    """One place where a text names a skill (several for a composite). Offsets are canonical, half open."""

    start: int
    end: int
    entries: tuple[SkillEntry, ...]
    alias: Alias
    line: int  # index of the document's line
    settled: str = ""  # how: "plain", "list", "cue"; empty while open
    exact: bool = field(default=True)  # written with the spelling's own capitals


type ExtraNames = tuple[tuple[str, str], ...]
"""Spellings known besides the vocabulary's: (name of the skill, spelling). The skill may be a new one."""


def _extra_targets(extra: ExtraNames, known: frozenset[str]) -> list[tuple[SkillEntry, Alias]]:
    """What the extra spellings stand for; spellings that the vocabulary has keep its meaning."""
    by_name = {entry.name: entry for entry in load().entries}
    taken = set(known)
    targets = []
    for name, spelling in extra:
        spelling = " ".join(spelling.split())
        if len(spelling) < 2 or fold(spelling) in taken:
            continue
        taken.add(fold(spelling))
        entry = by_name.get(name) or SkillEntry(
            slug=f"+{slug_of(name)}", name=name, category="", aliases=(Alias(name),)
        )
        # A word with capitals may be a common word without them.
        kind = Ambiguity.NONE
        if not spelling.replace(" ", "").isalnum():
            kind = Ambiguity.SYMBOL
        elif " " not in spelling and not spelling.islower():
            kind = Ambiguity.CASE
        targets.append((entry, Alias(spelling, kind)))
    return targets


_PLAIN = (Ambiguity.NONE, Ambiguity.SYMBOL)
_STANDARD = re.compile(r"[A-Z]{2,8}[ -]\d{3,6}(?:-\d)?")  # a body's letters and the number of its standard


class _Matcher:
    """The automaton over all spellings, built once."""

    def __init__(self, extra: ExtraNames = ()) -> None:
        vocabulary = load()
        by_slug = {entry.slug: entry for entry in vocabulary.entries}
        self.targets: list[tuple[tuple[SkillEntry, ...], Alias]] = []
        patterns: list[str] = []
        for entry in vocabulary.entries:
            for alias in entry.aliases:
                patterns.append(fold(alias.text))
                self.targets.append(((entry,), alias))
        for text, slugs in vocabulary.composites.items():
            patterns.append(fold(text))
            self.targets.append((tuple(by_slug[slug] for slug in slugs), Alias(text)))
        for text in vocabulary.phrases:
            patterns.append(fold(text))
            self.targets.append(((), Alias(text)))
        spelled = set(patterns)
        for pattern, target in list(zip(patterns, self.targets, strict=True)):
            joined = pattern.replace(" ", "")
            if _STANDARD.fullmatch(target[1].text) and joined not in spelled:
                spelled.add(joined)  # "ISO9001" is ISO 9001
                patterns.append(joined)
                self.targets.append(target)
        for entry, alias in _extra_targets(extra, frozenset(patterns)):
            patterns.append(fold(alias.text))
            self.targets.append(((entry,), alias))

        # Bare letters occur hundreds of times in a page: they are looked for as words, not by the automaton.
        self.letters = {
            pattern: self.targets[index] for index, pattern in enumerate(patterns) if len(pattern) == 1
        }
        longer = [index for index, pattern in enumerate(patterns) if len(pattern) > 1]
        self.targets = [self.targets[index] for index in longer]
        self.patterns = [patterns[index] for index in longer]
        self.automaton = AhoCorasick(self.patterns, implementation=Implementation.ContiguousNFA)
        letters = "".join(self.letters) + "".join(self.letters).upper()
        self.letter = (
            re.compile(
                rf"[{re.escape(letters)}](?<![^\W\u2e80-\U0010ffff].)(?<![@$#'’.&].)"
                rf"(?![^\W\u2e80-\U0010ffff]|[@$'’&+#])"
            )
            if letters
            else None
        )

    def spans(
        self, text: str, wraps: frozenset[int] = frozenset()
    ) -> list[tuple[int, int, tuple[SkillEntry, ...], Alias]]:
        """Every spelling at word boundaries, leftmost and longest first, none overlapping another.

        A spelling reaches over a line's end only at the offsets ``wraps``, where text is wrapped.
        """
        found = []
        targets, patterns = self.targets, self.patterns
        glued: dict[
            int, list[tuple[int, int, tuple[SkillEntry, ...], Alias]]
        ] = {}  # by where another may begin
        for index, start, end in self.automaton.find_matches_as_indexes(fold(text), overlapping=True):
            if start and text[start].isalnum() and _goes_on(text[start - 1]):
                if text[start].isupper() and text[start - 1].islower() and start in glued:
                    entries, alias = targets[index]
                    stop = end if end == len(text) else _stop(text, start, end, alias)
                    if stop and alias.ambiguity in _PLAIN:
                        found.extend(glued[start])  # "SalesforceHubSpot": a cell lost the line end
                        found.append((start, stop, entries, alias))
                elif text[start].isupper() and _LOST_BLANK.search(text, max(0, start - 12), start):
                    entries, alias = targets[index]
                    stop = end if end == len(text) else _stop(text, start, end, alias)
                    if stop and text[start:end] == alias.text:
                        found.append(
                            (start, stop, entries, alias)
                        )  # "Umgang mitExcel": its bold type was lost
                continue
            if (
                " " in patterns[index]
                and (broken := text.find("\n", start, end)) >= 0
                and broken not in wraps
            ):
                continue
            entries, alias = targets[index]
            if end < len(text) and not (stop := _stop(text, start, end, alias)):
                if text[end].isupper() and text[end - 1].islower() and alias.ambiguity in _PLAIN:
                    glued.setdefault(end, []).append((start, end, entries, alias))
                continue
            found.append((start, stop if end < len(text) else end, entries, alias))
        if self.letter:
            for match in self.letter.finditer(text):
                entries, alias = self.letters[match.group().lower()]
                found.append((match.start(), match.end(), entries, alias))
        found.sort(key=lambda span: (span[0], -span[1], -len(span[3].text)))
        kept: list[tuple[int, int, tuple[SkillEntry, ...], Alias]] = []
        last = 0
        for span in found:
            if span[0] >= last:
                kept.append(span)
                last = span[1]
        return kept


# Small words that never begin a name; where type was set bold the blank after them may be lost.
_LOST_BLANK = re.compile(r"(?:^|(?<=[^\w-]))(?:mit|von|in|im|und|oder|gute|with|of|and|or|using|in)\Z")


def _goes_on(character: str) -> bool:
    """Whether a character goes on with a word beside it; ideographs, kana and hangul stand by themselves."""
    return character.isalnum() and character < _IDEOGRAPHS


def _stop(text: str, start: int, end: int, alias: Alias) -> int:
    """Where a spelling ends when it may end here (a version or plural s is taken in), else 0."""
    after = text[end]
    if not _goes_on(after):
        if after in "+#" and (len(alias.text) < 3 or after == "#") and alias.text[-1] not in "+#":
            return 0
        if after == "@" or (after == "." and _DOMAIN_AFTER.match(text, end)):
            return 0
        return end
    if not text[end - 1].isalnum():
        # C++, C#; of phrases that are no skill ("CAD $") anything may follow
        return end if text[end - 1] in "+#)$" else 0
    plain = alias.ambiguity in (Ambiguity.NONE, Ambiguity.SYMBOL)
    if (
        plain
        and after in "sS"
        and (
            (alias.text.isupper() and text[start:end].isupper())
            or (after == "s" and _NOUN_LAST.search(alias.text))
        )
        and not text[end + 1 : end + 2].isalnum()
    ):
        return end + 1
    if (
        plain
        and len(alias.text) > 2
        and after.isdigit()
        and not text[end - 1].isdigit()
        and (version := _VERSION.match(text, end))
    ):
        return version.end()
    if text[end - 1].islower() and after.isupper() and _GLUED.match(text, end):
        return end
    return 0


@lru_cache(maxsize=4)
def _matcher(extra: ExtraNames = ()) -> _Matcher:
    return _Matcher(extra)


def known_spans(text: str, extra: ExtraNames = ()) -> list[tuple[int, int]]:
    """Where any spelling of the vocabulary stands, phrases that are no skill too: (start, end), in order."""
    return [(start, end) for start, end, _, _ in _matcher(extra).spans(text)]


@cache
def _cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, cues)) + r")(?!\w)", re.IGNORECASE)


_SENT_IN = re.compile(
    r"\b(?:resumes?|résumés?|cvs?|applications?|cover letters?)[\s(,]+(?:only\s+)?(?:in|as)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_SENT = re.compile(r"\b(?:resumes?|résumés?|cvs?|applications?|letters?)\b[^.\n]{0,60}$", re.IGNORECASE)
_FILE = re.compile(
    r"\s*(?:\(|\.docx?|formats?\b|documents?\b|files?\b|or (?:a )?pdf|/\s?pdf|attachments?\b)", re.IGNORECASE
)


def _names_a_file(text: str, start: int, end: int) -> bool:
    """Whether a program is named as what an application is written in: "send your CV in Word format"."""
    if _SENT_IN.search(text, max(0, start - 40), start):
        return text[start:end].split()[-1].lower() in ("word", "pdf", "excel")
    return _FILE.match(text, end) is not None and _SENT.search(text, max(0, start - 90), start) is not None


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the span is a part of a web or mail address: GitHub in "https://github.com/acme"."""
    low, high = start, end
    floor, ceiling = max(0, start - 120), min(len(text), end + 120)
    while low > floor and not _BLANKS.match(text[low - 1]):
        low -= 1
    while high < ceiling and not _BLANKS.match(text[high]):
        high += 1
    if low == start and high == end:
        return False
    token = text[low:high]
    found = _ADDRESS.search(token)
    if not found:
        return False
    if "://" in token or "www." in token.lower() or "@" in token:
        return True
    # "Socket.io/React" holds two names; "acme.io/react" is an address.
    return not (low + found.start() < end and start == low) and not (
        low + found.end() <= start and token.count("/") == 1
    )


def _tight(gap: str) -> bool:
    return len(gap) <= 40 and _TIGHT.fullmatch(gap) is not None


def _loose(gap: str) -> bool:
    return (
        len(gap) <= 60
        and ("," in gap or "/" in gap)
        and _LOOSE.fullmatch(gap) is not None
        and len(_WORD.findall(gap)) <= 4
    )


@cache
def _cisco_ios() -> tuple[SkillEntry, ...]:
    """What "IOS" is among routers and switches."""
    return tuple(entry for entry in load().entries if entry.name == "Cisco IOS")


class _Settler:
    """Settles the open mentions of one line."""

    def __init__(self, text: str, line: Line, mentions: Sequence[Mention]) -> None:
        self.text, self.line, self.mentions = text, line, mentions
        self.short = line.kind is LineKind.BULLET and len(_WORD.findall(line.text)) <= 3
        self.alone = line.text.strip(" .,;:*-•")

    @cached_property
    def shouted(self) -> bool:
        """Whether the whole line is in capitals, so that capitals say nothing."""
        letters = "".join(filter(str.isalpha, self.line.text[:2000]))
        return len(letters) > 8 and sum(map(str.isupper, letters)) > 0.85 * len(letters)

    @cached_property
    def titled(self) -> bool:
        """Whether the line is set in title case, so that a capital says little."""
        words = _WORD.findall(self.line.text[:400])
        return sum(word[0].isupper() for word in words) > 0.5 * len(words)

    def _starts_sentence(self, mention: Mention) -> bool:
        before = self.text[max(self.line.start, mention.start - 12) : mention.start]
        return _SENTENCE_END.search(before) is not None if before else True

    def _cued(self, mention: Mention, *, first: bool) -> bool:
        before = self.text[max(self.line.start, mention.start - 70) : mention.start]
        kind = mention.alias.ambiguity
        if mention.exact and (
            _IDEOGRAPH_AFTER.match(self.text, mention.end, self.line.end) or _IDEOGRAPH_BEFORE.search(before)
        ):
            return True
        if kind is Ambiguity.NEVER_ALONE:
            return mention.exact and _CUE_TOUCHING.search(before) is not None
        shouted = mention.end - mention.start > 3 and self.text[mention.start : mention.end].isupper()  # EPIC
        if mention.alias.cues and (mention.exact or kind is Ambiguity.CONTEXT or shouted):
            window = self.text[
                max(self.line.start, mention.start - 120) : min(self.line.end, mention.end + 120)
            ]
            if _cue_pattern(mention.alias.cues).search(window):
                return True
        after = self.text[mention.end : min(self.line.end, mention.end + 50)]
        if mention.exact or kind is Ambiguity.CONTEXT:
            if _CUE_BEFORE.search(before) or _ROLE_AFTER.match(after):
                return True
            if mention.alias.word and not self.titled and _PREPOSED.search(before):
                return True
            return not first and _THING_AFTER.match(after) is not None
        if mention.entries[0].category == "office" and _OFFICE_BEFORE.search(before):
            return True
        if kind is not Ambiguity.CASE or mention.alias.text.isupper():
            return False
        if mention.entries[0].category in _TECHNICAL and _BUILT_ON.match(after):
            return True
        return _CUE_TOUCHING.search(before) is not None or _PLAIN_ROLE.match(after) is not None

    def _linked(self, mention: Mention, other: Mention) -> bool:
        """Whether a settled neighbour in the same list makes the spelling a skill."""
        if all(entry.topic for entry in other.entries):
            return False
        left, right = (other, mention) if other.start < mention.start else (mention, other)
        gap = self.text[left.end : right.start]
        if mention.alias.ambiguity is Ambiguity.NEVER_ALONE:
            return mention.exact and other.entries[0].category in _TECHNICAL and _tight(gap)
        spelled = self.text[mention.start : mention.end]
        if (
            mention.alias.ambiguity is Ambiguity.LIST
            and all(entry.optional for entry in other.entries)
            and not gap.strip()
        ):
            return False  # "Comprehend continuous integration": a verb and its object
        if _tight(gap):
            if mention.exact or (self.shouted and spelled == mention.alias.text):
                return True
            # "react, redux" and "MAVEN, YARN": other capitals count beside a plain technical name only
            if other.entries[0].optional or other.entries[0].category not in _TECHNICAL:
                return False
            if mention.alias.text.isupper() and (spelled.islower() or spelled[:-1].isupper()):
                return False  # "ACLs" are no ACLS
            if mention.alias.ambiguity is Ambiguity.LIST and not self.shouted:
                both = spelled.isupper() and self.text[other.start : other.end].isupper()  # "LESS and SASS"
                return "," in gap or "/" in gap or (both and bool(gap.strip()))
            return bool(gap.strip())
        return mention.exact and _loose(gap)

    def settle(self) -> None:
        """Decide every mention of the line; what stays open is no skill."""
        text = self.text
        for mention in self.mentions:
            kind, spelled = mention.alias.ambiguity, text[mention.start : mention.end]
            if kind in (Ambiguity.NONE, Ambiguity.SYMBOL):
                mention.settled = "plain"
                if spelled == "IOS" and _ROUTERS.search(self.line.text):
                    mention.entries = _cisco_ios()
                continue
            mention.exact = kind is Ambiguity.CONTEXT or (spelled == mention.alias.text and not self.shouted)
            if self._hyphened(mention):
                mention.entries = ()
                continue
            first = self._starts_sentence(mention)
            if mention.alias.text == "Apache" and self._names_a_project(mention):
                mention.entries = ()
                continue
            acronym = mention.alias.text.isupper() and len(spelled) > 1
            subject = (
                not first or acronym or _SUBJECT_AFTER.match(text, mention.end, self.line.end) is not None
            )
            if (kind is Ambiguity.CASE and mention.exact and subject) or (
                (self.short or self.alone == spelled) and kind is not Ambiguity.NEVER_ALONE and mention.exact
            ):
                mention.settled = "plain"
            elif self._cued(mention, first=first):
                mention.settled = "cue"
        self._spread()

    def _names_a_project(self, mention: Mention) -> bool:
        """Whether a name that nobody knows here goes on: "Apache Aurora" is not the web server."""
        found = _NAME_AFTER.match(self.text, mention.end, self.line.end)
        return found is not None and all(other.start != found.start(1) for other in self.mentions)

    def _hyphened(self, mention: Mention) -> bool:
        """A hyphen glues the spelling to another word ("pay-as-you-go", "Spring-loaded")."""
        before = self.text[mention.start - 1 : mention.start]
        after = self.text[mention.end : mention.end + 1]
        if before == "-" and mention.start - 1 > self.line.start and self.text[mention.start - 2].isalnum():
            return True
        return (
            after == "-"
            and self.text[mention.end + 1 : mention.end + 2].isalnum()
            and not _HYPHEN_AFTER.match(self.text, mention.end)
        )

    def _kinds(self, left: Mention, right: Mention) -> bool:
        """Whether two names without their capitals stand in a list after the word for what they are."""
        return (
            not left.settled
            and not right.settled
            and left.alias.ambiguity is right.alias.ambiguity is Ambiguity.CASE
            and left.entries[0].category in _TECHNICAL
            and right.entries[0].category in _TECHNICAL
            and _tight(self.text[left.end : right.start])
            and _KIND_BEFORE.search(self.text[max(self.line.start, left.start - 50) : left.start]) is not None
        )

    def _spread(self) -> None:
        """Let settled mentions settle their neighbours in a list, to and fro."""
        candidates = [mention for mention in self.mentions if mention.entries]
        for order in (candidates, candidates[::-1], candidates):
            for other, mention in pairwise(order):
                if not mention.settled and other.settled and self._linked(mention, other):
                    mention.settled = "list"
        for left, right in pairwise(candidates):
            if self._kinds(left, right):
                left.settled = right.settled = "list"
        for left, right in pairwise(candidates):
            pair = {left.alias.ambiguity, right.alias.ambiguity}
            if (
                not left.settled
                and not right.settled
                and left.exact
                and right.exact
                and pair != {Ambiguity.NEVER_ALONE}
                and left.entries != right.entries
                and _tight(gap := self.text[left.end : right.start])
                and gap.strip()
            ):
                left.settled = right.settled = "list"
        for order in (candidates, candidates[::-1]):
            for other, mention in pairwise(order):
                if not mention.settled and other.settled and self._linked(mention, other):
                    mention.settled = "list"


def _wrapped(first: Line, second: Line) -> bool:
    """Whether the second line only continues the first (text wrapped at a fixed width)."""
    return first.kind is second.kind is LineKind.PLAIN and len(first.text) >= 50


def find_mentions(text: str, lines: Sequence[Line], extra: ExtraNames = ()) -> list[Mention]:
    """Every skill the text names, in order; spellings that stayed ambiguous are left out."""
    starts = [line.start for line in lines]
    by_line: dict[int, list[Mention]] = {}
    wraps = frozenset(
        offset
        for first, second in pairwise(lines)
        if second.start - first.end <= 2 and _wrapped(first, second)
        for offset in range(first.end, second.start)
    )
    for start, end, entries, alias in _matcher(extra).spans(text, wraps):
        index = bisect_right(starts, start) - 1
        if index < 0 or start >= lines[index].end or not entries:
            continue
        if (
            _in_address(text, start, end)
            or (start and text[start - 1] == "@")
            or _names_a_file(text, start, end)
        ):
            continue
        if alias.text == "Nix" and text[start - 1 : start] == "*":
            continue  # "Linux/*nix" is any Unix
        if _after_dot(text, start, alias) or text[max(0, start - 2) : start] == "<?":
            continue
        by_line.setdefault(index, []).append(Mention(start, end, entries, alias, index))
    for index, mentions in by_line.items():
        _Settler(text, lines[index], mentions).settle()
    everything = [mention for mentions in by_line.values() for mention in mentions]
    _recall(everything)
    return [mention for mention in everything if mention.settled and mention.entries]


def _after_dot(text: str, start: int, alias: Alias) -> bool:
    """Whether a spelling is the tail of a dotted name ("main.go"); glued sentences ("us.Python") are not."""
    if start < 2 or text[start - 1] != "." or alias.text.startswith("."):
        return False
    return text[start - 2].isalnum() and not (text[start - 2].islower() and text[start].isupper())


def _recall(mentions: Iterable[Mention]) -> None:
    """A spelling settled elsewhere in the text counts where it stands alone ("Golang ... you write Go")."""
    everything = list(mentions)
    known = {
        entry.slug
        for mention in everything
        if mention.settled and mention.alias.ambiguity is not Ambiguity.NEVER_ALONE
        for entry in mention.entries
    }
    for mention in everything:
        if (
            not mention.settled
            and mention.exact
            and mention.entries
            and mention.alias.ambiguity is not Ambiguity.NEVER_ALONE
            and mention.entries[0].slug in known
        ):
            mention.settled = "cue"
