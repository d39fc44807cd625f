"""Postings in the admin: the form, the steps, paste and preview, for recruiters and moderators."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from postings import link_check, review
from postings.intake import Incoming, import_texts
from postings.linting import WARNINGS
from postings.models import Draft, ImportBatch, Posting, RawText
from postings.values import PostingValues
from tests.admin.conftest import client_of
from tests.admin.forms import data_of, posting_data, said, text_of
from tests.factories import CompanyFactory, PlaceFactory, PostingFactory, SkillFactory, UserFactory

pytestmark = pytest.mark.django_db

ADD = "admin:postings_posting_add"
PASTE = "admin:postings_posting_paste"
TEXT = """# Senior Welder

### Alder Works

Location: Adelaide, Australia
Job type: Full-time

## Requirements

- 3+ years of experience with MIG welding

Apply at https://alder.example/jobs/7
"""


def change(posting: Posting) -> str:
    return reverse("admin:postings_posting_change", args=[posting.pk])


def step(posting: Posting) -> str:
    return reverse("admin:postings_posting_step", args=[posting.pk])


def sent(posting: Posting, **fields: Any) -> dict[str, Any]:
    """The form of a posting as a recruiter's page shows it."""
    posting.refresh_from_db()
    data = data_of(PostingValues.of(posting), version=str(posting.version))
    assert posting.company is not None
    return {**data, "company": posting.company.slug, **fields}


MEANT = {"anyway": "on", "seen": list(WARNINGS)}
"""Everything that the linter warns of was seen and is meant so."""

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
    assert '<p class="note note--warning">It states no pay.' in page
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
    review.update_posting(posting=posting, values=PostingValues.of(posting).replace(title="Theirs"), by=None)
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


def test_the_list_tells_the_state_and_filters_by_it(at_company, company):
    PostingFactory(company=company, title="Livejob")
    PostingFactory(company=company, title="Oldjob", expired=True)
    PostingFactory(company=company, title="Soonjob", scheduled=True)
    url = reverse("admin:postings_posting_changelist")
    page = text_of(at_company.get(url))
    for kind in ("live", "expired", "scheduled"):
        assert f'state--{kind}">{kind}<' in page
    assert "Oldjob" not in text_of(at_company.get(url, {"live": "yes"}))
    assert "Livejob" not in text_of(at_company.get(url, {"live": "expired"}))
    assert "Soonjob" in text_of(at_company.get(url, {"live": "scheduled"}))


def test_the_list_costs_the_same_queries_however_long(at_moderation, django_assert_max_num_queries):
    PostingFactory.create_batch(30)
    with django_assert_max_num_queries(11):
        at_moderation.get(reverse("admin:postings_posting_changelist"))


def test_several_are_closed_at_once_and_the_others_are_named(at_company, company):
    live = PostingFactory(company=company)
    draft = PostingFactory(company=company, draft=True, title="Unfinished")
    data = {"action": "fill_all", "_selected_action": [str(live.pk), str(draft.pk)]}
    page = text_of(at_company.post(reverse("admin:postings_posting_changelist"), data, follow=True))
    assert "Marked as filled: 1 posting." in page
    assert "Unfinished" in page
    assert "can&#x27;t become filled" in page


# --- paste ------------------------------------------------------------------------------------------


def test_a_pasted_text_fills_the_form_with_its_confidence_marked(at_company, company):
    response = at_company.post(reverse(PASTE), {"text": TEXT})
    draft = Draft.objects.get()
    assert (draft.company, draft.raw_text.batch.channel) == (company, ImportBatch.Channel.RECRUITER)
    assert response.url == f"{reverse(ADD)}?draft={draft.pk}"
    page = text_of(at_company.get(response.url))
    assert 'value="Senior Welder"' in page
    assert "Filled from your text." in page
    assert 'class="sure sure--' in page
    assert not Posting.objects.exists()

    values = PostingValues.from_json(draft.values)
    at_company.post(response.url, data_of(values, company=company.slug, _preview=""))
    posting = Posting.objects.get()
    draft.refresh_from_db()
    assert (draft.state, draft.posting) == ("approved", posting)
    assert "Senior Welder" in text_of(
        at_company.get(reverse("admin:postings_posting_preview", args=[posting.pk]))
    )


def test_a_text_pasted_again_leads_to_the_posting_it_became(at_company, company):
    url = at_company.post(reverse(PASTE), {"text": TEXT}).url
    assert at_company.post(reverse(PASTE), {"text": TEXT}).url == url
    at_company.post(url, posting_data(company=company.slug))
    posting = Posting.objects.get()
    response = at_company.post(reverse(PASTE), {"text": TEXT})
    assert response.url == change(posting)
    assert "You have this text already: it is draft." in said(response)
    assert at_company.get(url).url == change(posting)


def test_the_form_of_a_text_sent_twice_makes_one_posting(at_company, company):
    url = at_company.post(reverse(PASTE), {"text": TEXT}).url
    at_company.post(url, posting_data(company=company.slug))
    page = text_of(at_company.post(url, posting_data(company=company.slug, title="Again")))
    assert "meanwhile" in page
    assert Posting.objects.count() == 1


def test_a_text_known_from_elsewhere_fills_the_form_and_tells_nothing_of_there(at_company, company, at_other):
    import_texts([Incoming("scraped-secret-name.md", TEXT.encode())], channel="upload", source="Some board")
    response = at_company.post(reverse(PASTE), {"text": TEXT})
    assert "?text=" in response.url
    page = text_of(at_company.get(response.url))
    assert 'value="Senior Welder"' in page
    assert f'value="{company.slug}" selected' in page
    assert "scraped-secret-name" not in page
    assert "Some board" not in page
    assert RawText.objects.count() == 1
    assert at_other.get(response.url).status_code == 404  # the address is the recruiter's alone
    at_company.post(response.url, posting_data(company=company.slug))
    assert Posting.objects.get().company == company
    assert Draft.objects.waiting().count() == 1  # the moderators' draft is untouched


@pytest.mark.parametrize("token", ["x", "\x00", "a:b:c", "9" * 5000])
def test_a_forged_address_of_a_text_is_not_there(at_company, token):
    assert at_company.get(reverse(ADD), {"text": token}).status_code == 404


def test_a_text_that_is_no_posting_is_said_to_be_none_and_can_still_be_filled_in(at_company):
    text = (
        "# How to become a welder\n\nIn this guide we explain which courses to take and what welders earn.\n"
    )
    page = text_of(at_company.post(reverse(PASTE), {"text": text}, follow=True))
    draft = Draft.objects.get()
    assert draft.is_posting or "This does not read like a posting." in page
    assert "review-form" in page


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "a\x00b"])
def test_what_is_no_text_is_refused_in_the_form(at_company, text):
    response = at_company.post(reverse(PASTE), {"text": text})
    assert response.status_code == 200
    assert "errorlist" in text_of(response)
    assert not RawText.objects.exists()


def test_a_recruiter_of_two_companies_says_for_which(recruiter, other_company):
    other_company.memberships.create(user=recruiter)
    client = client_of(recruiter)
    assert "errorlist" in text_of(client.post(reverse(PASTE), {"text": TEXT}))
    client.post(reverse(PASTE), {"text": TEXT, "company": str(other_company.pk)})
    assert Draft.objects.get().company == other_company


# --- preview ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "expired", "filled", "withdrawn", "rejected", "scheduled"]
)
def test_the_preview_is_the_public_page_in_every_state(at_company, company, state):
    posting = PostingFactory(company=company, title="Fitter", pay=(100, 200, "USD", "day"), **{state: True})
    page = text_of(at_company.get(reverse("admin:postings_posting_preview", args=[posting.pk])))
    assert '<h1 id="title">Fitter</h1>' in page
    assert "$100–$200 a day" in page
    assert "Preview." in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_name_with_markup_is_shown_as_it_is_written(at_moderation, at_company, company):
    posting = PostingFactory(company=company, title="<script>alert(1)</script>", draft=True)
    for url in (change(posting), reverse("admin:postings_posting_changelist"), reverse("admin:index"),
                reverse("admin:postings_posting_preview", args=[posting.pk])):  # fmt: skip
        page = text_of(at_company.get(url))
        assert "<script>alert(1)" not in page, url
        assert "&lt;script&gt;alert(1)" in page, url
