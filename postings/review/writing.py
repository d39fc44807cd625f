"""Postings made, changed and copied by hand."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from postings import duplicates, history
from postings.history import changing
from postings.models import Draft, Posting
from postings.review.content import write
from postings.review.locking import lock, lock_waiting, require_company_of
from postings.review.states import decide
from postings.values import PostingValues


@transaction.atomic
def create_posting(
    *,
    values: PostingValues,
    by: Any,
    source: str = "",
    draft: Draft | None = None,
    copied_from: Posting | None = None,
) -> Posting:
    """A new posting in the state draft, not seen by seekers.

    ``draft`` is the recruiter's own text that it was filled from: it is decided by this.
    """
    posting = Posting(created_by=by, source=source)
    write(posting, values, by=by)
    locked = lock_waiting(draft, None) if draft is not None else None
    text = locked.raw_text if locked is not None else None
    made: dict[str, Any] = {"state": [None, posting.state]}
    if copied_from is not None:
        made["copied_from"] = [None, copied_from.pk]
    history.record(posting, "created" if copied_from is None else "copied", by, made, text)
    if locked is not None:
        with changing(locked, "approved", by, says=True):
            locked.values = values.to_json()
            locked.posting = posting
            decide(locked, Draft.State.APPROVED, by)
        duplicates.pass_on(locked, posting)
    duplicates.fingerprint_posting(posting, values)
    return posting


@transaction.atomic
def update_posting(
    *, posting: Posting, values: PostingValues, by: Any, version: int | None = None, action: str = "changed"
) -> Posting:
    """Change what a posting says; its state and dates of publication stay.

    A recruiter's change to a posting that is already published is shown at once.
    """
    locked = lock(posting, version)
    require_company_of(locked, by)
    with changing(locked, action, by, says=True):
        write(locked, values, by=by)
    duplicates.fingerprint_posting(locked, values)
    return locked


@transaction.atomic
def copy(*, posting: Posting, by: Any) -> Posting:
    """A new draft that says the same, without dates of its own, number or a last day that has passed."""
    locked = lock(posting)
    require_company_of(locked, by)
    values = PostingValues.of(locked)
    last = values.expires_on
    values = values.replace(
        starts_at=None,
        stated_posted_on=None,
        external_id="",
        expires_on=last if last is not None and last >= timezone.now().date() else None,
    )
    return create_posting(values=values, by=by, source=locked.source, copied_from=locked)
