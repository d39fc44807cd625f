"""The list of postings: columns, filters and search."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html

from postings.admin.posting_condition import goes_live, moment_words, shade
from postings.admin.posting_scope import PostingScope
from postings.models import Company, Posting, blocked_q, expired_q, live_q, scheduled_q
from postings.permissions import is_moderator
from postings.presentation import age_words

MOST_NAMED = 1_000  # companies whose name holds the words looked for


class LiveFilter(admin.SimpleListFilter):
    """By what seekers see of it."""

    title = "what seekers see"
    parameter_name = "live"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("yes", "live"),
            ("scheduled", "scheduled"),
            ("expired", "expired"),
            ("blocked", "hidden: company blocked"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        rules = {"yes": live_q, "scheduled": scheduled_q, "expired": expired_q, "blocked": blocked_q}
        rule = rules.get(self.value() or "")
        return queryset.filter(rule()) if rule is not None else queryset


class OwnCompanyFilter(admin.SimpleListFilter):
    """By company, for a recruiter of several: only theirs are named."""

    title = "company"
    parameter_name = "of"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        companies = Company.objects.of(request.user)
        return [(str(company.pk), company.name) for company in companies] if len(companies) > 1 else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        value = self.value() or ""
        return queryset.filter(company_id=int(value)) if value.isdecimal() and len(value) < 18 else queryset


class PostingList(PostingScope):
    """Of all companies for moderators, of their own for recruiters."""

    list_display = ("title", "company", "condition", "shown", "last", "changed")
    search_fields = ("title", "company__name")
    search_help_text = "Title or company"
    list_select_related = ("company",)
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-updated_at", "-id")
    change_list_template = "admin/postings/posting/change_list.html"

    def get_sortable_by(self, request: HttpRequest) -> Any:
        """Of all companies' postings only by what an index has in order; of one's own by anything."""
        return ("changed",) if is_moderator(request.user) else self.get_list_display(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Posting], search_term: str
    ) -> tuple[QuerySet[Posting], bool]:
        """By title or company; each is looked up by itself, in its own index."""
        words = search_term.strip()
        if not words:
            return queryset, False
        companies = Company.objects.filter(name__icontains=words).values_list("pk", flat=True)[:MOST_NAMED]
        return queryset.filter(Q(title__icontains=words) | Q(company__in=list(companies))), False

    def get_list_filter(self, request: HttpRequest) -> Any:
        if is_moderator(request.user):
            return ("state", LiveFilter, "workplace")
        return ("state", LiveFilter, OwnCompanyFilter)

    @admin.display(description="state", ordering="state")
    def condition(self, posting: Posting) -> str:
        return format_html('<span class="state state--{}">{}</span>', shade(posting), posting.condition())

    @admin.display(description="first shown", ordering="published_at")
    def shown(self, posting: Posting) -> str:
        start = goes_live(posting)
        return f"from {moment_words(start)}" if start else age_words(posting.published_at)

    @admin.display(description="last day", ordering="expires_at")
    def last(self, posting: Posting) -> str:
        return date_format(posting.last_day, "j F Y") if posting.last_day else ""

    @admin.display(ordering="updated_at")
    def changed(self, posting: Posting) -> str:
        return age_words(posting.updated_at)

    def get_list_display(self, request: HttpRequest) -> Any:
        """Without the company for a recruiter who has only one."""
        columns = super().get_list_display(request)
        if is_moderator(request.user) or Company.objects.of(request.user).count() > 1:
            return columns
        return [column for column in columns if column != "company"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        companyless = not is_moderator(request.user) and not Company.objects.of(request.user).exists()
        return super().changelist_view(request, {**(extra_context or {}), "companyless": companyless})
