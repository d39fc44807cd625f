"""Places of records and structured data."""

from __future__ import annotations

import json

import pytest

from tests.extraction.places.reading import said


def test_json_ld_place_comes_from_its_address() -> None:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Baker",
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Kornfeld",
            "address": {"addressLocality": "Bonn"},
        },
        "jobLocation": {
            "@type": "Place",
            "address": {"addressLocality": "Belém", "addressRegion": "PA", "addressCountry": "BR"},
        },
    }
    page = f'<body><script type="application/ld+json">{json.dumps(posting)}</script><h1>Baker</h1></body>'
    assert said(page) == ["Belém, BR"]


def test_lever_locations_are_all_read() -> None:
    posting = {
        "text": "Baker",
        "categories": {
            "location": "Burbank, California",
            "allLocations": ["Burbank, California", "Reno, Nevada"],
        },
        "descriptionPlain": "Bake.",
        "hostedUrl": "https://jobs.lever.co/kornfeld/1",
    }
    assert said(json.dumps(posting)) == ["Burbank, CA, US", "Reno, NV, US"]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("GB, LND, London", ["London, GB"]),
        ("US, NY, New York", ["New York, NY, US"]),
        ("US, CA, San Francisco", ["San Francisco, CA, US"]),
        ("CA, ON, Toronto", ["Toronto, ON, CA"]),
        ("DE, BE, Berlin", ["Berlin, DE"]),
        ("GR, I, Athens", ["Athens, GR"]),
        ("IL, , Tel Aviv", ["Tel Aviv, IL"]),
        ("US, TX, ", ["TX, US"]),
        ("US, , ", ["US"]),
    ],
)
def test_coded_location_column_is_read(value: str, wanted: list[str]) -> None:
    row = f'job_id,title,location,description\n7,Baker,"{value}","Bake bread for the people of the town."\n'
    assert said(row) == wanted


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"city": "Athens", "state": "Attica", "country": "Greece"}, ["Athens, GR"]),
        (
            {"locations": [{"city": "Athens", "countryCode": "GR"}, {"city": "Lyon", "countryCode": "FR"}]},
            ["Athens, GR", "Lyon, FR"],
        ),
        ({"city": "Leeds / York", "country": "United Kingdom"}, ["Leeds, GB", "York, GB"]),
        ({"office": "Kassel", "additionalOffices": ["Jena"]}, ["Kassel, DE", "Jena, DE"]),
        ({"location": "Remote", "locationRestrictions": ["Chile", "Peru"]}, ["CL", "PE"]),
    ],
)
def test_town_and_country_in_fields_of_their_own_are_one_place(
    record: dict[str, object], wanted: list[str]
) -> None:
    words = "<p>You keep kites in order.</p><ul><li>Patience</li></ul>" * 3
    assert said(json.dumps({"title": "Kite Fitter", **record, "description": words})) == wanted
