"""Counting how often postings are looked at, saved and applied for, by day and by where visitors come from.

No cookie and no address: the server adds one to a number. Of a save it is told by the page's script, and not
who saved; the list itself stays on the reader's device. Machines that say what they are do not
count, nor do pages that a browser fetches in advance. What cannot be counted is shown all the same.
"""

from __future__ import annotations

import logging
import re
from urllib.parse import urlsplit

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest
from django.utils import timezone

from postings.models import Posting, PostingDay

logger = logging.getLogger(__name__)
Referrer = PostingDay.Referrer

# What programs call themselves; those that pretend to be a browser are not found out.
_MACHINE = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|preview|fetch|monitor|headless|lighthouse|validator|archiv|scrap|"
    r"facebookexternalhit|embedly|whatsapp|telegram|curl|wget|python|java/|okhttp|go-http|libwww|httpclient|"
    r"axios|node-fetch|undici|ruby|perl|php/|feed|rss|http://|https://",
    re.IGNORECASE,
)
_SEARCH_ENGINE = re.compile(
    r"(?:^|\.)(?:google|bing|duckduckgo|yahoo|yandex|baidu|ecosia|qwant|startpage|brave|kagi|seznam|naver)"
    r"\.[a-z.]{2,10}$"
)

# One statement, and one that waits for nobody: the row of a posting that a moderator is saving is left alone
# after a moment, and the number may be lost in a crash of the server.
_ADD = """
WITH quick AS (
    SELECT set_config('synchronous_commit', 'off', true), set_config('lock_timeout', '200ms', true)
)
INSERT INTO postings_postingday AS counted (posting_id, day, referrer, views, applies, saves)
SELECT %(posting)s, %(day)s, %(referrer)s, %(views)s, %(applies)s, %(saves)s FROM quick
ON CONFLICT (posting_id, day, referrer) DO UPDATE
SET views = counted.views + excluded.views, applies = counted.applies + excluded.applies,
    saves = counted.saves + excluded.saves
"""


def count_view(request: HttpRequest, posting: Posting) -> None:
    """Its page was shown. Never raises."""
    if is_visit(request):
        _add(request, posting, views=1)


def count_apply(request: HttpRequest, posting: Posting) -> None:
    """Its apply link was used. Never raises."""
    if is_visit(request):
        _add(request, posting, applies=1)


def count_save(request: HttpRequest, posting: Posting) -> None:
    """Its reader has saved it. Not counted of readers whose browser asks for more privacy. Never raises."""
    if is_person(request) and not _wants_privacy(request):
        _add(request, posting, saves=1)


def _add(request: HttpRequest, posting: Posting, *, views: int = 0, applies: int = 0, saves: int = 0) -> None:
    values: dict[str, str | int] = {
        "posting": posting.pk,
        "day": timezone.now().date().isoformat(),
        "referrer": referrer_of(request),
        "views": views,
        "applies": applies,
        "saves": saves,
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, values)
    except (DatabaseError, InterfaceError) as error:
        logger.warning("a visit of posting %s was not counted: %s", posting.pk, error)


def is_visit(request: HttpRequest) -> bool:
    """Is it a person who looks, as far as one can tell?"""
    return request.method == "GET" and is_person(request)


def is_person(request: HttpRequest) -> bool:
    """Is it a person's browser, and did the person want this page?"""
    agent = request.headers.get("User-Agent", "")
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return (
        bool(agent) and not _MACHINE.search(agent) and "prefetch" not in purpose and "preview" not in purpose
    )


def _wants_privacy(request: HttpRequest) -> bool:
    """Global Privacy Control, or Do Not Track."""
    return request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1"


SAID = frozenset({Referrer.FEED, Referrer.ALERT, Referrer.SEARCH, Referrer.OTHER})
"""Kinds that an address may say with ``?from=``: links in feeds and mails do, and the apply link of a page
repeats how its reader came. It names a kind and nobody."""


def carried_of(request: HttpRequest) -> str:
    """What the apply link of a page says of how its reader came; empty for nothing worth saying."""
    kind = referrer_of(request)
    return kind if kind in SAID else ""


def referrer_of(request: HttpRequest) -> str:
    """Where the visitor comes from: one of the kinds of ``PostingDay``; the address itself is not kept."""
    said = request.GET.get("from", "")
    if said in SAID:
        return said
    try:
        host = (urlsplit(request.headers.get("Referer", "")).hostname or "").lower()
    except ValueError:
        host = ""
    if not host:
        return Referrer.NONE
    own = urlsplit(f"//{request.get_host()}").hostname
    if host == own:
        return Referrer.OWN
    return Referrer.SEARCH if _SEARCH_ENGINE.search(host) else Referrer.OTHER
