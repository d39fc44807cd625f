"""Cells of tables that lost the line ends between their paragraphs. All wording is the project's own."""

from __future__ import annotations

import pytest

from postings.extraction.document import read_document
from postings.extraction.glue import unglued
from postings.extraction.mapped import Mapped
from postings.extraction.pipeline import extract

CELL = (
    "Bachelor's degree in Logistics2+ years of experience in freight planningAdvanced Excel skillsHands-on "
    "experience with SalesforceHubSpot or Marketo experience is a plusAbility to lift crates"
)
ROW = 'title,location,description,requirements\nFreight Planner,"GB, Hull","You plan loads.","{cell}"\n'


def lines(text: str) -> list[str]:
    return unglued(Mapped.whole(text)).text.split("\n")


def test_sentences_that_touch_become_lines() -> None:
    assert lines(CELL) == [
        "Bachelor's degree in Logistics",
        "2+ years of experience in freight planning",
        "Advanced Excel skills",
        "Hands-on experience with SalesforceHubSpot or Marketo experience is a plus",
        "Ability to lift crates",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "JavaScript",
        "OpenShift",
        "javaScript",
        "wordPress",
        "McAfee",
        "LinkedIn",
        "eCommerce",
        "Node.Js",
        "PhD",
    ],
)
def test_names_with_capitals_inside_stay_whole(name: str) -> None:
    text = (
        f"You keep {name} alive and well.Then you rest and sleep a lotYou also read about {name} "
        + "and more " * 8
    )
    assert all(name in line for line in lines(text) if "keep" in line or "read" in line)


def test_a_sentence_that_touches_an_acronym_begins_a_line() -> None:
    text = "Design pages all dayStrong knowledge of HTML and CSSAfter Effects a plusYou test with PHPUnit "
    assert "After Effects a plus" in lines(text + "and more " * 8)
    assert any("PHPUnit" in line for line in lines(text + "and more " * 8))


def test_text_with_line_ends_or_a_single_seam_is_left_alone() -> None:
    plain = "We like MangoTango apples and pears. " * 6
    assert lines(plain) == [plain]


def test_offsets_lead_back_to_the_text_as_received() -> None:
    received = ROW.format(cell=CELL)
    document = read_document(received)
    found = {finding.value: finding for finding in extract(received).required_skills}
    excel = found["Microsoft Excel"]
    assert received[excel.start : excel.end] == "Advanced Excel"
    assert document.received == received


def test_a_glued_cell_gives_its_years_its_degree_and_its_skills_apart() -> None:
    extraction = extract(ROW.format(cell=CELL))
    assert extraction.experience_years_min is not None
    assert extraction.experience_years_min.value == 2
    assert extraction.education is not None
    assert extraction.education.value == "bachelor"
    assert "Microsoft Excel" in {finding.value for finding in extraction.required_skills}
    assert {"HubSpot", "Marketo"} <= {finding.value for finding in extraction.preferred_skills}


def test_headings_that_touch_their_first_item_stand_alone() -> None:
    text = (
        "You look after the records of forty small farms.What You Will DoCount the stock of each.Who You Are"
        "A patient person with an eye for detail.RequirementsTwo years in an office"
    )
    assert {"What You Will Do", "Who You Are", "Requirements"} <= set(lines(text))


def test_the_name_of_a_skill_is_not_cut_in_two() -> None:
    cell = (
        "Strong SQL skillsAbility to write reports.Prepare plans with Vector CANalyzer and CANoe in the "
        "garage of the mill, day by day."
    )
    assert "CANalyzer" in "".join(line for line in lines(cell) if "Vector" in line)


def test_a_heading_about_the_firm_that_touches_both_sides_is_parted() -> None:
    cell = (
        "Strong SQL skillsAbility to write reports and plansAbout LarkmoorLarkmoor is a mill in the north "
        + "x " * 30
    )
    assert lines(cell)[2] == "About Larkmoor"
