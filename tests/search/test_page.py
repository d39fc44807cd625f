"""The search page over a small database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from postings.models import Place, Posting, Role
from postings.search import SearchUnavailable
from postings.search.counting import ROLES_SHOWN
from postings.search.page import SearchPage, search
from postings.search.query import SearchQuery
from postings.search.schema import SLOTS
from postings.search.similar import similar
from postings.search.text import parse
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    PlaceFactory,
    PostingFactory,
    RegionFactory,
    SalaryBandFactory,
    SkillFactory,
)

Index = Callable[[], None]


def ask(parameters: str = "") -> SearchPage:
    query, ignored = SearchQuery.from_querydict(QueryDict(parameters))
    return search(query, ignored=ignored)


def titles(parameters: str = "") -> list[str]:
    return [hit.posting.title for hit in ask(parameters).results]


def counts(page: SearchPage, facet: str) -> dict[str, int]:
    return {option.value: option.count for option in page.facets[facet].options if option.count}


@pytest.fixture
def country() -> Place:
    return CountryFactory(country_code="XF", name="Freedonia")


@pytest.fixture
def city(country: Place) -> Place:
    region = RegionFactory(parent=country, name="Midland")
    return PlaceFactory(parent=region, name="Anvil", latitude=10.0, longitude=20.0)


def test_only_live_postings_are_found(search_index: Index) -> None:
    PostingFactory(title="Live")
    for state in ("draft", "submitted", "scheduled", "expired", "filled", "withdrawn", "rejected"):
        PostingFactory(title=state, **{state: True})
    search_index()
    assert titles() == ["Live"]
    assert ask().total == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("c++", ["C++ engineer"]),
        ("C#", ["C# engineer"]),
        (".net", [".NET engineer"]),
        ("node.js", ["Node.js engineer"]),
        ("zürich", ["Zurich guide"]),
        ("guides", ["Zurich guide"]),
        ('"engineer of c"', []),
        ("engineer -c++ -c# -.net -node.js", ["C engineer"]),
        ("c++ OR c# guide", []),
        ("zurich OR c#", ["Zurich guide", "C# engineer"]),
        ('- OR "" !!', None),
    ],
)
def test_the_box_understands(search_index: Index, text: str, found: list[str] | None) -> None:
    everything = [
        "C++ engineer",
        "C# engineer",
        ".NET engineer",
        "Node.js engineer",
        "C engineer",
        "Zurich guide",
    ]
    for title in everything:
        PostingFactory(title=title, description_html="<p>Nothing else.</p>")
    search_index()
    page = search(SearchQuery(q=text))
    assert sorted(hit.posting.title for hit in page.results) == sorted(everything if found is None else found)


def test_a_word_in_the_title_weighs_more_than_in_the_description(search_index: Index) -> None:
    PostingFactory(title="Driver", description_html="<p>welding welding welding</p>")
    PostingFactory(title="Welding work", description_html="<p>Steel.</p>")
    search_index()
    assert titles("q=welding") == ["Welding work", "Driver"]


def test_places_hold_what_lies_inside_them(search_index: Index, country: Place, city: Place) -> None:
    PostingFactory(title="In the city", places=[city])
    PostingFactory(title="In the region", places=[city.parent])
    PostingFactory(title="In the country", places=[country])
    PostingFactory(title="Elsewhere", places=[PlaceFactory()])
    search_index()
    assert titles(f"place={city.slug}") == ["In the city"]
    assert set(titles(f"place={city.parent.slug}")) == {"In the city", "In the region"}
    assert len(titles(f"place={country.slug}")) == 3
    assert len(titles("place=xf")) == 3
    facet = ask(f"place={country.slug}").facets["place"]
    depths = {option.label: (option.depth, option.count, option.selected) for option in facet.options}
    assert depths["Freedonia"] == (0, 3, True)
    assert depths["Midland"] == (1, 2, False)
    assert depths["Anvil"] == (2, 1, False)


def test_a_radius_finds_cities_near_by_and_tells_how_far(search_index: Index, city: Place) -> None:
    near = PlaceFactory(parent=city.parent, name="Near", latitude=10.2, longitude=20.0)
    far = PlaceFactory(parent=city.parent, name="Far", latitude=11.0, longitude=20.0)
    for place in (city, near, far):
        PostingFactory(title=place.name, places=[place])
    search_index()
    page = ask(f"place={city.slug}&radius=25")
    assert {hit.posting.title: round(hit.distance_km or 0) for hit in page.results} == {
        "Anvil": 0,
        "Near": 22,
    }
    assert ask(f"place={city.slug}&radius=200").total == 3
    assert "A radius needs a city to be around." in ask(f"place={city.parent.slug}&radius=25").ignored


def test_open_to_a_country(search_index: Index, country: Place, city: Place) -> None:
    PostingFactory(title="Remote there", remote=True, eligible=[country])
    PostingFactory(title="Remote anywhere", remote=True, eligibility="worldwide")
    PostingFactory(title="Remote who knows", remote=True, places=[city])
    PostingFactory(title="Office there", onsite=True, places=[city])
    PostingFactory(title="Office elsewhere", onsite=True, places=[PlaceFactory()])
    search_index()
    assert set(titles(f"open_to={country.slug}")) == {"Remote there", "Remote anywhere", "Office there"}


def test_pay_is_compared_by_the_year_and_postings_without_it_stand_below(search_index: Index) -> None:
    PostingFactory(title="Unstated")
    PostingFactory(title="Monthly", pay=("11670.34", "14174.54", "USD", "month"))
    PostingFactory(title="Less", pay=(90_000, 100_000, "USD", "year"))
    PostingFactory(title="From", pay=(80_000, None, "USD", "year"))
    PostingFactory(title="In all", pay=(500_000, 600_000, "USD", "fixed"))
    search_index()
    page = ask("pay_min=140000")
    assert {hit.posting.title for hit in page.results if hit.reaches_pay} == {"Monthly", "From"}
    assert {hit.posting.title for hit in page.results[2:]} == {"Unstated", "In all"}
    assert (page.total, page.without_pay) == (4, 2)
    assert ask("pay_min=140000&pay_stated=1").total == 3
    monthly = next(hit for hit in page.results if hit.posting.title == "Monthly")
    assert monthly.yearly_pay is not None
    assert monthly.yearly_pay.text == "$140,044–$170,094"


def test_a_minimum_is_met_by_exactly_that_maximum_in_any_currency_and_period(search_index: Index) -> None:
    PostingFactory(title="Hourly", pay=(20, 30, "EUR", "hour"))
    search_index()
    assert titles("pay_min=30&currency=EUR&pay_period=hour&pay_stated=1") == ["Hourly"]
    assert titles("pay_min=62400&currency=EUR&pay_stated=1") == ["Hourly"]
    assert titles("pay_min=62401&currency=EUR&pay_stated=1") == []


def test_skills_all_any_none_and_broader_ones(search_index: Index) -> None:
    sql = SkillFactory(name="Querying")
    postgres = SkillFactory(name="Elephant Store", parents=[sql])
    cooking = SkillFactory(name="Cooking things")
    PostingFactory(title="Both", skills=[postgres, cooking])
    PostingFactory(title="One", skills=[postgres])
    PostingFactory(title="Nice to have", preferred=[postgres])
    search_index()
    both = f"skill={sql.slug}&skill={cooking.slug}"
    assert titles(both) == ["Both"]
    assert set(titles(both + "&skill_mode=any")) == {"Both", "One"}
    assert titles(f"skill={sql.slug}&skill_not={cooking.slug}") == ["One"]
    page = ask(f"skill={sql.slug}")
    assert counts(page, "skill") == {sql.slug: 2, postgres.slug: 2, cooking.slug: 1}
    assert page.results[0].matched_skills == (postgres.slug,)


def test_counts_ignore_the_selection_of_their_own_facet(search_index: Index) -> None:
    for workplace, seniority in (("remote", "senior"), ("remote", "mid"), ("onsite", "senior"), (None, None)):
        PostingFactory(workplace=workplace, seniority=seniority)
    search_index()
    page = ask("workplace=remote")
    assert counts(page, "workplace") == {"remote": 2, "onsite": 1, "unstated": 1}
    assert counts(page, "seniority") == {"senior": 1, "mid": 1}
    page = ask("workplace=remote&seniority=senior")
    assert page.total == 1
    assert counts(page, "workplace") == {"remote": 1, "onsite": 1}
    assert counts(page, "seniority") == {"senior": 1, "mid": 1}


def test_every_count_is_what_its_link_finds(search_index: Index, city: Place) -> None:
    skills = [SkillFactory(name=f"Craft {n}") for n in range(3)]
    for n in range(12):
        PostingFactory(
            workplace=["remote", "hybrid", None][n % 3],
            seniority=["senior", "mid"][n % 2],
            employment_type=["full_time", None][n // 6],
            skills=[skills[n % 3], skills[(n + 1) % 3]][: 1 + n % 2],
            places=[city] if n % 4 else [],
            published_at=timezone.now() - timedelta(days=n),
            pay=(50_000, 60_000, "USD", "year") if n % 5 else None,
        )
    search_index()
    page = ask(f"q=work&skill={skills[0].slug}")
    for facet in page.facets.values():
        for option in facet.options:
            if not option.selected:
                assert ask(option.url.removeprefix("?")).total == option.count, (facet.name, option)


def test_selected_values_stay_shown_at_zero(search_index: Index, city: Place) -> None:
    skill = SkillFactory(name="Rare craft")
    company = CompanyFactory(name="Nobody There")
    search_index()
    page = ask(f"skill={skill.slug}&company={company.slug}&place={city.slug}&workplace=remote")
    for name, value in (("skill", skill.slug), ("company", company.slug), ("place", city.slug)):
        option = next(option for option in page.facets[name].options if option.value == value)
        assert (option.count, option.selected) == (0, True)


def test_no_hits_come_with_ways_on(search_index: Index, city: Place) -> None:
    near = PlaceFactory(parent=city.parent, latitude=10.2, longitude=20.0)
    PostingFactory(title="Baker", places=[near], onsite=True)
    search_index()
    page = ask(f"q=baker&place={city.slug}&radius=10")
    assert page.total == 0
    assert next((one.sentence, one.count) for one in page.suggestions) == ("Look within 25 km", 1)
    assert any("Anvil" in one.sentence and one.count == 1 for one in page.suggestions)
    assert ask(page.suggestions[0].url.removeprefix("?")).total == 1


def test_orders_are_total_and_pages_hold_each_posting_once(search_index: Index) -> None:
    moment = timezone.now() - timedelta(days=1)
    for n in range(45):
        PostingFactory(title="Same", published_at=moment, pay=(1_000 * (n % 3 + 1), None, "USD", "year"))
    search_index()
    for parameters in ("", "sort=pay", "pay_min=100", "q=same&sort=newest"):
        seen = [hit.posting.pk for page in (1, 2, 3) for hit in ask(f"{parameters}&page={page}").results]
        assert sorted(seen) == sorted(Posting.objects.values_list("pk", flat=True)), parameters
    newest = [hit.posting.pk for hit in ask().results]
    assert newest == sorted(newest, reverse=True)
    page = ask("page=99")
    assert (page.page, page.pages, page.has_next, len(page.results)) == (3, 3, False, 5)


def test_chips_and_heading_say_what_was_asked(search_index: Index, city: Place) -> None:
    skill = SkillFactory(name="Juggling")
    PostingFactory(title="Artist", remote=True, skills=[skill], places=[city])
    search_index()
    page = ask(
        f"q=artist&workplace=remote&skill={skill.slug}&place={city.slug}&radius=50&page=1&pay_min=1000"
    )
    assert page.heading.startswith("1 remote Juggling job for “artist” within 50 km of Anvil, XF")
    assert [chip.value_label for chip in page.chips] == [
        "artist", "Anvil, XF + 50 km", "Remote", "at least $1,000 a year", "Juggling",
    ]  # fmt: skip
    for chip in page.chips:
        assert len(ask(chip.remove_url.removeprefix("?")).chips) == 4
    assert (page.clear_url, page.clear_label) == ("?q=artist", "Clear filters, keep “artist”")


def test_hits_take_a_fixed_number_of_database_queries(
    search_index: Index, city: Place, django_assert_max_num_queries: Any
) -> None:
    for n in range(3):
        PostingFactory(title="Few", places=[city], skills=[f"Craft {n}"])
    for n in range(20):
        PostingFactory(title="Many", places=[city], skills=[f"Craft {n}"])
    search_index()
    ask()
    with django_assert_max_num_queries(9):
        assert ask("q=few").total == 3
    with django_assert_max_num_queries(9):
        assert ask("q=many").total == 20


def test_similar_postings_share_skills_and_title(search_index: Index) -> None:
    welding = SkillFactory(name="Arc work")
    posting = PostingFactory(title="Ship welder", skills=[welding])
    twin = PostingFactory(title="Ship welder at sea", skills=[welding])
    cousin = PostingFactory(title="Fitter", skills=[welding])
    PostingFactory(title="Teacher")
    PostingFactory(title="Ship welder", skills=[welding], expired=True)
    search_index()
    assert similar(posting) == [twin, cousin]


def test_similar_postings_are_of_the_same_kind_of_work(search_index: Index) -> None:
    nursing, caring, warehouse, desk = (
        Role.objects.get(slug=slug)
        for slug in ("registered-nurse", "nursing-assistant", "warehouse-operative", "receptionist")
    )
    nurse = PostingFactory(title="Nurse of nights", role=nursing, skills=["Night shifts"])
    other = PostingFactory(title="Carer", role=nursing)
    aide = PostingFactory(title="Aide", role=caring, skills=["Night shifts"])
    packer = PostingFactory(title="Packer of nights", role=warehouse, skills=["Night shifts"])
    PostingFactory(title="Head of post", role=desk)
    unknown = PostingFactory(title="Nurse", role=None)
    search_index()
    assert set(similar(nurse)) == {other, aide, unknown}
    assert similar(packer) == []


def test_several_bands_count_by_the_best(search_index: Index) -> None:
    posting = PostingFactory(title="Two cities")
    SalaryBandFactory(posting=posting, minimum=50_000, maximum=60_000, scope="Here")
    SalaryBandFactory(posting=posting, minimum=70_000, maximum=90_000, scope="There")
    search_index()
    assert titles("pay_min=90000&pay_stated=1") == ["Two cities"]
    assert titles("pay_min=90001&pay_stated=1") == []


def test_without_an_index_search_says_so(settings: Any, tmp_path: Any, db: None) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    with pytest.raises(SearchUnavailable, match="rebuild_search"):
        search(SearchQuery())


def test_other_names_find_the_skill_and_the_role(search_index: Index) -> None:
    from postings.roles import role_for

    kubernetes = SkillFactory(name="Kubernetes")
    PostingFactory(title="Cluster keeper", skills=[kubernetes])
    for title in ("Site Reliability Engineer", "Registered Nurse", "Baker"):
        PostingFactory(title=title, role=role_for(title))
    search_index()
    assert titles("q=k8s") == ["Cluster keeper"]
    assert titles("q=sre") == ["Site Reliability Engineer"]
    assert titles("q=RN") == ["Registered Nurse"]
    assert titles('q="sre"') == []


def test_roles_filter_and_count(search_index: Index) -> None:
    from postings.roles import role_for

    for title in ("Senior SRE", "Site Reliability Engineer", "Baker at night"):
        PostingFactory(title=title, role=role_for(title))
    search_index()
    page = ask("role=site-reliability-engineer")
    assert page.total == 2
    assert counts(page, "role")["site-reliability-engineer"] == 2


def test_the_skills_i_have_rank_by_share_and_name_what_is_lacking(search_index: Index) -> None:
    upper = SkillFactory(name="Joining metal")
    one, two, three = (SkillFactory(name=f"Craft {n}", parents=[upper] if n == 1 else []) for n in (1, 2, 3))
    PostingFactory(title="All of it", skills=[one])
    PostingFactory(title="Half", skills=[one, two])
    PostingFactory(title="A third", skills=[one, two, three])
    PostingFactory(title="Broader", skills=[upper, two])
    PostingFactory(title="None of it", skills=[two])
    PostingFactory(title="Nothing required")
    search_index()
    page = ask(f"have={one.slug}")
    assert page.results[0].posting.title == "All of it"
    assert {(hit.posting.title, hit.share, hit.lacking) for hit in page.results} == {
        ("All of it", 100, ()), ("Half", 50, ("Craft 2",)), ("Broader", 50, ("Craft 2",)),
    }  # fmt: skip
    assert titles(f"have={one.slug}&have_share=25")[-1] == "A third"
    assert titles(f"have={one.slug}&have={two.slug}&have_share=100&sort=newest") == [
        "None of it", "Broader", "Half", "All of it",
    ]  # fmt: skip


def test_without_time_for_counting_hits_still_come_and_selected_counts_are_exact(
    search_index: Index, city: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    skills = [SkillFactory(name=f"Craft {n}") for n in range(5)]
    for n in range(10):
        PostingFactory(
            workplace=["remote", "onsite"][n % 2],
            seniority=["senior", "mid"][n % 3 == 0],
            skills=[skills[n % 5]],
            places=[city],
            published_at=timezone.now() - timedelta(hours=n + 1),
        )
    search_index()
    asked = (
        f"workplace=remote&seniority=senior&posted=7&place={city.slug}&pay_min=1&skill_mode=any"
        + "".join(f"&skill={skill.slug}" for skill in skills)
    )
    whole = ask(asked)
    assert whole.left_out == ()
    monkeypatch.setattr("postings.search.counting.SECONDS_FOR_COUNTING", 0.0)
    monkeypatch.setattr("postings.search.kept_counts._current", None)
    page = ask(asked + "&page=2")  # another address: not from the cache
    assert page.total == whole.total > 0
    assert [hit.posting for hit in page.results] == [hit.posting for hit in whole.results]
    assert set(page.left_out) == {"workplace", "seniority", "posted", "place", "pay_min", "skill"}
    assert any("taken too long" in sentence for sentence in page.ignored)
    assert page.pay_bars == ()
    for name, facet in whole.facets.items():
        exact = {option.value: option.count for option in facet.options if option.selected}
        if name in page.left_out:
            assert {option.value: option.count for option in page.facets[name].options} == exact
        else:
            assert page.facets[name] == facet


def test_the_roles_shown_do_not_depend_on_what_was_asked_before(
    search_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in Role.objects.order_by("pk")[:30]:
        PostingFactory(title=role.name, role=role)
    search_index()
    ask("role=welder")  # the roles but for this choice are kept
    kept = ask().facets["role"]
    monkeypatch.setattr("postings.search.kept_counts._current", None)
    fresh = ask("page=2").facets["role"]  # another address: not from the cache
    assert [option.value for option in fresh.options] == [option.value for option in kept.options]
    names = [option.label for option in fresh.options]
    assert len(names) == ROLES_SHOWN
    assert names == sorted(names, key=str.casefold)  # as many of each, so the first by name


def test_alternatives_are_bounded() -> None:
    (group,) = parse(" OR ".join(f"word{n}" for n in range(40)))
    assert len(group.alternatives) == 8


def test_years_keep_what_does_not_say_apart_and_last(search_index: Index) -> None:
    for title, years in (("Silent", None), ("None", 0), ("Two", 2), ("Five", 5)):
        PostingFactory(title=title, experience_years_min=years)
    search_index()
    page = ask("years_max=2")
    assert [hit.posting.title for hit in page.results] == ["Two", "None", "Silent"]
    assert [hit.states_years for hit in page.results] == [True, True, False]
    assert (page.total, page.without_years) == (3, 1)
    assert titles("years_max=2&years_stated=1") == ["Two", "None"]
    assert titles("years_min=2&years_max=4") == ["Two", "Silent"]
    assert titles("years_min=2") == ["Five", "Two", "Silent"]
    assert counts(page, "years_max") == {"0": 2, "1": 2, "2": 3, "3": 3, "5": 4, "8": 4, "10": 4}
    assert page.heading == "3 jobs for up to 2 years of experience"


def test_years_and_pay_stand_apart_together(search_index: Index) -> None:
    pay = (80_000, 90_000, "USD", "year")
    PostingFactory(title="Neither")
    PostingFactory(title="Years", experience_years_min=1)
    PostingFactory(title="Pay", pay=pay)
    PostingFactory(title="Both", pay=pay, experience_years_min=1)
    search_index()
    for order in ("", "&sort=pay"):
        page = ask(f"years_max=3&pay_min=50000{order}")
        assert [hit.posting.title for hit in page.results] == ["Both", "Pay", "Years", "Neither"]
        assert (page.without_pay, page.without_years) == (2, 2)


def test_the_language_of_the_posting(search_index: Index) -> None:
    for title, language in (("English", "en"), ("Deutsch", "de"), ("Züritüütsch", "gsw"), ("Who knows", "")):
        PostingFactory(title=title, language=language)
    search_index()
    assert set(titles("language=de&language=gsw")) == {"Deutsch", "Züritüütsch"}
    assert titles("language=unstated") == ["Who knows"]
    page = ask("language=de")
    labels = {option.label: option.count for option in page.facets["language"].options}
    assert labels == {"German": 1, "English": 1, "GSW": 1, "Not known": 1}
    assert page.chips[0].value_label == "German"


def test_only_without_stated_pay(search_index: Index) -> None:
    PostingFactory(title="Silent")
    PostingFactory(title="Paid", pay=(1, 2, "USD", "hour"))
    search_index()
    assert titles("pay_stated=0") == ["Silent"]
    page = ask("pay_stated=0")
    assert counts(page, "pay_stated") == {"1": 1, "0": 1}
    assert page.chips[0].value_label == "not stated"


def test_sorting_by_pay_is_a_total_order_through_all_pages(search_index: Index) -> None:
    moment = timezone.now() - timedelta(days=1)
    for number in range(50):
        pay = (50_000, 60_000, "USD", "year") if number % 2 else None
        PostingFactory(pay=pay, published_at=moment)
    search_index()
    shown = [hit.posting.pk for page in (1, 2, 3) for hit in ask(f"sort=pay&page={page}").results]
    paid = Posting.objects.filter(salary_bands__isnull=False).order_by("-pk").values_list("pk", flat=True)
    rest = Posting.objects.filter(salary_bands__isnull=True).order_by("-pk").values_list("pk", flat=True)
    assert shown == [*paid, *rest]


def test_the_way_to_clear_says_what_it_keeps(search_index: Index) -> None:
    for parameters, url, label in (
        ("q=artist&workplace=remote", "?q=artist", "Clear filters, keep “artist”"),
        ("workplace=remote", "?", "Clear all filters"),
        ("q=artist", "?", "Clear all filters"),
    ):
        page = ask(parameters)
        assert (page.clear_url, page.clear_label) == (url, label)


def test_more_skills_and_places_than_have_a_column_of_their_own_are_counted_all_the_same(
    search_index: Index,
) -> None:
    skills = [f"Craft {n}" for n in range(SLOTS["skill"] + 4)]
    towns = [PlaceFactory() for _ in range(3)]
    PostingFactory(skills=skills, places=towns)
    PostingFactory(skills=skills[-2:], places=towns[1:])
    PostingFactory(skills=skills[:1], places=towns[2:])
    search_index()
    made = search(SearchQuery()).facets
    counts = {option.label: option.count for option in made["skill"].options}
    assert counts == {name: 2 if name in (*skills[-2:], skills[0]) else 1 for name in skills}
    by_town = {option.value: option.count for option in made["place"].options}
    assert [by_town[town.slug] for town in towns] == [1, 2, 3]
