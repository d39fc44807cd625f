"""Who sees which rows in the admin. Mixins, used by every ModelAdmin of this project."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import capfirst

from postings.permissions import is_moderator


class BoundedPaginator(Paginator):
    """Counts no further than a bound: nobody turns so many pages, and counting takes longer than the page."""

    MOST = 10_000
    more = False  # are there more than those counted?

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most ``MOST``."""
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return super().count
        found: int = rows.order_by()[: self.MOST + 1].count()
        self.more = found > self.MOST
        return min(found, self.MOST)


class OfferedOrders(ChangeList):
    """A list sorted by the columns that it offers for it, whatever its address says."""

    def get_ordering_field(self, field_name: Any) -> Any:
        return super().get_ordering_field(field_name) if field_name in (self.sortable_by or ()) else None


class CleanAddress:
    """A list with a plain title, that takes no NUL character in its address: PostgreSQL refuses to look for
    one. Long ones are counted up to a bound."""

    paginator: Any = BoundedPaginator

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return OfferedOrders

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if any("\x00" in text for pair in request.GET.lists() for text in (pair[0], *pair[1])):
            query = {
                name: values
                for name, values in request.GET.lists()
                if not any("\x00" in text for text in (name, *values))
            }
            return HttpResponseRedirect(f"{request.path}?{urlencode(query, doseq=True)}")
        if request.method == "POST":
            _drop_nonsense(request)
        title = capfirst(self.opts.verbose_name_plural)  # type: ignore[attr-defined]
        context = {"title": title, **(extra_context or {})}
        return super().changelist_view(request, context)  # type: ignore[misc]


def _drop_nonsense(request: HttpRequest) -> None:
    """Leave out what was ticked without being a row's number, on which the admin's actions would stumble."""
    data = request.POST.copy()
    ticked = data.getlist(ACTION_CHECKBOX_NAME)
    data.setlist(
        ACTION_CHECKBOX_NAME, [pk for pk in ticked if pk.isascii() and pk.isdecimal() and len(pk) < 19]
    )
    request.POST = data  # type: ignore[assignment]


class ModeratorOnly(CleanAddress):
    """A table that recruiters don't see at all: no list, no object, no history, no link in the index."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_moderator(request.user) and super().has_module_permission(request)  # type: ignore[misc]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_moderator(request.user) and super().has_view_permission(request, obj)  # type: ignore[misc]


class AutocompleteForAll(CleanAddress):
    """A reference table: moderators browse it, recruiters meet it only in autocomplete fields."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_moderator(request.user) and super().has_module_permission(request)  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        _moderators_only(request)
        return super().changelist_view(request, extra_context)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _moderators_only(request)
        return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]

    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _moderators_only(request)
        return super().history_view(request, *args, **kwargs)  # type: ignore[misc]


def _moderators_only(request: HttpRequest) -> None:
    if not is_moderator(request.user):
        raise PermissionDenied
