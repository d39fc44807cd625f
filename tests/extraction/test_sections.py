# ruff: noqa: E501 - texts are as long as they are
"""Zones: headings, pseudo-headings, paragraphs with a label, and what ends a zone."""

from __future__ import annotations

import pytest

from postings.extraction.document import Zone, read_document
from postings.extraction.sections import heading_zone, headings


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Über Dich", "required"),
        ("Pré-requisitos", "required"),
        ("You will ideally have", "preferred"),
        ("Requirements", "required"),
        ("Preferred qualifications", "preferred"),
        ("Minimum Qualifications:", "required"),
        ("What You’ll Do", "duties"),
        ("WHAT WE'RE LOOKING FOR", "required"),
        ("Nice to Haves", "preferred"),
        ("Cherries on the cake 🍒", "preferred"),
        ("The cherry on the cake", "preferred"),
        ("What will make you stand out", "preferred"),
        ("Brownie points", "preferred"),
        ("Extra credit", "preferred"),
        ("Things that would set you apart", "preferred"),
        ("Not a must, but nice", "preferred"),
        ("Desirable experience", "preferred"),
        ("You get bonus points for", "preferred"),
        ("It's a plus if you also have", "preferred"),
        ("Preferred but not required", "preferred"),
        ("Skills that will help you shine", "preferred"),
        ("We'd be over the moon if", "preferred"),
        ("Secondary qualifications", "preferred"),
        ("Preferred Skills & Experience", "preferred"),
        ("Preferred Licenses/Certifications", "preferred"),
        ("Advantageous skills", "preferred"),
        ("Would be an advantage", "preferred"),
        ("Will be a plus:", "preferred"),
        ("Plusses", "preferred"),
        ("Nice-to-have skills", "preferred"),
        ("Optional but welcome", "preferred"),
        ("Even better", "preferred"),
        ("Bonus tacos if you", "preferred"),
        ("Great if you have", "preferred"),
        ("Sweeteners", "preferred"),
        ("Technical must-haves", "required"),
        ("Desirable candidates", "required"),
        ("Desired Candidate Profile", "required"),
        ("What we can't do without", "required"),
        ("Essential criteria", "required"),
        ("Key skills and experience", "required"),
        ("What you'll need to succeed", "required"),
        ("Licences and certifications", "required"),
        ("Knowledge, skills and abilities", "required"),
        ("Bonus points if you have…", "preferred"),
        ("🚀 Your mission", "duties"),
        ("Benefits & Perks", "pay"),
        ("Perks you need to know about", "pay"),
        ("Job Duties/Accountabilities:", "duties"),
        ("What To Expect (Job Responsibilities)", "duties"),
        ("What Is Required (Qualifications)", "required"),
        ("What we're looking for (role overview):", "required"),
        ("Critical Qualifications/Competencies:", "required"),
        ("Some nice-to-have qualities that will further help you are:", "preferred"),
        ("What You're Good At", "required"),
        ("À propos de l’offre d’emploi", "summary"),
        ("About Heronfield Labs", "company"),
        ("Why build your career at Heronfield?", "company"),
        ("About you", "required"),
        ("About the role", "summary"),
        ("How to apply", "apply"),
        ("Equal Opportunity Employer", "legal"),
        ("Ihr Profil", "required"),
        ("Deine Aufgaben", "duties"),
        ("Wir bieten", "pay"),
        ("Profil recherché", "required"),
        ("Vos missions", "duties"),
        ("Requisitos", "required"),
        ("Beneficios", "pay"),
        ("Similar jobs", "chrome"),
    ],
)
def test_headings_tell_zones(heading: str, zone: str) -> None:
    found = heading_zone(heading)
    assert found is not None
    assert found[0] == zone


def test_no_phrase_stands_twice_in_one_zone_and_all_are_in_normal_form() -> None:
    for phrase in headings():
        assert phrase == " ".join(phrase.split()).lower()


def zones(text: str) -> dict[str, Zone]:
    return {line.text: line.zone for line in read_document(text).lines if line.text}


def test_lines_take_the_zone_of_their_heading() -> None:
    found = zones(
        "Baker\n\nDuties:\n- Knead dough\n\nRequirements:\n- Two strong arms\n\nNice to have:\n- A "
        "sourdough\n"
    )
    assert found["Knead dough"] is Zone.DUTIES
    assert found["Two strong arms"] is Zone.REQUIRED
    assert found["A sourdough"] is Zone.PREFERRED


def test_a_heading_that_is_a_list_item_rules_its_own_items() -> None:
    found = zones(
        "# Baker\n\n## Requirements\n\n* Flour\n* Nice to have:\n    * Sugar\n\n## Benefits\n\n* Bread\n"
    )
    assert found["Sugar"] is Zone.PREFERRED
    assert found["Flour"] is Zone.REQUIRED
    assert found["Bread"] is Zone.PAY


def test_bonuses_after_requirements_are_wishes_unless_they_are_money() -> None:
    text = "Acme | Baker | Leeds | Onsite\n\nMust haves:\n\n- Flour\n\nBonuses:\n\n- {}\n- Rye\n"
    assert zones(text.format("Sugar"))["Sugar"] is Zone.PREFERRED
    assert zones(text.format("Quarterly bonus"))["Quarterly bonus"] is not Zone.PREFERRED


def test_a_labelled_paragraph_has_its_own_zone() -> None:
    found = zones(
        "Baker\n\nWe bake bread for the whole town and need help with the early shift, every day of the "
        "week.\n\nNice to have: rye.\n\nCome by.\n"
    )
    assert found["Nice to have: rye."] is Zone.PREFERRED
    assert found["Come by."] is not Zone.PREFERRED


def test_statements_of_equal_opportunity_are_legal_wherever_they_stand() -> None:
    text = "## Requirements\n\n* Flour\n\nAcme is an equal opportunity employer and does not discriminate against anyone.\n"
    assert next(zone for line, zone in zones("# Baker\n\n" + text).items() if "equal" in line) is Zone.LEGAL


def test_a_value_under_its_label_gets_the_label() -> None:
    document = read_document(
        "Baker\nApply\nlocations\nLyon, France\ntime type\nFull time\n\nWe bake bread and need somebody for "
        "the mornings.\n"
    )
    labels = {line.text: line.label for line in document.lines}
    assert labels["Lyon, France"] == "locations"
    assert labels["Full time"] == "time type"


@pytest.mark.parametrize("words", ["https://acme.example/a", "9:30 in the morning"])
def test_colons_of_addresses_and_times_make_no_labels(words: str) -> None:
    assert all(line.label is None for line in read_document(words).lines)
