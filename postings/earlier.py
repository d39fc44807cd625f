"""Whether a job was here before: the same employer with the same title, over and over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from postings.models import Posting

LOOKED_BACK = timedelta(days=365)
AT_LEAST_APART = timedelta(days=7)  # what is put right and posted again at once is the same try


@dataclass(frozen=True, slots=True)
class Earlier:
    """``number`` postings of the company with that title, the first of them shown at ``since``."""

    number: int
    since: datetime


def earlier(posting: Posting) -> Earlier | None:
    """What the company has posted under the same title within a year before; None for nothing, for a posting
    without a company, and for one that was never shown.

    Another town is another job: the postings share a place, or none of them names one.
    """
    if posting.company_id is None or posting.published_at is None:
        return None
    places = [row.place_id for row in posting.places.all()]
    here = Q(places__place__in=places) if places else Q(places__isnull=True)
    found = (
        Posting.objects.once_public(posting.published_at - AT_LEAST_APART)
        .filter(
            here,
            company=posting.company_id,
            title__iexact=posting.title,
            published_at__gte=posting.published_at - LOOKED_BACK,
            duplicate_of__isnull=True,
        )
        .exclude(pk=posting.pk)
        .aggregate(number=Count("pk", distinct=True), since=Min("published_at"))
    )
    return Earlier(found["number"], found["since"]) if found["number"] else None
