"""The names that a text writes."""

from __future__ import annotations

import pytest

from postings.extraction.company.candidates import candidates_of, key_of
from postings.extraction.document import read_document


def names(text: str) -> set[str]:
    return {" ".join(candidate.words) for candidate in candidates_of(read_document(text))[0]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You will bake at Saltmarsh Bread every night.", {"saltmarsh bread"}),
        ("Du backst bei der Saltmarsh Brot GmbH in der Nacht.", {"saltmarsh brot", "nacht"}),
        ("Tu cuiras le pain chez l'Atelier Marlow.", {"atelier marlow"}),
        ("Wir sind kitebarn.de, dein Laden.", {"kitebarn.de", "laden"}),
        ("you sew for J. D. Marlow, the tailor.", {"j d marlow"}),
        ("you sew for J.D. Marlow, the tailor.", {"j.d marlow"}),
        ("About Saltmarsh At Saltmarsh you bake.", {"saltmarsh at saltmarsh", "saltmarsh"}),
        ("you swim for the Bank of Kestrel.", {"bank of kestrel", "bank", "kestrel"}),
        ("you mend kites at Hale & Sons, Inc. in the hills.", {"hale sons", "hale", "sons"}),
        ("write to jobs@kitebarn.de and wait.", set()),
        ("we are Kite Barn, found at kitebarn.de, and you sew.", {"kite barn"}),
    ],
)
def test_names_are_runs_of_words_with_a_capital_and_what_small_words_join(
    text: str, expected: set[str]
) -> None:
    assert names(text) == expected


def test_a_name_that_opens_a_sentence_may_begin_with_its_second_word() -> None:
    assert {"bake saltmarsh", "saltmarsh"} <= names("Bake Saltmarsh bread.")


def test_a_word_that_an_address_spells_is_a_name_in_small_letters_too() -> None:
    document = read_document("we bake at saltmarsh every night.")
    assert [each.words for each in candidates_of(document, {"saltmarsh"})[0]] == [("saltmarsh",)]


def test_a_name_keeps_its_places_and_the_words_around_them() -> None:
    document = read_document(
        "You bake at Saltmarsh. Saltmarsh's ovens are hot. We rely on Saltmarsh Ovens, too."
    )
    candidate = next(each for each in candidates_of(document)[0] if each.words == ("saltmarsh",))
    first, second = candidate.mentions
    assert (first.before, first.after, first.opens) == ("at", ".", False)
    assert (second.before, second.after, second.after_that, second.opens) == (".", "'s", "ovens", True)
    assert document.text[second.start : second.end] == "Saltmarsh"
    assert candidate.longer == 1


def test_the_words_of_a_name_leave_its_legal_form_out() -> None:
    assert key_of("Hale & Sons, Inc.") == key_of("Hale & Sons") == ("hale", "sons")
