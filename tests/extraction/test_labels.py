"""The label form of an extraction."""

from __future__ import annotations

from decimal import Decimal

import pytest

from postings.extraction.finding import Pay, PayPeriod
from postings.extraction.labels import as_label, envelope
from postings.extraction.pipeline import extract
from tests.extraction import texts


def band(low: int | None, high: int | None, currency: str = "USD", period: PayPeriod = PayPeriod.YEAR) -> Pay:
    return Pay(
        None if low is None else Decimal(low), None if high is None else Decimal(high), currency, period
    )


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([], None),
        ([band(10, 20)], band(10, 20)),
        ([band(10, 20), band(15, 30)], band(10, 30)),
        ([band(None, 90)], band(None, 90)),
        ([band(50, None)], band(50, None)),
        ([band(10, 20), band(12, 22), band(8, 18, "CAD")], band(10, 22)),
    ],
)
def test_several_bands_make_one_envelope(bands: list[Pay], expected: Pay | None) -> None:
    assert envelope(bands) == expected


def test_a_posting_has_its_fields_and_the_evidence_for_each() -> None:
    label = as_label(extract(texts.PLAIN))
    assert label["title"] == "Warehouse Supervisor"
    assert label["locations"] == [{"city": "Leeds", "region": None, "country": "GB"}]
    assert label["pay"] == {"min": 31000, "max": 34000, "currency": "GBP", "period": "year"}
    assert label["expires_on"] == "2026-03-14"
    evidence = label["evidence"]["title"]
    assert texts.PLAIN[evidence["start"] : evidence["end"]] == evidence["quote"] == "Warehouse Supervisor"
    assert len(label["evidence"]["required_skills"]) == len(label["required_skills"])


def test_what_a_text_taken_for_no_posting_says_is_kept_for_who_knows_better() -> None:
    closed = f"This job is no longer available.\n\n{texts.PLAIN}"
    label = as_label(extract(closed))
    assert (label["is_posting"], label["kind"]) == (False, "closed")
    assert label["title"] == "Warehouse Supervisor"
    assert "title" in label["evidence"]


def test_a_page_of_an_error_has_nothing_but_the_verdict() -> None:
    label = as_label(extract("404 Not Found: the page could not be found."))
    assert label["is_posting"] is False
    assert label["title"] is label["pay"] is None
    assert set(label["evidence"]) == {"is_posting"}
