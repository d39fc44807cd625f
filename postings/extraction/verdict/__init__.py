"""Whether a text is one open posting, and what it is instead.

Evidence for and against is added up in log-odds; each sign has a reason a reviewer can read. What a sign
counts is fitted on texts of both kinds (``vocabulary/verdict.toml``).

Each module holds one kind of evidence and imports only those before it: ``signs``, ``weights``,
``hiring_words``, ``other_words``, ``wording``, ``comment``, ``shape``, ``posting_signs``, ``other_signs``;
``judgement`` adds them up.
"""

from postings.extraction.verdict.judgement import find

__all__ = ["find"]
