"""The admin: one module a subject."""

from postings.admin import company, draft, import_batch, place, posting, raw_text, report, skill

__all__ = ["company", "draft", "import_batch", "place", "posting", "raw_text", "report", "skill"]
