"""Sums: single amounts, ranges and openings ("up to"), put together from the numbers of a text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from postings.extraction.finding import PayPeriod
from postings.extraction.money.numbers import Amount, amounts
from postings.extraction.money.periods import period_after
from postings.extraction.money.tables import DASH, SPACE, vocabulary


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum or range of money. ``minimum`` or ``maximum`` is None when the words leave it open."""

    start: int
    end: int
    minimum: Decimal | None
    maximum: Decimal | None
    currency: str | None
    sign: str | None
    period: PayPeriod | None
    marked: bool  # has a currency mark or a magnitude; else a bare number
    is_range: bool
    magnitude: int = 1  # the largest magnitude written
    cents: bool = False
    approximate: bool = False  # "~$100"

    @property
    def high(self) -> Decimal:
        """The larger of the stated bounds."""
        bound = self.maximum if self.maximum is not None else self.minimum
        assert bound is not None
        return bound

    @property
    def low(self) -> Decimal:
        """The smaller of the stated bounds."""
        bound = self.minimum if self.minimum is not None else self.maximum
        assert bound is not None
        return bound


_SEPARATOR = re.compile(
    rf"(?:,[-–]{{1,2}})?[\s*_\\]{{0,3}}(?:[{DASH}]{{1,3}}|\.\.\.?|…|/|(?:(?:to|until|till|through|thru|bis|à|a|"
    rf"ao|до|y|ed i|ed|e i|e|en|do|až|tot|til|till|och|und|et|ate|até|hasta|and|or|rising to|"
    rf"increasing to|moving to|going to|and up|up to"
    rf"|in (?:our|the) (?:lowest|lower) [\w ]{{3,30}}? up to)"
    rf"(?:{SPACE}(?:zu|up to|an?|de|around|about|a maximum of|a max of))?)(?=[\s$€£₹¥~]))"
    rf"[\s*_\\~]{{0,3}}(?:up to\s|max(?:imum)?\.?:?\s)?(?:approximately |approx\.? |about |around )?",
    re.IGNORECASE,
)
_PLAIN_WORDS = {"to", "bis", "à", "a", "…", "...", ".."}
_NEEDS_BETWEEN = {"up to", "en", "and", "y", "e", "ed", "und", "et", "och", "or"}
_BETWEEN = re.compile(
    r"(?:between|ranges? (?:is |of |are )?|ranging|entre|zwischen|tra|from|mellan|compris\w*|"
    r"von|fra|är|tussen|od)\W{0,3}(?:\w+\W{1,3}){0,3}$",
    re.IGNORECASE,
)
_UNIT_NOUN = re.compile(  # "40 hours", "401(k)", "3rd": a bare number that counts something else
    rf"{SPACE}?(?:\(?[kb]\)|st\b|nd\b|rd\b|th\b|x\b|am\b|pm\b|a\.m|p\.m|hours?\b|hrs?\b|h\b|"
    rf"days?\b|weeks?\b|months?\b|years?\b|yrs?\b|minutes|people|"
    r"employees|percent|miles|km\b|lbs?\b|pounds\b(?!\s(?:per|a))|kg\b|[-–]?\d{4}\b)",
    re.IGNORECASE,
)
_APPROXIMATE = re.compile(
    (r"(?:~|≈|\bca?\.|\bapprox\.?|\bapproximately|\babout|\baround|\bcirca|\bc\.)\s?$"), re.IGNORECASE
)


@cache
def _openings() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rows = vocabulary()["open"]
    gap = r"[\s:*_\\~(]{0,3}(?:the |a |an |about |around |approximately )?"

    def before(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(rows[name])}){gap}\Z", re.IGNORECASE)

    def after(name: str) -> re.Pattern[str]:
        return re.compile(rf"{SPACE}{{0,2}}\(?(?:{'|'.join(rows[name])})", re.IGNORECASE)

    return before("ceiling_before"), after("ceiling_after"), before("floor_before"), after("floor_after")


def _joinable(text: str, first: Amount, separator: re.Match[str], second: Amount) -> bool:
    """Whether two neighbouring amounts make a range."""
    joint = separator.group().strip(" \t*_\\~").lower()
    word = joint.split()[0] if joint else ""
    marked_first = bool(first.currency or first.sign or first.magnitude > 1)
    marked_second = bool(second.currency or second.sign or second.magnitude > 1)
    between = _BETWEEN.search(text[max(0, first.start - 48) : first.start]) is not None
    if not (marked_first or marked_second or between or word in DASH or word in _PLAIN_WORDS):
        return False  # two bare numbers
    if word in _NEEDS_BETWEEN and not between:
        return False
    if word == "/" and not (first.number >= 100 or max(first.magnitude, second.magnitude) > 1):
        return False  # "24/7", but "38/45K€" is a range
    if not marked_second and _UNIT_NOUN.match(text, second.end):
        return False
    if first.currency and second.currency and first.currency != second.currency:
        return False
    low, high = _levelled(first, second)
    return low <= high and (low == 0 or high / low <= 40)


def _levelled(first: Amount, second: Amount) -> tuple[Decimal, Decimal]:
    """Both values, with an elided magnitude restored: "$120-150k", "3-3.5k", "10-20 LPA", "50-60,000"."""
    low, high = first.value, second.value
    if (
        first.magnitude == 1
        and second.magnitude > 1
        and not first.grouped
        and first.number < 1000
        and low < high
    ):
        if first.number * second.magnitude <= high or second.magnitude > 1000:
            low = first.number * second.magnitude
    elif second.magnitude == 1 and first.magnitude > 1 and not second.grouped and second.number < 1000:
        high = second.number * first.magnitude
    elif (
        second.grouped
        and not first.grouped
        and not first.cents
        and first.magnitude == second.magnitude == 1
        and 10 <= first.number < 1000 <= high
        and first.number * 1000 <= high
    ):
        low = first.number * 1000
    return low, high


def sums(text: str, start: int = 0, end: int | None = None) -> tuple[Sum, ...]:
    """Every sum or range in ``text[start:end]``, in order, not overlapping; offsets are those of ``text``.

    Bare numbers (no currency, no magnitude) are included with ``marked=False``: only the words around can
    tell whether they are money.
    """
    if end is not None:
        text = text[:end]
    return tuple(_join(text, amounts(text, start)))


def _join(text: str, found: list[Amount]) -> Iterator[Sum]:
    index = 0
    while index < len(found):
        first = found[index]
        run = [first]
        period: PayPeriod | None = first.period
        tail = first.end
        own = period_after(text, first.end)
        reach = own[1] if own else first.end
        if own:
            period, tail = own
        position = index + 1
        while position < len(found) and len(run) < 4:
            following = found[position]
            separator = _separator(text, run[-1].end, following.start) or _separator(
                text, reach, following.start
            )
            if separator is None or not _joinable(text, run[-1], separator, following):
                break
            if len(run) >= 2 and not (following.currency or following.sign):
                break
            run.append(following)
            own = period_after(text, following.end)
            reach = own[1] if own else following.end
            if own:
                period, tail = own
            else:
                tail = max(tail, following.end)
            period = period or following.period
            position += 1
        index = position
        yield _sum(text, run, period, tail)


def _separator(text: str, end: int, start: int) -> re.Match[str] | None:
    """The range sign that fills [end, start) exactly, or None."""
    if not 0 < start - end <= 60:
        return None
    found = _SEPARATOR.fullmatch(text, end, start)
    if found is None or found.group().count("\n") > 1:
        return None
    return found


def _sum(text: str, run: list[Amount], period: PayPeriod | None, tail: int) -> Sum:
    first, last = run[0], run[-1]
    currency = next((a.currency for a in run if a.currency), None)
    sign = None if currency else next((a.sign for a in run if a.sign), None)
    marked = any(a.currency or a.sign or a.magnitude > 1 for a in run)
    magnitude = max(a.magnitude for a in run)
    cents = any(a.cents for a in run)
    head = text[max(0, first.start - 32) : first.start]
    approximate = bool(_APPROXIMATE.search(head))
    low: Decimal | None
    high: Decimal | None
    if len(run) == 1:
        low = high = first.value
        ceiling_before, ceiling_after, floor_before, floor_after = _openings()
        if ceiling_before.search(head):
            low = None
        elif floor_before.search(head) or first.plus:
            high = None
        elif ceiling_after.match(text, tail):
            low = None
        elif floor_after.match(text, tail) or floor_after.match(text, first.end):
            high = None
    else:
        pairs = [_levelled(a, b) for a, b in itertools.pairwise(run)]
        values = [value for pair in pairs for value in pair]
        low, high = min(values), max(values)
    # "$18.125 per hour" is a decimal, "€18.125" is not.
    if (
        period is PayPeriod.HOUR
        and low is not None
        and low >= 1000
        and "." in text[first.start : last.end]
        and not magnitude > 1
    ):
        low, high = low / 1000, high / 1000 if high is not None else None
    return Sum(
        start=first.start,
        end=tail,
        minimum=low,
        maximum=high,
        currency=currency,
        sign=sign,
        period=period,
        marked=marked,
        is_range=len(run) > 1,
        magnitude=magnitude,
        cents=cents,
        approximate=approximate,
    )
