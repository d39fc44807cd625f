# ruff: noqa: E501 - texts are as long as they are
"""Companies in the title of a page."""

from __future__ import annotations

import pytest

from tests.extraction.company.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<html><head><title>Cook (m/f) - Saltmarsh GmbH - Boardname</title></head><body><h1>Cook (m/f)</h1><ul><li>"
            "Saltmarsh GmbH</li><li>Hannover</li></ul><h2>Your tasks</h2><p>You cook.</p></body></html>",
            "Saltmarsh GmbH",
        ),
    ],
)
def test_companies_are_found_or_left_open(text: str, expected: str | None) -> None:
    assert found(text) == expected
