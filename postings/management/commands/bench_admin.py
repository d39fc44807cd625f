"""``manage.py bench_admin``: how long the pages of the admin take on what is in the database."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import defaultdict
from statistics import quantiles
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobboard import serving
from postings import admin_benchmark
from postings.models import Draft, Posting
from postings.search_benchmark import machine


class Command(BaseCommand):
    help = (
        "Asks for every list of the admin, plain, sorted, searched and filtered, and for every page of one "
        "row, as an administrator and as a recruiter. Prints p50, p95 and queries of each kind of page; "
        "ends with status 1 when one takes over 300 ms at p95. With --prepare N it first writes N "
        "invented drafts: for a database of its own, such as one that generate_postings has filled."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", type=int, metavar="N", help="write N invented drafts first")
        parser.add_argument("--rounds", type=int, default=10, help="of each page (default: %(default)s)")
        parser.add_argument(
            "--only", nargs="+", default=[], metavar="NAME", help="such as posting, recruiter:"
        )
        parser.add_argument(
            "--all", action="store_true", help="print every page, not the slowest of each kind"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rounds"] < 2:
            raise CommandError("--rounds takes a number from 2.")
        serving.collect_static()
        if options["prepare"]:
            admin_benchmark.prepare(options["prepare"])
        for name, value in machine().items():
            self.stdout.write(f"{name}: {value}")
        self.stdout.write(f"{Posting.objects.count():,} postings, {Draft.objects.count():,} drafts\n\n")
        timings = admin_benchmark.measure(options["rounds"], only=options["only"])
        lists: dict[str, list[admin_benchmark.Timing]] = defaultdict(list)
        for timing in timings:
            lists[timing.name].append(timing)
        self.stdout.write(
            f"{'kind':28}{'pages':>6}{'queries':>9}{'p50 ms':>9}{'p95 ms':>9}  the slowest at p95"
        )
        for name, pages in sorted(lists.items()):
            every = [one for page in pages for one in page.milliseconds]
            cuts = quantiles(every, n=100, method="inclusive")
            worst = max(pages, key=lambda page: page.percentile(95))
            self.stdout.write(
                f"{name:28}{len(pages):6}{max(page.queries for page in pages):9}"
                f"{cuts[49]:9.0f}{cuts[94]:9.0f}  "
                f"{worst.percentile(95):.0f} {worst.path}"
            )
            if options["all"]:
                for page in sorted(pages, key=lambda page: -page.percentile(95)):
                    self.stdout.write(
                        f"{page.queries:43}{page.percentile(50):9.0f}{page.percentile(95):9.0f}  {page.path}"
                    )
        took, among = ([], 0) if options["only"] else admin_benchmark.duplicate_search(300)
        if took:
            cuts = quantiles(took, n=100, method="inclusive")
            self.stdout.write(
                f"\nlikely duplicates of one draft among {among:,} rows: "
                f"p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms"
            )
        wrong = [timing for timing in timings if timing.status not in (200, 302)]
        slow = [timing for timing in timings if timing.percentile(95) > admin_benchmark.SLOW_MS]
        for timing in wrong:
            self.stdout.write(f"answers {timing.status}: {timing.path}")
        if slow or wrong:
            raise CommandError(f"{len(slow)} pages take longer than 300 ms, {len(wrong)} fail.")
