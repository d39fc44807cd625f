"""Who hires: what is stated, the surest statement first, else what most of the prose points to."""

from __future__ import annotations

import re

from postings.extraction import board_page
from postings.extraction.company.addresses import from_board_address, with_domain
from postings.extraction.company.candidates import key_of
from postings.extraction.company.comment import from_comment
from postings.extraction.company.data import from_data, from_named_element
from postings.extraction.company.header import from_header, from_rating
from postings.extraction.company.labels import from_label
from postings.extraction.company.names import cleaned, plausible
from postings.extraction.company.page_title import from_page_title, from_site, from_title_end
from postings.extraction.company.ranking import ranked
from postings.extraction.document import Document, Format
from postings.extraction.finding import Finding
from postings.extraction.prefilter import Prefiltered

_CLIENT = Prefiltered(
    r"\b(?:on behalf of (?:(?:our|my|a|one of our)(?: \w+){0,2} clients?)|(?:our|my) client(?:,| is| are"
    r"| has| seeks| needs| requires| -| –|'s team)|i(?:'|’)m representing|we(?:'|’)re representing"
    r"|we are representing|"
    r"(?:i|we) (?:represent|am partnering|are partner(?:ing|ed)|have partnered) (?:with )?an?\b"
    r"(?! (?:\w+,? (?:and )?){0,4}(?:community|mix|variety|range|array|team|shift|step|change|future)\b)"
    r"|im auftrag (?:unseres|eines)|pour (?:notre|l'un de nos) client|nuestro cliente|nosso cliente)",
    re.IGNORECASE,
)

SURE_VOTE = 0.66  # prose so sure is heard before the name of the site, which may be a board's


WEAK_HEADER = 0.78  # a line of the head that nothing but its place speaks for yields to such prose


def find(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The organisation that hires; None when the text never says, or speaks for an unnamed client."""
    found = _find(document, title)
    return with_domain(document, found) if found is not None else None


def _find(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    stated = _stated(document, title)
    if stated is not None and stated.confidence >= 0.97:
        return stated
    client = _CLIENT.search(document.text)
    if stated is not None:
        if client is not None and stated.confidence < 0.95:
            return None
        if stated.confidence < WEAK_HEADER:
            by_prose = ranked(document, title)
            if by_prose is not None and by_prose.confidence >= SURE_VOTE and not _alike(by_prose, stated):
                return by_prose
        return stated
    if client is not None:
        return None
    by_prose = ranked(document, title) or from_board_address(document)
    if by_prose is not None and by_prose.confidence >= SURE_VOTE:
        return by_prose
    return from_site(document, title) or by_prose or from_title_end(document, title)


def _alike(one: Finding[str], other: Finding[str]) -> bool:
    """Whether one of two names begins with the other."""
    first, second = key_of(one.value), key_of(other.value)
    size = min(len(first), len(second))
    return first[:size] == second[:size]


def _stated(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The company from structured data, labels or the header."""
    told = from_data(document) or from_label(document) or from_named_element(document)
    if told is not None:
        return told
    if (named := board_page.company(document)) is not None and plausible(cleaned(named.text)):
        return document.finding(
            named.text, named.start, named.start + len(named.text), confidence=0.95, rule="company.board_page"
        )
    if document.format is not Format.COMMENT and (rated := from_rating(document)) is not None:
        return rated
    header = from_comment(document) if document.format is Format.COMMENT else from_header(document, title)
    if header is not None:
        return header
    return from_page_title(document, title)
