"""URL parameters: what is taken, what is ignored and said, and that nothing typed is an error."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postings.filters import MOST_VALUES, PostingFilter
from postings.models import Posting
from postings.search.query import SearchQuery
from tests.factories import CompanyFactory, PlaceFactory, PostingFactory, SkillFactory

pytestmark = pytest.mark.django_db


def read(parameters: str) -> tuple[SearchQuery, tuple[str, ...]]:
    return SearchQuery.from_querydict(QueryDict(parameters))


def test_no_parameters_ask_for_everything() -> None:
    assert read("") == (SearchQuery(), ())
    assert SearchQuery().url == "?"
    assert SearchQuery().order == "newest"


def test_parameters_come_back_in_one_order_without_defaults() -> None:
    skill, company, city = SkillFactory(name="Lathe work"), CompanyFactory(), PlaceFactory()
    query, ignored = read(
        f"page=2&skill={skill.slug}&workplace=remote&workplace=hybrid&sort=newest&currency=USD&q=+two++words+"
        f"&company={company.slug}&place={city.slug}&radius=25&pay_min=50k&pay_period=year&skill_mode=all"
    )
    assert ignored == ()
    assert query.to_params() == [
        ("q", "two words"), ("place", city.slug), ("radius", "25"), ("workplace", "hybrid"),
        ("workplace", "remote"), ("pay_min", "50000"), ("skill", skill.slug), ("company", company.slug),
        ("sort", "newest"), ("page", "2"),
    ]  # fmt: skip
    assert read(query.urlencode()) == (query, ())


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ("place=nowhere-at-all", "nowhere-at-all"),
        ("skill=zzz-nothing", "zzz-nothing"),
        ("workplace=moon", "moon"),
        ("seniority=senior&seniority=boss", "boss"),
        ("pay_min=-5", "-5"),
        ("pay_min=99999999999999", "99999999999999"),
        ("posted=8", "8"),
        ("radius=25", "A radius needs a city"),
        ("currency=XXX&pay_min=1", "XXX"),
        ("page=0", "0"),
        ("page=many", "many"),
        ("sort=random", "random"),
        ("nonsense=1", "nonsense"),
        ("open_to=berlin-nowhere", "berlin-nowhere"),
        ("q=" + "a" * 300, "cut after 200"),
    ],
)
def test_what_means_nothing_is_ignored_and_said(parameters: str, said: str) -> None:
    _, ignored = read(parameters)
    assert any(said in sentence for sentence in ignored), ignored


def test_good_values_beside_bad_ones_count() -> None:
    assert read("seniority=senior&seniority=boss")[0] == SearchQuery(seniority=("senior",))


def test_tracking_parameters_are_not_worth_a_word() -> None:
    assert read("utm_source=x&fbclid=1&gclid=2") == (SearchQuery(), ())


def test_too_many_values_are_cut_and_said() -> None:
    skills = [SkillFactory(name=f"Knack {n}") for n in range(MOST_VALUES + 5)]
    query, ignored = read("&".join(f"skill={skill.slug}" for skill in skills))
    assert len(query.skill) == MOST_VALUES
    assert any(f"first {MOST_VALUES}" in sentence for sentence in ignored)


def test_few_places_can_have_a_radius() -> None:
    cities = [PlaceFactory() for _ in range(7)]
    query, ignored = read("radius=50&" + "&".join(f"place={city.slug}" for city in cities))
    assert len(query.place) == 5
    assert any("first 5 places" in sentence for sentence in ignored)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("60000", 60_000),
        ("60,000", 60_000),
        ("60.000", 60_000),
        ("60 000", 60_000),
        ("60k", 60_000),
        ("25.50", 25),
    ],
)
def test_amounts_as_people_write_them(typed: str, amount: int) -> None:
    assert read(f"pay_min={typed}")[0].pay_min == amount


def test_equal_searches_are_equal_values() -> None:
    assert SearchQuery(workplace=("remote", "hybrid")) == SearchQuery(
        workplace=("hybrid", "remote", "hybrid")
    )
    assert SearchQuery(sort="relevance") == SearchQuery()
    assert SearchQuery(q="x", sort="relevance") == SearchQuery(q="x")
    assert SearchQuery(currency="EUR") == SearchQuery()  # nothing is asked of pay
    assert hash(SearchQuery(radius=50)) == hash(SearchQuery())


def test_removing_and_toggling() -> None:
    query = SearchQuery(q="x", place=("a", "b"), radius=50, workplace=("remote",), page=3)
    assert query.without("place", "a") == SearchQuery(q="x", place=("b",), radius=50, workplace=("remote",))
    assert query.without("place") == SearchQuery(q="x", workplace=("remote",))
    assert query.toggled("workplace", "remote").workplace == ()
    assert query.toggled("workplace", "hybrid").workplace == ("hybrid", "remote")
    other = SearchQuery(
        place=("a",), radius=10, skill=("x", "y"), skill_mode="any", have=("z",), have_share=75, page=2
    )
    several = (
        ("workplace", "hybrid"), ("workplace", "remote"), ("skill", "c&d"), ("skill", "x"), ("company", "é"),
        ("place", "c"), ("place", "a"), ("have", "z"),
    )  # fmt: skip
    for one in (query, other):
        for name, value in several:
            assert one.adding(name)(value) == one.toggled(name, value).url


@pytest.mark.parametrize(
    "query",
    [
        SearchQuery(),
        SearchQuery(q="a & b", place=("a", "b"), radius=50, sort="pay", page=9),
        SearchQuery(pay_min=10, currency="EUR", pay_period="hour", pay_stated=True, posted=3),
        SearchQuery(have=("x",), have_share=75, company=("é",), posted=30),
    ],
)
def test_addresses_made_from_one_piece_are_those_of_the_changed_search(query: SearchQuery) -> None:
    for name, value in (("pay_min", 45_000), ("posted", 7), ("years_max", 3), ("page", 3)):
        assert query.setting(name)(str(value)) == query.replace(**{name: value}).url


def test_the_filterset_answers_from_the_database_too() -> None:
    PostingFactory(title="Found", remote=True, seniority="senior")
    PostingFactory(title="Other", onsite=True)
    PostingFactory(title="Draft", draft=True, remote=True)
    answer = PostingFilter(QueryDict("workplace=remote&seniority=senior&q=found")).qs
    assert [posting.title for posting in answer] == ["Found"]
    assert PostingFilter(QueryDict("")).qs.count() == Posting.objects.live().count()


names = st.sampled_from([*PostingFilter.base_filters, "x", "q\0", ""])
values = st.text(max_size=40) | st.sampled_from(
    ["1", "remote", "us", "\0", "%00", "١", "1e9", "²", "9" * 400, "NaN"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(names, values), max_size=12))
def test_nothing_typed_is_an_error(pairs: list[tuple[str, str]]) -> None:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    query, ignored = SearchQuery.from_querydict(data)
    assert all("\0" not in sentence for sentence in ignored)
    assert SearchQuery.from_querydict(QueryDict(query.urlencode())) == (query, ())


@pytest.mark.parametrize("written", ["PT", "pt", "portugal", "Portugal"])
def test_a_country_is_known_by_code_slug_and_name(written: str) -> None:
    assert read(f"open_to={written}") == (SearchQuery(open_to="portugal"), ())


@pytest.mark.parametrize("written", ["de", "DE", "German", "german"])
def test_a_language_is_known_by_code_and_name(written: str) -> None:
    assert read(f"language={written}&language=unstated") == (SearchQuery(language=("de", "unstated")), ())


def test_pay_stated_is_yes_no_or_not_asked() -> None:
    for written, meant in (("1", True), ("yes", True), ("on", True), ("0", False), ("no", False), ("", None)):
        query, ignored = read(f"pay_stated={written}")
        assert (query.pay_stated, ignored) == (meant, ()), written
    assert SearchQuery(pay_stated=False).url == "?pay_stated=0"


def test_years_are_a_range_whose_ends_must_fit() -> None:
    assert read("years_max=0&years_min=0") == (SearchQuery(years_max=0), ())
    assert SearchQuery(years_max=0).url == "?years_max=0"
    assert read("years_max=200")[0].years_max == 60
    query, ignored = read("years_max=2&years_min=5")
    assert query == SearchQuery(years_max=2)
    assert "lower bound is left out" in ignored[0]
    assert "“-1” is not a known number of years." in read("years_min=-1")[1]
