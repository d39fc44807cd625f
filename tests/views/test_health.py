"""``/healthz`` and ``/readyz``."""

import json
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from postings.search.build import rebuild


def test_healthz_asks_nothing_of_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response.headers["Cache-Control"]
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_readyz_is_unavailable_without_an_index_and_says_what_to_do(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.text.splitlines()[:2] == ["unavailable", "database: ok"]
    assert "rebuild_search" in response.text


@pytest.mark.django_db
def test_readyz_is_ok_with_database_and_index(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    rebuild()
    response = client.get("/readyz", headers={"Accept": "application/json"})
    assert response.status_code == 200
    assert json.loads(response.text)["status"] == "ok"
    # The index answers, but nobody keeps it up to date: that is told, and is no reason to send nobody here.
    assert "not being followed" in json.loads(response.text)["index"]


@pytest.mark.django_db
def test_readyz_names_a_lost_database_but_not_its_place(
    client: Client, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    rebuild()

    def lost(*args: object) -> None:
        raise OperationalError("connection to 10.1.2.3 refused")

    monkeypatch.setattr(connection, "cursor", lost)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "database: The database cannot be used" in response.text
    assert "10.1.2.3" not in response.text
