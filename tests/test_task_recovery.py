"""Tasks whose worker was killed are taken up by another."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from postings import task_recovery
from postings.bulk_import import run_import

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def running_under(*workers: str) -> DBTaskResult:
    """A task that the last of these workers has claimed."""
    run_import.enqueue(0)
    task = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    for name in workers:
        task.claim(name)
    return task


def test_a_task_whose_worker_lives_is_left_alone_and_taken_up_when_it_has_died(queue):
    task = running_under("worker-1")
    held, die = threading.Event(), threading.Event()

    def worker() -> None:
        task_recovery.hold("worker-1")
        held.set()
        die.wait()
        connection.close()  # as when the process is killed: the server drops its locks

    thread = threading.Thread(target=worker)
    thread.start()
    held.wait()
    assert task_recovery.orphans("worker-2") == set()
    die.set()
    thread.join()
    for _ in range(500):  # the server drops the locks of a closed session in its own time
        if found := task_recovery.orphans("worker-2"):
            break
        threading.Event().wait(0.02)
    assert found == {task.pk}
    assert task_recovery.recover({task.pk}) == 1
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY
    assert task_recovery.orphans("worker-2") == set()


def test_a_worker_does_not_take_its_own_task_for_an_orphan(queue):
    running_under("worker-1")
    task_recovery.hold("worker-1")
    assert task_recovery.orphans("worker-1") == set()
    connection.close()


def test_a_task_that_another_worker_has_taken_up_meanwhile_is_left_to_it(queue):
    task = running_under("worker-1")
    found = task_recovery.orphans("worker-2")
    DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.SUCCESSFUL)
    assert task_recovery.recover(found) == 0


def test_a_task_that_kills_its_workers_is_given_up(queue):
    task = running_under(*(f"worker-{number}" for number in range(task_recovery.MOST_ATTEMPTS)))
    assert task_recovery.recover(task_recovery.orphans()) == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert "10 workers have ended" in task.traceback


def test_a_worker_takes_up_what_a_killed_one_has_left(queue, monkeypatch):
    monkeypatch.setattr(task_recovery, "LOOK_SECONDS", 0.05)
    task = running_under("worker-1")
    with task_recovery.alive("worker-2"):
        for _ in range(500):
            task.refresh_from_db()
            if task.status == TaskResultStatus.READY:
                break
            threading.Event().wait(0.02)
    assert task.status == TaskResultStatus.READY
