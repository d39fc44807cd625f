"""Rows locked for a change, if nobody was faster and they are the asker's."""

from __future__ import annotations

from typing import Any

from postings.models import Company, Draft, Posting
from postings.permissions import is_moderator
from postings.review.errors import ConflictError, ReviewError


def lock(posting: Posting, version: int | None = None) -> Posting:
    """The posting as it is now; ``ConflictError`` when it is no longer at the ``version`` that was seen."""
    locked = Posting.objects.select_for_update(of=("self",)).select_related("company").get(pk=posting.pk)
    if version is not None and locked.version != version:
        raise ConflictError(
            "Somebody else changed this posting meanwhile. Load it again to see their changes."
        )
    return locked


def lock_waiting(draft: Draft, version: int | None) -> Draft:
    """The draft as it is now; ``ConflictError`` when it is decided, or not at the ``version``
    that was seen."""
    locked = Draft.objects.select_for_update(of=("self",)).select_related("raw_text").get(pk=draft.pk)
    if locked.state != Draft.State.WAITING:
        who = f" by {locked.reviewed_by}" if locked.reviewed_by else ""
        raise ConflictError(f"This draft was {locked.get_state_display()}{who} meanwhile.")
    if version is not None and locked.version != version:
        raise ConflictError(
            "Somebody else corrected this draft meanwhile. Load it again to see their changes."
        )
    return locked


def require_company_of(posting: Posting, by: Any) -> None:
    """``ReviewError`` for a recruiter of other companies than the posting's; nobody (a job) may do all."""
    if by is None or is_moderator(by):
        return
    if posting.company_id is None or not Company.objects.of(by).filter(pk=posting.company_id).exists():
        raise ReviewError("This posting belongs to another company.")
