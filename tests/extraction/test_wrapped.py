"""Text that was broken at a fixed width is read by its paragraphs, other short lines stay lines."""

from __future__ import annotations

import pytest

from postings.extraction.mapped import Mapped
from postings.extraction.pipeline import extract
from postings.extraction.wrapped import unwrapped

LETTER = """\
Night porter
The Fenwick Arms

You look after our guests from ten in the evening until six in the
morning, with one night off a week and every second weekend. You can
work from home never, but a room in the house is yours if you want one;
the pay is 13.20 pounds an hour.

- you speak English and one more language, and you have worked in a
  hotel before
- you hold a first-aid certificate
"""


def whole(text: str) -> list[str]:
    return unwrapped(Mapped.whole(text)).text.split("\n")


def test_lines_broken_at_a_width_become_their_paragraph() -> None:
    lines = whole(LETTER)
    assert lines[:2] == ["Night porter", "The Fenwick Arms"]
    assert lines[3].startswith("You look after")
    assert lines[3].endswith("the pay is 13.20 pounds an hour.")
    assert lines[5].endswith("worked in a hotel before")
    assert lines[6] == "- you hold a first-aid certificate"


def test_the_place_of_a_word_survives_the_joining() -> None:
    mapped = unwrapped(Mapped.whole(LETTER))
    at = mapped.text.index("13.20")
    found = max(run for run in mapped.runs if run[0] <= at)
    assert LETTER[found[1] + at - found[0] :].startswith("13.20")


def test_a_word_divided_at_its_hyphen_is_whole_again() -> None:
    text = (
        "We look for a person who takes on the books of three shops and who can work part-\n"
        "time at first, with the hours of the shop in Kendal, and who would like to learn\n"
        "the trade from the ground up."
    )
    assert "part-time at first" in whole(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "apples\npears\nplums and damsons\nquinces",
        "You bring a licence\nYou like the early hours of the day\nYou are at ease with figures",
        "Requirements\nknowledge of a till, of cash and of cards, and of people in a hurry\n"
        "patience\na driving licence or the will to get one within the first year of work\nhumour",
        "A line that ends with two blanks is meant to end there, says the rule of Markdown  \n"
        "and the next one begins anew, whatever the width of the two may look like to us all  \n"
        "and so on.",
    ],
)
def test_short_lines_that_were_written_so_stay_apart(text: str) -> None:
    assert whole(text) == text.split("\n")


def test_a_long_line_beside_wrapped_ones_does_no_harm() -> None:
    quoted = LETTER + "\n" + "The house was built long ago and stands by the river. " * 12
    assert len(whole(quoted)[3]) > 200


def test_what_a_sentence_says_is_read_over_its_line_ends() -> None:
    text = (
        "Glass cutter\nBlowing Sands Studio\n\nOur workshop needs a second pair of good hands. The role is\n"
        "hybrid: you cut and grind with us on three days a week in our\nSunderland workshop and draw the "
        "patterns from home on the other\ntwo. The salary is between 27,000 and\n31,000 pounds a year.\n\n"
        "Requirements\n- two years at the wheel\n"
    )
    found = extract(text)
    assert found.workplace is not None
    assert found.workplace.value == "hybrid"
    assert [(int(p.value.minimum or 0), int(p.value.maximum or 0)) for p in found.pay] == [(27000, 31000)]
