"""Who may do a remote job; all wording is the project's own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.extraction import eligibility, places, workplace
from postings.extraction.document import read_document
from postings.extraction.finding import Eligibility


def of(text: str) -> Eligibility | None:
    document = read_document(text)
    way = workplace.find(document)
    found = eligibility.find(document, way, places.find(document, way))
    return None if found is None else found.value


def said(text: str) -> str | None:
    """Areas joined, "world" or None."""
    value = of(text)
    return None if value is None else "world" if value.worldwide else " ".join(value.areas)


LABELLED = [
    ("Remote", None),
    ("Remote (US only)", "US"),
    ("Remote (USA)", "US"),
    ("Remote - EMEA", "EMEA"),
    ("Remote-Europe", "EUROPE"),
    ("Remote, EU", "EU"),
    ("EMEA - Remote", "EMEA"),
    ("US Remote", "US"),
    ("United States (Remote)", "US"),
    ("Remote - LATAM", "LATAM"),
    ("Remote, Latin America", "LATAM"),
    ("Remote - India", "IN"),
    ("Remote within the UK", "GB"),
    ("Remote (US or Canada)", "US CA"),
    ("Remote (US, UK, CA)", "US GB CA"),
    ("Remote - Ontario, Canada", "CA"),
    ("Remote in TX", "US"),
    ("Remote, worldwide", "world"),
    ("Worldwide - Remote", "world"),
    ("Remote (anywhere on the globe)", "world"),
    ("Remote - Global", "world"),
    ("Remote, anywhere", "world"),
    ("Anywhere (LATAM), remote", "LATAM"),
    ("Remote - DACH", "DACH"),
    ("Remote, Nordics", "NORDICS"),
    ("Remote - UK&I", "UKI"),
    ("Remote - APAC", "APAC"),
    ("Austin, TX", None),
    ("Hybrid - London", None),
]


@pytest.mark.parametrize(("value", "wanted"), LABELLED, ids=[value for value, _ in LABELLED])
def test_scope_beside_remote_is_read(value: str, wanted: str | None) -> None:
    assert said(f"Tax Adviser\n\nLocation: {value}\n\nWe advise bakers on flour duty.\n") == wanted


PROSE = [
    ("You must reside in CO, NY or WA.", "US"),
    ("You can work from anywhere in Europe.", "EUROPE"),
    ("Candidates must be located in Germany or Spain.", "DE ES"),
    ("This role is open to candidates in Brazil, Colombia and Mexico.", "BR CO MX"),
    ("We can only hire in Canada or South Africa.", "CA ZA"),
    ("Work remotely from anywhere within the U.S.", "US"),
    ("You can live anywhere in the world.", "world"),
    ("We are a remote-first firm (US and Canada only, for now) and bake together twice a year.", "US CA"),
    ("US-based candidates only.", "US"),
    ("Candidates must be within UTC-5 to UTC+2.", "TIME_ZONE"),
    ("We like tea.", None),
    ("This is a remote role for candidates residing in the province of Quebec only.", "CA"),
    ("Une équipe soudée, de la farine partout : candidats résidant dans la province de Québec.", "CA"),
    ("A remote-first team where baking well together, here and everywhere, is what counts.", None),
    ("Our customers are in Europe and Asia.", None),
    ("We have colleagues in Brazil and Poland.", None),
]


@pytest.mark.parametrize(("sentence", "wanted"), PROSE, ids=[sentence for sentence, _ in PROSE])
def test_demand_of_a_remote_posting_is_read(sentence: str, wanted: str | None) -> None:
    assert said(f"Tax Adviser (Remote)\n\nWe advise bakers on flour duty.\n\n{sentence}\n") == wanted


def test_firm_known_all_over_the_world_does_not_hire_there() -> None:
    boast = (
        "As a global leader in flour, we have changed how bread is sold in every town and village; bakers, "
        "millers and shops have asked us for advice on each day of the year since we began to mill."
    )
    assert said(f"Tax Adviser\n\n{boast} We are a remote-first firm.\n\nYou advise bakers on duty.\n") is None


def test_posting_that_is_not_remote_has_none() -> None:
    assert said("Tax Adviser\n\nLocation: Bonn, Germany (on-site)\n\nYou must reside in Germany.\n") is None


def test_area_is_expanded_to_its_countries() -> None:
    value = of("Tax Adviser\n\nLocation: Remote - Benelux\n\nWe advise bakers.\n")
    assert value is not None
    assert value.areas == ("BENELUX",)
    assert value.countries == {"BE", "NL", "LU"}


def test_time_zones_name_no_country() -> None:
    value = of("Tax Adviser (Remote)\n\nCandidates must be within UTC-5 to UTC+2.\n")
    assert value is not None
    assert not value.worldwide
    assert value.countries == frozenset()


def test_remote_posting_in_a_country_is_open_there() -> None:
    value = of("Tax Adviser\n\nWorkplace: Remote\nCountry: Poland\n\nWe advise bakers.\n")
    assert value is not None
    assert value.countries == {"PL"}


def test_demand_that_names_more_than_the_tag_widens_it() -> None:
    text = "Tax Adviser\n\nLocation: Remote, Chile\n\nThis role is remote in Chile and Peru only.\n"
    assert said(text) == "CL PE"


def test_anywhere_is_limited_by_what_follows_in_brackets() -> None:
    assert said("# Tax Adviser\n\n#### `🌎 Anywhere (LATAM)`\n\nWe advise bakers.\n") == "LATAM"
    assert said("# Tax Adviser\n\n#### `🌎 Anywhere`\n\nWe advise bakers.\n") == "world"


def test_narrow_demand_outranks_a_worldwide_header() -> None:
    assert (
        said("Tax Adviser\n\nLocation: Remote\n\nRemote, worldwide\n\nYou must be located in Brazil.\n")
        == "BR"
    )


def test_applicant_requirements_of_json_ld_are_read() -> None:
    posting = {
        "@type": "JobPosting",
        "title": "Tax Adviser",
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": [
            {"@type": "Country", "name": "USA"},
            {"@type": "Country", "name": "Canada"},
        ],
    }
    assert (
        said(f'<script type="application/ld+json">{json.dumps(posting)}</script><h1>Tax Adviser</h1>')
        == "US CA"
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "Remote ",
                "(US",
                " only)",
                "EMEA",
                ", ",
                "anywhere",
                " in ",
                "Europe",
                "\n",
                "must reside ",
                "worldwide",
            ]
        ),
        max_size=20,
    )
)
def test_any_heap_of_scope_words_is_read_without_error(parts: list[str]) -> None:
    value = of("".join(parts))
    assert value is None or value.worldwide or value.areas
