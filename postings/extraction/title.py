"""The title of the job: structured data, labels, headings, header lines, then cues in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from postings.extraction.document import Document, Fact, Format, Line, LineKind, Zone
from postings.extraction.finding import Finding
from postings.extraction.header import PartKind, is_head, is_place, part_kind, parts, title_score
from postings.extraction.own_name import is_own_name
from postings.extraction.sections import heading_zone, known_labels
from postings.extraction.skill_vocabulary import skill_names

MIN_CONFIDENCE = 0.5
HEADER_LINES = 8  # how many lines from the top a title may stand in without a label

_FACT_NAMES = (
    "title",
    "job_title",
    "jobtitle",
    "position_title",
    "position",
    "job_name",
    "subject",
    "role",
    "posting_title",
    "name",
)
_LABELS = frozenset(
    "job title|title|position|position title|job role|role|vacancy|job|post|post title|job position"
    "|role title|position name|designation|stelle|"
    "stellenbezeichnung|position/title|intitulé du poste|poste|puesto|cargo|vaga|função|stanowisko|functie"
    "|tjänst|beruf|oferta|oferta de empleo|puesto vacante|offre|offre d'emploi|stellenangebot|vacature"
    "|oferta pracy|oferta de trabajo|cerchiamo"
    "|hiring|now hiring|we are hiring|we're hiring|open position|open role|opening|job opening"
    "|available position".split("|")
)
_PLURAL_LABELS = frozenset(
    # over a list, of which the first counts
    "roles|positions|open roles|open positions|job titles|jobs|openings|job openings|vacancies"
    "|current openings|available positions|stellen|postes|vagas|puestos".split("|")
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]+")
_ID = re.compile(
    r"\s*[\[(]\s*(?:(?:job|req|requisition|ref|id|posting)\b[\s.:#-]*)?(?:[A-Z]{0,4}[-_ ]?\d{3,}[\w-]*"
    r"|[A-Z]-\d{2,})\s*[\])]"
    r"|\s*[-–—|,]?\s*#\s?\d{2,}\b|\s*[-–—|,]\s*(?:job|req|requisition|ref|id|réf)\.?\s*(?:id|no|number"
    r"|code)?[\s.:#-]*[A-Z]{0,4}[-_]?\d{2,}[\w-]*\s*$"
    r"|\s+\d{5}(?:-\d{4})?\s*$|\s*[-–—|,]\s*(?:[A-Z]{1,4}[-_]?)?\d{4,}[\w-]*\s*$|^\s*(?:[A-Z]{0,4}\d{4,}"
    r"|[A-Z]{1,4}[-_]\d{2,})\s*[-–—:|]\s+",
    re.IGNORECASE,
)
_DOTS = re.compile(r"\s*(?:\.{3}|…)\s*$")
_LEADING = re.compile(
    r"^(?:copy of|job title|job|position|title|role|vacancy|vacante|se busca|se necesita|on recrute"
    r"|recrute|oferta pracy|oferta de trabajo|vaga(?: de emprego)?(?: de)?"
    r"|stellenangebot|offre d'emploi|hiring(?: now)?|now hiring|we(?:'|’)?re hiring|urgent(?:ly)?(?: hiring"
    r"| requirement)?|wanted|job opening|career opportunity|remote|full[- ]time|part[- ]time)\s*[:!–—-]+\s+"
    r"|^(?:cercasi|si cerca|szukamy|poszukujemy|on recherche|gesucht:?|gezocht:?)\s+|^copy of\s+"
    r"|^(?:multiple|several|various|hiring for)\s+(?=\w)"
    r"|^join\b[^:]{2,60}?\bas (?:an?|our|the)\s+"
    r"|^(?:we(?:'|’)re|we are) hiring(?: an?)?:?\s+|^vaga (?:de emprego )?(?:de|para)\s+|^wanted:?\s+",
    re.IGNORECASE,
)
_NEEDED_TAIL = re.compile(  # "Barista needed at Bean & Gone", "Camarero para restaurante en Gijón"
    r"\s+(?:needed|wanted|required|sought|gesucht|gezocht|recherché(?:e|\(e\))?|sökes)\b(?=$"
    r"|[\s.!,:]).{0,80}$"
    r"|\s+till\s+[A-ZÅÄÖ].{2,60}$|\s+para (?:restaurante|tienda|empresa|hotel|bar|oficina"
    r"|trabajar)\b.{0,60}$",
    re.IGNORECASE,
)
_AT_COMPANY = re.compile(r"\s+(?:at|@|bei|chez|na)\s+(?=[A-Z0-9(])[^,|–—]{2,60}$")
_TAIL_PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]\s*$")
_TAIL_SEPARATOR = re.compile(
    r"\s+[-–—]+\s*|[-–—]\s+|\s*\|\s*|\s*,\s*|\s/\s|\s*·\s*|\s*;\s*|\s+in\s+(?=[A-Z])"
)
_HEAD_PLACE = re.compile(
    r"([A-ZÀ-Ý][\w.'’-]+(?:,? [A-ZÀ-Ý][\w.'’-]+){0,3})\s+[-–—|]\s+(?=\w)"
)  # "Leeds - Welder"
_WAY_TAIL = re.compile(
    r"\s+(?:full[- ]?time|(?:fully )?remote(?: friendly| possible| ok(?:ay)?)?|on-?site|hybrid)"
    r"(?:\s(?:or|and|/)\s(?:remote|on-?site|hybrid))?$",
    re.IGNORECASE,
)
_LEAD_SITE = re.compile(r"(?:https?://)?[a-z0-9-]{2,40}\.(?:com?|io|ai|net|org|de|fr)(?:/\S*)?\s+(?=[A-Z])")
_LEAD_TAG = re.compile(
    r"^\[(?:[A-Z]{2,6}|(?:remote|hybrid|on-?site|urgent|hiring|new)[^\[\]]{0,30})\]\s*(?=\w)", re.IGNORECASE
)
_SITE_TAIL = re.compile(r"\s+(?:job|jobs|vacancy|careers?) in\s.{2,60}$", re.IGNORECASE)
_APPENDED = re.compile(
    r"(?:(?:100 ?%|fully|full|full[- ]time|part[- ]time|fulltime|permanent|contract|temporary|temp"
    r"|freelance|seasonal|cdi|cdd|h/f|f/h|remote|remoto|remota|remotely|hybrid|on[- ]?site|in[- ]office"
    r"|in[- ]person|wfh|work(?:ing)? from home|home[- ]?office|home[- ]based|telecommute|"
    r"anywhere|worldwide|global|international|first|only|friendly|possible|optional|ok|eligible|based"
    r"|flexible|or|and|in|to|the|from|within|any|location|locations|multiple|option|möglich|télétravail"
    r"|teletrabajo|presencial|híbrido|"
    r"mois|monate|meses|mesi|months?|w2|c2c|1099|visa sponsorship|relocation|immediate start|urgent"
    r"|hiring|w/|wk|week|days?|\d{1,2}"
    r"|usd|eur|gbp|time ?zones?|est|pst|cet"
    r"|hours?)[\s/,&+.:-]*)+",
    re.IGNORECASE,
)
_APPENDED_KEY = re.compile(
    r"\bcd[id]\b|remot|hybrid|on[- ]?site|in[- ]office|in[- ]person|wfh|home|telecommut|anywhere|worldwide"
    r"|global|full[- ]?time|part[- ]?time|permanent|contract|temporary|freelance|seasonal|location"
    r"|urgent|hiring|télétravail|teletrabajo|presencial|híbrido|visa|relocation|w2|c2c",
    re.IGNORECASE,
)
_CONTRACT_ONLY = re.compile(
    r"(?:(?:part|full)[- ]time|contract|temporary|temp|permanent|freelance|seasonal|[/,&\s]"
    r"|\d{1,2}[- ]months?|fixed[- ]term)+",
    re.IGNORECASE,
)
_PAY = re.compile(r"(?:up to |from |ab |bis )?[$€£¥₹]\s?\d|\d\s?[€£]|\b\d{2,3}\s?k\b", re.IGNORECASE)

# "looking for a Senior Rails Developer to …"; the name runs on to a head noun and is cut by title_score.
_NAME = r"(?P<name>(?:\.(?=NET\b))?[^\W\d_](?:[^\n.;:!?()\"“”|]|\.(?=(?:js|net|NET|io|ai)\b)){2,90})"
# "an astute, well organised and keen Accounts Clerk": small words in a list before a title with a capital
_PRAISED = (
    r"(?:(?:[a-z][a-z-]*(?: [a-z][a-z-]*){0,2}(?:,| and|, and) ){1,4}(?:[a-z][a-z-]* ){0,2}(?=[A-Z][a-z/&]))?"
)
_CUES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "seeking",
        0.78,
        re.compile(
            r"\b(?i:looking (?:for|to (?:hire|add|recruit|fill))|seeking|in search of|searching for"
            r"|hiring(?: for)?|recruiting(?: for)?|(?:needs?|wants?)(?= an?\b)|to hire|suchen|sucht"
            r"|recherchons|recherche|buscamos|busca|procuramos|contratando|cerchiamo|poszukujemy|zoeken"
            r"|söker|(?:first|next|second) hire,)"
            r"\s+(?:(?:an? (?:variety|number|couple|handful|range|bunch|few|team|small team)(?: of)?"
            r"|both(?: an?)?"
            r"|first|primarily|mainly|mostly|super|very"
            r"|(?:mid|junior|entry|senior)-? to (?:mid|senior)[- ]+level"
            r"|an?|our(?: (?:next|first|new))?|another|the|one|two|several|multiple|a new|new|more"
            r"|ab sofort|dringend|zum nächstmöglichen zeitpunkt|per direct|urgente?(?:ment)?"
            r"|un|une|una|uma|um|ein|eine|einen|un\(e\)|een|en|some|highly|solid|strong|great|amazing"
            r"|awesome|top-notch|bright|smart|brilliant|stellar|world-class|top|driven|creative|hands-on"
            r"|curious"
            r"|seasoned|proactive|dynamic|outstanding|good|excellent|reliable|energetic|savvy|ambitious"
            r"|qualified|additional|talented|experienced|motivated|passionate|skilled|exceptional"
            r"|progressive|rock[- ]solid|quality|fantastic|self-driven|high-performing|hard-working"
            r"|accomplished|permanent|temporary|casual|self-motivated|enthusiastic|dedicated"
            r"|full[- ]time|part[- ]time|[a-z-]+(?=,)),?\s+){0,5}" + _PRAISED + _NAME
        ),
    ),
    (
        "join_as",
        0.8,
        re.compile(
            r"\b(?i:join|joining|work(?:ing)? with) (?:us|our (?:\w+ ){0,4}team|the (?:\w+ ){0,4}team"
            r"|\w+) as (?:an?|our|the) " + _NAME
        ),
    ),
    (
        "as_a",
        0.8,
        re.compile(
            r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:As|In your role as|In the role of|In this role as|Als) (?:an?"
            r"|our|the|un|une|ein|eine)?\s*" + _NAME
        ),
    ),
    (
        "role_of",
        0.78,
        re.compile(
            r"\b(?i:(?:positions?|roles?|post|job|opportunity|vacancy|openings?)"
            r" (?:of|as|for|including|such as)|(?:is|be) (?:ideal|perfect) for|would suit)"
            r" (?:an? |the |our )?"
            r"(?:(?:experienced|talented|motivated|passionate|skilled|qualified|dedicated|enthusiastic"
            r"|full function|highly)\s+){0,2}" + _PRAISED + _NAME
        ),
    ),
    ("the_will", 0.72, re.compile(r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:The|Our|This|A|An) " + _NAME)),
    (
        "wanted",
        0.8,
        re.compile(
            r"^(?P<name>[^\W\d_][^\n.;:!?()|]{2,60}?)(?= (?:wanted|needed|required|sought|gesucht|recherché"
            r"|buscado)\b)"
        ),
    ),
    (
        "is_a_role",
        0.7,
        re.compile(
            r"\b(?:[Tt]his is|[Hh]ere is|[Ww]e have)(?: an?| our| the)(?: (?:opening|position|role"
            r"|opportunity|vacancy) for(?: an?)?)? " + _NAME
        ),
    ),
)
_GENDER_MARK = re.compile(r"\s?\((?:[mwfdxhn](?:\s?[/|*]\s?[mwfdxhn]){1,3}|all genders|gn)\)", re.IGNORECASE)
_CUE_STOP = re.compile(
    r",|\s(?:to|who|that|with|in(?! test\b)|at|for(?= (?:our|the|an?|us|its|their|his|my|both|one|each)\b)"
    r"|on(?! rails\b)|based|within|you|will|is|are|we|as"
    r"|where|from|join|joining|and (?:you|we|will|help|be|join|a|an)|or (?:a|an)|having|capable|able"
    r"|working|reporting|ready|responsible|supporting|by|whose|position|role|opening|plays|provides"
    r"|leads|reports|works|serves|performs|ensures|supports|manages|must|should|can|needs|has"
    r"|would|assists|oversees|develops|designs|für|der|die|das|zur|zum|pour|qui|que|para|con|com)\b"
    r"|\s[–—-]\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible title with its canonical offsets."""

    text: str
    start: int
    end: int
    confidence: float
    rule: str


def find(document: Document) -> Finding[str] | None:
    """The job's title as written, without ids, emoji, appended places and ways of working; None if
    unnamed."""
    best: Candidate | None = None
    for candidate in _candidates(document):
        if best is None or candidate.confidence > best.confidence:
            best = candidate
        if best.confidence >= 0.95:
            break
    if best is None or best.confidence < MIN_CONFIDENCE:
        return None
    value, start, end = cleaned(best.text, best.start)
    if not value:
        return None
    return document.finding(value, start, end, confidence=best.confidence, rule=f"title.{best.rule}")


def without_company(document: Document, title: Finding[str], company: str) -> Finding[str]:
    """The title without the company's name before or after it ("Acme Finance Manager")."""
    if company.split()[0].casefold() not in title.value.casefold():
        return title
    name = re.escape(re.sub(r",? (?:inc|llc|ltd|gmbh|corp|co)\.?$", "", company, flags=re.IGNORECASE))
    suffix = r"(?:,? (?:inc|llc|ltd|gmbh|corp|co)\b\.?)?"
    value = re.sub(
        rf"^{name}{suffix}\s*(?:[-–—|:,]\s*|is hiring (?:an? )?|\s)(?=\w)",
        "",
        title.value,
        flags=re.IGNORECASE,
    )
    value = re.sub(rf"\s*(?:[-–—|:,@]|\bat\b)\s*{name}{suffix}\s*$", "", value, flags=re.IGNORECASE)
    if value == title.value or title_score(value) < 0.7:
        return title
    offset = title.quote.find(value)
    if offset < 0:
        return Finding(value, title.quote, title.start, title.end, title.confidence, title.rule)
    start = title.start + offset
    return Finding(value, value, start, start + len(value), title.confidence, title.rule)


def cleaned(text: str, start: int) -> tuple[str, int, int]:
    """A title without what is hung on it, and the canonical offsets of what is left."""
    first, last = 0, len(text)

    def trim() -> None:
        nonlocal first, last
        while first < last and (text[first].isspace() or text[first] in "-–—|:,;*•·>“\"'’/#="):
            first += 1
        while first < last and (text[last - 1].isspace() or text[last - 1] in "-–—|:,;*•·“”\"'/="):
            last -= 1

    for _ in range(8):
        before = first, last
        trim()
        part = text[first:last]
        site = _LEAD_SITE.match(part)
        if site is not None and title_score(part[site.end() :]) >= 0.75:
            first += site.end()  # "acme.co Full Stack Engineer"
            part = text[first:last]
        for pattern in (_LEADING, _ID, _EMOJI):
            found = pattern.search(part)
            if found is not None and found.start() == 0 and found.end() < len(part):
                first += found.end()
                break
            if found is not None and found.end() == len(part) and found.start() > 0:
                last = first + found.start()
                break
        part = text[first:last]
        tag = _LEAD_TAG.match(part)
        if tag is not None and title_score(part[tag.end() :]) >= 0.5:
            first += tag.end()
            part = text[first:last]
        for pattern in (_DOTS, _NEEDED_TAIL, _AT_COMPANY, _SITE_TAIL, _WAY_TAIL):
            found = pattern.search(part)
            if found is not None and found.start() > 0 and title_score(part[: found.start()]) >= 0.5:
                last = first + found.start()
                break
        part = text[first:last]
        head = _HEAD_PLACE.match(part)
        if head is not None and is_place(head.group(1)) and title_score(part[head.end() :]) >= 0.7:
            first += head.end()
        last = first + _without_place(text[first:last])
        part = text[first:last]
        for tail_start, tail in _tails(part):
            if _CONTRACT_ONLY.fullmatch(tail) and part[tail_start:].lstrip().startswith("("):
                continue  # "Bookkeeper (part-time)" says which job it is
            if _is_appended(tail) and (title_score(part[:tail_start]) >= 0.5 or _APPENDED_KEY.search(tail)):
                if part.count("(", 0, tail_start) > part.count(")", 0, tail_start):
                    opened = part.rindex("(", 0, tail_start)  # "(Leeds, full time)": the whole or nothing
                    tail_start = opened if title_score(part[:opened]) >= 0.5 else tail_start
                last = first + tail_start
                break
        if (first, last) == before:
            break
    trim()
    if text[first:last].endswith(".") and re.search(r"\b[^\W\d_]{4,}\.$", text[first:last]):
        last -= 1  # the end of a sentence, not of "Sr." or "Inc."
    value = " ".join(_EMOJI.sub(" ", _ID.sub("", text[first:last])).split())
    if value.isupper() and len(value) > 12 and len(value.split()) > 1:
        value = " ".join(
            word
            if len(word) <= 3 and word not in ("AND", "THE", "FOR", "OF")
            else re.sub(r"[^\W\d_]{2,}", lambda found: found.group().capitalize(), word)
            for word in value.split()
        )
    return value, start + first, start + last


_CAPITAL = re.compile(
    r"\s(?=[A-ZÀ-Ý][\w.'’-]*(?:\s[A-ZÀ-Ý][\w.'’-]*){0,2},\s?[A-ZÀ-Ý][\w.]*(?:\s[A-Z]\w+)?$)"
)


def _without_place(part: str) -> int:
    """Where a title ends before a town and its state or country: "Rails Developer New York, NY"."""
    if "," in part:
        for found in _CAPITAL.finditer(part):
            town, _, whole = part[found.end() :].partition(",")
            head = part[: found.start()]
            if is_place(town) and is_place(whole) and title_score(head) >= 0.9 and is_head(head.split()[-1]):
                return found.start()
    return len(part)


def _tails(part: str) -> Iterator[tuple[int, str]]:
    """What may be hung on a title: the last parenthesis, the last parts behind separators, longest last."""
    found = _TAIL_PARENTHESIS.search(part)
    if found is not None and found.start() > 0:
        yield found.start(), found.group(1)
    for separator in list(_TAIL_SEPARATOR.finditer(part))[:-4:-1]:
        if separator.start() > 0:
            yield separator.start(), part[separator.end() :]


_YEARS = re.compile(r"\d{1,2}\s?\+?(?:\s?[-–]\s?\d{1,2})?\s*(?:years?|yrs?)\b", re.IGNORECASE)


def _is_appended(words: str) -> bool:
    """Whether a tail of a title is a place, a way of working, a contract or pay."""
    words = words.strip()
    if not words:
        return True
    if _PAY.search(words) or _YEARS.match(words):
        return True
    if len(words) > 5 and is_place(words) and title_score(words) < 0.7:
        return True  # "(SF or Tel Aviv)"
    if _APPENDED.fullmatch(words) and _APPENDED_KEY.search(words):
        return True
    stripped = re.sub(
        r"\b(?:remote|remoto|hybrid|on[- ]?site|onsite|based|only|within|or|in)\b",
        " ",
        words,
        flags=re.IGNORECASE,
    ).strip(" ,/-–()")
    if stripped != words and not stripped:
        return True
    if len(stripped) <= 3 and stripped.upper() not in ("US", "USA", "UK", "EU", "UAE", "NYC", "SF", "LA"):
        return stripped != words and is_place(stripped)
    return bool(stripped) and is_place(stripped) and title_score(stripped) < 0.7


def _candidates(document: Document) -> Iterator[Candidate]:
    yield from _from_facts(document)
    yield from _from_lines(document)
    if document.format is Format.COMMENT:
        yield from _from_comment(document)
    yield from _from_prose(document)


def _from_facts(document: Document) -> Iterator[Candidate]:
    for fact in document.facts:
        if not fact.value or len(fact.value) > 200:
            continue
        if fact.source in ("json-ld", "json", "csv") and fact.name in _FACT_NAMES:
            confidence = {"json-ld": 0.99, "json": 0.98, "csv": 0.97}[fact.source]
            if fact.name == "name" and len(document.facts) > 1 and fact.source == "json-ld":
                continue
            if fact.name in ("name", "role", "subject") and title_score(fact.value) < 0.5:
                confidence = 0.5 if fact.name == "subject" else 0.0
            yield Candidate(
                fact.value, fact.start, fact.end, confidence, f"{fact.source.replace('-', '_')}_title"
            )
        elif fact.source == "json" and fact.leaf in ("position_title", "job_title", "posting_title"):
            yield Candidate(fact.value, fact.start, fact.end, 0.96, "json_title")
        elif fact.source == "json" and fact.name == "text" and title_score(fact.value) >= 0.5:
            yield Candidate(fact.value, fact.start, fact.end, 0.97, "json_title")  # Lever's name for it
        elif fact.source == "front-matter" and fact.name in ("title", "job_title", "position", "role"):
            yield Candidate(
                fact.value,
                fact.start,
                fact.end,
                0.9 if title_score(fact.value) >= 0.7 else 0.7,
                "front_matter",
            )
        elif fact.source == "attribute" and fact.name == "title":
            yield Candidate(
                fact.value,
                fact.start,
                fact.end,
                0.94 if title_score(fact.value) >= 0.5 else 0.6,
                "named_element",
            )
        elif fact.source == "meta" and fact.name in ("page_title", "og_title"):
            yield from _from_page_title(fact)


_PAGE_TITLE = re.compile(
    r"^(?P<company>.{2,60}?) (?:is )?hiring (?:an? )?(?P<a>.{3,90}?) (?:job )?in .{2,80}$"
    r"|^(?P<b>.{3,100}?) (?:at|bei|chez) .{2,60}$|^(?P<c>.{3,100}?)(?:\s[|–—-]\s|\s*[|·]\s*).{2,200}$",
)


_AFTER_PLACE = re.compile(r"[^|:–—-]{2,40}?\s*(?:[-–—|:]|::)\s+(?P<rest>[^|–—:]{3,80}?)\s*(?:[|–—].*)?$")


def _from_page_title(fact: Fact) -> Iterator[Candidate]:
    found = _PAGE_TITLE.match(fact.value)
    text = fact.value
    offset = 0
    if found is not None:
        group = next(name for name in ("a", "b", "c") if found.group(name))
        text, offset = found.group(group), found.start(group)
    if title_score(text) < 0.7 and (rest := _AFTER_PLACE.match(fact.value)):
        text, offset = rest.group("rest"), rest.start("rest")  # "Leeds - Welders"
    if title_score(text) >= 0.7:
        yield Candidate(text, fact.start + offset, fact.start + offset + len(text), 0.75, "page_title")


def _from_lines(document: Document) -> Iterator[Candidate]:
    """Labels anywhere, headings and lines at the top."""
    top = 0
    page = document.format is Format.HTML
    facts = {fact.start for fact in document.facts}
    for index, line in enumerate(document.lines):
        if not line.text or line.start in facts or line.zone is Zone.CHROME:
            continue
        if line.label is not None and line.value_start is not None and line.label.casefold() in _LABELS:
            value = document.text[line.value_start : line.end]
            if 2 < len(value) <= 120 and (title_score(value) >= 0.5 or len(value.split()) <= 8):
                score = title_score(value)
                specific = "title" in line.label.casefold() or score >= 0.7
                if line.label.casefold() in ("role", "job", "post"):
                    specific = False  # a board's kind of work: "Role: Back End Developer"
                    score_of_role = 0.89 if score >= 0.7 else 0.5
                    yield Candidate(value, line.value_start, line.end, score_of_role, "label")
                    continue
                confidence = 0.94 if specific else 0.55 if line.value_start > line.start else 0.4
                yield Candidate(value, line.value_start, line.end, confidence, "label")
        if line.label is not None and line.value_start and line.label.casefold() in _PLURAL_LABELS:
            value = document.text[line.value_start : line.end][:200]
            for piece, at in _pieces(value):
                if title_score(piece) >= 0.75 and piece.casefold() not in _NOT_ALONE:
                    start = line.value_start + at
                    yield Candidate(piece, start, start + len(piece), 0.86, "labels")
                    break
        if line.kind is LineKind.HEADING and line.level == 1 and (page or top == 0):
            score = title_score(line.text)
            zone = heading_zone(line.text)
            if score >= 0.7 or (top == 0 and (zone is None or zone[1] * 2 < zone[3])):
                linked = any(
                    link.start <= line.start + 2 and link.end >= line.end - 2 for link in document.links[:3]
                )
                confidence = 0.96 if score >= 0.7 or linked else 0.72
                yield Candidate(
                    line.text, line.start, line.end, confidence, "first_heading" if top == 0 else "heading"
                )
        below_head = top > 0 and document.format is Format.COMMENT  # read by ``_from_comment``
        if top == 0 and _BROKEN_OFF.search(line.text) and (both := _on_two_lines(document, index)):
            yield both
        elif top < HEADER_LINES and line.kind is not LineKind.BULLET and not below_head:
            yield from _from_header_line(document, line, top, index)
        top += 1


_JOB_DESCRIPTION = re.compile(
    r"\s*[-–—:|]?\s*\(?(?:job description|job posting|job advert|job spec|position description"
    r"|role description|vacancy)\)?\s*$",
    re.IGNORECASE,
)


_CRUMBS = re.compile(r"^[^>›»]+(?:\s[>›»]\s[^>›»]+)*\s[>›»]\s(?P<last>[^>›»]+)$")
_BROKEN_OFF = re.compile(r"(?:,|\s[-–—&/]|\s(?:and|of|for|und|für|de|et))\s*$", re.IGNORECASE)


def _on_two_lines(document: Document, index: int) -> Candidate | None:
    """A title that the line below ends: "Senior Manager," above "Clinical Operations"."""
    line, below = document.lines[index], document.lines[index + 1 : index + 2]
    if not below or not below[0].text or len(line.text) + len(below[0].text) > 100:
        return None
    text = document.text[line.start : below[0].end]
    whole = " ".join(text.split())
    if (
        title_score(line.text) < 0.85
        or title_score(whole) < 0.7
        or not below[0].text[:1].isupper()
        or below[0].text.endswith((".", ":", "!", "?"))
        or is_place(below[0].text)
    ):
        return None
    return Candidate(text, line.start, below[0].end, 0.92, "first_line")


def _from_header_line(document: Document, line: Line, top: int, index: int) -> Iterator[Candidate]:
    text = _JOB_DESCRIPTION.sub("", line.text)
    described = len(text) < len(line.text)
    if (
        line.label is not None
        and line.value_start is not None
        and line.value_start > line.start
        and (top or title_score(line.label) < 0.85 or line.label.casefold() in known_labels() | _LABELS)
    ):
        return  # but "Summer Internship: Marine Biology" is a title
    if len(text) > 110 or not text:
        return
    crumbs = _CRUMBS.search(text)
    if crumbs is not None:  # "Jobs > Engineering > Welder"
        last = crumbs.group("last")
        if title_score(last) >= 0.85:
            yield Candidate(
                last, line.start + crumbs.start("last"), line.start + crumbs.end("last"), 0.7, "crumbs"
            )
        return
    zone = heading_zone(text)
    if zone is not None and zone[1] == zone[3]:
        return
    marked = "|" in text or "·" in text or " // " in text
    pieces = parts(text) if marked or top == 0 else []
    if not marked and len(pieces) < 4:
        pieces = []
    for part in pieces if len(pieces) > 1 else ():
        if (
            part_kind(part.text) is PartKind.TITLE
            and part.text.strip(" .").casefold() not in _DEPARTMENTS
            and not _WAYS_AND_TERMS.fullmatch(part.text)
            and not (
                document.format is Format.COMMENT and part is pieces[0] and is_own_name(document, part.text)
            )
        ):
            yield Candidate(
                part.text, line.start + part.start, line.start + part.end, 0.85 - top * 0.02, "header_part"
            )
            return
    else:
        if len(pieces) > 2:
            return
        plain = cleaned(text, 0)[0]
        score = title_score(plain)
        aside = _TAIL_PARENTHESIS.search(plain)
        if aside and _WAYS_AND_TERMS.fullmatch(aside.group(1)) and title_score(plain[: aside.start()]) < 0.5:
            return
        if line.kind is LineKind.HEADING or line.bold:
            score += 0.03
        if part_kind(plain) in (
            PartKind.PLACE,
            PartKind.WORKPLACE,
            PartKind.PAY,
            PartKind.CONTRACT,
            PartKind.SITE,
        ):
            return
        if score >= 0.7:
            confidence = (
                min(0.93, (0.92 if described else 0.9) - top * 0.04) if score >= 0.85 else 0.72 - top * 0.05
            )
            yield Candidate(
                text,
                line.start,
                line.start + len(text),
                confidence,
                "first_line" if top == 0 else "header_line",
            )


def _from_comment(document: Document) -> Iterator[Candidate]:
    """The first part of a "who is hiring" head that is a title, then titles that stand alone below it."""
    top = 0
    intro = ""
    for line in document.lines:
        if not line.text or line.zone is Zone.CHROME:
            continue
        if top and (listed := _listed(line, intro, top)) is not None:
            yield listed
            return
        spoken = top > 0 and "|" not in line.text and _SPOKEN.match(line.text) is not None
        if spoken and top < 3 and (sought := _sought(line)) is not None:
            yield sought
            return
        if top < 3 and not spoken and (top == 0 or len(line.text) < 110 or line.text.count("|") >= 2):
            named = _in_head(document, line, top)
            if named is not None:
                yield named
                return
            if top == 0:
                for part in parts(line.text):
                    if _FIELD_ALONE.fullmatch(part.text.strip(" .()")) and "|" in line.text:
                        yield Candidate(
                            part.text, line.start + part.start, line.start + part.end, 0.56, "comment_field"
                        )
                        break
        if line.kind is not LineKind.BULLET and not line.text.startswith(("-", "*", "•")):
            # "We are hiring:", then "Singapore:", then titles
            intro = f"{intro[-300:]} {line.text}" if is_place(line.text.strip(" :")) else line.text
        top += 1


# "hiring for front-end, back-end, and DevOps Engineers", "front and backend (or full stack) developers"
_FIELDS_SOUGHT = re.compile(
    r"\b(?:looking (?:for|to (?:hire|add|recruit))|seeking|in search of|searching for|hiring(?: for)?"
    r"|recruiting|need)\s+(?:(?!(?:front|back|full)[- ]?(?:end|stack)\b)[a-z-]++\s){0,3}?"
    r"(?P<name>(?:[\w+#.-]++(?: [\w+#.-]++)?(?: \([^()\n]{1,60}\))?(?:,? (?:and|or|&|and/or) |, |/)){1,4}"
    r"[\w+#.-]++(?: [\w+#.-]++)?(?: \([^()\n]{1,60}\))? "
    r"(?:engineers?|developers?|devs|designers?|programmers?|scientists?))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_FIELD_WORDS = re.compile(r"[^\s,/()&]+")
_INNER_ASIDE = re.compile(r" \([^()]*\)")


def _fields_sought(line: Line, text: str) -> Candidate | None:
    """Several fields before one head: "front-end, back-end, and DevOps Engineers"."""
    found = _FIELDS_SOUGHT.search(text)
    if found is None:
        return None
    name, at = found.group("name"), line.start + found.start("name")
    known = skill_names()
    for _ in range(3):
        words = _FIELD_WORDS.findall(_INNER_ASIDE.sub("", name).casefold())
        fields = [word for word in words[:-1] if word not in ("and", "or")]
        if len(fields) > 1 and all(f in _FIELDS or f in _LEVELS or f in known for f in fields):
            return Candidate(name, at, at + len(name), 0.8, "seeking")
        praise, _, rest = name.partition(" ")  # "exceptional front and backend developers"
        if not praise.isalpha() or praise in _FIELDS or praise in known:
            return None
        name, at = rest, at + len(praise) + 1
    return None


def _sought(line: Line) -> Candidate | None:
    """The title that a sentence above the list seeks: "We are looking for our first front-end developer"."""
    if (several := _fields_sought(line, line.text[:600])) is not None:
        return several
    rule, _, pattern = _CUES[0]
    for found in pattern.finditer(line.text[:600]):
        name = _cut_name(found.group("name"), None)
        if name is not None:
            start = line.start + found.start("name")
            return Candidate(name, start, start + len(name), 0.8, rule)
    return None


_SPOKEN = re.compile(
    r"(?i:we|our|you|i|it|this)\b(?!:)"
    r"|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,2},? (?:is|are) (?:currently |now |actively |also )?(?:looking"
    r"|hiring|seeking)\b"
)


def _in_head(document: Document, line: Line, top: int) -> Candidate | None:
    """The first part of a head that is a title; a part that may well be a name yields to a later one."""
    weak: Candidate | None = None
    pieces = parts(line.text)
    prose = len(line.text) > 250 and "|" not in line.text and len(pieces[0].text) > 160
    for number, part in enumerate(pieces):
        if prose and part.start > 160:
            break  # a dash in a sentence parts no head
        words = part.text[:110]
        lead = _ROLES.match(words)
        shift = lead.end() if lead is not None else 0
        if (named := _BEHIND_NAME.match(words)) is not None and _names_title_inside(named):
            shift = named.start("inside")  # "Acme (Welder, Leeds)"
            words = words[: named.end("inside")]
        words = _SITE_ASIDE.sub("", words)  # "Welder/Intern (https://...)"
        words = words[: shift + _without_place(words[shift:])]
        for piece, offset in _pieces(words[shift:]):
            offset += shift
            lead = _LEAD_WORDS.match(piece)
            if lead is not None and (
                lead.group("way") or (lead.group("place") and is_place(lead.group("place")))
            ):
                piece, offset = piece[lead.end() :], offset + lead.end()
            piece = _NEEDED.sub("", _THEN_ASKED.sub("", piece))
            at_company = _AT_COMPANY.search(piece)
            if at_company is not None:
                piece = piece[: at_company.start()]
            lead = _PRAISE.match(piece)
            if lead is not None and title_score(piece[lead.end() :]) >= 0.75:
                piece, offset = piece[lead.end() :], offset + lead.end()
            if (
                (title_score(piece) >= 0.75 or _COMMON_HEAD.search(piece))
                and not _NO_OFFER.match(piece)
                and not (top and piece.islower() and piece.strip(" .") in _NOT_ALONE)
                and piece.strip(" .").casefold() not in _DEPARTMENTS
                and (part_kind(piece) is PartKind.TITLE or _COMMON_HEAD.search(piece))
                and not is_place(piece)
                and not _WAYS_AND_TERMS.fullmatch(piece)
            ):
                start = line.start + part.start + offset
                found = Candidate(piece, start, start + len(piece), 0.88 - top * 0.06, "comment_header")
                if not number and not top and len(pieces) > 1 and is_own_name(document, words):
                    break  # "Service Partner ONE | Berlin"
                if not _may_be_a_name(piece, number):
                    return found
                weak = weak or found
    return weak


def _names_title_inside(named: re.Match[str]) -> bool:
    first = re.split(r",|\s[-–—|]\s", named.group("inside"))[0]
    return title_score(named.group("name")) < 0.5 and title_score(first) >= 0.85


def _may_be_a_name(piece: str, number: int) -> bool:
    """Whether a title's words may as well be a name: "Host" before its title, "Tidewater Partners"."""
    words = piece.strip(" .").split()
    return (number == 0 and len(words) == 1) or words[-1].casefold() in ("partners", "makers", "agents")


_SITE_ASIDE = re.compile(r"\s*[(\[](?:https?://|www\.)\S*\s*$", re.IGNORECASE)
# "Acme (Welder, Leeds or remote)"
_BEHIND_NAME = re.compile(r"(?P<name>[A-Z][^()|]{1,40}?)\s\((?P<inside>[^()|]{4,90})\)?\s*$")
# "(ONSITE VISA INTERNS)": how and on what terms, and no trade
_WAYS_AND_TERMS = re.compile(
    r"\(?(?:(?:on-?site|remote|hybrid|visas?|interns?|internships?|full[- ]?time|part[- ]?time"
    r"|\d{1,2}(?:[/–-]\d{1,2})?[ -]months?|contract(?:ors?)?|freelance(?:rs?)?|h-?1b|local|only|welcome"
    r"|ok|possible|and|or)\b[\s,/&+.)]*){2,}",
    re.IGNORECASE,
)
# Words for a part of the firm, which a head names beside the level: no job by themselves.
_DEPARTMENTS = frozenset(
    "engineering maintenance marketing sales design product operations finance support research it hr "
    "development devops qa".split()
)
# "Front-end Engineer, see more: https://..." and "Welder (https://...)"
_FIELD_ALONE = re.compile(
    r"(?:(?:senior|sr\.?|lead|junior)\s)?(?:full[- ]?stack|(?:front|back)[- ]?end)(?:["
    r" ,/&]+(?:full[- ]?stack|(?:front|back)[- ]?end|mobile))*",
    re.IGNORECASE,
)
# "- Backend Engineer (Leeds) - https://...", "A Welder: ...", "Data Engineer- Python, SQL"
_LISTED_LEAD = re.compile(
    r"(?:[-–—*•>=°·»]+|\(?\d{1,2}[.)])?\s*(?:(?:an?|our|the|\d|hiring(?: an?)?)\s)?(?=[^\W\d_])",
    re.IGNORECASE,
)
_LISTED_END = re.compile(
    r"\s[–—-]+>?\s|(?<=\w)[–—-]+\s|:(?:\s|$)|\s*\||\s*[(\[<]?\s*(?:https?:|www\.)"
    r"|(?<!\bSr)(?<!\bJr)\.(?:\s|$)|(?-i:\s\((?=[a-z])(?![a-z]\W))|\s/\s(?=.*\s/\s)"
    r"|,\s(?:with|who|to|see|apply|more|interested)\s|$",
    re.IGNORECASE,
)
# "Welder (all levels) We're looking for ..."
_THEN_WE = re.compile(
    r"(?P<title>(?P<trade>[A-Z][^.:;!?()]{3,80}?)(?:\s\([^()]{1,60}\))?)"
    r"\s(?=We(?:['’]re| are) (?:looking|hiring|seeking)\b)"
)
_RANKING = re.compile(r"(?:the )?(?:\d+ )?(?:best|top)\b", re.IGNORECASE)  # "The Best CEOs To Work For"
_LOWER_BRACKET = re.compile(r"\s\((?=[a-z])(?!\w/|\w\))")
_ADDRESS = re.compile(r"\s*[(\[<:|/–—-]*\s*(?:https?:|www\.)", re.IGNORECASE)
_TEAM = re.compile(r"[A-Z][\w&/-]*(?: (?:and |& |of )?[A-Z][\w&/-]*){0,4}")
_OPENINGS = re.compile(
    r"\b(?:positions?|roles?|openings?|hir(?:e|ing)|looking|seeking|opportunit\w+|jobs?|recruit\w*|need|join"
    r"|team|vacanc\w+|grow\w*|expand\w*)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"(?:(?:an?|our|and|&|progressive|rock[- ]solid|quality|fantastic|great|amazing|awesome"
    r"|talented|brilliant|stellar"
    r"|passionate|experienced|strong|good|solid|skilled|several|multiple|some|two|three|more)\s+){1,4}(?=\w)",
    re.IGNORECASE,
)
_NO_OFFER = re.compile(
    r"(?:the|c[etfoi]o|(?:co-?)?founder|chairman|president) of\b|the (?:co-?)?founder\b"
    r"|(?-i:(?:C[ETFOI]O|[Cc]o-?[Ff]ounder|Founder|President) [A-Z][a-z]+ [A-Z])"
    r"|makers? of\b|co-?founders?$|\d[\d,.]*\+?\s(?:thousand|million|billion)\b",
    re.IGNORECASE,
)
# "CT: FULL TIME Software Engineers"
_LEAD_WORDS = re.compile(
    r"(?:(?P<place>[A-Z][^:,|]{1,30}):\s+)?"
    r"(?P<way>(?-i:(?:FULL|PART)[- ]?TIME|REMOTE|ONSITE|HYBRID)\s+(?=\w*[a-z])"
    r"|(?:full|part)[- ]?time:?\s+(?=(?-i:[A-Z])))?(?=\w)",
    re.IGNORECASE,
)
_THEN_ASKED = re.compile(r"\s(?:e-?mail|contact|apply|send|see)\s.*$", re.IGNORECASE)
_NEEDED = re.compile(r"\s(?:needed|wanted|sought|required)$", re.IGNORECASE)
_ROLES = re.compile(
    r"(?:[\w-]+ ){0,3}(?:roles?|positions?|openings?|hiring|jobs?|looking for)\s*:\s*|hiring (?:an? )?",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\s*(?:,|;|\s\+\s|\s\*\s|\s&\s(?=[A-Z][a-z]+ [A-Z])|\s(?:&|and)\san?\s"
    r"|\s/\s(?=[A-Z]\w+ [A-Z]\w+s?$)|(?<!\bSr)(?<!\bJr)(?<!\bSr\b)\.\s)\s*",
    re.IGNORECASE,
)


def _listed(line: Line, intro: str, top: int) -> Candidate | None:
    """The title with which a line of a list of openings begins; None when it begins with none.

    ``intro`` is the last line above that is no part of a list, ``top`` counts the lines above.
    """
    text = line.text
    if top < 4 and (then := _THEN_WE.match(text)) and title_score(then.group("trade")) >= 0.85:
        start = line.start + then.start("title")
        return Candidate(then.group("title"), start, line.start + then.end("title"), 0.8, "comment_listed")
    lead = _LISTED_LEAD.match(text)
    first = lead.end() if lead is not None else 0
    last = _listed_end(text, first)
    words = text[first:last].rstrip(" ,")
    if (
        len(words) > 90
        or len(words.split()) > 10
        or words.endswith((".", "!", "?"))
        or words.casefold() in _DEPARTMENTS
    ):
        return None
    address = _ADDRESS.match(text, last) is not None
    bullet = line.kind is LineKind.BULLET or first > 0
    headed = text[last:].strip() == ":"  # "Software Engineer:" over what the role is
    alone = last == len(text) or headed
    hiring = lead is not None and "hiring" in lead.group().casefold()
    opened = hiring or _OPENINGS.search(intro) is not None
    name = cleaned(words, 0)[0]
    named = all(word[:1].isupper() for word in re.findall(r"\b[^\W\d_]{4,}", name))
    least = 0.75 if opened and (headed or named or name != words) else 0.85 if opened or address else 0.9
    if (
        title_score(name) < least
        or (alone and len(text) > 80)
        or (name.casefold() in _NOT_ALONE and name.endswith("s"))
        or name.casefold() in _LEVELS
        or name.casefold() in _DEPARTMENTS  # "Engineering Full-time"
        or _RANKING.match(name)
    ):
        return None
    told = (
        top < 4
        and re.match(r"\s?[–—:-]+\s(?:we|you|our|help|build|work|looking)\b", text[last:], re.I) is not None
    )
    summed_up = (
        top < 4 and text[last : last + 2] == ": " and title_score(name) >= 0.95 and len(name.split()) > 1
    )
    if not address and not opened and not told and not summed_up and (bullet or not alone):
        return None  # "- Problem solvers" under "You will find here"
    if not any(character.isupper() for character in words.split()[0]) and not (hiring or (bullet and opened)):
        return None
    start = line.start + first
    confidence = 0.8 if opened or address or told or (alone and top < 3) else 0.66
    return Candidate(words, start, start + len(words), confidence, "comment_listed")


def _listed_end(text: str, first: int) -> int:
    """Where the title that begins a line of a list ends: before an address, a skill, a sentence."""
    team = False
    for found in _LISTED_END.finditer(text, first + 3):
        inside = text[first : found.start()]
        if inside.count("(") > inside.count(")"):
            continue
        dash = found.group().strip() in ("-", "–", "—", "--")
        if dash and not team and not _LOWER_BRACKET.match(text, found.start()):
            rest = _TEAM.match(text, found.end())
            after = text[rest.end() : rest.end() + 12] if rest is not None else ""
            if (
                rest is not None
                and re.match(r"$|\s?[:|(]|\s[–—-]\s|\s?https?:", after)
                and part_kind(rest.group()) in (PartKind.OTHER, PartKind.TITLE)
            ):
                team = True  # "Software Engineer - Motion Planning: https://..."
                continue
        return found.start()
    return len(text)


_COMMON_HEAD = re.compile(
    r"^(?:[\w./+-]+(?: [\w-]+)?, ){1,4}(?:and|&|or) [\w./+-]+(?: [\w-]+)? (?:engineers"
    r"|developers|designers|scientists)$",
    re.IGNORECASE,
)


def _with_common_heads(text: str, pieces: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The pieces, those that only name a field joined to their title ("iOS & API Engineers")."""
    first: int | None = None  # where the fields before the next title begin
    for number, (piece, at) in enumerate(pieces):
        words = piece.casefold().replace("/", " ").split()
        if (
            number + 1 < len(pieces)
            and words
            and (title_score(piece) < 0.75 or words[0] in _LEVELS)
            and all(word in _FIELDS or word in _LEVELS or word == "sr." for word in words)
        ):
            first = at if first is None else first
            continue
        if first is not None:
            titled = (
                title_score(piece) >= 0.75
                and (
                    piece.split()[0].casefold() not in _LEVELS
                    or text[first:at].split()[0].casefold() in _LEVELS
                )
                and not _FULL_STOP.search(text[first:at])
            )
            if titled or number + 1 == len(pieces):
                piece, at = text[first : at + len(piece)], first
            first = None
        yield piece, at


_FULL_STOP = re.compile(r"(?<!\bSr)(?<!\bJr)\.", re.IGNORECASE)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The titles of a list of titles ("Backend Engineer, Designer"), else the whole, with offsets."""
    at = 0
    pieces: list[tuple[str, int]] = []
    if _COMMON_HEAD.search(text):
        yield text, 0  # "Full-stack, frontend and backend engineers"
        return
    for found in _LIST.finditer(text):
        before = text[: found.start()]
        if before.count("(") > before.count(")"):
            continue
        pieces.append((text[at : found.start()], at))
        at = found.end()
    pieces.append((text[at:], at))
    pieces = list(_with_common_heads(text, pieces))
    if len(pieces) == 1:
        yield text, 0
        return
    if (
        len(pieces) == 2
        and title_score(pieces[0][0]) >= 0.85
        and part_kind(pieces[1][0]) is PartKind.OTHER
        and not _FULL_STOP.search(text)
    ):
        yield text, 0  # "Software Engineer, Infrastructure Automation" is one title
        return
    yield from pieces


def _from_prose(document: Document) -> Iterator[Candidate]:
    skipped = (Zone.CHROME, Zone.LEGAL)
    seen = 0
    for line in document.lines:
        if not line.text or line.zone in skipped:
            continue
        seen += 1
        if seen > 60:
            return
        text = line.text[:3000]
        if (several := _fields_sought(line, text)) is not None:
            yield replace(several, confidence=0.782 - min(0.1, seen * 0.002))
        for rule, confidence, pattern in _CUES[:1] if line.zone is Zone.COMPANY else _CUES:
            if line.zone is Zone.COMPANY:
                confidence -= 0.06  # who they are says whom they look for, if nothing else does
            for number, found in enumerate(pattern.finditer(text)):
                if number > 3:
                    break
                following = text[found.end("name") : found.end("name") + 60] if rule == "the_will" else None
                name = _cut_name(found.group("name"), following)
                if name is None:
                    continue
                start = line.start + found.start("name")
                gender = _GENDER_MARK.match(text, found.start("name") + len(name))
                if gender is not None and found.group("name").startswith(name):
                    name += gender.group()  # "eine Reinigungskraft (m/w/d)"
                early = min(0.1, seen * 0.002)
                yield Candidate(name, start, start + len(name), confidence - early, rule)


_FOLLOWS = re.compile(
    r"\s*(?:\([A-Z]{1,6}\)\s*)?,?\s*(?:position |role )?(?:will|is (?:responsible|accountable|a (?:key"
    r"|member|full))|reports? to|plays?|leads?|provides?|works? (?:with|closely)|serves? as|performs?)\b"
)


_GENERAL = re.compile(
    r"\b(?:of|at|on|in) all\b|\ball (?:kinds|levels|sorts|types)\b|\bof (?:various|different|many)\b",
    re.IGNORECASE,
)


_EVERY_LEVEL = re.compile(r"\s(?:of|at|on|in) all\b|\s\(?all levels\b", re.IGNORECASE)


def _cut_name(words: str, following: str | None) -> str | None:
    """The title that a cue's words begin with, or None.

    With ``following`` (the text after the words) the title must be the subject of a duty: "The Buyer will …".
    """
    stop = _CUE_STOP.search(words)
    name = words[: stop.start()] if stop is not None else words
    every = _EVERY_LEVEL.search(name)
    if every is not None and len(name[: every.start()].split()) > 1:
        name = name[: every.start()]  # "Software Engineers of all degrees"
    name = name.strip(" ,-–—")
    if following is not None and not (name[:1].isupper() and _FOLLOWS.match(words[len(name) :] + following)):
        return None
    joined = name.partition(" and ")
    if joined[2][:1].isdigit() and title_score(joined[0]) >= 0.9:
        name = joined[0]  # "an engineering manager and 2 senior backend folks"
    elif len(name.split()) > 9 and title_score(joined[0]) >= 0.9 and joined[2][:1].islower():
        name = joined[0]  # "Software Engineer and come make the best ..."
    tokens = name.split()
    if not 1 <= len(tokens) <= 9:
        return None
    if tokens[0].casefold() in _NOT_FIRST or (len(tokens) == 1 and tokens[0].casefold() in _NOT_ALONE):
        return None
    for joint in (" and ", " & "):
        left, found, right = name.partition(joint)
        if found and right[:1].islower() and title_score(left) >= 0.9 and title_score(right) == 0.0:
            name = left  # "Senior Welder and build ships with us"
            tokens = name.split()
    # "senior Go and TypeScript developers": one head for both
    whole = re.sub(r"(?<=[A-Z])(\w*) (?:and|&) (?=[A-Z])", r"\1 ", name)
    whole = re.sub(r" on (?=rails\b)", "-", whole, flags=re.IGNORECASE)
    trade = tokens[-1].casefold() in _NOT_ALONE and len(tokens) > 1
    plain = trade and all(t.casefold() in _FIELDS or t in "/&+" or t == "and" for t in tokens[:-1])
    if max(title_score(name), title_score(whole)) < 0.9 and not plain:
        return None
    if _GENERAL.search(name):
        return None  # "engineers of all kinds"
    lower = [token.casefold() for token in tokens]
    levelled = len(tokens) > 1 and lower[0] in _LEVELS
    if lower[-1] in _NOT_ALONE and name == name.lower() and not levelled and not _FIELDS.intersection(lower):
        return None  # "extraordinary engineers": praise, not a trade
    return name


_NOT_FIRST = frozenset(
    "person people someone somebody anyone individual individuals candidate candidates team member members "
    "professional professionals way ways company "
    "cross-breed mix result wide great good variety few number job jobs ideal successful right best other "
    "hands-on you following next and or and/or roles role openings opening positions position "
    "opportunities".split()
)
_NOT_ALONE = frozenset(
    "engineer engineers developer developers member professional professionals leader leaders expert "
    "experts specialist partner partners associate staff worker workers student "
    "students owner head lead intern interns assistant manager managers executive guide fellow model host "
    "maker makers author creator creators pro engineering maintenance executive founder founders "
    "principal contractor contractors freelancer freelancers employee officer representative researcher "
    "researchers generalist generalists hacker hackers programmer programmers consultant consultants "
    "designer designers".split()
)
_LEVELS = frozenset("junior senior lead principal staff graduate trainee".split())
_FIELDS = frozenset(
    "software backend back-end frontend front-end front end full-stack fullstack full stack data web mobile "
    "product project program sales marketing system systems network security machine learning qa test "
    "testing quality design "
    "graphic ux ui devops cloud electrical mechanical civil chemical customer support account business "
    "research hardware embedded firmware game site reliability infrastructure platform solutions technical "
    "operations community "
    "content financial finance legal medical nursing delivery office administrative executive field service "
    "engineering store shop restaurant kitchen hr recruiting talent procurement logistics warehouse"
    " production process "
    "safety "
    "maintenance development integration automation analytics database applications application ios android "
    "java python ruby rails php javascript react node golang scala c++ .net graduate teaching research "
    "social media search graphics graphic vision video audio speech nlp ai ml api big-data etl bi sql "
    "compiler kernel robotics simulation controls control rf optical fpga asic verification validation "
    "release build tools "
    "automation growth seo ppc email blockchain crypto bioinformatics linux windows unix unity unreal c "
    "c# php django laravel elixir erlang clojure haskell rust perl swift kotlin typescript vue angular "
    "angularjs wordpress drupal magento shopify salesforce sap oracle servicenow devsecops information it "
    "power structural process manufacturing packaging materials biomedical aerospace".split()
)
