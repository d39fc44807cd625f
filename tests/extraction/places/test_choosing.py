"""Which kind of evidence decides, for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.places.reading import found_in, labelled, said


def test_seat_of_the_company_is_the_last_resort() -> None:
    text = (
        "Baker\n\nKornfeld has its HQ in Austin with offices in London and Tokyo.\n\nAbout the "
        "role\n\nYou bake.\n"
    )
    assert said(text) == ["Austin, TX, US"]


def test_ambiguous_namesake_has_low_confidence() -> None:
    (sure,) = found_in(labelled("Springfield, MO"))
    (unsure,) = found_in(labelled("Springfield"))
    assert unsure.confidence < 0.8 < sure.confidence


def test_british_marks_choose_the_british_namesake() -> None:
    text = labelled("Worcester") + "Pay: £24,000. Apply at www.kornfeld.co.uk\n"
    assert said(text) == ["Worcester, GB"]


@given(st.text(max_size=400))
def test_any_text_is_read_without_error(text: str) -> None:
    for found in found_in(text):
        assert text[found.start : found.end] == found.quote


@given(
    st.lists(
        st.sampled_from(
            [
                "Paris",
                ", ",
                "TX",
                " or ",
                "Remote",
                "(",
                ")",
                "US",
                "-",
                "New York",
                "Georgia",
                "IN",
                "\n",
                "Location: ",
                "| ",
                "12",
                "St. ",
            ]
        ),
        max_size=25,
    )
)
def test_any_heap_of_place_words_is_read_without_error(parts: list[str]) -> None:
    text = "".join(parts)
    for found in found_in(text):
        assert text[found.start : found.end] == found.quote
        assert found.value.country is not None
        assert 0 < found.confidence <= 1
