"""A posting's pay against that of other live postings for the same role."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.cache import cache

from postings.figures import FEWEST_FOR_SPREAD, Pay, pay_of, with_yearly_pay
from postings.models import Posting
from postings.rates import BASE_CURRENCY, convert

SECONDS_KEPT = 300
FEWEST_OF_A_LEVEL = 5  # below, the whole role is the measure


@dataclass(frozen=True, slots=True)
class PayCompared:
    """Where a posting's pay lies; all amounts a year, in the posting's own currency.

    ``own`` is the middle of its range, as every posting in ``pay`` counts by the middle of its own.
    ``level`` is empty where the postings of the role's every level are the measure.
    """

    pay: Pay
    own: Decimal
    level: str
    level_name: str
    words: str


def compared(posting: Posting) -> PayCompared | None:
    """None where the posting has no role or no comparable pay, or too few others state theirs."""
    bands = list(posting.salary_bands.all())
    if posting.pk is None or posting.role_id is None or not bands:
        return None
    paid: Any = with_yearly_pay(Posting.objects.filter(pk=posting.pk)).first()
    yearly = paid.yearly if paid else None
    currency = bands[0].currency
    own = None if yearly is None else convert(yearly, BASE_CURRENCY, currency)
    if own is None:
        return None
    level = posting.seniority or ""
    pay = _pay(posting.role_id, level, currency) if level else None
    if pay is None or pay.n < FEWEST_OF_A_LEVEL:
        level, pay = "", _pay(posting.role_id, "", currency)
    if pay is None:
        return None
    return PayCompared(
        pay=pay,
        own=own.quantize(Decimal(1)),
        level=level,
        level_name=posting.get_seniority_display() if level else "",
        words=position_words(pay, own.quantize(Decimal(1))),
    )


def position_words(pay: Pay, own: Decimal) -> str:
    """ "above the median, in the upper quarter"; quarters are named only where there are enough postings."""
    if own == pay.median:
        return "at the median"
    side = "above" if own > pay.median else "below"
    if pay.n >= FEWEST_FOR_SPREAD and own > pay.upper_quartile:
        return "above the median, in the upper quarter"
    if pay.n >= FEWEST_FOR_SPREAD and own < pay.lower_quartile:
        return "below the median, in the lower quarter"
    return f"{side} the median"


def _pay(role: int, level: str, currency: str) -> Pay | None:
    postings = Posting.objects.live().filter(role=role)
    if level:
        postings = postings.filter(seniority=level)
    kept: Any = cache.get_or_set(
        f"compare:{role}:{level}:{currency}", lambda: pay_of(postings, currency=currency), SECONDS_KEPT
    )
    pay: Pay | None = kept[0]
    return pay
