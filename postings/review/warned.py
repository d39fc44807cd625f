"""What the linter finds and a person goes on in spite of, as the history keeps it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from postings import linting
from postings.linting import Severity
from postings.models import Draft, Posting
from postings.review.errors import UnmendedError
from postings.values import PostingValues


def passed_over(
    values: PostingValues, by: Any, *, draft: Draft | None = None, posting: Posting | None = None
) -> dict[str, Any]:
    """What the linter finds and the moderator publishes in spite of, for the history; empty for nothing, or
    when nobody has looked."""
    if by is None:
        return {}
    context = linting.context_of(values, draft=draft, posting=posting, user=by)
    codes = [finding.code for finding in linting.lint(values, context) if finding.severity != Severity.HINT]
    return {"warnings": [[], list(dict.fromkeys(codes))]} if codes else {}


def meant_so(posting: Posting, by: Any, anyway: Collection[str]) -> list[str]:
    """The codes of the warnings that were seen and are meant so."""
    findings = [finding for finding in linting.check(posting, user=by) if finding.severity != Severity.HINT]
    left = [
        finding for finding in findings if finding.severity == Severity.ERROR or finding.code not in anyway
    ]
    if left:
        raise UnmendedError(left)
    return list(dict.fromkeys(finding.code for finding in findings))
