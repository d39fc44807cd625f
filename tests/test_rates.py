"""Exchange rates and yearly pay."""

from __future__ import annotations

from decimal import Decimal

import pytest

from postings.rates import BASE_CURRENCY, convert, latest_rates, yearly_cents


def test_rates_are_the_banks_newest_and_know_their_date() -> None:
    rates = latest_rates()
    assert rates.as_of.year >= 2026
    assert rates.to_base[BASE_CURRENCY] == 1
    assert rates.currencies[0] == BASE_CURRENCY
    assert {"EUR", "GBP", "JPY", "INR"} <= set(rates.currencies)


@pytest.mark.parametrize(
    ("amount", "period", "cents"),
    [
        (50, "hour", 10_400_000), (400, "day", 10_400_000), (2_000, "week", 10_400_000),
        ("11670.34", "month", 14_004_408), (104_000, "year", 10_400_000),
    ],
)  # fmt: skip
def test_a_year_has_so_many_of_each_period(amount: object, period: str, cents: int) -> None:
    assert yearly_cents(Decimal(str(amount)), "USD", period) == cents


def test_what_cannot_be_compared_has_no_yearly_figure() -> None:
    assert yearly_cents(Decimal(1), "USD", "fixed") is None
    assert yearly_cents(Decimal(1), "UAH") is None
    assert convert(Decimal(1), "UAH", "USD") is None
    assert convert(Decimal(1), "UAH", "UAH") == 1


def test_converting_there_and_back_gives_the_same() -> None:
    there = convert(Decimal(1000), "EUR", "GBP")
    assert there is not None
    back = convert(there, "GBP", "EUR")
    assert back is not None
    assert abs(back - 1000) < Decimal("0.001")
