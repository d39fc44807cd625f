"""Words are counted as if found one by one."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from postings.extraction.words import counted

LETTERS = re.compile(r"[^\W\d_]+")
WORDS = re.compile(r"\w+")


@given(st.lists(st.sampled_from(["you", "You,", "it's", "x²", "٣", "a_b", "-", "é", " ", "\n"]) | st.text()))
def test_words_are_counted_as_if_found_one_by_one(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert counted(text, LETTERS, str.isalpha) == Counter(LETTERS.findall(text))
    assert counted(text, WORDS, str.isalnum) == Counter(WORDS.findall(text))
