"""The raw text cut at the ends of its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from postings.evidence import segments


@dataclass
class Found:
    pk: int
    field: str
    start: int
    end: int


def test_overlapping_words_belong_to_every_finding_that_covers_them():
    text = "Senior Welder wanted"
    cut = segments(text, [Found(1, "title", 0, 13), Found(2, "seniority", 0, 6)])
    assert [(run.text, run.fields, run.begins) for run in cut] == [
        ("Senior", ("seniority", "title"), (2, 1)),
        (" Welder", ("title",), ()),
        (" wanted", (), ()),
    ]
    assert cut[0].field == "seniority"  # the shorter one gives the colour
    assert cut[2].field == ""


def test_the_verdict_and_empty_spans_mark_nothing():
    cut = segments("abc", [Found(1, "verdict", 0, 3), Found(2, "title", 1, 1)])
    assert [(run.text, run.fields) for run in cut] == [("abc", ())]


def test_an_empty_text_has_no_segments():
    assert list(segments("", [Found(1, "title", 0, 5)])) == []


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.sampled_from(["title", "pay", "verdict"]), st.integers(0, 80), st.integers(0, 80)),
        max_size=8,
    ),
)
def test_the_segments_give_the_text_back_and_mark_exactly_the_spans(text, spans):
    findings = [Found(pk, field, start, end) for pk, (field, start, end) in enumerate(spans, start=1)]
    cut = segments(text, findings)
    assert "".join(run.text for run in cut) == text
    assert all(run.text for run in cut)
    marked = {
        (found.pk, position)
        for found in findings
        if found.field != "verdict"
        for position in range(found.start, min(found.end, len(text)))
    }
    assert {
        (pk, position)
        for run in cut
        for pk in run.findings
        for position in range(run.start, run.start + len(run.text))
    } == marked
    begins = [pk for run in cut for pk in run.begins]
    assert len(begins) == len(set(begins))
    assert set(begins) == {pk for pk, _ in marked}
