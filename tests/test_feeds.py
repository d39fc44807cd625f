"""Feeds of any search."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import jsonschema_rs
import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

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


# -- the rules of the formats, on texts that break careless feeds ------------------------------------

NASTY = "Tab\tRobotics ]]> & “Söhne” <b>fett</b> \N{PARTY POPPER} \N{RIGHT-TO-LEFT OVERRIDE}x"


@pytest.fixture
def nasty(search_index: Index) -> None:
    moment = timezone.now() - timedelta(hours=3)
    html = '<p>See <a href="https://example.org/a?b=1&amp;c=2">this</a> ]]&gt; &lt;b&gt;</p><p>ä</p>'
    for number in range(60):  # more than a feed lists
        PostingFactory(
            title=f"{NASTY} {number}",
            company=CompanyFactory(name=f"{NASTY} {number}") if number % 2 else None,
            skills=[NASTY[:20]],
            description_html=html if number % 3 else "",
            language="de" if number % 5 else "",
            published_at=moment,  # the same for all: neither ids nor order may hang on it
        )
    search_index()


RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def one(parent: ElementTree.Element, name: str) -> ElementTree.Element:
    (found,) = parent.findall(f"{ATOM}{name}")
    return found


def is_iri(text: str | None) -> bool:
    return bool(text) and text == (text or "").strip() and bool(urlsplit(text or "").scheme)


def test_atom_keeps_the_rules_of_rfc_4287(client: Any, nasty: None) -> None:
    """What the W3C's feed validator asks for."""
    response = client.get("/feed.atom?q=fett")
    assert response.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    response.content.decode("utf-8")
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own output
    known = {"id", "title", "updated", "author", "link", "subtitle", "entry", "rights", "category"}
    assert {child.tag.removeprefix(ATOM) for child in feed} <= known
    assert is_iri(one(feed, "id").text)
    assert one(feed, "title").text
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    links = {(link.get("rel"), link.get("type")): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert len(links) == len(feed.findall(f"{ATOM}link")), "one link of each kind"
    assert [href for (rel, _), href in links.items() if rel == "self"] == [
        "http://testserver/feed.atom?q=fett"
    ]
    assert all(is_iri(href) for href in links.values())

    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 50
    assert len({one(entry, "id").text for entry in entries}) == 50
    updated = [one(part, "updated").text or "" for part in (feed, *entries)]
    assert all(RFC3339.fullmatch(moment) for moment in updated)
    moments = [datetime.fromisoformat(moment) for moment in updated]
    assert moments[0] == max(moments[1:])
    assert all(moment <= timezone.now() + timedelta(minutes=1) for moment in moments)
    for entry in entries:
        assert is_iri(one(entry, "id").text)
        assert (one(entry, "title").text or "").strip()
        assert one(entry, "title").get("type", "text") in {"text", "html", "xhtml"}
        assert RFC3339.fullmatch(one(entry, "published").text or "")
        alternates = [
            link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"
        ]
        assert len(alternates) == 1
        assert is_iri(alternates[0].get("href"))
        for author in entry.findall(f"{ATOM}author"):
            assert (one(author, "name").text or "").strip()
        assert all((category.get("term") or "").strip() for category in entry.findall(f"{ATOM}category"))
        summary = one(entry, "summary")
        assert summary.get("type") == "html"
        tree = LexborHTMLParser(summary.text or "")
        assert not tree.css("script, style, iframe, object, form")
        assert all(is_iri(link.attributes.get("href")) for link in tree.css("a"))
        assert not any(name.startswith("on") for node in tree.css("*") for name in node.attributes)


# The members and types of https://www.jsonfeed.org/version/1.1/; others begin with "_".
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
LANGUAGE = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": TEXT, "url": ADDRESS, "avatar": ADDRESS},
        "minProperties": 1,
        "additionalProperties": False,
    },
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "icon": ADDRESS,
        "favicon": ADDRESS,
        "authors": AUTHORS,
        "language": LANGUAGE,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "url"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {
                    "id": TEXT,
                    "url": ADDRESS,
                    "title": TEXT,
                    "summary": TEXT,
                    "content_html": TEXT,
                    "content_text": TEXT,
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": TEXT},
                    "language": LANGUAGE,
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def test_json_feed_keeps_the_rules_of_version_1_1(client: Any, nasty: None) -> None:
    feed = json.loads(client.get("/feed.json?q=fett").content)
    rules = jsonschema_rs.validator_for(JSON_FEED, validate_formats=True)
    assert [str(error) for error in rules.iter_errors(feed)] == []
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) == 50
    assert not rules.is_valid(feed | {"version": "1"})
    assert not rules.is_valid(feed | {"items": [feed["items"][0] | {"date_published": "yesterday"}]})


def test_both_feeds_tell_the_same_postings(client: Any, nasty: None) -> None:
    atom = ElementTree.fromstring(client.get("/feed.atom?q=fett").content)  # noqa: S314 - our own output
    told = json.loads(client.get("/feed.json?q=fett").content)
    assert [one(entry, "id").text for entry in atom.findall(f"{ATOM}entry")] == [
        item["id"] for item in told["items"]
    ]


def test_a_feed_takes_every_filter_of_the_page(client: Any, search_index: Index) -> None:
    PostingFactory(title="Deutsch", language="de", experience_years_min=1)
    PostingFactory(title="English", language="en", experience_years_min=9)
    search_index()
    for parameters in (
        "language=de",
        "years_max=3",
        "years_max=3&years_stated=1",
        "pay_stated=0&language=German",
    ):
        feed = json.loads(client.get(f"/feed.json?{parameters}").content)
        assert [item["title"] for item in feed["items"]] == ["Deutsch"], parameters
