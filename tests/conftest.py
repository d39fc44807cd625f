"""What all tests share: a PostgreSQL of their own, and settings that keep them apart from the real data
directory.
"""

import os
import shutil
import tempfile
from pathlib import Path

import environ
import pytest
from django.conf import settings
from django.db import connections

from jobboard.database import database_settings
from jobboard.postgres_server import embedded_server

DATA_DIR_VARIABLE = "JOBBOARD_TESTS_DATA_DIR"
"""Tells the processes of pytest-xdist the directory that the first process has made: they share one server.
"""

FAST_BUT_FORGETFUL = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "100",
}


def pytest_configure(config: pytest.Config) -> None:
    """Point Django at a temporary data directory, and at a server in it that the first database test will
    start.

    ``DATABASE_URL_TEST`` names another server; its user must be allowed to create databases.
    """
    if DATA_DIR_VARIABLE not in os.environ:
        os.environ[DATA_DIR_VARIABLE] = tempfile.mkdtemp(prefix="jobboard-tests-")
    data_dir = Path(os.environ[DATA_DIR_VARIABLE])
    settings.DATA_DIR = data_dir
    os.environ.pop("DATABASE_URL", None)  # never the database of the person who runs the tests
    database = database_settings(data_dir)
    database["EMBEDDED"]["options"] = FAST_BUT_FORGETFUL
    if url := os.environ.get("DATABASE_URL_TEST"):
        database = environ.Env.db_url_config(url)
    connections.settings["default"].update(database)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove the directory."""
    data_dir = Path(settings.DATA_DIR)
    if data_dir == Path(os.environ.get(DATA_DIR_VARIABLE, "")):
        connections.close_all()
        embedded_server(data_dir).release()
        if not hasattr(config, "workerinput"):
            del os.environ[DATA_DIR_VARIABLE]
            shutil.rmtree(data_dir, ignore_errors=True)
