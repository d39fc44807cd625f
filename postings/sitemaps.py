"""What search engines are shown: live postings and the companies that have some."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Count, Exists, OuterRef, QuerySet

from postings.models import Company, Posting, Role

LEAST_POSTINGS = 3  # of a role


class PostingSitemap(Sitemap[Posting]):
    limit = 10_000

    def items(self) -> QuerySet[Posting]:
        return Posting.objects.live().only("pk", "title", "updated_at").order_by("pk")

    def lastmod(self, item: Posting) -> datetime:
        return item.updated_at


class CompanySitemap(Sitemap[Company]):
    limit = 10_000

    def items(self) -> QuerySet[Company]:
        return Company.objects.with_live_postings().only("pk", "slug").order_by("pk")


class RoleSitemap(Sitemap[Role]):
    """Roles with enough postings to say something."""

    limit = 10_000

    def items(self) -> QuerySet[Role]:
        live = Posting.objects.live().filter(role=OuterRef("pk")).order_by().values("role")
        counted = live.annotate(count=Count("pk")).filter(count__gte=LEAST_POSTINGS)
        return Role.objects.filter(Exists(counted)).order_by("pk")


SITEMAPS: dict[str, type[Sitemap]] = {
    "postings": PostingSitemap,
    "companies": CompanySitemap,
    "roles": RoleSitemap,
}
