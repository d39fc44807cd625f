"""Text broken at a fixed width, as mail programs and terminals do: its paragraphs made whole again.

A line was broken there if the next one's first word had no room left in it. Whether a text is wrapped at
all is told by lines that go on in small letters; a list of short lines has no such width. Pure Python.
"""

from __future__ import annotations

import re

from postings.extraction.mapped import Edit, Mapped
from postings.extraction.markup import CELL

NARROWEST, WIDEST = 45, 120  # characters a line; mail has 65 to 80
FEWEST_BREAKS = 2  # lines that go on in small letters; one alone may be a list of words
FULL_SHARE = 0.8  # of the lines that go on in small letters, how many must be full
SLACK = 5  # characters that a line may have lost since it was broken: quotes repaired, marks cut
LONG_SHARE = 0.34  # lines beyond the width, at most this many for each break

# What begins a line of its own: list items, headings, quotes, rows, labels, marks of structure.
_OPENS = re.compile(
    r"[ \t]*(?:[-*+•·–—▪◦●‣○■➤✓✔►▶]|\\[-*+]|\(?(?:\d{1,2}|[a-z])\\?[.)](?:\s|$)|[#>|=_`~\ue100-\uf8ff]|https?://|"
    r"\[|\Z|[A-ZÀ-Ý][\w/&’' -]{0,38}:(?:\s|$))"
)
# What begins a line that is never broken: headings, rows, quotes, addresses.
_WHOLE = ("#", "|", ">", "http://", "https://")
_FIRST_WORD = re.compile(r"[ \t]*(?P<word>\S+)")
_SMALL = re.compile(r"[ \t]*[(\"“'‘]?[a-zà-ÿ]")
_MID_SENTENCE = re.compile(r"[^\W_][,)]?$")  # a line ends so, and the next one holds the end of the sentence
_ENDED = re.compile(r"[a-zà-ÿ)%]\.(?:\s|$)")
_HYPHEN = re.compile(r"[a-zà-ÿ]-$")
_AFTER_HYPHEN = re.compile(r"[ \t]*(?!(?:and|or|und|oder|et|ou|y|to|bis)\b)[a-zà-ÿ]")


def unwrapped(mapped: Mapped) -> Mapped:
    """The text with a blank in place of each line end that only its width has made; itself without any.

    >>> broken = "We run the night trains between the coast and the hills and look for\\n"
    >>> broken += "a driver who knows the line, likes long evenings and comes from the\\n"
    >>> unwrapped(Mapped.whole(broken + "region.")).text.count("\\n")
    0
    """
    text = mapped.text
    if text.count("\n") < FEWEST_BREAKS:
        return mapped
    lines: list[tuple[int, int]] = []
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        lines.append((at, stop - 1 if stop > at and text[stop - 1] == "\r" else stop))
        at = stop + 1
    # Offsets of lines whose successor may continue them, with the length they would have had with its word.
    joints: list[tuple[int, int, int]] = []
    small: list[tuple[int, int]] = []
    longest: list[int] = []
    for number, (start, end) in enumerate(lines):
        if end - start < 2 or _is_whole(text[start:end]):
            continue
        longest.append(end - start)
        if number + 1 == len(lines):
            break
        first, last = lines[number + 1]
        if last <= first or _OPENS.match(text, first, last):
            continue
        word = _FIRST_WORD.match(text, first, last)
        if word is None:
            continue
        joint = (number, end - start, end - start + 1 + len(word["word"]))
        joints.append(joint)
        if _SMALL.match(text, first, last) or (
            end - start >= NARROWEST
            and _MID_SENTENCE.search(text, max(start, end - 2), end)
            and _ENDED.search(text, first, last)
        ):
            small.append(joint[1:])
    if len(small) < FEWEST_BREAKS:
        return mapped
    width = max(length for length, _ in small)
    if not NARROWEST <= width <= WIDEST:
        return mapped
    if sum(reach > width - SLACK for _, reach in small) < FULL_SHARE * len(small):
        return mapped
    if sum(length > width + 10 for length in longest) > LONG_SHARE * len(small):
        return mapped
    edits: list[Edit] = []
    for number, length, reach in joints:
        if not width - 25 < length <= width + 10 or reach <= width - SLACK:
            continue
        (start, end), (first, last) = lines[number], lines[number + 1]
        indent = first + len(text[first:last]) - len(text[first:last].lstrip())
        glued = _HYPHEN.search(text, start, end) and _AFTER_HYPHEN.match(text, first, last)
        edits.append((end, indent, "" if glued else " "))
    return mapped.edited(edits) if edits else mapped


def _is_whole(line: str) -> bool:
    """Whether a line is never broken or its end is meant: headings, rows, links, two blanks at the end."""
    return (
        line.lstrip().startswith(_WHOLE)
        or line.endswith(("  ", "\\"))
        or line.rstrip().endswith("|")
        or "](" in line
        or CELL in line
    )
