"""``manage.py fit_place_weights LABELS.jsonl``: fit the weights that tell places of work among towns."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from postings.extraction import place_fit, places, workplace
from postings.extraction.document import read_document
from postings.extraction.finding import Location
from postings.extraction.place_fit import Example
from postings.extraction.places.weighing import place_name
from postings.management.commands.score_extraction import read_labels, write


class Command(BaseCommand):
    """Fits on labelled texts, such as ``export_corrections`` writes. Needs no database."""

    help = (
        "Fit the weights of the signs that a town is the place of work, on labelled texts whose towns "
        "stand in sentences alone (JSON lines as for score_extraction; 'source' groups texts of one "
        "origin)."
    )
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("labels", metavar="LABELS.jsonl", nargs="+", help="one labelled text a line")
        parser.add_argument("--output", metavar="FILE", help="write the fitted weights to this file")
        parser.add_argument("--source", default="", help="with --output: what the texts are, in words")

    @override
    def handle(self, *, labels: list[str], output: str | None, source: str, **options: Any) -> None:
        examples: list[Example] = []
        read = 0
        for name in labels:
            known, texts = read_labels(Path(name))
            read += len(known)
            for identifier, label in known.items():
                examples += examples_of(texts[identifier], label)
        try:
            fitted = place_fit.fit(examples)
        except ValueError as error:
            raise CommandError(str(error)) from error
        right = sum(example.right for example in examples)
        self.stdout.write(f"{len(examples)} towns of {read} texts, {right} of them places of work.")
        shown = Counter(sign for example in examples for sign in example.signs)
        for sign, weight in sorted(fitted.weights.items(), key=lambda item: -item[1]):
            self.stdout.write(f"{weight:8.3f} {shown[sign]:7}  {sign}")
        if output is not None:
            words = source or f"{read} labelled texts"
            write(Path(output), place_fit.as_toml(fitted, examples, source=words, made=timezone.localdate()))
            self.stdout.write(f"Written to {output}.")


def examples_of(text: str, label: dict[str, Any]) -> list[Example]:
    """The towns of a text between which the weights decide, each with whether the label names it."""
    document = read_document(text)
    wanted = {
        place_name(Location(place["city"], None, place.get("country")))
        for place in label.get("locations") or ()
        if place.get("city")
    }
    origin = label.get("source")
    group = str(origin.get("repo") if isinstance(origin, dict) else origin or "")
    towns = places.weighed_towns(document, workplace.find(document))
    return [Example(frozenset(town.signs), town.name in wanted, group) for town in towns]
