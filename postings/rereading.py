"""Reading stored texts anew after a change of the rules or the vocabulary: what would differ, then applied.

Only what no human has edited is proposed: a field that a revision of a person names is left as it is. Drafts
that wait and postings that came from drafts are read; texts of one posting and of many alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from postings import history
from postings.drafting import read, replace_findings, values_of
from postings.extraction.finding import Extraction
from postings.models import Draft, Posting, Revision
from postings.review import deciding, writing
from postings.text import company_key
from postings.values import PostingValues

ACTION = "read anew"
FIELDS = tuple(PostingValues.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What reading the draft's text anew changes: ``{field: [before, after]}`` in JSON form."""

    draft: Draft
    changes: dict[str, list[Any]]
    left: tuple[str, ...]  # fields that would differ and that a human has edited
    extraction: Extraction

    @property
    def row(self) -> Draft | Posting:
        """What the change is written to."""
        return self.draft.posting or self.draft


def proposals(drafts: QuerySet[Draft], fields: tuple[str, ...] = FIELDS) -> Iterator[Proposal]:
    """The drafts (waiting, or with a posting) that would say something else, each with its differences."""
    rows = drafts.exclude(state=Draft.State.REJECTED).select_related("raw_text", "posting__company")
    for draft in rows.iterator(chunk_size=50):
        if (proposal := propose(draft, fields)) is not None:
            yield proposal


def propose(draft: Draft, fields: tuple[str, ...] = FIELDS) -> Proposal | None:
    """What would change of one draft or of its posting; None when nothing would."""
    if draft.state == Draft.State.APPROVED and draft.posting is None:
        return None
    extractions = read(draft.raw_text)
    if draft.part >= len(extractions):
        return None
    extraction = extractions[draft.part]
    after = values_of(extraction).to_json()
    before = history.said_by(draft.posting or draft)
    differing = {name: change for name, change in history.difference(before, after).items() if name in fields}
    if "company" in differing and len(set(map(company_key, differing["company"]))) == 1:
        del differing["company"]  # another spelling of the same
    edited = edited_fields(draft)
    changes = {name: change for name, change in differing.items() if name not in edited}
    if draft.company_id is not None:
        changes.pop("company", None)  # a recruiter's text is their company's, whatever it says
    left = tuple(name for name in differing if name not in changes)
    return Proposal(draft, changes, left, extraction) if changes else None


def edited_fields(draft: Draft) -> set[str]:
    """The fields that a person has edited, in the draft or in its posting.

    A row that was changed before there was a history counts as edited throughout.
    """
    revisions = Revision.objects.filter(draft=draft, undone=False)
    if draft.posting_id is not None:
        revisions = revisions | Revision.objects.filter(posting=draft.posting_id, undone=False)
    rows = list(
        revisions.exclude(action__in=[ACTION, "undone", history.COMMENTED]).values_list("changes", flat=True)
    )
    edited = {name for changes in rows for name in changes}
    if not rows and (draft.version > 1 or draft.posting_id is not None):
        return set(FIELDS)
    return edited


@transaction.atomic
def apply(proposal: Proposal, *, by: Any) -> Draft | Posting:
    """Write what was proposed; it is in the history and can be taken back. What changed meanwhile raises
    ``ConflictError``."""
    row = proposal.row
    new = {name: after for name, (_, after) in proposal.changes.items()}
    values = PostingValues.from_json({**history.said_by(row), **new})
    written: Draft | Posting
    if isinstance(row, Posting):
        written = writing.update_posting(
            posting=row, values=values, by=by, version=row.version, action=ACTION
        )
    else:
        written = deciding.save_draft(draft=row, values=values, by=by, version=row.version, action=ACTION)
    replace_findings(proposal.draft, proposal.extraction)
    return written
