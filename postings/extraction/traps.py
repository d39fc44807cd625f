"""Texts made to be slow to read: what ``bench_extraction`` times and the tests read in small.

Each is one shape repeated to the length asked for: what trips regular expressions (many half matches),
parsers (deep nesting, tags without end), readers of lines (one without end) and repairs (damage everywhere).
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable

_REPEATED = {
    "one letter": "a",
    "spaces": " ",
    "line ends": "\n",
    "digits": "1",
    "digits with commas": "1,",
    "sums": "$1 ",
    "ranges of pay": "$100k - ",
    "years": "5 years of experience ",
    "capitalised words": "The Acme ",
    "place names": "London, UK ",
    "work from home": "remote in the office or ",
    "skills": "Java, C++, ",
    "headings": "# Requirements\n",
    "list items": "- Requirements: Python\n",
    "bullets in one line": "• Java ",
    "dashes in one line": "Needs: - Java - ",
    "stars in one line": "* Java * SQL ",
    "no-break spaces and damage": "\u00a0Ã¥",
    "joiners": "a\u200d",
    "sentences": "Senior Engineer, Berlin, 5 years of Java, $120k. ",
    "labels": "Location: a: ",
    "table cells": "a | b\t",
    "opening brackets": "[",
    "opening parentheses": "(",
    "half links": "[a](",
    "half addresses": "a@",
    "links": "http://a.example/c ",
    "stars": "*a ",
    "underscores": "_a",
    "backslashes": "\\",
    "quotes": '"',
    "paragraph tags": "<p>",
    "tags without end": '<a "',
    "comments without end": "<!--",
    "scripts": "<script>",
    "menus without end": "<header><a>",
    "entities": "&amp;",
    "ampersands": "&",
    "damaged characters": "â€™",
    "letters with two cases": "İ",
    "wishes without end": "- Preferably: Kafka (bonus: SQL\n",
    "firms without end": "companies in Leeds such as ",
    "ideographs": "熟悉Docker，",
}
_NESTED = {
    "nested objects": ('{"a":', "}"),
    "nested arrays": ("[", "]"),
    "nested blocks": ("<div>", "</div>"),
    "nested tables": ("<table><tr><td>", "</td></tr></table>"),
    "nested lists": ("<ul><li>", "</li></ul>"),
    "nested elements": ("<job><title>", "</title></job>"),
}


def _line(size: int) -> str:
    """One line of ordinary prose."""
    words = (
        "We are looking for an engineer in Leeds who knows SQL and likes long walks with our team of nine "
    )
    return words * (size // len(words) + 1)


def _base64(size: int) -> str:
    """A picture in the middle of a text, without line ends."""
    data = random.Random(5).randbytes(size)  # noqa: S311 - always the same bytes
    return "data:image/png;base64," + base64.b64encode(data).decode()[:size]


def _records(size: int) -> str:
    record = (
        '{"title": "Cook", "company": "Acme", "location": "Leeds, UK", "description": "We need a cook."},'
    )
    return "[" + record * (size // len(record)) + record[:-1] + "]"


def _items(size: int) -> str:
    item = (
        "<job><title>Cook</title><company>Acme</company><city>Leeds</city><description>A</description></job>"
    )
    return "<jobs>" + item * (size // len(item)) + "</jobs>"


def _rows(size: int) -> str:
    row = 'Cook,Acme,"Leeds, UK","We need a ""cook"", now."\n'
    return "title,company,location,description\n" + row * (size // len(row))


def traps() -> dict[str, Callable[[int], str]]:
    """Name of each shape, and the function that makes a text of about so many characters of it."""

    def repeated(piece: str) -> Callable[[int], str]:
        return lambda size: piece * (size // len(piece))

    def nested(opening: str, closing: str) -> Callable[[int], str]:
        return lambda size: opening * (size // 2 // len(opening)) + closing * (size // 2 // len(closing))

    return {
        **{name: repeated(piece) for name, piece in _REPEATED.items()},
        **{name: nested(*pieces) for name, pieces in _NESTED.items()},
        "one word under a title": lambda size: "# Cook\n" + "a" * size,
        "one line of prose": _line,
        "base64": _base64,
        "records of JSON": _records,
        "items of a feed": _items,
        "open elements of a feed": lambda size: "<jobs>" + '<job a="' * (size // 8) + "</jobs>",
        "texts of a feed without end": lambda size: "<jobs>" + "<![CDATA[" * (size // 9) + "</jobs>",
        "rows of CSV": _rows,
    }
