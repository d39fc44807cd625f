"""What all tests share: a PostgreSQL of their own, settings apart from real data, a browser."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import environ
import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.signals import setting_changed
from django.db import connections
from playwright.sync_api import Browser

from jobboard.database import database_settings
from jobboard.postgres_server import embedded_server
from tests import browsing, reset
from tests.indexing import search_index  # noqa: F401 - a fixture

DATA_DIR_VARIABLE = "JOBBOARD_TESTS_DATA_DIR"
"""Tells the processes of pytest-xdist the directory that the first process made: they share one server."""

FAST_BUT_FORGETFUL = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "100",
}


def pytest_configure(config: pytest.Config) -> None:
    """Point Django at a temporary data directory, and at a server in it that the first database test starts.

    ``DATABASE_URL_TEST`` names another server; its user must be allowed to create databases.
    """
    # No property test depends on how busy the machine is; where a change is taken, the examples are the same.
    hypothesis.settings.register_profile("unhurried", deadline=None)
    hypothesis.settings.load_profile("ci" if os.environ.get("CI_REQUIRE_BROWSER") else "unhurried")
    if DATA_DIR_VARIABLE not in os.environ:
        os.environ[DATA_DIR_VARIABLE] = tempfile.mkdtemp(prefix="jobboard-tests-")
    data_dir = Path(os.environ[DATA_DIR_VARIABLE])
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    settings.DATA_DIR = data_dir
    settings.SEARCH_INDEX_DIR = data_dir / f"search-index-{worker}"
    database = database_settings(data_dir)  # never that of DATABASE_URL
    database["EMBEDDED"]["options"] = FAST_BUT_FORGETFUL
    if url := os.environ.get("DATABASE_URL_TEST"):
        database = environ.Env.db_url_config(url)
    connections.settings["default"].update(database)

    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    # The tasks of modules imported before have made the backend of the settings already.
    setting_changed.send(sender=settings, setting="TASKS", value=settings.TASKS, enter=True)
    settings.CHECK_APPLY_LINKS = False
    settings.STATIC_ROOT = data_dir / "static"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.STORAGES = {
        **settings.STORAGES,
        # Pages are tested without collecting the static files first.
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # fast; passwords are no secret here
    settings.AXES_ENABLED = (
        False  # the test client logs in without a request; tests of the throttle turn it on
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a test that drives a browser or processes a second go: on a busy machine one may come late.

    The report names those that needed it; what is wrong fails twice.
    """
    for item in items:
        if "live" in getattr(item, "fixturenames", ()) or item.get_closest_marker("processes"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove the directory."""
    if DATA_DIR_VARIABLE not in os.environ:
        return
    data_dir = Path(os.environ[DATA_DIR_VARIABLE])
    connections.close_all()
    embedded_server(data_dir).release()
    if not hasattr(config, "workerinput"):
        del os.environ[DATA_DIR_VARIABLE]
        shutil.rmtree(data_dir, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's, and then the quicker way to empty the database after tests that commit; at the end
    nobody is left in it who would keep it from being dropped."""
    with django_db_blocker.unblock():
        reset.install()
    yield
    with django_db_blocker.unblock():
        reset.disconnect_others()


@pytest.fixture(scope="session")
def scratch_factory() -> Iterator[Callable[[], Path]]:
    """Makes empty directories for servers that run as another user, which root's embedded server does.

    Not below pytest's own directory: every pytest that root starts closes that to others, also for those that
    run at the time.
    """
    base = Path(tempfile.mkdtemp(prefix="jobboard-scratch-"))
    yield lambda: Path(tempfile.mkdtemp(dir=base))
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def scratch(scratch_factory: Callable[[], Path]) -> Path:
    """One such directory."""
    return scratch_factory()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the session."""
    # Playwright runs an event loop in this thread, and Django would refuse all queries in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with browsing.chromium() as browser:
        yield browser
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def live(live_server: Any, chromium: Browser) -> Iterator[browsing.Live]:
    """The site in a browser, with what the test commits; see :class:`tests.browsing.Live`."""
    site = browsing.Live(chromium, live_server.url)
    yield site
    site.close()
    assert not site.problems, "\n".join(site.problems)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test sees what another kept: the ids of its rows may be the same."""
    cache.clear()


@pytest.fixture(autouse=True)
def _time_to_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on how busy the machine is. Those of the limits set their own."""
    monkeypatch.setattr("postings.search.counting.SECONDS_FOR_COUNTING", 60.0)
    monkeypatch.setattr("postings.search.suggest.SECONDS_FOR_SUGGESTIONS", 60.0)
