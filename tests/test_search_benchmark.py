"""The benchmark on a handful of postings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from postings.search_benchmark import mix, percentiles
from tests.factories import PostingFactory


def test_percentiles_are_of_the_ranked_times() -> None:
    assert percentiles([0.1 * n for n in range(1, 11)]) == {
        "p50": 600.0, "p95": 1000.0, "p99": 1000.0, "max": 1000.0,
    }  # fmt: skip


def test_the_benchmark_measures_all_three_and_leaves_nothing(
    search_index: Callable[[], None], tmp_path: Path, capsys: Any
) -> None:
    for n in range(4):
        PostingFactory(title="Engineer", skills=[f"Craft {n}"])
    search_index()
    assert len(set(mix(300))) == 300
    call_command("bench_search", "--queries=40", "--no-http", f"--json={tmp_path / 'figures.json'}")
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert (figures["postings"], figures["queries"]) == (4, 40)
    for name in ("cold", "cached", "bare_engine", "postgresql"):
        assert 0 < figures[name]["p50"] <= figures[name]["p99"] <= figures[name]["max"]
    assert "engine alone" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'search_benchmark'")
        assert cursor.fetchone()[0] == 0


def test_another_size_than_the_index_has_is_refused(search_index: Callable[[], None]) -> None:
    with pytest.raises(CommandError, match="holds 0 postings"):
        call_command("bench_search", "--postings=1000")
