"""JobPosting markup by the rules of search engines: nothing invented, nothing when it cannot be valid."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import product, zip_longest
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client
from django.utils import timezone

from postings.models import Place, Posting
from postings.structured_data import as_script_text, job_posting
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    PlaceFactory,
    PostingFactory,
    RegionFactory,
    SalaryBandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Place:
    country = CountryFactory(country_code="Q1")
    return PlaceFactory(name="Old Harbour", parent=RegionFactory(name="Northland", parent=country))


def test_a_posting_on_site_carries_all_that_it_states(city: Place) -> None:
    posting = PostingFactory(
        title="Welder",
        company=CompanyFactory(name="Ironside", website="https://ironside.example"),
        onsite=True,
        places=[city],
        pay=("19.50", "24", "USD", "hour"),
        employment_type="contract",
        external_id="W-7",
        experience_years_min=2,
        education="high_school",
        skills=["MIG welding", "Blueprints"],
        published_at=datetime(2026, 3, 4, 12, tzinfo=UTC),
        expires_at=datetime(2126, 4, 1, tzinfo=UTC),
    )
    assert job_posting(posting) == {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": "Welder",
        "description": "<p>The work.</p>",
        "datePosted": "2026-03-04",
        "validThrough": "2126-04-01T00:00:00+00:00",
        "hiringOrganization": {
            "@type": "Organization", "name": "Ironside", "sameAs": "https://ironside.example",
        },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "Q1",
                "addressLocality": "Old Harbour",
                "addressRegion": "Northland",
            },
        },
        "employmentType": "CONTRACTOR",
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "USD",
            "value": {"@type": "QuantitativeValue", "unitText": "HOUR", "minValue": 19.5, "maxValue": 24},
        },
        "identifier": {"@type": "PropertyValue", "name": "Ironside", "value": "W-7"},
        "experienceRequirements": {
            "@type": "OccupationalExperienceRequirements", "monthsOfExperience": 24,
        },
        "educationRequirements": {
            "@type": "EducationalOccupationalCredential", "credentialCategory": "high school",
        },
        "skills": "MIG welding, Blueprints",
    }  # fmt: skip


def test_an_unknown_end_gives_no_valid_through(city: Place) -> None:
    assert "validThrough" not in markup(PostingFactory(places=[city], expires_at=None))


def test_the_date_that_the_employer_states_is_the_date_posted(city: Place) -> None:
    posting = PostingFactory(places=[city], stated_posted_on=date(2026, 1, 9))
    assert markup(posting)["datePosted"] == "2026-01-09"


def test_fully_remote_work_names_the_countries_it_is_open_to() -> None:
    posting = PostingFactory(
        remote=True, eligible=[CountryFactory(country_code="Q1"), CountryFactory(country_code="Q2")]
    )
    data = markup(posting)
    assert data["jobLocationType"] == "TELECOMMUTE"
    assert [country["name"] for country in data["applicantLocationRequirements"]] == ["Q1", "Q2"]
    assert "jobLocation" not in data


@pytest.mark.parametrize("workplace", ["hybrid", "onsite", None])
def test_work_that_is_not_fully_remote_is_never_telecommute(workplace: str | None, city: Place) -> None:
    assert "jobLocationType" not in markup(PostingFactory(workplace=workplace, places=[city]))


def test_remote_work_without_place_or_country_has_no_valid_form() -> None:
    assert job_posting(PostingFactory(remote=True)) is None
    assert job_posting(PostingFactory(remote=True, eligibility="worldwide")) is None


@pytest.mark.parametrize(
    "traits",
    [
        {"expired": True},
        {"filled": True},
        {"withdrawn": True},
        {"scheduled": True},
        {"company": None},
        {"description_html": ""},
        {"apply_url": "", "apply_email": ""},
    ],
    ids=str,
)
def test_no_markup_where_the_rules_allow_none(traits: dict[str, Any], city: Place) -> None:
    assert job_posting(PostingFactory(places=[city], **traits)) is None


def test_no_place_stated_means_no_markup() -> None:
    assert job_posting(PostingFactory(onsite=True)) is None


@pytest.mark.parametrize(
    ("pay", "value"),
    [
        ((50_000, 60_000, "EUR", "year"), {"minValue": 50_000, "maxValue": 60_000, "unitText": "YEAR"}),
        ((50_000, 50_000, "EUR", "year"), {"value": 50_000, "unitText": "YEAR"}),
        ((None, 60_000, "EUR", "month"), {"maxValue": 60_000, "unitText": "MONTH"}),
        (("15.25", None, "EUR", "hour"), {"minValue": 15.25, "unitText": "HOUR"}),
    ],
)
def test_pay_is_given_as_stated(pay: tuple[Any, ...], value: dict[str, Any], city: Place) -> None:
    salary = markup(PostingFactory(places=[city], pay=pay))["baseSalary"]
    assert salary["value"] == {"@type": "QuantitativeValue"} | value


def test_several_bands_or_a_fixed_sum_give_no_base_salary(city: Place) -> None:
    several = PostingFactory(places=[city])
    SalaryBandFactory(posting=several, scope="Berlin")
    SalaryBandFactory(posting=several, scope="Munich")
    assert "baseSalary" not in markup(several)
    assert "baseSalary" not in markup(PostingFactory(places=[city], pay=(900, 900, "EUR", "fixed")))


def test_every_employment_type_and_education_has_its_term(city: Place) -> None:
    allowed = {
        "FULL_TIME",
        "PART_TIME",
        "CONTRACTOR",
        "TEMPORARY",
        "INTERN",
        "VOLUNTEER",
        "PER_DIEM",
        "OTHER",
    }
    for value in Posting.EmploymentType.values:
        assert markup(PostingFactory(places=[city], employment_type=value))["employmentType"] in allowed
    for value in Posting.Education.values:
        assert markup(PostingFactory(places=[city], education=value))["educationRequirements"]


def test_text_cannot_end_the_script_element() -> None:
    text = as_script_text({"description": "</script><script>alert(1)</script> & <!--"})
    assert "<" not in text
    assert ">" not in text
    assert json.loads(text) == {"description": "</script><script>alert(1)</script> & <!--"}


def test_the_page_holds_the_markup_only_while_the_posting_is_live(client: Client, city: Place) -> None:
    live = PostingFactory(places=[city], title="Tester </script>")
    page = client.get(live.get_absolute_url()).content.decode()
    start = page.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
    assert json.loads(page[start : page.index("</script>", start)])["title"] == "Tester </script>"

    Posting.objects.filter(pk=live.pk).update(expires_at=timezone.now() - timedelta(hours=1))
    page = client.get(live.get_absolute_url()).content.decode()
    assert "ld+json" not in page


def markup(posting: Posting) -> dict[str, Any]:
    data = job_posting(Posting.objects.for_display().get(pk=posting.pk))
    assert data is not None
    return data


# -- the documented rules of Google's JobPosting as one schema, over every combination -------------

COUNTRY = {
    "type": "object",
    "required": ["@type", "name"],
    "properties": {"@type": {"const": "Country"}, "name": {"type": "string", "minLength": 2}},
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "required": ["@type", "address"],
    "properties": {
        "@type": {"const": "Place"},
        "address": {
            "type": "object",
            "required": ["@type", "addressCountry"],
            "properties": {
                "@type": {"const": "PostalAddress"},
                "addressCountry": {"type": "string", "pattern": "^[A-Z][A-Z0-9]$"},
                "addressRegion": {"type": "string", "minLength": 1},
                "addressLocality": {"type": "string", "minLength": 1},
            },
            "additionalProperties": False,
        },
    },
}


def one_or_more(rule: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [rule, {"type": "array", "items": rule, "minItems": 2}]}


QUANTITY = {
    "type": "object",
    "required": ["@type", "unitText"],
    "properties": {
        "@type": {"const": "QuantitativeValue"},
        "unitText": {"enum": ["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]},
        "value": {"type": "number", "exclusiveMinimum": 0},
        "minValue": {"type": "number", "exclusiveMinimum": 0},
        "maxValue": {"type": "number", "exclusiveMinimum": 0},
    },
    "anyOf": [{"required": ["value"]}, {"required": ["minValue"]}, {"required": ["maxValue"]}],
    "additionalProperties": False,
}
JOB_POSTING = {
    "type": "object",
    "required": ["@context", "@type", "title", "description", "datePosted", "hiringOrganization"],
    "properties": {
        "@context": {"const": "https://schema.org/"},
        "@type": {"const": "JobPosting"},
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string", "pattern": "<p>|<ul>|<br"},
        "datePosted": {"type": "string", "format": "date"},
        "validThrough": {"type": "string", "format": "date-time"},
        "hiringOrganization": {
            "type": "object",
            "required": ["@type", "name"],
            "properties": {
                "@type": {"const": "Organization"},
                "name": {"type": "string", "minLength": 1},
                "sameAs": {"type": "string", "format": "uri"},
            },
            "additionalProperties": False,
        },
        "jobLocation": one_or_more(LOCATION),
        "jobLocationType": {"const": "TELECOMMUTE"},
        "applicantLocationRequirements": one_or_more(COUNTRY),
        "employmentType": {
            "enum": [
                "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM",
                "OTHER",
            ]
        },
        "baseSalary": {
            "type": "object",
            "required": ["@type", "currency", "value"],
            "properties": {
                "@type": {"const": "MonetaryAmount"},
                "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
                "value": QUANTITY,
            },
            "additionalProperties": False,
        },
        "identifier": {"type": "object", "required": ["@type", "name", "value"]},
        "experienceRequirements": {
            "type": "object",
            "properties": {"monthsOfExperience": {"type": "integer", "minimum": 1}},
            "required": ["@type", "monthsOfExperience"],
        },
        "educationRequirements": {},
        "skills": {"type": "string", "minLength": 1},
        # True only where one applies on this site; we lead elsewhere, so it is never said.
        "directApply": False,
    },
    "additionalProperties": False,
    # A place; or for fully remote work the countries it is open to.
    "anyOf": [
        {"required": ["jobLocation"]},
        {"required": ["jobLocationType", "applicantLocationRequirements"]},
    ],
}  # fmt: skip
PAYS = [
    None, (20, 24, "USD", "hour"), (None, 300, "EUR", "day"), (900, None, "GBP", "week"),
    (5_000, 5_000, "CHF", "month"), (50_000, 60_000, "USD", "year"), (5_000, 5_000, "USD", "fixed"),
]  # fmt: skip


@pytest.mark.parametrize("workplace", [None, *Posting.Workplace.values])
def test_the_markup_keeps_the_documented_rules_whatever_is_stated(workplace: str | None, city: Place) -> None:
    rules = jsonschema_rs.validator_for(JOB_POSTING, validate_formats=True)
    country = city.parent.parent if city.parent else None
    assert country is not None
    company = CompanyFactory(name="Ironside", website="https://ironside.example")
    seen = 0
    stated: list[dict[str, Any]] = [
        {"pay": pay, "places": places, "eligible": eligible}
        for pay, places, eligible in product(PAYS, ([], [city], [city, country]), ([], [country]))
    ]
    choices = zip_longest(
        stated, [*Posting.EmploymentType.values, None], [*Posting.Education.values, None], (0, 1, 20, None)
    )
    for traits, employment_type, education, years in choices:
        posting = PostingFactory(
            company=company,
            workplace=workplace,
            eligibility="countries" if traits["eligible"] else "unknown",
            employment_type=employment_type,
            education=education,
            experience_years_min=years,
            expires_at=timezone.now() + timedelta(days=5) if years else None,
            **{name: value for name, value in traits.items() if value},
        )
        data = job_posting(posting)
        if data is None:
            assert not traits["places"]
            continue
        data = json.loads(as_script_text(data))
        assert [str(error) for error in rules.iter_errors(data)] == [], data
        assert ("jobLocationType" in data) == (workplace == "remote")
        assert ("baseSalary" in data) == (traits["pay"] is not None and traits["pay"][3] != "fixed")
        seen += 1
    assert seen >= 28
    assert not rules.is_valid({"@context": "https://schema.org/", "@type": "JobPosting"})
