"""Places in the admin: to look up and to choose, never to edit (they come from GeoNames)."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import path

from postings.admin.autocomplete import PlaceChoices
from postings.admin.scope import AutocompleteForAll
from postings.models import Place
from postings.text import fold


@admin.register(Place)
class PlaceAdmin(AutocompleteForAll, admin.ModelAdmin[Place]):
    list_display = ("name", "kind", "full_name", "population")
    list_filter = ("kind",)
    search_fields = ("ascii_name",)
    search_help_text = "Name, without accents if you like"
    ordering = ("-population", "id")
    list_select_related = ("parent",)
    show_full_result_count = False

    def get_urls(self) -> list[Any]:
        choices = PlaceChoices.as_view(admin_site=self.admin_site)
        return [
            path("choices/", self.admin_site.admin_view(choices), name="postings_place_choices"),
            *super().get_urls(),
        ]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Place], search_term: str
    ) -> tuple[QuerySet[Place], bool]:
        """By the beginning of the name; "austin, tx" and "paris, france" narrow by region or country."""
        term = fold(search_term.replace("\x00", ""))[:80]
        if not term:
            return queryset, False
        name, _, within = term.partition(",")
        found = queryset.filter(ascii_name__istartswith=name.strip())
        if within := within.strip():
            inside = (
                Q(country_code__iexact=within)
                | Q(region_code__iexact=within)
                | Q(parent__ascii_name__istartswith=within)
                | Q(parent__parent__ascii_name__istartswith=within)
            )
            found = found.filter(inside)
        return found, False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Place | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Place | None = None) -> bool:
        return False
