"""The company in the title of a web page."""

from __future__ import annotations

import re

from postings.extraction.company.names import capitalised, cleaned, plausible
from postings.extraction.document import Document, Format, Zone
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
_OWN_TITLES = frozenset(
    "metatitle seotitle ogtitle pagetitle".split()
)  # of front matter, for the page's head


def from_title_end(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The name behind the job in the page's title, when nothing else on the page says who hires.

    "Finance Associate | Acme" gives "Acme", "Cook - Acme Foods - Careers" gives "Acme Foods".
    """
    if title is None:
        return None
    for fact in document.facts:
        if not (
            (fact.source == "meta" and fact.name in ("page_title", "og_title"))
            or (fact.source == "front-matter" and re.sub(r"\W|_", "", fact.name).casefold() in _OWN_TITLES)
        ):
            continue
        pieces = [piece.strip() for piece in re.split(r"\s+[|–—·:-]\s+|\s*\|\s*", fact.value)]
        behind = fact.value.casefold().partition(title.value.casefold())[2]
        if len(pieces) > 2 and title.value.casefold() not in pieces[0].casefold() and behind:
            # the title holds such a mark itself: "Cook - Nights | Acme"
            pieces = ["", *(piece for piece in pieces if piece.casefold() in behind)]
        elif len(pieces) < 2 or title.value.casefold() not in pieces[0].casefold():
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


_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by\s+)?(?P<name>[^\n|·•©]{2,60}?)"
    r"(?=\s*(?:$|[|·•©]|[.,]?\s+(?:all rights|alle rechte|tous droits|todos os|todos los"
    r"|alle rechten)\b|\s{2}"
    r"|\.(?:\s|$)|,\s?(?:inc|llc|ltd|gmbh)\b))",
    re.IGNORECASE,
)
_MAIL_OR_WEB = re.compile(
    r"(?:@|https?://(?:www\.)?|\bwww\.)(?P<host>[\w-]+(?:\.[\w-]+){1,3})", re.IGNORECASE
)
_SITE_FACTS = {"page_title": "title", "og_title": "title", "og_site_name": "site", "organization": "owner"}
_LEGAL = re.compile(
    r"[\s,]+(?:inc|llc|ltd|limited|gmbh|ag|ug|kg|corp|co|s\.?a\.?s?|b\.?v|pvt ltd)\.?$", re.IGNORECASE
)


def _squashed(name: str) -> str:
    return re.sub(r"[\W_]+", "", _LEGAL.sub("", name).casefold())


def from_site(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The owner of the site, when its parts agree: page title, name, notice of rights, addresses."""
    if document.format is not Format.HTML:
        return None
    told: dict[str, dict[str, tuple[str, int, int]]] = {}  # by squashed name: kind of source, where
    titled = title.value.casefold() if title is not None else ""

    def note(kind: str, words: str, start: int) -> None:
        name = cleaned(words)
        key = _squashed(name)
        if (
            2 < len(key) <= 40
            and len(name.split()) <= MAX_NAME_WORDS + 1
            and plausible(name)
            and not _BOARD.search(name)
            and not is_place(name)
            and name.casefold() not in titled
            and titled not in name.casefold()[: len(titled) or None]
        ):
            told.setdefault(key, {}).setdefault(kind, (name, start, start + len(words)))

    for fact in document.facts:
        if fact.source == "meta" and (kind := _SITE_FACTS.get(fact.name)) is not None:
            at = fact.start
            for piece in re.split(r"(\s+[|–—·:-]\s+|\s*\|\s*)", fact.value):
                if piece.strip():
                    note(kind, piece.strip(), at + len(piece) - len(piece.lstrip()))
                at += len(piece)
    hosts: set[str] = set()
    for line in document.lines:
        if len(line.text) < 300:
            for rights in _RIGHTS.finditer(line.text):
                note("rights", rights["name"].strip(), line.start + rights.start("name"))
        hosts.update(
            _squashed(label)
            for found in _MAIL_OR_WEB.finditer(line.text[:400])
            for label in found["host"].split(".")[:-1]
        )
    for link in document.links[:200]:
        if link.url.startswith("mailto:"):
            hosts.update(
                _squashed(label) for label in link.url.partition("@")[2].partition("?")[0].split(".")[:-1]
            )
    best = None
    for key, kinds in told.items():
        weight = len(kinds) + (key in hosts)
        if weight >= 2 and (best is None or weight > best[0]):
            best = weight, next(kinds[kind] for kind in ("rights", "site", "owner", "title") if kind in kinds)
    if best is None:
        return None
    name, start, end = best[1]
    return document.finding(name, start, end, confidence=0.75 if best[0] == 2 else 0.85, rule="company.site")


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
