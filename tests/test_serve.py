"""``manage.py serve`` as a person runs it: a process of its own, in a data directory of its own."""

import contextlib
import http.cookiejar
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.processes import plain_environment

pytestmark = pytest.mark.processes

BASE_DIR = Path(__file__).resolve().parent.parent
MANAGE = BASE_DIR / "manage.py"
PATIENCE_SECONDS = 120


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """The environment of a person who has set nothing but the data directory."""
    return plain_environment(DATA_DIR=str(data_dir), **more)


def manage(data_dir: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a management command to its end."""
    return subprocess.run(
        [sys.executable, str(MANAGE), *arguments],
        env=environment(data_dir, **more),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def eventually(condition: Callable[[], object]) -> bool:
    """Whether the condition comes true while patience lasts."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def processes_of(data_dir: Path) -> list[psutil.Process]:
    """Every process that has to do with a data directory: by command line, environment or place."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
                continue
            known = [*process.cmdline(), process.environ().get("DATA_DIR", ""), process.cwd()]
            if any(str(data_dir) in text for text in known):
                found.append(process)
    return found


class Server:
    """A running ``manage.py serve``."""

    def __init__(self, data_dir: Path, *arguments: str, **more: str) -> None:
        self.data_dir = data_dir
        self.output = data_dir.parent / f"{data_dir.name}.out"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, str(MANAGE), "serve", "--port", "0", *arguments],
                env=environment(data_dir, **more),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            assert eventually(lambda: "Ctrl-C stops it." in self.said() or self.process.poll() is not None)
            found = re.search(r"Job board:\s+(http://\S+)", self.said())
            assert found, self.said()
            self.url = found.group(1)
        except BaseException:
            self.kill()
            raise

    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of an answer; status 0 when there is none."""
        request = urllib.request.Request(self.url.rstrip("/") + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def children(self, word: str) -> list[psutil.Process]:
        """The processes below ours whose command line has the word."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):  # it has just ended
                if word in " ".join(child.cmdline()) and child.status() != psutil.STATUS_ZOMBIE:
                    found.append(child)
        return found

    def accounts(self) -> dict[str, str]:
        """The printed accounts."""
        return dict(re.findall(r"^  (demo-\w+)\s+(\S+)$", self.said(), flags=re.M))

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ask it to stop; its exit status."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)

    def kill(self) -> None:
        """Kill it outright, without a chance to clean up."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE_SECONDS)


@contextlib.contextmanager
def serving(data_dir: Path, *arguments: str, **more: str) -> Iterator[Server]:
    server = Server(data_dir, *arguments, **more)
    try:
        yield server
    finally:
        server.kill()
        assert eventually(lambda: not processes_of(data_dir)), processes_of(data_dir)


@pytest.fixture(scope="module")
def home(scratch_factory: Callable[[], Path]) -> Path:
    """A data directory with what makes paths difficult, served once with the demonstration."""
    place = scratch_factory() / "a 'path' with, spaces"
    place.mkdir()
    return place / "the data"


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Server]:
    with serving(home, "--demo", "--workers", "1") as running:
        yield running


def log_in(server: Server, username: str, password: str) -> str:
    """The page after the login form has been sent."""
    cookies = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    address = f"{server.url}admin/login/?next=/admin/"
    with opener.open(address, timeout=20) as answer:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
    assert token
    form = {"csrfmiddlewaretoken": token.group(1), "username": username, "password": password}
    request = urllib.request.Request(
        address, urllib.parse.urlencode(form).encode(), headers={"Referer": address}
    )
    with opener.open(request, timeout=20) as answer:
        return str(answer.read().decode())


class TestRunning:
    def test_it_is_alive_and_ready(self, server: Server) -> None:
        assert server.get("/healthz") == (200, "ok\n")
        status, text = server.get("/readyz", Accept="application/json")
        assert status == 200, text
        assert json.loads(text)["database"] == "ok"

    def test_the_demonstration_is_found_on_the_first_page(self, server: Server) -> None:
        status, text = server.get("/")
        assert status == 200
        found = re.search(r"([\d,]+) (?:postings|jobs)", re.sub(r"<[^>]+>", "", text))
        assert found, text
        assert int(found.group(1).replace(",", "")) > 20

    def test_each_account_logs_in_with_its_printed_password(self, server: Server) -> None:
        accounts = server.accounts()
        assert sorted(accounts) == ["demo-administrator", "demo-moderator", "demo-recruiter"]
        assert len(set(accounts.values())) == 3
        for username, password in accounts.items():
            assert "Log out" in log_in(server, username, password)

    def test_static_files_are_served_compressed_and_for_good(self, server: Server) -> None:
        _, page = server.get("/admin/login/")
        name = re.search(r'href="(/static/admin/css/base\.\w+\.css)"', page)
        assert name
        request = urllib.request.Request(
            server.url.rstrip("/") + name.group(1), headers={"Accept-Encoding": "br"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            assert answer.headers["Content-Encoding"] == "br"
            assert "immutable" in answer.headers["Cache-Control"]

    def test_an_unknown_address_and_a_foreign_host_get_our_pages(self, server: Server) -> None:
        status, text = server.get("/no-such-page")
        assert status == 404
        assert "</html>" in text
        assert server.get("/", Host="attacker.example")[0] == 400

    def test_secrets_are_for_the_owner_alone(self, server: Server, home: Path) -> None:
        for name in ("secret-key", "demonstration-accounts.json", "postgres.log"):
            assert stat.S_IMODE((home / name).stat().st_mode) == 0o600, name
        assert stat.S_IMODE((home / "postgres").stat().st_mode) == 0o700

    def test_postgres_listens_on_no_network_address(self, server: Server) -> None:
        for process in server.children("postgres -D"):
            listening = [found for found in process.net_connections("inet") if found.status == "LISTEN"]
            assert not listening

    def test_a_command_meanwhile_uses_the_same_database(self, server: Server, home: Path) -> None:
        before = [process.pid for process in server.children("bin/postgres")]
        result = manage(
            home,
            "shell",
            "-v",
            "0",
            "-c",
            "from postings.models import RawText as R; print(R.objects.count())",
        )
        assert result.returncode == 0, result.stderr
        assert int(result.stdout) > 20
        assert [process.pid for process in server.children("bin/postgres")] == before

    def test_a_second_server_on_the_same_data_is_refused(self, server: Server, home: Path) -> None:
        result = manage(home, "serve", "--port", "0")
        assert_refused(result, "is being served already", f"process {server.process.pid}", server.url)

    def test_the_port_is_taken(self, server: Server, scratch: Path) -> None:
        port = str(urllib.parse.urlsplit(server.url).port)
        result = manage(scratch / "data", "serve", "--port", port)
        assert_refused(result, f"Port {port}", "in use", "--port")

    @pytest.mark.parametrize(
        "word", ["multiprocessing_or_worker", "follow_search", "task_worker", "-m granian"]
    )
    def test_a_killed_part_comes_back(self, server: Server, word: str) -> None:
        if word == "multiprocessing_or_worker":
            main = next(p for p in server.children("-m granian") if p.ppid() == server.process.pid)
            victim = next(p for p in server.children("-m granian") if p.ppid() == main.pid)
            word = "-m granian"
        else:
            victim = next(p for p in server.children(word) if p.ppid() == server.process.pid)
        victim.kill()
        victim.wait(PATIENCE_SECONDS)
        assert eventually(lambda: [p for p in server.children(word) if p.pid != victim.pid])
        assert eventually(lambda: server.get("/healthz")[0] == 200)

    def test_postgres_comes_back_when_killed(self, server: Server) -> None:
        postmaster = next(
            p
            for p in server.children("bin/postgres")
            if p.name() == "postgres" and p.parent().name() != "postgres"
        )
        postmaster.kill()
        assert eventually(lambda: not postmaster.is_running())
        assert eventually(lambda: server.get("/readyz")[0] == 200), server.said()
        assert server.get("/")[0] == 200


def test_stopping_leaves_nothing_and_starting_again_finds_everything(scratch: Path) -> None:
    home = scratch / "data"
    count = ("shell", "-v", "0", "-c", "from postings.models import RawText as R; print(R.objects.count())")
    with serving(home, "--demo", "--workers", "1") as first:
        accounts = first.accounts()
        assert first.stop(signal.SIGINT) == 0, first.said()
        assert not processes_of(home)
        assert "Traceback" not in first.said()

    # A command of its own starts the database, and stops it.
    texts = manage(home, *count).stdout
    assert int(texts) > 20
    assert not processes_of(home)

    with serving(home) as again:
        assert again.accounts() == accounts
        assert again.get("/")[0] == 200
        # Killed outright, it cannot clean up; the kernel does.
        again.kill()
        assert eventually(lambda: not processes_of(home)), processes_of(home)

    for number in (signal.SIGTERM, signal.SIGHUP):
        with serving(home) as again:
            assert again.stop(number) == 0, again.said()
            assert not processes_of(home)
    assert manage(home, *count).stdout == texts


def assert_refused(result: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit status 1 and one line that says why; no traceback."""
    assert result.returncode == 1, result
    for word in words:
        assert word in result.stderr, result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr


def test_an_unreachable_database_is_told_without_its_password(scratch: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    url = f"postgres://someone:hidden-word@127.0.0.1:{port}/jobs"
    result = manage(scratch / "data", "serve", "--port", "0", DATABASE_URL=url)
    assert_refused(result, f"127.0.0.1:{port}/jobs", "cannot be reached", "refused")
    assert "hidden-word" not in result.stderr + result.stdout


def test_data_of_another_postgres_version_is_told_and_left_alone(scratch: Path) -> None:
    cluster = scratch / "data" / "postgres"
    cluster.mkdir(parents=True, mode=0o700)
    (cluster / "PG_VERSION").write_text("15\n")
    result = manage(scratch / "data", "serve", "--port", "0")
    assert_refused(result, "made by PostgreSQL 15", "this is PostgreSQL 18", "DATA_DIR")
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_a_data_directory_that_cannot_be_written_is_told(scratch: Path) -> None:
    (scratch / "file").write_text("not a directory")
    result = manage(scratch / "file" / "data", "serve", "--port", "0")
    assert_refused(result, "cannot be written to", "DATA_DIR")


def test_an_address_that_is_not_ours_is_told(scratch: Path) -> None:
    assert_refused(manage(scratch / "data", "serve", "--host", "192.0.2.1"), "192.0.2.1", "--host")
    assert_refused(manage(scratch / "data", "serve", "--host", "no such host"), "no such host", "--host")
    assert_refused(manage(scratch / "data", "serve", "--port", "99999"), "99999", "--port")


def test_production_takes_no_demonstration_and_names_what_is_missing(scratch: Path) -> None:
    assert_refused(manage(scratch / "data", "serve", PRODUCTION="1"), "SECRET_KEY", "ALLOWED_HOSTS")
    given = {"PRODUCTION": "1", "SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "jobs.example"}
    assert_refused(manage(scratch / "data", "serve", "--demo", **given), "--demo", "PRODUCTION")
    assert not (scratch / "data").exists()


@pytest.mark.parametrize("arguments", [["check"], ["help"], ["serve", "--help"], ["extract", "--help"]])
def test_commands_that_need_no_database_start_none(scratch: Path, arguments: list[str]) -> None:
    result = manage(scratch / "data", *arguments)
    assert result.returncode == 0, result.stderr
    assert not (scratch / "data").exists()


def test_two_commands_at_once_share_one_database(scratch: Path) -> None:
    say = (
        "from django.db import connection; cursor = connection.cursor(); "
        "cursor.execute('SELECT pg_sleep(1), pg_postmaster_start_time()'); print(cursor.fetchone()[1])"
    )
    both = [
        subprocess.Popen(
            [sys.executable, str(MANAGE), "shell", "-v", "0", "-c", say],
            env=environment(scratch / "data"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=PATIENCE_SECONDS) for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert answers[0][0] == answers[1][0] != ""
    assert eventually(lambda: not processes_of(scratch))
