"""``manage.py calibrate_extraction [VALUES.csv]``: fit the confidences on judged values, and show how well
they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from postings.extraction import calibration, confidence, judged, report, scoring
from postings.management.commands.score_extraction import write


class Command(BaseCommand):
    """Shows the fit beside the frozen table, and writes it where asked to. Needs no database."""

    help = (
        "Fit the table of confidences on judged values (those of the project, or files that "
        "score_extraction --judged made) and show its reliability."
    )
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("values", metavar="VALUES.csv", nargs="?", default=str(judged.FILE))
        parser.add_argument("--output", metavar="FILE", help="write the fitted table to this file")

    @override
    def handle(self, *, values: str, output: str | None, **options: Any) -> None:
        try:
            known = judged.read(Path(values))
            steps = calibration.fit(known.answers)
        except OSError as error:
            raise CommandError(f"{values}: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(f"{values}: {error}") from error
        fitted = calibration.as_toml(steps, source=known.source, made=known.date)
        self.stdout.write(f"{known.source}\n\n{'prior':>7}{'values':>8}{'right':>7}{'share':>8}")
        for step in steps:
            self.stdout.write(f"{step.prior:7.3f}{step.n:8}{step.right:7}{step.share:8.3f}")
        own = calibration.applied(confidence.parse(fitted), known.answers)
        expected = scoring.calibration_error(own)
        self.stdout.write(f"\non the values it is fitted on: expected calibration error {expected:.3f}")
        left_out = calibration.cross_validated(known.answers)
        if left_out:
            self.stdout.write("on texts left out (each by a table fitted on the others):")
        for line in report.confidence_lines(report.confidence_figures(left_out or own)):
            self.stdout.write(line)
        self.stdout.write(f"Values are filled in from {calibration.FILL_FROM} on.")
        if output is not None:
            write(Path(output), fitted)
            self.stdout.write(f"Written to {output}.")
        elif fitted == confidence.FILE.read_text(encoding="utf-8"):
            self.stdout.write("The table in use is this fit.")
        else:
            self.stdout.write(f"The table in use is another; --output {confidence.FILE} writes this one.")
