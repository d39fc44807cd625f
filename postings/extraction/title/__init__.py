"""The title of the job: structured data, labels, headings, header lines, then cues in prose.

Each module reads one of these and imports only those before it: ``candidate``, ``vocabulary``, ``cleaning``
(what is hung on a title), ``lists`` (titles one after the other), ``facts``, ``lines``, ``prose``,
``openings``, ``comment``; ``choice`` takes the surest of what they find.
"""

from postings.extraction.title.choice import find
from postings.extraction.title.cleaning import without_company

__all__ = ["find", "without_company"]
