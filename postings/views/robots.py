"""robots.txt."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; combinations of filters say noindex themselves."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "Disallow: /jobs/*/apply/",
        "Disallow: /jobs/*/report/",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('postings:sitemaps'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
