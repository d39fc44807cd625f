"""The index on this machine's disk: where it lies, how readers follow it, how a new one takes its place.

``SEARCH_INDEX_DIR`` holds one directory an index and a pointer file ``current-v<SCHEMA_VERSION>`` that
names the one in use. A new index is built beside it and the pointer is replaced in one step, so readers
never see half of one; code of another schema version has a pointer of its own. Readers notice commits and
switches by two ``stat`` calls a search.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy
from django.conf import settings
from django.db import connection

from postings.models import Place, ReferenceLoad, Skill
from postings.rates import latest_rates
from postings.search import SearchUnavailable
from postings.search.schema import SCHEMA_VERSION, open_index

STALE_AFTER_SECONDS = 15.0  # without a sign of life from the follower


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far an index has followed which database."""

    xmin: int  # every transaction below it has been applied
    database: str  # identifies the server and database it counts transactions of
    reference: str  # fingerprint of what documents are derived from besides postings
    saved_at: float  # seconds since 1970


@dataclass(frozen=True, slots=True)
class View:
    """One state of the index; ``generation`` differs for every commit."""

    searcher: tantivy.Searcher
    index: tantivy.Index
    generation: tuple[Any, ...]
    directory: Path


def root() -> Path:
    return Path(settings.SEARCH_INDEX_DIR)


def pointer_path() -> Path:
    return root() / f"current-v{SCHEMA_VERSION}"


def current_directory() -> Path | None:
    """The directory of the index in use, or None before the first one is built."""
    try:
        name = pointer_path().read_text().strip()
    except FileNotFoundError:
        return None
    directory = root() / name
    return directory if name and (directory / "meta.json").exists() else None


def new_directory() -> Path:
    """A fresh empty directory for an index that is not yet in use."""
    directory = root() / f"v{SCHEMA_VERSION}-{time.time_ns()}"
    directory.mkdir(parents=True)
    return directory


def switch_to(directory: Path) -> None:
    """Make it the index in use, in one step, and remove those that were before."""
    _write(pointer_path(), directory.name)
    remove_unused()


def remove_unused() -> None:
    """Remove directories of this schema version that are not in use; open readers keep their files."""
    current = current_directory()
    for directory in root().glob(f"v{SCHEMA_VERSION}-*"):
        if directory != current and not (directory / "building").exists():
            shutil.rmtree(directory, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def save_cursor(directory: Path, cursor: Cursor) -> None:
    """Written beside the index after its commit: if it is lost, the same changes are applied once more."""
    _write(directory / "cursor.json", json.dumps(asdict(cursor)))


def load_cursor(directory: Path) -> Cursor | None:
    """None when it is missing or unreadable."""
    try:
        return Cursor(**json.loads((directory / "cursor.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


def database_identity() -> str:
    """Tells a restored or exchanged database from the one that was followed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier::text, "
            "(SELECT oid FROM pg_database WHERE datname = current_database()) FROM pg_control_system()"
        )
        return ":".join(map(str, cursor.fetchone()))


def reference_fingerprint() -> str:
    """Of everything documents are made from that stamps no posting: rates, places, and which skill is
    broader."""
    digest = hashlib.sha256()
    digest.update(repr((SCHEMA_VERSION, sorted(latest_rates().to_base.items()))).encode())
    loads = ReferenceLoad.objects.filter(name="places").values_list("name", "fingerprint")
    digest.update(repr(sorted(loads)).encode())
    parents = Skill.parents.through.objects.values_list("from_skill_id", "to_skill_id")
    digest.update(repr(sorted(parents)).encode())
    digest.update(repr(Place.objects.order_by("-id").values_list("id", flat=True).first()).encode())
    return digest.hexdigest()[:32]


@contextlib.contextmanager
def exclusive(name: str, *, wait: bool = True) -> Iterator[bool]:
    """Hold the machine-wide lock of that name; the system frees it when the process dies.

    Yields False when ``wait`` is off and another process has it.
    """
    root().mkdir(parents=True, exist_ok=True)
    with (root() / f"{name}.lock").open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                held = True
            except BlockingIOError:
                held = False
            if held or not wait:
                break
            time.sleep(0.2)  # not a blocking lock: a signal must end the wait
        yield held


class Reader:
    """This process's open index. Thread-safe; ``view()`` is cheap when nothing has changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._view: View | None = None
        self._seen: tuple[Any, ...] = ()

    def view(self) -> View:
        """The newest committed state. Raises ``SearchUnavailable``."""
        try:
            pointer = os.stat(pointer_path())
        except OSError as error:
            raise SearchUnavailable("There is no search index yet. Run: manage.py rebuild_search") from error
        view = self._view
        if view is not None:
            try:
                meta = os.stat(view.directory / "meta.json")
            except OSError:
                meta = None
            if meta is not None and self._seen == _signature(pointer, meta):
                return view
        with self._lock:
            return self._reopen()

    def _reopen(self) -> View:
        for attempt in range(5):
            try:
                pointer = os.stat(pointer_path())
                directory = current_directory()
                if directory is None:
                    raise SearchUnavailable("The search index is gone. Run: manage.py rebuild_search")
                meta = os.stat(directory / "meta.json")
                signature = _signature(pointer, meta)
                if self._view is not None and signature == self._seen:
                    return self._view
                if (
                    self._view is not None
                    and self._view.directory == directory
                    and self._seen[:3] == signature[:3]
                ):
                    index = self._view.index
                    index.reload()
                else:
                    index = open_index(str(directory))
                    index.config_reader("manual")
                    index.reload()
                self._view = View(index.searcher(), index, (directory.name, *signature[3:]), directory)
                self._seen = signature
                return self._view
            except (OSError, ValueError) as error:
                # Between reading the pointer and opening, a newer index may have taken its place.
                if attempt == 4:
                    raise SearchUnavailable(f"The search index cannot be read: {error}") from error
                self._view = None
                time.sleep(0.02)
        raise AssertionError("unreachable")


def _signature(pointer: os.stat_result, meta: os.stat_result) -> tuple[Any, ...]:
    return (
        str(pointer_path()), pointer.st_ino, pointer.st_mtime_ns, meta.st_ino, meta.st_mtime_ns, meta.st_size,
    )  # fmt: skip


_reader = Reader()


def view() -> View:
    """The newest committed state of the index in use. Raises ``SearchUnavailable``."""
    return _reader.view()


def heartbeat_path() -> Path:
    return root() / f"followed-v{SCHEMA_VERSION}"


def beat() -> None:
    """Called by the follower after each look at the database that succeeded."""
    heartbeat_path().touch()


def seconds_since_followed() -> float | None:
    """Seconds since the follower last agreed with the database; None if it never did."""
    try:
        return max(0.0, time.time() - heartbeat_path().stat().st_mtime)
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class Status:
    """For ``/readyz``: whether the index can be read, and whether it is being followed."""

    readable: bool
    stale: bool
    documents: int
    seconds_behind: float | None
    message: str


def status() -> Status:
    """Never raises."""
    behind = seconds_since_followed()
    stale = behind is None or behind > STALE_AFTER_SECONDS
    try:
        documents = view().searcher.num_docs
    except SearchUnavailable as error:
        return Status(False, stale, 0, behind, str(error))
    if stale:
        message = "The search index is not being followed. Run: manage.py follow_search"
        return Status(True, True, documents, behind, message)
    return Status(True, False, documents, behind, f"{documents} postings in the search index.")
