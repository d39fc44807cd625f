"""Completion while typing: what the search boxes offer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from postings.search import SearchUnavailable
from postings.search.query import SearchQuery
from postings.search.suggest import Completion
from postings.search.suggest import complete as completions

OFFERED = 8
SECONDS_KEPT = 60  # by the browser
KIND_WORDS = {"title": "Role", "skill": "Skill", "company": "Company", "place": "Place"}


@require_safe
@cache_control(max_age=SECONDS_KEPT, public=True)
def complete(request: HttpRequest) -> HttpResponse:
    """Options of a listbox for what is ``typed``; ``kind`` (skill, place) keeps to one kind.

    The other parameters are the search so far. Choosing an option replaces its text by the option's filter.
    Counts are left out while there are filters, because they are those of the whole board.
    """
    kind = request.GET.get("kind", "")
    given = request.GET.copy()
    for name in ("typed", "kind", "page"):
        given.pop(name, None)
    if kind == "place":
        given.pop("place", None)  # the box that is being typed in
    so_far, _ = SearchQuery.from_querydict(given)
    so_far = so_far.without("q")
    try:
        found = completions(request.GET.get("typed", ""), limit=OFFERED if kind not in KIND_WORDS else 40)
    except SearchUnavailable:
        found = ()
    if kind in KIND_WORDS:
        found = tuple(one for one in found if one.kind == kind)[:OFFERED]
    options = [
        {
            "kind": KIND_WORDS[one.kind],
            "label": one.label,
            "count": None if so_far.is_filtered else one.count,
            "url": _added(so_far, one),
        }
        for one in found
    ]
    return render(request, "postings/components/completions.html", {"options": options})


def _added(so_far: SearchQuery, one: Completion) -> str:
    """The search so far with the completion's filter."""
    query, _ = SearchQuery.from_querydict(QueryDict(one.url.removeprefix("?")))
    for name in ("role", "skill", "company", "place"):
        if values := getattr(query, name):
            so_far = so_far.replace(**{name: (*getattr(so_far, name), *values)})
    return so_far.url
