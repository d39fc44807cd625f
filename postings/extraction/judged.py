"""Judged values as a data file: what a calibration is fitted on, without a word of the texts.

One row a value that was read and judged. Columns:

=====  ==================================================================
text   number of the text in the file
form   form of the text ("markdown")
field  field of the label form ("title", "required_skills")
rule   rule that read the value ("title.header")
prior  the rule's prior for it, 0 to 1, before any calibration
right  1 where the value was right, 0 where it was not
=====  ==================================================================

Lines above the columns begin with "#"; two of them, ``# source: ...`` and ``# date: 2026-11-22``, say where
the values are from and when they were judged, and are handed on to the table that is fitted on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from postings.extraction.scoring import Answer

FILE = Path(__file__).parent / "vocabulary" / "judged_values.csv"
COLUMNS = ("text", "form", "field", "rule", "prior", "right")


@dataclass(frozen=True, slots=True)
class Judged:
    """Judged values with where they are from. ``Answer.confidence`` is the prior here."""

    answers: tuple[Answer, ...]
    source: str
    date: date


def parse(text: str) -> Judged:
    """The values that a file's text holds; ValueError in words for another file."""
    head = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#")]
    said = dict(line.split(": ", 1) for line in head if line.startswith(("source: ", "date: ")))
    if said.keys() != {"source", "date"}:
        raise ValueError("The lines above the columns do not say '# source: …' and '# date: YYYY-MM-DD'.")
    rows = (line.split(",") for line in text.splitlines() if line and not line.startswith("#"))
    if tuple(next(rows, ())) != COLUMNS:
        raise ValueError(f"The columns are not {', '.join(COLUMNS)}.")
    answers = []
    for number, row in enumerate(rows, start=1):
        try:
            name, form, field, rule, written, right = row
            prior = float(written)
        except ValueError as error:
            raise ValueError(f"Value {number} is no row of {len(COLUMNS)} columns with a prior.") from error
        if not 0 <= prior <= 1 or right not in ("0", "1"):
            raise ValueError(f"Value {number}: a prior lies between 0 and 1, and right is 0 or 1.")
        answers.append(Answer(field, prior, right == "1", rule, name, form))
    return Judged(tuple(answers), said["source"], date.fromisoformat(said["date"]))


def read(path: Path = FILE) -> Judged:
    """As ``parse``, of a file; OSError where it cannot be read."""
    return parse(path.read_text(encoding="utf-8"))


def as_csv(answers: Iterable[Answer], *, source: str, made: date) -> str:
    """The file's text; texts are numbered in the order in which they come. The verdict has no part in it."""
    numbers: dict[str, int] = {}
    lines = [f"# source: {' '.join(source.split())}", f"# date: {made.isoformat()}", ",".join(COLUMNS)]
    for answer in answers:
        if answer.field != "is_posting":
            number = numbers.setdefault(answer.text, len(numbers) + 1)
            row = (number, answer.form, answer.field, answer.rule, answer.confidence, int(answer.right))
            lines.append(",".join(map(str, row)))
    return "\n".join(lines) + "\n"
