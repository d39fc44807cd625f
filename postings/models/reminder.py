"""Reminders: a recruiter is told that a posting ends soon."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Reminder(models.Model):
    """That one recruiter was told of one end of one posting. Written by ``postings.reminders`` alone.

    The row is committed before the mail leaves, and it is unique: a job that was stopped half way never sends
    twice. A posting that is extended has another end, of which it is told anew.
    """

    posting = models.ForeignKey("postings.Posting", on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField(help_text="The end that it is about.")
    claimed_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "user", "expires_at"], name="reminder_once_a_recruiter_and_end"
            )
        ]

    def __str__(self) -> str:
        return f"posting {self.posting_id} to {self.user}"
