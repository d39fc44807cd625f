"""The search page, whole or in the parts that a new search changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from postings.models import Place

TEMPLATE = "postings/search.html"
PERIODS = (("year", "a year"), ("month", "a month"), ("day", "a day"), ("hour", "an hour"))
RADII_KM = (10, 25, 50, 100, 200)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All live postings that the parameters describe. htmx asks for the changed parts only, and is told the
    canonical address: typing replaces the one in the bar, deliberate acts add one."""
    from postings.search import SearchUnavailable
    from postings.search.page import search as search_page
    from postings.search.query import SearchQuery

    query, ignored = SearchQuery.from_querydict(request.GET)
    try:
        page = search_page(query)
    except SearchUnavailable:
        return render(request, "postings/search_unavailable.html", {"noindex": True}, status=503)
    partial = request.headers.get("HX-Request-Type") == "partial"
    typing = request.headers.get("HX-Source", "").endswith("#q")
    response = render(
        request,
        f"{TEMPLATE}#update" if partial else TEMPLATE,
        _context(request, query, page, ignored, typing),
    )
    patch_vary_headers(response, ["HX-Request-Type"])
    if partial:
        address = reverse("postings:search") + (f"?{query.urlencode()}" if query.urlencode() else "")
        response.headers["HX-Replace-Url" if typing else "HX-Push-Url"] = address
    return response


def _context(
    request: HttpRequest, query: Any, page: Any, ignored: tuple[str, ...], typing: bool
) -> dict[str, Any]:
    return {
        "query": query,
        "page": page,
        "ignored": ignored or page.ignored,
        "typing": typing,
        "periods": PERIODS,
        "radii": RADII_KM,
        "countries": Place.objects.filter(kind=Place.Kind.COUNTRY)
        .values_list("slug", "name")
        .order_by("name"),
        "canonical": request.build_absolute_uri(reverse("postings:search")),
        # Combinations of filters are for people; search engines get the front page, postings and companies.
        "noindex": bool(query.urlencode()),
    }
