"""Companies in the admin: recruiters are named, not chosen from a list of all users."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from postings import trust
from postings.models import Company
from tests.factories import CompanyFactory, PostingFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


def change(company: Company) -> str:
    return reverse("admin:postings_company_change", args=[company.pk])


def with_recruiters(company: Company, *names: str) -> dict[str, Any]:
    rows = {f"memberships-{number}-person": name for number, name in enumerate(names)}
    return {
        "name": company.name, "website": "", "description": "", **rows,
        "memberships-TOTAL_FORMS": str(len(names)), "memberships-INITIAL_FORMS": "0",
    }  # fmt: skip


@pytest.mark.parametrize("named", ["ann", "ann@alder.example", " ANN@alder.example "])
def test_a_recruiter_is_added_by_user_name_or_mail(at_moderation, company, named):
    ann = UserFactory(username="ann", email="ann@alder.example", recruiter=True)
    response = at_moderation.post(change(company), with_recruiters(company, named))
    assert response.status_code == 302, text_of(response)
    assert list(company.members.all()) == [ann]
    assert 'value="ann"' in text_of(at_moderation.get(change(company)))


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("nobody", "No account has this name or e-mail."),
        ("seeker", "This account is no recruiter"),
        ("\x00", "Null characters are not allowed."),
        ("x" * 10_000, "at most 254 characters"),
        ("twins@alder.example", "Several accounts have this e-mail"),
    ],
)
def test_who_is_no_recruiter_is_refused_in_words(at_moderation, company, named, words):
    UserFactory(username="seeker")
    UserFactory(username="twin1", email="twins@alder.example", recruiter=True)
    UserFactory(username="twin2", email="twins@alder.example", recruiter=True)
    assert words in text_of(at_moderation.post(change(company), with_recruiters(company, named)))
    assert not company.members.exists()


def test_a_recruiter_named_twice_is_said(at_moderation, company):
    UserFactory(username="ann", email="ann@alder.example", recruiter=True)
    page = text_of(at_moderation.post(change(company), with_recruiters(company, "ann", "ann@alder.example")))
    assert "This recruiter is named twice." in page


def test_a_second_company_of_a_name_is_refused(at_moderation, company):
    url = reverse("admin:postings_company_add")
    data = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    page = text_of(at_moderation.post(url, {"name": "ALDER WORKS, Inc.", **data}))
    assert "There is a company of this name already: Alder Works." in page
    assert at_moderation.post(url, {"name": "Elm", **data}).status_code == 302


def test_the_list_counts_live_postings(at_moderation, company, django_assert_max_num_queries):
    PostingFactory.create_batch(2, company=company)
    PostingFactory(company=company, expired=True)
    CompanyFactory.create_batch(20)
    with django_assert_max_num_queries(9):
        page = text_of(at_moderation.get(reverse("admin:postings_company_changelist")))
    assert "?live=yes&amp;q=Alder Works" in page
    assert ">2</a>" in page


def test_the_list_says_how_each_company_stands(at_moderation, moderator):
    verified, blocked, merged, kept = (CompanyFactory(name=f"{name} Ltd") for name in "VBMK")
    trust.verify(company=verified, by=moderator)
    trust.block(company=blocked, by=moderator, reason="A scam.")
    trust.merge(keep=kept, drop=merged, by=moderator)
    page = text_of(at_moderation.get(reverse("admin:postings_company_changelist")))
    for words in (">verified<", ">blocked<", "merged into K Ltd"):
        assert words in page
