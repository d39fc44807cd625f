"""Fitting the weights of towns: signs of places of work weigh up, rare ones nothing."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from postings.extraction.place_fit import Example, as_toml, fit


def examples() -> list[Example]:
    found = []
    for number in range(60):
        found.append(Example(frozenset(["in", "early"]), number % 6 > 0, "one"))
        found.append(Example(frozenset(["with", "early"]), number % 6 == 0, "two"))
    found.append(Example(frozenset(["rare"]), True, "one"))
    return found


def test_a_sign_weighs_as_it_tells_places_of_work() -> None:
    weights = fit(examples()).weights
    assert weights["in"] > 1 > 0 > -1 > weights["with"]
    assert "rare" not in weights
    assert abs(weights.get("early", 0.0)) < 0.3


def test_a_fit_is_the_same_each_time_and_can_be_read_back() -> None:
    written = as_toml(fit(examples()), examples(), source='"made up"', made=date(2026, 1, 2))
    assert written == as_toml(fit(examples()), examples(), source='"made up"', made=date(2026, 1, 2))
    data = tomllib.loads(written)
    assert data["weights"] == fit(examples()).weights
    assert (data["towns"], data["source"]) == (121, '"made up"')


def test_towns_of_one_kind_alone_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="places of work and towns that are none"):
        fit([Example(frozenset(["in"]), True, "one")])


def test_the_command_fits_on_labelled_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texts").mkdir()
    lines = []
    for number, town in enumerate(
        ["Leeds", "Potsdam", "Antwerp", "Porto", "Turin", "Lyon", "Oslo", "Tampere"] * 2
    ):
        text = f"Fitter\n\nOur mill in {town} is old and needs you. Its flour goes to bakers in Dublin.\n"
        (tmp_path / "texts" / f"p{number}.txt").write_text(text, encoding="utf-8")
        country = {
            "Leeds": "GB",
            "Potsdam": "DE",
            "Antwerp": "BE",
            "Porto": "PT",
            "Turin": "IT",
            "Lyon": "FR",
        }
        country["Oslo"] = "NO"
        place = {"city": town, "region": None, "country": country.get(town, "FI")}
        lines.append(json.dumps({"id": f"p{number}", "is_posting": True, "locations": [place]}))
    (tmp_path / "labels.jsonl").write_text("\n".join(lines), encoding="utf-8")
    output = tmp_path / "weights.toml"
    call_command("fit_place_weights", str(tmp_path / "labels.jsonl"), "--output", str(output))
    assert "32 towns of 16 texts, 16 of them places of work." in capsys.readouterr().out
    data = tomllib.loads(output.read_text(encoding="utf-8"))
    assert data["source"] == "16 labelled texts"
    assert data["weights"]["first town"] > 0


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "labels.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(CommandError, match="holds no labels"):
        call_command("fit_place_weights", str(tmp_path / "labels.jsonl"))
