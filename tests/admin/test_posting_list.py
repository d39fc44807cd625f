"""The list of postings in the admin."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import CompanyFactory, PostingFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


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


def test_a_recruiter_of_one_company_is_not_told_its_name_in_every_row(at_company, company, recruiter):
    PostingFactory(company=company)
    url = reverse("admin:postings_posting_changelist")
    assert "column-company" not in text_of(at_company.get(url))
    CompanyFactory(name="Birch", recruiters=[recruiter])
    assert "column-company" in text_of(at_company.get(url))
