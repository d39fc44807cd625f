"""What likely duplicates are found by, and what people said of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q


class Fingerprint(models.Model):
    """The keys of one posting or draft under which its duplicates are looked up.

    A cache of what the row says, written by ``postings.duplicates``; kept apart from the postings so that
    writing it changes nothing that search follows.
    """

    posting = models.OneToOneField(
        "postings.Posting", null=True, blank=True, on_delete=models.CASCADE, related_name="fingerprint"
    )
    draft = models.OneToOneField(
        "postings.Draft", null=True, blank=True, on_delete=models.CASCADE, related_name="fingerprint"
    )
    title = models.CharField(max_length=200)
    company_key = models.CharField(max_length=200, blank=True)
    places = ArrayField(models.PositiveIntegerField(), default=list, help_text="GeoNames ids.")
    external_key = models.CharField(
        max_length=280, blank=True, help_text="Source and external id; empty without either."
    )
    url_key = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the canonical apply URL.")
    signature = ArrayField(
        models.IntegerField(), default=list,
        help_text="MinHash of the description's shingles, or all of a short text's; empty: too short.",
    )  # fmt: skip
    bands = ArrayField(
        models.IntegerField(), default=list, help_text="Hashes of runs of the signature: what is indexed."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(posting__isnull=True, draft__isnull=False)
                | Q(posting__isnull=False, draft__isnull=True),
                name="fingerprint_of_one_row",
            )
        ]
        indexes = [
            models.Index(fields=["company_key"], name="fingerprint_company", condition=~Q(company_key="")),
            models.Index(fields=["external_key"], name="fingerprint_external", condition=~Q(external_key="")),
            models.Index(fields=["url_key"], name="fingerprint_url", condition=~Q(url_key="")),
            GinIndex(fields=["bands"], name="fingerprint_bands"),
        ]

    def __str__(self) -> str:
        return self.title


class LikelyDuplicate(models.Model):
    """Two rows that may be one job, for a person to decide. What was told apart is not asked again."""

    class State(models.TextChoices):
        OPEN = "open", "to decide"
        MERGED = "merged", "merged"
        APART = "apart", "two jobs"

    first = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(help_text="How likely, 0 to 1.")
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    found_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likely_duplicate_once_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="likely_duplicate_ordered"),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="likely_duplicate_score_0_to_1"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "merged", "apart"]), name="likely_duplicate_state_known"
            ),
        ]
        indexes = [models.Index(fields=["state", "-score", "id"], name="likely_duplicate_queue")]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
