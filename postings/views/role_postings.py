"""The postings behind a number on a role's page that no search asks for: a skill that is nice to have, the
education or the years asked for, a title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from postings.figures import YEARS
from postings.models import Posting, PostingSkill, Role, Skill
from postings.search.rule import narrower
from postings.views.moved import by_slug, follows_former_slugs

POSTINGS_A_PAGE = 20


def _preferred(slug: str) -> tuple[Q, str] | None:
    skill = Skill.objects.filter(slug=slug).first()
    if skill is None:
        return None
    named = PostingSkill.objects.filter(
        posting=OuterRef("pk"), importance=PostingSkill.Importance.PREFERRED, skill__in=narrower(skill)
    )
    return Q(Exists(named)), f"{skill.name} is nice to have"


def _education(value: str) -> tuple[Q, str] | None:
    if value not in Posting.Education.values:
        return None
    return Q(education=value), f"education asked for: {Posting.Education(value).label.lower()}"


def _years(value: str) -> tuple[Q, str] | None:
    band = next((band for band in YEARS if band.key == value), None)
    if band is None:
        return None
    return Q(experience_years_min__range=(band.low, band.high)), f"{band.label} of experience asked for"


def _title(value: str) -> tuple[Q, str] | None:
    return Q(title=value), f"called “{value}”"


CRITERIA: dict[str, Callable[[str], tuple[Q, str] | None]] = {
    "preferred": _preferred,
    "education": _education,
    "years": _years,
    "title": _title,
}


@require_safe
@follows_former_slugs
def role_postings(request: HttpRequest, slug: str) -> HttpResponse:
    """Live postings of a role, of every level or of one, that meet what the address asks for."""
    found = by_slug(Role.objects.all(), slug)
    postings: Any = Posting.objects.live().filter(role=found)
    seniority = request.GET.get("seniority", "")
    if seniority in Posting.Seniority.values:
        postings = postings.filter(seniority=seniority)
    words = []
    for name, read in CRITERIA.items():
        value = request.GET.get(name, "").replace("\0", "")[:200]
        if value and (criterion := read(value)):
            postings = postings.filter(criterion[0])
            words.append(criterion[1])
    if not words:
        raise Http404("The address asks for nothing that is known.")
    page = Paginator(
        postings.for_display().order_by("-published_at", "-pk"), POSTINGS_A_PAGE
    ).get_page(request.GET.get("page"))  # fmt: skip
    level = Posting.Seniority(seniority) if seniority in Posting.Seniority.values else None
    return render(
        request,
        "postings/role_postings.html",
        {
            "role": found,
            "level": level.label if level else "",
            "seniority": level.value if level else "",
            "words": ", ".join(words),
            "page": page,
            "noindex": True,
        },
    )
