"""The form of a posting: values in, the same values out, and what it refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postings.forms import BandFormSet, PostingForm, initial_of, known_currencies, place_label
from postings.models import Place
from postings.values import BandValues, PostingValues
from tests.admin.forms import data_of
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    PlaceFactory,
    RegionFactory,
    SkillFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator() -> Any:
    return UserFactory(moderator=True)


def query(data: dict[str, Any]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, value in data.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return sent


def read(data: dict[str, Any], user: Any) -> tuple[PostingForm, Any]:
    return PostingForm(query(data), user=user), BandFormSet(query(data), prefix="bands")


def errors(data: dict[str, Any], user: Any) -> dict[str, list[str]]:
    form, bands = read({**data_of(PostingValues(title="Welder")), **data}, user)
    form.is_valid()
    bands.is_valid()
    return {**form.errors, "bands": [str(error) for error in bands.errors if error] + bands.non_form_errors()}


def full_values() -> PostingValues:
    SkillFactory(name="Welding")
    SkillFactory(name="Flurbing")
    country = CountryFactory(country_code="Q7", name="Freedonia")
    return PostingValues(
        title="Welder",
        company="Alder Works",
        place_ids=(PlaceFactory().pk,),
        workplace="remote",
        eligibility="countries",
        eligible_areas=("EU", "EMEA"),
        eligible_countries=(country.country_code,),
        salary_bands=(
            BandValues(Decimal("30.50"), Decimal(38), "AUD", "hour"),
            BandValues(None, Decimal(100_000), "USD", "year", "Boston"),
        ),
        employment_type="contract",
        seniority="senior",
        education="none",
        experience_years_min=0,
        required_skills=("Welding",),
        preferred_skills=("Flurbing",),
        apply_url="https://alder.example/jobs/7",
        apply_email="jobs@alder.example",
        stated_posted_on=date(2026, 11, 1),
        expires_on=date(2026, 12, 24),
        language="en",
        external_id="R-7",
        description_html="<p>Weld.</p>",
    )


def test_what_a_posting_says_goes_through_the_form_unchanged(moderator):
    values = full_values()
    form, bands = read(data_of(values), moderator)
    assert form.is_valid(), form.errors
    assert bands.is_valid(), bands.errors
    assert form.values(bands) == values


def test_an_empty_form_says_nothing_but_the_title(moderator):
    form, bands = read(data_of(PostingValues(title="Welder")), moderator)
    assert form.is_valid(), form.errors
    assert bands.is_valid()
    assert form.values(bands) == PostingValues(title="Welder")


def test_skills_are_found_by_any_of_their_names():
    SkillFactory(name="Flurbing", aliases=["Flurb"])
    initial, _ = initial_of(PostingValues(required_skills=("flurb", "Flurbing", "Unheard of")))
    assert [skill.name for skill in initial["required_skills"]] == ["Flurbing"]


def test_a_recruiter_names_their_own_company_and_no_other():
    own, other = CompanyFactory(name="Alder Works"), CompanyFactory(name="Birch")
    recruiter = UserFactory(recruiter=True, companies=[own])
    form, bands = read({**data_of(PostingValues(title="Welder")), "company": own.slug}, recruiter)
    assert form.is_valid()
    assert bands.is_valid()
    assert form.values(bands).company == "Alder Works"
    for name in (other.slug, "Birch", "", "New Ltd", "\x00"):
        assert "company" in errors({"company": name}, recruiter)


def test_countries_and_worldwide_contradict(moderator):
    country = CountryFactory(country_code="Q7")
    listed = {"eligible_countries": [str(country.pk)]}
    assert "contradict" in errors({**listed, "eligibility": "worldwide"}, moderator)["eligible_countries"][0]
    assert "Name the countries" in errors({"eligibility": "countries"}, moderator)["eligible_countries"][0]
    form, bands = read({**data_of(PostingValues(title="Welder")), **listed}, moderator)
    assert form.is_valid()
    assert bands.is_valid()
    assert form.values(bands).eligibility == "countries"


def test_a_skill_is_required_or_nice_to_have(moderator):
    skill = str(SkillFactory(name="Flurbing").pk)
    found = errors({"required_skills": [skill], "preferred_skills": [skill]}, moderator)
    assert found["preferred_skills"] == ["Required already: Flurbing."]


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ({"minimum": "5", "currency": "USD"}, "Say per what."),
        ({"minimum": "5", "period": "year"}, "Say in which currency."),
        ({"currency": "USD", "period": "year"}, "Give a minimum, a maximum or both."),
        ({"minimum": "6", "maximum": "5", "currency": "USD", "period": "year"}, "The maximum is below"),
        ({"minimum": "0", "currency": "USD", "period": "year"}, "greater than or equal to 0.01"),
        ({"minimum": "5", "currency": "QQQ", "period": "year"}, "No currency has the code QQQ."),
        ({"minimum": "5", "currency": "12", "period": "year"}, "Three letters, such as USD."),
    ],
)
def test_a_band_of_pay_needs_amount_currency_and_period(moderator, band, words):
    data = {f"bands-0-{name}": value for name, value in band.items()}
    assert words in " ".join(errors(data, moderator)["bands"])


def test_an_emptied_band_is_gone():
    data = {
        "bands-TOTAL_FORMS": "2", "bands-INITIAL_FORMS": "1",
        "bands-0-currency": "USD", "bands-0-period": "year",
    }  # fmt: skip
    bands = BandFormSet(
        query(data),
        prefix="bands",
        initial=[{"minimum": 5, "maximum": None, "currency": "USD", "period": "year", "scope": ""}],
    )
    assert bands.is_valid(), bands.errors
    assert bands.values() == ()


def test_the_same_band_twice_is_said(moderator):
    band = {"minimum": "5", "maximum": "", "currency": "USD", "period": "year", "scope": ""}
    data = {f"bands-{number}-{name}": value for number in (0, 1) for name, value in band.items()}
    assert "Two of the bands are the same." in errors({**data, "bands-TOTAL_FORMS": "2"}, moderator)["bands"]


def test_a_place_is_labelled_with_what_tells_it_from_its_namesakes():
    country = CountryFactory(country_code="Q7", name="Freedonia")
    region = RegionFactory(name="Midland", parent=country)
    assert place_label(PlaceFactory(name="Anvil", parent=region)) == "Anvil, Midland, Freedonia"
    assert place_label(PlaceFactory(name="Midland", parent=region)) == "Midland, Freedonia"
    assert place_label(country) == "Freedonia"
    assert place_label(Place.objects.get(pk=region.pk)) == "Midland, Freedonia"


def test_the_usual_currencies_come_first_and_all_are_codes():
    codes = known_currencies()
    assert codes[:3] == ("USD", "EUR", "GBP")
    assert len(codes) == len(set(codes)) > 100
    assert all(len(code) == 3 and code.isupper() for code in codes)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(
        st.sampled_from(
            [*PostingForm.base_fields, "bands-0-minimum", "bands-0-currency", "bands-TOTAL_FORMS"]
        ),
        st.text(max_size=40),
        max_size=8,
    )
)
def test_any_text_in_any_box_is_taken_or_refused(moderator, data):
    form, bands = read({**data_of(PostingValues(title="Welder")), **data}, moderator)
    if all([form.is_valid(), bands.is_valid()]):
        assert isinstance(form.values(bands), PostingValues)
    str(form["places"])
    str(form["required_skills"])
