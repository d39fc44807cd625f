"""Two rows that are one job are merged, or told apart."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from postings import duplicates
from postings.history import changing
from postings.models import Draft, LikelyDuplicate, Posting
from postings.permissions import is_moderator
from postings.review.errors import ConflictError, ReviewError
from postings.review.locking import lock, lock_waiting
from postings.review.states import decide

State = Posting.State


@transaction.atomic
def merge(*, keep: Posting | Draft, drop: Posting | Draft, by: Any) -> Posting | Draft:
    """Say that ``drop`` is the same job as ``keep``. Nothing is lost: a posting is withdrawn and its address
    leads to the original, a draft is rejected as a duplicate; ``undo`` takes it back. Returns ``drop``."""
    if by is not None and not is_moderator(by):
        raise ReviewError("Only a moderator merges.")
    if type(keep) is type(drop) and keep.pk == drop.pk:
        raise ReviewError("A posting can't be merged into itself.")
    if isinstance(drop, Posting):
        if not isinstance(keep, Posting):
            raise ReviewError(
                "A posting can't be merged into a draft: publish the draft first, or keep the posting."
            )
        merged: Posting | Draft = _merge_postings(keep, drop, by)
    else:
        merged = _merge_draft(keep, drop, by)
    pair = [duplicates.fingerprint_of(row) for row in (keep, drop)]
    if pair[0] is not None and pair[1] is not None:
        duplicates.decide(pair[0], pair[1], state=LikelyDuplicate.State.MERGED, by=by)
    return merged


def _merge_postings(keep: Posting, drop: Posting, by: Any) -> Posting:
    # In the order of their keys, so that two merges at once can't wait for one another.
    rows = Posting.objects.select_for_update(of=("self",)).filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    locked = {row.pk: row for row in rows}
    original, copy = locked[keep.pk], locked[drop.pk]
    for row in (original, copy):
        if row.duplicate_of_id is not None:
            raise ConflictError(f"“{row}” is merged into posting {row.duplicate_of_id} already.")
        if row.state == State.REJECTED:
            raise ReviewError(f"“{row}” was rejected; there is nothing to merge.")
    # Duplicates of the copy become duplicates of the original: no address leads to another that leads on.
    led = list(Posting.objects.filter(duplicate_of=copy).values_list("pk", flat=True))
    with changing(copy, "merged", by, extra={"led": led} if led else None):
        Posting.objects.filter(pk__in=led).update(duplicate_of=original)
        if copy.state != State.WITHDRAWN:
            copy.state = State.WITHDRAWN
            copy.closed_at = timezone.now()
        copy.closing_reason = f"The same job as posting {original.pk}."
        copy.duplicate_of = original
        copy.version += 1
        copy.save()
    return copy


def _merge_draft(keep: Posting | Draft, drop: Draft, by: Any) -> Draft:
    if isinstance(keep, Posting):
        original = lock(keep)
        if original.duplicate_of_id is not None:
            raise ConflictError(f"“{original}” is merged into posting {original.duplicate_of_id} already.")
        copy = lock_waiting(drop, None)
        reason = f"The same job as posting {original.pk}."
    else:
        locked = {row.pk: lock_waiting(row, None) for row in sorted((keep, drop), key=lambda row: row.pk)}
        copy = locked[drop.pk]
        reason = f"The same job as draft {keep.pk}."
    with changing(copy, "merged", by):
        if isinstance(keep, Posting):
            copy.duplicate_of = keep
        else:
            copy.duplicate_of_draft = keep
        copy.rejection_reason = reason
        decide(copy, Draft.State.REJECTED, by)
    return copy


@transaction.atomic
def tell_apart(*, first: Posting | Draft, second: Posting | Draft, by: Any) -> None:
    """Say that the two are two jobs: they are not proposed as duplicates again."""
    if by is not None and not is_moderator(by):
        raise ReviewError("Only a moderator decides on duplicates.")
    one, other = duplicates.fingerprint_of(first), duplicates.fingerprint_of(second)
    if one is None or other is None or one == other:
        raise ReviewError("There is nothing to tell apart.")
    duplicates.decide(one, other, state=LikelyDuplicate.State.APART, by=by)
