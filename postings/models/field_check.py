"""What a person found right or wrong in what the rules read: evidence for accuracy and training."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class FieldCheck(models.Model):
    """One field of one draft that a person has decided on. Written by ``postings.corrections``."""

    class Outcome(models.TextChoices):
        RIGHT = "right", "right"
        CORRECTED = "corrected", "corrected"
        ADDED = "added", "added"
        REMOVED = "removed", "removed"
        BLANK = "blank", "not stated"

    draft = models.ForeignKey("postings.Draft", on_delete=models.CASCADE, related_name="checks")
    field = models.CharField(max_length=30, help_text="As the label form of texts calls it.")
    outcome = models.CharField(max_length=9, choices=Outcome)
    rule = models.CharField(max_length=80, blank=True, help_text="That read the value; empty when none did.")
    confidence = models.FloatField(null=True, blank=True)
    read = models.JSONField(null=True, blank=True, help_text="What the rules read.")
    final = models.JSONField(null=True, blank=True, help_text="What the person made of it.")
    source = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "check of a field"
        verbose_name_plural = "accuracy of what is read"
        constraints = [
            models.UniqueConstraint(fields=["draft", "field"], name="field_check_once_a_field"),
            models.CheckConstraint(
                condition=Q(outcome__in=["right", "corrected", "added", "removed", "blank"]),
                name="field_check_outcome_known",
            ),
        ]
        indexes = [
            models.Index(fields=["field", "-at"], name="field_check_of_field"),
            models.Index(fields=["source", "-at"], name="field_check_of_source"),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.get_outcome_display()}"
