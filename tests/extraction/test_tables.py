# ruff: noqa: E501 - texts are as long as they are
"""One record of a table of postings: a header row and a row of values. All wording is the project's own."""

from __future__ import annotations

import pytest

from postings.extraction.finding import Extraction
from postings.extraction.labels import as_label
from postings.extraction.pipeline import extract


def label(text: str) -> dict[str, object]:
    return as_label(extract(text))


CITY = (
    "Job ID,Agency,Posting Type,Business Title,Civil Service Title,Full-Time/Part-Time indicator,"
    "Salary Range From,Salary Range To,Salary Frequency,Work Location,Job Description,Posting Date\n"
    '4417,DEPT OF HARBOURS,External,Ferry Planner,PLANNER II,F,61000,74500,Annual,"12 Quay St, New York Ny",,2024-02-11\n'
)


def test_a_record_without_a_description_is_read_from_its_columns() -> None:
    found = label(CITY)
    assert found["is_posting"] is True
    assert (found["title"], found["company"]) == ("Ferry Planner", "DEPT OF HARBOURS")
    assert found["pay"] == {"min": 61000, "max": 74500, "currency": "USD", "period": "year"}
    assert found["employment_type"] == "full_time"
    assert found["locations"] == [{"city": "New York", "region": "NY", "country": "US"}]


def test_the_usual_column_is_heard_before_another_that_means_the_same() -> None:
    found = label(
        "Job Title,Company,Agency,Location,Description\nFerry Planner,Quayside Lines,Deckhand Recruiting,Hull,We plan ferries.\n"
    )
    assert (found["title"], found["company"]) == ("Ferry Planner", "Quayside Lines")


@pytest.mark.parametrize(
    "column", ["Key Skills", "Required Skills", "skillset", "Technologies", "tech_stack"]
)
def test_a_column_of_skills_is_what_the_job_asks_for(column: str) -> None:
    found = label(
        f'Job Title,Location,Company,{column}\nControl Engineer,Pune,Tarn Motors,"C++,system design,MATLAB,Python,Solr"\n'
    )
    assert found["required_skills"] == ["C++", "MATLAB", "Python", "Solr"]


def test_a_counted_nothing_in_a_column_is_no_years() -> None:
    head = "title,company,location,description,years_of_experience\n"
    assert label(head + "Planner,Quayside,Hull,We plan ferries.,0\n")["experience_years_min"] is None
    assert label(head + "Planner,Quayside,Hull,We plan ferries.,4\n")["experience_years_min"] == 4


def test_headings_glued_into_a_cell_part_what_is_required_from_what_is_wished_for() -> None:
    cell = (
        "We build an app that tells when the next ferry leaves and where to stand for it in the rain.REQUIREMENTS:2-4 years of "
        "Kotlin and of REST services in a team that shipsBONUS SKILLS AND EXPERIENCE:Some Java or C#BENEFITS:Free crossings"
    )
    found = label(f'description,title\n"{cell}",App Developer\n')
    assert (found["required_skills"], found["preferred_skills"]) == (["Kotlin", "REST"], ["Java", "C#"])
    assert found["experience_years_min"] == 2


def test_a_heading_with_a_stroke_inside_a_long_line_begins_its_section() -> None:
    story = (
        "The desk watches the network of the port at night and calls the right people when a line goes down. "
        * 4
    )
    found = label(
        f"We are looking for a Network Operator. {story}Required: * Good knowledge of Splunk and Perl. Desired skills/experience:   * Configure Netcool and write Bash."
    )
    assert found["required_skills"] == ["Splunk", "Perl"]
    assert found["preferred_skills"] == ["Netcool", "Bash"]


def test_a_degree_glued_to_the_word_before_it_is_read() -> None:
    cell = (
        "You plan the ferries.REQUIREMENTS:Must thrive in a busy harbour officeB.S. Computer Science or related fieldAbility to "
        "explain tides to visitors and to keep the timetable right on all screens of the quay"
    )
    assert label(f'description,title\n"{cell}",Analyst\n')["education"] == "bachelor"


def test_nothing_of_a_record_is_lost_by_its_column_being_called_otherwise() -> None:
    found: Extraction = extract(CITY)
    assert found.title is not None
    assert CITY[found.title.start : found.title.end] == "Ferry Planner"


PRINTED = (
    "id,intitule,description,lieuTravail,entreprise,typeContratLibelle,salaire\n"
    '17QX,Agent de quai (H/F),"Vous accueillez les bateaux du matin et tenez le registre du port.",'
    "\"{'libelle': '29 - Brest', 'latitude': 48.39, 'commune': '29019'}\","
    "\"{'nom': 'PORT DES ABERS', 'description': \"\"Le port d'ici accueille les bateaux depuis des lustres, hiver comme \"\"}\","
    "CDI,{'libelle': 'Mensuel de 2100.0 Euros sur 12.0 mois'}\n"
)


def test_a_dictionary_printed_into_a_cell_is_read_by_its_names() -> None:
    found = label(PRINTED)
    assert found["company"] == "PORT DES ABERS"
    assert found["locations"] == [{"city": "Brest", "region": None, "country": "FR"}]
    assert found["pay"] == {"min": 2100, "max": 2100, "currency": "EUR", "period": "month"}


def test_a_power_plant_that_is_hybrid_is_no_way_of_working() -> None:
    cell = "The firm runs renewable-led hybrid power plants for mines. You will plan loads and travel to the mines."
    assert label(f'title,company,description\nLoad Planner,Tarn Energy,"{cell}"\n')["workplace"] is None


def test_a_position_name_is_the_title_and_a_companys_place_the_jobs_where_no_other_is_named() -> None:
    found = label(
        'company,companyLocation,positionName,description\nQuayside Lines,"Hull, UK",Ferry Planner,You plan the ferries of the week.\n'
    )
    assert found["title"] == "Ferry Planner"
    assert found["locations"] == [{"city": "Hull", "region": None, "country": "GB"}]


def test_more_years_than_a_career_in_a_column_are_not_believed() -> None:
    cell = "You plan the ferries. Requirements: 3+ years of experience in planning."
    found = label(
        f'title,company,description,years_of_experience\nFerry Planner,Quayside Lines,"{cell}",60\n'
    )
    assert found["experience_years_min"] == 3
