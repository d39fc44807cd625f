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
import logging
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
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
TRY_AGAIN_SECONDS = 0.5  # between attempts to open what could not be opened
OUTDATED_AFTER_SECONDS = 3_600.0  # an index of another schema version that nobody has followed for so long

logger = logging.getLogger(__name__)


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
    """Remove directories of this schema version that are not in use, and all of versions that no code follows
    any more; open readers keep their files."""
    current = current_directory()
    for directory in root().glob(f"v{SCHEMA_VERSION}-*"):
        if directory != current and not (directory / "building").exists():
            shutil.rmtree(directory, ignore_errors=True)
    for pointer in root().glob("current-v*"):
        version = pointer.name.removeprefix("current-v")
        if version != str(SCHEMA_VERSION) and _idle_seconds(version) > OUTDATED_AFTER_SECONDS:
            for path in root().glob(f"v{version}-*"):
                shutil.rmtree(path, ignore_errors=True)
            for name in (f"followed-v{version}", f"follower-v{version}", f"damaged-v{version}", pointer.name):
                (root() / name).unlink(missing_ok=True)


def _idle_seconds(version: str) -> float:
    """Since an index of that schema version was last followed or put in use."""
    times = [
        path.stat().st_mtime
        for name in (f"followed-v{version}", f"current-v{version}")
        if (path := root() / name).exists()
    ]
    return time.time() - max(times, default=0.0)


def remove_unfinished() -> None:
    """Remove what builders left that died. Only for the holder of the lock ``rebuild``."""
    for directory in root().glob(f"v{SCHEMA_VERSION}-*"):
        if (directory / "building").exists():
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
    """This process's open index. Thread-safe; ``view()`` is cheap when nothing has changed.

    What was opened stays readable when its files go: as long as nothing newer can be opened, searches are
    answered from it, and ``holding`` says why.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._view: View | None = None
        self._seen: tuple[Any, ...] = ()
        self._try_again = 0.0  # monotonic seconds; before, a failure is not tried anew
        self.holding = ""

    def view(self) -> View:
        """The newest committed state that can be read. Raises ``SearchUnavailable``."""
        view = self._view
        if view is not None:
            if self.holding and time.monotonic() < self._try_again and self._seen[0] == str(pointer_path()):
                return view
            try:
                signature = _signature(os.stat(pointer_path()), os.stat(view.directory / "meta.json"))
            except OSError:
                signature = ()
            if signature and self._seen == signature and not self.holding:
                return view
        with self._lock:
            held, seen = self._view, self._seen
            try:
                view = self._reopen()
            except SearchUnavailable as error:
                if held is None or seen[0] != str(pointer_path()):
                    raise
                self._view, self._seen = held, seen
                self.holding, self._try_again = str(error), time.monotonic() + TRY_AGAIN_SECONDS
                return held
            self.holding = ""
            return view

    def _reopen(self) -> View:
        for attempt in range(5):
            try:
                try:
                    pointer = os.stat(pointer_path())
                except OSError as error:
                    raise SearchUnavailable(
                        "There is no search index yet. Run: manage.py rebuild_search"
                    ) from error
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
            except BaseException as error:
                if not isinstance(error, (OSError, ValueError)) and not is_panic(error):
                    raise
                # Between reading the pointer and opening, a newer index may have taken its place.
                if attempt == 4:
                    mark_damaged()
                    raise SearchUnavailable(
                        "The search index cannot be read: its files are damaged."
                    ) from error
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


# --- what is wrong, told between the processes of this machine ------------------------------------------


def damage_path() -> Path:
    return root() / f"damaged-v{SCHEMA_VERSION}"


def mark_damaged() -> None:
    """Tell the follower that the index in use cannot be read: it makes it anew."""
    with contextlib.suppress(OSError):
        damage_path().write_text(_current_name())


def is_marked_damaged() -> bool:
    """Has a reader found the index in use damaged?"""
    try:
        return damage_path().read_text() == _current_name()
    except OSError:
        return False


def _current_name() -> str:
    try:
        return pointer_path().read_text().strip()
    except OSError:
        return ""


@contextlib.contextmanager
def answering() -> Iterator[None]:
    """Around questions to the engine: what it fails with becomes ``SearchUnavailable``, and the follower
    learns that the index is damaged."""
    try:
        yield
    except (ValueError, OSError) as error:
        logger.exception("The search index could not answer.")
        raise SearchUnavailable("The search index could not answer this search.") from error
    except BaseException as error:
        if not is_panic(error):
            raise
        logger.error("The search index is damaged: %s", error)
        mark_damaged()
        raise SearchUnavailable("The search index is damaged and is being built anew.") from error


def is_panic(error: BaseException) -> bool:
    """Is it a failed assertion of the engine? Its class cannot be imported and is no ``Exception``."""
    return type(error).__name__ == "PanicException"


class Trouble(StrEnum):
    """What keeps the follower from following."""

    NONE = "ok"
    BUILDING = "building"
    DISK_FULL = "disk_full"
    DATABASE_LOST = "database_lost"
    DAMAGED = "damaged"
    FAILING = "failing"


NOTE_BYTES = 64  # always the same size: a note can be overwritten on a full disk


def _note_path() -> Path:
    return root() / f"follower-v{SCHEMA_VERSION}"


def note(trouble: Trouble) -> None:
    """The follower tells how it fares. Never raises: a note that can't be written is an old one."""
    with contextlib.suppress(OSError):
        path = _note_path()
        root().mkdir(parents=True, exist_ok=True)
        with path.open("r+b" if path.exists() else "w+b") as file:
            file.write(trouble.value.ljust(NOTE_BYTES).encode())


def noted() -> Trouble:
    """How the follower fares, by its last word."""
    try:
        return Trouble(_note_path().read_text().strip())
    except (OSError, ValueError):
        return Trouble.NONE


@dataclass(frozen=True, slots=True)
class Status:
    """For ``/readyz``: whether searches are answered, from what, and whether that is being followed.

    ``state`` is one of: ok, missing, unreadable (searches fail); holding (the files are gone or damaged,
    answers come from what is still in memory); not_followed, and the values of ``Trouble`` (answers are as
    old as ``seconds_behind``).
    """

    state: str
    readable: bool
    stale: bool
    documents: int
    seconds_behind: float | None
    message: str


_TROUBLES = {
    Trouble.BUILDING: "The search index is being built anew; searches are answered from the one before.",
    Trouble.DISK_FULL: "The disk of the search index is full. Searches go on with the postings of before; "
    "make room and it catches up by itself.",
    Trouble.DATABASE_LOST: "The follower has lost the database and tries again; searches go on with the "
    "postings of before.",
    Trouble.DAMAGED: "The search index was damaged and is being built anew.",
    Trouble.FAILING: "The search index cannot be brought up to date; the follower's log says why.",
}


def status() -> Status:
    """Never raises."""
    behind = seconds_since_followed()
    stale = behind is None or behind > STALE_AFTER_SECONDS
    try:
        documents = view().searcher.num_docs
    except SearchUnavailable as error:
        state = "missing" if current_directory() is None else "unreadable"
        return Status(state, False, stale, 0, behind, str(error))
    trouble = noted()
    if _reader.holding:
        message = f"{_reader.holding} Searches are answered from what this process still holds in memory."
        return Status("holding", True, stale, documents, behind, message)
    if trouble is not Trouble.NONE:
        return Status(trouble.value, True, stale, documents, behind, _TROUBLES[trouble])
    if stale:
        message = "The search index is not being followed. Run: manage.py follow_search"
        return Status("not_followed", True, True, documents, behind, message)
    return Status("ok", True, False, documents, behind, f"{documents} postings in the search index.")
