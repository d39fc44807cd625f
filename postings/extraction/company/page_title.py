"""The company in the title of a web page."""

from __future__ import annotations

import re

from postings.extraction.company.names import capitalised, cleaned, plausible
from postings.extraction.document import Document, Zone
from postings.extraction.finding import Finding
from postings.extraction.header import PartKind, is_place, is_site_section, part_kind

_PAGE_TITLE = re.compile(
    r"^(?P<a>.{2,60}?) (?:is )?hiring (?:an? )?.{3,100}|^.{3,100}? (?:at|@|bei"
    r"|chez) (?P<b>[A-Z].{1,50}?)(?:\s+in\s.{2,60}|\s*[|–—·-]\s.*)?$"
)


_BOARD = re.compile(
    r"\b(?:indeed|linkedin|glassdoor|monster|stepstone|xing|ziprecruiter|careerbuilder|dice|seek"
    r"|totaljobs|reed|naukri"
    r"|simplyhired|infojobs|bayt|jooble|adzuna|talent\.com|jora|wellfound|angel ?list|remote ?ok"
    r"|y combinator|github"
    r"|upwork|welcome to the jungle|apec|hellowork|gumtree|craigslist|pracuj|catho|gupy"
    r"|computrabajo|himalayas"
    r"|startup ?jobs|built ?in|jobs?)\b|\.(?:com|org|net|io|de|fr|co)\b",
    re.IGNORECASE,
)
MAX_NAME_WORDS = 5


def from_title_end(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The name behind the job in the page's title, when nothing else on the page says who hires.

    "Finance Associate | Acme" gives "Acme", "Cook - Acme Foods - Careers" gives "Acme Foods".
    """
    if title is None:
        return None
    for fact in document.facts:
        if fact.source != "meta" or fact.name not in ("page_title", "og_title"):
            continue
        pieces = [piece.strip() for piece in re.split(r"\s+[|–—·:-]\s+|\s*\|\s*", fact.value)]
        if len(pieces) < 2 or title.value.casefold() not in pieces[0].casefold():
            continue
        names = [piece for piece in pieces[1:] if piece and not is_site_section(piece)]
        names = [
            name
            for name in names
            if part_kind(name) is PartKind.OTHER and name.casefold() not in title.value.casefold()
        ]
        if len(names) != 1 or len(names[0].split()) > MAX_NAME_WORDS or _BOARD.search(names[0]):
            continue
        name = cleaned(names[0])
        if plausible(name) and capitalised(name) and not is_place(name):
            start = fact.start + fact.value.rindex(names[0])
            return document.finding(
                name, start, start + len(names[0]), confidence=0.75, rule="company.title_end"
            )
    return None


def from_page_title(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The name in the title of the page: "Acme is hiring a Cook", "Cook at Acme", "Cook - Acme - Board"."""
    for fact in document.facts:
        if fact.source != "meta" or fact.name not in ("page_title", "og_title"):
            continue
        found = _PAGE_TITLE.match(fact.value)
        if found is None:
            pieces = [piece.strip() for piece in re.split(r"\s+[|–—·-]\s+", fact.value)]
            named = title.value.casefold() if title is not None else ""
            body = " ".join(line.text for line in document.lines if line.zone is not Zone.CHROME)
            for last in pieces[:0:-1][:2]:  # "Title - Acme GmbH - Name of the board"
                if (
                    plausible(last)
                    and last in body
                    and last.casefold() not in named  # "Staff Nurse – Critical Care"
                    and not is_site_section(last)
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
