"""Edits keep their way back to the text as received."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postings.extraction.mapped import Mapped, joined, received_span

EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("xyz", max_size=4)), max_size=6)


def edits_within(text: str, raw: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    at = 0
    for start, size, words in sorted(raw):
        start = max(at, min(start, len(text)))
        end = min(len(text), start + size)
        out.append((start, end, words))
        at = end
    return out


def test_an_untouched_character_maps_to_itself() -> None:
    mapped = Mapped.whole("abc DEF ghi").edited([(0, 4, ""), (7, 7, "!")])
    assert mapped.text == "DEF! ghi"
    assert received_span(mapped.runs, len(mapped.text), 0, 3) == (4, 7)
    assert received_span(mapped.runs, len(mapped.text), 5, 8) == (8, 11)


def test_a_replaced_word_maps_to_what_it_replaced() -> None:
    mapped = Mapped.whole("caf&eacute; au lait").edited([(3, 11, "é")])
    assert mapped.text == "café au lait"
    assert received_span(mapped.runs, len(mapped.text), 0, 4) == (0, 11)


def test_a_slice_of_edited_text_keeps_its_place() -> None:
    mapped = Mapped.whole("one&amp;two three").edited([(3, 8, "&")]).slice(4, 7)
    assert mapped.text == "two"
    assert received_span(mapped.runs, 3, 0, 3) == (8, 11)


def test_joined_parts_keep_their_places_in_any_order() -> None:
    whole = Mapped.whole("first second")
    mapped = joined([whole.slice(6, 12), whole.slice(0, 5)])
    assert mapped.text == "secondfirst"
    assert received_span(mapped.runs, len(mapped.text), 6, 11) == (0, 5)


@given(text=st.text(max_size=40), first=EDITS, second=EDITS)
def test_spans_stay_within_the_text_after_any_edits(
    text: str, first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]
) -> None:
    mapped = Mapped.whole(text).edited(edits_within(text, first))
    mapped = mapped.edited(edits_within(mapped.text, second))
    for start in range(len(mapped.text) + 1):
        for end in range(start, len(mapped.text) + 1):
            low, high = received_span(mapped.runs, len(mapped.text), start, end)
            assert 0 <= low <= high <= len(text)


@given(text=st.text(max_size=40), raw=EDITS)
def test_characters_that_no_edit_touched_are_found_again(text: str, raw: list[tuple[int, int, str]]) -> None:
    edits = edits_within(text, [(start, size, "") for start, size, _ in raw])
    mapped = Mapped.whole(text).edited(edits)
    for at, character in enumerate(mapped.text):
        low, high = received_span(mapped.runs, len(mapped.text), at, at + 1)
        assert text[low:high] == character
