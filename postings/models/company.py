"""Companies and the people who publish for them."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from postings.models.former_slug import keeps_former_slugs
from postings.text import company_key, unique_slug


class CompanyQuerySet(models.QuerySet["Company"]):
    def with_live_postings(self) -> CompanyQuerySet:
        """Companies that have at least one posting a seeker can open."""
        from postings.models.posting import Posting

        return self.filter(models.Exists(Posting.objects.live().filter(company=models.OuterRef("pk"))))

    def called(self, name: str) -> Company | None:
        """The company of that name, whatever its legal form; of one that was merged, where its name leads."""
        found = self.filter(key=company_key(name)).select_related("merged_into").first()
        return (found.merged_into or found) if found is not None else None

    def of(self, user: Any) -> CompanyQuerySet:
        """Companies whose postings the user may edit: all for moderators, their own for recruiters."""
        from postings.permissions import is_moderator

        if is_moderator(user):
            return self
        return self.filter(memberships__user=user)


class Company(models.Model):
    """An employer. ``key`` is the name folded and without its legal form, so "Acme Ltd" is "ACME"."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    website = models.URLField(max_length=500, blank=True)
    description = models.TextField(blank=True, max_length=5000)
    trusted = models.BooleanField(
        default=False, help_text="Postings that its recruiters submit are published at once, without review."
    )
    verified_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="A moderator has made sure that it is who it says."
    )
    blocked_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Its postings are not shown, new ones are refused."
    )
    blocked_reason = models.CharField(max_length=300, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False,
        help_text="The same employer: its name leads there.",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="CompanyMembership", related_name="companies", blank=True
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "companies"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="company_has_a_name"),
            models.CheckConstraint(condition=~Q(key=""), name="company_has_a_key"),
            models.CheckConstraint(
                condition=Q(blocked_at__isnull=True, blocked_reason="")
                | Q(blocked_at__isnull=False) & ~Q(blocked_reason=""),
                name="company_block_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="company_not_merged_into_itself",
            ),
        ]
        triggers = [
            keeps_former_slugs("company"),
            # Search shows the company's name with each of its postings.
            pgtrigger.Trigger(
                name="stamp_postings",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("name", "slug"),
                func=(
                    "UPDATE postings_posting SET changed_in = pg_current_xact_id() "
                    "WHERE company_id = NEW.id; RETURN NEW;"
                ),
            ),
            # See Posting.hidden.
            pgtrigger.Trigger(
                name="hide_postings",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("blocked_at"),
                func=(
                    "UPDATE postings_posting SET hidden = NEW.blocked_at IS NOT NULL "
                    "WHERE company_id = NEW.id AND hidden <> (NEW.blocked_at IS NOT NULL); RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = company_key(self.name)
        if not self.slug:
            self.slug = unique_slug(Company, self.name, max_length=120)
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "key", "slug"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("postings:company", kwargs={"slug": self.slug})


class CompanyMembership(models.Model):
    """A recruiter who may edit the company's postings."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="company_memberships"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "user"], name="membership_once_a_company_and_user")
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.company}"
