"""The page of one posting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from postings.compare import compared
from postings.counting import carried_of, count_view
from postings.earlier import earlier
from postings.link_check import last_look
from postings.models import DeletedPosting, Posting, Role
from postings.presentation import pay_lines, period_note
from postings.quotes import quotes_of
from postings.search import SearchUnavailable
from postings.search.similar import similar

SIMILAR_POSTINGS = 5
PLACES_AROUND, SKILLS_AROUND = 2, 3


@require_safe
def posting(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A live posting; for 30 days after its end with a banner and nothing to apply to; then 410."""
    now = timezone.now()
    shown = Posting.objects.readable(now).for_display().filter(pk=pk).first()
    if shown is None:
        return _merged(pk, now) or gone(request, pk)
    if slug != shown.slug:
        return HttpResponsePermanentRedirect(shown.get_absolute_url())
    page = render(request, "postings/posting.html", page_context(request, shown, live=shown.is_live(now)))
    count_view(request, shown)
    return page


def page_context(request: HttpRequest, shown: Posting, *, live: bool) -> dict[str, Any]:
    """What the page of a posting shows; the admin's preview asks for the same."""
    pay_compared = compared(shown)
    role = shown.role
    return {
        "posting": shown,
        "compared": pay_compared,
        "measure": {"role": role.slug, "seniority": pay_compared.level} if role and pay_compared else {},
        "around": _around(shown, role) if live else [],
        "live": live,
        "filled": shown.state == Posting.State.FILLED,
        "pay": pay_lines(shown),
        "pay_note": period_note(band.period for band in shown.salary_bands.all()),
        "quotes": quotes_of(shown),
        "earlier": earlier(shown) if live else None,
        "link": last_look(shown.apply_url) if live else None,
        "similar": _similar(shown),
        "canonical": request.build_absolute_uri(shown.get_absolute_url()),
        "noindex": not live,
        "came_from": carried_of(request),
    }


def _around(shown: Posting, role: Role | None) -> list[tuple[str, str]]:
    """Pages of figures that a live posting is counted in: words and address."""
    links = []
    if role:
        links.append((f"{role.name}: pay, skills and tasks", role.get_absolute_url()))
    links += [
        (f"Jobs in {row.place.in_sentence}", reverse("postings:place", args=[row.place.slug]))
        for row in shown.places.all()[:PLACES_AROUND]
    ]
    links += [
        (f"{skill.name}: roles and pay", reverse("postings:skill", args=[skill.slug]))
        for skill in shown.required_skills[:SKILLS_AROUND]
    ]
    return links


def _similar(shown: Posting) -> list[Posting]:
    """Like postings, or none while there is no index: the posting itself needs none."""
    try:
        return similar(shown, limit=SIMILAR_POSTINGS)
    except SearchUnavailable:
        return []


def _merged(pk: int, now: datetime) -> HttpResponse | None:
    """To the original, from a duplicate that was once public."""
    merged = (
        Posting.objects.once_public(now)
        .filter(pk=pk, duplicate_of__isnull=False)
        .select_related("duplicate_of")
        .first()
    )
    if merged is None or merged.duplicate_of is None:
        return None
    return HttpResponsePermanentRedirect(merged.duplicate_of.get_absolute_url())


def gone(request: HttpRequest, pk: int) -> HttpResponse:
    """410 for what was once public (ended, withdrawn, taken down, deleted), 404 for what never was."""
    gone = Posting.objects.once_public().filter(pk=pk).select_related("company").first()
    if gone is None and not DeletedPosting.objects.filter(posting_id=pk).exists():
        raise Http404("No posting has this number.")
    return render(request, "postings/gone.html", {"posting": gone, "noindex": True}, status=410)
