"""Pay in structured data: JSON-LD baseSalary, the salary objects of applicant tracking systems, CSV columns.

The names of the leaves are in ``vocabulary/pay.toml``. What a record leaves out is taken from an equal sum in
the text, else guessed as for text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache

from postings.extraction.document import Document, Fact
from postings.extraction.finding import PayPeriod
from postings.extraction.money import Sum, period_before, sums, vocabulary
from postings.extraction.pay_gate import bare_fits, placeholder, refused
from postings.extraction.pay_units import Band, Context, Rank, by_size, currency_of, plausible
from postings.extraction.reckoned import ESTIMATE

_CONTAINER = re.compile(
    r"(?:^|\.)(?:base_?salary|salary(?:_range|_info)?|compensation(?:_\w+)*(?:\.\w+)*|"
    r"pay_input_ranges|pay_ranges?|pay|(?:position_)?remuneration|wage|salaries)(?=\.|$)"
)


@cache
def _leaves(kind: str) -> frozenset[str]:
    """Names of the leaves that hold the low end, the high end, the currency …"""
    return frozenset(vocabulary()["facts"][kind])


_UNIT_CODES = {"pa": PayPeriod.YEAR, "ph": PayPeriod.HOUR, "pm": PayPeriod.MONTH, "pd": PayPeriod.DAY}
_FORMER = {"RUR": "RUB", "BYR": "BYN"}  # codes that boards kept when they were renamed
THOUSAND = 1000
_GROUPED = re.compile(r"\d{1,3}\.\d{3}")  # thousands marked by a full stop

_UNIT_WORDS = (
    ("hour", PayPeriod.HOUR),
    ("hr", PayPeriod.HOUR),
    ("day", PayPeriod.DAY),
    ("dai", PayPeriod.DAY),
    ("week", PayPeriod.WEEK),
    ("month", PayPeriod.MONTH),
    ("year", PayPeriod.YEAR),
    ("ann", PayPeriod.YEAR),
    ("yr", PayPeriod.YEAR),
    ("p.a", PayPeriod.YEAR),
    ("fixed", PayPeriod.FIXED),
    ("project", PayPeriod.FIXED),
    ("one-time", PayPeriod.FIXED),
)


def _unit(value: str) -> PayPeriod | None:
    """The period of a structured unit: "YEAR", "per-year-salary", "1 MONTH", "Hourly"."""
    lowered = value.strip().lower()
    if lowered in _UNIT_CODES:
        return _UNIT_CODES[lowered]
    return next((period for stem, period in _UNIT_WORDS if stem in lowered), None)


def _decimal(value: str) -> Decimal | None:
    """A structured amount; None for nothing, zero and what is no number."""
    cleaned = re.sub(r"[^\d.,-]", "", value.strip())
    if not cleaned or not re.fullmatch(r"\s*[$€£₹]?\s*[\d.,' ]+\s*", value):
        return None
    try:
        number = Decimal(cleaned.replace(",", "")) if re.fullmatch(r"[\d,]*\.?\d*", cleaned) else None
    except InvalidOperation:
        return None
    return number if number is not None and number > 1 and not placeholder(number) else None


@dataclass(slots=True)
class _Group:
    """The facts of one salary object."""

    facts: list[Fact]
    leaves: set[str]
    low: Decimal | None = None
    high: Decimal | None = None
    one: Decimal | None = None
    currency: str | None = None
    period: PayPeriod | None = None
    kind: str = ""
    title: str = ""


def _money_facts(document: Document) -> list[Fact]:
    """Facts that may belong to a salary object, in the order of the text as received."""
    wanted = _leaves("low") | _leaves("high") | _leaves("currency") | _leaves("period")
    chosen = [
        fact
        for fact in document.facts
        if _CONTAINER.search(fact.name.rpartition(".")[0])
        or ((leaf := fact.name.rpartition(".")[2]) in wanted and re.search(r"salary|pay|currency", leaf))
    ]
    return sorted(chosen, key=lambda f: document.finding(None, f.start, f.end, confidence=1, rule="").start)


_NOT_BASE = re.compile(r"\b(?:bonus(?:es)?|commissions?|ote|on[- ]target|equity|total)\b", re.IGNORECASE)
_SCOPE = re.compile(
    r"(?:\b(?:annual|base|hourly|expected|estimated|target|salary|pay|compensation|wage|range|band|tier|usd|cad"
    r"|eur|gbp|for|the|per|year|hour)\b|[\s:()|,–—-])+",
    re.IGNORECASE,
)


def _scope_of(title: str) -> str:
    """The place or level that the title of a salary object names: "NYC" of "NYC Salary Range"."""
    words = _SCOPE.sub(" ", title).strip()
    return title.strip()[:60] if len(words) > 1 and not title.strip()[:1].isdigit() else ""


def _groups(facts: Sequence[Fact]) -> list[_Group]:
    """Facts about money gathered object by object; a repeated leaf begins the next object."""
    groups: list[_Group] = []
    current: dict[str, _Group] = {}
    for fact in facts:
        container, _, leaf = fact.name.rpartition(".")
        key = container.removesuffix(".value")  # a JSON-LD currency stands one level above its values
        group = current.get(key)
        if group is None or (leaf in group.leaves and leaf != "type"):
            group = current[key] = _Group([], set())
            groups.append(group)
        group.leaves.add(leaf)
        if leaf in _leaves("low") | _leaves("high") | _leaves("one"):
            number = _decimal(fact.value)
            if number is not None and number < 1000 and _GROUPED.fullmatch(fact.value.strip()):
                number *= 1000  # "45.000" a year; settled below where the period is the hour
            if number is not None:
                side = "low" if leaf in _leaves("low") else "high" if leaf in _leaves("high") else "one"
                setattr(group, side, number / 100 if leaf.endswith("_cents") else number)
                group.facts.append(fact)
        elif leaf in _leaves("currency") and re.fullmatch(r"\s*[A-Za-z]{3}\s*", fact.value):
            code = fact.value.strip().upper()
            group.currency = _FORMER.get(code, code)
        elif leaf in _leaves("period"):
            group.period = _unit(fact.value) or group.period
        elif leaf == "compensation_type":
            group.kind = fact.value.lower()
        elif leaf in {"title", "name", "label"}:
            group.title = fact.value
    return groups


def structured(document: Document, context: Context, stated: Sequence[Band]) -> list[Band]:
    """Bands from JSON-LD, board JSON and CSV columns, completed from equal sums in the text."""
    bands: list[Band] = []
    for group in _groups(_money_facts(document)):
        if group.kind and not re.search(r"salary|base|hour|wage|pay|year|month|annual", group.kind):
            continue
        if group.title and _NOT_BASE.search(group.title):
            continue
        low, high = group.low, group.high
        if low is None and high is None:
            low = high = group.one
        if low is None and high is None:
            continue
        if low is not None and high is not None and low > high:
            low, high = high, low
        if group.period is None and group.currency is None and (high or low or 0) < THOUSAND:
            continue  # hours, or a table's thousands: only words tell
        first, last = group.facts[0], group.facts[-1]
        if group.period is PayPeriod.HOUR:
            low, high = (
                number / 1000 if number is not None and number >= 10_000 else number for number in (low, high)
            )
        total = Sum(
            start=min(first.start, last.start),
            end=max(first.end, last.end),
            minimum=low,
            maximum=high,
            currency=group.currency,
            sign=None,
            period=group.period,
            marked=True,
            is_range=low != high,
        )
        band = _from_fact(
            total, group.period or (period_before(group.title) if group.title else None), context, stated
        )
        bands.append(replace(band, scope=_scope_of(group.title)))
    if not bands:
        bands = _from_texts(document.facts, context, stated)
    return [band for band in bands if plausible(band.total, band.currency, band.period)]


def _from_fact(total: Sum, period: PayPeriod | None, context: Context, stated: Sequence[Band]) -> Band:
    """A structured sum with what it leaves out taken from an equal sum in the text, else guessed."""
    currency, certainty = total.currency, 1.0
    twin = next((b for b in stated if b.total.high == total.high and b.total.low == total.low), None)
    if currency is None:
        if twin is not None and twin.currency:
            currency = twin.currency
        else:
            currency, certainty = currency_of(total, "", context)
    if period is None:
        if twin is not None and twin.period:
            period = twin.period
        else:
            period, _, sureness = by_size(total, currency)
            certainty *= sureness
    return Band(total, Rank.STRUCTURED, "", currency, period, certainty)


def _from_texts(facts: Sequence[Fact], context: Context, stated: Sequence[Band]) -> list[Band]:
    """Bands from facts whose value is written text: salary: "$18 - $22 an hour"."""
    for fact in facts:
        leaf = fact.name.rpartition(".")[2]
        if leaf not in _leaves("text") or len(fact.value) > 200 or not re.search(r"\d", fact.value):
            continue
        if leaf in ("value", "label") and not _CONTAINER.search(fact.name):
            continue
        if ESTIMATE.search(fact.value):
            continue
        found: list[Band] = []
        for total in sums(fact.value):
            if refused(fact.value, total) or (not total.marked and not bare_fits(total)):
                continue
            if re.search(r"\b(?:ote|bonus|equity|commission)\b[^$€£]*$", fact.value[: total.start], re.I):
                continue
            period = (
                total.period
                or period_before(fact.value[: total.start])
                or period_before(fact.name.replace("_", " "))
            )
            moved = replace(total, start=fact.start, end=fact.end, period=period)
            currency, certainty = currency_of(moved, fact.value, context)
            moved = replace(moved, currency=currency)
            band = _from_fact(moved, period, context, stated)
            found.append(replace(band, rank=Rank.LABELLED, certainty=band.certainty * certainty))
        found = [b for b in found if plausible(b.total, b.currency, b.period)]
        if found:
            if any(b.total.is_range for b in found):
                found = [b for b in found if b.total.is_range]
            return found
    return []
