"""Requirements that stand where none is expected: under "Why join us", in a notice of law, in a portrait.

Flat texts lose the headings that part them, and writers put what they work with under what they offer. A
sentence that states a requirement by its own words, or lists the technologies in use, counts in any zone but
those of the page around the posting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.document import Line, LineKind, Zone
from postings.extraction.skill_mentions import Mention
from postings.extraction.skills.sentence import words_after, words_before

_ZONES = frozenset({Zone.COMPANY, Zone.PAY, Zone.LEGAL, Zone.APPLY})
_QUALITY = (
    r"(?:(?:strong|proven|solid|good|excellent|working|hands-on|basic|deep|advanced|demonstrated|prior|previous|some|"
    r"intermediate|expert|extensive|in-depth|practical|relevant|direct|professional|commercial|technical|"
    r"fluent|sound|thorough|general|significant)[\s,/-]+(?:and\s+|to\s+advanced-level\s+)?){0,3}"
)
# How a requirement begins: "Experience with", "5+ years of", "Proficient in", "You have worked with".
_STATEMENT = re.compile(
    r"^[\s\W]*(?:(?:you(?:['’]ve|\s+have|\s+bring|\s+possess|\s+know|\s+are|['’]re)?|must\s+(?:have|be|know)|"
    r"(?:the\s+)?(?:ideal|successful|right)\s+candidates?\s+(?:has|have|will\s+have|is|must\s+have|possess\w*)|"
    r"(?:at\s+least\s+|minimum\s+(?:of\s+)?)?\d+\s*(?:\+|-\s*\d+|–\s*\d+)?\s*(?:years?|yrs)(?:['’]|\s+of)?)\s+)?"
    rf"(?:an?\s+)?{_QUALITY}"
    r"(?:experienced?|knowledge|understanding|familiar(?:ity)?|proficien(?:t|cy)|expertise|skills?|skilled|background|command|"
    r"competen(?:t|cy|ce)|ability|fluen(?:t|cy)|certified|certifications?|exposure|years?|mastery|"
    r"worked|kenntnisse|erfahrung(?:en)?|sehr\s+gute|gute|fundierte|connaissances?|expérience|maîtrise|"
    r"conocimientos?|experiencia|conhecimentos?|experiência|ervaring|kennis|conoscenza|esperienza|doświadczenie|znajomość)"
    r"\b",
    re.IGNORECASE,
)
# What is told of the firm, offered or promised, though it opens like a requirement.
_OFFERED = re.compile(
    r"\b(?:we\s+(?:are|have|offer|provide|believe|will|help|bring)|our\s+(?:experience|expertise|clients?|customers?|company|platform|product)|"
    r"gain|learn(?!ing\b)|grow(?:th)?|offer(?:s|ed)?|reimburse\w*|benefits?|perks?|bonus(?:es)?|insurance|"
    r"(?:ISO|CMMI)[\w\s:-]{0,24}(?:certified|compan\w+)|regardless|discriminat\w+|without\s+regard|customers|clients|"
    r"experience\s+(?:the|a|our|life|what)|founded|leader)\b",
    re.IGNORECASE,
)
# "We use the following technologies", "tools such as", "in our core tech stack of"
_IN_USE = re.compile(
    r"\b(?:tech(?:nology|nical)?\s+stack|our\s+stack|following\s+(?:technologies|tools|stack)|"
    r"technologies\s+(?:we\s+use|such\s+as|like|including|used)|"
    r"tools\s+(?:such\s+as|like|we\s+use)|we\s+(?:use|work\s+with|code\s+in|develop\s+(?:in|with)))\b[^.;!?]{0,160}$",
    re.IGNORECASE,
)
LISTED = 3  # names that stand together in a list of what is in use


def states_a_requirement(
    text: str, line: Line, mention: Mention, found: Sequence[Mention], zone: Zone
) -> bool:
    """Whether the sentence around a mention asks for it or lists it among what is in use.

    ``found`` are the mentions of the line.
    """
    if zone not in _ZONES:
        return False
    before = words_before(text, line, mention, 240)
    if _STATEMENT.match(before):
        return not _OFFERED.search(before) and not _OFFERED.search(words_after(text, line, mention, 60))
    if zone is Zone.LEGAL or not _IN_USE.search(before):
        return False
    tools = [one for one in found if not all(entry.optional or entry.topic for entry in one.entries)]
    return len(tools) >= LISTED and line.kind is not LineKind.HEADING
