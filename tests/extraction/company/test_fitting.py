"""Weights fitted on postings whose company is known."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from postings.extraction.company.candidates import candidates_of
from postings.extraction.company.features import Spelled, features_of, none_features
from postings.extraction.company.fitting import Example, Fit, as_csv, as_toml, fit, forms, is_of, read
from postings.extraction.company.ranking import Model, likeliest
from postings.extraction.document import read_document

_FIRST = "Salt Marl Kest Heron Tide Wind Amber Bram Cinder Dove Elder Fern Gorse Hazel Iris Juniper".split()
_LAST = "marsh wick low bury".split()
FIRMS = [first + last for first in _FIRST for last in _LAST]
TEXT = (
    "You will bake bread at {firm} every night and clean the ovens in the morning. {firm} is warm. Our"
    " customers "
    "are hotels such as {other}, and we buy flour from {third} on Mondays. You have baked before, you like"
    " to rise "
    "early and you can carry a sack of flour. Bachelor not needed. We pay on time and give you bread for"
    " the whole "
    "family on every day of the week, and on Sundays cake."
)


def examples() -> list[Example]:
    return [
        Example(f"{firm} Group", TEXT.format(firm=firm, other=FIRMS[at - 1], third=FIRMS[at - 7]))
        for at, firm in enumerate(FIRMS)
    ]


@pytest.fixture(scope="module")
def found() -> Fit:
    return fit(examples())


def test_what_stands_around_the_company_gets_weight(found: Fit) -> None:
    assert found.texts == found.naming == len(FIRMS)
    assert found.weights["at _"] > max(0.0, found.weights.get("from _", 0.0))


def test_a_company_never_seen_is_found_with_the_weights(found: Fit) -> None:
    model = Model(found.weights, found.seen, ((0.5, 0.6),))
    document = read_document(TEXT.format(firm="Oakhollow", other="Pinebridge", third="Reedcastle"))
    spelled = Spelled.of(document)
    candidates, lines = candidates_of(document, spelled.words)
    features = features_of(document, candidates, lines, spelled, "", found.seen)
    scores = [model.score(each) for each in features]
    best, probability = likeliest(
        candidates, scores, model.score(none_features(document, candidates, features))
    )
    assert candidates[best].words == ("oakhollow",)
    assert probability > 0.5


def test_names_that_many_employers_write_are_counted(found: Fit) -> None:
    assert found.seen["bachelor"] == len(FIRMS)
    assert "saltmarsh" not in found.seen  # two others write it: hotels and millers


def test_the_same_examples_give_the_same_fit(found: Fit) -> None:
    assert fit(examples()) == found


def test_general_words_at_the_end_of_a_firms_name_may_be_left_out() -> None:
    assert forms("The Saltmarsh Group (part of Kestrel) Ltd.") == [("saltmarsh", "group"), ("saltmarsh",)]
    assert is_of(("saltmarsh",), "Saltmarsh Group")
    assert not is_of(("marlow",), "Saltmarsh Group")


def test_a_text_that_names_nobody_teaches_that(found: Fit) -> None:
    silent = [Example("Kettlewell", TEXT.format(firm="us", other=f, third=f)) for f in FIRMS]
    both = fit([*examples(), *silent])
    assert both.texts == 2 * both.naming
    assert both.weights["none"] > found.weights.get("none", -9.0)


def test_without_a_text_that_names_its_company_there_is_no_fit() -> None:
    with pytest.raises(ValueError, match="No description names its company"):
        fit([Example("Kettlewell", TEXT.format(firm="us", other="Marlow", third="Heron"))])


def test_the_command_writes_both_files(tmp_path: Path, found: Fit) -> None:
    table = tmp_path / "postings.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["company", "description"])
        rows.writerows([example.company, example.text] for example in examples())
    assert list(read(table)) == examples()
    call_command("fit_company", str(table), source="own texts", directory=str(tmp_path), date="2026-11-22")
    written = (tmp_path / "company_weights.toml").read_text(encoding="utf-8")
    assert tomllib.loads(written)["weights"] == found.weights
    assert tomllib.loads(written)["source"] == "own texts"
    assert written == as_toml(
        found,
        [(step["probability"], step["prior"]) for step in tomllib.loads(written)["step"]],
        source="own texts",
        made=date(2026, 11, 22),
    )
    assert (tmp_path / "capitalised_words.csv").read_text(encoding="utf-8") == as_csv(
        found, source="own texts", made=date(2026, 11, 22)
    )


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    table = tmp_path / "postings.csv"
    table.write_text("firm,description\nSaltmarsh,You bake.\n", encoding="utf-8")
    with pytest.raises(CommandError, match="No column named company"):
        call_command("fit_company", str(table), source="own", directory=str(tmp_path))
    with pytest.raises(CommandError, match="No such file"):
        call_command("fit_company", str(tmp_path / "none.csv"), source="own", directory=str(tmp_path))
