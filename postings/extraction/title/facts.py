"""Titles that structured data, front matter, named elements and the title of a page state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document, Fact
from postings.extraction.header import is_site_section, title_score
from postings.extraction.title.candidate import Candidate

_FACT_NAMES = (
    "title",
    "job_title",
    "jobtitle",
    "position_title",
    "position",
    "job_name",
    "subject",
    "role",
    "posting_title",
    "job_opening_name",
    "opening_name",
    "name",
)


def from_facts(document: Document) -> Iterator[Candidate]:
    """Titles of fields of structured data, of named elements and of the page's title."""
    for fact in document.facts:
        if len(fact.value) > 200 or not any(map(str.isalpha, fact.value)):
            continue  # "position": 243 counts the postings of a board
        if fact.source in ("json-ld", "json", "csv", "xml") and fact.name in _FACT_NAMES:
            confidence = {"json-ld": 0.99, "json": 0.98, "xml": 0.98, "csv": 0.97}[fact.source]
            if fact.name == "name" and len(document.facts) > 1 and fact.source == "json-ld":
                continue
            if fact.name in ("name", "role", "subject") and title_score(fact.value) < 0.5:
                confidence = 0.5 if fact.name == "subject" else 0.75 if _only_name(document, fact) else 0.0
            yield Candidate(
                fact.value, fact.start, fact.end, confidence, f"{fact.source.replace('-', '_')}_title"
            )
        elif fact.source == "json" and fact.leaf in ("position_title", "job_title", "posting_title"):
            yield Candidate(fact.value, fact.start, fact.end, 0.96, "json_title")
        elif fact.source == "json" and fact.name == "text" and title_score(fact.value) >= 0.5:
            yield Candidate(fact.value, fact.start, fact.end, 0.97, "json_title")  # Lever's name for it
        elif fact.source == "front-matter" and fact.name in ("title", "job_title", "position", "role"):
            yield Candidate(
                fact.value,
                fact.start,
                fact.end,
                0.9 if title_score(fact.value) >= 0.7 else 0.7,
                "front_matter",
            )
        elif fact.source == "attribute" and fact.name == "title":
            yield Candidate(
                fact.value,
                fact.start,
                fact.end,
                0.94 if title_score(fact.value) >= 0.5 else 0.6,
                "named_element",
            )
        elif fact.source == "meta" and fact.name in ("page_title", "og_title"):
            yield from _from_page_title(fact)


_OF_EMPLOYER = re.compile(r"company|organi|employer|office$")


def _only_name(document: Document, fact: Fact) -> bool:
    """Whether a record names itself once, and its employer elsewhere: the position "General work"."""
    names = {other.name for other in document.facts}
    return (
        fact.source in ("json", "xml")
        and not names & (set(_FACT_NAMES) - {fact.name})
        and any(_OF_EMPLOYER.search(name) for name in names)
    )


_PAGE_TITLE = re.compile(
    r"^(?P<company>.{2,60}?) (?:is )?hiring (?:an? )?(?P<a>.{3,90}?) (?:job )?in .{2,80}$"
    r"|^(?P<b>.{3,100}?) (?:at|bei|chez) .{2,60}$|^(?P<c>.{3,100}?)(?:\s[|–—-]\s|\s*[|·]\s*).{2,200}$",
)
_AFTER_PLACE = re.compile(r"[^|:–—-]{2,40}?\s*(?:[-–—|:]|::)\s+(?P<rest>[^|–—:]{3,80}?)\s*(?:[|–—].*)?$")


def _from_page_title(fact: Fact) -> Iterator[Candidate]:
    """The job's part of a page's title: "Acme is hiring a Cook in Leeds", "Cook at Acme", "Cook | Acme"."""
    found = _PAGE_TITLE.match(fact.value)
    text = fact.value
    offset = 0
    if found is not None:
        group = next(name for name in ("a", "b", "c") if found.group(name))
        text, offset = found.group(group), found.start(group)
    if title_score(text) < 0.7 and not is_site_section(text) and (rest := _AFTER_PLACE.match(fact.value)):
        text, offset = rest.group("rest"), rest.start("rest")  # "Leeds - Welders"
    if title_score(text) >= 0.7:
        yield Candidate(text, fact.start + offset, fact.start + offset + len(text), 0.75, "page_title")
