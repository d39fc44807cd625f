"""The import page and what it tells; imports in the background."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from postings import bulk_import, intake
from postings.admin import import_batch
from postings.models import Draft, ImportBatch, ImportItem, ImportUpload, RawText
from tests.admin.forms import said, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_run_at_once")]

ADD = "admin:postings_importbatch_add"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def lines(count: int, start: int = 0) -> bytes:
    return "\n".join(
        json.dumps({"id": str(n), "text": f"# Welder {n}\n\nWeld."}) for n in range(start, start + count)
    ).encode()


def result(batch: ImportBatch) -> str:
    return reverse("admin:postings_importbatch_change", args=[batch.pk])


def test_a_pasted_text_goes_straight_to_its_review(at_moderation):
    response = at_moderation.post(reverse(ADD), {"text": "# Welder\n\nWeld.", "source": "A board"})
    draft = Draft.objects.get()
    assert response.url == draft.get_admin_url()
    assert (draft.raw_text.source, draft.raw_text.batch.channel) == ("A board", "paste")


def test_a_text_that_is_known_leads_to_what_there_is_and_says_so(at_moderation):
    at_moderation.post(reverse(ADD), {"text": "# Welder\n\nWeld."})
    response = at_moderation.post(reverse(ADD), {"text": "# Welder\n\nWeld."})
    assert response.url == Draft.objects.get().get_admin_url()
    assert "The same text came on" in said(response)[-1]
    assert "waiting for review" in said(response)[-1]


def test_files_are_told_apart_by_name_with_their_reasons(at_moderation):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("inner.md", "# Cook\n\nCook.")
        file.writestr("photo.png", b"\x89PNG")
    files = [
        upload("welder.md", b"# Welder\n\nWeld."),
        upload("empty.md", b""),
        upload("many.zip", archive.getvalue()),
        upload("<b>odd</b>.md", b"\xff\xfe\x00"),
    ]
    response = at_moderation.post(reverse(ADD), {"files": files})
    batch = ImportBatch.objects.get()
    assert response.url == result(batch)
    page = text_of(at_moderation.get(response.url))
    for words in ("welder.md", "The file is empty.", "many.zip/inner.md", "many.zip/photo.png", "Accepted: "):
        assert words in page
    assert "<b>odd" not in page
    assert "<b>2</b> imported" in page
    assert "<b>3</b> not imported" in page
    failed = text_of(at_moderation.get(response.url, {"outcome": "failed"}))
    assert "empty.md" in failed
    assert "welder.md" not in failed


def test_nothing_at_all_is_refused_in_words(at_moderation):
    page = text_of(at_moderation.post(reverse(ADD), {"text": "  ", "source": "x"}))
    assert "Paste a text or choose at least one file." in page


@pytest.mark.parametrize("outcome", ["", "nonsense", "\x00"])
@pytest.mark.parametrize("page", ["0", "x", "999999999999", "-1"])
def test_a_nonsensical_page_of_the_result_shows_something(at_moderation, outcome, page):
    at_moderation.post(reverse(ADD), {"files": [upload("a.md", b"one"), upload("b.md", b"two")]})
    batch = ImportBatch.objects.get()
    assert at_moderation.get(result(batch), {"outcome": outcome, "page": page}).status_code == 200


def test_a_long_result_comes_in_pages(at_moderation, monkeypatch):
    monkeypatch.setattr(import_batch, "ITEMS_A_PAGE", 3)
    at_moderation.post(reverse(ADD), {"files": [upload("a.jsonl", lines(5))]})
    batch = ImportBatch.objects.get()
    assert "Page 1 of 2" in text_of(at_moderation.get(result(batch)))
    assert "a.jsonl 4" in text_of(at_moderation.get(result(batch), {"page": "2"}))


def test_many_texts_are_imported_in_the_background(at_moderation, monkeypatch):
    monkeypatch.setattr(import_batch, "IN_REQUEST_TEXTS", 3)
    response = at_moderation.post(
        reverse(ADD), {"text": "# Pasted too\n\nText", "files": [upload("a.jsonl", lines(5))]}
    )
    batch = ImportBatch.objects.get()
    assert response.url == result(batch)
    assert batch.expected == 6
    assert batch.finished_at is not None
    assert (RawText.objects.count(), batch.items.count(), Draft.objects.count()) == (6, 6, 6)
    assert not ImportUpload.objects.exists()


def start_only(monkeypatch: Any, *files: tuple[str, bytes]) -> ImportBatch:
    """An import whose worker died before it began."""
    with monkeypatch.context() as patch:
        patch.setattr(type(bulk_import.run_import), "enqueue", lambda *_, **__: None)
        return bulk_import.start_import(files, channel=ImportBatch.Channel.UPLOAD)


def test_a_worker_that_dies_loses_nothing_and_the_next_doubles_nothing(monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(5)), ("b.jsonl", lines(3, start=5) + b"\nbad"))
    real = intake.import_one
    done = []

    def dies(*arguments: Any) -> None:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(arguments)
        real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(intake, "import_one", dies)
        with pytest.raises(KeyboardInterrupt):
            bulk_import.run_import.call(batch.pk)
    assert batch.items.count() == 3
    batch.refresh_from_db()
    assert (batch.expected, batch.finished_at) == (9, None)
    bulk_import.run_import.call(batch.pk)
    bulk_import.run_import.call(batch.pk)
    batch.refresh_from_db()
    assert batch.finished_at is not None
    assert list(batch.items.values_list("outcome", flat=True)) == ["imported"] * 8 + ["failed"]
    assert RawText.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_import_take_turns(monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(12)))

    def work() -> None:
        bulk_import.run_import.call(batch.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert batch.items.count() == RawText.objects.count() == 12
    assert set(batch.items.values_list("outcome", flat=True)) == {"imported"}
    batch.refresh_from_db()
    assert batch.finished_at is not None


def test_an_import_at_a_stand_says_so_and_goes_on_at_a_press(at_moderation, monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(2)))
    assert "Waiting to begin." in text_of(at_moderation.get(result(batch)))
    ImportBatch.objects.update(active_at=timezone.now() - timedelta(minutes=5))
    assert "No worker has taken it up yet" in text_of(at_moderation.get(result(batch)))
    ImportBatch.objects.update(expected=2)
    page = text_of(at_moderation.get(result(batch)))
    assert "It stands still" in page
    assert "Go on" in page
    at_moderation.get(reverse("admin:postings_importbatch_continue", args=[batch.pk]))
    assert not batch.items.exists()  # only by POST
    at_moderation.post(reverse("admin:postings_importbatch_continue", args=[batch.pk]))
    assert batch.items.count() == 2


def test_an_import_whose_worker_was_killed_is_taken_up_by_the_watch(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    batch = bulk_import.start_import([("a.jsonl", lines(2))], channel=ImportBatch.Channel.UPLOAD)

    def queued() -> list[str]:
        paths = DBTaskResult.objects.order_by("enqueued_at").values_list("task_path", flat=True)
        return [path.rpartition(".")[2] for path in paths]

    assert queued() == ["run_import", "watch_import"]
    DBTaskResult.objects.all().delete()  # as good as killed: nobody will run them
    bulk_import.watch_import.call(batch.pk)
    assert queued() == ["watch_import"]  # it is not late yet
    ImportBatch.objects.update(active_at=timezone.now() - timedelta(minutes=5))
    bulk_import.watch_import.call(batch.pk)
    assert queued() == ["watch_import", "run_import", "watch_import"]
    bulk_import.run_import.call(batch.pk)
    DBTaskResult.objects.all().delete()
    bulk_import.watch_import.call(batch.pk)
    assert (batch.items.count(), queued()) == (2, [])


def test_after_a_restart_every_import_at_a_stand_goes_on(monkeypatch):
    lost = start_only(monkeypatch, ("a.jsonl", lines(2)))
    ImportBatch.objects.update(active_at=timezone.now() - timedelta(minutes=5))
    running = start_only(monkeypatch, ("b.jsonl", lines(2, start=2)))
    assert bulk_import.continue_all() == 1
    assert (lost.items.count(), running.items.count()) == (2, 0)


def test_no_more_texts_are_taken_than_the_bound_and_that_is_said(monkeypatch):
    monkeypatch.setattr(intake, "MAX_TEXTS", 3)
    batch = start_only(monkeypatch, ("a.jsonl", lines(2)), ("b.jsonl", lines(4, start=2)))
    bulk_import.run_import.call(batch.pk)
    assert RawText.objects.count() == 3
    assert "Only 3 texts" in batch.items.get(outcome=ImportItem.Outcome.FAILED).reason
    batch.refresh_from_db()
    assert batch.finished_at is not None


def test_the_list_of_imports_counts_each_outcome(at_moderation):
    at_moderation.post(
        reverse(ADD), {"files": [upload("a.md", b"one"), upload("b.md", b"")], "source": "Board"}
    )
    page = text_of(at_moderation.get(reverse("admin:postings_importbatch_changelist")))
    assert '<td class="field-imported">1</td>' in page
    assert '<td class="field-failed">1</td>' in page
