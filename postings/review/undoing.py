"""The last change of a posting or draft taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from postings import duplicates, history
from postings.history import changing
from postings.models import Draft, Fingerprint, Posting, Revision
from postings.permissions import is_moderator
from postings.review.content import write
from postings.review.deciding import reopen
from postings.review.errors import ConflictError, ReviewError
from postings.review.locking import lock, require_company_of
from postings.values import PostingValues


@transaction.atomic
def undo(*, row: Posting | Draft, by: Any, revision: int | None = None) -> Posting | Draft:
    """Take back the last change of a posting or draft; again, the one before. ``revision`` is the one meant.

    Recruiters take back only their own changes of what their postings say. Undoing is kept, too.
    """
    if isinstance(row, Draft):
        locked: Posting | Draft = Draft.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if by is not None and not is_moderator(by):
            raise ReviewError("Only a moderator takes back a review.")
    else:
        locked = lock(row)
        require_company_of(locked, by)
    last = history.last_of(locked)
    if last is None or not can_undo(last):
        raise ReviewError("There is nothing to take back.")
    if revision is not None and last.pk != revision:
        raise ConflictError("Something else was changed meanwhile. Load the history again.")
    if by is not None and not is_moderator(by) and (last.by_id != by.pk or last.action != "changed"):
        raise ReviewError("Only your own last change of what the posting says can be taken back.")
    if isinstance(locked, Draft):
        _undo_draft(locked, last, by)
    else:
        _undo_posting(locked, last, by)
    Revision.objects.filter(pk=last.pk).update(undone=True)
    return locked


def can_undo(revision: Revision) -> bool:
    """Making a row and opening a draft anew are not taken back: the next step is a decision. A merge of
    companies is taken back for all postings at once, at the company."""
    return (
        revision.action not in {"reopened", "company merged"}
        and revision.changes.get("state", [""])[0] is not None
    )


def _undo_draft(draft: Draft, last: Revision, by: Any) -> None:
    if last.action not in {"corrected", "read anew"}:
        reopen(draft=draft, by=by)
        draft.refresh_from_db()
        return
    with changing(draft, "undone", by, says=True):
        draft.values = {**draft.values, **{name: before for name, (before, _) in last.changes.items()}}
        draft.version += 1
        draft.save(update_fields=["values", "version"])
    duplicates.fingerprint_draft(draft, PostingValues.from_json(draft.values))


def _undo_posting(posting: Posting, last: Revision, by: Any) -> None:
    led = last.changes.get("led", [])
    before = {name: pair[0] for name, pair in last.changes.items() if name != "led"}
    stated = {name: value for name, value in before.items() if name in history.POSTING_STATE}
    said = {name: value for name, value in before.items() if name in PostingValues.__dataclass_fields__}
    with changing(posting, "undone", by, says=bool(said)):
        if said:
            values = PostingValues.from_json({**history.said_by(posting), **said})
            write(posting, values, by=by)
            duplicates.fingerprint_posting(posting, values)
        for name, value in stated.items():
            moment = name in history.TIMES and value is not None
            setattr(posting, name, datetime.fromisoformat(value) if moment else value)
        posting.version += 1
        posting.full_clean(exclude=["created_by"], validate_unique=False)
        posting.save()
        Posting.objects.filter(pk__in=led).update(duplicate_of=posting)
    if last.action == "merged":
        duplicates.open_again(Fingerprint.objects.filter(posting=posting))
