"""Finding the names of places in a text, the longest at each point.

Words beside a name veto it: "London Road", "Boston University", "University of Leeds" name no place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from postings.extraction.gazetteer import Reading, gazetteer, key


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the gazetteer in the text, with everything it may mean."""

    start: int
    end: int
    text: str
    reading: Reading


_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")
_BETWEEN_WORDS = re.compile(r"[ \t\u00a0\u202f]{1,3}|-|/|'|’| ?& ?|\. ?")
_NOT_A_PLACE_AFTER = re.compile(
    r"[ -](?:street|st\b\.?(?! )|road|rd\b|lane|avenue|ave\b|boulevard|blvd|drive|square|bridge "
    r"road|university|"
    r"universität|college|school of|institute|times\b|post\b|bank\b|stock exchange|fashion week|marathon|"
    r"time\b|timezone|time zone|hours\b|law\b|employment law|residents? only|act\b|fair chance|"
    r"minimum wage|tech week|"
    r"ventures|capital\b|partners\b|pipelines?|language|speaking|speaker|passport|citizen)",
    re.IGNORECASE,
)

_LONGER_NAME = re.compile(
    # "Berkeley Heights, NJ" is not Berkeley
    r" (?:Heights|Park|Beach|Falls|Hills?|Springs|Grove|Valley|Island|City|Creek|Lakes?|Village|Township"
    r"|Harbor|Gap|Junction|Point|Ridge|Forest|Cent(?:er|re)|Bridge|Mills|Station|Rapids|Corners?|Farms?),\s[A-Z]{2}\b|"
    r"-(?!based|remote|hybrid|area|metro|on-?site|wide|headquartered|centric|first|only|in\b|or\b)[a-zà-ÿ]"
    r"|-(?:Lez|Lès|Les|Sur|Sous|En|De|Du|La|Le|D|Aux?)['’-]"
)
_NOT_A_PLACE_BEFORE = re.compile(
    r"\b(?:university of|universität|bank of|institute of|state of mind|port of|made in|college of|"
    r"lake|mt\.?|"
    r"republic of|attorney|department of|secretary of|commonwealth of|laws? of(?: the state of)?)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "Job ID: 4410": not Idaho
_IDENTIFIER = re.compile(
    r"\b(?:job|req|requisition|posting|position|vacancy|role|ref|reference|record|external|internal|photo|your|an?)"
    r"[ \t_-]{1,2}$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)  # several fields read the same lines
def mentions(
    text: str, start: int = 0, end: int | None = None, *, lower: bool = False
) -> tuple[Mention, ...]:
    """Names of places in ``text[start:end]``, the longest at each point, left to right.

    A name must begin with a capital unless ``lower`` is given (values known to be places).
    """
    names = gazetteer()
    end = len(text) if end is None else end
    words = list(_WORD.finditer(text, start, end))
    found: list[Mention] = []
    free = 0  # words before this one are taken
    for position, word in enumerate(words):
        if position < free:
            continue
        if not lower:
            letter = text[word.start()]
            if "a" <= letter <= "z" or not (letter.isupper() or not letter.isascii()):
                continue
        written = word.group()
        most = names.first_words.get(key(written), 0)
        if (hyphen := written.find("'")) > 0 and not most:
            most = names.first_words.get(key(written[:hyphen]), 0)
        for count in range(min(most, 6, len(words) - position), 0, -1):
            last = words[position + count - 1]
            stop = last.end()
            if last.group().endswith(".") and "." not in last.group()[:-1] and len(last.group()) > 3:
                stop -= 1  # the full stop of a sentence, not of an abbreviation
            if count > 1 and not all(
                _BETWEEN_WORDS.fullmatch(text, words[n].end(), words[n + 1].start())
                or words[n].group()[-1] == "."
                for n in range(position, position + count - 1)
            ):
                continue
            name = text[word.start() : stop]
            reading = names.look_up(name) or (names.look_up(name[:-1]) if name.endswith(".") else None)
            if reading is not None and _is_place_here(text, word.start(), stop, start):
                found.append(Mention(word.start(), stop, name, reading))
                free = position + count
                break
    return tuple(found)


def _is_place_here(text: str, start: int, end: int, floor: int) -> bool:
    """Not the first half of another name: "London Road", "Boston University"."""
    return not (
        _NOT_A_PLACE_AFTER.match(text, end)
        or _NOT_A_PLACE_BEFORE.search(text[max(floor, start - 40) : start])
        or text[end : end + 1] in ("@", "_")
        or text[start - 1 : start] in ("@", "_", "#", ".")
        or text[end : end + 4] in (".com", ".org", ".net")
        or _LONGER_NAME.match(text, end)  # "Saint-Paul-lez-Durance"
        or (text[start:end] == "ID" and _IDENTIFIER.search(text, max(floor, start - 16), start) is not None)
    )
