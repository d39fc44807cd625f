"""What the parts of a header line are: title, place, way of working, contract, pay, address of a site.

Header lines ("Acme | Backend Engineer | Berlin | Remote | €70k") have no labels, so each part is told by its
words: ``part_kind`` is the shared judge of ``title``, ``company`` and ``verdict``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from postings.extraction.gazetteer import gazetteer
from postings.extraction.vocabulary import vocabulary_file


class PartKind(StrEnum):
    TITLE = "title"
    PLACE = "place"
    WORKPLACE = "workplace"  # remote, hybrid, on site
    CONTRACT = "contract"  # full time, intern, visa
    PAY = "pay"
    SITE = "site"  # an address of the web or of mail
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a header line with its offsets in the line."""

    text: str
    start: int
    end: int


_WORKPLACE = re.compile(
    r"(?:(?:100%|fully|full|partially|partly|mostly|semi|no|not|only|also|or|and|possible|ok|okay|friendly"
    r"|preferred|first|optional|in|the|is|a|within|us|usa|uk|eu|europe|"
    r"maybe|possibly|some|occasional(?:ly)?|sometimes|"
    r"remote|remotes?|remotely|on[- ]?sites?|in[- ]?person|in[- ]?office|office|hybrid|wfh|telecommut\w+"
    r"|work[- ]from[- ]home|home[- ]?office|anywhere|worldwide|global|distributed|"
    r"local|flexible|relocation|days?|week|per|\d)[\s,/&+()!.-]*){1,12}",
    re.IGNORECASE,
)
_WORKPLACE_WORD = re.compile(
    r"\b(?:remote\w*|on[- ]?sites?|in[- ]?person|in[- ]office|hybrid|wfh|telecommut\w+|work[- ]from[- ]home"
    r"|home[- ]?office|anywhere|worldwide|distributed|relocation)\b",
    re.IGNORECASE,
)
_CONTRACT = re.compile(
    r"(?:(?:full|part)[- ]?time|fulltime|parttime|permanent|perm|contract(?:s|or|ors)?"
    r"|contract[- ]to[- ]hire|freelance(?:rs?)?|intern(?:s|ships?)?|summer|co-?ops?|temp(?:orary)?|seasonal"
    r"|fte|ft|pt|"
    r"h-?1b|visas?|sponsor\w*|transfers?|welcome|ok|okay|no|equity|salary|competitive|doe|positions?"
    r"|multiple|various|several|many|lots|of|openings?|roles?|hiring|jobs?|opportunit\w+|all levels?|"
    r"w2|c2c|1099|immediate(?:ly)?|employees?|only|possible|available|experienced|and|or|the|citizens?"
    r"|green ?cards?|[/&,+;.\s()!:-])+",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"[$€£¥₹]\s?~?\d|\b\d[\d.,]*\s?(?:k|K)\b(?!\w)|\b(?:USD|EUR|GBP|CHF|CAD|AUD|PLN)\b.{0,6}\d"
    r"|\d.{0,6}\b(?:USD|EUR|GBP|CHF|CAD|AUD|PLN)\b|~0k|\bsalary\b.{0,20}\d",
)
_SITE = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+"
    r"|^[\w-]+(?:\.[\w-]+){1,3}(?:/\S*)?$",
    re.IGNORECASE,
)
# What sites call the part of theirs where jobs are, beside the name of the firm or instead of it.
_SITE_SECTION = re.compile(
    r"(?:(?:our|open|current|all|view|apply|online|join us|work with us|official)\s)*"
    r"(?:careers?|jobs?|vacanc(?:y|ies)|positions?|openings?|job (?:board|details?|openings?|search"
    r"|portal|postings?)"
    r"|careers? (?:site|page|portal|center|opportunities)|karriere|stellenangebote?|stellen|stellenanzeigen?"
    r"|emplois?|offres? d['’]emploi|recrutement|vagas?|carreiras?|trabalhe conosco|empleos?|trabajo|ofertas?"
    r"|vacatures?|home(?: ?page)?|website|join us|apply(?: now)?|hiring|recruitment|employment"
    r"|workday|greenhouse|lever)",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[,/&;•·+|]|\s[-–—]\s|\s+(?:or|and|und|et|y|e|ou|oder)\s+|\(|\)", re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:(?:north|south|east|west|central)(?=\s(?!East|West)[A-Z])|remote\w*|on[- ]?site"
    r"|onsite|hybrid|in|area|metro|metropolitan|greater|downtown|based|hq|office"
    r"|offices|near|suburbs?|only|also|anywhere|within|city|state|region|from|the|worldwide|global"
    r"|preferred|ideally)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[.'’/+#&-]+[^\W_]+)*[+#]*")
_GENDER = re.compile(
    r"\((?:[mwfdxhnk](?:\s?[/|*,.]\s?[mwfdxhnia]+){1,4}|all genders?|gn|h/f|f/h|m/f|w/m/d|alle|divers)\)"
    r"|\b[mwfh]/[fwmhd](?:/[dxn])?\b",
    re.IGNORECASE,
)
_CAPITALS = frozenset({"IT", "US", "I", "IS"})  # "IT Engineer I, US", not "it", "i" and "us"
_TITLE_STOP = re.compile(
    r"\s(?:at|for|of|in|with|on|to|till|hos|bei|für|im|chez|de|en|para|von|der|and|&|und|et)\s|[,(|/:\[–—]|\s-\s?|-\s",
    re.IGNORECASE,
)
# "Engineer on the Geospatial team"
_TEAM_TAIL = re.compile(r"\s(?:on|in|for) (?:the|our) (?:[\w&/-]+ ){1,4}(?:team|group|squad)$", re.IGNORECASE)
_JOINED = frozenset(
    {"/", "and", "&", "und", "et"}
)  # the head of both may follow: "software and test engineers"
_SEPARATOR = {
    "|": re.compile(r"\s*\|\s*"),
    "·": re.compile(r"\s*[·•]\s*"),
    "//": re.compile(r"\s*(?<!:)//+\s*"),
    "—": re.compile(r"\s+(?:—|–|--+|-)\s+|\s*(?:—|–|--+)\s*"),
    ";": re.compile(r"\s*;\s+"),
    "/": re.compile(r"/\s+|\s+/"),
    ":": re.compile(r"\s+:\s+"),
}


@cache
def _titles() -> dict[str, Any]:
    data, occupations = vocabulary_file("titles.toml"), vocabulary_file("occupations.toml")
    return {
        "heads": frozenset(" ".join([data["heads"], *occupations["heads"].values()]).split()),
        "endings": tuple(set(" ".join([data["endings"], *occupations["endings"].values()]).split())),
        "levels": frozenset(data["levels"].split()),
        "never": frozenset(data["never"].split()),
        "heading": frozenset(data["heading"].split()),
        "appended": frozenset(data["appended"].split()),
    }


_SCRUM_MASTER = re.compile(r"\bscrum[ -]master\b", re.IGNORECASE)  # "master" alone is a degree


def is_head(word: str, *, compounds: bool = True) -> bool:
    """Whether a word is one that titles turn on, in the singular or plural, or (``compounds``) ends in
    one."""
    folded = word.casefold().replace("’", "'").strip(".'-")
    titles = _titles()
    if folded in titles["heads"]:
        return True
    for ending, singular in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("men", "man"),
        ("(s)", ""),
        (":in", ""),
        ("*in", ""),
        ("/in", ""),
        ("innen", ""),
    ):
        if folded.endswith(ending) and folded[: -len(ending)] + singular in titles["heads"]:
            return True
    if compounds and len(folded) > 8 and folded.endswith(titles["endings"]):
        return True
    if "/" in folded or "-" in folded:
        return any(is_head(part) for part in re.split(r"[/-]", folded) if part and part != folded)
    return False


def _main_part(text: str) -> str:
    """The words that must hold the head: "UI/UX Designer" of "UI/UX Designer for the web"."""
    for stop in _TITLE_STOP.finditer(text):
        before = text[: stop.start()]
        if stop.group().strip().casefold() not in _JOINED or any(is_head(w) for w in _WORD.findall(before)):
            return before.strip()
    return text.strip()


# Heads of two words, of which the second alone is none: "Scrum Master", "HVAC Tech"
_TWO_WORDS = (
    (
        re.compile(r"\b(scrum|station|harbou?r|quarter|tool|yard|choir|game) master(s?)\b", re.I),
        r"\1master\2",
    ),
    (
        re.compile(
            r"\b(surgical|scrub|vet|veterinary|hvac|pharmacy|lab|laboratory|field|service|auto|automotive|maintenance"
            r"|dental|nail|it|support|care|ekg|x-ray|radiology|processing|diesel|bench|mri|ct|ultrasound|repair"
            r"|installation|desktop) tech(s?)\b",
            re.I,
        ),
        r"\1 technician\2",
    ),
    (
        re.compile(r"\b(patient|developer|customer|member|victim|family|youth|legal) advocate(s?)\b", re.I),
        r"\1 adviser\2",
    ),
    (
        re.compile(r"\b(medical|vibe|inpatient|outpatient|billing|certified) coder(s?)\b", re.I),
        r"\1 programmer\2",
    ),
)
# "Junior to Mid-Level Software Engineer"
_LEVEL_RANGE = re.compile(
    r"(?:entry|junior|jr|mid|senior|sr)\.?(?:[- ]level)?(?: to |\s?[-/–]\s?)"
    r"(?:mid|senior|sr|lead|staff|principal)\b\.?(?:[- ]level)?,? ",
    re.IGNORECASE,
)


_LEVEL_IN_BRACKETS = re.compile(r"\([^\W\d_]{2,20}\)\s+(?=\w)")  # "(Associate) Team Lead - Data"


@lru_cache(maxsize=20_000)
def title_score(text: str) -> float:
    """How much a short text looks like a job title, 0 to 1.

    >>> title_score("Senior Backend Engineer") > 0.9, title_score("We are hiring engineers") == 0
    (True, True)
    """
    text = _SCRUM_MASTER.sub("scrummaster", text.strip(" .•-–—|:"))
    if not 2 <= len(text) <= 140 or text.count(".") > 3:
        return 0.0
    for two_words, one in _TWO_WORDS:
        text = two_words.sub(one, text)
    if (levels := _LEVEL_RANGE.match(text)) is not None:
        text = text[levels.end() :]
    if (level := _LEVEL_IN_BRACKETS.match(text)) is not None:
        text = text[level.end() :]
    gendered = _GENDER.search(text) is not None
    words = _WORD.findall(_GENDER.sub(" ", text))
    if not words or len(words) > 16:
        return 0.0
    titles = _titles()
    folded = [word.casefold().replace("’", "'") for word in words]
    bad = sum(
        low in titles["never"] for word, low in zip(words, folded, strict=True) if word not in _CAPITALS
    )
    if bad and not (bad == 1 and len(words) > 2 and "(" in text and folded[-1] in titles["never"]):
        return 0.0
    if _SITE.search(text) or "@" in text or (text.endswith(("!", "?")) and len(words) > 6):
        return 0.0
    full, text = text, _TEAM_TAIL.sub("", text)
    main_words = _WORD.findall(_main_part(_GENDER.sub(" ", text)))
    if len(main_words) > 1 and re.fullmatch(r"[IVX]{1,4}|\d|L\d", main_words[-1]):
        main_words.pop()  # "Engineer II"
    if not titles["heading"].isdisjoint(folded) and not (main_words and is_head(main_words[-1])):
        return 0.0
    score = 0.0
    if main_words and is_head(main_words[-1]):
        score = 0.95
    elif any(is_head(word) for word in main_words if word != "pro"):  # "15 Stunden pro Woche"
        score = 0.85
    elif any(is_head(word) for word in words if word != "pro"):
        score = 0.75
    elif gendered:
        score = 0.85
    elif folded[0] in titles["levels"] and len(words) > 1:
        score = 0.5
    if gendered:
        score = max(score, 0.95)
    if len(words) > 10:
        score -= 0.2
    words = _WORD.findall(text) if len(text) < len(full) else words
    lower = sum(word[0].islower() for word in words)
    if len(words) > 4 and lower * 2 > len(words):
        # "Postdoctoral fellowships in computational biology": a title and its field
        score -= (
            0.2 if words[0][0].isupper() and 0 < len(main_words) <= 3 and is_head(main_words[-1]) else 0.3
        )
    return max(0.0, score)


_POSTCODE = re.compile(r"^(?:[A-Z]{1,2}-)?\d{4,5}\s+(?=[A-ZÀ-Ý])")  # "44000 Nantes", "CH-2540 Grenchen"


def _bare(piece: str) -> str:
    """Without words that stand beside a place's name; not for what is a name as it is, as "North America"."""
    return _FILLER.sub(" ", piece).strip(" .:-")


# "AI/ML" holds the codes of two countries, and means neither
_FIELDS = re.compile(r"\b(?:AI|ML|NLP|LLM|BI)(?:\s?[/&]\s?(?:AI|ML|BI|QA|CV|DS|NLP|LLM))+\b")


@lru_cache(maxsize=20_000)
def is_place(text: str) -> bool:
    """Whether every piece of a short text names a place ("Berlin, Germany or Remote")."""
    if len(text) > 120:
        return False
    text = _FIELDS.sub(" ", text)
    places = gazetteer()
    pieces = [
        piece if places.look_up(piece := part.strip(" .:-")) else _POSTCODE.sub("", _bare(part))
        for part in _PIECES.split(text)
    ]
    pieces = [piece for piece in pieces if piece and not re.fullmatch(r"[\d\s-]*", piece)]
    if not pieces:
        return False
    known = 0
    for piece in pieces:
        words = piece.split()
        if len(words) > 5:
            return False
        reading = places.look_up(piece)
        if reading is None and len(words) > 1:  # "Austin TX", "New York NY 10001"
            last = words[-1] if not words[-1].isdigit() else words[-2]
            rest = " ".join(words[: words.index(last)])
            reading = places.look_up(last) and (places.look_up(rest) if rest else None)
        if reading is None:
            continue
        if piece.casefold() in places.common_words and len(pieces) == 1:
            continue
        if len(piece) < 2 or (piece.islower() and len(piece) < 4):
            continue
        known += 1
    return known > 0 and known * 2 >= len(pieces) + (len(pieces) > 1)


@lru_cache(maxsize=20_000)
def part_kind(text: str) -> PartKind:
    """What one part of a header line is."""
    text = text.strip(" .,;:-–—|()[]")
    if not text:
        return PartKind.OTHER
    if _SITE.search(text) and (len(text.split()) <= 2 or text.startswith("http")):
        return PartKind.SITE
    if _PAY.search(text):
        return PartKind.PAY
    if _WORKPLACE.fullmatch(text) and _WORKPLACE_WORD.search(text):
        return PartKind.WORKPLACE
    if _CONTRACT.fullmatch(text):
        return PartKind.CONTRACT
    if is_place(text):
        return PartKind.PLACE
    if title_score(text) >= 0.7:
        return PartKind.TITLE
    if _WORKPLACE_WORD.search(text) and len(text.split()) <= 6:
        return PartKind.WORKPLACE
    return PartKind.OTHER


def parts(line: str) -> list[Part]:
    """The parts of a header line, split at its strongest separator; one part when it has none."""
    for mark in ("|", "·", "//", "—", ":", ";", "/"):
        if (mark == "|" and "|" in line) or (
            mark != "|" and len(_SEPARATOR[mark].findall(line)) >= (1 if mark in ("—", "//", "·") else 2)
        ):
            return _split(line, _SEPARATOR[mark])
    return [Part(line, 0, len(line))]


def _split(line: str, separator: re.Pattern[str]) -> list[Part]:
    out: list[Part] = []
    at = 0
    for found in separator.finditer(line):
        out.append(Part(line[at : found.start()], at, found.start()))
        at = found.end()
    out.append(Part(line[at:], at, len(line)))
    return [part for part in out if part.text.strip()]


def is_site_section(text: str) -> bool:
    """Whether a piece of a page's title names a part of a site, no job or firm: "Our vacancies"."""
    return _SITE_SECTION.fullmatch(text.strip()) is not None
