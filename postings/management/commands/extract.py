"""``manage.py extract PATH... [--jsonl]``: show what is read out of texts, with the words it was read
from."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from postings.extraction.labels import as_label
from postings.extraction.pipeline import extract, extract_all

SUFFIXES = frozenset(
    {".md", ".markdown", ".txt", ".text", ".html", ".htm", ".json", ".csv", ".tsv", ".xml", ".rss", ""}
)
JSON_LINES = frozenset({".jsonl", ".ndjson"})  # one text a line: a string, or an object with a "text"
MAX_QUOTE_CHARS = 70
SHOWN_FIELDS = (
    *("title", "company", "locations", "workplace", "eligibility", "pay", "employment_type", "seniority"),
    *("experience_years_min", "education", "required_skills", "preferred_skills"),
    *("apply_url", "apply_email", "posted_on", "expires_on", "external_id"),
)


class Command(BaseCommand):
    """Reads texts without storing anything; needs no database."""

    help = (
        "Read texts (files, folders or - for standard input) and print what was extracted, with the evidence."
    )
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="text file, .jsonl of texts, folder, or -"
        )
        parser.add_argument("--jsonl", action="store_true", help="one JSON object a text, in the label form")
        parser.add_argument(
            "--split", action="store_true", help="read each posting of a text that holds several"
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        for identifier, text in texts(options["paths"]):
            extractions = extract_all(text) if options["split"] else [extract(text)]
            for number, extraction in enumerate(extractions):
                name = identifier if len(extractions) == 1 else f"{identifier}#{number + 1}"
                label = {"id": name, **as_label(extraction)}
                if options["jsonl"]:
                    self.stdout.write(json.dumps(label, ensure_ascii=False))
                else:
                    self.stdout.write(table(label))


def texts(paths: list[str]) -> Iterator[tuple[str, str]]:
    """The texts of files and folders with their identifiers (the file's name without its suffix).

    Raises CommandError for a path that cannot be read.
    """
    for given in paths:
        if given == "-":
            yield "stdin", sys.stdin.read()
            continue
        path = Path(given)
        if path.is_dir():
            files = sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and file.suffix.lower() in SUFFIXES | JSON_LINES
            )
        elif path.exists():
            files = [path]
        else:
            raise CommandError(f"{given}: there is no such file or folder.")
        for file in files:
            try:
                text = file.read_bytes().decode("utf-8", errors="replace")
            except OSError as error:
                raise CommandError(f"{file}: {error.strerror}.") from error
            if file.suffix.lower() in JSON_LINES:
                yield from _json_lines(file, text)
            else:
                yield file.stem, text


def _json_lines(file: Path, text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        identifier = f"{file.stem}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = line
        if isinstance(row, dict) and isinstance(row.get("text"), str):
            yield str(row.get("id", identifier)), row["text"]
        else:
            yield identifier, row if isinstance(row, str) else line


def table(label: dict[str, Any]) -> str:
    """One extraction as a table for people: field, value, confidence, the words it was read from."""
    evidence: dict[str, Any] = label["evidence"]
    posting = "posting" if label["is_posting"] else f"no posting ({label['kind']})"
    rows = [f"{label['id']}: {label['format']}, {label['language'] or 'language unknown'}, {posting}"]
    rows.append(f"  {label['reason']}")
    for field in SHOWN_FIELDS:
        found = evidence.get(field)
        if not found:
            continue
        values = label["pay_bands"] if field == "pay" else label[field]
        for value, item in zip(values, found, strict=False) if isinstance(found, list) else [(values, found)]:
            quote = " ".join(item["quote"].split())
            if len(quote) > MAX_QUOTE_CHARS:
                quote = quote[: MAX_QUOTE_CHARS - 1] + "…"
            rows.append(
                f"  {field:22}{_shown(value):40} {item['confidence']:4.0%}  “{quote}”  [{item['rule']}]"
            )
    rows.extend(f"  note: {note}" for note in label["notes"])
    return "\n".join(rows) + "\n"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        if "city" in value:
            return ", ".join(part for part in (value["city"], value["region"], value["country"]) if part)
        if "worldwide" in value:
            return "worldwide" if value["worldwide"] else ", ".join(value["areas"] or value["countries"])
        low, high = value["min"], value["max"]
        amount = (
            f"{low:,}"
            if low == high and low is not None
            else f"{'' if low is None else f'{low:,}'}–{'' if high is None else f'{high:,}'}"
        )
        return " ".join(
            part for part in (amount, value["currency"], value["period"], value.get("scope")) if part
        )
    return str(value)
