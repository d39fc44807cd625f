"""Towns of sentences without a cue of their own: what the fitted weights make of them."""

from __future__ import annotations

import pytest

from postings.extraction.document import read_document
from postings.extraction.places.weighing import likelihood, towns
from tests.extraction.places.reading import found_in, said

POSTING = (
    "Machine Fitter\n\n{}\n\nWhat you do\n\nYou keep the mills running and write down what you changed.\n"
)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Lindner & Söhne in Potsdam builds mills for bakers and wants you.", "Potsdam, DE"),
        ("The Tampere workshop of Harju Oy has an opening in its day shift.", "Tampere, FI"),
        ("You will be part of the team at our mill in Antwerp.", "Antwerp, BE"),
    ],
)
def test_the_only_town_of_a_posting_is_where_the_work_is(sentence: str, place: str) -> None:
    assert said(POSTING.format(sentence)) == [place]


@pytest.mark.parametrize(
    "sentence",
    [
        "Our mills grind the flour of customers in Lyon, Turin and Porto.",
        "Twice a year you travel to trade fairs in Milan.",
        "We run on Apache Phoenix, Oracle and Delta Lake.",
    ],
)
def test_towns_of_customers_trips_and_products_stay_unsaid(sentence: str) -> None:
    assert said(POSTING.format(sentence)) == []


def test_a_label_is_not_outweighed_by_towns_of_sentences() -> None:
    text = (
        "Machine Fitter\n\nLocation: Leeds, UK\n\nOur founders met in Antwerp, where our first mill stands.\n"
    )
    assert said(text) == ["Leeds, GB"]


def test_the_confidence_is_what_the_weights_say() -> None:
    document = read_document(POSTING.format("Lindner & Söhne in Potsdam builds mills for bakers."))
    (town,) = towns(document, None, (), ())
    (found,) = found_in(document.text)
    assert found.rule == "places.weighed"
    assert found.confidence == round(likelihood(town), 3)


def test_a_town_named_again_keeps_its_first_words() -> None:
    text = POSTING.format("Our mill in Antwerp is old. The mill in Antwerp needs a fitter.")
    (town,) = towns(read_document(text), None, (), ())
    assert (town.mentions, town.place.spot.start) == (2, text.index("Antwerp"))
