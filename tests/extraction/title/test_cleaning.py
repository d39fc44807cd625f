"""What is hung on a title and no part of it."""

from __future__ import annotations

import pytest

from postings.extraction import title
from postings.extraction.document import read_document
from postings.extraction.title import cleaning
from tests.extraction.title.reading import found


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Backend Engineer", "Backend Engineer"),
        ("Backend Software Engineer - Senior/Lead", "Backend Software Engineer - Senior/Lead"),
        ("Data Scientist - Healthcare", "Data Scientist - Healthcare"),
        ("Data Engineer (m/w/d) - Python / Remote möglich", "Data Engineer (m/w/d) - Python"),
        ("Platform Engineer - Remote, US", "Platform Engineer"),
        ("Support Engineer (North America)", "Support Engineer"),
        ("Support Engineer - Remote job", "Support Engineer"),
        ("Forklift Trainer (Remote, South America)", "Forklift Trainer"),
        ("Platform Engineer (Remote)", "Platform Engineer"),
        ("Platform Engineer | Remote | Australia", "Platform Engineer"),
        ("Cloud Engineer III - US", "Cloud Engineer III"),
        ("Account Manager - London", "Account Manager"),
        ("Field Engineer, Paris, France", "Field Engineer"),
        ("Nurse (Req #48213)", "Nurse"),
        ("Nurse - R-20331", "Nurse"),
        ("JR10442 - Payroll Clerk", "Payroll Clerk"),
        ("🚀 Growth Marketer 🚀", "Growth Marketer"),
        ("Sales Representative at Acme Ltd", "Sales Representative"),
        ("Hiring: Pastry Chef", "Pastry Chef"),
        ("We're hiring a Pastry Chef", "Pastry Chef"),
        ("Copy of Staff Engineer", "Staff Engineer"),
        ("Warehouse Operative - £12.50 per hour", "Warehouse Operative"),
        ("Solution Architect - Full-time", "Solution Architect"),
        ("Product Management Intern - Remote...", "Product Management Intern"),
        ("Registered Nurse – Critical Care (ICU)", "Registered Nurse – Critical Care (ICU)"),
        ("Data Science Intern (2026 Start)", "Data Science Intern (2026 Start)"),
        ("SENIOR STORE MANAGER", "Senior Store Manager"),
        ("Software Engineer, Infrastructure Automation", "Software Engineer, Infrastructure Automation"),
        ("Analytics Engineer - Microsoft Fabric - CDI - LILLE", "Analytics Engineer - Microsoft Fabric"),
        ("VP of Product, Trust & Safety", "VP of Product, Trust & Safety"),
        ("Kite Engineer(SF or Tel Aviv)", "Kite Engineer"),
        ("Join Pinwheel as a Kite Expert Intern!", "Kite Expert Intern!"),
        ("[Leeds] Night Baker", "Night Baker"),
        ("[São Paulo] Front-End Developer", "Front-End Developer"),
        ("[Laravel] Developer", "[Laravel] Developer"),
        ("Data Engineer (m/w/d)* with verification", "Data Engineer (m/w/d)"),
        ("(Associate) Team Lead - Data Operations", "(Associate) Team Lead - Data Operations"),
        ("Warehouse Team Leader (Evening Shift)", "Warehouse Team Leader (Evening Shift)"),
    ],
)
def test_titles_lose_what_is_hung_on_them(written: str, cleaned: str) -> None:
    assert cleaning.cleaned(written, 0)[0] == cleaned


def test_the_company_is_no_part_of_the_title() -> None:
    document = read_document(
        "---\ntitle: Reed Works Finance Manager\n---\n\nReed Works, Inc. is seeking a **Finance Manager**.\n"
    )
    finding = title.find(document)
    assert finding is not None
    assert title.without_company(document, finding, "Reed Works, Inc").value == "Finance Manager"


def test_what_announces_a_title_is_no_part_of_it() -> None:
    page = read_document("# Offene Stelle / Senior-Entwickler (m/w/d)\n\nWir suchen Sie.\n")
    found = title.find(page)
    assert found is not None
    assert found.value == "Senior-Entwickler (m/w/d)"


def test_a_word_for_the_job_itself_is_no_part_of_its_title() -> None:
    assert found("# Senior Pastry Cook Job\n\nYou bake cakes in our shop in Leeds.") == "Senior Pastry Cook"
