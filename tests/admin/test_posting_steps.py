"""Postings in the admin: the steps and what keeps from them, for recruiters and moderators."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from postings.models import Posting
from tests.admin.forms import ADD, MEANT, change, posting_data, said, step
from tests.factories import PostingFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

READY = {"apply_email": "jobs@alder.example", "description_html": "We weld."}
"""What a posting must at least say."""


def test_what_the_linter_warns_of_is_marked_and_submitted_only_when_it_is_meant(at_company, company):
    response = at_company.post(reverse(ADD), posting_data(company=company.slug, **READY, _step_submit=""))
    posting = Posting.objects.get()
    assert posting.state == Posting.State.DRAFT
    assert "Saved as a draft, not submitted yet: look at what is marked" in said(response)[0]
    page = text_of(at_company.get(change(posting)))
    assert "Checked before publishing" in page
    assert '<a href="#row-salary_bands">Pay</a>: It states no pay.' in page
    assert '<p class="note note--warning"> It states no pay.' in page
    assert "Submit it anyway: I have seen the 3 points" in page
    seen = re.findall(r'name="seen" value="(\w+)"', page)
    assert seen == ["no_pay", "description_short", "no_markup"]
    response = at_company.post(step(posting), {"step": "submit", "anyway": "on", "seen": seen})
    posting.refresh_from_db()
    assert posting.state == Posting.State.SUBMITTED
    history = text_of(at_company.get(reverse("admin:postings_posting_history", args=[posting.pk])))
    assert "In spite of" in history
    assert "no pay stated" in history


def test_what_the_linter_calls_an_error_can_not_be_meant_so(at_company, company):
    data = posting_data(company=company.slug, **MEANT, _step_submit="")
    response = at_company.post(reverse(ADD), data)
    posting = Posting.objects.get()
    assert posting.state == Posting.State.DRAFT
    assert "what has to be corrected is marked" in said(response)[0]
    preview = text_of(at_company.get(reverse("admin:postings_posting_preview", args=[posting.pk])))
    assert "2 to correct" in preview
    assert 'value="submit"' not in preview


def test_a_trusted_companys_posting_is_published_at_once(at_company, company):
    company.trusted = True
    company.save()
    response = at_company.post(
        reverse(ADD), posting_data(company=company.slug, **READY, **MEANT, _step_submit="")
    )
    posting = Posting.objects.get()
    assert posting.is_live()
    assert posting.get_absolute_url() in said(response)[0]


def test_a_moderator_approves_what_was_submitted(at_moderation, company):
    posting = PostingFactory(company=company, submitted=True)
    assert "Save and publish" in text_of(at_moderation.get(change(posting)))
    at_moderation.post(step(posting), {"step": "publish"})
    posting.refresh_from_db()
    assert posting.is_live()


def test_a_submission_is_sent_back_with_a_reason_that_the_recruiter_reads(at_moderation, at_company, company):
    posting = PostingFactory(company=company, submitted=True)
    response = at_moderation.post(step(posting), {"step": "send_back", "reason": " "})
    assert said(response) == ["Give a reason."]
    at_moderation.post(step(posting), {"step": "send_back", "reason": "Name the pay."})
    assert "Sent back by a moderator.</strong> Name the pay." in text_of(at_company.get(change(posting)))
    assert "sent back: Name the pay." in text_of(at_company.get(reverse("admin:index")))
    history = reverse("admin:postings_posting_history", args=[posting.pk])
    assert "Sent back: Name the pay." in text_of(at_company.get(history))


@pytest.mark.parametrize(
    ("name", "state"), [("fill", "filled"), ("withdraw", "withdrawn"), ("extend", "published")]
)
def test_a_recruiter_closes_or_extends_their_live_posting(at_company, company, name, state):
    posting = PostingFactory(company=company, expires_at=timezone.now() + timedelta(days=3))
    at_company.post(step(posting), {"step": name})
    posting.refresh_from_db()
    assert posting.state == state
    if name == "extend":
        assert posting.expires_at > timezone.now() + timedelta(days=32)


def test_a_step_that_the_state_does_not_allow_is_refused_in_words(at_company, company):
    posting = PostingFactory(company=company, draft=True)
    assert "draft can't become filled" in said(at_company.post(step(posting), {"step": "fill"}))[0]


@pytest.mark.parametrize("name", ["", "nonsense", "\x00", "publish_all"])
def test_an_unknown_step_is_not_there(at_company, company, name):
    posting = PostingFactory(company=company)
    assert at_company.post(step(posting), {"step": name}).status_code == 404


def test_several_are_closed_at_once_and_the_others_are_named(at_company, company):
    live = PostingFactory(company=company)
    draft = PostingFactory(company=company, draft=True, title="Unfinished")
    data = {"action": "fill_all", "_selected_action": [str(live.pk), str(draft.pk)]}
    page = text_of(at_company.post(reverse("admin:postings_posting_changelist"), data, follow=True))
    assert "Marked as filled: 1 posting." in page
    assert "Unfinished" in page
    assert "can&#x27;t become filled" in page
