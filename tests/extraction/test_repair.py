"""Repair of characters that were read in a wrong encoding."""

from __future__ import annotations

import pytest
from ftfy.badness import is_bad

from postings.extraction.mapped import Mapped
from postings.extraction.repair import repaired


def test_no_character_from_the_no_break_space_on_is_damage_by_itself() -> None:
    assert not [chr(code) for code in range(0xA0, 0x10000) if is_bad(chr(code))]


@pytest.mark.parametrize(
    ("received", "read"),
    [
        ("it\x92s", "it’s"),  # one byte of cp1252 read as Latin-1
        ("£30,000", "£30,000"),
        ("itâ€™s", "it’s"),
        ("itÃ¢â‚¬â„¢s", "it’s"),  # damaged twice
    ],
)
def test_damage_is_mended_whether_of_one_character_or_several(received: str, read: str) -> None:
    assert repaired(Mapped.whole(received)).text == read
