"""``manage.py fit_company POSTINGS.csv``: fit the weights that rank the names of a text by who hires."""

from __future__ import annotations

from datetime import date as dates
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from postings.extraction.company import fitting, ranking
from postings.management.commands.score_extraction import write


class Command(BaseCommand):
    """Reads descriptions with their companies and writes the two data files. Needs no database."""

    help = (
        "Fit the weights by which the company is found in prose, on a CSV file with the columns company and "
        "description, and write company_weights.toml and capitalised_words.csv to a directory."
    )
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("postings", metavar="POSTINGS.csv")
        parser.add_argument(
            "--source", required=True, help="what the postings are, for the heads of the files"
        )
        parser.add_argument("--directory", required=True, metavar="DIR", help="where the files are written")
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="of the fit; today where not given")

    @override
    def handle(self, *, postings: str, source: str, directory: str, date: str | None, **options: Any) -> None:
        try:
            made = dates.fromisoformat(date) if date is not None else timezone.localdate()
            found = fitting.fit(fitting.read(Path(postings)))
        except OSError as error:
            raise CommandError(f"{postings}: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(f"{postings}: {error}") from error
        write(
            Path(directory) / ranking.WEIGHTS,
            fitting.as_toml(found, ranking.load().priors, source=source, made=made),
        )
        write(Path(directory) / ranking.SEEN, fitting.as_csv(found, source=source, made=made))
        self.stdout.write(
            f"{found.texts:,} texts, {found.naming:,} of them name their company: {len(found.weights):,}"
            f" weights, "
            f"{len(found.seen):,} names that many write."
        )
