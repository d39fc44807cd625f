"""No field may fall back: what the extraction reaches on the project's own corpus, held as floors that only
rise.

The corpus' authors knew the rules (see its README), so these figures guard against falling back and say
little about other texts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from postings.extraction import scoring
from postings.extraction.labels import as_label
from postings.extraction.pipeline import extract
from postings.management.commands.score_extraction import read_labels

CORPUS = Path(__file__).parents[1] / "corpus" / "labels.jsonl"
RATES = {
    "is_posting": 0.98,
    "title": 0.98,
    "company": 0.97,
    "workplace": 0.97,
    "pay": 0.97,
    "employment_type": 0.97,
    "seniority": 0.97,
    "experience_years_min": 0.96,
    "education": 0.96,
    "apply_url": 0.98,
    "skill_split": 0.98,
}
F1 = {"locations": 0.98, "countries": 0.98, "required_skills": 0.96, "preferred_skills": 0.94, "skills": 0.96}
CALIBRATION_ERROR = 0.05


@cache
def measured() -> scoring.Score:
    labels, texts = read_labels(CORPUS)
    return scoring.score(labels, {identifier: as_label(extract(text)) for identifier, text in texts.items()})


@pytest.mark.parametrize("field", RATES)
def test_the_rate_of_each_field_stays_above_its_floor(field: str) -> None:
    assert measured().tallies[field].rate() >= RATES[field]


@pytest.mark.parametrize("field", F1)
def test_f1_of_each_set_stays_above_its_floor(field: str) -> None:
    assert measured().tallies[field].f1() >= F1[field]


def test_confidence_says_how_often_values_are_right() -> None:
    assert scoring.calibration_error(measured().answers) <= CALIBRATION_ERROR
