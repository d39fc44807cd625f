# ruff: noqa: E501 - texts are as long as they are
"""Companies behind labels."""

from __future__ import annotations

import pytest

from tests.extraction.company.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Job Title: Cook\nCompany: Grand Hotel Ltd\n\nCook for us.", "Grand Hotel Ltd"),
        (
            "School Name and Address: Alder Grove School, 2 Mill Lane, York\nPost: Teacher of Art",
            "Alder Grove School",
        ),
        (
            "POSITION: Cook\nSCHOOL: Palm College, Ikeja, Lagos\nSend your CV by the end of the month.",
            "Palm College",
        ),
        (
            "Job Description: Kite Engineer\nLocation: Remote\nCompany: OrbiTail - Private Kites and String Provider\n\nAbout OrbiTail\nOrbiTail is building kites.",
            "OrbiTail",
        ),
    ],
)
def test_companies_are_found_or_left_open(text: str, expected: str | None) -> None:
    assert found(text) == expected
