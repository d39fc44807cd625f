"""Raw texts: to read, never to edit."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join

from postings.admin.filters import SourceFilter
from postings.admin.scope import ModeratorOnly
from postings.models import RawText


@admin.register(RawText)
class RawTextAdmin(ModeratorOnly, admin.ModelAdmin[RawText]):
    list_display = ("name", "source", "received_at", "size_bytes", "review")
    list_filter = (SourceFilter, "received_at")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("name", "sha256")
    search_help_text = "Name or sha256"
    fields = ("name", "source", "batch", "received_at", "encoding", "size_bytes", "sha256", "review", "text")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[RawText]:
        texts = super().get_queryset(request).prefetch_related("drafts")
        if request.resolver_match and request.resolver_match.url_name == "postings_rawtext_changelist":
            texts = texts.defer("content")
        return texts

    @admin.display(description="drafts")
    def review(self, raw_text: RawText) -> str:
        return format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            (
                (reverse("admin:postings_draft_change", args=[draft.pk]), draft.get_state_display())
                for draft in raw_text.drafts.all()
            ),
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: RawText | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: RawText | None = None) -> bool:
        return False
