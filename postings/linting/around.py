"""What the linter has to know besides the posting, read from the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from postings import duplicates, link_check
from postings.linting.result import Context, Near
from postings.models import Company, Draft, Fingerprint, Place, Posting
from postings.values import PostingValues

SAME_JOB_FROM = 0.6  # likeness


def context_of(
    values: PostingValues, *, posting: Posting | None = None, draft: Draft | None = None, user: Any = None
) -> Context:
    """What ``lint`` needs; without row, no likely duplicates. Other companies' postings are named only when
    public. At most eleven queries."""
    company = Company.objects.called(values.company) if values.company else None
    places = Place.objects.filter(pk__in=values.place_ids).values_list("name", flat=True)
    return Context(
        today=timezone.now().date(),
        website=company.website if company is not None else "",
        place_names=tuple(places),
        near=tuple(_near(posting, draft, user)),
        link=link_check.last_look(values.apply_url),
    )


def _near(posting: Posting | None, draft: Draft | None, user: Any) -> Iterator[Near]:
    row: dict[str, Any] = {"posting": posting} if posting is not None else {"draft": draft}
    mine = Fingerprint.objects.filter(**row).first() if posting is not None or draft is not None else None
    if mine is None:
        return
    candidates = [
        candidate
        for candidate in duplicates.likely(mine)
        if candidate.posting is not None and candidate.likeness.score >= SAME_JOB_FROM
    ]
    if not candidates:
        return
    own = (
        set(
            Posting.objects.visible_to(user)
            .filter(pk__in=[candidate.posting.pk for candidate in candidates if candidate.posting])
            .values_list("pk", flat=True)
        )
        if user is not None
        else set()
    )
    for candidate in candidates:
        other = candidate.posting
        assert other is not None
        if other.pk in own:
            url = reverse("admin:postings_posting_change", args=[other.pk])
        elif other.is_live():
            url = other.get_absolute_url()
        else:
            continue
        yield Near(str(other), url, other.condition(), candidate.likeness.reasons)
