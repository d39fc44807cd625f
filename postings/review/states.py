"""From which states postings and drafts go where, and what is written when they do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from postings.models import Company, Draft, Posting
from postings.review.errors import ReviewError

State = Posting.State

# From which states a posting may go where.
TRANSITIONS: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.PUBLISHED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.PUBLISHED, State.REJECTED, State.DRAFT, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.FILLED, State.WITHDRAWN, State.REJECTED}),
    State.FILLED: frozenset({State.PUBLISHED, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.PUBLISHED, State.SUBMITTED, State.DRAFT}),
    State.REJECTED: frozenset({State.DRAFT, State.PUBLISHED}),
}


def move(posting: Posting, state: str, *, reason: str = "") -> Posting:
    """Write the next state of a locked posting; ``ReviewError`` where it can't follow the present one."""
    if posting.duplicate_of_id is not None:
        raise ReviewError(
            f"This posting is merged into posting {posting.duplicate_of_id}. Undo the merge first."
        )
    if state not in TRANSITIONS[posting.state]:
        raise ReviewError(
            f"A posting that is {posting.get_state_display()} can't become {State(state).label}."
        )
    posting.state = state
    posting.closing_reason = reason.strip()[:500]
    closed = state in (State.FILLED, State.WITHDRAWN, State.REJECTED)
    posting.closed_at = timezone.now() if closed else None
    posting.version += 1
    posting.save()
    return posting


def show(posting: Posting, *, at: datetime | None = None) -> Posting:
    """Publish a locked or new posting: from ``at``, its own start or now, unless it was shown before."""
    now = timezone.now()
    require_not_blocked(posting.company)
    if posting.expires_at is not None and posting.expires_at <= now:
        raise ReviewError(
            f"Its last day, {posting.last_day:%d %B %Y}, has passed. "
            "Change the last day before publishing it."
        )
    if posting.published_at is None or posting.published_at > now or at is not None:
        posting.published_at = at or max(posting.starts_at or now, now)
    return move(posting, State.PUBLISHED)


def decide(draft: Draft, state: str, by: Any) -> None:
    """Write the decision on a locked draft, with whose and when."""
    draft.state = state
    draft.reviewed_by = by
    draft.reviewed_at = timezone.now()
    draft.version += 1
    draft.save()


def require_not_blocked(company: Company | None) -> None:
    """``ReviewError`` with the reason why nothing of the company is taken."""
    if company is not None and company.blocked_at is not None:
        raise ReviewError(blocked_words(company))


def blocked_words(company: Company) -> str:
    """Why nothing of the company is taken."""
    return f"{company} is blocked: {company.blocked_reason}"


def required(reason: str) -> str:
    """The reason; ``ReviewError`` for none."""
    reason = reason.strip()
    if not reason:
        raise ReviewError("Give a reason.")
    return reason
