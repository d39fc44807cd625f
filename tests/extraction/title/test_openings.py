# ruff: noqa: E501 - texts are as long as they are
"""Titles among the openings that a comment lists."""

from __future__ import annotations

import pytest

from tests.extraction.title.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pinwheel | Leeds<p>We make toys for windy days.<p>Open Positions:<p>Senior Toy Designer (Leeds) - "
            "https://jobs.example/1<p>Kite Engineer (York) - https://jobs.example/2",
            "Senior Toy Designer",
        ),
        (
            "Pinwheel | Leeds | Full-time, ONSITE<p>We are a growing team of 12 in a mill.<p>Data Engineer- Python, "
            "SQL(PostgreSQL), AWS<p>Ops Engineer- Linux, AWS background",
            "Data Engineer",
        ),
        (
            "Pinwheel | Leeds | ONSITE<p>We make kites. Specifically we need:<p>-A Wind Scientist "
            "(https://jobs.example/wind)<p>-String Engineers (https://jobs.example/string)",
            "Wind Scientist",
        ),
        (
            "Pinwheel — Leeds — Full Time — We make kites.<p>Wind Engineer — We're looking for someone who loves "
            "wind.<p>iOS Engineer, Tail Engineer, and lots more: https://jobs.example",
            "Wind Engineer",
        ),
        (
            "Pinwheel | Leeds | ONSITE<p>Multiple open positions:<p>Senior & Principal Kite Engineer (Full Stack: "
            "Paper, String)<p>Tech Lead (Wind)",
            "Senior & Principal Kite Engineer (Full Stack: Paper, String)",
        ),
        (
            "Pinwheel | Leeds<p>Roles we are hiring for:<p>Kite Engineer - Motion Planning<p>Kite Engineer - Perception",
            "Kite Engineer - Motion Planning",
        ),
        (
            "Pinwheel, Makers of Kites - Leeds - ONSITE<p>We make kites.<p>String Designer<p>Tea",
            "String Designer",
        ),
        (
            "Pinwheel | Leeds | Full-Time | Onsite<p>Kite engineer (full-stack or front-end, mid-to-senior) We're looking "
            "for multiple new team members to help us build and grow our kites in summer.",
            "Kite engineer (full-stack or front-end, mid-to-senior)",
        ),
        (
            "I have flown half a dozen kites, the first of them as a child on a beach of the north, and I can say that this "
            "one is my favourite. We have wind, users who rave about string, and a small mill by a river in a valley with "
            "trees -- early-stage equity and impact, with tea.<p>Kite Engineer: we fly them. Help us to fly more.",
            "Kite Engineer",
        ),
        (
            "Kite Partner ONE | Leeds | Full-time<p>We mend kites.<p>We are looking for:<p>* Lead Kite Engineer - "
            "https://www.kitepartner.example/jobs/1<p>More: https://kitepartner.one",
            "Lead Kite Engineer",
        ),
        (
            "Windmeister - https://windmeister.de - Cologne (Full Time)<p>Web developer: full-stack, frontend, or backend.",
            "Web developer",
        ),
        (
            "Pinwheel (Leeds, full time)<p>We are looking for two people, one for each of these roles.<p>Engineer on the String team<p>You mend string.",
            "Engineer on the String team",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>We have openings...<p>Multiple Kite Developers - looking for a good hand",
            "Kite Developers",
        ),
    ],
)
def test_titles_are_found(text: str, expected: str | None) -> None:
    assert found(text) == expected
