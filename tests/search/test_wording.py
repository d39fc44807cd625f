"""What words find besides themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from postings.models import Place
from postings.roles import role_for
from postings.search.page import search
from postings.search.query import SearchQuery
from postings.search.wording import kin
from tests.factories import CountryFactory, PlaceFactory, PostingFactory, RegionFactory

Index = Callable[[], None]


def titles(text: str) -> list[str]:
    return [hit.posting.title for hit in search(SearchQuery(q=text)).results]


@pytest.fixture
def board(search_index: Index) -> None:
    for title in (
        "MIG Welder", "Office Clerk", "Front-End Developer", "Registered Nurse", "Sales Representative",
        "Project Manager", "C++ Engineer", "Python Engineer", "Civil Engineer", "注册护士", "Инженер",
        "Café Manager",
    ):  # fmt: skip
        PostingFactory(title=title, role=role_for(title), description_html="<p>Nothing else.</p>")
    search_index()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("weld", "MIG Welder"),
        ("welding", "MIG Welder"),
        ("frontend", "Front-End Developer"),
        ("front end", "Front-End Developer"),
        ("front-end dev", "Front-End Developer"),
        ("RN", "Registered Nurse"),
        ("sales rep", "Sales Representative"),
        ("pm", "Project Manager"),
        ("护士", "注册护士"),
        ("инженер", "Инженер"),
        ("cafe", "Café Manager"),
        ('"registered nurse', "Registered Nurse"),
    ],
)
@pytest.mark.usefixtures("board")
def test_other_words_for_the_same_are_found(text: str, first: str) -> None:
    assert titles(text)[:1] == [first]


@pytest.mark.usefixtures("board")
def test_a_developer_of_something_may_be_called_an_engineer_but_not_every_engineer_is_one() -> None:
    assert titles("python developer") == ["Python Engineer"]
    assert "Civil Engineer" not in titles("developer")


@pytest.mark.usefixtures("board")
def test_words_to_leave_out_mean_only_themselves() -> None:
    assert "Registered Nurse" in titles("-rn")
    assert "Civil Engineer" in titles("engineer -c++ -python")


def test_a_large_city_is_meant_by_its_name_in_any_spelling(search_index: Index) -> None:
    munich = Place.objects.get(slug__startswith="munich", kind="city")
    PostingFactory(title="Nurse", places=[munich])
    PostingFactory(title="Nurse elsewhere", places=[PlaceFactory()])
    PostingFactory(title="Mobile Developer")
    search_index()
    for text in ("nurse munich", "nurse münchen", "Nurse Muenchen", "nurse germany"):
        assert titles(text) == ["Nurse"], text
    assert titles("mobile") == ["Mobile Developer"]


def test_remote_and_the_like_are_choices_too(search_index: Index) -> None:
    PostingFactory(title="Painter", remote=True)
    PostingFactory(title="Painter too", employment_type="part_time")
    search_index()
    assert titles("remote painter") == ["Painter"]
    assert titles("painter part-time") == ["Painter too"]


def test_the_very_title_comes_first(search_index: Index) -> None:
    PostingFactory(title="Account Manager", description_html="<p>Sales.</p>")
    PostingFactory(title="Manager, Account Account", description_html="<p>Account manager account.</p>")
    PostingFactory(title="Account Manager Manager", description_html="<p>Account manager.</p>")
    search_index()
    assert titles("account manager")[0] == "Account Manager"
    assert titles("ACCOUNT-manager")[0] == "Account Manager"


def test_words_of_one_stem_are_not_kin_of_callings() -> None:
    assert kin("office") == kin("officer") == {}
    assert "car" not in kin("career")


def test_a_place_in_two_spellings_of_its_umlaut(search_index: Index) -> None:
    country = CountryFactory(country_code="XU", name="Umlautia")
    region = RegionFactory(parent=country)
    PostingFactory(title="Verkäufer", places=[PlaceFactory(parent=region, name="Grünau")])
    search_index()
    for text in ("verkäufer", "verkaufer", "verkaeufer"):
        assert titles(text) == ["Verkäufer"], text
