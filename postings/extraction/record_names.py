"""What the names in a record stand for: "nome_da_vaga", "jobTitelText" and "岗位名称" are the job's title.

Names are read word by word (``vocabulary/record_names.toml``), so that names nobody has listed are
understood, too. A record gets the usual name for a value only where none stands under a usual name
already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from postings.extraction.records import WRAPPERS, Leaf
from postings.extraction.vocabulary import vocabulary_file

MAX_LEAVES = 3000  # records of more values are answers of a whole board
_TITLE_CHARS, _NAME_CHARS = 160, 120
_MAX_WORDS = 6
NAME_RANK = 9  # a name of something, which is a job's only where the employer's name stands beside it
# Objects that only hold together what is inside them.
_INNER = WRAPPERS | frozenset(
    "data attributes node info information profile relationships meta links detail details".split()
)
_WRITTEN = frozenset("rendered raw text value name label en de fr es pt it nl pl ru zh".split())
_FIRM_ASIDE = frozenset("info information profile details detail data card overview".split())
_CAREER = frozenset("start_date end_date dates startdate enddate date_start date_end from_date".split())
_PERSON = frozenset("first_name last_name firstname lastname phone age birthday birth_date gender".split())
_API = re.compile(
    r"^https?://(?:[^/\s]{0,100}\.)?api[.-]|^https?://[^/\s]{1,100}/(?:api|rest)/", re.IGNORECASE
)
_WEB = re.compile(r"(?:https?:)?//[^\s/]{1,200}\.[^\s]{1,2000}\s*", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|ico)(?:[?#]|$)", re.IGNORECASE)
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Part:
    """What a value is of the posting, and how plainly its name says so (0 is plainest)."""

    role: str
    rank: int


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds that a word may be of."""
    out: dict[str, set[str]] = {}
    for kind, words in vocabulary_file("record_names.toml")["kinds"].items():
        for word in words.split():
            out.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in out.items()}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(vocabulary_file("record_names.toml")["filler"]["words"].split())


@cache
def _usual() -> dict[str, frozenset[str]]:
    """By role, the names that other modules read themselves."""
    return {
        role: frozenset(names.split())
        for role, names in vocabulary_file("record_names.toml")["usual"].items()
    }


@cache
def _also() -> dict[str, str]:
    """Whole names that no words explain, with their roles."""
    also = vocabulary_file("record_names.toml")["also"]
    return {name: role for role, names in also.items() for name in names.split()}


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[frozenset[str], ...] | None:
    """The kinds of each word of a name in snake case; None when a word is not known."""
    out: list[frozenset[str]] = []
    for word in name.split("_"):
        if word in _fillers() or not word:
            continue
        pieces = _pieces(word, 3)
        if pieces is None:
            return None
        out += pieces
    return tuple(out) if 0 < len(out) <= _MAX_WORDS else None


def _pieces(word: str, most: int) -> tuple[frozenset[str], ...] | None:
    """The kinds of the known words that a word is written together of ("firmenname", "工作地点")."""
    known = _kinds()
    if word in known:
        return (known[word],)
    if most <= 1 or len(word) > 40:
        return None
    least = 2 if _CJK.search(word) else 3
    for cut in range(len(word) - least, least - 1, -1):
        first = known.get(word[:cut]) or known.get(word[: cut - 1] if word[cut - 1] == "s" else "")
        if first is not None and (rest := _pieces(word[cut:], most - 1)) is not None:
            return (first, *rest)
    return None


def _only(words: tuple[frozenset[str], ...], *kinds: str) -> bool:
    return all(not word.isdisjoint(kinds) for word in words)


def _has(words: tuple[frozenset[str], ...], kind: str) -> bool:
    return any(kind in word for word in words)


@lru_cache(maxsize=4096)
def _of_name(name: str) -> _Part | None:
    """What a value of this name, in no object of its own, stands for."""
    if (also := _also().get(name)) is not None:
        return _Part(also, 1)
    words = _words(name)
    if words is None:
        return None
    if _has(words, "apply") and _only(words, "url", "apply", "neutral", "job"):
        return _Part("apply_url", 0 if _has(words, "url") else 1)
    if _has(words, "url") and _only(words, "url", "job", "neutral"):
        return _Part("job_url", 0 if len(words) > 1 else 1)
    if _has(words, "firm"):
        return _Part("company_name", 0) if _only(words, "firm", "name", "title") else None
    if _has(words, "place") and _only(words, "place", "job", "name"):
        return _Part("location", 0)
    if _has(words, "title") and _only(words, "title", "job", "name", "text"):
        rank = 0 if _has(words, "job") else NAME_RANK if _only(words, "name") else 1
        return _Part("title", rank)
    if _has(words, "job") and _has(words, "name") and _only(words, "job", "name"):
        return _Part("title", 1)
    if _only(words, "job_alone"):
        return _Part("title", 2)
    if _has(words, "text") and _only(words, "text", "job", "name"):
        return _Part("description", 0)
    return None


def _is_firm(name: str) -> bool:
    """Whether an object of this name is about whoever hires."""
    kept = "_".join(word for word in name.split("_") if word not in _FIRM_ASIDE)
    words = _words(kept)
    return words is not None and _has(words, "firm") and _only(words, "firm", "name", "job")


def _of_path(names: tuple[str, ...]) -> _Part | None:
    """What a value stands for by its name and the objects it is in, the outermost first."""
    leaf = names[-1]
    owners = [name for name in names[:-1] if name not in _INNER]
    if not owners:
        found = _of_name(leaf)
        if found is not None and found.role.endswith("_url") and len(names) > 1:
            return _Part(found.role, found.rank + 1)
        return found
    owner = owners[-1]
    words, inside = _words(leaf), _words(owner)
    if any(map(_is_firm, owners)):
        named = words is not None and _only(words, "name", "title", "firm")
        return _Part("company_name", len(owners)) if named and _is_firm(owner) else None
    if inside is None:
        return None
    if _only(inside, "title") and leaf in _WRITTEN:
        return _Part("title", len(owners))  # "title": {"rendered": "Cook"}
    if _has(inside, "place") and _only(inside, "place", "job", "name"):
        named = words is not None and _only(words, "name", "title", "place")
        return _Part("location", len(owners)) if named else None
    if _only(inside, "job", "job_alone"):
        if words is not None and _only(words, "name", "title"):
            return _Part("title", len(owners))
        found = _of_name(leaf)
        return None if found is None else _Part(found.role, found.rank + len(owners))
    if _only(inside, "url", "apply", "neutral", "job", "text"):
        found = _of_name(f"{owner}_{leaf}") or _of_name(leaf)
        if found is not None and found.role.endswith("_url"):
            return _Part(found.role, found.rank + len(owners))
    return None


def usual_name(name: str) -> str | None:
    """The usual English name for a name in snake case: "title" for "stellenbezeichnung"; None if unknown."""
    found = _of_name(name)
    return None if found is None else found.role


def with_usual_names(leaves: Sequence[Leaf]) -> list[Leaf]:
    """One record's values, those of the posting's main parts under their usual names."""
    leaves = list(leaves)
    if len(leaves) > MAX_LEAVES:
        return leaves
    present: set[str] = set()
    choices: dict[str, list[tuple[int, int, tuple[str, ...]]]] = {}
    for index, leaf in enumerate(leaves):
        if leaf.kind != "string" or not leaf.value.text.strip():
            continue
        names = _unwrapped(leaf.names)
        if not names:
            continue
        dotted = ".".join(names)
        for role, usual in _usual().items():
            if dotted in usual and _fits(role, leaf.value.text):
                present.add(role)
        part = _Part("title", NAME_RANK) if names == ("name",) else _of_path(names)
        if part is not None and _fits(part.role, leaf.value.text):
            choices.setdefault(part.role, []).append((part.rank, index, names))
    if any(_unwrapped(leaf.names)[-1:] and _unwrapped(leaf.names)[-1] in _CAREER for leaf in leaves):
        choices.pop("title", None)
    others = (present | set(choices)) - {"title"}
    for role, found in choices.items():
        if role in present or (role == "title" and not others):
            continue
        best = min(found)
        if (
            role == "title"
            and best[0] >= NAME_RANK
            and (
                others.isdisjoint({"location", "description", "apply_url", "job_url"})
                or "company_name" not in others
                or any(leaf.names[-1:] and leaf.names[-1] in _PERSON for leaf in leaves)
            )
        ):
            continue
        for rank, index, names in found:
            if index == best[1] or (role == "location" and names == best[2] and rank == best[0]):
                leaves[index] = replace(leaves[index], path=(role,))
    return _told_apart(leaves)


def _told_apart(leaves: list[Leaf]) -> list[Leaf]:
    """The record with the seat of the firm ("company.location") as such, where the job has a place."""
    seats = [
        index
        for index, leaf in enumerate(leaves)
        if len(leaf.names) > 1
        and any(map(_is_firm, leaf.names[:-1]))
        and (leaf.names[-1] in ("city", "country", "address") or _is_place(leaf.names[-1]))
    ]
    if not seats or not any(
        leaf.kind == "string" and leaf.value.text.strip() and leaf.names and _is_place(leaf.names[-1])
        for index, leaf in enumerate(leaves)
        if index not in seats
    ):
        return leaves
    for index in seats:
        leaves[index] = replace(leaves[index], path=("company_location",))
    return leaves


def _is_place(name: str) -> bool:
    found = _of_name(name)
    return found is not None and found.role == "location"


def _unwrapped(names: tuple[str, ...]) -> tuple[str, ...]:
    while len(names) > 1 and names[0] in WRAPPERS:
        names = names[1:]
    return names


def _fits(role: str, value: str) -> bool:
    """Whether a value can be what its name says."""
    value = value.strip()
    if role.endswith("_url"):
        return _WEB.fullmatch(value) is not None and not _IMAGE.search(value) and not _API.match(value)
    if not any(map(str.isalpha, value)):
        return False
    if role == "description":
        return True
    return (
        len(value) <= (_TITLE_CHARS if role == "title" else _NAME_CHARS)
        and "\n" not in value
        and not value.startswith(("http://", "https://", "//", "www."))
    )
