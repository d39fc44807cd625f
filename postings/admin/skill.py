"""Skills and their other names."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import path

from postings.admin.autocomplete import SkillChoices
from postings.admin.scope import AutocompleteForAll
from postings.models import Skill, SkillAlias
from postings.text import skill_key, unique_slug


class SkillAliasInline(admin.StackedInline[SkillAlias, Skill]):
    model = SkillAlias
    extra = 1


class CategoryFilter(admin.SimpleListFilter):
    """By category; skills that were added by hand have none."""

    title = "category"
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = Skill.objects.order_by("category").values_list("category", flat=True).distinct()
        return [(name or "none", name or "none") for name in names]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Skill]) -> QuerySet[Skill]:
        value = self.value()
        return queryset.filter(category="" if value == "none" else value) if value else queryset


@admin.register(Skill)
class SkillAdmin(AutocompleteForAll, admin.ModelAdmin[Skill]):
    list_display = ("name", "category", "other_names")
    list_filter = (CategoryFilter,)
    search_fields = ("name", "aliases__key")
    search_help_text = "Name or another name"
    fields = ("name", "category", "parents")
    autocomplete_fields = ("parents",)
    inlines = (SkillAliasInline,)

    def get_urls(self) -> list[Any]:
        choices = SkillChoices.as_view(admin_site=self.admin_site)
        return [
            path("choices/", self.admin_site.admin_view(choices), name="postings_skill_choices"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Skill]:
        return super().get_queryset(request).prefetch_related("aliases")

    @admin.display(description="also called")
    def other_names(self, skill: Skill) -> str:
        return ", ".join(alias.text for alias in skill.aliases.all() if alias.text != skill.name)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Skill], search_term: str
    ) -> tuple[QuerySet[Skill], bool]:
        """By any of its names; names that begin with the words come first."""
        key = skill_key(search_term.replace("\x00", ""))
        if not key:
            return queryset, False
        matching = Skill.objects.filter(aliases__key__contains=key).values("pk")
        found = queryset.filter(pk__in=matching).order_by(
            Case(
                When(name__iexact=key, then=Value(0)),
                When(name__istartswith=key, then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            ),
            "name",
            "id",
        )
        return found, False

    def save_model(self, request: HttpRequest, obj: Skill, form: ModelForm[Skill], change: bool) -> None:
        if not obj.slug:
            obj.slug = unique_slug(Skill, obj.name, max_length=80)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        skill = form.instance
        SkillAlias.objects.get_or_create(
            key=skill_key(skill.name), defaults={"skill": skill, "text": skill.name}
        )
