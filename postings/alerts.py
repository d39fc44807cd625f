"""E-mail alerts: subscribe, confirm, send, unsubscribe.

News is what the alert's own search finds (the same ``SearchQuery`` as the page) among the postings published
since the last mail. A link in a mail carries a signed id: its holder may manage that alert and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from postings.locks import Lock, only_one
from postings.mailing import compose
from postings.models import Alert, AlertDelivery
from postings.search.chips import heading
from postings.search.page import Hit, SearchPage, search
from postings.search.query import POSTED_DAYS, SearchQuery

logger = logging.getLogger(__name__)

SALT = "postings.alert"
PERIOD = {Alert.Frequency.DAILY: timedelta(days=1), Alert.Frequency.WEEKLY: timedelta(days=7)}
CONFIRM_AGAIN_AFTER = timedelta(hours=1)  # nobody can fill a stranger's mailbox with confirmations
CONFIRM_WITHIN = timedelta(days=7)
MOST_UNCONFIRMED = 5  # waiting confirmations an address may have
MOST_LISTED = 25  # postings in one mail; the rest is a link
READ_AT_ONCE = 100
MOST_READ = 500


class AlertError(Exception):
    """It can't be done; the message says why in the user's words."""


@dataclass(frozen=True, slots=True)
class News:
    """What one alert has to tell."""

    hits: tuple[Hit, ...]  # the newest first, at most MOST_LISTED
    total: int  # how many are new (at least, once MOST_READ is reached)


def token_of(alert: Alert) -> str:
    """The part of an address that lets its holder manage the alert."""
    return signing.Signer(salt=SALT).sign_object(alert.pk)


def alert_of(token: str) -> Alert | None:
    """The alert of a token, or None when it is forged or the alert is gone."""
    try:
        pk = signing.Signer(salt=SALT).unsign_object(token[:200])
    except signing.BadSignature:
        return None
    return Alert.objects.filter(pk=pk).first()


def was_given(token: str) -> bool:
    """Is it the token of an alert that is there, or was before it was deleted?"""
    try:
        signing.Signer(salt=SALT).unsign_object(token[:200])
    except signing.BadSignature:
        return False
    return True


def query_of(alert: Alert) -> SearchQuery:
    """The alert's search; what has lost its meaning since is left out, as on the page."""
    query, _ = SearchQuery.from_querydict(QueryDict(alert.query))
    return query


def subscribe(
    *, email: str, query: SearchQuery, frequency: str, site: str, now: datetime | None = None
) -> Alert:
    """Ask for alerts of a search. Sends the confirmation; an alert that is confirmed already stays as it is.

    ``site`` is scheme and host for the links. Raises ``AlertError``.
    """
    now = now or timezone.now()
    email = email.strip()
    try:
        validate_email(email)
        Alert(email=email).clean_fields(exclude=["query", "frequency"])
    except ValidationError as error:
        raise AlertError("That is not an e-mail address.") from error
    if frequency not in Alert.Frequency.values:
        raise AlertError("Choose every day or every week.")
    parameters = query.replace(sort="").urlencode()
    if len(parameters) > 2000:
        raise AlertError("This search has too many parts for an alert.")
    with transaction.atomic():
        waiting = Alert.objects.filter(email__iexact=email, confirmed_at__isnull=True).count()
        alert, created = Alert.objects.select_for_update().get_or_create(
            email=email, query=parameters, defaults={"frequency": frequency}
        )
        if created and waiting >= MOST_UNCONFIRMED:
            raise AlertError("Too many alerts wait for confirmation at this address. Confirm one first.")
        if alert.confirmed_at is not None and alert.unsubscribed_at is None:
            alert.frequency = frequency
            alert.save(update_fields=["frequency"])
            return alert
        if alert.confirmation_sent_at and alert.confirmation_sent_at > now - CONFIRM_AGAIN_AFTER:
            return alert
        alert.frequency = frequency
        alert.confirmation_sent_at = now
        alert.save(update_fields=["frequency", "confirmation_sent_at"])
    context = {"alert": alert, "heading": heading_of(query), "url": _link("alert_confirm", alert, site)}
    _mail(alert, f"Confirm your alert: {heading_of(query)}", "confirm", context, site).send()
    return alert


def confirm(*, alert: Alert, now: datetime | None = None) -> Alert:
    """The holder of the address wants it. News begins now."""
    now = now or timezone.now()
    if alert.confirmation_sent_at is None or alert.confirmation_sent_at < now - CONFIRM_WITHIN:
        raise AlertError("This confirmation is too old. Ask for the alert again.")
    if alert.confirmed_at is None or alert.unsubscribed_at is not None:
        alert.confirmed_at = now
        alert.seen_until = now
        alert.unsubscribed_at = None
        alert.save(update_fields=["confirmed_at", "seen_until", "unsubscribed_at"])
    return alert


def unsubscribe(*, alert: Alert, now: datetime | None = None) -> Alert:
    """No more mail. Safe to repeat."""
    if alert.unsubscribed_at is None:
        alert.unsubscribed_at = now or timezone.now()
        alert.save(update_fields=["unsubscribed_at"])
    return alert


def heading_of(query: SearchQuery) -> str:
    """The search in words, without its count: "remote Python jobs"."""
    return heading(query, 0).split(" ", 1)[1]


def news_of(alert: Alert, *, now: datetime | None = None) -> News:
    """Live postings of the alert's search published after ``seen_until``, the newest first."""
    now = now or timezone.now()
    since = alert.seen_until or now
    query = query_of(alert)
    # The index narrows to whole days; the exact moment is compared here.
    days = next((days for days in POSTED_DAYS if timedelta(days=days) >= now - since), None)
    if days is not None and (query.posted is None or query.posted > days):
        query = query.replace(posted=days)
    query = query.replace(sort="newest")
    found: list[Hit] = []
    for number in range(1, MOST_READ // READ_AT_ONCE + 1):
        page: SearchPage = search(query.replace(page=number), per_page=READ_AT_ONCE)
        found += [
            hit
            for hit in page.results
            if hit.posting.published_at and since < hit.posting.published_at <= now
        ]
        if not page.has_next:
            break
    found.sort(key=lambda hit: (hit.posting.published_at, hit.posting.pk), reverse=True)
    return News(hits=tuple(found[:MOST_LISTED]), total=len(found))


def due(now: datetime | None = None) -> Iterator[Alert]:
    """Active alerts whose period has passed since their last news."""
    now = now or timezone.now()
    for frequency, period in PERIOD.items():
        # An hour of grace, so that a daily mail does not drift by the time the job takes.
        yield from (
            Alert.objects.filter(
                frequency=frequency,
                confirmed_at__isnull=False,
                unsubscribed_at__isnull=True,
                seen_until__lte=now - period + timedelta(hours=1),
            )
            .order_by("pk")
            .iterator(chunk_size=500)
        )


def period_of(alert: Alert, now: datetime) -> date:
    """The day, or for weekly alerts the Monday, a mail is for."""
    today = now.date()
    return today if alert.frequency == Alert.Frequency.DAILY else today - timedelta(days=today.weekday())


def send_due(*, site: str, now: datetime | None = None) -> Iterator[AlertDelivery]:
    """Send the mails that are due, yielding each delivery; safe to stop at any point and to start again.

    Only one sender works at a time; a second finds the lock taken and does nothing.
    """
    now = now or timezone.now()
    with only_one(Lock.ALERTS) as alone:
        if not alone:
            return
        for alert in due(now):
            delivery = send_one(alert, site=site, now=now)
            if delivery is not None:
                yield delivery


def send_one(alert: Alert, *, site: str, now: datetime) -> AlertDelivery | None:
    """Claim the period, then send. None when there is no news or the period was claimed before.

    What was claimed but not sent (a stopped job, a mail server that refused) is told with the next mail: the
    alert's ``seen_until`` moves only when the mail has left.
    """
    news = news_of(alert, now=now)
    if not news.total:
        Alert.objects.filter(pk=alert.pk).update(seen_until=now)
        return None
    try:
        with transaction.atomic():
            delivery = AlertDelivery.objects.create(
                alert=alert, period=period_of(alert, now), postings=min(news.total, 32_767)
            )
    except IntegrityError:
        return None
    query = query_of(alert)
    context = {
        "alert": alert,
        "news": news,
        "more": news.total - len(news.hits),
        "heading": heading_of(query),
        "search_url": f"{site}{reverse('postings:search')}?{query.replace(sort='newest').urlencode()}",
        "site": site,
    }
    jobs = "job" if news.total == 1 else "jobs"
    try:
        _mail(alert, f"{news.total} new {jobs}: {heading_of(query)}", "news", context, site).send()
    except OSError:
        logger.exception("the mail of alert %s did not leave", alert.pk)
        return None
    delivery.sent_at = timezone.now()
    delivery.save(update_fields=["sent_at"])
    Alert.objects.filter(pk=alert.pk).update(seen_until=now)
    return delivery


def _link(name: str, alert: Alert, site: str) -> str:
    return site + reverse(f"postings:{name}", kwargs={"token": token_of(alert)})


def _mail(
    alert: Alert, subject: str, template: str, context: dict[str, object], site: str
) -> EmailMultiAlternatives:
    stop = _link("alert_unsubscribe", alert, site)
    return compose(
        to=alert.email,
        subject=subject,
        template=template,
        context={**context, "unsubscribe_url": stop, "site": site},
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
