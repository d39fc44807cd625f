"""What is offered: spelling, completion while typing, the histogram of pay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from postings.roles import role_for
from postings.search.complete import complete
from postings.search.page import search
from postings.search.query import SearchQuery
from tests.factories import CompanyFactory, PlaceFactory, PostingFactory, SkillFactory
from tests.views.pages import Page

Index = Callable[[], None]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("wleder", "welder"), ("Pythno", "python"), ("senior wekder", "senior welder")],
)
def test_a_misspelt_word_is_put_right_with_its_count(search_index: Index, typed: str, meant: str) -> None:
    PostingFactory(title="Senior welder")
    PostingFactory(title="Keeper", description_html="<p>Senior, with Python.</p>")
    search_index()
    page = search(SearchQuery(q=typed))
    assert page.total == 0
    assert page.did_you_mean is not None
    assert (page.did_you_mean.sentence, page.did_you_mean.count) == (f"Did you mean “{meant}”?", 1)


def test_no_misspelt_name_is_offered_and_of_two_as_near_the_more_frequent(search_index: Index) -> None:
    for _ in range(2):
        PostingFactory(title="Kubernetes engineer")
    search_index()
    meant = search(SearchQuery(q="kuberntes")).did_you_mean
    assert meant is not None
    assert (meant.sentence, meant.count) == ("Did you mean “kubernetes”?", 2)


def test_a_rare_word_is_put_right_only_where_the_nearest_is_in_many_more(search_index: Index) -> None:
    PostingFactory(title="Keeper of a sofware museum, developper")
    PostingFactory(title="Software developer")
    search_index()
    assert search(SearchQuery(q="sofware python")).did_you_mean is None
    for _ in range(9):
        PostingFactory(title="Software developer")
    search_index()
    meant = search(SearchQuery(q="sofware developper")).did_you_mean
    assert meant is not None
    assert (meant.sentence, meant.count) == ("Did you mean “software developer”?", 10)


def test_words_that_postings_have_are_left_alone(search_index: Index) -> None:
    PostingFactory(title="Wleder of Kvasir")
    search_index()
    assert search(SearchQuery(q="wleder")).did_you_mean is None
    assert search(SearchQuery(q="xqzvw")).did_you_mean is None


def test_typing_completes_what_live_postings_have(search_index: Index) -> None:
    skill = SkillFactory(name="Zyblo carving")
    SkillFactory(name="Zyblo painting")
    city = PlaceFactory(name="Zybloville")
    company = CompanyFactory(name="Zyblo Works")
    PostingFactory(company=company, skills=[skill], places=[city])
    PostingFactory(title="Registered Nurse", role=role_for("Registered Nurse"), company=company)
    search_index()
    assert {(one.kind, one.label, one.count) for one in complete("zyb")} == {
        ("company", "Zyblo Works", 2), ("skill", "Zyblo carving", 1),
        ("place", f"Zybloville, {city.country_code}", 1),
    }  # fmt: skip
    assert [one.label for one in complete("regis")] == ["Registered Nurse"]
    assert complete("z") == ()
    assert complete("\0" * 500) == ()


def test_bars_of_pay_count_each_comparable_posting_once(search_index: Index) -> None:
    for low, high, period in (
        (30, 50, "hour"),
        (80_000, 90_000, "year"),
        (None, 900_000, "year"),
        (1, 2, "fixed"),
    ):
        PostingFactory(pay=(low, high, "USD", period))
    PostingFactory()
    search_index()
    bars = search(SearchQuery(pay_min=150_000)).pay_bars
    assert {bar.minimum: bar.count for bar in bars if bar.count} == {80_000: 1, 100_000: 1, 300_000: 1}
    assert bars[4].url == "?pay_min=80000"
    assert max(bar.height for bar in bars) == 100
    hourly = search(SearchQuery(pay_min=10, pay_period="hour", currency="EUR")).pay_bars
    assert sum(bar.count for bar in hourly) == 3


def test_letters_changed_about_are_put_right_though_the_vocabulary_knows_them(search_index: Index) -> None:
    PostingFactory(title="Python Developer")
    search_index()
    page = search(SearchQuery(q="pyhton"))
    assert page.did_you_mean is not None
    assert (page.total, page.did_you_mean.count) == (0, 1)
    assert "“python”" in page.did_you_mean.sentence


def test_a_word_that_is_only_begun_is_completed(search_index: Index) -> None:
    PostingFactory(title="Electrician")
    search_index()
    page = search(SearchQuery(q="electricia"))
    assert page.did_you_mean is not None
    assert "“electrician”" in page.did_you_mean.sentence


def test_only_the_misspelt_word_is_exchanged(search_index: Index) -> None:
    PostingFactory(title="Welder of wel")
    search_index()
    page = search(SearchQuery(q='"wel" wleder'))
    assert page.did_you_mean is not None
    assert page.did_you_mean.sentence == 'Did you mean “"wel" welder”?'


def test_a_small_place_with_postings_is_offered_before_large_ones_without(search_index: Index) -> None:
    for number in range(12):
        PlaceFactory(name=f"Quibble {number}", population=1_000_000 + number)
    small = PlaceFactory(name="Quibbleton", population=20)
    PostingFactory(places=[small])
    search_index()
    assert [(one.label.split(",")[0], one.count) for one in complete("quibb")] == [("Quibbleton", 1)]


def test_a_company_with_postings_is_offered_whatever_stands_before_it(search_index: Index) -> None:
    for number in range(12):
        CompanyFactory(name=f"Zorbo {number:02}")
    PostingFactory(company=CompanyFactory(name="Zorbo Works"))
    search_index()
    assert [one.label for one in complete("zorbo")] == ["Zorbo Works"]


def test_completions_are_counted_by_the_other_filters(search_index: Index) -> None:
    skill = SkillFactory(name="Zyblo carving")
    PostingFactory(skills=[skill], remote=True)
    PostingFactory(skills=[skill], onsite=True)
    PostingFactory(skills=[SkillFactory(name="Zyblo painting")], onsite=True)
    search_index()
    (found,) = complete("zybl", so_far=SearchQuery(workplace=("remote",)))
    assert (found.label, found.count) == ("Zyblo carving", 1)
    assert found.url == f"?workplace=remote&skill={skill.slug}"
    assert search(SearchQuery(workplace=("remote",), skill=(skill.slug,))).total == found.count


def ways(parameters: str) -> dict[str, int]:
    query, _ = SearchQuery.from_querydict(QueryDict(parameters))
    return {one.sentence: one.count for one in search(query).suggestions}


def test_every_filter_is_offered_for_dropping_with_what_that_gives(search_index: Index) -> None:
    PostingFactory(
        title="Welder", language="de", experience_years_min=5, pay=(1, 2, "USD", "hour"), onsite=True,
        employment_type="contract", seniority="senior",
    )  # fmt: skip
    search_index()
    for parameters, sentence in (
        ("language=en", "Without “English”"),
        ("years_max=2", "Without “I have 2 years”"),
        ("years_min=9", "Without “at least 9 years”"),
        ("pay_stated=0", "Without “not stated”"),
        ("workplace=remote", "Without “Remote”"),
        ("employment=full_time&employment=internship", "Without the choice of employment"),
        ("posted=1", "Without “past day”"),
        ("q=turner", "Without “turner”"),
    ):
        PostingFactory(title="Teacher", onsite=True, published_at=timezone.now() - timedelta(days=4))
        assert ways(f"seniority=senior&{parameters}").get(sentence) == 1, (parameters, ways(parameters))


def test_one_word_of_several_may_be_left_out(search_index: Index) -> None:
    PostingFactory(title="Welder")
    search_index()
    assert ways("q=welder+zzyzx") == {"Without the word “zzyzx”": 1, "Without “welder zzyzx”": 1}


def test_what_leaves_nothing_asked_is_offered_last(search_index: Index) -> None:
    for title in ("Welder", "Turner", "Turner"):
        PostingFactory(title=title)
    search_index()
    assert list(ways("q=welder+turner")) == [
        "Without the word “welder”", "Without the word “turner”", "Without “welder turner”",
    ]  # fmt: skip


def test_the_words_of_a_phrase_are_offered_for_themselves(search_index: Index) -> None:
    PostingFactory(title="Manager of a project")
    search_index()
    page = search(SearchQuery(q='"project manager" -"welding shop"'))
    first = page.suggestions[0]
    assert (first.sentence, first.count) == ("The same words, not side by side", 1)
    assert search(SearchQuery(q='project manager -"welding shop"')).query.url == first.url
    assert "Without “project manager -welding shop”" in {one.sentence for one in page.suggestions}


def test_where_no_single_filter_is_in_the_way_each_is_offered_alone(search_index: Index) -> None:
    PostingFactory(title="Welder", onsite=True)
    PostingFactory(title="Teacher", remote=True, language="de")
    search_index()
    found = ways("q=turner&workplace=hybrid&language=de")
    assert found == {"Only “German”": 1}


def test_without_time_to_count_no_way_is_offered_and_the_page_is_there(
    search_index: Index, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    PostingFactory(title="Welder", onsite=True)
    search_index()
    monkeypatch.setattr("postings.search.suggest.SECONDS_FOR_SUGGESTIONS", 0.0)
    assert ways("q=welder&workplace=remote") == {}
    answer = client.get("/?q=welder&workplace=remote&language=en")  # another address: not from the cache
    assert Page(answer).text("h1") == "0 remote jobs for “welder” written in English"


def test_a_city_is_widened_only_where_more_is_found(search_index: Index) -> None:
    city = PlaceFactory(name="Anvil", latitude=10.0, longitude=20.0)
    near = PlaceFactory(parent=city.parent, name="Near", latitude=10.2, longitude=20.0)
    PostingFactory(title="Welder", places=[near])
    search_index()
    found = ways(f"place={city.slug}")
    assert {name: number for name, number in found.items() if "within" in name} == {"Look within 25 km": 1}
