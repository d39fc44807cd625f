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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re._parser import parse  # type: ignore[import-not-found]
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

MAX_EXACT = 64  # strings a part of a pattern is written out to
MAX_WORDS = 600  # of one pattern
MAX_REACH = 120  # characters between a match's beginning and a word, for the pattern to be tried there alone
FAR = 10  # so many times as dear are words of which it is not known where a match begins
COSTLY = 2  # trying a pattern at one place costs as much as searching through so many characters
EDGE = "\0"  # stands in the strings of a pattern where no word may go on

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
_RAREST = 1e-5  # a whole word, which is likelier than its letters
_SIGNS = frozenset("@$€£¥₹~<>[]{}|&#%+=\\^•·")
_IDEOGRAPHS = "\u2e80"  # from here on, one is a word

MAX_BLANKS, MAX_WORD_CHARS = 3, 24  # in one run, in texts of which more is known
# Texts with longer runs of blanks or of what words are made of: there "\\s+" may match any number of them.
_RUNS = re.compile(rf"\s{{{MAX_BLANKS + 1}}}|[\w.'’&/+-]{{{MAX_WORD_CHARS + 1}}}")
_BLANK_MEMBERS = frozenset(
    [(ops.CATEGORY, ops.CATEGORY_SPACE), *((ops.LITERAL, ord(character)) for character in " \t\n\r\f\v")]
)
_WORD_MEMBERS = frozenset(
    [
        (ops.CATEGORY, ops.CATEGORY_WORD),
        (ops.CATEGORY, ops.CATEGORY_DIGIT),
        *((ops.RANGE, (ord(first), ord(last))) for first, last in ("az", "AZ", "09")),
        *((ops.LITERAL, ord(character)) for character in "_.'’&/+-"),
    ]
)

type Words = frozenset[str]


class Anchor(NamedTuple):
    """Where a required word stands: characters of the match before it, and whether a word begins or ends
    with it. Where ``runs``, more may stand before it in texts with long runs (see ``_RUNS``)."""

    least: int
    most: float
    opens: bool
    closes: bool
    runs: bool = False


type Anchors = Mapping[str, Anchor]


def folded(text: str) -> str:
    """The text in lower case, character by character, as the words of prefilters are written."""
    if text.isascii():
        return text.lower()
    return _folded_line(text) if len(text) < SHORT else _folded_text(text)


def _folded(text: str) -> str:
    return (text.translate(_ODD_CASE) if _ODD.search(text) else text).lower()


_folded_line = lru_cache(maxsize=512)(_folded)  # each line is asked for by many patterns
_folded_text = lru_cache(maxsize=2)(_folded)


def by_first_letter(alternatives: Iterable[str]) -> str:
    """Patterns that each begin with a plain letter or digit, as one of alternatives, in the same order.

    Python tries every alternative at every place; of these most places try none but those of their letter.

    >>> by_first_letter(["on-?site", "only", "hybrid"])
    'o(?:n-?site|nly)|h(?:ybrid)'
    """
    groups: dict[str, list[str]] = {}
    for alternative in alternatives:
        groups.setdefault(alternative[0], []).append(alternative[1:])
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in groups.items())


@lru_cache(maxsize=1024)
def required_words(pattern: str, flags: int = 0) -> Words | None:
    """Strings (folded) of which every match of the pattern holds at least one; None when none follow.

    >>> sorted(required_words(r"\\b(?:full|part)[- ]?time\\b.*") or ())
    ['full time', 'full-time', 'fulltime', 'part time', 'part-time', 'parttime']
    """
    found = anchors(pattern, flags)
    return frozenset(_shortest(found)) if found else None


@lru_cache(maxsize=1024)
def anchors(pattern: str, flags: int = 0) -> Anchors | None:
    """As ``required_words``, with where in a match each of the words stands.

    >>> anchors(r"\\d{1,2} days?\\b")[" day"]
    Anchor(least=1, most=2.0, opens=False, closes=True, runs=False)
    """
    try:
        parsed = parse(pattern, flags & ~re.DEBUG)
        if parsed.state.flags & re.ASCII:
            return None  # words end elsewhere then
        read = _of_sequence(parsed)
    except (AttributeError, RecursionError, TypeError, ValueError):  # another Python with other inner parts
        return None
    return _better(_usable(read.exact), read.words)


class _Read(NamedTuple):
    """What is known of a part of a pattern."""

    exact: Words | None  # all strings it matches, if these are few
    words: Anchors | None  # the best set of required words
    least: float  # characters it matches
    most: float
    runs: bool = False  # or more, in texts with long runs


_NOTHING: Words = frozenset([""])
_UNKNOWN = _Read(None, None, 0, math.inf)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> _Read:
    whole = True
    run = _NOTHING
    width = run_at = (0.0, 0.0, False)  # of what is before the item, and before the run of exact strings
    best: Anchors | None = None
    for op, value in items:
        item = _of_item(op, value)
        after = (width[0] + item.least, width[1] + item.most, width[2] or item.runs)
        if item.words is not None:
            best = _better(best, _moved(item.words, width))
        if item.exact is not None and len(run) * len(item.exact) <= MAX_EXACT:
            if item.exact != _NOTHING:
                run = frozenset([before + after for before in run for after in item.exact])
        else:
            best = _better(best, _moved(_usable(run), run_at))
            whole = False
            run, run_at = (item.exact, width) if item.exact is not None else (_NOTHING, after)
        width = after
    best = _better(best, _moved(_usable(run), run_at))
    return _Read(run if whole else None, best, *width)


def _of_item(op: Any, value: Any) -> _Read:
    """As ``_of_sequence``, for one item of Python's parsed pattern."""
    if op is ops.LITERAL:
        return _literal(value)
    if op is ops.IN:
        return _Read(_of_set(value), None, 1, 1)
    if op in (ops.ANY, ops.NOT_LITERAL):
        return _Read(None, None, 1, 1)
    if op is ops.ASSERT and value[0] > 0:  # what must follow stands in the text, too
        ahead = _of_sequence(value[1])
        return _Read(frozenset([""]), _better(_usable(ahead.exact), ahead.words), 0, 0)
    if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        edge = value is ops.AT_BOUNDARY or (op is ops.ASSERT_NOT and _is_letter(value[1]))
        return _Read(frozenset([EDGE if edge else ""]), None, 0, 0)
    if op is ops.SUBPATTERN:
        return _of_sequence(value[3]) if not value[1] & re.ASCII else _UNKNOWN
    if op is ops.ATOMIC_GROUP:
        return _of_sequence(value)
    if op is ops.BRANCH:
        return _of_branches(value[1])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, most, body = value
        inner = _of_sequence(body)
        longest = max(least, _longest_run(body)) if most is ops.MAXREPEAT else inner.most * most
        runs = inner.runs or most is ops.MAXREPEAT
        if most == 1 and inner.exact is not None:
            return _Read(
                inner.exact if least else inner.exact | {""}, None, inner.least * least, longest, runs
            )
        words = _better(inner.words, _usable(inner.exact)) if least else None
        return _Read(None, words, inner.least * least, longest, runs)
    return _UNKNOWN


@lru_cache(maxsize=512)
def _literal(code: int) -> _Read:
    return _Read(_characters([code]), None, 1, 1)


def _of_branches(branches: Sequence[Any]) -> _Read:
    together: Words | None = frozenset()
    required: list[tuple[str, Anchor]] | None = []
    reads = [_of_sequence(branch) for branch in branches]
    for read in reads:
        together = together | read.exact if together is not None and read.exact is not None else None
        best = _better(_usable(read.exact), read.words)
        required = [*required, *best.items()] if required is not None and best is not None else None
    if together is not None and len(together) > MAX_EXACT:
        together = None
    words = _merged(required) if required else None
    if words is not None and len(words) > MAX_WORDS:
        words = None
    return _Read(
        together,
        words,
        min(read.least for read in reads),
        max(read.most for read in reads),
        any(read.runs for read in reads),
    )


def _longest_run(items: Sequence[tuple[Any, Any]]) -> float:
    r"""How often ``\\s+`` and ``[\\w-]*`` repeat themselves at most in a text without long runs."""
    if len(items) != 1 or items[0][0] is not ops.IN:
        return math.inf
    members = items[0][1]
    if all(member in _BLANK_MEMBERS for member in members):
        return MAX_BLANKS
    if all(member in _WORD_MEMBERS for member in members):
        return MAX_WORD_CHARS
    return math.inf


def _is_letter(items: Sequence[tuple[Any, Any]]) -> bool:
    r"""Whether the items match every letter of a word, as ``\w`` and ``[\w-]`` do."""
    if len(items) != 1:
        return False
    op, value = items[0]
    if op is ops.BRANCH:
        return any(map(_is_letter, value[1]))
    return op is ops.IN and (ops.CATEGORY, ops.CATEGORY_WORD) in value and value[0][0] is not ops.NEGATE


def _merged(words: Iterable[tuple[str, Anchor]]) -> Anchors:
    """The same word in several places, as one that may stand in any of them."""
    merged: dict[str, Anchor] = {}
    for word, anchor in words:
        known = merged.get(word)
        merged[word] = (
            anchor
            if known is None
            else Anchor(
                min(known.least, anchor.least),
                max(known.most, anchor.most),
                known.opens and anchor.opens,
                known.closes and anchor.closes,
                known.runs or anchor.runs,
            )
        )
    return merged


def _moved(words: Anchors | None, width: tuple[float, float, bool]) -> Anchors | None:
    """The words of a part that has another part of the match before it."""
    least, most, runs = width
    if words is None or width == (0, 0, False):
        return words
    return {
        word: Anchor(
            anchor.least + int(least), anchor.most + most, anchor.opens, anchor.closes, anchor.runs or runs
        )
        for word, anchor in words.items()
    }


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
    return letters if all(map(_is_plain, letters)) and EDGE not in letters else None


def _is_plain(letter: str) -> bool:
    """Whether its other case, if it has one, is told by ``folded``."""
    return letter in _CASED or (
        letter.lower() == letter == letter.upper() and not unicodedata.combining(letter)
    )


def _usable(strings: Words | None) -> Anchors | None:
    """The strings when each is worth looking for: two characters, or one sign such as "@"."""
    if not strings:
        return None
    bare = {string: string.replace(EDGE, "") for string in sorted(strings)}
    if not all(len(word) > 1 or word in _SIGNS or word >= _IDEOGRAPHS for word in bare.values()):
        return None
    return _merged(
        (
            word,
            Anchor(
                0,
                0,
                string.startswith(EDGE) and is_letter(word[:1]),
                string.endswith(EDGE) and is_letter(word[-1:]),
            ),
        )
        for string, word in bare.items()
    )


def is_letter(character: str) -> bool:
    r"""Whether a character is one of a word, as ``\w`` has it; not so the empty string."""
    return character.isalnum() or character == "_"


def _cost(words: Anchors) -> float:
    """How dear it is to look for the words: rare ones near a match's beginning are cheap."""
    reach = max(anchor.most for anchor in words.values())
    return sum(map(_frequency, words)) * (1 + reach / 10 if reach <= MAX_REACH else FAR)


@lru_cache(maxsize=4096)
def _frequency(word: str) -> float:
    """Of how many characters of ordinary text one begins the word, roughly."""
    return max(_RAREST, math.prod([_COMMON.get(letter, _RARE) for letter in word]))


def _shortest(words: Iterable[str]) -> Iterator[str]:
    """The words without those that hold another of them."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(shorter in word for shorter in kept):
            kept.append(word)
            yield word


def _better(one: Anchors | None, other: Anchors | None) -> Anchors | None:
    """The set that costs less."""
    if one is None or other is None:
        return one if other is None else other
    return min(one, other, key=lambda words: (_cost(words), sorted(words)))


class _Finder:
    """Finds the words of several patterns in one pass over a text."""

    def __init__(self, patterns: Sequence[re.Pattern[str] | Prefiltered]) -> None:
        owners: dict[str, list[tuple[int, Anchor]]] = {}
        self.free: set[int] = set()  # patterns without words
        for number, pattern in enumerate(patterns):
            words = anchors(pattern.pattern, pattern.flags)
            if words is None:
                self.free.add(number)
            for word, anchor in (words or {}).items():
                owners.setdefault(word, []).append((number, anchor))
        order = sorted(owners)
        self.automaton = AhoCorasick(order)
        # For each word: whether it always opens or closes a word, and of each pattern that may match, where
        # before the word a match may begin.
        self.words = [
            (
                all(anchor.opens for _, anchor in owners[word]),
                all(anchor.closes for _, anchor in owners[word]),
                [
                    (
                        number,
                        range(anchor.least, int(anchor.most) + 1) if anchor.most <= MAX_REACH else None,
                        anchor.runs,
                    )
                    for number, anchor in owners[word]
                ],
            )
            for word in order
        ]

    def starts(self, text: str, first: int = 0) -> dict[int, set[int] | None]:
        """The patterns that may match in a text, with where matches may begin if that is known.

        ``first`` is the offset of the text in a longer one, for which the places are given.
        """
        low = text.lower() if text.isascii() else folded(text)
        hits = self.automaton.find_matches_as_indexes(low, overlapping=True)
        found: dict[int, set[int] | None] = dict.fromkeys(self.free)
        if not hits:
            return found
        for index, start, end in hits:
            opens, closes, owners = self.words[index]
            if opens and start and is_letter(low[start - 1]):
                continue
            if closes and is_letter(low[end : end + 1]):
                continue
            for number, reach, runs in owners:
                if reach is None:
                    found[number] = None
                elif (places := found.setdefault(number, set())) is None:
                    continue
                elif runs and _RUNS.search(text, max(0, start - reach[-1] - MAX_WORD_CHARS - 1), start):
                    found[number] = None
                elif len(reach) == 1:
                    places.add(first + start - reach[0])
                else:
                    places.update(range(first + max(0, start - reach[-1]), first + start - reach[0] + 1))
        return found


def _matches(
    pattern: re.Pattern[str] | Prefiltered, text: str, first: int, last: int, starts: set[int] | None
) -> Iterator[re.Match[str]]:
    """The matches in ``text[first:last]`` of a pattern that may match at the given places only, if given."""
    if isinstance(pattern, Prefiltered):
        pattern = pattern.bare
    if starts is None or len(starts) * COSTLY > last - first:
        return pattern.finditer(text, first, last)
    return _matches_at(pattern, text, last, starts)


def _matches_at(pattern: re.Pattern[str], text: str, last: int, starts: set[int]) -> Iterator[re.Match[str]]:
    at = 0
    for start in sorted(starts):
        if start >= at and (found := pattern.match(text, start, last)) is not None:
            yield found
            at = found.end()


class Prefiltered:
    """A pattern that texts without any of its words cost next to nothing.

    It is made as with ``re.compile`` and has the methods of a compiled pattern, but is compiled when a text
    first holds one of its words.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def _finder(self) -> _Finder:
        return _Finder([self])

    def may_match(self, text: str) -> bool:
        """False only where the pattern matches nowhere in the text."""
        return bool(self._finder.starts(text))

    def search(self, text: str, first: int = 0, last: int | None = None) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return next(self.finditer(text, first, last), None)

    def finditer(self, text: str, first: int = 0, last: int | None = None) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        last = len(text) if last is None else min(last, len(text))
        starts = self._finder.starts(text[first:last], first)
        return _matches(self, text, first, last, starts[0]) if starts else iter(())

    def sub(self, replacement: str, text: str) -> str:
        """As ``re.Pattern.sub``."""
        return self.bare.sub(replacement, text) if self.may_match(text) else text


class PatternSet:
    """Several patterns of which one pass over a text tells which may match there, and where."""

    def __init__(self, patterns: Iterable[re.Pattern[str] | Prefiltered]) -> None:
        self.patterns = tuple(patterns)

    @cached_property
    def _finder(self) -> _Finder:
        return _Finder(self.patterns)

    def candidates(self, text: str) -> frozenset[int]:
        """The numbers of the patterns that may match in the text; all others match nowhere."""
        return frozenset(self._finder.starts(text))

    def scan(self, text: str, first: int = 0, last: int | None = None) -> Scan:
        """The text, or a part of it, ready to be searched for each of the patterns."""
        last = len(text) if last is None else min(last, len(text))
        return Scan(self.patterns, text, first, last, self._finder.starts(text[first:last], first))


@dataclass(frozen=True, slots=True)
class Scan:
    """A part of a text in which it is known where the patterns of a set may match."""

    patterns: Sequence[re.Pattern[str] | Prefiltered]
    text: str
    first: int
    last: int
    starts: Mapping[int, set[int] | None]

    def __contains__(self, number: int) -> bool:
        return number in self.starts

    def finditer(self, number: int) -> Iterator[re.Match[str]]:
        """The matches of one of the patterns, as ``re.Pattern.finditer``."""
        if number not in self.starts:
            return iter(())
        return _matches(self.patterns[number], self.text, self.first, self.last, self.starts[number])

    def search(self, number: int) -> re.Match[str] | None:
        """The first match of one of the patterns, as ``re.Pattern.search``."""
        return next(self.finditer(number), None)
