"""Drafts: what extraction proposes for one text, for a person to review."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Upper
from django.urls import reverse

from postings.models.raw_text import RawText


class DraftQuerySet(models.QuerySet["Draft"]):
    def waiting(self) -> DraftQuerySet:
        """Drafts that nobody has decided on."""
        return self.filter(state=Draft.State.WAITING)

    def visible_to(self, user: Any) -> DraftQuerySet:
        """All for moderators; for recruiters the drafts of their own company's pasted texts."""
        from postings.permissions import is_moderator

        if is_moderator(user):
            return self
        return self.filter(company__memberships__user=user)


class Draft(models.Model):
    """The proposal for one posting of one text.

    ``values`` holds the proposed values by field in the form of ``drafting.DraftValues``; a reviewer's
    corrections are written over them, the findings keep what the rules read.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting for review"
        APPROVED = "approved", "approved"
        REJECTED = "rejected", "rejected"

    raw_text = models.ForeignKey(RawText, on_delete=models.PROTECT, related_name="drafts")
    part = models.PositiveSmallIntegerField(
        default=0, help_text="Which posting of a text that holds several."
    )
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    is_posting = models.BooleanField()
    kind = models.CharField(max_length=20, help_text="What the text is: posting, guide, list …")
    verdict = models.CharField(max_length=300, help_text="Why.")
    text_format = models.CharField(max_length=10)
    language = models.CharField(max_length=3, blank=True)
    confidence = models.FloatField(help_text="The least sure of the values that a posting needs, 0 to 1.")
    values = models.JSONField(default=dict)
    stated_title = models.GeneratedField(
        expression=KeyTextTransform("title", "values"), output_field=models.TextField(), db_persist=True,
        help_text="Of the values: lists need not read them, with their descriptions, for it.",
    )  # fmt: skip
    stated_company = models.GeneratedField(
        expression=KeyTextTransform("company", "values"), output_field=models.TextField(), db_persist=True
    )
    read = models.JSONField(
        null=True, blank=True, help_text="What the rules read, whatever was corrected since; see corrections."
    )
    notes = models.JSONField(default=list, blank=True)
    company = models.ForeignKey(
        "postings.Company", null=True, blank=True, on_delete=models.SET_NULL, related_name="drafts",
        help_text="Set for a recruiter's own text.",
    )  # fmt: skip
    posting = models.OneToOneField(
        "postings.Posting", null=True, blank=True, on_delete=models.SET_NULL, related_name="draft"
    )
    rejection_reason = models.CharField(max_length=500, blank=True)
    duplicate_of = models.ForeignKey(
        "postings.Posting", null=True, blank=True, on_delete=models.SET_NULL, related_name="duplicate_drafts",
        help_text="The posting of the same job.",
    )  # fmt: skip
    duplicate_of_draft = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="duplicate_drafts",
        help_text="The draft of the same job.",
    )  # fmt: skip
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(
        default=1, help_text="Counts saves, so that none is overwritten unseen."
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["raw_text", "part"], name="draft_once_a_part_of_a_text"),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="draft_confidence_0_to_1"),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(rejection_reason=""), name="draft_rejection_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", reviewed_at__isnull=True)
                | ~Q(state="waiting") & Q(reviewed_at__isnull=False),
                name="draft_review_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True, duplicate_of_draft__isnull=True) | Q(state="rejected"),
                name="draft_duplicate_is_rejected",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-created_at"], name="draft_queue"),
            # The moderators' queue (DraftAdmin.queue) and the list of what waits.
            models.Index(
                fields=["-is_posting", "-confidence", "id"],
                condition=Q(state="waiting", company__isnull=True),
                name="draft_to_review",
            ),
            models.Index(fields=["state", "-is_posting", "-confidence", "id"], name="draft_by_confidence"),
            GinIndex(OpClass(Upper("stated_title"), name="gin_trgm_ops"), name="draft_title_words"),
            GinIndex(OpClass(Upper("stated_company"), name="gin_trgm_ops"), name="draft_company_words"),
        ]

    def __str__(self) -> str:
        title = self.stated_title if "values" in self.get_deferred_fields() else self.values.get("title")
        return str(title or self.raw_text)

    def get_admin_url(self) -> str:
        return reverse("admin:postings_draft_change", args=[self.pk])


class DraftFinding(models.Model):
    """One value that a rule read, with its evidence. Offsets count characters of ``RawText.text``."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="findings")
    field = models.CharField(max_length=30)
    value = models.JSONField(null=True)
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField()
    rule = models.CharField(max_length=80)

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="finding_span_ordered"),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="finding_confidence_0_to_1"),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
