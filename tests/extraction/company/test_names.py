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


@pytest.mark.parametrize("written", ["Quillmark Corporation 3.1", "Quillmark Corporation 4.2 out of 5"])
def test_what_employees_give_it_is_no_part_of_the_name(written: str) -> None:
    assert names.cleaned(written) == "Quillmark Corporation"
