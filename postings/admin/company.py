"""Companies with their recruiters."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from postings.models import Company, CompanyMembership, Posting
from postings.permissions import is_moderator


class MembershipInline(admin.TabularInline[CompanyMembership, Company]):
    model = CompanyMembership
    extra = 0
    autocomplete_fields = ("user",)
    verbose_name = "recruiter"
    verbose_name_plural = "recruiters"


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin[Company]):
    list_display = ("name", "trusted", "live_postings", "recruiters", "website")
    list_filter = ("trusted",)
    search_fields = ("name", "key")
    search_help_text = "Name"
    fields = ("name", "website", "description", "trusted")
    inlines = (MembershipInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        live = (
            Posting.objects.live()
            .filter(company=OuterRef("pk"))
            .order_by()
            .values("company")
            .annotate(n=Count("pk"))
            .values("n")
        )
        companies = super().get_queryset(request)
        if not is_moderator(request.user):
            companies = companies.filter(pk__in=Company.objects.of(request.user).values("pk"))
        return companies.annotate(
            live_count=Coalesce(Subquery(live, output_field=IntegerField()), 0),
            recruiter_count=Count("memberships", distinct=True),
        )

    @admin.display(description="live postings", ordering="live_count")
    def live_postings(self, company: Any) -> int:
        return int(company.live_count)

    @admin.display(ordering="recruiter_count")
    def recruiters(self, company: Any) -> int:
        return int(company.recruiter_count)
