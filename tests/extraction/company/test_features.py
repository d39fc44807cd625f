"""What speaks for and against a name."""

from __future__ import annotations

from postings.extraction.company.candidates import candidates_of
from postings.extraction.company.features import Features, Spelled, features_of, none_features, step_of
from postings.extraction.document import read_document


def of(text: str, name: str, *, title: str = "", seen: dict[str, int] | None = None) -> Features:
    document = read_document(text)
    spelled = Spelled.of(document)
    candidates, lines = candidates_of(document, spelled.words)
    features = features_of(document, candidates, lines, spelled, title, seen or {})
    return next(each for each, of in zip(features, candidates, strict=True) if " ".join(of.words) == name)


def test_the_words_before_and_behind_a_name_speak() -> None:
    features = of("You will bake at Saltmarsh every night.", "saltmarsh")
    assert {"at _", "_ every", "bake at _", "_ every night", "at _ every"} <= features.keys()


def test_an_address_that_spells_the_name_speaks_for_it() -> None:
    features = of("Bake with us at Saltmarsh. Write to jobs@saltmarsh.example to begin.", "saltmarsh")
    assert "host" in features


def test_a_name_that_is_the_title_a_skill_or_a_town_is_known_as_such() -> None:
    assert "is title" in of("Night Baker\n\nYou bake.", "night baker", title="Night Baker")
    assert "skill" in of("You write Kotlin every day.", "kotlin")
    assert "town" in of("You live in Hamburg now.", "hamburg")


def test_a_name_that_many_employers_write_is_known_as_such() -> None:
    assert "seen 6" in of("You hold a Bachelor of old.", "bachelor", seen={"bachelor": 64})
    assert "seen 0" in of("You bake at Saltmarsh now.", "saltmarsh")
    assert [step_of(employers) for employers in (0, 2, 3, 16, 5000)] == [0, 0, 2, 4, 7]


def test_cues_of_the_prose_speak() -> None:
    features = of("Saltmarsh is an equal opportunity employer. You bake.", "saltmarsh")
    assert "cue equal_opportunity" in features
    assert features["cues"] >= 2


def test_nobody_has_features_too() -> None:
    document = read_document("You bake at Saltmarsh. Saltmarsh is warm.")
    candidates, _ = candidates_of(document)
    assert none_features(document, candidates, [])["none most"] > 1
