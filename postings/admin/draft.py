"""The review: raw text with its evidence on the left, the fields to correct on the right."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from postings import review
from postings.admin.editing import FIELD_LABELS, Editor, evidence_by_field
from postings.admin.scope import ModeratorOnly
from postings.evidence import segments
from postings.models import Draft
from postings.values import PostingValues


@admin.register(Draft)
class DraftAdmin(ModeratorOnly, admin.ModelAdmin[Draft]):
    list_display = ("__str__", "is_posting", "kind", "confidence_percent", "state", "source", "created_at")
    list_filter = ("state", "is_posting", "kind", "raw_text__source", "created_at")
    search_fields = ("raw_text__name", "values__title", "values__company")
    search_help_text = "Title, company or file name"
    list_select_related = ("raw_text",)
    ordering = ("state", "-created_at", "-id")

    @admin.display(description="sure", ordering="confidence")
    def confidence_percent(self, draft: Draft) -> str:
        return f"{draft.confidence:.0%}"

    @admin.display(ordering="raw_text__source")
    def source(self, draft: Draft) -> str:
        return draft.raw_text.source

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Draft | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        return [
            path("next/", self.admin_site.admin_view(self.next_view), name="postings_draft_next"),
            *super().get_urls(),
        ]

    def queue(self) -> QuerySet[Draft]:
        """Waiting drafts, the most recent and least doubtful first; texts that are no postings last."""
        return Draft.objects.waiting().order_by("-is_posting", "-confidence", "pk")

    def next_view(self, request: HttpRequest) -> HttpResponse:
        """To the next waiting draft, other than the ones named in ``after``."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        skipped = [int(pk) for pk in request.GET.getlist("after")[:200] if pk.isdecimal() and len(pk) < 18]
        draft = self.queue().exclude(pk__in=skipped).first() or self.queue().first()
        if draft is None:
            messages.success(request, "Nothing is waiting for review.")
            return HttpResponseRedirect(reverse("admin:postings_draft_changelist"))
        return HttpResponseRedirect(draft.get_admin_url())

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        draft = self.get_object(request, object_id)
        if draft is None:
            raise Http404("This draft is not there (any more).")
        if not self.has_change_permission(request, draft):
            raise PermissionDenied
        if request.method == "POST":
            return self._decide(request, draft)
        return self._page(request, draft, Editor(request, PostingValues.from_json(draft.values), bound=False))

    def _decide(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        version = int(request.POST["version"]) if request.POST.get("version", "").isdecimal() else None
        if "_reject" in request.POST:
            return self._reject(request, draft, version)
        if "_reopen" in request.POST:
            try:
                review.reopen(draft=draft, by=request.user)
            except review.ReviewError as error:
                messages.error(request, str(error))
            else:
                self.log_change(request, draft, "Reopened.")
            return HttpResponseRedirect(draft.get_admin_url())
        editor = Editor(request, PostingValues.from_json(draft.values), bound=True)
        if not editor.is_valid():
            return self._page(request, draft, editor)
        try:
            if "_save" in request.POST:
                review.save_draft(draft=draft, by=request.user, values=editor.values(), version=version)
                self.log_change(request, draft, "Corrected.")
                messages.success(request, "Saved; still waiting for a decision.")
                return HttpResponseRedirect(draft.get_admin_url())
            posting = review.approve(draft=draft, by=request.user, values=editor.values(), version=version)
        except (review.ReviewError, ValidationError) as error:
            editor.add_error(error)
            return self._page(request, draft, editor)
        self.log_change(request, draft, "Approved and published.")
        messages.success(
            request,
            format_html('Published: <a href="{}">{}</a>', posting.get_absolute_url(), posting),
        )
        return self._onward(request, draft)

    def _reject(self, request: HttpRequest, draft: Draft, version: int | None) -> HttpResponse:
        try:
            review.reject(
                draft=draft, by=request.user, reason=request.POST.get("reason", ""), version=version
            )
        except review.ReviewError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(draft.get_admin_url())
        self.log_change(request, draft, "Rejected.")
        messages.success(request, f"Rejected: {draft}")
        return self._onward(request, draft)

    def _onward(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        if "_approve" in request.POST:
            return HttpResponseRedirect(draft.get_admin_url())
        return HttpResponseRedirect(reverse("admin:postings_draft_next"))

    def _page(self, request: HttpRequest, draft: Draft, editor: Editor) -> HttpResponse:
        findings = list(draft.findings.all())
        evidence = evidence_by_field(findings)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": draft,
            "title": str(draft),
            "subtitle": None,
            "draft": draft,
            "segments": segments(draft.raw_text.text, findings),
            "legend": {name: FIELD_LABELS.get(name, name) for name in evidence},
            "editor": editor,
            "rows": editor.rows(evidence),
            "pay_evidence": evidence.get("pay", []),
            "waiting": draft.state == Draft.State.WAITING,
            "waiting_count": Draft.objects.waiting().count(),
            "siblings": draft.raw_text.drafts.exclude(pk=draft.pk).order_by("part"),
            "media": self.media + editor.media,
        }
        return TemplateResponse(request, "admin/postings/draft/review.html", context)
