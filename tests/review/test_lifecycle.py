"""The ways of a posting: who may take which step, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from postings.linting import WARNINGS
from postings.models import Company, Posting
from postings.review import deciding, lifecycle, writing
from postings.review.errors import ReviewError
from postings.values import PostingValues
from tests.factories import (
    DraftFactory,
    PostingFactory,
)
from tests.review.examples import full_values

pytestmark = pytest.mark.django_db


def test_a_recruiters_posting_waits_for_a_moderator(recruiter, company, moderator):
    posting = writing.create_posting(values=full_values(), by=recruiter)
    posting = lifecycle.submit(posting=posting, by=recruiter, anyway=WARNINGS)
    assert posting.state == Posting.State.SUBMITTED
    with pytest.raises(ReviewError, match="Only a moderator"):
        lifecycle.publish(posting=posting, by=recruiter)
    assert lifecycle.publish(posting=posting, by=moderator).is_live()


def test_a_trusted_companys_posting_is_published_at_once(recruiter, company):
    Company.objects.update(trusted=True)
    posting = writing.create_posting(values=full_values(), by=recruiter)
    assert lifecycle.submit(posting=posting, by=recruiter, anyway=WARNINGS).is_live()


@pytest.mark.parametrize("step", ["submit", "withdraw", "fill"])
def test_another_companys_posting_is_out_of_reach(recruiter, step):
    posting = PostingFactory(draft=True) if step == "submit" else PostingFactory()
    with pytest.raises(ReviewError, match="another company"):
        getattr(lifecycle, step)(posting=posting, by=recruiter)
    with pytest.raises(ReviewError, match="another company"):
        lifecycle.extend(posting=posting, by=recruiter, days=30)


def test_a_recruiters_posting_must_not_change_hands(recruiter, company):
    other = PostingFactory()
    values = PostingValues.of(other).replace(company=company.name)
    with pytest.raises(ReviewError, match="another company"):
        writing.update_posting(posting=other, values=values, by=recruiter)


def test_a_posting_past_its_last_day_is_not_published(moderator):
    values = PostingValues(title="Welder", expires_on=timezone.now().date() - timedelta(days=2))
    with pytest.raises(ReviewError, match="has passed"):
        deciding.approve(draft=DraftFactory(), by=moderator, values=values)


def test_renewal_keeps_the_date_of_publication(moderator):
    first = datetime(2026, 1, 5, tzinfo=UTC)
    posting = PostingFactory(published_at=first)
    lifecycle.fill(posting=posting, by=moderator)
    again = lifecycle.publish(posting=posting, by=moderator)
    assert again.published_at == first
    assert again.is_live()
    assert again.closed_at is None


def test_extending_an_expired_posting_counts_from_today(moderator):
    posting = lifecycle.extend(posting=PostingFactory(expired=True), by=moderator, days=30)
    assert posting.is_live()
    assert posting.expires_at is not None
    assert posting.expires_at > timezone.now() + timedelta(days=29)


def test_a_step_that_makes_no_sense_is_refused_in_words(moderator):
    posting = PostingFactory(draft=True)
    with pytest.raises(ReviewError, match="draft can't become filled"):
        lifecycle.fill(posting=posting, by=moderator)
