"""``manage.py extract``: files, folders, JSON lines, the table and the label form. No database is touched."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.extraction import texts


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("extract", *arguments, stdout=out)
    return out.getvalue()


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(texts.MARKDOWN, encoding="utf-8")
    (tmp_path / "two.txt").write_text(texts.PLAIN, encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    rows = [json.loads(line) for line in run(str(tmp_path), "--jsonl").splitlines()]
    assert [(row["id"], row["title"]) for row in rows] == [
        ("one", "Senior Backend Engineer"),
        ("two", "Warehouse Supervisor"),
    ]


def test_the_table_shows_values_with_their_words(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(texts.PLAIN, encoding="utf-8")
    shown = run(str(tmp_path / "two.txt"))
    assert "Warehouse Supervisor" in shown
    assert "“£31,000 - £34,000 per year”" in shown


def test_json_lines_of_texts_are_read_one_by_one(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": texts.PLAIN}), json.dumps(texts.COMMENT)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = [json.loads(line) for line in run(str(tmp_path / "many.jsonl"), "--jsonl").splitlines()]
    assert [(row["id"], row["company"]) for row in rows] == [
        ("a", "Pinegrove Freight"),
        ("many:2", "Quillstack"),
    ]


def test_a_text_of_several_postings_can_be_split(tmp_path: Path) -> None:
    (tmp_path / "jobs.json").write_text(json.dumps([json.loads(texts.GREENHOUSE)] * 2), encoding="utf-8")
    assert len(run(str(tmp_path), "--jsonl").splitlines()) == 1
    assert [json.loads(line)["id"] for line in run(str(tmp_path), "--jsonl", "--split").splitlines()] == [
        "jobs#1",
        "jobs#2",
    ]


def test_a_missing_path_is_said_in_words() -> None:
    with pytest.raises(CommandError, match="no such file or folder"):
        run("/nowhere/at/all")
