"""The document layer: a text as received becomes canonical text with offsets back.

Pure Python, no Django. ``read_document`` recognises the format (``formats``, ``record_sets``), renders HTML
and JSON to parts (``pages``, ``record_parts``, ``parts``) and puts these together (``assembly``);
``split_document`` does so for each posting of a text that holds several. What both give is in ``canonical``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from postings.extraction import markup
from postings.extraction.assembly import MAX_TEXT_CHARS, Plan, assembled
from postings.extraction.canonical import Document, Fact, Format, Line, LineKind, Link, Zone
from postings.extraction.feeds import feed_records
from postings.extraction.formats import text_format
from postings.extraction.glue import unglued
from postings.extraction.mapped import Mapped
from postings.extraction.pages import page_plans
from postings.extraction.parts import Part, text_parts
from postings.extraction.record_parts import record_document
from postings.extraction.record_sets import csv_records, json_records
from postings.extraction.records import read_json

__all__ = [
    "Document",
    "Fact",
    "Format",
    "Line",
    "LineKind",
    "Link",
    "Zone",
    "read_document",
    "split_document",
]

MAX_POSTINGS = 500
_COMMENT_HTML = re.compile(r"<p>|&#x2[fF7];|<a href=|<i>|&gt;|&amp;|&quot;")
_HTTP_HEAD = re.compile(
    r"HTTP/[\d.]{1,3} \d{3}[^\n]{0,80}\n(?:[A-Za-z][\w-]{1,40}:[^\n]{0,2000}\n){1,60}\r?\n"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_document(received: str) -> Document:
    """Recognise the format of a text, render and repair it, and tell its lines and zones apart.

    Never raises. For a text with several postings this is the first of them, and ``postings`` says how many.
    """
    plans = _plans(received)
    document = plans[0]()
    return replace(document, postings=len(plans)) if len(plans) > 1 else document


def split_document(received: str) -> tuple[Document, ...]:
    """One document for each posting of the text, most often exactly one, at most ``MAX_POSTINGS``."""
    return tuple(plan() for plan in _plans(received)[:MAX_POSTINGS])


def _plans(received: str) -> list[Plan]:
    """How to make the document of each posting that the text's structure holds; never empty."""
    source = Mapped.whole(received)
    if not received.isascii() and _SURROGATE.search(received):
        source = Mapped(
            _SURROGATE.sub("\ufffd", received), source.runs
        )  # half characters upset other libraries
    if answer := _HTTP_HEAD.match(source.text):
        source = source.slice(answer.end(), len(source.text))  # a page saved with the server's words above it
    head = source.text[:2000].lstrip("\ufeff \t\r\n")
    if head[:1] in ("{", "["):
        json = read_json(source)
        if json.sound and (records := json_records(json.leaves)):
            return [partial(record_document, received, Format.JSON, leaves, "json") for leaves in records]
    if head[:1] == "<" and (records := feed_records(source)):
        return [partial(record_document, received, Format.XML, leaves, "xml") for leaves in records]
    if rows := csv_records(source):
        return [partial(record_document, received, Format.CSV, leaves, "csv") for leaves in rows]
    format = text_format(source.text)
    if format is Format.HTML:
        return page_plans(received, source)
    return [partial(_text_document, received, source, format)]


def _text_document(received: str, source: Mapped, format: Format) -> Document:
    source = source.slice(0, MAX_TEXT_CHARS * 2)
    if format is Format.COMMENT and _COMMENT_HTML.search(source.text):
        rendered = markup.render(source, keep_newlines=True)
        return assembled(received, format, [Part(rendered.mapped, True, anchors=rendered.anchors)])
    if format is Format.PLAIN:
        source = unglued(source)
    return assembled(received, format, text_parts(source, format is not Format.PLAIN))
