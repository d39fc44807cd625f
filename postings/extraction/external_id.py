"""The posting's identifier in the system it came from: structured data or a labelled number."""

from __future__ import annotations

import re

from postings.extraction.document import Document
from postings.extraction.finding import Finding
from postings.extraction.prefilter import Prefiltered

MAX_CHARS = 80
_FACTS = (
    "identifier.value",
    "identifier",
    "requisition_id",
    "job_requisition_id",
    "requisition_number",
    "job_req_id",
    "req_id",
    "ref_number",
    "position_id",
    "code",
    "shortcode",
    "reference",
    "ref_nr",
    "job_id",
    "jobid",
    "internal_job_id",
    "id",
    "uuid",
    "job_code",
    "reference_number",
    "slug",
    "uniq_id",
)
_PLAIN = frozenset(  # say wherever they stand that they number the posting
    "requisition_id job_requisition_id requisition_number job_req_id position_id job_id".split()
)
_STATED = Prefiltered(
    r"\b(?:job|req(?:uisition)?|posting|vacancy|position|reference|ref|kennziffer|referenz(?:nummer)?"
    r"|stellen-?id|réf(?:érence)?)\.?\s?(?:requisition )?(?:id|no|nr|num(?:ber)?|code|ref(?:erence)?"
    r"|#)?\.?\s?(?:[:#]|(?<=\bid )is\b|(?<=\bnumber )is\b|(?<=\bcode )is\b)\s*#?\s*"
    r"(?P<id>[A-Z]{0,6}[-_/]?\d[\w/-]{1,30})(?![\w%]|[.,]\d|\+?\s?(?:years?|yrs?|months?|jahre|ans|hours?)\b)"
    r"|\b(?:job|vacancy|post) ref(?:erence)?\.?\s+(?P<bare>(?-i:[A-Z]{2,6})[-/]?\d[\w/-]{1,30})(?![\w%]"
    r"|[.,]\d)",
    re.IGNORECASE,
)


def find(document: Document) -> Finding[str] | None:
    """The identifier as written, at most 80 characters; None when the text names none."""
    for name in _FACTS:
        for fact in document.facts:
            if name == "code" and not any(map(str.isdigit, fact.value)):
                continue  # a country's or a department's
            named = (
                fact.name == name
                or (name in _PLAIN and fact.leaf == name)
                or (name == "identifier" and fact.name.startswith("identifier.") and fact.source == "json-ld")
            )
            if (
                named
                and 0 < len(fact.value) <= MAX_CHARS
                and fact.source in ("json-ld", "json", "csv", "xml")
                and not fact.value.startswith("http")
                and fact.leaf not in ("name", "type")
            ):
                return document.finding(
                    fact.value,
                    fact.start,
                    fact.end,
                    confidence=0.95,
                    rule=f"external_id.{fact.source.replace('-', '_')}",
                )
    for line in document.lines:
        if (
            line.label is not None
            and line.value_start is not None
            and re.search(r"\b(?:id|req|requisition|reference|ref|number)\b", line.label, re.IGNORECASE)
        ):
            value = document.text[line.value_start : line.end].strip()
            if re.fullmatch(r"#?[\w/.-]*\d[\w/.-]*", value) and len(value) <= 40:
                return document.finding(
                    value.lstrip("#"), line.value_start, line.end, confidence=0.9, rule="external_id.label"
                )
    found = _STATED.search(document.text)
    group = "bare" if found is not None and found.group("bare") else "id"
    if found is not None and sum(character.isdigit() for character in found.group(group)) >= 2:
        return document.finding(
            found.group(group),
            found.start(group),
            found.end(group),
            confidence=0.85,
            rule="external_id.stated",
        )
    return None
