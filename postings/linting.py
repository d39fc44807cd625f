"""The linter: what a posting should mend before it is published.

``lint`` is pure: a posting and what is known around it in, findings out. ``context_of`` reads the latter from
the database. Recruiters cannot submit with errors, and submit with warnings only knowingly; moderators are
shown the same and decide.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from postings import duplicates, link_check
from postings.models import Company, Draft, Fingerprint, LinkCheck, Place, Posting
from postings.money import written_amount
from postings.rates import BASE_CURRENCY, yearly_cents
from postings.sanitise import clean_description, text_of
from postings.structured_data import lacking
from postings.text import company_key, fold
from postings.values import BandValues, PostingValues

Workplace = Posting.Workplace
Eligibility = Posting.Eligibility

SHORTEST_CHARS = 200  # of the description's words; below, seekers learn too little
LONGEST_CHARS = 15_000  # three times the longest that people read to the end
LOOKED_AT_CHARS = 60_000
LONGEST_TITLE = 80  # search engines cut off what follows
WIDEST_BAND = 3  # times the minimum
LEAST_A_YEAR = 2_000  # in the base currency; below, the period or the currency is mostly wrong
MOST_A_YEAR = 1_500_000
MUCH_A_WEEK = 2_000  # in the base currency, for work that asks for no experience
SAME_JOB_FROM = 0.6  # likeness
FREE_MAIL = frozenset(
    "gmail.com googlemail.com yahoo.com yahoo.co.uk hotmail.com outlook.com live.com icloud.com aol.com "
    "gmx.de gmx.net web.de t-online.de mail.ru yandex.ru proton.me protonmail.com qq.com 163.com orange.fr "
    "free.fr laposte.net libero.it wp.pl o2.pl onet.pl seznam.cz rediffmail.com zoho.com tutanota.com "
    "mail.com".split()
)
SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly shorturl.at rb.gy lnkd.in".split()
)


# Warnings in a few words, for the history of a posting that was submitted in spite of them.
WARNINGS = {
    "shouting": "title in capitals",
    "shouting_marks": "exclamation marks in the title",
    "title_pictures": "pictures in the title",
    "title_pay": "pay in the title",
    "remote_nowhere": "remote, from where not stated",
    "remote_on_site": "remote, but on-site in the description",
    "on_site_remote": "not remote, but remote in the description",
    "no_pay": "no pay stated",
    "pay_contradicts": "several pay bands for the same",
    "pay_wide": "wide pay band",
    "pay_implausible": "implausible pay",
    "too_good": "much pay for no experience",
    "apply_shortened": "shortened address to apply at",
    "apply_dead": "address to apply at is gone",
    "apply_private": "address to apply at is not public",
    "free_mail": "free e-mail address",
    "posted_later": "posted in the future",
    "description_short": "short description",
    "duplicate": "likely duplicate",
    "no_markup": "not listed by search engines",
    "young": "“young team” or the like",
    "digital_native": "“digital native”",
    "recent_graduates_only": "recent graduates only",
    "experience_limit": "limit of experience",
    "gendered_title": "title names one sex",
    "pronoun": "“he” or “she” alone",
    "native_speaker": "“native speaker”",
    "nationality": "limit by nationality",
    "religion": "asks for a faith",
    "health": "asks about health",
    "looks": "asks for looks",
    "messenger": "private messenger",
    "crypto_pay": "pay in a cryptocurrency",
    "easy_money": "promises of easy money",
    "private_data": "asks for private papers or numbers",
}


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. ``field`` is that of the form; ``quote`` the words it is about, if any."""

    code: str
    severity: Severity
    message: str
    field: str
    quote: str = ""
    url: str = ""
    """A page that shows more, such as the other posting of the same job."""


@dataclass(frozen=True, slots=True)
class Near:
    """A posting that may be the same job; ``url`` is where the reader may see it."""

    name: str
    url: str
    condition: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What the linter has to know besides the posting."""

    today: date
    website: str = ""
    place_names: tuple[str, ...] = ()  # of the posting's own places
    near: tuple[Near, ...] = ()
    link: LinkCheck | None = None


# --- the linter -------------------------------------------------------------------------------------


def lint(values: PostingValues, context: Context) -> list[Finding]:
    """All findings, errors first, then in the order of the form."""
    text = text_of(clean_description(values.description_html))[:LOOKED_AT_CHARS]
    found = [
        *_title(values, context),
        *_place(values, text),
        *_pay(values, text),
        *_phrases(values.title, text),
        *_applying(values, context),
        *_dates(values, context),
        *_description(text),
        *_duplicates(context),
        *_markup(values),
    ]
    return sorted(found, key=lambda finding: _RANK[finding.severity])


def _error(code: str, field: str, message: str, **more: Any) -> Finding:
    return Finding(code, Severity.ERROR, message, field, **more)


def _warning(code: str, field: str, message: str, **more: Any) -> Finding:
    return Finding(code, Severity.WARNING, message, field, **more)


def _hint(code: str, field: str, message: str, **more: Any) -> Finding:
    return Finding(code, Severity.HINT, message, field, **more)


_TITLE_PAY = re.compile(
    r"[$€£₹¥]\s?\d|\b\d[\d.,]*\s?(?:k\b|(?:USD|EUR|GBP|CHF|CAD|AUD|PLN|SEK)\b|"
    r"(?:per|an?|/)\s?(?:hour|hr|year|day|week|month)\b)",
    re.IGNORECASE,
)
_PICTURE = re.compile("[\u2600-\u27bf\u2b50-\u2b55\U0001f1e6-\U0001faff]")
_CALLS = re.compile(
    r"\b(?:urgent(?:ly)?|hiring(?: now)?|now hiring|apply (?:now|today)|immediate (?:start|joiner)s?|"
    r"(?:great|amazing) opportunity|great pay|dringend gesucht|ab sofort)\b",
    re.IGNORECASE,
)


def _title(values: PostingValues, context: Context) -> Iterator[Finding]:
    title = " ".join(values.title.split())
    letters = [sign for sign in title if sign.isalpha()]
    long_words = re.findall(r"[^\W\d_]{4,}", title)
    if len(long_words) >= 2 and all(sign.isupper() for sign in letters):
        yield _warning(
            "shouting",
            "title",
            f"The title is all in capitals. Write it like “{title.capitalize().rstrip(' !')}”.",
        )
    if "!" in title:
        yield _warning("shouting_marks", "title", "The title shouts. Leave the exclamation marks out.")
    if match := _PICTURE.search(title):
        yield _warning(
            "title_pictures", "title", "The title holds pictures. Search engines refuse such titles.",
            quote=match[0],
        )  # fmt: skip
    if match := _TITLE_PAY.search(title):
        yield _warning(
            "title_pay", "title", "The title holds pay. Put it under Pay, where people can filter by it.",
            quote=match[0],
        )  # fmt: skip
    if match := _CALLS.search(title):
        yield _hint(
            "title_calls",
            "title",
            f"“{match[0]}” is no part of the title. Name the job only.",
            quote=match[0],
        )
    folded = f" {re.sub(r'[^\w]+', ' ', fold(title))} "
    for name in context.place_names:
        if len(name) > 2 and f" {fold(name)} " in folded:
            yield _hint(
                "title_place", "title", f"“{name}” stands under Places already. Leave it out of the title."
            )
            break
    company = company_key(values.company) if values.company else ""
    if len(company) > 2 and f" {company} " in folded:
        yield _hint(
            "title_company", "title",
            f"“{values.company}” is shown beside the title already. Leave it out of the title.",
        )  # fmt: skip
    if len(title) > LONGEST_TITLE:
        yield _hint(
            "title_long",
            "title",
            f"The title has {len(title)} characters. Search engines cut it off at about 60.",
        )


_ON_SITE_WORDS = re.compile(
    r"\b(?:(?:work|working|based|located|present|presence|attendance|come) (?:\w+ ){0,2}"
    r"(?:on[- ]site|in (?:the|our) office)|in[- ]office (?:days|role|position)|"
    r"not a remote (?:role|position|job)|no remote|on[- ]site (?:only|position|role|job)|"
    r"(?:two|three|four|five|[2-5]) days (?:a|per|each) week (?:in|at) (?:the|our) office)\b",
    re.IGNORECASE,
)
_REMOTE_WORDS = re.compile(
    r"\b(?:(?:fully|100 ?%|entirely|completely) remote|remote[- ]first (?:role|position|job)|"
    r"work from anywhere|"
    r"this is a remote (?:role|position|job))\b",
    re.IGNORECASE,
)


def _place(values: PostingValues, text: str) -> Iterator[Finding]:
    match values.workplace:
        case Workplace.REMOTE:
            if not values.eligible_countries and values.eligibility == Eligibility.UNKNOWN:
                yield _warning(
                    "remote_nowhere", "eligibility",
                    "A remote job says from where it may be done: name the countries, or worldwide. "
                    "Else people abroad don't know whether they may apply.",
                )  # fmt: skip
            if (words := _ON_SITE_WORDS.search(text)) and not _denied(text, words.start()):
                yield _warning(
                    "remote_on_site", "workplace",
                    f"It is remote, but the description says “{words[0]}”. Is it hybrid?", quote=words[0],
                )  # fmt: skip
        case Workplace.HYBRID | Workplace.ONSITE:
            if not values.place_ids:
                word = "Hybrid" if values.workplace == Workplace.HYBRID else "On-site"
                yield _error("no_place", "places", f"{word} work is done somewhere. Name the place.")
            if (words := _REMOTE_WORDS.search(text)) and not _denied(text, words.start()):
                yield _warning(
                    "on_site_remote", "workplace",
                    f"It is not remote, but the description says “{words[0]}”.", quote=words[0],
                )  # fmt: skip
        case _:
            yield _hint(
                "no_workplace", "workplace",
                "Say whether it is remote, hybrid or on-site: most people filter by it.",
            )  # fmt: skip


_NO_EXPERIENCE = re.compile(
    r"\bno (?:prior |previous )?experience (?:is )?(?:needed|required|necessary)\b", re.IGNORECASE
)


def _pay(values: PostingValues, text: str) -> Iterator[Finding]:
    bands = values.salary_bands
    if not bands and values.employment_type != Posting.EmploymentType.VOLUNTEER:
        yield _warning(
            "no_pay", "salary_bands",
            "It states no pay. People who filter by pay see it last; in some places it has to be stated.",
        )  # fmt: skip
    for band in bands:
        yield from _band(band)
    scopes = [fold(band.scope) for band in bands]
    if len(scopes) != len(set(scopes)):
        yield _warning(
            "pay_contradicts", "salary_bands",
            "Several pay bands are for the same. Say under “For” what tells them apart, a place or a level.",
        )  # fmt: skip
    if (words := _NO_EXPERIENCE.search(text)) and any(
        (cents := yearly_cents(band.maximum or band.minimum or 0, band.currency, band.period)) is not None
        and cents >= MUCH_A_WEEK * 52 * 100
        for band in bands
    ):
        yield _warning(
            "too_good", "salary_bands",
            f"“{words[0]}” with this pay sounds too good to be true, as scams do. Is the pay right?",
        )  # fmt: skip


def _band(band: BandValues) -> Iterator[Finding]:
    low, high = band.minimum, band.maximum
    if low and high and high > low * WIDEST_BAND:
        yield _warning(
            "pay_wide", "salary_bands",
            f"{written_amount(low, band.currency)} to {written_amount(high, band.currency)} tells little: "
            f"the top is more than {WIDEST_BAND} times the bottom. Narrow it, or give one band a level.",
        )  # fmt: skip
    for amount in dict.fromkeys(amount for amount in (low, high) if amount is not None):
        cents = yearly_cents(amount, band.currency, band.period)
        if cents is None:
            continue
        a_year = Decimal(cents) / 100
        if a_year < LEAST_A_YEAR or a_year > MOST_A_YEAR:
            word = "little" if a_year < LEAST_A_YEAR else "much"
            yield _warning(
                "pay_implausible", "salary_bands",
                f"{written_amount(amount, band.currency)} a {band.period} is about "
                f"{written_amount(a_year.quantize(Decimal(1)), BASE_CURRENCY)} a year: very {word}. "
                "Check the amount, the currency and per what it is paid.",
            )  # fmt: skip
            return


def _applying(values: PostingValues, context: Context) -> Iterator[Finding]:
    if not values.apply_url and not values.apply_email:
        yield _error("no_way_to_apply", "apply_url", "Say how to apply: a web address or an e-mail address.")
    if host := _host(values.apply_url):
        if host in SHORTENERS:
            yield _warning(
                "apply_shortened", "apply_url",
                f"{host} hides where it leads, so people don't trust it. Give the address itself.",
            )  # fmt: skip
        elif values.apply_url.startswith("http://"):
            yield _hint(
                "apply_plain",
                "apply_url",
                "The address begins with http://, so what people send can be read.",
            )
    link = context.link
    if link is not None and values.apply_url:
        when = date_format(timezone.localtime(link.checked_at), "j F Y, H:i") if link.checked_at else ""
        if link.outcome == LinkCheck.Outcome.DEAD:
            yield _warning("apply_dead", "apply_url", f"{link.detail} Looked at {when}.")
        elif link.outcome == LinkCheck.Outcome.SILENT:
            yield _hint("apply_silent", "apply_url", f"{link.detail} Looked at {when}.")
        elif link.outcome == LinkCheck.Outcome.REFUSED:
            yield _warning("apply_private", "apply_url", f"{link.detail} People elsewhere can't open it.")
    domain = values.apply_email.rpartition("@")[2].lower()
    if domain in FREE_MAIL:
        own = _registered(_host(context.website))
        better = f", such as one at {own}" if own else ""
        yield _warning(
            "free_mail", "apply_email",
            f"An address at {domain} can be anybody's; scams use such. Give one of the company{better}.",
        )  # fmt: skip
    elif domain and (own := _registered(_host(context.website))) and _registered(domain) != own:
        yield _hint(
            "foreign_mail", "apply_email", f"The address is at {domain}, not at {own}. Is that meant?"
        )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def _registered(host: str) -> str:
    """About the part of a host that its owner has registered: "jobs.acme.co.uk" is "acme.co.uk"."""
    parts = host.split(".")
    second = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3 if second else -2 :])


def _dates(values: PostingValues, context: Context) -> Iterator[Finding]:
    last = values.expires_on
    if last is not None and last < context.today:
        yield _error("expired", "expires_on", f"Its last day, {_day(last)}, has passed. Choose a later one.")
    elif last is not None and last < context.today + timedelta(days=3):
        yield _hint("expires_soon", "expires_on", f"It is open until {_day(last)} only.")
    if values.stated_posted_on is not None and values.stated_posted_on > context.today:
        yield _warning(
            "posted_later", "stated_posted_on",
            f"It says that it was posted on {_day(values.stated_posted_on)}, which is still to come.",
        )  # fmt: skip


def _day(day: date) -> str:
    return date_format(day, "j F Y")


_MARKS = re.compile(r"!{2,}")
_CAPITALS = re.compile(r"(?:\b[A-ZÄÖÜÉÈÀ]{2,}\b[ ,!-]*){7,}")


def _description(text: str) -> Iterator[Finding]:
    if not text.strip():
        yield _error(
            "no_description", "description_html", "Describe the work: what is done, with whom, and how."
        )
    elif len(text) < SHORTEST_CHARS:
        yield _warning(
            "description_short", "description_html",
            f"The description has only {len(text)} characters. Say what is done, with whom, what is offered.",
        )  # fmt: skip
    elif len(text) > LONGEST_CHARS:
        yield _hint(
            "description_long", "description_html",
            f"The description has {len(text):,} characters. Few read that far: keep what decides.",
        )  # fmt: skip
    if len(_MARKS.findall(text)) >= 2:
        yield _hint(
            "description_marks", "description_html", "The description shouts. One exclamation mark is enough."
        )
    if match := _CAPITALS.search(text):
        yield _hint(
            "description_capitals", "description_html",
            "Whole sentences are in capitals, which is hard to read.", quote=match[0][:60],
        )  # fmt: skip


def _duplicates(context: Context) -> Iterator[Finding]:
    for near in context.near:
        yield _warning(
            "duplicate", "title",
            f"This may be the same job as “{near.name}” ({near.condition}). {' '.join(near.reasons)}",
            url=near.url,
        )  # fmt: skip


def _markup(values: PostingValues) -> Iterator[Finding]:
    missing = lacking(
        company=bool(values.company),
        description=bool(values.description_html.strip()),
        way_to_apply=bool(values.apply_url or values.apply_email),
        place=bool(values.place_ids),
        remote_from=values.workplace == Workplace.REMOTE and bool(values.eligible_countries),
    )
    # What is an error of its own is said there.
    if missing == ["a place"]:
        field = "eligible_countries" if values.workplace == Workplace.REMOTE else "places"
        if values.workplace not in (Workplace.HYBRID, Workplace.ONSITE):
            yield _warning(
                "no_markup", field,
                "Search engines will not list it as a job: it names no place and, being remote, no country.",
            )  # fmt: skip


# --- phrases ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of data/phrases.toml."""

    code: str
    severity: Severity
    pattern: re.Pattern[str]
    why: str
    instead: str
    title_only: bool


@cache
def phrases() -> tuple[Phrase, ...]:
    """The vocabulary, compiled."""
    path = Path(__file__).parent / "data" / "phrases.toml"
    return tuple(
        Phrase(
            code=entry["code"],
            severity=Severity(entry["severity"]),
            pattern=re.compile(
                rf"(?<!\w)(?:{'|'.join(pattern.replace(' ', _GAP) for pattern in entry['match'])})(?!\w)",
                re.IGNORECASE,
            ),
            why=entry["why"],
            instead=entry["instead"],
            title_only=entry.get("in") == "title",
        )
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["phrase"]
    )


_GAP = r"(?:[\s\u2010-\u2013-]{1,3})"
_DENIAL = re.compile(
    r"\b(?:no|not|never|without|nor|don['’]?t|doesn['’]?t|do not|does not|will not|"
    r"won['’]?t|isn['’]?t|aren['’]?t|"
    r"regardless of|irrespective of|beware of|kein\w*|nicht|ohne|sans|pas de|sin|ningún|nessun\w*|geen|niet)"
    r"(?:\W+\w+){0,4}\W*$",
    re.IGNORECASE,
)


def _denied(text: str, start: int) -> bool:
    """Do the words before say that it is not so?"""
    clause = re.split(r"[.;:!?\n]", text[max(0, start - 60) : start])[-1]
    return _DENIAL.search(clause) is not None


def _phrases(title: str, text: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for phrase in phrases():
        for field, words in (("title", title), ("description_html", text)):
            if phrase.title_only and field != "title":
                continue
            match = next(
                (found for found in phrase.pattern.finditer(words) if not _denied(words, found.start())), None
            )
            if match is not None and phrase.code not in seen:
                seen.add(phrase.code)
                quote = " ".join(match[0].split())[:80]
                yield Finding(
                    phrase.code,
                    phrase.severity,
                    f"“{quote}” {phrase.why} {phrase.instead}".strip(),
                    field,
                    quote,
                )


# --- what is known around a posting -----------------------------------------------------------------


def context_of(
    values: PostingValues, *, posting: Posting | None = None, draft: Draft | None = None, user: Any = None
) -> Context:
    """What ``lint`` needs. Other companies' postings are named only when public. At most eleven queries."""
    company = Company.objects.called(values.company) if values.company else None
    places = Place.objects.filter(pk__in=values.place_ids).values_list("name", flat=True)
    return Context(
        today=timezone.now().date(),
        website=company.website if company is not None else "",
        place_names=tuple(places),
        near=tuple(_near(posting, draft, user)),
        link=link_check.last_look(values.apply_url),
    )


def _near(posting: Posting | None, draft: Draft | None, user: Any) -> Iterator[Near]:
    row: dict[str, Any] = {"posting": posting} if posting is not None else {"draft": draft}
    mine = Fingerprint.objects.filter(**row).first() if posting is not None or draft is not None else None
    if mine is None:
        return
    candidates = [
        candidate
        for candidate in duplicates.likely(mine)
        if candidate.posting is not None and candidate.likeness.score >= SAME_JOB_FROM
    ]
    if not candidates:
        return
    own = (
        set(
            Posting.objects.visible_to(user)
            .filter(pk__in=[candidate.posting.pk for candidate in candidates if candidate.posting])
            .values_list("pk", flat=True)
        )
        if user is not None
        else set()
    )
    for candidate in candidates:
        other = candidate.posting
        assert other is not None
        if other.pk in own:
            url = reverse("admin:postings_posting_change", args=[other.pk])
        elif other.is_live():
            url = other.get_absolute_url()
        else:
            continue
        yield Near(str(other), url, other.condition(), candidate.likeness.reasons)


def check(posting: Posting, *, user: Any = None) -> list[Finding]:
    """The findings of a stored posting."""
    values = PostingValues.of(posting)
    return lint(values, context_of(values, posting=posting, user=user))
