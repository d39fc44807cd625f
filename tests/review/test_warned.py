"""What a person publishes in spite of the linter is kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from postings.models import Revision
from postings.review import deciding, lifecycle, undoing, writing
from postings.values import BandValues, PostingValues
from tests.factories import (
    DraftFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db


def test_the_history_keeps_what_the_linter_found_and_who_approved_in_spite_of_it(moderator):
    values = PostingValues(title="WELDER WANTED!", company="Alder Works", description_html="<p>Weld.</p>")
    draft = DraftFactory(values=values.to_json())
    posting = deciding.approve(draft=draft, by=moderator)
    for revision in (Revision.objects.get(posting=posting), Revision.objects.get(draft=draft)):
        assert revision.by == moderator
        before, passed_over = revision.changes["warnings"]
        assert before == []
        assert {"no_way_to_apply", "no_pay", "shouting", "description_short"} <= set(passed_over)
    undoing.undo(row=draft, by=moderator)
    draft.refresh_from_db()
    assert draft.state == "waiting"


def test_nothing_is_noted_where_nothing_was_found_or_nobody_looked(moderator):
    good = PostingValues(
        title="Welder", company="Alder Works", workplace="onsite", place_ids=(PlaceFactory().pk,),
        description_html=f"<p>{'You weld the hull of a ship with care. ' * 8}</p>",
        apply_email="jobs@alder.example",
        salary_bands=(BandValues(Decimal(50_000), Decimal(60_000), "AUD", "year"),),
    )  # fmt: skip
    deciding.approve(draft=DraftFactory(values=good.to_json()), by=moderator)
    deciding.approve(draft=DraftFactory(), by=None)
    assert not Revision.objects.filter(changes__has_key="warnings").exists()


def test_publishing_and_taking_it_back_leave_what_the_posting_says(moderator):
    posting = writing.create_posting(values=PostingValues(title="Welder"), by=moderator)
    lifecycle.publish(posting=posting, by=moderator)
    revision = Revision.objects.filter(posting=posting, action="published").get()
    assert "no_description" in revision.changes["warnings"][1]
    before = PostingValues.of(posting)
    undoing.undo(row=posting, by=moderator)
    posting.refresh_from_db()
    assert (posting.state, PostingValues.of(posting)) == ("draft", before)
