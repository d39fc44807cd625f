"""Filters that several lists share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from postings.models import RawText, Source


class SourceFilter(admin.SimpleListFilter):
    """By source, of texts and of drafts. The sources are those known by name: the rows would all be
    read to tell them."""

    title = "source"
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in Source.objects.order_by("name").values_list("name", flat=True)[:50]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        field = "source" if queryset.model is RawText else "raw_text__source"
        return queryset.filter(**{field: self.value()})
