# ruff: noqa: E501 - texts are as long as they are
"""Titles of texts in which no line, label or record names the job."""

from __future__ import annotations

import pytest

from postings.extraction import title
from postings.extraction.document import read_document
from postings.extraction.title.ranking import LEAST, likeliest
from tests.extraction.title.reading import found

ABOUT = (
    "Harrow & Vale has made boats on the river since 1921. Two hundred people work in our three yards.\n\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ABOUT + "They are seeking to recruit a Yard Manager. In this role you will report to the Finance Director.", "Yard Manager"),
        (ABOUT + "Wil jij ons team versterken en heb je nu tijd? Wij zijn op zoek naar een enthousiaste Junior Inkoper voor onze werf.", "Junior Inkoper"),
        (ABOUT + "Estamos em busca de um Analista de Compras Pleno para atuar no estaleiro.", "Analista de Compras Pleno"),
        (ABOUT + "Voor deze klant ben ik op zoek naar een Senior Controller. Als Senior Controller stuur je twee mensen aan.", "Senior Controller"),
    ],
)  # fmt: skip
def test_the_job_is_told_from_others_that_the_text_names(text: str, expected: str) -> None:
    assert found(text) == expected


def test_a_text_that_only_speaks_of_others_names_no_job() -> None:
    document = read_document(
        ABOUT + "You work with our welders and painters, and your manager is happy to help."
    )
    assert likeliest(document, ()) is None


def test_what_is_likely_and_no_more_has_an_honest_confidence() -> None:
    finding = title.find(
        read_document(ABOUT + "They are seeking to recruit a Yard Manager to lead the work.")
    )
    assert finding is not None
    assert LEAST <= finding.confidence < 0.75


def test_a_line_that_names_the_job_outweighs_sentences() -> None:
    text = "Boat Mechanic\nHarrow & Vale\n\n" + ABOUT + "We are also looking for a Sail Maker to join us."
    assert found(text) == "Boat Mechanic"


def test_a_label_for_titles_outweighs_sentences_whatever_its_words() -> None:
    text = f"Intitulé du poste : Coordination du pôle vélo\n\n{ABOUT}Au poste de Mécanicien, vous réparez des vélos."
    assert found(text) == "Coordination du pôle vélo"
