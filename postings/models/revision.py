"""The history of postings and drafts: who changed what, when and from which text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Revision(models.Model):
    """One change of one posting or draft. Written by ``postings.review`` in the transaction of the change.

    ``changes`` holds the values that differ, by field: ``{field: [before, after]}`` in the form of
    ``PostingValues.to_json``, with the state and its dates among them. What a row said when it was made
    follows from what it says now and its revisions.
    """

    posting = models.ForeignKey(
        "postings.Posting", null=True, blank=True, on_delete=models.CASCADE, related_name="revisions"
    )
    draft = models.ForeignKey(
        "postings.Draft", null=True, blank=True, on_delete=models.CASCADE, related_name="revisions"
    )
    raw_text = models.ForeignKey(
        "postings.RawText", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="The text that it was read from.",
    )  # fmt: skip
    action = models.CharField(max_length=30)
    changes = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(posting__isnull=True, draft__isnull=False)
                | Q(posting__isnull=False, draft__isnull=True),
                name="revision_of_one_row",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.posting or self.draft}"
