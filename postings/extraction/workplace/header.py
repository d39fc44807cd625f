"""Header words: the title and the lines under it, "who is hiring" segments, place tags, boards' hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document, Format, Line, LineKind, Zone
from postings.extraction.finding import Workplace
from postings.extraction.workplace.clauses import cues
from postings.extraction.workplace.cue import Cue, Status
from postings.extraction.workplace.labels import ANYWHERE
from postings.extraction.workplace.limits import PROSE_CHARS

_TAG = re.compile(r"[🌎🌍🌏📍🗺🏠🏢🏡💻]\ufe0f?\s*(?P<value>[^`🌎🌍🌏📍💰\n]{2,200})")
_HASHTAG = re.compile(r"#\s?(?:LI|BI|IND)-?(?P<kind>remote|hybrid|onsite|on-site)\b", re.IGNORECASE)


def header_cues(document: Document) -> Iterator[Cue]:
    """Cues of the title, the lines under it, "who is hiring" segments, place tags and job board hashtags."""
    comment = document.format is Format.COMMENT
    decided = False
    filled = 0
    for line in document.lines:
        if not line.text.strip():
            continue
        filled += 1
        if line.start < PROSE_CHARS:
            for tag in _HASHTAG.finditer(line.text) if "#" in line.text else ():
                kind = {"r": Workplace.REMOTE, "h": Workplace.HYBRID, "o": Workplace.ONSITE}[
                    tag["kind"][0].lower()
                ]
                yield Cue(kind, Status.ASSERTED, line.start + tag.start(), line.start + tag.end(), 0.85)
        if filled > 20 or (filled > 6 and line.zone is not Zone.HEADER) or line.zone is Zone.CHROME:
            continue
        if comment and decided:
            continue  # the first line of a comment is its header; other lines may speak of other jobs
        found = list(_cues_of_header_line(line, filled, comment=comment))
        decided = decided or bool(found)
        yield from found


_CAPITALS = re.compile(r"\b(?:REMOTE(?: ONLY| OK)?|ON-?\s?SITE(?: ONLY)?|HYBRID|IN-PERSON|IN-OFFICE)\b")


def _cues_of_header_line(line: Line, number: int, *, comment: bool) -> Iterator[Cue]:
    text = line.text[:700]
    tags = [] if text.isascii() else list(_TAG.finditer(text))
    for tag in tags:
        yield from (_moved(cue, line.start + tag.start("value"), 0.85) for cue in cues(tag["value"]))
        if anywhere := ANYWHERE.match(tag["value"]):
            start = line.start + tag.start("value")
            yield Cue(Workplace.REMOTE, Status.ASSERTED, start, start + anywhere.end(), 0.85)
    if tags:
        return
    piped = re.search(r"[|•·]|\s//\s|\s[-–—]\s", text)
    if number <= (6 if comment else 3) and not text.isupper():
        # "... NYC, USA - Full-time - ONSITE What we do: ..." runs on into prose.
        for marker in _CAPITALS.finditer(text):
            near = max(0, marker.start() - 14)
            for cue in cues(text[near : marker.end() + 3]):
                yield _moved(cue, line.start + near, 0.85)
    sentence = len(text) > 150 or (text.rstrip().endswith((".", "!", "?", ":")) and len(text.split()) > 8)
    if sentence and not (piped and number <= 2):
        return
    if line.kind is LineKind.BULLET and number > 3:
        return
    position = 0
    for segment in re.split(r"([|•·]|\s//\s)", text):
        # The last segment may run on into prose.
        if len(segment) < 160 or (number == 1 and piped):
            for cue in cues(segment[:160]):
                yield _moved(
                    cue, line.start + position, 0.85 if cue.status is not Status.COMPANY else cue.weight
                )
        position += len(segment)


def _moved(cue: Cue, by: int, weight: float) -> Cue:
    return Cue(cue.kind, cue.status, cue.start + by, cue.end + by, max(cue.weight, weight))
