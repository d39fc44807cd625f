"""The review: raw text with its evidence on the left, the fields to correct on the right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from postings import selection
from postings.admin.editing import FIELD_LABELS, SURE_FROM, Editor
from postings.admin.filters import SourceFilter
from postings.admin.many import MOST_AT_ONCE, Many, ManyForm, choose_many
from postings.admin.open_first import OpenFirst
from postings.admin.scope import ModeratorOnly
from postings.corrections import NOT_A_POSTING
from postings.drafting import FILL_FROM
from postings.evidence import segments
from postings.models import Company, Draft, RawText, Revision
from postings.presentation import age_words
from postings.review import deciding, undoing
from postings.review.errors import ConflictError, ReviewError
from postings.values import PostingValues

# Reasons that moderators give most, to choose from while typing.
USUAL_REASONS = (
    NOT_A_POSTING,
    "Duplicate of another posting.",
    "No longer open.",
    "Spam or a scam.",
    "The text is cut off or unreadable.",
    "Several postings run together.",
)


# What a moderator decides on a draft, as the history calls it.
DECISIONS = ("approved", "approved with others", "rejected", "merged")


MOST_NAMED = 1_000  # texts whose name holds the words looked for


class StateFilter(OpenFirst):
    """Waiting ones unless another state is asked for."""

    states = Draft.State
    first = Draft.State.WAITING


class KindFilter(admin.SimpleListFilter):
    """Postings, or texts that are none."""

    title = "what it is"
    parameter_name = "is_posting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "a posting"), ("0", "no posting")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Draft]) -> QuerySet[Draft]:
        return queryset.filter(is_posting=self.value() == "1") if self.value() in {"0", "1"} else queryset


class ConfidenceFilter(admin.SimpleListFilter):
    """By the least sure of the values that a posting needs."""

    title = "confidence"
    parameter_name = "sure"
    bounds = {"90": (0.9, 1.01), "80": (0.8, 0.9), "50": (0.5, 0.8), "0": (-1.0, 0.5)}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("90", "90 % and more"), ("80", "80 to 90 %"), ("50", "50 to 80 %"), ("0", "below 50 %")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Draft]) -> QuerySet[Draft]:
        if (bounds := self.bounds.get(self.value() or "")) is None:
            return queryset
        return queryset.filter(confidence__gte=bounds[0], confidence__lt=bounds[1])


class AgeFilter(admin.SimpleListFilter):
    """By how long ago the text came."""

    title = "age"
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "today"), ("7", "this week"), ("older", "older than a week")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Draft]) -> QuerySet[Draft]:
        now = timezone.now()
        match self.value():
            case "1":
                return queryset.filter(created_at__gte=now - timedelta(days=1))
            case "7":
                return queryset.filter(created_at__gte=now - timedelta(days=7))
            case "older":
                return queryset.filter(created_at__lt=now - timedelta(days=7))
        return queryset


class ReasonForm(ActionForm):
    """The bulk actions, with a reason for those that need one."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Reason",
        widget=forms.TextInput(attrs={"placeholder": "Reason, to reject", "size": 28}),
    )


@admin.register(Draft)
class DraftAdmin(ModeratorOnly, admin.ModelAdmin[Draft]):
    list_display = ("heading", "what", "sure", "condition", "source", "received")
    list_filter = (StateFilter, KindFilter, ConfidenceFilter, AgeFilter, SourceFilter)
    search_fields = ("stated_title", "stated_company")
    search_help_text = "Title, company or file name"
    ordering = ("-is_posting", "-confidence", "pk")
    list_per_page = 50
    show_full_result_count = False
    actions = ("approve_sure", "reject_all")
    action_form = ReasonForm
    change_list_template = "admin/postings/draft/change_list.html"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Draft], search_term: str
    ) -> tuple[QuerySet[Draft], bool]:
        """By title, company or the text's name; each is looked up by itself, in its own index."""
        words = search_term.strip()
        if not words:
            return queryset, False
        named = list(RawText.objects.filter(name__icontains=words).values_list("pk", flat=True)[:MOST_NAMED])
        stated = Q(stated_title__icontains=words) | Q(stated_company__icontains=words)
        return queryset.filter(stated | Q(raw_text__in=named) if named else stated), False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Draft]:
        return super().get_queryset(request).select_related("raw_text")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        # A list needs neither the texts nor the descriptions.
        changelist.result_list = list(
            changelist.result_list.defer("raw_text__content", "values", "read", "notes")
        )
        return changelist

    @admin.display(description="draft")
    def heading(self, draft: Draft) -> str:
        company = draft.stated_company
        return format_html("{}<br><small>{}</small>", draft, company) if company else str(draft)

    @admin.display(description="what it is", ordering="kind")
    def what(self, draft: Draft) -> str:
        return (
            "posting"
            if draft.is_posting
            else format_html("<em>no posting: {}</em>", draft.kind.replace("_", " "))
        )

    @admin.display(ordering="confidence")
    def sure(self, draft: Draft) -> str:
        level = (
            "sure" if draft.confidence >= SURE_FROM else "check" if draft.confidence >= FILL_FROM else "doubt"
        )
        return format_html('<span class="sure sure--{}">{}</span>', level, f"{draft.confidence:.0%}")

    @admin.display(description="state", ordering="state")
    def condition(self, draft: Draft) -> str:
        return "waiting" if draft.state == Draft.State.WAITING else str(draft.get_state_display())

    @admin.display(ordering="raw_text__source")
    def source(self, draft: Draft) -> str:
        return draft.raw_text.source

    @admin.display(ordering="created_at")
    def received(self, draft: Draft) -> str:
        return age_words(draft.created_at)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Draft | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        return [
            path("undo/", self.admin_site.admin_view(self.undo_last_view), name="postings_draft_undo_last"),
            path("many/", self.admin_site.admin_view(self.many_view), name="postings_draft_many"),
            path("next/", self.admin_site.admin_view(self.next_view), name="postings_draft_next"),
            *super().get_urls(),
        ]

    # --- bulk actions -------------------------------------------------------------------------------

    @admin.action(
        description=f"Approve and publish those that are at least {SURE_FROM:.0%} sure",
        permissions=["change"],
    )
    def approve_sure(self, request: HttpRequest, drafts: QuerySet[Draft]) -> None:
        """Publish the selected waiting postings that extraction is sure of; name why others are left."""
        together = f"One of {_count(drafts.count(), 'draft')} chosen in the list."
        sure: list[Draft] = []
        left: list[str] = []
        for draft in drafts.filter(state=Draft.State.WAITING).order_by("pk"):
            if draft.is_posting and draft.confidence >= SURE_FROM:
                sure.append(draft)
            else:
                left.append(f"“{draft}”: {'not sure enough' if draft.is_posting else 'no posting'}.")
        self._approve_together(request, sure, together, left)

    def _approve_together(
        self, request: HttpRequest, drafts: Iterable[Draft], together: str, left: list[str]
    ) -> None:
        """Publish the drafts that can be; say how many, and of the others, and of those ``left`` before, why.

        ``together`` says in a sentence with what others each was approved.
        """
        published = 0
        for draft in drafts:
            try:
                posting = deciding.approve(
                    draft=draft, by=request.user, version=draft.version, with_others=together
                )
            except ReviewError as error:
                left.append(f"“{draft}”: {error}")
            except ValidationError as error:
                left.append(f"“{draft}”: {' '.join(error.messages)}")
            else:
                published += 1
                self.log_change(request, draft, f"Approved with others. {together}")
                self._log_posting(request, posting, "Published from a draft that was approved with others.")
        _tell(request, f"Published {_count(published, 'posting')}." if published else "", left)

    @admin.action(description="Reject, with the reason beside", permissions=["change"])
    def reject_all(self, request: HttpRequest, drafts: QuerySet[Draft]) -> None:
        """Reject the selected waiting drafts, all for the one reason typed."""
        rejected = 0
        left: list[str] = []
        reason = request.POST.get("reason", "").replace("\x00", "")
        if not reason.strip():
            messages.error(
                request, "Type a reason beside the action, then run it again. Nothing was rejected."
            )
            return
        for draft in drafts.filter(state=Draft.State.WAITING).order_by("pk"):
            try:
                deciding.reject(draft=draft, by=request.user, reason=reason, version=draft.version)
            except ReviewError as error:
                left.append(f"“{draft}”: {error}")
            else:
                rejected += 1
                self.log_change(request, draft, f"Rejected, with others: {reason.strip()[:500]}")
        _tell(request, f"Rejected {_count(rejected, 'draft')}." if rejected else "", left)

    # --- one after the other ------------------------------------------------------------------------

    @staticmethod
    def queue() -> QuerySet[Draft]:
        """Waiting drafts, least doubtful first; texts that are no postings last. Texts that recruiters have
        pasted are theirs to finish."""
        return Draft.objects.waiting().filter(company=None).order_by("-is_posting", "-confidence", "pk")

    def next_view(self, request: HttpRequest) -> HttpResponse:
        """To the waiting draft that follows ``after`` in the queue; to the first at its end."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        queue = self.queue()
        draft = None
        after = request.GET.get("after", "")
        if after.isdecimal() and len(after) < 18 and (left := Draft.objects.filter(pk=after).first()):
            rest = Q(is_posting=left.is_posting, confidence__lt=left.confidence) | Q(
                is_posting=left.is_posting, confidence=left.confidence, pk__gt=left.pk
            )
            draft = queue.filter(rest | Q(is_posting=False) if left.is_posting else rest).first()
            if draft is None:
                draft = queue.exclude(pk=left.pk).first()
                if draft is not None:
                    messages.info(request, "That was the end of the queue; here it begins again.")
                elif left.state == Draft.State.WAITING:
                    messages.info(request, "This is the only draft that waits.")
                    return HttpResponseRedirect(left.get_admin_url())
        else:
            draft = queue.first()
        if draft is None:
            messages.success(request, "Nothing is waiting for review.")
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(draft.get_admin_url())

    def undo_last_view(self, request: HttpRequest) -> HttpResponse:
        """Take back the user's own last decision on a draft, by POST, and show that draft again."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        last = (
            Revision.objects.filter(
                by=request.user.pk, undone=False, draft__isnull=False, action__in=DECISIONS
            )
            .select_related("draft")
            .first()
        )
        if last is None or last.draft is None:
            messages.info(request, "There is no decision of yours to take back.")
            return HttpResponseRedirect(reverse("admin:postings_draft_changelist"))
        try:
            undoing.undo(row=last.draft, by=request.user, revision=last.pk)
        except ReviewError as error:
            messages.error(request, f"“{last.draft}”: {error}")
        else:
            self.log_change(request, last.draft, f"Taken back: {last.action}.")
            messages.success(request, f"Taken back: {last.action}. It waits for a decision again.")
        return HttpResponseRedirect(last.draft.get_admin_url())

    # --- many at once -------------------------------------------------------------------------------

    def many_view(self, request: HttpRequest) -> HttpResponse:
        """Approve the sure drafts together, after a random sample of them was checked."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        bound = request.method == "POST"
        form = ManyForm((request.POST if bound else request.GET) or None)
        chosen: Many | None = None
        problem = ""
        if form.is_valid():
            chosen = choose_many(form)
            if bound:
                checked = {pk for pk in request.POST.getlist("checked") if pk.isdecimal()}
                if {str(draft.pk) for draft in chosen.sample} <= checked:
                    return self._approve_many(request, chosen)
                problem = "Look at each draft of the sample and tick it. Nothing was published."
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Approve many",
            "form": form,
            "chosen": chosen,
            "problem": problem,
            "most": MOST_AT_ONCE,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/postings/draft/many.html", context)

    def _approve_many(self, request: HttpRequest, chosen: Many) -> HttpResponse:
        drafts = chosen.drafts.select_related("raw_text").order_by("pk")
        self._approve_together(request, drafts, chosen.in_words, [])
        return HttpResponseRedirect(reverse("admin:postings_draft_changelist"))

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
        return self._page(request, draft, self._editor(request, draft, bound=False))

    def _editor(self, request: HttpRequest, draft: Draft, *, bound: bool) -> Editor:
        return Editor(
            request, PostingValues.from_json(draft.values), bound=bound, findings=list(draft.findings.all())
        )

    def _decide(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        version = _version(request)
        if "_reject" in request.POST:
            return self._reject(request, draft, version)
        if "_reopen" in request.POST:
            return self._reopen(request, draft)
        if "_assign" in request.POST:
            return self._assign(request, draft)
        editor = self._editor(request, draft, bound=True)
        if "_use" in request.POST:
            return self._page(request, draft, editor)
        if not editor.is_valid():
            return self._page(request, draft, editor)
        try:
            if not {"_approve", "_approve_next"} & set(request.POST):
                deciding.save_draft(draft=draft, by=request.user, values=editor.values(), version=version)
                self.log_change(request, draft, "Corrected.")
                messages.success(request, "Saved. It still waits for a decision.")
                return HttpResponseRedirect(draft.get_admin_url())
            posting = deciding.approve(draft=draft, by=request.user, values=editor.values(), version=version)
        except ConflictError as error:
            return self._page(request, draft, editor, conflict=str(error))
        except (ReviewError, ValidationError) as error:
            editor.add_error(error)
            return self._page(request, draft, editor)
        self.log_change(request, draft, "Approved and published.")
        self._log_posting(request, posting, "Published from a reviewed draft.")
        messages.success(
            request,
            format_html(
                'Published: <a href="{}">{}</a> (<a href="{}">undo or see its review</a>)',
                posting.get_absolute_url(),
                posting,
                draft.get_admin_url(),
            ),
        )
        return self._onward(request, draft)

    def _assign(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        """Take words that were marked in the text over into a field; they are kept as evidence."""
        field = request.POST.get("assign_field", "")
        text = draft.raw_text.text
        start, end = (
            selection.received_offset(text, int(stated)) if stated.isdecimal() and len(stated) < 9 else -1
            for stated in (request.POST.get("assign_start", ""), request.POST.get("assign_end", ""))
        )
        marked: list[Any] = []
        try:
            if draft.state != Draft.State.WAITING:
                raise selection.SelectionError("This draft is decided.")
            marked = selection.mark(draft=draft, field=field, start=start, end=end)
        except selection.SelectionError as error:
            messages.error(request, str(error))
        values, findings = PostingValues.from_json(draft.values), list(draft.findings.all())
        editor = Editor(request, values, bound=True, findings=findings, take=marked)
        return self._page(request, draft, editor)

    def _log_posting(self, request: HttpRequest, posting: Any, message: str) -> None:
        """Into the history of the posting, not of the draft."""
        self.log_change(request, posting, message)

    def _reject(self, request: HttpRequest, draft: Draft, version: int | None) -> HttpResponse:
        reason = request.POST.get("reason", "").replace("\x00", "")
        try:
            deciding.reject(draft=draft, by=request.user, reason=reason, version=version)
        except ReviewError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(draft.get_admin_url())
        self.log_change(request, draft, f"Rejected: {reason.strip()[:500]}")
        messages.success(
            request, format_html('Rejected: {} (<a href="{}">undo</a>)', str(draft), draft.get_admin_url())
        )
        return self._onward(request, draft)

    def _reopen(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        published = draft.posting
        try:
            deciding.reopen(draft=draft, by=request.user)
        except ReviewError as error:
            messages.error(request, str(error))
        else:
            self.log_change(request, draft, "Reopened.")
            if published is not None:
                self._log_posting(request, published, "Withdrawn: the review of its text was reopened.")
            messages.success(request, "It waits for a decision again.")
        return HttpResponseRedirect(draft.get_admin_url())

    def _onward(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        if "_approve" in request.POST:
            return HttpResponseRedirect(draft.get_admin_url())
        return HttpResponseRedirect(f"{reverse('admin:postings_draft_next')}?after={draft.pk}")

    def _page(
        self, request: HttpRequest, draft: Draft, editor: Editor, *, conflict: str = ""
    ) -> HttpResponse:
        company = " ".join(str(editor.form["company"].value() or "").split()).replace("\x00", "")
        known = Company.objects.called(company) if company else None
        waiting = Draft.objects.waiting()
        if draft.is_posting and draft.state == Draft.State.WAITING:
            editor.lint()  # likely duplicates are listed apart
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": draft,
            "title": str(draft),
            "subtitle": None,
            "draft": draft,
            "segments": segments(draft.raw_text.text, editor.findings),
            "editor": editor,
            "groups": editor.groups(),
            "conflict": conflict,
            "kind_in_words": "" if draft.kind == "other" else draft.kind.replace("_", " "),
            # After a conflict the version stays the one that the reviewer saw: sending again must not win.
            "version": request.POST.get("version", "") if editor.form.is_bound else draft.version,
            "waiting": draft.state == Draft.State.WAITING,
            "waiting_count": waiting.count(),
            "siblings": draft.raw_text.drafts.exclude(pk=draft.pk).order_by("part"),
            "company_known": known,
            "company_new": bool(company) and known is None,
            "usual_reasons": USUAL_REASONS,
            "assignable": [(name, FIELD_LABELS[name]) for name in selection.FIELDS],
            "media": self.media + editor.media,
        }
        return TemplateResponse(request, "admin/postings/draft/review.html", context)


def _version(request: HttpRequest) -> int | None:
    """The version that the reviewer saw; 0, which none has, when the form's was tampered with."""
    stated = request.POST.get("version", "")
    return int(stated) if stated.isdecimal() and len(stated) < 10 else 0


def _tell(request: HttpRequest, done: str, left: list[str]) -> None:
    if done:
        messages.success(request, done)
    if left:
        more = f" And {len(left) - 10} more." if len(left) > 10 else ""
        messages.warning(request, f"{_count(len(left), 'draft')} left: {' '.join(left[:10])}{more}")
    if not done and not left:
        messages.info(request, "None of the selected drafts waits for a decision.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
