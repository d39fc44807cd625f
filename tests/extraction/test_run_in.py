"""Headings inside long lines, as exports of boards leave them."""

from __future__ import annotations

import pytest

from postings.extraction.document import Zone, read_document
from postings.extraction.mapped import Mapped
from postings.extraction.pipeline import extract
from postings.extraction.run_in import parted

STORY = "The workshop mends pumps for farms along the coast and sends fitters out by van every morning. " * 4


def lines(text: str) -> list[str]:
    return [line.strip() for line in parted(Mapped.whole(text)).text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("cell", "heading"),
    [
        (STORY + "Requirements Three years with diesel pumps.", "Requirements"),
        (STORY + "Key Responsibilities Strip and rebuild pumps.", "Key Responsibilities"),
        (STORY.strip() + "  The Role Strip and rebuild pumps.", "The Role"),
        (STORY + "About You You keep a tidy van.", "About You"),
        (STORY + "What you will need A driving licence.", "What you will need"),
        ("Strip and rebuild pumps for the region " * 9 + "Qualifications City and Guilds.", "Qualifications"),
    ],
)
def test_a_heading_inside_a_long_line_stands_alone_again(cell: str, heading: str) -> None:
    assert heading in lines(cell)


@pytest.mark.parametrize(
    "sentence",
    [
        "You meet the Requirements Committee twice a year.",
        "We ask what you will need and buy it.",
        "The role reports to Anna Berg.",
        "Our benefits include a van.",
        "Skills grow with the years.",
        "Experience with Kubernetes is not asked.",
    ],
)
def test_words_of_headings_in_a_sentence_stay_in_it(sentence: str) -> None:
    assert lines(STORY + sentence) == [(STORY + sentence).strip()]


def test_a_heading_with_a_colon_begins_a_line() -> None:
    assert lines(STORY + "Requirements: Three years with pumps. Benefits: A van.")[1:] == [
        "Requirements: Three years with pumps.",
        "Benefits: A van.",
    ]


def test_a_short_line_is_left_alone() -> None:
    text = "We mend pumps. Requirements Three years."
    assert parted(Mapped.whole(text)).text == text


def test_the_skills_of_a_flat_description_have_their_zones() -> None:
    text = (
        "Pump Fitter The Company We sell software to farms and use Salesforce. "
        + STORY
        + "The Role You will visit "
        "farms and write up each visit in SAP. Requirements AutoCAD and two years with diesel engines. "
        "Nice to Have Experience with Excel. Benefits Free lunches and a van."
    )
    document = read_document(text)
    zones = {line.zone for line in document.lines}
    assert {Zone.COMPANY, Zone.REQUIRED, Zone.PREFERRED} <= zones
    found = extract(text)
    assert "AutoCAD" in [skill.value for skill in found.required_skills]
    assert "Microsoft Excel" in [skill.value for skill in found.preferred_skills]


def test_evidence_quotes_the_text_as_received() -> None:
    text = STORY + "Requirements AutoCAD and two years with diesel engines. You will report to the owner."
    for skill in extract(text).required_skills:
        assert text[skill.start : skill.end] == skill.quote


def test_blanks_inside_a_sentence_are_lost_line_ends() -> None:
    asked = "AutoCAD for drawings  Two years with diesel  A clean licence  Experience of SAP highly regarded"
    text = STORY + "Requirements " + asked
    assert lines(text)[-3:] == [
        "Two years with diesel",
        "A clean licence",
        "Experience of SAP highly regarded",
    ]
    found = extract(text + ". Please send your CV in Word format.")
    assert [skill.value for skill in found.required_skills] == ["AutoCAD"]
    assert [skill.value for skill in found.preferred_skills] == ["SAP"]


def test_the_small_print_at_the_end_of_a_flat_text_leaves_the_rest_alone() -> None:
    text = (
        "Who are we? "
        + STORY * 3
        + "The opportunity? We are seeking a Pump Fitter to join our team. You must know AutoCAD. "
    )
    found = extract(text + "We are an equal opportunity employer.")
    assert found.title is not None
    assert found.title.value == "Pump Fitter"
    assert [skill.value for skill in found.required_skills] == ["AutoCAD"]


def test_a_heading_of_wishes_that_no_list_holds_stands_alone_again() -> None:
    cell = (
        STORY
        + "Must know AutoCAD. Ideally, you will also have Experience with SAP. HVAC papers from a college."
    )
    assert "Ideally, you will also have" in lines(cell)
    found = extract(cell)
    assert "SAP" in [skill.value for skill in found.preferred_skills]
    cell = STORY + "Must know AutoCAD. Additional Desired Qualifications a Plus: SAP and a van of your own."
    assert lines(cell)[-1].startswith("Additional Desired Qualifications a Plus:")


def test_a_wish_in_a_sentence_stays_in_it() -> None:
    sentence = "Ideally, you will also have driven a van. It would be nice if Anna Berg knew you."
    assert lines(STORY + sentence) == [(STORY + sentence).strip()]


def test_a_list_in_one_line_keeps_the_headings_between_its_items() -> None:
    cell = (
        STORY + "Required Skills: • AutoCAD drawings • Two years with pumps "
        "Additional Desired Qualifications a Plus: "
        "• Knows SAP • A van of your own"
    )
    found = extract(cell)
    assert [skill.value for skill in found.required_skills] == ["AutoCAD"]
    assert [skill.value for skill in found.preferred_skills] == ["SAP"]


def test_preferred_in_mid_sentence_with_a_capital_is_a_heading() -> None:
    cell = STORY + "Knows AutoCAD and works with others Preferred qualities Six years with SAP"
    assert lines(cell)[-2:] == ["Preferred qualities", "Six years with SAP"]


def test_the_small_print_of_a_line_of_middling_length_stands_alone() -> None:
    cell = (
        STORY
        + "You must know AutoCAD and SAP. We are an equal opportunity employer and hire Python and Java."
    )
    found = extract("Pump Fitter\nWeft & Warp, Leeds\n\n" + cell)
    assert {skill.value for skill in found.required_skills} == {"AutoCAD", "SAP"}


def test_a_heading_of_two_words_about_wishes_is_not_cut() -> None:
    cell = STORY + "Knows AutoCAD. Desirable Qualifications Diploma in pumps and SAP for two years."
    assert lines(cell)[-2:] == ["Desirable Qualifications", "Diploma in pumps and SAP for two years."]
    cell = STORY + "Knows AutoCAD and teaches others Extras Knowledge of SAP and of diesel."
    assert lines(cell)[-2:] == ["Extras", "Knowledge of SAP and of diesel."]
