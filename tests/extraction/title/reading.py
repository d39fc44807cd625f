"""Titles as the tests of this folder read them."""

from __future__ import annotations

from postings.extraction import title
from postings.extraction.document import read_document


def found(text: str) -> str | None:
    finding = title.find(read_document(text))
    return finding.value if finding is not None else None
