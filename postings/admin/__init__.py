"""The admin: one module a subject."""

from postings.admin import company, place, raw_text, skill

__all__ = ["company", "place", "raw_text", "skill"]
