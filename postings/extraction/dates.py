"""When the posting was published and until when it stands, where the text states a date.

"Posted 3 days ago" says nothing without knowing when the text was copied, so it gives no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from postings.extraction.document import Document
from postings.extraction.finding import Finding

MIN_YEAR, MAX_YEAR = 1995, 2100

_POSTED_FACTS = (
    "date_posted",
    "posted_at",
    "published_at",
    "publication_date",
    "publication_start_date",
    "published_on",
    "released_date",
    "first_published",
    "created_at",
    "created",
    "date_created",
    "post_date",
    "posting_date",
    "posted_on",
    "posted_date",
    "posted",
    "date",
    "pub_date",
    "listed_at",
    "release_date",
    "date_published",
    "published",
    "publish_date",
    "opened_at",
    "updated_at",
)
_EXPIRY_FACTS = (
    "valid_through",
    "expires_at",
    "expiration_date",
    "expiry_date",
    "closing_date",
    "application_close_date",
    "application_closing_date",
    "closes_at",
    "application_deadline",
    "deadline",
    "expires_on",
    "end_date",
    "close_date",
    "expires",
    "apply_by",
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero janeiro gennaio januari",
            "feb february februar février febrero fevereiro febbraio februari",
            "mar march märz mars marzo março maart",
            "apr april avril abril aprile",
            "may mai mayo maio maggio mei maj",
            "jun june juni juin junio junho giugno",
            "jul july juli juillet julio julho luglio",
            "aug august août agosto augustus augusti",
            "sep sept september septembre septiembre setembro settembre",
            "oct october oktober octobre octubre outubro ottobre okt",
            "nov november novembre noviembre novembro",
            "dec december dezember décembre diciembre dezembro dicembre dez",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATE = re.compile(
    r"(?P<iso>(?:19|20)\d\d-\d\d?-\d\d?)(?!\d)"
    r"|(?P<slashed>(?:19|20)\d\d/\d\d?/\d\d?)(?!\d)"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º)?(?:\s+of|\s+de)?\s+"
    + _MONTH.format("month")
    + r",?(?:\s+de)?\s+(?P<year>(?:19|20)\d\d)"
    r"|" + _MONTH.format("month2") + r"\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)"
    r"|(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<year3>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)(?<!\d\d\d\d\d)")  # looks back last, so that it is found fast
_POSTED_CUE = re.compile(
    r"\b(?:date posted|posted(?: on| date)?|posting date|published(?: on)?|publication date|date published"
    r"|publiée? le|publicado (?:em|el)|veröffentlicht(?: am)?|eingestellt am|datum)\s*[:\-–]?\s*$",
    re.IGNORECASE,
)
_EXPIRY_CUE = re.compile(
    r"\b(?:closing date(?: for applications)?|application deadline|deadline(?: (?:to apply"
    r"|for applications?|is))?|apply (?:by|before|no later than)|applications? (?:close|closes|closing|due"
    r"|must be (?:received|submitted))(?: (?:on|by|date))?|close[sd]? (?:on|date)|expires?(?: on)?"
    r"|expiry date|open until|accepted (?:until|through)|"
    r"valid (?:until|through)|last (?:date|day) to apply|until|no later than|bewerbungsfrist"
    r"|bewerben sie sich bis|bewirb dich bis|bis(?: zum| spätestens)?|date limite|avant le|jusqu'au"
    r"|senast(?: den)?|sista (?:ansöknings)?da(?:g|tum)|ansøgningsfrist|søknadsfrist"
    r"|fecha límite|hasta el|até|prazo|inscrições até|deadline"
    r"|by)\b[^.\n\d]{0,40}(?:\n\s{0,4})?(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|h|uhr"
    r"|noon)\b[^\w\n]{0,4}(?:on "
    r"|am )?)?$",
    re.IGNORECASE,
)
_EXPIRY_STRONG = re.compile(
    r"clos|deadline|apply|enviar|envoyer|envíe|candida|curr[ií]cul|\bcv\b|postul|sollicit|applications?"
    r"|expir|bewerb|limite|límite|inscri|last da|ansök|ansøg|søknad",
    re.IGNORECASE,
)


def posted(document: Document) -> Finding[date] | None:
    """The day the posting was published, where stated."""
    return _from_facts(document, _POSTED_FACTS, "posted") or _from_text(document, "posted")


def expires(document: Document) -> Finding[date] | None:
    """The last day to apply or the end of the posting, where stated."""
    return _from_facts(document, _EXPIRY_FACTS, "expires") or _from_text(document, "expires")


def _from_facts(document: Document, names: tuple[str, ...], kind: str) -> Finding[date] | None:
    for name in names:
        for fact in document.facts:
            if fact.leaf != name or (name in ("date", "end_date", "posted", "created") and "." in fact.name):
                continue
            value = parse(fact.value, document)
            if value is not None:
                confidence = {
                    "json-ld": 0.99,
                    "json": 0.98,
                    "xml": 0.98,
                    "csv": 0.95,
                    "front-matter": 0.85,
                }.get(fact.source, 0.8)
                return document.finding(
                    value,
                    fact.start,
                    fact.end,
                    confidence=confidence,
                    rule=f"dates.{kind}_{fact.source.replace('-', '_')}",
                )
    return None


def _from_text(document: Document, kind: str) -> Finding[date] | None:
    cue = _POSTED_CUE if kind == "posted" else _EXPIRY_CUE
    for found in _dates(document.text):
        before = document.text[max(0, found.start() - 90) : found.start()]
        cued = cue.search(before)
        if cued is None:
            continue
        if kind == "expires" and not _EXPIRY_STRONG.search(
            document.text[max(0, found.start() - 160) : found.start()]
        ):
            continue
        value = _date(found)
        if value is not None:
            return document.finding(
                value, found.start(), found.end(), confidence=0.9, rule=f"dates.{kind}_stated"
            )
    return None


def _dates(text: str) -> Iterator[re.Match[str]]:
    """The dates of a text, looked for only where a year stands."""
    last = 0
    for year in _YEAR.finditer(text):
        if year.start() < last:
            continue
        found = _DATE.search(text, max(last, year.start() - 28), year.end() + 12)
        if found is not None:
            last = found.end()
            yield found


def parse(text: str, document: Document | None = None) -> date | None:
    """The date that a value begins with, or a Unix time in seconds or milliseconds; None for anything
    else."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        try:
            return _sane(datetime.fromtimestamp(int(text[:10]), tz=UTC).date())
        except (OverflowError, OSError, ValueError):
            return None
    found = _DATE.search(text[:60])
    return _date(found) if found is not None else None


def _date(found: re.Match[str]) -> date | None:
    group = found.groupdict()
    if group["iso"] or group["slashed"]:
        year, month, day = (int(part) for part in re.split(r"[-/]", group["iso"] or group["slashed"]))
    elif group["month"]:
        year, month, day = int(group["year"]), _MONTHS[group["month"].casefold()], int(group["day"])
    elif group["month2"]:
        year, month, day = int(group["year2"]), _MONTHS[group["month2"].casefold()], int(group["day2"])
    else:
        first, second, year = int(group["a"]), int(group["b"]), int(group["year3"])
        # 03/04/2026 is April or March by country: only the days that settle it are believed.
        if first > 12 or group["mark"] == ".":
            day, month = first, second
        elif second > 12:
            month, day = first, second
        elif first == second:
            month = day = first
        else:
            return None
    try:
        return _sane(date(year, month, day))
    except ValueError:
        return None


def _sane(value: date) -> date | None:
    return value if MIN_YEAR <= value.year <= MAX_YEAR else None
