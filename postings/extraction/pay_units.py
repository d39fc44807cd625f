"""Which currency and period a sum of pay is in, where its own words leave that open.

Places tell the dollar or the krona, the size of a sum suggests its period; each guess has its certainty.
Tables: ``vocabulary/currencies.toml``, ``vocabulary/pay.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from functools import cache

from postings.extraction.finding import PayPeriod
from postings.extraction.money import Sum, currencies, usd_value, vocabulary

# Smallest and largest sum, in US dollars a period, that can be somebody's pay; in currencies outside
# _HIGH_WAGE the smallest is lower by _LOW_WAGE_FACTOR.
_PLAUSIBLE = {
    PayPeriod.YEAR: (4_000, 3_000_000),
    PayPeriod.MONTH: (250, 120_000),
    PayPeriod.WEEK: (60, 30_000),
    PayPeriod.DAY: (20, 6_000),
    PayPeriod.HOUR: (3, 900),
    PayPeriod.FIXED: (40, 2_000_000),
}
_LOW_WAGE_FACTOR = Decimal("0.2")
# Where "90-120" without "k" is said of a salary.
_ELIDING = frozenset({"USD", "GBP", "EUR", "CAD", "AUD", "CHF"})
_HIGH_WAGE = frozenset(
    {"USD", "CAD", "AUD", "NZD", "GBP", "EUR", "CHF", "SGD", "ILS", "NOK", "SEK", "DKK", "HKD", "JPY"}
)


class Rank(IntEnum):
    """How a sum presents itself as pay; the highest rank present is believed."""

    BARE = 1  # a plausible range without a word about pay
    HEADER = 2  # alone in a header segment
    CUED = 3  # a pay word in its sentence, a period behind it, or a heading above
    LABELLED = 4  # "Salary: …"
    STRUCTURED = 5


@dataclass(frozen=True, slots=True)
class Band:
    """A sum that passed the gate."""

    total: Sum
    rank: Rank
    scope: str
    currency: str | None
    period: PayPeriod | None
    certainty: float = 1.0  # below 1 where only size or place told the currency or period
    whole: bool = False  # total compensation rather than base
    aside: bool = False  # in navigation or among other jobs


def plausible(total: Sum, currency: str | None, period: PayPeriod | None) -> bool:
    """Whether anybody could be paid this sum in this period."""
    rate = usd_value(currency)
    low, high = total.low * rate, total.high * rate
    if high <= 0:
        return False
    spans = [_PLAUSIBLE[period]] if period else [(Decimal(3), Decimal(3_000_000))]
    factor = Decimal(1) if currency is None or currency in _HIGH_WAGE else _LOW_WAGE_FACTOR
    return any(low >= floor * factor and high <= ceiling for floor, ceiling in spans)


@cache
def _dollars() -> frozenset[str]:
    """Currencies that a bare "$" can mean."""
    return frozenset(vocabulary()["dollar"]["currencies"])


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the document says about money."""

    countries: tuple[str, ...]
    codes: Counter[str]  # ISO codes written beside sums anywhere in the text

    def local(self) -> str | None:
        """The currency of the place of work, when all places share one."""
        table: dict[str, str] = currencies()["country"]
        found = {table[c] for c in self.countries if c in table}
        return found.pop() if len(found) == 1 else None


_UNITED_STATES = re.compile(r"\b(?:US|U\.S\.A?\.?)(?![\w$])")


def _dollar(total: Sum, near: str, context: Context) -> tuple[str, float]:
    """Which dollar a bare "$" is, and how certain that is."""
    lowered = near[-200:].lower()
    best: tuple[int, str] | None = None
    for word, code in vocabulary()["dollar"]["near"].items():
        at = lowered.rfind(word)
        if at >= 0 and (best is None or at > best[0]):
            best = (at, code)
    for found in re.finditer(r"\b(USD|CAD|AUD|NZD|SGD|HKD)\b", near):
        return found.group(), 1.0
    for found in _UNITED_STATES.finditer(near[-200:]):
        if best is None or found.start() > best[0]:
            best = (found.start(), "USD")
    if best is not None:
        return best[1], 0.97
    written = [code for code in context.codes if code in _dollars()]
    local = context.local()
    if local in _dollars() and local != "USD":
        if local in {"MXN", "ARS", "CLP", "COP", "TWD"}:
            # There "$" is the peso, but remote jobs are often in US dollars: the size tells.
            monthly = (
                total.high * usd_value(local) * (1 if total.period is not PayPeriod.YEAR else Decimal(1) / 12)
            )
            if monthly < 150 or (total.magnitude == 1000 and monthly < 400):
                return "USD", 0.8
        return (local, 0.85) if not (len(written) == 1 and written[0] != local) else (written[0], 0.85)
    if len(written) == 1:
        return written[0], 0.97
    if written and "USD" not in written and not context.countries:
        return context.codes.most_common(1)[0][0], 0.8
    return "USD", 1.0 if local == "USD" else 0.9


def currency_of(total: Sum, near: str, context: Context) -> tuple[str | None, float]:
    """ISO 4217 code of a sum, and how certain that is."""
    if total.currency and (total.currency == "EUR" or total.sign is None):
        if total.currency == "CNY" and context.local() == "TWD":
            return "TWD", 1.0  # 元 is the unit of both
        return total.currency, 1.0
    if total.sign == "$":
        return _dollar(total, near, context)
    local = context.local()
    if total.sign == "kr":
        return (local, 1.0) if local in {"SEK", "NOK", "DKK", "ISK"} else ("SEK", 0.7)
    if total.sign == "¥":
        return (
            ("CNY", 0.9)
            if local == "CNY" or context.codes.get("CNY")
            else ("JPY", 1.0 if local == "JPY" else 0.8)
        )
    if total.sign == "Rs":
        return (local, 1.0) if local in {"INR", "PKR", "LKR", "NPR", "MUR"} else ("INR", 0.9)
    named = re.search(
        (r"\b(USD|EUR|GBP|CAD|AUD|CHF|PLN|INR|SEK|NOK|DKK|SGD|NZD|BRL|MXN|CZK|RON|HUF|ZAR|JPY)\b"), near
    )
    if named:
        return named.group(), 1.0
    if local:
        return local, 0.8
    if len(context.codes) == 1:
        return next(iter(context.codes)), 0.8
    if not context.countries:
        return ("USD", 0.6) if total.magnitude == 1000 else (None, 0.8)
    table: dict[str, str] = currencies()["country"]
    return table.get(context.countries[0]), 0.6


def by_size(total: Sum, currency: str | None) -> tuple[PayPeriod | None, int, float]:
    """The period that the size suggests, the factor that was elided ("$130-$250" in a developer's header),
    and how certain both are."""
    rate = usd_value(currency)
    high, low = total.high * rate, total.low * rate
    monthly = bool(currencies()["currency"].get(currency or "", {}).get("monthly"))
    if total.magnitude in (100_000, 10_000_000):  # lakh and crore count years
        return PayPeriod.YEAR, 1, 0.9
    if high >= (15_000 if monthly else 12_000):
        return PayPeriod.YEAR, 1, 0.95 if high >= 20_000 else 0.8
    if total.magnitude == 1000 and high >= 9_000:
        return PayPeriod.YEAR, 1, 0.75
    if monthly and high >= 60:
        return PayPeriod.MONTH, 1, 0.7
    if not monthly and high >= 900:
        return (PayPeriod.MONTH if low >= 500 else None), 1, 0.6
    if high >= 260:
        return (PayPeriod.DAY if low >= 150 else None), 1, 0.5
    if currency in _ELIDING and total.is_range and not total.cents and total.low >= 60 and total.low % 5 == 0:
        return PayPeriod.YEAR, 1000, 0.45
    if high < 200:
        return PayPeriod.HOUR, 1, 0.65
    return None, 1, 0.5
