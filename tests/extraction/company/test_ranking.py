# ruff: noqa: E501 - texts are as long as they are
"""Names that only their number speaks for."""

from __future__ import annotations

import pytest

from tests.extraction.company.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nobody says "Heronlight is hiring", yet the text speaks of nobody else
        (
            "Roll out the tools of finance across Heronlight. You explain Heronlight's rules to lenders. In time "
            "the wider Heronlight team grows.",
            "Heronlight",
        ),
    ],
)
def test_who_hires_is_read_from_prose(text: str, expected: str | None) -> None:
    assert found(text) == expected
