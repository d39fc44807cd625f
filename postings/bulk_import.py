"""Imports in the background, by any number of workers.

The uploaded files wait in the database until they are told apart into texts; each text then waits as an
``ImportItem`` until a worker claims it (``FOR UPDATE SKIP LOCKED``), imports it and notes what became of it,
all in one transaction. So a worker that dies loses nothing, one that goes on doubles nothing, and several at
once share the work. Whether the import is paused or cancelled is asked with every claim.

A task works for a few seconds and then hands on to another, so that imports take turns on few workers and
a worker that is asked to stop does so in time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import batched, islice
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.tasks import task
from django.utils import timezone

from postings import columns, intake
from postings.intake import Incoming, Summary, named_source, read_file
from postings.models import Draft, ImportBatch, ImportItem, ImportUpload, Source
from postings.tasks import collect_terms

State = ImportBatch.State
Outcome = ImportItem.Outcome

SLICE_SECONDS = 5.0
TEXTS_A_WORKER = 200  # so many texts make it worth to ask another worker to help
MOST_WORKERS = 16
SPREAD_AT_ONCE = 200  # texts told apart in one transaction
# An import that has not got on for so long has no worker (the slowest text takes seconds).
STANDS_STILL_AFTER = timedelta(seconds=60)
NOTED_EVERY = timedelta(seconds=5)


class ImportStateError(Exception):
    """It can't be done with the import as it is; the message says why."""


# --- starting and steering ------------------------------------------------------------------------


def start_import(
    files: Iterable[tuple[str, bytes]], *, channel: str, by: Any = None, source: str = ""
) -> ImportBatch:
    """Keep the files and import their texts in the background, once the columns of tables are chosen."""
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            channel=channel, started_by=by, source=named_source(source), active_at=timezone.now()
        )
        known = Source.objects.filter(name=batch.source).values_list("columns", flat=True).first() or {}
        for name, content in files:
            chosen = None
            if name.lower().endswith(".csv") and (table := table_of(content)) is not None:
                chosen = known.get(table.key)
                if chosen is None:
                    batch.state = State.COLUMNS
            ImportUpload.objects.create(
                batch=batch, name=name.replace("\x00", "")[:500], content=content, columns=chosen
            )
        if batch.state == State.COLUMNS:
            batch.save(update_fields=["state"])
    if batch.state == State.RUNNING:
        run_import.enqueue(batch.pk)
    return batch


def table_of(content: bytes) -> columns.Table | None:
    """The head of a table; None when it can't be read, which the import then says."""
    try:
        return columns.head_of(intake.decode(content)[0])
    except (intake.UnreadableTextError, columns.ColumnsError):
        return None


def undecided_tables(batch: ImportBatch) -> list[tuple[ImportUpload, columns.Table]]:
    """The tables of the import whose columns nobody has chosen, one of each make."""
    found: dict[str, tuple[ImportUpload, columns.Table]] = {}
    for upload in batch.uploads.filter(columns__isnull=True, name__iendswith=".csv"):
        if (table := table_of(bytes(upload.content))) is not None:
            found.setdefault(table.key, (upload, table))
    return list(found.values())


def choose_columns(batch: ImportBatch, choices: dict[str, dict[str, str]]) -> None:
    """Take the choice for each make of table (by ``Table.key``), remember it for the source, and begin.

    Raises ``columns.ColumnsError`` and ``ImportStateError``.
    """
    with transaction.atomic():
        _choose(_lock(batch), choices)
    run_import.enqueue(batch.pk)


def _choose(locked: ImportBatch, choices: dict[str, dict[str, str]]) -> None:
    if locked.state != State.COLUMNS:
        raise ImportStateError(
            f"The columns were chosen already: the import is {locked.get_state_display()}."
        )
    remembered: dict[str, dict[str, str]] = {}
    for upload in locked.uploads.filter(columns__isnull=True, name__iendswith=".csv"):
        if (table := table_of(bytes(upload.content))) is None:
            continue
        chosen = columns.checked(table.header, choices.get(table.key, {}))
        ImportUpload.objects.filter(pk=upload.pk).update(columns=chosen)
        remembered[table.key] = chosen
    source = Source.objects.select_for_update().filter(name=locked.source).first()
    if source is not None:
        source.columns = {**source.columns, **remembered}
        source.save(update_fields=["columns"])
    _go(locked)


@transaction.atomic
def pause(batch: ImportBatch) -> ImportBatch:
    """Stop after the texts that are being read."""
    locked = _lock(batch)
    if locked.state != State.RUNNING:
        raise ImportStateError(f"It can't be paused: it is {locked.get_state_display()}.")
    locked.state = State.PAUSED
    locked.save(update_fields=["state"])
    return locked


def resume(batch: ImportBatch) -> None:
    """Go on with a paused import, or with one that stands still."""
    with transaction.atomic():
        locked = _lock(batch)
        if locked.state not in (State.PAUSED, State.RUNNING):
            raise ImportStateError(f"It can't go on: it is {locked.get_state_display()}.")
        _go(locked)
    run_import.enqueue(batch.pk)


@transaction.atomic
def cancel(batch: ImportBatch) -> ImportBatch:
    """End it. What was imported stays; the texts that wait are left, and their bytes are not kept."""
    locked = _lock(batch)
    if locked.finished_at is not None:
        raise ImportStateError(f"It can't be cancelled: it is {locked.get_state_display()}.")
    locked.uploads.all().delete()
    # A text that a worker is reading just now is locked: it is read to its end.
    waiting = locked.items.filter(outcome=Outcome.WAITING).select_for_update(skip_locked=True)
    ids = list(waiting.values_list("pk", flat=True))
    locked.items.filter(pk__in=ids).update(outcome=Outcome.LEFT, content=None)
    locked.state = State.CANCELLED
    locked.finished_at = timezone.now()
    locked.save(update_fields=["state", "finished_at"])
    return locked


def retriable(batch: ImportBatch) -> QuerySet[ImportItem]:
    """The failed texts that can be tried again: those whose bytes are kept."""
    return batch.items.filter(outcome=Outcome.FAILED).filter(
        Q(content__isnull=False) | Q(raw_text__isnull=False)
    )


def retry(batch: ImportBatch, *, items: Iterable[int] | None = None) -> int:
    """Try failed texts again, those of these keys or all that can be; returns how many."""
    with transaction.atomic():
        locked = _lock(batch)
        if locked.state == State.COLUMNS:
            raise ImportStateError("Choose the columns first.")
        chosen = retriable(locked)
        if items is not None:
            chosen = chosen.filter(pk__in=list(items))
        count = chosen.update(outcome=Outcome.WAITING, code="", reason="")
        if count:
            _go(locked)
    if count:
        run_import.enqueue(batch.pk)
    return count


def _lock(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.select_for_update().get(pk=batch.pk)


def _go(locked: ImportBatch) -> None:
    locked.state, locked.finished_at, locked.active_at = State.RUNNING, None, timezone.now()
    locked.save(update_fields=["state", "finished_at", "active_at"])


def stands_still(batch: ImportBatch) -> bool:
    """Should a worker be at it, and has none got on?"""
    return (
        batch.state == State.RUNNING
        and batch.active_at is not None
        and batch.active_at < timezone.now() - STANDS_STILL_AFTER
    )


def continue_all() -> int:
    """Go on with every import that stands still, as after a restart; returns how many."""
    running = ImportBatch.objects.filter(state=State.RUNNING, active_at__isnull=False)
    left = [batch for batch in running if stands_still(batch)]
    for batch in left:
        resume(batch)
    return len(left)


# --- working --------------------------------------------------------------------------------------


@task
def run_import(batch_id: int) -> None:
    """Work on an import for a few seconds, then hand on. Safe to run again, and in many places at once."""
    until = time.monotonic() + SLICE_SECONDS
    in_time = lambda: time.monotonic() < until  # noqa: E731
    if (batch := _running(batch_id)) is None:
        return
    if batch.expected is None or batch.uploads.exists():
        if not _spread(batch, in_time):
            _hand_on(batch)
            return
        waiting = batch.items.filter(outcome=Outcome.WAITING).count()
        for _ in range(min(MOST_WORKERS - 1, waiting // TEXTS_A_WORKER)):
            run_import.enqueue(batch.pk)
    summary = Summary(batch)
    while in_time():
        if not _import_next(summary):
            _finish(batch)
            return
    _hand_on(batch)


def _running(batch_id: int) -> ImportBatch | None:
    return ImportBatch.objects.filter(pk=batch_id, state=State.RUNNING).first()


def _hand_on(batch: ImportBatch) -> None:
    if _running(batch.pk) is not None:
        run_import.enqueue(batch.pk)


def _spread(batch: ImportBatch, in_time: Callable[[], bool]) -> bool:
    """Tell the texts of the uploaded files apart; False when time is over or the import was halted."""
    for pk in list(batch.uploads.values_list("pk", flat=True)):
        upload = ImportUpload.objects.filter(pk=pk).first()
        if upload is None:
            continue
        texts = read_file(upload.name, bytes(upload.content), upload.columns)
        done = upload.taken
        for some in batched(islice(texts, done, None), SPREAD_AT_ONCE):
            if not in_time() or not _keep(batch, pk, done, some):
                return False
            done += len(some)
        with transaction.atomic():
            ImportUpload.objects.select_for_update().filter(pk=pk, taken=done).delete()
    if batch.uploads.exists():  # another worker tells them apart just now
        return False
    ImportBatch.objects.filter(pk=batch.pk).update(expected=batch.items.count())
    return True


def _keep(batch: ImportBatch, pk: int, done: int, some: tuple[Incoming, ...]) -> bool:
    """Let these texts of the file wait to be imported; False when another worker or a person was quicker."""
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().filter(pk=batch.pk, state=State.RUNNING).first()
        upload = ImportUpload.objects.select_for_update().defer("content").filter(pk=pk, taken=done).first()
        if locked is None or upload is None:
            return False
        left = intake.MAX_TEXTS - batch.items.exclude(code=ImportItem.Code.TOO_MANY).count()
        ImportItem.objects.bulk_create(_item(batch, text) for text in some[: max(left, 0)])
        if len(some) > left:
            problem = f"Only {intake.MAX_TEXTS:,} texts are taken at once; from here on the file is left."
            code = ImportItem.Code.TOO_MANY
            ImportItem.objects.bulk_create([_item(batch, Incoming(some[left].name, None, problem, code))])
            upload.delete()
            ImportBatch.objects.filter(pk=batch.pk).update(active_at=timezone.now())
            return True
        upload.taken = done + len(some)
        upload.save(update_fields=["taken"])
        ImportBatch.objects.filter(pk=batch.pk).update(active_at=timezone.now())
    return True


def _item(batch: ImportBatch, text: Incoming) -> ImportItem:
    name = text.name.replace("\x00", "")[:500]
    content, problem, code = text.content, text.problem, text.code
    # Too long to wait in the database, or nothing at all: said at once.
    if content is not None and (len(content) > intake.MAX_TEXT_BYTES or not content.strip()):
        problem, code, _ = intake.problem_of(content)
        content = None
    if content is None:
        return ImportItem(batch=batch, name=name, outcome=Outcome.FAILED, code=code, reason=problem[:500])
    return ImportItem(batch=batch, name=name, outcome=Outcome.WAITING, content=content)


def _import_next(summary: Summary) -> bool:
    """Claim one waiting text and import it; False when there is none to claim."""
    with transaction.atomic():
        item = (
            ImportItem.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(batch=summary.batch, outcome=Outcome.WAITING, batch__state=State.RUNNING)
            .order_by("pk")
            .first()
        )
        if item is None:
            return False
        content = item.content
        if content is None and item.raw_text is not None:
            content = item.raw_text.content
        if content is None:
            item.outcome, item.code = Outcome.FAILED, ImportItem.Code.OTHER
            item.reason = "Its text is not kept any more: import it again."
            item.save()
        else:
            intake.import_one(summary, Incoming(item.name, bytes(content)), None, item)
        # Seldom: all workers of the import would wait for one another at this row.
        late = timezone.now() - NOTED_EVERY
        ImportBatch.objects.filter(pk=summary.batch.pk, active_at__lt=late).update(active_at=timezone.now())
    return True


def _finish(batch: ImportBatch) -> None:
    """Note the end when nothing waits any more; the terms of the new texts are collected then."""
    with transaction.atomic():
        locked = _lock(batch)
        open_ = locked.items.filter(outcome=Outcome.WAITING).exists() or locked.uploads.exists()
        if locked.state != State.RUNNING or open_:
            return
        locked.state, locked.finished_at = State.FINISHED, timezone.now()
        locked.save(update_fields=["state", "finished_at"])
    if Draft.objects.filter(raw_text__batch=batch, is_posting=True).exists():
        collect_terms.enqueue()
