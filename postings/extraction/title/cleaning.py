"""What is hung on a title and no part of it: ids, emoji, places, ways of working, the company's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document
from postings.extraction.finding import Finding
from postings.extraction.header import is_head, is_place, title_score

MAX_ROUNDS = 8  # what is hung on a title may be hung behind one another

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
    r"|stellen(?:angebot|anzeige|ausschreibung)|offene stelle|offre d'emploi"
    r"|hiring(?: now)?|now hiring|we(?:'|’)?re hiring|urgent(?:ly)?(?: hiring"
    r"| requirement)?|wanted|job opening|career opportunity|remote|full[- ]time|part[- ]time)"
    r"\s*(?:[:!–—-]+|\s/)\s+"
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
AT_COMPANY = re.compile(r"\s+(?:at|@|bei|chez|na)\s+(?=[A-Z0-9(])[^,|–—]{2,60}$")
TAIL_PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]\s*$")
_TAIL_SEPARATOR = re.compile(
    r"\s+[-–—]+\s*|[-–—]\s+|\s*\|\s*|\s*,\s*|\s/\s|\s*·\s*|\s*;\s*|\s+in\s+(?=[A-Z])"
    r"|\s{2,}(?=[A-Z])"  # "Staff Nurse  Leeds", of which something has eaten the dash
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
_LEAD_PLACE = re.compile(r"^[\[(]([^\[\]()]{2,40})[\])]\s*(?=\w)")  # "[Leeds] Welder"
# What a site's pictures say aloud beside a title: the mark of a checked employer
_MARK_TAIL = re.compile(r"\*?\s+with verification$", re.IGNORECASE)
_SITE_TAIL = re.compile(r"\s+(?:job|jobs|vacancy|careers?) in\s.{2,60}$", re.IGNORECASE)
_KIND_TAIL = re.compile(r"\s+(?:job|position|vacancy|opening)$", re.IGNORECASE)  # "Night Baker Job"
_APPENDED = re.compile(
    r"(?:(?:paid|unpaid|starts?|starting|mid|early|late|january|february|march|april|june|july|august|september"
    r"|october|november|december|asap|immediately"
    r"|100 ?%|fully|full|full[- ]time|part[- ]time|fulltime|permanent|contract|temporary|temp"
    r"|freelance|seasonal|cdi|cdd|h/f|f/h|remote|remoto|remota|remotely|hybrid|on[- ]?site|in[- ]office"
    r"|in[- ]person|wfh|work(?:ing)? from home|home[- ]?office|home[- ]based|telecommute|"
    r"anywhere|worldwide|global|international|first|only|friendly|possible|optional|ok|eligible|based"
    r"|flexible|or|and|in|to|the|from|within|any|jobs?|location|locations|multiple|option|möglich|télétravail"
    r"|teletrabajo|presencial|híbrido|"
    r"mois|monate|meses|mesi|months?|w2|c2c|1099|visa sponsorship|relocation|immediate (?:start"
    r"|opening|joiners?|joining|hire|requirement|need)|urgent"
    r"|hiring|w/|wk|week|days?|\d{1,2}"
    r"|usd|eur|gbp|time ?zones?|est|pst|cet"
    r"|hours?)[\s/,&+.:-]*)+",
    re.IGNORECASE,
)
_APPENDED_KEY = re.compile(
    r"\bcd[id]\b|remot|hybrid|on[- ]?site|in[- ]office|in[- ]person|wfh|home|telecommut|anywhere|worldwide"
    r"|global|full[- ]?time|part[- ]?time|permanent|contract|temporary|freelance|seasonal|location"
    r"|urgent|hiring|télétravail|teletrabajo|presencial|híbrido|visa|relocation|immediate|w2|c2c"
    r"|\bpaid\b|unpaid|\bstarts? (?:mid|early|late|asap)",
    re.IGNORECASE,
)
_CONTRACT_ONLY = re.compile(
    r"(?:(?:part|full)[- ]time|contract|temporary|temp|permanent|freelance|seasonal|[/,&\s]"
    r"|\d{1,2}[- ]months?|fixed[- ]term)+",
    re.IGNORECASE,
)
_PAY = re.compile(r"(?:up to |from |ab |bis )?[$€£¥₹]\s?\d|\d\s?[€£]|\b\d{2,3}\s?k\b", re.IGNORECASE)


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
    for _ in range(MAX_ROUNDS):
        before = first, last
        for step in _STEPS:
            kept_from, kept_to = step(text[first:last])
            first, last = first + kept_from, first + kept_to
        if (first, last) == before:
            break
    kept_from, kept_to = _trimmed(text[first:last])
    first, last = first + kept_from, first + kept_to
    if text[first:last].endswith(".") and re.search(r"\b[^\W\d_]{4,}\.$", text[first:last]):
        last -= 1  # the end of a sentence, not of "Sr." or "Inc."
    value = " ".join(_EMOJI.sub(" ", _ID.sub("", text[first:last])).split())
    return _without_shouting(value), start + first, start + last


# The steps: each takes what is left of a title and gives the start and the end of what it keeps of that.


def _trimmed(part: str) -> tuple[int, int]:
    """Without marks and white space around it."""
    first, last = 0, len(part)
    while first < last and (part[first].isspace() or part[first] in "-–—|:,;*•·>“\"'’/#="):
        first += 1
    while first < last and (part[last - 1].isspace() or part[last - 1] in "-–—|:,;*•·“”\"'/="):
        last -= 1
    return first, last


def _after_site(part: str) -> tuple[int, int]:
    """Without an address before it: "acme.co Full Stack Engineer"."""
    site = _LEAD_SITE.match(part)
    if site is not None and title_score(part[site.end() :]) >= 0.75:
        return site.end(), len(part)
    return 0, len(part)


def _without_lead_or_number(part: str) -> tuple[int, int]:
    """Without one of: words that announce a title, a job's number, emoji; at its start or its end."""
    for pattern in (_LEADING, _ID, _EMOJI):
        found = pattern.search(part)
        if found is not None and found.start() == 0 and found.end() < len(part):
            return found.end(), len(part)
        if found is not None and found.end() == len(part) and found.start() > 0:
            return 0, found.start()
    return 0, len(part)


def _after_tag(part: str) -> tuple[int, int]:
    """Without a tag or a place in brackets before it: "[Remote] Welder", "[Leeds] Welder"."""
    tag = _LEAD_TAG.match(part)
    if tag is None and (place := _LEAD_PLACE.match(part)) is not None and is_place(place[1]):
        tag = place
    if tag is not None and title_score(part[tag.end() :]) >= 0.5:
        return tag.end(), len(part)
    return 0, len(part)


def _without_sentence(part: str) -> tuple[int, int]:
    """Without one of: dots, "needed …", "at Acme", "job in …", a way of working, "job" at its end."""
    for pattern in (_DOTS, _MARK_TAIL, _NEEDED_TAIL, AT_COMPANY, _SITE_TAIL, _WAY_TAIL):
        found = pattern.search(part)
        if found is not None and found.start() > 0 and title_score(part[: found.start()]) >= 0.5:
            return 0, found.start()
    found = _KIND_TAIL.search(part)
    if found is not None and title_score(part[: found.start()]) >= 0.9:
        return 0, found.start()
    return 0, len(part)


def _after_place(part: str) -> tuple[int, int]:
    """Without a place before it: "Leeds - Welder"."""
    head = _HEAD_PLACE.match(part)
    if head is not None and is_place(head.group(1)) and title_score(part[head.end() :]) >= 0.7:
        return head.end(), len(part)
    return 0, len(part)


def _before_place(part: str) -> tuple[int, int]:
    return 0, end_before_place(part)


def _without_tail(part: str) -> tuple[int, int]:
    """Without the last part that is a place, a way of working, a contract or pay."""
    for tail_start, tail in _tails(part):
        if _CONTRACT_ONLY.fullmatch(tail) and part[tail_start:].lstrip().startswith("("):
            continue  # "Bookkeeper (part-time)" says which job it is
        if _is_appended(tail) and (title_score(part[:tail_start]) >= 0.5 or _APPENDED_KEY.search(tail)):
            if part.count("(", 0, tail_start) > part.count(")", 0, tail_start):
                opened = part.rindex("(", 0, tail_start)  # "(Leeds, full time)": the whole or nothing
                tail_start = opened if title_score(part[:opened]) >= 0.5 else tail_start
            return 0, tail_start
    return 0, len(part)


_STEPS = (
    *(_trimmed, _after_site, _without_lead_or_number, _after_tag),
    *(_without_sentence, _after_place, _before_place, _without_tail),
)


def _without_shouting(title: str) -> str:
    """A title in capitals as it is written elsewhere, short words (abbreviations) left as they are."""
    if not title.isupper() or len(title) <= 12 or len(title.split()) < 2:
        return title
    return " ".join(
        word
        if len(word) <= 3 and word not in ("AND", "THE", "FOR", "OF")
        else re.sub(r"[^\W\d_]{2,}", lambda found: found.group().capitalize(), word)
        for word in title.split()
    )


_CAPITAL = re.compile(
    r"\s(?=[A-ZÀ-Ý][\w.'’-]*(?:\s[A-ZÀ-Ý][\w.'’-]*){0,2},\s?[A-ZÀ-Ý][\w.]*(?:\s[A-Z]\w+)?$)"
)


def end_before_place(part: str) -> int:
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
    found = TAIL_PARENTHESIS.search(part)
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
        r"\b(?:remote|remoto|hybrid|on[- ]?site|onsite|in[- ]person|in[- ]office|based|only|within|or|in)\b",
        " ",
        words,
        flags=re.IGNORECASE,
    ).strip(" ,/-–()")
    if stripped != words and not stripped:
        return True
    if len(stripped) <= 3 and stripped.upper() not in ("US", "USA", "UK", "EU", "UAE", "NYC", "SF", "LA"):
        return stripped != words and is_place(stripped)
    return bool(stripped) and is_place(stripped) and title_score(stripped) < 0.7
