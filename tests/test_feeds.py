"""Feeds of any search."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.factories import CompanyFactory, PostingFactory

Index = Callable[[], None]
ATOM = "{http://www.w3.org/2005/Atom}"

pytestmark = pytest.mark.django_db


@pytest.fixture
def postings(search_index: Index) -> None:
    now = timezone.now()
    PostingFactory(title="Older <b> remote & job", remote=True, published_at=now - timedelta(days=2))
    PostingFactory(
        title="Newer remote job",
        remote=True,
        company=CompanyFactory(name="Alder & Works"),
        skills=["Welding"],
        pay=(100_000, 120_000, "USD", "year"),
        published_at=now - timedelta(days=1),
    )
    PostingFactory(title="Office job", onsite=True)
    PostingFactory(title="Expired", remote=True, expired=True)
    search_index()


def test_atom_has_what_its_rules_ask_for(client: Any, postings: None) -> None:
    response = client.get("/feed.atom?workplace=remote")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own output
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Newer remote job",
        "Older <b> remote & job",
    ]
    for entry in entries:
        for name in ("id", "title", "updated", "published", "link", "summary"):
            assert entry.find(f"{ATOM}{name}") is not None
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo is not None
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert "$100,000–$120,000 a year" in (entries[0].findtext(f"{ATOM}summary") or "")
    assert [category.get("term") for category in entries[0].findall(f"{ATOM}category")] == ["Welding"]


def test_json_feed_has_what_its_rules_ask_for(client: Any, postings: None) -> None:
    response = client.get("/feed.json?workplace=remote")
    assert response.headers["Content-Type"] == "application/feed+json"
    feed = json.loads(response.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/feed.json?workplace=remote"
    assert feed["home_page_url"] == "http://testserver/?workplace=remote"
    assert [item["title"] for item in feed["items"]] == ["Newer remote job", "Older <b> remote & job"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["url"].startswith("http://testserver/jobs/")
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert item["content_html"]


@pytest.mark.parametrize("address", ["/feed.atom", "/feed.json"])
def test_a_feed_that_has_not_changed_is_not_sent_again(
    client: Any, postings: None, search_index: Index, address: str
) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    PostingFactory(title="Another")
    search_index()
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", ["/feed.atom", "/feed.json"])
def test_hostile_parameters_and_an_empty_search_are_still_a_feed(
    client: Any, postings: None, address: str
) -> None:
    for parameters in ("q=%00", "page=-1&sort=x", "q=nosuchword", "place=<script>", "skill=" * 200):
        assert client.get(f"{address}?{parameters}").status_code == 200
