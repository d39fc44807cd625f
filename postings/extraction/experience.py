"""The years of experience that a posting asks for at least.

Number, year word and an experience cue are bound inside one clause. The first overall requirement counts
("5+ years of professional experience", not the "2+ years of SQL" below it); alternatives in its sentence
("BS and 5 years or MS and 3 years") give the smallest. Years of age, of company history, of contracts, of
vesting and preferred years are no requirement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from postings.extraction.document import Document, Format, Line, LineKind, Zone
from postings.extraction.finding import Finding
from postings.extraction.prefilter import Prefiltered, by_first_letter
from postings.extraction.skill_vocabulary import skill_names

_WORDS = {
    word: number
    for number, words in {
        1: "one ein eine einem einer un une uno una um uma een één ett et en",
        2: "two zwei deux dos dois duas due twee två to",
        3: "three drei trois tres três tre drie trzy trzech",
        4: "four vier quatre cuatro quatro quattro fyra fire",
        5: "five fünf cinq cinco cinque vijf fem pięć pięciu",
        6: "six sechs seis sei sex",
        7: "seven sieben sept siete sete sju syv",
        8: "eight acht huit ocho oito otto",
        9: "nine neun neuf nueve nove",
        10: "ten zehn dix diez dez tien tio dieci",
        12: "twelve zwölf douze doce",
        15: "fifteen",
        18: "eighteen",
        20: "twenty",
        24: "twenty-four",
    }.items()
    for word in words.split()
}


_NUMBER = (
    r"(?:\d{1,2}(?:[.,]\d)?|an?\scouple(?:\sof)?(?=\s)|an?(?=\s(?:full\s|whole\s)?years?\b)|"
    rf"{by_first_letter(sorted(_WORDS, key=len, reverse=True))})"
)
_YEARS = (
    r"(?:years?|yrs?|yoe|y\.o\.e\.?|jahren?|jahr|jährige?[rnsm]?|an\(s\)|ans|an(?=\s*(?:[.,;)(/]|$|d['’]exp|minimum))|année?s?|años?|anos?|anni|lat|lata|letni\w{0,3}|roky|jaar|jaren"
    r"|års?|let|"
    r"rokov|год\w?|лет|р[оі]к\w*|vuotta|年)"
)
_AMOUNT = Prefiltered(
    rf"""(?<![\w.,$€£#/-])(?P<plus>\+\s?|>\s?|≥\s?|>=\s?)?
    (?P<low>{_NUMBER})(?:\s?\(\s?{_NUMBER}\s?\+?\s?\))?
    \s?(?P<more>\+|\(\+\)|or\smore|plus|and\sabove|or\sabove)?
    (?:\s?(?:-|–|—|‐|‑|/|to|tot|bis|à|a|and|or|do|y)\s?(?P<high>{_NUMBER})\s?(?:\(\s?\w{{1,20}}\s?\))?\s?\+?)?
    \s?(?:\(\w{{1,20}}\)\s)?(?:-|–)?\s?(?:full\s|solid\s|or\smore\s|plus\s|\+\s)?(?:{_YEARS}|(?P<months>months?|
      mos?\.?|monate?n?|mois|meses|mesi|maanden))(?:['’]s?)?(?!\w)
    (?P<after>\s?\+|\s(?:or|and)\s(?:more|above|up|over)\b|\splus\b|\smin(?:imum|\b))?""",
    re.IGNORECASE | re.VERBOSE,
)
_CEILING = re.compile(
    (
        r"\b(?:up to|(?<!no )(?<!not )less than|under|maximum(?: of)?|max\.?|no more than|at most|"
        r"(?<!no )fewer than|bis zu|höchstens|moins de)\W{0,3}$"
    ),
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:experienced?|exp\.?|experiences|background|track record|expertise|proficiency|"
    r"practice|practical|hands[- ]on|working|worked|work|erfahrung\w*|berufserfahrung|"
    r"berufspraxis|expériences?|experiencia|"
    r"experiência|esperienza|doświadczeni\w*|(?:werk)?ervaring|erfaring|erfarenhet|praxis|kokemus|"
    r"опыт\w*|tenure|knowledge|"
    r"as an? [\w-]+|in an? (?:[\w-]+ ){0,3}(?:role|position|environment|field|capacity|"
    r"setting|company|team|function)|in (?:the )?(?:[\w&/-]+ ){0,4}(?:industry|field|role|"
    r"roles|sales|marketing|engineering|development|management|design|support|analytics|world|"
    r"sector|space|environment|settings?|operations))\b",
    re.IGNORECASE,
)
# The years belong to something else. Looked for right before and right behind the words.
_NOT_BEFORE = re.compile(
    r"(?:\b(?:past|last|next|first|previous|coming|every|each|after|within(?: the)?|over "
    r"the(?: past| last| next)?|in the(?: past| last| next)?|for (?:over|more than|nearly|"
    r"almost|the past|about)|in (?:over|under|less than)|"
    r"founded|since|established|celebrat\w+|nearly|almost|together for|been here(?: for)?|"
    r"employed here|we have|we[’']ve(?: had| been)?|we bring|our|company (?:with|of)|boasts?|"
    r"backed by|leverag\w+|with over|with more than|team (?:has|with)|combined|"
    r"don['’]t worry about(?: the)?|aged?|be|are|older than|just|about|around|turned|contract of|"
    r"term of|commit\w*(?: to)?|"
    r"for a|for an initial|renewable|vest\w*(?: over)?|cliff|guarantee|warranty|accrual|"
    r"licen[sc]ed? for|seulement|depuis|seit|seit über|plus de|fort de|avec)\W{0,3}(?:over |"
    r"more than |at least |the |a )?)$",
    re.IGNORECASE,
)
_NOT_BEHIND = re.compile(
    r"^[\s-]*(?:old\b|olds\b|of age\b|ago\b|in a row|in business|in operation|running\b|later\b|"
    r"from now|away\b|into\b|since\b|straight|consecutive|contract\b|term\b|vesting|cliff|"
    r"(?:technical |nursing |vocational |trade )?(?:degree|diploma|school|program)\b|"
    r"college|university|certificate|technical certificate|bachelor|program\b|"
    r"programme\b|course\b|"
    r"history\b|anniversary|of (?:service|employment|tenure|funding|support|operation|existence|growth|"
    r"profitab\w*|success|history|innovation|age|continuous growth|vesting|college|university|"
    r"study|studies|school|schooling|education|runway|bachelor|paid|research and|continued|"
    r"heritage|excellence|being)\b|"
    r"(?:warranty|plan(?!n)|roadmap|strategy|exercise|window|period|horizon|anniversar|lease|visa|"
    r"guarantee|fixed|commitment|mission|work permit|limit|pay(?!roll)|deal|journey|waiting)\w*\b|on "
    r"the market|we\b|our\b|the company\b|after\b)",
    re.IGNORECASE,
)
_COMPANY_SUBJECT = re.compile(
    (
        r"\b(?:we|our|company|firm|us|team|founded|clients?|agency|organi[sz]ation|group|business|wir|"
        r"nous)\b[^.;:]{0,60}$"
    ),
    re.IGNORECASE,
)
_YOU_SUBJECT = re.compile(
    r"\b(?:you|your|candidates?|applicants?|must|require[sd]?|required|minimum|at least|"
    r"looking for|seeking|need|needs|someone|ideal|should|min\.?|mindestens|du|sie|vous|"
    r"justifi\w+|bring|hire|hiring|wanted|who)\b|\bI(?:deal)?\b",
    re.IGNORECASE,
)
_WISH_BEFORE = re.compile(
    (
        r"\b(?:preferabl[ye]|ideally|preferred|nice to have|bonus|desired|desirable|plus(?=\s*[:–-])|"
        r"idealerweise|optimal|would be great|wish)\b[^,;.]{0,24}$"
    ),
    re.IGNORECASE,
)
_WISH_BEHIND = re.compile(
    r"^[^,;.()]{0,110}?\b(?:preferred|is a (?:big |huge |strong )?plus|a plus\b|desired|"
    r"desirable|nice to have|is a bonus|an advantage|advantageous|would be (?:great|nice|"
    r"ideal|an? \w+)|von vorteil|wünschenswert|un plus|helpful|beneficial|ideal\b|is an asset|"
    r"not required|but not)|"
    r"^[^;.]{0,60}\((?:[\w ]{0,20})(?:preferred|a plus|desired|nice to have|ideal|optional)",
    re.IGNORECASE,
)
_PART = re.compile(
    (
        r"\b(?:includ\w*|of which|with at least|with a minimum of|of those|plus at least|including at "
        r"least|and at least|dont|davon|in addition|as well as|plus|and)\W{0,3}(?:at least |a minimum "
        r"of |minimum |min )?$"
    ),
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"\bor\b|\bOR\b|/|\boder\b|\bou\b|;|\bwith an? (?:master|ms|phd)|\(", re.IGNORECASE)
_OVERALL = re.compile(
    r"^\W*(?:of )?(?:[\w/&-]+ ){0,3}?(?:professional|relevant|relevante|overall|total|"
    r"work(?:ing)?|industry|related|practical|prior|proven|progressive|commercial|full[- "
    r"]time|post[- ]\w+|berufs\w*|professionnelle|pertinente|similar|comparable|hands[- ]on)\b|"
    r"^\W*(?:of )?(?:experience|exp\.?|experienced)\W*(?:$|[.,;)(]|required|minimum|as an?\b|"
    r"in an? (?:similar|related|comparable)|or\b)|^\W*(?:as an?|in an? (?:similar|related))\b",
    re.IGNORECASE,
)
_TOOL = re.compile(
    r"^\W*(?:of |['’] ?)?(?:(?:hands[- ]on|solid|strong|deep|practical|proven|professional|"
    r"relevant|recent|work(?:ing)?) ){0,2}(?:experience |exp |knowledge |expertise "
    r")?(?:working |developing |programming |coding |building |using |writing )?(?:with|in|"
    r"using|on|of|as|at)?:? ?(?P<tool>[A-Z][\w.+#-]*|[a-z]+\.js|dbt|iOS)",
)
# Capitalised words that are fields of work, not tools.
_COMMON_CAPITALS = frozenset(
    [
        "I",
        "A",
        "B2B",
        "SaaS",
        "IT",
        "Software",
        "Experience",
        "Data",
        "Sales",
        "Product",
        "Project",
        "Marketing",
        "Customer",
        "UX",
        "UI",
        "QA",
        "HR",
        "PR",
        "Engineering",
        "Development",
        "Work",
        "Accounting",
        "Nursing",
        "Machine",
        "AI",
        "ML",
        "DevOps",
        "SRE",
        "Quality",
    ]
)
_READ_IN = (Zone.REQUIRED, Zone.HEADER, Zone.SUMMARY, Zone.DUTIES, Zone.APPLY, Zone.PREFERRED)
_CONFIDENCE = {Zone.REQUIRED: 0.93, Zone.DUTIES: 0.82, Zone.SUMMARY: 0.78, Zone.HEADER: 0.8, Zone.APPLY: 0.65}
_IN_MONTHS = frozenset({"months_of_experience", "required_experience_in_months", "min_experience_months"})
_CODED_YEARS = re.compile(r"(?:between|more_?than)_?(\d{1,2})", re.IGNORECASE)  # "between1And3", "moreThan6"
LONGEST_CAREER = 25  # years; a larger number tells of a company or a life


@dataclass(frozen=True, slots=True)
class _Years:
    """One amount of years that reads as a requirement; offsets are canonical."""

    years: int
    start: int
    end: int
    line: int
    zone: Zone
    grade: int  # 2 overall, 1 a field of work, 0 one tool
    part: bool  # "including 3 years of …"
    before: str


def _number(words: str) -> int:
    """A written number as whole years, rounded down."""
    lowered = words.lower()
    if " couple" in lowered.replace("\xa0", " "):
        return 2  # a couple of years
    return _WORDS.get(lowered) or (1 if lowered in ("a", "an") else int(float(lowered.replace(",", "."))))


def find(document: Document) -> Finding[int] | None:
    """The smallest number of years of overall experience required; None when the text asks for none."""
    structured = _from_facts(document)
    if structured is not None:
        return structured
    if (alone := _alone(document)) is not None:
        return alone
    if (labelled := _labelled(document)) is not None:
        return labelled
    found = [years for place, line in enumerate(document.lines) for years in _in_line(document, place, line)]
    if not found:
        return None
    required = [years for years in found if years.zone is Zone.REQUIRED] or found
    main = next((years for years in required if years.grade >= 1 and not years.part), required[0])
    if main.grade == 0 and required is not found:
        main = next((years for years in found if years.grade == 2 and not years.part), main)
    chosen = min(_alternatives(document, found, main), key=lambda years: years.years)
    confidence = _CONFIDENCE.get(chosen.zone, 0.7)
    if len({years.years for years in required}) > 1:
        confidence -= 0.08
    return document.finding(
        chosen.years,
        chosen.start,
        chosen.end,
        confidence=round(confidence, 3),
        rule="experience.required" if chosen.zone is Zone.REQUIRED else "experience.stated",
    )


_YEARS_ALONE = re.compile(r"(?P<low>\d{1,2})\s?(?:[-–]|to)\s?\d{1,2}\s?(?:years?|yrs?)", re.IGNORECASE)


def _alone(document: Document) -> Finding[int] | None:
    """A line of a board's head that is nothing but a range of years: "6-9 years"."""
    filled = [line for line in document.lines[:40] if line.text and line.zone is Zone.HEADER][:10]
    for line in filled[1:]:
        if line.label is None and (found := _YEARS_ALONE.fullmatch(line.text.strip())) is not None:
            return document.finding(
                int(found["low"]), line.start, line.end, confidence=0.8, rule="experience.header"
            )
    return None


_YEARS_LABEL = re.compile(
    r"(?:minimum |min\.? |total |required )?(?:years?(?: of)? (?:experience|exp)"
    r"|min(?:imum)?\.? (?:years? )?exp(?:erience)?"
    r"|experience \((?:in )?(?:years?|yrs?)\)"
    r"|experience years)(?: required| needed)?",
    re.IGNORECASE,
)


def _labelled(document: Document) -> Finding[int] | None:
    """A label that counts years over a bare number: "Years of experience: 8+"."""
    for line in document.lines:
        if (
            line.label is None
            or line.value_start is None
            or not _YEARS_LABEL.fullmatch(line.label.strip().replace("_", " "))
        ):
            continue
        value = document.text[line.value_start : line.end]
        found = re.fullmatch(
            r"\s*(\d{1,2})\s?(?:\+|(?:-|–|to)\s?\d{1,2}\+?)?\s*(?:years?|yrs?)?\.?\s*", value
        )
        if (document.format is Format.CSV or "_" in line.label) and value.strip().strip("0.") == "":
            continue
        if found is not None and int(found[1]) <= LONGEST_CAREER and not _months(int(found[1])):
            return document.finding(
                int(found[1]), line.value_start, line.end, confidence=0.9, rule="experience.labelled"
            )
    return None


_DEGREE = re.compile(
    r"\bor\b|oder|\bou\b|master|\bMS\b|ph\.?d|bachelor|\bBS\b|\bB\.?Sc\b|degree|diploma", re.IGNORECASE
)


def _alternatives(document: Document, found: list[_Years], main: _Years) -> list[_Years]:
    """The main requirement and those that its sentence offers instead of it, before or behind it."""
    line = [years for years in found if years.line == main.line and (years is main or not years.part)]
    here = line.index(main)
    chosen = [main]
    for step in (-1, 1):
        place = here
        while 0 <= place + step < len(line):
            left, right = sorted((line[place], line[place + step]), key=lambda years: years.start)
            between = document.text[left.end : right.start]
            around = between + document.text[right.end : right.end + 40]
            if len(between) > 160 or not _ALTERNATIVE.search(between) or not _DEGREE.search(around):
                break
            if re.search(r"[.!?]\s+[A-Z]", between.replace("Ph.D", "PhD")):
                break
            chosen.append(line[place + step])
            place += step
    return chosen


def _in_line(document: Document, place: int, line: Line) -> list[_Years]:
    """The requirements in one line."""
    # A record's column says what its value is, wherever the record puts it.
    asked = line.label is not None and re.search(r"requirement|qualification", line.label, re.I)
    zone = Zone.REQUIRED if asked and line.zone is Zone.CHROME else line.zone
    if zone in (Zone.PAY, Zone.COMPANY) and _OPENS_WITH_YEARS.match(line.text):
        zone = Zone.SUMMARY  # a requirement that strayed below another heading
    labelled = line.label is not None and re.search(
        (
            r"experience|exp\b|erfahrung|expérience|experiencia|experiência|esperienza|ervaring|опыт|doświadcz"
            r"|erfarenhet|erfaring"
        ),
        line.label,
        re.I,
    )
    if labelled and zone in (Zone.PAY, Zone.COMPANY):
        zone = Zone.REQUIRED  # "Minimum experience: two years" among the particulars of a board
    if line.kind is LineKind.BLANK or zone not in _READ_IN:
        return []
    if zone is Zone.PREFERRED and not re.search(r"\b(?:required|must|minimum|at least)\b", line.text, re.I):
        return []
    result: list[_Years] = []
    text = line.text
    for found in _AMOUNT.finditer(text):
        begin = (
            max(
                (
                    text.rfind(mark, max(0, found.start() - 110), found.start())
                    for mark in (". ", "! ", "? ", "; ", " | ")
                ),
                default=-1,
            )
            + 1
        )
        before = text[max(begin, found.start() - 100) : found.start()]
        stop = re.search(r"[.!?]\s+[A-Z]|;|\s\|\s", text[found.end() : found.end() + 160])
        behind = text[found.end() : found.end() + (stop.start() if stop else 160)]
        years = 0 if _CEILING.search(before) else _number(found["low"])
        if found["high"] is not None and _number(found["high"]) < years:
            continue
        floor = _MINIMUM.search(before) is not None
        if found["months"]:
            if (
                not 12 <= years <= 60
                or found["high"] is not None
                or not _MONTHS_ASKED.search(before + behind[:100])
            ):
                continue  # contracts and probations are told in months too
            years //= 12
        open_ended = bool(found["plus"] or found["more"] or found["high"] or found["after"])
        if years > LONGEST_CAREER or _NOT_BEHIND.match(behind):
            continue
        apart = before.rstrip().endswith(",")  # "must be 21 years of age, 1 year of experience"
        if not (labelled or apart or _MINIMUM.search(before)) and _NOT_BEFORE.search(before):
            continue
        if _WISH_BEFORE.search(before) or _WISH_BEHIND.match(behind):
            continue
        if years >= 16 and re.search(r"\b(?:age|old|years? of age)\b", text, re.I):
            continue
        if found["low"].lower() in ("a", "an") and not (
            (floor or not before.strip(" \t*-–•:·(\"'~>")) and _YEAR_OF.match(behind)
        ):
            continue
        leads = len(before.strip(" \t*-–•:·(\"'~>")) == 0 or before.rstrip().endswith((":", "–", "-", ","))
        cued = _CUE.search(behind[:100]) or _CUE.search(before[-60:])
        if not cued and zone is Zone.REQUIRED and years < 16:
            cued = re.search(r"\d", found.group()) if open_ended else _MINIMUM.search(before)
        elif not cued and zone in (Zone.SUMMARY, Zone.DUTIES, Zone.HEADER) and years < 16 and floor:
            cued = _IN_A.match(behind) and (
                _YOU_SUBJECT.search(before)
                or re.search(r"\b(?:[Yy]ou(?:['’]ve| have)|who has)\b", text[: found.start()])
                or re.search(r"\bwith\b[^,;]{0,20}$", before)
            )
        elif not cued and leads and open_ended and zone in (Zone.SUMMARY, Zone.DUTIES, Zone.HEADER):
            tool = _TOOL_BEHIND.match(behind)  # "3+ years Python" in a posting of a few lines
            cued = tool if tool is not None and tool["tool"].casefold() in skill_names() else None
        if not (labelled or cued or (leads and zone is Zone.REQUIRED)):
            continue
        if zone is not Zone.REQUIRED and not labelled:
            if _COMPANY_SUBJECT.search(before) and not _YOU_SUBJECT.search(before):
                continue
            if not (
                open_ended
                or leads
                or floor
                or _YOU_SUBJECT.search(before)
                or _YOU_SUBJECT.search(behind[:60])
                or line.kind is LineKind.BULLET
                or re.search(r"\bwith\W{0,3}$", before)
                or _JUST_ASKED.search(before)
            ):
                continue
        result.append(
            _Years(
                years=years,
                start=line.start + found.start(),
                end=line.start + found.end(),
                line=place,
                zone=zone,
                grade=_grade(behind, before, bool(labelled)),
                part=bool(result)
                and bool(_PART.search(before))
                and not re.search(
                    r"(?i:\b(?:or|oder|ou)\b)", document.text[result[-1].end : line.start + found.start()]
                ),
                before=before,
            )
        )
    return result


# "Expérience exigée (2 ans)", "Berufserfahrung: 3 Jahre"
_JUST_ASKED = re.compile(
    r"\b(?:experience|exp[ée]rience|experiencia|experiência|esperienza|(?:berufs)?erfahrung|(?:werk)?ervaring"
    r"|опыт(?: работы)?)\b(?:\W{1,3}"
    r"(?:required|requise|exigée|demandée|requerida|exigida|richiesta|vereist|mínima))?"
    r"\W{1,3}(?:более |от |al menos |au moins |mindestens )?$",
    re.IGNORECASE,
)
_MONTHS_ASKED = re.compile(
    r"\b(?:experience|erfahrung|expérience|experiencia|experiência|worked|driving)\b", re.IGNORECASE
)
_TOOL_BEHIND = re.compile(r"['’]?\s(?:(?:of|in|with|using)\s)?(?P<tool>[A-Z][\w.+#]{0,20})(?![\w+#])")
_IN_A = re.compile(r"['’]?\s(?:in|at|on|with|of|as)\b", re.IGNORECASE)
_YEAR_OF = re.compile(r"['’]?\s(?:of|as|in|or|with|behind|working|experience|on|at)\b", re.IGNORECASE)
_OPENS_WITH_YEARS = re.compile(
    rf"\W{{0,4}}(?:at least |minimum (?:of )?)?{_NUMBER}\s?(?:\+|-|–|to|or more)[^.;]{{0,"
    rf"8}}{_YEARS}[^.;]{{0,60}}\bexperience\b",
    re.IGNORECASE,
)
_MINIMUM = re.compile(
    (r"\b(?:minimum(?: of)?|min\.?|at least|mindestens|au moins|m[ií]nim\w+|least)\W{0,3}(?:\w+\W)?$"),
    re.IGNORECASE,
)


def _grade(behind: str, before: str, labelled: bool) -> int:
    """2 for overall experience, 0 for that with one tool, 1 for all between."""
    if labelled and not behind.strip(" .,;)"):
        return 2
    if re.search(r"\b(?:proficien\w+|knowledge|skills?|expertise) (?:in|of|with)\b[^.;]*\($", before, re.I):
        return 0
    tool = _TOOL.match(behind)
    if tool is not None and tool["tool"] not in _COMMON_CAPITALS:
        return 0
    if _OVERALL.match(behind):
        return 2
    return 1


def _months(years: int) -> bool:
    """Whether a column's years are more likely months: 24, 36, 48 …"""
    return years >= 24 and years % 12 == 0


_TOLD = frozenset(("experience experience.name experience.id experience_libelle").split())


def _told_years(value: str) -> int | None:
    """The years in a column's words: "От 1 года до 3 лет", "2 An(s)", "between1And3"."""
    if (coded := _CODED_YEARS.match(value)) is not None:
        return int(coded[1])
    found = _AMOUNT.search(value) if len(value) <= 60 else None
    if found is None or found["months"] or _CEILING.search(value[: found.start()]):
        return None
    return _number(found["low"])


def _from_facts(document: Document) -> Finding[int] | None:
    """JSON-LD experienceRequirements.monthsOfExperience, or a column such as min_experience."""
    for fact in document.facts:
        leaf = fact.name.rpartition(".")[2]
        value = fact.value.strip()
        if leaf in _IN_MONTHS and re.fullmatch(r"\d{1,3}(?:\.0+)?", value):
            return document.finding(
                int(float(value)) // 12, fact.start, fact.end, confidence=0.96, rule="experience.structured"
            )
        if (fact.name in _TOLD or leaf == "experience_libelle") and (told := _told_years(value)) is not None:
            return document.finding(told, fact.start, fact.end, confidence=0.93, rule="experience.structured")
        if leaf in {
            "min_experience",
            "minimum_experience",
            "experience_min",
            "min_years_experience",
            "years_of_experience",
            "experience_years",
            "years_experience",
            "minimum_years_of_experience",
            "min_experience_years",
            "min_exp",
            "min_years",
            "minimum_years",
            "years_required",
            "experience_from",
            "min_yoe",
        } and (match := re.match(r"(\d{1,2})(?:\.\d+)?(?!\d)", value)):
            if int(match[1]) > LONGEST_CAREER or _months(int(match[1])):
                continue  # months, or no years at all
            if fact.source == "csv" and value.strip("0.") == "":
                continue  # the nothing of a table that counts what it found in the text
            return document.finding(
                int(match[1]), fact.start, fact.end, confidence=0.95, rule="experience.structured"
            )
    return None
