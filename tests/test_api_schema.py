"""The API's OpenAPI description: valid, complete, and kept by the answers."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any, get_type_hints

import jsonschema_rs
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from postings.api import http, schema, shapes
from postings.filters import PostingFilter
from postings.models import Role
from postings.rate_limit import Limit
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    DraftFactory,
    PlaceFactory,
    PostingFactory,
    RawTextFactory,
)

pytestmark = pytest.mark.django_db

DOCUMENT = schema.document("http://testserver")


def strict() -> dict[str, Any]:
    """The description, closed: an answer may have no field that is not described."""
    document = copy.deepcopy(DOCUMENT)
    for one in document["components"]["schemas"].values():
        one["additionalProperties"] = False
    return document


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Requests by WSGI keep the test's connection, as those of the test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def filled(search_index: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Postings of all kinds; no limit of requests."""
    from postings.search import tables

    monkeypatch.setattr(http, "LIMIT", Limit("api", burst=10**9, seconds=1))
    role = Role.objects.create(name="Ship welder", slug="ship-welder", family="Welding")
    place = PlaceFactory(name="Anvil")
    full = PostingFactory(
        role=role,
        company=CompanyFactory(website="https://ironside.example"),
        remote=True,
        places=[place],
        eligible=[CountryFactory(country_code="Q1")],
        eligible_areas=["EU"],
        pay=("20.50", None, "USD", "hour"),
        skills=["Arc work"],
        preferred=["Crane work"],
        employment_type="full_time",
        seniority="senior",
        education="none",
        experience_years_min=0,
        external_id="W-7",
        stated_posted_on=timezone.now().date(),
        apply_email="jobs@example.com",
    )
    draft = DraftFactory(approved=True, posting=full, raw_text=RawTextFactory(text="Remote"))
    draft.findings.create(
        field="workplace", value="remote", quote="Remote", start=0, end=6, confidence=1, rule="a.rule"
    )
    PostingFactory(company=None, apply_url="")
    PostingFactory(pay=(5000, 5000, "EUR", "fixed"))
    for _ in range(12):
        PostingFactory(role=role, pay=(90_000, 100_000, "GBP", "year"), seniority="mid", places=[place])
    gone = PostingFactory(withdrawn=True)
    search_index()
    tables.forget()
    yield {"full": full.pk, "gone": gone.pk, "role": role.slug}
    tables.forget()


def test_the_description_is_valid_openapi(client: Client) -> None:
    served = json.loads(client.get("/api/v1/openapi.json").content)
    assert served == json.loads(json.dumps(DOCUMENT))
    assert served["openapi"] == "3.1.0"
    for one in served["components"]["schemas"].values():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **one})
    schemathesis.openapi.from_dict(served).validate()


def test_every_parameter_of_the_search_is_described_from_its_one_definition() -> None:
    for path in ("/api/v1/postings", "/api/v1/facets"):
        described = [one["name"] for one in DOCUMENT["paths"][path]["get"]["parameters"]]
        expected = [name for name in PostingFilter.base_filters if name != "page"]
        assert [name for name in described if name not in ("limit", "cursor")] == expected
    assert set(schema.MEANINGS) == set(expected)


def test_the_search_takes_every_value_that_is_described() -> None:
    named = {"place", "open_to", "skill", "skill_not", "have", "role", "company"}  # rows of the database
    for parameter in schema.search_parameters():
        name, told = parameter["name"], parameter["schema"]
        inner = told["items"] if told["type"] == "array" else told
        values = inner.get("enum") or [inner.get("minimum", "words"), inner.get("maximum", "words")]
        for value in values if name not in named else ():
            data = QueryDict(mutable=True)
            data[name] = str(value)
            # A radius alone is told to need a city; that is not about its value.
            _, ignored = PostingFilter.read(data)
            assert [one for one in ignored if "is not a known" in one] == [], (name, value)
        if "enum" in inner:
            data = QueryDict(mutable=True)
            data[name] = "no-such-value"
            assert PostingFilter.read(data)[1], name


def test_every_shape_is_described_with_all_its_fields() -> None:
    for name, one in DOCUMENT["components"]["schemas"].items():
        assert one["required"] == sorted(get_type_hints(getattr(shapes, name))), name
        assert one["description"], name


def test_the_answers_have_the_described_shape_and_nothing_else(
    client: Client, filled: dict[str, Any]
) -> None:
    document = strict()
    addresses = {
        "/api/v1/postings?limit=5&have=arc-work": "PostingList",
        "/api/v1/postings?q=job&pay_min=1&limit=100": "PostingList",
        f"/api/v1/postings/{filled['full']}?evidence=1": "SinglePosting",
        "/api/v1/facets": "FacetAnswer",
        f"/api/v1/roles/{filled['role']}": "RoleAnswer",
        f"/api/v1/postings/{filled['gone']}": "Problem",
        "/api/v1/roles/nobody": "Problem",
        "/api/v1/postings?cursor=x": "Problem",
        "/api/elsewhere": "Problem",
    }
    for address, name in addresses.items():
        # FoundPosting and the like say all fields themselves, so that each can be closed.
        validator = jsonschema_rs.Draft202012Validator(
            {"$ref": f"#/components/schemas/{name}", "components": document["components"]},
            validate_formats=True,
        )
        errors = [str(error) for error in validator.iter_errors(json.loads(client.get(address).content))]
        assert not errors, (address, errors[:2])


def test_the_closed_description_finds_a_field_too_many() -> None:
    validator = jsonschema_rs.Draft202012Validator(
        {"$ref": "#/components/schemas/Problem", "components": strict()["components"]}
    )
    problem = {"type": "about:blank", "title": "Gone", "status": 410, "detail": "Ended."}
    assert validator.is_valid(problem)
    assert not validator.is_valid(problem | {"more": 1})
    assert not validator.is_valid({"type": "about:blank"})


OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]
# The API leaves out what it cannot use and says so: it refuses no data, so that check is not asked.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_whatever_is_asked_is_answered_as_described(
    filled: dict[str, Any], path: str, method: str, mode: str
) -> None:
    """Schemathesis makes requests from the description, good ones and bad ones, and holds the answers against
    it; in this process, by WSGI."""
    described = schemathesis.openapi.from_dict(strict())
    described.app = get_wsgi_application()
    operation = described[path][method.upper()]
    strategy = operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode))
    known = {"id": filled["full"], "slug": filled["role"]}

    from hypothesis import given

    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def ask(case: Any) -> None:
        if mode == "positive":  # made-up numbers are almost never a posting's
            case.path_parameters.update({name: known[name] for name in case.path_parameters or {}})
        # The WSGI client does not unpack what it gets.
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()
