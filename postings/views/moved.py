"""Pages that have a slug in their address: a slug of before leads to the present one for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from postings.models.former_slug import renamed


class _MovedError(Exception):
    def __init__(self, slug: str) -> None:
        self.slug = slug


def by_slug[M: Any](rows: QuerySet[M], slug: str) -> M:
    """The row of that slug, for a view under ``follows_former_slugs``."""
    found = rows.filter(slug=slug).first()
    if found is not None:
        return found
    kind = str(rows.model._meta.model_name)
    now = renamed(kind, slug)
    if now is None:
        raise Http404(f"No {kind} has this address.")
    raise _MovedError(now.slug)


def follows_former_slugs(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answers with a redirect when ``by_slug`` finds that the slug is one of before."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except _MovedError as moved:
            match = request.resolver_match
            assert match is not None  # a view is asked by its address
            address = reverse(match.view_name, kwargs={**match.kwargs, "slug": moved.slug})
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

    return answered
