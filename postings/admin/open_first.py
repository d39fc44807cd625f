"""The filter of a queue: what is still to be done, unless another state is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest
from django.utils.text import capfirst

ALL = "all"


class OpenFirst(admin.SimpleListFilter):
    """By state; of no stated one, the rows in the state ``first``. A subclass names both."""

    title = "state"
    parameter_name = "state"
    states: ClassVar[type[TextChoices]]
    first: ClassVar[TextChoices]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, capfirst(label)) for value, label in self.states.choices] + [(ALL, "All")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            yield {
                "selected": (self.value() or self.first) == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        state = self.value() or self.first
        if state == self.first:
            return self.still_open(queryset)
        return queryset.filter(state=state) if state in self.states.values else queryset

    def still_open(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those in the state ``first``."""
        return queryset.filter(state=self.first)
