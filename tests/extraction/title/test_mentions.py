# ruff: noqa: E501 - texts are as long as they are
"""Names of occupations in running text, and what stands around them."""

from __future__ import annotations

import pytest

from postings.extraction.document import read_document
from postings.extraction.title.candidate import Candidate
from postings.extraction.title.mentions import MAX_MENTIONS, mentions


def words(text: str) -> list[str]:
    return [mention.text for mention in mentions(read_document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our client currently requires a Leedsbound TIG Welder to join the night shift.", "Leedsbound TIG Welder"),
        ("Per direct zijn wij op zoek naar een gedreven en nette Junior Inkoper voor ons magazijn.", "Junior Inkoper"),
        ("Estamos em busca de um Analista de Suporte Noturno para atuar na loja.", "Analista de Suporte Noturno"),
        ("Zur Verstärkung suchen wir eine Köchin (m/w/d) in Vollzeit.", "Köchin (m/w/d)"),
        ("Nous recherchons un Technicien de maintenance itinérant pour nos sites.", "Technicien de maintenance itinérant"),
        ("We hire a Ship Engineer, Night Watch for the season.", "Ship Engineer, Night Watch"),
    ],
)  # fmt: skip
def test_the_whole_name_is_among_the_mentions(text: str, expected: str) -> None:
    assert expected in words(text)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("We are looking for a careful Baker to join us.", "cue seek"),
        ("Wij zoeken een nauwkeurige Bakker voor onze winkel.", "cue seek"),
        ("You will report to the Head Baker of the house.", "cue reports"),
        ("As a Baker you rise early.", "cue as"),
        ("The Baker will rise early.", "next will"),
        ("Baker\n\nWe bake bread and rolls.", "whole line 1 False"),
    ],
)
def test_what_stands_around_a_mention_is_told(text: str, feature: str) -> None:
    assert any(feature in mention.features for mention in mentions(read_document(text)))


def test_what_a_rule_has_found_is_told_and_not_named_twice() -> None:
    document = read_document("We are looking for a Baker to join us.")
    at = document.text.index("Baker")
    found = [Candidate("Baker", at, at + 5, 0.7, "seeking")]
    same = [mention for mention in mentions(document, found) if (mention.start, mention.end) == (at, at + 5)]
    assert len(same) == 1
    assert "rule seeking" in same[0].features


def test_a_text_of_nothing_but_occupations_gives_a_bounded_number() -> None:
    assert len(mentions(read_document("Baker Welder Plumber " * 5000))) < MAX_MENTIONS + 20
