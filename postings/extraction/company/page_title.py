"""The company in the title of a web page."""

from __future__ import annotations

import re

from postings.extraction.company.names import cleaned, plausible
from postings.extraction.document import Document, Zone
from postings.extraction.finding import Finding
from postings.extraction.header import PartKind, is_place, part_kind

_PAGE_TITLE = re.compile(
    r"^(?P<a>.{2,60}?) (?:is )?hiring (?:an? )?.{3,100}|^.{3,100}? (?:at|@|bei"
    r"|chez) (?P<b>[A-Z].{1,50}?)(?:\s+in\s.{2,60}|\s*[|–—·-]\s.*)?$"
)


def from_page_title(document: Document) -> Finding[str] | None:
    """The name in the title of the page: "Acme is hiring a Cook", "Cook at Acme", "Cook - Acme - Board"."""
    for fact in document.facts:
        if fact.source != "meta" or fact.name not in ("page_title", "og_title"):
            continue
        found = _PAGE_TITLE.match(fact.value)
        if found is None:
            pieces = [piece.strip() for piece in re.split(r"\s+[|–—·-]\s+", fact.value)]
            body = " ".join(line.text for line in document.lines if line.zone is not Zone.CHROME)
            for last in pieces[:0:-1][:2]:  # "Title - Acme GmbH - Name of the board"
                if (
                    plausible(last)
                    and last in body
                    and part_kind(last) is PartKind.OTHER
                    and len(last.split()) <= 6
                ):
                    start = fact.start + fact.value.rindex(last)
                    return document.finding(
                        last, start, start + len(last), confidence=0.85, rule="company.page_title_end"
                    )
            continue
        group = "a" if found.group("a") else "b"
        name = cleaned(found.group(group))
        if plausible(name) and not is_place(name):
            return document.finding(
                name,
                fact.start + found.start(group),
                fact.start + found.end(group),
                confidence=0.85,
                rule="company.page_title",
            )
    return None
