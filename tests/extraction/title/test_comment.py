# ruff: noqa: E501 - texts are as long as they are
"""Titles in the heads of comments of a hiring thread."""

from __future__ import annotations

import pytest

from tests.extraction import texts
from tests.extraction.title.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.COMMENT, "Data Engineer"),
        ("Acme | Berlin | Backend Engineer, Designer | Onsite\n\nWe build.", "Backend Engineer"),
        (
            "Remote. $50/hr. Staff Interviewer at Quillstack (https://q.example)<p>You talk to "
            "people.<p>Apply.",
            "Staff Interviewer",
        ),
        (
            "Pinwheel, Leeds, MA (Amherst), Hartford, CT: FULL TIME Kite Engineers<p>We fly kites.",
            "Kite Engineers",
        ),
        ("Pinwheel - Kite and String engineers needed. Remote OK<p>We fly.", "Kite and String engineers"),
        (
            "Pinwheel - Leeds - Onsite - UX Designer & a .NET / Wind Engineer email me direct<p>We fly.",
            "UX Designer",
        ),
        (
            "Pinwheel (Kite Engineer, Leeds or REMOTE)<p>We make kites for windy days, and tails.",
            "Kite Engineer",
        ),
        ("Pinwheel | iOS & API Engineers | Leeds | ONSITE<p>We make kites.", "iOS & API Engineers"),
        (
            "Pinwheel | Leeds | Full Time | Frontend, Backend, Full Stack Engineers, Head of Wind<p>We make kites.",
            "Frontend, Backend, Full Stack Engineers",
        ),
        (
            "Pinwheel | Lead & Senior Kite Engineer, Lead Wind Analyst | Leeds<p>We fly.",
            "Lead & Senior Kite Engineer",
        ),
        ("Host | Product Engineer | Leeds | Onsite<p>We host kite parties.", "Product Engineer"),
        (
            "Leeds, UK | ONSITE | Amberton Kite Partners | Java Senior Engineer<p>We make kites with friends.",
            "Java Senior Engineer",
        ),
        (
            "Pinwheel | Leeds | SENIOR/SOFTWARE DEVELOPERS | ONSITE<p>We make kites.",
            "Senior/Software Developers",
        ),
        ("Pinwheel | Kite developer London, UK | Onsite<p>We make kites.", "Kite developer"),
        (
            "Pinwheel | Leeds | Backend Engineer(Ruby, Rails) | Onsite<p>We fly.",
            "Backend Engineer(Ruby, Rails)",
        ),
        (
            "Pinwheel | Leeds | Kite Developer/Intern (http://pinwheel.example)<p>We make kites.",
            "Kite Developer/Intern",
        ),
        (
            "Pinwheel | Leeds | ONSITE | 4/12 months INTERNS<p>We are currently looking for:<p>- Pinwheel | Web Kite "
            "Developer | Leeds | INTERN<p>- Pinwheel | String Developer | Leeds | INTERN",
            "Web Kite Developer",
        ),
        ("Leeds | ONSITE | Pinwheel | Kite Senior Engineer Full-time<p>We fly.", "Kite Senior Engineer"),
        ("Pinwheel | Leeds | Onsite | Kite Engineer, String, Contract<p>We fly.", "Kite Engineer"),
        ("Pinwheel | Quality &amp; Kite Lead | Leeds | ONSITE<p>We fly.", "Quality & Kite Lead"),
        (
            "Pinwheel | Leeds | Onsite | Senior Kite Engineer / Project Managers<p>We fly.",
            "Senior Kite Engineer",
        ),
    ],
)
def test_titles_are_found(text: str, expected: str | None) -> None:
    assert found(text) == expected
