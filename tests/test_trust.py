"""Companies verified, blocked and merged; what moderators and recruiters write to each other."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from postings import bulk_import, comments, membership, trust
from postings.intake import Incoming, import_texts
from postings.models import (
    Comment,
    Company,
    CompanyMerge,
    ImportBatch,
    Invitation,
    Posting,
    Revision,
)
from postings.review import commenting, deciding, lifecycle, undoing, writing
from postings.review.errors import ReviewError
from postings.search.page import search
from postings.search.query import SearchQuery
from postings.values import PostingValues
from tests.admin.conftest import client_of
from tests.admin.forms import said
from tests.factories import CompanyFactory, DraftFactory, PostingFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator() -> Any:
    return UserFactory(moderator=True, email="moderator@example.com")


@pytest.fixture
def alder() -> Any:
    return CompanyFactory(name="Alder Works")


@pytest.fixture
def birch() -> Any:
    return CompanyFactory(name="Birch Foundry")


# --- verified -------------------------------------------------------------------------------------


def test_seekers_see_that_a_company_is_verified(client, moderator, alder):
    posting = PostingFactory(company=alder)
    pages = (alder.get_absolute_url(), posting.get_absolute_url())
    assert not any("Verified" in text_of(client.get(page)) for page in pages)
    trust.verify(company=alder, by=moderator)
    assert all("Verified" in text_of(client.get(page)) for page in pages)
    trust.unverify(company=alder, by=moderator)
    assert not any("Verified" in text_of(client.get(page)) for page in pages)


# --- blocked --------------------------------------------------------------------------------------


def test_nothing_of_a_blocked_company_is_shown_and_all_of_it_again_afterwards(
    client, moderator, alder, birch
):
    posting = PostingFactory(company=alder, title="Welder")
    filled = PostingFactory(company=alder, filled=True, title="Fitter")
    other = PostingFactory(company=birch, title="Cook")
    trust.block(company=alder, by=moderator, reason="A scam.")
    assert list(Posting.objects.live()) == [other]
    posting.refresh_from_db()
    assert (posting.state, posting.is_live()) == ("published", False)
    for url in (posting.get_absolute_url(), filled.get_absolute_url()):
        assert client.get(url).status_code == 410
    trust.unblock(company=alder, by=moderator)
    assert set(Posting.objects.live()) == {posting, other}
    assert client.get(posting.get_absolute_url()).status_code == 200


def test_the_search_loses_the_postings_of_a_blocked_company(moderator, alder, search_index):
    PostingFactory(company=alder, title="Welder")
    search_index()
    assert search(SearchQuery(q="welder")).total == 1
    trust.block(company=alder, by=moderator, reason="A scam.")
    search_index()
    assert search(SearchQuery(q="welder")).total == 0
    trust.unblock(company=alder, by=moderator)
    search_index()
    assert search(SearchQuery(q="welder")).total == 1


def test_a_posting_that_is_given_to_a_blocked_company_or_made_for_it_is_hidden(moderator, alder, birch):
    trust.block(company=alder, by=moderator, reason="A scam.")
    moved, made = PostingFactory(company=birch), PostingFactory(company=alder)
    Posting.objects.filter(pk=moved.pk).update(company=alder)
    Posting.objects.filter(pk=made.pk).update(hidden=False)
    assert not Posting.objects.live().exists()
    Posting.objects.filter(pk=moved.pk).update(company=None)
    assert Posting.objects.live().get() == moved


def test_texts_of_a_blocked_company_are_refused_with_the_reason_and_can_be_tried_again(moderator, alder):
    trust.block(company=alder, by=moderator, reason="A scam.")
    text = (
        b"# Welder\n\n### Alder Works Ltd\n\nCompany: Alder Works Ltd\n\n## Requirements\n\n- Python\n\n"
        b"Apply at https://alder.example/jobs/7\n"
    )
    summary = import_texts([Incoming("a.md", text)], channel="upload")
    item = summary.batch.items.get()
    assert (item.outcome, item.code, item.reason) == ("failed", "blocked", "Alder Works is blocked: A scam.")
    (draft,) = item.raw_text.drafts.all()
    assert (draft.state, draft.rejection_reason, draft.reviewed_by) == ("rejected", item.reason, None)
    trust.unblock(company=alder, by=moderator)
    assert bulk_import.retry(summary.batch) == 1
    item.refresh_from_db()
    draft.refresh_from_db()
    assert (item.outcome, draft.state) == ("imported", "waiting")
    assert ImportBatch.objects.get().state == "finished"


def test_a_blocked_company_can_publish_in_no_way(moderator, alder):
    recruiter = UserFactory(recruiter=True, companies=[alder])
    draft = DraftFactory(values=PostingValues(title="Welder", company="Alder Works").to_json())
    posting = PostingFactory(company=alder, draft=True)
    trust.block(company=alder, by=moderator, reason="A scam.")
    for attempt in (
        lambda: deciding.approve(draft=draft, by=moderator),
        lambda: lifecycle.publish(posting=posting, by=moderator),
        lambda: lifecycle.submit(posting=posting, by=recruiter),
    ):
        with pytest.raises(ReviewError, match="Alder Works is blocked: A scam"):
            attempt()


@pytest.mark.django_db(transaction=True)
def test_a_posting_that_is_made_while_its_company_is_blocked_does_not_stay_visible():
    company, moderator = CompanyFactory(), UserFactory(moderator=True)
    gate = threading.Barrier(2)

    def make() -> None:
        gate.wait()
        for _ in range(20):
            PostingFactory(company=company)
        connection.close()

    thread = threading.Thread(target=make)
    thread.start()
    gate.wait()
    trust.block(company=company, by=moderator, reason="A scam.")
    thread.join()
    assert not Posting.objects.filter(hidden=False).exists()


def test_a_block_needs_a_reason_and_a_moderator(moderator, alder):
    with pytest.raises(trust.TrustError, match="Say why"):
        trust.block(company=alder, by=moderator, reason="  ")
    with pytest.raises(trust.TrustError, match="Only a moderator"):
        trust.block(company=alder, by=UserFactory(recruiter=True, companies=[alder]), reason="x")


# --- merged ---------------------------------------------------------------------------------------


def test_two_companies_become_one_and_both_addresses_and_names_lead_there(client, moderator, alder, birch):
    both = UserFactory(recruiter=True, companies=[alder, birch])
    recruiter = UserFactory(recruiter=True, companies=[alder])
    posting = PostingFactory(company=alder)
    old = alder.get_absolute_url()
    record = trust.merge(keep=birch, drop=alder, by=moderator)
    posting.refresh_from_db()
    assert posting.company == birch
    assert set(birch.members.all()) == {both, recruiter}
    assert not alder.memberships.exists()
    assert client.get(old).url.endswith(birch.get_absolute_url())
    assert Company.objects.called("Alder Works Ltd") == birch
    draft = DraftFactory(values=PostingValues(title="Fitter", company="Alder Works").to_json())
    assert deciding.approve(draft=draft, by=moderator).company == birch
    assert Revision.objects.get(posting=posting).changes == {"company": ["Alder Works", "Birch Foundry"]}

    trust.unmerge(record=record, by=moderator)
    posting.refresh_from_db()
    assert posting.company == alder
    assert set(Company.objects.get(pk=alder.pk).members.all()) == {both, recruiter}
    assert set(birch.members.all()) == {both}
    assert client.get(old).status_code == 200
    assert Company.objects.called("Alder Works") == alder
    with pytest.raises(trust.TrustError, match="taken back already"):
        trust.unmerge(record=record, by=moderator)


def test_a_company_that_others_were_merged_into_takes_them_along(client, moderator, alder, birch):
    PostingFactory(company=alder)
    cedar = CompanyFactory(name="Cedar Mill")
    old = alder.get_absolute_url()
    trust.merge(keep=birch, drop=alder, by=moderator)
    trust.merge(keep=cedar, drop=birch, by=moderator)
    assert Company.objects.called("Alder Works") == cedar
    assert client.get(old, follow=True).redirect_chain[-1][0].endswith(cedar.get_absolute_url())
    with pytest.raises(trust.TrustError, match="merged into Cedar Mill already"):
        trust.merge(keep=birch, drop=cedar, by=moderator)


def test_a_merge_takes_open_invitations_back_and_refuses_nonsense(
    moderator, alder, birch, django_capture_on_commit_callbacks
):
    membership.invite(company=alder, email="new@example.com", by=moderator, site="http://testserver")
    with pytest.raises(trust.TrustError, match="itself"):
        trust.merge(keep=alder, drop=alder, by=moderator)
    trust.merge(keep=birch, drop=alder, by=moderator)
    assert Invitation.objects.get().revoked_at is not None


def test_taking_a_merge_back_opens_the_invitations_it_took_back_and_no_others(moderator, alder, birch):
    def invited(email: str) -> Invitation:
        return membership.invite(company=alder, email=email, by=moderator, site="https://jobs.example")[0]

    taken_back, invitation, asked_again = (invited(f"{name}@example.com") for name in "abc")
    link = mail.outbox[1].body.split("/invitations/")[1].split("/")[0]
    membership.revoke(invitation=taken_back, by=moderator)
    record = trust.merge(keep=birch, drop=alder, by=moderator)
    found = membership.invitation_of(link)
    assert found is not None
    with pytest.raises(membership.MembershipError, match="taken back"):
        membership.accept_as_new(invitation=found, name="Bea", password="long-enough-7-times")
    Invitation.objects.filter(pk=asked_again.pk).update(sent_at=None)
    newer = Invitation.objects.get(pk=asked_again.pk)
    newer.pk, newer.token_hash, newer.revoked_at = None, "newer", None
    newer.save()

    trust.unmerge(record=CompanyMerge.objects.get(pk=record.pk), by=moderator)
    opened = {row.pk for row in Invitation.objects.filter(company=alder) if row.is_open}
    assert opened == {invitation.pk, newer.pk}
    found = membership.invitation_of(link)
    assert found is not None
    joined = membership.accept_as_new(invitation=found, name="Bea", password="long-enough-7-times")
    assert joined.company == alder


def test_the_page_of_trust_verifies_blocks_and_merges_after_a_confirmation(moderator, alder, birch):
    PostingFactory(company=alder)
    client = client_of(moderator)
    url = reverse("admin:postings_company_trust", args=[alder.pk])
    assert "Verify Alder Works" in text_of(client.get(url))
    client.post(url, {"do": "verify"})
    assert Company.objects.get(pk=alder.pk).verified_at
    client.post(url, {"do": "block", "reason": "A <b>scam</b>."})
    page = text_of(client.get(url))
    assert "A &lt;b&gt;scam&lt;/b&gt;." in page
    client.post(url, {"do": "unblock"})
    asked = text_of(client.post(url, {"do": "merge", "name": "birch foundry gmbh"}))
    assert "1 posting and 0 recruiters of Alder Works become those of" in re.sub(r"<[^>]+>", "", asked)
    assert not CompanyMerge.objects.exists()
    assert "No company is called nobody." in said(client.post(url, {"do": "merge", "name": "nobody"}))
    confirmed = client.post(url, {"do": "merge", "name": "Birch Foundry", "confirmed": str(birch.pk)})
    assert confirmed.url == reverse("admin:postings_company_trust", args=[birch.pk])
    assert "Merged into it" in text_of(client.get(confirmed.url))
    assert "Merged into" in text_of(client.get(url))
    client.post(confirmed.url, {"do": "unmerge", "merge": str(CompanyMerge.objects.get().pk)})
    assert Posting.objects.get().company == alder
    for nonsense in ({}, {"do": "x"}, {"do": "unmerge", "merge": "x"}, {"do": "block", "reason": "\x00"}):
        assert client.post(url, nonsense).status_code == 302


# --- comments -------------------------------------------------------------------------------------


@pytest.fixture
def recruiter(alder) -> Any:
    return UserFactory(recruiter=True, companies=[alder], email="recruiter@example.com")


@pytest.fixture
def posting(alder) -> Any:
    return PostingFactory(company=alder, draft=True)


def test_moderator_and_recruiter_write_to_each_other_and_are_told_by_mail(moderator, recruiter, posting):
    url = reverse("admin:postings_posting_comment", args=[posting.pk])
    client_of(recruiter).post(url, {"text": "Is <script>alert(1)</script> fine?\nThanks"})
    assert [message.to for message in mail.outbox] == [["moderator@example.com"]]
    client_of(moderator).post(url, {"text": "Yes."})
    assert [message.to for message in mail.outbox][1:] == [["recruiter@example.com"]]
    assert "Yes." in mail.outbox[1].body
    assert f"/admin/postings/posting/{posting.pk}/change/#comments" in mail.outbox[1].body
    assert "<script>" not in mail.outbox[0].alternatives[0][0]
    page = text_of(client_of(recruiter).get(reverse("admin:postings_posting_change", args=[posting.pk])))
    assert "Is &lt;script&gt;alert(1)&lt;/script&gt; fine?<br>Thanks" in page
    assert "Yes." in page
    assert moderator.get_username() not in page  # recruiters see that it was a moderator
    assert "Yes." in text_of(
        client_of(moderator).get(reverse("admin:postings_posting_history", args=[posting.pk]))
    )


def test_a_comment_is_no_change_to_take_back(moderator, posting):
    writing.update_posting(
        posting=posting, by=moderator, values=PostingValues.of(posting).replace(title="New")
    )
    commenting.comment(posting=posting, by=moderator, text="Look again.")
    undoing.undo(row=posting, by=moderator)
    posting.refresh_from_db()
    assert posting.title != "New"
    assert Comment.objects.count() == 1


def test_nobody_else_writes_or_reads(moderator, recruiter, posting, birch):
    stranger = UserFactory(recruiter=True, companies=[birch])
    commenting.comment(posting=posting, by=moderator, text="For Alder alone")
    client = client_of(stranger)
    assert (
        client.post(reverse("admin:postings_posting_comment", args=[posting.pk]), {"text": "Hi"}).status_code
        == 404
    )
    with pytest.raises(ReviewError):
        commenting.comment(posting=posting, by=stranger, text="Hi")
    assert set(comments.readers(Comment.objects.get())) == {recruiter}
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "words"), [("  ", "Write something"), ("x" * 4001, "At most 4,000"), ("\x00", "Write")]
)
def test_nothing_and_too_much_are_refused_in_words(moderator, posting, text, words):
    response = client_of(moderator).post(
        reverse("admin:postings_posting_comment", args=[posting.pk]), {"text": text}
    )
    assert words in said(response)[-1]
