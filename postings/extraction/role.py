"""The role that a title names, whatever its level: "Sr. Back-end Dev" is a Backend Software Engineer.

The vocabulary is ``vocabulary/roles.toml``. A title that names none of its roles has none: never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from postings.extraction.vocabulary import DIRECTORY, vocabulary_file

PATH = DIRECTORY / "roles.toml"

MAX_TITLE_CHARS = 300


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A role: its usual name, the family it belongs to and every spelling, folded."""

    name: str
    slug: str
    family: str
    spellings: tuple[str, ...]


class RoleVocabularyError(ValueError):
    """Two roles claim one spelling; the message names them."""


# "Dev" and "Eng." are written short for the sake of the line; "(m/f/d)" and ids are no part of a name.
_SHORT = (
    (re.compile(r"\bdevs?\b"), "developer"),
    (re.compile(r"\beng\b"), "engineer"),
    (re.compile(r"\bmgr\b"), "manager"),
    (re.compile(r"\bengineers\b"), "engineer"),
    (re.compile(r"\bdevelopers\b"), "developer"),
    (re.compile(r"\bnurses\b"), "nurse"),
    (re.compile(r"\bdrivers\b"), "driver"),
)


def fold_title(title: str) -> str:
    """The title in the form spellings are compared in: lower case, hyphens and lone slashes as blanks.

    >>> fold_title("Sr. Back-End Engineer (Python)")
    'sr back end engineer python'
    """
    text = title[:MAX_TITLE_CHARS].lower().replace("front-end", "front end").replace("*in", "")
    text = re.sub(r"[:/](?:in|innen|r)\b|\((?:[mwfdxh]\s?[/|]\s?)+[mwfdxh]\)", " ", text)
    text = re.sub(r"(?<!\w)\.(?!net)|[\-‐‑–—,()\[\]|:;!?·•\"“”]|\.(?=\s|$)|\s/\s", " ", text)
    for pattern, full in _SHORT:
        text = pattern.sub(full, text)
    return " ".join(text.split())


def slug_of_role(name: str) -> str:
    """The role's part of an address: "Backend Software Engineer" is ``backend-software-engineer``."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


@cache
def load_roles() -> tuple[RoleEntry, ...]:
    """Every role of the vocabulary. Raises ``RoleVocabularyError`` where two share a spelling."""
    data = vocabulary_file(PATH.name)
    entries: list[RoleEntry] = []
    owner: dict[str, str] = {}
    for family, roles in data.items():
        for name, others in roles.items():
            spellings = tuple(dict.fromkeys(fold_title(text) for text in (name, *others)))
            for spelling in spellings:
                if owner.setdefault(spelling, name) != name:
                    raise RoleVocabularyError(f"{spelling!r} stands for {owner[spelling]} and {name}")
            entries.append(RoleEntry(name, slug_of_role(name), family, spellings))
    return tuple(entries)


@cache
def _matcher() -> tuple[AhoCorasick, tuple[RoleEntry, ...]]:
    pairs = [(spelling, entry) for entry in load_roles() for spelling in entry.spellings]
    automaton = AhoCorasick([spelling for spelling, _ in pairs], matchkind=MatchKind.Standard)
    return automaton, tuple(entry for _, entry in pairs)


def role_of(title: str) -> RoleEntry | None:
    """The role of a title: its longest spelling that stands on word ends; of equally long ones the first.

    >>> role_of("Senior Software Engineer (Backend)").name
    'Backend Software Engineer'
    >>> role_of("Wizard of Light Bulb Moments") is None
    True
    """
    text = fold_title(title)
    automaton, entries = _matcher()
    best: tuple[int, int, RoleEntry] | None = None
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if (start and text[start - 1] not in " /&+") or (end < len(text) and text[end] not in " /&+"):
            continue
        candidate = (end - start, -start, entries[index])
        if best is None or candidate[:2] > best[:2]:
            best = candidate
    return best[2] if best else None
