"""Import raw texts from files and directories."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from postings.intake import Incoming, import_texts, read_path
from postings.models import ImportBatch, ImportItem
from postings.publishing import publish_confident
from postings.tasks import collect_terms


class Command(BaseCommand):
    help = (
        "Imports every text of the given files and directories (.md .txt .html .json .jsonl .csv .zip). "
        "Each becomes a draft for review; with --publish-above, sure ones are published at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--source", default="", metavar="NAME", help="where the texts are from")
        parser.add_argument(
            "--publish-above",
            type=float,
            metavar="CONFIDENCE",
            help="publish postings whose least sure value is at least this sure (0 to 1)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        threshold = options["publish_above"]
        if threshold is not None and not 0 <= threshold <= 1:
            raise CommandError("--publish-above takes a confidence from 0 to 1.")
        for path in options["paths"]:
            if not path.exists():
                raise CommandError(f"There is no file or directory {path}.")
        quiet = options["verbosity"] == 0
        with tqdm(unit=" texts", disable=quiet or None) as bar:
            summary = import_texts(
                self._incoming(options["paths"]),
                channel=ImportBatch.Channel.COMMAND,
                source=options["source"],
                progress=lambda _: bar.update(),
            )
        if summary.drafts:
            collect_terms.enqueue()  # by the next task worker
        published = publish_confident(summary.drafts, threshold=threshold) if threshold is not None else 0
        for item in summary.batch.items.exclude(reason="").exclude(outcome=ImportItem.Outcome.KNOWN):
            self.stderr.write(f"{item.name}: {item.reason}")
        if not quiet:
            postings = sum(draft.is_posting for draft in summary.drafts)
            self.stdout.write(
                f"{summary.imported} imported, {summary.known} already known, {summary.failed} not imported; "
                f"{len(summary.drafts)} drafts, {postings} of them postings, {published} published."
            )

    def _incoming(self, paths: list[Path]) -> Iterator[Incoming]:
        for path in paths:
            yield from read_path(path)
