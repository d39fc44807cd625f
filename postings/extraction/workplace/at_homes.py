"""Work done at the homes of customers, patients or residents."""

from __future__ import annotations

import re

from postings.extraction.document import Document, Zone
from postings.extraction.finding import Workplace
from postings.extraction.prefilter import Prefiltered
from postings.extraction.workplace.cue import Cue, Status
from postings.extraction.workplace.limits import LINE_CHARS, PROSE_CHARS

_AT_HOMES = Prefiltered(
    r"\b(?:in|at|to|of)\s+(?:our\s+|their\s+|the\s+)?(?:customers?|clients?|patients?|residents?"
    r"|service users?|people|"
    r"families)['’]?s?['’]?\s+(?:own\s+)?(?:homes?|houses?|premises)\b"
    r"|\b(?:customers|clients|patients|people|residents"
    r"|families)\s+(?:\w+\s+)?in\s+their\s+(?:own\s+)?homes?\b",
    re.IGNORECASE,
)


def work_at_homes(document: Document) -> Cue | None:
    """Work done at the homes of others, whatever a board's tag says of remote work."""
    for line in document.lines:
        if line.zone in (Zone.HEADER, Zone.DUTIES, Zone.SUMMARY) and line.start < PROSE_CHARS:
            found = _AT_HOMES.search(line.text[:LINE_CHARS])
            if found is not None and re.search(
                r"\b(?:work|install|visit|deliver|provid|car(?:e|ing)|support|repair|clean|travel|serv"
                r"|fit|maint)\w*\b",
                line.text[max(0, found.start() - 90) : found.start()],
                re.IGNORECASE,
            ):
                return Cue(
                    Workplace.ONSITE,
                    Status.ASSERTED,
                    line.start + found.start(),
                    line.start + found.end(),
                    0.7,
                )
    return None
