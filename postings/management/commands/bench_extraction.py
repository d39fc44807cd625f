"""``manage.py bench_extraction [PATH...]``: how fast the extraction is on one core, and what it costs."""

from __future__ import annotations

import json
import platform
import statistics
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import Any, override

import psutil
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from postings.extraction.pipeline import extract
from postings.extraction.traps import traps
from postings.management.commands.extract import texts

SIZES = ((0, 2_000), (2_000, 5_000), (5_000, 10_000), (10_000, 20_000), (20_000, 50_000), (50_000, 10**9))
TRAP_CHARS = 1_000_000
COLD_STARTS = 3  # fresh processes; the best counts
_COLD = (
    "from time import perf_counter; a = perf_counter(); from postings.extraction.pipeline import extract; "
    "extract('Cook\\nAcme\\nLeeds, UK\\nSalary: £30,000 per year\\n\\nRequirements:\\n- Java'); "
    "print(perf_counter() - a)"
)


class Command(BaseCommand):
    """Measures in processor time, so that other work on the machine matters little. Needs no database."""

    help = "Measure the extraction: documents a second on one core, percentiles by size, memory, cold start."
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="*", metavar="PATH", help="texts; without any, the demonstration's"
        )
        parser.add_argument(
            "--rounds", type=int, default=3, help="how often each text is read (the best time counts)"
        )
        parser.add_argument(
            "--trap-chars", type=int, default=TRAP_CHARS, help="the length of the texts made to be slow"
        )
        parser.add_argument("--json", metavar="PATH", help="write the figures to this file")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        paths = options["paths"] or [str(root / "postings" / "demonstration" / "texts")]
        sources = [text for _, text in texts(paths)]
        if not sources:
            raise CommandError("There are no texts to read.")
        cold = min(_cold_start(root) for _ in range(COLD_STARTS))
        extract(sources[0])
        times = [min(_time(text) for _ in range(max(1, options["rounds"]))) for text in sources]
        memory = psutil.Process().memory_info().rss
        figures: dict[str, Any] = {
            "machine": _machine(),
            "documents": len(sources),
            "median_chars": int(statistics.median(len(text) for text in sources)),
            "documents_a_second": round(len(sources) / sum(times), 1),
            "milliseconds": _percentiles(times),
            "by_size": {
                f"{low}-{high if high < 10**9 else ''}": {"documents": len(chosen), **_percentiles(chosen)}
                for low, high in SIZES
                if (
                    chosen := [
                        time for time, text in zip(times, sources, strict=True) if low <= len(text) < high
                    ]
                )
            },
            "trap_chars": options["trap_chars"],
            "trap_seconds": {
                name: round(_time(make(options["trap_chars"])), 2) for name, make in traps().items()
            },
            "memory_mb": round(memory / 2**20),
            "memory_after_traps_mb": round(psutil.Process().memory_info().rss / 2**20),
            "cold_start_seconds": round(cold, 2),
        }
        self._print(figures)
        if options["json"]:
            try:
                Path(options["json"]).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
            except OSError as error:
                raise CommandError(f"{options['json']}: {error.strerror}.") from error

    def _print(self, figures: dict[str, Any]) -> None:
        self.stdout.write(", ".join(f"{name} {value}" for name, value in figures["machine"].items()))
        self.stdout.write(
            f"{figures['documents']} texts, median {figures['median_chars']:,} characters, one core\n"
            f"{figures['documents_a_second']} documents a second\n"
        )
        self.stdout.write(
            f"{'characters':16}{'texts':>7}{'p50':>9}{'p95':>9}{'p99':>9}{'max':>9}  milliseconds"
        )
        for size, row in [
            *figures["by_size"].items(),
            ("all", {"documents": figures["documents"], **figures["milliseconds"]}),
        ]:
            self.stdout.write(
                f"{size:16}{row['documents']:7}{row['p50']:9.1f}{row['p95']:9.1f}{row['p99']:9.1f}{row['max']:9.1f}"
            )
        self.stdout.write(f"\ntraps of {figures['trap_chars']:,} characters   seconds")
        for name, seconds in sorted(figures["trap_seconds"].items(), key=lambda item: -item[1]):
            self.stdout.write(f"  {name:30}{seconds:8.2f}")
        self.stdout.write(
            f"\nmemory {figures['memory_mb']} MB ({figures['memory_after_traps_mb']} MB after the traps),"
            f" cold start {figures['cold_start_seconds']} s"
        )


def _machine() -> dict[str, str | int | None]:
    """What the figures hold for."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
    except OSError:
        lines = []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), None)
    return {
        "processor": model or platform.processor() or platform.machine(),
        "cores": psutil.cpu_count(),
        "memory GB": round(psutil.virtual_memory().total / 2**30),
        "Python": platform.python_version(),
    }


def _cold_start(root: Path) -> float:
    """Seconds from the first import to the first extraction, in a process of its own."""
    run = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", _COLD], capture_output=True, text=True, check=True, cwd=root
    )
    return float(run.stdout)


def _time(text: str) -> float:
    """Seconds of processor time that reading a text takes."""
    start = process_time()
    extract(text)
    return process_time() - start


def _percentiles(times: list[float]) -> dict[str, float]:
    """p50, p95, p99 and the maximum in milliseconds."""
    ranked = sorted(times)

    def at(share: float) -> float:
        return round(1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))], 2)

    return {"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": round(1000 * ranked[-1], 2)}
