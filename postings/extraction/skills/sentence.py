"""The sentence around a mention, and words in it that ask for what is named."""

from __future__ import annotations

import re

from postings.extraction.document import Line, Zone
from postings.extraction.skill_mentions import Mention

STATED = frozenset({Zone.REQUIRED, Zone.PREFERRED})
PRACTISED = re.compile(
    r"(?:experience|knowledge|proficien\w+|familiar\w*|expertise|skills?|understanding)\s+"
    r"(?:with|in|of|using)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# Running text that asks somebody for a skill, where most of it only tells of the firm.
DEMAND = re.compile(
    r"\b(?:looking\s+for|seeking|(?:people|someone|those|developers?|engineers?|candidates?|applicants?|individual|"
    r"person)\s+(?:who|with|that|must|should|will\s+have|has|have)|"
    r"you\s+(?:have|are|know|bring|must|should|need)|must|requires?|you['’]ll\s+need|should\s+have)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)")


def words_before(text: str, line: Line, mention: Mention, reach: int) -> str:
    """The words of the sentence before a mention, at most ``reach`` characters."""
    words = text[max(line.start, mention.start - reach) : mention.start]
    ends = [match.end() for match in _SENTENCE_END.finditer(words) if match.end() < len(words)]
    return words[ends[-1] :] if ends else words


def words_after(text: str, line: Line, mention: Mention, reach: int) -> str:
    """The words of the sentence after a mention, at most ``reach`` characters."""
    words = text[mention.end : min(line.end, mention.end + reach)]
    stop = _SENTENCE_END.search(words)
    return words[: stop.start()] if stop else words


def sentence_of(text: str, line: Line, mention: Mention) -> str:
    return words_before(text, line, mention, 200) + words_after(text, line, mention, 200)
