"""Databases and indexes of generated postings, one a size, that ``bench_search`` keeps for its next run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from psycopg import sql

from postings.search.schema import SCHEMA_VERSION
from postings.search_baseline import SCRATCH_DATABASE


def prepare(postings: int, say: Callable[[str], None]) -> dict[str, str]:
    """The environment of a process that searches so many generated postings, which are made when missing.

    Raises ``RuntimeError`` when a step fails.
    """
    name = f"{SCRATCH_DATABASE}{postings}"
    directory = Path(settings.DATA_DIR) / "search-benchmark" / str(postings)
    directory.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ, "DATABASE_URL": _make_database(name), "SEARCH_INDEX_DIR": str(directory),
        "DATA_DIR": str(settings.DATA_DIR),
    }  # fmt: skip
    times = times_of(directory)

    def step(what: str, *command: str) -> None:
        say(f"{what} \u2026")
        began = time.monotonic()
        if subprocess.run(_manage(*command, "-v0"), env=environment, check=False).returncode:  # noqa: S603
            raise RuntimeError(f"{command[0]} failed; its own words are above.")
        times[command[0]] = {
            "seconds": round(time.monotonic() - began, 1), "load": round(os.getloadavg()[0], 1)
        }  # fmt: skip
        (directory / "times.json").write_text(json.dumps(times), encoding="utf-8")

    step(f"Tables of {name}", "migrate")
    if times.get("generate_postings", {}).get("postings") != postings:
        step(f"{postings:,} postings", "generate_postings", str(postings))
        times["generate_postings"]["postings"] = postings
        times.pop("rebuild_search", None)
    if "rebuild_search" not in times or not (directory / f"current-v{SCHEMA_VERSION}").exists():
        step("Their search index", "rebuild_search")
    (directory / "times.json").write_text(json.dumps(times), encoding="utf-8")
    return environment


def times_of(directory: Path) -> dict[str, Any]:
    """Seconds that each step took, and the load it ended with; empty when nothing was made yet."""
    try:
        found: dict[str, Any] = json.loads((directory / "times.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def bench(environment: dict[str, str], arguments: list[str]) -> None:
    """Run the benchmark there. Raises ``RuntimeError``."""
    if subprocess.run(_manage("bench_search", *arguments), env=environment, check=False).returncode:  # noqa: S603
        raise RuntimeError("The benchmark failed; its own words are above.")


def _manage(*command: str) -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]


def _make_database(name: str) -> str:
    """The address of the database, which is made on the server at hand when it is not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        at = cursor.connection.info
    login = quote(at.user, safe="") + (f":{quote(at.password, safe='')}" if at.password else "")
    return f"postgres://{login}@{quote(at.host, safe='')}:{at.port}/{name}"
