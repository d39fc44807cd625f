"""Pages of figures for recruiters: of one posting, and of a company."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from postings.models import Company, Posting
from postings.reach import DAYS, MOST_LISTED, comparison_of, reach_of, reach_together


class PostingFiguresPage:
    """The page ``<posting>/figures/`` for the admin of postings."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.figures_view)  # type: ignore[attr-defined]
        return [
            path("<int:pk>/figures/", view, name="postings_posting_figures"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def figures_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How often the posting was read and applied for, and how it compares."""
        posting = Posting.objects.visible_to(request.user).for_display().filter(pk=pk).first()
        if posting is None or not self.has_view_permission(request, posting):  # type: ignore[attr-defined]
            raise Http404("This posting is not there, or is another company's.")
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "title": f"Figures of {posting}",
            "posting": posting,
            "reach": reach_of(posting),
            "comparison": comparison_of(posting),
            "days": DAYS,
        }
        return TemplateResponse(request, "admin/postings/posting/figures.html", context)


class CompanyFiguresPage:
    """The page ``<company>/figures/`` for the admin of companies."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.figures_view)  # type: ignore[attr-defined]
        return [
            path("<int:pk>/figures/", view, name="postings_company_figures"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def figures_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All postings of the company together, and one by one."""
        company = Company.objects.of(request.user).filter(pk=pk).first()
        if company is None or not self.has_view_permission(request, company):  # type: ignore[attr-defined]
            raise Http404("This company is not there, or is not yours.")
        reach, listed = reach_together(Posting.objects.filter(company=company), limit=MOST_LISTED)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "title": f"Figures of {company}",
            "company": company,
            "reach": reach,
            "listed": listed,
            "most": MOST_LISTED,
            "days": DAYS,
        }
        return TemplateResponse(request, "admin/postings/company/figures.html", context)
