"""Slugs that roles, skills, places and companies had before: their addresses lead on to the present ones."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models


class FormerSlug(models.Model):
    """Kept by trigger whenever a slug changes. One that is in use again belongs to who has it now."""

    class Kind(models.TextChoices):
        """The lower-case names of the models."""

        COMPANY = "company", "company"
        PLACE = "place", "place"
        ROLE = "role", "role"
        SKILL = "skill", "skill"

    kind = models.CharField(max_length=7, choices=Kind)
    slug = models.CharField(max_length=120)
    object_id = models.BigIntegerField()
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_once_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


_KEEP = """
IF left(OLD.slug, 1) <> '-' THEN
    INSERT INTO postings_formerslug (kind, slug, object_id, changed_at)
    VALUES ('{kind}', OLD.slug, NEW.id, now())
    ON CONFLICT (kind, slug) DO UPDATE SET object_id = excluded.object_id, changed_at = now();
END IF;
RETURN NEW;
"""


def keeps_former_slugs(kind: str) -> pgtrigger.Trigger:
    """The trigger of a model whose slugs may change. Slugs that begin with "-" are passing ones of a load."""
    return pgtrigger.Trigger(
        name="keep_former_slug",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("slug"),
        condition=pgtrigger.AnyChange("slug"),
        func=_KEEP.format(kind=kind),
    )


def renamed(kind: str, slug: str) -> Any | None:
    """What had this slug before; None when nothing that exists had. Ask it after the present slugs only."""
    former = FormerSlug.objects.filter(kind=kind, slug=slug.lower()[:120]).first()
    if former is None:
        return None
    return apps.get_model("postings", kind).objects.filter(pk=former.object_id).first()
