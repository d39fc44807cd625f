"""The search page: whole without script, in parts for htmx, and unmoved by hostile addresses."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postings.models import Place, Role
from postings.roles import role_for
from tests.factories import CountryFactory, PlaceFactory, PostingFactory, RegionFactory, SkillFactory
from tests.views.pages import Page

Index = Callable[[], None]


@pytest.fixture
def city(search_index: Index) -> Place:
    country = CountryFactory(country_code="Q7", name="Freedonia")
    return PlaceFactory(name="Anvil", parent=RegionFactory(name="Midland", parent=country))


def see(client: Client, parameters: str = "", **headers: str) -> Page:
    return Page(client.get(f"/{parameters}", headers=headers))


def titles(page: Page) -> list[str]:
    return page.texts(".posting-card__title")


def test_a_card_lets_one_decide(client: Client, search_index: Index, city: Place) -> None:
    PostingFactory(
        title="Ship Welder",
        company__name="Ironside",
        places=[city],
        hybrid=True,
        pay=("19.50", 24, "GBP", "hour"),
        skills=[f"Craft {number}" for number in range(9)],
        employment_type="contract",
        seniority="senior",
    )
    search_index()
    page = see(client)
    card = page.text(".posting-card")
    expected = [
        "Ship Welder",
        "Ironside Anvil, Q7",
        "£19.50–£24 an hour",
        "£40,560–£49,920 a year",
        "Hybrid",
    ]
    for words in [*expected, "Hybrid", "Contract", "Senior", "Craft 0", "and 2 more", "yesterday"]:
        assert words in card
    assert "Not stated" not in card


def test_a_card_says_what_the_posting_leaves_open(client: Client, search_index: Index) -> None:
    PostingFactory(company=None)
    search_index()
    card = see(client).text(".posting-card")
    assert "Company not stated" in card
    assert "Pay not stated" in card
    assert "Not stated: place, remote policy and required skills" in card


def test_title_and_heading_carry_the_search_and_its_total(client: Client, search_index: Index) -> None:
    PostingFactory(title="Ship Welder", remote=True)
    PostingFactory(title="Teacher", remote=True)
    search_index()
    page = see(client, "?q=welder&workplace=remote")
    assert page.text("h1") == "1 remote job for “welder”"
    assert page.text("title").startswith("1 remote job for “welder”")


def test_the_form_works_without_script_and_its_empty_fields_are_no_filters(
    client: Client, search_index: Index, city: Place
) -> None:
    PostingFactory(title="Ship Welder", places=[city])
    PostingFactory(title="Teacher")
    search_index()
    page = see(client)
    form = page.one("form#search")
    assert (form.attributes["method"], form.attributes["action"]) == ("get", "/")
    fields = {
        node.attributes["name"]
        for node in page.tree.css("form#search [name], [form=search][name]")
        if node.attributes.get("type") not in ("checkbox", "radio")
    }
    empty = "&".join(f"{name}=" for name in sorted(fields))
    page = see(client, f"?{empty}&currency=USD&pay_period=year&skill_mode=all")
    assert len(titles(page)) == 2
    assert not page.tree.css("#results .chips, #results .notice")


def test_places_and_skills_may_be_typed_by_name(client: Client, search_index: Index, city: Place) -> None:
    PostingFactory(
        title="Ship Welder", places=[city], skills=[SkillFactory(name="Arc work", aliases=["Arcs"])]
    )
    PostingFactory(title="Teacher")
    search_index()
    for parameters in ("?place=anvil,+q7", "?skill=ARC+WORK", "?skill=arcs"):
        assert titles(see(client, parameters)) == ["Ship Welder"], parameters
    page = see(client, "?place=Anvil,+Q7")
    assert page.one("#where").attributes["value"] == "Anvil, Q7"


def test_the_chosen_country_stays_chosen_in_the_list(
    client: Client, search_index: Index, city: Place
) -> None:
    page = see(client, "?open_to=germany")
    (chosen,) = page.tree.css("#open_to option[selected]")
    assert chosen.text() == "Germany"
    assert not see(client).tree.css("#open_to option[selected]")


def test_a_name_that_is_unknown_is_said(client: Client, search_index: Index) -> None:
    page = see(client, "?place=Nowherehamptonville&colour=blue")
    assert "“Nowherehamptonville” is not a known place." in page.text("#results .notice")
    assert "“colour” is not a parameter of this search." in page.text("#results .notice")


def test_counts_stand_in_the_labels(client: Client, search_index: Index) -> None:
    PostingFactory(remote=True)
    PostingFactory(remote=True)
    search_index()
    page = see(client)
    assert page.text('label[for="workplace-remote"]') == "Remote (2)"
    assert page.text('label[for="workplace-onsite"]') == "On-site (0)"


def test_a_chosen_value_stays_shown_and_checked_at_zero(client: Client, search_index: Index) -> None:
    PostingFactory(remote=True)
    search_index()
    page = see(client, "?workplace=onsite")
    assert "checked" in page.one("#workplace-onsite").attributes
    assert page.text('label[for="workplace-onsite"]') == "On-site (0)"


def test_chips_take_one_filter_away(client: Client, search_index: Index) -> None:
    PostingFactory(title="Ship Welder", remote=True)
    PostingFactory(title="Teacher", onsite=True)
    search_index()
    page = see(client, "?q=welder&workplace=remote")
    assert page.link("Remove filter Remote policy: Remote") == "?q=welder"
    assert titles(see(client, page.link("Remove filter Words: welder"))) == ["Ship Welder"]


def test_no_hits_come_with_ways_on(client: Client, search_index: Index) -> None:
    PostingFactory(title="Ship Welder", onsite=True)
    search_index()
    page = see(client, "?q=welder&workplace=remote")
    assert "No job fits all of this." in page.text(".empty")
    assert "Without “Remote” (1)" in page.text(".empty li")
    assert titles(see(client, page.tree.css_first(".empty li a").attributes["href"])) == ["Ship Welder"]


def test_an_empty_board_says_so(client: Client, search_index: Index) -> None:
    assert "There are no jobs here yet." in see(client).text(".empty")


def test_postings_without_pay_stand_below_and_can_be_hidden(client: Client, search_index: Index) -> None:
    PostingFactory(title="Silent")
    PostingFactory(title="Paid", pay=(50_000, 60_000, "USD", "year"))
    search_index()
    page = see(client, "?pay_min=40000")
    assert titles(page) == ["Paid", "Silent"]
    assert page.text(".results__split") == "Pay not stated, or not comparable"
    hidden = see(client, page.link("Show only jobs with stated pay"))
    assert titles(hidden) == ["Paid"]


def test_pages_and_order_are_links(client: Client, search_index: Index) -> None:
    for number in range(23):
        PostingFactory(title=f"Job {number}")
    search_index()
    page = see(client)
    assert len(titles(page)) == 20
    second = see(client, page.link("Next"))
    assert len(titles(second)) == 3
    assert second.one(".results__list").attributes["start"] == "21"
    assert page.link("Highest pay") == "?sort=pay"
    assert see(client, "?sort=pay&q=job").one('input[name="sort"]').attributes["value"] == "pay"


def test_htmx_gets_the_changed_parts_and_the_canonical_address(client: Client, search_index: Index) -> None:
    PostingFactory(title="Ship Welder", remote=True)
    search_index()
    page = see(client, "?q=welder&place=&workplace=remote&sort=", **{"HX-Request-Type": "partial"})
    assert "<html" not in page.html
    assert page.text("title").startswith("1 remote job for “welder”")
    assert "Ship Welder" in page.html
    assert page.headers["HX-Push-Url"] == "/?q=welder&workplace=remote"
    assert "HX-Request-Type" in page.headers["Vary"]
    assert page.html.count("<hx-partial") == 6


def test_typing_replaces_the_address_and_leaves_the_box_alone(client: Client, search_index: Index) -> None:
    page = see(client, "?q=weld", **{"HX-Request-Type": "partial", "HX-Source": "input#q"})
    assert page.headers["HX-Replace-Url"] == "/?q=weld"
    assert "HX-Push-Url" not in page.headers
    assert "#q-field" not in page.html


def test_a_word_that_is_being_typed_finds_what_begins_so(client: Client, search_index: Index) -> None:
    PostingFactory(title="Registered Nurse")
    PostingFactory(title="Carpenter", skills=["Zyblo carving"])
    search_index()
    typing = {"HX-Request-Type": "partial", "HX-Source": "input#q"}
    for begun, found in (
        ("carp", "Carpenter"),
        ("zyb", "Carpenter"),
        ("registered nursi", "Registered Nurse"),
    ):
        assert titles(see(client, f"?q={begun}", **typing)) == [found], begun
    assert titles(see(client, "?q=carp")) == []


def test_going_back_gets_the_whole_page(client: Client, search_index: Index) -> None:
    page = see(client, "?q=weld", **{"HX-Request": "true", "HX-Request-Type": "full"})
    assert "<html" in page.html


def test_only_the_front_page_is_for_search_engines(client: Client, search_index: Index) -> None:
    assert not see(client).tree.css('meta[name="robots"]')
    assert see(client, "?workplace=remote").one('meta[name="robots"]').attributes["content"] == "noindex"
    assert see(client, "?q=a").one('link[rel="canonical"]').attributes["href"] == "http://testserver/"


def test_without_an_index_the_page_says_when_to_come_back(
    client: Client, db: None, settings: Any, tmp_path: Any
) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    page = see(client)
    assert page.status == 503
    assert "Search is being prepared" in page.text("h1")


HOSTILE = [
    "?q=%00",
    "?q=" + "a" * 5000,
    "?page=-1",
    "?page=99999999999999999999",
    "?page=x",
    "?place=%00&radius=-5",
    "?pay_min=1e400",
    "?pay_min=٣",
    "?currency=%F0%9F%92%B0",
    "?skill=" + "&skill=".join(f"s{n}" for n in range(300)),
    "?workplace=../../etc/passwd",
    "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "?sort[]=pay",
    "?posted=31&posted=1",
    "?q=AND+OR+NOT+(",
    "?q=title:*",
    "?%FF=%FF",
]


@pytest.mark.parametrize("parameters", HOSTILE, ids=lambda text: text[:30])
def test_hostile_parameters_never_fail(client: Client, search_index: Index, parameters: str) -> None:
    page = see(client, parameters)
    assert page.status == 200
    assert "<script>alert" not in page.html


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["q", "place", "radius", "pay_min", "skill", "sort", "page", "open_to", "posted", "x"]
            ),
            st.text(max_size=40),
        ),
        max_size=6,
    )
)
def test_any_parameters_give_a_page(
    client: Client, search_index: Index, parameters: list[tuple[str, str]]
) -> None:
    query = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in parameters)
    assert client.get(f"/?{query}").status_code == 200


def test_queries_do_not_grow_with_the_hits(
    client: Client, search_index: Index, django_assert_num_queries: Any
) -> None:
    see(client)  # places and skills are read once a process
    used = []
    for number in (3, 27):
        for index in range(number):
            PostingFactory(title="Welder", skills=[f"Skill {index}"], pay=(1, 2, "USD", "hour"), company=None)
        search_index()
        see(client, "?q=nothing")
        with django_assert_num_queries(2) as context:
            see(client)
        used.append(len(context))
    assert used[0] == used[1]


def test_the_page_is_small(client: Client, search_index: Index) -> None:
    for number in range(25):
        PostingFactory(skills=[f"Skill {number}"], pay=(1, 2, "USD", "hour"), places=[PlaceFactory()])
    search_index()
    assert len(see(client).html.encode()) < 100_000


def test_pay_is_drawn_and_told_and_its_list_sets_the_least_pay(client: Client, search_index: Index) -> None:
    PostingFactory(pay=(80_000, 90_000, "USD", "year"))
    PostingFactory(pay=(80_000, 95_000, "USD", "year"))
    PostingFactory(pay=(20_000, 30_000, "USD", "year"))
    PostingFactory()
    search_index()
    page = see(client, "?pay_min=40000")
    drawing = page.one(".pay-bars svg")
    assert drawing.attributes["aria-label"] == (
        "Highest pay a year of the postings that state it. $20,000 to $40,000: 1; $80,000 to $100,000: 2."
    )
    heights = [rect.attributes["height"] for rect in drawing.css("rect")]
    assert [height for height in heights if height != "0.0"] == ["19.0", "38.0"]
    assert len(drawing.css("rect.pay-bars__below")) == 2
    assert page.link("$80,000 to $100,000 (2)") == "?pay_min=80000"


def test_a_board_without_pay_draws_none(client: Client, search_index: Index) -> None:
    PostingFactory()
    search_index()
    assert not see(client).tree.css(".pay-bars")


def test_the_skills_one_has_rank_the_jobs_and_each_names_what_is_missing(
    client: Client, search_index: Index
) -> None:
    PostingFactory(title="Half", skills=["Arc work", "Crane work"])
    PostingFactory(title="Whole", skills=["Arc work"])
    PostingFactory(title="None", skills=["Paper work"])
    search_index()
    page = see(client, "?have=arc-work&have=")
    assert titles(page) == ["Whole", "Half"]
    assert page.texts(".posting-card__match") == [
        "100 % of the required skills · None missing",
        "50 % of the required skills · Missing: Crane work",
    ]
    assert page.texts(".tag--mine") == ["Arc work", "Arc work"]
    assert page.one("#have-arc-work").attributes["value"] == "arc-work"
    assert len(page.tree.css("#have_share option")) == 4
    assert page.text(".chip") == "Remove filter I have: Arc work"


def test_a_misspelt_word_is_put_right_on_a_click(client: Client, search_index: Index) -> None:
    PostingFactory(title="Registered Nurse")
    search_index()
    page = see(client, "?q=registerd")
    assert page.text(".did-you-mean") == "Did you mean “registered”? 1 job"
    corrected = see(client, page.link("Did you mean “registered”?"))
    assert titles(corrected) == ["Registered Nurse"]
    assert not corrected.tree.css("#results .notice")
    assert corrected.link("Search instead for “registerd”") == "?q=registerd"


def test_roles_are_a_facet_and_a_chip(client: Client, search_index: Index) -> None:
    PostingFactory(title="Registered Nurse", role=role_for("Registered Nurse"))
    PostingFactory(title="Other")
    search_index()
    assert "Registered Nurse (1)" in see(client).text("#facet-role")
    page = see(client, "?role=registered-nurse")
    assert titles(page) == ["Registered Nurse"]
    assert page.text(".chip") == "Remove filter Role: Registered Nurse"


def test_who_has_not_asked_yet_is_offered_ways_to_begin(client: Client, search_index: Index) -> None:
    leeds = Place.objects.get(slug="leeds-gb")
    for _ in range(2):
        PostingFactory(role=Role.objects.get(slug="welder"), hybrid=True, places=[leeds])
    PostingFactory(remote=True)
    search_index()
    page = see(client)
    assert page.texts(".starts li") == ["Hybrid 2", "Welder 2", "United Kingdom 2"]
    assert len(titles(see(client, page.link("Welder 2")))) == 2
    assert not see(client, "?workplace=hybrid").tree.css(".starts")
