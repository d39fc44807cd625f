"""A posting as seekers see it, or will see it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from postings import linting
from postings.admin.paste import Filling
from postings.admin.posting_condition import goes_live
from postings.admin.posting_scope import PostingScope
from postings.admin.posting_steps import steps_for
from postings.linting import Severity
from postings.models import Posting
from postings.permissions import is_moderator
from postings.views.posting import page_context

State = Posting.State


def is_linted(posting: Posting | None, filling: Filling | None) -> bool:
    """An empty form lacks everything, and what has ended need not be mended."""
    if posting is None:
        return filling is not None and bool(filling.values.title)
    return posting.condition() != "expired" and posting.state not in (State.FILLED, State.REJECTED)


class PreviewPage(PostingScope):
    """The page ``<posting>/preview/``."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", view, name="postings_posting_preview"), *super().get_urls()]

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page as seekers see it, or will see it."""
        posting = self.posting_of(request, pk)
        if not self.has_view_permission(request, posting):
            raise PermissionDenied
        shown = Posting.objects.for_display().get(pk=pk)
        condition = shown.condition()
        shown.published_at = shown.published_at or timezone.now()
        filled = shown.state == State.FILLED
        findings = linting.check(shown, user=request.user) if is_linted(shown, None) else []
        context = {
            **page_context(request, shown, live=condition != "expired" and not filled),
            "noindex": True,
            "canonical": "",
            "condition": condition,
            "goes_live": goes_live(posting),
            "lint": findings,
            "errors": [finding for finding in findings if finding.severity == Severity.ERROR],
            "warnings": [finding for finding in findings if finding.severity == Severity.WARNING],
            "is_moderator": is_moderator(request.user),
            "onward": next(
                (step for step in steps_for(posting, request.user) if step.name in {"publish", "submit"}),
                None,
            ),
        }
        return TemplateResponse(request, "admin/postings/posting/preview.html", context)
