"""Drafts corrected, approved, rejected and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from postings import corrections, duplicates, history
from postings.history import changing
from postings.models import Company, Draft, Fingerprint, Posting
from postings.permissions import is_moderator
from postings.review.content import write
from postings.review.errors import ReviewError
from postings.review.lifecycle import withdraw
from postings.review.locking import lock_waiting
from postings.review.states import blocked_words, decide, show
from postings.review.warned import passed_over
from postings.values import PostingValues

State = Posting.State


@transaction.atomic
def save_draft(
    *, draft: Draft, values: PostingValues, by: Any, version: int | None = None, action: str = "corrected"
) -> Draft:
    """Keep a reviewer's corrections without deciding. ``version`` is the one the reviewer saw; ``action`` is
    what the history calls it."""
    locked = lock_waiting(draft, version)
    with changing(locked, action, by, says=True):
        locked.values = values.to_json()
        locked.version += 1
        locked.save(update_fields=["values", "version"])
    duplicates.fingerprint_draft(locked, values)
    return locked


@transaction.atomic
def approve(
    *,
    draft: Draft,
    by: Any,
    values: PostingValues | None = None,
    version: int | None = None,
    with_others: str = "",
) -> Posting:
    """Publish what the draft proposes (with the reviewer's corrections in ``values``).

    ``with_others`` says how it was chosen when nobody has looked at it alone; the history keeps it.
    """
    locked = lock_waiting(draft, version)
    values = PostingValues.from_json(locked.values) if values is None else values
    if by is not None and not is_moderator(by):
        raise ReviewError("Only a moderator approves drafts.")
    # Whoever approves with others has not seen the points of each, and its likely duplicates stay out.
    noted = passed_over(values, by, draft=None if with_others else locked)
    posting = Posting(created_by=by, source=locked.raw_text.source)
    write(posting, values, by=by)
    show(posting)
    history.record(posting, "published", by, {"state": [None, posting.state], **noted}, locked.raw_text)
    action, extra = "approved", noted
    if with_others:
        action, extra = "approved with others", {"with_others": [None, with_others], **noted}
    with changing(locked, action, by, says=True, extra=extra):
        locked.values = values.to_json()
        locked.posting = posting
        decide(locked, Draft.State.APPROVED, by)
    if not with_others:
        corrections.note_approval(locked, values, by)
    duplicates.pass_on(locked, posting)
    duplicates.fingerprint_posting(posting, values)
    return posting


@transaction.atomic
def reject(*, draft: Draft, by: Any, reason: str, version: int | None = None) -> Draft:
    """Close the draft without a posting. The text stays."""
    reason = reason.strip()
    if not reason:
        raise ReviewError("Say why it is rejected.")
    locked = lock_waiting(draft, version)
    with changing(locked, "rejected", by):
        locked.rejection_reason = reason[:500]
        decide(locked, Draft.State.REJECTED, by)
    corrections.note_rejection(locked, reason, by)
    return locked


@transaction.atomic
def reopen(*, draft: Draft, by: Any) -> Draft:
    """Undo a decision: the draft waits again. What it had published is withdrawn."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.state == Draft.State.WAITING:
        raise ReviewError("This draft is waiting already.")
    posting = locked.posting
    if posting is not None and posting.state in (State.PUBLISHED, State.FILLED):
        withdraw(posting=posting, by=by, reason="The review was reopened.")
    duplicates.open_again(Fingerprint.objects.filter(draft=locked))
    corrections.forget(locked)
    with changing(locked, "reopened", by):
        locked.posting = None
        locked.state = Draft.State.WAITING
        locked.reviewed_at = None
        locked.reviewed_by = None
        locked.rejection_reason = ""
        locked.duplicate_of = None
        locked.duplicate_of_draft = None
        locked.version += 1
        locked.save()
    if posting is not None:
        duplicates.give_back(posting, locked)
    return locked


@transaction.atomic
def refuse_blocked(drafts: Iterable[Draft]) -> list[str]:
    """Reject those of the waiting drafts whose company is blocked; returns the reasons."""
    reasons = []
    for draft in drafts:
        name = str(draft.values.get("company") or "")
        company = draft.company or (Company.objects.called(name) if name else None)
        if company is not None and company.blocked_at is not None and draft.is_posting:
            reasons.append(reject(draft=draft, by=None, reason=blocked_words(company)).rejection_reason)
    return reasons


@transaction.atomic
def reconsider_blocked(drafts: Iterable[Draft]) -> list[Draft]:
    """Open those again that were rejected for a company that is not blocked any more."""
    opened = []
    for draft in drafts:
        company = Company.objects.called(str(draft.values.get("company") or ""))
        refused = draft.state == Draft.State.REJECTED and draft.reviewed_by_id is None
        if (
            refused
            and " is blocked: " in draft.rejection_reason
            and (company is None or company.blocked_at is None)
        ):
            opened.append(reopen(draft=draft, by=None))
    return opened
