"""Reminders: a week before a posting ends, its recruiters get a mail from which they mark it as filled or
extend it, without logging in.

A link in the mail is signed and stands for one recruiter, one posting, one deed and the end that it is about,
so that using it twice does it once.
"""

from __future__ import annotations

import logging
import smtplib
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from postings.locks import Lock, only_one
from postings.mailing import compose
from postings.models import CompanyMembership, Posting, Reminder, live_q
from postings.review import lifecycle

logger = logging.getLogger(__name__)

SALT = "postings.reminder"
BEFORE = timedelta(days=7)
SHOWN_FOR = timedelta(days=1)  # what was published just now is not told of
LINKS_LAST = timedelta(days=30)
EXTENSION_DAYS = 30
MOST_LISTED = 20  # postings in one mail; the others come with the next
# The mail has not left for sure. After any other failure it may have, and is not sent again.
NOT_LEFT = (ConnectionRefusedError, socket.gaierror, smtplib.SMTPConnectError, smtplib.SMTPRecipientsRefused)


# --- sending ----------------------------------------------------------------------------------------


def due(user: Any, now: datetime | None = None) -> QuerySet[Posting]:
    """The live postings of the recruiter that end within a week, of which they were not told yet."""
    now = now or timezone.now()
    told = Reminder.objects.filter(posting=OuterRef("pk"), user=user, expires_at=OuterRef("expires_at"))
    return (
        Posting.objects.filter(
            live_q(now),
            ~Exists(told),
            expires_at__lte=now + BEFORE,
            published_at__lte=now - SHOWN_FOR,
            company__memberships__user=user,
        )
        .select_related("company")
        .order_by("expires_at", "pk")
    )


def recruiters(now: datetime | None = None) -> QuerySet[Any]:
    """Those with an address whose company has a live posting that ends within a week."""
    now = now or timezone.now()
    ending = Posting.objects.filter(
        live_q(now), expires_at__lte=now + BEFORE, company__memberships__user=OuterRef("pk")
    )
    users = get_user_model().objects.filter(Exists(ending), is_active=True).exclude(email="")
    return users.order_by("pk")


def send_due(*, site: str, now: datetime | None = None) -> Iterator[int]:
    """Send the mails that are due, yielding how many postings each was about; safe to stop and to repeat.

    Only one sender works at a time; a second finds the lock taken and does nothing.
    """
    now = now or timezone.now()
    with only_one(Lock.REMINDERS) as alone:
        if not alone:
            return
        for user in recruiters(now).iterator(chunk_size=500):
            while count := send_one(user, site=site, now=now):
                yield count


def send_one(user: Any, *, site: str, now: datetime) -> int:
    """Claim what is due to the recruiter, then send one mail of it. How many postings it is about."""
    postings = list(due(user, now)[:MOST_LISTED])
    if not postings:
        return 0
    try:
        with transaction.atomic():
            claimed = Reminder.objects.bulk_create(
                Reminder(posting=posting, user=user, expires_at=posting.expires_at)
                for posting in postings
                if posting.expires_at is not None  # none is without
            )
    except IntegrityError:
        return 0
    ids = [reminder.pk for reminder in claimed]
    try:
        _mail(user, postings, site).send()
    except NOT_LEFT:
        logger.exception("the reminder of user %s did not leave", user.pk)
        Reminder.objects.filter(pk__in=ids).delete()
        return 0
    except OSError:
        logger.exception("the reminder of user %s may not have left", user.pk)
        return 0
    Reminder.objects.filter(pk__in=ids).update(sent_at=timezone.now())
    return len(postings)


def _mail(user: Any, postings: Sequence[Posting], site: str) -> Any:
    first, others = postings[0], len(postings) - 1
    more = f" and {others} more" if others else ""
    rows = [
        {
            "posting": posting,
            "page": site + posting.get_absolute_url(),
            **{deed: link(posting, user, deed, site) for deed in DEEDS},
        }
        for posting in postings
    ]
    return compose(
        to=user.email,
        subject=f"Ends soon: {first.title}{more}",
        template="reminder",
        context={"rows": rows, "days": EXTENSION_DAYS, "user": user},
    )


# --- links ------------------------------------------------------------------------------------------

DEEDS = ("filled", "extend")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link stands for."""

    posting: Posting
    user: Any
    deed: str
    expires_at: datetime


class LinkError(Exception):
    """The link does not work (any more); the message says why."""


def link(posting: Posting, user: Any, deed: str, site: str) -> str:
    """The address that lets its holder do one thing with one posting."""
    assert posting.expires_at is not None
    token = signing.dumps([posting.pk, user.pk, deed, posting.expires_at.isoformat()], salt=SALT)
    return site + reverse("postings:reminder", kwargs={"token": token})


def asked(token: str) -> Asked | None:
    """What the link stands for, or None when it is forged or what it is about is gone.

    Raises ``LinkError`` when it is too old, or its recruiter has left the company.
    """
    try:
        posting_pk, user_pk, deed, end = signing.loads(token[:500], salt=SALT, max_age=LINKS_LAST)
    except signing.SignatureExpired as error:
        raise LinkError("This link is too old. Log in to change the posting.") from error
    except (signing.BadSignature, ValueError, TypeError):
        return None
    posting = Posting.objects.select_related("company").filter(pk=posting_pk).first()
    user = get_user_model().objects.filter(pk=user_pk).first()
    if posting is None or user is None or deed not in DEEDS:
        return None
    member = CompanyMembership.objects.filter(company=posting.company_id, user=user).exists()
    if not user.is_active or not member:
        raise LinkError("You do not publish for this company any more.")
    return Asked(posting, user, deed, datetime.fromisoformat(end))


def done(what: Asked) -> str:
    """What has come of it already, in a sentence; empty while it can be done."""
    posting = what.posting
    if what.deed == "filled" and posting.state == Posting.State.FILLED:
        return "It is marked as filled."
    if posting.state != Posting.State.PUBLISHED:
        return f"It is {posting.condition()}; there is nothing to do."
    if what.deed == "extend" and posting.expires_at != what.expires_at:
        return "Its last day was changed meanwhile; it is not extended again."
    return ""


def do(what: Asked) -> Posting:
    """Mark as filled or extend, once. Raises ``ReviewError``."""
    if what.deed == "filled":
        return lifecycle.fill(posting=what.posting, by=what.user)
    return lifecycle.extend(posting=what.posting, by=what.user, days=EXTENSION_DAYS, seen=what.expires_at)
