"""manage.py bench_search: how long searches take on this machine, beside the engine and the usual way."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from jobboard.serving import collect_static
from postings import search_benchmark as benchmark
from postings import search_scratch as scratch
from postings.search import SearchUnavailable
from postings.search_baseline import SCRATCH_DATABASE

ROWS = {
    "http_cold": "page over HTTP, first time",
    "http_cached": "page over HTTP, again",
    "cold": "search in process",
    "cached": "search in process, cached",
    "bare_engine": "engine alone",
    "postgresql": "PostgreSQL, django-filter",
    "follow_lag": "commit until found",
}
MOST_POSTINGS = 10_000_000


class Command(BaseCommand):
    help = (
        "Measures searches: whole pages over HTTP and in this process, beside the engine alone and the usual "
        "Django way with PostgreSQL's full text search. With --postings on generated ones in a database and "
        "index of their own, which are kept; else on the database and index at hand."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--postings", type=int, metavar="N", help="on so many generated postings")
        parser.add_argument("--sizes", metavar="N,N,N", help="one after the other, to see how times grow")
        parser.add_argument("--queries", type=int, default=benchmark.MIX, metavar="M", help="default: 300")
        parser.add_argument(
            "--sample", type=int, metavar="K", help="queries for the usual way (default: all that there are)"
        )
        parser.add_argument(
            "--parts", default="", help=f"some of {','.join(benchmark.PARTS)}; figures of --json are kept"
        )
        parser.add_argument(
            "--seed", type=int, default=benchmark.SEED, metavar="S",
            help="of the part crafted, which looks for the slowest of --queries addresses (default: 1)",
        )  # fmt: skip
        parser.add_argument("--workers", type=int, default=2, help="of the web server (default: 2)")
        parser.add_argument("--json", metavar="PATH", help="write the figures to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["queries"] <= 10_000:
            raise CommandError("--queries takes a number from 1 to 10,000.")
        if options["sample"] is not None and options["sample"] < 1:
            raise CommandError("--sample takes a number from 1 on.")
        if not 1 <= options["workers"] <= 64:
            raise CommandError("--workers takes a number from 1 to 64.")
        parts = [part for part in options["parts"].split(",") if part]
        if unknown := set(parts) - set(benchmark.PARTS):
            raise CommandError(
                f"--parts knows {', '.join(benchmark.PARTS)}; not {', '.join(sorted(unknown))}."
            )
        sizes = _sizes(options)
        try:
            if sizes:
                self.bench_sizes(sizes, options)
            else:
                self.bench_here(parts, options)
        except (SearchUnavailable, RuntimeError, OSError) as error:
            raise CommandError(str(error)) from error

    def bench_sizes(self, sizes: list[int], options: dict[str, Any]) -> None:
        """Each in a process of its own; then all beside each other."""
        found: dict[str, Any] = _read(options["json"]) if options["json"] else {}
        with tempfile.TemporaryDirectory() as directory:
            for size in sizes:
                path = Path(directory) / "figures.json"
                path.write_text(json.dumps(found.get(str(size), {})), encoding="utf-8")
                self.stdout.write(f"\n{size:,} postings")
                environment = scratch.prepare(size, self.say)
                arguments = [f"--queries={options['queries']}", f"--workers={options['workers']}"]
                arguments.append(f"--seed={options['seed']}")
                arguments += [f"--parts={options['parts'] or ','.join(benchmark.PARTS)}", f"--json={path}"]
                if options["sample"] is not None:
                    arguments.append(f"--sample={options['sample']}")
                scratch.bench(environment, arguments)
                made = scratch.times_of(Path(environment["SEARCH_INDEX_DIR"]))
                found[str(size)] = _read(str(path)) | {"made": made}
                for name, took in made.items():
                    self.stdout.write(f"{name}: {took['seconds']} s (load {took['load']})")
                if options["json"]:
                    benchmark.write(options["json"], found)
        if len(sizes) > 1:
            self.growth(sizes, found)

    def growth(self, sizes: list[int], found: dict[str, Any]) -> None:
        """p95 at each size, and how many times that of the size before."""
        self.stdout.write(f"\n{'p95, milliseconds':28}" + "".join(f"{size:>14,}" for size in sizes))
        for key, label in ROWS.items():
            cells, before = "", None
            for size in sizes:
                p95 = found[str(size)].get(key, {}).get("p95")
                times = f" \u00d7{p95 / before:.1f}" if p95 and before else ""
                cells += f"{'' if p95 is None else f'{p95:.1f}{times}':>14}"
                before = p95
            self.stdout.write(f"{label:28}{cells}")

    def bench_here(self, parts: list[str], options: dict[str, Any]) -> None:
        """On the database and index at hand. "follow" changes postings: only generated ones."""
        scratched = str(connection.settings_dict["NAME"]).startswith(SCRATCH_DATABASE)
        if "follow" in parts and not scratched:
            raise CommandError("The part follow changes postings: add --postings N.")
        parts = parts or [part for part in benchmark.PARTS if part != "follow"]
        if {"http", "load", "crafted"} & set(parts):
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
            collect_static()  # pages name these files
        figures = _read(options["json"]) if options["json"] else {}
        sample = options["sample"] or options["queries"]
        figures |= benchmark.run(
            parts, number=options["queries"], sample=sample, workers=options["workers"], seed=options["seed"]
        )
        if options["json"]:
            benchmark.write(options["json"], figures)
        self.show(figures)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def show(self, figures: dict[str, Any]) -> None:
        machine = ", ".join(f"{name} {value}" for name, value in figures["machine"].items())
        self.stdout.write(machine)
        self.stdout.write(
            f"{figures['postings']:,} postings, {figures['queries']} queries, "
            f"index {figures['index_mb']} MB\n"
        )
        self.stdout.write(f"{'milliseconds':28}{'p50':>10}{'p95':>10}{'p99':>10}{'max':>10}")
        for key, label in ROWS.items():
            if row := figures.get(key):
                cells = "".join(f"{row[column]:10.1f}" for column in ("p50", "p95", "p99", "max"))
                self.stdout.write(f"{label:28}{cells}")
        for one in figures.get("slowest", ()):
            typing = " (while typing)" if one["typing"] else ""
            times = f"{one['milliseconds']:.1f} ms, {one['processor']:.1f} of the processors"
            self.stdout.write(f"{times}  {one['url']}{typing}")
        for key, value in figures.items():
            if key not in ROWS and key not in (
                "slowest",
                "machine",
                "postings",
                "queries",
                "index_mb",
                "made",
            ):
                self.stdout.write(f"{key.replace('_', ' ')}: {value}")


def _read(path: str) -> dict[str, Any]:
    """The figures of an earlier run; none when there was none."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise CommandError(f"{path} holds no figures of this command: name another file.")
    return found


def _sizes(options: dict[str, Any]) -> list[int]:
    if options["postings"] is not None and options["sizes"]:
        raise CommandError("Give --postings or --sizes, not both.")
    wanted = str(options["postings"]) if options["postings"] is not None else options["sizes"] or ""
    try:
        sizes = [int(one) for one in wanted.split(",") if one]
    except ValueError:
        raise CommandError("--sizes takes numbers with commas, such as 10000,100000.") from None
    if any(not 1 <= size <= MOST_POSTINGS for size in sizes):
        raise CommandError(f"A number of postings is from 1 to {MOST_POSTINGS:,}.")
    return sizes
