"""The format of a text that is no structured data: HTML, a hiring comment, Markdown, plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from postings.extraction.canonical import Format

_HTML_PAGE = re.compile(
    r"<!doctype\s+html|<html\b|<body\b|<head\b|<script\b|<main\b|<article\b|<section\b", re.IGNORECASE
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|ul|ol|li|h[1-6]|table|tr|td|br|section|span|strong)\b[^<>]{0,500}>", re.IGNORECASE
)
_OTHER_BLOCK = re.compile(r"<(?:div|ul|ol|li|h[1-6]|table|tr|td|br|section|span|strong)\b", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6} |^---[ \t]*$|\]\((?:https?:|mailto:|/|#)|\*\*[^*\n]{1,200}\*\*|^ {0,3}[*+] {1,3}\S"
    r"|^ {0,3}```|^[ \t]*\|[^\n]*\|[ \t]*$|\\[-$~.|*_#+]|(?<!\w)_[^_\n]{3,200}_(?!\w)",
    re.MULTILINE,
)
# Marks of Markdown that nobody writes by chance, as they write a list with asterisks
_STRONG_MARK = re.compile(
    r"^ {0,3}#{1,6} |^---[ \t]*$|\]\((?:https?:|mailto:|/|#)|\*\*[^*\n]{1,200}\*\*|^ {0,3}```", re.M
)
_MARK_PLACE = re.compile(r"[\n\]*\\_]")


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The marks of Markdown, looked for only where one may begin: with a line or with a sign of its own."""
    at = 0
    if (found := _MARKDOWN.match(text)) is not None:
        yield found
        at = found.end()
    for place in _MARK_PLACE.finditer(text):
        start = place.end() if place.group() == "\n" else place.start()
        if start >= at and (found := _MARKDOWN.match(text, start)) is not None:
            yield found
            at = found.end()


def is_marked(text: str) -> bool:
    return next(_marks(text), None) is not None


def text_format(received: str) -> Format:
    """The format of a text that is neither JSON nor CSV."""
    head = received[:60_000]
    marks = sum(1 for _ in islice(_marks(head[:20_000]), 2))
    markdown = head.lstrip("\ufeff\r\n").startswith(("---", "+++")) or marks >= 2
    page = _HTML_PAGE.search(head)
    if page is not None and not (markdown and page.start() > 200):
        return Format.HTML
    blocks = len(_BLOCK_TAG.findall(head))
    first = head.lstrip()[:400].split("<p>", 1)[0].split("\n", 1)[0]
    if first.lstrip().startswith("<font color="):
        return Format.COMMENT
    loose = "<p>" in head and not head.lstrip().startswith(("<p>", "<div"))
    bulleted = markdown and "</p>" not in head and not _STRONG_MARK.search(head)
    if loose and (not markdown or bulleted) and not _OTHER_BLOCK.search(head):
        return Format.COMMENT  # paragraphs and nothing else: the markup of Hacker News
    if blocks >= 3 and not markdown and blocks * 400 > len(head):
        return Format.HTML
    if "&#x2F;" in head and not blocks - head.count("<p>"):
        return Format.COMMENT
    if (
        first.count("|") >= 2
        and not first.lstrip().startswith("|")
        and len(received) < 10_000
        and "](" not in first
    ):
        return Format.COMMENT
    return Format.MARKDOWN if marks or is_marked(head) else Format.PLAIN
