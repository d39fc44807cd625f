"""What visitors say is wrong with a posting."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST_REPORT = 2000  # characters


class Report(models.Model):
    """One report of one posting, by somebody without an account. Nothing of the sender is kept."""

    class Reason(models.TextChoices):
        EXPIRED = "expired", "It is filled or no longer open"
        MISLEADING = "misleading", "It is misleading or wrong"
        DISCRIMINATING = "discriminating", "It discriminates against people"
        SCAM = "scam", "It looks like a scam"
        DUPLICATE = "duplicate", "It is shown twice"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "open"
        HANDLED = "handled", "handled"

    posting = models.ForeignKey("postings.Posting", on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=14, choices=Reason)
    text = models.TextField(blank=True, max_length=LONGEST_REPORT)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-state", "created_at", "id"]  # the open ones first, the oldest of them on top
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    reason__in=["expired", "misleading", "discriminating", "scam", "duplicate", "other"]
                ),
                name="report_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(state="open", handled_at__isnull=True, handled_by__isnull=True)
                | Q(state="handled", handled_at__isnull=False),
                name="report_handled_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(reason="other") | ~Q(text=""),
                name="report_other_says_what",
                violation_error_message="Say what is wrong.",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at"], condition=Q(state="open"), name="report_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.posting}"
