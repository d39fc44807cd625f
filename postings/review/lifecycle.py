"""The ways of a posting: submitted, shown, sent back, refused, filled, extended, taken down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from postings import duplicates
from postings.history import changing
from postings.models import Posting
from postings.permissions import is_moderator
from postings.review.errors import ConflictError, ReviewError
from postings.review.locking import lock, require_company_of
from postings.review.states import move, require_not_blocked, required, show
from postings.review.warned import meant_so, passed_over
from postings.values import PostingValues

State = Posting.State


@transaction.atomic
def submit(*, posting: Posting, by: Any, anyway: Collection[str] = ()) -> Posting:
    """A recruiter asks for publication. A trusted company's posting is published at once.

    What the linter calls an error keeps a recruiter from it; so does a warning, unless its code is in
    ``anyway``: it was seen and is meant so, which the history keeps.
    """
    locked = lock(posting)
    require_company_of(locked, by)
    require_not_blocked(locked.company)
    trusted = locked.company is not None and locked.company.trusted
    if by is None or is_moderator(by):
        noted = passed_over(PostingValues.of(locked), by, posting=locked)
    else:
        meant = meant_so(locked, by, anyway)
        noted = {"warnings": [[], meant]} if meant else {}
    if (mine := duplicates.fingerprint_of(locked)) is not None:
        duplicates.note_likely(mine)
    with changing(locked, "submitted", by, extra=noted):
        if trusted or is_moderator(by):
            return show(locked)
        return move(locked, State.SUBMITTED)


@transaction.atomic
def publish(*, posting: Posting, by: Any, at: datetime | None = None) -> Posting:
    """Show the posting to seekers, from ``at`` on when given (scheduled). ``datePosted`` is never renewed."""
    if by is not None and not is_moderator(by):
        raise ReviewError("Only a moderator publishes; submit the posting for approval.")
    locked = lock(posting)
    noted = passed_over(PostingValues.of(locked), by, posting=locked)
    with changing(locked, "published", by, extra=noted):
        return show(locked, at=at)


@transaction.atomic
def send_back(*, posting: Posting, by: Any, reason: str) -> Posting:
    """Return a submitted posting to its recruiter with what has to change."""
    locked = lock(posting)
    with changing(locked, "sent back", by):
        return move(locked, State.DRAFT, reason=required(reason))


@transaction.atomic
def reject_posting(*, posting: Posting, by: Any, reason: str) -> Posting:
    """Refuse a posting for good (spam, not a job). Its page is gone at once."""
    locked = lock(posting)
    with changing(locked, "rejected", by):
        return move(locked, State.REJECTED, reason=required(reason))


@transaction.atomic
def withdraw(*, posting: Posting, by: Any, reason: str = "") -> Posting:
    """Take the posting down at once."""
    locked = lock(posting)
    require_company_of(locked, by)
    with changing(locked, "withdrawn", by):
        return move(locked, State.WITHDRAWN, reason=reason)


@transaction.atomic
def fill(*, posting: Posting, by: Any) -> Posting:
    """The job is taken: out of search, its page says so for 30 days."""
    locked = lock(posting)
    require_company_of(locked, by)
    with changing(locked, "filled", by):
        return move(locked, State.FILLED)


@transaction.atomic
def relist(*, posting: Posting, by: Any, days: int) -> Posting:
    """Show a filled or expired posting again at its old address, for at least ``days`` from now.

    When it was first shown stays, so ``datePosted`` is not renewed.
    """
    if not 1 <= days <= 365:
        raise ReviewError("Relist for 1 to 365 days.")
    locked = lock(posting)
    require_company_of(locked, by)
    now = timezone.now()
    if locked.state != State.FILLED and locked.condition(now) != "expired":
        raise ReviewError(f"A posting that is {locked.condition(now)} can't be relisted.")
    with changing(locked, "relisted", by):
        if locked.expires_at is not None:
            locked.expires_at = max(locked.expires_at, now + timedelta(days=days))
        if locked.state == State.FILLED:
            return show(locked)
        locked.version += 1
        locked.save(update_fields=["expires_at", "version", "updated_at"])
    return locked


@transaction.atomic
def extend(*, posting: Posting, by: Any, days: int, seen: datetime | None = None) -> Posting:
    """Keep the posting open ``days`` longer than its last day, or than today when that has passed.

    ``seen`` is when it expired as far as the asker knows: extended meanwhile, it is not extended again.
    """
    if not 1 <= days <= 365:
        raise ReviewError("Extend by 1 to 365 days.")
    locked = lock(posting)
    require_company_of(locked, by)
    if seen is not None and locked.expires_at != seen:
        raise ConflictError("Its last day was changed meanwhile.")
    if locked.state != State.PUBLISHED:
        raise ReviewError(f"A posting that is {locked.condition()} can't be extended.")
    now = timezone.now()
    start = max(locked.expires_at or now, now)
    with changing(locked, "extended", by):
        locked.expires_at = start + timedelta(days=days)
        locked.version += 1
        locked.save(update_fields=["expires_at", "version", "updated_at"])
    return locked
