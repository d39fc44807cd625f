"""Pay that a board reckons from like jobs, which is not what the posting offers.

Told by its words ("$53K-$91K (Glassdoor est.)"), by the name of its column (``estimated_salary``), or by a
flag beside it (``salary_is_predicted``). What the employer gave the board ("Employer est.") is stated pay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.records import Leaf

ESTIMATE = re.compile(
    r"\(?\s?(?:glassdoor|indeed|payscale|salary\.com|linkedin|talent\.com|zip\s?recruiter|adzuna|jobicy)"
    r"\s?est|\best(?:imated)? by\b",
    re.IGNORECASE,
)
_BY_EMPLOYER = re.compile(r"\bemployer\b", re.IGNORECASE)
_PAY = re.compile(
    r"(?:^|_)(?:salar(?:y|ies)|pay|wages?|compensation|remuneration|earnings|ctc|salaire|salario|gehalt)(?:_|$)"
)
_RECKONED = re.compile(
    r"(?:^|_)(?:est|estimates?|estimated|predicted|predictions?|avg|average|mean|median)(?:_|$)"
)
_FLAG = re.compile(r"(?:^|_)(?:predicted|estimated|is_estimate|inferred)$")
_YES = frozenset({"1", "1.0", "true", "yes"})
MAX_SUM_CHARS = 200  # a longer value is prose


def without_reckoned(leaves: Sequence[Leaf]) -> Sequence[Leaf]:
    """The leaves of one record without those that hold pay which a board reckons.

    A flag, or one value said to be a board's estimate, speaks for every sum of the record: its other columns
    repeat it in numbers.
    """
    paid = [(leaf, "_".join(leaf.names)) for leaf in leaves if leaf.kind != "null"]
    paid = [(leaf, name) for leaf, name in paid if _PAY.search(name)]
    if not paid:
        return leaves
    whole = any(
        (_FLAG.search(name) and leaf.value.text.strip().lower() in _YES) or ESTIMATE.search(leaf.value.text)
        for leaf, name in paid
        if len(leaf.value.text) <= MAX_SUM_CHARS
    )
    dropped = {
        id(leaf)
        for leaf, name in paid
        if (whole or _RECKONED.search(name)) and _is_sum(leaf) and not _BY_EMPLOYER.search(leaf.value.text)
    }
    return [leaf for leaf in leaves if id(leaf) not in dropped] if dropped else leaves


def _is_sum(leaf: Leaf) -> bool:
    """Whether a value is an amount rather than prose or a switch."""
    text = leaf.value.text
    return len(text) <= MAX_SUM_CHARS and any(character.isdigit() for character in text)
