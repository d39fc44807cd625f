"""Feeds of any search: Atom (RFC 4287) and JSON Feed 1.1, from the same query as the page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import condition, require_safe

from postings import branding, presentation
from postings.models import Posting
from postings.search.chips import heading
from postings.search.page import SearchPage, SearchUnavailable, search
from postings.search.query import SearchQuery

ENTRIES = 50


def _found(request: HttpRequest) -> SearchPage:
    """The newest postings of the search; asked for once a request."""
    kept: SearchPage | None = getattr(request, "_feed_page", None)
    if kept is None:
        query, _ = SearchQuery.from_querydict(request.GET)
        kept = search(query.replace(sort="newest"), per_page=ENTRIES)
        request._feed_page = kept  # type: ignore[attr-defined]
    return kept


def _postings(page: SearchPage) -> list[Posting]:
    # The newest first, also where the search puts postings without pay last.
    postings = [hit.posting for hit in page.results]
    return sorted(postings, key=lambda posting: (posting.published_at, posting.pk), reverse=True)


def _etag(request: HttpRequest) -> str | None:
    import hashlib

    try:
        page = _found(request)
    except SearchUnavailable:
        return None
    stamp = [(posting.pk, posting.version, posting.updated_at) for posting in _postings(page)]
    return f'"{hashlib.sha256(repr((stamp, page.total, request.get_full_path())).encode()).hexdigest()[:32]}"'


def _title(page: SearchPage) -> str:
    return f"{heading(page.query, page.total).split(' ', 1)[1].capitalize()} · {branding.NAME}"


def _summary(posting: Posting) -> str:
    """The facts in one line: company, place, remote policy, pay."""
    pay = presentation.pay_summary(posting)
    parts = [
        posting.company.name if posting.company else "company not stated",
        presentation.places_line(posting),
        posting.get_workplace_display() if posting.workplace else "",
        pay.stated if pay else "pay not stated",
    ]
    return " · ".join(part for part in parts if part)


@require_safe
@condition(etag_func=_etag)
def atom(request: HttpRequest) -> HttpResponse:
    """The newest postings of a search as Atom."""
    try:
        page = _found(request)
    except SearchUnavailable:
        return _away(request)
    site = request.build_absolute_uri("/").rstrip("/")
    postings = _postings(page)
    feed = Atom1Feed(
        title=_title(page),
        link=site + reverse("postings:search") + page.query.replace(sort="").url,
        description=branding.TAGLINE,
        feed_url=request.build_absolute_uri(),
        language="en",
        author_name=branding.NAME,
    )
    for posting in postings:
        published = posting.published_at or timezone.now()
        feed.add_item(
            title=posting.title,
            link=f"{site}{posting.get_absolute_url()}?from=feed",
            unique_id=_id(site, posting),
            description=f"<p>{_escaped(_summary(posting))}</p>{posting.description_html}",
            author_name=posting.company.name if posting.company else branding.NAME,
            pubdate=published,
            updateddate=max(posting.updated_at, published),
            categories=[skill.name for skill in posting.required_skills],
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


@require_safe
@condition(etag_func=_etag)
def json_feed(request: HttpRequest) -> HttpResponse:
    """The newest postings of a search as JSON Feed 1.1."""
    try:
        page = _found(request)
    except SearchUnavailable:
        return _away(request)
    site = request.build_absolute_uri("/").rstrip("/")
    items: list[dict[str, Any]] = [
        {
            "id": _id(site, posting),
            "url": f"{site}{posting.get_absolute_url()}?from=feed",
            "title": posting.title,
            "summary": _summary(posting),
            "content_html": posting.description_html or f"<p>{_escaped(_summary(posting))}</p>",
            "date_published": _rfc3339(posting.published_at),
            "date_modified": _rfc3339(posting.updated_at),
            "authors": [{"name": posting.company.name if posting.company else branding.NAME}],
            "tags": [skill.name for skill in posting.required_skills],
            "language": posting.language or "en",
        }
        for posting in _postings(page)
    ]
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(page),
        "home_page_url": site + reverse("postings:search") + page.query.replace(sort="").url,
        "feed_url": request.build_absolute_uri(),
        "description": branding.TAGLINE,
        "language": "en",
        "items": items,
    }
    return JsonResponse(data, content_type="application/feed+json")


def _id(site: str, posting: Posting) -> str:
    """Stays the same when the title, and so the address, changes."""
    return f"{site}/jobs/{posting.pk}/"


def _rfc3339(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _escaped(text: str) -> str:
    from django.utils.html import escape

    return str(escape(text))


def _away(request: HttpRequest) -> HttpResponse:
    return render(request, "postings/search_unavailable.html", {"noindex": True}, status=503)
