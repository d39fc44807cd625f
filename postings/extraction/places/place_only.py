"""Whether a line or segment is a place and no more: "Leeds, UK (hybrid)", not "Leeds is hiring"."""

from __future__ import annotations

import re
from functools import lru_cache

from postings.extraction.place_names import FILLER, POSTCODE, has_other_words, mentions, read_value


@lru_cache(maxsize=1024)  # several fields ask of the same lines
def is_place_only(text: str) -> bool:
    """Whether a line or segment names places and nothing else (workplace words and post codes aside)."""
    found = [m for m in mentions(text) if not m.reading.is_code or m.start > 0]
    if not any(
        m.reading.cities or m.reading.regions or m.reading.country or m.reading.within or m.reading.metropolis
        for m in found
    ):
        return is_unlisted_town(text)
    rest, last = [], 0
    for mention in found:
        rest.append(text[last : mention.start])
        last = mention.end
    rest.append(text[last:])
    left = re.sub(POSTCODE, " ", FILLER.sub(" ", " ".join(rest)))
    return not re.search(r"[^\W\d_]", left) or is_unlisted_town(text)


def is_unlisted_town(text: str) -> bool:
    """ "Basking Ridge, NJ": a town that the table lacks, with its state or country, and no more."""
    found = mentions(text)
    if not found or len(text) > 60:
        return False
    spots = read_value(text, 0, len(text), unknown=True)
    if len(spots) != 1 or not spots[0].city or spots[0].cities or not spots[0].qualified:
        return False
    return not has_other_words(text, 0, len(text), spots[0].start, spots[0].end)
