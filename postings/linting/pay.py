"""Pay: stated, plausible, and one amount for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from postings.linting.result import Finding, warning
from postings.models import Posting
from postings.money import written_amount
from postings.rates import BASE_CURRENCY, yearly_cents
from postings.text import fold
from postings.values import BandValues, PostingValues

WIDEST_BAND = 3  # times the minimum
LEAST_A_YEAR = 2_000  # in the base currency; below, the period or the currency is mostly wrong
MOST_A_YEAR = 1_500_000
MUCH_A_WEEK = 2_000  # in the base currency, for work that asks for no experience

_NO_EXPERIENCE = re.compile(
    r"\bno (?:prior |previous )?experience (?:is )?(?:needed|required|necessary)\b", re.IGNORECASE
)


def lint_pay(values: PostingValues, text: str) -> Iterator[Finding]:
    bands = values.salary_bands
    if not bands and values.employment_type != Posting.EmploymentType.VOLUNTEER:
        yield warning(
            "no_pay", "salary_bands",
            "It states no pay. People who filter by pay see it last; in some places it has to be stated.",
        )  # fmt: skip
    for band in bands:
        yield from _band(band)
    scopes = [fold(band.scope) for band in bands]
    if len(scopes) != len(set(scopes)):
        yield warning(
            "pay_contradicts", "salary_bands",
            "Several pay bands are for the same. Say under “For” what tells them apart, a place or a level.",
        )  # fmt: skip
    if (words := _NO_EXPERIENCE.search(text)) and any(
        (cents := yearly_cents(band.maximum or band.minimum or 0, band.currency, band.period)) is not None
        and cents >= MUCH_A_WEEK * 52 * 100
        for band in bands
    ):
        yield warning(
            "too_good", "salary_bands",
            f"“{words[0]}” with this pay sounds too good to be true, as scams do. Is the pay right?",
        )  # fmt: skip


def _band(band: BandValues) -> Iterator[Finding]:
    low, high = band.minimum, band.maximum
    if low and high and high > low * WIDEST_BAND:
        yield warning(
            "pay_wide", "salary_bands",
            f"{written_amount(low, band.currency)} to {written_amount(high, band.currency)} tells little: "
            f"the top is more than {WIDEST_BAND} times the bottom. Narrow it, or give one band a level.",
        )  # fmt: skip
    for amount in dict.fromkeys(amount for amount in (low, high) if amount is not None):
        cents = yearly_cents(amount, band.currency, band.period)
        if cents is None:
            continue
        a_year = Decimal(cents) / 100
        if a_year < LEAST_A_YEAR or a_year > MOST_A_YEAR:
            word = "little" if a_year < LEAST_A_YEAR else "much"
            yield warning(
                "pay_implausible", "salary_bands",
                f"{written_amount(amount, band.currency)} a {band.period} is about "
                f"{written_amount(a_year.quantize(Decimal(1)), BASE_CURRENCY)} a year: very {word}. "
                "Check the amount, the currency and per what it is paid.",
            )  # fmt: skip
            return
