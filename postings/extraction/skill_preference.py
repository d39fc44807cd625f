"""Required or preferred: what a line's own words say about the skills it names, clause by clause.

Order of weight: a marker in the clause, then the section's heading, then required. Pure Python.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

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
_NOT_NEEDED = re.compile(
    r"\b(?:not|n['’]t|never|no)\s+(?:be\s+)?"
    r"(?:strictly\s+|absolutely\s+|necessarily\s+|a\s+strict\s+|a\s+)?"
    r"(?:required?|requirements?|necessary|needed|essential|mandatory|must|prerequisite|expected)\b"
    r"|\bnicht\s+(?:zwingend\s+)?(?:erforderlich|notwendig)|\bpas\s+(?:obligatoire|nécessaire|indispensable)",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\brequired\b|\bmust(?:[\s-]+haves?)?\b|\bmandatory\b|\bis\s+essential\b|\bare\s+essential\b|"
    r"\bessential\s*[:)]|\bneeded\b|\ba\s+necessity\b|\bzwingend\b|\berforderlich\b|\bobligatoire\b|"
    r"\bindispensable\b|\bobligatorio\b|\bobrigatório\b|必须|必須|필수",
    re.IGNORECASE,
)
_BACK = Prefiltered(_BACKWARD, re.IGNORECASE | re.VERBOSE)
_FORE = Prefiltered(_FORWARD, re.IGNORECASE | re.VERBOSE)

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
        *("rather than", "away from", "kein", "ohne ", "sans ", "prerequisite"),
    ]
)

# Where one statement ends and the next begins. Abbreviations end no sentence.
_STATEMENT = (
    r"(?:any\s+|prior\s+|previous\s+|some\s+|strong\s+|good\s+|solid\s+|basic\s+|working\s+|la\s+|une\s+|des\s+|les\s+)?"
    r"(?:experience|knowledge|familiarity|exposure|understanding|proficiency|kenntnisse|erfahrung|connaissances?|"
    r"expérience|ma[îi]trise|conocimientos?|experiencia|conhecimentos?|experiência)"
    r"\s+(?:with|of|in|to|using|mit|von|de|du|des|en|em|con|com)\b"
)
_BREAK = re.compile(
    r"[.!?](?=\s|$)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bvs\.)(?<!\bincl\.)(?<!\bex\.)(?<!\bSr\.)(?<!\bJr\.)|;|[；。]|"
    r"\s[–—-]\s|\s?--\s?|—|\s\|\s|,?\s+(?:but|while|whereas|though|although|aber|mais|pero|mas)\s|"
    r",(?:(?<=preferred,)|(?<=desired,)|(?<=desirable,)|(?<=required,)|(?<=plus,)|(?<=bonus,)|"
    r"(?<=a must,)|(?<=essential,)|(?<=mandatory,)|(?<=obrigatório,)|"
    r"(?<=obligatorio,)|(?<=obligatoire,)|(?<=erforderlich,)|(?<=ein muss,))|"
    rf"(?P<soft>,\s+(?:and\s+|or\s+|und\s+|et\s+|y\s+|e\s+)?(?={_STATEMENT}))|"
    r",?\s+(?:and,?\s+)?(?=(?:as\s+would|ideally|preferably|idealerweise|idéalement|optionally|if\s+possible)\b)|"
    r",\s+(?:and\s+|or\s+)?(?=(?:know(?:ing|s)?\s+|having\s+|experience\s+(?:with|in)\s+)?both\s+(?:is|are|would)\b)|"
    r",\s+with\s+(?=[^.;,]{1,60}\b(?:plus|bonus|preferred|advantage|asset|desirable|desired)\b)|"
    r",\s+(?:and\s+|with\s+|plus\s+)?(?=(?:bonus|nice\s+to\s+have)\b)|"
    r"(?-i:(?<=[a-z)])(?=(?:Preferred|Required|Nice to|Bonus|Strong|Experience|Knowledge|Must|Desired|"
    r"Excellent|Ability|Proficien|Familiar)))",  # sentences glued in a cell
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"\b(?:some|basic|little|prior|previous|any|good|solid|strong|working|advanced|additional|also|"
    r"knowledge|experience|familiarity|exposure|understanding)\b",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    """this that these those it they all both any each either though although also which while experience
    knowledge familiarity certification certifications skills some prior previous having being""".split()
)
_SINGULAR = re.compile(r"^\W*(?:\w+\s+){0,3}?is\s")
_DASH = re.compile(r"\s[–—-]\s")
_THOUGH = re.compile(r"(?:^|[.!?]\s)\W*(?:while|although|though|even if)\s*$", re.IGNORECASE)
_PAREN = re.compile(r"[(\[]([^()\[\]]{0,200})[)\]]")
_NO_BEFORE = re.compile(
    r"(?:\b(?:no|without|never|not\s+(?:an?|looking\s+for|using|use|about|hiring)|"
    r"do(?:es)?(?:\s+not|n['’]t)\s+(?:use|need|require|do|have\s+to\s+know|want)|"
    r"instead\s+of|rather\s+than|away\s+from|no\s+longer\s+us(?:e|ing)|kein(?:e|en)?|ohne|sans)\s+"
    r"(?:any\s+|prior\s+|previous\s+|need\s+for\s+|an?\s+|experience\s+(?:with|in)\s+)?)$",
    re.IGNORECASE,
)
# "Go or Rust (bonus for both)": one of them is asked for, only having both is the wish.
_FOR_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
# What the sentence before named: "Familiarity with these is a plus".
# Of a list below it: "You're not expected to have experience with everything listed".
_NOT_ALL = re.compile(
    r"\b(?:not\s+expect(?:ed|ing)?|(?:do(?:es)?\s+not|don['’]t)\s+(?:need|have|expect|require)|no\s+need)\b[^.;!?]{0,60}"
    r"\b(?:everything|all\s+of|every\s+one|each\s+of|every)\b[^.;!?]{0,30}\b(?:listed|below|these|them|this|following|list)\b",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"\b(?:these|those|them|(?:the|all|any|some|several|most)\s+(?:of\s+the\s+)?above|"
    r"(?:this|that|our|such|same)\s+(?:\w+\s+)?(?:stack|technolog(?:y|ies)|tools?|tech|frameworks?|languages?))\b"
    r"(?!\s+(?:who|that|with|are|of)\b)",
    re.IGNORECASE,
)
# "Our stack is Go and Redis. You don't need experience with these tools": good to know, at most.
_THOSE_UNNEEDED = re.compile(
    r"\b(?:do(?:es)?\s+not|don['’]t)\s+(?:need|require|expect)\s+(?:\w+\s+){0,2}?"
    r"(?:experience|expertise)\s+(?:with|in)\s+(?:all\s+|any\s+)?(?:of\s+)?"
    r"(?:these|those|them|this|the\s+above|our\s+(?:stack|tools))\b",
    re.IGNORECASE,
)
# "Rust developers are welcome": people are, whom the job is for.
_PEOPLE_BEFORE = re.compile(
    r"\b(?:experts?|developers?|engineers?|programmers?|devs|people|candidates?|applicants?|applications?|specialists?|"
    r"students?|graduates?|grads|beginners?|seniors?|juniors?|backgrounds?|levels?|everyone|anyone|all)\W*"
    r"(?:(?:is|are|be|also|very|most|always|especially|particularly|will|would|highly)\s+)*$",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b|\boder\b|\bou\b", re.IGNORECASE)
_NOT_ONLY = re.compile(r"\bno(?:t)?\s+(?:only|just|limited|less|fewer|later|more)\b", re.IGNORECASE)
_ADVERB = re.compile(r"id[eé]al|prefer|option|de\s|bij\s", re.IGNORECASE)
_VERB = re.compile(r"\b(?:is|are|be|would|will|could|may|might|come|comes|was)\b", re.IGNORECASE)
_PRACTICE = re.compile(r"\b(?:experience|knowledge|years?|familiarity|understanding)\b", re.IGNORECASE)
_DEGREE_PREFERRED = re.compile(
    r"\b(?:bachelor|master|associate|college|university|advanced|graduate|undergraduate|high\s+school|ph\.?d|mba|bsn|ged)"
    r"(?:['’]?s)?\b[^.;,]{0,40}?\b(?:(?:degree|diploma|education)\W+)?(?:is\s+|strongly\s+|highly\s+)*"
    r"(?:preferred|desired|desirable|an?\s+plus)\Z",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:are|would|will|could|come)\s+(?:\w+\s+){0,3}"
    r"(?:plus|bonus|nice|great|good|ideal|help|use|benef|valu|adv|asset|hand|in|des|app|pre)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\d\+?\s*(?:-\s*\d+\s*)?(?:years?|yrs)\b", re.IGNORECASE)
_CLOSES = re.compile(r"\b(?:and|or|und|oder|et|ou)\b|&", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:,|and\b|or\b|/)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d]+")
# A parenthesis of these words alone speaks of what stands before it; "(Kotlin preferred)" does not.
_MARKER_WORDS = frozenset(
    """strongly highly but not a an the is are be as would will very really prefer too big huge great nice
    good to have haves plus bonus preferred preferable preferably desired desirable ideally ideal
    optional required must essential mandatory advantage advantageous helpful useful beneficial
    asset points strictly necessary needed only also major strong real added considered if possible
    and or for both any all these idealerweise von vorteil wünschenswert souhaité souhaitée apprécié
    atout un ein deseable valorable desejável diferencial minimum even better kudos""".split()
)


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    soft: bool = False  # it goes on a list of statements: "SQL, experience with Kafka"
    opens: bool = False  # it opens a sentence


@dataclass(frozen=True, slots=True)
class _Marker:
    """What a clause's marker says of the span [low, high) of it, and perhaps of the clauses after it."""

    asked: Asked
    low: int
    high: int
    onward: bool = False


def heading_preference(text: str) -> Asked | None:
    """What a heading-like line without skills says of the lines below it: "Nice to have:" is PREFERRED."""
    if not _triggered(text):
        return None
    if _FORE.search(text) or _BACK.search(text):
        return Asked.PREFERRED
    return Asked.REQUIRED if _REQUIRED.search(text) and not _NOT_NEEDED.search(text) else None


def wishes_for_those(text: str) -> bool:
    """Whether a line without skills wishes for those above it: "Experience with any of these is a plus"."""
    if len(text) > MAX_WISH_CHARS or not _triggered(text) or not _ANAPHOR.search(text):
        return False
    back = _BACK.search(text)
    return back is not None and (said := _ANAPHOR.search(text)) is not None and said.start() < back.start()


def needs_not_all(text: str) -> bool:
    """Whether a line without skills says that those listed below it need not all be known."""
    return len(text) <= 2 * MAX_WISH_CHARS and _triggered(text) and _NOT_ALL.search(text) is not None


def judge(text: str, spans: Sequence[tuple[int, int]]) -> list[Asked | None]:
    """What one line says of each skill span (offsets into ``text``, ascending); None where it says nothing.

    >>> judge("Python required; Go a plus", [(0, 6), (17, 19)])
    [<Asked.REQUIRED: 'required'>, <Asked.PREFERRED: 'preferred'>]
    """
    if not spans or not _triggered(text):
        return [None] * len(spans)
    return _Judge(text, spans).said


def _triggered(text: str) -> bool:
    return bool(_TRIGGERS.find_matches_as_indexes(fold(text)))


class _Judge:
    """One line under judgement: ``said`` grows as its clauses, parentheses and refusals are read."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text, self.spans = text, spans
        self.starts = [start for start, _ in spans]
        self.said: list[Asked | None] = [None] * len(spans)
        self.parens = [_Clause(*match.span(1)) for match in _PAREN.finditer(text)]
        self.outer_text = _PAREN.sub(lambda match: "\x00" * len(match.group()), text)
        self.bare = [self.outer_text[start] != "\x00" for start in self.starts]  # in no parenthesis
        self.clauses = self._split()
        self._read_clauses()
        self._read_parentheses()
        self._read_refusals()

    def _split(self) -> list[_Clause]:
        clauses, begin, soft, opens = [], 0, False, False
        for match in _BREAK.finditer(self.outer_text):
            if match.start() > begin:
                clauses.append(_Clause(begin, match.start(), soft, opens))
            empty = not self.text[begin : match.start()].strip()  # ". Ideally": the sentence opens still
            begin, soft = match.end(), match["soft"] is not None
            opens = match.group()[:1] in ".!?" or (empty and opens)
        clauses.append(_Clause(begin, len(self.text), soft, opens))
        return clauses

    def _inside(self, start: int, end: int) -> range:
        """The spans that begin in [start, end)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def _relative(self, indexes: Sequence[int], start: int) -> list[tuple[int, int]]:
        return [(self.spans[i][0] - start, self.spans[i][1] - start) for i in indexes]

    def _read_clauses(self) -> None:
        carried: Asked | None = None  # "Nice to have: X. Y" goes on over the sentence
        local = False  # "Experience with our tools is a plus: X." does not
        previous: range = range(0)
        inherited: set[int] = set()  # what a heading of the line says of them, a word of their own may change
        said = self.said
        for number, clause in enumerate(self.clauses):
            words = self.outer_text[clause.start : clause.end].replace("\x00", " ")
            hits = self._inside(clause.start, clause.end)
            inside = self._relative(hits, clause.start)
            bare = [span for i, span in zip(hits, inside, strict=True) if self.bare[i]]
            marker = _marker(words, bare, inside)
            if (
                marker is not None
                and not hits
                and _THOUGH.search(self.text[max(0, clause.start - 14) : clause.start])
            ):
                carried, local = Asked.PREFERRED, True  # "While not required, Kafka helps": of what follows
                continue
            if marker is not None and not hits and self._of_both(clause.start, clause.end):
                continue
            if marker is not None and not hits and self._of_those(marker, words, clause.start):
                continue
            if marker is None and not hits and _THOSE_UNNEEDED.search(words):
                self._say(0, clause.start, Asked.PREFERRED)
                continue
            if local and clause.opens:
                carried, local = None, False
            if marker is None:
                for i in hits:
                    if said[i] is None and carried is not None:
                        said[i] = carried
                        inherited.add(i)
            else:
                ahead = words[: marker.low].split()
                # "though not essential" goes back, "KeyPay a plus" (a name nobody knows) does not
                brief = len(ahead) <= 4 and not marker.onward and not any(map(_is_name, ahead))
                own = not clause.opens or _only_marker_words(words)
                dashed = (
                    not hits
                    and marker.asked is Asked.PREFERRED
                    and (number == 0 or clause.opens or (brief and _only_marker_words(words)))
                    and _DASH.match(self.text, clause.end) is not None
                )
                if not hits and marker.asked is not Asked.REQUIRED and brief and own and not dashed:
                    # "..., but not required", "- a plus": speaks of the clause before
                    for i in previous:
                        if (
                            said[i] is None
                            or i in inherited
                            or (marker.asked is Asked.PREFERRED and said[i] is Asked.NOT)
                        ):
                            said[i] = marker.asked
                self._say(clause.start + marker.low, clause.start + marker.high, marker.asked)
                if hits and marker.asked is Asked.PREFERRED and _PLURAL.search(words[marker.low :]):
                    # "SQL, experience with Kafka and ... would be great" speaks of the whole list
                    first = number
                    while first and self.clauses[first].soft:
                        first -= 1
                    self._say(self.clauses[first].start, clause.start, Asked.PREFERRED)
                # "Nice to have - Docker": a clause of marker words alone at the start heads the line
                heads = number == 0 and not hits and _only_marker_words(words)
                # ``dashed``: "Experience with our tools is a bonus - Go, Ruby"
                carried = marker.asked if marker.onward or heads or dashed else None
                local = not heads and (dashed or len(words[: marker.low].split()) > 2)
            if hits:
                previous = hits

    def _say(self, start: int, end: int, asked: Asked) -> None:
        for i in self._inside(start, end):
            if self.said[i] is None:
                self.said[i] = asked

    def _read_parentheses(self) -> None:
        clause_starts = [clause.start for clause in self.clauses]
        floor = 0  # where the words begin that a parenthesis can speak of
        for paren in self.parens:
            words = self.text[paren.start : paren.end]
            hits = self._inside(paren.start, paren.end)
            if hits:
                for i, asked in zip(hits, judge(words, self._relative(hits, paren.start)), strict=True):
                    self.said[i] = asked or self.said[i]
            elif (
                (marker := _marker(words, ())) is not None
                # "(a plus if you know these, but not required)" speaks of what stands before it, too
                and (_only_marker_words(words) or _ANAPHOR.search(words) is not None)
                and not any(map(str.isdigit, words))
                and not self._of_both(paren.start, paren.end)
            ):
                at = max(0, bisect_left(clause_starts, paren.start + 1) - 1)
                clause = self.clauses[at]
                if not self.text[max(floor, clause.start) : paren.start].strip(" ([*_-•·"):
                    # "(Bonus) Docker", "[Nice to have] SQL, experience with Kafka": of what follows
                    while at + 1 < len(self.clauses) and self.clauses[at + 1].soft:
                        at += 1
                    self._say(paren.end, self.clauses[at].end, marker.asked)
                    floor = paren.end
                    continue
                listed = floor > 1 and not self.text[floor + 1 : paren.start].strip(" (")
                begin = clause.start if listed else max(floor, clause.start)
                # "tools (Jira, Trello) (preferred)": what the brackets before hold too
                before = [i for i in self._inside(begin, paren.start) if self.bare[i] or listed]
                if before and _GOES_ON.match(self.text, paren.end + 1):
                    before = before[-1:]  # "Kafka, Redis (preferred), Go": the marker is the last one's
                for i in before:
                    if marker.asked is not Asked.NOT or self.said[i] is None:  # "a plus (but not required)"
                        self.said[i] = marker.asked
                if self.text[paren.end + 1 : paren.end + 2] == ":":  # "Data (a plus): Spark, Airflow"
                    self._say(paren.end, clause.end, marker.asked)
            floor = paren.end

    def _of_those(self, marker: _Marker, words: str, start: int) -> bool:
        """Whether a clause without names wishes for what the sentence before it names; says so of that."""
        if marker.asked is not Asked.PREFERRED or start == 0 or not _ANAPHOR.search(words):
            return False
        before = [clause for clause in self.clauses if clause.start < start]
        while before and not self._inside(before[-1].start, before[-1].end):
            before.pop()
        end = before[-1].end if before else 0
        while before and not before[-1].opens and before[-1].start:
            before.pop()
        if before:
            self._say(before[-1].start, end, Asked.PREFERRED)
        return bool(before)

    def _of_both(self, start: int, end: int) -> bool:
        """Whether [start, end) wishes for both of an alternative before it."""
        if _FOR_BOTH.search(self.text[start:end]) is None:
            return False
        before = self._inside(0, start)[-2:]
        return len(before) == 2 and (
            _OR.search(self.text, self.spans[before[0]][1], self.spans[before[1]][0]) is not None
        )

    def _read_refusals(self) -> None:
        for i, start in enumerate(self.starts):
            head = self.text[max(0, start - 45) : start]
            if _NO_BEFORE.search(head) and not _NOT_ONLY.search(head + self.text[start : start + 12]):
                self.said[i] = Asked.NOT


def _is_name(word: str) -> bool:
    """Whether a word is, by its capital, the name of something that nobody knows here."""
    plain = word.strip("*_()[]\"'.,:;!•-")
    return plain[:1].isupper() and plain.lower() not in _MARKER_WORDS | _NO_NAMES


def _only_marker_words(words: str) -> bool:
    return len(words) < 200 and set(_LETTERS.findall(words.lower())) <= _MARKER_WORDS


def _marker(
    words: str, spans: Sequence[tuple[int, int]], inside: Sequence[tuple[int, int]] | None = None
) -> _Marker | None:
    """The marker of a clause whose skills stand at ``spans``, or None.

    ``inside`` are the same with those in parentheses: "ideally its friends (X, Y)" speaks of them.
    """
    if not _triggered(words):
        return None
    if fore := _FORE.search(words):
        onward = (
            fore.group().rstrip().endswith(":")
            or words[fore.end() :].lstrip()[:1] == ":"
            or "following" in fore.group().lower()
        )
        if onward or any(start >= fore.start() for start, _ in inside or spans):
            return _Marker(Asked.PREFERRED, fore.start(), len(words), onward)
        if len(words[fore.end() :].split()) <= 1 or not _ADVERB.match(fore.group()):
            return _Marker(Asked.PREFERRED, 0, len(words))
        return None  # "bookkeeping, ideally in the non-profit sector" says nothing of bookkeeping
    back = _BACK.search(words)
    if back and "welcome" in back.group().lower() and _PEOPLE_BEFORE.search(words, 0, back.start()):
        back = None
    if back:
        colon = words[back.end() :].lstrip(" *_)")[:1] == ":"
        if any(start < back.start() for start, _ in spans):
            if colon:
                return _Marker(Asked.PREFERRED, back.start(), len(words), True)
            # Words after the marker are another statement's; without any the list may have come in brackets.
            beyond = any(start >= back.end() for start, _ in spans)
            high = back.end() if beyond else len(words)
            return _Marker(Asked.PREFERRED, _list_start(words, back, spans), high)
        # "build tools (Xcode, Fastlane) preferred": what the brackets hold comes before
        ahead = any(start < back.start() for start, _ in inside or ())
        return _Marker(Asked.PREFERRED, 0 if ahead else back.start(), len(words), colon)
    if refused := _NOT_NEEDED.search(words):
        if words[refused.end() :].lstrip(" *_)")[:1] == ":":  # "but not mandatory: Simulink, C++"
            return _Marker(Asked.PREFERRED, refused.start(), len(words), True)
        return _Marker(Asked.NOT, 0, len(words))
    if required := _REQUIRED.search(words):
        onward = words[required.end() :].lstrip(" *_)")[:1] == ":"
        return _Marker(Asked.REQUIRED, 0, len(words), onward)
    return None


def _list_start(words: str, marker: re.Match[str], spans: Sequence[tuple[int, int]]) -> int:
    """Where the list begins that a bare marker closes: "3 years of SQL in some kind, Snowflake preferred"."""
    earlier = [span for span in spans if span[0] < marker.start()]
    if (degree := _DEGREE_PREFERRED.search(words, 0, marker.end())) and earlier[-1][1] <= degree.start():
        return degree.start()  # "strong Excel skills Bachelor's degree preferred": of the degree alone
    if len(earlier) > 1 and _SINGULAR.search(words[: marker.end()][earlier[-1][1] :]):
        gap = words[earlier[-2][1] : earlier[-1][0]]
        if "," in gap and _QUALIFIED.search(gap):  # "Bash, some Python is nice to have": of Python alone
            return earlier[-1][0]
    last = words[earlier[-1][1] : marker.start()]
    if not _PLURAL.search(last + words[marker.start() : marker.end() + 12]):
        if (closed := _after_a_closed_list(words, earlier)) is not None:
            return closed
        if (
            len(earlier) == 2
            and "," in words[earlier[0][1] : earlier[1][0]]
            and _YEARS.search(words[: earlier[0][0]])
        ):
            return earlier[1][0]  # "5+ years of Java, Spring preferred"
    if _VERB.match(marker.group()) or len(last.split()) > 1:
        return 0
    for (_, end), (begin, _) in zip(earlier[-2::-1], earlier[:0:-1], strict=False):
        gap = words[end:begin]
        others = [
            word for word in _LETTERS.findall(gap) if word.lower() not in ("and", "or", "und", "et", "of")
        ]
        if _PRACTICE.search(gap) or ("," in gap and len(others) > 1) or ")" in gap:
            return begin
    return 0


def _after_a_closed_list(words: str, spans: Sequence[tuple[int, int]]) -> int | None:
    """Where the last list begins if an "and" has closed one before it: "Java and SQL, Kafka a plus"."""
    begin = closed = None
    for (_, end), (start, _) in pairwise(spans):
        gap = words[end:start]
        if closed and "," in gap and not _CLOSES.search(gap):
            begin, closed = start, False
        elif _CLOSES.search(gap):
            closed = "," not in gap
    return begin
