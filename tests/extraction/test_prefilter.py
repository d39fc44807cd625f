"""Prefilters answer as the bare patterns do, and know which words a pattern cannot do without."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.extraction import (
    education,
    eligibility,
    employment,
    experience,
    prefilter,
    sections,
)
from postings.extraction.apply import mail
from postings.extraction.company import cues
from postings.extraction.places import prose
from postings.extraction.prefilter import Anchor, PatternSet, Prefiltered, anchors, folded, required_words
from postings.extraction.skill_preference import markers
from postings.extraction.verdict import judgement
from postings.extraction.workplace import clauses
from tests.extraction import texts


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"cook", {"cook"}),
        (r"Cook", {"cook"}),
        (r"\b(?:cook|baker)s?\b", {"cook", "baker"}),
        (r"full[- ]?time", {"fulltime", "full-time", "full time"}),
        (r"\d+ years? of experience", {" years of experience", " year of experience"}),
        (r"(?:very )*good(?=now)", {"good"}),
        (r"(?:ab)+c{2}de", {"de", "ab"}),
        (r"(?i:Büro)\w+", {"büro"}),
        (r"a@b|\S+@\S+", {"@"}),
        (r"go(?!lf)", {"go"}),
        (r"(a|bc)(?P<x>d)\1", {"ad", "bcd"}),
        (r"cook|\d", None),
        (r"(?:cook)?", None),
        (r".*", None),
        (r"[^x]yz?", None),
        (r"ς{1}", None),
        (r"x", None),
    ],
)
def test_the_words_a_pattern_cannot_do_without(pattern: str, words: set[str] | None) -> None:
    found = required_words(pattern, re.IGNORECASE)
    assert found is None if words is None else found is not None and found <= words


@pytest.mark.parametrize(
    ("pattern", "word", "anchor"),
    [
        (r"\d{1,2} days?\b", " day", Anchor(1, 2, False, True)),
        (r"\b(?:very )?good\b", "good", Anchor(0, 0, True, True)),
        (r"\bgood(?!\w|-)", "good", Anchor(0, 0, True, True)),
        (r"(?<![\w.])cooks?", "cook", Anchor(0, 0, True, False)),
        (r"(?<![^\w.])cook(?!er)", "cook", Anchor(0, 0, False, False)),
        (r".{0,5}\s*cook", "cook", Anchor(0, 8, False, False, True)),
        (r"(?:ab|\w{3}c)*+cook", "cook", Anchor(0, math.inf, False, False, True)),
        (r"\bcook|\d\dcooks", "cook", Anchor(0, 0, True, False)),
        (r"(?:\bcook|\d\dcook)", "cook", Anchor(0, 2, False, False)),
        (r"\b@here\b", "@here", Anchor(0, 0, False, True)),
        (r"年\b", "年", Anchor(0, 0, False, True)),
    ],
)
def test_where_in_a_match_a_word_stands(pattern: str, word: str, anchor: Anchor) -> None:
    assert (anchors(pattern, re.IGNORECASE) or {})[word] == anchor


def test_patterns_for_ascii_alone_are_simply_asked() -> None:
    # The accent ends the word there, and only there.
    assert anchors(r"\bcook\b", re.ASCII) is None
    assert anchors(r"(?a:\bcook\b)") is None
    assert Prefiltered(r"\bcook\b", re.ASCII).search("écook") is not None


def test_a_set_with_odd_characters_has_no_words_of_them() -> None:
    assert required_words("[µa]bcd", re.IGNORECASE) == {"bcd"}


def test_folding_keeps_the_length_and_knows_every_case_of_the_letters_it_trusts() -> None:
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assert all(len(folded(character)) == 1 for character in every)
    cased = re.compile(f"[{''.join(sorted(prefilter._CASED))}]", re.IGNORECASE)
    matching = [character for character in every if cased.match(character)]
    assert len(matching) > 2 * len(prefilter._CASED)
    for character in matching:
        letters = [letter for letter in prefilter._CASED if re.match(letter, character, re.IGNORECASE)]
        assert letters == [folded(character)]


PATTERNS = {
    "words of employment": employment._words(),
    "degrees": education._degrees(),
    "no degree": education._none(),
    "years": experience._AMOUNT,
    "markers of wishes": markers.FORE,
    "addresses": mail._HIDDEN_SIGN,
    "legal lines": sections._LEGAL_LINE,
    "cues of places": prose._STRONG,
    "runs": Prefiltered(r"(?:\w+\s+){1,2}in Berlin|\s{3,}cook|[\w-]{30,}baker|\W+hiring"),
}
REQUIRED = {
    word
    for pattern in PATTERNS.values()
    for word in required_words(pattern.bare.pattern, pattern.bare.flags) or ()
}
OTHERS = "5 five + - years of experience Kelvin ſ İ ı е . we are hiring based in Berlin".split()
PIECES = st.sampled_from([*sorted(REQUIRED), *OTHERS, " ", "  ", "\n", " in ", " of "])
RUNS = st.sampled_from([" " * 9, "\n" * 4, "x" * 40, "x-" * 20, "#" * 30])
TEXTS = st.lists(
    st.one_of(PIECES, RUNS, PIECES.map(str.upper), PIECES.map(str.title), st.text(max_size=3)), max_size=20
).map("".join)


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=60)
@given(text=TEXTS, first=st.integers(0, 30), last=st.integers(0, 200))
def test_a_prefiltered_pattern_answers_as_the_bare_one(name: str, text: str, first: int, last: int) -> None:
    pattern = PATTERNS[name]
    assert [found.span() for found in pattern.finditer(text)] == [
        found.span() for found in pattern.bare.finditer(text)
    ]
    assert [found.span() for found in pattern.finditer(text, first, last)] == [
        found.span() for found in pattern.bare.finditer(text, first, last)
    ]
    assert (pattern.search(text) is None) == (pattern.bare.search(text) is None)
    assert pattern.sub("", text) == pattern.bare.sub("", text)


@pytest.mark.parametrize(
    "patterns", [judgement._PATTERNS, cues._CUE_PATTERNS, clauses._patterns(), eligibility._OF_LINES]
)
def test_the_patterns_of_a_set_match_as_they_do_alone(patterns: PatternSet) -> None:
    sources = [
        *texts.POSTINGS.values(),
        "The ſecond cooK: on-ſite, İn-office, REMOTE; no longer ACCEPTING applications.",
    ]
    for source in (piece for text in sources for piece in (text, *text.split("\n"))):
        candidates, scan = patterns.candidates(source), patterns.scan(source)
        for number, pattern in enumerate(patterns.patterns):
            spans = [found.span() for found in pattern.finditer(source)]
            assert number in candidates or not spans
            assert [found.span() for found in scan.finditer(number)] == spans


def test_a_pattern_of_a_kind_nobody_foresaw_is_simply_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_parser(*_: object) -> None:
        raise AttributeError("parse")

    monkeypatch.setattr(prefilter, "parse", no_parser)
    anchors.cache_clear()
    assert Prefiltered("cook").search("a cook") is not None
    assert PatternSet([re.compile("cook")]).candidates("nothing") == {0}
    anchors.cache_clear()
