"""The tables of currencies and of words of pay, and signs that all parts of the grammar know."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from postings.extraction.vocabulary import vocabulary_file

SPACE = "[ \\t\u00a0\u202f\u2009]"
DASH = "-‐‑‒–—−~〜～\u00ad"


@cache
def currencies() -> dict[str, Any]:
    """The table vocabulary/currencies.toml."""
    return vocabulary_file("currencies.toml")


@cache
def vocabulary() -> dict[str, Any]:
    """The table vocabulary/pay.toml."""
    return vocabulary_file("pay.toml")


def usd_value(currency: str | None) -> Decimal:
    """Rough value of one unit in US dollars, for plausibility only; 1 when unknown."""
    row = currencies()["currency"].get(currency or "USD", {})
    return Decimal(str(row.get("usd", 1)))
