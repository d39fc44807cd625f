"""Building an index from the whole database, beside the one in use."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from postings.search import index, tables
from postings.search.document import documents_of_range, indexed
from postings.search.schema import open_index

BATCH_IDS = 12_000  # also a stretch of the index in which postings of a kind lie together
WRITER_THREADS = 2
WRITER_HEAP_BYTES = 400_000_000  # for all threads; fewer, larger segments
# Every search asks each segment, so one large one answers soonest. The engine merges eight of about the same
# size: each of the writer's threads makes a segment from each of so many parts of the postings.
PARTS = 8 // WRITER_THREADS


@contextmanager
def snapshot() -> Iterator[tuple[Any, int]]:
    """One unchanging view of the database: (cursor, xmin).

    Whatever commits after it is stamped at or above that xmin. Inside a surrounding transaction (tests) the
    caller's own isolation stands.
    """
    own = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if own:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        yield cursor, cursor.fetchone()[0]


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> Path:
    """Build a new index of all published postings and put it in use; returns its directory.

    ``progress(done, total)`` counts postings. Readers and the follower go on with the old index meanwhile.
    A second rebuild on the machine waits for the first.
    """
    with index.exclusive("rebuild"):
        index.remove_unfinished()
        tables.forget()
        directory = index.new_directory()
        (directory / "building").touch()
        try:
            _fill(directory, progress)
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise
        (directory / "building").unlink()
        index.switch_to(directory)
        return directory


def _fill(directory: Path, progress: Callable[[int, int], None]) -> None:
    reference, identity = index.reference_fingerprint(), index.database_identity()
    opened = open_index(str(directory))
    writer = opened.writer(WRITER_HEAP_BYTES, WRITER_THREADS)
    with snapshot() as (cursor, xmin):
        rule, values = indexed()
        cursor.execute(  # the rule's words are Django's, its values parameters
            "SELECT count(*), coalesce(min(p.id), 0), coalesce(max(p.id), -1) "  # noqa: S608
            f"FROM postings_posting p WHERE {rule}",
            values,
        )
        total, first, last = cursor.fetchone()
        done, part = 0, 1
        for batch in documents_of_range(cursor, first, last, BATCH_IDS) if total else ():
            for _id, document in batch:
                writer.add_json(document)
            done += len(batch)
            progress(done, total)
            if part < PARTS and done * PARTS >= total * part:
                writer.commit()
                part += 1
    writer.commit()
    writer.wait_merging_threads()
    index.save_cursor(directory, index.Cursor(xmin, identity, reference, time.time()))
