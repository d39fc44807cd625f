"""Completion while typing: what the search boxes offer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from postings.search import SearchUnavailable
from postings.search.complete import complete as completions
from postings.search.query import SearchQuery

OFFERED = 8
SECONDS_KEPT = 60  # by the browser
KIND_WORDS = {"title": "Role", "skill": "Skill", "company": "Company", "place": "Place"}


@require_safe
@cache_control(max_age=SECONDS_KEPT, public=True)
def complete(request: HttpRequest) -> HttpResponse:
    """Options of a listbox for what is ``typed``; ``kind`` (title, skill, company, place) keeps to one kind.

    The other parameters are the search so far, whose filters the counts go by. Choosing an option replaces
    its text by the option's filter.
    """
    kind = request.GET.get("kind", "")
    given = request.GET.copy()
    for name in ("typed", "kind", "page", "q"):
        given.pop(name, None)
    if kind == "place":
        given.pop("place", None)  # the box that is being typed in
    so_far, _ = SearchQuery.from_querydict(given)
    try:
        found = completions(
            request.GET.get("typed", ""),
            so_far=so_far,
            kind=kind if kind in KIND_WORDS else "",
            limit=OFFERED,
        )
    except SearchUnavailable:
        found = ()
    options = [
        {"kind": KIND_WORDS[one.kind], "label": one.label, "count": one.count, "url": one.url}
        for one in found
    ]
    return render(request, "postings/components/completions.html", {"options": options})
