"""Companies as the tests of this folder read them."""

from __future__ import annotations

from postings.extraction import company, title
from postings.extraction.document import read_document


def found(text: str) -> str | None:
    document = read_document(text)
    finding = company.find(document, title.find(document))
    return finding.value if finding is not None else None
