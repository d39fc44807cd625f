"""All values of one facet, to find one among many: companies, roles, skills, places."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from postings.search import SearchUnavailable
from postings.search.choices import COLUMNS, LONGEST_FOUND
from postings.search.choices import choices as choices_of
from postings.search.query import SearchQuery

TEMPLATE = "postings/choices.html"


@require_safe
def choices(request: HttpRequest, name: str) -> HttpResponse:
    """The values of the facet ``name`` by the search of the parameters, and by ``find`` in their names. Each
    leads to the search with it. htmx asks for the list alone."""
    if name not in COLUMNS:
        raise Http404("This filter has no page of its own.")
    given = request.GET.copy()
    find = given.pop("find", [""])[-1]
    query, ignored = SearchQuery.from_querydict(given)
    query = query.replace(page=1)
    try:
        found = choices_of(query, name, find)
    except SearchUnavailable:
        return render(request, "postings/search_unavailable.html", {"noindex": True}, status=503)
    partial = request.headers.get("HX-Request-Type") == "partial"
    context = {
        "choices": found,
        "query": query,
        "ignored": (*ignored, *found.ignored),
        "longest": LONGEST_FOUND,
        "noindex": True,
    }
    response = render(request, f"{TEMPLATE}#list" if partial else TEMPLATE, context)
    patch_vary_headers(response, ["HX-Request-Type"])
    return response
