"""What the first page of the admin tells moderators and recruiters."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from postings import duplicates, terms
from postings.admin.draft import DraftAdmin
from postings.models import (
    Company,
    Draft,
    ImportBatch,
    ImportItem,
    Posting,
    Report,
    blocked_q,
    expired_q,
    live_q,
)
from postings.permissions import is_moderator
from postings.reach import DAYS, with_reach

register = template.Library()

State = Posting.State
LAST = 5
MOST_COUNTED = 1000


@register.simple_tag(takes_context=True)
def workplace(context: dict[str, Any]) -> dict[str, Any]:
    """The user's desk: ``role`` (moderator, recruiter, other) and what waits for them."""
    user = context["request"].user
    if is_moderator(user):
        return _moderators_desk()
    if user.has_perm("postings.change_posting"):
        return _recruiters_desk(user)
    return {"role": "other"}


def _moderators_desk() -> dict[str, Any]:
    drafts = DraftAdmin.queue().aggregate(
        postings=Count("pk", filter=Q(is_posting=True)),
        others=Count("pk", filter=Q(is_posting=False)),
        sure=Count("pk", filter=Q(is_posting=True, confidence__gte=0.9)),
    )
    submitted = (
        Posting.objects.filter(state=State.SUBMITTED).select_related("company").order_by("updated_at", "pk")
    )
    imports = list(
        ImportBatch.objects.exclude(channel=ImportBatch.Channel.RECRUITER)
        .select_related("started_by")
        .order_by("-started_at", "-pk")[:LAST]
    )
    counts: dict[int, dict[str, int]] = {}
    for row in (
        ImportItem.objects.filter(batch__in=imports)
        .order_by()
        .values("batch", "outcome")
        .annotate(n=Count("pk"))
    ):
        counts.setdefault(row["batch"], {})[row["outcome"]] = row["n"]
    return {
        "role": "moderator",
        "drafts": drafts,
        "waiting": drafts["postings"] + drafts["others"],
        "submitted_count": submitted.count(),
        "submitted": submitted.select_related("company")[:LAST],
        "decisions": _decisions(),
        "imports": [{"batch": batch, "counts": counts.get(batch.pk, {})} for batch in imports],
    }


def _decisions() -> list[tuple[str, str, str]]:
    """What else waits for a moderator: (how many, what, the page). Counted up to a thousand."""
    waiting = (
        (duplicates.queue().order_by(), "likely duplicate", "likelyduplicate"),
        (terms.to_decide().order_by(), "unknown term", "unknownterm"),
        (Report.objects.filter(state=Report.State.OPEN).order_by(), "report", "report"),
    )
    decisions = []
    for rows, noun, name in waiting:
        count = rows[: MOST_COUNTED + 1].count()
        number = f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"
        decisions.append(
            (number, noun if count == 1 else f"{noun}s", reverse(f"admin:postings_{name}_changelist"))
        )
    return decisions


def _recruiters_desk(user: Any) -> dict[str, Any]:
    companies = list(Company.objects.of(user))
    now = timezone.now()
    own = Posting.objects.filter(company__in=companies)
    counts = own.aggregate(
        live=Count("pk", filter=live_q(now)),
        submitted=Count("pk", filter=Q(state=State.SUBMITTED)),
        draft=Count("pk", filter=Q(state=State.DRAFT)),
        expired=Count("pk", filter=expired_q(now)),
        blocked=Count("pk", filter=blocked_q(now)),
        filled=Count("pk", filter=Q(state=State.FILLED)),
    )
    hidden = [("Hidden", counts["blocked"], "live=blocked")] if counts["blocked"] else []
    return {
        "role": "recruiter",
        "companies": companies,
        "counts": [
            ("Live", counts["live"], "live=yes"),
            ("Waiting for approval", counts["submitted"], "state__exact=submitted"),
            ("Drafts", counts["draft"], "state__exact=draft"),
            ("Expired", counts["expired"], "live=expired"),
            ("Filled", counts["filled"], "state__exact=filled"),
            *hidden,
        ],
        "recent": with_reach(own.select_related("company").order_by("-updated_at", "-pk")[:8]),
        "days": DAYS,
        "texts": Draft.objects.waiting()
        .filter(company__in=companies, is_posting=True)
        .order_by("-created_at", "-pk")[:LAST],
    }
