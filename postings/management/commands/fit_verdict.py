"""``manage.py fit_verdict [TABLE]``: fit what each sign of a verdict counts, and show how right it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from postings.extraction import verdict_fit
from postings.extraction.vocabulary import DIRECTORY, vocabulary_file
from postings.management.commands.score_extraction import write

IN_USE = DIRECTORY / "verdict.toml"


class Command(BaseCommand):
    """Fits the verdict's weights from texts of known verdict, as numbers. Needs no database."""

    help = "Fit the weights of the verdict's signs on a table of texts whose verdict is known."
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("table", metavar="TABLE.jsonl.gz", nargs="?", default=str(verdict_fit.TABLE))
        parser.add_argument("--output", metavar="FILE", help="write the fitted weights to this file")

    @override
    def handle(self, *, table: str, output: str | None, **options: Any) -> None:
        try:
            texts = verdict_fit.read(Path(table))
            fitted = verdict_fit.fit(texts)
        except OSError as error:
            raise CommandError(f"{table}: {error.strerror or 'is not a gzip file'}.") from error
        except ValueError as error:
            raise CommandError(f"{table}: {error}.") from error
        used = vocabulary_file("verdict.toml")
        text = verdict_fit.as_toml(fitted, source=used["source"], made=used["date"].isoformat())
        postings = sum(known.posting for known in texts)
        self.stdout.write(f"{len(texts):,} texts, {postings:,} of them postings")
        for name, value in sorted(fitted.signs.items(), key=lambda pair: pair[1]):
            self.stdout.write(f"{value:8.3f}  {name}")
        if output is not None:
            write(Path(output), text)
            self.stdout.write(f"Written to {output}.")
        elif text == IN_USE.read_text(encoding="utf-8"):
            self.stdout.write("The weights in use are this fit.")
        else:
            self.stdout.write(f"The weights in use are others; --output {IN_USE} writes these.")
