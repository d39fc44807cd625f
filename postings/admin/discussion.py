"""What recruiters and moderators write to each other about a posting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from postings import comments
from postings.admin.posting_scope import PostingScope
from postings.review import commenting
from postings.review.errors import ReviewError
from postings.views.alerts import site_of


class DiscussionPage(PostingScope):
    """The page ``<posting>/comment/`` that takes a comment by POST."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.comment_view)
        return [path("<int:pk>/comment/", view, name="postings_posting_comment"), *super().get_urls()]

    def comment_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write about the posting to the others who may see it, by POST."""
        posting = self.posting_of(request, pk)
        here = HttpResponseRedirect(reverse("admin:postings_posting_change", args=[pk]) + "#comments")
        if request.method != "POST":
            return here
        if not self.has_change_permission(request, posting):
            raise PermissionDenied
        try:
            comment = commenting.comment(posting=posting, by=request.user, text=request.POST.get("text", ""))
        except ReviewError as error:
            messages.error(request, str(error))
            return here
        comments.notify.enqueue(comment.pk, site_of(request))
        messages.success(request, "Sent.")
        return here
