"""Where a text names skills: longest spelling at word boundaries, ambiguous ones settled by what is around.

Pure Python. ``find_mentions`` looks at a document's canonical text and lines and knows nothing of zones.
``spelling`` finds what is written, ``cues`` are the words that settle it, ``settling`` decides line by line,
``finding`` leaves out what stands in addresses and the names of files.
"""

from postings.extraction.skill_mentions.finding import find_mentions
from postings.extraction.skill_mentions.settling import Mention
from postings.extraction.skill_mentions.spelling import ExtraNames, known_spans

__all__ = ["ExtraNames", "Mention", "find_mentions", "known_spans"]
