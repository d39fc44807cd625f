"""manage.py generate_postings: postings in any number, to try the size of things."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from tqdm import tqdm

from postings.generation import generate

MOST = 10_000_000


class Command(BaseCommand):
    help = (
        "Writes N invented postings of fictional companies at real places, by COPY. The same seed and moment "
        "give the same postings. A running follow_search picks them up; rebuild_search is quicker for many."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", metavar="N", type=int)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--now", help="The moment they are live at, ISO 8601; the present if left out.")

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["number"]
        if not 1 <= number <= MOST:
            raise CommandError(f"N is a number from 1 to {MOST:,}.")
        started = time.monotonic()
        with tqdm(total=number, unit=" postings", disable=options["verbosity"] == 0, file=self.stderr) as bar:
            generate(
                number,
                seed=options["seed"],
                now=_moment(options["now"]),
                progress=lambda done, total: bar.update(done - bar.n),
            )
        self.stdout.write(f"{number:,} postings in {time.monotonic() - started:.1f} s")


def _moment(text: str | None) -> datetime:
    if text is None:
        return timezone.now()
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError("--now is a moment such as 2026-11-22T10:00:00Z.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
