"""How often postings were looked at, saved and applied for, by day. Nobody is followed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PostingDay(models.Model):
    """Views of a posting's page, saves and uses of its apply link on one day (UTC), by where they came from.

    Written by ``postings.counting`` alone. It has no trigger on purpose: who reads a posting changes nothing.
    """

    class Referrer(models.TextChoices):
        NONE = "none", "no referrer"
        OWN = "own", "this site"
        SEARCH = "search", "search engine"
        FEED = "feed", "feed"
        ALERT = "alert", "e-mail alert"
        OTHER = "other", "another site"

    posting = models.ForeignKey("postings.Posting", on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    referrer = models.CharField(max_length=6, choices=Referrer)
    views = models.PositiveIntegerField(default=0)
    applies = models.PositiveIntegerField(default=0)
    saves = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["-day", "posting_id", "referrer"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "day", "referrer"], name="posting_day_once_a_referrer"
            ),
            models.CheckConstraint(
                condition=Q(referrer__in=["none", "own", "search", "feed", "alert", "other"]),
                name="posting_day_referrer_known",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"posting {self.posting_id} on {self.day}: {self.views} views, {self.saves} saves, "
            f"{self.applies} applies"
        )
