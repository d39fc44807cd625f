"""Tables (CSV) in an import: what each column is, chosen by a person and remembered for the source.

A choice is ``{header: role}``. A role is a heading that extraction knows (``ROLES``), ``""`` for a column
that keeps its own name, ``LEAVE`` for one that is left out, or ``TEXT`` for the one with the whole text.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from postings.text import fold

TEXT, LEAVE = "text", "-"
ROLES: tuple[tuple[str, str], ...] = (
    (TEXT, "the whole text"),
    ("title", "title"),
    ("company", "company"),
    ("location", "places"),
    ("description", "description"),
    ("salary", "pay"),
    ("employment type", "employment type"),
    ("workplace", "remote policy"),
    ("apply url", "address to apply at"),
    ("external id", "their reference"),
    ("date posted", "posted on"),
    ("", "something else: keep its name"),
    (LEAVE, "leave it out"),
)
MAX_COLUMNS = 100
PREVIEW_ROWS = 5

_GUESSES = {
    "title": r"(?:job|position|role)?\s*(?:title|name)|position|job|role|stelle(?:ntitel)?|titel|titre",
    "company": r"company(?: name)?|employer|organi[sz]ation|firma|arbeitgeber|entreprise|empresa",
    "location": r"(?:job )?locations?|places?|city|ort|standort|lieu|ubicaci[oó]n",
    "description": r"(?:job )?description|details|beschreibung|descripci[oó]n",
    TEXT: r"(?:full|raw|job)?\s*text|content|body|html|markdown|posting",
    "salary": r"salary(?: range)?|pay|compensation|gehalt|salaire|salario",
    "employment type": r"(?:employment|job|contract) type|type",
    "workplace": r"workplace(?: type)?|remote(?: policy)?",
    "apply url": r"(?:apply |job |posting )?(?:url|link)|apply",
    "external id": r"(?:job |posting |external |req(?:uisition)? )?(?:id|reference|number|nr)|ref",
    "date posted": r"(?:date )?posted(?: on| at)?|(?:posting |publication )?date|created(?: at)?",
}  # fmt: skip
_GUESS = {role: re.compile(pattern, re.IGNORECASE) for role, pattern in _GUESSES.items()}


class ColumnsError(Exception):
    """The table or the choice can't be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's header and its first rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def key(self) -> str:
        """What tells tables of the same make: the hash of the folded header."""
        return hashlib.sha256("\x1f".join(map(fold, self.header)).encode()).hexdigest()[:32]


def delimiter_of(text: str) -> str:
    """The sign between the columns, from the first line."""
    first = text[:20_000].split("\n", 1)[0]
    return max(",;\t|", key=first.count)


def rows_of(text: str) -> Iterator[list[str]]:
    """All rows, the header first. Raises ``csv.Error``."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=False)


def head_of(text: str) -> Table:
    """The header and the first rows that hold anything. Raises ``ColumnsError``."""
    try:
        rows = rows_of(text)
        header = next(rows, None)
        first = tuple(
            tuple(row) for row in islice((row for row in rows if any(map(str.strip, row))), PREVIEW_ROWS)
        )
    except csv.Error as error:
        raise ColumnsError(f"The table is damaged: {error}.") from None
    if not header:
        raise ColumnsError("The file is empty.")
    if len(header) > MAX_COLUMNS:
        raise ColumnsError(f"The table has more than {MAX_COLUMNS} columns.")
    return Table(tuple(header), first)


def guess(header: Sequence[str]) -> dict[str, str]:
    """What the columns are by their names; each role once, ``""`` for what is not known."""
    chosen: dict[str, str] = {}
    for name in header:
        plain = re.sub(r"[\s_\-./]+", " ", name).strip()
        role = next(
            (
                role
                for role, pattern in _GUESS.items()
                if pattern.fullmatch(plain) and role not in chosen.values()
            ),
            "",
        )
        chosen[name] = role
    # A text beside fields of its own is their description; alone it is all there is.
    if TEXT in chosen.values() and any(role in chosen.values() for role in ("title", "company")):
        other = "" if "description" in chosen.values() else "description"
        chosen = {name: other if role == TEXT else role for name, role in chosen.items()}
    return chosen


def checked(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """The choice, for these columns. Raises ``ColumnsError`` for roles that are unknown or given twice."""
    known = {role for role, _ in ROLES}
    chosen = {name: columns.get(name, "") for name in header}
    roles = [role for role in chosen.values() if role not in ("", LEAVE)]
    if not set(chosen.values()) <= known:
        raise ColumnsError("Choose what each column is.")
    if doubled := next((role for role in roles if roles.count(role) > 1), None):
        raise ColumnsError(f"Two columns are said to be the {dict(ROLES)[doubled]}.")
    if all(role == LEAVE for role in chosen.values()):
        raise ColumnsError("Not every column can be left out.")
    return chosen


def text_of_row(header: Sequence[str], row: Sequence[str], columns: Mapping[str, str]) -> str:
    """The row as one text: the whole text's cell, or header and row with the columns named by their roles."""
    cells = dict(zip(header, row, strict=False))
    whole = next((name for name in header if columns.get(name) == TEXT), None)
    if whole is not None:
        return cells.get(whole, "")
    kept = [name for name in header if columns.get(name, "") != LEAVE]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([columns.get(name) or name for name in kept])
    writer.writerow([cells.get(name, "") for name in kept])
    return out.getvalue()


def number_of_row(header: Sequence[str], row: Sequence[str], columns: Mapping[str, str]) -> str:
    """The row's own reference, to call it by; empty without one."""
    cells = dict(zip(header, row, strict=False))
    return next((cells.get(name, "").strip() for name in header if columns.get(name) == "external id"), "")
