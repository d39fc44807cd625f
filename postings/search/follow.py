"""Keeping the index in step with the database.

The follower reads the postings stamped at or above its cursor, applies each as delete and add, commits, and
only then moves the cursor to the ``xmin`` of the snapshot it read. A transaction that was still open then
has a number at or above that ``xmin``, so its rows are read by a later look, in whatever order transactions
commit. Applying a change twice is harmless, so being killed at any point is too.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import re
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import batched
from pathlib import Path
from threading import Event
from typing import Any

import tantivy
from django.db import DatabaseError, connection
from django.utils import timezone
from tantivy import Query

from postings.search import index, tables
from postings.search.build import rebuild, snapshot
from postings.search.compiling import between
from postings.search.document import documents_of_ids, microseconds
from postings.search.engine import count
from postings.search.schema import open_index, schema

BATCH_IDS = 2_000
WRITER_HEAP_BYTES = 64_000_000
KEEP_TOMBSTONES_SECONDS = 14 * 86_400.0  # an index that slept longer is rebuilt
CHORE_EVERY_SECONDS = 600.0
REFERENCE_CHECK_SECONDS = 60.0
FILES_CHECK_SECONDS = 2.0
FAILURES_OF_DAMAGE = 3  # in a row, of the index itself
DROP_EXPIRED_SECONDS = 300.0


logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0  # after failures in a row


class Follower:
    """Follows one database with the index in use on this machine. Only one may exist a machine."""

    def __init__(self) -> None:
        self._directory: Path | None = None
        self._pointer: tuple[int, int] | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._cursor: index.Cursor | None = None
        # Applied stamps at or above the cursor: a long transaction holds the cursor back, and what has
        # committed since must not be applied again at every look.
        self._applied: dict[tuple[str, int], int] = {}
        self._reference_checked = 0.0
        self._expired_dropped = 0.0
        # Size and time of the segments' files, which never change.
        self._files: dict[str, tuple[int, int]] = {}
        self._files_checked = 0.0

    def step(self) -> int:
        """Bring the index up to the database as it is now; returns how many changes were applied.

        Builds the index first when there is none, when it is damaged, when it follows another database, when
        what documents are derived from has changed, or when it has slept too long.
        """
        self._open()
        assert self._cursor is not None
        assert self._directory is not None
        with snapshot() as (cursor, xmin):
            changed, deleted = _changes(cursor, self._cursor.xmin)
            fresh = {("posting", id_): stamp for id_, stamp in changed} | {
                ("deleted", id_): stamp for id_, stamp in deleted
            }
            todo = {key: stamp for key, stamp in fresh.items() if self._applied.get(key) != stamp}
            if todo:
                self._apply(cursor, {id_ for _, id_ in todo})
        self._applied = {key: stamp for key, stamp in fresh.items() if stamp >= xmin}
        if todo or xmin != self._cursor.xmin:
            moved = index.Cursor(xmin, self._cursor.database, self._cursor.reference, time.time())
            # A cursor that only moved with other tables' transactions need not be on disk at every look.
            if todo or moved.saved_at - self._cursor.saved_at > 5:
                index.save_cursor(self._directory, moved)
                self._cursor = moved
            else:
                self._cursor = index.Cursor(xmin, moved.database, moved.reference, self._cursor.saved_at)
        self._drop_expired()
        index.beat()
        return len(todo)

    def _drop_expired(self) -> None:
        """Every search leaves out what has expired; from time to time that is taken out for good, so that
        there is little to leave out. A renewed posting is a changed one and comes back."""
        if time.monotonic() < self._expired_dropped + DROP_EXPIRED_SECONDS or self._writer is None:
            return
        self._expired_dropped = time.monotonic()
        long_ago = microseconds(timezone.now() - timedelta(hours=1))
        expired = between("expires", 0, long_ago, few=True)
        if count(index.view().searcher, expired):
            self._writer.delete_documents_by_query(expired)
            self._writer.commit()

    def close(self) -> None:
        """Let the index go. Uncommitted work is dropped; it will be read again."""
        writer, self._writer = self._writer, None
        if writer is not None:
            try:
                writer.rollback()
            except BaseException as error:  # its files may be gone, its threads dead
                if not isinstance(error, (ValueError, OSError)) and not index.is_panic(error):
                    raise
        self._directory = self._cursor = self._pointer = None
        self._applied, self._files = {}, {}

    def _open(self) -> None:
        now = time.monotonic()
        pointer = _pointer_signature()
        there = self._directory is not None and (self._directory / "meta.json").exists()
        damaged = index.is_marked_damaged() or self._has_damage()
        if self._writer is not None and there and pointer == self._pointer and not damaged:
            if now - self._reference_checked < REFERENCE_CHECK_SECONDS:
                return
            self._reference_checked = now
            assert self._cursor is not None
            if index.reference_fingerprint() == self._cursor.reference:
                return
        self.close()
        directory = index.current_directory()
        cursor = index.load_cursor(directory) if directory else None
        if directory is None or cursor is None or damaged or not _can_follow(cursor):
            directory = _rebuilt(index.Trouble.DAMAGED if damaged else index.Trouble.BUILDING)
            cursor = index.load_cursor(directory)
        assert cursor is not None
        tables.forget()
        tables.warm()
        try:
            self._writer = _writer(directory)
        except BaseException as error:  # damaged files: the index is a cache, make it anew
            if is_disk_full(error) or not (isinstance(error, (ValueError, OSError)) or index.is_panic(error)):
                raise
            directory = _rebuilt(index.Trouble.DAMAGED)
            cursor = index.load_cursor(directory)
            self._writer = _writer(directory)
        self._directory, self._cursor, self._applied = directory, cursor, {}
        self._pointer, self._reference_checked = _pointer_signature(), now
        self._files, self._files_checked = self._segment_files(), time.monotonic()

    def _has_damage(self) -> bool:
        """Has a file of a segment in use gone, or changed after it was written?"""
        if self._directory is None or time.monotonic() < self._files_checked + FILES_CHECK_SECONDS:
            return False
        self._files_checked = time.monotonic()
        try:
            before, self._files = self._files, self._segment_files()
            used = self._segments_used()
        except (OSError, ValueError, KeyError):
            return True
        found = self._files
        return any(
            name not in found or found[name] != kept
            for name, kept in before.items()
            if name.partition(".")[0] in used and not name.endswith(".del")
        )

    def _segment_files(self) -> dict[str, tuple[int, int]]:
        """Size and time of the files of the segments in use."""
        assert self._directory is not None
        used = self._segments_used()
        return {
            entry.name: (stat.st_size, stat.st_mtime_ns)
            for entry in os.scandir(self._directory)
            if entry.name.partition(".")[0] in used and (stat := entry.stat())
        }

    def _segments_used(self) -> set[str]:
        assert self._directory is not None
        meta = json.loads((self._directory / "meta.json").read_bytes())
        return {segment["segment_id"].replace("-", "") for segment in meta["segments"]}

    def _apply(self, cursor: Any, ids: Iterable[int]) -> None:
        assert self._writer is not None
        for batch in batched(sorted(ids), BATCH_IDS):
            for id_ in batch:
                # By query: ``delete_documents_by_term`` (tantivy 0.27) finds nothing in an unsigned field.
                self._writer.delete_documents_by_query(Query.term_query(schema(), "id", id_))
            for _id, document in documents_of_ids(cursor, batch):
                self._writer.add_json(document)
        self._writer.commit()
        # What was just written is whole. Known at once: damage before the next look must not go unnoticed.
        self._files = self._segment_files() | self._files


def _rebuilt(why: index.Trouble) -> Path:
    index.note(why)
    directory = rebuild()
    index.note(index.Trouble.NONE)
    return directory


def is_disk_full(error: BaseException | None) -> bool:
    """Could something not be written for want of room (or of quota, or beyond a limit of file sizes)? The
    engine tells it in words."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return True
        if re.search(r"No space left|Disk quota|File too large|os error (28|122|27)\b", str(error)):
            return True
        error = error.__cause__
    return False


def trouble_of(error: BaseException) -> index.Trouble:
    """What the failure of a step comes from."""
    if is_disk_full(error):
        return index.Trouble.DISK_FULL
    if isinstance(error, DatabaseError):
        return index.Trouble.DATABASE_LOST
    return index.Trouble.FAILING


def _writer(directory: Path) -> tantivy.IndexWriter:
    return open_index(str(directory)).writer(WRITER_HEAP_BYTES, 1)


def _pointer_signature() -> tuple[int, int] | None:
    try:
        stat = index.pointer_path().stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns


def _can_follow(cursor: index.Cursor) -> bool:
    with snapshot() as (_, xmin):
        pass
    return (
        cursor.database == index.database_identity()
        and cursor.reference == index.reference_fingerprint()
        and cursor.xmin <= xmin  # else the database has gone back in time
        and time.time() - cursor.saved_at < KEEP_TOMBSTONES_SECONDS
    )


def _changes(cursor: Any, since: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(id, stamp) of what was changed, and of what was deleted, by transactions from ``since`` on."""
    found = []
    # A table that was just loaded has no statistics yet, and a scan of all of it at every look would be dear.
    cursor.execute("SET LOCAL enable_seqscan = off")
    for sql in (
        "SELECT id, changed_in::text::bigint FROM postings_posting WHERE changed_in >= %s::text::xid8",
        "SELECT posting_id, changed_in::text::bigint FROM postings_deletedposting "
        "WHERE changed_in >= %s::text::xid8",
    ):
        cursor.execute(sql, [str(since)])
        found.append(cursor.fetchall())
    cursor.execute("SET LOCAL enable_seqscan = on")
    return found[0], found[1]


def follow_forever(stop: Event, chore: Callable[[], object] | None = None) -> None:
    """Follow until ``stop`` is set. Waits while another process of this machine follows.

    ``chore`` is done now and then on the way, such as clearing away what no follower needs any more.

    Failures (the database is away, the disk is full) are logged once each time they change and tried again;
    searches go on with the index as it is.
    """
    while not stop.is_set():
        with index.exclusive("follow", wait=False) as held:
            if not held:
                stop.wait(1.0)
                continue
            _follow_with_lock(stop, chore)


def _follow_with_lock(stop: Event, chore: Callable[[], object] | None) -> None:
    follower = Follower()
    chore_done = 0.0
    failures, said = 0, ""
    while not stop.is_set():
        try:
            follower.step()
            if chore is not None and time.monotonic() >= chore_done + CHORE_EVERY_SECONDS:
                chore_done = time.monotonic()
                chore()
            if said:
                logger.info("The search index follows the database again.")
                index.note(index.Trouble.NONE)
            failures, said = 0, ""
        except BaseException as error:
            if not isinstance(error, Exception) and not index.is_panic(error):
                raise
            failures += 1
            trouble = trouble_of(error)
            if str(error) != said:
                said = str(error)
                logger.exception("The search index could not be brought up to date; trying again.")
            index.note(trouble)
            if trouble is index.Trouble.FAILING and (index.is_panic(error) or failures >= FAILURES_OF_DAMAGE):
                index.mark_damaged()  # it is a cache: rather make it anew than fail for ever
            follower.close()
            connection.close()
        pause = LOOK_EVERY_SECONDS * 2 ** min(failures, 8)
        stop.wait(min(pause, LONGEST_PAUSE_SECONDS))
    follower.close()
