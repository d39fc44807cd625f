"""Words marked in a text are read by the rule of their field."""

from __future__ import annotations

import pytest

from postings import selection
from postings.selection import SelectionError, received_offset
from tests.factories import DraftFactory, RawTextFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("title", " **Senior\n  Welder** ", "Senior Welder"),
        ("workplace", "100% remote", "remote"),
        ("workplace", "work from home two days a week", "hybrid"),
        ("employment_type", "6 month contract", "contract"),
        ("experience_years_min", "at least five years", 5),
        ("education", "PhD", "doctorate"),
        ("seniority", "junior", "entry"),
        ("apply_email", "jobs@alder.example", "jobs@alder.example"),
        ("apply_url", "https://alder.example/jobs/7", "https://alder.example/jobs/7"),
        ("expires_on", "31 December 2026", "2026-12-31"),
        ("posted_on", "1 May 2026", "2026-05-01"),
    ],
)
def test_the_words_are_read_as_the_field(field, words, value):
    assert selection.read_as(field, words) == [value]


def test_pay_places_and_skills_are_read_with_all_their_parts():
    (pay,) = selection.read_as("pay", "£45–50k")
    assert (pay["minimum"], pay["maximum"], pay["currency"], pay["period"]) == (
        "45000",
        "50000",
        "GBP",
        "year",
    )
    assert [place["city"] for place in selection.read_as("locations", "our office in Munich or Hamburg")] == [
        "Munich", "Hamburg",
    ]  # fmt: skip
    assert selection.read_as("required_skills", "**SQL** and Python") == ["SQL", "Python"]
    assert selection.read_as("preferred_skills", "Kubernetes") == ["Kubernetes"]
    assert selection.read_as("eligibility", "anywhere in the world")[0]["worldwide"]


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("pay", "a friendly team", "can't be read as this field"),
        ("pay", "  ** ", "Mark some words"),
        ("description_html", "words", "Choose a field"),
        ("nonsense", "words", "Choose a field"),
        ("company", "word " * 100, "too many words"),
        ("apply_email", "<script>alert(1)</script>", "can't be read"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(field, words, said):
    with pytest.raises(SelectionError, match=said):
        selection.read_as(field, words)


def test_the_evidence_is_the_words_as_they_stand_in_the_text():
    draft = DraftFactory(raw_text=RawTextFactory(text="We pay £45–50k 🎉 a year.\n"))
    start = draft.raw_text.text.index("£")
    (finding,) = selection.mark(draft=draft, field="pay", start=start - 1, end=start + 8)
    assert (finding.quote, finding.start, finding.end) == ("£45–50k", start, start + 7)
    assert (finding.rule, finding.confidence) == ("by hand", 1.0)
    selection.mark(draft=draft, field="pay", start=start, end=start + 7)
    assert draft.findings.count() == 1  # the same words twice are one piece of evidence


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 2), (0, 10_000_000), (99, 100)])
def test_offsets_outside_the_text_are_refused(start, end):
    draft = DraftFactory(raw_text=RawTextFactory(text="Short."))
    with pytest.raises(SelectionError):
        selection.mark(draft=draft, field="title", start=start, end=end)


def test_offsets_as_a_browser_counts_them_are_those_of_the_text_received():
    text = "a\r\nb\rc\nd"
    shown = "a\nb\nc\nd"
    assert [text[received_offset(text, at)] for at in (0, 2, 4, 6)] == ["a", "b", "c", "d"]
    assert received_offset(text, len(shown)) == len(text)
    assert received_offset(text, 10_000) == len(text)
