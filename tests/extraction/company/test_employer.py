# ruff: noqa: E501 - texts are as long as they are
"""Which name is the employer, and texts that name none."""

from __future__ import annotations

import json

import pytest

from tests.extraction.company.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schweißer H/F\n\nFinance · Brest, Télétravail 3j./ semaine · Hybride\n\nTu soudes.\n", None),
        ("# Schweißer (m/w/d)\n\nDas ist eine Rolle für Leute mit ruhiger Hand.\n", None),
        ("# Nurse\n\nEmployer provides equal opportunities. You care for people.\n", None),
        ("# [Cook](https://b.example/c)\n### None\n#### `🌎 Lisbon`\n\nFish is fried here.\n", None),
        ("Organization\n- Strong organizational skills\n- Two hands", None),
        ("We use Java and Python. Our team in Berlin is small. You will work with Docker.", None),
        ("I'm representing a seed-stage firm in health.\n\nOakline Search is hiring a Cook.", None),
        ("(Stealth) | Cook | Rome | Onsite\n\nWe cook.", None),
        (
            "<html><head><title>Saltmarsh - Job details</title></head><body><table><tr><td>Job details</td></tr>"
            "</table><p>You cook for forty people. Apply by mail.</p></body></html>",
            None,
        ),
        ("NYC/Freelance - Kite Designer/Java<p>Looking for somebody who draws kites.", None),
        ("LOCATION - Leeds, UK.  Local workers only for now.<p>We make kites.", None),
        (
            json.dumps(
                {"title": "Cook", "hiringOrganization": {"name": "N/A"}, "description": "You cook soup."}
            ),
            None,
        ),
        ("", None),
        (
            "Drone startup -- www.kites.example --- in Leeds is hiring kite engineers<p>You would be one of the first ten people here.",
            None,
        ),
        ("Seville | ONSITE | Cook<p>We cook, see https://acme.example/seville.", None),
        ("Job Title: Cook\nCompany: <company>\nLocation: Leeds\n\nYou cook.", None),
        (
            "In addition to your salary, you get a desk.\n\nQualifications\n2+ years of Kotlin.\nKnowledge of Kotlin and Scala is a plus.",
            None,
        ),
        ("Experience using tools such as R, SAS, Stata\nExperience with wind.", None),
        (
            "Pinwheel logo\nPinwheel\nShare\nShow more options\nKite Tailor\nLeeds, England, United Kingdom · 2 days ago · 31 people clicked apply\nPromoted by hirer · Responses managed off LinkedIn\n\n Hybrid\nMatches your job preferences, workplace type is Hybrid.\n\n Full-time\nMatches your job preferences, job type is Full-time.\n\nEasy Apply\n\nSave\nSave Kite Tailor at Pinwheel\n\nMeet the hiring team\n\nDana Loom\nDana Loom\n 2nd\nSenior Talent Partner | Sails & Kites\nJob poster · 9 mutual connections\n\nMessage\nAbout the job\nMeet: Skyline\nOur client is a maker of kites. As a Kite Sewer, you'll sew tails.\n",
            "Pinwheel",
        ),
        (
            "Pinwheel\nShare\nShow more options\nKite Tailor\nLeeds, England, United Kingdom · 2 days ago · 31 people clicked apply\nPromoted by hirer · Responses managed off LinkedIn\n\n Hybrid\nMatches your job preferences, workplace type is Hybrid.\n\n Full-time\nMatches your job preferences, job type is Full-time.\n\nEasy Apply\n\nSave\n\nMeet the hiring team\n\nDana Loom\nDana Loom\n 2nd\nSenior Talent Partner | Sails & Kites\nJob poster · 9 mutual connections\n\nMessage\nAbout the job\nMeet: Skyline\nOur client is a maker of kites. As a Kite Sewer, you'll sew tails.\n",
            "Pinwheel",
        ),
        (
            "Kite Tailor\nPinwheel.ai · Leeds, UK (On-site)\n\nAbout the job\nYou sew kites for our clients.",
            "Pinwheel.ai",
        ),
        (
            "Company logo for, Windy County.\nWindy County\n\nKite Inspector\n\nAbout the job\nYou inspect kites.",
            "Windy County",
        ),
        (
            "Role: Kite Engineer\nLocation: Pune\n\nResponsibilities\n\nDevelop UI features using string\n\nAnalyzes data and prepares kites\n\nDeploy ML models on rooftops",
            None,
        ),
        (
            "Senior Kite Engineer\n\nAbout the Opportunity\nThis role supports a large federal program of kites. You build kites.",
            None,
        ),
    ],
)
def test_companies_are_found_or_left_open(text: str, expected: str | None) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # words that only begin a sentence, tools, prizes, places
        (
            "Additionally, the analyst writes reports. Provide is what you do. Proven is your taste for lamps.",
            None,
        ),
        ("Key, the analyst writes reports across tools. You know SQL and Advanced SAS.", None),
        ("You write reports in Tableau. Tableau is a tool that you know well. Learn more of Tableau.", None),
        ("We are one of the best Places to Work for Lamp Equality. You will count our lamps.", None),
        ("You count lamps. London is looking for more of them. We are Looking for you.", None),
        ("About the Role: How You Contribute\nYou count lamps and write reports.", None),
    ],
)
def test_who_hires_is_read_from_prose(text: str, expected: str | None) -> None:
    assert found(text) == expected


def test_a_line_of_the_head_yields_to_prose_that_leaves_no_doubt() -> None:
    text = (
        "Night Baker\n\nPicture\n\nAbout Saltmarsh\n\nAt Saltmarsh, we bake bread for the whole town. Saltmarsh "
        "is a bakery of forty bakers, and Saltmarsh's ovens never cool. Join Saltmarsh and bake at Saltmarsh.\n\n"
        "Write to baking@saltmarsh.example. Saltmarsh is an "
        "equal opportunity employer.\n"
    )
    assert found(text) == "Saltmarsh"
