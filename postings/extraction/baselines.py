"""What the simplest tools make of the same texts, to measure against: nothing of the application uses these.

* pay: JobSpy's ``extract_salary`` (``python-jobspy``, group ``baselines``), as its scrapers call it
* workplace: words in the text, the way job boards' filters do it
* skills: every spelling of the vocabulary as a whole word, without any test of meaning
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from postings.extraction.skill_vocabulary import load

HOW_TO_INSTALL_JOBSPY = "is not installed: uv sync --group baselines (python-jobspy 1.1.82)"
_PERIODS = {"yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}


def keyword_workplace(text: str) -> str | None:
    """ "remote", "hybrid" or "onsite" as soon as the word stands anywhere."""
    folded = text.casefold()
    if "hybrid" in folded:
        return "hybrid"
    if re.search(r"remote|work from home|wfh|telecommut", folded):
        return "remote"
    return "onsite" if re.search(r"on-?\s?site|in[- ]office|in[- ]person", folded) else None


@cache
def _skills() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {alias.text.casefold(): entry.name for entry in load().entries for alias in entry.aliases}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), names


def gazetteer_skills(text: str) -> list[str]:
    """Every skill whose name or other spelling stands in the text as a whole word, in any case."""
    pattern, names = _skills()
    return list(dict.fromkeys(names[found] for found in pattern.findall(text.casefold()) if found in names))


def jobspy_pay() -> Callable[[str], dict[str, Any] | None] | None:
    """JobSpy's reading of pay in the label form, or None when ``python-jobspy`` is not installed."""
    try:
        from jobspy.util import extract_salary  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        return None

    def read(text: str) -> dict[str, Any] | None:
        interval, low, high, currency = extract_salary(text)
        if low is None or high is None:
            return None
        return {"min": low, "max": high, "currency": currency, "period": _PERIODS.get(interval, interval)}

    return read
