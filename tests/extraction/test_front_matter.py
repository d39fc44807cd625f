"""Front matter: YAML and TOML heads, their longer values as body text, postal addresses in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.extraction import front_matter
from postings.extraction.mapped import Mapped
from postings.extraction.pipeline import extract


def entries(head: str) -> list[tuple[str, str]]:
    found = front_matter.read(Mapped.whole(head))
    return [(entry.name, entry.value.text) for entry in found[0]] if found else []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("---\ntitle: Cook\n---\n", [("title", "Cook")]),
        ("---\ntitle: 'It''s a Cook'\n---\n", [("title", "It's a Cook")]),
        ('---\ntext: "One.\\r\\nTwo."\n---\n', [("text", "One.\nTwo.")]),
        ("---\ntext: >-\n  One\n  two.\nkind: x\n---\n", [("text", " One two."), ("kind", "x")]),
        ("---\ntext: |\n  One\n  two.\n---\n", [("text", " One\ntwo.")]),
        ("---\ntext: One\n  two\n---\n", [("text", "One\n  two")]),
        ("---\nfirm:\n  name: Larkmoor\n---\n", [("firm.name", "Larkmoor")]),
        ("---\nplaces:\n  - Leeds\n  - York\n---\n", [("places", "Leeds"), ("places", "York")]),
        ("---\ntags: [a, 'b']\n---\n", [("tags", "a"), ("tags", "b")]),
        ('+++\ntitle = "Cook"\n+++\n', [("title", "Cook")]),
        ('---\na: "never closed\nb: 2\n---\n', [("a", '"never closed'), ("b", "2")]),
        ("---\nduties_markdown: Cook\n---\n", [("duties", "Cook")]),
        ("---\nno key here\n---\n", []),
        ("---\ntitle: no end\n", []),
    ],
)
def test_values_of_every_form_are_read(head: str, expected: list[tuple[str, str]]) -> None:
    assert [(name, text.strip()) for name, text in entries(head)] == [(n, t.strip()) for n, t in expected]


@given(st.text(alphabet="-:=>|'\"[] ab\n\\", max_size=200))
def test_any_head_is_read_without_an_error(words: str) -> None:
    entries(f"---\n{words}\n---\n")


def test_long_values_become_the_body_and_addresses_tell_the_town() -> None:
    found = extract(
        "---\ntitle: Line cook wanted 78701\nbusiness_name: Copper Hen\nqualifications: >-\n"
        "  Two years of experience and knowledge of Toast and of\n  food safety rules are needed here.\n"
        "how_to_apply: 'Come by at 1200 E 6th St., Sunset Valley, TX 78745, "
        "or mail cook@copperhen.example.'\n"
        "---\nEvenings.\n"
    )
    assert found.verdict.value.is_posting
    assert found.company is not None
    assert found.company.value == "Copper Hen"
    assert [(f.value.city, f.value.region) for f in found.locations] == [("Sunset Valley", "TX")]
    assert found.experience_years_min is not None
    assert found.experience_years_min.value == 2


@pytest.mark.parametrize(
    ("text", "places", "workplace"),
    [
        (
            "Welder\nActon Works GmbH\nIndustriestraße 12\n73730 Esslingen\nWir suchen dich!",
            ["Esslingen"],
            None,
        ),
        (
            "Analyst\nIf you live within 40 miles of our Denver office or our Austin office, you come in "
            "two days a week. Otherwise this is a remote role.",
            ["Denver", "Austin"],
            "remote",
        ),
        (
            "# Nurse\n### Fernlea\n`🌎 remote,Bath, UK`\n\nYou will be caring for clients in their"
            " own homes.",
            ["Bath"],
            "onsite",
        ),
        (
            "Nurse (remote)\nYou must live in one of the following states: Ohio, Texas, "
            "Utah, Iowa, Maine, Georgia, Florida, Nevada.",
            [None],
            "remote",
        ),
        (
            "Vertrieb\nDu kannst arbeiten, von wo du willst. Wir suchen dich.",
            [],
            "remote",
        ),
    ],
)
def test_places_and_ways_of_working(text: str, places: list[str | None], workplace: str | None) -> None:
    found = extract(text)
    assert [f.value.city for f in found.locations] == places
    assert (found.workplace.value.value if found.workplace else None) == workplace


def test_a_template_s_variables_name_title_firm_and_place() -> None:
    found = extract(
        "<?php\n$title = 'Dayton - Delivery Drivers';\n$company = \"Norfield Freight\";\n$location"
        " = 'Dayton, OH';\n"
        "?>\n"
        "<section><h2>Requirements</h2><ul><li>CDL-A</li><li>2 years experience</li></ul>"
        "<p>Join our team.</p></section>"
    )
    assert found.title is not None
    assert found.title.value == "Delivery Drivers"
    assert found.company is not None
    assert found.company.value == "Norfield Freight"
    assert [f.value.city for f in found.locations] == ["Dayton"]


@pytest.mark.parametrize(
    ("comment", "title", "company"),
    [
        (
            "Brindle | Oslo | ONSITE | Senior | Engineering<p>We make boats.<p>Positions"
            "<p>Account Executive, see more: "
            '<a href="https://brindle.example/1">https://brindle.example/1</a>',
            "Account Executive",
            "Brindle",
        ),
        (
            "Brindle | Oslo | Full-stack, frontend, and backend engineers<p>Write to us.",
            "Full-stack, frontend, and backend engineers",
            "Brindle",
        ),
        ("Brindle - seed round, boats | Oslo | Onsite | Linux Admin<p>Join us.", "Linux Admin", "Brindle"),
    ],
)
def test_heads_of_comments(comment: str, title: str, company: str) -> None:
    found = extract(comment)
    assert found.title is not None
    assert found.title.value == title
    assert found.company is not None
    assert found.company.value == company
