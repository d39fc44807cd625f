"""manage.py rebuild_search: build the search index anew, beside the one in use."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from postings.search.build import rebuild


class Command(BaseCommand):
    help = "Builds the search index anew from the database, beside the one in use, and switches to it."

    def handle(self, *args: Any, **options: Any) -> None:
        started, built = time.monotonic(), 0
        with tqdm(unit=" postings", disable=options["verbosity"] == 0, file=self.stderr) as bar:

            def progress(done: int, total: int) -> None:
                nonlocal built
                bar.total = total
                bar.update(done - built)
                built = done

            directory = rebuild(progress)
        size = sum(path.stat().st_size for path in directory.iterdir()) / 1e6
        self.stdout.write(
            f"{built:,} postings in {time.monotonic() - started:.1f} s; "
            f"the index takes {size:,.0f} MB in {directory}"
        )
