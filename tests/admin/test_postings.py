"""Postings in the admin: the form, for recruiters and moderators."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.urls import reverse

from postings import link_check
from postings.models import Posting
from postings.review import writing
from postings.values import PostingValues
from tests.admin.conftest import client_of
from tests.admin.forms import ADD, MEANT, change, data_of, posting_data, said, step
from tests.factories import CompanyFactory, PlaceFactory, PostingFactory, SkillFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


def sent(posting: Posting, **fields: Any) -> dict[str, Any]:
    """The form of a posting as a recruiter's page shows it."""
    posting.refresh_from_db()
    data = data_of(PostingValues.of(posting), version=str(posting.version))
    assert posting.company is not None
    return {**data, "company": posting.company.slug, **fields}


def test_a_moderator_sees_what_the_linter_finds_and_decides(at_moderation, company):
    posting = PostingFactory(company=company, submitted=True, apply_url="")
    assert "Say how to apply" in text_of(at_moderation.get(change(posting)))
    at_moderation.post(step(posting), {"step": "publish"})
    posting.refresh_from_db()
    assert posting.is_live()


def test_the_address_to_apply_at_is_looked_at_in_the_background(
    at_company, company, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.CHECK_APPLY_LINKS = True
    monkeypatch.setattr(link_check, "look", lambda url: link_check.Look("dead", 404, "It answers 404."))
    with django_capture_on_commit_callbacks(execute=True):
        at_company.post(
            reverse(ADD), posting_data(company=company.slug, apply_url="https://alder.example/gone")
        )
    assert "It answers 404. Looked at" in text_of(at_company.get(change(Posting.objects.get())))


def test_a_recruiter_adds_a_posting_and_submits_it(at_company, company, recruiter):
    skill = SkillFactory(name="Flurbing")
    data = posting_data(
        company=company.slug,
        workplace="onsite",
        places=[str(PlaceFactory().pk)],
        required_skills=[str(skill.pk)],
        apply_email="jobs@alder.example",
        description_html="We weld.\n\nA lot.",
        **MEANT,
        **{
            "bands-0-minimum": "30",
            "bands-0-maximum": "38",
            "bands-0-currency": "aud",
            "bands-0-period": "hour",
            "_step_submit": "",
        },
    )
    response = at_company.post(reverse(ADD), data)
    posting = Posting.objects.get()
    assert posting.state == Posting.State.SUBMITTED
    assert said(response) == ["Submitted. A moderator will look at it."]
    assert (posting.company, posting.created_by) == (company, recruiter)
    assert str(posting.salary_bands.get()) == "A$30–A$38 an hour"
    assert posting.description_html == "<p>We weld.</p>\n\n<p>A lot.</p>"
    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["Submitted.", "Added."]


def test_a_change_is_written_and_kept_in_the_history(at_company, company):
    posting = PostingFactory(company=company, title="Welder", pay=(100, 200, "USD", "day"))
    response = at_company.post(change(posting), sent(posting, title="Fitter", workplace="remote"))
    posting.refresh_from_db()
    assert (posting.title, posting.workplace, posting.state) == ("Fitter", "remote", "published")
    assert said(response) == ["Saved."]
    assert LogEntry.objects.get().get_change_message() == "Changed title and remote policy."


def test_saving_without_a_change_leaves_no_trace(at_company, company):
    posting = PostingFactory(company=company, pay=(100, 200, "USD", "day"), skills=["Flurbing"])
    response = at_company.post(change(posting), sent(posting))
    assert said(response) == ["Saved; nothing was different."]
    assert not LogEntry.objects.exists()


def test_a_change_made_meanwhile_is_not_overwritten(at_company, company):
    posting = PostingFactory(company=company)
    data = sent(posting, title="Mine")
    writing.update_posting(posting=posting, values=PostingValues.of(posting).replace(title="Theirs"), by=None)
    page = text_of(at_company.post(change(posting), data))
    assert "Somebody else changed this posting meanwhile." in page
    assert 'value="Mine"' in page
    posting.refresh_from_db()
    assert posting.title == "Theirs"


@pytest.mark.django_db(transaction=True)
def test_an_approval_and_an_edit_at_the_same_moment_both_hold_or_one_is_told():
    company = CompanyFactory(name="Alder Works")
    recruiter = UserFactory(recruiter=True, companies=[company])
    moderator = UserFactory(moderator=True)
    posting = PostingFactory(company=company, submitted=True)
    data = sent(posting, title="Fitter")
    barrier = threading.Barrier(2)
    answers: dict[str, int] = {}

    def send(name: str, user: Any, url: str, fields: dict[str, Any]) -> None:
        client = client_of(user)
        barrier.wait()
        answers[name] = client.post(url, fields).status_code
        connection.close()

    threads = [
        threading.Thread(target=send, args=["edit", recruiter, change(posting), data]),
        threading.Thread(target=send, args=["approve", moderator, step(posting), {"step": "publish"}]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    posting.refresh_from_db()
    assert posting.state == Posting.State.PUBLISHED
    assert answers["approve"] == 302
    # The edit came first and is published, or came second and was refused with its page (200).
    assert (answers["edit"], posting.title == "Fitter") in {(302, True), (200, False)}
