"""What may be done with a posting in its state, by whom: as buttons, and for several at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html

from postings.admin.posting_condition import goes_live, moment_words
from postings.admin.posting_scope import PostingScope
from postings.linting import Severity
from postings.models import Posting
from postings.permissions import is_moderator
from postings.reminders import EXTENSION_DAYS
from postings.review import lifecycle, writing
from postings.review.errors import ReviewError, UnmendedError

State = Posting.State


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


def onward_of(steps: list[Step]) -> Step | None:
    """The step that brings the posting to seekers."""
    return next((step for step in steps if step.name in {"publish", "submit"}), None)


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
        shown = "Published" if step.name == "submit" else step.done
        return f"{shown}. It goes live on {moment_words(start)}."
    return f"{step.done}. It is {posting.condition()}."


class StepPage(PostingScope):
    """The page ``<posting>/step/`` that takes one step by POST, and the actions of the list."""

    actions = ("submit_all", "publish_all", "fill_all", "extend_all", "withdraw_all")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.step_view)
        return [path("<int:pk>/step/", view, name="postings_posting_step"), *super().get_urls()]

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

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the step named in the form, by POST."""
        posting = self.posting_of(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:postings_posting_change", args=[pk]))
        if not self.has_change_permission(request, posting):
            raise PermissionDenied
        step = STEP_BY_NAME.get(request.POST.get("step", ""))
        if step is None:
            raise Http404("There is no such step.")
        written = self.take(request, posting, step)
        return HttpResponseRedirect(reverse("admin:postings_posting_change", args=[written.pk]))

    def take(self, request: HttpRequest, posting: Posting, step: Step) -> Posting:
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
