"""Pages of what is kept on the reader's own device. The server keeps none of it; the address carries it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from postings.models import Posting
from postings.rates import latest_rates
from postings.search.chips import skill_label
from postings.search.query import SearchQuery

MOST_SAVED = 100
LARGEST_ID = 2**63 - 1


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """The postings of the ``id`` parameters in their order; those that are gone are counted."""
    ids = [
        int(value)
        for value in dict.fromkeys(request.GET.getlist("id"))
        if value.isascii() and value.isdecimal() and len(value) < 20 and int(value) <= LARGEST_ID
    ][:MOST_SAVED]
    now = timezone.now()
    found = Posting.objects.readable(now).for_display().in_bulk(ids)
    postings = [(found[id_], found[id_].is_live(now)) for id_ in ids if id_ in found]
    return render(
        request,
        "postings/saved.html",
        {
            "postings": postings,
            "ended": sum(not live for _, live in postings),
            "gone": len(ids) - len(postings),
            "noindex": True,
        },
    )


@require_safe
def preferences(request: HttpRequest) -> HttpResponse:
    """A form of what the reader prefers, filled from the address; the script keeps it on the device."""
    given = request.GET.copy()
    given.pop("keep", None)
    currency = given.get("currency", "").upper()
    query, ignored = SearchQuery.from_querydict(given)
    return render(
        request,
        "postings/preferences.html",
        {
            "open_to": query.open_to,
            "skills_had": [(slug, skill_label(slug)) for slug in query.have],
            "currency": currency if currency in latest_rates().to_base else "",
            "ignored": ignored,
            "search_url": reverse("postings:search")
            + SearchQuery(open_to=query.open_to, have=query.have).url,
            "noindex": True,
        },
    )
