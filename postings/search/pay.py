"""The bars of the pay histogram: where they begin, in the seeker's currency and period."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from postings.rates import BASE_CURRENCY, yearly_cents

BARS = 16
# 1, 2, 2.5 and 5 times the powers of ten.
_STEPS = sorted({n * 10**power // 10 for n in (10, 20, 25, 50) for power in range(9)} - {0})
_HIGH = 300_000  # a year in the base currency: the last bar begins about there


def edges(currency: str, period: str) -> list[int]:
    """Where the bars begin: round numbers from 0."""
    one = yearly_cents(1, currency, period) or 100
    wanted = _HIGH * 100 / one / (BARS - 1)
    step = next((step for step in _STEPS if step >= wanted), _STEPS[-1])
    return [step * number for number in range(BARS)]


def units(amount: int, currency: str, period: str) -> int:
    """The least yearly units of the base currency that are at least the amount."""
    return -(-(yearly_cents(amount, currency, period) or 0) // 100)


def is_indexed(currency: str, period: str) -> bool:
    """Does the column ``pay_bar`` hold the bars of that currency and period?"""
    return (currency, period) == (BASE_CURRENCY, "year")


@cache
def _starts() -> list[int]:
    return [units(edge, BASE_CURRENCY, "year") for edge in edges(BASE_CURRENCY, "year")]


def bar_of(cents: int) -> int:
    """The bar, counted from 1, of yearly pay in hundredths of the base currency."""
    return bisect_right(_starts(), cents // 100)
