"""Countries of a remote job beside its towns."""

from __future__ import annotations

import pytest

from postings.extraction.pipeline import extract


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pinwheel | Leeds | REMOTE (UK only) | Kite Engineer<p>We make <i>kites</i>.", ["Leeds", "GB"]),
        (
            "Pinwheel | Kite Engineer | New York or remote within the US<p>We make <i>kites</i>.",
            ["New York", "US"],
        ),
        ("# Kite Engineer\n\nLocation: Lyon, France\n\nThe role is remote within France.", ["Lyon"]),
        ("# Kite Engineer\n\nLocation: Remote, Portugal - Lisbon\n\nWe make kites.", ["Lisbon"]),
        (
            "# Kite Engineer\n\nLocation: Vancouver\n\nRemote, but you must be located in Canada or Chile.",
            ["Vancouver", "CA", "CL"],
        ),
        ("# Kite Engineer | Remote | Australia\n\nLocation: Melbourne\n\nWe make kites.", ["Melbourne"]),
        (
            "# Kite Engineer\n\nLocation: Remote, Chile\n\nThis role is remote in Chile and Peru only.",
            ["CL", "PE"],
        ),
        ("# Kite Engineer\n\nLocation: Remote, Chile\n\nOur teams are in Chile and Peru.", ["CL"]),
        (
            "# Kite Engineer\n\nLocation: Austin (remote)\n\nMust be authorized to work in the US.",
            ["Austin"],
        ),
    ],
)
def test_country_of_a_remote_job_stands_beside_its_town(text: str, wanted: list[str]) -> None:
    found = extract(text).locations
    assert [f.value.city or f.value.country for f in found] == wanted
