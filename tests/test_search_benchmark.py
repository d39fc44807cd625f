"""The benchmark on a handful of postings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from postings import search_baseline
from postings.search import aside, index, page
from postings.search.kept_counts import KeptCounts
from postings.search.page import search
from postings.search.query import SearchQuery
from postings.search_benchmark import mix, percentiles
from tests.factories import PlaceFactory, PostingFactory


def test_percentiles_are_of_the_ranked_times() -> None:
    assert percentiles([0.1 * n for n in range(1, 11)]) == {
        "p50": 600.0, "p95": 1000.0, "p99": 1000.0, "max": 1000.0,
    }  # fmt: skip


def test_the_benchmark_measures_all_beside_each_other_and_leaves_nothing(
    search_index: Callable[[], None], tmp_path: Path, capsys: Any
) -> None:
    for n in range(4):
        PostingFactory(title="Engineer", skills=[f"Craft {n}"])
    search_index()
    assert len(set(mix(300))) == 300
    path = tmp_path / "figures.json"
    call_command("bench_search", "--queries=40", "--parts=usual", "--sample=7", f"--json={path}")
    call_command("bench_search", "--queries=40", "--parts=process,worst", f"--json={path}")
    figures = json.loads(path.read_text())
    assert (figures["postings"], figures["queries"]) == (4, 40)
    assert (figures["postgresql_queries"], figures["postgresql_timeouts"]) == (7, 0)
    for name in ("cold", "cached", "bare_engine", "postgresql"):
        assert 0 < figures[name]["p50"] <= figures[name]["p99"] <= figures[name]["max"]
    assert figures["crafted_worst_ms"] == max(figures["crafted_ms"].values())
    assert "engine alone" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'search_benchmark'")
        assert cursor.fetchone()[0] == 0


def test_the_usual_way_finds_what_the_search_finds(search_index: Callable[[], None]) -> None:
    place = PlaceFactory()
    PostingFactory(title="Ship Welder", remote=True, skills=["Arc work"], places=[place])
    PostingFactory(title="Ship Welder", seniority="senior", company__name="Ironside")
    PostingFactory(title="Teacher", remote=True)
    PostingFactory(title="Ship Welder", withdrawn=True)
    search_index()
    with search_baseline.tables_made():
        for query in (
            SearchQuery(),
            SearchQuery(q="welder"),
            SearchQuery(q="welder", workplace=("remote",)),
            SearchQuery(skill=("arc-work",)),
            SearchQuery(place=(place.parent.slug,)),
            SearchQuery(company=("ironside",), seniority=("senior",), posted=30),
            SearchQuery(q="zzz"),
        ):
            found = search_baseline.matching(QueryDict(query.urlencode()))
            assert found.count() == search(query).total, query
            assert search_baseline.answer(query)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--queries=0"], "from 1 to 10,000"),
        (["--sample=0"], "from 1 on"),
        (["--parts=nothing"], "not nothing"),
        (["--parts=follow"], "add --postings"),
        (["--sizes=10,many"], "takes numbers"),
        (["--postings=0"], "from 1 to"),
        (["--postings=5", "--sizes=5"], "not both"),
        (["--workers=0"], "from 1 to 64"),
    ],
)
def test_arguments_that_mean_nothing_are_refused(db: None, arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("bench_search", *arguments)


def test_a_file_that_holds_something_else_is_not_overwritten(
    search_index: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear")
    with pytest.raises(CommandError, match="holds no figures"):
        call_command("bench_search", "--parts=process", f"--json={path}")
    assert path.read_text() == "Dear"


def test_counting_on_a_second_thread_counts_the_same(
    search_index: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        PostingFactory(title="Engineer", skills=[f"Craft {n % 2}", "Talk"], places=[PlaceFactory()])
    search_index()
    for query in (
        SearchQuery(),
        SearchQuery(skill=("talk",)),
        SearchQuery(skill=("talk",), skill_mode="any"),
    ):
        now = timezone.now()
        together = page._search(index.view(), query, page.PER_PAGE, KeptCounts(now))
        with monkeypatch.context() as patch:
            patch.setattr(aside, "begin", lambda work: None)
            alone = page._search(index.view(), query, page.PER_PAGE, KeptCounts(now))
        assert together.facets == alone.facets
