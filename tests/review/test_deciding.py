"""Drafts corrected, approved, rejected and opened again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from postings.models import Draft, Posting
from postings.review import deciding
from postings.review.errors import ConflictError, ReviewError
from postings.values import PostingValues
from tests.factories import (
    DraftFactory,
)
from tests.review.examples import full_values

pytestmark = pytest.mark.django_db


def test_an_approved_draft_is_a_live_posting_with_all_it_says(moderator):
    draft = DraftFactory()
    posting = deciding.approve(draft=draft, by=moderator, values=full_values())
    assert list(Posting.objects.live()) == [posting]
    stored = Posting.objects.get(pk=posting.pk)
    assert PostingValues.of(stored) == full_values(
        place_ids=tuple(stored.places.values_list("place_id", flat=True)),
        description_html="<h2>The work</h2><p>Weld.</p>",
    )
    band = stored.salary_bands.get()
    assert (band.yearly_minimum, band.yearly_maximum) == (Decimal("63440.00"), Decimal("79040.00"))
    draft.refresh_from_db()
    assert (draft.state, draft.posting, draft.reviewed_by) == ("approved", posting, moderator)


def test_a_draft_is_decided_once(moderator):
    draft = DraftFactory()
    deciding.approve(draft=draft, by=moderator)
    with pytest.raises(ConflictError, match="approved by"):
        deciding.reject(draft=draft, by=moderator, reason="Spam")
    assert Posting.objects.count() == 1


def test_a_correction_that_was_not_seen_is_not_overwritten(moderator):
    draft = DraftFactory()
    deciding.save_draft(draft=draft, by=moderator, values=PostingValues(title="Mine"), version=draft.version)
    with pytest.raises(ConflictError, match="Somebody else"):
        deciding.approve(draft=draft, by=moderator, version=draft.version)
    draft.refresh_from_db()
    assert draft.values["title"] == "Mine"


def test_a_recruiter_does_not_approve_drafts(recruiter):
    with pytest.raises(ReviewError, match="Only a moderator"):
        deciding.approve(draft=DraftFactory(), by=recruiter)


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_rejection_needs_a_reason(moderator, reason):
    with pytest.raises(ReviewError, match="why"):
        deciding.reject(draft=DraftFactory(), by=moderator, reason=reason)


def test_a_rejected_draft_can_be_reopened(moderator):
    draft = deciding.reject(draft=DraftFactory(), by=moderator, reason="Spam")
    deciding.reopen(draft=draft, by=moderator)
    assert list(Draft.objects.waiting()) == [draft]


def test_reopening_an_approved_draft_takes_its_posting_down(moderator):
    draft = DraftFactory()
    posting = deciding.approve(draft=draft, by=moderator)
    deciding.reopen(draft=draft, by=moderator)
    posting.refresh_from_db()
    assert posting.state == Posting.State.WITHDRAWN
    assert not Posting.objects.live().exists()
