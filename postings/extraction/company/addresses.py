"""What addresses tell of the company: whether one spells a name, and a name that is never without its
domain."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from postings.extraction.company.names import LEGAL_SUFFIX
from postings.extraction.document import Document
from postings.extraction.finding import Finding
from postings.extraction.prefilter import folded

# Applicant tracking hosts whose path or host names the employer.
_ATS = re.compile(
    r"(?:boards(?:-api)?\.greenhouse\.io/(?:v1/boards/)?|job-boards(?:\.eu)?\.greenhouse\.io/"
    r"|jobs\.(?:eu\.)?lever\.co/|api\.lever\.co/v0/postings/|jobs\.ashbyhq\.com/|apply\.workable\.com/"
    r"|jobs\.smartrecruiters\.com/|"
    r"careers\.smartrecruiters\.com/|wellfound\.com/company/|angel\.co/(?:company/)?|jobs\.jobvite\.com/"
    r"|(?=[\w-]+\.(?:recruitee|breezy|bamboohr|personio|teamtailor|workable|applytojob|theresumator)\.))"
    r"(?:https?://)?(?P<slug>[\w-]{2,40})",
    re.IGNORECASE,
)
_HOSTED = re.compile(
    r"https?://(?P<slug>[\w-]{2,40})\.(?:wd\d+\.myworkdayjobs|recruitee|breezy|bamboohr|jobs\.personio"
    r"|teamtailor|workable|applytojob|theresumator|pinpointhq|lever|greenhouse|icims|ashbyhq)"
    r"\.(?:com|hr|de|io|co)",
    re.IGNORECASE,
)
# "welcometothejungle.com/fr/companies/acme/jobs/baker": a board's page of a firm.
_BOARD_PAGE = re.compile(
    r"https?://(?:www\.)?(?:welcometothejungle\.com/\w\w/companies|wellfound\.com/company"
    r"|builtin\.com/company)"
    r"/(?P<slug>[\w-]{2,40})",
    re.IGNORECASE,
)
_NO_SLUG = frozenset("jobs careers career www embed api v1 boards job apply search j o us en".split())
MAX_ADDRESSES = 60
BOARD_PRIOR = 0.568


def from_board_address(document: Document) -> Finding[str] | None:
    """The name in the address of a hiring system, as its part of the address spells it
    ("jobs.lever.co/acme-kites")."""
    addresses = [(link.url, link.start, link.end) for link in document.links]
    addresses += [
        (fact.value, fact.start, fact.end) for fact in document.facts if fact.value.startswith("http")
    ]
    for address, start, end in addresses[:MAX_ADDRESSES]:
        found = _ATS.search(address) or _HOSTED.match(address) or _BOARD_PAGE.match(address)
        if found is None or (slug := found["slug"].casefold()) in _NO_SLUG:
            continue
        name = " ".join(word.capitalize() for word in re.split(r"[-_]", slug))
        return document.finding(name, start, end, confidence=BOARD_PRIOR, rule="company.slug")
    return None


def is_spelled(document: Document, name: str) -> bool:
    """Whether an address of the text spells the name ("jobs@acme.example", "board.example/acme/1")."""
    squashed = re.sub(r"\W", "", LEGAL_SUFFIX.sub("", name)).casefold()
    if len(squashed) < 4:
        return False
    return (
        re.search(rf"[@/.-]{re.escape(squashed)}[./-]", document.received.casefold().replace("-", ""))
        is not None
    )


_BEFORE_NAME = re.compile(r"[\w/@.-]")
_AFTER_NAME = re.compile(r"(\.(?:com|io|ai|co|net|org))?(?![\w/@-]|\.\w)")


def with_domain(document: Document, found: Finding[str]) -> Finding[str]:
    """The name with its domain where the text never writes it without ("Cratebound.com is growing")."""
    if " " in found.value or not found.value[:1].isupper():
        return found
    text = folded(document.text[:20_000])
    name, at = folded(found.value), -1
    uses: Counter[str | None] = Counter()
    while (at := text.find(name, at + 1)) >= 0:
        if (at == 0 or _BEFORE_NAME.match(text[at - 1]) is None) and (
            use := _AFTER_NAME.match(text, at + len(name))
        ):
            uses[use[1]] += 1
    if uses[None] or len(uses) != 1 or sum(uses.values()) < 2:
        return found
    return replace(found, value=f"{found.value}{next(iter(uses))}")
