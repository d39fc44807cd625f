"""Looking whether an address still answers, without being led into the house."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import timezone

from postings import link_check
from postings.models import LinkCheck


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.server.asked.append((self.command, self.path))  # type: ignore[attr-defined]
        match self.path.split("?")[0]:
            case "/gone":
                self.answer(404)
            case "/get-only":
                self.answer(405 if self.command == "HEAD" else 200)
            case "/broken":
                self.answer(500)
            case "/members":
                self.answer(403)
            case "/moved":
                self.answer(302, "/here")
            case "/loop":
                self.answer(302, "/loop")
            case "/inside":
                self.answer(302, "http://169.254.169.254/latest/meta-data/")
            case "/file":
                self.answer(302, "file:///etc/passwd")
            case "/drip":
                self.drip()
            case _:
                self.answer(200)

    do_GET = do_HEAD  # noqa: N815 - the name that http.server calls

    def answer(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def drip(self) -> None:
        """A head that never ends."""
        self.server.let_go.wait(10)  # type: ignore[attr-defined]

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked = []  # type: ignore[attr-defined]
        server.let_go = threading.Event()  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.let_go.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


def looked(server: Any, path: str) -> link_check.Look:
    port = server.server_address[1]
    return link_check.look(f"http://127.0.0.1:{port}{path}", also={("127.0.0.1", port)})


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/here", "alive", 200),
        ("/here?a=b c&d=ü", "alive", 200),
        ("/gone", "dead", 404),
        ("/get-only", "alive", 200),
        ("/broken", "silent", 500),
        ("/members", "alive", 403),
        ("/moved", "alive", 200),
        ("/loop", "silent", None),
        ("/inside", "refused", None),
        ("/file", "refused", None),
    ],
)
def test_what_an_address_answers_is_judged(server, path, outcome, status):
    found = looked(server, path)
    assert (found.outcome, found.status) == (outcome, status)


def test_it_follows_few_redirects(server):
    looked(server, "/loop")
    assert len(server.asked) == link_check.MOST_REDIRECTS + 1


def test_a_server_that_holds_on_is_let_go(server, monkeypatch):
    monkeypatch.setattr(link_check, "WHOLE_SECONDS", 0.05)
    assert looked(server, "/drip").outcome == "silent"


def test_a_closed_port_gives_no_answer(server):
    port = server.server_address[1]
    server.shutdown()
    server.server_close()
    found = link_check.look(f"http://127.0.0.1:{port}/", also={("127.0.0.1", port)})
    assert found.outcome == "silent"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",  # 127.0.0.1 as one number
        "http://0x7f000001/",
        "http://0/",
        "http://10.0.0.5/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://8.8.8.8:22/",
        "http://user:word@8.8.8.8/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "//8.8.8.8/",
        "http:///",
        "",
    ],
)
def test_what_is_not_public_is_not_asked(url, monkeypatch):
    def no_connection(*_: Any, **__: Any) -> None:
        raise AssertionError("it connects")

    monkeypatch.setattr("socket.create_connection", no_connection)
    assert link_check.look(url).outcome == "refused"


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answers)
    assert link_check.look("http://rebound.example/").outcome == "refused"


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    """A name that is resolved twice could point elsewhere the second time."""
    asked: list[Any] = []

    def connect(address: Any, **_: Any) -> None:
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.216.34", 80))])
    monkeypatch.setattr("socket.create_connection", connect)
    assert link_check.look("http://jobs.example/").outcome == "silent"
    assert asked == [("93.184.216.34", 80)]


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://a:b/", "https://exa mple/", "http://" + "a" * 300 + "/"]
)
def test_nonsense_is_judged_without_an_error(url, monkeypatch):
    monkeypatch.setattr("socket.create_connection", lambda *_, **__: pytest.fail("it connects"))
    assert link_check.look(url).outcome in {"refused", "silent"}


@pytest.mark.django_db
class TestAsking:
    @pytest.fixture(autouse=True)
    def allowed(self, settings: Any, monkeypatch: Any) -> list[str]:
        settings.CHECK_APPLY_LINKS = True
        self.urls: list[str] = []

        def look(url: str) -> link_check.Look:
            self.urls.append(url)
            return link_check.Look("dead", 404, "It answers 404.")

        monkeypatch.setattr(link_check, "look", look)
        return self.urls

    def test_the_result_is_kept_with_its_time(self, django_capture_on_commit_callbacks):
        assert link_check.last_look("https://a.example/") is None
        with django_capture_on_commit_callbacks(execute=True):
            link_check.ask("https://a.example/")
        row = link_check.last_look("https://a.example/")
        assert (row.outcome, row.status) == ("dead", 404)
        assert row.checked_at is not None

    def test_it_is_looked_at_once_a_day(self, django_capture_on_commit_callbacks):
        for _ in range(3):
            with django_capture_on_commit_callbacks(execute=True):
                link_check.ask("https://a.example/")
        assert len(self.urls) == 1
        LinkCheck.objects.update(
            checked_at=timezone.now() - timedelta(days=2), asked_at=timezone.now() - timedelta(days=2)
        )
        with django_capture_on_commit_callbacks(execute=True):
            link_check.ask("https://a.example/")
        assert len(self.urls) == 2

    def test_nothing_is_asked_when_it_is_switched_off(self, settings):
        settings.CHECK_APPLY_LINKS = False
        link_check.ask("https://a.example/")
        assert not LinkCheck.objects.exists()

    @pytest.mark.parametrize("url", ["", "ftp://a.example/", "javascript:alert(1)"])
    def test_what_is_no_web_address_is_not_kept(self, url):
        link_check.ask(url)
        assert not LinkCheck.objects.exists()
