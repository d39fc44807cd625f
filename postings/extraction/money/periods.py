"""The periods that sums are paid for: behind a sum ("per hour") and before it ("annual salary")."""

from __future__ import annotations

import re
from functools import cache

from postings.extraction.finding import PayPeriod
from postings.extraction.money.tables import SPACE, vocabulary

_PREPOSITION = (
    r"(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b|\bpr\.?|\bpro\b|\bje\b|\bim\b|\bam\b|\bpar\b|\bpor\b|"
    r"\bal\b|\bao\b|\bв\b|\bза\b|\ba la\b|\bna\b|\bza\b|\ball['’]|\bp\.|\bin a\b|\bthe\b|\bi\b|\bv\b|毎)"
)
_FILLER = (
    rf"(?:[\s,;*_()\\]{{0,3}}(?:(?:usd|eur|euros?|gbp|cad|aud|pln|chf|inr|sgd|brl|dollars?|"
    rf"gross|brutto|netto|net|brut[so]?|brut[oa]s|bruttos?|на руки|до вычета налогов|basic|base|"
    rf"salary|salaries|pay|total|ctc|fixed|b2b|cash|w2|c2c|1099|equivalent|pro[- ]?rata|fte|"
    rf"starting|rate|before tax(?:es)?|pre[- ]tax|"
    rf"\(?negotiable\)?|doe|package|guaranteed|on average|approx\.?|inclusive|all[- ]in|tax[- "
    rf"]free|of pay|vat|\+|plus|ex)(?![a-z])|\+{SPACE}?vat\b|[€$£])){{0,4}}[\s,;*_(\\]{{0,3}}"
)


@cache
def _period_after() -> re.Pattern[str]:
    alternatives: list[str] = []
    for name, row in vocabulary()["period"].items():
        unit = "|".join(row["unit"])
        short = "|".join(row["short"]) or r"(?!)"
        adverb = "|".join(row["adverb"])
        alternatives.append(
            rf"(?P<{name}>{_PREPOSITION}{SPACE}{{0,2}}(?:{unit})(?!\w)|"
            rf"/{SPACE}?(?:{short})(?![\w&])|(?<![A-Za-z])(?:{adverb})(?!\w))"
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
