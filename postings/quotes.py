"""The words of the source text behind each fact of a published posting.

A finding is shown only where its value still is what the posting says: when a reviewer has corrected a
value, the words that misled the rule prove nothing. Postings written by hand have no findings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from postings.extraction.mapped import Mapped
from postings.extraction.repair import repaired
from postings.models import Draft, DraftFinding, Posting
from postings.text import company_key, fold

CONTEXT_CHARS = 140  # shown of the line before and after the quoted words
MAX_QUOTE_CHARS = 400
QUOTES_A_FACT = 6
# Formats whose raw lines are readable; of the others only the quoted words are shown.
READABLE = {"markdown", "plain", "comment"}


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a quote; ``marked`` are the very words that the value was read from."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of the source text, repaired for reading, with one or more of its words marked."""

    parts: tuple[Part, ...]

    @property
    def words(self) -> list[str]:
        """What is marked."""
        return [part.text for part in self.parts if part.marked]


def quotes_of(posting: Posting) -> dict[str, list[Quote]]:
    """The quotes by fact: title company places workplace eligibility pay employment_type seniority
    experience education skills. Words on one line make one quote. Empty for a posting without a draft.
    Two queries."""
    draft = (
        Draft.objects.filter(posting=posting, state=Draft.State.APPROVED)
        .select_related("raw_text")
        .prefetch_related("findings")
        .first()
    )
    if draft is None:
        return {}
    text = draft.raw_text.text
    readable = draft.text_format in READABLE
    lines: dict[str, dict[tuple[int, int], list[DraftFinding]]] = defaultdict(lambda: defaultdict(list))
    for fact, finding in _agreeing(posting, draft.findings.all()):
        if text[finding.start : finding.end] == finding.quote and finding.quote.strip():
            span = _line(text, finding) if readable else (finding.start, finding.end)
            lines[fact][span].append(finding)
    return {
        fact: list(dict.fromkeys(_quote(text, *span, findings) for span, findings in spans.items()))[
            :QUOTES_A_FACT
        ]
        for fact, spans in lines.items()
    }


def _agreeing(posting: Posting, findings: Iterable[DraftFinding]) -> Iterable[tuple[str, DraftFinding]]:
    """The findings whose value the posting shows, with the name of the fact."""
    skills = {row.skill.name for row in posting.posting_skills.all()}
    places = {row.place_id for row in posting.places.all()}
    countries = {row.country.country_code for row in posting.eligible_countries.all()}
    bands = {(band.minimum, band.maximum, band.currency, band.period) for band in posting.salary_bands.all()}
    plain = {
        "workplace": posting.workplace,
        "employment_type": posting.employment_type,
        "seniority": posting.seniority,
        "education": posting.education,
    }
    for finding in findings:
        field, value = finding.field, finding.value
        match field:
            case "workplace" | "employment_type" | "seniority" | "education":
                if value is not None and value == plain[field]:
                    yield field, finding
            case "experience_years_min":
                if value is not None and value == posting.experience_years_min:
                    yield "experience", finding
            case "title":
                if fold(str(value)) == fold(posting.title):
                    yield "title", finding
            case "company":
                if posting.company is not None and company_key(str(value)) == posting.company.key:
                    yield "company", finding
            case "locations":
                if isinstance(value, dict) and value.get("geoname_id") in places:
                    yield "places", finding
            case "eligibility":
                if isinstance(value, dict) and _same_eligibility(posting, value, countries):
                    yield "eligibility", finding
            case "pay":
                if isinstance(value, dict) and _band(value) in bands:
                    yield "pay", finding
            case "required_skills" | "preferred_skills":
                if value in skills:
                    yield "skills", finding


def _same_eligibility(posting: Posting, value: dict[str, Any], countries: set[str]) -> bool:
    if value.get("worldwide"):
        return posting.eligibility == Posting.Eligibility.WORLDWIDE
    return (
        posting.eligibility == Posting.Eligibility.COUNTRIES and set(value.get("countries", ())) == countries
    )


def _band(value: dict[str, Any]) -> tuple[Decimal | None, Decimal | None, Any, Any]:
    return (
        _amount(value.get("minimum")),
        _amount(value.get("maximum")),
        value.get("currency"),
        value.get("period"),
    )


def _amount(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None


def _line(text: str, finding: DraftFinding) -> tuple[int, int]:
    """Where the line (or lines) of the finding begin and end."""
    end = text.find("\n", finding.end)
    return text.rfind("\n", 0, finding.start) + 1, len(text) if end < 0 else end


def _quote(text: str, start: int, end: int, findings: Iterable[DraftFinding]) -> Quote:
    """The line ``text[start:end]`` with the findings' words marked; what is far from them is left out."""
    parts: list[Part] = []
    at = start
    for finding in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        if finding.start < at and parts:
            continue  # inside words that are marked already
        gap = _tidy(text[at : finding.start])
        parts.append(Part(_last_words(gap.lstrip(" #>*-•|")) if not parts else _middle(gap), False))
        parts.append(Part(_tidy(finding.quote).strip()[:MAX_QUOTE_CHARS], True))
        at = finding.end
    parts.append(Part(_first_words(_tidy(text[at:end]).rstrip()), False))
    return Quote(tuple(part for part in parts if part.text))


def _tidy(raw: str) -> str:
    """Repaired, without Markdown's stars and backslashes, on one line."""
    text = repaired(Mapped.whole(raw)).text if raw else ""
    text = re.sub(r"\*{1,3}|\\(?=[\W_])|`", "", text)
    return re.sub(r"\s+", " ", text)


def _last_words(text: str) -> str:
    if len(text) <= CONTEXT_CHARS:
        return text
    return "… " + text[-CONTEXT_CHARS:].partition(" ")[2]


def _first_words(text: str) -> str:
    if len(text) <= CONTEXT_CHARS:
        return text
    return text[:CONTEXT_CHARS].rpartition(" ")[0] + " …"


def _middle(text: str) -> str:
    if len(text) <= 2 * CONTEXT_CHARS:
        return text
    return f"{_first_words(text)} {_last_words(text).removeprefix('… ')}"
