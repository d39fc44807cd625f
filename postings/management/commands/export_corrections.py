"""``manage.py export_corrections DIRECTORY``: what moderators have checked, as labelled texts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from postings import corrections
from postings.models import FieldCheck


class Command(BaseCommand):
    help = (
        "Writes the texts that people have checked and what they made of them into DIRECTORY: labels.jsonl, "
        "one label a line, and the texts beside. score_extraction measures the rules against them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIRECTORY")
        parser.add_argument("--source", metavar="NAME", help="only texts of this source")
        parser.add_argument("--corrected", action="store_true", help="only texts with something corrected")

    def handle(self, *args: Any, **options: Any) -> None:
        checks = FieldCheck.objects.all()
        if options["source"]:
            checks = checks.filter(source=options["source"])
        if options["corrected"]:
            wrong = FieldCheck.objects.exclude(outcome__in=["right", "blank"]).values("draft")
            checks = checks.filter(draft__in=wrong)
        directory: Path = options["directory"]
        count = 0
        try:
            (directory / "texts").mkdir(parents=True, exist_ok=True)
            with (directory / "labels.jsonl").open("w", encoding="utf-8") as labels:
                for name, label, text in corrections.labelled(checks):
                    (directory / name).write_bytes(text)
                    labels.write(json.dumps(label, ensure_ascii=False) + "\n")
                    count += 1
        except OSError as error:
            raise CommandError(f"{directory} can't be written to: {error.strerror or error}.") from error
        self.stdout.write(f"{count} labelled text{'' if count == 1 else 's'} in {directory}/labels.jsonl")
