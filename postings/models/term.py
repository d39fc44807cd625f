"""Terms that texts list among their requirements and that no skill knows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class UnknownTerm(models.Model):
    """One term, however often it was seen, and what a moderator made of it."""

    class State(models.TextChoices):
        OPEN = "open", "to decide"
        SKILL = "skill", "a skill"
        ALIAS = "alias", "another name of a skill"
        IGNORED = "ignored", "ignored"

    key = models.CharField(max_length=120, unique=True, editable=False, help_text="Folded.")
    text = models.CharField(max_length=120)
    seen = models.PositiveIntegerField(default=0, help_text="In so many texts.")
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    skill = models.ForeignKey(
        "postings.Skill", null=True, blank=True, on_delete=models.SET_NULL, related_name="unknown_terms"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-seen", "text", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="unknown_term_has_a_key"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "skill", "alias", "ignored"]), name="unknown_term_state_known"
            ),
        ]
        indexes = [models.Index(fields=["state", "-seen"], name="unknown_term_queue")]

    def __str__(self) -> str:
        return self.text


class TermSighting(models.Model):
    """A draft whose text lists the term, with the line."""

    term = models.ForeignKey(UnknownTerm, on_delete=models.CASCADE, related_name="sightings")
    draft = models.ForeignKey("postings.Draft", on_delete=models.CASCADE, related_name="+")
    line = models.CharField(max_length=300)

    class Meta:
        ordering = ["-draft_id"]
        constraints = [models.UniqueConstraint(fields=["term", "draft"], name="sighting_once_a_draft")]

    def __str__(self) -> str:
        return self.line
