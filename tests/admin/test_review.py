"""The review page: what a moderator sees and what each button does."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.urls import reverse

from postings.intake import Incoming, import_texts
from postings.models import Draft, DraftFinding, Posting
from postings.review import deciding
from postings.values import PostingValues
from tests.admin.conftest import client_of
from tests.admin.forms import data_of, posting_data, said
from tests.factories import CompanyFactory, DraftFactory, SkillFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

TEXT = """# Senior Welder

### Alder Works

Location: Adelaide, Australia
Job type: Full-time

## Pay

A$38 - A$44 per hour

## Requirements

- 3+ years of experience with MIG welding
- Python

## Nice to have

- Kubernetes

Apply at https://alder.example/jobs/7
"""


@pytest.fixture
def draft() -> Draft:
    summary = import_texts([Incoming("welder.md", TEXT.encode())], channel="paste")
    return summary.drafts[0]


def address(draft: Draft) -> str:
    return reverse("admin:postings_draft_change", args=[draft.pk])


def sent(draft: Draft, **fields: Any) -> dict[str, Any]:
    draft.refresh_from_db()
    return {**data_of(PostingValues.from_json(draft.values)), "version": str(draft.version), **fields}


def test_the_text_stands_beside_the_fields_with_its_words_marked(at_moderation, draft):
    page = text_of(at_moderation.get(address(draft)))
    finding = draft.findings.get(field="title")
    assert f'<span id="f{finding.pk}"></span>Senior Welder</mark>' in page
    assert 'value="Senior Welder"' in page
    assert 'name="version" value="1"' in page
    assert "A posting." in page


def test_a_text_that_is_no_posting_says_why_and_offers_to_reject_first(at_moderation):
    draft = DraftFactory(no_posting=True)
    page = text_of(at_moderation.get(address(draft)))
    assert "Not a posting (guide)." in page
    assert 'name="reason" maxlength="500" required' in page
    assert 'value="Advice, not an opening."' in page
    assert page.index("Reject and next") < page.index("It is a posting: publish it")
    assert "_approve_next" not in page.split("<template")[0]


def test_approve_and_next_publishes_and_goes_on(at_moderation, draft, moderator):
    waiting = DraftFactory()
    response = at_moderation.post(address(draft), sent(draft, _approve_next=""))
    posting = Posting.objects.get()
    assert posting.is_live()
    assert posting.title == "Senior Welder"
    assert posting.get_absolute_url() in said(response)[0]
    assert response.url == f"{reverse('admin:postings_draft_next')}?after={draft.pk}"
    assert at_moderation.get(response.url).url == address(waiting)
    logged = LogEntry.objects.filter(user=moderator)
    assert {entry.content_type.model for entry in logged} == {"draft", "posting"}


def test_approve_shows_the_published_draft(at_moderation, draft):
    page = at_moderation.post(address(draft), sent(draft, _approve=""), follow=True)
    assert "Published: " in text_of(page)
    assert "Public page" in text_of(page)


def test_save_keeps_the_corrections_and_the_draft_waits(at_moderation, draft):
    at_moderation.post(address(draft), sent(draft, title="Boilermaker", _save=""))
    draft.refresh_from_db()
    assert (draft.values["title"], draft.state, draft.version) == ("Boilermaker", "waiting", 2)
    page = text_of(at_moderation.get(address(draft)))
    assert 'value="Boilermaker"' in page
    assert "Use <b>Senior Welder</b>" in page  # what the text says stays one click away


def test_enter_in_a_field_saves_and_publishes_nothing(at_moderation, draft):
    page = text_of(at_moderation.get(address(draft)))
    form = page[page.index('id="review-form"') :]
    assert form.index('name="_save"') < form.index('name="_use"' if 'name="_use"' in form else "</form>")
    at_moderation.post(address(draft), sent(draft))
    assert not Posting.objects.exists()


def test_reject_asks_for_a_reason_and_keeps_it(at_moderation, draft):
    response = at_moderation.post(
        address(draft), {"_reject": "", "reason": "  ", "version": "1"}, follow=True
    )
    assert "Say why it is rejected." in text_of(response)
    at_moderation.post(address(draft), {"_reject": "", "reason": "Spam.", "version": "1"})
    draft.refresh_from_db()
    assert (draft.state, draft.rejection_reason) == ("rejected", "Spam.")
    assert "Rejected: Spam." in LogEntry.objects.first().get_change_message()


def test_a_rejected_draft_can_be_reviewed_again(at_moderation, draft, moderator):
    deciding.reject(draft=draft, by=moderator, reason="Spam")
    page = text_of(at_moderation.get(address(draft)))
    assert "Rejected by moderator: Spam" in page
    assert "Approve and next" not in page.split("<template")[0]
    at_moderation.post(address(draft), {"_reopen": ""})
    assert Draft.objects.waiting().get() == draft


def test_a_suggestion_is_taken_over_and_nothing_is_saved(at_moderation, draft):
    doubtful = DraftFinding.objects.create(
        draft=draft, field="workplace", value="hybrid", quote="Alder", start=20, end=25, confidence=0.3,
        rule="x",
    )  # fmt: skip
    page = text_of(at_moderation.get(address(draft)))
    assert f'name="_use" value="{doubtful.pk}"' in page
    page = text_of(at_moderation.post(address(draft), sent(draft, title="Mine", _use=str(doubtful.pk))))
    assert '<option value="hybrid" selected>' in page
    assert 'value="Mine"' in page
    draft.refresh_from_db()
    assert (draft.version, draft.values["workplace"]) == (1, None)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("pay", {"minimum": "90000", "maximum": None, "currency": "USD", "period": "year"}, 'value="90000"'),
        ("pay", {"minimum": "7", "maximum": None, "currency": None, "period": None}, 'value="7"'),
        ("required_skills", "Flurbing", ">Flurbing</option>"),
        ("eligibility", {"worldwide": False, "areas": ["US"], "countries": ["US"]}, "United States</option>"),
        ("experience_years_min", 12, 'value="12"'),
        ("expires_on", "2031-02-03", 'value="2031-02-03"'),
        ("locations", {"city": "Berlin", "region": None, "country": "DE", "geoname_id": 2950159}, "Berlin, "),
    ],
)
def test_every_kind_of_suggestion_fits_into_the_form(at_moderation, draft, field, value, expected):
    SkillFactory(name="Flurbing")
    found = DraftFinding.objects.create(
        draft=draft, field=field, value=value, quote="Alder", start=20, end=25, confidence=0.3, rule="x"
    )
    page = text_of(at_moderation.post(address(draft), sent(draft, _use=str(found.pk))))
    assert expected in page
    assert 'class="errornote"' not in page


def test_wrong_values_are_named_beside_their_field_and_nothing_is_lost(at_moderation, draft):
    page = text_of(
        at_moderation.post(
            address(draft),
            sent(draft, title="", apply_url="ftp://x.example/", experience_years_min="99", _approve=""),
        )
    )
    assert "Nothing was saved." in page
    assert "This field is required." in page
    assert "Give a whole address that begins with https://." in page
    assert "ftp://x.example/" in page
    assert not Posting.objects.exists()


def test_what_the_writer_refuses_is_said_in_the_form(at_moderation, draft):
    page = text_of(at_moderation.post(address(draft), sent(draft, expires_on="2020-01-01", _approve="")))
    assert "has passed" in page
    assert Draft.objects.waiting().exists()


def test_a_conflict_keeps_what_was_entered_and_offers_to_load_again(at_moderation, draft):
    colleague = UserFactory(moderator=True, username="colleague")
    seen = sent(draft, title="Mine", _approve_next="")
    deciding.save_draft(draft=draft, by=colleague, values=PostingValues(title="Theirs"), version=1)
    for _ in range(2):  # pressing again does not win either
        page = text_of(at_moderation.post(address(draft), seen))
        assert "Somebody else corrected this draft meanwhile." in page
        assert "Load it again" in page
        assert 'value="Mine"' in page
        assert 'name="version" value="1"' in page
    assert not Posting.objects.exists()


def test_a_draft_that_a_colleague_approved_is_not_published_twice(at_moderation, draft):
    colleague = UserFactory(moderator=True, username="colleague")
    seen = sent(draft, _approve_next="")
    deciding.approve(draft=draft, by=colleague)
    page = text_of(at_moderation.post(address(draft), seen))
    assert "approved by colleague meanwhile" in page
    assert Posting.objects.count() == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "\x00"])
def test_a_version_that_was_tampered_with_is_a_conflict(at_moderation, draft, version):
    page = text_of(at_moderation.post(address(draft), sent(draft, version=version, _approve="")))
    assert "Load it again" in page
    assert not Posting.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_the_same_moment_one_approves_and_one_is_told():
    CompanyFactory(name="Example")
    draft = DraftFactory()
    users = [UserFactory(moderator=True, username=name) for name in ("ann", "bob")]
    barrier = threading.Barrier(2)
    answers: dict[str, str] = {}

    def approve(user: Any) -> None:
        client = client_of(user)
        barrier.wait()
        response = client.post(address(draft), posting_data(company="Example", version="1", _approve_next=""))
        answers[user.username] = "went on" if response.status_code == 302 else text_of(response)
        connection.close()

    threads = [threading.Thread(target=approve, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Posting.objects.count() == 1
    assert sorted(answer == "went on" for answer in answers.values()) == [False, True]
    assert any("approved by" in answer and "meanwhile" in answer for answer in answers.values())


# --- the queue and the list -----------------------------------------------------------------------


def test_the_queue_goes_from_sure_to_doubtful_and_then_to_what_is_no_posting(at_moderation):
    no_posting = DraftFactory(no_posting=True, confidence=0.99)
    doubtful = DraftFactory(confidence=0.4)
    sure = DraftFactory(confidence=0.9)
    DraftFactory(company=CompanyFactory())  # a recruiter's own text is theirs to finish
    following = reverse("admin:postings_draft_next")
    order = []
    url = at_moderation.get(following).url
    for _ in range(3):
        order.append(url)
        url = at_moderation.get(f"{following}?after={url.split('/')[-3]}").url
    assert order == [address(sure), address(doubtful), address(no_posting)]
    assert url == address(sure)


def test_an_empty_queue_says_so(at_moderation):
    response = at_moderation.get(reverse("admin:postings_draft_next"), follow=True)
    assert "Nothing is waiting for review." in text_of(response)


@pytest.mark.parametrize("after", ["x", "9" * 40, "-1", "0", "\x00"])
def test_a_nonsensical_place_in_the_queue_begins_at_its_start(at_moderation, after):
    draft = DraftFactory()
    assert at_moderation.get(reverse("admin:postings_draft_next"), {"after": after}).url == address(draft)


def test_the_list_shows_what_waits_unless_asked_otherwise(at_moderation):
    DraftFactory(values={"title": "Cook", "company": "Example"})
    DraftFactory(rejected=True, values={"title": "Spammer"})
    url = reverse("admin:postings_draft_changelist")
    assert "Cook" in text_of(at_moderation.get(url))
    assert "Spammer" not in text_of(at_moderation.get(url))
    assert "Spammer" in text_of(at_moderation.get(url, {"state": "rejected"}))
    assert "Cook" in text_of(at_moderation.get(url, {"state": "all", "sure": "90", "age": "1"}))
    assert "Cook" not in text_of(at_moderation.get(url, {"age": "older"}))
    assert "Cook" not in text_of(at_moderation.get(url, {"q": "spammer"}))


def test_the_list_costs_the_same_queries_however_long(at_moderation, django_assert_max_num_queries):
    DraftFactory.create_batch(30)
    with django_assert_max_num_queries(12):
        at_moderation.get(reverse("admin:postings_draft_changelist"))


def run(client: Any, action: str, drafts: list[Draft], **data: Any) -> str:
    response = client.post(
        reverse("admin:postings_draft_changelist"),
        {"action": action, "_selected_action": [str(draft.pk) for draft in drafts], **data},
        follow=True,
    )
    return text_of(response)


def test_bulk_approval_publishes_only_the_sure_ones_and_names_the_others(at_moderation):
    drafts = [
        DraftFactory(confidence=0.95, values={"title": "Cook"}),
        DraftFactory(confidence=0.5, values={"title": "Doubt"}),
        DraftFactory(no_posting=True, confidence=0.99, values={"title": "Guide"}),
        DraftFactory(confidence=0.95, values={"title": ""}),
    ]
    page = run(at_moderation, "approve_sure", drafts)
    assert [posting.title for posting in Posting.objects.all()] == ["Cook"]
    assert "Published 1 posting." in page
    assert "“Doubt”: not sure enough." in page
    assert "“Guide”: no posting." in page
    assert "Give the posting a title." in page


def test_bulk_rejection_needs_a_reason(at_moderation):
    drafts = [DraftFactory(), DraftFactory()]
    assert "Nothing was rejected" in run(at_moderation, "reject_all", drafts, reason=" ")
    assert Draft.objects.waiting().count() == 2
    assert "Rejected 2 drafts." in run(at_moderation, "reject_all", drafts, reason="Spam")
    assert set(Draft.objects.values_list("rejection_reason", flat=True)) == {"Spam"}
