"""E-mail alerts: a search that somebody wants news of, without an account."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Alert(models.Model):
    """A search, an address and how often. Nothing but the confirmation is sent before ``confirmed_at``."""

    class Frequency(models.TextChoices):
        DAILY = "daily", "every day"
        WEEKLY = "weekly", "every week"

    email = models.EmailField()
    query = models.CharField(
        max_length=2000, blank=True, help_text="The search as canonical parameters of an address."
    )
    frequency = models.CharField(max_length=6, choices=Frequency, default=Frequency.DAILY)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmation_sent_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    unsubscribed_at = models.DateTimeField(null=True, blank=True)
    seen_until = models.DateTimeField(
        null=True, blank=True, help_text="Postings published up to here were sent, or are none of its news."
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["email", "query"], name="alert_once_an_address_and_search"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(seen_until__isnull=False),
                name="alert_confirmed_knows_its_news",
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=["daily", "weekly"]), name="alert_frequency_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["frequency", "seen_until"],
                condition=Q(confirmed_at__isnull=False, unsubscribed_at__isnull=True),
                name="alert_active",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.query or 'every posting'}"


class AlertDelivery(models.Model):
    """One mail of one alert.

    The row is committed before the mail leaves, and it is unique a period: a job that was stopped half way
    never sends twice.
    """

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="deliveries")
    period = models.DateField(help_text="The day, or the Monday of the week, it is for.")
    claimed_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    postings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-period", "-id"]
        verbose_name_plural = "alert deliveries"
        constraints = [
            models.UniqueConstraint(fields=["alert", "period"], name="alert_delivery_once_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.alert} on {self.period}"
