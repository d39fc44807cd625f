"""The committed place table and the look-up of names."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from postings.extraction.gazetteer import TABLE_PATH, fold, gazetteer, key, read_table


def test_table_is_small_and_whole() -> None:
    rows = list(read_table())
    kinds = [row.kind for row in rows]
    assert TABLE_PATH.stat().st_size < 1_500_000
    assert kinds.count("country") >= 245
    assert kinds.count("region") > 3_500
    assert kinds.count("city") > 30_000
    assert len({row.id for row in rows}) == len(rows)


def test_parents_stand_before_their_children() -> None:
    seen: dict[int, str] = {}
    for row in read_table():
        if row.parent_id is None:
            assert row.kind == "country"
        else:
            assert row.parent_id in seen
            assert seen[row.parent_id] == row.country
        seen[row.id] = row.country


def test_rows_hold_what_their_kind_promises() -> None:
    for row in read_table():
        assert re.fullmatch(r"[A-Z]{2}", row.country)
        if row.kind == "city":
            assert abs(row.latitude or 0) <= 90
            assert abs(row.longitude or 0) <= 180
            assert "/" in row.timezone
        elif row.kind == "region":
            assert row.region_code.startswith(f"{row.country}-")
        else:
            assert row.currency == "" or re.fullmatch(r"[A-Z]{3}", row.currency)


def test_every_city_is_found_by_its_name_the_most_populous_of_its_namesakes_first() -> None:
    names = gazetteer()
    cities = [row for row in read_table() if row.kind == "city"]
    found = {row.ascii_name: names.look_up(row.ascii_name) for row in cities}
    lost = [row.name for row in cities if (read := found[row.ascii_name]) is None or row not in read.cities]
    assert lost == []
    springfields = found["Springfield"]
    assert springfields is not None
    populations = [row.population for row in springfields.cities]
    assert len(populations) > 4
    assert populations == sorted(populations, reverse=True)


def test_known_places_have_their_geonames_ids() -> None:
    names = gazetteer()
    assert names.countries["DE"].id == 2921044
    assert names.countries["DE"].currency == "EUR"
    assert names.regions["US-CA"].id == 5332921
    assert names.city_of("Berlin, DE").id == 2950159


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Zürich", "Zurich"),
        ("Łódź", "Lodz"),
        ("São Paulo", "Sao Paulo"),
        ("Århus", "Arhus"),
        ("Straße", "Strasse"),
    ],
)
def test_fold_takes_accents_off(name: str, plain: str) -> None:
    assert fold(name) == plain


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("St. Louis", "Saint Louis"),
        ("Tel-Aviv", "tel aviv"),
        ("Ft. Worth", "Fort Worth"),
        ("ZÜRICH", "Zurich"),
    ],
)
def test_spellings_of_one_name_share_a_key(first: str, second: str) -> None:
    assert key(first) == key(second)


def test_namesakes_come_largest_first() -> None:
    reading = gazetteer().look_up("Springfield")
    assert reading is not None
    assert len(reading.cities) > 3
    assert all(a.population >= b.population for a, b in pairwise(reading.cities))


def test_georgia_is_a_state_and_a_country() -> None:
    reading = gazetteer().look_up("Georgia")
    assert reading is not None
    assert "US-GA" in reading.regions
    assert reading.country == "GE"


@pytest.mark.parametrize(
    ("code", "state", "country"), [("CA", "US-CA", "CA"), ("IN", "US-IN", "IN"), ("DE", "US-DE", "DE")]
)
def test_codes_of_states_and_countries_keep_both_readings(code: str, state: str, country: str) -> None:
    reading = gazetteer().look_up(code)
    assert reading is not None
    assert reading.is_code
    assert state in reading.regions
    assert reading.country == country
    assert gazetteer().look_up(code.lower()) is None


@pytest.mark.parametrize("word", ["engineer", "the", "ca", "it", "or", "remote"])
def test_everyday_words_are_no_places(word: str) -> None:
    assert gazetteer().look_up(word) is None


def test_areas_hold_their_parts() -> None:
    areas = gazetteer().areas
    assert len(areas["EU"].countries) == 27
    assert (
        areas["EU"].countries < areas["EEA"].countries < areas["EUROPE"].countries < areas["EMEA"].countries
    )
    assert "GB" not in areas["EU"].countries
    assert {"US", "CA", "MX", "BR"} <= areas["AMERICAS"].countries


def test_areas_name_only_known_countries() -> None:
    names = gazetteer()
    for area in names.areas.values():
        assert area.countries <= set(names.countries)
