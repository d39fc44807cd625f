"""From a raw text to drafts: runs extraction and keeps what it read. The only creator of drafts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction

from postings import corrections, duplicates
from postings.extraction import confidence
from postings.extraction.finding import Extraction, Finding, Location
from postings.extraction.pipeline import extract_all
from postings.extraction.skill_mentions import ExtraNames
from postings.models import Company, Draft, DraftFinding, Posting, RawText, SkillAlias
from postings.sanitise import clean_html
from postings.values import BandValues, PostingValues

# A value is filled in from this confidence on; below it is only shown as a suggestion.
FILL_FROM = confidence.load().fill_from
MAX_PARTS = 200  # postings told apart in one text
# Bounds of the columns that extraction knows nothing of.
MAX_TITLE_CHARS = 200
MAX_AMOUNT = Decimal("9999999999.99")


@transaction.atomic
def draft_text(*, raw_text: RawText, company: Company | None = None) -> list[Draft]:
    """Read the text and store one draft for each posting it holds (one draft when it holds none).

    ``company`` is the recruiter's own: it overrides what the text says of who hires.
    """
    extractions = read(raw_text)
    return [_store(raw_text, part, extraction, company) for part, extraction in enumerate(extractions)]


def read(raw_text: RawText) -> list[Extraction]:
    """What the rules read of the text today, with the spellings of skills that moderators have added."""
    return extract_all(raw_text.text, extra=added_names())[:MAX_PARTS]


def added_names() -> ExtraNames:
    """The spellings that people have added to skills, of the vocabulary or their own: (skill, spelling).

    Read for every text, so a spelling counts from the next one on; one query for the few there are. Sorted:
    the same names give the same reading, and the matcher made of them is kept for as long as they stay.
    """
    added = SkillAlias.objects.filter(from_vocabulary=False).values_list("skill__name", "text")
    return tuple(sorted(added))


def replace_findings(draft: Draft, extraction: Extraction) -> None:
    """Keep what was read now in the place of what was read before."""
    draft.findings.all().delete()
    _store_findings(draft, extraction)
    draft.read = corrections.readable(values_of(extraction))
    draft.save(update_fields=["read"])


def _store_findings(draft: Draft, extraction: Extraction) -> None:
    DraftFinding.objects.bulk_create(
        DraftFinding(
            draft=draft, field=field, value=jsonable(finding.value), quote=finding.quote, start=finding.start,
            end=finding.end, confidence=finding.confidence, rule=finding.rule[:80],
        )
        for field, finding in findings_of(extraction)
    )  # fmt: skip


def _store(raw_text: RawText, part: int, extraction: Extraction, company: Company | None) -> Draft:
    values = values_of(extraction)
    if company is not None:
        values = values.replace(company=company.name)
    verdict = extraction.verdict.value
    draft = Draft.objects.create(
        raw_text=raw_text,
        part=part,
        is_posting=verdict.is_posting,
        kind=verdict.kind[:20],
        verdict=verdict.reason[:300],
        text_format=extraction.format,
        language=extraction.language or "",
        confidence=confidence_of(extraction),
        values=values.to_json(),
        read=corrections.readable(values),
        notes=list(extraction.notes),
        company=company,
    )
    _store_findings(draft, extraction)
    if (fingerprint := duplicates.fingerprint_draft(draft, values)) is not None:
        duplicates.note_likely(fingerprint)
    return draft


_SINGLE = ("title", "company", "workplace", "eligibility", "employment_type", "seniority",
           "experience_years_min", "education", "apply_url", "apply_email", "posted_on", "expires_on",
           "external_id")  # fmt: skip
_SEVERAL = ("locations", "pay", "required_skills", "preferred_skills")


def findings_of(extraction: Extraction) -> Iterator[tuple[str, Finding[Any]]]:
    """Every finding with the name of its field."""
    yield "verdict", extraction.verdict
    for field in _SINGLE:
        if (finding := getattr(extraction, field)) is not None:
            yield field, finding
    for field in _SEVERAL:
        for finding in getattr(extraction, field):
            yield field, finding


def jsonable(value: Any) -> Any:
    """A finding's value as JSON."""
    from dataclasses import asdict, is_dataclass
    from datetime import date

    if is_dataclass(value) and not isinstance(value, type):
        return {name: jsonable(item) for name, item in asdict(value).items()}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [jsonable(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def confidence_of(extraction: Extraction) -> float:
    """How sure the least sure of what a posting needs is: the verdict, title, company, place, workplace, pay.

    A missing title counts as 0: nothing can be published without one.
    """
    if not extraction.verdict.value.is_posting:
        return extraction.verdict.confidence
    if extraction.title is None:
        return 0.0
    found = [extraction.verdict, extraction.title, extraction.company, extraction.workplace]
    return min(
        finding.confidence
        for finding in (*found, *extraction.locations, *extraction.pay)
        if finding is not None
    )


def values_of(extraction: Extraction) -> PostingValues:
    """What is sure enough to be filled in, in the form of a posting."""

    def sure[T](finding: Finding[T] | None) -> T | None:
        return finding.value if finding is not None and finding.confidence >= FILL_FROM else None

    eligibility = sure(extraction.eligibility)
    if eligibility is None:
        scope = Posting.Eligibility.UNKNOWN
    elif eligibility.worldwide:
        scope = Posting.Eligibility.WORLDWIDE
    else:
        scope = Posting.Eligibility.COUNTRIES if eligibility.countries else Posting.Eligibility.UNKNOWN
    required = _unique(finding.value for finding in extraction.required_skills if sure(finding))
    preferred = _unique(finding.value for finding in extraction.preferred_skills if sure(finding))
    return PostingValues(
        title=(sure(extraction.title) or "")[:MAX_TITLE_CHARS],
        company=(sure(extraction.company) or "")[:200],
        place_ids=_place_ids(location for found in extraction.locations if (location := sure(found))),
        workplace=sure(extraction.workplace),
        eligibility=scope,
        eligible_areas=tuple(eligibility.areas) if eligibility else (),
        eligible_countries=tuple(sorted(eligibility.countries)) if eligibility else (),
        salary_bands=tuple(_bands(extraction)),
        employment_type=sure(extraction.employment_type),
        seniority=sure(extraction.seniority),
        education=sure(extraction.education),
        experience_years_min=sure(extraction.experience_years_min),
        required_skills=required,
        preferred_skills=tuple(name for name in preferred if name not in required),
        apply_url=(sure(extraction.apply_url) or "")[:1000],
        apply_email=sure(extraction.apply_email) or "",
        stated_posted_on=sure(extraction.posted_on),
        expires_on=sure(extraction.expires_on),
        language=extraction.language or "",
        external_id=(sure(extraction.external_id) or "")[:120],
        description_html=clean_html(extraction.description_html),
    )


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _place_ids(locations: Iterator[Location]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(place.geoname_id for place in locations if place.geoname_id is not None))


def _bands(extraction: Extraction) -> Iterator[BandValues]:
    """The bands that can be stored: with currency and period, in order, within the column's bounds."""
    seen = set()
    for finding in extraction.pay:
        pay = finding.value
        if finding.confidence < FILL_FROM or pay.currency is None or pay.period is None:
            continue
        bounds = [bound for bound in (pay.minimum, pay.maximum) if bound is not None]
        if not bounds or min(bounds) <= 0 or max(bounds) > MAX_AMOUNT or bounds != sorted(bounds):
            continue
        band = BandValues(pay.minimum, pay.maximum, pay.currency, pay.period.value, pay.scope[:120])
        if band not in seen:
            seen.add(band)
            yield band
