# ruff: noqa: E501 - texts are as long as they are
"""Companies in the heads of comments of a hiring thread."""

from __future__ import annotations

import pytest

from tests.extraction import texts
from tests.extraction.company.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.COMMENT, "Quillstack"),
        ("Acme.com | Cook | Rome | Onsite\n\nWe cook.", "Acme"),
        ("Acme (YC S12) | Cook | Rome\n\nWe cook.", "Acme"),
        ("pinwheel.in | Oslo, Norway | Onsite | Cook<p>We make kites.", "pinwheel.in"),
        ("Love clay and string?<p>Pinwheel | Rome | Full-time | Onsite<p>We make kites.", "Pinwheel"),
        ("Seattle | Maybe remote | Kite Engineer | Pinwheel.co<p>We make kites.", "Pinwheel"),
        ("Pinwheel. London, UK. (ONSITE VISA)<p>We make kites for windy days.", "Pinwheel"),
        (
            "ONSITE- Pinwheel Toys is hiring Kite Engineers for their Leeds office.<p>Write to us.",
            "Pinwheel Toys",
        ),
        (
            "Leeds, UK | ONSITE | Amberton Kite Partners | Kite Engineer<p>We make kites.",
            "Amberton Kite Partners",
        ),
        ("Rome, Italy | Saltmarsh | Cook | Onsite\n\nWe cook.", "Saltmarsh"),
        ("Cook at Saltmarsh | Rome, Italy | Onsite\n\nWe cook.", "Saltmarsh"),
        ("Saltmarsh, Boston, MA, full-time\n\nWe cook.", "Saltmarsh"),
        ("Saltmarsh is hiring cooks in Rome (onsite)\n\nWe cook.", "Saltmarsh"),
        (
            "Technical Project Manager | Kubernetes | Onsite: Leeds<p>Kubernetes Ltd keeps ships on course. We are "
            "looking for a project manager.",
            "Kubernetes",
        ),
        (
            "Backend / DevOps @ Pinwheel Studios in Toronto, Ontario, Canada (full time)<p>Some things we use:<p>- Kites",
            "Pinwheel Studios",
        ),
        ("Segura | www.thesegura.com | Leeds | ONSITE<p>Segura moves cash. We are hiring.", "Segura"),
        ("Kite Partner ONE | Leeds | Onsite<p>See https://kitepartner.one. We fly.", "Kite Partner ONE"),
    ],
)
def test_companies_are_found_or_left_open(text: str, expected: str | None) -> None:
    if text.startswith(("Saltmarsh,", "Saltmarsh is hiring")):
        text = f'{text.split(chr(10))[0]}<p>We cook. <a href="https:&#x2F;&#x2F;s.example">here</a>'
    assert found(text) == expected
