"""The JSON API as a client sees it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from postings import rate_limit
from postings.api import http
from postings.models import Posting, RateBucket, Role
from postings.rate_limit import Limit
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    DraftFactory,
    PlaceFactory,
    PostingFactory,
    RawTextFactory,
    SalaryBandFactory,
)

Index = Callable[[], None]

pytestmark = pytest.mark.django_db

LIST = "/api/v1/postings"


@pytest.fixture(autouse=True)
def _no_figures_kept() -> None:
    cache.clear()


@pytest.fixture
def api(client: Client) -> Callable[..., Any]:
    """Asks for an address and gives the JSON; 200 unless told otherwise."""

    def ask(address: str, status: int = 200, **headers: str) -> Any:
        response = client.get(address, headers=headers)
        assert response.status_code == status, response.content[:500]
        kind = "application/json" if status == 200 else "application/problem+json"
        assert response.headers["Content-Type"] == kind
        return json.loads(response.content)

    return ask


def titles(answer: Any) -> list[str]:
    return [posting["title"] for posting in answer["data"]]


def all_titles(
    api: Callable[..., Any], address: str, meanwhile: Callable[[], None] | None = None
) -> list[str]:
    """The titles of all stretches, in order; ``meanwhile`` happens after each."""
    found: list[str] = []
    for _ in range(100):
        answer = api(address)
        found += titles(answer)
        if answer["links"]["next"] is None:
            assert answer["next_cursor"] is None
            return found
        address = answer["links"]["next"]
        if meanwhile:
            meanwhile()
    raise AssertionError("it never ends")


def aged(title: str, hours: float, **kwargs: Any) -> Posting:
    posting: Posting = PostingFactory(
        title=title, published_at=timezone.now() - timedelta(hours=hours), **kwargs
    )
    return posting


# --- what is told -----------------------------------------------------------------------------------


def test_a_posting_is_told_as_it_states_itself(api: Callable[..., Any], search_index: Index) -> None:
    freedonia = CountryFactory(country_code="Q1", name="Freedonia")
    posting = PostingFactory(
        title="Ship Welder",
        company=CompanyFactory(name="Ironside", website="https://ironside.example"),
        remote=True,
        places=[PlaceFactory(name="Anvil", latitude=1.5, longitude=-2.5)],
        eligible=[freedonia],
        eligible_areas=["Marxist states"],
        pay=("11670.34", "14174.54", "USD", "month"),
        skills=["Arc work"],
        preferred=["Crane work"],
        employment_type="full_time",
        seniority="senior",
        experience_years_min=1,
        education="none",
        external_id="W-7",
    )
    search_index()
    (told,) = api(LIST)["data"]
    assert told["id"] == posting.pk
    assert told["state"] == "open"
    assert told["url"] == f"http://testserver{posting.get_absolute_url()}"
    assert told["company"] == {
        "slug": "ironside",
        "name": "Ironside",
        "url": "http://testserver/companies/ironside/",
        "website": "https://ironside.example",
    }
    (place,) = told["places"]
    assert (place["name"], place["kind"], place["latitude"]) == ("Anvil", "city", 1.5)
    assert place["geonames_id"] == posting.places.get().place_id
    assert told["workplace"] == "remote"
    assert told["eligibility"]["scope"] == "countries"
    assert told["eligibility"]["countries"][0]["geonames_id"] == freedonia.pk
    assert told["eligibility"]["areas"] == ["Marxist states"]
    assert told["pay"] == [
        {
            "minimum": 11670.34,
            "maximum": 14174.54,
            "currency": "USD",
            "period": "month",
            "scope": "",
            "text": "$11,670.34–$14,174.54 a month",
            "yearly_minimum": 140044.08,
            "yearly_maximum": 170094.48,
        }
    ]
    assert [skill["slug"] for skill in told["skills"]["required"]] == ["arc-work"]
    assert [skill["name"] for skill in told["skills"]["preferred"]] == ["Crane work"]
    assert told["apply_url"] == "https://jobs.example.com/apply"
    assert (told["seniority"], told["education"], told["reference"]) == ("senior", "none", "W-7")
    assert "description_html" not in told


def test_what_is_not_stated_is_null(api: Callable[..., Any], search_index: Index) -> None:
    PostingFactory(company=None, apply_url="", language="")
    search_index()
    (told,) = api(LIST)["data"]
    for name in ("company", "role", "workplace", "employment_type", "seniority", "education",
                 "experience_years_min", "language", "reference", "stated_posted_on", "expires_at",
                 "apply_url", "apply_email"):  # fmt: skip
        assert told[name] is None, name
    assert told["pay"] == told["places"] == told["skills"]["required"] == []
    assert told["eligibility"] == {"scope": "unknown", "countries": [], "areas": []}


def test_the_page_and_the_api_find_the_same(
    api: Callable[..., Any], client: Client, search_index: Index
) -> None:
    aged("Remote welder", 1, remote=True, skills=["Arc work"], pay=(90_000, 100_000, "USD", "year"))
    aged("Office welder", 2, onsite=True, skills=["Arc work"], pay=(50_000, 60_000, "USD", "year"))
    aged("Remote cook", 3, remote=True)
    search_index()
    for query in (
        "workplace=remote",
        "skill=arc-work",
        "q=welder&sort=newest",
        "pay_min=95000",
        "sort=pay",
        "",
    ):
        answer = api(f"{LIST}?{query}")
        page = client.get(f"/?{query}").context["page"]
        assert titles(answer) == [hit.posting.title for hit in page.results], query
        assert answer["meta"]["total"] == page.total


def test_how_a_posting_answers_the_search_is_told(api: Callable[..., Any], search_index: Index) -> None:
    near = PlaceFactory(name="Near", latitude=50.0, longitude=8.0)
    far = PlaceFactory(name="Far", latitude=50.2, longitude=8.0, parent=near.parent)
    PostingFactory(places=[far], skills=["Arc work", "Crane work"], pay=(50, 60, "USD", "hour"))
    PostingFactory(places=[near], skills=["Arc work"])
    search_index()
    query = f"place={near.slug}&radius=50&skill=arc-work&have=arc-work&pay_min=100000&sort=newest"
    paid, unpaid = api(f"{LIST}?{query}")["data"]
    assert paid["match"]["distance_km"] == pytest.approx(22.2, abs=0.1)
    assert paid["match"]["matched_skills"] == ["arc-work"]
    assert paid["match"]["missing_skills"] == ["Crane work"]
    assert paid["match"]["skill_share"] == 50
    assert paid["match"]["reaches_pay"] is True
    assert unpaid["match"]["distance_km"] == 0
    assert unpaid["match"]["reaches_pay"] is False


def test_what_was_ignored_is_said(api: Callable[..., Any], search_index: Index) -> None:
    meta = api(f"{LIST}?colour=red&place=nowhereland&page=3&limit=1000&utm_source=x")["meta"]
    assert any("“colour” is not a parameter" in sentence for sentence in meta["ignored"])
    assert any("“nowhereland” is not a known place" in sentence for sentence in meta["ignored"])
    assert any("links.next" in sentence for sentence in meta["ignored"])
    assert any("at most 100" in sentence for sentence in meta["ignored"])
    assert len(meta["ignored"]) == 4
    assert meta["limit"] == 100


def test_the_search_is_told_in_words_and_as_a_page(api: Callable[..., Any], search_index: Index) -> None:
    PostingFactory(remote=True)
    search_index()
    meta = api(f"{LIST}?workplace=remote&limit=5")["meta"]
    assert meta["url"] == "http://testserver/?workplace=remote"
    assert meta["heading"].startswith("1 remote job")
    assert meta["index_is_fresh"] is True


# --- reading on -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", ["newest", "pay"])
def test_postings_added_meanwhile_move_none_of_the_others(
    api: Callable[..., Any], search_index: Index, sort: str
) -> None:
    for number in range(7):
        pay = (50_000 + number, 60_000 + number, "USD", "year") if number % 2 else None
        aged(f"Job {number}", number + 1, pay=pay)
    search_index()
    expected = titles(api(f"{LIST}?sort={sort}"))

    def meanwhile() -> None:
        PostingFactory(title="New", published_at=timezone.now(), pay=(900_000, 900_000, "USD", "year"))
        search_index()

    assert all_titles(api, f"{LIST}?sort={sort}&limit=2", meanwhile) == expected
    assert len(expected) == 7


@pytest.mark.parametrize("sort", ["newest", "pay"])
def test_postings_taken_down_meanwhile_hide_none_of_the_others(
    api: Callable[..., Any], search_index: Index, sort: str
) -> None:
    made = [
        aged(f"Job {number}", number + 1, pay=(90_000 - number, 90_000, "USD", "year")) for number in range(8)
    ]
    search_index()
    expected = titles(api(f"{LIST}?sort={sort}"))
    first = api(f"{LIST}?sort={sort}&limit=3")
    for posting in made:
        if posting.title in titles(first)[:2]:
            posting.delete()
    search_index()
    assert titles(first) + all_titles(api, first["links"]["next"]) == expected


def test_the_best_matches_can_be_read_to_their_end(api: Callable[..., Any], search_index: Index) -> None:
    for number in range(9):
        aged(f"Welder {number}" if number % 3 else f"Welder welder {number}", number + 1)
    search_index()
    expected = titles(api(f"{LIST}?q=welder"))

    def meanwhile() -> None:
        PostingFactory(title="Cook", published_at=timezone.now())
        search_index()

    assert all_titles(api, f"{LIST}?q=welder&limit=2", meanwhile) == expected


def test_best_matches_go_on_after_the_last_one_when_others_are_gone(
    api: Callable[..., Any], search_index: Index
) -> None:
    made = {f"Welder {number}": aged(f"Welder {number}", number + 1) for number in range(9)}
    search_index()
    expected = titles(api(f"{LIST}?q=welder"))
    first = api(f"{LIST}?q=welder&limit=4")
    for title in titles(first)[:2]:
        made[title].delete()
    search_index()
    assert titles(first) + all_titles(api, first["links"]["next"]) == expected


def test_with_a_minimum_of_pay_those_without_pay_come_last(
    api: Callable[..., Any], search_index: Index
) -> None:
    for number in range(4):
        aged(f"Silent {number}", number + 1)
        aged(f"Paid {number}", number + 10, pay=(100_000 + number, 120_000 + number, "USD", "year"))
    aged("Poor", 1, pay=(10_000, 20_000, "USD", "year"))
    search_index()
    by_date = [f"Paid {n}" for n in range(4)] + [f"Silent {n}" for n in range(4)]
    by_pay = [f"Paid {n}" for n in (3, 2, 1, 0)] + [f"Silent {n}" for n in range(4)]
    for limit in (1, 3, 4, 5, 8):
        assert all_titles(api, f"{LIST}?pay_min=90000&limit={limit}") == by_date
        assert all_titles(api, f"{LIST}?pay_min=90000&sort=pay&limit={limit}") == by_pay
    answer = api(f"{LIST}?pay_min=90000&limit=3")
    assert answer["meta"]["total"] == 8
    reaches = []
    while True:
        reaches += [posting["match"]["reaches_pay"] for posting in answer["data"]]
        if not answer["links"]["next"]:
            break
        answer = api(answer["links"]["next"])
    assert reaches == [True] * 4 + [False] * 4


def test_an_empty_search_is_an_empty_list(api: Callable[..., Any], search_index: Index) -> None:
    answer = api(f"{LIST}?q=nosuchword")
    assert (answer["data"], answer["links"], answer["meta"]["total"]) == ([], {"next": None}, 0)


def test_a_cursor_belongs_to_its_search(api: Callable[..., Any], search_index: Index) -> None:
    for number in range(3):
        aged(f"Welder {number}", number + 1, remote=True)
    search_index()
    word = api(f"{LIST}?limit=1")["next_cursor"]
    assert titles(api(f"{LIST}?limit=1&cursor={word}")) == ["Welder 1"]
    assert "another search" in api(f"{LIST}?workplace=remote&cursor={word}", 400)["detail"]
    assert "another search" in api(f"{LIST}?sort=pay&cursor={word}", 400)["detail"]


@pytest.mark.parametrize("word", ["x", "%00", "a:b:c", "W10:1abc:def", "é", "x" * 5000, "null", "[1,2]"])
def test_a_damaged_cursor_is_refused_in_words(
    api: Callable[..., Any], search_index: Index, word: str
) -> None:
    problem = api(f"{LIST}?cursor={word}", 400)
    assert problem["status"] == 400
    assert "damaged" in problem["detail"]


# --- single postings --------------------------------------------------------------------------------


def test_one_posting_has_its_text(api: Callable[..., Any]) -> None:
    posting = PostingFactory(description_html="<p>Weld ships.</p>")
    answer = api(f"{LIST}/{posting.pk}")
    assert answer["data"]["description_html"] == "<p>Weld ships.</p>"
    assert answer["data"]["evidence"] is None
    assert answer["meta"] == {"ignored": []}


def test_the_evidence_is_told_when_asked_for(api: Callable[..., Any]) -> None:
    posting = PostingFactory(hybrid=True)
    draft = DraftFactory(
        approved=True, posting=posting, raw_text=RawTextFactory(text="Hybrid, two days at the yard")
    )
    draft.findings.create(
        field="workplace", value="hybrid", quote="Hybrid", start=0, end=6, confidence=1, rule="a.rule"
    )
    evidence = api(f"{LIST}/{posting.pk}?evidence=1")["data"]["evidence"]
    assert evidence["workplace"] == [{"text": "Hybrid, two days at the yard", "words": ["Hybrid"]}]
    assert api(f"{LIST}/{posting.pk}?evidence=maybe&x=1")["meta"]["ignored"] == [
        "“x” is not a parameter of this address.",
        "“evidence” is 1 or 0.",
    ]


@pytest.mark.parametrize(
    ("trait", "status"),
    [("draft", 404), ("submitted", 404), ("scheduled", 404), ("withdrawn", 410), ("rejected", 410)],
)
def test_what_the_public_may_not_read_is_not_told(api: Callable[..., Any], trait: str, status: int) -> None:
    posting = PostingFactory(**{trait: True}, title="Secret")
    assert "Secret" not in str(api(f"{LIST}/{posting.pk}", status))


def test_ended_postings_can_be_read_for_a_while_and_are_in_no_search(
    api: Callable[..., Any], search_index: Index
) -> None:
    expired, filled = PostingFactory(expired=True), PostingFactory(filled=True)
    search_index()
    assert api(f"{LIST}/{expired.pk}")["data"]["state"] == "ended"
    assert api(f"{LIST}/{filled.pk}")["data"]["state"] == "filled"
    assert api(LIST)["data"] == []


def test_deleted_postings_are_gone(api: Callable[..., Any]) -> None:
    posting = PostingFactory()
    pk = posting.pk
    posting.delete()
    assert "ended" in api(f"{LIST}/{pk}", 410)["detail"]


@pytest.mark.parametrize("number", ["0", "987654", str(10**18), str(10**30)])
def test_numbers_of_no_posting_are_not_found(api: Callable[..., Any], number: str) -> None:
    assert "No posting" in api(f"{LIST}/{number}", 404)["detail"]


# --- facets and roles -------------------------------------------------------------------------------


def test_facets_count_what_each_choice_would_leave(api: Callable[..., Any], search_index: Index) -> None:
    PostingFactory(remote=True, skills=["Arc work"], pay=(100_000, 120_000, "USD", "year"))
    PostingFactory(remote=True)
    PostingFactory(onsite=True)
    search_index()
    answer = api("/api/v1/facets?workplace=remote")
    assert (answer["data"]["total"], answer["data"]["without_pay"]) == (2, 1)
    facets = {facet["name"]: facet["options"] for facet in answer["data"]["facets"]}
    counts = {option["value"]: option["count"] for option in facets["workplace"]}
    assert (counts["remote"], counts["onsite"]) == (2, 1)
    assert [option["value"] for option in facets["workplace"] if option["selected"]] == ["remote"]
    assert facets["skill"][0]["value"] == "arc-work"
    assert sum(bar["count"] for bar in answer["data"]["pay"]) == 1
    assert answer["meta"]["query"] == "workplace=remote"


def test_a_roles_figures_are_told_with_their_n(api: Callable[..., Any], search_index: Index) -> None:
    role = Role.objects.create(name="Ship welder", slug="ship-welder", family="Welding")
    for number in range(3):
        posting = PostingFactory(role=role, seniority="senior", skills=["Arc work"])
        SalaryBandFactory(posting=posting, minimum=90_000 + number * 1000, maximum=110_000 + number * 1000)
    PostingFactory(role=role, seniority="mid")
    from postings.search import tables

    tables.forget()
    told = api("/api/v1/roles/ship-welder")["data"]
    assert (told["n"], told["pay_n"], told["seniority"]) == (4, 3, None)
    assert told["pay"]["median"] == 101_000
    assert told["required_skills"][0] == {"label": "Arc work", "value": "arc-work", "count": 3, "of": 4}
    assert len(told["months"]) == 12
    mid = api("/api/v1/roles/ship-welder?seniority=mid&currency=EUR&x=1")
    assert (mid["data"]["n"], mid["data"]["pay"], mid["data"]["seniority"]) == (1, None, "mid")
    assert mid["data"]["url"] == "http://testserver/roles/ship-welder/mid/"
    assert mid["meta"]["ignored"] == ["“x” is not a parameter of this address."]
    odd = api("/api/v1/roles/ship-welder?seniority=emperor&currency=BEADS")
    assert len(odd["meta"]["ignored"]) == 2
    assert odd["data"]["n"] == 4


def test_unknown_roles_and_addresses_are_problems(api: Callable[..., Any], search_index: Index) -> None:
    assert "slug" in api("/api/v1/roles/juggler-of-nothing", 404)["detail"]
    assert "openapi.json" in api("/api/v1/nothing/here", 404)["detail"]
    assert api("/api/v2", 404)["status"] == 404


# --- how it is told ---------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [LIST, f"{LIST}?limit=1", "/api/v1/facets", "/api/v1/openapi.json"])
def test_an_answer_that_has_not_changed_is_not_sent_again(
    client: Client, search_index: Index, address: str
) -> None:
    company = CompanyFactory(name="Ironside")
    aged("One", 1, company=company)
    aged("Two", 2)
    search_index()
    first = client.get(address)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    if "openapi" not in address:
        company.name = "Ironside Yards"
        company.save()
        PostingFactory()
        search_index()
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_scripts_of_other_sites_may_read(client: Client, search_index: Index) -> None:
    asked = client.options(LIST, headers={"Origin": "https://elsewhere.example"})
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in asked.headers["Access-Control-Allow-Methods"]
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]
    read = client.get(LIST, headers={"Origin": "https://elsewhere.example"})
    assert read.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in read.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in read.headers
    assert not read.cookies


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(client: Client, method: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = getattr(strict, method)(LIST, data="{}", content_type="application/json")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Content-Type"] == "application/problem+json"


def test_head_has_the_headers(client: Client, search_index: Index) -> None:
    response = client.head(LIST)
    assert (response.status_code, response.content) == (200, b"")
    assert "ETag" in response.headers


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%ff%fe", "place=" + "x" * 3000, "skill=a&" * 900, "limit=-1", "limit=1e9", "limit=%D9%A3",
     "limit=" + "9" * 4000, "pay_min=NaN", "pay_min=-1", "currency=%00", "posted=0", "sort=;drop",
     "q=%22%22%22-", "=", "&&&", "q=<script>", "radius=10", "have_share=101", "cursor=",
     "page=99999999999999999999"],
)  # fmt: skip
@pytest.mark.parametrize("address", [LIST, "/api/v1/facets"])
def test_hostile_parameters_are_no_error(
    api: Callable[..., Any], search_index: Index, address: str, query: str
) -> None:
    api(f"{address}?{query}")


def test_too_many_parameters_are_a_problem_in_words(api: Callable[..., Any], search_index: Index) -> None:
    api(f"{LIST}?" + "a=1&" * 6000, 400)


def test_without_an_index_it_says_so(api: Callable[..., Any], settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    assert "Try again" in api(LIST, 503)["detail"]
    api("/api/v1/facets", 503)
    api(f"{LIST}/{PostingFactory().pk}")


def test_without_a_database_it_says_so(client: Client, search_index: Index) -> None:
    def away(*args: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(away):
        response = client.get(f"{LIST}/1")
    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Retry-After"]
    assert b"server closed" not in response.content


def test_a_mistake_of_ours_is_told_without_its_details(
    client: Client, search_index: Index, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("postings.api.views.scroll", broken)
    response = client.get(LIST)
    assert response.status_code == 500
    assert b"secret" not in response.content
    assert "secret detail" in caplog.text


# --- how often --------------------------------------------------------------------------------------


def test_an_address_that_asks_too_often_is_told_when_to_come_back(
    client: Client, search_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "LIMIT", Limit("api", burst=3, seconds=3000))
    seen = [client.get(LIST) for _ in range(3)]
    assert [response.status_code for response in seen] == [200] * 3
    assert [response.headers["RateLimit"].split(";")[1] for response in seen] == ["r=2", "r=1", "r=0"]
    refused = client.get(LIST)
    assert refused.status_code == 429
    assert 900 < int(refused.headers["Retry-After"]) <= 1000
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(LIST, REMOTE_ADDR="192.0.2.7").status_code == 200
    RateBucket.objects.update(free_at=timezone.now() + timedelta(seconds=1999))
    assert client.get(LIST).status_code == 200


def test_no_address_is_kept(client: Client, search_index: Index) -> None:
    client.get(LIST, REMOTE_ADDR="192.0.2.7")
    (bucket,) = RateBucket.objects.all()
    assert "192" not in bucket.key
    assert len(bucket.key) == 43


def test_one_network_of_ipv6_addresses_is_one_asker(rf: Any) -> None:
    limit = Limit("test", burst=1, seconds=1000)
    first, second, other = (
        rf.get("/", REMOTE_ADDR=address) for address in ("2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1")
    )
    assert rate_limit.take(first, limit).allowed
    assert not rate_limit.take(second, limit).allowed
    assert rate_limit.take(other, limit).allowed


def test_nobody_is_refused_when_it_cannot_be_counted(rf: Any) -> None:
    def away(*args: Any) -> None:
        raise OperationalError("cannot execute INSERT in a read-only transaction")

    with connection.execute_wrapper(away):
        assert rate_limit.take(rf.get("/"), Limit("test", burst=1, seconds=1000)).allowed


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_never_take_more_than_there_is(rf: Any) -> None:
    limit = Limit("test", burst=20, seconds=10_000)

    def worker() -> int:
        try:
            return sum(rate_limit.take(rf.get("/"), limit).allowed for _ in range(10))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        taken = [workers.submit(worker) for _ in range(4)]
        assert sum(one.result() for one in taken) == 20


def test_full_buckets_are_swept(rf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    RateBucket.objects.create(key="old", free_at=timezone.now() - timedelta(minutes=1))
    monkeypatch.setattr(rate_limit, "SWEEP_ONCE_IN", 0)
    rate_limit.take(rf.get("/"), Limit("test", burst=10, seconds=1000))
    assert not RateBucket.objects.filter(key="old").exists()
    assert RateBucket.objects.count() == 1


# --- what it costs ----------------------------------------------------------------------------------


def test_queries_do_not_grow_with_the_list(
    client: Client, search_index: Index, django_assert_max_num_queries: Any
) -> None:
    role = Role.objects.create(name="Ship welder", slug="ship-welder", family="Welding")
    for number in range(30):
        PostingFactory(
            role=role,
            skills=[f"Skill {number}", "Arc work"],
            places=[PlaceFactory()],
            pay=(1, 2, "USD", "hour"),
        )
    search_index()
    client.get(f"{LIST}?limit=100")  # tables of places and skills are read once a process
    for limit in (1, 100):
        with django_assert_max_num_queries(7):
            assert client.get(f"{LIST}?limit={limit}").status_code == 200
    number = Posting.objects.values_list("pk", flat=True)[0]
    with django_assert_max_num_queries(9):
        client.get(f"{LIST}/{number}")


# --- the page ---------------------------------------------------------------------------------------


def test_the_page_for_people_names_every_parameter_and_shows_a_posting(
    client: Client, search_index: Index
) -> None:
    from postings.filters import PostingFilter

    PostingFactory(title="Ship <Welder>")
    html = client.get(reverse("postings:api")).content.decode()
    for name in PostingFilter.base_filters:
        assert f"<code>{name}</code>" in html or name == "page"
    assert "Ship &lt;Welder&gt;" in html
    assert 'curl "http://testserver/api/v1/postings?' in html
    assert len(html) < 60_000


def test_the_examples_of_the_page_mean_what_they_say(
    client: Client, api: Callable[..., Any], search_index: Index
) -> None:
    html = unescape(client.get(reverse("postings:api")).content.decode())
    examples = re.findall(r'"http://testserver(/api/v1/postings\?[^"]+)"', html)
    assert len(examples) == 3
    for address in examples:
        meta = api(address)["meta"]
        assert meta["ignored"] == []
        asked = {name for name, _ in parse_qsl(address.partition("?")[2])} - {"limit", "sort"}
        assert {name for name, _ in parse_qsl(meta["query"])} == asked


def test_the_page_for_people_works_without_postings(client: Client) -> None:
    assert client.get(reverse("postings:api")).status_code == 200


def test_years_and_language_are_filters_of_the_list_too(api: Callable[..., Any], search_index: Index) -> None:
    aged("Silent", 1)
    aged("Two", 2, experience_years_min=2)
    aged("Nine", 3, experience_years_min=9)
    aged("Deutsch", 4, experience_years_min=1, language="de")
    search_index()
    for limit in (1, 2, 20):
        assert all_titles(api, f"{LIST}?years_max=3&limit={limit}") == ["Two", "Deutsch", "Silent"]
    answer = api(f"{LIST}?years_max=3")
    assert [one["match"]["states_years"] for one in answer["data"]] == [True, True, False]
    assert all_titles(api, f"{LIST}?language=DE&years_stated=1") == ["Deutsch"]
    facets = api("/api/v1/facets?years_max=3&language=de")["data"]
    assert facets["without_years"] == 0
    languages = next(facet for facet in facets["facets"] if facet["name"] == "language")
    assert {option["value"]: option["count"] for option in languages["options"]} == {"de": 1, "en": 2}
