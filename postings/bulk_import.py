"""Imports in the background: uploaded files wait in the database until a task has read them through.

Each text is imported in one transaction with the mark of how far its file is read, under a lock on the
file's row. So a worker that dies loses nothing, one that goes on doubles nothing, and two at once take turns.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from postings import intake
from postings.intake import Incoming, Summary, read_file
from postings.models import ImportBatch, ImportUpload

# An import that has not got on for so long has lost its worker (the slowest text takes seconds).
STANDS_STILL_AFTER = timedelta(seconds=60)


def start_import(
    files: Iterable[tuple[str, bytes]], *, channel: str, by: Any = None, source: str = ""
) -> ImportBatch:
    """Keep the files and import their texts in the background."""
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            channel=channel, started_by=by, source=source[:120], active_at=timezone.now()
        )
        for name, content in files:
            ImportUpload.objects.create(batch=batch, name=name.replace("\x00", "")[:500], content=content)
    _enqueue(batch)
    return batch


def stands_still(batch: ImportBatch) -> bool:
    """Has an import in the background been left unfinished by its worker?"""
    return (
        batch.finished_at is None
        and batch.active_at is not None
        and batch.active_at < timezone.now() - STANDS_STILL_AFTER
    )


def continue_import(batch: ImportBatch) -> None:
    """Go on with an unfinished import where it stopped."""
    if batch.finished_at is None:
        ImportBatch.objects.filter(pk=batch.pk).update(active_at=timezone.now())
        _enqueue(batch)


def continue_all() -> int:
    """Go on with every import that stands still, as after a restart; returns how many."""
    left = [
        batch
        for batch in ImportBatch.objects.filter(finished_at=None, active_at__isnull=False)
        if stands_still(batch)
    ]
    for batch in left:
        continue_import(batch)
    return len(left)


def _enqueue(batch: ImportBatch) -> None:
    run_import.enqueue(batch.pk)
    if run_import.get_backend().supports_defer:
        after = timezone.now() + STANDS_STILL_AFTER * 1.5
        watch_import.using(run_after=after).enqueue(batch.pk)


@task
def watch_import(batch_id: int) -> None:
    """Look after an import until it is finished: a queue forgets the task of a worker that was killed."""
    batch = ImportBatch.objects.filter(pk=batch_id, finished_at=None).first()
    if batch is None:
        return
    if stands_still(batch):
        continue_import(batch)
    else:
        watch_import.using(run_after=timezone.now() + STANDS_STILL_AFTER * 1.5).enqueue(batch.pk)


@task
def run_import(batch_id: int) -> None:
    """Read the batch's files through. Safe to run again, and in two places at once."""
    batch = ImportBatch.objects.filter(pk=batch_id, finished_at=None).first()
    if batch is None:
        return
    if batch.expected is None:
        batch.expected = sum(_count(upload) for upload in batch.uploads.all().iterator(chunk_size=1))
        batch.save(update_fields=["expected"])
    for pk in list(batch.uploads.values_list("pk", flat=True)):
        _read_through(batch, pk)
    if not batch.uploads.exists():
        ImportBatch.objects.filter(pk=batch.pk, finished_at=None).update(finished_at=timezone.now())


def _count(upload: ImportUpload) -> int:
    return sum(1 for _ in read_file(upload.name, bytes(upload.content)))


def _read_through(batch: ImportBatch, pk: int) -> None:
    upload = ImportUpload.objects.filter(pk=pk).first()
    if upload is None:
        return
    left = intake.MAX_TEXTS - batch.items.count()
    for number, incoming in enumerate(read_file(upload.name, bytes(upload.content))):
        if number < upload.taken:
            continue
        if number - upload.taken >= left:
            problem = f"Only {intake.MAX_TEXTS:,} texts are taken at once; from here on the file is left."
            _take(batch, pk, number, Incoming(incoming.name, problem=problem))
            break
        if not _take(batch, pk, number, incoming):
            return
    with transaction.atomic():
        ImportUpload.objects.select_for_update().filter(pk=pk).delete()


def _take(batch: ImportBatch, pk: int, number: int, incoming: Incoming) -> bool:
    """Import the file's text of this number unless it is; False when another worker has finished the file."""
    with transaction.atomic():
        upload = ImportUpload.objects.select_for_update().defer("content").filter(pk=pk).first()
        if upload is None:
            return False
        if number < upload.taken:
            return True
        intake.import_one(Summary(batch), incoming, None)
        upload.taken = number + 1
        upload.save(update_fields=["taken"])
        ImportBatch.objects.filter(pk=batch.pk).update(active_at=timezone.now())
    return True
