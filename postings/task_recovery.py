"""Tasks whose worker was killed: found, and given to another worker.

The queue marks a task as running and would leave it so for good when its worker dies. Each of our workers
holds an advisory lock of PostgreSQL in its own name for as long as it lives, which the server drops with the
connection, however the worker ends and on whatever machine it ran. A task that runs under a name that nobody
holds has lost its worker. All tasks of this project are safe to run again.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

LOCK_SPACE = 7_201_842  # the first of the two numbers of each lock
LOOK_SECONDS = 5.0
MOST_ATTEMPTS = 10
"""A task that so many workers did not survive is given up: it may be what kills them."""


def hold(worker_id: str) -> None:
    """Hold the lock in the worker's name on this thread's connection, for as long as that lives."""
    _ask("SELECT pg_advisory_lock(%s, hashtext(%s))", [LOCK_SPACE, worker_id])


def orphans(own: str = "") -> set[Any]:
    """The keys of the running tasks whose worker holds its lock no more. ``own`` is this worker's name."""
    found = set()
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).values_list("pk", "worker_ids")
    for pk, workers in running:
        name = workers[-1] if workers else ""
        # One's own lock could be taken again: one's own task is no orphan.
        if name == own or not _ask("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [LOCK_SPACE, name]):
            continue
        _ask("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LOCK_SPACE, name])
        found.add(pk)
    return found


def recover(keys: set[Any]) -> int:
    """Let the tasks of these keys wait for a worker again; returns how many did."""
    count = 0
    for task in DBTaskResult.objects.filter(pk__in=keys, status=TaskResultStatus.RUNNING):
        still = DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids
        )
        if len(task.worker_ids) >= MOST_ATTEMPTS:
            words = f"{len(task.worker_ids)} workers have ended while they ran it."
            still.update(status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback=words)
            logger.error("%s is given up: %s", task.task_path, words)
        elif still.update(status=TaskResultStatus.READY, started_at=None):
            count += 1
            logger.warning("%s had lost its worker and waits for another", task.task_path)
    return count


@contextlib.contextmanager
def alive(worker_id: str) -> Iterator[None]:
    """Hold the worker's lock during the block, and look for orphaned tasks every few seconds.

    In a thread with a connection of its own. What is orphaned in two looks one after the other is recovered:
    after a restart of the database every worker is without its lock for a moment.
    """
    stop = threading.Event()
    held = threading.Event()

    def look() -> None:
        suspects: set[Any] = set()
        while not stop.is_set():
            try:
                # A new connection holds nothing, so the lock is taken whenever there is one.
                if connection.connection is None:
                    hold(worker_id)
                    held.set()
                now = orphans(worker_id)
                recover(suspects & now)
                suspects = now
            except DatabaseError:
                logger.warning("the database is away; the worker's lock is taken again when it is back")
                connection.close()
            stop.wait(LOOK_SECONDS)
        connection.close()

    thread = threading.Thread(target=look, name="task-recovery", daemon=True)
    thread.start()
    held.wait(LOOK_SECONDS * 2)
    try:
        yield
    finally:
        stop.set()
        thread.join(LOOK_SECONDS)


def _ask(sql: str, parameters: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]
