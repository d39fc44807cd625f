"""The history of postings and drafts: what changed field by field, and undo of the last change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst

from postings import history
from postings.admin.scope import ModeratorOnly
from postings.admin.wording import label_of, place_names, words_of
from postings.differences import Run, side_by_side
from postings.models import Draft, Posting, Revision
from postings.permissions import is_moderator
from postings.review import undoing
from postings.review.errors import ReviewError

SHOWN = 100  # revisions of one row
_STATES = {**dict(Draft.State.choices), **dict(Posting.State.choices)}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a revision."""

    label: str
    before: list[Run]
    after: list[Run]


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision in words."""

    revision: Revision
    changes: list[Change]

    @property
    def action(self) -> str:
        return capfirst(self.revision.action)


def entries_of(row: Posting | Draft) -> list[Entry]:
    """The last hundred revisions of the row, newest first. Two queries."""
    name = "draft" if isinstance(row, Draft) else "posting"
    revisions = list(Revision.objects.filter(**{name: row}).select_related("by", "raw_text").defer(
        "raw_text__content"
    )[:SHOWN])  # fmt: skip
    ids = [
        id_
        for revision in revisions
        for places in revision.changes.get("place_ids", ())
        for id_ in places or ()
    ]
    places = place_names(ids) if ids else {}
    return [Entry(revision, list(_changes(revision, places))) for revision in revisions]


def _changes(revision: Revision, places: dict[int, str]) -> Iterable[Change]:
    for field, change in revision.changes.items():
        # The day says the same as the moment; what undo needs besides is for nobody to read.
        if field == "led" or (field == "expires_at" and "expires_on" in revision.changes):
            continue
        before, after = (_words(field, value, places) for value in change)
        if before != after:
            yield Change(label_of(field), *side_by_side(before, after))


def _words(field: str, value: Any, places: dict[int, str]) -> str:
    if (field in history.TIMES or field == "starts_at") and value:
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "j F Y, H:i")
    if field == "state":
        return _STATES.get(value, "") if value else ""
    return words_of(field, value, places)


def may_undo(row: Posting | Draft, user: Any) -> Revision | None:
    """The revision that the user may take back now, if any. One query."""
    last = history.last_of(row)
    if last is None or not undoing.can_undo(last):
        return None
    if is_moderator(user) or (last.action == "changed" and last.by_id == user.pk):
        return last
    return None


ACTIONS = (
    "created", "changed", "corrected", "approved", "approved with others", "rejected", "reopened",
    "published", "submitted", "sent back", "withdrawn", "filled", "extended", "merged", "company merged",
    "commented",
    "read anew", "undone",
)  # fmt: skip


class ActionFilter(admin.SimpleListFilter):
    """By what was done. The actions are listed here: telling them from the rows would read all of them."""

    title = "what"
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(action, capfirst(action)) for action in ACTIONS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Revision]) -> QuerySet[Revision]:
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(Revision)
class RevisionAdmin(ModeratorOnly, admin.ModelAdmin[Revision]):
    list_display = ("when", "who", "what", "row", "fields_changed")
    list_display_links = None
    list_filter = (ActionFilter,)
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return (
            super()
            .get_queryset(request)
            .select_related("by", "posting__company", "draft__raw_text")
            .defer(
                "draft__raw_text__content",
                "draft__values",
                "draft__read",
                "draft__notes",
                "posting__description_html",
            )
        )

    @admin.display(description="when", ordering="pk")
    def when(self, revision: Revision) -> str:
        return date_format(timezone.localtime(revision.at), "j F Y, H:i")

    @admin.display(description="who")
    def who(self, revision: Revision) -> str:
        return revision.by.get_username() if revision.by else "the site"

    @admin.display(description="what")
    def what(self, revision: Revision) -> str:
        return f"{revision.action}{', taken back' if revision.undone else ''}"

    @admin.display(description="posting or draft")
    def row(self, revision: Revision) -> str:
        target = revision.posting or revision.draft
        return format_html('<a href="{}">{}</a>', history_url(revision), target)

    @admin.display(description="fields")
    def fields_changed(self, revision: Revision) -> str:
        return ", ".join(label_of(field).lower() for field in revision.changes if field != "led")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="postings_revision_undo"), *super().get_urls()]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the revision back, when it is the last; what may be undone is ``undoing.undo``'s to say."""
        revision = Revision.objects.select_related("posting", "draft").filter(pk=pk).first()
        row = (revision.posting or revision.draft) if revision is not None else None
        if revision is None or row is None or not _may_see(request.user, row):
            raise Http404("This change is not there.")
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            undoing.undo(row=row, by=request.user, revision=pk)
        except ReviewError as error:
            messages.error(request, str(error))
        except ValidationError as error:
            messages.error(request, f"It can't be taken back: {' '.join(error.messages)}")
        else:
            self.log_change(request, row, f"Taken back: {revision.action}.")  # type: ignore[arg-type]
            messages.success(request, "Taken back.")
        return HttpResponseRedirect(history_url(revision))


def history_url(revision: Revision) -> str:
    """The page with the history that the revision is part of."""
    if revision.posting_id is not None:
        return reverse("admin:postings_posting_history", args=[revision.posting_id])
    return reverse("admin:postings_draft_history", args=[revision.draft_id])


def _may_see(user: Any, row: Posting | Draft) -> bool:
    if is_moderator(user):
        return True
    return isinstance(row, Posting) and Posting.objects.visible_to(user).filter(pk=row.pk).exists()
