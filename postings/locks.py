"""Work that only one process may do at a time, whatever the number of machines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection


class Lock(IntEnum):
    """The numbers of the advisory locks in the database."""

    ALERTS = 7_201_841
    REMINDERS = 7_201_842


@contextmanager
def only_one(lock: Lock) -> Iterator[bool]:
    """Whether this process has the lock; it is held until the end of the block, or of the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        taken = bool(cursor.fetchone()[0])
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
