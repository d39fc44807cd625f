"""Autocompletes whose labels tell namesakes apart."""

from __future__ import annotations

from typing import Any

from jobboard.accounts.site import Choices
from postings.forms import place_label
from postings.text import skill_key


class PlaceChoices(Choices):
    """Places with region and country: "Portland, Oregon, United States"."""

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("parent__parent")

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(obj.pk), "text": place_label(obj)}


class SkillChoices(Choices):
    """Skills; one found by another of its names shows that name too: "Kubernetes (K8s)"."""

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related("aliases")

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        term = skill_key(self.term)
        if term in skill_key(obj.name):
            return {"id": str(obj.pk), "text": obj.name}
        alias = next((alias.text for alias in obj.aliases.all() if term in alias.key), "")
        return {"id": str(obj.pk), "text": f"{obj.name} ({alias})" if alias else obj.name}
