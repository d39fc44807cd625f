"""Whether a text is one open posting, and what it is instead.

Evidence for and against is added up in log-odds-like points; each rule has a reason a reviewer can read. The
points were set on the development texts and are frozen.

Each module holds one kind of evidence and imports only those before it: ``signs``, ``hiring_words``,
``other_words``, ``comment``, ``shape``, ``posting_signs``, ``other_signs``; ``judgement`` adds them up.
"""

from postings.extraction.verdict.judgement import find

__all__ = ["find"]
