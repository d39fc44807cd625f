"""Sums of money as job texts write them: amounts, ranges, openings and periods, with their offsets.

Pure grammar: says what a sum *is* (``$120-150k a year``), never whether it is pay; that is ``pay.py``.
Amounts are ``Decimal``; cents are kept. Works on any string, in time linear in its length.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from postings.extraction.finding import PayPeriod

_VOCABULARY = Path(__file__).parent / "vocabulary"

MAX_NUMBERS = 4000  # numbers looked at in one text; the longest real posting seen holds some hundreds

# Codes that are also English or technical words: only believed beside a four-figure sum.
_WORDLIKE_CODES = frozenset(
    {"ALL", "TOP", "TRY", "CUP", "MOP", "SOS", "PEN", "GEL", "MAD", "CAD", "RON", "BAM", "LAK"}
)
_LOWER_CODES = frozenset(
    [
        "usd",
        "eur",
        "gbp",
        "cad",
        "aud",
        "chf",
        "inr",
        "pln",
        "sek",
        "nok",
        "dkk",
        "sgd",
        "nzd",
        "czk",
        "huf",
        "ron",
        "brl",
        "mxn",
        "jpy",
        "zar",
        "aed",
        "myr",
        "php",
        "hkd",
        "ils",
        "pkr",
    ]
)
_AMBIGUOUS = {
    "$": "$",
    "kr": "kr",
    "kr.": "kr",
    "Kr": "kr",
    "Kr.": "kr",
    "KR": "kr",
    "¥": "¥",
    "￥": "¥",
    "Rs": "Rs",
    "Rs.": "Rs",
}

_SPACE = "[ \\t\u00a0\u202f\u2009]"
_DASH = "-‐‑‒–—−~〜～\u00ad"


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with what is glued to it. ``currency`` is ISO 4217 or None, ``sign`` the symbol when it is
    shared by several currencies ("$", "kr", "¥", "Rs")."""

    start: int
    end: int
    number: Decimal  # before the magnitude
    magnitude: int  # 1, 1_000, 100_000 (lakh), 1_000_000, 10_000_000 (crore) …
    currency: str | None
    sign: str | None
    grouped: bool  # written with thousands marks
    cents: bool
    plus: bool  # "100k+"
    yearly: bool  # "LPA"
    period: PayPeriod | None = None

    @property
    def value(self) -> Decimal:
        return self.number * self.magnitude


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


@cache
def currencies() -> dict[str, Any]:
    """The table vocabulary/currencies.toml."""
    with (_VOCABULARY / "currencies.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def vocabulary() -> dict[str, Any]:
    """The table vocabulary/pay.toml."""
    with (_VOCABULARY / "pay.toml").open("rb") as file:
        return tomllib.load(file)


def usd_value(currency: str | None) -> Decimal:
    """Rough value of one unit in US dollars, for plausibility only; 1 when unknown."""
    row = currencies()["currency"].get(currency or "USD", {})
    return Decimal(str(row.get("usd", 1)))


# --- currency marks ---------------------------------------------------------------------------------------


@cache
def _marks() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """Symbol or word -> ISO code (or shared sign), and the patterns for a mark before and after a number."""
    exact: dict[str, str] = {}
    words: list[str] = []
    codes: list[str] = []
    for code, row in currencies()["currency"].items():
        if "usd" in row:  # codes nobody is paid in here would only be noise
            codes.append(code)
        for symbol in row.get("symbols", ()):
            exact.setdefault(symbol, _AMBIGUOUS.get(symbol, code))
        words.extend(f"(?P<w{len(words)}_{code}>{word})" for word in row.get("words", ()))
    exact["$"] = "$"
    symbols = sorted((s for s in exact if s != "R"), key=len, reverse=True)
    symbol_re = "|".join(re.escape(s) for s in symbols)
    lower = "|".join(sorted(_LOWER_CODES))
    code_re = "|".join(codes)
    titled = "Eur|Usd|Gbp|Cad|Aud|Inr|Pln|Chf|Sgd|Myr"
    before = re.compile(
        rf"(?:(?<![A-Za-z])(?P<code>{code_re}|{lower}|{titled}){_SPACE}{{0,2}}(?P<also>[$€£₹¥])?|"
        rf"(?P<symbol>(?:(?<![A-Za-z])|(?<=[a-z])(?=[^A-Za-z]))(?:{symbol_re}))|(?<![A-Za-z])(?P<rand>R)|"
        rf"(?<![A-Za-z])(?:(?i:(?P<euro>euros?))))[\s\u00a0]{{0,2}}\\?\Z"
    )
    after = re.compile(
        rf"{_SPACE}{{0,2}}\\?\(?(?:(?P<symbol>{symbol_re})(?![A-Za-z])|(?P<code>{code_re}|"
        rf"{lower}|{titled})(?![A-Za-z])|"
        rf"(?i:{'|'.join(words)})(?![A-Za-z]))\)?"
    )
    return exact, before, after


_NAIRA = re.compile(r"(?<![\w&])N\Z")
_THOUSANDS = re.compile(r"\d{2,3}(?:,\d{3}){1,2}(?![\d,])")


def _mark_before(text: str, start: int, floor: int) -> tuple[int, str] | None:
    """Start offset and currency of a mark that ends at ``start`` and does not begin before ``floor``."""
    exact, before, _ = _marks()
    low = max(floor, start - 14)
    window = text[low:start]
    found = before.search(window)
    if found is None:
        # "N180,000": naira, told from a grade or a number by its thousands
        if _NAIRA.search(window) and _THOUSANDS.match(text, start):
            return start - 1, "NGN"
        return None
    if found["rand"]:
        return low + found.start(), "ZAR"
    if found["euro"]:
        return low + found.start(), "EUR"
    if found["symbol"]:
        return low + found.start(), exact[found["symbol"]]
    return low + found.start(), found["code"].upper()


def _mark_after(text: str, end: int) -> tuple[int, str] | None:
    """End offset and currency of a mark that begins at ``end`` (after blanks)."""
    exact, _, after = _marks()
    found = after.match(text, end, min(len(text), end + 24))
    if found is None or text[found.end() : found.end() + 1].isdigit():
        return None  # "5 A$10": a mark glued to the next number belongs to that one
    if found["symbol"]:
        if found["symbol"] in "$€£₹¥" and re.match(r"\s?\d", text[found.end() : found.end() + 2]):
            return None
        return _closed(text, end, found), exact[found["symbol"]]
    if found["code"]:
        # "100 USD 120": a code between two numbers belongs to the first only if no number follows at once
        return _closed(text, end, found), found["code"].upper()
    name = next(key for key, value in found.groupdict().items() if value and key.startswith("w"))
    return _closed(text, end, found), name.rsplit("_", 1)[1]


def _closed(text: str, end: int, found: re.Match[str]) -> int:
    """End of the mark without a bracket that it opened but did not close, or closed but did not open."""
    body = found.group()
    if body.endswith(")") and "(" not in body:
        return found.end() - 1
    return found.end()


# --- numbers ----------------------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"""(?<![\w#])(?<!\d[.,'’])(?<!/\d)              # not inside a word, an id or a longer number
    (?P<number>
        \d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d{1,2}(?!\d))?          # 12,00,000
      | \d{1,3}(?P<sep>[,.'’´\u00a0\u202f\u2009 ])\d{3}(?!\d)
            (?:(?P=sep)\d{3}(?!\d)){0,3}
            (?:(?!(?P=sep))[.,]\d{1,2}(?!\d)|(?=,-)|[.,]--?)?       # 120,000.50  65.000  110'000  1.980,32
      | \d{1,9}(?:[.,]\d{1,2}(?![\d])){0,1}                           # 120  3.5  18,50
    )
    (?![\d%‰°]|[.,:]\d)""",
    re.VERBOSE,
)
_MAGNITUDE = re.compile(
    rf"""{_SPACE}?(?:
      (?P<k>[kK](?=$|[\W\d_]|USD|EUR|GBP|CAD|AUD|CHF|PLN|usd|eur|gbp)|(?i:thousand|tsd\b\.?|tys\b\.?|mil\b|mille\b|grand\b)|T(?=€|EUR))
    | (?P<lpa>(?i:lpa\b|l\.p\.a\b\.?|(?:lakhs?|lacs?|l){_SPACE}?(?:/|p\.?|per){_SPACE}?(?:a\b|ann?um|ye?a?r)))
    | (?P<lpm>(?i:lpm\b))
    | (?P<lakh>(?i:lakhs?\b|lacs?\b)|L(?![A-Za-z]))
    | (?P<crore>(?i:crores?\b|crs?\b\.?))
    | (?P<myriad>[万萬만])
    | (?P<million>(?i:millions?\b|mio\b\.?|mn\b|mm\b|mln\b)|[mM](?![A-Za-z/²³]))
    | (?P<billion>(?i:billions?\b|bn\b|trillions?\b|tn\b)|B(?![A-Za-z2]))
    )""",
    re.VERBOSE,
)
_MAGNITUDES = {
    "k": 1_000,
    "lpa": 100_000,
    "lpm": 100_000,
    "lakh": 100_000,
    "crore": 10_000_000,
    "myriad": 10_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
_UNIT_NOUN = re.compile(  # "40 hours", "401(k)", "3rd": a bare number that counts something else
    rf"{_SPACE}?(?:\(?[kb]\)|st\b|nd\b|rd\b|th\b|x\b|am\b|pm\b|a\.m|p\.m|hours?\b|hrs?\b|h\b|"
    rf"days?\b|weeks?\b|months?\b|years?\b|yrs?\b|minutes|people|"
    r"employees|percent|miles|km\b|lbs?\b|pounds\b(?!\s(?:per|a))|kg\b|[-–]?\d{4}\b)",
    re.IGNORECASE,
)


def _to_number(raw: str) -> tuple[Decimal, bool, bool]:
    """Value of a written number, whether it has thousands marks, whether it has cents."""
    raw = raw.rstrip(".,-")
    marks = [c for c in raw if not c.isdigit()]
    if not marks:
        return Decimal(raw), False, False
    last = marks[-1]
    tail = len(raw) - raw.rindex(last) - 1
    if last in ".," and tail in (1, 2):  # the last mark is a decimal mark
        whole = "".join(c for c in raw[: raw.rindex(last)] if c.isdigit())
        return Decimal(f"{whole}.{raw[-tail:]}"), len(marks) > 1, True
    return Decimal("".join(c for c in raw if c.isdigit())), True, False


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Numbers, also those glued to a currency before them (USD120)."""
    at = count = 0
    for digits in _DIGITS.finditer(text):  # a number begins with the first of its digits
        if digits.start() >= at and (found := _NUMBER_ANY.match(text, digits.start())) is not None:
            yield found
            at = found.end()
            count += 1
            if count >= MAX_NUMBERS:
                return


_DIGITS = re.compile(r"\d+")
# As _NUMBER, but letters may stand directly before when they are a currency; checked in _amount.
_NUMBER_ANY = re.compile(
    _NUMBER.pattern.replace(r"(?<![\w#])(?<!\d[.,'’])(?<!/\d)", r"(?<![\d#_])(?<!\d[.,'’:])"), re.VERBOSE
)


def _amount(text: str, found: re.Match[str], floor: int) -> Amount | None:
    """The amount around one number, or None when the number cannot be money. What stands before ``floor``
    belongs to the number before."""
    start, end = found.span("number")
    raw = found["number"]
    before = _mark_before(text, start, floor)
    ahead = text[start - 1 : start]
    if before is None and (
        (ahead.isalpha() and ahead < "\u2e80")
        or ahead in ("@", "=")
        or (ahead == "/" and not found["sep"] and text[end : end + 1] not in _GLUED)
    ):
        return None
    if raw[-1:] in ".,":  # a full stop, not a decimal mark
        end -= len(raw) - len(raw.rstrip(".,-"))
    number, grouped, cents = _to_number(raw)
    magnitude, yearly, period = 1, False, None
    scale = _MAGNITUDE.match(text, end)
    if scale:
        kind = scale.lastgroup or "k"
        # A capital "L" or "M", or "mil", means something only beside a currency mark.
        loose = scale.group().strip() in {"L", "M", "m", "B"} or scale.group().strip().lower() in {
            "mil",
            "mille",
        }
        if not loose or before is not None or _mark_after(text, scale.end()) is not None:
            magnitude, end = _MAGNITUDES[kind], scale.end()
            if kind == "k" and grouped and number >= 1000:
                magnitude = 1  # "$85,000k" means 85,000
            yearly = kind == "lpa"
            period = PayPeriod.MONTH if kind == "lpm" else PayPeriod.YEAR if yearly else None
    plus = re.match(r"\+{1,2}(?!\s?\d)", text[end : end + 4])
    if plus:
        end += plus.end()
    after = _mark_after(text, end)
    currency = sign = None
    if before is not None:
        start, currency = before
        currency, sign = (None, currency) if currency in _SIGNS else (currency, None)
    fits = after is not None and (currency is None or after[1] in _SIGNS or after[1] == currency)
    if after is not None and fits and not (before is not None and _begins_next(text, after[0])):
        # A code after a bare sign is more exact: "$73,150 AUD".
        end = after[0]
        if after[1] in _SIGNS:
            sign = sign or (None if currency else after[1])
        else:
            currency, sign = after[1], None
    if yearly or (magnitude in (100_000, 10_000_000) and currency is None and sign is None):
        currency = currency or "INR"
    if not plus:
        late = re.match(r"\+{1,2}(?!\s?\d)", text[end : end + 4])
        if late:
            plus, end = late, end + late.end()
    if (
        sign is None
        and currency
        and _mere_word(currency, text[start:end], number * magnitude, magnitude, grouped)
    ):
        return None
    return Amount(start, end, number, magnitude, currency, sign, grouped, cents, bool(plus), yearly, period)


_GLUED = ("k", "K", "€", "$", "£")  # "38/45K€" is money, "24/7" is not
_SIGNS = frozenset(_AMBIGUOUS.values())


def _mere_word(currency: str, written: str, value: Decimal, magnitude: int, grouped: bool) -> bool:
    """Whether a code is more likely a word: "3D CAD 2024", "TOP 500", "R 25"."""
    if "$" in written:
        return False
    if currency == "ZAR" and written.startswith("R") and not written.startswith("Rand"):
        return value < 1000
    if currency not in _WORDLIKE_CODES:
        return False
    year = magnitude == 1 and not grouped and 1900 <= value <= 2100
    return year or (value < 1000 and (currency not in {"CAD", "RON"} or magnitude > 1))


def _begins_next(text: str, end: int) -> bool:
    """Whether the mark that ends here stands directly before another number ("100 - EUR 120")."""
    return bool(re.match(rf"{_SPACE}?\d", text[end : end + 2]))


# --- periods ----------------------------------------------------------------------------------------------

_PREPOSITION = (
    r"(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b|\bpr\.?|\bpro\b|\bje\b|\bim\b|\bam\b|\bpar\b|\bpor\b|"
    r"\bal\b|\bao\b|\ba la\b|\bna\b|\bza\b|\ball['’]|\bp\.|\bin a\b|\bthe\b|\bi\b|\bv\b|毎)"
)
_FILLER = (
    rf"(?:[\s,;*_()\\]{{0,3}}(?:(?:usd|eur|euros?|gbp|cad|aud|pln|chf|inr|sgd|brl|dollars?|"
    rf"gross|brutto|netto|net|brut[so]?|bruttos?|basic|base|"
    rf"salary|salaries|pay|total|ctc|fixed|b2b|cash|w2|c2c|1099|equivalent|pro[- ]?rata|fte|"
    rf"starting|rate|before tax(?:es)?|pre[- ]tax|"
    rf"\(?negotiable\)?|doe|package|guaranteed|on average|approx\.?|inclusive|all[- ]in|tax[- "
    rf"]free|of pay|vat|\+|plus|ex)(?![a-z])|\+{_SPACE}?vat\b|[€$£])){{0,4}}[\s,;*_(\\]{{0,3}}"
)


@cache
def _period_after() -> re.Pattern[str]:
    alternatives: list[str] = []
    for name, row in vocabulary()["period"].items():
        unit = "|".join(row["unit"])
        short = "|".join(row["short"]) or r"(?!)"
        adverb = "|".join(row["adverb"])
        alternatives.append(
            rf"(?P<{name}>{_PREPOSITION}{_SPACE}{{0,2}}(?:{unit})(?!\w)|"
            rf"/{_SPACE}?(?:{short})(?![\w&])|(?<![A-Za-z])(?:{adverb})(?!\w))"
        )
    # The full stop of "/hr." is part of the word, that of a sentence is not: what follows it is other money.
    stop = r"(?:\.(?!\s*$|\s*\n|\s+(?-i:[^\W\d_a-z])))?"
    return re.compile(rf"{_FILLER}(?:{'|'.join(alternatives)}){stop}", re.IGNORECASE)


@cache
def _period_before() -> re.Pattern[str]:
    alternatives = [
        rf"(?P<{name}>(?<![A-Za-z])(?:{'|'.join(row['before'])})(?![A-Za-z]))"
        for name, row in vocabulary()["period"].items()
    ]
    return re.compile("|".join(alternatives), re.IGNORECASE)


def period_after(text: str, end: int) -> tuple[PayPeriod, int] | None:
    """The period written directly behind a sum ("per hour", "/yr", "p.a."), and where its words end."""
    found = _period_after().match(text, end, min(len(text), end + 70))
    if found is None or "\n" in found.group().strip():
        return None
    name = next(key for key, value in found.groupdict().items() if value)
    return PayPeriod(name), found.end()


def period_before(words: str) -> PayPeriod | None:
    """The last period named in words that stand before a sum ("Annual salary range:")."""
    last: re.Match[str] | None = None
    for found in _period_before().finditer(words):
        last = found
    if last is None:
        return None
    return PayPeriod(next(key for key, value in last.groupdict().items() if value))


# --- sums -------------------------------------------------------------------------------------------------

_SEPARATOR = re.compile(
    rf"[\s*_\\]{{0,3}}(?:[{_DASH}]{{1,3}}|\.\.\.?|…|/|(?:(?:to|until|till|through|thru|bis|à|a|"
    rf"ao|y|ed i|ed|e i|e|do|až|tot|til|till|och|und|et|ate|até|hasta|and|or|rising to|"
    rf"increasing to|moving to|going to|and up|up to"
    rf"|in (?:our|the) (?:lowest|lower) [\w ]{{3,30}}? up to)"
    rf"(?:{_SPACE}(?:zu|up to|an?|de|around|about|a maximum of|a max of))?)(?=[\s$€£₹¥~]))"
    rf"[\s*_\\~]{{0,3}}(?:up to\s|max(?:imum)?\.?:?\s)?(?:approximately |approx\.? |about |around )?",
    re.IGNORECASE,
)
_PLAIN_WORDS = {"to", "bis", "à", "a", "…", "...", ".."}
_NEEDS_BETWEEN = {"up to", "and", "y", "e", "ed", "und", "et", "och", "or"}
_BETWEEN = re.compile(
    r"(?:between|ranges? (?:is |of |are )?|ranging|entre|zwischen|tra|from|mellan|compris\w*|"
    r"von|fra|är)\W{0,3}(?:\w+\W{1,3}){0,3}$",
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
        return re.compile(rf"{_SPACE}{{0,2}}\(?(?:{'|'.join(rows[name])})", re.IGNORECASE)

    return before("ceiling_before"), after("ceiling_after"), before("floor_before"), after("floor_after")


def _joinable(text: str, first: Amount, separator: re.Match[str], second: Amount) -> bool:
    """Whether two neighbouring amounts make a range."""
    joint = separator.group().strip(" \t*_\\~").lower()
    word = joint.split()[0] if joint else ""
    marked_first = bool(first.currency or first.sign or first.magnitude > 1)
    marked_second = bool(second.currency or second.sign or second.magnitude > 1)
    between = _BETWEEN.search(text[max(0, first.start - 48) : first.start]) is not None
    if not (marked_first or marked_second or between or word in _DASH or word in _PLAIN_WORDS):
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
    amounts: list[Amount] = []
    for found in _numbers(text) if start == 0 else _NUMBER_ANY.finditer(text, start):
        amount = _amount(text, found, amounts[-1].end if amounts else 0)
        if amount is not None:
            amounts.append(amount)
    return tuple(_join(text, amounts))


def _join(text: str, amounts: list[Amount]) -> Iterator[Sum]:
    index = 0
    while index < len(amounts):
        first = amounts[index]
        run = [first]
        period: PayPeriod | None = first.period
        tail = first.end
        own = period_after(text, first.end)
        reach = own[1] if own else first.end
        if own:
            period, tail = own
        position = index + 1
        while position < len(amounts) and len(run) < 4:
            following = amounts[position]
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
