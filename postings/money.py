"""Pay as people write it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "CAD": "CA$", "AUD": "A$",
           "NZD": "NZ$", "BRL": "R$", "ILS": "₪", "MXN": "MX$",
           "KRW": "₩", "SGD": "S$", "HKD": "HK$"}  # fmt: skip


def written_amount(amount: Decimal, currency: str) -> str:
    """ "$11,670.34", "PLN 20,000": cents only where there are any."""
    number = f"{amount:,.2f}".removesuffix(".00")
    symbol = SYMBOLS.get(currency)
    return f"{symbol}{number}" if symbol else f"{currency} {number}"


def written_range(minimum: Decimal | None, maximum: Decimal | None, currency: str) -> str:
    """ "$120,000–$150,000", "from £50,000", "up to £90,000"; empty when both ends are open."""
    if minimum is None:
        return "" if maximum is None else f"up to {written_amount(maximum, currency)}"
    if maximum is None:
        return f"from {written_amount(minimum, currency)}"
    if minimum == maximum:
        return written_amount(minimum, currency)
    return f"{written_amount(minimum, currency)}–{written_amount(maximum, currency)}"


def written_pay(band: Any) -> str:
    """A salary band in its own period: "$11,670.34–$14,174.54 a month"."""
    return f"{written_range(band.minimum, band.maximum, band.currency)} {band.get_period_display()}"
