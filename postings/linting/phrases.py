"""Phrases that a posting should not hold, from ``data/phrases.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from postings.linting.result import Finding, Severity


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of data/phrases.toml."""

    code: str
    severity: Severity
    pattern: re.Pattern[str]
    why: str
    instead: str
    title_only: bool


@cache
def phrases() -> tuple[Phrase, ...]:
    """The vocabulary, compiled."""
    path = Path(__file__).parents[1] / "data" / "phrases.toml"
    return tuple(
        Phrase(
            code=entry["code"],
            severity=Severity(entry["severity"]),
            pattern=re.compile(
                rf"(?<!\w)(?:{'|'.join(pattern.replace(' ', _GAP) for pattern in entry['match'])})(?!\w)",
                re.IGNORECASE,
            ),
            why=entry["why"],
            instead=entry["instead"],
            title_only=entry.get("in") == "title",
        )
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["phrase"]
    )


_GAP = r"(?:[\s\u2010-\u2013-]{1,3})"
_DENIAL = re.compile(
    r"\b(?:no|not|never|without|nor|don['’]?t|doesn['’]?t|do not|does not|will not|"
    r"won['’]?t|isn['’]?t|aren['’]?t|"
    r"regardless of|irrespective of|beware of|kein\w*|nicht|ohne|sans|pas de|sin|ningún|nessun\w*|geen|niet)"
    r"(?:\W+\w+){0,4}\W*$",
    re.IGNORECASE,
)


def denied(text: str, start: int) -> bool:
    """Do the words before say that it is not so?"""
    clause = re.split(r"[.;:!?\n]", text[max(0, start - 60) : start])[-1]
    return _DENIAL.search(clause) is not None


def lint_phrases(title: str, text: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for phrase in phrases():
        for field, words in (("title", title), ("description_html", text)):
            if phrase.title_only and field != "title":
                continue
            match = next(
                (found for found in phrase.pattern.finditer(words) if not denied(words, found.start())), None
            )
            if match is not None and phrase.code not in seen:
                seen.add(phrase.code)
                quote = " ".join(match[0].split())[:80]
                yield Finding(
                    phrase.code,
                    phrase.severity,
                    f"“{quote}” {phrase.why} {phrase.instead}".strip(),
                    field,
                    quote,
                )
