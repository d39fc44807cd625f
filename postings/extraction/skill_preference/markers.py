"""Words that mark a wish, a demand or a refusal, and what they say of the lines around."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from postings.extraction.prefilter import Prefiltered
from postings.extraction.skill_vocabulary import fold

MAX_WISH_CHARS = 220  # a longer line says more than that the tools above would be nice


class Asked(StrEnum):
    """What a clause says about a skill it names."""

    REQUIRED = "required"
    PREFERRED = "preferred"
    NOT = "not"  # "no PHP", "Java not required"


_LEVEL = (
    r"(?:huge|big|great|real|major|strong|definite|nice|significant|added|considerable|additional|massive|"
    r"serious|distinct|clear)"
)
_NOT_THE_JOB = r"candidate|individual|applicant|person|profile"
# Markers that speak of what stands before them: "Go is a plus".
_BACKWARD = rf"""
    \b(?:an?|is|are|as|be|being|considered)\s+(?:{_LEVEL}\s+)?(?:plus|bonus|advantage|asset)(?:es|s)?\b
  | \b(?:{_LEVEL}\s+)(?:plus|bonus|advantage|asset)\b
  | ^\s*(?:nice|ideal|helpful|useful|plus|bonus)\s*[.!]?\s*$ | \b(?:is|are)\s+nice(?=\s*[.!)]*\s*$)
  | \b(?:considered|viewed|seen|regarded)\s+favou?rably\b
  | \b(?:all|so\s+much)\s+the\s+better\b | \beven\s+better(?=\s*[.!)]*\s*$) | \bkudos(?=\s*[.!)]*\s*$)
  | ,\s+(?:great|nice|cool|awesome|perfect|fantastic|wonderful|lovely|brilliant|super)(?=\s*[.!)]*\s*$)
  | \bmooi\s+meegenomen\b
  | (?<!vos\s)(?<!tes\s)\batouts?\b
  | \bpluses\b | \bplus(?=\s*[.!)]*\s*$) | \b(?:an?|big|huge)\s+\+(?!\w) | ^\s*\++\s*$
  | (?<=[a-z0-9\#+])(?<!\band)(?<!\bvery)(?<!\bbe)(?<!\bso)\s+nice(?=[\s.!)]*$)
  | \bcounts?\s+(?:as\s+an?\s+(?:plus|bonus)|in\s+your\s+favou?r)
  | \b(?:would|could|can|do(?:es)?|will|wo)\s*(?:not|n['’]t)\s+hurt\b
  | \bif\s+you\s+(?:have|know)\s+(?:it|them|any)\b
  | \b(?:given|get|have|receive)\s+(?:\w+\s+)?preference\b
  | \bpreferred\b(?!\s+(?:vendor|supplier|partner|pronoun|name\b|provider|location|method|start|
      {_NOT_THE_JOB}))
  | \bpreferable\b
  | \bdesir(?:ed|able|eable)\b(?!\s+(?:outcome|result|state|goal|level|impact|effect|{_NOT_THE_JOB}))
  | \b(?:nice|good|great|helpful|useful|beneficial)[\s-]+to[\s-]+haves?\b
  | \b(?:would|will|could|may|might)\s+(?:also\s+)?be\s+
      (?:an?\s+|very\s+|highly\s+|really\s+|considered\s+(?:an?\s+)?)?(?:{_LEVEL}\s+)?
      (?:nice|great|good|ideal|amazing|awesome|fantastic|excellent|lovely|brilliant|wonderful|terrific|
         super|sweet|interesting|favou?rable|advantageous|advantage|beneficial|helpful|useful|
         valuable|welcome|plus|bonus|asset|handy|preferred|appreciated|desirable|desired|cool|perfect|
      benefit|
         added)\b
  | \b(?:is|are|be|was|also|very|highly|considered|much|well|greatly|most|especially|particularly)\s+
      (?:\w+\s+)?
      (?:helpful|useful|beneficial|valuable|welcomed?|valued|appreciated|advantageous|handy|desirable|
         recommended)\b
  | \b(?:helpful|useful|beneficial|advantageous|appreciated|valued|welcome|a\s+benefit)(?=\s*[.!)]*\s*$)
  | \b(?:come|comes|coming)\s+in\s+handy\b
  | \b(?:an?|added|be|is|are)\s+(?:added\s+|distinct\s+)?(?:advantage|benefit)\b
  | \badvantage(?=\s*[.!)]*\s*$) | \bwelcomed?\s+(?:too|as\s+well|also)\b
  | \bextra\s+(?:credit|points)\b | \bearns?\s+(?:you\s+)?(?:extra|bonus)\b | \bbonus(?=\s*[.!)]*\s*$)
  | \boptional\b
  | \bvon\s+vorteil\b | \bwünschenswert\b | \bein\s+plus\b | \bplus\s+sein\b | \bgern(?:e)?\s+gesehen\b
  | \bwillkommen\b
  | \bun\s+(?:vrai\s+|gros\s+|réel\s+)?(?:plus|atout)\b | \best\s+un\s+plus\b
  | \b(?:souhaité|apprécié|appréciable|souhaitable)e?s?\b
  | \b(?:deseable|valorable)s?\b | \bse\s+valora(?:rá|n)?\b | \b(?:desejável|desejáveis)\b
  | \b(?:des|un|d['’]|comme|vrais?|réels?)\s*atouts?\b | \bune\s+valeur\s+ajoutée\b |
       \ba\s+(?:real\s+)?merit\b
  | \b(?:but|though|although|it['’]s|is|are|these\s+are|this\s+is|while)\s+(?:\w+\s+){{0,2}}?not\s+
      (?:strictly\s+|absolutely\s+|necessarily\s+|an?\s+)*(?:essential|a\s+must|must[\s-]haves?)\b
  | \bnot\s+(?:an?\s+)?(?:essential|must(?:[\s-]haves?)?|deal[\s-]?breakers?)\b | \bkein\s+muss\b
  | \bwould\s+(?:really\s+|also\s+|certainly\s+|greatly\s+)?help\b | \b(?:also\s+|really\s+|always\s+|
      certainly\s+)?helps(?=\s*[.!)]*\s*$)
  | \b(?:is|are)\s+(?:also\s+)?(?:desirable|favou?red|looked\s+upon\s+favou?rably|highly\s+regarded|
      a\s+nice\s+extra)
  | \b(?:looked|viewed)\s+(?:up)?on\s+favou?rably\b | \bhighly\s+regarded\b
  | \b(?:pluspunk?t|bonuspunkt)\w*\b | \bvorteilhaft\b | \bmeriterande\b | \bwenselijk\b | \bgradit[oaie]\b
  | \bserá\s+(?:un|um)\s+(?:plus|diferencial)\b | \bvalorará\w*\b | \bвітається\b | \bжелательно\b |
       \bбудет\s+плюсом\b
  | (?:者|將?有?)?(?:优先|優先|加分|更佳|为佳|為佳)项?項? | 歓迎 | 尚可 | あれば(?:望ましい|尚良) | 우대
  | \bdiferencia(?:l|is)\b | \bis\s+een\s+(?:\w+\s+)?(?:pré|pre|plus|troef|voordeel)\b
  | \btitolo\s+preferenziale\b | \bè\s+gradit[ao]\b | \bdodatkowym\s+atutem\b | \bmile\s+widzian\w+
"""
# Markers that speak of what follows: "ideally with Kafka".
_FORWARD = r"""
    \b(?:any|some|one\s+or\s+more|either)\s+of\s+(?:the\s+following|these)\s+(?:is\s+|are\s+|would\s+be\s+)?
      (?:strongly\s+|highly\s+)?(?:preferred|desired|desirable|an?\s+plus|an?\s+asset|an?\s+advantage)(?=\s*\W?\s*[A-Z])
  | \b(?:ideally|preferr?abl?e?y|optionally)\b | \bif\s+(?:at\s+all\s+)?possible\b
  | \bbonus(?:es)?(?:\s+points?)?\s*(?:if|for|:|-|–|skills?|qualifications?) | \bbonus\s+points\b
  | \bextra\s+(?:credit|points)\s+(?:if|for)\b | \bplus(?:es)?\s*:
  | \b(?:nice|good|great)[\s-]+to[\s-]+haves?\s*[:–-] | \b(?:even|ever)\s+better\s+(?:if|with)\b
  | \b(?:preferred|desired|desirable|optional|additional|bonus)\s*:
  | ^\W*(?:nice|beneficial|helpful|advantageous|useful|welcomed?|valuable|recommended)\s*:
  | ^\W*prefer\s*$ | ^\W*(?:prefer(?:red)?|nice|beneficial|helpful|advantageous)\s+[–—-]\s
  | ^\W*(?:beneficial|advantageous|helpful|useful|valuable|welcome)\s+(?:\w+\s+)?
      (?:knowledge|experience|skills?|familiarity)\b
  | \b(?:gold|extra|additional|bonus)\s+(?:stars?|points?|credits?|marks)\s+(?:if|for)\b
  | \bas\s+would\b
  | \bideal\s+candidates?\s+(?:would|may|might|could)\s+also\b
  | \byou\s+(?:may|might|could)\s+have\s+(?:\w+\s+)?
      (?:experience|worked|used|some|knowledge|exposure|familiarity|dabbled|played|built)\b
  | \b(?:preferred|desired|desirable|optional|bonus|nice[\s-]to[\s-]have)\s+(?:\w+\s+){0,2}
      (?:experience|skills?|qualifications?|knowledge|technolog(?:y|ies)|requirements?|certifications?|
      tools?|
         languages?)\b
  | \bwe(?:'|’)?d?\s+(?:would\s+)?(?:also\s+)?(?:love|prefer|appreciate)\s+(?:it\s+)?
      (?:if|to\s+see|someone|candidates?|people)\b
  | \bwe\s+prefer\b | (?<!you\s)(?<!your\s)(?<!that\s)(?<!if\s)\bprefers?\s+(?:if\s+|
      to\s+see\s+)?(?:some\s+|prior\s+|strong\s+|good\s+|also\s+)?
      (?:knowledge|experience|familiarity|proficiency|exposure|understanding|candidates?|someone|people|
      applicants|those)\b
  | \byou\s+(?:may|might|could)\s+(?:also|even|already|ideally)\s+(?:have|hold|know|bring|be)\b
  | \b(?:it|that|which)\s+(?:also\s+|really\s+|certainly\s+|always\s+)?helps\s+(?:if|when)\b
  | \b(?:it|that)(?:\s+would|\s+will|['’]d|['’]ll)\s+(?:also\s+|really\s+|certainly\s+)?help\s+(?:if|when)\b
  | \bwe(?:['’]d|\s+would)\s+be\s+(?:\w+\s+)?(?:happy|delighted|glad|thrilled|excited|impressed)\s+(?:if|
      about|with|to\s+(?:see|have))\b
  | \bwe(?:['’]d|\s+would)\s+(?:also\s+|really\s+)?(?:like|love|welcome)\s+(?:it\s+if|you\s+to\s+(?:have|
      know)|some|any|experience|knowledge|familiarity)\b
  | \b(?:it(?:'|’)?s|it\s+is|it\s+would\s+be|it['’]?d\s+be|would\s+be)\s+(?:an?\s+)?(?:\w+\s+)?
      (?:(?:great|nice|plus|bonus|helpful|awesome|cool|ideal|advantage)\s+(?:if|to\s+have)
        |(?:plus|bonus|advantage)\s+for)\b
  | \b(?:an?\s+)(?:\w+\s+)?(?:plus|bonus)\s+(?:if|for)\b
  | \bpreference\s+(?:will\s+be\s+)?(?:given\s+)?(?:to|for)\b
  | \b(?:plus|bonus)\s+if\b | ^\s*(?:\w+\s+)?plus\s+for\b | \bbrownie\s+points?\b | \bkudos\s+(?:if|for|to)\b
  | \bgerne?\s+auch\b
  | \bidealerweise\b | \bidéalement\b | \bidealmente\b | \bpreferiblemente\b | \bpreferencialmente\b
  | \bde\s+préférence\b | \bbij\s+voorkeur\b
"""
NOT_NEEDED = re.compile(
    r"\b(?:not|n['’]t|never|no)\s+(?:be\s+)?"
    r"(?:strictly\s+|absolutely\s+|necessarily\s+|a\s+strict\s+|a\s+)?"
    r"(?:required?|requirements?|necessary|needed|essential|mandatory|must|prerequisite|expected)\b"
    r"|\bnicht\s+(?:zwingend\s+)?(?:erforderlich|notwendig)|\bpas\s+(?:obligatoire|nécessaire|indispensable)",
    re.IGNORECASE,
)
REQUIRED = re.compile(
    r"\brequired\b|\bmust(?:[\s-]+haves?)?\b|\bmandatory\b|\bis\s+essential\b|\bare\s+essential\b|"
    r"\bessential\s*[:)]|\bneeded\b|\ba\s+necessity\b|\bzwingend\b|\berforderlich\b|\bobligatoire\b|"
    r"\bindispensable\b|\bobligatorio\b|\bobrigatório\b|必须|必須|필수",
    re.IGNORECASE,
)
BACK = Prefiltered(_BACKWARD, re.IGNORECASE | re.VERBOSE)
FORE = Prefiltered(_FORWARD, re.IGNORECASE | re.VERBOSE)
# Every marker above holds one of these (folded), so a line without any says nothing; cheap to look for.
_TRIGGERS = AhoCorasick(
    [
        *(
            "plus",
            "bonus",
            "advantage",
            "asset",
            "prefer",
            "desir",
            "desej",
            "deseab",
            "nice to",
            "good to have",
        ),
        *("great to have", "to have", "helpful", "useful", "benefi", "valuable", "valued", "valora", "handy"),
        *(
            "welcome",
            "extra credit",
            "extra points",
            "better if",
            "better with",
            "optional",
            "ideal",
            "idéal",
        ),
        *(
            "would be",
            "will be",
            "could be",
            "may be",
            "might be",
            "also be",
            "great if",
            "nice if",
            "cool if",
        ),
        *("helpful if", "awesome if", "love if", "love it", "love to see", "love someone", "love people"),
        *(
            "love candidate",
            "appreci",
            "appréci",
            "recommend",
            "vorteil",
            "wünschens",
            "gesehen",
            "willkommen",
        ),
        *(
            "atout",
            "souhait",
            "diferencia",
            "préférence",
            "voorkeur",
            "widzian",
            " pré",
            " pre",
            "troef",
            "voordeel",
            "preferenzial",
            "atutem",
            "required",
            "must",
        ),
        *("mandatory", "essential", "needed", "necess", "zwingend", "erforderlich", "notwendig", "obligato"),
        *("obrigat", "indispens", "nécess", "not ", "n't", "never", "no ", "without", "instead of"),
        *(
            "prefer",
            "helps",
            "help if",
            "would help",
            "may also",
            "might also",
            "could also",
            "may even",
            "might even",
        ),
        *(
            "may already",
            "might already",
            "may ideally",
            "happy",
            "delighted",
            "glad",
            "thrilled",
            "excited",
            "impressed",
        ),
        *(
            "love",
            "we'd like",
            "would like",
            "also like",
            "really like",
            "merit",
            "kein muss",
            "favor",
            "favour",
            "regarded",
        ),
        *(
            " a +",
            "(+",
            "big +",
            "huge +",
            "hurt",
            "possible",
            "you have it",
            "you know it",
            "have them",
            "count",
        ),
        *(
            "know them",
            "gold star",
            "as would",
            "additional",
            "may have",
            "might have",
            "could have",
            "star if",
        ),
        *("punkt", "wenselijk", "gradit", "valeur", "breaker", "вітаєть", "желатель", "плюсом", "extra"),
        *(", great", ", nice", ", cool", ", awesome", ", perfect", ", fantastic", ", wonderful", ", lovely"),
        *(", brilliant", ", super", "meegenomen"),
        *("brownie", "kudos", "the better", "even better", "nice", "gern", "pluspunt"),
        *(
            "优先",
            "優先",
            "加分",
            "更佳",
            "为佳",
            "為佳",
            "歓迎",
            "尚可",
            "あれば",
            "우대",
            "必须",
            "必須",
            "필수",
        ),
        *(
            "rather than",
            "away from",
            "kein",
            "ohne ",
            "sans ",
            "pas d",
            "geen",
            "zonder",
            "sin ",
            "sem ",
            "senza",
            "bez ",
            "prerequisite",
        ),
    ]
)
# What the sentence before named: "Familiarity with these is a plus".
# Of a list below it: "You're not expected to have experience with everything listed".
_ALL_OF_IT = re.compile(r"every|all\s+of|each\s+of", re.IGNORECASE)  # what ``_NOT_ALL`` cannot do without
_NOT_ALL = re.compile(
    r"\b(?:not\s+expect(?:ed|ing)?|(?:do(?:es)?\s+not|don['’]t)\s+(?:need|have|expect|require)|no\s+need)\b[^.;!?]{0,60}"
    r"\b(?:everything|all\s+of|every\s+one|each\s+of|every)\b[^.;!?]{0,30}\b(?:listed|below|these|them|this|following|list)\b",
    re.IGNORECASE,
)
ANAPHOR = re.compile(
    r"\b(?:these|those|them|(?:the|all|any|some|several|most)\s+(?:of\s+the\s+)?above|"
    r"(?:this|that|our|such|same)\s+(?:\w+\s+)?(?:stack|technolog(?:y|ies)|tools?|tech|frameworks?|languages?))\b"
    r"(?!\s+(?:who|that|with|are|of)\b)",
    re.IGNORECASE,
)


# "You are not expected to:", over a list of what nobody needs to bring
_NOT_EXPECTED = re.compile(
    r"\b(?:you(?:['’]re| are)?|we) (?:do(?:n['’]t| not) |not )(?:need|expect|required?|expected|have)"
    r"(?: you)? to(?: be| have| know)?\W*$",
    re.IGNORECASE,
)


def heading_preference(text: str) -> Asked | None:
    """What a heading-like line without skills says of the lines below it: "Nice to have:" is PREFERRED."""
    if _NOT_EXPECTED.search(text):
        return Asked.NOT
    if not triggered(text):
        return None
    if FORE.search(text) or BACK.search(text):
        return Asked.PREFERRED
    return Asked.REQUIRED if REQUIRED.search(text) and not NOT_NEEDED.search(text) else None


def wishes_for_those(text: str) -> bool:
    """Whether a line without skills wishes for those above it: "Experience with any of these is a plus"."""
    if len(text) > MAX_WISH_CHARS or not triggered(text) or not ANAPHOR.search(text):
        return False
    back = BACK.search(text)
    return back is not None and (said := ANAPHOR.search(text)) is not None and said.start() < back.start()


def needs_not_all(text: str) -> bool:
    """Whether a line without skills says that those listed below it need not all be known."""
    return (
        len(text) <= 2 * MAX_WISH_CHARS
        and _ALL_OF_IT.search(text) is not None
        and triggered(text)
        and _NOT_ALL.search(text) is not None
    )


def triggered(text: str) -> bool:
    """Whether the words hold any that a marker has."""
    return _kept_triggered(text) if len(text) <= 2 * MAX_WISH_CHARS else _triggered(text)


def _triggered(text: str) -> bool:
    return bool(_TRIGGERS.find_matches_as_indexes(fold(text)))


_kept_triggered = lru_cache(maxsize=2_000)(_triggered)  # a line is asked several questions
