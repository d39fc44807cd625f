"""Titles one after the other: "Backend Engineer, Designer", "iOS & API Engineers"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.header import PartKind, part_kind, title_score
from postings.extraction.title.vocabulary import FIELDS, LEVELS

_LIST = re.compile(
    r"\s*(?:,|;|\s\+\s|\s\*\s|\s&\s(?=[A-Z][a-z]+ [A-Z])|\s(?:&|and)\san?\s"
    r"|\s/\s(?=[A-Z]\w+ [A-Z]\w+s?$)|(?<!\bSr)(?<!\bJr)(?<!\bSr\b)\.\s)\s*",
    re.IGNORECASE,
)
COMMON_HEAD = re.compile(
    r"^(?:[\w./+-]+(?: [\w-]+)?, ){1,4}(?:and|&|or) [\w./+-]+(?: [\w-]+)? (?:engineers"
    r"|developers|designers|scientists)$",
    re.IGNORECASE,
)


def _with_common_heads(text: str, pieces: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The pieces, those that only name a field joined to their title ("iOS & API Engineers")."""
    first: int | None = None  # where the fields before the next title begin
    for number, (piece, at) in enumerate(pieces):
        words = piece.casefold().replace("/", " ").split()
        if (
            number + 1 < len(pieces)
            and words
            and (title_score(piece) < 0.75 or words[0] in LEVELS)
            and all(word in FIELDS or word in LEVELS or word == "sr." for word in words)
        ):
            first = at if first is None else first
            continue
        if first is not None:
            titled = (
                title_score(piece) >= 0.75
                and (
                    piece.split()[0].casefold() not in LEVELS
                    or text[first:at].split()[0].casefold() in LEVELS
                )
                and not _FULL_STOP.search(text[first:at])
            )
            if titled or number + 1 == len(pieces):
                piece, at = text[first : at + len(piece)], first
            first = None
        yield piece, at


_FULL_STOP = re.compile(r"(?<!\bSr)(?<!\bJr)\.", re.IGNORECASE)


def pieces_of(text: str) -> Iterator[tuple[str, int]]:
    """The titles of a list of titles ("Backend Engineer, Designer"), else the whole, with offsets."""
    at = 0
    pieces: list[tuple[str, int]] = []
    if COMMON_HEAD.search(text):
        yield text, 0  # "Full-stack, frontend and backend engineers"
        return
    for found in _LIST.finditer(text):
        before = text[: found.start()]
        if before.count("(") > before.count(")"):
            continue
        pieces.append((text[at : found.start()], at))
        at = found.end()
    pieces.append((text[at:], at))
    pieces = list(_with_common_heads(text, pieces))
    if len(pieces) == 1:
        yield text, 0
        return
    if (
        len(pieces) == 2
        and title_score(pieces[0][0]) >= 0.85
        and part_kind(pieces[1][0]) is PartKind.OTHER
        and not _FULL_STOP.search(text)
    ):
        yield text, 0  # "Software Engineer, Infrastructure Automation" is one title
        return
    yield from pieces
