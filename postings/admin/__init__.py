"""The admin: one module a subject."""

from postings.admin import (
    company,
    draft,
    duplicate,
    import_batch,
    place,
    posting,
    raw_text,
    report,
    revision,
    skill,
    term,
)

__all__ = [
    "company",
    "draft",
    "duplicate",
    "import_batch",
    "place",
    "posting",
    "raw_text",
    "report",
    "revision",
    "skill",
    "term",
]
