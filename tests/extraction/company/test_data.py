"""Companies of records and structured data."""

from __future__ import annotations

import pytest

from tests.extraction import texts
from tests.extraction.company.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.HTML_JSON_LD, "Brookside Dental"),
        (texts.GREENHOUSE, "Lanternworks"),
        (texts.CSV, "Tamarind Table"),
    ],
)
def test_companies_are_found_or_left_open(text: str, expected: str | None) -> None:
    assert found(text) == expected
