"""Pages of job boards copied as text: controls are told from words of the posting."""

from __future__ import annotations

import pytest

from postings.extraction.board_page import is_control
from postings.extraction.document import Zone, read_document


@pytest.mark.parametrize(
    "line",
    [
        "Promoted by hirer · Responses managed off LinkedIn",
        "Promoted by hirer · No response insights available yet",
        "Over 100 people clicked apply",
        "Easy Apply",
        "Save Kite Tailor at Pinwheel",
        "Pinwheel logo",
        "Company logo for, Windy County.",
        "Matches your job preferences, job type is Full-time.",
        "You'd be a top applicant, based on your skills, experience, and chances of hearing back",
        "Job poster · 9 mutual connections",
        "Here's how the job details align with your profile.",
    ],
)
def test_a_board_s_controls_are_known(line: str) -> None:
    assert is_control(line)


@pytest.mark.parametrize(
    "line",
    [
        "Save costs at every turn",
        "Design of the new logo",
        "Apply string to kites",
        "Remote · Full-time",
        "Leeds · Hybrid",
        "Share what you know of kites with the team",
    ],
)
def test_words_of_a_posting_are_no_controls(line: str) -> None:
    assert not is_control(line)


def test_the_hiring_team_is_no_part_of_the_posting() -> None:
    text = (
        "Kite Tailor\n\nMeet the hiring team\n\nDana Loom\n2nd\nSenior Talent Partner\n\n"
        "About the job\nYou sew kites.\n"
    )
    zones = {line.text: line.zone for line in read_document(text).lines if line.text}
    assert zones["Senior Talent Partner"] is Zone.CHROME
    assert zones["You sew kites."] is Zone.SUMMARY
