"""JSON and CSV read with offsets: every value keeps the place it stood in.

Neither reader ever raises or recurses: unclosed strings, trailing commas, raw line ends and any nesting are
read
as far as they make sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from postings.extraction.mapped import Edit, Mapped

MAX_NESTING = 200  # deeper values are read, but under the path of this depth
MAX_LEAVES = 200_000
MAX_STRING_CHARS = 300_000  # as written; the rest of a longer value is left out

# Names of objects that wrap a posting and say nothing of it.
WRAPPERS = frozenset(
    "job jobs data result results posting postings item items job_posting hits source fields offer offers"
    " attributes job_posting_info vacancy requisition job_details job_detail record document node"
    " matched_object_descriptor user_area details search_result search_result_items content".split()
)

_TOKEN = re.compile(
    r"""(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+"?)|(?P<open>[{\[])|(?P<close>[}\]])|(?P<comma>,)|(?P<colon>:)"""
    r"""|(?P<scalar>[^\s{}\[\],:"]+)""",
    re.DOTALL,
)
_PRINTED = re.compile(
    r"""(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+"?|'[^'\\]*+(?:\\.[^'\\]*+)*+'?)|(?P<open>[{\[])|(?P<close>[}\]])"""
    r"""|(?P<comma>,)|(?P<colon>:)|(?P<scalar>[^\s{}\[\],:"']+)""",
    re.DOTALL,
)
_PRINTED_WORDS = {"True": "true", "False": "false", "None": "null"}
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " ", "/": "/", "\\": "\\", '"': '"'}
_NAME_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^\w]+|_+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a record. ``path`` is its names from the outside in, list places as ints;
    ``key`` is the name as written, to show as a heading."""

    path: tuple[str | int, ...]
    value: Mapped
    kind: str  # "string", "number", "boolean", "null"
    key: Mapped

    @property
    def names(self) -> tuple[str, ...]:
        """The path without list places, in snake case."""
        return tuple(snake_case(name) for name in self.path if isinstance(name, str))


@lru_cache(maxsize=4096)
def snake_case(name: str) -> str:
    """``hiringOrganization`` and ``Hiring Organization`` as ``hiring_organization``."""
    return "_".join(part.lower() for part in _NAME_BREAK.split(name.lstrip("@")) if part)


@dataclass(frozen=True, slots=True)
class Json:
    """What a JSON text holds, read leniently; ``sound`` tells whether it looked like JSON at all."""

    leaves: tuple[Leaf, ...]
    sound: bool


def read_json(mapped: Mapped, *, python: bool = False) -> Json:
    """Read JSON, or several JSON values one after the other (JSON lines), into leaves.

    Several top-level values count as one list. Duplicate names are all kept. ``python`` reads what Python
    prints of a dictionary, as tables of exports hold: quotes of both kinds, True, False and None.
    """
    text = mapped.text
    leaves: list[Leaf] = []
    path: list[str | int] = []  # the place of the value being read, one entry an open container
    in_object: list[bool] = []
    empty = Mapped("", ())
    key: Mapped = empty
    keys: list[Mapped] = []
    expect_value = True
    names = junk = top_values = 0

    def place() -> tuple[str | int, ...]:
        return (top_values, *path[:MAX_NESTING])

    for token in (_PRINTED if python else _TOKEN).finditer(text):
        kind = token.lastgroup
        if kind == "string":
            written = token.group()
            closed = len(written) > 1 and written.endswith(written[0])
            value = _string(mapped, token.start() + 1, token.end() - (1 if closed else 0))
            if in_object and in_object[-1] and not expect_value:
                path[-1], key = value.text, value
                names += 1
            elif len(leaves) < MAX_LEAVES:
                leaves.append(Leaf(place(), value, "string", key))
                top_values += not path
        elif kind == "scalar":
            written = token.group()
            written = _PRINTED_WORDS.get(written, written) if python else written
            literal = written in ("true", "false", "null") or _NUMBER.fullmatch(written) is not None
            if not literal:
                junk += len(written)
            elif len(leaves) < MAX_LEAVES:
                leaf_kind = (
                    "null" if written == "null" else "boolean" if written in ("true", "false") else "number"
                )
                leaves.append(Leaf(place(), mapped.slice(token.start(), token.end()), leaf_kind, key))
                top_values += not path
        elif kind == "open":
            is_object = token.group() == "{"
            keys.append(key)
            path.append("" if is_object else 0)
            in_object.append(is_object)
            expect_value = not is_object
        elif kind == "close":
            if path:
                path.pop()
                in_object.pop()
                key = keys.pop()
                top_values += not path
            else:
                junk += 1
        elif kind == "comma":
            if in_object:
                expect_value = not in_object[-1]
                if not in_object[-1]:
                    path[-1] = int(path[-1]) + 1
        else:
            expect_value = True
    sound = names > 0 and junk * 20 < max(20, len(text))
    return Json(tuple(leaves), sound)


def _string(mapped: Mapped, start: int, end: int) -> Mapped:
    """The value of the JSON string whose inside is text[start:end]."""
    inside = mapped.slice(start, min(end, start + MAX_STRING_CHARS))
    if "\\" not in inside.text:
        return inside
    return inside.edited(_escapes(inside.text))


def _escapes(text: str) -> Iterator[Edit]:
    for found in _ESCAPE.finditer(text):
        written = found.group()
        if written[1] != "u" or len(written) < 6:
            value = _SIMPLE.get(written[1:], written[1:])
        elif len(written) == 12:
            high, low = int(written[2:6], 16), int(written[8:], 16)
            value = chr(0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00))
        else:
            code = int(written[2:], 16)
            value = "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
        yield found.start(), found.end(), value


_CELL_END = {delimiter: re.compile(rf"[{re.escape(delimiter)}\r\n]") for delimiter in (",", ";", "\t", "|")}
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"?')
_DOUBLED = re.compile('""')


def csv_rows(mapped: Mapped, delimiter: str, *, max_rows: int = 100_000) -> Iterator[list[Mapped]]:
    """The rows of a CSV text; blank rows are left out. Quotes may hold line ends and doubled quotes."""
    text = mapped.text
    at, size = 0, len(text)
    row: list[Mapped] = []
    rows = 0
    cell_end = _CELL_END[delimiter]
    while at < size and rows < max_rows:
        quoted = _QUOTED.match(text, at)
        if quoted is not None:
            closed = quoted.end() - quoted.start() > 1 and text[quoted.end() - 1] == '"'
            cell = mapped.slice(quoted.start() + 1, quoted.end() - (1 if closed else 0))
            if '""' in cell.text:
                cell = cell.edited((two.start(), two.end(), '"') for two in _DOUBLED.finditer(cell.text))
            found = cell_end.search(text, quoted.end())
        else:
            found = cell_end.search(text, at)
            cell = mapped.slice(at, found.start() if found else size)
        row.append(cell)
        if found is None:
            break
        at = found.end()
        if found.group() != delimiter:
            if found.group() == "\r" and text.startswith("\n", at):
                at += 1
            if any(part.text.strip() for part in row):
                yield row
                rows += 1
            row = []
    if any(part.text.strip() for part in row):
        yield row
