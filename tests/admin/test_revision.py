"""The history in the admin: what it says, and what each may take back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from postings.models import Posting, Revision
from postings.review import deciding, lifecycle, writing
from postings.values import PostingValues
from tests.admin.conftest import client_of
from tests.factories import DraftFactory, PlaceFactory
from tests.views.pages import text_of


@pytest.fixture
def posting(recruiter):
    values = PostingValues(title="Welder", company="Alder Works", description_html="<p>Weld hulls.</p>")
    return writing.create_posting(values=values, by=recruiter)


def change(posting, by, **changes):
    return writing.update_posting(posting=posting, by=by, values=PostingValues.of(posting).replace(**changes))


def history_of(client, posting):
    return text_of(client.get(reverse("admin:postings_posting_history", args=[posting.pk])))


def undo(client, revision):
    return client.post(reverse("admin:postings_revision_undo", args=[revision.pk]), follow=True)


def test_the_history_says_who_changed_what_from_what_into_what(at_company, recruiter, posting):
    place = PlaceFactory(name="Adelaide")
    change(posting, recruiter, title="Welder <b>7</b>", place_ids=(place.pk,), workplace="onsite")
    page = history_of(at_company, posting)
    for words in ("Created", "Changed", "recruiter", "Adelaide", "On-site", "&lt;", "not stated"):
        assert words in page
    assert "<b>7</b>" not in page


def test_a_recruiter_takes_back_the_own_change_and_no_moderators(at_company, recruiter, moderator, posting):
    change(posting, recruiter, title="Baker")
    assert "Take back: changed" in history_of(at_company, posting)
    undo(at_company, Revision.objects.filter(posting=posting).first())
    posting.refresh_from_db()
    assert posting.title == "Welder"
    change(posting, moderator, title="Moderated")
    assert "Take back" not in history_of(at_company, posting)
    answer = undo(at_company, Revision.objects.filter(posting=posting).first())
    assert "Only your own last change" in text_of(answer)
    posting.refresh_from_db()
    assert posting.title == "Moderated"


def test_another_companys_change_is_not_there(at_other, recruiter, posting):
    change(posting, recruiter, title="Baker")
    assert undo(at_other, Revision.objects.filter(posting=posting).first()).status_code == 404
    posting.refresh_from_db()
    assert posting.title == "Baker"


def test_only_the_last_change_is_taken_back(at_moderation, moderator, posting):
    change(posting, moderator, title="Second")
    first = Revision.objects.filter(posting=posting).first()
    change(posting, moderator, title="Third")
    assert "changed meanwhile" in text_of(undo(at_moderation, first))
    posting.refresh_from_db()
    assert posting.title == "Third"


def test_a_moderator_takes_back_step_by_step(at_moderation, moderator, posting):
    change(posting, moderator, title="Second")
    lifecycle.publish(posting=posting, by=moderator)
    lifecycle.withdraw(posting=posting, by=moderator, reason="Gone.")
    for state, title in (("published", "Second"), ("draft", "Second"), ("draft", "Welder")):
        undo(
            at_moderation,
            Revision.objects.filter(posting=posting, undone=False).exclude(action="undone").first(),
        )
        posting.refresh_from_db()
        assert (posting.state, posting.title) == (state, title)
    assert (posting.published_at, posting.closed_at, posting.closing_reason) == (None, None, "")
    assert "Take back" not in history_of(at_moderation, posting)


def test_the_history_of_a_draft_shows_its_text_and_its_review_can_be_taken_back(at_moderation, moderator):
    draft = DraftFactory()
    deciding.save_draft(
        draft=draft, by=moderator, values=PostingValues.from_json(draft.values).replace(title="Baker")
    )
    draft.refresh_from_db()
    deciding.approve(draft=draft, by=moderator)
    page = text_of(at_moderation.get(reverse("admin:postings_draft_history", args=[draft.pk])))
    assert "Approved" in page
    assert "Corrected" in page
    assert reverse("admin:postings_rawtext_change", args=[draft.raw_text_id]) in page
    undo(at_moderation, Revision.objects.filter(draft=draft).first())
    draft.refresh_from_db()
    assert draft.state == "waiting"
    assert not Posting.objects.live().exists()


def test_the_list_of_all_changes_takes_few_queries(at_moderation, moderator, django_assert_max_num_queries):
    for number in range(4):
        posting = deciding.approve(draft=DraftFactory(), by=moderator)
        change(posting, moderator, title=f"Job {number}")
    with django_assert_max_num_queries(10):
        page = text_of(at_moderation.get(reverse("admin:postings_revision_changelist")))
    assert "changed" in page


def test_the_history_takes_few_queries_however_long(moderator, posting, django_assert_max_num_queries):
    for number in range(6):
        change(posting, moderator, title=f"Job {number}")
    client = client_of(moderator)
    with django_assert_max_num_queries(14):
        history_of(client, posting)
