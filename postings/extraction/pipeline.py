"""The order of the steps: a text as received becomes an ``Extraction``, each field read by its own module."""

from __future__ import annotations

from postings.extraction import (
    apply,
    company,
    dates,
    description,
    education,
    eligibility,
    employment,
    experience,
    external_id,
    language,
    pay,
    places,
    seniority,
    skills,
    title,
    verdict,
    workplace,
)
from postings.extraction.assembly import MAX_TEXT_CHARS
from postings.extraction.confidence import calibrated
from postings.extraction.document import Document, read_document, split_document
from postings.extraction.finding import Extraction
from postings.extraction.skill_mentions import ExtraNames


def extract(text: str, *, extra: ExtraNames = ()) -> Extraction:
    """Everything a text says about one posting; never raises.

    A text with several postings is no posting (kind "list"); ``extract_all`` reads them one by one. ``extra``
    are skills besides the vocabulary's.
    """
    return calibrated(_read(read_document(text), extra))


def extract_priors(text: str) -> Extraction:
    """As ``extract``, each finding still with the prior of its rule: what a calibration is fitted on."""
    return _read(read_document(text), ())


def extract_all(text: str, *, extra: ExtraNames = ()) -> list[Extraction]:
    """One extraction for each posting that the text's structure holds, most often exactly one."""
    return [calibrated(_read(document, extra)) for document in split_document(text)]


def _read(document: Document, extra: ExtraNames = ()) -> Extraction:
    job_title = title.find(document)
    employer = company.find(document, job_title)
    if job_title is not None and employer is not None:
        job_title = title.without_company(document, job_title, employer.value)
    way = workplace.find(document)
    locations = places.find(document, way)
    eligible = eligibility.find(document, way, locations)
    locations = places.with_scope(document, locations, eligible)
    required, preferred = skills.find(document, employer.value if employer is not None else None, extra)
    apply_url, apply_email = apply.find_url(document), apply.find_email(document)
    kind = employment.find(document, job_title)
    notes = [f"The text holds {document.postings} postings."] if document.postings > 1 else []
    if document.truncated:
        notes.append(f"Only the first {MAX_TEXT_CHARS:,} characters were read.")
    return Extraction(
        format=str(document.format),
        language=language.find(document),
        verdict=verdict.find(document, job_title, apply_url=apply_url, apply_email=apply_email),
        title=job_title,
        company=employer,
        locations=locations,
        workplace=way,
        eligibility=eligible,
        pay=pay.find(document, locations),
        employment_type=kind,
        seniority=seniority.find(document, job_title, kind),
        experience_years_min=experience.find(document),
        education=education.find(document),
        required_skills=required,
        preferred_skills=preferred,
        apply_url=apply_url,
        apply_email=apply_email,
        posted_on=dates.posted(document),
        expires_on=dates.expires(document),
        external_id=external_id.find(document),
        description_html=description.render(document, job_title),
        notes=tuple(notes),
    )
