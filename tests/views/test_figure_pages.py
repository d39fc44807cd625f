"""Pages of figures: every number leads to as many postings as it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from postings.models import Place, Posting, Role, Skill
from tests.factories import CompanyFactory, PostingFactory, SkillFactory
from tests.views.pages import Page, words

pytestmark = pytest.mark.django_db

PAGES = [
    "/roles/", "/roles/backend-software-engineer/", "/roles/backend-software-engineer/senior/",
    "/skills/", "/skills/quern/", "/skills/quern-lite/", "/places/", "/places/united-kingdom/",
    "/places/london-gb/", "/companies/", "/companies/alder/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _board(search_index: Callable[[], None]) -> None:
    """Two roles in three places; one skill is the broader one of another."""
    cache.clear()
    quern = SkillFactory(name="Quern", slug="quern")
    lite = SkillFactory(name="Quern Lite", slug="quern-lite", parents=[quern])
    role = Role.objects.get(slug="backend-software-engineer")
    other = Role.objects.get(slug="frontend-software-engineer")
    london, leeds = Place.objects.get(slug="london-gb"), Place.objects.get(slug="leeds-gb")
    company = CompanyFactory(name="Alder", slug="alder")

    def posting(skills: list[Skill], places: list[Place], **traits: Any) -> None:
        values = {
            "preferred": ["Sieve"],
            "education": "bachelor",
            "experience_years_min": 5,
            "role": role,
            "seniority": "senior",
            "company": company,
            "hybrid": True,
            **traits,
        }
        PostingFactory(skills=skills, places=places, **values)

    for amount in (40_000, 50_000, 60_000):
        posting([quern], [london], pay=(amount, amount, "GBP", "year"), employment_type="full_time")
    posting(
        [lite], [leeds], seniority="lead", education="master", experience_years_min=12, title="Lead & “Co”"
    )
    posting([lite, quern], [london, leeds], employment_type="contract")
    posting([], [london.parent or london], role=other, company=CompanyFactory(name="Beech"))
    posting([lite], [], role=other, seniority=None)
    search_index()


@pytest.mark.parametrize("address", PAGES)
def test_every_number_leads_to_as_many_postings(client: Any, address: str) -> None:
    page = Page(client.get(address))
    assert page.status == 200
    followed = 0
    for link in page.tree.css("a[href^='/?'], a[href*='/postings/?']"):
        shown = words(link)
        # "Quern: 4", "4 of 5", "5 open postings"; "3 of 5 postings" state pay, and lead to those three.
        number = re.search(r"(?:^|: )([\d,]+)(?:$| of | open )", shown)
        if number is None:
            continue
        found = Page(client.get(link.attributes["href"])).text("#results-title")
        assert found.split(" ")[0] == number[1], (shown, link.attributes["href"], found)
        followed += 1
    assert followed >= 2


def test_a_narrower_skill_counts_for_the_broader_one_as_it_does_in_a_search(client: Any) -> None:
    page = Page(client.get("/skills/quern/"))
    assert "6 open postings require it" in page.text(".insight__lead")
    assert "Quern Lite" in page.text("section[aria-labelledby=along] .bars")
    # What is broader goes along with every one of them, and is no news.
    assert "Quern 4 of 4" not in Page(client.get("/skills/quern-lite/")).text()


def test_amounts_are_in_the_currency_that_most_of_the_postings_pay_in(client: Any) -> None:
    assert "£50,000" in Page(client.get("/places/london-gb/")).text(".pay-figure__main")
    assert "€" in Page(client.get("/places/london-gb/?currency=EUR")).text(".pay-figure__main")
    assert "£" in Page(client.get("/places/london-gb/?currency=zzz")).text(".pay-figure__main")


def test_the_role_says_in_a_sentence_what_it_is(client: Any) -> None:
    text = Page(client.get("/roles/backend-software-engineer/senior/")).text("section[aria-labelledby=what]")
    assert "A role in software engineering, most often hybrid ( 4 of 4 ) and full-time ( 3 of 4 )" in text
    assert "Asked for before all: Quern and Quern Lite" in text


def test_what_nobody_states_leaves_no_empty_heading(client: Any) -> None:
    PostingFactory(role=Role.objects.get(slug="welder"))
    page = Page(client.get("/roles/welder/"))
    for heading in page.tree.css("main h3"):
        following = heading.next
        while following is not None and following.tag == "-text":
            following = following.next
        assert following is not None
        assert words(following), words(heading)


def test_the_name_of_a_level_leads_to_the_level_of_its_role(client: Any) -> None:
    answer = client.get("/roles/senior-backend-software-engineer/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/roles/backend-software-engineer/senior/"
    assert client.get("/roles/senior-juggler/").status_code == 404


def test_what_no_search_asks_for_has_a_list_of_its_own(client: Any) -> None:
    page = Page(client.get("/roles/backend-software-engineer/senior/"))
    assert page.link("Sieve: 4 of 4") == (
        "/roles/backend-software-engineer/postings/?seniority=senior&preferred=sieve"
    )
    for query, total, told in (
        ("preferred=sieve", 5, "Sieve is nice to have."),
        ("education=master", 1, "Education asked for: master's degree."),
        ("years=10&seniority=lead", 1, "10 years or more of experience asked for."),
        (
            "years=4-5&education=bachelor&seniority=nosuch",
            4,
            "Education asked for: bachelor's degree, 4–5 years",
        ),
        ("title=nosuch", 0, "Called “nosuch”."),
    ):
        page = Page(client.get(f"/roles/backend-software-engineer/postings/?{query}"))
        assert page.text("h1").startswith(f"{total} job")
        assert told in page.text(".insight__lead")
        assert len(page.tree.css(".posting-card")) == total
        assert 'content="noindex"' in page.html


@pytest.mark.parametrize("query", ["", "preferred=nosuch", "years=3-4", "education=%00", "page=2"])
def test_a_list_of_nothing_that_is_known_is_not_there(client: Any, query: str) -> None:
    assert client.get(f"/roles/backend-software-engineer/postings/?{query}").status_code == 404


ASKED_OF_A_ROLE = {
    "What is it?": "most often hybrid ( 4 of 4 )",
    "Average pay": "£50,000 a year on average",
    "What do they do?": "Build the quern",
    "Top skills": "Quern: 4 of 4",
    "How to become one": "4–5 years: 4 of 4",
    "Typical tools": "Quern: 4 of 4",
    "Roles and types": "Frontend Software Engineer: 2",
    "Popular locations": "London, UK: 4 of 4",
}


def test_the_role_answers_what_a_career_article_would(client: Any) -> None:
    role = Role.objects.get(slug="backend-software-engineer")
    duties = "<h2>Responsibilities</h2><ul><li>Build the quern for the millers of every town</li></ul>"
    Posting.objects.filter(role=role).update(description_html=duties)
    Skill.objects.filter(slug="quern").update(category="languages")
    cache.clear()
    page = Page(client.get("/roles/backend-software-engineer/senior/"))
    sections = {words(node.css_first("h2")): words(node) for node in page.tree.css("main section:has(h2)")}
    for heading, answer in ASKED_OF_A_ROLE.items():
        assert answer in sections[heading], (heading, sections[heading])
