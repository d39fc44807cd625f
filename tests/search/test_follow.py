"""The follower as a process: seen soon, killed without loss, and every way an index can be lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from postings.models import Posting
from postings.search import SearchUnavailable, index, tables, warm_up
from postings.search.build import rebuild
from postings.search.follow import (
    Follower,
)
from postings.search.page import search
from postings.search.query import SearchQuery
from tests.factories import CompanyFactory, PostingFactory, SkillFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


@pytest.fixture
def directory(settings: Any, tmp_path: Path) -> Path:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    tables.forget()
    return tmp_path / "index"


@pytest.fixture
def follower(directory: Path) -> Iterator[Follower]:
    one = Follower()
    one.step()
    yield one
    one.close()


def total(text: str = "") -> int:
    return search(SearchQuery(q=text)).total


def test_changes_of_every_kind_reach_the_index(follower: Follower) -> None:
    company = CompanyFactory(name="Quillmark")
    posting = PostingFactory(title="Welder", company=company)
    assert (follower.step(), total("welder")) == (1, 1)
    posting.title = "Turner"
    posting.save()
    assert (follower.step(), total("welder"), total("turner")) == (1, 0, 1)
    company.name = "Pelagic"
    company.save()
    assert (follower.step(), total("quillmark"), total("pelagic")) == (1, 0, 1)
    posting.posting_skills.create(skill=SkillFactory(name="Basketry"), importance="required")
    assert (follower.step(), total("basketry")) == (1, 1)
    posting.state = Posting.State.FILLED
    posting.closed_at = posting.published_at
    posting.save()
    assert (follower.step(), total()) == (1, 0)
    PostingFactory(title="Gone soon").delete()
    follower.step()
    assert total() == 0


def test_nothing_changed_means_nothing_written(follower: Follower) -> None:
    PostingFactory()
    follower.step()
    generation = index.view().generation
    assert follower.step() == 0
    assert index.view().generation == generation


def test_an_open_transaction_does_not_make_changes_repeat(follower: Follower) -> None:
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")  # holds the cursor back
        PostingFactory()
        assert follower.step() == 1
        assert follower.step() == 0
    finally:
        other.rollback()
        other.close()


@pytest.mark.parametrize("loss", ["directory", "pointer", "cursor", "segments", "meta"])
def test_a_lost_or_damaged_index_is_built_anew(directory: Path, follower: Follower, loss: str) -> None:
    PostingFactory(title="Welder")
    follower.step()
    follower.close()
    current = index.current_directory()
    assert current is not None
    match loss:
        case "directory":
            shutil.rmtree(directory)
        case "pointer":
            index.pointer_path().write_text("nowhere")
        case "cursor":
            (current / "cursor.json").write_text("{")
        case "segments":
            for path in current.glob("*.store"):
                path.unlink()
        case "meta":
            (current / "meta.json").write_text("no json")
    again = Follower()
    again.step()
    again.close()
    assert total("welder") == 1


def test_another_database_is_not_taken_for_the_one_that_was_followed(follower: Follower) -> None:
    follower.close()
    current = index.current_directory()
    assert current is not None
    cursor = index.load_cursor(current)
    assert cursor is not None
    index.save_cursor(current, index.Cursor(cursor.xmin, "another", cursor.reference, cursor.saved_at))
    again = Follower()
    again.step()
    again.close()
    assert index.current_directory() != current


def test_broader_skills_that_change_rebuild_the_index(follower: Follower) -> None:
    upper, lower = SkillFactory(name="Upper craft"), SkillFactory(name="Lower craft")
    PostingFactory(skills=[lower])
    follower.step()
    follower.close()
    lower.parents.add(upper)
    again = Follower()
    again.step()
    again.close()
    tables.forget()
    assert search(SearchQuery(skill=(upper.slug,))).total == 1


def test_readers_follow_a_rebuild_while_they_read(directory: Path) -> None:
    PostingFactory(title="Welder")
    rebuild()
    before = index.view()
    PostingFactory(title="Welder")
    rebuild()
    assert before.searcher.num_docs == 1  # its files stay as long as it is held
    assert index.view().searcher.num_docs == 2
    assert len([path for path in directory.iterdir() if path.is_dir()]) == 1


def test_without_an_index_the_status_says_what_to_do(directory: Path) -> None:
    status = index.status()
    assert (status.readable, status.stale) == (False, True)
    assert "rebuild_search" in status.message
    with pytest.raises(SearchUnavailable):
        index.view()


def test_rebuild_search_tells_what_it_did(directory: Path, capsys: Any) -> None:
    PostingFactory()
    call_command("rebuild_search", verbosity=0)
    assert capsys.readouterr().out.startswith("1 postings in")


def run_follower(directory: Path) -> subprocess.Popen[bytes]:
    """``manage.py follow_search`` on the test's database."""
    connection.ensure_connection()
    server = connection.connection.info
    code = (
        "import django; from django.conf import settings; django.setup(); "
        f"settings.SEARCH_INDEX_DIR = {str(directory)!r}; "
        "from django.core.management import call_command; call_command('follow_search')"
    )
    # django-environ takes the directory of a socket as part of the path.
    where = f"/{server.host}" if server.host.startswith("/") else server.host
    url = f"postgres://{where}/{server.dbname}"
    login = {"PGUSER": server.user, "PGPORT": str(server.port), "PGPASSWORD": server.password}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, **login, "DATABASE_URL": url},
    )


def eventually(condition: Any, seconds: float = 90.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def found(text: str) -> bool:
    try:
        return total(text) == 1
    except SearchUnavailable:
        return False


def test_a_killed_follower_loses_nothing_and_a_stopped_one_ends_cleanly(directory: Path) -> None:
    PostingFactory(title="Before")
    process = run_follower(directory)
    try:
        eventually(lambda: found("before"))
        PostingFactory(title="Watched")
        eventually(lambda: found("watched"))
        process.send_signal(signal.SIGKILL)
        process.wait()
        PostingFactory(title="Meanwhile")
        process = run_follower(directory)
        eventually(lambda: found("meanwhile"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()


def test_names_are_read_again_only_when_a_row_has_changed(directory: Path) -> None:
    skill = SkillFactory(name="Basketry")
    before = tables.skills()
    tables._skills._until = 0.0
    assert tables.skills() is before
    skill.name = "Fine basketry"
    skill.save()
    tables._skills._until = 0.0
    assert tables.skills().by_id[skill.pk].name == "Fine basketry"


def test_the_first_change_after_a_start_need_not_wait_for_names(follower: Follower) -> None:
    PostingFactory(title="Welder")
    with CaptureQueriesContext(connection) as queries:
        assert follower.step() == 1
    read = [query["sql"] for query in queries if 'postings_place" ' in query["sql"]]
    assert not read


def test_warming_up_never_fails(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not warm_up()  # no index yet
    PostingFactory()
    rebuild()
    assert warm_up()

    def away() -> None:
        raise OperationalError("the database is away")

    monkeypatch.setattr(tables, "warm", away)
    assert not warm_up()
