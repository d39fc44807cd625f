"""What every request gets: headers, an id, a bound on its size, and pages of ours when something is wrong."""

import json
import logging
import sys

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from pytest_django import Settings

from jobboard import errors
from jobboard.logs import JsonFormatter, RequestIdFilter, TextFormatter, request_id
from jobboard.middleware import DatabaseAwayMiddleware
from jobboard.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django looks for them here
from postings.views import health


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


def without_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the server closed the connection")


urlpatterns = [
    path("broken", broken),
    path("without-database", without_database),
    path("healthz", health.healthz),
    path("admin/", admin.site.urls),
    path("", include("postings.urls")),
]
with_these_urls = pytest.mark.urls(__name__)


def test_the_headers_of_safety_are_on_every_page(client: Client) -> None:
    headers = client.get("/healthz").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_each_request_has_an_id_of_its_own(client: Client, settings: Settings) -> None:
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert first != second
    assert request_id.get() == ""
    given = {"X-Request-ID": "given-by-a-stranger"}
    assert client.get("/healthz", headers=given).headers["X-Request-ID"] != "given-by-a-stranger"
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert client.get("/healthz", headers=given).headers["X-Request-ID"] == "given-by-a-stranger"
    for hostile in ("a" * 65, "short", "with space in it", "line\nbreak-in-it"):
        assert client.get("/healthz", headers={"X-Request-ID": hostile}).headers["X-Request-ID"] != hostile


def test_a_body_beyond_the_bound_is_refused_unread(client: Client, settings: Settings) -> None:
    settings.REQUEST_MAX_BYTES = 1000
    response = client.post("/healthz", data=b"x" * 1001, content_type="text/plain")
    assert response.status_code == 413
    assert "too large" in response.text
    assert client.post("/healthz", data=b"x" * 1000, content_type="text/plain").status_code == 405


@with_these_urls
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere", 404, "nothing at this address"),
        ("/broken", 500, "wrong on our side"),
        ("/without-database", 503, "not available"),
    ],
)
def test_errors_have_pages_of_ours_that_need_no_database(
    client: Client, address: str, status: int, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    # This test has no access to the database, and would fail if a page asked for it.
    client.raise_request_exception = False
    with caplog.at_level(logging.CRITICAL, logger="django.request"):
        response = client.get(address)
        plain = client.get(address, headers={"Accept": "text/plain"})
    assert response.status_code == plain.status_code == status
    assert words in response.text
    assert "on purpose" not in response.text
    assert plain.text.startswith(f"{status} ")
    assert "<" not in plain.text


@with_these_urls
def test_a_database_that_is_away_is_logged_and_asks_to_come_again(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/without-database")
    assert response.headers["Retry-After"] == "10"
    assert response.headers["Cache-Control"] == "no-store"
    assert "the server closed the connection" in caplog.text


def test_other_errors_are_not_taken_for_a_database_that_is_away(rf: RequestFactory) -> None:
    middleware = DatabaseAwayMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(rf.get("/"), ValueError("no")) is None


def test_even_a_broken_error_page_gives_an_answer(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(errors, "page", lambda *_: 1 / 0)
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert response.content.startswith(b"500 ")
    assert "failed itself" in caplog.text


def test_a_foreign_host_is_refused_with_a_page_of_ours(client: Client) -> None:
    response = client.get("/no-page", headers={"Host": "attacker.example"})
    assert response.status_code == 400
    assert "did not understand" in response.text


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_a_page_of_ours() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "could not be accepted" in response.text


@pytest.mark.django_db
class TestLoginThrottle:
    @pytest.fixture(autouse=True)
    def _throttle(self, settings: Settings) -> None:
        settings.AXES_ENABLED = True
        get_user_model().objects.create_superuser("keeper", password="right-password")

    def attempt(self, client: Client, password: str, address: str = "198.51.100.7") -> HttpResponse:
        form = {"username": "keeper", "password": password}
        return client.post("/admin/login/?next=/admin/", form, REMOTE_ADDR=address)  # type: ignore[return-value]

    def test_ten_failures_close_the_login_to_that_address_alone(self, client: Client) -> None:
        for _ in range(9):
            assert self.attempt(client, "wrong").status_code == 200
        locked = self.attempt(client, "wrong")
        assert locked.status_code == 429
        assert "Too many failed logins" in locked.text  # type: ignore[attr-defined]
        assert self.attempt(client, "right-password").status_code == 429
        assert self.attempt(client, "right-password", address="198.51.100.8").status_code == 302

    def test_a_header_does_not_change_the_address(self, client: Client) -> None:
        for number in range(10):
            client.post(
                "/admin/login/",
                {"username": "keeper", "password": "wrong"},
                REMOTE_ADDR="198.51.100.7",
                headers={"X-Forwarded-For": f"203.0.113.{number}"},
            )
        assert self.attempt(client, "right-password").status_code == 429


class TestLogs:
    def record(self, **more: object) -> logging.LogRecord:
        record = logging.LogRecord("postings.x", logging.WARNING, __file__, 1, "found %s", ("ü",), None)
        record.__dict__.update(more)
        token = request_id.set("id-of-request")
        try:
            assert RequestIdFilter().filter(record)
        finally:
            request_id.reset(token)
        return record

    def test_a_json_line_holds_all_that_a_store_needs(self) -> None:
        line = JsonFormatter().format(self.record(status_code=404))
        entry = json.loads(line)
        assert entry.pop("time").endswith("+00:00")
        assert entry == {
            "level": "WARNING",
            "logger": "postings.x",
            "message": "found ü",
            "request_id": "id-of-request",
            "status": 404,
        }

    def test_a_traceback_stays_in_its_one_line_of_json(self) -> None:
        record = self.record()
        try:
            raise ValueError("inner")
        except ValueError:
            record.exc_info = sys.exc_info()
        line = JsonFormatter().format(record)
        assert "\n" not in line
        assert "ValueError: inner" in json.loads(line)["error"]

    def test_a_text_line_ends_with_the_id(self) -> None:
        assert TextFormatter().format(self.record()).endswith("WARNING postings.x: found ü [id-of-request]")
