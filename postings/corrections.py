"""What people make of what the rules read, field by field: kept when a draft is decided, as evidence of how
right the rules are and as labels to measure changes with.

Only a draft that a person has looked at counts: one that is published unseen, or approved with many others,
says nothing of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from postings.extraction.finding import Pay
from postings.extraction.labels import envelope
from postings.models import Draft, FieldCheck, Place
from postings.values import PostingValues

Outcome = FieldCheck.Outcome
VERDICT = "is_posting"
NOT_A_POSTING = "Not a job posting."  # the reason of a rejection that contradicts the rules' verdict

# The label form's name of each field, and what of the values it covers.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "company": ("company",),
    "locations": ("place_ids",),
    "workplace": ("workplace",),
    "eligibility": ("eligibility", "eligible_countries", "eligible_areas"),
    "pay": ("salary_bands",),
    "employment_type": ("employment_type",),
    "seniority": ("seniority",),
    "experience_years_min": ("experience_years_min",),
    "education": ("education",),
    "required_skills": ("required_skills",),
    "preferred_skills": ("preferred_skills",),
    "apply_url": ("apply_url",),
    "apply_email": ("apply_email",),
    "posted_on": ("stated_posted_on",),
    "expires_on": ("expires_on",),
    "external_id": ("external_id",),
}


def readable(values: PostingValues) -> dict[str, Any]:
    """What ``Draft.read`` keeps of what the rules read: the values without those nobody checks."""
    data = values.to_json()
    return {name: data[name] for names in FIELDS.values() for name in names}


def note_approval(draft: Draft, values: PostingValues, by: Any) -> None:
    """Keep what the person made of each field. A draft from before there was ``Draft.read`` is left out."""
    if by is None or draft.read is None:
        return
    read, final = draft.read, values.to_json()
    evidence = _evidence(draft)
    checks = [_check(draft, VERDICT, draft.is_posting, True, evidence, by)]
    for field, names in FIELDS.items():
        before, after = _stated(read, names), _stated(final, names)
        checks.append(_check(draft, field, before, after, evidence, by))
    forget(draft)
    FieldCheck.objects.bulk_create(checks)


def note_rejection(draft: Draft, reason: str, by: Any) -> None:
    """Keep what a rejection says of the verdict; a duplicate or a closed job says nothing of it."""
    if by is None or (draft.is_posting and reason != NOT_A_POSTING):
        return
    forget(draft)
    _check(draft, VERDICT, draft.is_posting, False, _evidence(draft), by).save()


def forget(draft: Draft) -> None:
    """The decision was taken back."""
    FieldCheck.objects.filter(draft=draft).delete()


def _stated(values: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The field's value as JSON, None when it is not stated. Lists are put in order."""
    parts = {name: values.get(name) for name in names}
    if "eligibility" in parts:
        if parts["eligibility"] == "countries":
            return sorted(parts["eligible_countries"] or parts["eligible_areas"] or [])
        return "worldwide" if parts["eligibility"] == "worldwide" else None
    value = parts[names[0]]
    if isinstance(value, (list, tuple)):
        return sorted(value, key=repr) or None
    return None if value in ("", None) else value


def _evidence(draft: Draft) -> dict[str, tuple[str, float]]:
    """Rule and confidence of the least sure finding by field, without what was marked by hand."""
    found: dict[str, tuple[str, float]] = {}
    for field, rule, confidence in draft.findings.values_list("field", "rule", "confidence"):
        if rule != BY_HAND and (field not in found or confidence < found[field][1]):
            found[field] = (rule, confidence)
    return found


BY_HAND = "by hand"  # the rule of a finding that a person has marked


def _check(
    draft: Draft, field: str, before: Any, after: Any, evidence: Mapping[str, tuple[str, float]], by: Any
) -> FieldCheck:
    if before == after:
        outcome = Outcome.BLANK if after is None else Outcome.RIGHT
    elif before is None:
        outcome = Outcome.ADDED
    else:
        outcome = Outcome.REMOVED if after is None else Outcome.CORRECTED
    rule, confidence = evidence.get("verdict" if field == VERDICT else field, ("", None))
    if before is None:
        rule, confidence = "", None
    return FieldCheck(
        draft=draft, field=field, outcome=outcome, rule=rule, confidence=confidence,
        read=before, final=after, source=draft.raw_text.source, by=by,
    )  # fmt: skip


# --- labels ---------------------------------------------------------------------------------------


def labelled(checks: QuerySet[FieldCheck] | None = None) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """The checked drafts in the label form that ``score_extraction`` reads: (file, label, text's bytes).

    Texts that hold one posting or none: of several, one label would not say which.
    """
    checks = FieldCheck.objects.all() if checks is None else checks
    drafts = (
        Draft.objects.filter(pk__in=checks.filter(field=VERDICT).values("draft"))
        .exclude(raw_text__drafts__part__gt=0)
        .select_related("raw_text")
        .order_by("pk")
    )
    for draft in drafts.iterator(chunk_size=100):
        name = f"texts/{draft.raw_text.sha256[:16]}.txt"
        yield name, {**_label(draft), "file": name}, draft.raw_text.text.encode()


def _label(draft: Draft) -> dict[str, Any]:
    final = dict(draft.checks.values_list("field", "final"))
    posting = bool(final[VERDICT])
    places = Place.objects.in_bulk(final.get("locations") or [])
    by_id = (places.get(pk) for pk in final.get("locations") or [])
    return {
        "id": f"draft-{draft.pk}",
        "format": draft.text_format,
        "language": draft.language or None,
        "is_posting": posting,
        **{name: final.get(name) for name in FIELDS if name not in ("locations", "pay", "eligibility")},
        "locations": [_location(place) for place in by_id if place is not None],
        "eligibility": _eligibility(final.get("eligibility")),
        "pay": _pay(final.get("pay") or []),
        "required_skills": final.get("required_skills") or [],
        "preferred_skills": final.get("preferred_skills") or [],
        "notes": f"checked {draft.reviewed_at:%Y-%m-%d}" if draft.reviewed_at else "",
    }


def _location(place: Place) -> dict[str, Any]:
    kind = Place.Kind
    return {
        "city": place.name if place.kind == kind.CITY else None,
        "region": None if place.kind == kind.COUNTRY else place.region_code or None,
        "country": place.country_code,
    }


def _eligibility(stated: Any) -> dict[str, Any] | None:
    if stated is None:
        return None
    listed = stated if isinstance(stated, list) else []
    return {
        "worldwide": stated == "worldwide",
        "areas": [name for name in listed if len(name) != 2],
        "countries": [name for name in listed if len(name) == 2],
    }


def _pay(bands: list[dict[str, Any]]) -> dict[str, Any] | None:
    def amount(value: str | None) -> Decimal | None:
        return Decimal(value) if value else None

    whole = envelope(
        Pay(amount(band["minimum"]), amount(band["maximum"]), band["currency"], band["period"], "")
        for band in bands
    )
    if whole is None:
        return None
    low, high = (None if bound is None else float(bound) for bound in (whole.minimum, whole.maximum))
    return {"min": low, "max": high, "currency": whole.currency, "period": str(whole.period)}
