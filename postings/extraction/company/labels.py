"""The company that a label introduces: "Employer: Acme", in many languages."""

from __future__ import annotations

import re

from postings.extraction.company.names import MAX_NAME_CHARS, capitalised, cleaned, ends_well, firm, plausible
from postings.extraction.document import Document, LineKind
from postings.extraction.finding import Finding
from postings.extraction.header import is_place, title_score

LABELS = frozenset(
    "company|company name|employer|employer name|organization|organisation|organization name"
    "|organisation name|hiring organization|hiring organisation|hiring company|"
    "institution|agency name|school name|school name and address|school|client|business|firm"
    "|name of employer|org|agency|hiring agency|department/agency|betrieb|träger|einrichtung|unternehmen"
    "|arbeitgeber|ausbildungsbetrieb|werkgever|employeur|empleador|empregador|arbetsgivare|firma"
    "|practice|hospital|clinic|studio|restaurant|entreprise|société|empresa|azienda"
    "|bedrijf|företag|firmanavn".split("|")
)


_DESCRIBED = re.compile(r"\s+[-–—|]\s+(?=\S+(?: \S+){2})")


def _without_description(document: Document, value: str) -> str:
    """ "Acme - Private Clouds for Everyone" without what it does, when the text calls it "Acme" elsewhere."""
    described = _DESCRIBED.search(value)
    if described is None:
        return value
    name = value[: described.start()]
    calls = len(re.findall(rf"\b{re.escape(name)}\b", document.text))
    return name if calls > document.text.count(value) else value


def from_label(document: Document) -> Finding[str] | None:
    """The value of the first label that names who hires ("Employer: Acme")."""
    for line in document.lines:
        if line.label is None or line.value_start is None or line.label.casefold() not in LABELS:
            continue
        value = document.text[line.value_start : line.end]
        value = re.split(
            r",\s+(?:department|dept|division|office|bureau)\b", value, maxsplit=1, flags=re.IGNORECASE
        )[0]
        first, comma, rest = value.partition(", ")
        if (
            "address" in line.label.casefold()
            or len(value) > MAX_NAME_CHARS
            or (comma and len(rest) > 3 and is_place(rest))  # "Palmgrove College, Ikeja, Lagos"
        ):
            value = first
        value = _without_description(document, value)
        name = cleaned(value)
        if line.value_start == line.start and (
            line.kind is LineKind.BULLET or firm(name) is None or len(name.split()) > 6
        ):
            continue  # under a heading "Organization" stands all sorts of text
        if plausible(name) and len(name.split()) <= 12 and ends_well(name) and name[:1] not in "(":
            if "name" not in line.label.casefold() and not capitalised(name):
                continue
            specific = "name" in line.label.casefold() or line.label.casefold() not in (
                "client",
                "business",
                "school",
                "firm",
            )
            if not specific and (title_score(name) >= 0.7 or not name[:1].isupper()):
                continue
            return document.finding(
                name, line.value_start, line.value_start + len(value), confidence=0.96, rule="company.label"
            )
    return None
