"""Records of job boards and applicant tracking systems: what their fields are called and where they stand."""

from __future__ import annotations

import json

import pytest

from postings.extraction.finding import Extraction
from postings.extraction.pipeline import extract, extract_all


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


def test_the_one_posting_of_an_answer_is_read_without_its_wrapping() -> None:
    found = read(
        offers=[
            {"title": "Aide - Accueil", "company_name": "Kestrel", "city": "Mulhouse", "country_code": "FR"}
        ],
        count=1,
    )
    assert found.title is not None
    assert found.title.value == "Aide - Accueil"
    assert found.locations[0].value.city == "Mulhouse"


def test_postings_that_are_wrapped_one_by_one_are_told_apart() -> None:
    items = [
        {
            "MatchedObjectId": number,
            "MatchedObjectDescriptor": {
                "PositionTitle": title,
                "OrganizationName": "Bureau of Tides",
                "PositionURI": f"https://jobs.example/{number}",
            },
        }
        for number, title in enumerate(("Tide Gauge Technician", "Data Scientist"))
    ]
    found = extract_all(json.dumps({"SearchResult": {"SearchResultCount": 2, "SearchResultItems": items}}))
    assert [posting.title.value for posting in found if posting.title is not None] == [
        "Tide Gauge Technician",
        "Data Scientist",
    ]
    assert [posting.apply_url.value for posting in found if posting.apply_url is not None] == [
        "https://jobs.example/0",
        "https://jobs.example/1",
    ]


def test_what_an_answer_says_around_its_one_posting_counts_after_it() -> None:
    found = read(
        name="Kestrel",
        jobs=[
            {
                "title": "Platform Engineer",
                "url": "https://jobs.example/1",
                "location": {"city": "London", "country": "United Kingdom"},
            }
        ],
    )
    assert found.title is not None
    assert found.title.value == "Platform Engineer"
    assert found.company is not None
    assert found.company.value == "Kestrel"


def test_a_table_of_trades_is_no_posting() -> None:
    found = read(
        rank=2,
        title="Data Scientist",
        salaryLow=121000,
        salaryHigh=182000,
        demand="Very high",
        growth="24 %",
        skills=["Python", "SQL"],
        description="Turn raw numbers into plans.",
    )
    assert not found.verdict.value.is_posting


@pytest.mark.parametrize(("predicted", "paid"), [("1", 0), ("0", 1)])
def test_pay_that_a_board_reckons_is_not_offered(predicted: str, paid: int) -> None:
    found = read(
        title="Payroll Accountant",
        company={"display_name": "Kestrel"},
        location="Leeds, UK",
        salary_min=31000,
        salary_max=34000,
        salary_is_predicted=predicted,
    )
    assert len(found.pay) == paid


@pytest.mark.parametrize(
    "reckoned",
    [
        {"Salary Estimate": "$54K-$87K (Glassdoor est.)", "min_salary": 54000, "max_salary": 87000},
        {"Salary Estimate": "$54K - $87K"},
        {"estimatedSalary": {"min": 54000, "max": 87000, "currency": "USD"}},
        {"min_salary": 61204.31, "max_salary": 61204.31, "salary_is_predicted": "1"},
        {"salary": {"min": 61204.31, "max": 61204.31, "is_predicted": True}},
        {"salary": "£41,000", "Salary_Is_Predicted": "True"},
        {"avg_salary": 70500},
        {"est_minSalary": 54000, "est_maxSalary": 87000},
        {"salary_min": 0, "salary_max": 999999},
        {"min_salary": "54", "max_salary": "87", "avg_salary": "70.5"},
    ],
)
def test_columns_that_a_board_reckoned_or_filled_in_are_no_pay(reckoned: dict[str, object]) -> None:
    found = read(
        title="Payroll Accountant", company={"display_name": "Kestrel"}, location="Leeds", **reckoned
    )
    assert found.pay == ()


def test_what_the_employer_told_a_board_is_pay() -> None:
    for told in ("$54K - $87K (Employer est.)", "Employer Provided Salary:$54K - $87K"):
        found = read(
            **{
                "Job Title": "Payroll Accountant",
                "Salary Estimate": told,
                "min_salary": "54",
                "max_salary": "87",
            }
        )
        (band,) = found.pay
        assert (band.value.minimum, band.value.maximum, band.value.period) == (54000, 87000, "year")


def test_telework_now_and_then_is_not_remote_work() -> None:
    found = read(
        PositionTitle="Data Scientist",
        OrganizationName="Bureau of Tides",
        UserArea={"Details": {"TeleworkEligible": True, "RemoteIndicator": "No"}},
    )
    assert found.workplace is None
    found = read(
        PositionTitle="Data Scientist",
        OrganizationName="Bureau of Tides",
        UserArea={"Details": {"TeleworkEligible": True, "RemoteIndicator": True}},
    )
    assert found.workplace is not None
    assert found.workplace.value == "remote"


def test_small_letters_name_a_skill_in_a_list_of_skills() -> None:
    found = read(title="Frontend Developer", company="Kestrel", tags=["react", "remote", "dev"])
    assert [skill.value for skill in found.required_skills] == ["React"]


def test_years_with_one_tool_count_in_a_posting_of_a_few_lines() -> None:
    found = read(
        title="Machine Learning Engineer",
        company="Kestrel",
        description="<p>We are looking for an engineer.</p><ul><li>3+ years Python</li></ul>",
    )
    assert found.experience_years_min is not None
    assert found.experience_years_min.value == 3


def test_a_new_graduate_is_a_beginner() -> None:
    found = read(title="Banking Analyst", company="Kestrel", experience_type="new_grad")
    assert found.seniority is not None
    assert found.seniority.value == "entry"


def test_a_list_of_towns_keeps_those_with_a_province_beside_them() -> None:
    places = [
        {"country": {"code": "POL"}, "city": "Szczecin"},
        {"city": "Remote"},
        {"country": {"code": "POL"}, "city": "Poznań"},
        {"province": "lublin"},
    ]
    found = read(title="Java Developer", name="Kestrel", location={"places": places})
    assert {place.value.city for place in found.locations} == {"Szczecin", "Poznań"}


def test_a_name_alone_is_the_title_where_the_employer_is_named() -> None:
    found = read(name="General Application", subcompany="Kestrel", office="Leeds")
    assert found.title is not None
    assert found.title.value == "General Application"


def test_openings_without_a_title_of_that_name_are_told_apart() -> None:
    openings = [
        {
            "id": str(number),
            "jobOpeningName": name,
            "departmentLabel": "Care",
            "employmentStatusLabel": "Full Time",
            "location": {"city": "Leeds"},
        }
        for number, name in enumerate(("Night Nurse", "Cook"))
    ]
    found = extract_all(json.dumps({"meta": {"totalCount": 2}, "result": openings}))
    assert [posting.title.value for posting in found if posting.title is not None] == ["Night Nurse", "Cook"]
    assert [posting.employment_type.value for posting in found if posting.employment_type is not None] == [
        "full_time",
        "full_time",
    ]


def test_the_label_of_a_place_says_where_one_works() -> None:
    found = read(
        name="Account Executive",
        url="https://jobs.example/1",
        workLocation={"label": "Remote (New Jersey, US)"},
    )
    assert found.workplace is not None
    assert found.workplace.value == "remote"
    assert found.locations[0].value.region == "NJ"


def test_a_place_lies_in_the_country_that_its_area_begins_with() -> None:
    place = {
        "display_name": "Whitechapel, East London",
        "area": ["UK", "London", "East London", "Whitechapel"],
    }
    found = read(title="Frontend Developer", company={"display_name": "Kestrel"}, location=place)
    assert [(spot.value.city, spot.value.country) for spot in found.locations] == [("London", "GB")]


def test_the_host_of_a_board_names_the_employer() -> None:
    found = read(
        title="Harbour Architect", url="https://kestrel.pinpointhq.com/en/postings/1", workplace_type="remote"
    )
    assert found.company is not None
    assert found.company.value == "Kestrel"
