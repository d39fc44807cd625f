"""Signatures of texts: near-identical ones meet, others don't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.near_text import BINS, FEWEST_WORDS, LONG_FROM, SHORT_FROM, bands, signature, similarity

WORDS = [f"word{number}" for number in range(400)]
TEXT = " ".join(WORDS)


def test_the_same_words_give_the_same_signature_whatever_their_case_accents_and_layout():
    assert signature(TEXT) == signature(TEXT.upper().replace(" ", ",\n "))
    assert signature("é " + TEXT) == signature("E " + TEXT)


def test_a_text_with_few_words_has_none():
    assert signature(" ".join(WORDS[:7])) == []
    assert similarity([], []) == 0


def test_a_short_text_keeps_all_its_runs_and_a_longer_one_64_numbers():
    assert len(signature(" ".join(WORDS[:8]))) == 7
    assert len(signature(" ".join(WORDS[:39]))) == 38
    assert len(signature(" ".join(WORDS[:40]))) == BINS
    assert similarity(signature(" ".join(WORDS[:39])), signature(" ".join(WORDS[:40]))) == 0


@pytest.mark.parametrize(("words", "share"), [(10, 7 / 11), (20, 17 / 21), (39, 36 / 40)])
def test_short_texts_are_compared_exactly(words, share):
    text = " ".join(WORDS[:words])
    changed = signature(text.replace("word5", "changed"))
    assert similarity(signature(text), changed) == pytest.approx(share)
    assert similarity(signature(text), signature(text.upper())) == 1


SHORT = st.lists(st.sampled_from(WORDS[:12]), min_size=FEWEST_WORDS, max_size=LONG_FROM - 1)


@given(SHORT, st.data())
def test_short_texts_that_are_nearly_the_same_share_a_band(words, data):
    other = list(words)
    for _ in range(data.draw(st.integers(0, 3))):
        other[data.draw(st.integers(0, len(other) - 1))] = data.draw(st.sampled_from(WORDS[:14]))
    one, two = signature(" ".join(words)), signature(" ".join(other))
    if similarity(one, two) >= SHORT_FROM:
        assert set(bands(one)) & set(bands(two))


def test_a_text_with_one_changed_word_is_nearly_the_same_and_shares_a_band():
    other = TEXT.replace("word200", "changed")
    assert similarity(signature(TEXT), signature(other)) > 0.85
    assert set(bands(signature(TEXT))) & set(bands(signature(other)))


def test_the_estimate_is_near_the_share_of_runs_in_common():
    # 300 of 400 words in common at the start: 297 runs of 497 together.
    other = " ".join([*WORDS[:300], *(f"other{number}" for number in range(100))])
    assert abs(similarity(signature(TEXT), signature(other)) - 297 / 497) < 0.2


def test_unrelated_texts_share_nothing():
    other = " ".join(f"other{number}" for number in range(400))
    assert similarity(signature(TEXT), signature(other)) < 0.1
    assert not set(bands(signature(TEXT))) & set(bands(signature(other)))


@given(st.text(max_size=2_000))
def test_any_text_has_a_signature_of_31_bits_or_none(text):
    numbers = signature(text)
    assert len(numbers) < LONG_FROM or len(numbers) == BINS
    assert all(0 <= number < 2**31 for number in numbers)
    assert all(-(2**31) <= number < 2**31 for number in bands(numbers))
