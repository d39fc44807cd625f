"""Lists that stand in one line are lists again; headers with separators stay headers."""

from __future__ import annotations

import pytest

from postings.extraction.document import LineKind, read_document
from postings.extraction.inline_lists import unpacked
from postings.extraction.mapped import Mapped
from postings.extraction.pipeline import extract

LONG = "We are a bakery with eleven shops in the valley and look for somebody who likes early mornings. " * 3


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("• Python • Two years in a team • A licence", ["Python", "Two years in a team", "A licence"]),
        ("Requirements: • Python • SQL", ["Python", "SQL"]),
        ("Requirements: - Python - SQL - A licence", ["Python", "SQL", "A licence"]),
        ("* Bake bread * Sell it", ["Bake bread", "Sell it"]),
        ("✓ Free bread ✓ Early end", ["Free bread", "Early end"]),
        (
            f"{LONG} We ask for: ▪ a licence ▪ patience ▪ strong arms",
            ["a licence", "patience", "strong arms"],
        ),
        ("\\- Bake bread\n\\- Sell it", ["Bake bread", "Sell it"]),
    ],
)
def test_each_item_is_a_line_of_its_own(line: str, items: list[str]) -> None:
    document = read_document(f"Baker\n\n{line}\n\nCome and bake.\n")
    assert [one.text for one in document.lines if one.kind is LineKind.BULLET] == items


@pytest.mark.parametrize(
    "line",
    [
        "Acme • Leeds, UK • Full time • £30,000",
        "Acme · Leeds · 2 weeks ago · 57 applicants",
        "Hours: 9 - 17",
        "Pay: £12 - £14 an hour",
        "Baker - nights - Leeds",
        "- Bread - our pride",
        "4 * 10 hours * 4 weeks",
        "Shift: Mon - Fri, 9 - 5",
        LONG,
    ],
)
def test_a_line_with_separators_stays_whole(line: str) -> None:
    value = Mapped.whole(line)
    assert unpacked(value) is value


def test_one_wish_in_a_list_of_one_line_leaves_its_neighbours_required() -> None:
    asked = "• Python • SQL • Snowflake is a plus • 3 years of experience"
    text = f"Data Engineer\n\nRequirements: {asked}\n\nWe build mills.\n"
    found = extract(text)
    assert [skill.value for skill in found.required_skills] == ["Python", "SQL"]
    assert [skill.value for skill in found.preferred_skills] == ["Snowflake"]
    assert text[found.preferred_skills[0].start :].startswith("Snowflake")
