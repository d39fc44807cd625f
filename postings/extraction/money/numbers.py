"""Written numbers with what is glued to them: marks, magnitudes, a plus, the year of "LPA"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from postings.extraction.finding import PayPeriod
from postings.extraction.money.marks import SHARED_SIGNS, mark_after, mark_before
from postings.extraction.money.tables import SPACE

MAX_NUMBERS = 4000  # numbers looked at in one text; the longest real posting seen holds some hundreds

# Codes that are also English or technical words: only believed beside a four-figure sum.
_WORDLIKE_CODES = frozenset(
    {"ALL", "TOP", "TRY", "CUP", "MOP", "SOS", "PEN", "GEL", "MAD", "CAD", "RON", "BAM", "LAK"}
)


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
    rf"""{SPACE}?(?:
      (?P<k>[kK](?=$|[\W\d_]|USD|EUR|GBP|CAD|AUD|CHF|PLN|usd|eur|gbp)|(?i:thousand|tsd\b\.?|tys\b\.?|mil\b|mille\b|grand\b)|T(?=€|EUR))
    | (?P<lpa>(?i:lpa\b|l\.p\.a\b\.?|(?:lakhs?|lacs?|l){SPACE}?(?:/|p\.?|per){SPACE}?(?:a\b|ann?um|ye?a?r)))
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


def amounts(text: str, start: int = 0) -> list[Amount]:
    """The amounts from ``start`` on that may be money, in order."""
    found: list[Amount] = []
    for number in _numbers(text, start):
        amount = _amount(text, number, found[-1].end if found else 0)
        if amount is not None:
            found.append(amount)
    return found


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


def _numbers(text: str, start: int) -> Iterator[re.Match[str]]:
    """Numbers, also those glued to a currency before them (USD120)."""
    at = count = 0
    for digits in _DIGITS.finditer(text, start):  # a number begins with the first of its digits
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
    before = mark_before(text, start, floor)
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
        if not loose or before is not None or mark_after(text, scale.end()) is not None:
            magnitude, end = _MAGNITUDES[kind], scale.end()
            if kind == "k" and grouped and number >= 1000:
                magnitude = 1  # "$85,000k" means 85,000
            yearly = kind == "lpa"
            period = PayPeriod.MONTH if kind == "lpm" else PayPeriod.YEAR if yearly else None
    plus = re.match(r"\+{1,2}(?!\s?\d)", text[end : end + 4])
    if plus:
        end += plus.end()
    after = mark_after(text, end)
    currency = sign = None
    if before is not None:
        start, currency = before
        currency, sign = (None, currency) if currency in SHARED_SIGNS else (currency, None)
    fits = after is not None and (currency is None or after[1] in SHARED_SIGNS or after[1] == currency)
    if after is not None and fits and not (before is not None and _begins_next(text, after[0])):
        # A code after a bare sign is more exact: "$73,150 AUD".
        end = after[0]
        if after[1] in SHARED_SIGNS:
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
    return bool(re.match(rf"{SPACE}?\d", text[end : end + 2]))
