"""Skills and the other names they go by."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from postings.models.former_slug import keeps_former_slugs


class Skill(models.Model):
    """A hard, nameable skill. Loaded from extraction/vocabulary/skills and added to by moderators."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    category = models.CharField(max_length=40, blank=True)
    parents = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="children",
        help_text="Broader skills. They widen a search and are never reported as read from a text.",
    )  # fmt: skip
    from_vocabulary = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="skill_has_a_name")]
        triggers = [
            keeps_former_slugs("skill"),
            pgtrigger.Trigger(
                name="stamp_postings",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("name", "slug"),
                func=(
                    "UPDATE postings_posting SET changed_in = pg_current_xact_id() WHERE id IN "
                    "(SELECT posting_id FROM postings_postingskill WHERE skill_id = NEW.id); RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("postings:skill", kwargs={"slug": self.slug})


class SkillAlias(models.Model):
    """Another spelling of a skill. ``key`` is folded; no two skills share one."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=120)
    key = models.CharField(max_length=120, unique=True, editable=False)
    # Whether the vocabulary's files hold it; what a person writes does not count as that.
    from_vocabulary = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["text", "id"]
        verbose_name_plural = "skill aliases"
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="skill_alias_has_a_key")]
        indexes = [
            models.Index(fields=["id"], name="skill_alias_added", condition=Q(from_vocabulary=False)),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: object, **kwargs: object) -> None:
        from postings.text import skill_key

        self.key = skill_key(self.text)
        self.from_vocabulary = False
        super().save(*args, **kwargs)  # type: ignore[arg-type]
