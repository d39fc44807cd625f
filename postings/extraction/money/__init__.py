"""Sums of money as job texts write them: amounts, ranges, openings and periods, with their offsets.

Pure grammar: says what a sum *is* (``$120-150k a year``), never whether it is pay; that is ``pay.py``.
Amounts are ``Decimal``; cents are kept. Works on any string, in time linear in its length. ``marks`` reads
currencies, ``numbers`` amounts, ``periods`` what they are paid for, and ``ranges`` puts them together.
"""

from postings.extraction.money.periods import period_after, period_before
from postings.extraction.money.ranges import Sum, sums
from postings.extraction.money.tables import currencies, usd_value, vocabulary

__all__ = ["Sum", "currencies", "period_after", "period_before", "sums", "usd_value", "vocabulary"]
