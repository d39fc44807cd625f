"""Seniority: the title first, its traps, then statements in the text."""

from __future__ import annotations

import json

import pytest

from postings.extraction import seniority
from postings.extraction.document import read_document
from postings.extraction.finding import Finding

TITLES = [
    ("Senior Engineer", "senior"),
    ("Sr. Accountant", "senior"),
    ("Backend Engineer - Senior/Lead", "senior"),
    ("Data Scientist (Senior)", "senior"),
    ("Senior Product Manager", "senior"),
    ("Senior Account Executive", "senior"),
    ("Junior Developer", "entry"),
    ("Jr. Analyst", "entry"),
    ("Graduate Engineer", "entry"),
    ("Trainee Solicitor", "entry"),
    ("Associate Software Engineer", "entry"),
    ("Junior and Senior Developers", "entry"),
    ("Mid-level Java Developer", "mid"),
    ("Intermediate Backend Engineer", "mid"),
    ("Middle/Senior PHP Developer", "mid"),
    ("Senior Staff Engineer", "lead"),
    ("Senior Staff Software Engineer, Kites", "lead"),
    ("Kite Compiler Engineer, Staff", "lead"),
    ("Kite Compiler Engineer, Senior Staff", "lead"),
    ("Senior Principal Engineer", "lead"),
    ("Senior Staff Nurse", "senior"),
    ("Kitchen Staff", None),
    ("Kite Engineer or intern", None),
    ("Développeur confirmé", "mid"),
    ("Lead Engineer", "lead"),
    ("Team Leader (Backend)", "lead"),
    ("Tech Lead", "lead"),
    ("Staff Software Engineer", "lead"),
    ("Principal Engineer", "lead"),
    ("Solution Architect", "lead"),
    ("Engineering Manager", "manager"),
    ("Senior Engineering Manager", "manager"),
    ("Finance Manager", "manager"),
    ("Restaurant General Manager", "manager"),
    ("Shift Supervisor", "manager"),
    ("Associate Director, Clinical", "director"),
    ("Senior Director, Product", "director"),
    ("Head of Data", "director"),
    ("Director of Communications", "director"),
    ("VP of Product", "executive"),
    ("Vice President, Sales", "executive"),
    ("Chief Technology Officer", "executive"),
    ("CTO", "executive"),
    ("Executive Director", "executive"),
    ("First Executive", "executive"),
    ("Software Engineering Intern", "intern"),
    ("Engineering Manager Intern", "intern"),
    ("Front End Developer Student", "intern"),
    ("Werkstudent Marketing (m/w/d)", "intern"),
    # words that look like a level and are none
    ("Executive Assistant", None),
    ("Executive Assistant to the CEO", None),
    ("Account Executive", None),
    ("Marketing Executive", None),
    ("Executive Chef", None),
    ("Lead Generation Specialist", None),
    ("Staff Nurse", None),
    ("Staff Accountant", None),
    ("Member of Technical Staff", None),
    ("Senior Living Advisor", None),
    ("Product Manager", None),
    ("Project Manager", None),
    ("Customer Success Manager", None),
    ("Account Manager", None),
    ("Engineer II", None),
    ("Landscape Architect", None),
    ("School Principal", None),
    ("Data Entry Clerk", None),
    ("Sales Associate", None),
    ("Internal Auditor", None),
    ("International Sales", None),
    ("Midwest Sales Rep", None),
    ("Student Success Coach", None),
    ("Head Chef", None),
    ("Director's Assistant", None),
    ("Middle School Teacher", None),
]


def read(text: str, title: str | None = None) -> str | None:
    """The level of a text, as the label form writes it."""
    named = Finding(title, title, 0, len(title), 0.95, "test") if title else None
    found = seniority.find(read_document(text), named)
    return found.value.value if found else None


@pytest.mark.parametrize(("title", "wanted"), TITLES)
def test_the_title_decides(title: str, wanted: str | None) -> None:
    assert read("We make things and need help.", title) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Seniority level: Mid-Senior level", "mid"),
        ("Seniority level\nEntry level\nEmployment type\nFull-time", "entry"),
        ("Seniority Level:\nIntern-Junior level", "intern"),
        ("Experience level: Senior", "senior"),
        ("Level: Intermediate", "mid"),
        ("**Position:** Senior Full-Stack Engineer", "senior"),
        ("This is an entry-level role with training.", "entry"),
        ("This is a remote, intermediate-level position.", "mid"),
        ("You will work with senior engineers and report to the director.", None),
        ("We're looking for a talented Senior Engineer to fly our kites.", "senior"),
        ("We are hiring senior and junior engineers.", None),
        ("Acme has several opportunities for a Senior Engineer to fly our kites.", "senior"),
        ("As a Senior Engineer, you fly our kites.", "senior"),
        ("We're hiring for 2 Senior / Mid-level Engineers.", "senior"),
        ("As a Senior Designer, you draw our kites.", None),
        ("We are looking for a senior designer to draw our kites.", None),
        ("We are seeking an experienced Lead Engineer.", "lead"),
        ("We are hiring an Engineer, Senior Engineers and a cook.", None),
        ("We are looking for a senior kite string engineer.", None),
        ("We also have senior roles open.", None),
        ("Experience: 5 years", None),
    ],
)
def test_without_a_level_in_the_title_a_statement_counts(text: str, wanted: str | None) -> None:
    assert read(text, "Engineer") == wanted


def test_an_internship_is_done_by_an_intern() -> None:
    text = "Job Type:\tCo-op\nLevel:\nIntermediate\nSenior\n"
    assert read(text, "AI Engineering") == "intern"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("Mid-Senior level", "mid"),
        ("Director", "director"),
        ("Entry level", "entry"),
        ("Not Applicable", None),
    ],
)
def test_a_record_names_the_level(value: str, wanted: str | None) -> None:
    record = {"title": "Welder", "description": "Weld things together.", "seniority_level": value}
    assert read(json.dumps(record), "Welder") == wanted
