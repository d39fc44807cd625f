"""The vocabulary of skills: canonical names, other spellings, and how ambiguous each spelling is.

Data lives in ``vocabulary/skills/*.toml``, one file a group of subjects; ``vocabulary/skills/README.md``
describes the form and names the sources. Pure Python, no Django.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

DIRECTORY = Path(__file__).parent / "vocabulary" / "skills"


class Ambiguity(StrEnum):
    """How much a spelling needs before it counts as the skill."""

    NONE = "none"  # the spelling is enough, in any case
    SYMBOL = "symbol"  # as NONE; holds signs (C++, .NET), so word boundaries are judged by them
    CASE = "case"  # its own capitals; at the start of a sentence a cue or a neighbour too
    LIST = "list"  # its own capitals and a cue or a neighbouring skill
    CONTEXT = "context"  # any case, but a cue or a neighbouring skill
    NEVER_ALONE = "never_alone"  # a bare letter: a neighbour in a tight list, or a cue touching it


class Alias(NamedTuple):
    """One spelling of a skill. ``cues`` are words of the same line that settle an ambiguous spelling,
    ``others`` words near it that tell another thing of the same name.

    ``word`` marks a common word that is no name of a person, place or firm: with a capital after a
    preposition ("budgets in Excel") it is the product.
    """

    text: str
    ambiguity: Ambiguity = Ambiguity.NONE
    cues: tuple[str, ...] = ()
    word: bool = False
    others: tuple[str, ...] = ()


class SkillEntry(NamedTuple):
    """A skill a seeker would filter by. ``aliases[0]`` is the canonical name itself.

    ``parents`` are slugs for search facets only, never reported. ``optional`` marks methods and concepts,
    reported only where a text lists them as skills; ``topic`` those too broad to report at all, here for
    seekers and search (a topic is optional too). ``degree_subject`` marks what people also study: "a degree
    in Accounting" does not ask for the skill.
    """

    slug: str
    name: str
    category: str
    aliases: tuple[Alias, ...]
    parents: tuple[str, ...] = ()
    optional: bool = False
    topic: bool = False
    degree_subject: bool = False


@dataclass(frozen=True, slots=True)
class SkillVocabulary:
    """Everything the files hold: skills, spellings that stand for several, and phrases that are none."""

    entries: tuple[SkillEntry, ...]
    composites: Mapping[str, tuple[str, ...]]  # spelling -> slugs, e.g. "AP/AR"
    phrases: tuple[str, ...]  # phrases that eat a spelling inside them, e.g. "go to market"


class VocabularyError(ValueError):
    """A vocabulary file contradicts itself; the message names file and spelling."""


# What else is folded than case: plain apostrophes, and every dash or blank a space.
_SAME = (
    *((mark, "'") for mark in "`’‘ʼ´\ufffd"),
    *((mark, " ") for mark in "-\t\n\r_‐‑‒–—−\xa0\u2007\u2009\u202f\xad"),
)
_SAME_ASCII = tuple(pair for pair in _SAME if pair[0].isascii())


def fold(text: str) -> str:
    """The text in the form spellings are compared in; same length, so offsets stay true.

    >>> fold("Scikit-Learn"), fold("Driver’s licence")
    ('scikit learn', "driver's licence")
    """
    if text.isascii():
        text = text.lower()
        for mark, plain in _SAME_ASCII:
            text = text.replace(mark, plain)
        return text
    # the one letter whose lower case is two characters, and the one whose lower case hangs on its place
    text = text.replace("İ", "i").replace("Σ", "σ").lower()
    for mark, plain in _SAME:
        text = text.replace(mark, plain)
    return text


def slug_of(name: str) -> str:
    """The slug of a canonical name unless its file gives another: ASCII words joined by hyphens.

    >>> slug_of("Amazon EC2"), slug_of("Node.js"), slug_of("C++"), slug_of("C#"), slug_of(".NET")
    ('amazon-ec2', 'node-js', 'c-plus-plus', 'c-sharp', 'dotnet')
    """
    spelled = name.replace("++", " plus plus").replace("#", " sharp").replace("&", " and ").replace("'", "")
    spelled = re.sub(r"^\.(?=\w)", "dot", spelled)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


_LISTS = {
    "case": Ambiguity.CASE,
    "list": Ambiguity.LIST,
    "context": Ambiguity.CONTEXT,
    "never_alone": Ambiguity.NEVER_ALONE,
}
_KEYS = {
    "category", "skills", "concepts", "topics", "cues", "parents", "slugs", "degree_subjects", "composites",
    "phrases", "words", "others", *_LISTS,
}  # fmt: skip


def _entries_of(path: Path, data: Mapping[str, Any]) -> Iterator[SkillEntry]:
    if unknown := set(data) - _KEYS:
        raise VocabularyError(f"{path.name}: unknown keys {sorted(unknown)}")
    ambiguity = {text: kind for key, kind in _LISTS.items() for text in data.get(key, ())}
    cues, words = data.get("cues", {}), set(data.get("words", ()))
    others = data.get("others", {})
    parents, slugs = data.get("parents", {}), data.get("slugs", {})
    subjects = set(data.get("degree_subjects", ()))
    topics = data.get("topics", {})
    concepts = {**data.get("concepts", {}), **topics}
    names = {**data.get("skills", {}), **concepts}
    spellings = {text for name, more in names.items() for text in (name, *more)}
    for text in (*ambiguity, *cues, *words, *others):
        if text not in spellings:
            raise VocabularyError(f"{path.name}: {text!r} is flagged but is the spelling of no skill")
    for name in (*parents, *slugs, *subjects):
        if name not in names:
            raise VocabularyError(f"{path.name}: {name!r} is no skill of this file")

    def alias(text: str) -> Alias:
        plain = Ambiguity.NONE if text.replace(" ", "").isalnum() else Ambiguity.SYMBOL
        kind = ambiguity.get(text, plain)
        return Alias(text, kind, tuple(cues.get(text, ())), text in words, tuple(others.get(text, ())))

    for name, more in names.items():
        yield SkillEntry(
            slug=slugs.get(name) or slug_of(name),
            name=name,
            category=data["category"],
            aliases=tuple(alias(text) for text in (name, *more)),
            parents=tuple(parents.get(name, ())),
            optional=name in concepts,
            topic=name in topics,
            degree_subject=name in subjects,
        )


@cache
def load() -> SkillVocabulary:
    """Read and check every file once. Raises ``VocabularyError`` when a name or spelling is not unique."""
    entries: list[SkillEntry] = []
    composites: dict[str, tuple[str, ...]] = {}
    phrases: list[str] = []
    for path in sorted(DIRECTORY.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        entries.extend(_entries_of(path, data))
        composites.update({text: tuple(names) for text, names in data.get("composites", {}).items()})
        phrases.extend(data.get("phrases", ()))

    by_name = {entry.name: entry for entry in entries}
    seen: dict[str, str] = {}
    for kind, texts in (
        *((entry.slug, [alias.text for alias in entry.aliases]) for entry in entries),
        *((f"composite {text}", [text]) for text in composites),
        ("phrases", phrases),
    ):
        for text in texts:
            folded = fold(text)
            if folded in seen:
                raise VocabularyError(f"{text!r} stands for {seen[folded]} and for {kind}")
            seen[folded] = kind
    if len({entry.slug for entry in entries}) < len(entries):
        slugs = sorted(entry.slug for entry in entries)
        raise VocabularyError(f"slugs given twice: {[a for a, b in pairwise(slugs) if a == b]}")

    def slug(name: str) -> str:
        if name not in by_name:
            raise VocabularyError(f"{name!r} is named as a parent or part but is no skill")
        return by_name[name].slug

    return SkillVocabulary(
        entries=tuple(
            entry._replace(parents=tuple(map(slug, entry.parents))) if entry.parents else entry
            for entry in entries
        ),
        composites={text: tuple(map(slug, names)) for text, names in composites.items()},
        phrases=tuple(phrases),
    )


@cache
def skill_names() -> frozenset[str]:
    """Every spelling of every skill that is no mere topic, case folded."""
    return frozenset(
        alias.text.casefold() for entry in load().entries for alias in entry.aliases if not entry.topic
    )
