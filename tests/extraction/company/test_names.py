"""Names without their ornaments."""

from __future__ import annotations

import pytest

from postings.extraction.company import names


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Acme (https://acme.example)", "Acme"),
        ("-= ACME SECURITY =-", "ACME SECURITY"),
        ("Acme Inc.", "Acme Inc."),
        ("acme.io", "Acme"),
        ("Acme is hiring!", "Acme"),
    ],
)
def test_names_lose_their_ornaments(written: str, cleaned: str) -> None:
    assert names.cleaned(written) == cleaned
