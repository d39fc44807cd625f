"""What people write about a posting."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from postings import history
from postings.models import LONGEST_COMMENT, Comment, Posting
from postings.permissions import is_moderator
from postings.review.errors import ReviewError
from postings.review.locking import lock, require_company_of


@transaction.atomic
def comment(*, posting: Posting, by: Any, text: str) -> Comment:
    """Write about the posting to those who may see it; it is in the history."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise ReviewError("Write something first.")
    if len(text) > LONGEST_COMMENT:
        raise ReviewError(f"At most {LONGEST_COMMENT:,} characters.")
    locked = lock(posting)
    require_company_of(locked, by)
    written = Comment.objects.create(posting=locked, text=text, by=by, moderator=is_moderator(by))
    history.record(locked, history.COMMENTED, by, {"comment": [None, text]})
    return written
