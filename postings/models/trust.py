"""Companies that were merged, and what moderators and recruiters write to each other about a posting."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

LONGEST_COMMENT = 4_000  # characters


class CompanyMerge(models.Model):
    """One merge of two companies, with what it moved, so that it can be taken back."""

    kept = models.ForeignKey("postings.Company", on_delete=models.CASCADE, related_name="merges")
    dropped = models.ForeignKey("postings.Company", on_delete=models.CASCADE, related_name="+")
    slug = models.CharField(max_length=120, help_text="That the merged company had.")
    postings = ArrayField(models.BigIntegerField(), default=list)
    drafts = ArrayField(models.BigIntegerField(), default=list)
    members = ArrayField(
        models.BigIntegerField(), default=list, help_text="Users that were recruiters of it."
    )
    joined = ArrayField(
        models.BigIntegerField(), default=list, help_text="Those who became recruiters by it."
    )
    invitations = ArrayField(models.BigIntegerField(), default=list, help_text="Open ones that it took back.")
    companies = ArrayField(models.BigIntegerField(), default=list, help_text="Merged into it before.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("dropped")), name="company_merge_of_two"),
            models.UniqueConstraint(
                fields=["dropped"], condition=Q(undone_at__isnull=True), name="company_merged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dropped} into {self.kept}"


class Comment(models.Model):
    """What somebody wrote about a posting, for those who may see it in the admin."""

    posting = models.ForeignKey("postings.Posting", on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(max_length=LONGEST_COMMENT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    moderator = models.BooleanField(help_text="Whether a moderator wrote it.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_says_something")]

    def __str__(self) -> str:
        return self.text[:60]
