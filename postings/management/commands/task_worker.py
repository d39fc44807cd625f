"""``manage.py task_worker``: the worker of background tasks, which also takes up those of killed workers."""

from __future__ import annotations

from typing import Any

from django_tasks_db.management.commands import db_worker

from postings.task_recovery import alive


class Command(db_worker.Command):
    """``db_worker`` of django-tasks-db, with the same options."""

    help = (
        "Runs tasks in the background. Any number may run, on any machine; "
        "the tasks of one that was killed are taken up by the others, or by the next."
    )

    def handle(self, *, worker_id: str, **options: Any) -> None:
        """Work until asked to stop."""
        with alive(worker_id):
            super().handle(worker_id=worker_id, **options)
