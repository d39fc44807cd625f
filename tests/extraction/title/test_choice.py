# ruff: noqa: E501 - texts are as long as they are
"""Which candidate is the title, and texts that name none."""

from __future__ import annotations

import pytest

from tests.extraction.title.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi,\nhope you are well.\nLocation: Remote\nExperience with soup is preferred.", None),
        ("Why You Should Apply\n- Join a growing platform\n\nRequirements\n- You like numbers", None),
        ("Acme | Berlin | Onsite\n\nWe are looking for exceptional engineers.", None),
        (
            "Pinwheel | Leeds | On-site<p>CEO Kit Breeze, Cofounder of Windwell, and others<p>We make kites.",
            None,
        ),
        ("Pinwheel | Leeds | ONSITE<p>We're hiring designers, engineers, and kite people to join us.", None),
        ("Pinwheel | Leeds | Onsite<p>What you will find:<p>- Problem solvers who like wind<p>- Tea", None),
        ("Pinwheel. Leeds, UK. (ONSITE VISA INTERNS)<p>We make kites and hire people who like wind.", None),
        ("", None),
        ("About the job\nPinwheel is looking for one exceptional operator who works with wind.", None),
        (
            "Pinwheel logo\nPinwheel\nShare\nShow more options\nKite Tailor\nLeeds, England, United Kingdom · 2 days ago · 31 people clicked apply\nPromoted by hirer · Responses managed off LinkedIn\n\n Hybrid\nMatches your job preferences, workplace type is Hybrid.\n\n Full-time\nMatches your job preferences, job type is Full-time.\n\nEasy Apply\n\nSave\nSave Kite Tailor at Pinwheel\n\nMeet the hiring team\n\nDana Loom\nDana Loom\n 2nd\nSenior Talent Partner | Sails & Kites\nJob poster · 9 mutual connections\n\nMessage\nAbout the job\nMeet: Skyline\nOur client is a maker of kites. As a Kite Sewer, you'll sew tails.\n",
            "Kite Tailor",
        ),
    ],
)
def test_titles_are_found(text: str, expected: str | None) -> None:
    assert found(text) == expected
