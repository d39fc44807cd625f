"""What a posting pays: gate first ("is this sum pay at all"), then select, then fill in currency and period.

``find`` returns one Finding a band; several bands by place or level stay apart with their ``scope``.
``envelope`` makes the one span that the label form prints. The grammar of sums is in ``money.py``, the words
in ``vocabulary/pay.toml``.

Order of trust: structured data, then a sum that a pay word introduces, then one in the header, then a bare range.
The currency of a bare "$" comes from the place of work, the period from words; where the text has neither, the
size of the sum decides with low confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from functools import cache

from postings.extraction.document import Document, Fact, Line, LineKind, Zone
from postings.extraction.finding import Finding, Location, Pay, PayPeriod
from postings.extraction.money import Sum, currencies, period_before, sums, usd_value, vocabulary

PERIODS_PER_YEAR = {
    PayPeriod.YEAR: Decimal(1),
    PayPeriod.MONTH: Decimal(12),
    PayPeriod.WEEK: Decimal(52),
    PayPeriod.DAY: Decimal(260),
    PayPeriod.HOUR: Decimal(2080),
}
MAX_BANDS = 40  # a posting that lists every state's band has about 20

# Smallest and largest sum, in US dollars a period, that can be somebody's pay; the second row is for currencies
# of countries where little is paid.
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
_HIGH_WAGE = frozenset({"USD", "CAD", "AUD", "NZD", "GBP", "EUR", "CHF", "SGD", "ILS", "NOK", "SEK", "DKK", "HKD", "JPY"})


class Rank(IntEnum):
    """How a sum presents itself as pay; the highest rank present is believed."""

    BARE = 1  # a plausible range without a word about pay
    HEADER = 2  # alone in a header segment
    CUED = 3  # a pay word in its sentence, a period behind it, or a heading above
    LABELLED = 4  # "Salary: …"
    STRUCTURED = 5


_PRIOR = {
    Rank.BARE: 0.55,
    Rank.HEADER: 0.88,
    Rank.CUED: 0.85,
    Rank.LABELLED: 0.96,
    Rank.STRUCTURED: 0.98,
}
_RULE = {
    Rank.BARE: "pay.bare_range",
    Rank.HEADER: "pay.header",
    Rank.CUED: "pay.cued",
    Rank.LABELLED: "pay.labelled",
    Rank.STRUCTURED: "pay.structured",
}


@dataclass(frozen=True, slots=True)
class _Band:
    """A sum that passed the gate."""

    total: Sum
    rank: Rank
    scope: str
    currency: str | None
    period: PayPeriod | None
    certainty: float = 1.0  # below 1 where only size or place told the currency or period
    whole: bool = False  # total compensation rather than base


# --- envelope ---------------------------------------------------------------------------------------------


def envelope(bands: Iterable[Pay | Finding[Pay]]) -> Pay | None:
    """Lowest minimum and highest maximum over the bands in the main currency and period; None without bands.

    The main currency and period are the commonest pair, the first named where several are equally common.
    """
    values = [band.value if isinstance(band, Finding) else band for band in bands]
    if not values:
        return None
    pairs = Counter((band.currency, band.period) for band in values)
    main = max(pairs, key=lambda pair: pairs[pair])  # max keeps the first of equals
    alike = [band for band in values if (band.currency, band.period) == main]
    lows = [band.minimum for band in alike if band.minimum is not None]
    highs = [band.maximum for band in alike if band.maximum is not None]
    return Pay(min(lows, default=None), max(highs, default=None), main[0], main[1])


# --- patterns ---------------------------------------------------------------------------------------------


@cache
def _introducing() -> re.Pattern[str]:
    """Words before a sum: groups strong, veto, soft."""
    cue = vocabulary()["cue"]
    return re.compile(
        "|".join(
            rf"(?P<{name}>(?<![\w-])(?:{'|'.join(sorted(cue[name], key=len, reverse=True))})(?!\w|-\w))"
            for name in ("veto", "strong", "soft")
        ),
        re.IGNORECASE,
    )


@cache
def _following() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words directly behind a sum: those that refuse it, those that refuse it unless a period stands between,
    and those that speak for it."""
    cue = vocabulary()["cue"]
    gap = r"[\s*_\\)]{0,3}(?:of |in )?"
    return (
        re.compile(rf"{gap}(?:{'|'.join(cue['veto_after'])})", re.IGNORECASE),
        re.compile(rf"{gap}(?:{'|'.join(cue['counted'])})", re.IGNORECASE),
        re.compile(rf"[\s*_\\,;(–—-]{{0,4}}(?:{'|'.join(cue['after_for'])})", re.IGNORECASE),
    )


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,4}}(?:{'|'.join(vocabulary()['elsewhere']['heading'])})\b", re.IGNORECASE)


_PLACEHOLDER = re.compile(r"(?:^|[^\d.,])0{1,3}(?:[.,]0+)?\s?[kK]?(?:$|[^\d.,kK])")
_SENTENCE_END = re.compile(
    r"(?<=[a-z)\]%\d])(?<!\bapprox)(?<!\bRs)(?<!\bmax)(?<!\bmin)(?<!\bsal)(?<!\bincl)(?<!\bca)[.!?]\s+(?=[A-Z*\"“(])|\s\|\s|[;•·]|\n"
)
_SEGMENT_BREAK = re.compile(r"\s?[|•·🌎💰]\s?|\n|`|\s[–—-]\s(?=[A-Z])")
_ESTIMATE = re.compile(r"\(?\s?(?:glassdoor|indeed|payscale|salary\.com|linkedin|talent\.com)\s?est|\best(?:imated)? by\b", re.I)
_WHOLE = re.compile(
    r"\b(?:total (?:target |annual |annualized |potential )?(?:compensation|comp|cash|earnings|rewards?|package|remuneration|pay)|tc|total comp|ote)\b", re.I
)
_BASE = re.compile(r"\b(?:base|basic|grundgehalt|fixe?)\b", re.I)
_EXCLUDING = re.compile(
    r"\b(?:exclud\w+|not includ\w+|in addition to|before|without|regardless|does not include|non[- ]|plus|based on|depend\w*|vary|varies|consider\w*)\b", re.I
)
_FIRM_VETO = re.compile(r"bonus|sign|refer|ote|on[- ]target|stipend|allowance|reimburs|minimum wage|variable|commission|relocation|retention", re.I)
_DIRECT = re.compile(r"^[\s:=*_~\\`'\"(\[–—-]{0,8}(?:\w+[\s:*_(]{1,3}){0,4}[^\w]{0,6}$")
_BEHIND = re.compile(r"[\s*_)]{0,3}(?:annual |yearly |gross |fixed |basic )?(?:base salary|salary|base pay|base|basic|gross|brutto|netto|wage)\b", re.I)
_BESIDES = re.compile(
    r"(?:in addition to|on top of|besides|apart from|aside from|% of|percent of|portion of|part of|neben|zusätzlich zu|en plus de|oltre)"
    r"(?: (?:your|the|our|a|base|basic|annual|monthly|competitive|dem|deinem|votre|du)){0,3}\s[\w-]+$", re.I
)


def _plausible(total: Sum, currency: str | None, period: PayPeriod | None) -> bool:
    """Whether anybody could be paid this sum in this period."""
    rate = usd_value(currency)
    low, high = total.low * rate, total.high * rate
    if high <= 0:
        return False
    spans = [_PLAUSIBLE[period]] if period else [(Decimal(3), Decimal(3_000_000))]
    factor = Decimal(1) if currency is None or currency in _HIGH_WAGE else _LOW_WAGE_FACTOR
    return any(low >= floor * factor and high <= ceiling for floor, ceiling in spans)


# --- the text around a sum --------------------------------------------------------------------------------


class _Reader:
    """The canonical text with its lines, for asking what stands around an offset."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.lines = document.lines
        self.starts = [line.start for line in document.lines]
        self.cut = self._elsewhere_start()

    def _elsewhere_start(self) -> int:
        """Offset from which on money belongs to other jobs."""
        pattern = _elsewhere()
        for line in self.lines:
            if len(line.text) <= 60 and line.kind is not LineKind.BLANK and pattern.match(line.text):
                if line.start > len(self.text) // 5:
                    return line.start
        return len(self.text)

    def line_at(self, offset: int) -> int:
        """Index of the line that holds the offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def line(self, index: int) -> Line | None:
        return self.lines[index] if 0 <= index < len(self.lines) else None

    def begin(self, offset: int) -> int:
        """Start of the sentence around the offset, at most 160 characters back."""
        index = self.line_at(offset)
        line = self.line(index)
        low = line.start if line and line.start <= offset else offset
        if line and low > 0:  # markers such as "-" and "**" are cut off the line: nothing before them counts
            while index > 0:
                previous = self.lines[index - 1]
                if not (
                    line.kind is LineKind.PLAIN
                    and previous.kind in (LineKind.PLAIN, LineKind.BULLET)
                    and len(previous.text) > 55
                    and previous.text[-1:] not in ".:;!?|"
                    and line.start - previous.end <= 2
                ):
                    break
                low, index, line = previous.start, index - 1, previous
                if offset - low > 160:
                    break
        low = max(low, offset - 160)
        window = self.text[low:offset].replace("\n", " ")
        end = 0
        for found in _SENTENCE_END.finditer(window):
            end = found.end()
        return low + end

    def finish(self, offset: int) -> int:
        """End of the sentence around the offset, at most 110 characters on."""
        high = min(len(self.text), offset + 110)
        found = _SENTENCE_END.search(self.text, offset, high)
        return found.start() if found else high

    def segment(self, start: int, end: int) -> tuple[str, str]:
        """What stands beside [start, end) between the nearest segment breaks (pipes, line ends)."""
        low = max(0, start - 60)
        breaks = list(_SEGMENT_BREAK.finditer(self.text, low, start))
        left = self.text[breaks[-1].end() if breaks else low : start]
        found = _SEGMENT_BREAK.search(self.text, end, min(len(self.text), end + 80))
        right = self.text[end : found.start() if found else min(len(self.text), end + 80)]
        return left, right


# --- the gate ---------------------------------------------------------------------------------------------

_ALONE_LEFT = re.compile(
    r"[\W_]*(?:(?:up to|from|starting (?:at|from)|circa|around|about|approx\.?|at least|usd|est|💰|cash|to|between|upto|max|budget|range|pays?|paying)[\W_]*){0,3}",
    re.IGNORECASE,
)
_ALONE_RIGHT = re.compile(
    r"[\W_]*(?:(?:(?:some|no|great|full|generous|good|meaningful|significant|competitive|early|excellent|comprehensive|optional|plus|and|with|usd|doe|depending|on|experience|base|basic|"
    r"salary|equity|stock|options?|bonus(?:es)?|benefits?|benefit|bens|perks|commission|pension|super|negotiable|gross|net|ote|dependent|remote|cash|package|"
    r"health|insurance|pto|profit|share|sharing|shares|up|or more|per|year|annum|yr|tokens?|based|upon|location|level|range|pa|depends|market|w2|c2c|b2b|vat|\d(?:[.\d]*%|[.\d]*))[\W_]*){0,8}|[,].*)",
    re.IGNORECASE | re.DOTALL,
)


def _judge(reader: _Reader, total: Sum, previous_end: int, next_start: int) -> tuple[Rank, bool] | None:
    """The rank of a sum, and whether it is whole compensation rather than base; None when it is no pay."""
    text = reader.text
    _, _, support = _following()
    begin = max(reader.begin(total.start), previous_end)
    finish = min(reader.finish(total.end), next_start)
    before = text[begin : total.start]
    index = reader.line_at(total.start)
    line = reader.line(index)
    label = (line.label or "") if line and line.value_start is not None and line.value_start <= total.start + 1 else ""
    strong: re.Match[str] | None = None
    nearest: re.Match[str] | None = None
    soft: re.Match[str] | None = None
    for found in _introducing().finditer(before):
        if found.lastgroup == "strong":
            strong = nearest = found
        elif found.lastgroup == "veto":
            nearest = found
        else:
            soft = found
    labelled = bool(label) and _names_pay(label)
    behind = _BEHIND.match(text, total.end, finish) is not None
    if strong is not None and _BESIDES.search(before[: strong.end()]):
        strong = None  # "in addition to your salary, we give …"
    refused = _refused(text, total)
    if refused is None and _ESTIMATE.match(text[total.end : total.end + 24].strip()):
        return None
    salaried = total.is_range and total.magnitude <= 1000 and total.high >= 15_000
    if refused is not None and "our" in before[-12:].lower() and refused.group().strip(" )").lower() == "budget":
        refused = None  # "within our $1,000/month budget" is what the work may cost
        return (Rank.CUED, False) if total.period else None
    if refused is not None and not (salaried and strong is not None and nearest is strong and "bonus" not in refused.group().lower()):
        return None
    whole = bool(_WHOLE.search(before) or _WHOLE.search(label)) and not _BASE.search(before[-24:])
    if nearest is not None and nearest.lastgroup == "veto":
        firm = _FIRM_VETO.search(nearest.group())
        gap = before[nearest.end() :]
        if strong is None and not labelled:
            if not behind:
                return None
        elif labelled and _names_pay(label.split()[0] if label.split() else "") and strong is None:
            pass
        elif firm and len(gap) <= 14 and not re.search(r"[:=]\s*$", gap + " ") and not _EXCLUDING.search(before):
            return None
        elif firm and not salaried:
            return None
        elif not salaried and total.period is None:
            return None
    elif strong is None and soft is not None and not labelled and not behind:
        # "a $5 trillion market", "training budget": without a pay word, a soft word beside the sum refuses it
        if not (salaried and len(before) - soft.end() > 30):
            return None
    if labelled:
        return Rank.LABELLED, whole
    if strong is not None and not total.marked and total.is_range and _bare_fits(total) and total.high >= 1000:
        if len(before) - strong.end() <= 60:
            return Rank.CUED, whole
    if strong is not None and (total.marked or _labels(before[strong.end() :])):
        gap = before[strong.end() :]
        if not total.marked and not _bare_fits(total):
            return None
        if _labels(gap):
            return Rank.LABELLED, whole
        if total.is_range or total.period or len(gap) <= 60:
            return Rank.CUED, whole
    return _judge_uncued(reader, total, index, begin, finish, before, bool(support.match(text, total.end, finish)), whole)


def _refused(text: str, total: Sum) -> re.Match[str] | None:
    """Words directly behind a sum that make it no base pay: "bonus", "in funding", "users", "a mile"."""
    refuse, counted, _ = _following()
    return refuse.match(text, total.end) or (counted.match(text, total.end) if total.period is None else None)


def _names_pay(words: str) -> bool:
    """Whether a label is about base pay ("Salary range", not "Sign-on bonus")."""
    found = None
    for match in _introducing().finditer(words):
        if match.lastgroup == "veto" and found is None:
            return False
        if match.lastgroup == "strong":
            found = match
    return found is not None


def _labels(gap: str) -> bool:
    """Whether a pay word and the sum stand together as label and value."""
    return len(gap) <= 48 and bool(re.search(r"[:=–—-]\s*[*_\\~`(\"]*\s*(?:\w+ ){0,2}[^\w]*$|\t", gap)) or len(gap.strip(" *_~`:(")) == 0


def _bare_fits(total: Sum) -> bool:
    """A number without any money mark: believed as a range or four-figure sum, or with a period."""
    if total.period is not None:
        return True
    if total.is_range:
        return total.high >= 1000 and not (1950 <= total.low <= 2100 and total.high <= 2100)
    return total.high >= 5000


def _judge_uncued(
    reader: _Reader, total: Sum, index: int, begin: int, finish: int, before: str, supported: bool, whole: bool
) -> tuple[Rank, bool] | None:
    """The rank of a sum whose own sentence has no pay word."""
    line = reader.line(index)
    zone = line.zone if line else None
    above = _heading_above(reader, index)
    left, right = reader.segment(total.start, total.end)
    alone = _ALONE_LEFT.fullmatch(left) is not None and (
        _ALONE_RIGHT.fullmatch(right) is not None or right.lstrip().startswith(")")
    )
    in_line = reader.text[line.start : total.start].strip(" *_-–•:(`~") if line else left
    opens_line = len(in_line) <= 60
    if above is not None and opens_line and (total.marked or (alone and _bare_fits(total))):
        return Rank.LABELLED if alone else Rank.CUED, whole or bool(_WHOLE.search(above))
    if not total.marked:
        return None
    money = total.currency is not None or total.sign is not None
    salaried = total.high >= 15_000 and total.magnitude <= 1000
    if alone and (total.is_range or total.period or salaried) and (money or total.is_range or "|" in _edges(reader, total)):
        if money or zone is Zone.HEADER or "|" in _edges(reader, total) or supported:
            return Rank.HEADER, whole
    if supported and (salaried or total.period or total.cents) and (money or total.is_range):
        return Rank.CUED, whole
    steady = total.period in (PayPeriod.HOUR, PayPeriod.DAY, PayPeriod.YEAR)
    if total.period and money and (total.is_range or steady) and zone not in (Zone.COMPANY, Zone.LEGAL):
        if total.is_range or zone in (Zone.HEADER, Zone.PAY, Zone.SUMMARY, None) or line is None or salaried or total.period is PayPeriod.HOUR:
            return (Rank.CUED if total.is_range else Rank.BARE), whole
    bracketed = reader.text[total.start - 1 : total.start] == "(" and reader.text[total.end : total.end + 1] == ")"
    wide = total.is_range and salaried and total.low >= 8_000
    if wide and (money or bracketed) and zone not in (Zone.LEGAL,):
        return Rank.BARE, whole
    if money and salaried and total.magnitude == 1000 and zone is Zone.HEADER and opens_line:
        return Rank.BARE, whole
    return None


def _edges(reader: _Reader, total: Sum) -> str:
    """The characters just outside a sum's segment: shows whether it stands between pipes."""
    left = reader.text[max(0, total.start - 12) : total.start]
    right = reader.text[total.end : total.end + 40].split("\n")[0]
    return left + right


def _heading_above(reader: _Reader, index: int) -> str | None:
    """A heading or label line about pay at most four lines above that itself holds no sum."""
    seen = 0
    for above in range(index - 1, max(-1, index - 12), -1):
        line = reader.lines[above]
        if line.kind is LineKind.BLANK or not line.text.strip():
            continue
        seen += 1
        words = line.text.strip()
        short = len(words) <= 90
        if short and re.search(r"\d", words) and not sums_in(words):
            short = len(words) <= 60
        heads = line.kind is LineKind.HEADING or words.endswith((":", "：")) or (short and not words.endswith((".", "!", "?")))
        if heads and short and _names_pay(words):
            return words
        if line.kind is LineKind.HEADING or seen >= 4:
            return None
    return None


def sums_in(words: str) -> tuple[Sum, ...]:
    """The sums in a short string that carry a money mark."""
    return tuple(total for total in sums(words) if total.marked)


# --- currency and period ----------------------------------------------------------------------------------

_COUNTRY_WORDS = {
    "canad": "CAD", "toronto": "CAD", "vancouver": "CAD", "ontario": "CAD", "british columbia": "CAD", "alberta": "CAD", "quebec": "CAD",
    "australia": "AUD", "sydney": "AUD", "melbourne": "AUD", "new zealand": "NZD", "singapore": "SGD", "hong kong": "HKD",
    "united states": "USD", "u.s.": "USD", "usa": "USD", "us-based": "USD", "california": "USD", "new york": "USD", "colorado": "USD",
    "washington": "USD",
}  # fmt: skip
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "BSD", "BBD", "BZD", "BMD", "JMD", "TTD", "FJD"})


@dataclass(frozen=True, slots=True)
class _Context:
    """What the rest of the document says about money."""

    countries: tuple[str, ...]
    codes: Counter[str]  # ISO codes written beside sums anywhere in the text

    def local(self, period: PayPeriod | None = None) -> str | None:
        """The currency of the place of work, when all places share one."""
        table: dict[str, str] = currencies()["country"]
        found = {table[c] for c in self.countries if c in table}
        return found.pop() if len(found) == 1 else None


def _dollar(total: Sum, near: str, context: _Context) -> tuple[str, float]:
    """Which dollar a bare "$" is, and how certain that is."""
    lowered = near[-200:].lower()
    best: tuple[int, str] | None = None
    for word, code in _COUNTRY_WORDS.items():
        at = lowered.rfind(word)
        if at >= 0 and (best is None or at > best[0]):
            best = (at, code)
    for found in re.finditer(r"\b(USD|CAD|AUD|NZD|SGD|HKD)\b", near):
        return found.group(), 1.0
    if best is not None:
        return best[1], 0.97
    written = [code for code in context.codes if code in _DOLLARS]
    local = context.local()
    if local in _DOLLARS and local != "USD":
        if local in {"MXN", "ARS", "CLP", "COP", "TWD"}:
            # There "$" is the peso, but remote jobs are often in US dollars: the size tells.
            monthly = total.high * usd_value(local) * (1 if total.period is not PayPeriod.YEAR else Decimal(1) / 12)
            if monthly < 150 or total.magnitude == 1000 and monthly < 400:
                return "USD", 0.8
        return (local, 0.85) if not (len(written) == 1 and written[0] != local) else (written[0], 0.85)
    if len(written) == 1:
        return written[0], 0.97
    if written and "USD" not in written and not context.countries:
        return context.codes.most_common(1)[0][0], 0.8
    return "USD", 1.0 if local == "USD" else 0.9


def _currency(total: Sum, near: str, context: _Context) -> tuple[str | None, float]:
    """ISO 4217 code of a sum, and how certain that is."""
    if total.currency:
        if total.currency == "EUR" or total.sign is None:
            return total.currency, 1.0
    if total.sign == "$":
        return _dollar(total, near, context)
    local = context.local()
    if total.sign == "kr":
        return (local, 1.0) if local in {"SEK", "NOK", "DKK", "ISK"} else ("SEK", 0.7)
    if total.sign == "¥":
        return ("CNY", 0.9) if local == "CNY" or context.codes.get("CNY") else ("JPY", 1.0 if local == "JPY" else 0.8)
    if total.sign == "Rs":
        return (local, 1.0) if local in {"INR", "PKR", "LKR", "NPR", "MUR"} else ("INR", 0.9)
    named = re.search(r"\b(USD|EUR|GBP|CAD|AUD|CHF|PLN|INR|SEK|NOK|DKK|SGD|NZD|BRL|MXN|CZK|RON|HUF|ZAR|JPY)\b", near)
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


def _by_size(total: Sum, currency: str | None) -> tuple[PayPeriod | None, int, float]:
    """The period that the size suggests, the factor that was elided ("$130-$250" in a developer's header),
    and how certain both are."""
    rate = usd_value(currency)
    high, low = total.high * rate, total.low * rate
    monthly = bool(currencies()["currency"].get(currency or "", {}).get("monthly"))
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


# --- selection --------------------------------------------------------------------------------------------


def find(document: Document, locations: Sequence[Finding[Location]] = ()) -> tuple[Finding[Pay], ...]:
    """The pay bands of a posting, in the order of the text; () when it states none.

    ``locations`` (where the work is done) decide which dollar or krona a bare sign means.
    """
    reader = _Reader(document)
    context = _context(document, locations)
    stated = _stated(reader, context)
    structured = _structured(document, context, stated)
    if structured:
        bands = structured
    else:
        bands = _select(stated)
    findings: list[Finding[Pay]] = []
    seen: set[tuple[object, ...]] = set()
    for band in bands:
        total = band.total
        value = Pay(total.minimum, total.maximum, band.currency, band.period, band.scope)
        key = (value.minimum, value.maximum, value.currency, value.period)
        if key in seen:
            continue
        seen.add(key)
        agreeing = sum(1 for other in stated if other.total.high == total.high and other.total.low == total.low) > 1
        confidence = _PRIOR[band.rank] * band.certainty * (1.02 if agreeing else 1.0)
        if band.whole:
            confidence *= 0.8
        findings.append(
            document.finding(
                value, total.start, total.end, confidence=round(min(0.99, confidence), 3), rule=_RULE[band.rank]
            )
        )
    return tuple(findings[:MAX_BANDS])


def _context(document: Document, locations: Sequence[Finding[Location]]) -> _Context:
    countries = tuple(dict.fromkeys(f.value.country for f in locations if f.value.country))
    codes = Counter(
        found.group(1) or found.group(2)
        for found in re.finditer(
            r"\b(USD|CAD|AUD|NZD|SGD|HKD|GBP|EUR|CNY|RMB|MXN|COP|CLP|ARS)[ $€£]{0,2}(?=\d)|(?<=[\dkK])[ ]?(USD|CAD|AUD|NZD|SGD|HKD|MXN|COP|CLP|ARS)\b",
            document.text,
        )
    )
    return _Context(countries, codes)


def _stated(reader: _Reader, context: _Context) -> list[_Band]:
    """Every sum of the text that passes the gate."""
    text = reader.text
    found = [total for total in sums(text) if total.start < reader.cut]
    bands: list[_Band] = []
    refused: set[tuple[Decimal, Decimal]] = set()
    for place, total in enumerate(found):
        previous_end = next((t.end for t in reversed(found[max(0, place - 3) : place]) if t.marked), 0)
        next_start = next((t.start for t in found[place + 1 : place + 4] if t.marked), len(text))
        if not total.marked and (total.high < 7 or "%" in text[total.end : total.end + 2]):
            continue
        judged = _judge(reader, total, previous_end, next_start)
        if judged is None:
            refused.add((total.low, total.high))
            continue
        band = _complete(reader, total, judged, context, previous_end)
        if band is not None:
            bands.append(band)
    return _inherit(reader, found, bands, context, refused)


def _complete(
    reader: _Reader, total: Sum, judged: tuple[Rank, bool], context: _Context, previous_end: int
) -> _Band | None:
    """A judged sum with its currency, period and scope; None when nobody could be paid it."""
    rank, whole = judged
    text = reader.text
    begin = max(reader.begin(total.start), previous_end)
    index = reader.line_at(total.start)
    line = reader.line(index)
    near = text[begin : min(reader.finish(total.end), total.end + 60)]
    above = _heading_above(reader, index) or ""
    scope = _scope(reader, total, previous_end)
    currency, certainty = _currency(total, f"{above}\n{near}" if rank >= Rank.CUED else near, context)
    period = total.period
    if period is None:
        before = text[begin : total.start]
        label = (line.label or "") if line else ""
        period = period_before(before) or period_before(label) or _period_later(text, total, reader)
        if period is None and above:
            period = period_before(above)
    if not _plausible(total, currency, period):
        if period in (None, PayPeriod.FIXED) or total.period is not None:
            return None
        period = None  # the word belonged to something else: "monthly bonus" before a yearly sum
        if not _plausible(total, currency, None):
            return None
    if period is None:
        period, factor, sureness = _by_size(total, currency)
        certainty *= sureness
        if factor != 1:
            total = replace(
                total,
                minimum=None if total.minimum is None else total.minimum * factor,
                maximum=None if total.maximum is None else total.maximum * factor,
            )
        if not _plausible(total, currency, period):
            return None
    return _Band(total, rank, scope, currency, period, certainty, whole)


_LATER = re.compile(
    r"^[\s*_),.]{0,4}(?:(?:USD|CAD|AUD|EUR|GBP|for|in|as|the|of|is|an?|this|its|our|range|expected|target|and|plus|equity|your)\b[\s*_,()]{0,3}){0,4}\(?"
    r"(?P<word>annual(?:ly|i[sz]ed)?|yearly|hourly|monthly|weekly|daily)\b(?!\s(?:bonus|perform|incentive|company|stipend|budget|allowance|leave|retreat|team|refresh|increment|review|merit|train|learning|meal|vacation))",
    re.IGNORECASE,
)
_ADVERB = {
    "annual": PayPeriod.YEAR,
    "yearly": PayPeriod.YEAR,
    "hourly": PayPeriod.HOUR,
    "monthly": PayPeriod.MONTH,
    "weekly": PayPeriod.WEEK,
    "daily": PayPeriod.DAY,
}


def _period_later(text: str, total: Sum, reader: _Reader) -> PayPeriod | None:
    """A period named a few words behind the sum: "$142,000 – $185,000 for annual base salary"."""
    found = _LATER.match(text[total.end : reader.finish(total.end)])
    if found is None:
        return None
    word = found["word"].lower()
    return next(period for stem, period in _ADVERB.items() if word.startswith(stem))


_SCOPE_AFTER = re.compile(
    r"^[\s*_,]{0,3}(?:USD|CAD|GBP|EUR|AUD)?[\s*_,]{0,2}(?:(?:base |gross |annual )?(?:salary|pay)\s)?(?:\((?P<bracket>[^()\n\d$£€]{2,60})\)|(?:for|in) (?P<words>(?:candidates|applicants|residents|those|employees|roles|positions|work)?[^.,;:\n$£€()]{2,60}))"
)
_SCOPE_BEFORE = re.compile(r"(?P<words>[^:;|\n$£€•]{2,70}?)\s*(?::|[–—]|\bis\b|\bare\b|-\s)[\s*_:]*$")
_SCOPE_NOISE = re.compile(
    r"^(?:the|this|our|a|an|for|in|and|is|are|only|of|annual|hourly|yearly|monthly|anticipated|estimated|expected|starting|target|base|full|time|full-time|part-time|position|role|job|new|hire|"
    r"range|ranges|between|from|to|salary|salaries|pay|compensation|rate|wage|located|based|candidates|applicants|residents|employees|those|who|reside|live|living|hired|[\W_]+)(?:\b|$)[\W_]*",
    re.IGNORECASE,
)


def _scope(reader: _Reader, total: Sum, previous_end: int) -> str:
    """The place or level that a band is for, in the text's own words; "" when it names none."""
    text = reader.text
    line = reader.line(reader.line_at(total.start))
    low = max(previous_end, line.start if line and line.start <= total.start else total.start - 80, total.start - 120)
    before = text[low : total.start]
    candidates: list[str] = []
    after = _SCOPE_AFTER.match(text[total.end : total.end + 90])
    if after:
        candidates.append(after["bracket"] or after["words"] or "")
    found = _SCOPE_BEFORE.search(before)
    if found:
        candidates.insert(0, found["words"])
    for words in candidates:
        cleaned = words.strip(" *_-–—:,.()\\")
        inside = re.search(r"\b(?:for|in)\b (?P<rest>[^.]{2,60})$", cleaned)
        if inside and _names_pay(cleaned[: inside.start()] + " salary"):
            cleaned = inside["rest"]
        while (noise := _SCOPE_NOISE.match(cleaned)) and noise.end() > 0:
            cleaned = cleaned[noise.end() :]
        cleaned = re.sub(r"\s+", " ", cleaned).strip(" *_-–—:,.()\\")
        if 2 <= len(cleaned) <= 60 and not _introducing().search(cleaned) and not re.search(r"\b(?:experience|skills|location|benefits|you|we|depend\w*|year|month|hour)\b", cleaned, re.I):
            return cleaned
    return ""


def _inherit(
    reader: _Reader, found: Sequence[Sum], bands: list[_Band], context: _Context, refused: set[tuple[Decimal, Decimal]]
) -> list[_Band]:
    """Sums in the lines right below an accepted one, shaped like it ("Zone B: $135,000-$162,000"), are its fellows."""
    by_start = {band.total.start: band for band in bands}
    result: list[_Band] = []
    last: _Band | None = None
    last_line = -10
    for place, total in enumerate(found):
        line = reader.line_at(total.start)
        own = by_start.get(total.start)
        if own is not None:
            near_by = line == last_line or (line - last_line <= 3 and own.rank >= Rank.HEADER)
            if last is not None and last.rank > own.rank and near_by and own.total.is_range:
                own = replace(own, rank=last.rank)
            result.append(own)
            if own.rank >= Rank.HEADER:
                last, last_line = own, line
            continue
        if last is None or line - last_line > 4 or not total.marked or total.is_range is not last.total.is_range:
            continue
        if not total.is_range or (total.high * usd_value(last.currency)) < 1 or total.magnitude > 1000:
            continue
        near = total.high / last.total.high if last.total.high else Decimal(0)
        if not Decimal("0.25") <= near <= 4 or _refused(reader.text, total):
            continue
        if (total.low, total.high) in refused and line == last_line and not _scope(reader, total, found[place - 1].end if place else 0):
            continue
        band = _complete(reader, total, (last.rank, last.whole), context, found[place - 1].end if place else 0)
        if band is not None:
            if band.period is not last.period and total.period is None:
                band = replace(band, period=last.period)
            result.append(band)
            last_line = line
    # A header's sum that the body calls something else (a benefit) is no pay.
    return [
        band
        for band in result
        if band.rank > Rank.HEADER
        or not {(band.total.low, band.total.low), (band.total.high, band.total.high)} <= refused
    ]


def _select(bands: Sequence[_Band]) -> list[_Band]:
    """The bands to believe: the best rank present, base before whole compensation, ranges before single sums."""
    if not bands:
        return []
    best = max(band.rank for band in bands)
    if best is Rank.LABELLED:
        floor = Rank.LABELLED if any(b.rank is Rank.LABELLED and not b.whole for b in bands) else Rank.CUED
        chosen = [band for band in bands if band.rank >= floor]
    else:
        chosen = [band for band in bands if band.rank is best]
    if any(band.total.marked for band in chosen):
        chosen = [band for band in chosen if band.total.marked]
    if any(not band.whole for band in chosen):
        chosen = [band for band in chosen if not band.whole]
    if any(band.total.is_range for band in chosen):
        chosen = [band for band in chosen if band.total.is_range or (band.scope and band.rank is Rank.LABELLED)]
    header = [band for band in bands if band.rank is Rank.HEADER]
    return [_completed(band, [*chosen, *header, *bands]) for band in chosen]


def _completed(band: _Band, others: Sequence[_Band]) -> _Band:
    """Guessed parts replaced by what another mention of the same sum says in words."""
    if band.certainty == 1:
        return band
    for other in others:
        if other is not band and other.total.low == band.total.low and other.total.high == band.total.high:
            if other.certainty > band.certainty:
                return replace(band, currency=other.currency, period=other.period, certainty=other.certainty)
    return band


# --- structured data --------------------------------------------------------------------------------------

_CONTAINER = re.compile(
    r"(?:^|\.)(?:base_?salary|salary(?:_range|_info)?|compensation(?:_\w+)*(?:\.\w+)*|pay_input_ranges|pay_ranges?|pay|remuneration|wage|salaries)(?=\.|$)"
)
_LOW = {"min_value", "min", "minimum", "min_cents", "from", "low", "lower", "salary_min", "min_salary", "salary_from", "minimum_salary", "salary_minimum", "min_amount", "annual_salary_min", "minimum_value", "amount_from"}  # fmt: skip
_HIGH = {"max_value", "max", "maximum", "max_cents", "to", "high", "upper", "salary_max", "max_salary", "salary_to", "maximum_salary", "salary_maximum", "max_amount", "annual_salary_max", "maximum_value", "amount_to"}  # fmt: skip
_ONE = {"value", "amount", "base_salary", "med_salary_exact"}
_CURRENCY = {"currency", "currency_code", "currency_type", "salary_currency", "currency_iso", "pay_currency", "salary_currency_code"}  # fmt: skip
_PERIOD = {"unit_text", "interval", "pay_period", "salary_period", "period", "unit", "frequency", "salary_type", "salary_interval", "per", "salary_frequency", "salary_unit", "pay_type", "time_unit"}  # fmt: skip
_TEXT = {"salary", "salary_range", "salary_text", "compensation", "salary_offered", "pay", "pay_range", "compensation_tier_summary", "scrapeable_compensation_salary_summary", "salary_description", "wage", "base_salary", "salary_info", "estimated_salary_text", "rate", "remuneration", "salario", "gehalt", "salaire", "package", "ctc", "salary_estimate", "pay_rate", "stipend", "formatted_salary", "value", "salary_summary"}  # fmt: skip
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
    return number if number is not None and number > 1 else None


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
    wanted = _LOW | _HIGH | _CURRENCY | _PERIOD
    chosen = [
        fact
        for fact in document.facts
        if _CONTAINER.search(fact.name.rpartition(".")[0])
        or ((leaf := fact.name.rpartition(".")[2]) in wanted and re.search(r"salary|pay|currency", leaf))
    ]
    return sorted(chosen, key=lambda f: document.finding(None, f.start, f.end, confidence=1, rule="").start)


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
        if leaf in _LOW | _HIGH | _ONE:
            number = _decimal(fact.value)
            if number is not None:
                side = "low" if leaf in _LOW else "high" if leaf in _HIGH else "one"
                setattr(group, side, number / 100 if leaf.endswith("_cents") else number)
                group.facts.append(fact)
        elif leaf in _CURRENCY and re.fullmatch(r"\s*[A-Za-z]{3}\s*", fact.value):
            group.currency = fact.value.strip().upper()
        elif leaf in _PERIOD:
            group.period = _unit(fact.value) or group.period
        elif leaf == "compensation_type":
            group.kind = fact.value.lower()
        elif leaf in {"title", "name", "label"}:
            group.title = fact.value
    return groups


def _structured(document: Document, context: _Context, stated: Sequence[_Band]) -> list[_Band]:
    """Bands from JSON-LD, board JSON and CSV columns, completed from equal sums in the text."""
    bands: list[_Band] = []
    for group in _groups(_money_facts(document)):
        if group.kind and not re.search(r"salary|base|hour|wage|pay|year|month|annual", group.kind):
            continue
        if group.title and re.search(r"bonus|commission|ote|on.target|equity|total", group.title, re.I):
            continue
        low, high = group.low, group.high
        if low is None and high is None:
            low = high = group.one
        if low is None and high is None:
            continue
        if low is not None and high is not None and low > high:
            low, high = high, low
        first, last = group.facts[0], group.facts[-1]
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
        bands.append(_from_fact(total, group.period or (period_before(group.title) if group.title else None), context, stated))
    if not bands:
        bands = _from_texts(document.facts, context, stated)
    return [
        band for band in bands if _plausible(band.total, band.currency, band.period)
    ]


def _from_fact(total: Sum, period: PayPeriod | None, context: _Context, stated: Sequence[_Band]) -> _Band:
    """A structured sum with what it leaves out taken from an equal sum in the text, else guessed."""
    currency, certainty = total.currency, 1.0
    twin = next((b for b in stated if b.total.high == total.high and b.total.low == total.low), None)
    if currency is None:
        if twin is not None and twin.currency:
            currency = twin.currency
        else:
            currency, certainty = _currency(total, "", context)
    if period is None:
        if twin is not None and twin.period:
            period = twin.period
        else:
            period, _, sureness = _by_size(total, currency)
            certainty *= sureness
    return _Band(total, Rank.STRUCTURED, "", currency, period, certainty)


def _from_texts(facts: Sequence[Fact], context: _Context, stated: Sequence[_Band]) -> list[_Band]:
    """Bands from facts whose value is written text: salary: "$18 - $22 an hour"."""
    for fact in facts:
        leaf = fact.name.rpartition(".")[2]
        if leaf not in _TEXT or len(fact.value) > 200 or not re.search(r"\d", fact.value):
            continue
        if leaf == "value" and not _CONTAINER.search(fact.name):
            continue
        if _ESTIMATE.search(fact.value):
            continue
        found: list[_Band] = []
        for total in sums(fact.value):
            if _refused(fact.value, total) or (not total.marked and not _bare_fits(total)):
                continue
            if re.search(r"\b(?:ote|bonus|equity|commission)\b[^$€£]*$", fact.value[: total.start], re.I):
                continue
            period = total.period or period_before(fact.value[: total.start]) or period_before(fact.name.replace("_", " "))
            moved = replace(total, start=fact.start, end=fact.end, period=period)
            currency, certainty = _currency(moved, fact.value, context)
            moved = replace(moved, currency=currency)
            band = _from_fact(moved, period, context, stated)
            found.append(replace(band, rank=Rank.LABELLED, certainty=band.certainty * certainty))
        found = [b for b in found if _plausible(b.total, b.currency, b.period)]
        if found:
            if any(b.total.is_range for b in found):
                found = [b for b in found if b.total.is_range]
            return found
    return []
