"""Required or preferred: what a line's own words say about the skills it names, clause by clause.

Order of weight: a marker in the clause, then the section's heading, then required. Pure Python. ``markers``
are the words, ``reach`` tells which part of a clause a marker speaks of, ``judgement`` reads a line.
"""

from postings.extraction.skill_preference.judgement import judge
from postings.extraction.skill_preference.markers import (
    Asked,
    heading_preference,
    needs_not_all,
    wishes_for_those,
)

__all__ = ["Asked", "heading_preference", "judge", "needs_not_all", "wishes_for_those"]
