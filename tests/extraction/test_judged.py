"""Judged values as a data file, and the table of confidences that follows from it."""

from __future__ import annotations

from datetime import date

import pytest

from postings.extraction import calibration, confidence, judged
from postings.extraction.finding import Extraction
from postings.extraction.scoring import Answer

ANSWERS = [
    Answer("title", 0.96, True, "title.header", "one", "markdown"),
    Answer("required_skills", 0.75, False, "skills.named", "one", "markdown"),
    Answer("is_posting", 0.99, True, "verdict.posting", "one", "markdown"),
    Answer("title", 0.5, True, "title.prose", "two", "plain"),
]
HEAD = "# source: Two texts\n# date: 2026-01-02\ntext,form,field,rule,prior,right\n"


def test_the_table_in_use_is_the_fit_of_the_judged_values() -> None:
    known = judged.read()
    fitted = calibration.as_toml(calibration.fit(known.answers), source=known.source, made=known.date)
    assert confidence.FILE.read_text(encoding="utf-8") == fitted


def test_the_judged_values_are_many_and_of_every_kind_of_field_and_form() -> None:
    known = judged.read()
    assert len(known.answers) > 2000
    assert len({answer.text for answer in known.answers}) > 170
    assert {answer.form for answer in known.answers} >= {"markdown", "hn-comment", "html", "json", "plain"}
    fields = {answer.field for answer in known.answers}
    assert len(fields) >= 12
    assert fields <= set(Extraction.__dataclass_fields__)
    assert all(answer.rule for answer in known.answers)


def test_values_are_written_without_the_verdict_and_with_numbers_for_texts_and_read_again() -> None:
    written = judged.as_csv(ANSWERS, source="Two\ntexts", made=date(2026, 1, 2))
    assert written == HEAD + (
        "1,markdown,title,title.header,0.96,1\n1,markdown,required_skills,skills.named,0.75,0\n"
        "2,plain,title,title.prose,0.5,1\n"
    )
    known = judged.parse("# Values of a test.\n" + written)
    assert (known.source, known.date) == ("Two texts", date(2026, 1, 2))
    assert [(a.text, a.field, a.confidence, a.right) for a in known.answers] == [
        ("1", "title", 0.96, True),
        ("1", "required_skills", 0.75, False),
        ("2", "title", 0.5, True),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "do not say"),
        ("# source: Two texts\ntext,form,field,rule,prior,right\n", "do not say"),
        ("# source: Two texts\n# date: today\ntext,form,field,rule,prior,right\n", "today"),
        ("# source: Two texts\n# date: 2026-01-02\nname,town\n", "The columns are not text, form"),
        (HEAD + "1,plain,title,title.prose,0.5\n", "Value 1 is no row of 6 columns"),
        (HEAD + "1,plain,title,title.prose,half,1\n", "Value 1 is no row of 6 columns with a prior"),
        (
            HEAD + "1,plain,title,title.prose,0.5,1\n1,plain,title,title.prose,1.5,1\n",
            "Value 2: a prior lies",
        ),
        (HEAD + "1,plain,title,title.prose,0.5,yes\n", "right is 0 or 1"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        judged.parse(text)
