"""The page of one company."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from postings.figures import figures_of
from postings.models import Company, Posting
from postings.rates import latest_rates
from postings.views.insight import currency_of, kept
from postings.views.moved import by_slug, follows_former_slugs

POSTINGS_A_PAGE = 20


@require_safe
@follows_former_slugs
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """What the company says of itself and its live postings, newest first.

    A company that was never seen with a published posting has no page; one without open postings says so;
    that of one that was blocked is gone.
    """
    published = Posting.objects.once_public().filter(company=OuterRef("pk"))
    found: Any = by_slug(Company.objects.annotate(ever_published=Exists(published)), slug)
    if not found.ever_published:
        raise Http404("This company never published a posting.")
    if found.blocked_at is not None:
        return render(request, "postings/gone.html", {"blocked": True, "noindex": True}, status=410)
    postings = Posting.objects.live().for_display().filter(company=found).order_by("-published_at", "-pk")
    page = Paginator(postings, POSTINGS_A_PAGE).get_page(request.GET.get("page"))
    live = Posting.objects.live().filter(company=found)
    currency = currency_of(request, f"company:{found.pk}", live)
    figures = None
    if page.number == 1 and page.paginator.count:
        figures = kept(f"company:{found.pk}:{currency}", lambda: figures_of(live, currency=currency))
    return render(
        request,
        "postings/company.html",
        {
            "company": found,
            "figures": figures,
            "search": {"company": found.slug},
            "currencies": latest_rates().currencies,
            "page": page,
            "page_numbers": list(
                page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
            ),
            "canonical": request.build_absolute_uri(found.get_absolute_url()),
            "noindex": page.paginator.count == 0 or page.number > 1,
        },
    )
