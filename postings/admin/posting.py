"""Postings in the admin: the form of one, written through ``postings.review`` alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from postings import link_check
from postings.admin.discussion import DiscussionPage
from postings.admin.editing import Editor, Found, changes_between
from postings.admin.paste import Filling, PastePage
from postings.admin.posting_condition import goes_live, shade
from postings.admin.posting_list import PostingList
from postings.admin.posting_steps import STEP_BY_NAME, STEPS, Step, StepPage, onward_of, steps_for
from postings.admin.preview import PreviewPage, is_linted
from postings.admin.reach import PostingFiguresPage
from postings.models import Company, Draft, Posting
from postings.permissions import is_moderator
from postings.review import writing
from postings.review.errors import ConflictError, ReviewError
from postings.values import PostingValues

State = Posting.State


@admin.register(Posting)
class PostingAdmin(PostingFiguresPage, PostingList, StepPage, PastePage, PreviewPage, DiscussionPage):
    """The list, the form, and the pages of one posting."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST:
            raise PermissionDenied
        if object_id is None:
            return self._add(request)
        posting = self.get_object(request, object_id)
        if posting is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_change_permission(request, posting):
            raise PermissionDenied
        return self._change(request, posting)

    def _add(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        if refusal := self.companyless(request):
            return refusal
        filling = self.filling(request)
        bound = request.method == "POST"
        if not bound and filling.draft is not None and filling.draft.posting_id is not None:
            messages.info(request, "That text has become this posting already.")
            return HttpResponseRedirect(
                reverse("admin:postings_posting_change", args=[filling.draft.posting_id])
            )
        editor = Editor(request, filling.values, bound=bound, findings=filling.findings)
        if not bound or "_use" in request.POST or not editor.is_valid():
            return self._page(request, editor, None, filling=filling)
        try:
            posting = writing.create_posting(values=editor.values(), by=request.user, draft=filling.draft)
        except (ReviewError, ValidationError) as error:
            editor.add_error(error)
            return self._page(request, editor, None, filling=filling)
        link_check.ask(posting.apply_url)
        self.log_addition(request, posting, "Added from a pasted text." if filling.verdict else "Added.")
        return self._saved(request, posting, "Saved as a draft. Seekers don't see it yet.")

    def _change(self, request: HttpRequest, posting: Posting) -> HttpResponse:
        stored = PostingValues.of(posting)
        findings: list[Found] = []
        drafts = Draft.objects.filter(posting=posting).select_related("raw_text")
        if not is_moderator(request.user):  # of texts that came another way they see only the posting
            drafts = drafts.filter(company__in=Company.objects.of(request.user))
        if (draft := drafts.first()) is not None:
            findings = list(draft.findings.all())
        bound = request.method == "POST"
        editor = Editor(request, stored, bound=bound, findings=findings)
        filling = self.filling_of(draft, stored) if draft is not None else None
        if not bound or "_use" in request.POST or not editor.is_valid():
            return self._page(request, editor, posting, filling=filling)
        stated = request.POST.get("version", "")
        version = int(stated) if stated.isdecimal() and len(stated) < 10 else 0
        values = editor.values()
        try:
            posting = writing.update_posting(posting=posting, values=values, by=request.user, version=version)
        except ConflictError as error:
            return self._page(request, editor, posting, filling=filling, conflict=str(error))
        except (ReviewError, ValidationError) as error:
            editor.add_error(error)
            return self._page(request, editor, posting, filling=filling)
        link_check.ask(posting.apply_url)
        changed = changes_between(stored, PostingValues.of(posting))
        if changed:
            self.log_change(request, posting, changed)
        return self._saved(request, posting, "Saved." if changed else "Saved; nothing was different.")

    def _saved(self, request: HttpRequest, posting: Posting, said: str) -> HttpResponse:
        """Onward from a saved form: to the preview, through a step, or back to the form."""
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("admin:postings_posting_preview", args=[posting.pk]))
        step = next((step for step in STEPS if f"_step_{step.name}" in request.POST), None)
        if step is None:
            messages.success(request, said)
        else:
            posting = self.take(request, posting, step)
        return HttpResponseRedirect(reverse("admin:postings_posting_change", args=[posting.pk]))

    def _page(
        self,
        request: HttpRequest,
        editor: Editor,
        posting: Posting | None,
        *,
        filling: Filling | None = None,
        conflict: str = "",
    ) -> HttpResponse:
        if is_linted(posting, filling):
            editor.lint(posting=posting, draft=filling.draft if filling is not None else None)
        steps = steps_for(posting, request.user) if posting is not None else []
        moderator = is_moderator(request.user)
        if posting is None or posting.state == State.DRAFT:
            onward: Step | None = STEP_BY_NAME["publish" if moderator else "submit"]
        else:
            onward = onward_of(steps)
        trusted = Company.objects.of(request.user).filter(trusted=True).exists() if not moderator else False
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": posting,
            "title": str(posting) if posting is not None else "New posting",
            "subtitle": None,
            "posting": posting,
            "condition": posting.condition() if posting is not None else "",
            "shade": shade(posting) if posting is not None else "",
            "goes_live": goes_live(posting) if posting is not None else None,
            "editor": editor,
            "groups": editor.groups(),
            "conflict": conflict,
            "version": request.POST.get("version", "")
            if editor.form.is_bound
            else getattr(posting, "version", ""),
            "steps": [step for step in steps if step is not onward],
            "onward": onward,
            "onward_publishes": moderator or trusted,
            "filling": filling,
            "segments": filling.segments if filling is not None else (),
            "is_moderator": moderator,
            "public": posting is not None and Posting.objects.readable().filter(pk=posting.pk).exists(),
            "media": self.media + editor.media,
        }
        return TemplateResponse(request, "admin/postings/posting/edit.html", context)
