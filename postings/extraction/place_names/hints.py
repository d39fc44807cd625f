"""Countries that a text's web addresses, post codes, currencies and forms of company point to."""

from __future__ import annotations

import re
from functools import lru_cache

from postings.extraction.prefilter import PatternSet

HINT_CHARS = 60_000  # text beyond this gives no hint at a country

_POSTCODES = (
    ("GB", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")),
    ("GB", re.compile(r"\.co\.uk\b|\.ac\.uk\b|\.org\.uk\b|£|\bGBP\b")),
    ("CA", re.compile(r"\bCAD\b|CA\$|C\$|\b[A-Z]\d[A-Z]\s\d[A-Z]\d\b")),
    ("AU", re.compile(r"\.com\.au\b|\bAUD\b|A\$|\bsuperannuation\b")),
    ("IN", re.compile(r"₹|\bINR\b|\b(?:lakhs?|LPA)\b")),
    ("IE", re.compile(r"\.ie\b")),
    ("NZ", re.compile(r"\.co\.nz\b|\bNZD\b")),
    ("ZA", re.compile(r"\.co\.za\b|\bZAR\b")),
    ("DE", re.compile(r"\w\.de\b|\bGmbH\b")),
    ("ES", re.compile(r"\w\.es\b|\bS\.L\.(?:U\.)?|\bjornada completa\b|\bbruto/año\b", re.IGNORECASE)),
    ("FR", re.compile(r"\w\.fr\b|\bSARL\b|\bCDI\b|\bRTT\b")),
    ("IT", re.compile(r"\w\.it\b|\bS\.r\.l\.|\bS\.p\.A\.")),
    ("NL", re.compile(r"\w\.nl\b")),
    ("PL", re.compile(r"\w\.pl\b|\bPLN\b|\bSp\. z o\.o\.")),
    ("CH", re.compile(r"\w\.ch\b|\bCHF\b")),
    ("BR", re.compile(r"R\$|\.com\.br\b|\bCLT\b")),
    ("US", re.compile(r"\bUSD\b|\b401\s?\(?k\)?|\bUS\$")),
)

_HINT_MARKS = PatternSet(mark for _, mark in _POSTCODES)


@lru_cache(maxsize=4)  # the same text is asked for again and again
def countries_hinted(text: str) -> frozenset[str]:
    """ISO 3166-1 codes of the countries that the text's marks point to."""
    scan = _HINT_MARKS.scan(text, 0, HINT_CHARS)
    return frozenset(
        country for number, (country, _) in enumerate(_POSTCODES) if scan.search(number) is not None
    )
