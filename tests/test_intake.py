"""Intake: what becomes of files and texts, good and bad."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings import intake
from postings.intake import Incoming, import_texts, read_file
from postings.models import Draft, ImportBatch, ImportItem, RawText

POSTING = """# Welder

### Alder Works

Location: Adelaide, Australia

## Requirements

- 3+ years of experience with MIG welding

Apply at https://alder.example/jobs/7
"""


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


def imported(*texts: Incoming) -> intake.Summary:
    return import_texts(texts, channel=ImportBatch.Channel.UPLOAD)


def problems(name: str, content: bytes) -> list[str]:
    return [text.problem for text in read_file(name, content) if text.problem]


@pytest.mark.django_db
def test_a_text_is_kept_verbatim_and_drafted():
    content = b"\xef\xbb\xbf" + POSTING.replace("\n", "\r\n").encode()
    summary = imported(Incoming("welder.md", content))
    raw_text = RawText.objects.get()
    assert bytes(raw_text.content) == content
    draft = Draft.objects.get()
    assert draft.raw_text == raw_text
    for finding in draft.findings.all():
        assert raw_text.text[finding.start : finding.end] == finding.quote
    assert (summary.imported, summary.known, summary.failed) == (1, 0, 0)


@pytest.mark.django_db
def test_the_same_text_twice_is_one_raw_text_and_said_so():
    imported(Incoming("first.md", POSTING.encode()))
    summary = imported(Incoming("second.md", POSTING.encode()))
    assert RawText.objects.count() == Draft.objects.count() == 1
    item = summary.batch.items.get()
    assert item.outcome == ImportItem.Outcome.KNOWN
    assert "first.md" in item.reason


@pytest.mark.django_db
def test_bad_texts_are_reported_by_name_and_the_others_go_on():
    summary = imported(
        *read_file("empty.md", b""),
        *read_file("blank.txt", b"\xef\xbb\xbf  \n"),
        *read_file("long.txt", b"word " * 4_000_000),
        *read_file("photo.txt", b"\x89PNG\r\n\x00\x00\x00"),
        *read_file("photo.png", b"\x89PNG"),
        *read_file("broken.zip", b"PK\x03\x04 nothing"),
        *read_file("welder.md", POSTING.encode()),
    )
    reasons = dict(summary.batch.items.values_list("name", "reason"))
    assert "empty" in reasons["empty.md"]
    assert "empty" in reasons["blank.txt"]
    assert "longer than 2 MB" in reasons["long.txt"]
    assert "NUL" in reasons["photo.txt"]
    assert "Accepted: " in reasons["photo.png"]
    assert "damaged" in reasons["broken.zip"]
    assert (summary.imported, summary.failed) == (1, 6)
    assert summary.batch.finished_at is not None


@pytest.mark.django_db
def test_bytes_that_are_no_utf8_are_read_as_windows_1252_and_said_so():
    summary = imported(Incoming("old.txt", "Café manager wanted, £12 an hour".encode("cp1252")))
    item = summary.batch.items.get()
    assert item.outcome == ImportItem.Outcome.IMPORTED
    assert "Windows-1252" in item.reason
    assert "Café" in RawText.objects.get().text


@pytest.mark.django_db
def test_a_text_with_a_lone_surrogate_in_its_json_does_not_break_the_import():
    line = b'{"id": "1", "text": "Welder \\ud83d wanted"}'
    summary = imported(*read_file("texts.jsonl", line + b"\n" + json.dumps({"text": POSTING}).encode()))
    assert summary.total == 2
    assert summary.imported >= 1


def test_a_zip_gives_its_members_and_leaves_hidden_ones():
    content = archive(
        ("a/one.md", b"one"), ("two.txt", b"two"), ("__MACOSX/x.md", b"x"), (".hidden.md", b"x")
    )
    texts = list(read_file("batch.zip", content))
    assert [(text.name, text.content) for text in texts] == [
        ("batch.zip/a/one.md", b"one"),
        ("batch.zip/two.txt", b"two"),
    ]


def test_a_zip_bomb_is_refused_and_its_neighbours_are_read():
    bomb = archive(("bomb.txt", b"0" * 1_900_000), ("inner.zip", b"PK"), ("one.md", b"one"))
    texts = list(read_file("batch.zip", bomb))
    assert "zip bomb" in texts[0].problem
    assert "inside an archive" in texts[1].problem
    assert texts[2].content == b"one"


def test_a_zip_that_lies_about_a_members_size_is_bounded(monkeypatch):
    monkeypatch.setattr(intake, "MAX_TEXT_BYTES", 1_000)
    monkeypatch.setattr(intake, "MAX_ZIP_RATIO", 10**9)
    honest = archive(("big.txt", b"x" * 5_000))
    size = (5_000).to_bytes(4, "little")
    assert honest.count(size) == 2
    lying = honest.replace(size, (10).to_bytes(4, "little"))
    texts = list(read_file("batch.zip", lying))
    assert len(texts) == 1
    assert texts[0].problem or len(texts[0].content or b"") <= 10


def test_an_archive_that_unpacks_to_too_much_in_all_stops(monkeypatch):
    monkeypatch.setattr(intake, "MAX_UNPACKED_BYTES", 10)
    content = archive(("a.md", b"123456"), ("b.md", b"123456"), ("c.md", b"1"))
    texts = list(read_file("batch.zip", content))
    assert texts[0].content == b"123456"
    assert "the rest is left" in texts[1].problem
    assert len(texts) == 2


def test_json_lines_are_a_text_each():
    lines = [
        json.dumps({"id": "a", "text": "Welder wanted"}),
        json.dumps({"title": "Welder", "description": "Weld."}),
        "not json",
        json.dumps("Just a text"),
        "7",
    ]
    texts = list(read_file("x.jsonl", "\n".join(lines).encode()))
    assert texts[0] == Incoming("x.jsonl a", b"Welder wanted")
    assert json.loads(texts[1].content or b"") == {"title": "Welder", "description": "Weld."}
    assert texts[2].name == "x.jsonl line 3"
    assert "not JSON" in texts[2].problem
    assert texts[3].content == b"Just a text"
    assert "Neither" in texts[4].problem


def test_deeply_nested_json_is_a_reason_not_a_crash():
    assert problems("deep.jsonl", b"[" * 100_000)


def test_a_table_is_a_text_each_row_with_its_header():
    texts = list(read_file("jobs.csv", b'title;text\nWelder;"Weld;\nall day"\n\nCook;Cook\n'))
    assert [text.name for text in texts] == ["jobs.csv row 1", "jobs.csv row 3"]
    assert b"title,text" in (texts[0].content or b"")
    assert b"Weld;\nall day" in (texts[0].content or b"")


def test_a_table_without_rows_says_so():
    assert problems("jobs.csv", b"title,text\n") == ["There is a header but no row."]


@pytest.mark.django_db
def test_no_more_than_the_bound_of_texts_is_taken_at_once(monkeypatch):
    monkeypatch.setattr(intake, "MAX_TEXTS", 2)
    summary = imported(*(Incoming(f"{n}.txt", f"text {n}".encode()) for n in range(5)))
    assert (summary.imported, summary.failed) == (2, 1)


@pytest.mark.django_db
def test_a_failure_in_reading_keeps_the_text_for_another_try(monkeypatch):
    def fail(**_: object) -> None:
        raise RuntimeError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr(intake, "draft_text", fail)
        summary = imported(Incoming("welder.md", POSTING.encode()), Incoming("cook.md", b"Cook wanted"))
    assert (summary.failed, RawText.objects.count(), Draft.objects.count()) == (2, 2, 0)
    again = imported(Incoming("welder.md", POSTING.encode()))
    assert (again.imported, Draft.objects.count()) == (1, 1)


@given(
    st.sampled_from([".md", ".json", ".jsonl", ".csv", ".zip", ".txt", ".html", ""]),
    st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
    ),
)
def test_any_bytes_are_read_or_refused_with_a_reason(suffix, content):
    for text in read_file(f"file{suffix}", content):
        assert (text.content is None) == bool(text.problem)
        assert text.name.startswith("file")
        if text.content:
            with contextlib.suppress(intake.UnreadableTextError):
                intake.decode(text.content)


@given(st.lists(st.binary(max_size=60), max_size=5), st.binary(max_size=20), st.integers(0, 400))
def test_a_damaged_zip_never_raises(members, noise, position):
    content = archive(*((f"{number}.md", member) for number, member in enumerate(members)))
    damaged = content[:position] + noise + content[position + len(noise) :]
    for text in read_file("damaged.zip", damaged):
        assert (text.content is None) == bool(text.problem)


def test_a_feed_of_jobs_is_a_text_of_its_own():
    feed = b"<job><title>Cook</title><city>Leeds</city></job>"
    assert [text.content for name in ("jobs.xml", "jobs.RSS") for text in read_file(name, feed)] == [feed] * 2
