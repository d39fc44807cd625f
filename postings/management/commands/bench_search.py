"""manage.py bench_search: how long searches take on this machine, beside the engine and PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobboard.serving import collect_static
from postings import search_benchmark as benchmark
from postings.search import SearchUnavailable, index

ROWS = {
    "cold": "page, not cached",
    "cached": "page, cached",
    "bare_engine": "engine alone",
    "postgresql": "PostgreSQL, GROUP BY",
    "http_cold": "HTTP, first time",
    "http_cached": "HTTP, again",
}


class Command(BaseCommand):
    help = (
        "Measures searches over the database and index at hand: pages in this process and over HTTP, beside "
        "the engine alone and PostgreSQL's full text search. Needs an index (rebuild_search)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--postings", type=int, metavar="N", help="fail unless the index holds about N")
        parser.add_argument("--queries", type=int, default=300, metavar="M", help="default: %(default)s")
        parser.add_argument("--no-http", action="store_true", help="without a web server")
        parser.add_argument("--json", metavar="PATH", help="write the figures to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["queries"] <= 10_000:
            raise CommandError("--queries takes a number from 1 to 10,000.")
        try:
            held, wanted = index.view().searcher.num_docs, options["postings"]
            if wanted is not None and not 0.9 * wanted <= held <= 1.1 * wanted:
                raise CommandError(
                    f"The index holds {held:,} postings. For {wanted:,}: generate_postings on an empty "
                    "database, then rebuild_search."
                )
            if not options["no_http"]:
                settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
                collect_static()  # pages name these files
            figures = benchmark.run(options["queries"], http_too=not options["no_http"])
            if options["json"]:
                benchmark.write(options["json"], figures)
        except (SearchUnavailable, RuntimeError, OSError) as error:
            raise CommandError(str(error)) from error
        for name, value in figures["machine"].items():
            self.stdout.write(f"{name}: {value}")
        self.stdout.write(
            f"{figures['postings']:,} postings, {figures['queries']} queries, "
            f"index {figures['index_mb']} MB\n"
        )
        self.stdout.write(f"{'milliseconds':24}{'p50':>10}{'p95':>10}{'p99':>10}{'max':>10}")
        for key, label in ROWS.items():
            if row := figures.get(key):
                cells = "".join(f"{row[column]:10.1f}" for column in ("p50", "p95", "p99", "max"))
                self.stdout.write(f"{label:24}{cells}")
        for key in ("http_pages_a_second_one_client", "worker_mb"):
            if key in figures:
                self.stdout.write(f"{key.replace('_', ' ')}: {figures[key]}")
