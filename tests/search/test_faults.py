"""What goes wrong on a machine, done for real: searches go on, ``/readyz`` says it, and it mends itself."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client

from postings.search import SearchUnavailable, index, tables
from postings.search import page as page_module
from postings.search.build import rebuild
from postings.search.follow import Follower, is_disk_full
from postings.search.page import search
from postings.search.query import SearchQuery
from postings.views import kept_pages
from tests.factories import PostingFactory
from tests.search.test_follow import eventually, run_follower

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


@pytest.fixture
def directory(settings: Any, tmp_path: Path) -> Path:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    tables.forget()
    return tmp_path / "index"


@pytest.fixture
def long_transaction() -> Iterator[None]:
    """Somebody's transaction that holds back what the follower may call done, so that it writes anew."""
    given = connection.get_connection_params()
    login = {name: given[name] for name in ("host", "port", "user", "password", "dbname") if name in given}
    with psycopg.connect(**login) as held:
        held.execute("SELECT pg_current_xact_id()")
        yield


@pytest.fixture
def process(directory: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A follower as a process of its own, that has built an index with one posting, "Before"."""
    PostingFactory(title="Before")
    rebuild()
    one = run_follower(directory)
    try:
        PostingFactory(title="Started")
        eventually(lambda: total("started") == 1)
        time.sleep(0.5)  # the follower looks at the files that it has written
        yield one
    finally:
        one.kill()
        one.wait()


def total(text: str = "") -> int:
    return search(SearchQuery(q=text)).total


def readiness(client: Client) -> tuple[int, str, str]:
    """Status, the index's state as a word, and as a sentence."""
    response = client.get("/readyz", headers={"Accept": "application/json"})
    told = json.loads(response.text)
    return response.status_code, told["states"]["index"], told["index"]


def eventually_ready(client: Client) -> None:
    eventually(lambda: readiness(client)[:2] == (200, "ok"))


def test_a_full_disk_stops_the_follower_and_nothing_else(
    client: Client, process: subprocess.Popen[bytes]
) -> None:
    """No file of the process may grow beyond some bytes, as on a disk without room; then there is room."""
    unlimited = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (200, unlimited[1]))
    for number in range(3):
        PostingFactory(title=f"Unwritten {number}")
    eventually(lambda: readiness(client)[1] == "disk_full")
    status, _, sentence = readiness(client)
    assert status == 200
    assert "disk of the search index is full" in sentence
    assert (total("before"), total("unwritten")) == (1, 0)
    assert process.poll() is None
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, unlimited)
    eventually(lambda: total("unwritten") == 3)
    eventually_ready(client)


def test_a_disk_is_full_by_the_systems_word_and_by_the_engines() -> None:
    assert is_disk_full(OSError(28, "No space left on device"))
    assert is_disk_full(ValueError("An IO error occurred: 'No space left on device (os error 28)'"))
    assert not is_disk_full(ValueError("os error 2"))


@pytest.mark.parametrize("damage", ["removed", "shortened", "overwritten"])
def test_damaged_files_are_noticed_under_way_and_made_anew(
    client: Client, process: subprocess.Popen[bytes], damage: str
) -> None:
    before = index.current_directory()
    assert before is not None
    assert total("before") == 1
    for path in before.glob("*.idx"):
        content = path.read_bytes()
        path.unlink()  # the reader's own file stays whole: a damaged page is no file's end
        if damage != "removed":
            path.write_bytes(
                content[: len(content) // 2] if damage == "shortened" else b"\xff" * len(content)
            )
    assert total("before") == 1  # from what is open
    eventually(lambda: index.current_directory() not in (None, before))
    PostingFactory(title="Afterwards")
    eventually(lambda: total("afterwards") == 1)
    assert total("before") == 1
    eventually_ready(client)
    assert process.poll() is None


def test_damage_right_after_a_commit_is_noticed(
    client: Client, long_transaction: None, process: subprocess.Popen[bytes]
) -> None:
    before = index.current_directory()
    assert before is not None
    for path in before.glob("*.idx"):
        path.unlink()
    eventually(lambda: index.current_directory() not in (None, before))
    eventually_ready(client)


def test_a_process_that_meets_damage_says_so_and_has_it_mended(client: Client, directory: Path) -> None:
    PostingFactory(title="Before")
    rebuild()
    current = index.current_directory()
    assert current is not None
    for path in current.glob("*.term"):
        path.write_bytes(path.read_bytes()[:7])
    with pytest.raises(SearchUnavailable, match="damaged"):
        total()  # nothing was open
    assert readiness(client)[:2] == (503, "unreadable")
    assert client.get("/").status_code == 503
    follower = Follower()
    follower.step()
    assert total("before") == 1
    assert readiness(client)[:2] == (200, "ok")
    follower.close()


def test_a_deleted_directory_is_searched_from_memory_and_comes_back(
    client: Client, process: subprocess.Popen[bytes], directory: Path
) -> None:
    process.send_signal(signal.SIGSTOP)
    assert total("before") == 1
    shutil.rmtree(directory)
    assert total("before") == 1
    status, state, sentence = readiness(client)
    assert (status, state) == (200, "holding")
    assert "still holds in memory" in sentence
    process.send_signal(signal.SIGCONT)
    PostingFactory(title="Afterwards")
    eventually(lambda: total("afterwards") == 1)
    assert total("before") == 1
    eventually_ready(client)


def test_without_a_follower_searches_go_on_and_a_new_one_catches_up(
    client: Client, process: subprocess.Popen[bytes], directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process.kill()
    process.wait()
    PostingFactory(title="Meanwhile")
    monkeypatch.setattr(index, "STALE_AFTER_SECONDS", 0.5)
    eventually(lambda: readiness(client)[1] == "not_followed")
    assert readiness(client)[0] == 200
    assert (total("before"), total("meanwhile")) == (1, 0)
    monkeypatch.undo()
    again = run_follower(directory)
    try:
        eventually(lambda: total("meanwhile") == 1)
        eventually_ready(client)
    finally:
        again.kill()
        again.wait()


def test_a_lost_connection_to_the_database_is_made_again(
    client: Client, process: subprocess.Popen[bytes]
) -> None:
    others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        for _ in range(3):
            cursor.execute(f"SELECT count(pg_terminate_backend(pid)) FROM ({others}) AS others")
            assert total("before") == 1
            time.sleep(0.3)
    PostingFactory(title="Afterwards")
    eventually(lambda: total("afterwards") == 1)
    eventually_ready(client)
    assert process.poll() is None


def test_a_database_that_takes_no_connections_is_told_by_the_follower(
    client: Client, process: subprocess.Popen[bytes]
) -> None:
    parameters = connection.get_connection_params()
    with connection.cursor() as own:
        own.execute("SELECT pg_backend_pid(), current_database()")
        pid, name = own.fetchone()
    with psycopg.connect(
        **{key: parameters[key] for key in ("host", "port", "user", "password") if key in parameters},
        dbname="postgres", autocommit=True,
    ) as outside:  # fmt: skip
        outside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            outside.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s",
                [name, pid],
            )
            eventually(lambda: readiness(client)[1] == "database_lost")
            assert total("before") == 1
        finally:
            outside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    PostingFactory(title="Afterwards")
    eventually(lambda: total("afterwards") == 1)
    eventually_ready(client)


def test_without_the_database_pages_asked_for_before_are_still_answered(
    client: Client, process: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    parameters = connection.get_connection_params()
    now = time.time()
    known, unknown = "/?q=before", "/?q=before&posted=7"
    page = client.get(known)
    assert page.status_code == 200
    with connection.cursor() as own:
        own.execute("SELECT current_database()")
        (name,) = own.fetchone()
    with psycopg.connect(
        **{key: parameters[key] for key in ("host", "port", "user", "password") if key in parameters},
        dbname="postgres", autocommit=True,
    ) as outside:  # fmt: skip
        outside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            outside.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            eventually(lambda: client.get(unknown).status_code == 503)
            # A minute later: neither the page nor the hits that were kept are fresh.
            monkeypatch.setattr(kept_pages.time, "time", lambda: now + 60)
            monkeypatch.setattr("postings.search.page._cache", type(page_module._cache)(1))
            assert client.get(known).content == page.content
        finally:
            outside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
            connection.close()
    assert client.get(unknown).status_code == 200
    eventually_ready(client)


def test_an_index_of_another_schema_is_built_beside_the_one_in_use(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PostingFactory(title="Before")
    rebuild()
    old = index.current_directory()
    with monkeypatch.context() as newer:
        newer.setattr(index, "SCHEMA_VERSION", index.SCHEMA_VERSION + 1)
        with pytest.raises(SearchUnavailable):
            index.view()
        PostingFactory(title="Afterwards")
        rebuild()
        assert total("afterwards") == 1
    # Code of the old schema goes on with its own.
    assert index.current_directory() == old
    assert (total("before"), total("afterwards")) == (1, 0)
    # Once nobody follows it any more, it goes.
    monkeypatch.setattr(index, "OUTDATED_AFTER_SECONDS", -1.0)
    with monkeypatch.context() as newer:
        newer.setattr(index, "SCHEMA_VERSION", index.SCHEMA_VERSION + 1)
        rebuild()
        assert total("afterwards") == 1
    assert old is not None
    assert not old.exists()


def test_what_a_killed_builder_left_is_cleared_away(directory: Path) -> None:
    left = index.new_directory()
    (left / "building").touch()
    rebuild()
    assert not left.exists()
