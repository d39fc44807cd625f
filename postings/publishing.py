"""Publishing without a look: drafts that extraction is sure enough of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from postings import duplicates
from postings.models import Draft
from postings.review import deciding
from postings.review.errors import ReviewError


def publish_confident(drafts: Iterable[Draft], *, threshold: float, by: Any = None) -> int:
    """Approve the waiting postings among the drafts whose least sure value is at least ``threshold`` sure.

    Those that can't be published as they stand (no title, past their last day), and those that may be the
    same job as another, wait for a person. Returns how many were published.
    """
    published = 0
    for draft in drafts:
        if not draft.is_posting or draft.confidence < threshold or draft.state != Draft.State.WAITING:
            continue
        if duplicates.queue().filter(Q(first__draft=draft) | Q(second__draft=draft)).exists():
            continue
        try:
            deciding.approve(draft=draft, by=by)
        except (ReviewError, ValidationError):
            continue
        published += 1
    return published
