"""The history of postings and drafts: what a change has changed, field by field.

``review`` opens :func:`changing` around each change it makes; the revision is written in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from postings.models import Draft, Posting, RawText, Revision
from postings.values import PostingValues

POSTING_STATE = ("state", "published_at", "expires_at", "closed_at", "closing_reason", "duplicate_of_id")
DRAFT_STATE = ("state", "rejection_reason", "posting_id", "duplicate_of_id", "duplicate_of_draft_id")
COMMENTED = "commented"  # changes nothing, so there is nothing to take back
TIMES = frozenset({"published_at", "expires_at", "closed_at"})


def state_of(row: Posting | Draft) -> dict[str, Any]:
    """Where the row stands, as JSON."""
    names = POSTING_STATE if isinstance(row, Posting) else DRAFT_STATE
    values = {name: getattr(row, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }


def said_by(row: Posting | Draft) -> dict[str, Any]:
    """What the row says, as JSON; of a posting as it is stored (some queries)."""
    if isinstance(row, Draft):
        return PostingValues.from_json(row.values).to_json()
    return PostingValues.of(Posting.objects.select_related("company").get(pk=row.pk)).to_json()


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """``{field: [before, after]}`` of what differs. The order of lists of names and places says nothing."""
    return {
        name: [before.get(name), after.get(name)]
        for name in dict.fromkeys((*before, *after))
        if _unordered(before.get(name)) != _unordered(after.get(name))
    }


def _unordered(value: Any) -> Any:
    return sorted(value, key=repr) if isinstance(value, list) else value


@contextmanager
def changing(
    row: Posting | Draft, action: str, by: Any, *, says: bool = False, extra: dict[str, Any] | None = None
) -> Iterator[None]:
    """Keep what the block changes of the row's state; with ``says`` also of what it says. Nothing changed,
    nothing kept.

    ``extra`` is kept with the changes, for what undoing needs besides; it may be filled inside the block.
    """
    before = {**(said_by(row) if says else {}), **state_of(row)}
    yield
    changes = difference(before, {**(said_by(row) if says else {}), **state_of(row)})
    if changes:
        record(row, action, by, {**changes, **(extra or {})})


def record(
    row: Posting | Draft, action: str, by: Any, changes: dict[str, Any], raw_text: RawText | None = None
) -> Revision:
    """Keep one revision of the row."""
    if isinstance(row, Draft):
        return Revision.objects.create(
            draft=row, raw_text_id=row.raw_text_id, action=action, by=by, changes=changes
        )
    return Revision.objects.create(posting=row, raw_text=raw_text, action=action, by=by, changes=changes)


def last_of(row: Posting | Draft) -> Revision | None:
    """The revision that an undo would take back."""
    rows = (
        Revision.objects.filter(posting=row)
        if isinstance(row, Posting)
        else Revision.objects.filter(draft=row)
    )
    return rows.filter(undone=False).exclude(action__in=["undone", COMMENTED]).select_related("by").first()
