"""The frozen calibration: a data file that rises, states its source, and gives the confidences."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from postings import drafting
from postings.extraction import calibration, confidence
from postings.extraction.confidence import Calibration, calibrated
from postings.extraction.finding import Extraction, Finding, Verdict
from postings.extraction.labels import LIST_FIELDS, SINGLE_FIELDS
from postings.extraction.pipeline import extract, extract_priors
from postings.extraction.scoring import Answer
from tests.extraction import texts

VERDICT = Finding(Verdict(True, "posting", "Reads like one."), "", 0, 0, 0.9, "verdict.test")
RECORD = tomllib.loads(confidence.FILE.read_text(encoding="utf-8"))


def test_the_frozen_confidence_rises_with_the_prior_and_is_never_certain() -> None:
    table = confidence.load()
    steps = [table.confidence(step / 1000) for step in range(1001)]
    assert steps == sorted(steps)
    assert steps[0] == 0
    assert steps[-1] <= confidence.TOP
    assert len(set(steps)) > 100
    for prior, share in table.points:
        assert table.confidence(prior) == pytest.approx(share, abs=0.001)


def test_the_file_says_what_it_was_made_from_when_and_how() -> None:
    assert RECORD["source"]
    assert RECORD["method"]
    assert isinstance(RECORD["date"], date)
    assert RECORD["values"] == sum(step["n"] for step in RECORD["step"])
    assert all(0 <= step["right"] <= step["n"] for step in RECORD["step"])


def test_the_file_s_shares_follow_from_its_counts() -> None:
    """Nobody has edited a share by hand."""
    answers = [
        Answer("title", step["prior"], number < step["right"])
        for step in RECORD["step"]
        for number in range(step["n"])
    ]
    again = calibration.fit(answers)
    assert [step.share for step in again] == pytest.approx(
        [step["share"] for step in RECORD["step"]], abs=0.001
    )


def test_values_are_filled_in_from_the_confidence_that_the_file_states() -> None:
    assert drafting.FILL_FROM == confidence.load().fill_from == RECORD["fill_from"]
    surest, doubtful = (
        Extraction("plain", "en", VERDICT, title=Finding("Cook", "Cook", 0, 4, share, "title.test"))
        for share in (RECORD["fill_from"], RECORD["fill_from"] - 0.001)
    )
    assert drafting.values_of(surest).title == "Cook"
    assert drafting.values_of(doubtful).title == ""


@pytest.mark.parametrize("name", texts.POSTINGS)
def test_every_value_of_a_text_has_the_confidence_of_its_prior(name: str) -> None:
    before, after = extract_priors(texts.POSTINGS[name]), extract(texts.POSTINGS[name])
    table = confidence.load()
    assert after == calibrated(before)
    assert after.verdict == before.verdict
    for field in SINGLE_FIELDS:
        prior, sure = getattr(before, field), getattr(after, field)
        assert (prior is None) == (sure is None)
        if prior is not None:
            assert (sure.value, sure.confidence) == (prior.value, table.confidence(prior.confidence))
    for field in LIST_FIELDS:
        priors = [finding.confidence for finding in getattr(before, field)]
        assert [finding.confidence for finding in getattr(after, field)] == [
            table.confidence(prior) for prior in priors
        ]


def test_shares_that_would_fall_are_pooled_and_few_values_change_little() -> None:
    answers = [
        *(Answer("title", 0.5, True) for _ in range(3)),
        *(Answer("title", 0.75, number % 10 > 0) for number in range(200)),
        *(Answer("title", 0.9, number % 10 > 1) for number in range(100)),
        *(Answer("is_posting", 0.9, False) for _ in range(500)),
    ]
    steps = calibration.fit(answers)
    assert [(step.prior, step.n, step.right) for step in steps] == [
        (0.5, 3, 3),
        (0.75, 200, 180),
        (0.9, 100, 80),
    ]
    assert steps[0].share == pytest.approx((3 + 5) / 13, abs=1e-4)
    assert steps[1].share == steps[2].share == pytest.approx(0.8643, abs=1e-3)


def test_a_text_that_is_left_out_has_the_confidence_of_the_others() -> None:
    good = [Answer("title", 0.9, True, "title.test", "good") for _ in range(90)]
    bad = [Answer("title", 0.9, False, "title.test", "bad") for _ in range(90)]
    sure = calibration.cross_validated([*good, *bad])
    assert {(answer.text, answer.confidence) for answer in sure} == {("good", 0.09), ("bad", 0.99)}
    assert calibration.cross_validated(good) == []


def test_a_calibration_is_written_and_read_again() -> None:
    steps = [calibration.Step(0.5, 4, 3, 0.55), calibration.Step(0.9, 40, 38, 0.94)]
    written = calibration.as_toml(steps, source='Texts "of ours"', made=date(2026, 1, 2))
    assert confidence.parse(written) == Calibration(((0.5, 0.55), (0.9, 0.94)), 0.5)
    assert tomllib.loads(written)["source"] == 'Texts "of ours"'
    assert tomllib.loads(written)["values"] == 44


@pytest.mark.parametrize(
    "steps",
    [
        "",
        "[[step]]\nprior = 0.5\nshare = 0.6\n[[step]]\nprior = 0.6\nshare = 0.5",
        "[[step]]\nprior = 0.5\nshare = 1.0",
    ],
)
def test_a_calibration_that_does_not_rise_is_refused(steps: str) -> None:
    text = f"fill_from = 0.6\n{'' if steps else 'step = []'}\n{steps}"
    with pytest.raises(ValueError, match="alibration"):
        confidence.parse(text)


def test_nothing_can_be_calibrated_with_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        calibration.fit([Answer("is_posting", 0.9, True)])
