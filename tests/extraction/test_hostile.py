# ruff: noqa: E501 - texts are as long as they are
"""Hostile and damaged texts: nothing raises, evidence quotes the text exactly, the same text gives the same
answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postings.extraction.assembly import MAX_CHROME_CHARS, MAX_PARTS, MAX_TEXT_CHARS
from postings.extraction.document import MAX_POSTINGS, read_document, split_document
from postings.extraction.finding import Extraction, Finding
from postings.extraction.labels import LIST_FIELDS, SINGLE_FIELDS, as_label
from postings.extraction.pipeline import extract, extract_all
from postings.extraction.traps import traps
from tests.extraction import texts

ROOT = Path(__file__).parents[2]
PIECES = (
    "<p>", "</p>", "<a href=\"", "<div class='job-title'>", "<script type=\"application/ld+json\">", "</script>", "<!--", "<li>", "<h1>", "&amp;",
    "&#x2F;", "{", "}", "[", "]", "\"title\":", "\"description\":", ",", "\\u00e9", "\\", "**", "_", "](http://", "# ", "* ", "| ", "\n", "\r\n", "â€™",
    "ðŸ’°", "\u00a0", "\ufffd", "\u202e", "$120k", "€70.000", "5+ years", "Berlin, Germany", "Remote", "Senior Engineer", "Requirements:", "Python",
    "Nice to have", "jobs@acme.example", "https://acme.example/jobs/1", "title,company,description\n", "\ud800", "İ", "ß", "\x00", "---\n",
)  # fmt: skip
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=60).map("".join)


def findings(extraction: Extraction) -> list[Finding[Any]]:
    out: list[Finding[Any]] = [extraction.verdict]
    for name in SINGLE_FIELDS:
        if (finding := getattr(extraction, name)) is not None:
            out.append(finding)
    for name in LIST_FIELDS:
        out.extend(getattr(extraction, name))
    return out


def assert_sound(text: str) -> None:
    for extraction in extract_all(text):
        assert_sound_extraction(text, extraction)


def assert_sound_extraction(text: str, extraction: Extraction) -> None:
    for finding in findings(extraction):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.quote
        assert 0 <= finding.confidence <= 1
        assert finding.rule


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
def test_any_text_is_read_and_its_evidence_quotes_it(text: str) -> None:
    assert_sound(text)


@settings(max_examples=100)
@given(HOSTILE)
def test_lines_facts_and_links_lie_in_the_canonical_text(text: str) -> None:
    for document in split_document(text):
        for line in document.lines:
            assert document.text[line.start : line.end] == line.text
        for fact in document.facts:
            assert document.text[fact.start : fact.end] == fact.value
        for link in document.links:
            assert 0 <= link.start <= link.end <= len(document.text)
            assert 0 <= link.received_start <= link.received_end <= len(text)


@pytest.mark.parametrize("name", texts.POSTINGS)
def test_evidence_of_every_form_quotes_the_text(name: str) -> None:
    assert_sound(texts.POSTINGS[name])


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "\n", "1", "$1 ", "*", "*a ", "[", "[a](b) ", "[a](", "<", '<a "', '<a href="x" ', "<p>", "<script>", "<!--", "&", "&amp;", "a | ", '"', "İ",
     '{"a":',
         '[{"title":"x","company":"y","location":"z"},',
         "a@", "http://a.b/c ", "a: ", "The Acme ", "Senior Engineer\n", "5 years ", "London, UK\n", "â€™",
     "Java, ", "looking for a ", "- Java\n", "# Requirements\n", "\x00", "\r\n", "<h1>x</h1>", "A", ","],
)  # fmt: skip
def test_long_monotonous_texts_are_read(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    extraction = extract(text)
    assert text[extraction.verdict.start : extraction.verdict.end] == extraction.verdict.quote


@pytest.mark.parametrize("name", traps())
def test_texts_made_to_be_slow_are_read_and_only_so_far(name: str) -> None:
    text = traps()[name](70_000)
    documents = split_document(text)
    assert len(documents) <= MAX_POSTINGS
    document = documents[0]
    assert len(document.text) <= MAX_TEXT_CHARS + MAX_CHROME_CHARS + MAX_PARTS
    assert_sound_extraction(text, extract(text))


def test_only_the_beginning_of_a_huge_text_is_read_and_the_note_says_so() -> None:
    text = (
        texts.PLAIN + "\nWe are a friendly firm and we like long texts about nothing in particular." * 14_000
    )
    extraction = extract(text)
    assert extraction.title is not None
    assert extraction.title.value == "Warehouse Supervisor"
    assert extraction.notes == (f"Only the first {MAX_TEXT_CHARS:,} characters were read.",)


def test_deep_nesting_is_no_danger() -> None:
    for text in (
        '{"a":' * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "<div>" * 50_000 + "Cook" + "</div>" * 50_000,
    ):
        assert read_document(text).postings == 1


@pytest.mark.parametrize("seed", ["0", "1", "random"])
def test_answers_do_not_depend_on_the_hash_seed(seed: str) -> None:
    program = (
        "import json, sys; from postings.extraction.labels import as_label; from "
        "postings.extraction.pipeline import extract;"
        "print(json.dumps([as_label(extract(text)) for text in json.load(sys.stdin)]))"
    )
    sources = list(texts.POSTINGS.values())
    run = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(sources), capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    assert json.loads(run.stdout) == json.loads(json.dumps([as_label(extract(text)) for text in sources]))


# --- changes that must not change the values ---------------------------------------------------------------


def values(text: str) -> dict[str, Any]:
    label = as_label(extract(text))
    return {key: label[key] for key in label if key not in ("format", "evidence", "reason", "notes")}


def mojibake(text: str) -> str:
    return "".join(c if c.isascii() else c.encode("utf-8").decode("cp1252", errors="replace") for c in text)


def as_html(text: str) -> str:
    from html import escape

    blocks = []
    for line in text.split("\n"):
        if line.startswith("- "):
            blocks.append(f"<ul><li>{escape(line[2:])}</li></ul>")
        elif line.endswith(":") and line:
            blocks.append(f"<h2>{escape(line)}</h2>")
        elif line:
            blocks.append(f"<p>{escape(line)}</p>")
    return "<!doctype html><html><body><main>" + "\n".join(blocks) + "</main></body></html>"


@pytest.mark.parametrize("name", ["plain", "markdown", "comment"])
def test_carriage_returns_change_nothing(name: str) -> None:
    assert values(texts.POSTINGS[name].replace("\n", "\r\n")) == values(texts.POSTINGS[name])


@pytest.mark.parametrize("name", ["plain", "markdown"])
def test_no_break_spaces_change_nothing(name: str) -> None:
    text = texts.POSTINGS[name]
    changed = "\n".join(
        line if line.startswith(("#", "*", "-")) else line.replace(" ", "\u00a0") for line in text.split("\n")
    )
    assert values(changed) == values(text)


@pytest.mark.parametrize("name", ["plain", "markdown"])
def test_mojibake_changes_nothing(name: str) -> None:
    assert values(mojibake(texts.POSTINGS[name])) == values(texts.POSTINGS[name])


def test_html_around_a_plain_text_changes_nothing() -> None:
    plain, wrapped = values(texts.PLAIN), values(as_html(texts.PLAIN))
    assert {key: wrapped[key] for key in plain} == plain


@pytest.mark.parametrize(
    "trap",
    [
        "We raised $40M in our Series B and process $2B a year.",
        "We match 100% of your 401k up to $10,000.",
        "You get £500 to spend on your home office and a £2,000 referral bonus.",
        "Founded in 1998, we have been in business for over 25 years.",
        "The statutory minimum wage is £11.44 per hour.",
        "Our customers include firms in Tokyo, Paris and New York.",
        "We go the extra mile and excel at what we do.",
    ],
)
def test_sentences_about_the_firm_change_no_value(trap: str) -> None:
    text = texts.PLAIN.replace("Responsibilities:", f"About us:\n{trap}\n\nResponsibilities:")
    assert values(text) == values(
        texts.PLAIN.replace("Responsibilities:", "About us:\nWe like lorries.\n\nResponsibilities:")
    )
