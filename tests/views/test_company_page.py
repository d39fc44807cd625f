"""The page of one company."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from postings.models import Company
from tests.factories import CompanyFactory, PostingFactory
from tests.views.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    company = CompanyFactory(name="Ironside")
    company.description = "Ships.\n\nSince 1902."
    company.website = "https://ironside.example"
    company.save()
    return company


def see(client: Client, company: Company, parameters: str = "") -> Page:
    return Page(client.get(company.get_absolute_url() + parameters))


def test_it_shows_what_the_company_says_and_its_live_postings(client: Client, company: Company) -> None:
    PostingFactory(company=company, title="Welder")
    PostingFactory(company=company, title="Old", expired=True)
    PostingFactory(title="Elsewhere")
    page = see(client, company)
    assert page.text("h1") == "Ironside"
    assert page.text(".posting-head__by") == "1 open job"
    assert page.texts(".posting-card h2") == ["Welder"]
    assert "Since 1902." in page.text("header.hero__main")
    assert page.one("header.hero__main a[href^='https:']").attributes["rel"] == "nofollow noopener"


def test_many_postings_come_in_pages(client: Client, company: Company) -> None:
    for number in range(23):
        PostingFactory(company=company, title=f"Job {number}")
    assert len(see(client, company).tree.css(".posting-card")) == 20
    second = see(client, company, "?page=2")
    assert len(second.tree.css(".posting-card")) == 3
    assert second.one('meta[name="robots"]').attributes["content"] == "noindex"


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", "%00", "2;drop"])
def test_a_hostile_page_number_shows_a_page(client: Client, company: Company, page: str) -> None:
    PostingFactory(company=company, title="Welder")
    assert see(client, company, f"?page={page}").texts(".posting-card h2") == ["Welder"]


def test_without_open_postings_it_says_so(client: Client, company: Company) -> None:
    PostingFactory(company=company, expired=True)
    page = see(client, company)
    assert "Ironside has no open jobs here at the moment." in page.text("main")
    assert page.one('meta[name="robots"]').attributes["content"] == "noindex"


def test_a_company_that_never_published_has_no_page(client: Client, company: Company) -> None:
    PostingFactory(company=company, draft=True)
    assert see(client, company).status == 404


def test_queries_do_not_grow_with_the_postings(
    client: Client, company: Company, django_assert_max_num_queries: Any
) -> None:
    used = []
    for number in (3, 27):
        for index in range(number):
            PostingFactory(company=company, skills=[f"Skill {index}"], pay=(1, 2, "USD", "hour"))
        cache.clear()  # the figures are kept for a while
        with django_assert_max_num_queries(36) as context:
            see(client, company)
        used.append(len(context))
    assert used[0] == used[1]
    with django_assert_max_num_queries(8):
        see(client, company)


def test_its_figures_name_their_n_and_lead_to_their_postings(client: Client, company: Company) -> None:
    for amount in (40_000, 50_000, 60_000):
        PostingFactory(company=company, skills=["Arc work"], pay=(amount, amount, "USD", "year"))
    PostingFactory(company=company)
    cache.clear()
    page = see(client, company)
    assert "$50,000 a year on average" in page.text(".pay-figure")
    assert page.link("3 of 4 postings") == "/?company=ironside&pay_stated=1"
    assert page.link("Arc work") == "/skills/arc-work/"
    assert page.link("Arc work: 3 of 4") == "/?company=ironside&skill=arc-work"
    assert "3 of 4" in page.text(".bars")
    assert "CHF" in page.text("#pay-currency")
    assert "£" in see(client, company, "?currency=GBP").text(".pay-figure__main")
