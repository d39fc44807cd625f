"""Marks of currencies before and behind a number: symbols, codes and words."""

from __future__ import annotations

import re
from functools import cache

from postings.extraction.money.tables import SPACE, currencies

_LOWER_CODES = frozenset(
    "usd eur gbp cad aud chf inr pln sek nok dkk sgd nzd "
    "czk huf ron brl mxn jpy zar aed myr php hkd ils pkr".split()
)
_SHARED = {
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

SHARED_SIGNS = frozenset(_SHARED.values())


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
            exact.setdefault(symbol, _SHARED.get(symbol, code))
        words.extend(f"(?P<w{len(words)}_{code}>{word})" for word in row.get("words", ()))
    exact["$"] = "$"
    symbols = sorted((s for s in exact if s != "R"), key=len, reverse=True)
    symbol_re = "|".join(re.escape(s) for s in symbols)
    lower = "|".join(sorted(_LOWER_CODES))
    code_re = "|".join(codes)
    titled = "Eur|Usd|Gbp|Cad|Aud|Inr|Pln|Chf|Sgd|Myr"
    before = re.compile(
        rf"(?:(?<![A-Za-z])(?P<code>{code_re}|{lower}|{titled}){SPACE}{{0,2}}(?P<also>[$€£₹¥])?|"
        rf"(?P<symbol>(?:(?<![A-Za-z])|(?<=[a-z])(?=[^A-Za-z]))(?:{symbol_re}))|(?<![A-Za-z])(?P<rand>R)|"
        rf"(?<![A-Za-z])(?:(?i:(?P<euro>euros?))))[\s\u00a0]{{0,2}}\\?\Z"
    )
    after = re.compile(
        rf"{SPACE}{{0,2}}\\?\(?(?:(?P<symbol>{symbol_re})(?![A-Za-z])|(?P<code>{code_re}|"
        rf"{lower}|{titled})(?![A-Za-z])|"
        rf"(?i:{'|'.join(words)})(?![A-Za-z]))\)?"
    )
    return exact, before, after


_NAIRA = re.compile(r"(?<![\w&])N\Z")
_THOUSANDS = re.compile(r"\d{2,3}(?:,\d{3}){1,2}(?![\d,])")


def mark_before(text: str, start: int, floor: int) -> tuple[int, str] | None:
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


def mark_after(text: str, end: int) -> tuple[int, str] | None:
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
