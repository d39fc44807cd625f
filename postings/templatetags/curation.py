"""Likely duplicates and the history on pages of the admin."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from postings.admin.duplicate import compare_url
from postings.admin.revision import entries_of, may_undo
from postings.admin.wording import label_of, place_names, words_of
from postings.duplicates import likely
from postings.models import Draft, Fingerprint, Posting
from postings.permissions import is_moderator
from postings.values import PostingValues

register = template.Library()


@register.filter
def marking(line: str, words: str) -> SafeString:
    """The line with the first place where the words stand in a ``<mark>``, whatever their capitals."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line, re.IGNORECASE) if words else None
    if found is None:
        return format_html("{}", line)
    return format_html("{}<mark>{}</mark>{}", line[: found.start()], found[0], line[found.end() :])


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


@register.simple_tag
def percent(share: float) -> str:
    """A share, 0 to 1, in whole per cent."""
    return f"{share:.0%}"


@register.simple_tag
def draft_facts(draft: Draft) -> list[tuple[str, str]]:
    """What a draft proposes, field by field in words, without title, company and description. One query."""
    values = PostingValues.from_json(draft.values).to_json()
    places = place_names(values["place_ids"]) if values["place_ids"] else {}
    left_out = {"title", "company", "description_html", "language", "eligible_areas"}
    facts = (
        (field, words_of(field, value, places)) for field, value in values.items() if field not in left_out
    )
    return [(label_of(field), words) for field, words in facts if words and words != "not stated"]


@register.simple_tag(takes_context=True)
def revisions(context: dict[str, Any], row: Draft | Posting) -> dict[str, Any]:
    """The row's history: ``entries``, what the user may ``undo``, and whether a ``moderator`` asks."""
    user = context["request"].user
    return {"entries": entries_of(row), "undo": may_undo(row, user), "moderator": is_moderator(user)}


@register.filter
def bar_height(percent: int) -> float:
    """The height of a share in a drawing 24 high; at least a hair line."""
    return max(round(percent * 0.24, 1), 0.5)


@register.filter
def bar_top(percent: int) -> float:
    """Where the bar of a share begins in a drawing 24 high."""
    return round(24 - bar_height(percent), 1)


@register.filter
def share_height(number: int, most: int) -> float:
    """The height of a count in a drawing 64 high, whose highest is ``most``; at least a hair line."""
    return max(round(60 * number / most, 1), 0.5) if most else 0.5


@register.filter
def share_top(number: int, most: int) -> float:
    """Where the bar of a count begins in a drawing 64 high."""
    return round(64 - share_height(number, most), 1)
