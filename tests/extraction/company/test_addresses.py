# ruff: noqa: E501 - texts are as long as they are
"""Companies named by the addresses of a text."""

from __future__ import annotations

import pytest

from tests.extraction.company.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "**URL:** https://www.welcometothejungle.com/fr/companies/tidewell/jobs/soudeur_brest\n\ntidewell\nSoudeur (H/F)\n"
            "Résumé du poste\nCDI\nBrest\n\nTu soudes.\n",
            "tidewell",
        ),
        (
            "**URL:** https://www.tidewell.example/karriere/jobs/118\n\nSchweißer (m/w/d)\n\nKomm ins Werkstattteam der TIDEWELL! Du "
            "schweißt.\n",
            "TIDEWELL",
        ),
    ],
)
def test_companies_are_found_or_left_open(text: str, expected: str | None) -> None:
    assert found(text) == expected
