"""The linter: what a posting should mend before it is published.

``lint`` is pure: a posting and what is known around it in, findings out. ``context_of`` reads the latter from
the database. Recruiters cannot submit with errors, and submit with warnings only knowingly; moderators are
shown the same and decide.
"""

from __future__ import annotations

from typing import Any

from postings.linting.around import context_of
from postings.linting.facts import lint_applying, lint_dates, lint_duplicates, lint_markup, lint_place
from postings.linting.pay import lint_pay
from postings.linting.phrases import lint_phrases, phrases
from postings.linting.result import ERRORS, WARNINGS, Context, Finding, Near, Severity
from postings.linting.wording import lint_description, lint_title
from postings.models import Posting
from postings.sanitise import clean_description, text_of
from postings.values import PostingValues

__all__ = [
    "ERRORS",
    "WARNINGS",
    "Context",
    "Finding",
    "Near",
    "Severity",
    "check",
    "context_of",
    "lint",
    "phrases",
]

LOOKED_AT_CHARS = 60_000

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def lint(values: PostingValues, context: Context) -> list[Finding]:
    """All findings, errors first, then in the order of the form."""
    text = text_of(clean_description(values.description_html))[:LOOKED_AT_CHARS]
    found = [
        *lint_title(values, context),
        *lint_place(values, text),
        *lint_pay(values, text),
        *lint_phrases(values.title, text),
        *lint_applying(values, context),
        *lint_dates(values, context),
        *lint_description(text),
        *lint_duplicates(context),
        *lint_markup(values),
    ]
    return sorted(found, key=lambda finding: _RANK[finding.severity])


def check(posting: Posting, *, user: Any = None) -> list[Finding]:
    """The findings of a stored posting."""
    values = PostingValues.of(posting)
    return lint(values, context_of(values, posting=posting, user=user))
