"""Every skill that a text names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from postings.extraction.document import Line, LineKind
from postings.extraction.skill_mentions.settling import Mention, Settler
from postings.extraction.skill_mentions.spelling import ExtraNames, matcher
from postings.extraction.skill_vocabulary import Alias, Ambiguity

_ADDRESS = re.compile(
    r"://|www\.|@\w|\.(?:com|org|io|ai|dev|app|edu|gov|co|net|us|jobs)(?:/|\b(?!\w))", re.IGNORECASE
)
_BLANKS = re.compile(r"[\s<>()\[\],;\"|]")
_SENT_IN = re.compile(
    r"\b(?:resumes?|résumés?|cvs?|applications?|cover letters?)[\s(,]+(?:only\s+)?(?:in|as)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_SENT = re.compile(r"\b(?:resumes?|résumés?|cvs?|applications?|letters?)\b[^.\n]{0,60}$", re.IGNORECASE)
_FILE = re.compile(
    r"\s*(?:\(|\.docx?|formats?\b|documents?\b|files?\b|or (?:a )?pdf|/\s?pdf|attachments?\b)", re.IGNORECASE
)


def _names_a_file(text: str, start: int, end: int) -> bool:
    """Whether a program is named as what an application is written in: "send your CV in Word format"."""
    if _SENT_IN.search(text, max(0, start - 40), start):
        return text[start:end].split()[-1].lower() in ("word", "pdf", "excel")
    return _FILE.match(text, end) is not None and _SENT.search(text, max(0, start - 90), start) is not None


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the span is a part of a web or mail address: GitHub in "https://github.com/acme"."""
    low, high = start, end
    floor, ceiling = max(0, start - 120), min(len(text), end + 120)
    while low > floor and not _BLANKS.match(text[low - 1]):
        low -= 1
    while high < ceiling and not _BLANKS.match(text[high]):
        high += 1
    if low == start and high == end:
        return False
    token = text[low:high]
    found = _ADDRESS.search(token)
    if not found:
        return False
    if "://" in token or "www." in token.lower() or "@" in token:
        return True
    # "Socket.io/React" holds two names; "acme.io/react" is an address.
    return not (low + found.start() < end and start == low) and not (
        low + found.end() <= start and token.count("/") == 1
    )


def _wrapped(first: Line, second: Line) -> bool:
    """Whether the second line only continues the first (text wrapped at a fixed width)."""
    return first.kind is second.kind is LineKind.PLAIN and len(first.text) >= 50


def find_mentions(text: str, lines: Sequence[Line], extra: ExtraNames = ()) -> list[Mention]:
    """Every skill the text names, in order; spellings that stayed ambiguous are left out."""
    starts = [line.start for line in lines]
    by_line: dict[int, list[Mention]] = {}
    wraps = frozenset(
        offset
        for first, second in pairwise(lines)
        if second.start - first.end <= 2 and _wrapped(first, second)
        for offset in range(first.end, second.start)
    )
    for start, end, entries, alias in matcher(extra).spans(text, wraps):
        index = bisect_right(starts, start) - 1
        if index < 0 or start >= lines[index].end or not entries:
            continue
        if (
            _in_address(text, start, end)
            or (start and text[start - 1] == "@")
            or _in_identifier(text, start, end)
            or _names_a_file(text, start, end)
        ):
            continue
        if alias.text == "Nix" and text[start - 1 : start] == "*":
            continue  # "Linux/*nix" is any Unix
        if _after_dot(text, start, alias) or text[max(0, start - 2) : start] == "<?":
            continue
        by_line.setdefault(index, []).append(Mention(start, end, entries, alias, index))
    for index, mentions in by_line.items():
        Settler(text, lines[index], mentions).settle()
    everything = [mention for mentions in by_line.values() for mention in mentions]
    others = {mention.alias.text for mention in everything if mention.another}
    # an acronym that means another thing in one place means it in all
    everything = [m for m in everything if m.alias.text not in others or not m.alias.text.isupper()]
    _recall(everything)
    return [mention for mention in everything if mention.settled and mention.entries]


def _in_identifier(text: str, start: int, end: int) -> bool:
    """Whether the span is one part of a name of code: "rules_scala", "python_version"."""
    return (start > 1 and text[start - 1] == "_" and text[start - 2].isalnum()) or (
        text[end : end + 1] == "_" and text[end + 1 : end + 2].isalnum()
    )


def _after_dot(text: str, start: int, alias: Alias) -> bool:
    """Whether a spelling is the tail of a dotted name ("main.go"); glued sentences ("us.Python") are not."""
    if start < 2 or text[start - 1] != "." or alias.text.startswith("."):
        return False
    return text[start - 2].isalnum() and not (text[start - 2].islower() and text[start].isupper())


def _recall(mentions: Iterable[Mention]) -> None:
    """A spelling settled elsewhere in the text counts where it stands alone ("Golang ... you write Go")."""
    everything = list(mentions)
    known = {
        entry.slug
        for mention in everything
        if mention.settled and mention.alias.ambiguity is not Ambiguity.NEVER_ALONE
        for entry in mention.entries
    }
    for mention in everything:
        if (
            not mention.settled
            and mention.exact
            and mention.entries
            and mention.alias.ambiguity is not Ambiguity.NEVER_ALONE
            and mention.entries[0].slug in known
        ):
            mention.settled = "cue"
