"""Patterns behind the words without which they cannot match.

A pattern of many alternatives is tried at every character of a text, though most texts hold none of its
words. From the pattern itself follows a set of strings of which every match must hold one (RE2 and Rust's
regex crate call this a prefilter); one pass of an automaton over the text, far faster than the pattern, tells
whether any of them stands there. Answers are those of the bare pattern, always: where no such set follows,
the pattern is simply asked.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re._parser import parse  # type: ignore[import-not-found]
from typing import Any, Self

from ahocorasick_rs import AhoCorasick

MAX_EXACT = 48  # strings a part of a pattern is written out to
MAX_WORDS = 600  # of one pattern

# Letters that ``re.IGNORECASE`` holds for the same although ``lower`` does not.
_ODD_CASE = str.maketrans(dict(zip("İıſᲀᲁᲂᲃᲄᲅᲆ", "iisвдосттъ", strict=True)))
_ODD = re.compile("[İıſᲀ-ᲆ]")
SHORT = 1000  # characters; the folded forms of many short texts are kept, of long ones of few
# Cased letters for which ``folded`` then agrees with ``re.IGNORECASE``; any other breaks a word in two.
_CASED = frozenset(
    "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþąćčďęěğłńňőřśşšťůűźżž"
) | frozenset(map(chr, range(0x430, 0x460)))
# How often letters stand in text, roughly, to choose between words that all must be there.
_COMMON = {letter: 0.13 - 0.0047 * rank for rank, letter in enumerate(" etaoinsrhldcumfpgwybvkxjqz")}
_RARE = 0.005
_SIGNS = frozenset("@$€£¥₹~<>[]{}|&#%+=\\^•·")

type Words = frozenset[str]


def folded(text: str) -> str:
    """The text in lower case, character by character, as the words of prefilters are written."""
    if text.isascii():
        return text.lower()
    return _folded_line(text) if len(text) < SHORT else _folded_text(text)


def _folded(text: str) -> str:
    return (text.translate(_ODD_CASE) if _ODD.search(text) else text).lower()


_folded_line = lru_cache(maxsize=512)(_folded)  # each line is asked for by many patterns
_folded_text = lru_cache(maxsize=2)(_folded)


@lru_cache(maxsize=1024)
def required_words(pattern: str, flags: int = 0) -> Words | None:
    """Strings (folded) of which every match of the pattern holds at least one; None when none follow.

    >>> sorted(required_words(r"\\b(?:full|part)[- ]?time\\b.*") or ())
    ['full time', 'full-time', 'fulltime', 'part time', 'part-time', 'parttime']
    """
    try:
        exact, words = _of_sequence(parse(pattern, flags & ~re.DEBUG))
    except (AttributeError, RecursionError, TypeError, ValueError):  # another Python with other inner parts
        return None
    chosen = _better(_usable(exact), words)
    return frozenset(_shortest(chosen)) if chosen else None


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Words | None, Words | None]:
    """All strings the items match in a row, if these are few; and the best set of required words."""
    whole: Words | None = frozenset([""])
    run: Words = frozenset([""])
    best: Words | None = None
    for op, value in items:
        exact, words = _of_item(op, value)
        best = _better(best, words)
        if exact is not None and len(run) * len(exact) <= MAX_EXACT:
            run = frozenset(before + after for before in run for after in exact)
        else:
            best = _better(best, _usable(run))
            run, whole = exact or frozenset([""]), None
    return (run if whole is not None else None), _better(best, _usable(run))


def _of_item(op: Any, value: Any) -> tuple[Words | None, Words | None]:
    """As ``_of_sequence``, for one item of Python's parsed pattern."""
    if op is ops.LITERAL:
        return _characters([value]), None
    if op is ops.IN:
        return _of_set(value), None
    if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return frozenset([""]), None
    if op is ops.SUBPATTERN:
        return _of_sequence(value[3])
    if op is ops.ATOMIC_GROUP:
        return _of_sequence(value)
    if op is ops.BRANCH:
        return _of_branches(value[1])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, most, body = value
        exact, words = _of_sequence(body)
        if most == 1 and exact is not None:
            return (exact if least else exact | {""}), None
        return None, _better(words, _usable(exact)) if least else None
    return None, None


def _of_branches(branches: Sequence[Any]) -> tuple[Words | None, Words | None]:
    together: Words | None = frozenset()
    required: Words | None = frozenset()
    for branch in branches:
        exact, words = _of_sequence(branch)
        together = together | exact if together is not None and exact is not None else None
        best = _better(_usable(exact), words)
        required = required | best if required is not None and best is not None else None
    if together is not None and len(together) > MAX_EXACT:
        together = None
    return together, required if required is not None and len(required) <= MAX_WORDS else None


def _of_set(members: Sequence[tuple[Any, Any]]) -> Words | None:
    codes: list[int] = []
    for op, value in members:
        if op is ops.LITERAL:
            codes.append(value)
        elif op is ops.RANGE and value[1] - value[0] < 10:
            codes.extend(range(value[0], value[1] + 1))
        else:
            return None
    return _characters(codes) if len(codes) <= 12 else None


def _characters(codes: Iterable[int]) -> Words | None:
    """The characters folded; None when one is of a kind whose case is not told by ``folded``."""
    letters = frozenset(folded(chr(code)) for code in codes)
    return letters if all(map(_is_plain, letters)) else None


def _is_plain(letter: str) -> bool:
    """Whether its other case, if it has one, is told by ``folded``."""
    return letter in _CASED or (
        letter.lower() == letter == letter.upper() and not unicodedata.combining(letter)
    )


def _usable(words: Words | None) -> Words | None:
    """The words when each is worth looking for: two characters, or one sign such as "@"."""
    return words if words and all(len(word) > 1 or word in _SIGNS for word in words) else None


def _frequency(words: Words) -> float:
    """How many of the words a character of ordinary text begins, roughly."""
    return sum(math.prod(_COMMON.get(letter, _RARE) for letter in word) for word in words)


def _better(one: Words | None, other: Words | None) -> Words | None:
    """The set that fewer texts hold a word of."""
    if one is None or other is None:
        return one if other is None else other
    return min(one, other, key=lambda words: (_frequency(words), sorted(words)))


def _shortest(words: Words) -> Iterator[str]:
    """The words without those that hold another of them."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(shorter in word for shorter in kept):
            kept.append(word)
            yield word


class Prefiltered:
    """A compiled pattern with the methods of one; texts without any of its words cost next to nothing.

    Meant for lines and sentences: the words are looked for in the whole text that is given.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.bare = pattern

    @classmethod
    def compile(cls, pattern: str, flags: int = 0) -> Self:
        """As ``re.compile``."""
        return cls(re.compile(pattern, flags))

    @cached_property
    def _automaton(self) -> AhoCorasick | None:
        words = required_words(self.bare.pattern, self.bare.flags)
        return AhoCorasick(sorted(words)) if words else None

    def may_match(self, text: str) -> bool:
        """False only where the pattern matches nowhere in the text."""
        automaton = self._automaton
        return automaton is None or bool(automaton.find_matches_as_indexes(folded(text)))

    def search(self, text: str) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return self.bare.search(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        return self.bare.finditer(text) if self.may_match(text) else iter(())

    def sub(self, replacement: str, text: str) -> str:
        """As ``re.Pattern.sub``."""
        return self.bare.sub(replacement, text) if self.may_match(text) else text


class PatternSet:
    """Several patterns of which one pass over a text tells which may match there."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self.patterns = tuple(patterns)

    @cached_property
    def _index(self) -> tuple[AhoCorasick, tuple[frozenset[int], ...], frozenset[int]]:
        """The automaton of all words, the patterns each word belongs to, and the patterns without words."""
        owners: dict[str, set[int]] = {}
        free = set()
        for number, pattern in enumerate(self.patterns):
            words = required_words(pattern.pattern, pattern.flags)
            if words is None:
                free.add(number)
            for word in words or ():
                owners.setdefault(word, set()).add(number)
        words_in_order = sorted(owners)
        return (
            AhoCorasick(words_in_order),
            tuple(frozenset(owners[word]) for word in words_in_order),
            frozenset(free),
        )

    def candidates(self, text: str) -> frozenset[int]:
        """The numbers of the patterns that may match in the text; all others match nowhere."""
        automaton, owners, free = self._index
        words = {found[0] for found in automaton.find_matches_as_indexes(folded(text), overlapping=True)}
        return free.union(*(owners[word] for word in words))
