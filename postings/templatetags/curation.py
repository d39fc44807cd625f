"""Likely duplicates and the history on pages of the admin."""

from __future__ import annotations

from typing import Any

from django import template

from postings.admin.duplicate import compare_url
from postings.admin.revision import entries_of, may_undo
from postings.duplicates import likely
from postings.models import Draft, Fingerprint, Posting
from postings.permissions import is_moderator

register = template.Library()


@register.inclusion_tag("admin/postings/includes/likely_duplicates.html")
def likely_duplicates(row: Draft | Posting) -> dict[str, Any]:
    """The rows that may be the same job as this one, each with why, and a link to compare. Six queries."""
    mine = Fingerprint.objects.filter(**{"draft" if isinstance(row, Draft) else "posting": row}).first()
    candidates = []
    for candidate in likely(mine) if mine is not None else []:
        other = candidate.posting or candidate.draft
        assert other is not None
        posting = isinstance(other, Posting)
        candidates.append(
            {
                "row": other,
                "kind": "posting" if posting else "draft",
                "source": other.source if isinstance(other, Posting) else other.raw_text.source,
                "url": compare_url(other, row),
                "percent": round(min(candidate.likeness.score, 0.99) * 100),
                "reasons": candidate.likeness.reasons,
            }
        )
    return {"candidates": candidates}


@register.simple_tag(takes_context=True)
def revisions(context: dict[str, Any], row: Draft | Posting) -> dict[str, Any]:
    """The row's history: ``entries``, what the user may ``undo``, and whether a ``moderator`` asks."""
    user = context["request"].user
    return {"entries": entries_of(row), "undo": may_undo(row, user), "moderator": is_moderator(user)}
