"""Words that a person has marked in a text, read as one field by the same rules as texts are.

The words are put where the field's rule looks for them (behind its label, below its heading) and read; the
evidence stays the words as they were marked.
"""

from __future__ import annotations

import re
from typing import Any

from postings.corrections import BY_HAND
from postings.drafting import added_names, findings_of, jsonable
from postings.extraction.pipeline import extract
from postings.models import Draft, DraftFinding

LONGEST = 2_000  # characters that can be marked at once

# Settings in which the words are read, tried in order. "{}" are the words.
_SETTINGS: dict[str, tuple[str, ...]] = {
    "locations": ("Location: {}", "Welder\n\nLocation: {}\n"),
    "workplace": ("Workplace: {}", "{}"),
    "eligibility": ("Workplace: Remote\nLocation: {}", "Remote position. {}", "Open to candidates in {}."),
    "pay": ("Salary: {}", "Pay: {}", "{}"),
    "employment_type": ("Employment type: {}", "{}"),
    "seniority": ("Seniority: {}", "# {}", "Level: {}"),
    "experience_years_min": ("## Requirements\n\n- {}\n", "Experience: {}"),
    "education": ("## Requirements\n\n- {}\n", "Education: {}"),
    "required_skills": ("## Requirements\n\n- {}\n",),
    "preferred_skills": ("## Nice to have\n\n- {}\n",),
    "apply_url": ("Apply at {}", "Apply here: {}"),
    "apply_email": ("Apply by e-mail: {}", "Send your application to {}"),
    "posted_on": ("Posted on: {}", "Date posted: {}"),
    "expires_on": ("Apply by {}", "Closing date: {}", "Deadline: {}"),
}  # fmt: skip
# What the words say is the value itself.
_VERBATIM = {"title": 200, "company": 200, "external_id": 120}
FIELDS = (*_VERBATIM, *_SETTINGS)


class SelectionError(Exception):
    """The words can't be taken; the message says why."""


def read_as(field: str, words: str) -> list[Any]:
    """The values, as JSON, that the words state of the field. Raises ``SelectionError`` when none does."""
    plain = " ".join(re.sub(r"[*_`#>|]+", " ", words).split())
    if field not in FIELDS:
        raise SelectionError("Choose a field for the words.")
    if not plain:
        raise SelectionError("Mark some words in the text first.")
    if field in _VERBATIM:
        if len(plain) > _VERBATIM[field]:
            raise SelectionError("These are too many words for this field.")
        return [plain]
    extra = added_names() if field.endswith("_skills") else ()
    for setting in _SETTINGS[field]:
        found = findings_of(extract(setting.format(plain), extra=extra))
        values = [jsonable(finding.value) for name, finding in found if name == field]
        if values:
            return (
                values if field in ("locations", "pay", "required_skills", "preferred_skills") else values[:1]
            )
    raise SelectionError(f"“{plain[:80]}” can't be read as this field: type it instead.")


def mark(*, draft: Draft, field: str, start: int, end: int) -> list[DraftFinding]:
    """Keep the characters ``start`` to ``end`` of the draft's text as evidence of the field, by hand.

    Offsets count characters of ``RawText.text``. Raises ``SelectionError``.
    """
    text = draft.raw_text.text
    if not 0 <= start < end <= len(text):
        raise SelectionError("Mark some words in the text first.")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > LONGEST:
        raise SelectionError(f"At most {LONGEST:,} characters can be marked at once.")
    values = read_as(field, text[start:end])
    draft.findings.filter(field=field, rule=BY_HAND, start=start, end=end).delete()
    return DraftFinding.objects.bulk_create(
        DraftFinding(
            draft=draft, field=field, value=value, quote=text[start:end], start=start, end=end,
            confidence=1.0, rule=BY_HAND,
        )
        for value in values
    )  # fmt: skip


def received_offset(text: str, shown: int) -> int:
    """The offset in the text as received of an offset in it as a browser shows it, where CR LF and CR are
    one line end."""
    at = 0
    for _ in range(shown):
        if at >= len(text):
            break
        at += 2 if text.startswith("\r\n", at) else 1
    return at
