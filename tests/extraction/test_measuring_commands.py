"""``score_extraction`` and ``bench_extraction``: their tables, their JSON, their words for bad input."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from postings.extraction.traps import traps
from tests.extraction import texts


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(texts.PLAIN, encoding="utf-8")
    label = {
        "id": "one",
        "file": "one.txt",
        "format": "plain",
        "is_posting": True,
        "title": "Warehouse Supervisor",
        "company": "Else",
    }
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(label) + "\n", encoding="utf-8")
    return path


def test_the_score_names_fields_misses_and_baselines(labels: Path) -> None:
    shown = run("score_extraction", str(labels), "--misses", "company", "--by-format")
    assert "1 labelled texts, 1 postings" in shown
    assert "one: want 'else', got 'pinegrove freight'" in shown
    assert "workplace by keywords" in shown
    assert "expected calibration error" in shown


def test_the_score_as_json(labels: Path) -> None:
    figures = json.loads(run("score_extraction", str(labels), "--json"))
    assert figures["title"]["right"] == 1
    assert figures["company"]["wrong"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no labels"),
        ("{}", "line 1: this is no label"),
        ("nonsense", "line 1"),
        ('{"id": "x", "file": "gone.txt"}', "gone.txt is missing"),
    ],
)
def test_bad_labels_are_said_in_words(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        run("score_extraction", str(path))


def test_the_bench_measures_speed_memory_and_start(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(texts.PLAIN, encoding="utf-8")
    target = tmp_path / "bench.json"
    shown = run(
        "bench_extraction",
        str(tmp_path / "one.txt"),
        "--rounds",
        "1",
        "--trap-chars",
        "2000",
        "--json",
        str(target),
    )
    assert "documents a second" in shown
    assert "traps of 2,000 characters" in shown
    figures = json.loads(target.read_text(encoding="utf-8"))
    assert figures["documents"] == 1
    assert figures["cold_start_seconds"] > 0
    assert set(figures["trap_seconds"]) == set(traps())
    assert figures["machine"]["cores"] >= 1
