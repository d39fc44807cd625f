"""The API's addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from postings.api import build, cursor, schema, shapes
from postings.api.http import LIMIT, ProblemError, answer, endpoint
from postings.figures import Figures, figures_of
from postings.models import DeletedPosting, Posting, Role
from postings.quotes import quotes_of
from postings.rates import BASE_CURRENCY, latest_rates
from postings.search import index
from postings.search.chips import heading
from postings.search.page import search
from postings.search.query import SearchQuery
from postings.search.scroll import first, scroll
from postings.views.moved import by_slug, follows_former_slugs

PER_ANSWER = 20
MOST_PER_ANSWER = 100
LIST_SECONDS = 60  # an answer may be this old
FIGURES_SECONDS = 300
SCHEMA_SECONDS = 3600
HIGHEST_ID = 2**63 - 1


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _search_of(request: HttpRequest, *own: str) -> tuple[SearchQuery, list[str]]:
    """The search of the parameters, as pages read them, and what was ignored. ``own`` are no part of it."""
    data: QueryDict = request.GET.copy()
    ignored = []
    for name in own:
        data.pop(name, None)
    if data.pop("page", None):
        ignored.append("“page” is for pages: follow `links.next` to read on.")
    query, sentences = SearchQuery.from_querydict(data)
    return query, [*ignored, *sentences]


def _unknown(request: HttpRequest, *known: str) -> list[str]:
    """Sentences on parameters that this address does not have."""
    names = [name for name in request.GET if name not in known]
    return [f"“{name[:40]}” is not a parameter of this address." for name in names[:5]]


def _limit(request: HttpRequest, ignored: list[str]) -> int:
    text = request.GET.get("limit", "")
    if not text:
        return PER_ANSWER
    if not (text.isascii() and text.isdigit()) or len(text) > 9 or int(text) < 1:
        ignored.append(f"“limit” is a number from 1 to {MOST_PER_ANSWER}.")
        return PER_ANSWER
    if int(text) > MOST_PER_ANSWER:
        ignored.append(f"“limit” is at most {MOST_PER_ANSWER}.")
    return min(int(text), MOST_PER_ANSWER)


def _meta(request: HttpRequest, query: SearchQuery, total: int, ignored: list[str]) -> shapes.Meta:
    behind = index.seconds_since_followed()
    return {
        "ignored": ignored,
        "query": query.urlencode(),
        "url": _site(request) + reverse("postings:search") + query.url,
        "heading": heading(query, total),
        "index_is_fresh": behind is not None and behind <= index.STALE_AFTER_SECONDS,
        "rates_as_of": latest_rates().as_of.isoformat(),
    }


@endpoint
def postings(request: HttpRequest) -> HttpResponse:
    """A stretch of the live postings that the parameters describe."""
    query, ignored = _search_of(request, "cursor", "limit")
    limit = _limit(request, ignored)
    now = timezone.now()
    word = request.GET.get("cursor", "")
    try:
        position = cursor.read(query, word) if word else first(now)
    except cursor.CursorError as error:
        raise ProblemError(400, str(error)) from error
    found = scroll(query, position, limit=limit, now=now)
    site = _site(request)
    after = cursor.write(query, found.after) if found.after else None
    following = None
    if after:
        parameters = [*query.to_params(), ("limit", str(limit)), ("cursor", after)]
        following = f"{site}{reverse('postings:api_postings')}?{urlencode(parameters)}"
    data = [build.found(hit, site=site, now=now) for hit in found.hits]
    meta: shapes.ListMeta = {
        **_meta(request, query, found.total, [*ignored, *found.ignored]),
        "total": found.total,
        "limit": limit,
        "order": query.order,
        "is_capped": found.is_capped,
    }
    body: shapes.PostingList = {
        "data": data,
        "links": {"next": following},
        "next_cursor": after,
        "meta": meta,
    }
    # The cursor holds the moment of the first request: two answers that differ in nothing else are the same.
    tag_of = [data, meta, after is None, site]
    response = answer(request, body, seconds=LIST_SECONDS, tag_of=tag_of)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@endpoint
def posting(request: HttpRequest, pk: int) -> HttpResponse:
    """One posting, as long as its page can be read."""
    ignored = _unknown(request, "evidence")
    asked = request.GET.get("evidence", "")
    if asked not in ("", "0", "1"):
        ignored.append("“evidence” is 1 or 0.")
    now = timezone.now()
    # Longer numbers than the database's are nobody's.
    row = Posting.objects.readable(now).for_display().filter(pk=pk).first() if pk <= HIGHEST_ID else None
    if row is None:
        raise _missing(pk)
    body: shapes.SinglePosting = {
        "data": build.full_posting(
            row, quotes_of(row) if asked == "1" else None, site=_site(request), now=now
        ),
        "meta": {"ignored": ignored},
    }
    return answer(request, body, seconds=LIST_SECONDS)


def _missing(pk: int) -> ProblemError:
    """410 for what was once public, 404 for what never was; as the pages say it."""
    gone = pk <= HIGHEST_ID and (
        Posting.objects.once_public().filter(pk=pk).exists()
        or DeletedPosting.objects.filter(posting_id=pk).exists()
    )
    if gone:
        return ProblemError(410, "This posting has ended and is not kept any longer.")
    return ProblemError(404, f"No posting has the number {str(pk)[:20]}.")


@endpoint
def facets(request: HttpRequest) -> HttpResponse:
    """What the live postings of a search have in common."""
    query, ignored = _search_of(request)
    page = search(query)
    body: shapes.FacetAnswer = {
        "data": build.facets(page),
        "meta": _meta(request, query, page.total, ignored),
    }
    return answer(request, body, seconds=LIST_SECONDS)


@endpoint
@follows_former_slugs
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of one role, of every level or of one."""
    ignored = _unknown(request, "seniority", "currency")
    try:
        row = by_slug(Role.objects.all(), slug)
    except Http404 as error:
        sentence = "No role has this slug. The slugs are in the facet “role” of /api/v1/facets."
        raise Http404(sentence) from error
    seniority = request.GET.get("seniority", "")
    if seniority and seniority not in Posting.Seniority.values:
        ignored.append(f"“{seniority[:40]}” is not a known seniority.")
        seniority = ""
    currency = request.GET.get("currency", "").upper() or BASE_CURRENCY
    if currency not in latest_rates().to_base:
        ignored.append(f"“{currency[:40]}” is not a known currency.")
        currency = BASE_CURRENCY
    body: shapes.RoleAnswer = {
        "data": build.role(
            row,
            _figures(row, seniority, currency),
            seniority=seniority,
            site=_site(request),
            url=_role_page(row, seniority),
        ),
        "meta": {"ignored": ignored, "rates_as_of": latest_rates().as_of.isoformat()},
    }
    return answer(request, body, seconds=FIGURES_SECONDS)


def _role_page(row: Role, seniority: str) -> str:
    if seniority:
        return reverse("postings:role_level", kwargs={"slug": row.slug, "seniority": seniority})
    return row.get_absolute_url()


def _figures(row: Role, seniority: str, currency: str) -> Figures:
    """Kept for a while: counting a large role anew takes longer than reading it."""
    among: dict[str, Any] = {"role": row} | ({"seniority": seniority} if seniority else {})

    def computed() -> Figures:
        live = Posting.objects.live().filter(**among)
        return figures_of(live, ever=Posting.objects.filter(**among), currency=currency)

    key = f"api:role:{row.pk}:{seniority}:{currency}"
    kept: Figures | None = cache.get_or_set(key, computed, FIGURES_SECONDS)
    return kept or computed()


@endpoint
def openapi(request: HttpRequest) -> HttpResponse:
    """The API's description, OpenAPI 3.1."""
    return answer(request, schema.document(_site(request)), seconds=SCHEMA_SECONDS)


@endpoint
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address below the API's."""
    raise Http404("There is nothing at this address. The API is described at /api/v1/openapi.json.")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The API for people."""
    newest = Posting.objects.live().for_display().order_by("-published_at", "-pk").first()
    example = None
    if newest is not None:
        example = build.posting(newest, site=_site(request), now=timezone.now())
    role = example["role"] if example else None
    return render(
        request,
        "postings/api.html",
        {
            "origin": _site(request),
            "parameters": schema.parameters_for_people(),
            "example": schema.pretty(example) if example else "",
            "example_id": newest.pk if newest else None,
            "example_role": role["slug"] if role else "backend-engineer",
            "limit": LIMIT,
            "most": MOST_PER_ANSWER,
            "usual": PER_ANSWER,
            "list_seconds": LIST_SECONDS,
            "canonical": request.build_absolute_uri(reverse("postings:api")),
        },
    )
