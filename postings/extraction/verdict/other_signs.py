"""What speaks against a posting: words of other kinds of text, their titles, heads and records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.canonical import RECORD_FORMATS
from postings.extraction.document import Document, Format, Line, LineKind, Zone
from postings.extraction.finding import Finding
from postings.extraction.header import title_score
from postings.extraction.prefilter import Scan
from postings.extraction.sections import known_labels
from postings.extraction.verdict.comment import is_hiring_head
from postings.extraction.verdict.hiring_words import HIRING, INVITATIONS
from postings.extraction.verdict.other_words import (
    AGAINST,
    ARTICLE_TITLE,
    ERROR,
    LIST_TITLE,
    RESUME_TITLE,
)
from postings.extraction.verdict.shape import shape_signs
from postings.extraction.verdict.signs import MAX_CHARS, Sign, first_dozen, lowered
from postings.extraction.verdict.wording import is_readable

_CLOSED = next(pattern for kind, _, _, pattern in AGAINST if kind == "closed")
ERROR_CHARS = 1500  # error pages say so at once
# Ten words of Latin letters on end: what is written in them can be searched for words of hiring.
_ASCII_WORDS = re.compile(r"(?:[a-z]{1,20}[ ,]{1,2}){10}")
INVITED_CHARS = 1200  # in so many a posting says that someone is sought, may join or may apply


def signs_against(
    document: Document, text: str, scan: Scan, title: Finding[str] | None, *, applied_to: bool
) -> Iterator[Sign]:
    """What other kinds of text have; ``text`` is the visible one, ``scan`` that of its words.

    ``applied_to``: whether the text names an address to apply at.
    """
    first = next((line for line in document.lines if line.text and line.zone is not Zone.CHROME), None)
    body = sum(len(line.text) for line in document.lines if line.zone is not Zone.CHROME) or 1
    heads = [
        line
        for line in document.lines
        if line.text and line.zone is not Zone.CHROME and (line.kind is LineKind.HEADING or line is first)
    ]
    low_heads = [lowered(line.text) for line in heads]
    for number, (kind, points, what, pattern) in enumerate(AGAINST, start=len(HIRING)):
        if kind == "error":
            found_all = first_dozen(ERROR.finditer(scan.text[:ERROR_CHARS]))
        else:
            found_all = first_dozen(scan.finditer(number))
        if not found_all:
            continue
        in_heads = sum(1 for words in low_heads if pattern.search(words))
        weight = 0.25 * min(4, len(found_all)) + 0.5 * min(2, in_heads)
        if kind in ("error", "closed"):
            near = any(found.start() < 600 for found in found_all)
            weight = 1.0 if body < 900 or (near and kind == "closed") else 0.4 if near else 0.15
            if (
                kind == "closed"
                and near
                and (_opens(first, found_all[0]) or _stands_alone(document, found_all[0]))
            ):
                weight, points = 1.0, DECIDES  # above a posting that has all its parts still
        elif kind == "template":
            weight = min(1.5, 0.3 * len(found_all) + 0.5 * in_heads)
        elif kind == "list":
            weight = 0.12 * min(3, len(found_all)) + 0.5 * min(2, in_heads)
        elif kind == "resume" and what == "a letter of application":
            weight = 0.35 * min(3, len(found_all))
        elif kind == "other" and what == "talk about hiring threads" and is_hiring_head(first):
            weight = 0.1 * len(found_all)
        elif kind == "other":
            weight = min(1.2, 0.2 * len(found_all) * min(5.0, max(1.0, 2500 / body)))
        if kind == "template" and len(found_all) >= 3:
            weight, points = 1.0, DECIDES  # a template has all the zones of a posting
        yield Sign(-points * min(1.5, weight), what, kind, found_all[0].start(), found_all[0].end())
    for start, end in _titles_of_page(document):
        if ARTICLE_TITLE.search(lowered(document.text[start:end])):
            yield Sign(-3.0, "an article's title", "guide", start, end)
            break
    yield from _named_otherwise(document)
    if len(_FENCE.findall(document.received[:MAX_CHARS])) >= 2 and document.format is Format.MARKDOWN:
        yield Sign(-2.0, "source code", "guide")
    yield from shape_signs(document, text, heads)
    careers: set[str] = set()
    for fact in document.facts:
        if fact.source == "front-matter" and fact.name in (
            "tags",
            "categories",
            "author",
            "authors",
            "category",
            "category_tags",
            "summary",
            "excerpt",
            "meta_description",
            "prev",
            "next",
            "chapter",
        ):
            yield Sign(-0.6, "an article's head", "guide", fact.start, fact.end)
        if fact.source == "json" and fact.leaf in _CAREER_DATES:
            careers.add(fact.name.rpartition(".")[0].rpartition(".")[2] or fact.name)
        if (
            fact.source == "json"
            and fact.name in ("error", "errors", "error_message", "ok", "status_code")
            and fact.value not in ("true", "null", "200")
        ):
            yield Sign(-5.0, "an error", "error", fact.start, fact.end)
    leaves = {fact.leaf for fact in document.facts if fact.source == "json"}
    named = leaves | {lowered(line.text).strip(" :") for line in heads}
    held = {"dates", "position"} <= leaves or (leaves & _CAREER_DATES and named & _ACHIEVED)
    if held and not leaves & _OFFERED:
        yield Sign(-8.0, "one post of a career", "resume")
    if document.format in RECORD_FORMATS:
        leaves = {fact.leaf for fact in document.facts}
        if len(leaves & _OF_A_TRADE) >= 2 and not leaves & _OF_ONE_JOB:
            yield Sign(-5.0, "a trade and not one job", "guide")
    seeks = {found.group(1).casefold()[:4] for found in _SEEKS.finditer(document.text[:MAX_CHARS])}
    if "will" in seeks and len(seeks) >= 2:
        yield Sign(-8.0, "a person who seeks work", "resume")
    if len(careers & _CAREER_LISTS) >= 2:
        yield Sign(-8.0, "dates of a career", "resume")
    if (
        document.format in (Format.MARKDOWN, Format.PLAIN)
        and not document.facts
        and not applied_to
        and _ASCII_WORDS.search(scan.text)
        and body > INVITED_CHARS
        and not any(scan.search(number) for number in range(len(INVITATIONS)))
    ):
        yield Sign(-1.0, "invites nobody", "guide")
    notice = _closed_above(document)
    if notice is not None:
        yield Sign(-DECIDES, "closed", "closed", *notice)
    if document.format in RECORD_FORMATS and (title is None or title_score(title.value) < 0.5):
        told = {fact.leaf for fact in document.facts} & _OF_ONE_JOB - {"url"}
        if not told and not {Zone.DUTIES, Zone.REQUIRED} & {line.zone for line in document.lines}:
            yield Sign(-1.0, "no job's title", "other")
    if title is None and not document.facts and document.format is not Format.COMMENT:
        yield Sign(-0.5, "no job's title", "other")
    if (
        len(heads) > HEADED
        and is_readable(scan.text)
        and document.format not in RECORD_FORMATS
        and document.format is not Format.COMMENT
        and (title is None or title_score(title.value) < 0.5)
        and sum(line.label is not None and line.label.casefold() in known_labels() for line in document.lines)
        < LABELLED
    ):
        yield Sign(-1.0, "headings, and no job's title among them", "other")


DECIDES = 40.0  # points of what settles it, whatever else the text says
LABELLED = 2  # facts under labels: with so many a form needs no title
HEADED = 3  # headings: a text with more is set out, and a posting so set out has its title on top
MAX_TITLE = 40  # characters of a first line that may be a page's title
MARKS = 4  # characters that may stand before a text's first words
NOTICE_LINES = 40  # in so many a page says above the posting that it is closed


def _closed_above(document: Document) -> tuple[int, int] | None:
    """The span of a notice outside the posting's own text, "This job has closed."."""
    for line in document.lines[:NOTICE_LINES]:
        if line.zone is Zone.CHROME and 10 < len(line.text) < 90:
            found = _CLOSED.search(lowered(line.text))
            if found is not None and len(line.text.strip()) < found.end() - found.start() + 16:
                return line.start, line.end
    return None


def _opens(first: Line | None, found: re.Match[str]) -> bool:
    """Whether a text begins with some words: "This job has been filled. Thank you to all who applied."."""
    return first is not None and first.start <= found.start() <= first.start + MARKS


def _stands_alone(document: Document, found: re.Match[str]) -> bool:
    """Whether a few words are a line of their own: "This job has closed."."""
    line = document.line_at(found.start())
    return line is not None and len(line.text.strip()) < found.end() - found.start() + 16


def _named_otherwise(document: Document) -> Iterator[Sign]:
    """The signs of a page that is called after a person's papers, or after a firm's jobs in general."""
    titles = list(_titles_of_page(document))
    words = [lowered(document.text[start:end]) for start, end in titles]
    for (start, end), low in zip(titles, words, strict=True):
        if RESUME_TITLE.search(low):
            yield Sign(-4.0, "called a résumé", "resume", start, end)
            return
    for fact in document.facts:
        if fact.source == "meta" and fact.name == "page_title" and LIST_TITLE.search(lowered(fact.value)):
            yield Sign(-1.2, "a page about all the jobs", "list", fact.start, fact.end)
            return
    if any(title_score(document.text[start:end]) >= 0.7 for start, end in titles):
        return
    for (start, end), low in zip(titles, words, strict=True):
        if LIST_TITLE.search(low):
            yield Sign(-1.5, "a page about all the jobs", "list", start, end)
            return


# The form that people who want to be hired fill in.
_SEEKS = re.compile(
    r"^\W{0,3}(willing to relocate|r[ée]sum[ée](?:\s?/\s?cv)?|cv|technologies)\s?:",
    re.IGNORECASE | re.MULTILINE,
)
# Of a table of trades: what one earns and how it grows. One job has an employer, a place or an address.
_OF_A_TRADE = frozenset(
    "rank demand growth outlook job_outlook salary_low salary_mid salary_high median_salary average_salary"
    " avg_salary median_pay annual_openings automation_risk education_needed growth_rate".split()
)
_OF_ONE_JOB = frozenset(
    "company company_name employer organization_name location city country url apply_url job_url date_posted"
    " posted_at published_at".split()
)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def _titles_of_page(document: Document) -> Iterator[tuple[int, int]]:
    """Where a text says what it is called: its head's title, the page's title, its first main heading."""
    for fact in document.facts:
        if (fact.source == "front-matter" and fact.name == "title") or (
            fact.source == "meta" and fact.name in ("page_title", "og_title")
        ):
            yield fact.start, fact.end
    for line in document.lines:
        if line.kind is LineKind.HEADING and line.level == 1 and line.zone is not Zone.CHROME:
            yield line.start, line.end
            return
    if document.format is Format.PLAIN:
        first = next((line for line in document.lines if line.text.strip()), None)
        if first is not None and len(first.text) < MAX_TITLE:
            yield first.start, first.end


# What a record of a person tells with dates: schools, places of work, projects.
_CAREER_DATES = frozenset("start_date end_date startdate enddate from to start end period dates".split())
_ACHIEVED = frozenset("highlights achievements accomplishments".split())
_OFFERED = frozenset("apply_url salary employment_type job_type date_posted posted_at valid_through".split())
_CAREER_LISTS = frozenset(
    "education educations work experience experiences work_experience employment employment_history projects "
    "positions jobs volunteer".split()
)
