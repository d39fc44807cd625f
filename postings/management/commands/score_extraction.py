"""``manage.py score_extraction LABELS.jsonl``: how right the extraction is on labelled texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from postings.extraction import baselines, scoring
from postings.extraction.labels import as_label
from postings.extraction.pipeline import extract

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97)


class Command(BaseCommand):
    """Measures against labels, with baselines beside. Needs no database."""

    help = "Score the extraction against labelled texts (JSON lines whose 'file' names the text)."
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("labels", metavar="LABELS.jsonl", help="one labelled text a line")
        parser.add_argument("--misses", metavar="FIELD", help="print every miss of one field, or of 'all'")
        parser.add_argument("--by-format", action="store_true", help="the rate of each field by format")
        parser.add_argument("--no-baselines", action="store_true", help="leave the simple tools out")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        labels, texts = read_labels(Path(options["labels"]))
        extracted = {identifier: as_label(extract(text)) for identifier, text in texts.items()}
        score = scoring.score(labels, extracted)
        if options["json"]:
            self.stdout.write(json.dumps(figures(score), indent=1))
            return
        postings = sum(bool(label["is_posting"]) for label in labels.values())
        self.stdout.write(f"{len(labels)} labelled texts, {postings} postings\n\n")
        self._fields(score)
        if options["by_format"]:
            self._formats(score)
        self._confidence(score)
        if not options["no_baselines"]:
            self._baselines(labels, texts, score)
        wanted = options["misses"]
        for name, tally in score.tallies.items():
            if wanted in (name, "all"):
                self.stdout.write(f"\n{name}")
                for document in tally.documents:
                    if not document.right:
                        self.stdout.write(f"  {document.id}: want {document.want!r}, got {document.got!r}")

    def _fields(self, score: scoring.Score) -> None:
        head = f"{'field':22}{'right':>6}/{'of':<5}{'rate':>6}  {'95 % interval':>14}"
        self.stdout.write(
            f"{head}  {'wrong':>5}{'false':>6}{'missed':>7}  {'prec.':>6}{'recall':>7}{'F1':>7}"
        )
        for name, tally in score.tallies.items():
            low, high = tally.interval("f1" if name in scoring.SETS else "rate")
            self.stdout.write(
                f"{name:22}{tally.right:6}/{tally.judged:<5}{tally.rate():6.1%}  {low:6.1%}–{high:6.1%} "
                f"  {tally.wrong:5}{tally.false:6}{tally.missed:7}  {tally.precision():6.1%}"
                f"{tally.recall():7.1%}"
                f"{tally.f1():7.3f}"
            )
        self.stdout.write("(interval: of the rate, for sets of F1; by resampling documents)\n")

    def _formats(self, score: scoring.Score) -> None:
        formats = sorted(
            {document.format for tally in score.tallies.values() for document in tally.documents}
        )
        self.stdout.write(f"\n{'rate by format':22}" + "".join(f"{name:>12}" for name in formats))
        for name, tally in score.tallies.items():
            rates = "".join(
                f"{part.rate():8.0%} {part.judged:>3}"
                if (part := tally.of_format(format)).judged
                else f"{'–':>12}"
                for format in formats
            )
            self.stdout.write(f"{name:22}{rates}")

    def _confidence(self, score: scoring.Score) -> None:
        self.stdout.write("\nconfidence              values   mean  right")
        for low, high, values, mean, right in scoring.reliability(score.answers):
            self.stdout.write(f"  {low:4.2f} to {high:4.2f}        {values:6}  {mean:5.1%}  {right:5.1%}")
        self.stdout.write(f"  expected calibration error {scoring.calibration_error(score.answers):.3f}")
        self.stdout.write("\naccept from             share   right")
        for threshold, share, right in scoring.curve(score.answers, THRESHOLDS):
            self.stdout.write(f"  {threshold:4.2f}                {share:6.1%}  {right:6.1%}")
        accepted = scoring.acceptance(score.answers)
        if accepted is not None:
            self.stdout.write(
                f"  97 % of the values are right from confidence {accepted[0]:.2f} on:"
                f" {accepted[1]:.0%} of all values"
            )

    def _baselines(self, labels: dict[str, Any], texts: dict[str, str], score: scoring.Score) -> None:
        jobspy = baselines.jobspy_pay()
        simple = {
            identifier: {
                "workplace": baselines.keyword_workplace(text),
                "required_skills": baselines.gazetteer_skills(text),
                "pay": jobspy(text) if jobspy is not None else None,
            }
            for identifier, text in texts.items()
        }
        other = scoring.score(labels, simple)
        self.stdout.write("\nbaseline                        simple     here")
        rows = [("workplace by keywords", "workplace", "rate"), ("skills by plain look-up", "skills", "f1")]
        if jobspy is not None:
            rows.insert(0, ("pay by JobSpy", "pay", "rate"))
        for name, field, measure in rows:
            there, here = (getattr(one.tallies[field], measure)() for one in (other, score))
            self.stdout.write(
                f"  {name:28} {there:7.1%}  {here:7.1%}  ({'rate' if measure == 'rate' else 'F1'})"
            )
        if jobspy is None:
            self.stdout.write("  pay by JobSpy: not installed (uv sync --group baselines)")


def figures(score: scoring.Score) -> dict[str, Any]:
    """The figures of a score as plain values."""
    return {
        name: {
            **{key: getattr(tally, key) for key in ("right", "judged", "wrong", "false", "missed")},
            **{key: round(getattr(tally, key)(), 4) for key in ("rate", "precision", "recall", "f1")},
        }
        for name, tally in score.tallies.items()
    }


def read_labels(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The labels by id and their texts.

    A label's ``file`` is looked for beside the labels and from the project's root. Raises CommandError
    in words for a file that is missing or no label file.
    """
    labels: dict[str, Any] = {}
    texts: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            label = json.loads(line)
            identifier, named = label["id"], label["file"]
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{path}, line {number}: this is no label with an id and a file.") from error
        places = (path.parent / named, Path(settings.BASE_DIR) / named)
        file = next((place for place in places if place.is_file()), None)
        if file is None:
            raise CommandError(f"{path}, line {number}: the text {named} is missing.")
        labels[identifier] = label
        texts[identifier] = file.read_bytes().decode("utf-8", errors="replace")
    if not labels:
        raise CommandError(f"{path}: holds no labels.")
    return labels, texts
