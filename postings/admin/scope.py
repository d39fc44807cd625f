"""Who sees which rows in the admin. One mixin, used by every ModelAdmin of this project."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from postings.permissions import is_moderator


class ModeratorOnly:
    """A table that recruiters don't see at all: no list, no object, no history, no link in the index."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_moderator(request.user) and super().has_module_permission(request)  # type: ignore[misc]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_moderator(request.user) and super().has_view_permission(request, obj)  # type: ignore[misc]


class AutocompleteForAll:
    """A reference table: moderators browse it, recruiters meet it only in autocomplete fields."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_moderator(request.user) and super().has_module_permission(request)  # type: ignore[misc]
