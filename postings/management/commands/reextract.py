"""Read all texts anew and show, or apply, what would differ."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from postings import rereading
from postings.models import Draft
from postings.review.errors import ReviewError


class Command(BaseCommand):
    help = (
        "Reads the texts of waiting drafts and of postings anew and shows by field what would differ. Fields "
        "that a person has edited are left. With --apply the differences are written; each can be taken back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="write the differences")
        parser.add_argument("--field", action="append", default=[], help="only this field (may be repeated)")

    def handle(self, *args: Any, **options: Any) -> None:
        fields = tuple(options["field"]) or rereading.FIELDS
        if unknown := set(fields) - set(rereading.FIELDS):
            raise CommandError(
                f"No field is called {', '.join(sorted(unknown))}. There are: {', '.join(rereading.FIELDS)}."
            )
        counts: Counter[str] = Counter()
        rows = left = 0
        for proposal in rereading.proposals(Draft.objects.order_by("pk"), fields):
            if options["verbosity"] > 0:
                self.stdout.write(f"{proposal.row} (draft {proposal.draft.pk})")
                for name, (before, after) in proposal.changes.items():
                    said = "another text" if name == "description_html" else f"{before!r} -> {after!r}"
                    self.stdout.write(f"  {name}: {said}")
            if options["apply"]:
                try:
                    rereading.apply(proposal, by=None)
                except (ReviewError, ValidationError) as error:
                    left += 1
                    self.stderr.write(f"{proposal.row}: {error}")
                    continue
            rows += 1
            counts.update(list(proposal.changes))
        for name, count in counts.most_common():
            self.stdout.write(f"{name}: {count:,}")
        done = "Changed" if options["apply"] else "Would change"
        self.stdout.write(f"{done}: {rows:,} drafts and postings.{f' Left: {left:,}.' if left else ''}")
