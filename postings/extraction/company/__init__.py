"""Who hires: structured data, labels, the header, the head of a comment, then a vote of cues in prose.

Each module reads one of these and imports only those before it: ``names`` (what may be a firm's name),
``data``, ``labels``, ``header``, ``comment``, ``page_title``, ``addresses``, ``doubts`` (what is no name
after all), ``cues``, ``mentions`` (where a name stands), ``votes``; ``employer`` asks them in the order of
trust.
"""

from postings.extraction.company.employer import find

__all__ = ["find"]
