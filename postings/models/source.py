"""Where texts come from, and how far a source is trusted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Source(models.Model):
    """One origin of texts by its name, as ``ImportBatch.source`` and ``RawText.source`` have it."""

    name = models.CharField(max_length=120, unique=True)
    publish_above = models.FloatField(
        null=True, blank=True,
        help_text="Postings whose least sure value is at least so sure are published without review, "
        "0.5 to 1. Empty: a person reviews all of them.",
    )  # fmt: skip
    columns = models.JSONField(
        default=dict, blank=True, help_text="What the columns of its tables are, by their header."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="source_has_a_name"),
            models.CheckConstraint(
                condition=Q(publish_above__isnull=True) | Q(publish_above__range=(0.5, 1)),
                name="source_trust_half_to_1",
                violation_error_message="From 0.5 to 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
