"""Changes that must not change the values, over the project's labelled corpus: damage of every kind on the
way, and sentences with sums, places, years and skills that are not the posting's own.

Each kind of damage is tried on every sixth of the texts that it fits, by turns; with METAMORPHIC=all on all
of them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from postings.extraction.labels import as_label
from postings.extraction.pipeline import extract
from postings.management.commands.score_extraction import read_labels
from tests.extraction import damage
from tests.extraction.asides import ASIDES

CORPUS = Path(__file__).parents[1] / "corpus" / "labels.jsonl"
NOTHING = "We like what we do and we do it well."
STRIDE = 1 if os.environ.get("METAMORPHIC") == "all" else 6
ASIDE = {"format", "evidence", "reason", "notes", "kind"}
DAMAGE = damage.WRITTEN | damage.PLAIN


@cache
def corpus() -> tuple[dict[str, Any], dict[str, str]]:
    return read_labels(CORPUS)


def values(text: str) -> dict[str, Any]:
    """What is read from a posting; of anything else only that it is none."""
    label = as_label(extract(text))
    if not label["is_posting"]:
        return {"is_posting": False}
    return {key: value for key, value in label.items() if key not in ASIDE}


@cache
def own_values(identifier: str) -> dict[str, Any]:
    return values(corpus()[1][identifier])


def fitting(kind: str) -> list[str]:
    labels, texts = corpus()
    formats = {"plain"} if kind in damage.PLAIN else {"plain", "markdown"}
    return [
        name
        for name, text in texts.items()
        if (kind in damage.ANY or labels[name]["format"] in formats) and DAMAGE[kind](text) != text
    ]


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_on_the_way_changes_no_value(kind: str) -> None:
    names = fitting(kind)[list(DAMAGE).index(kind) % STRIDE :: STRIDE]
    assert names
    changed = {}
    for name in names:
        before, after = own_values(name), values(DAMAGE[kind](corpus()[1][name]))
        if differing := {key for key in before if before[key] != after[key]}:
            changed[name] = {key: (before[key], after[key]) for key in differing}
    assert changed == {}


@pytest.mark.parametrize("aside", ASIDES)
def test_a_sentence_that_says_nothing_of_the_job_changes_no_value(aside: str) -> None:
    labels, texts = corpus()
    written = [
        name
        for name, label in labels.items()
        if label["is_posting"] and label["format"] in ("plain", "markdown")
    ]
    changed = {}
    for name in written[ASIDES.index(aside) % (3 * STRIDE) :: 3 * STRIDE]:
        before, after = (
            values(about(texts[name], labels[name], NOTHING)),
            values(about(texts[name], labels[name], aside)),
        )
        if differing := {key: (before[key], after[key]) for key in before if before[key] != after[key]}:
            changed[name] = differing
    assert changed == {}


def about(text: str, label: dict[str, Any], sentence: str) -> str:
    """The text with the sentence under a heading of its own at the end."""
    heading = "## About us" if label["format"] == "markdown" else "About us"
    return f"{text.rstrip()}\n\n{heading}\n\n{sentence}\n"
