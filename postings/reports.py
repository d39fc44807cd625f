"""Handling what visitors report. Postings are taken down by ``review`` alone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from postings.models import Posting, Report
from postings.review import lifecycle


@transaction.atomic
def handle(*, report: Report, by: Any) -> int:
    """The report was looked at and needs nothing more. How many that changed: 0 when somebody was quicker."""
    return _close(Report.objects.filter(pk=report.pk), by)


@transaction.atomic
def withdraw_posting(*, report: Report, by: Any) -> int:
    """Take the reported posting down; all its open reports are handled by that, and counted.

    A posting that is down already stays as it is. Raises ``ReviewError``.
    """
    posting = Posting.objects.get(pk=report.posting_id)
    if posting.state not in (Posting.State.WITHDRAWN, Posting.State.REJECTED):
        reason = f"Reported: {report.get_reason_display().lower()}."
        lifecycle.withdraw(posting=posting, by=by, reason=reason)
    return _close(Report.objects.filter(posting_id=report.posting_id), by)


def _close(reports: Any, by: Any) -> int:
    changed: int = reports.filter(state=Report.State.OPEN).update(
        state=Report.State.HANDLED, handled_at=timezone.now(), handled_by=by
    )
    return changed
