"""How a text is worded: how often and in how many forms it uses the words that postings share.

A posting cut down to a few sentences has no headings, no labels and no address, yet it is worded as postings
are: who is sought, what is asked, what will be done, "you" and "we". Other texts share other words: steps and
commands, menus and prices, policies, what a person has done. ``vocabulary/wording.toml`` lists the words of
each class in eight languages; how much each class says for or against a posting is fitted, see
``vocabulary/verdict.toml``.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection
from functools import cache, lru_cache

from postings.extraction.verdict.hiring_words import HIRING_NAMES
from postings.extraction.verdict.weights import wording_weights
from postings.extraction.vocabulary import vocabulary_file
from postings.extraction.words import counted

READ_CHARS = 15_000  # of a text, as many are counted
SMOOTHING = 30  # words added to every text, so that the share of a short one is not taken at its word
MIN_STEM, MAX_STEM = 3, 24  # characters of a word before its star
WORDS_KEPT = 1 << 15  # words of which the classes are remembered
OTHER_SHARE = 0.25  # of a text's characters: with more of them its language is none of the eight
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff\uff66-\uffdc]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@cache
def _listed() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], tuple[int, ...]]:
    """The classes of each word, those of each stem, and the lengths that stems have."""
    words: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    for name, listed in vocabulary_file("wording.toml")["classes"].items():
        for word in listed.split():
            where = stems if word.endswith("*") else words
            where.setdefault(word.removesuffix("*"), set()).add(name)
    lengths = tuple(sorted({len(stem) for stem in stems}))
    return (
        {word: frozenset(names) for word, names in words.items()},
        {stem: frozenset(names) for stem, names in stems.items()},
        lengths,
    )


@lru_cache(WORDS_KEPT)
def classes_of(word: str) -> frozenset[str]:
    """The classes a word in lower case belongs to, whole or by its stem.

    >>> sorted(classes_of("bewerberinnen"))
    ['applying', 'candidates']
    """
    words, stems, lengths = _listed()
    found = words.get(word, frozenset())
    for length in lengths:
        if length <= len(word) and (more := stems.get(word[:length])) is not None:
            found |= more
    return found


def is_readable(low: str) -> bool:
    """Whether a text is written in the letters of the languages whose words are listed."""
    read = low[:READ_CHARS]
    return read.isascii() or len(_OTHER_SCRIPT.findall(read)) <= OTHER_SHARE * len(read)


def measures(low: str, lines: int, hiring: Collection[int]) -> dict[str, float]:
    """The measures of a text in lower case, by name: logarithms, 0 where there is nothing.

    ``share:CLASS`` is about how many of a hundred words belong to a class, ``words:CLASS`` how many different
    ones do; ``hiring:NAME`` is 1 where a pattern of ``HIRING`` (by its number in ``hiring``) stands in the
    text. ``lines`` is the number of lines that are not blank.
    """
    read = low[:READ_CHARS]
    tokens = counted(read.replace("’", "'"), _WORD, str.isalnum)
    total = tokens.total()
    times: defaultdict[str, int] = defaultdict(int)
    different: defaultdict[str, int] = defaultdict(int)
    digits = 0
    for token, count in tokens.items():
        if token[0].isdigit():
            digits += count
        for name in classes_of(token):
            times[name] += count
            different[name] += 1

    def share(number: int) -> float:
        return math.log1p(100 * number / (total + SMOOTHING))

    found = {f"share:{name}": share(number) for name, number in times.items()}
    found |= {f"words:{name}": math.log1p(number) for name, number in different.items()}
    found |= {f"hiring:{HIRING_NAMES[number]}": 1.0 for number in hiring}
    return found | {
        "length": math.log1p(total),
        "share of numbers": share(digits),
        "share of links": share(read.count("http")),
        "blanks of a template": math.log1p(read.count("{{") + read.count("{%")),
        "share of questions": share(read.count("?")),
        "share of signs of code": share(sum(map(read.count, ("_", "=", "`", "();")))),
        "share of lines": share(lines),
    }


def wording_score(found: dict[str, float]) -> float:
    """What measures say for (+) or against (-) a posting: natural log-odds, cut at both ends."""
    weights = wording_weights()
    score = weights.constant + sum(weights.measures.get(name, 0.0) * value for name, value in found.items())
    return max(-weights.most, min(weights.most, score))
