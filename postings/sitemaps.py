"""What search engines are shown: live postings and the companies that have some."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from postings.models import Company, Posting


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


SITEMAPS: dict[str, type[Sitemap]] = {"postings": PostingSitemap, "companies": CompanySitemap}
