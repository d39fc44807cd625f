"""How a posting stands, in words and colours."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from postings.models import Posting

State = Posting.State


def goes_live(posting: Posting, now: datetime | None = None) -> datetime | None:
    """The moment still to come from which it is shown; None when it is, has been, or has none."""
    now = now or timezone.now()
    if posting.state == State.PUBLISHED:
        start = posting.published_at
    else:
        start = posting.starts_at if posting.state in (State.DRAFT, State.SUBMITTED) else None
    return start if start is not None and start > now else None


def shade(posting: Posting) -> str:
    """Which of the colours of ``.state--…`` its state is shown in."""
    return posting.condition() if posting.state == State.PUBLISHED else posting.state


def moment_words(moment: datetime) -> str:
    """The day and time in UTC, as people read it."""
    return f"{date_format(timezone.localtime(moment), 'j F Y, H:i')} UTC"
