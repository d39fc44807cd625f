# ruff: noqa: E501 - texts are as long as they are
"""Companies in the header of a text."""

from __future__ import annotations

import pytest

from tests.extraction import texts
from tests.extraction.company.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.MARKDOWN, "Heronfield Labs"),
        (texts.PLAIN, "Pinegrove Freight"),
        ("## Welder – Leeds\n\n### Brass Compliance\n\nWe are looking for a welder.\n", "Brass Compliance"),
        ("# [Cook](https://b.example/c)\n### Remote\n#### `Lisbon`\n\nWe fry fish.\n", "Remote"),
        (
            "# [Cook](https://b.example/c)\n### Careers at Saltmarsh\n#### `Lisbon`\n\nWe fry fish.\n",
            "Saltmarsh",
        ),
        (
            "# [Cook](https://b.example/c)\n### Saltmarsh Current Job Openings\n#### `Lisbon`\n\nWe fry fish.\n",
            "Saltmarsh",
        ),
        (
            "# Kite Engineer\n\n## Pinwheel Careers\n\nYou will build kites that fly in any wind.\n",
            "Pinwheel",
        ),
        (
            "Brightwell\n3.9 ★\nSenior Baker\nAustin, TX\nJob\nCompany\nRating\nSalary\nYou bake bread all night.",
            "Brightwell",
        ),
        (
            "Baker\nRye & Daughters View all jobs\nLeeds LS1\nPart time\nYou will bake bread all night long.",
            "Rye & Daughters",
        ),
        (
            "Bäcker (m/w/d)\nMühle Tannwald AG, 2540 Grenchen\nWir suchen per sofort einen Bäcker.",
            "Mühle Tannwald AG",
        ),
        (
            "Professor of Kites\nDepartment of Wind, Lakeview College\n\nWe seek a professor.",
            "Lakeview College",
        ),
        (
            "Here is the text you asked for:\n\nKite Analyst — Hollow Brook Group\nLeeds, UK\n\nAbout the Position\nYou count kites.",
            "Hollow Brook Group",
        ),
    ],
)
def test_companies_are_found_or_left_open(text: str, expected: str | None) -> None:
    assert found(text) == expected
