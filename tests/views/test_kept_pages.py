"""A search page asked for again comes from memory, and is never an old or another one."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from postings.search import index
from postings.views.kept_pages import Kept, KeptPages
from tests.factories import PostingFactory

Index = Callable[[], None]


def test_the_same_question_again_asks_nothing_of_the_database(
    client: Client, search_index: Index, django_assert_num_queries: Any
) -> None:
    PostingFactory(title="Ship Welder")
    search_index()
    first = client.get("/?q=welder")
    with django_assert_num_queries(0):
        again = client.get("/?q=welder")
    assert again.content == first.content
    assert {**again.headers, "X-Request-ID": ""} == {**first.headers, "X-Request-ID": ""}


def test_a_page_is_kept_until_the_index_changes(client: Client, search_index: Index) -> None:
    PostingFactory(title="Ship Welder")
    search_index()
    assert b"1 job for" in client.get("/?q=welder").content
    PostingFactory(title="Tank Welder")
    search_index()
    assert b"2 jobs for" in client.get("/?q=welder").content


def test_parts_hosts_and_staleness_have_pages_of_their_own(
    client: Client, search_index: Index, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "jobs.example"]
    whole = client.get("/").content
    assert b"<html" in whole
    assert b"<html" not in client.get("/", headers={"HX-Request-Type": "partial"}).content
    assert b"jobs.example" in client.get("/", headers={"Host": "jobs.example"}).content
    assert client.get("/").content == whole
    index.heartbeat_path().unlink()
    assert b"The newest postings may be missing" in client.get("/").content


def test_who_accepts_gzip_gets_the_same_page_compressed(client: Client, search_index: Index) -> None:
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain.headers
    for response in (plain, packed):
        assert {"Accept-Encoding", "HX-Request-Type"} <= set(response.headers["Vary"].split(", "))


def test_memory_is_bounded() -> None:
    pages = KeptPages(most_bytes=1_000)
    for number in range(10):
        pages.put(number, Kept({}, bytes(300), None))
    assert [number for number in range(10) if pages.get(number)] == [7, 8, 9]


@pytest.mark.parametrize("parameters", ["?q=" + "x" * 2_000])
def test_long_addresses_are_not_kept(client: Client, search_index: Index, parameters: str) -> None:
    assert client.get(f"/{parameters}").status_code == 200
