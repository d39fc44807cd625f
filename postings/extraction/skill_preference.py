"""Required or preferred: what a line's own words say about the skills it names, clause by clause.

Order of weight: a marker in the clause, then the section's heading, then required. Pure Python.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """What a clause says about a skill it names."""

    REQUIRED = "required"
    PREFERRED = "preferred"
    NOT = "not"  # "no PHP", "Java not required"


_LEVEL = r"(?:huge|big|great|real|major|strong|definite|nice|significant|added|considerable|additional|massive|serious|distinct|clear)"
# Markers that speak of what stands before them: "Go is a plus".
_BACKWARD = rf"""
    \b(?:an?|is|are|as|be|being|considered)\s+(?:{_LEVEL}\s+)?(?:plus|bonus|advantage|asset)(?:es|s)?\b
  | \b(?:{_LEVEL}\s+)(?:plus|bonus|advantage|asset)\b
  | \bpluses\b | \bplus(?=\s*[.!)]*\s*$) | ,\s*plus(?=\s*$)
  | \bpreferred\b(?!\s+(?:vendor|supplier|partner|pronoun|name\b|provider|location|method|start|candidate|individual|applicant|person))
  | \bpreferable\b | \bdesir(?:ed|able|eable)\b(?!\s+(?:outcome|result|state|goal|level|impact|effect|candidate|individual|applicant|person|profile))
  | \b(?:nice|good|great|helpful|useful|beneficial)[\s-]+to[\s-]+haves?\b | \bnice-to-haves?\b
  | \b(?:would|will|could|may|might)\s+(?:also\s+)?be\s+(?:an?\s+|very\s+|highly\s+|really\s+|considered\s+(?:an?\s+)?)?
      (?:{_LEVEL}\s+)?(?:nice|great|good|ideal|amazing|awesome|fantastic|advantageous|advantage|beneficial|helpful|useful|valuable|welcome|
      plus|bonus|asset|handy|preferred|appreciated|desirable|desired|cool|perfect|benefit|added)\b
  | \b(?:is|are|be|was|also|very|highly|considered|much|well|greatly|most|especially|particularly)\s+(?:\w+\s+)?
      (?:helpful|useful|beneficial|valuable|welcomed?|valued|appreciated|advantageous|handy|desirable|recommended)\b
  | \b(?:helpful|useful|beneficial|advantageous|appreciated|valued|welcome|a\s+benefit)(?=\s*[.!)]*\s*$)
  | \b(?:come|comes|coming)\s+in\s+handy\b | \b(?:an?|added|be|is|are)\s+(?:added\s+|distinct\s+)?(?:advantage|benefit)\b
  | \badvantage(?=\s*[.!)]*\s*$) | \bwelcomed?\s+(?:too|as\s+well|also)\b
  | \bextra\s+(?:credit|points)\b | \bearns?\s+(?:you\s+)?(?:extra|bonus)\b | \bbonus(?=\s*[.!)]*\s*$)
  | \bvon\s+vorteil\b | \bwünschenswert\b | \bein\s+plus\b | \bplus\s+sein\b | \bgern(?:e)?\s+gesehen\b | \bwillkommen\b
  | \bun\s+(?:vrai\s+|gros\s+|réel\s+)?(?:plus|atout)\b | \b(?:souhaité|apprécié|appréciable|souhaitable)e?s?\b | \best\s+un\s+plus\b
  | \b(?:deseable|valorable)s?\b | \bse\s+valora(?:rá|n)?\b | \b(?:desejável|desejáveis)\b | \bdiferencia(?:l|is)\b
  | \bis\s+een\s+(?:pré|plus)\b | \bmile\s+widzian\w+
"""
# Markers that speak of what follows: "ideally with Kafka".
_FORWARD = r"""
    \b(?:ideally|preferably|optionally)\b | \bbonus(?:\s+points?)?\s*(?:if|for|:|-|–|skills?|qualifications?)
  | \bbonus\s+points\b | \bextra\s+(?:credit|points)\s+(?:if|for)\b | \bplus(?:es)?\s*:
  | \b(?:nice|good|great)[\s-]+to[\s-]+haves?\s*[:–-] | \b(?:even|ever)\s+better\s+(?:if|with)\b
  | \b(?:preferred|desired|desirable|optional|additional|bonus)\s*:
  | \b(?:preferred|desired|desirable|optional|bonus|nice[\s-]to[\s-]have)\s+(?:\w+\s+){0,2}
      (?:experience|skills?|qualifications?|knowledge|technolog(?:y|ies)|requirements?|certifications?|tools?|languages?)\b
  | \bwe(?:'|’)?d?\s+(?:would\s+)?(?:also\s+)?(?:love|prefer|appreciate)\s+(?:it\s+)?(?:if|to\s+see|someone|candidates?|people)\b
  | \bwe\s+prefer\b | \b(?:it(?:'|’)?s|it\s+is|it\s+would\s+be|would\s+be)\s+(?:an?\s+)?(?:\w+\s+)?(?:(?:great|nice|plus|bonus|helpful|awesome|cool|ideal|advantage)\s+(?:if|to\s+have)|(?:plus|bonus|advantage)\s+for)\b
  | \b(?:an?\s+)(?:\w+\s+)?(?:plus|bonus)\s+(?:if|for)\b | \bpreference\s+(?:will\s+be\s+)?(?:given\s+)?(?:to|for)\b
  | \bidealerweise\b | \bidéalement\b | \bidealmente\b | \bpreferiblemente\b | \bpreferencialmente\b | \bde\s+préférence\b | \bbij\s+voorkeur\b
"""
_NOT_NEEDED = re.compile(
    r"\b(?:not|n['’]t|never|no)\s+(?:be\s+)?(?:strictly\s+|absolutely\s+|necessarily\s+|a\s+strict\s+|a\s+)?"
    r"(?:required?|requirements?|necessary|needed|essential|mandatory|must|prerequisite|expected)\b|\boptional\b"
    r"|\bnicht\s+(?:zwingend\s+)?(?:erforderlich|notwendig)|\bpas\s+(?:obligatoire|nécessaire|indispensable)",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\brequired\b|\bmust(?:[\s-]+haves?)?\b|\bmandatory\b|\bis\s+essential\b|\bare\s+essential\b|\bessential\s*[:)]|"
    r"\bneeded\b|\ba\s+necessity\b|\bzwingend\b|\berforderlich\b|\bobligatoire\b|\bindispensable\b|\bobligatorio\b|\bobrigatório\b",
    re.IGNORECASE,
)
_BACK = re.compile(_BACKWARD, re.IGNORECASE | re.VERBOSE)
_FORE = re.compile(_FORWARD, re.IGNORECASE | re.VERBOSE)
_ANY = re.compile(f"{_FORWARD}|{_BACKWARD}", re.IGNORECASE | re.VERBOSE)

# Where one statement ends and the next begins. Abbreviations end no sentence.
_BREAK = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)(?<!\bincl)(?<!\bex)(?<!\bSr)(?<!\bJr)[.!?](?=\s|$)|;|\s[–—-]\s|\s\|\s|"
    r",?\s+(?:but|while|whereas|aber|mais|pero|mas)\s|"
    r"(?:(?<=preferred)|(?<=desired)|(?<=desirable)|(?<=required)|(?<=plus)|(?<=bonus)|(?<=a must)),|"
    r"(?P<soft>,\s+(?:and\s+|or\s+|und\s+|et\s+|y\s+|e\s+)?(?=(?:any\s+|prior\s+|previous\s+|some\s+|strong\s+|good\s+|solid\s+|basic\s+|working\s+|la\s+|une\s+|des\s+|les\s+)?"
    r"(?:experience|knowledge|familiarity|exposure|understanding|proficiency|kenntnisse|erfahrung|connaissances?|expérience|ma[îi]trise|"
    r"conocimientos?|experiencia|conhecimentos?|experiência)\s+(?:with|of|in|to|using|mit|von|de|du|des|en|em|con|com)\b))|"
    r",?\s+(?:and\s+)?(?=(?:ideally|preferably|idealerweise|idéalement|optionally)\b)|"
    r",\s+(?:and\s+|with\s+|plus\s+)?(?=(?:bonus|nice\s+to\s+have)\b)",
    re.IGNORECASE,
)
_PAREN = re.compile(r"[(\[]([^()\[\]]{0,200})[)\]]")
_NO_BEFORE = re.compile(
    r"(?:\b(?:no|without|never|not\s+(?:an?|looking\s+for|using|use|about|hiring)|do(?:es)?(?:\s+not|n['’]t)\s+(?:use|need|require|do|have\s+to\s+know|want)|"
    r"instead\s+of|rather\s+than|away\s+from|no\s+longer\s+us(?:e|ing)|kein(?:e|en)?|ohne|sans)"
    r"\s+(?:any\s+|prior\s+|previous\s+|need\s+for\s+|an?\s+|experience\s+(?:with|in)\s+)?)$",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"\bno(?:t)?\s+(?:only|just|limited|less|fewer|later|more)\b", re.IGNORECASE)


_ADVERB = re.compile(r"id[eé]al|prefer|option|de\s|bij\s", re.IGNORECASE)
_VERB = re.compile(r"\b(?:is|are|be|would|will|could|may|might|come|comes|was)\b", re.IGNORECASE)
_PRACTICE = re.compile(r"\b(?:experience|knowledge|years?|familiarity|understanding)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d]+")
# A parenthesis of these words alone speaks of what stands before it; "(Kotlin preferred)" does not.
_MARKER_WORDS = frozenset(
    "strongly highly but not a an the is are be as would will very big huge great nice good to have haves plus bonus preferred "
    "preferable preferably desired desirable ideally ideal optional required must essential mandatory advantage advantageous "
    "helpful useful beneficial asset points strictly necessary needed only also major strong real added considered if possible "
    "and or for both any all these idealerweise von vorteil wünschenswert souhaité souhaitée apprécié atout un ein "
    "deseable valorable desejável diferencial minimum".split()
)
_PLURAL = re.compile(
    r"\b(?:are|would|will|could|come)\s+(?:\w+\s+){0,3}(?:plus|bonus|nice|great|good|ideal|help|use|benef|valu|adv|asset|hand|in|des|app|pre)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    paren: bool
    soft: bool = False  # it goes on a list of statements: "SQL, experience with Kafka"


def _clauses(text: str) -> list[_Clause]:
    """The clauses of a line outside parentheses, then each parenthesis as a clause of its own."""
    parens = [match.span(1) for match in _PAREN.finditer(text)]
    outer = text
    for low, high in parens:
        outer = outer[: low - 1] + "\x00" * (high - low + 2) + outer[high + 1 :]
    clauses, begin, soft = [], 0, False
    for match in _BREAK.finditer(outer):
        if match.start() > begin:
            clauses.append(_Clause(begin, match.start(), False, soft))
        begin, soft = match.end(), match["soft"] is not None
    clauses.append(_Clause(begin, len(text), False, soft))
    return clauses + [_Clause(low, high, True) for low, high in parens]


def heading_preference(text: str) -> Asked | None:
    """What a heading-like line without skills says of the lines below it: "Nice to have:"; None if nothing."""
    if _ANY.search(text):
        return Asked.PREFERRED
    return None


def judge(text: str, spans: Sequence[tuple[int, int]]) -> list[Asked | None]:
    """What one line says of each skill span (offsets into ``text``); None where it says nothing.

    >>> judge("Python required; Go a plus", [(0, 6), (17, 19)])
    [<Asked.REQUIRED: 'required'>, <Asked.PREFERRED: 'preferred'>]
    """
    said: list[Asked | None] = [None] * len(spans)
    if not spans:
        return said
    if not (
        _ANY.search(text)
        or _REQUIRED.search(text)
        or _NOT_NEEDED.search(text)
        or re.search(
            r"\b(?:n(?:o|ot|ever)|n['’]t|without|instead|rather|away|kein\w*|ohne|sans)\b|n['’]t\b",
            text,
            re.IGNORECASE,
        )
    ):
        return said
    clauses = _clauses(text)
    outer = [clause for clause in clauses if not clause.paren]
    parens = [clause for clause in clauses if clause.paren]

    def inside(clause: _Clause) -> list[int]:
        return [i for i, (start, _) in enumerate(spans) if clause.start <= start < clause.end]

    def bare(clause: _Clause) -> list[int]:
        """Spans of an outer clause that stand in no parenthesis."""
        return [i for i in inside(clause) if not any(p.start <= spans[i][0] < p.end for p in parens)]

    carried: Asked | None = None  # "Nice to have: X. Y" goes on over the sentence
    previous: list[int] = []
    for number, clause in enumerate(outer):
        words = _blank(text, clause, parens)
        hits = inside(clause)
        marker = _marker(
            words, [(s - clause.start, e - clause.start) for s, e in (spans[i] for i in bare(clause))]
        )
        if marker is None:
            for i in hits:
                said[i] = said[i] or carried
        else:
            asked, low, high, onward = marker
            if not hits and asked is not Asked.REQUIRED and len(words[:low].split()) <= 4 and not onward:
                # "..., but not required", "- a plus": speaks of the clause before
                for i in previous:
                    if said[i] is None or (asked is Asked.PREFERRED and said[i] is Asked.NOT):
                        said[i] = asked
            chosen = [i for i in hits if clause.start + low <= spans[i][0] < clause.start + high]
            for i in chosen:
                if said[i] is None:
                    said[i] = asked
            if hits and asked is Asked.PREFERRED and _PLURAL.search(words[low:]):
                # "SQL, experience with Kafka and ... would be great" speaks of the whole list
                first = number
                while first and outer[first].soft:
                    first -= 1
                for i in range(len(spans)):
                    if outer[first].start <= spans[i][0] < clause.start and said[i] is None:
                        said[i] = asked
            # "Nice to have - Docker": a clause of marker words alone at the start heads the line
            heads = number == 0 and not hits and set(_LETTERS.findall(words.lower())) <= _MARKER_WORDS
            carried = asked if onward or heads else None
        if hits:
            previous = hits
    for paren in parens:
        words = text[paren.start : paren.end]
        hits = inside(paren)
        marker = _marker(words, [(s - paren.start, e - paren.start) for s, e in (spans[i] for i in hits)])
        if marker is None:
            continue
        asked, low, high, _ = marker
        if hits:
            for i in hits:
                if paren.start + low <= spans[i][0] < paren.start + high:
                    said[i] = asked
        elif set(_LETTERS.findall(words.lower())) <= _MARKER_WORDS:
            clause = next((c for c in outer if c.start <= paren.start <= c.end), outer[-1])
            floor = max([clause.start, *(p.end for p in parens if p.end < paren.start)])
            before = [i for i in bare(clause) if floor <= spans[i][0] < paren.start]
            if before and re.match(r"\s*(?:,|and\b|or\b|/)", text[paren.end + 1 :]):
                before = before[-1:]  # "Kafka, Redis (preferred), Go": the marker is the last one's
            for i in before:
                said[i] = asked
    for i, (start, _) in enumerate(spans):
        head = text[max(0, start - 45) : start]
        if _NO_BEFORE.search(head) and not _NOT_ONLY.search(text[max(0, start - 45) : start + 12]):
            said[i] = Asked.NOT
    return said


def _blank(text: str, clause: _Clause, parens: Sequence[_Clause]) -> str:
    """The clause's words with its parentheses blanked out, same length."""
    words = text[clause.start : clause.end]
    for paren in parens:
        low, high = max(paren.start, clause.start) - clause.start, min(paren.end, clause.end) - clause.start
        if low < high:
            words = words[:low] + " " * (high - low) + words[high:]
    return words


def _marker(words: str, spans: Sequence[tuple[int, int]]) -> tuple[Asked, int, int, bool] | None:
    """The clause's marker as (says, from, to, goes on over the clause's end), from/to bounding what it speaks of."""
    fore = _FORE.search(words)
    if fore:
        onward = fore.group().rstrip().endswith(":") or words[fore.end() :].lstrip()[:1] == ":"
        if any(start >= fore.start() for start, _ in spans) or onward:
            return Asked.PREFERRED, fore.start(), len(words), onward
        if len(words[fore.end() :].split()) <= 1 or not _ADVERB.match(fore.group()):
            return Asked.PREFERRED, 0, len(words), False
        return None  # "bookkeeping, ideally in the non-profit sector" says nothing of bookkeeping
    back = _BACK.search(words)
    if back:
        colon = words[back.end() :].lstrip(" *_)")[:1] == ":"
        before = any(start < back.start() for start, _ in spans)
        if before and not colon:
            return Asked.PREFERRED, _reach_back(words, back, spans), _reach(words, back.end(), spans), False
        return Asked.PREFERRED, 0 if not before else back.start(), len(words), colon
    if _NOT_NEEDED.search(words):
        return Asked.NOT, 0, len(words), False
    if required := _REQUIRED.search(words):
        onward = words[required.end() :].lstrip(" *_)")[:1] == ":"
        return Asked.REQUIRED, 0, len(words), onward
    return None


def _reach_back(words: str, marker: re.Match[str], spans: Sequence[tuple[int, int]]) -> int:
    """Where the list begins that a bare marker closes: "3 years of SQL in some flavour, Snowflake preferred"."""
    earlier = [span for span in spans if span[0] < marker.start()]
    if not earlier or _VERB.match(marker.group()) or len(words[earlier[-1][1] : marker.start()].split()) > 1:
        return 0
    start = earlier[-1][0]
    for (_, end), (begin, _) in zip(earlier[-2::-1], earlier[:0:-1], strict=False):
        gap = words[end:begin]
        others = [
            word for word in re.findall(r"\w+", gap) if word.lower() not in ("and", "or", "und", "et", "of")
        ]
        if _PRACTICE.search(gap) or ("," in gap and len(others) > 1) or ")" in gap:
            break
        start = end - 1
    else:
        return 0
    return start


def _reach(words: str, end: int, spans: Sequence[tuple[int, int]]) -> int:
    """How far a backward marker speaks: to its own end, or over a list that follows at once ("preferred: X")."""
    return end if any(start >= end for start, _ in spans) else len(words)
