"""The admin: one module a subject."""

from postings.admin import company, import_batch, place, raw_text, skill

__all__ = ["company", "import_batch", "place", "raw_text", "skill"]
