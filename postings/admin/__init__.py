"""The admin: one module a subject."""

from postings.admin import (
    company,
    draft,
    duplicate,
    field_check,
    import_batch,
    place,
    posting,
    raw_text,
    report,
    revision,
    skill,
    source,
    term,
)

__all__ = [
    "company",
    "draft",
    "duplicate",
    "field_check",
    "import_batch",
    "place",
    "posting",
    "raw_text",
    "report",
    "revision",
    "skill",
    "source",
    "term",
]
