"""``manage.py score_extraction LABELS.jsonl``: how right the extraction is on labelled texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from postings.extraction import judged, report, scoring
from postings.extraction.labels import as_label
from postings.extraction.pipeline import extract, extract_priors


class Command(BaseCommand):
    """Measures against labels, with baselines beside. Needs no database."""

    help = "Score the extraction against labelled texts (JSON lines whose 'file' names the text)."
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("labels", metavar="LABELS.jsonl", nargs="+", help="one labelled text a line")
        parser.add_argument("--misses", metavar="FIELD", help="show every miss of one field, or of 'all'")
        parser.add_argument("--no-baselines", action="store_true", help="leave the simple tools out")
        parser.add_argument("--json", metavar="PATH", help="write all figures as JSON; - prints only those")
        parser.add_argument(
            "--judged",
            metavar="FILE",
            help="write each value's rule, prior and whether it is right, for calibrate_extraction, and stop",
        )
        parser.add_argument("--source", default="", help="with --judged: what the texts are, in words")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        labels: dict[str, Any] = {}
        texts: dict[str, str] = {}
        for name in options["labels"]:
            more_labels, more_texts = read_labels(Path(name))
            if twice := sorted(labels.keys() & more_labels.keys()):
                raise CommandError(f"{name}: the id {twice[0]} is in another file too.")
            labels |= more_labels
            texts |= more_texts
        if options["judged"]:
            self._judge(labels, texts, Path(options["judged"]), options["source"])
            return
        score = scoring.score(labels, {name: as_label(extract(text)) for name, text in texts.items()})
        figures = report.figures(labels, score)
        if not options["no_baselines"]:
            figures["baselines"] = report.compared(labels, texts, score)
        if options["misses"]:
            figures["misses"] = report.misses(score, options["misses"])
        if options["json"]:
            written = json.dumps(figures, indent=1, ensure_ascii=False)
            if options["json"] == "-":
                self.stdout.write(written)
                return
            write(Path(options["json"]), written + "\n")
        for line in report.lines(figures):
            self.stdout.write(line)

    def _judge(self, labels: dict[str, Any], texts: dict[str, str], file: Path, source: str) -> None:
        priors = {name: as_label(extract_priors(text)) for name, text in texts.items()}
        answers = [answer for answer in scoring.score(labels, priors).answers if answer.field != "is_posting"]
        words = source or f"{len(labels)} labelled texts"
        write(file, judged.as_csv(answers, source=words, made=timezone.localdate()))
        right = sum(answer.right for answer in answers)
        self.stdout.write(f"{len(answers)} values, {right} of them right. Written to {file}.")


def write(file: Path, text: str) -> None:
    """Write a file, or say in words why not."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error


def read_labels(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The labels by id and their texts.

    A label's ``file`` is looked for beside the labels and from the project's root; without one it is
    the file in ``texts/`` beside the labels whose stem is the id. Raises CommandError in words for a file
    that is missing or no label file.
    """
    labels: dict[str, Any] = {}
    texts: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    beside = {file.stem: file for file in sorted((path.parent / "texts").glob("*"))}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            label = json.loads(line)
            identifier, is_posting = label["id"], label["is_posting"]
            named = label["file"] if "file" in label else beside[identifier].relative_to(path.parent)
        except (ValueError, KeyError, TypeError) as error:
            words = "this is no label with an id, is_posting and a file."
            raise CommandError(f"{path}, line {number}: {words}") from error
        places = (path.parent / named, Path(settings.BASE_DIR) / named)
        file = next((place for place in places if place.is_file()), None)
        if file is None:
            raise CommandError(f"{path}, line {number}: the text {named} is missing.")
        labels[identifier] = {**label, "is_posting": bool(is_posting)}
        texts[identifier] = file.read_bytes().decode("utf-8", errors="replace")
    if not labels:
        raise CommandError(f"{path}: holds no labels.")
    return labels, texts
