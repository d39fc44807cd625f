"""Which postings who may see and change in the admin."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from postings.admin.scope import CleanAddress
from postings.models import Company, Posting
from postings.permissions import is_moderator


class PostingScope(CleanAddress, admin.ModelAdmin[Posting]):
    """Moderators have all postings, recruiters those of their companies."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Posting]:
        postings = super().get_queryset(request)
        if is_moderator(request.user):
            return postings
        return postings.filter(company__in=Company.objects.of(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Posting | None = None) -> bool:
        return super().has_view_permission(request, obj) and self._is_theirs(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Posting | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_theirs(request, obj)

    @staticmethod
    def _is_theirs(request: HttpRequest, obj: Posting | None) -> bool:
        if obj is None or is_moderator(request.user):
            return True
        return Company.objects.of(request.user).filter(postings=obj).exists()

    def posting_of(self, request: HttpRequest, pk: int) -> Posting:
        """The posting of an address, as far as the asker may see it; otherwise it is not there (404)."""
        posting = self.get_object(request, str(pk))
        if posting is None:
            raise Http404("This posting is not there, or is another company's.")
        return posting

    def companyless(self, request: HttpRequest) -> HttpResponse | None:
        """A page that says so, for a recruiter of no company."""
        if is_moderator(request.user) or Company.objects.of(request.user).exists():
            return None
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "No company yet"}
        return TemplateResponse(request, "admin/postings/posting/companyless.html", context)
