"""What the search boxes offer while one types."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from postings.roles import role_for
from tests.factories import CompanyFactory, PostingFactory
from tests.views.pages import Page

Index = Callable[[], None]
pytestmark = pytest.mark.django_db


@pytest.fixture
def board(search_index: Index) -> None:
    PostingFactory(skills=["Arc work"], company=CompanyFactory(name="Arcadia"), remote=True)
    PostingFactory(title="Registered Nurse", role=role_for("Registered Nurse"))
    search_index()


def offered(client: Client, parameters: str) -> list[tuple[str, str]]:
    page = Page(client.get(f"/complete/?{parameters}"))
    assert page.status == 200
    return [
        (" ".join(node.text().split()), node.attributes["data-url"] or "")
        for node in page.tree.css("[role=option]")
    ]


def test_it_offers_what_begins_so_with_its_kind_and_count(client: Client, board: None) -> None:
    assert sorted(offered(client, "typed=arc")) == [
        ("Arc work Skill · 1", "?skill=arc-work"),
        ("Arcadia Company · 1", "?company=arcadia"),
    ]
    assert offered(client, "typed=regist") == [("Registered Nurse Role · 1", "?role=registered-nurse")]


def test_a_box_of_skills_is_offered_skills_only(client: Client, board: None) -> None:
    assert [label for label, _ in offered(client, "typed=arc&kind=skill")] == ["Arc work Skill · 1"]


def test_a_choice_keeps_the_filters_and_takes_the_place_of_the_text(client: Client, board: None) -> None:
    found = offered(client, "typed=arc&kind=skill&q=arc&workplace=remote&page=3")
    assert found == [("Arc work Skill · 1", "?workplace=remote&skill=arc-work")]


@pytest.mark.parametrize(
    "parameters",
    ["", "typed=", "typed=%00", "typed=" + "a" * 5000, "typed=ar&kind=%00", "typed=ar&place=%00&x=1"],
)
def test_hostile_parameters_offer_something_or_nothing(client: Client, board: None, parameters: str) -> None:
    assert client.get(f"/complete/?{parameters}").status_code == 200


def test_names_are_never_markup(client: Client, search_index: Index) -> None:
    name = 'Zed <img src=x onerror="alert(1)">'
    PostingFactory(company=CompanyFactory(name=name))
    search_index()
    html = client.get("/complete/?typed=zed").content.decode()
    assert "<img" not in html
    assert escape(name) in html


def test_without_an_index_it_offers_nothing(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    assert offered(client, "typed=arc") == []
