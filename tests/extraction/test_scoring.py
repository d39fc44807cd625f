# ruff: noqa: E501 - tables
"""The measure itself: what counts as right, wrong, false and missed; intervals, reliability, acceptance."""

from __future__ import annotations

from typing import Any

import pytest

from postings.extraction import scoring
from postings.extraction.scoring import Answer


def label(**fields: Any) -> dict[str, Any]:
    return {"is_posting": True, "format": "plain", **fields}


def tally(name: str, want: dict[str, Any], got: dict[str, Any]) -> scoring.Tally:
    return scoring.score({"a": want}, {"a": got}).tallies[name]


@pytest.mark.parametrize(
    ("name", "want", "got", "outcome"),
    [
        ("title", "Line Cook", "line  cook!", "right"),
        ("title", "Line Cook", "Cook", "wrong"),
        ("title", None, "Cook", "false"),
        ("title", "Line Cook", None, "missed"),
        ("company", "Acme Inc.", "ACME", "right"),
        ("company", "Zürich Soup AG", "Zurich Soup", "right"),
        ("apply_url", "https://a.example/x/", "https://a.example/X", "right"),
        ("education", "none", None, "right"),
        ("experience_years_min", 3, 3.0, "right"),
        ("pay", {"min": 100.0, "max": 200, "currency": "EUR", "period": "day"}, {"min": 100, "max": 200.3, "currency": "eur", "period": "day"}, "right"),
        ("pay", {"min": 100, "max": 200, "currency": "EUR", "period": "day"}, {"min": 100, "max": 200, "currency": "EUR", "period": "month"}, "wrong"),
        ("pay", None, {"min": 1, "max": 1, "currency": None, "period": None}, "false"),
    ],
)  # fmt: skip
def test_answers_are_judged(name: str, want: Any, got: Any, outcome: str) -> None:
    counted = tally(name, label(**{name: want}), label(**{name: got}))
    assert [counted.right, counted.wrong, counted.false, counted.missed] == [
        int(outcome == kind) for kind in ("right", "wrong", "false", "missed")
    ]


def test_sets_count_every_value_and_optional_skills_are_free() -> None:
    want = label(required_skills=["Golang", "SQL"], preferred_skills=["Kafka"], optional_skills=["Agile"])
    got = label(required_skills=["Go", "Agile", "Docker"], preferred_skills=["Kafka"])
    counted = tally("required_skills", want, got)
    assert (counted.precision(), counted.recall()) == (0.5, 0.5)
    assert tally("preferred_skills", want, got).f1() == 1.0


def test_only_the_verdict_is_asked_of_texts_that_are_no_postings() -> None:
    score = scoring.score({"a": {"is_posting": False, "format": "plain"}}, {"a": label(title="Cook")})
    assert score.tallies["is_posting"].right == 0
    assert score.tallies["title"].judged == 0


def test_a_missing_extraction_counts_as_an_empty_one() -> None:
    assert scoring.score({"a": label(title="Cook")}, {}).tallies["title"].missed == 1


def test_places_are_compared_by_city_and_country() -> None:
    want = label(locations=[{"city": "São Paulo", "region": None, "country": "BR"}])
    got = label(
        locations=[{"city": "Sao Paulo", "region": "SP", "country": "br"}, {"city": "Rome", "country": "IT"}]
    )
    assert tally("locations", want, got).f1() == pytest.approx(2 / 3)


def test_intervals_hold_the_rate_and_are_the_same_every_time() -> None:
    labels = {str(number): label(title="Cook") for number in range(40)}
    extracted = {str(number): label(title="Cook" if number % 4 else "Baker") for number in range(40)}
    counted = scoring.score(labels, extracted).tallies["title"]
    interval = counted.interval()
    assert interval.method == "bootstrap"
    assert interval.low < counted.rate() < interval.high
    assert interval == counted.interval()


@pytest.mark.parametrize("measure", ["rate", "f1"])
def test_where_every_answer_is_right_the_interval_still_leaves_room_for_errors(measure: str) -> None:
    labels = {str(number): label(title="Cook") for number in range(60)}
    interval = scoring.score(labels, labels).tallies["title"].interval(measure)
    assert interval.method == "Wilson"
    assert interval.low == pytest.approx(60 / (60 + scoring.Z**2))
    assert interval.high == 1.0


@pytest.mark.parametrize(
    ("right", "n", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (98, 100, 0.93, 0.9945)]
)
def test_wilson_s_interval_has_the_published_bounds(right: int, n: int, low: float, high: float) -> None:
    assert scoring.wilson(right, n) == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_the_interval_is_everything() -> None:
    assert scoring.wilson(0, 0) == (0.0, 1.0)
    assert scoring.Tally("title").interval() == scoring.Interval(0.0, 1.0, "Wilson")


def test_reliability_and_acceptance() -> None:
    answers = (
        [Answer("title", 0.9, True)] * 97
        + [Answer("title", 0.9, False)] * 3
        + [Answer("title", 0.6, False)] * 10
    )
    assert [(row.n, row.right) for row in scoring.reliability(answers)] == [(10, 0.0), (100, 0.97)]
    assert scoring.acceptance(answers) == (0.9, 100 / 110)
    assert scoring.acceptance([Answer("title", 0.9, False)]) is None
    assert scoring.curve(answers, (0.5, 0.8)) == [(0.5, 1.0, 97 / 110), (0.8, 100 / 110, 0.97)]
