"""Terms of requirements that no skill knows."""

from hypothesis import given
from hypothesis import strategies as st

from postings.extraction import pipeline, unknown_terms
from postings.extraction.document import read_document

TEXT = """# Rigger

Company: Alder Works

## About us
We love Bramblecorp and Zorbix.

## Requirements
- Experience with Python, Floomtool and Apache Zorbium
- Strong knowledge of Flurbing or HL7x
- Bachelor's degree in Computer Science
- Excellent communication
- Grommetry

## Nice to have
- Docker, Quuxly
"""


def terms(text, extra=()):
    return [seen.text for seen in unknown_terms.find(read_document(text), extra)]


def test_names_listed_as_requirements_that_no_skill_knows_are_found():
    assert terms(TEXT) == ["Floomtool", "Apache Zorbium", "Flurbing", "HL7x", "Grommetry", "Quuxly"]


def test_each_comes_with_its_line():
    seen = unknown_terms.find(read_document(TEXT))[0]
    assert "Experience with Python, Floomtool" in seen.line


def test_what_has_been_added_is_known():
    assert "Floomtool" not in terms(TEXT, extra=(("Floomtool", "Floomtool"),))


def test_added_spellings_are_read_as_their_skill():
    extra = (("Floomtool", "Floomtool"), ("Welding", "Grommetry"), ("Python", "Docker"))
    read = pipeline.extract(TEXT, extra=extra)
    required = [finding.value for finding in read.required_skills]
    assert "Floomtool" in required
    assert "Welding" in required
    assert [finding.value for finding in read.preferred_skills] == [
        "Docker"
    ]  # the vocabulary's meaning stays
    for finding in read.required_skills:
        assert TEXT[finding.start : finding.end] == finding.quote
    assert "Floomtool" not in [finding.value for finding in pipeline.extract(TEXT).required_skills]


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text):
    for seen in unknown_terms.find(read_document(f"## Requirements\n- {text}")):
        assert seen.text
        assert len(seen.text) <= unknown_terms.MAX_TERM_CHARS
