"""The order of the hits, measured: judged queries over postings written for it, and PostgreSQL's order."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from postings.models import Posting
from postings.relevance import RelevanceError, mean, read_judgements, read_postings, scores

FOLDER = Path(__file__).parent / "relevance"
FLOOR = 0.89  # nDCG@10, mean of all queries; only rises


@pytest.mark.django_db
def test_the_order_holds_its_floor_and_is_better_than_postgresqls() -> None:
    found = scores(FOLDER)
    assert len(found) >= 60
    ours, theirs = mean([one.ours for one in found]), mean([one.postgresql for one in found])
    assert ours >= FLOOR, sorted((round(one.ours, 3), one.query) for one in found)[:12]
    assert ours > theirs
    assert not Posting.objects.exists()  # nothing of it stays


@pytest.mark.django_db
def test_the_command_prints_each_query_and_the_means(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("score_search", FOLDER)
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].split() == ["nDCG@10", "ours", "PostgreSQL"]
    assert printed[-2].startswith("mean of ")


@pytest.mark.django_db
def test_a_set_that_cannot_be_used_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("score_search", tmp_path)
    path = tmp_path / "postings.txt"
    path.write_text("# head\nwelder | Welder | Acme | Leeds, GB | | soon | Weld.\n")
    with pytest.raises(RelevanceError, match=r"postings.txt:2 is not"):
        read_postings(path)
    path.write_text("welder => 3: nobody\nx => 5: welder\n")
    with pytest.raises(RelevanceError, match=r":1 judges nobody"):
        read_judgements(path, {"welder"})
    with pytest.raises(RelevanceError, match=r":2 has a grade"):
        read_judgements(path, {"nobody", "welder"})


@pytest.mark.django_db
def test_before_the_tables_are_made_the_command_says_what_to_run() -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA nothing_yet")
            cursor.execute("SET LOCAL search_path TO nothing_yet")
        with pytest.raises(CommandError, match=r"The database is empty\. Run: manage\.py migrate"):
            call_command("score_search", FOLDER)
        transaction.set_rollback(True)
