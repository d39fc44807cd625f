"""Which lines speak of the job, and what the lines above and below say of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from postings.extraction.canonical import RECORD_FORMATS
from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.skill_mentions import Mention
from postings.extraction.skill_preference import (
    Asked,
    heading_preference,
    needs_not_all,
    wishes_for_those,
)

_ASKING = frozenset({Zone.REQUIRED, Zone.PREFERRED, Zone.DUTIES, Zone.SUMMARY, Zone.HEADER})
# Of a record's labelled facts only these name skills; "type: gdpr" is the job board's own business.
_NAMING = re.compile(
    r"title|position|role|tags?|skills?|keywords?|stack|technolog|requirement|qualification|licen[cs]e|certific",
    re.IGNORECASE,
)
_LABEL_REQUIRED = re.compile(
    r"(?:(?:required|key|technical|core|primary|main|essential|our|your|the|minimum)\s+)?"
    r"(?:skills?|tech(?:nolog(?:y|ies)|nical)?(?:\s+(?:stack|skills?))?|stack|requirements?|tools?|tags?|"
    r"keywords?|must\s+haves?|qualifications?|languages?|frameworks?|databases?)",
    re.IGNORECASE,
)
# A company paragraph that names what the team works with speaks of the job after all.
_STACK = re.compile(
    r"\b(?:tech(?:nology|nical)?\s+stack|our\s+stack|stack\s*(?:is|includes|:)|"
    r"technolog(?:y|ies)\s+(?:we\s+use|include|used|:)|"
    r"we\s+(?:use|work\s+with|code\s+in|develop\s+(?:in|with)|build\s+(?:in|with)|write)|"
    r"(?:built|written|developed|coded|runs?|running|powered)\s+(?:in|with|on|using|by)|"
    r"(?:you|you['’]ll|you\s+will)\s+(?:use|work\s+with)|(?:look|hir|seek|search)ing\s+(?:for\s+)?)\b",
    re.IGNORECASE,
)
# Headings over what the team works with: what is listed there is named, not demanded.
_STACK_HEADING = re.compile(
    r"(?:(?:the|our|your|client['’]s|team['’]s|current|main|core|full|\w+['’]s)\s+)*"
    r"(?:(?:tech(?:nology|nical|nologies)?|software|development|engineering|data|web|platform)\s+)?(?:stacks?|environment)"
    r"(?:\s+(?:we\s+use|you['’]ll\s+(?:use|work\s+with)|includes?|overview))?"
    r"|(?:the\s+|some\s+of\s+the\s+|our\s+)?(?:tech(?:nolog(?:y|ies))?|tools)(?:\s+and\s+(?:tools|technologies))?"
    r"\s+(?:that\s+)?(?:we\s+(?:use|work\s+with)|you['’]ll\s+(?:use|work\s+with))"
    r"|(?:the\s+|our\s+)?(?:technolog(?:y|ies)|tech|tools|tooling|tools\s+(?:and|&)\s+technologies)",
    re.IGNORECASE,
)
MAX_STACK_CHARS = 250  # a paragraph so short does little but name the tools in use


def zone_of(line: Line) -> Zone:
    """The line's zone; a label of its own ("Skills: ...") beats it."""
    if line.label and line.label.count("(") > line.label.count(")"):
        return line.zone  # "Linux (bonus: BSD)"
    if line.label and line.zone not in (Zone.CHROME, Zone.LEGAL, Zone.PAY):
        if heading_preference(line.label) is Asked.PREFERRED:
            return Zone.PREFERRED
        if _LABEL_REQUIRED.fullmatch(line.label.strip()) and line.zone is not Zone.PREFERRED:
            return Zone.REQUIRED
    return line.zone


def speaks_of_the_job(document: Document, line: Line, zone: Zone) -> bool:
    """Whether skills of the line may be reported at all."""
    if zone not in _ASKING:
        return zone is Zone.COMPANY and _STACK.search(line.text) is not None
    if line.kind is LineKind.HEADING and zone is Zone.PREFERRED:
        return False
    if zone is Zone.HEADER and line.label and document.format in RECORD_FORMATS:
        return _NAMING.search(line.label) is not None
    return True


def under_headings(lines: Sequence[Line], by_line: dict[int, list[Mention]]) -> dict[int, Asked]:
    """Lines under a list item or sentence such as "Nice to have:", which is no heading by its form."""
    below: dict[int, Asked] = {}
    for index, line in enumerate(lines):
        if index not in by_line and line.kind is not LineKind.HEADING and wishes_for_those(line.text):
            below.update(dict.fromkeys(_list_above(lines, index), Asked.PREFERRED))
        if index not in by_line and needs_not_all(line.text):
            below.update(dict.fromkeys(_list_below(lines, index), Asked.PREFERRED))
        if index in by_line or not line.text.rstrip(" *_").endswith(":"):
            continue
        if not (asked := heading_preference(line.text)):
            continue
        if line.kind is LineKind.HEADING and line.zone is not Zone.HEADER and asked is not Asked.NOT:
            continue  # its zone says it
        deeper = line.level if line.kind is LineKind.BULLET else 0
        for later in range(index + 1, len(lines)):
            other = lines[later]
            if other.kind is LineKind.BLANK and later <= index + 2:
                continue
            if other.kind is not LineKind.BULLET or other.level <= deeper:
                break
            below[later] = asked
    return below


def under_stack_headings(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of the sections headed "Our stack" and the like."""
    under, headed = set(), False
    for index, line in enumerate(lines):
        if line.kind is LineKind.HEADING:
            headed = _STACK_HEADING.fullmatch(line.text.strip(" *_:#-")) is not None
        elif headed:
            under.add(index)
    return frozenset(under)


def _list_below(lines: Sequence[Line], index: int) -> Iterator[int]:
    """The list items just below a line."""
    for later in range(index + 1, len(lines)):
        if lines[later].kind is LineKind.BULLET:
            yield later
        elif lines[later].kind is not LineKind.BLANK:
            return


def _list_above(lines: Sequence[Line], index: int) -> Iterator[int]:
    """The list items just above a line, or the short paragraph there."""
    for earlier in range(index - 1, -1, -1):
        line = lines[earlier]
        if line.kind is LineKind.BULLET:
            yield earlier
        elif line.kind is LineKind.PLAIN and earlier >= index - 2 and len(line.text) <= MAX_STACK_CHARS:
            yield earlier
            return
        elif line.kind is not LineKind.BLANK:
            return
