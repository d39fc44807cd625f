"""Places, skills and companies by the names that people type."""

import pytest

from postings.search import tables
from postings.search.names import company_slug_named, name_to_type, place_named, skill_slug_named
from tests.factories import CompanyFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_tables() -> None:
    tables.forget()


@pytest.mark.parametrize(
    ("typed", "full_name"),
    [
        ("Berlin", "Berlin, Germany"),
        ("  berlin ,  germany ", "Berlin, Germany"),
        ("Berlin, DE", "Berlin, Germany"),
        ("UK", "United Kingdom"),
        ("uk", "United Kingdom"),
        ("deutschland", "Germany"),
        ("NYC", "New York City, NY, US"),
        ("texas", "Texas, US"),
        ("Paris", "Paris, France"),
        ("Paris, TX", "Paris, TX, US"),
        ("paris, texas", "Paris, TX, US"),
        ("Austin, TX, US", "Austin, TX, US"),
        ("München", "Munich, Germany"),
        ("Toronto, ON", "Toronto, ON, Canada"),
    ],
)
def test_a_typed_place_is_the_one_that_is_meant(typed: str, full_name: str) -> None:
    place = place_named(typed)
    assert place is not None
    assert place.full_name == full_name


@pytest.mark.parametrize(
    "typed", ["", ",", " , ,", "Nowherehamptonville", "Lisbon, Spain", "Remote", "\x00", "a" * 500]
)
def test_what_names_no_place_gives_none(typed: str) -> None:
    assert place_named(typed) is None


def test_what_the_box_shows_for_a_place_names_that_place() -> None:
    places = tables.places().by_id.values()
    largest = sorted(places, key=lambda place: -place.population)[:1000]
    regions = [place for place in places if place.kind == "region"][:1000]
    for place in [*largest, *regions]:
        name = name_to_type(place)
        assert name == place.slug or place_named(name) == place, place.slug


def test_a_region_that_shares_its_name_with_a_city_says_what_it_is() -> None:
    cities = {place.full_name for place in tables.places().by_id.values() if place.kind == "city"}
    region = next(
        place
        for place in tables.places().by_id.values()
        if place.kind == "region" and place.full_name in cities
    )
    assert name_to_type(region) == f"{region.full_name} (region)"


def test_skills_go_by_name_and_alias_in_any_case() -> None:
    SkillFactory(name="Arc work", aliases=["Arc-Working"])
    assert skill_slug_named("ARC work") == "arc-work"
    assert skill_slug_named("arc-working") == "arc-work"
    assert skill_slug_named("arc") is None


def test_companies_go_by_name_without_legal_form() -> None:
    CompanyFactory(name="Ironside Ltd")
    assert company_slug_named("ironside") == "ironside-ltd"
    assert company_slug_named("Iron") is None
