"""Invitations: an e-mail address is asked to publish for a company."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class Invitation(models.Model):
    """One address asked to join one company. Written by ``postings.membership`` alone.

    The link in the mail is kept as a hash only, so that nobody who reads the database can use it. Sending it
    again makes a new link; the one before stops working.
    """

    company = models.ForeignKey("postings.Company", on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField(help_text="When the present link was made.")
    sent_at = models.DateTimeField(null=True, blank=True, help_text="Empty: its mail has not left.")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                "company",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open_a_company_and_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_accepted_or_revoked",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("asked_at")), name="invitation_lasts_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} for {self.company}"

    @property
    def is_open(self) -> bool:
        """Neither accepted nor taken back; it may have expired."""
        return self.accepted_at is None and self.revoked_at is None
