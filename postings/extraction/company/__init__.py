"""Who hires: structured data, labels, the header, the head of a comment, then the likeliest name of the
prose.

Each module reads one of these and imports only those before it: ``names`` (what may be a firm's name),
``data``, ``labels``, ``header``, ``comment``, ``page_title``, ``addresses``, ``doubts`` (what is no name
after all), ``cues`` (sentences that point to a name), ``candidates`` (every name of a text), ``features``
(what
speaks for each), ``ranking`` (the likeliest), ``fitting`` (how much each feature counts); ``employer``
asks them
in the order of trust.
"""

from postings.extraction.company.employer import find

__all__ = ["find"]
