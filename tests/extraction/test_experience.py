"""Years of experience: bound to a cue, required and overall before preferred and special."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.extraction import experience
from postings.extraction.document import read_document
from postings.extraction.pipeline import extract

REQUIRED = [
    ("Minimaal 3 tot 5 jaar relevante werkervaring als bakker", 3),
    ("Minimum 2-letnie doświadczenie w piekarni", 2),
    ("Oltre dieci anni di esperienza nel settore", 10),
    ("2-year technical degree and 4 years of troubleshooting experience", 4),
    ("At least a year's experience behind a bar", 1),
    ("Bachelor's degree plus 4 years of related experience, or 8 years without a degree", 4),
    ("At least four years' payroll experience", 4),
    ("3 years' planning experience", 3),
    ("Essential: PRINCE2, five years of civil engineering projects", 5),
    ("5+ years of professional experience", 5),
    ("5 or more years of relevant work experience.", 5),
    ("At least 3 years in a similar role", 3),
    ("Minimum of two (2) years experience in retail", 2),
    ("minimum 1-year experience as a driver", 1),
    ("3-5 yrs of exp.", 3),
    ("3 to 5 years' experience with reporting", 3),
    ("+5 years of experience with Node.js", 5),
    ("0-3 years of experience in marketing", 0),
    ("Up to 2 years of experience", 0),
    ("No less than 4 years of experience", 4),
    ("2-5 years in the PR world, preferably in an agency", 2),
    ("10+ years of product management experience, including 5 years in leadership", 10),
    ("Over 5 years of experience in automation", 5),
    ("Experience: 5-10 years", 5),
    ("Mindestens 2 Jahre relevante Berufserfahrung", 2),
    ("Expérience confirmée (3-5 ans minimum)", 3),
    ("Vous justifiez de 3 ans d’expériences dans le tissage", 3),
    ("Al menos 3 años de experiencia", 3),
    ("Mínimo de 2 anos de experiência", 2),
    ("BS and 5 years of experience or MS and 3 years of experience", 3),
    ("Master's with 2+ years of experience OR a Bachelor's with 4+ years of experience", 2),
    ("Bachelor's degree and 3+ years of experience in finance", 3),
    ("A bachelor's degree and two years of experience; OR a master's degree and one year of experience", 1),
    ("Must be 21 years of age, 1 year of driving experience", 1),
    ("3-jährige Berufserfahrung als Bäcker", 3),
    ("Mindestens dreijährige Berufserfahrung im Einkauf", 3),
    ("Expérience requise : 1 an", 1),
    ("Expérience exigée (2 ans)", 2),
    ("Опыт работы от 3 лет", 3),
    ("опыт работы не менее 1 года", 1),
    ("Min. 3-letnie doświadczenie", 3),
    ("Minst 3 års erfarenhet", 3),
    # years of something else
    ("You must be at least 18 years of age", None),
    ("You are 21 years old or more", None),
    ("A four-year degree in accounting", None),
    ("A 3-year contract", None),
    ("Four years vesting with a one year cliff", None),
    ("a few years of experience", None),
    ("7+ years of experience preferred", None),
    ("Ideally 3+ years of experience", None),
    ("5 years of experience is a plus", None),
    ("Degree of 3 years duration from a university", None),
]

COMPANY = [
    "For over 20 years we have made bread.",
    "With over 15 years of experience, our firm serves banks.",
    "We were founded 12 years ago.",
    "One of the best stocks over the past 20 years.",
    "Sabbatical leave after 5 years of employment.",
    "We are a 3-year-old company.",
    "Our team has 50 years of combined experience.",
]


LABELLED = [
    ("years_experience: 4", 4),
    ("years_experience: 0", None),  # the nothing of a table
    ("min_experience: 3\nmax_experience: 6", 3),
    ("Experience required: 5-8 Yrs", 5),
    ("Опыт: более 6 лет", 6),
    ("Expérience : Débutant accepté", None),
    ("Years of Experience: 24", None),  # months
    ("Years of Experience: 60", None),
]

COLUMNS: list[tuple[dict[str, object], int | None]] = [
    ({"experience": {"id": "between1And3", "name": "От 1 года до 3 лет"}}, 1),
    ({"experience": {"id": "moreThan6"}}, 6),
    ({"experience": {"id": "noExperience", "name": "Нет опыта"}}, None),
    ({"experience": "3-8 Yrs"}, 3),
    ({"experience": "Up to 2 years"}, 0),
    ({"experience": "Mid level"}, None),
    ({"experienceLibelle": "2 An(s)"}, 2),
    ({"min_exp": 2}, 2),
    ({"years_of_experience": 36}, None),
    ({"job_required_experience": {"required_experience_in_months": 36}}, 3),
]


def read(text: str) -> int | None:
    found = experience.find(read_document(text))
    return found.value if found else None


@pytest.mark.parametrize(("line", "wanted"), REQUIRED)
def test_years_in_the_requirements_are_read(line: str, wanted: int | None) -> None:
    assert read(f"Clerk\n\nRequirements:\n- Kind and tidy\n- {line}\n") == wanted


@pytest.mark.parametrize(("line", "wanted"), LABELLED)
def test_years_under_a_label_are_read(line: str, wanted: int | None) -> None:
    assert read(f"title: Clerk\n{line}\n\nWe keep the books of small firms.\n") == wanted


@pytest.mark.parametrize(("columns", "wanted"), COLUMNS)
def test_years_in_a_column_are_read(columns: dict[str, object], wanted: int | None) -> None:
    assert (
        read(json.dumps({"title": "Clerk", **columns, "description": "Keep the books of our shop."}))
        == wanted
    )


@pytest.mark.parametrize("line", COMPANY)
def test_years_of_the_company_are_none_of_the_job(line: str) -> None:
    assert read(f"Clerk\n\n{line}\n\nRequirements:\n- Kind and tidy\n") is None


def test_the_overall_requirement_counts_before_a_special_one() -> None:
    text = "Requirements:\n- 2+ years of SQL experience\n- 6+ years of professional experience\n"
    assert read(text) == 6


def test_the_first_requirement_counts_when_later_ones_are_smaller() -> None:
    text = (
        "Requirements:\n- 8+ years of software development experience\n- 3+ years of management experience\n"
    )
    assert read(text) == 8


def test_preferred_years_do_not_count() -> None:
    text = (
        "Requirements:\n- 3+ years of experience in sales\n\n"
        "Preferred qualifications:\n- 1+ years of experience in insurance\n"
    )
    assert read(text) == 3


def test_years_in_a_sentence_count_where_no_list_names_them() -> None:
    assert read("We are looking for a cook with at least 2 years of experience.") == 2


def test_the_quote_is_the_number_of_years() -> None:
    text = "Requirements:\n- 4+ years of experience in sales\n"
    found = experience.find(read_document(text))
    assert found is not None
    assert text[found.start : found.end] == found.quote == "4+ years"


@given(st.text(alphabet="0123456789+-– yearsofxpinc(),.\n", max_size=120))
@settings(max_examples=150)
def test_any_text_is_read_without_failing(text: str) -> None:
    found = experience.find(read_document(text))
    assert found is None or (0 <= found.value <= 25 and text[found.start : found.end] == found.quote)


def test_a_range_of_years_alone_in_the_head_counts() -> None:
    text = "Senior Baker\nRye & Daughters\n6-9 years\nLeeds\nJob description\nWe bake at night."
    found = experience.find(read_document(text))
    assert found is not None
    assert found.value == 6


def test_years_asked_for_in_running_text_need_no_word_for_experience() -> None:
    asked = "We are a seafood house. You'll need at least 3 years in a busy kitchen and a steady hand."
    text = f"Sous chef\nThe Gilt Perch, Truro\n\nAbout the job\n{asked}\n"
    found = experience.find(read_document(text))
    assert found is not None
    assert found.value == 3


def test_years_that_nobody_shall_worry_about_are_not_asked_for() -> None:
    told = "We hire an engineer. Don't worry about the '5+ years of experience' in the listing."
    text = f"Kestrel | Engineer | Leeds\n\n{told}\n"
    assert extract(text).experience_years_min is None
