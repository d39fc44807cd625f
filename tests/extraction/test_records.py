"""Records of job boards and applicant tracking systems: what their fields are called and where they stand."""

from __future__ import annotations

import json

import pytest

from postings.extraction.finding import Extraction
from postings.extraction.pipeline import extract


def read(**fields: object) -> Extraction:
    return extract(json.dumps(fields))


@pytest.mark.parametrize(
    ("fields", "required", "preferred"),
    [
        (
            {
                "requiredSkills": [{"name": "MATLAB", "level": 3}],
                "niceToHaveSkills": [{"name": "Kafka", "level": 1}],
            },
            ["MATLAB"],
            ["Kafka"],
        ),
        ({"must_have": ["Docker"], "nice_to_have": ["Terraform"]}, ["Docker"], ["Terraform"]),
        ({"skills": {"required": ["Java"], "preferred": ["Redis"]}}, ["Java"], ["Redis"]),
        (
            {"requirements": {"musts": [{"value": "Python"}], "nices": [{"value": "Ansible"}]}},
            ["Python"],
            ["Ansible"],
        ),
        ({"technologies": ["Rust"], "tools_url": "https://go.example/java"}, ["Rust"], []),
    ],
)
def test_lists_of_skills_are_read_by_what_they_are_called(
    fields: dict[str, object], required: list[str], preferred: list[str]
) -> None:
    found = read(title="Backend Developer", company="Kestrel Ltd", **fields)
    assert [skill.value for skill in found.required_skills] == required
    assert [skill.value for skill in found.preferred_skills] == preferred


def test_how_well_a_skill_is_to_be_known_is_no_seniority() -> None:
    found = read(
        title="Backend Developer", company="Kestrel Ltd", skills=[{"name": "Java", "level": "senior"}]
    )
    assert found.seniority is None


def test_a_position_that_is_a_number_is_no_title() -> None:
    found = read(
        position=243, company_name="Kestrel Ltd", title="Payroll Accountant", city="Berlin", country="Germany"
    )
    assert found.title is not None
    assert found.title.value == "Payroll Accountant"


@pytest.mark.parametrize(
    "name", ["redirect_url", "PositionURI", "landing_page", "applyUrl", "careers_apply_url"]
)
def test_the_address_of_a_record_is_read_under_its_usual_names(name: str) -> None:
    found = read(
        title="Payroll Accountant", company="Kestrel Ltd", **{name: "https://board.example/land/ad/77"}
    )
    assert found.apply_url is not None
    assert found.apply_url.value == "https://board.example/land/ad/77"


def test_the_name_of_a_record_with_a_title_is_whose_job_it_is() -> None:
    found = read(name="Kestrel", title="Payroll Accountant", city="Leeds")
    assert found.company is not None
    assert found.company.value == "Kestrel"
    assert found.title is not None
    assert found.title.value == "Payroll Accountant"


def test_working_time_is_the_employment_type() -> None:
    found = read(title="Payroll Accountant", companyName="Kestrel", workingTime="part_time")
    assert found.employment_type is not None
    assert found.employment_type.value == "part_time"


def test_a_short_sentence_under_a_name_of_prose_is_read_as_prose() -> None:
    found = read(
        PositionTitle="Data Scientist",
        OrganizationName="Bureau of Tides",
        QualificationSummary="Experience with Python and sea charts.",
    )
    assert [skill.value for skill in found.required_skills] == ["Python"]
