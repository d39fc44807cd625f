"""Roles: the jobs that titles name, whatever their level."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from postings.models.former_slug import keeps_former_slugs


class Role(models.Model):
    """A role of extraction/vocabulary/roles.toml. Postings get theirs from their title."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    family = models.CharField(max_length=80, db_index=True, help_text="Related roles share one.")

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="role_has_a_name")]
        triggers = [keeps_former_slugs("role")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("postings:role", kwargs={"slug": self.slug})
