"""What speaks for a posting: data, sections, words of hiring, labelled facts, a way to apply, a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document, Format, LineKind, Zone
from postings.extraction.finding import Finding
from postings.extraction.header import title_score
from postings.extraction.prefilter import Scan
from postings.extraction.sections import heading_zone, known_labels
from postings.extraction.verdict.comment import comment_signs
from postings.extraction.verdict.hiring_words import HIRING
from postings.extraction.verdict.signs import Sign


def signs_for(
    document: Document,
    scan: Scan,
    title: Finding[str] | None,
    apply_url: Finding[str] | None,
    apply_email: Finding[str] | None,
) -> Iterator[Sign]:
    """What postings have: a declared record, sections, words of hiring, labels, an address, a title."""
    if any(fact.source == "json-ld" and fact.name == "title" for fact in document.facts):
        yield Sign(6.0, "the page declares a JobPosting", "posting", *_fact_span(document, "title"))
    elif (
        any(fact.source in ("json", "csv", "xml") for fact in document.facts)
        and title is not None
        and title.confidence >= 0.97
    ):
        known = {fact.leaf for fact in document.facts} & _RECORD_NAMES
        if known - {"url", "description"} or title_score(title.value) >= 0.7:
            points = 3.0 + min(2.0, len(known) * 0.7)
            yield Sign(points, "a record with a job's title", "posting")
    zones = {line.zone for line in document.lines if line.text and line.kind is LineKind.HEADING}
    for line in document.lines:
        # "Duties: keep the books": a heading and what it heads in one paragraph
        if line.label is not None and line.value_start is not None and line.end - line.value_start > 40:
            headed = heading_zone(line.label)
            if headed is not None and headed[0] == line.zone.value and headed[1] == headed[3]:
                zones.add(line.zone)
    filled = {  # in bytes: a character of Chinese says as much as three of the Latin letters
        line.zone
        for line in document.lines
        if len(line.text) > 6 and line.kind is not LineKind.HEADING and len(line.text.encode()) > 20
    }
    for zone, points, what in (
        (Zone.DUTIES, 1.5, "duties"),
        (Zone.REQUIRED, 1.3, "requirements"),
        (Zone.PREFERRED, 0.8, "wishes"),
        (Zone.PAY, 0.7, "pay or benefits"),
        (Zone.APPLY, 0.6, "how to apply"),
        (Zone.LEGAL, 0.6, "legal notices"),
    ):
        if zone in zones & filled:
            yield Sign(points, what, "posting")
    hits = 0.0
    first: re.Match[str] | None = None
    for number in range(len(HIRING)):
        found = scan.search(number)
        if found is not None:
            hits += 0.55
            first = first or found
    if first is not None:
        yield Sign(min(3.6, hits), "the language of hiring", "posting", first.start(), first.end())
    front = {fact.start for fact in document.facts if fact.source == "front-matter"}
    labels = {
        line.label.casefold()
        for line in document.lines
        if line.start not in front
        and line.label is not None
        and line.label.casefold() in known_labels()
        and line.value_start is not None
        and line.value_start < line.end
    }
    if labels:
        yield Sign(min(2.4, 0.7 * len(labels)), "labelled facts", "posting")
    if apply_url is not None and apply_url.confidence >= 0.85:
        yield Sign(1.4, "an address to apply at", "posting")
    elif apply_email is not None:
        yield Sign(1.0 if apply_email.confidence >= 0.8 else 0.7, "a mail address to apply to", "posting")
    if title is not None and title.confidence >= 0.7 and title_score(title.value) >= 0.7:
        yield Sign(0.8, "a job's title", "posting", 0, 0)
    told = {fact.name for fact in document.facts if fact.source == "front-matter"} & _FRONT_POSTING
    if told:
        yield Sign(min(2.4, 0.6 * len(told)), "a job's particulars at the head", "posting")
    if any(line.text.strip(" :").casefold() in _BOARD_HEADINGS for line in document.lines[:200]):
        yield Sign(0.7, "set like a board's posting", "posting")
    if document.format is Format.COMMENT:
        yield from comment_signs(document)


_RECORD_NAMES = frozenset(
    "company company_name location locations salary employment_type job_type apply_url job_url absolute_url "
    "hosted_url description categories team department workplace_type candidate_required_location "
    "salary_range company_profile requirements url".split()
)
_BOARD_HEADINGS = frozenset(
    ("about the job", "full job description", "company description", "role description", "about the position")
)
_FRONT_POSTING = frozenset(
    "company company_name employer business_name organization organisation location locations"
    " city salary pay "
    "compensation job_type employment_type contract_type apply apply_url apply_link"
    " application_url how_to_apply "
    "remote closing_date deadline expires expiry_date position department qualifications requirements "
    "responsibilities duties workplace hours wage job_title".split()
)


def _fact_span(document: Document, name: str) -> tuple[int, int]:
    fact = next(fact for fact in document.facts if fact.name == name)
    return fact.start, fact.end
