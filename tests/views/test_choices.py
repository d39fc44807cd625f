"""All values of a facet on a page of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from postings.models import Place
from postings.roles import role_for
from postings.search.choices import MOST_SHOWN
from tests.factories import CompanyFactory, PlaceFactory, PostingFactory, SkillFactory
from tests.views.pages import Page

Index = Callable[[], None]


def see(client: Client, address: str, **headers: str) -> Page:
    page = Page(client.get(address, headers=headers))
    assert page.status == 200
    return page


def listed(page: Page) -> list[str]:
    return page.texts(".facet-values__list li")


@pytest.fixture
def board(search_index: Index) -> None:
    anvil = PlaceFactory(name="Anvil")
    for number, company in enumerate(("Ironside", "Zürcher Werke", "Ironside")):
        PostingFactory(
            title="Registered Nurse",
            role=role_for("Registered Nurse"),
            company=CompanyFactory._meta.model.objects.filter(name=company).first()
            or CompanyFactory(name=company),
            skills=[SkillFactory(name="Arc work", aliases=["Arcs"])],
            places=[anvil],
            workplace="remote" if number else "onsite",
        )
    search_index()


@pytest.mark.usefixtures("board")
def test_values_stand_with_their_counts_by_the_other_filters(client: Client) -> None:
    assert listed(see(client, "/choose/company/")) == ["Ironside (2)", "Zürcher Werke (1)"]
    page = see(client, "/choose/company/?workplace=remote&company=ironside")
    assert listed(page) == ["Remove Ironside (1)", "Zürcher Werke (1)"]
    assert page.link("Zürcher Werke (1)") == "/?workplace=remote&company=ironside&company=zurcher-werke"
    assert page.link("Back to the results") == "/?workplace=remote&company=ironside"
    assert "Of the 2 jobs" in page.html


def test_a_country_and_its_city_of_the_same_name_are_told_apart(client: Client, search_index: Index) -> None:
    city = Place.objects.get(name="Singapore", kind="city")
    PostingFactory(places=[city])
    search_index()
    assert {"Singapore (country) (1)", "Singapore (city) (1)"} <= set(listed(see(client, "/choose/place/")))


@pytest.mark.usefixtures("board")
def test_one_is_found_among_many_without_script(client: Client) -> None:
    page = see(client, "/choose/company/?workplace=remote&find=werke")
    assert listed(page) == ["Zürcher Werke (1)"]
    assert page.one('input[name="workplace"]').attributes["value"] == "remote"
    assert listed(see(client, "/choose/skill/?find=arcs")) == ["Arc work (3)"]
    assert listed(see(client, "/choose/role/?find=nurse")) == ["Registered Nurse (3)"]
    assert listed(see(client, "/choose/place/?find=anv"))[0].startswith("Anvil")
    assert "None with “xyz”" in see(client, "/choose/company/?find=xyz").html


@pytest.mark.usefixtures("board")
def test_htmx_gets_the_list_alone(client: Client) -> None:
    page = see(client, "/choose/company/?find=iron", **{"HX-Request-Type": "partial"})
    assert "<html" not in page.html
    assert listed(page) == ["Ironside (2)"]


def test_more_values_than_a_page_shows_are_counted(client: Client, search_index: Index) -> None:
    skills = [SkillFactory(name=f"Knack {number:03}") for number in range(MOST_SHOWN + 5)]
    for start in range(0, len(skills), 50):
        PostingFactory(skills=skills[start : start + 50])
    search_index()
    page = see(client, "/choose/skill/")
    assert len(listed(page)) == MOST_SHOWN
    assert f"The first {MOST_SHOWN} of {MOST_SHOWN + 5}." in page.html
    assert listed(see(client, "/choose/skill/?find=knack+204")) == ["Knack 204 (1)"]


def test_only_facets_with_many_values_have_a_page(client: Client, search_index: Index) -> None:
    assert client.get("/choose/workplace/").status_code == 404
    for address in ("/choose/company/?find=%00&x=1&place=nowhere", "/choose/skill/?find=" + "a" * 5000):
        assert client.get(address).status_code == 200


def test_queries_do_not_grow_with_the_values(
    client: Client, search_index: Index, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        PostingFactory(company=CompanyFactory(name=f"Works {number}"))
    search_index()
    see(client, "/choose/company/")
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        see(client, "/choose/company/?find=works")


@pytest.mark.usefixtures("board")
def test_the_search_page_leads_to_them(client: Client) -> None:
    page = see(client, "/?workplace=remote")
    for label, name in (("All companies", "company"), ("All roles", "role"), ("All skills", "skill")):
        assert page.link(label) == f"/choose/{name}/?workplace=remote"
    typed = see(client, "/?role=registered+nurse&company=IRONSIDE")
    assert typed.texts(".chip") == ["Remove filter Role: Registered Nurse", "Remove filter Company: Ironside"]
