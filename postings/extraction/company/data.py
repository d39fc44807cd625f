"""The company that fields of structured data state: JSON, CSV, front matter, named elements of a page."""

from __future__ import annotations

from postings.extraction.company.names import capitalised, cleaned, firm, plausible
from postings.extraction.document import Document
from postings.extraction.finding import Finding
from postings.extraction.header import is_place, title_score

_FACT_NAMES = (
    "hiring_organization.name",
    "hiring_organization",
    "company_name",
    "company",
    "company.name",
    "company.display_name",
    "company.label",
    "employer_name",
    "employer",
    "employer.name",
    "organization",
    "organization.name",
    "organisation",
    "organization_name",
    "organisation_name",
    "hiring_company",
    "advertiser",
    "advertiser.name",
    "advertisername",
    "companyname",
    "company_info.name",
    "business_name",
    "joblocation_company",
    "subcompany",
    "brand",
    "client_name",
)
# names of which the last part says enough ("matched_object_descriptor.organization_name")
_NESTED = frozenset(
    "company_name organization_name organisation_name employer_name hiring_organization_name".split()
)


def from_data(document: Document) -> Finding[str] | None:
    """The name that a field of structured data gives, the surest field first."""
    for name in _FACT_NAMES:
        for fact in document.facts:
            if fact.name != name or fact.source == "attribute":
                continue
            value = cleaned(fact.value) if fact.source != "json-ld" else " ".join(fact.value.split())
            if plausible(value) and not value.startswith("http"):
                confidence = {
                    "json-ld": 0.99,
                    "json": 0.98,
                    "xml": 0.98,
                    "csv": 0.97,
                    "front-matter": 0.97,
                }.get(fact.source, 0.9)
                return document.finding(
                    value,
                    fact.start,
                    fact.end,
                    confidence=confidence,
                    rule=f"company.{fact.source.replace('-', '_')}",
                )
    for fact in document.facts:
        numbered = fact.name.endswith("identifier.name")  # schema.org: whose number the posting has
        if fact.source in ("json", "xml") and "." in fact.name and (fact.leaf in _NESTED or numbered):
            value = cleaned(fact.value)
            if plausible(value):
                return document.finding(
                    value, fact.start, fact.end, confidence=0.95, rule="company.json_nested"
                )
    return _beside_title(document)


def _beside_title(document: Document) -> Finding[str] | None:
    """The name of a record that has a title besides: whose job it is, "name": "Acme", "title": "Cook"."""
    names = {fact.name for fact in document.facts}
    if not names & {"title", "job_title", "position_title"}:
        return None
    for fact in document.facts:
        if fact.name == "name" and fact.source in ("json", "xml"):
            value = cleaned(fact.value)
            if (
                plausible(value)
                and firm(value) is not None
                and title_score(value) < 0.5
                and not is_place(value)
            ):
                return document.finding(
                    value, fact.start, fact.end, confidence=0.85, rule="company.json_name"
                )
    return None


def from_named_element(document: Document) -> Finding[str] | None:
    """The text of an element of the page whose attributes call it the company."""
    for fact in document.facts:
        if (
            fact.source == "attribute"
            and fact.name == "company"
            and plausible(value := cleaned(fact.value))
            and capitalised(value)
            and len(value.split()) <= 9
        ):
            return document.finding(
                value, fact.start, fact.end, confidence=0.94, rule="company.named_element"
            )
    return None
