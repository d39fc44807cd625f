"""How far the marker of a clause reaches: which of the clause's words it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from postings.extraction.skill_preference.markers import BACK, FORE, NOT_NEEDED, REQUIRED, Asked, triggered

_QUALIFIED = re.compile(
    r"\b(?:some|basic|little|prior|previous|any|good|solid|strong|working|advanced|additional|also|"
    r"knowledge|experience|familiarity|exposure|understanding)\b",
    re.IGNORECASE,
)
_SINGULAR = re.compile(r"^\W*(?:\w+\s+){0,3}?is\s")
# "Rust developers are welcome": people are, whom the job is for.
_PEOPLE_BEFORE = re.compile(
    r"\b(?:experts?|developers?|engineers?|programmers?|devs|people|candidates?|applicants?|applications?|specialists?|"
    r"students?|graduates?|grads|beginners?|seniors?|juniors?|backgrounds?|levels?|everyone|anyone|all)\W*"
    r"(?:(?:is|are|be|also|very|most|always|especially|particularly|will|would|highly)\s+)*$",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"id[eé]al|prefer|option|de\s|bij\s", re.IGNORECASE)
_VERB = re.compile(r"\b(?:is|are|be|would|will|could|may|might|come|comes|was)\b", re.IGNORECASE)
_PRACTICE = re.compile(r"\b(?:experience|knowledge|years?|familiarity|understanding)\b", re.IGNORECASE)
_DEGREE_PREFERRED = re.compile(
    r"\b(?:bachelor|master|associate|college|university|advanced|graduate|undergraduate|high\s+school|ph\.?d|mba|bsn|ged)"
    r"(?:['’]?s)?\b[^.;,]{0,40}?\b(?:(?:degree|diploma|education)\W+)?(?:is\s+|strongly\s+|highly\s+)*"
    r"(?:preferred|desired|desirable|an?\s+plus)\Z",
    re.IGNORECASE,
)
PLURAL = re.compile(
    r"\b(?:are|would|will|could|come)\s+(?:\w+\s+){0,3}"
    r"(?:plus|bonus|nice|great|good|ideal|help|use|benef|valu|adv|asset|hand|in|des|app|pre)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\d\+?\s*(?:-\s*\d+\s*)?(?:years?|yrs)\b", re.IGNORECASE)
_CLOSES = re.compile(r"\b(?:and|or|und|oder|et|ou)\b|&", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d]+")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a clause's marker says of the span [low, high) of it, and perhaps of the clauses after it."""

    asked: Asked
    low: int
    high: int
    onward: bool = False


def marker_of(
    words: str, spans: Sequence[tuple[int, int]], inside: Sequence[tuple[int, int]] | None = None
) -> Marker | None:
    """The marker of a clause whose skills stand at ``spans``, or None.

    ``inside`` are the same with those in parentheses: "ideally its friends (X, Y)" speaks of them.
    """
    if not triggered(words):
        return None
    if fore := FORE.search(words):
        onward = (
            fore.group().rstrip().endswith(":")
            or words[fore.end() :].lstrip()[:1] == ":"
            or "following" in fore.group().lower()
        )
        if onward or any(start >= fore.start() for start, _ in inside or spans):
            return Marker(Asked.PREFERRED, fore.start(), len(words), onward)
        if len(words[fore.end() :].split()) <= 1 or not _ADVERB.match(fore.group()):
            return Marker(Asked.PREFERRED, 0, len(words))
        return None  # "bookkeeping, ideally in the non-profit sector" says nothing of bookkeeping
    back = BACK.search(words)
    if back and "welcome" in back.group().lower() and _PEOPLE_BEFORE.search(words, 0, back.start()):
        back = None
    if back:
        colon = words[back.end() :].lstrip(" *_)")[:1] == ":"
        if any(start < back.start() for start, _ in spans):
            if colon:
                return Marker(Asked.PREFERRED, back.start(), len(words), True)
            # Words after the marker are another statement's; without any the list may have come in brackets.
            beyond = any(start >= back.end() for start, _ in spans)
            high = back.end() if beyond else len(words)
            return Marker(Asked.PREFERRED, _list_start(words, back, spans), high)
        # "build tools (Xcode, Fastlane) preferred": what the brackets hold comes before
        ahead = any(start < back.start() for start, _ in inside or ())
        return Marker(Asked.PREFERRED, 0 if ahead else back.start(), len(words), colon)
    if refused := NOT_NEEDED.search(words):
        if words[refused.end() :].lstrip(" *_)")[:1] == ":":  # "but not mandatory: Simulink, C++"
            return Marker(Asked.PREFERRED, refused.start(), len(words), True)
        return Marker(Asked.NOT, 0, len(words))
    if required := REQUIRED.search(words):
        onward = words[required.end() :].lstrip(" *_)")[:1] == ":"
        return Marker(Asked.REQUIRED, 0, len(words), onward)
    return None


def _list_start(words: str, marker: re.Match[str], spans: Sequence[tuple[int, int]]) -> int:
    """Where the list begins that a bare marker closes: "3 years of SQL in some kind, Snowflake preferred"."""
    earlier = [span for span in spans if span[0] < marker.start()]
    if (degree := _DEGREE_PREFERRED.search(words, 0, marker.end())) and earlier[-1][1] <= degree.start():
        return degree.start()  # "strong Excel skills Bachelor's degree preferred": of the degree alone
    if len(earlier) > 1 and _SINGULAR.search(words[: marker.end()][earlier[-1][1] :]):
        gap = words[earlier[-2][1] : earlier[-1][0]]
        if "," in gap and _QUALIFIED.search(gap):  # "Bash, some Python is nice to have": of Python alone
            return earlier[-1][0]
    last = words[earlier[-1][1] : marker.start()]
    if not PLURAL.search(last + words[marker.start() : marker.end() + 12]):
        if (closed := _after_a_closed_list(words, earlier)) is not None:
            return closed
        if (
            len(earlier) == 2
            and "," in words[earlier[0][1] : earlier[1][0]]
            and _YEARS.search(words[: earlier[0][0]])
        ):
            return earlier[1][0]  # "5+ years of Java, Spring preferred"
    if _VERB.match(marker.group()) or len(last.split()) > 1:
        return 0
    for (_, end), (begin, _) in zip(earlier[-2::-1], earlier[:0:-1], strict=False):
        gap = words[end:begin]
        others = [
            word for word in LETTERS.findall(gap) if word.lower() not in ("and", "or", "und", "et", "of")
        ]
        if _PRACTICE.search(gap) or ("," in gap and len(others) > 1) or ")" in gap:
            return begin
    return 0


def _after_a_closed_list(words: str, spans: Sequence[tuple[int, int]]) -> int | None:
    """Where the last list begins if an "and" has closed one before it: "Java and SQL, Kafka a plus"."""
    begin = closed = None
    for (_, end), (start, _) in pairwise(spans):
        gap = words[end:start]
        if closed and "," in gap and not _CLOSES.search(gap):
            begin, closed = start, False
        elif _CLOSES.search(gap):
            closed = "," not in gap
    return begin
