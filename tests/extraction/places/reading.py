"""Places as the tests of this folder read them."""

from __future__ import annotations

from postings.extraction import places, workplace
from postings.extraction.document import read_document
from postings.extraction.finding import Finding, Location


def found_in(text: str) -> tuple[Finding[Location], ...]:
    document = read_document(text)
    return places.find(document, workplace.find(document))


def said(text: str) -> list[str]:
    """Locations as "City, region, country", empty parts left out."""
    found = found_in(text)
    return [
        ", ".join(part for part in (f.value.city, f.value.region, f.value.country) if part) for f in found
    ]


def labelled(value: str) -> str:
    return (
        f"Stock Controller\n\nLocation: {value}\nHours: 40 a week\n\nWe look after the warehouse of a "
        f"large printer.\n"
    )
