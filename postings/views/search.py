"""The search page, whole or in the parts that a new search changes."""

from __future__ import annotations

from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from postings.filters import LONGEST_TEXT
from postings.models import Place
from postings.search import SearchUnavailable, tables
from postings.search.chips import skill_label
from postings.search.facets import Option
from postings.search.names import name_to_type
from postings.search.page import SearchPage
from postings.search.page import search as search_page
from postings.search.query import HAVE_SHARES, MOST_YEARS, RADII_KM, TYPED, SearchQuery
from postings.search.schema import UNSTATED
from postings.views import kept_pages
from postings.views.kept_pages import Kept

TEMPLATE = "postings/search.html"
STARTS = (("workplace", 1), ("role", 2), ("place", 2))  # facet, how many of it
PERIODS = (("year", "a year"), ("month", "a month"), ("day", "a day"), ("hour", "an hour"))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All live postings that the parameters describe. htmx asks for the changed parts only, and is told the
    canonical address: typing replaces the one in the bar, deliberate acts add one."""
    key, fresh = kept_pages.key_of(request), kept_pages.freshness()
    kept = kept_pages.pages.get(key) if key is not None else None
    if kept is not None and kept.fresh == fresh is not None:
        return kept.response(request)
    try:
        response = _answer(request)
    except (OperationalError, InterfaceError):  # the database is away
        if kept is None:
            raise
        return kept.response(request)  # rather an older page than none
    if key is None or fresh is None or response.status_code != 200:
        return response
    kept = Kept.of(response, fresh)
    kept_pages.pages.put(key, kept)
    return kept.response(request)


def _answer(request: HttpRequest) -> HttpResponse:
    given = request.GET.copy()
    typed = " ".join(given.pop(TYPED, [""])[-1].replace("\0", " ").split())[:LONGEST_TEXT]
    query, ignored = SearchQuery.from_querydict(given)
    partial = request.headers.get("HX-Request-Type") == "partial"
    typing = request.headers.get("HX-Source", "").endswith("#q")
    try:
        page = search_page(query, ignored=ignored, unfinished=partial and typing)
    except SearchUnavailable:
        return render(request, "postings/search_unavailable.html", {"noindex": True}, status=503)
    template = f"{TEMPLATE}#update" if partial else TEMPLATE
    response = render(request, template, _context(request, page, typed) | {"typing": typing})
    patch_vary_headers(response, ["HX-Request-Type"])
    if partial:
        parameters = page.query.urlencode()
        address = reverse("postings:search") + (f"?{parameters}" if parameters else "")
        response.headers["HX-Replace-Url" if typing else "HX-Push-Url"] = address
    return response


def _starts(page: SearchPage) -> list[Option]:
    """Ways in for who has not asked anything yet: the largest values of what most begin with."""
    found: list[Option] = []
    for name, most in STARTS:
        options = [option for option in page.facets[name].options if option.count and not option.depth]
        known = [option for option in options if option.value != UNSTATED]
        found += sorted(known, key=lambda option: -option.count)[:most]
    return found


def _context(request: HttpRequest, page: SearchPage, typed: str) -> dict[str, Any]:
    query = page.query
    places = [place for slug in query.place if (place := tables.place_by_slug(slug))]
    return {
        "query": query,
        # After a correction: the words as they were typed, and the way back to them.
        "typed": typed if query.q and typed != query.q else "",
        "typed_url": query.replace(q=typed).url,
        "page": page,
        "places": places,
        "where": name_to_type(places[0]) if len(places) == 1 else "",
        "city_chosen": any(place.kind == Place.Kind.CITY for place in places),
        "skills_left_out": [(slug, skill_label(slug)) for slug in query.skill_not],
        "skills_had": [(slug, skill_label(slug)) for slug in query.have],
        "have_shares": HAVE_SHARES,
        "starts": _starts(page) if not query.to_params() and page.results else (),
        "periods": PERIODS,
        "most_years": MOST_YEARS,
        "radii": RADII_KM,
        "canonical": request.build_absolute_uri(reverse("postings:search")),
        # Combinations of filters are for people; search engines get the front page, postings and companies.
        "noindex": bool(query.to_params()),
    }
