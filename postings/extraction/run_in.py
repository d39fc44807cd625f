"""Headings that stand inside a long line: "... for the region. Requirements CPA with five years ...".

Exports of boards lose the line ends of a description, and its headings then read on as sentences. A phrase of
the vocabulary's headings, written as a heading is and standing where a sentence could begin, is given its own
line again; one with a colon begins a line. Pure Python.
"""

from __future__ import annotations

import re
from functools import cache

from postings.extraction.mapped import Edit, Mapped
from postings.extraction.sections import heading_words, heading_zone, headings, legal_words
from postings.extraction.wishes import wish

LONG_LINE = 300  # characters; headings of a text that kept its line ends stand alone
AHEAD = 120  # characters before a notice of law that are more than its beginning
MAX_WORDS = 7
# One word is a heading without a colon only if hardly anything else begins so.
_ALONE = frozenset(
    "requirements responsibilities qualifications duties accountabilities benefits anforderungen aufgaben"
    " requisitos responsabilidades missions".split()
)
# ... and these where a statement follows: "Extras Knowledge of SAP".
_ALONE_WISH = frozenset("extras bonuses pluses desirables desirable preferred desired advantageous".split())
_ZONES = frozenset({"duties", "required", "preferred", "pay", "company", "apply", "summary"})
# Where a heading may begin: after a sentence, after the two blanks of a lost line end, after a small word.
_PLACE = re.compile(r"(?:(?<=[.!?:;)…*¦] )|(?<=[.!?)…]\xa0)|(?<=\s\s)|(?<=[a-z%\d] )|(?<=[.!?])|^)(?=[A-Z])")
_WORD = re.compile(r"[^\W_][\w'’/&-]*|&")
_GAP = re.compile(r"[ \t\xa0]{1,3}|, ")
_SMALL = frozenset(
    "a an and as at do for from have if in is it of on or our the to we will with you your you'll".split()
)
# A heading does not follow these: "meet the Requirements Committee".
_GOES_ON = frozenset(
    "the a an our your their its his her my of for in on at by and or to with all these those any from as is"
    " are".split()
)
_LAST_WORD = re.compile(r"[^\W\d_]+(?=\W*$)")
# The vocabulary cannot hold all headings of wishes; what is before a colon may be one: "Extras we'd love:".
_COLON_AHEAD = re.compile(r"(?:[\w'’/&-]{1,24},? ){1,8}[\w'’/&-]{1,24} ?[:：]")
# "... and teamwork Preferred qualities Six years": a capital in mid sentence.
_SORTS = frozenset("preferred desired desirable minimum required basic essential bonus optional".split())
_NOUNS = frozenset(
    "skills qualifications experience criteria attributes requirements knowledge qualities abilities"
    " certifications competencies licenses background education skill qualification certification".split()
)
_WISH_BEGINS = frozenset(
    "ideally it it's you what what'd bonus nice extra also even we'd we additional preferably plus good great"
    " not".split()
)
# ... and so may be what stands before a statement that has a capital: "Ideally, you'll have Experience".
_STATEMENT = re.compile(
    r"(?:An?|Any|Some|Prior|Previous|Proven|Strong|Good|Solid|Working|Hands-on|Experience|Experienced"
    r"|Knowledge|Familiarity|Familiar|Exposure|Understanding|Proficiency|Proficient|Background"
    r"|Certification|Ability)\b(?! +[A-Z])"
)
_AFTER = re.compile(r"[ \t\xa0]*(?:(?P<colon>[:：])|(?P<asked>[?¦…][.¦…]*))?[ \t\xa0]*(?=[A-Z0-9•·*“\"(>~-])")
_SENTENCE_END = ".!?:;)…*¦"


@cache
def _first_words() -> frozenset[str]:
    """The words that a heading of the vocabulary or of wishes begins with."""
    return _WISH_BEGINS.union(phrase.split()[0] for phrase, (zone, _) in headings().items() if zone in _ZONES)


def parted(mapped: Mapped) -> Mapped:
    """The text with a line end around each heading that stands inside a long line; itself without any.

    >>> cell = "We bake." + " x" * 150 + ". Requirements Two years at an oven. Benefits Free bread."
    >>> parted(Mapped.whole(cell)).text.splitlines()[1:]
    ['Requirements', 'Two years at an oven. ', 'Benefits', 'Free bread.']
    """
    text = mapped.text
    if len(text) < LONG_LINE:
        return mapped
    edits: list[Edit] = []
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at >= LONG_LINE:
            edits += _breaks(text, at, end)
            lost = list(_LOST_END.finditer(text, at, end))
            if len(lost) > 1:
                taken = {edit[0] for edit in edits} | {edit[1] for edit in edits}
                edits += [(gap.end(), gap.end(), "\n") for gap in lost if gap.end() not in taken]
                edits.sort()
            if legal := _small_print(text, at, end):
                edits.append((legal, legal, "\n"))
                edits.sort()
        at = end + 1
    return mapped.edited(edits) if edits else mapped


# Two blanks in the middle of a sentence are the end of a line; after its end they may be how someone types.
_LOST_END = re.compile(r"(?<=[a-z)\]%,;])[ \xa0]{2,6}(?=[A-Z])")
_SENTENCE = re.compile(r"[.!?](?=\s)|  ")


def _small_print(text: str, first: int, last: int) -> int:
    """Where the sentence of the notices of law begins that a description runs on into; 0 without one."""
    found = legal_words(text[first + AHEAD : last])
    if found is None:
        return 0
    sentence = 0
    for end in _SENTENCE.finditer(text, first, first + AHEAD + found):
        sentence = end.end()
    return sentence if sentence - first >= AHEAD else 0


def _breaks(text: str, first: int, last: int) -> list[Edit]:
    edits: list[Edit] = []
    known = _first_words()
    done = first
    for place in _PLACE.finditer(text, first, last):
        start = place.start()
        if start < done:
            continue
        word = _WORD.match(text, start, last)
        if word is None:
            continue
        if word.group().casefold().replace("’", "'") not in known and not _COLON_AHEAD.match(
            text, start, last
        ):
            continue
        end = _heading_end(text, start, last)
        if end is None:
            continue
        after = _AFTER.match(text, end, last)
        if after is None:
            continue
        if start > first:
            edits.append((start, start, "\n"))
        if after["colon"] is None:
            stop = after.end("asked") if after["asked"] else end
            edits.append((stop, after.end(), "\n"))
        done = after.end()
    return edits


def _heading_end(text: str, start: int, last: int) -> int | None:
    """Where the longest heading that begins here ends; None where none does."""
    ends: list[int] = []
    at = start
    while len(ends) < MAX_WORDS and (word := _WORD.match(text, at, last)) is not None:
        ends.append(word.end())
        gap = _GAP.match(text, word.end(), last)
        if gap is None:
            break
        at = gap.end()
    before = text[max(0, start - 2) : start]
    sentence = not before.strip() or before.rstrip()[-1:] in _SENTENCE_END or before == "  "
    last_word = None if sentence else _LAST_WORD.search(text, max(0, start - 30), start)
    if last_word is not None and last_word.group() in _GOES_ON:
        return None
    table = headings()
    for end in reversed(ends):
        after = _AFTER.match(text, end, last)
        if after is None:
            continue
        phrase = text[start:end]
        words = heading_words(phrase)
        found = table.get(" ".join(words)) or table.get(
            " ".join(words[1:] if words[:1] == ["the"] else words)
        )
        if found is None and _wishes(text, phrase, after, sentence=sentence):
            return end
        if found is None and after["colon"] is not None and len(words) > 1:
            zoned = heading_zone(phrase)  # "Desired skills/experience:"
            if zoned is not None and zoned[1] == zoned[3]:
                found = zoned[0], False
        if found is None or found[0] not in _ZONES:
            continue
        titled = _titled(phrase)
        if (
            len(words) == 2
            and words[0] in _SORTS
            and phrase[:1].isupper()
            and found[0] in ("required", "preferred")
        ):
            return end
        if after["colon"] is not None or (after["asked"] is not None and len(words) > 1):
            if sentence or titled:
                return end
        elif len(words) == 1 and words[0] in _ALONE_WISH and _STATEMENT.match(text, after.end()):
            return end
        elif len(words) == 1:
            if words[0] in _ALONE and (sentence or text[start - 1 : start] == " "):
                return end
        elif (titled and (len(words) > 2 or (phrase[:1].isupper() and phrase.split()[-1][:1].isupper()))) or (
            sentence and len(words) >= 3
        ):
            return end
    return None


def _wishes(text: str, phrase: str, after: re.Match[str], *, sentence: bool) -> bool:
    """Whether a phrase that the vocabulary lacks is a heading of wishes as a whole."""
    words = heading_words(phrase)
    if len(words) < 2:
        return False
    if after["colon"] is not None:
        if not sentence and not _titled(phrase):
            return False
        zone = heading_zone(phrase)
        return zone is not None and zone[0] == "preferred" and zone[1] == zone[3]
    if _titled(phrase) and words[-1] in _NOUNS and (sentence or words[0] in _SORTS):
        zone = heading_zone(phrase)
        if zone is not None and zone[0] == "preferred" and zone[1] == zone[3]:
            return True
    if not sentence or len(words) < 3 or _STATEMENT.match(text, after.end()) is None:
        return False
    found = wish(" ".join(words))
    return found is not None and found[1] and found[0] == len(words)


def _titled(phrase: str) -> bool:
    """Whether every word but the small ones has a capital."""
    return all(
        word[:1].isupper() or word in _SMALL or word == "&" for word in phrase.replace("’", "'").split()
    )
