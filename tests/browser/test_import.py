"""An import of five hundred texts in a browser, its worker killed half way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from postings.models import Draft, ImportBatch, RawText
from tests.browsing import Live
from tests.factories import UserFactory

TEXTS = 500
PATIENCE_SECONDS = 120


class Worker:
    """A task worker in a process of its own, on the database of the test."""

    def __init__(self, log: Path) -> None:
        parameters = connection.get_connection_params()
        user, host = parameters["user"], quote(parameters["host"], safe="")
        url = f"postgres://{user}@{host}/{parameters['dbname']}"
        self.log = log.open("a")
        self.process = subprocess.Popen(
            [sys.executable, str(django_settings.BASE_DIR / "manage.py"), "task_worker", "--no-reload",
             "--interval", "0.1", "--no-startup-delay"],
            env={**os.environ, "DATABASE_URL": url, "DATA_DIR": str(django_settings.DATA_DIR)},
            stdout=self.log, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.log.close()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "worker.log"


@pytest.fixture
def workers(log: Path) -> Iterator[list[Worker]]:
    started: list[Worker] = []
    yield started
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()


def wait_until(true: Any, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


def test_a_worker_killed_half_way_loses_and_doubles_nothing(
    live: Live, transactional_db: None, settings: Any, tmp_path: Path, log: Path, workers: list[Worker]
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    good = [json.dumps({"id": str(n), "text": f"# Welder {n}\n\nWeld {n}."}) for n in range(TEXTS - 10)]
    bad = ["{broken"] * 4 + ["[1, 2]"] * 2 + ['{"id": "e", "text": ""}'] * 2 + good[:2]
    lines = [*good[:200], *bad, *good[200:]]
    file = tmp_path / "jobs.jsonl"
    file.write_text("\n".join(lines))
    live.log_in(UserFactory(moderator=True))
    page = live.open(reverse("admin:postings_importbatch_add"))
    page.locator("input[name=files]").set_input_files(str(file))
    page.get_by_label("Source").fill("A board")
    page.get_by_role("button", name="Import").click()
    page.wait_for_url("**/importbatch/*/change/")
    expect(page.locator(".progress__said")).to_contain_text("Waiting to begin.")

    batch = ImportBatch.objects.get()
    done = batch.items.exclude(outcome="waiting")
    workers.append(Worker(log))
    wait_until(lambda: done.filter(outcome="imported").count() >= 100, log)
    workers[0].kill()
    half = done.count()
    assert half < TEXTS
    expect(page.locator(".progress__said")).to_contain_text(f"of {TEXTS} texts read")

    workers += [Worker(log), Worker(log)]  # nobody presses a button
    wait_until(lambda: ImportBatch.objects.filter(state="finished").exists(), log)
    counts = {name: batch.items.filter(outcome=name).count() for name in ("imported", "known", "failed")}
    assert counts == {"imported": TEXTS - 10, "known": 2, "failed": 8}
    assert RawText.objects.count() == Draft.objects.count() == TEXTS - 10
    expect(
        page.get_by_role("link", name=f"{TEXTS} in all")
    ).to_be_visible()  # the page has followed by itself
    expect(page.get_by_role("link", name="8 not imported")).to_be_visible()
    page.get_by_role("link", name="Damaged line or table").click()
    expect(page.locator(".results tbody tr")).to_have_count(6)
