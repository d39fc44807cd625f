"""The front matter of static-site generators (Jekyll, Hugo and the like): names and values with offsets.

Reads the part of YAML that such heads use (scalars plain, quoted or in blocks, lists, one level of nesting)
and the ``name = "value"`` lines of TOML. What it cannot read it leaves out; it never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from postings.extraction.mapped import Edit, Mapped
from postings.extraction.records import snake_case

MAX_LINES = 400

_HEAD = re.compile(r"\A\ufeff?\s*(---|\+\+\+)[ \t]*\r?\n")
_KEY = re.compile(r"([ \t]*)([\"']?)([A-Za-z_][\w .-]{0,60}?)\2[ \t]*([:=])(?:[ \t]+|(?=\r?$))")
_FORMAT_TAIL = re.compile(r"[_-](?:markdown|md|html)\Z", re.IGNORECASE)  # "duties_markdown" holds the duties
_ITEM = re.compile(r"[ \t]*-[ \t]+(?=\S)")
_BLOCK = re.compile(r"([>|])[+-]?\d?[+-]?[ \t]*(?:#.*)?$")
_ESCAPE = re.compile(r"\\(?:r\\n|[nrt\"\\/]|\r?\n[ \t]*)")
_ESCAPED = {"\\n": "\n", "\\r\\n": "\n", "\\r": "\n", "\\t": " ", '\\"': '"', "\\\\": "\\", "\\/": "/"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One value: its name in snake case (dotted when nested), the key as written, the value."""

    name: str
    key: Mapped
    value: Mapped


def read(source: Mapped) -> tuple[list[Entry], int] | None:
    """The entries of a text's front matter and where the text goes on; None when it has none."""
    head = _HEAD.match(source.text)
    if head is None:
        return None
    lines: list[tuple[int, int]] = []
    at = head.end()
    for _ in range(MAX_LINES):
        stop = source.text.find("\n", at)
        stop = len(source.text) if stop < 0 else stop
        if source.text[at:stop].rstrip() == head.group(1):
            if not any(_KEY.match(source.text, start, end) for start, end in lines):
                return None  # a rule above and below some words
            return list(_entries(source, lines)), min(stop + 1, len(source.text))
        lines.append((at, stop - (source.text[at:stop][-1:] == "\r")))
        if stop == len(source.text):
            return None
        at = stop + 1
    return None


def _entries(source: Mapped, lines: list[tuple[int, int]]) -> Iterator[Entry]:
    text = source.text
    parent = ""
    parent_indent = 0
    number = 0
    while number < len(lines):
        start, end = lines[number]
        number += 1
        found = _KEY.match(text, start, end)
        if found is None:
            item = _ITEM.match(text, start, end)
            if item is not None and parent:
                key = Mapped(parent, source.slice(start, start + 1).runs)
                yield from _scalar(source, parent, key, item.end(), end)
            continue
        indent = len(found.group(1))
        written = _FORMAT_TAIL.sub("", found.group(3))
        name = snake_case(written)
        if parent and indent > parent_indent:
            name = f"{parent}.{name}"
        else:
            parent = ""
        key = source.slice(found.start(3), found.start(3) + len(written))
        value_start = found.end()
        first = text[value_start:end].strip()
        if not first:
            parent, parent_indent = name, indent
            continue
        block = _BLOCK.match(first)
        last = number
        quote = first[0] if first[0] in "\"'" else ""
        if block is not None or (quote and not _closes(text, value_start, end, quote)):
            while last < len(lines) and (
                (
                    quote
                    and not _closes(text, value_start, lines[last - 1][1], quote)
                    and not _next_key(text, lines[last], indent)
                )
                or (not quote and _inside(text, lines[last], indent))
            ):
                last += 1
        elif not quote:
            while (
                last < len(lines)
                and _inside(text, lines[last], indent)
                and text[slice(*lines[last])].strip()
                and not _KEY.match(text, *lines[last])
                and not _ITEM.match(text, *lines[last])
            ):
                last += 1
        if block is not None:
            if last > number:
                value = source.slice(lines[number][0], lines[last - 1][1])
                yield Entry(name, key, _unindented(value, folded=block.group(1) == ">"))
        else:
            yield from _scalar(source, name, key, value_start, lines[last - 1][1])
        number = last


def _inside(text: str, line: tuple[int, int], indent: int) -> bool:
    """Whether a line belongs to the value of a key of this indent: blank, or indented more."""
    words = text[slice(*line)]
    return not words.strip() or len(words) - len(words.lstrip(" \t")) > indent


def _next_key(text: str, line: tuple[int, int], indent: int) -> bool:
    """Whether a line begins the next key: the quote before it was never closed."""
    found = _KEY.match(text, *line)
    return found is not None and len(found.group(1)) <= indent


def _closes(text: str, start: int, end: int, quote: str) -> bool:
    value = text[start:end].strip()
    if len(value) < 2 or not value.endswith(quote):
        return False
    slashes = len(value) - 1 - len(value[:-1].rstrip("\\"))
    return quote == "'" or slashes % 2 == 0


def _unindented(value: Mapped, *, folded: bool) -> Mapped:
    edits: list[Edit] = []
    for found in re.finditer(r"(?:\A|\n)[ \t]*(?:\r?\n[ \t]*)*", value.text):
        breaks = found.group().count("\n")
        words = "\n" if breaks > 1 or (breaks and not folded) else " " if breaks else ""
        edits.append((found.start(), found.end(), words))
    return value.edited(edits)


def _scalar(source: Mapped, name: str, key: Mapped, start: int, end: int) -> Iterator[Entry]:
    """A plain, quoted or bracketed value; a list in brackets is one entry an item."""
    text = source.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 1 and text[start] == "[" and text[end - 1] == "]":
        at = start + 1
        for item in text[start + 1 : end - 1].split(",")[:50]:
            yield from _scalar(source, name, key, at, at + len(item))
            at += len(item) + 1
        return
    if end - start > 1 and text[start] == text[end - 1] and text[start] in "\"'":
        quote = text[start]
        value = source.slice(start + 1, end - 1)
        if quote == '"':
            edits: list[Edit] = [
                (found.start(), found.end(), _ESCAPED.get(found.group(), " "))
                for found in _ESCAPE.finditer(value.text)
            ]
        else:
            edits = [(found.start(), found.end(), "'") for found in re.finditer("''", value.text)]
        value = value.edited(edits) if edits else value
        if value.text.strip():
            yield Entry(name, key, value)
        return
    value = source.slice(start, end)
    if value.text.strip() and value.text not in ("null", "~", "[]", "{}"):
        yield Entry(name, key, value)
