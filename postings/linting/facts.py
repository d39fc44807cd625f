"""Place against remote policy, ways to apply, dates, likely duplicates, and what search engines need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.formats import date_format

from postings.linting.phrases import denied
from postings.linting.result import Context, Finding, error, hint, warning
from postings.models import LinkCheck, Posting
from postings.structured_data import lacking
from postings.values import PostingValues

Workplace = Posting.Workplace
Eligibility = Posting.Eligibility

FREE_MAIL = frozenset(
    "gmail.com googlemail.com yahoo.com yahoo.co.uk hotmail.com outlook.com live.com icloud.com aol.com "
    "gmx.de gmx.net web.de t-online.de mail.ru yandex.ru proton.me protonmail.com qq.com 163.com orange.fr "
    "free.fr laposte.net libero.it wp.pl o2.pl onet.pl seznam.cz rediffmail.com zoho.com tutanota.com "
    "mail.com".split()
)
SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly shorturl.at rb.gy lnkd.in".split()
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


def lint_place(values: PostingValues, text: str) -> Iterator[Finding]:
    match values.workplace:
        case Workplace.REMOTE:
            if not values.eligible_countries and values.eligibility == Eligibility.UNKNOWN:
                yield warning(
                    "remote_nowhere", "eligibility",
                    "A remote job says from where it may be done: name the countries, or worldwide. "
                    "Else people abroad don't know whether they may apply.",
                )  # fmt: skip
            if (words := _ON_SITE_WORDS.search(text)) and not denied(text, words.start()):
                yield warning(
                    "remote_on_site", "workplace",
                    f"It is remote, but the description says “{words[0]}”. Is it hybrid?", quote=words[0],
                )  # fmt: skip
        case Workplace.HYBRID | Workplace.ONSITE:
            if not values.place_ids:
                word = "Hybrid" if values.workplace == Workplace.HYBRID else "On-site"
                yield error("no_place", "places", f"{word} work is done somewhere. Name the place.")
            if (words := _REMOTE_WORDS.search(text)) and not denied(text, words.start()):
                yield warning(
                    "on_site_remote", "workplace",
                    f"It is not remote, but the description says “{words[0]}”.", quote=words[0],
                )  # fmt: skip
        case _:
            yield hint(
                "no_workplace", "workplace",
                "Say whether it is remote, hybrid or on-site: most people filter by it.",
            )  # fmt: skip


def lint_applying(values: PostingValues, context: Context) -> Iterator[Finding]:
    if not values.apply_url and not values.apply_email:
        yield error("no_way_to_apply", "apply_url", "Say how to apply: a web address or an e-mail address.")
    if host := _host(values.apply_url):
        if host in SHORTENERS:
            yield warning(
                "apply_shortened", "apply_url",
                f"{host} hides where it leads, so people don't trust it. Give the address itself.",
            )  # fmt: skip
        elif values.apply_url.startswith("http://"):
            yield hint(
                "apply_plain",
                "apply_url",
                "The address begins with http://, so what people send can be read.",
            )
    link = context.link
    if link is not None and values.apply_url:
        when = date_format(timezone.localtime(link.checked_at), "j F Y, H:i") if link.checked_at else ""
        if link.outcome == LinkCheck.Outcome.DEAD:
            yield warning("apply_dead", "apply_url", f"{link.detail} Looked at {when}.")
        elif link.outcome == LinkCheck.Outcome.SILENT:
            yield hint("apply_silent", "apply_url", f"{link.detail} Looked at {when}.")
        elif link.outcome == LinkCheck.Outcome.REFUSED:
            yield warning("apply_private", "apply_url", f"{link.detail} People elsewhere can't open it.")
    domain = values.apply_email.rpartition("@")[2].lower()
    if domain in FREE_MAIL:
        own = _registered(_host(context.website))
        better = f", such as one at {own}" if own else ""
        yield warning(
            "free_mail", "apply_email",
            f"An address at {domain} can be anybody's; scams use such. Give one of the company{better}.",
        )  # fmt: skip
    elif domain and (own := _registered(_host(context.website))) and _registered(domain) != own:
        yield hint("foreign_mail", "apply_email", f"The address is at {domain}, not at {own}. Is that meant?")


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


def lint_dates(values: PostingValues, context: Context) -> Iterator[Finding]:
    last = values.expires_on
    if last is not None and last < context.today:
        yield error("expired", "expires_on", f"Its last day, {_day(last)}, has passed. Choose a later one.")
    elif last is not None and last < context.today + timedelta(days=3):
        yield hint("expires_soon", "expires_on", f"It is open until {_day(last)} only.")
    if values.stated_posted_on is not None and values.stated_posted_on > context.today:
        yield warning(
            "posted_later", "stated_posted_on",
            f"It says that it was posted on {_day(values.stated_posted_on)}, which is still to come.",
        )  # fmt: skip


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def lint_duplicates(context: Context) -> Iterator[Finding]:
    for near in context.near:
        yield warning(
            "duplicate", "title",
            f"This may be the same job as “{near.name}” ({near.condition}). {' '.join(near.reasons)}",
            url=near.url,
        )  # fmt: skip


def lint_markup(values: PostingValues) -> Iterator[Finding]:
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
            yield warning(
                "no_markup", field,
                "Search engines will not list it as a job: it names no place and, being remote, no country.",
            )  # fmt: skip
