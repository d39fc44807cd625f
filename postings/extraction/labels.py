"""An extraction in the form of the labelled texts: the JSON that ``manage.py extract --jsonl`` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from postings.extraction.finding import Extraction, Finding, Pay

SINGLE_FIELDS = (
    "title",
    "company",
    "workplace",
    "eligibility",
    "employment_type",
    "seniority",
    "experience_years_min",
    "education",
    "apply_url",
    "apply_email",
    "posted_on",
    "expires_on",
    "external_id",
)
LIST_FIELDS = ("locations", "pay", "required_skills", "preferred_skills")


def as_label(extraction: Extraction) -> dict[str, Any]:
    """The fields of the label form with the evidence for each.

    A text that is taken for no posting has them too, as its draft does: the verdict may be wrong, and then
    nothing has to be read again. Who wants postings only asks ``is_posting``.

    Evidence is ``{field: {"quote", "start", "end", "confidence", "rule"}}``; with several values it is a list
    of those in the order of the values.
    """
    verdict = extraction.verdict
    label: dict[str, Any] = {
        "format": extraction.format,
        "language": extraction.language,
        "is_posting": verdict.value.is_posting,
        "kind": verdict.value.kind,
        "reason": verdict.value.reason,
    }
    evidence: dict[str, Any] = {"is_posting": _evidence(verdict)}
    label["title"] = _value(extraction.title)
    label["company"] = _value(extraction.company)
    label["locations"] = [
        {"city": place.value.city, "region": place.value.region, "country": place.value.country}
        for place in extraction.locations
    ]
    label["workplace"] = _value(extraction.workplace)
    eligibility = extraction.eligibility.value if extraction.eligibility else None
    label["eligibility"] = eligibility and {
        "worldwide": eligibility.worldwide,
        "areas": list(eligibility.areas),
        "countries": sorted(eligibility.countries),
    }
    label["pay"] = _pay_label(extraction.pay)
    label["pay_bands"] = [
        {**_band(finding.value), "scope": finding.value.scope} for finding in extraction.pay
    ]
    label["employment_type"] = _value(extraction.employment_type)
    label["seniority"] = _value(extraction.seniority)
    label["experience_years_min"] = _value(extraction.experience_years_min)
    label["required_skills"] = [skill.value for skill in extraction.required_skills]
    label["preferred_skills"] = [skill.value for skill in extraction.preferred_skills]
    label["education"] = _value(extraction.education)
    label["apply_url"] = _value(extraction.apply_url)
    label["apply_email"] = _value(extraction.apply_email)
    for field in ("posted_on", "expires_on"):
        date = _value(getattr(extraction, field))
        label[field] = date and date.isoformat()
    label["external_id"] = _value(extraction.external_id)
    label["notes"] = list(extraction.notes)
    for field in SINGLE_FIELDS:
        if (finding := getattr(extraction, field)) is not None:
            evidence[field] = _evidence(finding)
    for field in LIST_FIELDS:
        if findings := getattr(extraction, field):
            evidence[field] = [_evidence(finding) for finding in findings]
    label["evidence"] = evidence
    return label


def envelope(bands: Iterable[Pay]) -> Pay | None:
    """The lowest minimum and highest maximum of the bands in the main currency and period; None without
    bands.

    The main one is the commonest pair of currency and period, the first where two are equally common.
    """
    bands = list(bands)
    if not bands:
        return None
    pairs = Counter((band.currency, band.period) for band in bands)
    currency, period = max(pairs, key=lambda pair: pairs[pair])
    main = [band for band in bands if (band.currency, band.period) == (currency, period)]
    lows = [band.minimum for band in main if band.minimum is not None]
    highs = [band.maximum for band in main if band.maximum is not None]
    open_below = len(main) == 1 and main[0].minimum is None
    open_above = len(main) == 1 and main[0].maximum is None
    return Pay(
        minimum=None if open_below or not lows else min(lows),
        maximum=None if open_above or not highs else max(highs),
        currency=currency,
        period=period,
    )


def _pay_label(bands: Iterable[Finding[Pay]]) -> dict[str, Any] | None:
    whole = envelope(band.value for band in bands)
    return _band(whole) if whole is not None else None


def _band(pay: Pay) -> dict[str, Any]:
    return {
        "min": _number(pay.minimum),
        "max": _number(pay.maximum),
        "currency": pay.currency,
        "period": str(pay.period) if pay.period else None,
    }


def _number(amount: Decimal | None) -> float | int | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _value(finding: Finding[Any] | None) -> Any:
    return finding.value if finding is not None else None


def _evidence(finding: Finding[Any]) -> dict[str, Any]:
    return {
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "confidence": finding.confidence,
        "rule": finding.rule,
    }
