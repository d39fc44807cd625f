"""Postings in the admin: written through ``postings.review`` alone, by moderators and recruiters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.options import IS_POPUP_VAR
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from postings import comments, link_check, linting
from postings.admin.editing import Editor, Found, changes_between, read_findings
from postings.admin.reach import PostingFiguresPage
from postings.admin.scope import CleanAddress
from postings.drafting import values_of
from postings.evidence import Segment, segments
from postings.extraction.pipeline import extract_all
from postings.intake import MAX_TEXT_BYTES, Incoming, import_texts
from postings.linting import Severity
from postings.models import (
    Company,
    Draft,
    ImportBatch,
    Posting,
    RawText,
    blocked_q,
    expired_q,
    live_q,
    scheduled_q,
)
from postings.permissions import is_moderator
from postings.presentation import age_words
from postings.review import commenting, lifecycle, writing
from postings.review.errors import ConflictError, ReviewError, UnmendedError
from postings.values import PostingValues
from postings.views.alerts import site_of
from postings.views.posting import page_context

State = Posting.State
EXTENSION_DAYS = 30
MOST_NAMED = 1_000  # companies whose name holds the words looked for
KNOWN_TEXT_SALT = "postings.admin.known-text"


# --- steps: what may be done with a posting in its state, by whom ----------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What was said with a step: a reason, and the codes of warnings that are meant so."""

    reason: str = ""
    anyway: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """A transition as a button. ``run`` takes the posting, the user and what was said with it."""

    name: str
    label: str
    done: str  # what the message and the history say
    states: frozenset[str]
    run: Callable[[Posting, Any, Told], Posting]
    moderators_only: bool = False
    recruiters_only: bool = False
    needs_reason: bool = False
    danger: bool = False


def _submit(posting: Posting, user: Any, told: Told) -> Posting:
    return lifecycle.submit(posting=posting, by=user, anyway=told.anyway)


def _publish(posting: Posting, user: Any, told: Told) -> Posting:
    return lifecycle.publish(posting=posting, by=user)


def _send_back(posting: Posting, user: Any, told: Told) -> Posting:
    return lifecycle.send_back(posting=posting, by=user, reason=told.reason)


def _reject(posting: Posting, user: Any, told: Told) -> Posting:
    return lifecycle.reject_posting(posting=posting, by=user, reason=told.reason)


def _fill(posting: Posting, user: Any, told: Told) -> Posting:
    return lifecycle.fill(posting=posting, by=user)


def _extend(posting: Posting, user: Any, told: Told) -> Posting:
    return lifecycle.extend(posting=posting, by=user, days=EXTENSION_DAYS)


def _relist(posting: Posting, user: Any, told: Told) -> Posting:
    return lifecycle.relist(posting=posting, by=user, days=EXTENSION_DAYS)


def _copy(posting: Posting, user: Any, told: Told) -> Posting:
    return writing.copy(posting=posting, by=user)


def _withdraw(posting: Posting, user: Any, told: Told) -> Posting:
    return lifecycle.withdraw(posting=posting, by=user, reason=told.reason)


STEPS = (
    Step("publish", "Publish", "Published", frozenset({State.DRAFT, State.SUBMITTED, State.FILLED,
         State.WITHDRAWN, State.REJECTED}), _publish, moderators_only=True),
    Step("submit", "Submit for approval", "Submitted", frozenset({State.DRAFT, State.WITHDRAWN}), _submit,
         recruiters_only=True),
    Step("fill", "Mark as filled", "Marked as filled", frozenset({State.PUBLISHED}), _fill),
    Step("extend", f"Extend by {EXTENSION_DAYS} days", f"Extended by {EXTENSION_DAYS} days",
         frozenset({State.PUBLISHED}), _extend),
    Step("relist", "Relist", "Relisted", frozenset({State.PUBLISHED, State.FILLED}), _relist),
    Step("copy", "Copy", "Copied", frozenset(State.values), _copy),
    Step("send_back", "Send back", "Sent back", frozenset({State.SUBMITTED}), _send_back,
         moderators_only=True, needs_reason=True),
    Step("reject", "Reject", "Rejected", frozenset({State.SUBMITTED, State.PUBLISHED}), _reject,
         moderators_only=True, needs_reason=True, danger=True),
    Step("withdraw", "Withdraw", "Withdrawn", frozenset({State.DRAFT, State.SUBMITTED, State.PUBLISHED,
         State.FILLED}), _withdraw, danger=True),
)  # fmt: skip
STEP_BY_NAME = {step.name: step for step in STEPS}


def steps_for(posting: Posting, user: Any) -> list[Step]:
    """The steps that the user may take with the posting as it is."""
    moderator = is_moderator(user)
    ended = posting.state == State.FILLED or posting.condition() == "expired"
    return [
        step
        for step in STEPS
        if posting.state in step.states
        and not (step.moderators_only and not moderator)
        and not (step.recruiters_only and moderator)
        and not (step.name == "extend" and (posting.expires_at is None or ended))
        and not (step.name == "relist" and not ended)
        and not (step.name == "fill" and ended)
        and not (step.name == "publish" and posting.state == State.FILLED)
    ]


# --- filters ----------------------------------------------------------------------------------------


class LiveFilter(admin.SimpleListFilter):
    """By what seekers see of it."""

    title = "seen by seekers"
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
        return [(str(company.pk), company.name) for company in Company.objects.of(request.user)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        value = self.value() or ""
        return queryset.filter(company_id=int(value)) if value.isdecimal() and len(value) < 18 else queryset


class PasteForm(forms.Form):
    """A recruiter's text."""

    text = forms.CharField(
        strip=False,
        label="The text of your posting",
        max_length=MAX_TEXT_BYTES,
        widget=forms.Textarea(attrs={"rows": 16, "autofocus": True}),
        help_text="As you have it: from your site, a document, an e-mail. Nothing is published yet.",
        error_messages={"required": "Paste a text first."},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        companies = Company.objects.all() if is_moderator(user) else Company.objects.of(user)
        if companies.count() != 1:
            self.fields["company"] = forms.ModelChoiceField(companies, empty_label=None, label="For")
        self.companies = companies
        self.order_fields(["company", "text"])

    def company(self) -> Company:
        """The company chosen, or the only one."""
        chosen = self.cleaned_data.get("company")
        return chosen if chosen is not None else self.companies.get()


@dataclass(frozen=True, slots=True)
class Filling:
    """What a new posting's form is filled with: nothing, or what was read from a pasted text."""

    values: PostingValues
    findings: list[Any]
    segments: tuple[Segment, ...] = ()
    draft: Draft | None = None
    verdict: str = ""
    parts: int = 1


@admin.register(Posting)
class PostingAdmin(PostingFiguresPage, CleanAddress, admin.ModelAdmin[Posting]):
    list_display = ("title", "company", "condition", "shown", "last", "changed")
    search_fields = ("title", "company__name")
    search_help_text = "Title or company"
    list_select_related = ("company",)
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-updated_at", "-id")
    actions = ("submit_all", "publish_all", "fill_all", "extend_all", "withdraw_all")
    change_list_template = "admin/postings/posting/change_list.html"

    # --- who sees what -------------------------------------------------------------------------------

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

    # --- list ----------------------------------------------------------------------------------------

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
        return f"from {_moment(start)}" if start else age_words(posting.published_at)

    @admin.display(description="last day", ordering="expires_at")
    def last(self, posting: Posting) -> str:
        return date_format(posting.last_day, "j F Y") if posting.last_day else ""

    @admin.display(ordering="updated_at")
    def changed(self, posting: Posting) -> str:
        return age_words(posting.updated_at)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        companyless = not is_moderator(request.user) and not Company.objects.of(request.user).exists()
        return super().changelist_view(request, {**(extra_context or {}), "companyless": companyless})

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        actions = super().get_actions(request, action_location)
        for name, step in (("submit_all", "submit"), ("publish_all", "publish")):
            other = STEP_BY_NAME[step]
            moderator = is_moderator(request.user)
            if (other.moderators_only and not moderator) or (other.recruiters_only and moderator):
                actions.pop(name, None)
        return actions

    def _run_all(self, request: HttpRequest, postings: QuerySet[Posting], step: Step) -> None:
        done = 0
        left: list[str] = []
        for posting in postings.order_by("pk"):
            try:
                step.run(posting, request.user, Told())
            except ReviewError as error:
                left.append(f"“{posting}”: {error}")
            except ValidationError as error:
                left.append(f"“{posting}”: {' '.join(error.messages)}")
            else:
                done += 1
                self.log_change(request, posting, f"{step.done}.")
        if done:
            messages.success(request, f"{step.done}: {done} posting{'' if done == 1 else 's'}.")
        if left:
            more = f" And {len(left) - 10} more." if len(left) > 10 else ""
            messages.warning(request, f"Left as they were: {' '.join(left[:10])}{more}")

    @admin.action(description="Submit for approval", permissions=["change"])
    def submit_all(self, request: HttpRequest, postings: QuerySet[Posting]) -> None:
        self._run_all(request, postings, STEP_BY_NAME["submit"])

    @admin.action(description="Publish", permissions=["change"])
    def publish_all(self, request: HttpRequest, postings: QuerySet[Posting]) -> None:
        self._run_all(request, postings, STEP_BY_NAME["publish"])

    @admin.action(description="Mark as filled", permissions=["change"])
    def fill_all(self, request: HttpRequest, postings: QuerySet[Posting]) -> None:
        self._run_all(request, postings, STEP_BY_NAME["fill"])

    @admin.action(description=f"Extend by {EXTENSION_DAYS} days", permissions=["change"])
    def extend_all(self, request: HttpRequest, postings: QuerySet[Posting]) -> None:
        self._run_all(request, postings, STEP_BY_NAME["extend"])

    @admin.action(description="Withdraw", permissions=["change"])
    def withdraw_all(self, request: HttpRequest, postings: QuerySet[Posting]) -> None:
        self._run_all(request, postings, STEP_BY_NAME["withdraw"])

    # --- addresses -----------------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("paste/", view(self.paste_view), name="postings_posting_paste"),
            path("<int:pk>/preview/", view(self.preview_view), name="postings_posting_preview"),
            path("<int:pk>/step/", view(self.step_view), name="postings_posting_step"),
            path("<int:pk>/comment/", view(self.comment_view), name="postings_posting_comment"),
            *super().get_urls(),
        ]

    def _posting(self, request: HttpRequest, pk: int) -> Posting:
        posting = self.get_object(request, str(pk))
        if posting is None:
            raise Http404("This posting is not there, or is another company's.")
        return posting

    # --- add and change ------------------------------------------------------------------------------

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
        if refusal := self._companyless(request):
            return refusal
        filling = self._filling(request)
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
        filling = self._filling_of(draft, stored) if draft is not None else None
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
            posting = self._take(request, posting, step)
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
        if _is_linted(posting, filling):
            editor.lint(posting=posting, draft=filling.draft if filling is not None else None)
        steps = steps_for(posting, request.user) if posting is not None else []
        moderator = is_moderator(request.user)
        if posting is None or posting.state == State.DRAFT:
            onward: Step | None = STEP_BY_NAME["publish" if moderator else "submit"]
        else:
            onward = _onward(steps)
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

    # --- steps ---------------------------------------------------------------------------------------

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the step named in the form, by POST."""
        posting = self._posting(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:postings_posting_change", args=[pk]))
        if not self.has_change_permission(request, posting):
            raise PermissionDenied
        step = STEP_BY_NAME.get(request.POST.get("step", ""))
        if step is None:
            raise Http404("There is no such step.")
        written = self._take(request, posting, step)
        return HttpResponseRedirect(reverse("admin:postings_posting_change", args=[written.pk]))

    def _take(self, request: HttpRequest, posting: Posting, step: Step) -> Posting:
        """The posting that the step has written, or the posting as it was, with a message why."""
        if step.moderators_only and not is_moderator(request.user):
            raise PermissionDenied
        reason = request.POST.get("reason", "").replace("\x00", "").strip()[:500]
        anyway = frozenset(request.POST.getlist("seen")) if "anyway" in request.POST else frozenset()
        try:
            written = step.run(posting, request.user, Told(reason, anyway))
        except UnmendedError as error:
            errors = sum(finding.severity == Severity.ERROR for finding in error.findings)
            if errors:
                what = "what has to be corrected is marked in the form"
            else:
                what = "look at what is marked in the form; if it is meant so, tick “Submit it anyway”"
            messages.warning(request, f"Saved as a draft, not submitted yet: {what}.")
            return posting
        except ReviewError as error:
            messages.error(request, str(error))
            return posting
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return posting
        self.log_change(request, written, f"{step.done}{f': {reason}' if reason else ''}.")
        messages.success(request, said_after(written, step))
        return written

    def comment_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write about the posting to the others who may see it, by POST."""
        posting = self._posting(request, pk)
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

    # --- paste ---------------------------------------------------------------------------------------

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """A text becomes a filled form. Moderators have the import for it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if is_moderator(request.user):
            return HttpResponseRedirect(reverse("admin:postings_importbatch_add"))
        if refusal := self._companyless(request):
            return refusal
        form = PasteForm(request.POST or None, user=request.user)
        if request.method == "POST" and form.is_valid() and (response := self._read_paste(request, form)):
            return response
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Paste a text",
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/postings/posting/paste.html", context)

    def _read_paste(self, request: HttpRequest, form: PasteForm) -> HttpResponse | None:
        """To the form filled from the text; None, with an error in the form, when it can't be read."""
        company = form.company()
        content = form.cleaned_data["text"].encode("utf-8", errors="surrogatepass")
        summary = import_texts(
            [Incoming("pasted text", content)],
            channel=ImportBatch.Channel.RECRUITER,
            by=request.user,
            source=company.name,
            company=company,
        )
        if not summary.raw_texts:
            item = summary.batch.items.first()
            form.add_error("text", item.reason if item is not None else "It can't be read.")
            return None
        raw_text = summary.raw_texts[0]
        own = list(raw_text.drafts.filter(company=company).order_by("part"))
        waiting = next((draft for draft in own if draft.state == Draft.State.WAITING), None)
        add = reverse("admin:postings_posting_add")
        if waiting is not None:
            if len(own) > 1:
                messages.info(request, _parts_said(len(own)))
            return HttpResponseRedirect(f"{add}?draft={waiting.pk}")
        theirs = (
            Posting.objects.filter(draft__raw_text=raw_text, company=company)
            .exclude(state__in=[State.WITHDRAWN, State.REJECTED])
            .first()
        )
        if theirs is not None:
            messages.info(request, f"You have this text already: it is {theirs.condition()}.")
            return HttpResponseRedirect(reverse("admin:postings_posting_change", args=[theirs.pk]))
        # The text is known from elsewhere. Its drafts are not the recruiter's, so it is read again for them.
        token = signing.dumps([raw_text.pk, company.pk, request.user.pk], salt=KNOWN_TEXT_SALT)
        return HttpResponseRedirect(f"{add}?text={token}")

    def _filling(self, request: HttpRequest) -> Filling:
        """What the address of the form for a new posting asks to be filled in."""
        pk = request.GET.get("draft", "")
        if pk:
            draft = self._own_draft(request, pk)
            if draft is None:
                raise Http404("This text is not there, or is another company's.")
            return self._filling_of(draft, PostingValues.from_json(draft.values))
        if token := request.GET.get("text", ""):
            return self._filling_of_known(request, token)
        company = Company.objects.of(request.user).first() if not is_moderator(request.user) else None
        return Filling(PostingValues(company=company.name if company else ""), [])

    @staticmethod
    def _own_draft(request: HttpRequest, pk: str) -> Draft | None:
        if not pk.isdecimal() or len(pk) > 17:
            return None
        drafts = Draft.objects.filter(company__in=Company.objects.of(request.user))
        return drafts.select_related("raw_text").filter(pk=pk).first()

    @staticmethod
    def _filling_of(draft: Draft, values: PostingValues) -> Filling:
        findings = list(draft.findings.all())
        return Filling(
            values,
            findings,
            tuple(segments(draft.raw_text.text, findings)),
            draft,
            "" if draft.is_posting else draft.verdict,
            draft.raw_text.drafts.count(),
        )

    @staticmethod
    def _filling_of_known(request: HttpRequest, token: str) -> Filling:
        try:
            raw_pk, company_pk, user_pk = signing.loads(token, salt=KNOWN_TEXT_SALT, max_age=86_400)
        except (signing.BadSignature, ValueError, TypeError):
            raise Http404("This address has expired: paste the text again.") from None
        company = Company.objects.of(request.user).filter(pk=company_pk).first()
        raw_text = RawText.objects.filter(pk=raw_pk).first()
        if user_pk != request.user.pk or company is None or raw_text is None:
            raise Http404("This text is not there, or is another company's.")
        extractions = extract_all(raw_text.text, name=raw_text.name)
        findings = read_findings(extractions[0])
        verdict = extractions[0].verdict.value
        return Filling(
            values_of(extractions[0]).replace(company=company.name),
            findings,
            tuple(segments(raw_text.text, findings)),
            None,
            "" if verdict.is_posting else verdict.reason,
            len(extractions),
        )

    def _companyless(self, request: HttpRequest) -> HttpResponse | None:
        """A page that says so, for a recruiter of no company."""
        if is_moderator(request.user) or Company.objects.of(request.user).exists():
            return None
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "No company yet"}
        return TemplateResponse(request, "admin/postings/posting/companyless.html", context)

    # --- preview -------------------------------------------------------------------------------------

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page as seekers see it, or will see it."""
        posting = self._posting(request, pk)
        if not self.has_view_permission(request, posting):
            raise PermissionDenied
        shown = Posting.objects.for_display().get(pk=pk)
        condition = shown.condition()
        shown.published_at = shown.published_at or timezone.now()
        filled = shown.state == State.FILLED
        findings = linting.check(shown, user=request.user) if _is_linted(shown, None) else []
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


def _is_linted(posting: Posting | None, filling: Filling | None) -> bool:
    """An empty form lacks everything, and what has ended need not be mended."""
    if posting is None:
        return filling is not None and bool(filling.values.title)
    return posting.condition() != "expired" and posting.state not in (State.FILLED, State.REJECTED)


def _onward(steps: list[Step]) -> Step | None:
    """The step that brings the posting to seekers."""
    return next((step for step in steps if step.name in {"publish", "submit"}), None)


def goes_live(posting: Posting, now: datetime | None = None) -> datetime | None:
    """The moment still to come from which it is shown; None when it is, has been, or has none."""
    now = now or timezone.now()
    if posting.state == State.PUBLISHED:
        start = posting.published_at
    else:
        start = posting.starts_at if posting.state in (State.DRAFT, State.SUBMITTED) else None
    return start if start is not None and start > now else None


def shade(posting: Posting) -> str:
    """Which of the colours of ``.state--…`` its state is shown in."""
    return posting.condition() if posting.state == State.PUBLISHED else posting.state


def _moment(moment: datetime) -> str:
    return f"{date_format(timezone.localtime(moment), 'j F Y, H:i')} UTC"


def said_after(posting: Posting, step: Step) -> str:
    """The message after a step, with a link to the public page when there is one."""
    if posting.is_live():
        return format_html(
            '{}. Seekers see it: <a href="{}">{}</a>', step.done if step.name != "submit" else "Published",
            posting.get_absolute_url(), posting,
        )  # fmt: skip
    if posting.state == State.SUBMITTED:
        return "Submitted. A moderator will look at it."
    if step.name == "copy":
        return "Copied. This is the new draft; seekers don't see it yet."
    if posting.condition() == "scheduled" and (start := goes_live(posting)):
        return f"{'Published' if step.name == 'submit' else step.done}. It goes live on {_moment(start)}."
    return f"{step.done}. It is {posting.condition()}."


def _parts_said(count: int) -> str:
    return f"The text holds {count} postings. This is the first; the others follow when you paste it again."
