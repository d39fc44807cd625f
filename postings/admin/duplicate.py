"""Likely duplicates: the queue, and two rows side by side to be merged or told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from postings import duplicates, history
from postings.admin.open_first import OpenFirst
from postings.admin.scope import BoundedPaginator, ModeratorOnly
from postings.admin.wording import label_of, place_names, words_of
from postings.differences import Run, side_by_side
from postings.models import Draft, LikelyDuplicate, Posting
from postings.presentation import age_words
from postings.review import merging, undoing
from postings.review.errors import ReviewError
from postings.values import PostingValues


class StateFilter(OpenFirst):
    """Those to decide unless another state is asked for."""

    states = LikelyDuplicate.State
    first = LikelyDuplicate.State.OPEN

    def still_open(self, queryset: QuerySet[LikelyDuplicate]) -> QuerySet[LikelyDuplicate]:
        return queryset & duplicates.queue()


class PaginatorOfPairs(BoundedPaginator):
    """Whether a pair is still to be decided is known from four tables: only so many are counted."""

    MOST = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both rows."""

    label: str
    left: list[Run]
    right: list[Run]

    @property
    def differs(self) -> bool:
        return any(run.marked for run in (*self.left, *self.right))

    @property
    def long(self) -> bool:
        """Does it scroll, perhaps, so that it has to be reached by keyboard?"""
        return any(sum(len(run.text) for run in side) > 500 for side in (self.left, self.right))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rows."""

    row: Posting | Draft
    name: str  # as in the address

    @property
    def kind(self) -> str:
        return "posting" if isinstance(self.row, Posting) else "draft"

    @property
    def admin_url(self) -> str:
        if isinstance(self.row, Draft):
            return self.row.get_admin_url()
        return reverse("admin:postings_posting_change", args=[self.row.pk])

    @property
    def company(self) -> str:
        if isinstance(self.row, Draft):
            return str(self.row.values.get("company") or "")
        return self.row.company.name if self.row.company else ""

    @property
    def source(self) -> str:
        return self.row.raw_text.source if isinstance(self.row, Draft) else self.row.source


def name_of(row: Posting | Draft) -> str:
    """The row as an address names it."""
    return f"{'posting' if isinstance(row, Posting) else 'draft'}-{row.pk}"


def compare_url(first: Posting | Draft, second: Posting | Draft) -> str:
    """The page with the two side by side."""
    return reverse("admin:postings_likelyduplicate_compare", args=[name_of(first), name_of(second)])


def field_rows(left: Posting | Draft, right: Posting | Draft) -> list[Row]:
    """What the two say, field by field, the differences marked; fields that neither states are left out."""
    one, other = history.said_by(left), history.said_by(right)
    places = place_names([*one["place_ids"], *other["place_ids"]])
    rows = []
    for field in PostingValues.__dataclass_fields__:
        mine, theirs = words_of(field, one[field], places), words_of(field, other[field], places)
        if mine or theirs:
            rows.append(Row(label_of(field), *side_by_side(mine, theirs)))
    return rows


@admin.register(LikelyDuplicate)
class LikelyDuplicateAdmin(ModeratorOnly, admin.ModelAdmin[LikelyDuplicate]):
    list_display = ("pair", "sure", "why", "found")
    list_filter = (StateFilter,)
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-score", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[LikelyDuplicate]:
        return super().get_queryset(request).select_related("first", "second")

    def get_paginator(self, request: HttpRequest, queryset: Any, per_page: int, *options: Any) -> Any:
        return PaginatorOfPairs(queryset, per_page, *options)

    @admin.display(description="same job?")
    def pair(self, pair: LikelyDuplicate) -> str:
        first, second = pair.first, pair.second
        return format_html("{}<br><small>{}</small>", first.title, second.title)

    @admin.display(description="likely", ordering="score")
    def sure(self, pair: LikelyDuplicate) -> str:
        return f"{min(pair.score, 0.99):.0%}"

    @admin.display(description="why")
    def why(self, pair: LikelyDuplicate) -> str:
        return " ".join(pair.reasons)

    @admin.display
    def found(self, pair: LikelyDuplicate) -> str:
        return age_words(pair.found_at)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LikelyDuplicate | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("next/", view(self.next_view), name="postings_likelyduplicate_next"),
            path(
                "compare/<slug:first>/<slug:second>/",
                view(self.compare_view),
                name="postings_likelyduplicate_compare",
            ),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The pair's comparison."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        pair = self.get_object(request, object_id)
        if pair is None:
            raise Http404("This pair is not there (any more).")
        return HttpResponseRedirect(_pair_url(pair))

    def next_view(self, request: HttpRequest) -> HttpResponse:
        """To the likeliest pair to decide after ``after``."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        queue = duplicates.queue().select_related("first", "second").order_by("-score", "pk")
        after = request.GET.get("after", "")
        pairs = queue.exclude(pk=int(after)) if after.isdecimal() and len(after) < 18 else queue
        if (pair := pairs.first()) is None:
            messages.success(request, "No likely duplicates wait for a decision.")
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(_pair_url(pair))

    def compare_view(self, request: HttpRequest, first: str, second: str) -> HttpResponse:
        """Both side by side, with the differences marked; a POST decides."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        left, right = Side(_find(first), first), Side(_find(second), second)
        if left.kind == right.kind and left.row.pk == right.row.pk:
            raise Http404("A row has no duplicate in itself.")
        if request.method == "POST":
            return self._decide(request, left, right)
        one, other = _keys(left.row), _keys(right.row)
        likeness = duplicates.compare(one, other, duplicates.lineages([*one.places, *other.places]))
        merged = next((side for side in (left, right) if _is_copy(side.row)), None)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "The same job?",
            "left": left,
            "right": right,
            "rows": field_rows(left.row, right.row),
            "likeness": likeness,
            "merged": merged,
            "may_keep_left": not _is_posting_into_draft(left, right),
            "may_keep_right": not _is_posting_into_draft(right, left),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/postings/likelyduplicate/compare.html", context)

    def _decide(self, request: HttpRequest, left: Side, right: Side) -> HttpResponse:
        here = HttpResponseRedirect(compare_url(left.row, right.row))
        try:
            if "_apart" in request.POST:
                merging.tell_apart(first=left.row, second=right.row, by=request.user)
                messages.success(request, "Kept as two jobs; they are not proposed again.")
            elif "_undo" in request.POST:
                row = next((side.row for side in (left, right) if _is_copy(side.row)), None)
                if row is None:
                    raise ReviewError("There is no merge to take back.")
                undoing.undo(row=row, by=request.user)
                self.log_change(request, row, "Merge taken back.")  # type: ignore[arg-type]
                messages.success(request, "The merge is taken back.")
                return here
            else:
                keep, drop = (left, right) if "_keep_left" in request.POST else (right, left)
                if not {"_keep_left", "_keep_right"} & set(request.POST):
                    raise ReviewError("Say which of the two to keep.")
                merging.merge(keep=keep.row, drop=drop.row, by=request.user)
                self.log_change(request, drop.row, f"Merged into {keep.name}.")  # type: ignore[arg-type]
                messages.success(
                    request,
                    format_html(
                        'Merged: {} {} is kept (<a href="{}">undo</a>)', keep.kind, keep.row.pk, here.url
                    ),
                )
        except ReviewError as error:
            messages.error(request, str(error))
            return here
        return HttpResponseRedirect(reverse("admin:postings_likelyduplicate_next"))


def _pair_url(pair: LikelyDuplicate) -> str:
    """The older row stands left: the one that is kept most often."""
    names = [
        f"posting-{row.posting_id}" if row.posting_id else f"draft-{row.draft_id}"
        for row in (pair.first, pair.second)
    ]
    names.sort(key=lambda name: name.startswith("draft"))
    return reverse("admin:postings_likelyduplicate_compare", args=names)


def _find(name: str) -> Posting | Draft:
    kind, _, number = name.partition("-")
    if kind in {"posting", "draft"} and number.isdecimal() and len(number) < 18:
        row: Posting | Draft | None
        if kind == "posting":
            row = Posting.objects.select_related("company", "duplicate_of").filter(pk=int(number)).first()
        else:
            row = Draft.objects.select_related("raw_text").filter(pk=int(number)).first()
        if row is not None:
            return row
    raise Http404("One of the two is not there (any more).")


def _keys(row: Posting | Draft) -> duplicates.Keys:
    source = row.source if isinstance(row, Posting) else row.raw_text.source
    return duplicates.Keys.of(PostingValues.from_json(history.said_by(row)), source)


def _is_copy(row: Posting | Draft) -> bool:
    if isinstance(row, Draft):
        return row.duplicate_of_id is not None or row.duplicate_of_draft_id is not None
    return row.duplicate_of_id is not None


def _is_posting_into_draft(keep: Side, drop: Side) -> bool:
    return keep.kind == "draft" and drop.kind == "posting"
