"""Titles of records and front matter."""

from __future__ import annotations

import json

import pytest

from tests.extraction import texts
from tests.extraction.title.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.HTML_JSON_LD, "Dental Nurse"),
        (texts.GREENHOUSE, "Product Designer"),
        (texts.LEVER, "Support Engineer"),
        (texts.CSV, "Line Cook"),
        ("---\ntitle: Accounts Payable\n---\n\nThe position leads **accounts**.\n", "Accounts Payable"),
        (json.dumps({"job_title": "Tiler", "employer": "Acme", "job_description": "You tile."}), "Tiler"),
    ],
)
def test_titles_are_found(text: str, expected: str | None) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\ntitle: Scrum Master\n---\n\nWe want an experienced project management professional.\n",
            "Scrum Master",
        ),
    ],
)
def test_titles_stand_below_addresses_and_in_sentences(text: str, expected: str) -> None:
    assert found(text) == expected
