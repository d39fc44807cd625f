"""``score_extraction``, ``calibrate_extraction``, ``bench_extraction``: tables, JSON, words for bad input."""

from __future__ import annotations

import json
import re
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from postings.extraction import baselines, confidence, judged, report
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
    shown = run("score_extraction", str(labels), "--misses", "company")
    assert "1 labelled texts, 1 postings" in shown
    assert "one: want 'else', got 'pinegrove freight'" in shown
    assert "workplace by keywords" in shown
    assert "expected calibration error" in shown
    assert "accepted from" in shown


def test_every_figure_that_is_shown_is_in_the_json(labels: Path, tmp_path: Path) -> None:
    target = tmp_path / "score.json"
    shown = run("score_extraction", str(labels), "--misses", "all", "--json", str(target))
    figures = json.loads(target.read_text(encoding="utf-8"))
    assert "\n".join(report.lines(figures)).rstrip("\n") == shown.rstrip("\n")
    assert figures["fields"]["title"]["right"] == 1
    assert figures["fields"]["company"]["wrong"] == 1
    assert figures["fields"]["title"]["interval_method"] == "Wilson"
    assert figures["misses"]["company"][0]["id"] == "one"


def test_texts_are_told_apart_by_format_and_origin(labels: Path, tmp_path: Path) -> None:
    first = json.loads(labels.read_text(encoding="utf-8"))
    second = {**first, "id": "two", "format": "markdown", "company": "Pinegrove Freight"}
    rows = [{**first, "origin": "mail"}, {**second, "origin": "board"}]
    labels.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    figures = json.loads(run("score_extraction", str(labels), "--json", "-"))
    for part, good, bad in (("by_format", "markdown", "plain"), ("by_origin", "board", "mail")):
        assert figures[part][good]["fields"]["company"]["rate"] == 1
        assert figures[part][bad]["fields"]["company"]["rate"] == 0


def test_labels_of_several_files_count_together_but_no_id_twice(labels: Path, tmp_path: Path) -> None:
    other = tmp_path / "more.jsonl"
    other.write_text(labels.read_text(encoding="utf-8").replace('"one"', '"other"'), encoding="utf-8")
    assert "2 labelled texts" in run("score_extraction", str(labels), str(other))
    with pytest.raises(CommandError, match="the id one is in another file too"):
        run("score_extraction", str(labels), str(labels))


def test_a_text_is_found_by_its_label_s_id(labels: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "one.txt").rename(tmp_path / "texts" / "one.md")
    label = json.loads(labels.read_text(encoding="utf-8"))
    del label["file"]
    labels.write_text(json.dumps(label), encoding="utf-8")
    assert "1 labelled texts" in run("score_extraction", str(labels))


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (None, "pay by JobSpy              is not installed: uv sync --group baselines"),
        (lambda text: {"min": 31000, "max": 34000, "currency": "GBP", "period": "year"}, "pay by JobSpy"),
    ],
)
def test_a_baseline_that_is_not_installed_is_said(
    labels: Path, monkeypatch: pytest.MonkeyPatch, read: Any, words: str
) -> None:
    monkeypatch.setattr("postings.extraction.baselines.jobspy_pay", lambda: read)
    shown = run("score_extraction", str(labels))
    assert words in shown
    assert ("not installed" in shown) == (read is None)


def test_jobspy_reads_pay_where_it_is_installed() -> None:
    pytest.importorskip("jobspy")
    read = baselines.jobspy_pay()
    assert read is not None
    assert read("Pay: $50,000 - $60,000 a year") == {
        "min": 50000.0, "max": 60000.0, "currency": "USD", "period": "year"
    }  # fmt: skip
    assert read("No sum at all") is None


def test_values_are_judged_and_confidences_fitted_on_them(labels: Path, tmp_path: Path) -> None:
    values, target = tmp_path / "values.csv", tmp_path / "calibration.toml"
    shown = run("score_extraction", str(labels), "--judged", str(values), "--source", "One text")
    written = values.read_text(encoding="utf-8")
    assert "# source: One text\n" in written
    assert ",title,title." in written
    assert "Pinegrove" not in written
    known = judged.read(values)
    assert f"{len(known.answers)} values, {sum(a.right for a in known.answers)} of them right" in shown
    shown = run("calibrate_extraction", str(values), "--output", str(target))
    made = tomllib.loads(target.read_text(encoding="utf-8"))
    assert made["source"] == "One text"
    assert made["values"] == sum(step["n"] for step in made["step"]) == len(known.answers)
    assert f"filled in from {made['fill_from']} on" in shown
    assert confidence.parse(target.read_text(encoding="utf-8")).fill_from == made["fill_from"]


def test_the_fit_on_the_project_s_values_is_shown_with_its_reliability() -> None:
    shown = run("calibrate_extraction")
    assert "The table in use is this fit." in shown
    own, left_out = (float(found) for found in re.findall(r"expected calibration error (\d\.\d{3})", shown))
    assert own <= left_out < 0.03
    assert "on texts left out" in shown
    assert "0.95 to 1.00" in shown


def test_a_fit_other_than_the_table_in_use_is_said(tmp_path: Path) -> None:
    known = judged.read()
    values = tmp_path / "values.csv"
    values.write_text(judged.as_csv(known.answers[:200], source="Some", made=known.date), encoding="utf-8")
    assert "The table in use is another" in run("calibrate_extraction", str(values))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        ("x", "do not say"),
        ("# source: x\n# date: 2026-01-02\ntext,form,field,rule,prior,right\n", "no values"),
    ],
)
def test_values_that_cannot_be_fitted_on_are_said_in_words(
    tmp_path: Path, content: str | None, words: str
) -> None:
    path = tmp_path / "values.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        run("calibrate_extraction", str(path))


@pytest.mark.parametrize("option", ["--json", "--judged"])
def test_a_file_that_cannot_be_written_is_said(labels: Path, tmp_path: Path, option: str) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        run("score_extraction", str(labels), option, str(tmp_path / "none" / "x"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no labels"),
        ("{}", "line 1: this is no label"),
        ("nonsense", "line 1"),
        ('{"id": "x", "is_posting": true}', "line 1: this is no label"),
        ('{"id": "x", "is_posting": true, "file": "gone.txt"}', "gone.txt is missing"),
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
