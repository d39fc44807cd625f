"""Offices to work from besides the one that is labelled."""

from __future__ import annotations

import pytest

from tests.extraction.places.reading import said


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("You can work from our Munich or Vienna office, two days a week.", ["Munich, DE", "Vienna, AT"]),
        ("Our Munich and Vienna offices like tea.", ["Munich, DE"]),
        ("We play chess against the Graz or Vienna office.", ["Munich, DE"]),
    ],
)
def test_another_office_to_work_from_is_read(sentence: str, wanted: list[str]) -> None:
    assert said(f"Fitter\n\nLocation: Munich\n\nAbout the role\n\n{sentence}\n") == wanted


def test_short_names_of_cities_are_offices_too() -> None:
    text = "Fitter\n\nLocation: San Francisco\n\nAbout the role\n\nYou fit kites in our SF or NY office.\n"
    assert said(text) == ["San Francisco, CA, US", "New York, NY, US"]
