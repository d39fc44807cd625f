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

from postings import bulk_import, intake
from postings.admin import import_batch
from postings.models import Draft, ImportBatch, ImportItem, ImportUpload, RawText
from tests.admin.forms import said
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

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


def step(client: Any, batch: ImportBatch, name: str, **more: Any) -> list[str]:
    """Press the button; what the next page says."""
    url = reverse("admin:postings_importbatch_step", args=[batch.pk])
    return said(client.post(url, {"step": name, **more}))


def outcomes(batch: ImportBatch) -> list[str]:
    return list(batch.items.order_by("pk").values_list("outcome", flat=True))


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
    assert outcomes(batch) == ["imported"] * 3 + ["waiting"] * 5 + ["failed"]
    batch.refresh_from_db()
    assert (batch.expected, batch.finished_at) == (9, None)
    bulk_import.run_import.call(batch.pk)
    bulk_import.run_import.call(batch.pk)
    batch.refresh_from_db()
    assert batch.state == "finished"
    assert outcomes(batch) == ["imported"] * 8 + ["failed"]
    assert RawText.objects.count() == 8
    assert not batch.items.exclude(content=None).exists()  # nothing is kept twice


def test_a_worker_that_dies_while_it_tells_the_texts_apart_doubles_none(monkeypatch):
    monkeypatch.setattr(bulk_import, "SPREAD_AT_ONCE", 2)
    batch = start_only(monkeypatch, ("a.jsonl", lines(7)))
    real = bulk_import._keep
    done = []

    def dies(*arguments: Any) -> bool:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(arguments)
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(bulk_import, "_keep", dies)
        with pytest.raises(KeyboardInterrupt):
            bulk_import.run_import.call(batch.pk)
    assert (batch.items.count(), batch.uploads.get().taken) == (4, 4)
    bulk_import.run_import.call(batch.pk)
    assert (outcomes(batch), RawText.objects.count()) == (["imported"] * 7, 7)


@pytest.mark.django_db(transaction=True)
def test_several_workers_share_one_import_and_double_nothing(monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(24)), ("b.jsonl", lines(12)))
    took: dict[int, int] = {}
    real = intake.import_one

    def counted(*arguments: Any) -> None:
        took[threading.get_ident()] = took.get(threading.get_ident(), 0) + 1
        real(*arguments)

    monkeypatch.setattr(intake, "import_one", counted)
    gate = threading.Barrier(3)

    def work() -> None:
        gate.wait()
        bulk_import.run_import.call(batch.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bulk_import.run_import.call(batch.pk)  # workers that came while another told the texts apart went away
    assert RawText.objects.count() == Draft.objects.count() == 24
    assert sorted(outcomes(batch)) == ["imported"] * 24 + ["known"] * 12
    assert sum(took.values()) == 36
    batch.refresh_from_db()
    assert batch.finished_at is not None


def test_a_long_import_is_handed_on_so_that_others_have_their_turn(monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(3)))
    monkeypatch.setattr(bulk_import, "SLICE_SECONDS", -1)
    asked = []
    monkeypatch.setattr(type(bulk_import.run_import), "enqueue", lambda _, pk: asked.append(pk))
    bulk_import.run_import.call(batch.pk)
    assert (asked, batch.items.count()) == ([batch.pk], 0)


def test_a_paused_import_reads_nothing_until_it_goes_on(at_moderation, monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(4)))
    assert "Pause" in text_of(at_moderation.get(result(batch)))
    assert "Paused" in step(at_moderation, batch, "pause")[-1]
    bulk_import.run_import.call(batch.pk)
    assert not batch.items.exists()
    page = text_of(at_moderation.get(result(batch)))
    assert "Paused after 0 of 0 texts found so far." in page
    assert "Go on" in page
    step(at_moderation, batch, "resume")
    assert outcomes(batch) == ["imported"] * 4


def test_it_is_asked_before_every_text_whether_it_is_paused(monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(4)))
    real = intake.import_one

    def then_paused(*arguments: Any) -> None:
        real(*arguments)
        bulk_import.pause(batch)

    with monkeypatch.context() as patch:
        patch.setattr(intake, "import_one", then_paused)
        bulk_import.run_import.call(batch.pk)
    assert outcomes(batch) == ["imported"] + ["waiting"] * 3
    batch.refresh_from_db()
    assert (batch.state, batch.finished_at) == ("paused", None)


def test_a_cancelled_import_keeps_what_it_has_and_leaves_the_rest_by_name(at_moderation, monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(4)))
    real = intake.import_one

    def then_paused(*arguments: Any) -> None:
        real(*arguments)
        bulk_import.pause(batch)

    with monkeypatch.context() as patch:
        patch.setattr(intake, "import_one", then_paused)
        bulk_import.run_import.call(batch.pk)
    assert (
        step(at_moderation, batch, "cancel")[-1]
        == "Cancelled. What was imported stays; 3 texts were not read."
    )
    assert outcomes(batch) == ["imported"] + ["left"] * 3
    assert not batch.items.exclude(content=None).exists()
    page = text_of(at_moderation.get(result(batch)))
    assert "Cancelled after 1 text" in page or "Cancelled after 4 texts" in page
    assert "Go on" not in page
    for name in ("pause", "resume", "cancel"):
        assert "it is cancelled" in step(at_moderation, batch, name)[-1]
    bulk_import.run_import.call(batch.pk)
    assert Draft.objects.count() == 1


def test_steps_of_an_import_are_taken_by_post_alone_and_unknown_ones_are_missing(at_moderation, monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(2)))
    url = reverse("admin:postings_importbatch_step", args=[batch.pk])
    at_moderation.get(url, {"step": "cancel"})
    assert at_moderation.post(url, {"step": "explode"}).status_code == 404
    assert at_moderation.post(url, {"step": "retry", "item": "x"}).status_code == 404
    batch.refresh_from_db()
    assert batch.state == "running"


def test_failures_have_a_code_are_listed_by_it_and_tried_again_singly_or_all(at_moderation, monkeypatch):
    def broken(**_: Any) -> Any:
        raise RuntimeError("the rules are broken")

    files = [upload("a.md", b"# Welder\n\nWeld."), upload("b.md", b"# Cook\n\nCook."), upload("c.png", b"x")]
    with monkeypatch.context() as patch:
        patch.setattr(intake, "draft_text", broken)
        at_moderation.post(reverse(ADD), {"files": files})
    batch = ImportBatch.objects.get()
    assert list(batch.items.values_list("code", flat=True)) == ["fault", "fault", "kind"]
    page = text_of(at_moderation.get(result(batch)))
    assert "Our fault</a>: 2" in page
    assert "Try 2 of them again" in page
    assert "c.png" not in text_of(at_moderation.get(result(batch), {"code": "fault"}))
    first, _, kind = batch.items.order_by("pk")
    assert step(at_moderation, batch, "retry", item=kind.pk)[-1].startswith("This text can't be tried again")
    step(at_moderation, batch, "retry", item=first.pk)
    assert outcomes(batch) == ["imported", "failed", "failed"]
    assert step(at_moderation, batch, "retry_all")[-1] == "1 text was tried again."
    assert outcomes(batch) == ["imported", "imported", "failed"]
    assert Draft.objects.count() == 2


def test_an_import_at_a_stand_says_so_and_goes_on_at_a_press(at_moderation, monkeypatch):
    batch = start_only(monkeypatch, ("a.jsonl", lines(2)))
    assert "Waiting to begin." in text_of(at_moderation.get(result(batch)))
    ImportBatch.objects.update(active_at=timezone.now() - timedelta(minutes=5))
    page = text_of(at_moderation.get(result(batch)))
    assert "No worker has taken it up yet" in page
    assert "Go on" in page
    step(at_moderation, batch, "resume")
    assert outcomes(batch) == ["imported"] * 2


def test_after_a_restart_every_import_at_a_stand_goes_on(monkeypatch):
    lost = start_only(monkeypatch, ("a.jsonl", lines(2)))
    ImportBatch.objects.update(active_at=timezone.now() - timedelta(minutes=5))
    running = start_only(monkeypatch, ("b.jsonl", lines(2, start=2)))
    assert bulk_import.continue_all() == 1
    assert (lost.items.count(), running.items.count()) == (2, 0)


TABLE = "Stellentitel,Firma,Wo,Was,Nr\nWelder,Alder Works,Adelaide,Weld all day.,A-7\nCook,Birch,Kiel,Fry.,\n"


def choose(client: Any, batch: ImportBatch, *roles: str) -> Any:
    url = reverse("admin:postings_importbatch_columns", args=[batch.pk])
    ((_, table),) = bulk_import.undecided_tables(batch)
    return client.post(url, {f"{table.key}-{number}": role for number, role in enumerate(roles)})


def test_the_columns_of_a_table_are_asked_for_once_and_remembered_for_the_source(at_moderation):
    response = at_moderation.post(
        reverse(ADD), {"files": [upload("a.csv", TABLE.encode())], "source": "Board"}
    )
    batch = ImportBatch.objects.get()
    assert response.url == reverse("admin:postings_importbatch_columns", args=[batch.pk])
    page = text_of(at_moderation.get(response.url))
    for words in ("Stellentitel", "Weld all day.", "Birch"):
        assert words in page
    assert RawText.objects.count() == 0
    assert "say what the columns of the table are" in text_of(at_moderation.get(result(batch)))
    assert choose(
        at_moderation, batch, "title", "company", "location", "description", "external id"
    ).url == result(batch)
    assert [item.name for item in batch.items.all()] == ["a.csv A-7", "a.csv row 2"]
    draft = Draft.objects.order_by("pk").first()
    assert (draft.values["title"], draft.values["company"]) == ("Welder", "Alder Works")
    more = TABLE.replace("Welder", "Baker")
    again = at_moderation.post(reverse(ADD), {"files": [upload("b.csv", more.encode())], "source": "Board"})
    assert again.url == result(ImportBatch.objects.first())
    assert ImportBatch.objects.first().items.first().name == "b.csv A-7"
    other = at_moderation.post(reverse(ADD), {"files": [upload("b.csv", more.encode())], "source": "Other"})
    assert "/columns/" in other.url


def test_a_column_can_be_the_whole_text_and_others_be_left_out(at_moderation):
    table = b'id,junk,posting\n7,zzz,"# Welder\n\nWeld."\n8,zzz,\n'
    at_moderation.post(reverse(ADD), {"files": [upload("a.csv", table)]})
    batch = ImportBatch.objects.get()
    choose(at_moderation, batch, "external id", "-", "text")
    assert bytes(RawText.objects.get().content) == b"# Welder\n\nWeld."
    assert outcomes(batch) == ["imported", "failed"]
    assert batch.items.last().code == "empty"


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (("title", "title", "", "", ""), "Two columns are said to be the title."),
        (("-", "-", "-", "-", "-"), "Not every column can be left out."),
        (("nonsense", "", "", "", ""), "Choose what each column is."),
    ],
)
def test_a_choice_of_columns_that_makes_no_sense_is_refused_in_words(at_moderation, roles, words):
    at_moderation.post(reverse(ADD), {"files": [upload("a.csv", TABLE.encode())]})
    batch = ImportBatch.objects.get()
    assert words in text_of(choose(at_moderation, batch, *roles))
    batch.refresh_from_db()
    assert batch.state == "columns"


def test_a_folder_is_taken_with_its_paths_without_hidden_files(at_moderation):
    files = [
        upload("a.md", b"# Welder\n\nWeld."),
        upload("a.md", b"# Cook\n\nCook."),
        upload(".DS_Store", b"x"),
    ]
    paths = json.dumps(["texts/one/a.md", "texts/two/a.md", "texts/.DS_Store"])
    at_moderation.post(reverse(ADD), {"folder": files, "paths": paths})
    assert [item.name for item in ImportBatch.objects.get().items.all()] == [
        "texts/one/a.md",
        "texts/two/a.md",
    ]


@pytest.mark.parametrize("paths", ["", "nonsense", "[1, 2]", '["../../etc/passwd"]', "[[]]", "{}"])
def test_a_folder_without_its_paths_is_taken_by_the_names(at_moderation, paths):
    at_moderation.post(reverse(ADD), {"folder": [upload("a.md", b"# Welder\n\nWeld.")], "paths": paths})
    assert ImportBatch.objects.get().items.get().name == "a.md"


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
