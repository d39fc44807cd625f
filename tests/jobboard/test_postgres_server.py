"""The embedded server: where it can live, and how it ends."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from jobboard import postgres_server
from jobboard.postgres_server import DATABASE, PORT, ROLE, DatabaseUnavailable, EmbeddedPostgres

pytestmark = pytest.mark.processes

PATIENCE_SECONDS = 60
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to be another user")


def ask(socket_dir: str, question: str, *, role: str = ROLE) -> object:
    """The first value of the first row."""
    with psycopg.connect(host=socket_dir, port=PORT, user=role, dbname=DATABASE) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[call-overload]
    assert row
    return row[0]


def gone(server: EmbeddedPostgres) -> bool:
    """Whether the server ends while patience lasts."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server.running() is None:
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def server(scratch: Path) -> Iterator[EmbeddedPostgres]:
    found = EmbeddedPostgres(scratch / "data", options={"fsync": "off"})
    yield found
    found.release()
    assert found.running() is None


def test_a_new_cluster_has_the_role_the_database_and_unicode_rules(server: EmbeddedPostgres) -> None:
    place = server.acquire()
    assert ask(place, "SELECT current_user") == ROLE
    assert ask(place, "SELECT upper('é')") == "É"
    assert ask(place, "SHOW server_encoding") == "UTF8"
    assert ask(place, "SHOW listen_addresses") == ""
    assert ask(place, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_what_was_written_is_there_after_the_server_was_killed(server: EmbeddedPostgres) -> None:
    place = server.acquire()
    with psycopg.connect(host=place, port=PORT, user=ROLE, dbname=DATABASE) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    running = server.running()
    assert running
    psutil.Process(running.pid).kill()
    assert gone(server)
    assert (server.cluster / "postmaster.pid").exists()
    assert ask(server.acquire(), "SELECT answer FROM kept") == 42


def test_a_file_that_names_a_process_of_somebody_else_does_not_stop_a_start(server: EmbeddedPostgres) -> None:
    server.acquire()
    server.release()
    # As after a restart of a container: the number is that of another process now.
    (server.cluster / "postmaster.pid").write_text(
        f"{os.getpid()}\n{server.cluster}\n1700000000\n5432\n/x\n\n\nready\n"
    )
    assert server.running() is None
    assert ask(server.acquire(), "SELECT 1") == 1


def test_the_last_user_ends_the_server_whoever_started_it(server: EmbeddedPostgres) -> None:
    second = EmbeddedPostgres(server.data_dir)
    place = server.acquire()
    assert second.acquire() == place
    server.release()
    assert ask(place, "SELECT 1") == 1
    second.release()
    assert second.running() is None


def test_a_user_that_is_killed_leaves_no_server_behind(server: EmbeddedPostgres) -> None:
    code = (
        "import sys, pathlib; from jobboard.postgres_server import EmbeddedPostgres; "
        "EmbeddedPostgres(pathlib.Path(sys.argv[1])).acquire(); print('ready', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(server.data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as user:
        assert user.stdout
        assert user.stdout.readline() == b"ready\n"
        assert server.running()
        user.kill()
    assert gone(server)


def test_a_killed_keeper_takes_the_server_along_and_the_next_start_finds_all(
    server: EmbeddedPostgres,
) -> None:
    server.acquire()
    running = server.running()
    assert running
    keeper = psutil.Process(running.pid).parent()
    assert keeper
    keeper.kill()
    assert gone(server)
    assert ask(server.acquire(), "SELECT 1") == 1


def test_a_path_too_long_for_a_socket_gets_one_elsewhere(scratch: Path) -> None:
    deep = scratch / ("long" * 30) / "data"
    server = EmbeddedPostgres(deep, options={"fsync": "off"})
    place = Path(server.acquire())
    try:
        assert not place.is_relative_to(deep)
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert ask(str(place), "SELECT 1") == 1
    finally:
        server.release()
    assert not place.exists()


def test_a_directory_of_the_sockets_name_that_others_can_enter_is_not_trusted(scratch: Path) -> None:
    deep = scratch / ("long" * 30) / "data"
    server = EmbeddedPostgres(deep, options={"fsync": "off"})
    place = Path(server.acquire())
    server.release()
    assert not place.exists()
    place.mkdir()
    place.chmod(0o777)
    try:
        elsewhere = Path(server.acquire())
        assert elsewhere != place
        assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700
    finally:
        server.release()
        place.rmdir()


def test_a_directory_that_is_no_cluster_is_left_alone(scratch: Path) -> None:
    (scratch / "postgres").mkdir()
    (scratch / "postgres" / "letters.txt").write_text("mine")
    with pytest.raises(DatabaseUnavailable, match="not empty"):
        EmbeddedPostgres(scratch).acquire()
    assert (scratch / "postgres" / "letters.txt").read_text() == "mine"


def test_a_setting_that_the_server_refuses_is_told_in_its_words(scratch: Path) -> None:
    server = EmbeddedPostgres(scratch / "data", options={"fsync": "off", "max_connections": "many"})
    with pytest.raises(DatabaseUnavailable, match="max_connections"):
        server.acquire()
    assert server.running() is None


@as_root
class TestAsRoot:
    def test_the_server_is_not_root_and_its_account_may_only_pass_through(self, scratch: Path) -> None:
        private = scratch / "private"
        private.mkdir(mode=0o700)
        (private / "secret").write_text("mine")
        (private / "secret").chmod(0o600)
        server = EmbeddedPostgres(private / "data", options={"fsync": "off"})
        try:
            place = server.acquire()
            running = server.running()
            assert running
            account = psutil.Process(running.pid).uids().effective
            assert account != 0
            assert ask(place, "SELECT 1") == 1
            for command in (["ls", private], ["cat", private / "secret"], ["touch", private / "new"]):
                result = subprocess.run(
                    command, user=account, group=account, extra_groups=[], capture_output=True, check=False
                )
                assert result.returncode != 0, command
        finally:
            server.release()

    def test_a_cluster_of_another_user_is_run_as_that_user(self, scratch: Path) -> None:
        nobody = postgres_server.account_of(65534)
        home = scratch / "home"
        home.mkdir()
        server = EmbeddedPostgres(home / "data", options={"fsync": "off"})
        server.acquire()
        server.release()
        for path in [server.cluster, *server.cluster.rglob("*")]:
            os.chown(path, nobody.user_id, nobody.group_id)
        try:
            server.acquire()
            running = server.running()
            assert running
            assert psutil.Process(running.pid).uids().effective == nobody.user_id
        finally:
            server.release()

    def test_programs_that_the_account_cannot_read_are_copied(
        self, scratch: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        package = postgres_server.package_directory()
        hidden = scratch / "site-packages"
        shutil.copytree(package, hidden / package.name)
        shutil.copytree(package.with_name(f"{package.name}.libs"), hidden / f"{package.name}.libs")
        (hidden / package.name / "pginstall" / "bin" / "postgres").chmod(0o700)
        (hidden / package.name / "pginstall" / "lib").chmod(0o700)
        monkeypatch.setattr(postgres_server, "package_directory", lambda: hidden / package.name)
        server = EmbeddedPostgres(scratch / "data", options={"fsync": "off"})
        try:
            assert ask(server.acquire(), "SELECT 1") == 1
            assert (server.data_dir / "postgres-programs").exists()
        finally:
            server.release()

    def test_passage_is_granted_once_and_to_one_account(self, scratch: Path) -> None:
        account = postgres_server.account_of(65534)
        scratch.chmod(0o700)
        assert not postgres_server.has_passage(scratch, account)
        postgres_server.grant_passage(scratch, account)
        assert postgres_server.has_passage(scratch, account)
        before = postgres_server.access_list(scratch)
        postgres_server.grant_passage(scratch, account)
        assert postgres_server.access_list(scratch) == before
        assert not postgres_server.has_passage(scratch, postgres_server.Account(12345, 12345, "other"))


def test_ctrl_c_in_the_terminal_of_a_user_does_not_reach_the_server(server: EmbeddedPostgres) -> None:
    server.acquire()
    running = server.running()
    assert running
    assert os.getpgid(running.pid) != os.getpgrp()
    keeper = psutil.Process(running.pid).parent()
    assert keeper
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        keeper.send_signal(number)
    assert ask(server.acquire(), "SELECT 1") == 1
