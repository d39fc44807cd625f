"""Lists whose items stand in one line: "Requirements: • Python • Two years in a team • A driving licence".

Pages whose line ends were lost read so. Each item is given its own line again, where the signs between them
are surely bullets and not the separators of a header ("Acme • Leeds • Full time"). Pure Python.
"""

from __future__ import annotations

import re

from postings.extraction.mapped import Edit, Mapped

LONG_LINE = 250  # characters; a header with separators is shorter
FEWEST_IN_PROSE = 3  # signs in a long line

_SIGN = "•·▪▫◦●○■➤➢✓✔✅❖♦⁃►▶‣"
_ANY_SIGN = re.compile(rf"[{_SIGN}]|[*-][ \t]")
_BEGINS = re.compile(rf"(?:[ \t\r>\ue100-\uf8ff])*(?P<sign>[{_SIGN}]|\*(?=[ \t]))[ \t]*(?=\S)")
_LED = re.compile(rf"[^{_SIGN}\n]{{2,80}}?[:：][ \t]*(?P<sign>[{_SIGN}]|[-*](?=[ \t]))[ \t]*(?=[^\W_])")


def unpacked(mapped: Mapped) -> Mapped:
    """The text with a line end before each item of a list that stands in one line; itself without any.

    >>> unpacked(Mapped.whole("Needs: • Excel • Two years in sales")).text.split("\\n")
    ['Needs: ', '• Excel ', '• Two years in sales']
    """
    text = mapped.text
    edits: list[Edit] = []
    at = 0
    while (found := _ANY_SIGN.search(text, at)) is not None:
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.start())
        at = len(text) if end < 0 else end + 1
        edits += _breaks(text[start : at if end < 0 else end], start)
    return mapped.edited(edits) if edits else mapped


def _breaks(line: str, start: int) -> list[Edit]:
    led = _LED.match(line)
    begins = _BEGINS.match(line) if led is None else None
    if led is not None:
        sign, first = led["sign"], led.start("sign")
    elif begins is not None:
        sign, first = begins["sign"], begins.end()
    elif len(line) >= LONG_LINE:
        sign, first = next((sign for sign in _SIGN if line.count(sign) >= FEWEST_IN_PROSE), ""), 0
    else:
        return []
    if not sign:
        return []
    spaced = sign in "-*"
    places = [at for at in _places(line, sign, first) if not spaced or line[at - 1] in " \t"]
    if len(places) < (1 if led is None else 2):
        return []
    return [(start + at, start + at, "\n") for at in places]


def _places(line: str, sign: str, first: int) -> list[int]:
    """Where in the line the sign stands between words, from ``first`` on."""
    found = []
    at = line.find(sign, max(first, 1))
    while at >= 0:
        after = line[at + 1 : at + 3].lstrip(" \t")
        if after and after[0] not in _SIGN and (sign not in "-*" or line[at + 1 : at + 2] in " \t"):
            found.append(at)
        at = line.find(sign, at + 1)
    return found
