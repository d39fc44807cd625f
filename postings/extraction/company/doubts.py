"""What speaks against a name that a cue found, and how the text itself writes the name best."""

from __future__ import annotations

import re

from postings.extraction.company.addresses import is_spelled
from postings.extraction.company.names import LEGAL_SUFFIX, NAME, firm
from postings.extraction.document import Document, Line, LineKind
from postings.extraction.skill_vocabulary import skill_names

MAX_CHARS = 20_000
# Cues that begin a sentence, where any word has a capital
_AT_START = frozenset("is_a does apposition".split())
# Cues of which a product or a tool may be the subject, too
_OF_THINGS = frozenset("is_a does apposition at possessive join as_a_at opening".split())
_STRONG = frozenset("equal_opportunity is_hiring at_we we_are".split())
# What only an organisation is or does
_OF_FIRMS = re.compile(
    r"\b(?:founded|backed|on a mission|proud|pleased|delighted|redefining|reinventing|revolutioni[sz]ing"
    r"|headquartered|uniquely|participates|complies|prohibits?|mission|employees|partners|raised|grown"
    r"|was born|in partnership)\b|\bis [A-Z][\w.]+['’]s$"
)
# In lists of tools these two letters or three are no form of law: "Advanced SAS", "AS WELL AS"
_BARE_FORM = re.compile(r"\s(?:SAS|AS|SE|SL|AB|SA)$")
_FRENCH = re.compile(r"\b(?:nous|vous|notre|les|des|och|som|og|wir|und|para|con)\b")


def doubted(document: Document, line: Line, rule: str, weight: float, name: str, cue: str) -> float:
    """The weight of a cue for a name, less where the name may be a mere word or a tool."""
    if rule == "is_hiring" and line.kind is LineKind.HEADING:
        return weight + 4.6  # next to a statement
    if line.kind is LineKind.BULLET:
        weight = min(weight, 1.3 if rule in _STRONG else 0.6)
    if rule in _OF_THINGS and name.casefold() in skill_names():
        return min(weight, 0.4)
    if (
        rule in _AT_START
        and _is_plain_word(name)
        and not _OF_FIRMS.search(cue)
        and not is_named(document, name)
    ):
        return min(weight, 0.5)  # "Provide is …", "Additionally, the …"
    if rule == "legal_form" and _BARE_FORM.search(cue) and not _FRENCH.search(document.text[:MAX_CHARS]):
        return min(weight, 0.4)
    return weight


def _is_plain_word(name: str) -> bool:
    return " " not in name and name[1:].islower()


def is_named(document: Document, name: str) -> bool:
    """Whether the name stands inside a sentence, where a capital means a name, or in an address.

    A word at the head of three sentences that never has a small letter is a name, too.
    """
    text = document.text[:MAX_CHARS]
    if re.search(rf"(?<=[a-zà-ÿ,] ){re.escape(name)}(?![\w-])", text) or is_spelled(document, name):
        return True
    times = len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))
    return times > 2 and not re.search(rf"\b{re.escape(name.lower())}\b", text)


_GLUED = re.compile(r"[A-Za-z]*?[a-z]{3,}(?=[A-Z][a-z]+)")
_OWN = re.compile(r"['’]s?$")


def as_spoken(document: Document, name: str, start: int) -> tuple[str, int]:
    """A name without what is glued to it ("BenefitsAcme") and without its "'s", and where it starts.

    What the text writes elsewhere decides: "GameChanger" is a name unless "Changer" stands alone.
    """
    text = document.text[:MAX_CHARS]
    own = _OWN.search(name)
    if own is not None and re.search(rf"(?<![\w-]){re.escape(name[: own.start()])}(?![\w'’-])", text):
        name = name[: own.start()]
    for word in re.finditer(r"\S+", name):
        glued = _GLUED.match(word.group())
        if glued is None or text.count(word.group()) > 1:
            continue
        tail = name[word.start() + glued.end() :]
        if re.search(rf"(?<![\w-]){re.escape(tail)}(?![\w-])", text) and (bare := firm(tail, sure=True)):
            return bare, start + word.start() + glued.end()
    return name, start


def spelled_out(document: Document, name: str, start: int) -> tuple[str, int]:
    """The full name for its letters where the text gives both: "Tidal Energy Board (TEB)"."""
    if not 2 <= len(name) <= 7 or " " in name or not name.isupper():
        return name, start
    found = re.search(NAME + rf"[,]? ?[(“\"][“\"']?{re.escape(name)}[”\"']?[)”\"]", document.text[:MAX_CHARS])
    first_use = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", document.text)
    if found is None or first_use is None or first_use.start() < found.start():
        return name, start  # a text that begins with the letters is read best with them
    words = list(re.finditer(r"\S+", found["name"]))
    for first in range(len(words) - 1, -1, -1):
        rest = [word.group() for word in words[first:]]
        if _initials(LEGAL_SUFFIX.sub("", " ".join(rest)).split(), name):
            full = firm(" ".join(rest), sure=True, field_first=True)
            if full is not None:
                return full, found.start("name") + words[first].start()
    return name, start


def _initials(words: list[str], letters: str) -> bool:
    """Whether letters stand for the words: each begins a word, perhaps more of one, small words may count."""
    big = "".join(word[0] for word in words if word[0].isupper() or word[0].isdigit())
    every = "".join(word[0].upper() for word in words if word[0].isalnum())
    return letters in (big, every)
