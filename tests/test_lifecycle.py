"""From draft over scheduled and live to filled, and again: dates and addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from postings import trust
from postings.linting import WARNINGS
from postings.models import Posting, blocked_q, expired_q, live_q, scheduled_q
from postings.review import lifecycle, writing
from postings.review.errors import ReviewError
from postings.values import PostingValues
from tests.admin.conftest import client_of
from tests.admin.forms import data_of, said
from tests.factories import CompanyFactory, PlaceFactory, PostingFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Any:
    return CompanyFactory(name="Alder Works")


@pytest.fixture
def recruiter(company: Any) -> Any:
    return UserFactory(recruiter=True, companies=[company])


@pytest.fixture
def moderator() -> Any:
    return UserFactory(moderator=True)


def soon(**delta: float) -> Any:
    return (timezone.now() + timedelta(**delta)).replace(second=0, microsecond=0)


def values(**changes: Any) -> PostingValues:
    return PostingValues(
        title="Welder", company="Alder Works", apply_email="jobs@alder.example", description_html="We weld."
    ).replace(**changes)


def submitted(recruiter: Any, **changes: Any) -> Posting:
    posting = writing.create_posting(values=values(**changes), by=recruiter)
    return lifecycle.submit(posting=posting, by=recruiter, anyway=WARNINGS)


def test_a_posting_goes_live_at_the_time_its_recruiter_chose_without_a_job(recruiter, moderator):
    start = soon(days=3)
    posting = lifecycle.publish(posting=submitted(recruiter, starts_at=start), by=moderator)
    assert (posting.published_at, posting.condition()) == (start, "scheduled")
    assert Posting.objects.filter(scheduled_q()).exists()
    assert not Posting.objects.filter(live_q()).exists()
    assert Posting.objects.filter(live_q(start)).exists()
    assert posting.condition(start) == "live"


def test_a_start_that_passed_while_it_waited_is_now(recruiter, moderator):
    posting = submitted(recruiter, starts_at=timezone.now() - timedelta(hours=1))
    assert lifecycle.publish(posting=posting, by=moderator).is_live()


def test_a_scheduled_posting_is_scheduled_anew_and_a_live_one_is_not(recruiter, moderator):
    posting = lifecycle.publish(posting=submitted(recruiter, starts_at=soon(days=3)), by=moderator)
    later = soon(days=9)
    posting = writing.update_posting(posting=posting, values=values(starts_at=later), by=recruiter)
    assert posting.published_at == later
    posting = writing.update_posting(posting=posting, values=values(), by=recruiter)
    assert posting.is_live()
    with pytest.raises(ReviewError, match="It is live already"):
        writing.update_posting(posting=posting, values=values(starts_at=later), by=recruiter)


def test_it_does_not_expire_before_it_goes_live(recruiter):
    with pytest.raises(ValidationError, match="expire before it goes live"):
        writing.create_posting(
            values=values(starts_at=soon(days=9), expires_on=soon(days=2).date()), by=recruiter
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        PostingFactory(draft=True, starts_at=soon(days=9), expires_at=soon(days=2))


def test_the_start_stands_in_the_form_the_list_and_the_preview(company, recruiter, moderator):
    start = soon(days=3)
    posting = PostingFactory(company=company, draft=True)
    client = client_of(recruiter)
    change = reverse("admin:postings_posting_change", args=[posting.pk])
    data = data_of(
        PostingValues.of(posting), version="1", company=company.slug, starts_at=f"{start:%Y-%m-%dT%H:%M}"
    )
    assert said(client.post(change, data)) == ["Saved."]
    words = f"{start:%-d %B %Y, %H:%M} UTC"
    assert f"Goes live {words}, once approved" in text_of(client.get(change))
    assert f"from {words}" in text_of(client.get(reverse("admin:postings_posting_changelist")))
    preview = reverse("admin:postings_posting_preview", args=[posting.pk])
    assert f"Once approved it goes live on {words}" in text_of(client.get(preview))
    posting.refresh_from_db()
    assert posting.starts_at == start
    history = text_of(client.get(reverse("admin:postings_posting_history", args=[posting.pk])))
    assert "Goes live" in history
    step = reverse("admin:postings_posting_step", args=[posting.pk])
    assert f"It goes live on {words}." in said(client_of(moderator).post(step, {"step": "publish"}))[0]


@pytest.mark.parametrize("stated", ["x", "2026-13-40T25:61", "0001-01-01T00:00", "\x00"])
def test_a_start_that_is_none_is_said_beside_its_field(company, recruiter, stated):
    posting = PostingFactory(company=company, draft=True)
    data = data_of(PostingValues.of(posting), version="1", company=company.slug, starts_at=stated)
    change = reverse("admin:postings_posting_change", args=[posting.pk])
    assert "Nothing was saved." in text_of(client_of(recruiter).post(change, data))


def test_a_filled_posting_is_relisted_at_its_address_with_its_first_day(company, recruiter):
    posting = PostingFactory(company=company, filled=True, expires_at=timezone.now() + timedelta(days=1))
    again = lifecycle.relist(posting=posting, by=recruiter, days=30)
    assert again.is_live()
    assert again.published_at == posting.published_at
    assert again.get_absolute_url() == posting.get_absolute_url()
    assert again.expires_at > timezone.now() + timedelta(days=29)
    assert again.closed_at is None


def test_an_expired_posting_is_relisted_and_a_live_one_is_not(company, recruiter):
    posting = PostingFactory(company=company, expired=True)
    assert Posting.objects.filter(expired_q()).exists()
    again = lifecycle.relist(posting=posting, by=recruiter, days=30)
    assert again.is_live()
    assert again.published_at == posting.published_at
    with pytest.raises(ReviewError, match="live can't be relisted"):
        lifecycle.relist(posting=again, by=recruiter, days=30)


RULES = {"live": live_q, "scheduled": scheduled_q, "expired": expired_q, "blocked": blocked_q}


@pytest.mark.parametrize("blocked", [False, True], ids=["", "blocked"])
@pytest.mark.parametrize(
    ("dates", "word"),
    [
        ({}, "live"),
        ({"published_at": timedelta(days=3)}, "scheduled"),
        ({"published_at": timedelta(days=-3), "expires_at": timedelta(days=-1)}, "expired"),
    ],
    ids=["live", "scheduled", "expired"],
)
def test_the_word_of_a_posting_is_the_rule_that_finds_it(company, moderator, dates, word, blocked):
    now = timezone.now()
    posting = PostingFactory(company=company, **{name: now + delta for name, delta in dates.items()})
    if blocked:
        trust.block(company=company, by=moderator, reason="Asks applicants for money.")
        posting.refresh_from_db()
    wanted = "blocked" if blocked and word != "expired" else word
    assert posting.condition() == wanted
    assert [name for name, rule in RULES.items() if Posting.objects.filter(rule()).exists()] == [wanted]


def test_a_recruiter_of_a_blocked_company_is_told_so_and_has_nothing_to_relist(company, recruiter, moderator):
    posting = PostingFactory(company=company, expires_at=timezone.now() + timedelta(days=9))
    trust.block(company=company, by=moderator, reason="Asks applicants for money.")
    client = client_of(recruiter)
    page = text_of(client.get(reverse("admin:postings_posting_change", args=[posting.pk])))
    assert "Seekers don't see it.</strong> Its company is blocked; ask the moderators why." in page
    assert ">Relist</button>" not in page
    preview = text_of(client.get(reverse("admin:postings_posting_preview", args=[posting.pk])))
    assert "Seekers don't see it: its company is blocked." in preview
    listed = reverse("admin:postings_posting_changelist")
    assert posting.title in text_of(client.get(listed, {"live": "blocked"}))
    assert posting.title not in text_of(client.get(listed, {"live": "expired"}))
    assert "live=blocked" in text_of(client.get(reverse("admin:index")))


def test_a_stranger_neither_relists_nor_copies(recruiter):
    posting = PostingFactory(filled=True)
    with pytest.raises(ReviewError, match="another company"):
        lifecycle.relist(posting=posting, by=recruiter, days=30)
    with pytest.raises(ReviewError, match="another company"):
        writing.copy(posting=posting, by=recruiter)


def test_a_copy_is_a_new_draft_that_says_the_same(company, recruiter):
    posting = PostingFactory(
        company=company,
        expired=True,
        external_id="R7",
        skills=["Welding"],
        places=[PlaceFactory()],
        pay=(50_000, 60_000, "USD", "year"),
    )
    client = client_of(recruiter)
    response = client.post(reverse("admin:postings_posting_step", args=[posting.pk]), {"step": "copy"})
    copy = Posting.objects.exclude(pk=posting.pk).get()
    assert response.url == reverse("admin:postings_posting_change", args=[copy.pk])
    assert (copy.state, copy.published_at, copy.expires_at, copy.external_id) == ("draft", None, None, "")
    left_out = {"external_id": "", "expires_on": None}
    assert PostingValues.of(copy) == PostingValues.of(posting).replace(**left_out)
    history = text_of(client.get(reverse("admin:postings_posting_history", args=[copy.pk])))
    assert "Copied" in history
    posting.refresh_from_db()
    assert posting.condition() == "expired"


def test_the_buttons_are_those_that_can_be_pressed(company, recruiter):
    client = client_of(recruiter)

    def buttons(posting: Posting) -> set[str]:
        page = text_of(client.get(reverse("admin:postings_posting_change", args=[posting.pk])))
        names = ("Extend by 30 days", "Relist", "Copy", "Mark as filled", "Withdraw")
        return {name for name in names if f">{name}</button>" in page}

    always = {"Copy"}
    ends = timezone.now() + timedelta(days=3)
    assert buttons(PostingFactory(company=company, draft=True)) == always | {"Withdraw"}
    live = PostingFactory(company=company, expires_at=ends)
    assert buttons(live) == always | {"Extend by 30 days", "Mark as filled", "Withdraw"}
    assert buttons(PostingFactory(company=company, expired=True)) == always | {"Relist", "Withdraw"}
    assert buttons(PostingFactory(company=company, filled=True)) == always | {"Relist", "Withdraw"}
    assert buttons(PostingFactory(company=company, withdrawn=True)) == always
