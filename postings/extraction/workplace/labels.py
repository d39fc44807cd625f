"""Labelled values: "Work Location: In person", "Remote: No", "Location: Anywhere (LATAM)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.canonical import RECORD_FORMATS
from postings.extraction.document import Document, Zone
from postings.extraction.finding import Workplace
from postings.extraction.workplace.clauses import cues
from postings.extraction.workplace.cue import Cue, Status
from postings.extraction.workplace.limits import PROSE_CHARS

_LABEL = re.compile(
    r"(?:(?:job|work|working|employment|office|primary|remote|position|role)\s+)*(?:work\s?place|"
    r"location|locations|arrangement|setting|model|mode|type|remote|telecommute|telework|"
    r"on-?site|hybrid|policy|style|environment|remotely|status|work|place|flexibility|set-?up|"
    r"office|schedule|pattern|format)s?(?:\s+(?:type|arrangement|policy|options?|model|status|"
    r"setting|information))*(?:\s*\(s\)|\?)?"
    r"|employment location arrangement|(?:company|candidates?) locations?|where|work from|standort|"
    r"arbeitsort|arbeitsmodell|lieu(?: de travail)?|modalidad|ubicación|modelo de trabalho|travel|"
    r"telearbeit|télétravail|homeoffice|home office|time type|job types?",
    re.IGNORECASE,
)
_YES_NO_LABEL = re.compile(
    r"(?:is this |is the |work(?:ing)? )?(?:(?:remote|telework|telecommut\w+)\s(?:job|eligib\w+)"
    r"|remote(?:ly)?|telecommut\w*|work from home|wfh|"
    r"telework\w*|home ?office|télétravail|fully remote|remote (?:work|role|position|job|ok|"
    r"possible|friendly|allowed|option)s?)\??",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:no|not (?:available|possible|offered|allowed|an option)|nein|non|não|never)\b",
    re.IGNORECASE,
)
_YES_WORD = re.compile(r"(?:yes|true|ja|oui|sim|sí|fully|100|available|possible|ok|allowed)\b", re.IGNORECASE)


def label_cues(document: Document) -> Iterator[Cue]:
    """Cues of labelled values ("Work Location: In person") and of place tags."""
    for line in document.lines:
        if line.start > PROSE_CHARS:
            return
        label = (line.label or "").strip(" :*#-")
        if not label or line.value_start is None or line.zone is Zone.LEGAL:
            continue
        value = document.text[line.value_start : line.end]
        if label == "telework eligible" and document.format in RECORD_FORMATS:
            continue  # a public employer's word for now and then at home
        if _YES_NO_LABEL.fullmatch(label):
            if _NO.match(value.strip()):
                yield Cue(Workplace.ONSITE, Status.NEGATED, line.start, line.end, 0.95)
                continue
            if _YES_WORD.match(value.strip()):
                yield Cue(Workplace.REMOTE, Status.ASSERTED, line.start, line.end, 0.95)
                continue
        if not _LABEL.fullmatch(label) or len(value) > 300:
            continue
        if (anywhere := ANYWHERE.match(value)) and _PLACE_LABEL.search(label):
            yield Cue(
                Workplace.REMOTE, Status.ASSERTED, line.value_start, line.value_start + anywhere.end(), 0.85
            )
        for cue in cues(value):
            yield Cue(
                cue.kind,
                cue.status,
                line.value_start + cue.start,
                line.value_start + cue.end,
                max(cue.weight, 0.8),
            )


# A place that is no place: "Anywhere (LATAM)", "Worldwide".
ANYWHERE = re.compile(
    r"\s*(?:anywhere|world-?wide|global(?:ly)?)\s*(?:$|[(,/|–—-]|(?:with)?in\b)", re.IGNORECASE
)
_PLACE_LABEL = re.compile(
    r"\b(?:locations?|where|work ?place|place|standort|arbeitsort|lieu|ubicación)\b", re.IGNORECASE
)
