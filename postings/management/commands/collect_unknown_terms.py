"""Collect terms of requirements that no skill knows, for the moderators' inbox."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from postings.models import UnknownTerm
from postings.terms import collect


class Command(BaseCommand):
    help = "Reads the terms that no skill knows from drafts that came since the last time (or from all)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="read all drafts again")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = True if options["verbosity"] == 0 else None
        drafts = sum(1 for _ in tqdm(collect(everything=options["all"]), unit=" drafts", disable=quiet))
        waiting = UnknownTerm.objects.filter(state=UnknownTerm.State.OPEN).count()
        self.stdout.write(f"Drafts read: {drafts:,}. Terms to decide: {waiting:,}.")
