# ruff: noqa: E501 - texts are as long as they are
"""Titles in lines: labels, headings, the first line, headers."""

from __future__ import annotations

import pytest

from tests.extraction import texts
from tests.extraction.title.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.MARKDOWN, "Senior Backend Engineer"),
        (texts.PLAIN, "Warehouse Supervisor"),
        (
            "Job Title: Night Porter\nCompany: Grand Hotel\n\nYou will look after our guests at night.",
            "Night Porter",
        ),
        ("Night Porter — Job Description\nPosition summary\nYou look after guests.", "Night Porter"),
        (
            "Acme - http://acme.example - Berlin - Sr. Ruby Developer - full-time\n\nWe build.",
            "Sr. Ruby Developer",
        ),
        (
            "String & Tail Engineer (Pinwheel Toys, Full-time, Leeds or REMOTE)<p>We make kites.",
            "String & Tail Engineer",
        ),
        ("Senior .NET Developer New York, NY - Full Time<p>We make kites.", "Senior .NET Developer"),
        (
            "Company: Pinwheel<p>Location: Leeds<p>ONSITE<p>Roles: Kite Engineers, Tailors<p>We make kites.",
            "Kite Engineers",
        ),
        (
            "UI/UX Designer for Web and Mobile Application<p>Leeds, UK<p>We make kites.",
            "UI/UX Designer for Web and Mobile Application",
        ),
        (
            "Senior Manager,\nClinical Operations\nPinwheel\nLeeds, UK\n\nWe make kites.",
            "Senior Manager, Clinical Operations",
        ),
        ("Jobs > Design > Kite Designer\n\nKite Designer\nPinwheel\n\nWe make kites.", "Kite Designer"),
        ("HIRING!! Barista needed at Bean & Gone, Leeds.\n20 hrs a week, £12 an hour.", "Barista"),
        (
            "Summer Internship: Marine Biology\n\nSkerry Field Centre offers internships.",
            "Summer Internship: Marine Biology",
        ),
        (
            "Job board: Windmill\nCompany Name: Pinwheel\nRole Name: Kite Coordinator II\nLocation: Leeds\n\nAbout the job\nYou coordinate kites.",
            "Kite Coordinator II",
        ),
        ("Role Name: Scrum Master.\nLocation: Leeds.\n\nYou lead our ceremonies.", "Scrum Master"),
        ("Title: Staff Nurse  Leeds\nWebindex: 7001\nDescription: You care for residents.", "Staff Nurse"),
        (
            "Associate Computational Scientist - AI/ML\nThe Kite Laboratory\n\nLocation: Remote\n\nYou fly kites.",
            "Associate Computational Scientist - AI/ML",
        ),
        (
            "Kite Engineering Intern (Paid, In-Office) - NYC - Start Mid-January\n\nCompany: Pinwheel\nLocation: New York City",
            "Kite Engineering Intern",
        ),
    ],
)
def test_titles_are_found(text: str, expected: str | None) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Bridge Welder - Job Description Summary\n\nYou weld.\n", "Bridge Welder"),
        (
            "night-shift-baker-bristol\nNight Shift Baker\nBristol\n\nYou bake all night.\n",
            "Night Shift Baker",
        ),
        (
            "## Résumé de l'offre\n\n- **Intitulé de l'offre :** Boulanger\n- **Localisation du poste :** Nantes\n",
            "Boulanger",
        ),
    ],
)
def test_titles_stand_below_addresses_and_in_sentences(text: str, expected: str) -> None:
    assert found(text) == expected


def test_the_name_of_a_file_and_of_a_part_of_a_site_are_no_titles() -> None:
    posting = (
        "\n\nBakery Supervisor\n\nWe are looking for a Bakery Supervisor to lead the night shift in Leeds."
    )
    assert found(f"# Trace: 2026-03-01_harrow_night-baker{posting}") == "Bakery Supervisor"
    assert found(f"# Vacatures{posting}") == "Bakery Supervisor"
