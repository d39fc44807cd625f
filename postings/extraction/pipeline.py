"""The order of the steps: a text as received becomes an ``Extraction``, each field read by its own module."""

from __future__ import annotations

import importlib
from typing import Any

from postings.extraction.document import Document, read_document, split_document
from postings.extraction.finding import Extraction, Finding, Verdict


def extract(text: str, *, name: str = "") -> Extraction:
    """Everything a text says about one posting; never raises.

    ``name`` is the file's name and only tells formats apart, it is never a source of values. A text with several
    postings is no posting (kind "list"); ``extract_all`` reads them one by one.
    """
    return _read(read_document(text))


def extract_all(text: str, *, name: str = "") -> list[Extraction]:
    """One extraction for each posting that the text's structure holds, most often exactly one."""
    return [_read(document) for document in split_document(text)]


def _optional(module: str) -> Any:
    """A field's module, or None while it is not written yet."""
    try:
        return importlib.import_module(f"postings.extraction.{module}")
    except ModuleNotFoundError:
        return None


def _read(document: Document) -> Extraction:
    title_of, company_of = _optional("title"), _optional("company")
    title = title_of.find(document) if title_of else None
    company = company_of.find(document, title) if company_of else None
    places, workplaces, eligibilities = _optional("places"), _optional("workplace"), _optional("eligibility")
    locations = places.find(document) if places else ()
    workplace = workplaces.find(document) if workplaces else None
    eligibility = eligibilities.find(document, workplace, locations) if eligibilities else None
    pays = _optional("pay")
    pay = pays.find(document, locations) if pays else ()
    employment, seniority = _optional("employment"), _optional("seniority")
    experience, education, skills = _optional("experience"), _optional("education"), _optional("skills")
    required, preferred = skills.find(document, company.value if company else None) if skills else ((), ())
    apply, dates, external = _optional("apply"), _optional("dates"), _optional("external_id")
    language, verdicts = _optional("language"), _optional("verdict")
    description = _optional("description")
    if verdicts:
        verdict = verdicts.find(document, title)
    else:
        verdict = Finding(Verdict(document.postings == 1, "posting", ""), "", 0, 0, 0.5, "verdict.none")
    return Extraction(
        format=str(document.format),
        language=language.find(document) if language else None,
        verdict=verdict,
        title=title,
        company=company,
        locations=locations,
        workplace=workplace,
        eligibility=eligibility,
        pay=pay,
        employment_type=employment.find(document, title) if employment else None,
        seniority=seniority.find(document, title) if seniority else None,
        experience_years_min=experience.find(document) if experience else None,
        education=education.find(document) if education else None,
        required_skills=required,
        preferred_skills=preferred,
        apply_url=apply.find_url(document) if apply else None,
        apply_email=apply.find_email(document) if apply else None,
        posted_on=dates.posted(document) if dates else None,
        expires_on=dates.expires(document) if dates else None,
        external_id=external.find(document) if external else None,
        description_html=description.render(document) if description else "",
    )
