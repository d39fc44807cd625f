"""What a posting pays: first the gate, then currency and period, then the choice between the sums left.

``find`` returns one Finding a band; several bands by place or level stay apart with their ``scope``.
``envelope`` makes the one span that the label form prints. The grammar of sums is in ``money.py``, the words
in ``vocabulary/pay.toml``; ``pay_gate.py`` asks whether a sum is pay at all, ``pay_units.py`` settles
currency and period, ``pay_facts.py`` reads structured data.

Order of trust: structured data, a sum that a pay word introduces, one in the header, a bare range.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from postings.extraction.document import Document, Format, Line, Zone
from postings.extraction.finding import Finding, Location, Pay, PayPeriod
from postings.extraction.header import title_score
from postings.extraction.money import Sum, period_before, sums, usd_value
from postings.extraction.pay_facts import structured
from postings.extraction.pay_gate import (
    Reader,
    heading_above,
    introducing,
    judge,
    names_pay,
    refused,
)
from postings.extraction.pay_units import Band, Context, Rank, by_size, currency_of, plausible
from postings.extraction.prefilter import Prefiltered

MAX_SUMS = 1500  # sums judged in one text
MAX_BANDS = 40  # a posting that lists every state's band has about 20
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


_LATER = re.compile(
    r"^[\s*_),.]{0,4}(?:(?:USD|CAD|AUD|EUR|GBP|for|in|as|the|of|is|an?|this|its|our|range|"
    r"expected|target|and|plus|equity|your)\b[\s*_,()]{0,3}){0,4}\(?"
    r"(?P<word>annual(?:ly|i[sz]ed)?|yearly|hourly|monthly|weekly|daily)\b(?!\s(?:bonus|"
    r"perform|incentive|company|stipend|budget|allowance|leave|retreat|team|refresh|increment|"
    r"review|merit|train|learning|meal|vacation))",
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


def _period_later(text: str, total: Sum, reader: Reader) -> PayPeriod | None:
    """A period named a few words behind the sum: "$142,000 – $185,000 for annual base salary"."""
    found = _LATER.match(text[total.end : reader.finish(total.end)])
    if found is None:
        return None
    word = found["word"].lower()
    return next(period for stem, period in _ADVERB.items() if word.startswith(stem))


_SCOPE_AFTER = re.compile(
    r"^[\s*_,]{0,3}(?:USD|CAD|GBP|EUR|AUD)?[\s*_,]{0,2}(?:(?:base |gross |annual )?(?:salary|"
    r"pay)\s)?(?:\((?P<bracket>[^()\n\d$£€]{2,60})\)|(?:for|in) (?P<words>(?:candidates|"
    r"applicants|residents|those|employees|roles|positions|work)?[^.,;:\n$£€()]{2,60}))"
)
_SCOPE_BEFORE = re.compile(r"(?P<words>[^:;|\n$£€•]{2,70}?)\s*(?::|[–—]|\bis\b|\bare\b|-\s)[\s*_:]*$")
_SCOPE_NOISE = re.compile(
    r"^(?:the|this|our|a|an|for|in|and|is|are|only|of|annual|hourly|yearly|monthly|"
    r"anticipated|estimated|expected|starting|target|base|full|time|full-time|part-time|"
    r"position|role|job|new(?=\W+hires?\b)|hires?|"
    r"range|ranges|between|from|to|salary|salaries|pay|compensation|rate|wage|located|based|"
    r"candidates|applicants|residents|employees|those|who|reside|live|living|hired|[\W_]+)(?:\b|"
    r"$)[\W_]*",
    re.IGNORECASE,
)


def find(document: Document, locations: Sequence[Finding[Location]] = ()) -> tuple[Finding[Pay], ...]:
    """The pay bands of a posting, in the order of the text; () when it states none.

    ``locations`` (where the work is done) decide which dollar or krona a bare sign means.
    """
    reader = Reader(document)
    context = _context(document, locations)
    stated = _stated(reader, context)
    mentions = Counter((band.total.low, band.total.high) for band in stated)
    findings: dict[tuple[object, ...], Finding[Pay]] = {}
    for band in structured(document, context, stated) or _of_first_role(reader, document, _select(stated)):
        total = band.total
        value = Pay(total.minimum, total.maximum, band.currency, band.period, band.scope)
        key = (value.minimum, value.maximum, value.currency, value.period)
        if key in findings or len(findings) == MAX_BANDS:
            continue
        confidence = _PRIOR[band.rank] * band.certainty
        if mentions[total.low, total.high] > 1:
            confidence *= 1.02
        if band.whole:
            confidence *= 0.8
        findings[key] = document.finding(
            value, total.start, total.end, confidence=round(min(0.99, confidence), 3), rule=_RULE[band.rank]
        )
    return tuple(findings.values())


def _of_first_role(reader: Reader, document: Document, bands: list[Band]) -> list[Band]:
    """In a comment that lists several roles each with its pay, the bands of the first role named."""
    if document.format is not Format.COMMENT or len(bands) < 2:
        return bands
    lines = [reader.line_at(band.total.start) for band in bands]
    if len(set(lines)) < 2 or not all(_opens_with_title(reader.line(line)) for line in set(lines)):
        return bands
    return [band for band, line in zip(bands, lines, strict=True) if line == lines[0]]


_BEFORE_SUM = re.compile(r"[-–—*•\s]*(?P<name>[^$€£¥\d(|:,]{4,60})")


def _opens_with_title(line: Line | None) -> bool:
    found = _BEFORE_SUM.match(line.text) if line is not None else None
    return found is not None and title_score(found["name"].strip(" -–—")) >= 0.85


_CODED = Prefiltered(
    r"\b(USD|CAD|AUD|NZD|SGD|HKD|GBP|EUR|CNY|RMB|MXN|COP|CLP|ARS)[ $€£]{0,2}(?=\d)|"
    r"(?<=[\dkK])[ ]?(USD|CAD|AUD|NZD|SGD|HKD|MXN|COP|CLP|ARS)\b"
)


def _context(document: Document, locations: Sequence[Finding[Location]]) -> Context:
    countries = tuple(dict.fromkeys(f.value.country for f in locations if f.value.country))
    codes = Counter(found.group(1) or found.group(2) for found in _CODED.finditer(document.text))
    return Context(countries, codes)


def _stated(reader: Reader, context: Context) -> list[Band]:
    """Every sum of the text that passes the gate."""
    text = reader.text
    found = [total for total in sums(text) if total.start < reader.cut][:MAX_SUMS]
    bands: list[Band] = []
    turned_away: set[tuple[Decimal, Decimal]] = set()
    for place, total in enumerate(found):
        previous_end = next((t.end for t in reversed(found[max(0, place - 3) : place]) if t.marked), 0)
        next_start = next((t.start for t in found[place + 1 : place + 4] if t.marked), len(text))
        if not total.marked and (total.high < 7 or "%" in text[total.end : total.end + 2]):
            continue
        judged = judge(reader, total, previous_end, next_start)
        if judged is None:
            turned_away.add((total.low, total.high))
            continue
        band = _complete(reader, total, judged, context, previous_end)
        if band is not None:
            bands.append(band)
    return _inherit(reader, found, bands, context, turned_away)


def _complete(
    reader: Reader, total: Sum, judged: tuple[Rank, bool], context: Context, previous_end: int
) -> Band | None:
    """A judged sum with its currency, period and scope; None when nobody could be paid it."""
    rank, whole = judged
    text = reader.text
    begin = max(reader.begin(total.start), previous_end)
    index = reader.line_at(total.start)
    line = reader.line(index)
    near = text[begin : min(reader.finish(total.end), total.end + 60)]
    above = heading_above(reader, index) or ""
    scope = _scope(reader, total, previous_end)
    currency, certainty = currency_of(total, f"{above}\n{near}" if rank >= Rank.CUED else near, context)
    period = total.period
    if period is None:
        before = text[begin : total.start]
        label = (line.label or "") if line else ""
        period = period_before(before) or period_before(label) or _period_later(text, total, reader)
        if period is None and above:
            period = period_before(above)
    if not plausible(total, currency, period):
        if period in (None, PayPeriod.FIXED) or total.period is not None:
            return None
        period = None  # the word belonged to something else: "monthly bonus" before a yearly sum
        if not plausible(total, currency, None):
            return None
    if period is None:
        period, factor, sureness = by_size(total, currency)
        certainty *= sureness
        if factor != 1:
            total = replace(
                total,
                minimum=None if total.minimum is None else total.minimum * factor,
                maximum=None if total.maximum is None else total.maximum * factor,
            )
        if not plausible(total, currency, period):
            return None
    aside = line is not None and line.zone is Zone.CHROME
    return Band(total, rank, scope, currency, period, certainty, whole, aside)


def _scope(reader: Reader, total: Sum, previous_end: int) -> str:
    """The place or level that a band is for, in the text's own words; "" when it names none."""
    text = reader.text
    line = reader.line(reader.line_at(total.start))
    low = max(
        previous_end,
        line.start if line and line.start <= total.start else total.start - 80,
        total.start - 120,
    )
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
        if inside and names_pay(cleaned[: inside.start()] + " salary"):
            cleaned = inside["rest"]
        while (noise := _SCOPE_NOISE.match(cleaned)) and noise.end() > 0:
            cleaned = cleaned[noise.end() :]
        cleaned = re.sub(r"\s+", " ", cleaned).strip(" *_-–—:,.()\\")
        if (
            2 <= len(cleaned) <= 60
            and not introducing().search(cleaned)
            and not re.search(
                (r"\b(?:experience|skills|location|benefits|you|we|depend\w*|year|month|hour)\b"),
                cleaned,
                re.I,
            )
        ):
            return cleaned
    return ""


def _inherit(
    reader: Reader,
    found: Sequence[Sum],
    bands: list[Band],
    context: Context,
    turned_away: set[tuple[Decimal, Decimal]],
) -> list[Band]:
    """Sums right below an accepted one and shaped like it ("Zone B: $135,000-$162,000") are its fellows."""
    by_start = {band.total.start: band for band in bands}
    result: list[Band] = []
    last: Band | None = None
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
        if (
            last is None
            or line - last_line > 4
            or not total.marked
            or total.is_range is not last.total.is_range
        ):
            continue
        if not total.is_range or (total.high * usd_value(last.currency)) < 1 or total.magnitude > 1000:
            continue
        near = total.high / last.total.high if last.total.high else Decimal(0)
        if not Decimal("0.25") <= near <= 4 or refused(reader.text, total):
            continue
        if (
            (total.low, total.high) in turned_away
            and line == last_line
            and not _scope(reader, total, found[place - 1].end if place else 0)
        ):
            continue
        band = _complete(
            reader, total, (last.rank, last.whole), context, found[place - 1].end if place else 0
        )
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
        or not {(band.total.low, band.total.low), (band.total.high, band.total.high)} <= turned_away
    ]


def _select(bands: Sequence[Band]) -> list[Band]:
    """The bands to believe: best rank present, base before whole compensation, ranges before single sums."""
    if not bands:
        return []
    own = [band for band in bands if not band.aside]
    bands = own or bands  # what navigation and neighbours say of pay counts only alone
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
        chosen = [
            band for band in chosen if band.total.is_range or (band.scope and band.rank is Rank.LABELLED)
        ]
    return _completed(chosen, bands)


def _completed(chosen: Sequence[Band], bands: Sequence[Band]) -> list[Band]:
    """Guessed parts replaced by what another mention of the same sum says in words."""
    surest: dict[tuple[Decimal, Decimal], Band] = {}
    for band in bands:
        key = (band.total.low, band.total.high)
        if key not in surest or band.certainty > surest[key].certainty:
            surest[key] = band
    result: list[Band] = []
    for band in chosen:
        other = surest[band.total.low, band.total.high]
        if other.certainty > band.certainty:
            band = replace(band, currency=other.currency, period=other.period, certainty=other.certainty)
        result.append(band)
    return result
