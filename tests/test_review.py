"""Review: what each step writes, refuses and says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from postings import review
from postings.linting import WARNINGS
from postings.models import Company, Draft, Place, Posting, PostingSkill, Revision, Skill
from postings.values import BandValues, PostingValues
from tests.factories import (
    CompanyFactory,
    DraftFactory,
    PlaceFactory,
    PostingFactory,
    SkillFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return UserFactory(moderator=True)


@pytest.fixture
def company():
    return CompanyFactory(name="Alder Works")


@pytest.fixture
def recruiter(company):
    return UserFactory(recruiter=True, companies=[company])


def full_values(**changes):
    SkillFactory(name="Welding")
    SkillFactory(name="Forklift")
    values = PostingValues(
        title="Welder",
        company="Alder Works",
        place_ids=(PlaceFactory(name="Adelaide").pk,),
        workplace="onsite",
        salary_bands=(BandValues(Decimal("30.50"), Decimal("38"), "AUD", "hour"),),
        employment_type="full_time",
        required_skills=("Welding",),
        preferred_skills=("Forklift",),
        apply_url="https://alder.example/jobs/7",
        description_html="<h2>The work</h2><script>alert(1)</script><p>Weld.</p>",
    )
    return values.replace(**changes)


def test_an_approved_draft_is_a_live_posting_with_all_it_says(moderator):
    draft = DraftFactory()
    posting = review.approve(draft=draft, by=moderator, values=full_values())
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
    review.approve(draft=draft, by=moderator)
    with pytest.raises(review.ConflictError, match="approved by"):
        review.reject(draft=draft, by=moderator, reason="Spam")
    assert Posting.objects.count() == 1


def test_a_correction_that_was_not_seen_is_not_overwritten(moderator):
    draft = DraftFactory()
    review.save_draft(draft=draft, by=moderator, values=PostingValues(title="Mine"), version=draft.version)
    with pytest.raises(review.ConflictError, match="Somebody else"):
        review.approve(draft=draft, by=moderator, version=draft.version)
    draft.refresh_from_db()
    assert draft.values["title"] == "Mine"


def test_a_recruiter_does_not_approve_drafts(recruiter):
    with pytest.raises(review.ReviewError, match="Only a moderator"):
        review.approve(draft=DraftFactory(), by=recruiter)


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_rejection_needs_a_reason(moderator, reason):
    with pytest.raises(review.ReviewError, match="why"):
        review.reject(draft=DraftFactory(), by=moderator, reason=reason)


def test_a_rejected_draft_can_be_reopened(moderator):
    draft = review.reject(draft=DraftFactory(), by=moderator, reason="Spam")
    review.reopen(draft=draft, by=moderator)
    assert list(Draft.objects.waiting()) == [draft]


def test_reopening_an_approved_draft_takes_its_posting_down(moderator):
    draft = DraftFactory()
    posting = review.approve(draft=draft, by=moderator)
    review.reopen(draft=draft, by=moderator)
    posting.refresh_from_db()
    assert posting.state == Posting.State.WITHDRAWN
    assert not Posting.objects.live().exists()


def test_a_posting_needs_a_title(moderator):
    with pytest.raises(review.ReviewError, match="title"):
        review.approve(draft=DraftFactory(), by=moderator, values=PostingValues(title="  "))
    assert not Posting.objects.exists()


def test_a_text_that_names_no_company_makes_a_posting_without_one(moderator):
    posting = review.approve(draft=DraftFactory(), by=moderator, values=PostingValues(title="Welder"))
    assert posting.company is None


def test_names_of_one_company_meet_in_one_company(moderator):
    for name in ("Alder Works", "ALDER WORKS, Inc.", "alder works"):
        review.approve(draft=DraftFactory(), by=moderator, values=PostingValues(title="Welder", company=name))
    assert Company.objects.get().postings.count() == 3


def test_a_skill_is_found_by_its_alias_and_a_new_one_is_added(moderator):
    skill = SkillFactory(name="Kubernetes", aliases=["K8s"])
    values = PostingValues(title="SRE", required_skills=("k8s", "Flurbing"), preferred_skills=("Kubernetes",))
    posting = review.approve(draft=DraftFactory(), by=moderator, values=values)
    rows = {row.skill.name: row.importance for row in posting.posting_skills.select_related("skill")}
    assert rows == {"Kubernetes": PostingSkill.Importance.REQUIRED, "Flurbing": "required"}
    assert skill.posting_skills.count() == 1


def test_a_recruiter_names_only_known_skills(recruiter, company):
    values = PostingValues(title="SRE", company=company.name, required_skills=("Flurbing",))
    with pytest.raises(review.ReviewError, match="Unknown skill: Flurbing"):
        review.create_posting(values=values, by=recruiter)
    assert not Skill.objects.filter(name="Flurbing").exists()


def test_a_recruiters_posting_waits_for_a_moderator(recruiter, company, moderator):
    posting = review.create_posting(values=full_values(), by=recruiter)
    posting = review.submit(posting=posting, by=recruiter, anyway=WARNINGS)
    assert posting.state == Posting.State.SUBMITTED
    with pytest.raises(review.ReviewError, match="Only a moderator"):
        review.publish(posting=posting, by=recruiter)
    assert review.publish(posting=posting, by=moderator).is_live()


def test_a_trusted_companys_posting_is_published_at_once(recruiter, company):
    Company.objects.update(trusted=True)
    posting = review.create_posting(values=full_values(), by=recruiter)
    assert review.submit(posting=posting, by=recruiter, anyway=WARNINGS).is_live()


@pytest.mark.parametrize("step", ["submit", "withdraw", "fill"])
def test_another_companys_posting_is_out_of_reach(recruiter, step):
    posting = PostingFactory(draft=True) if step == "submit" else PostingFactory()
    with pytest.raises(review.ReviewError, match="another company"):
        getattr(review, step)(posting=posting, by=recruiter)
    with pytest.raises(review.ReviewError, match="another company"):
        review.extend(posting=posting, by=recruiter, days=30)


def test_a_recruiter_does_not_publish_under_another_name(recruiter):
    CompanyFactory(name="Birch")
    with pytest.raises(review.ReviewError, match="not a recruiter of Birch"):
        review.create_posting(values=PostingValues(title="Welder", company="Birch"), by=recruiter)


def test_a_recruiters_posting_must_not_change_hands(recruiter, company):
    other = PostingFactory()
    values = PostingValues.of(other).replace(company=company.name)
    with pytest.raises(review.ReviewError, match="another company"):
        review.update_posting(posting=other, values=values, by=recruiter)


def test_a_posting_past_its_last_day_is_not_published(moderator):
    values = PostingValues(title="Welder", expires_on=timezone.now().date() - timedelta(days=2))
    with pytest.raises(review.ReviewError, match="has passed"):
        review.approve(draft=DraftFactory(), by=moderator, values=values)


def test_the_last_day_is_open_until_its_end(moderator):
    today = timezone.now().date()
    posting = review.approve(
        draft=DraftFactory(), by=moderator, values=PostingValues(title="Welder", expires_on=today)
    )
    assert posting.is_live()
    assert posting.expires_at == review.end_of_day(today)
    assert PostingValues.of(posting).expires_on == today


def test_renewal_keeps_the_date_of_publication(moderator):
    first = datetime(2026, 1, 5, tzinfo=UTC)
    posting = PostingFactory(published_at=first)
    review.fill(posting=posting, by=moderator)
    again = review.publish(posting=posting, by=moderator)
    assert again.published_at == first
    assert again.is_live()
    assert again.closed_at is None


def test_extending_an_expired_posting_counts_from_today(moderator):
    posting = review.extend(posting=PostingFactory(expired=True), by=moderator, days=30)
    assert posting.is_live()
    assert posting.expires_at is not None
    assert posting.expires_at > timezone.now() + timedelta(days=29)


def test_a_step_that_makes_no_sense_is_refused_in_words(moderator):
    posting = PostingFactory(draft=True)
    with pytest.raises(review.ReviewError, match="draft can't become filled"):
        review.fill(posting=posting, by=moderator)


def test_an_edit_changes_only_what_differs(moderator):
    posting = review.approve(draft=DraftFactory(), by=moderator, values=full_values())
    ids = set(posting.posting_skills.values_list("pk", flat=True))
    values = PostingValues.of(posting).replace(required_skills=("Welding", "Forklift"), preferred_skills=())
    review.update_posting(posting=posting, values=values, by=moderator)
    assert set(posting.posting_skills.values_list("pk", flat=True)) == ids
    assert set(posting.posting_skills.values_list("importance", flat=True)) == {"required"}


def test_unknown_places_and_countries_are_refused(moderator):
    with pytest.raises(review.ReviewError, match="GeoNames id 4"):
        review.approve(
            draft=DraftFactory(), by=moderator, values=PostingValues(title="Welder", place_ids=(4,))
        )
    values = PostingValues(title="Welder", eligibility="countries", eligible_countries=("X9",))
    with pytest.raises(review.ReviewError, match="X9"):
        review.approve(draft=DraftFactory(), by=moderator, values=values)
    assert not Place.objects.filter(country_code="X9").exists()


# --- what a moderator passes over -----------------------------------------------------------------


def test_the_history_keeps_what_the_linter_found_and_who_approved_in_spite_of_it(moderator):
    values = PostingValues(title="WELDER WANTED!", company="Alder Works", description_html="<p>Weld.</p>")
    draft = DraftFactory(values=values.to_json())
    posting = review.approve(draft=draft, by=moderator)
    for revision in (Revision.objects.get(posting=posting), Revision.objects.get(draft=draft)):
        assert revision.by == moderator
        before, passed_over = revision.changes["warnings"]
        assert before == []
        assert {"no_way_to_apply", "no_pay", "shouting", "description_short"} <= set(passed_over)
    review.undo(row=draft, by=moderator)
    draft.refresh_from_db()
    assert draft.state == "waiting"


def test_nothing_is_noted_where_nothing_was_found_or_nobody_looked(moderator):
    good = PostingValues(
        title="Welder", company="Alder Works", workplace="onsite", place_ids=(PlaceFactory().pk,),
        description_html=f"<p>{'You weld the hull of a ship with care. ' * 8}</p>",
        apply_email="jobs@alder.example",
        salary_bands=(BandValues(Decimal(50_000), Decimal(60_000), "AUD", "year"),),
    )  # fmt: skip
    review.approve(draft=DraftFactory(values=good.to_json()), by=moderator)
    review.approve(draft=DraftFactory(), by=None)
    assert not Revision.objects.filter(changes__has_key="warnings").exists()


def test_publishing_and_taking_it_back_leave_what_the_posting_says(moderator):
    posting = review.create_posting(values=PostingValues(title="Welder"), by=moderator)
    review.publish(posting=posting, by=moderator)
    revision = Revision.objects.filter(posting=posting, action="published").get()
    assert "no_description" in revision.changes["warnings"][1]
    before = PostingValues.of(posting)
    review.undo(row=posting, by=moderator)
    posting.refresh_from_db()
    assert (posting.state, PostingValues.of(posting)) == ("draft", before)
