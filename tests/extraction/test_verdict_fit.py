"""Fitting what the signs of a verdict count."""

from __future__ import annotations

import gzip
import json
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from postings.extraction import verdict_fit
from postings.extraction.verdict_fit import KnownText, fit, logistic
from postings.extraction.vocabulary import vocabulary_file


def known(number: int, *, posting: bool) -> KnownText:
    signs = {"duties": 1.5} if posting else {"an error": -5.0}
    kinds = {"duties": "posting", "an error": "error"}
    measures = {"share:role": 2.0 if posting else 0.1, "length": 3.0 + number % 3}
    return KnownText(number, posting, 1.0, signs, {name: kinds[name] for name in signs}, measures)


TEXTS = [known(number, posting=number % 2 == 0) for number in range(40)]


def table(path: Path, texts: list[KnownText]) -> Path:
    rows = (
        {
            "source": text.source,
            "posting": text.posting,
            "weight": text.weight,
            "signs": {name: [text.kinds[name], points] for name, points in text.signs.items()},
            "measures": text.measures,
        }
        for text in texts
    )
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def test_what_tells_the_texts_apart_gets_the_weight() -> None:
    fitted = fit(TEXTS)
    assert fitted.wording["share:role"] > abs(fitted.wording["length"])
    assert verdict_fit.LEAST_OF_OTHER_KINDS <= fitted.signs["an error"] <= verdict_fit.MOST


def test_a_value_that_tells_nothing_stays_near_where_it_was_drawn_to() -> None:
    rows = [{"noise": 1.0}] * 10
    found = logistic(
        rows, [True, False] * 5, [1.0] * 10, prior={"noise": 0.0}, ridge={"noise": 1.0}, bounds={}
    )
    assert found["noise"] == pytest.approx(0.0, abs=1e-6)


def test_weights_stay_within_their_bounds() -> None:
    rows = [{"sign": 1.0}] * 50
    found = logistic(
        rows, [True] * 50, [1.0] * 50, prior={"sign": 0.7}, ridge={"sign": 0.1}, bounds={"sign": (0.2, 1.1)}
    )
    assert found["sign"] == 1.1


def test_texts_of_one_kind_alone_cannot_be_fitted() -> None:
    with pytest.raises(ValueError, match="both postings and other texts"):
        fit([text for text in TEXTS if text.posting])


def test_the_command_fits_a_table_and_writes_the_weights(tmp_path: Path) -> None:
    out = StringIO()
    to = tmp_path / "verdict.toml"
    call_command("fit_verdict", str(table(tmp_path / "texts.jsonl.gz", TEXTS)), output=str(to), stdout=out)
    written = tomllib.loads(to.read_text(encoding="utf-8"))
    assert set(written["signs"]) == {"duties", "an error", verdict_fit.WORDING}
    assert "40 texts, 20 of them postings" in out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no gzip", "is not a gzip file"),
        (gzip.compress(b'{"posting": true}\n', mtime=0), "line 1 is no text of known verdict"),
        (gzip.compress(b"[]\n", mtime=0), "line 1 is no text of known verdict"),
    ],
    ids=["not compressed", "a value is missing", "not an object"],
)
def test_the_command_says_what_is_wrong_with_a_table(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "texts.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        call_command("fit_verdict", str(path), stdout=StringIO())


def test_the_weights_in_use_know_every_sign_and_measure_of_the_table_and_decide_most_of_its_texts_right() -> (
    None
):
    used = vocabulary_file("verdict.toml")
    texts = verdict_fit.read()
    signs, measures = used["signs"], used["wording"]["measures"]
    assert {name for text in texts for name in text.signs} <= set(signs)
    assert {name for text in texts for name in text.measures} == set(measures)
    right = 0
    for text in texts:
        wording = used["wording"]["constant"] + sum(
            measures[name] * value for name, value in text.measures.items()
        )
        most = used["wording"]["most"]
        score = used["constant"] + signs[verdict_fit.WORDING] * max(-most, min(most, wording))
        score += sum(signs[name] * points for name, points in text.signs.items())
        right += (score >= 0) is text.posting
    assert right / len(texts) > 0.94
