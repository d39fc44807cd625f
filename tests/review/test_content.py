"""What a posting may say, and how it is written."""

from __future__ import annotations

import pytest
from django.utils import timezone

from postings.models import Company, Place, Posting, PostingSkill, Skill
from postings.review import content, deciding, writing
from postings.review.errors import ReviewError
from postings.values import PostingValues
from tests.factories import (
    CompanyFactory,
    DraftFactory,
    SkillFactory,
)
from tests.review.examples import full_values

pytestmark = pytest.mark.django_db


def test_a_posting_needs_a_title(moderator):
    with pytest.raises(ReviewError, match="title"):
        deciding.approve(draft=DraftFactory(), by=moderator, values=PostingValues(title="  "))
    assert not Posting.objects.exists()


def test_a_text_that_names_no_company_makes_a_posting_without_one(moderator):
    posting = deciding.approve(draft=DraftFactory(), by=moderator, values=PostingValues(title="Welder"))
    assert posting.company is None


def test_names_of_one_company_meet_in_one_company(moderator):
    for name in ("Alder Works", "ALDER WORKS, Inc.", "alder works"):
        deciding.approve(
            draft=DraftFactory(), by=moderator, values=PostingValues(title="Welder", company=name)
        )
    assert Company.objects.get().postings.count() == 3


def test_a_skill_is_found_by_its_alias_and_a_new_one_is_added(moderator):
    skill = SkillFactory(name="Kubernetes", aliases=["K8s"])
    values = PostingValues(title="SRE", required_skills=("k8s", "Flurbing"), preferred_skills=("Kubernetes",))
    posting = deciding.approve(draft=DraftFactory(), by=moderator, values=values)
    rows = {row.skill.name: row.importance for row in posting.posting_skills.select_related("skill")}
    assert rows == {"Kubernetes": PostingSkill.Importance.REQUIRED, "Flurbing": "required"}
    assert skill.posting_skills.count() == 1


def test_a_recruiter_names_only_known_skills(recruiter, company):
    values = PostingValues(title="SRE", company=company.name, required_skills=("Flurbing",))
    with pytest.raises(ReviewError, match="Unknown skill: Flurbing"):
        writing.create_posting(values=values, by=recruiter)
    assert not Skill.objects.filter(name="Flurbing").exists()


def test_a_recruiter_does_not_publish_under_another_name(recruiter):
    CompanyFactory(name="Birch")
    with pytest.raises(ReviewError, match="not a recruiter of Birch"):
        writing.create_posting(values=PostingValues(title="Welder", company="Birch"), by=recruiter)


def test_the_last_day_is_open_until_its_end(moderator):
    today = timezone.now().date()
    posting = deciding.approve(
        draft=DraftFactory(), by=moderator, values=PostingValues(title="Welder", expires_on=today)
    )
    assert posting.is_live()
    assert posting.expires_at == content.end_of_day(today)
    assert PostingValues.of(posting).expires_on == today


def test_an_edit_changes_only_what_differs(moderator):
    posting = deciding.approve(draft=DraftFactory(), by=moderator, values=full_values())
    ids = set(posting.posting_skills.values_list("pk", flat=True))
    values = PostingValues.of(posting).replace(required_skills=("Welding", "Forklift"), preferred_skills=())
    writing.update_posting(posting=posting, values=values, by=moderator)
    assert set(posting.posting_skills.values_list("pk", flat=True)) == ids
    assert set(posting.posting_skills.values_list("importance", flat=True)) == {"required"}


def test_unknown_places_and_countries_are_refused(moderator):
    with pytest.raises(ReviewError, match="GeoNames id 4"):
        deciding.approve(
            draft=DraftFactory(), by=moderator, values=PostingValues(title="Welder", place_ids=(4,))
        )
    values = PostingValues(title="Welder", eligibility="countries", eligible_countries=("X9",))
    with pytest.raises(ReviewError, match="X9"):
        deciding.approve(draft=DraftFactory(), by=moderator, values=values)
    assert not Place.objects.filter(country_code="X9").exists()
