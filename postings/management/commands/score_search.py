"""manage.py score_search: how good the order of the hits is, beside PostgreSQL's full text ranking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError
from psycopg.errors import UndefinedTable

from postings.relevance import RelevanceError, mean, scores


class Command(BaseCommand):
    help = (
        "Prints nDCG@10 of each judged query of a set (postings.txt and judgements.txt in one folder), by "
        "this search and by PostgreSQL's ts_rank_cd over the same postings. They are stored for as long as "
        "it takes and seen by nobody."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="such as tests/relevance")
        parser.add_argument("--orders", action="store_true", help="print the hits of each query too")

    def handle(self, *args: Any, **options: Any) -> None:
        orders: dict[str, tuple[list[str], list[str]]] = {}

        def seen(query: str, ours: list[str], theirs: list[str]) -> None:
            orders[query] = (ours, theirs)

        try:
            found = scores(options["folder"], seen)
        except RelevanceError as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            if not isinstance(error.__cause__, UndefinedTable):
                raise
            raise CommandError("The database is empty. Run: manage.py migrate") from error
        width = max((len(score.query) for score in found), default=5) + 2
        self.stdout.write(f"{'nDCG@10':{width}}{'ours':>8}{'PostgreSQL':>12}")
        for score in found:
            self.stdout.write(f"{score.query:{width}}{score.ours:8.3f}{score.postgresql:12.3f}")
            if options["orders"]:
                for label, names in zip(("ours", "PostgreSQL"), orders[score.query], strict=True):
                    self.stdout.write(f"    {label}: {' '.join(names)}")
        ours, theirs = mean([one.ours for one in found]), mean([one.postgresql for one in found])
        self.stdout.write(f"{'mean of ' + str(len(found)):{width}}{ours:8.3f}{theirs:12.3f}")
        better = sum(one.ours > one.postgresql + 0.0005 for one in found)
        worse = sum(one.ours < one.postgresql - 0.0005 for one in found)
        self.stdout.write(f"better in {better}, worse in {worse}")
