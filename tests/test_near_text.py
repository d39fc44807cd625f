"""Signatures of texts: near-identical ones meet, others don't."""

from hypothesis import given
from hypothesis import strategies as st

from postings.near_text import BINS, bands, signature, similarity

WORDS = [f"word{number}" for number in range(400)]
TEXT = " ".join(WORDS)


def test_the_same_words_give_the_same_signature_whatever_their_case_accents_and_layout():
    assert signature(TEXT) == signature(TEXT.upper().replace(" ", ",\n "))
    assert signature("é " + TEXT) == signature("E " + TEXT)


def test_a_text_with_few_words_has_none():
    assert signature(" ".join(WORDS[:39])) == []
    assert len(signature(" ".join(WORDS[:40]))) == BINS
    assert similarity([], []) == 0


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
    assert len(numbers) in (0, BINS)
    assert all(0 <= number < 2**31 for number in numbers)
    assert all(-(2**31) <= number < 2**31 for number in bands(numbers))
