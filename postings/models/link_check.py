"""What was found at the addresses to apply at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class LinkCheck(models.Model):
    """The last look at one address. Written by ``postings.link_check`` alone."""

    class Outcome(models.TextChoices):
        ALIVE = "alive", "answers"
        DEAD = "dead", "is gone"
        SILENT = "silent", "does not answer"
        REFUSED = "refused", "may not be asked"

    url = models.URLField(max_length=1000)
    url_hash = models.CharField(max_length=64, unique=True, editable=False)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True, help_text="Empty: not looked yet.")
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status of the answer.")
    detail = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(help_text="When a look was last asked for.")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["", "alive", "dead", "silent", "refused"]),
                name="link_check_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(checked_at__isnull=False), name="link_check_dated"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.get_outcome_display() or 'not looked yet'}"
