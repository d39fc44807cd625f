"""Pay bands. The amounts stay as written; the yearly figures are derived once, by the database."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Case, F, Q, Value, When

from postings.extraction.finding import PayPeriod
from postings.models.posting import child_triggers

# Periods a year. ``fixed`` has none: one sum for an engagement of unknown length.
PERIODS_PER_YEAR: dict[str, int] = {
    PayPeriod.YEAR: 1,
    PayPeriod.MONTH: 12,
    PayPeriod.WEEK: 52,
    PayPeriod.DAY: 260,
    PayPeriod.HOUR: 2080,
}


def _yearly(field: str) -> Case:
    return Case(
        *(When(period=period, then=F(field) * Value(times)) for period, times in PERIODS_PER_YEAR.items()),
        default=None,
        output_field=models.DecimalField(max_digits=16, decimal_places=2),
    )


class SalaryBand(models.Model):
    """Base pay of one posting, for one place or level when it has several."""

    class Period(models.TextChoices):
        YEAR = "year", "a year"
        MONTH = "month", "a month"
        WEEK = "week", "a week"
        DAY = "day", "a day"
        HOUR = "hour", "an hour"
        FIXED = "fixed", "in all"

    posting = models.ForeignKey("postings.Posting", on_delete=models.CASCADE, related_name="salary_bands")
    minimum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, help_text="ISO 4217, such as EUR.")
    period = models.CharField(max_length=5, choices=Period)
    scope = models.CharField(max_length=120, blank=True, help_text="The place or level it is for.")
    yearly_minimum = models.GeneratedField(
        expression=_yearly("minimum"),
        output_field=models.DecimalField(max_digits=16, decimal_places=2, null=True),
        db_persist=True,
    )
    yearly_maximum = models.GeneratedField(
        expression=_yearly("maximum"),
        output_field=models.DecimalField(max_digits=16, decimal_places=2, null=True),
        db_persist=True,
    )

    class Meta:
        ordering = ["-maximum", "-minimum", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum__isnull=False) | Q(maximum__isnull=False),
                name="salary_band_has_an_amount",
                violation_error_message="Give a minimum, a maximum or both.",
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")),
                name="salary_band_ordered",
                violation_error_message="The maximum is below the minimum.",
            ),
            models.CheckConstraint(
                condition=(Q(minimum__isnull=True) | Q(minimum__gt=Decimal(0)))
                & (Q(maximum__isnull=True) | Q(maximum__gt=Decimal(0))),
                name="salary_band_positive",
                violation_error_message="Pay is above zero.",
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                name="salary_band_currency_is_iso",
                violation_error_message="Give the currency by its three capital letters, such as USD.",
            ),
            models.UniqueConstraint(
                fields=["posting", "minimum", "maximum", "currency", "period", "scope"],
                nulls_distinct=False,
                name="salary_band_once_a_posting",
            ),
        ]
        triggers = child_triggers()

    def __str__(self) -> str:
        from postings.money import written_pay

        return written_pay(self)
