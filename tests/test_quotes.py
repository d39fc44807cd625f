"""The words behind the facts of a posting: shown where they still agree with it."""

from typing import Any

import pytest

from postings.models import Draft, DraftFinding, Posting
from postings.quotes import quotes_of
from tests.factories import CompanyFactory, DraftFactory, PlaceFactory, PostingFactory, RawTextFactory

pytestmark = pytest.mark.django_db

TEXT = (
    "# Welder\n\n**Ironside** in Old Harbour, hybrid, two days a week at the yard\n"
    "Pay: £19.50â€“£24 an hour. You know MIG welding.\n"
)


@pytest.fixture
def posting() -> Posting:
    return PostingFactory(
        title="Welder",
        company=CompanyFactory(name="Ironside Ltd"),
        hybrid=True,
        places=[PlaceFactory(id=7001)],
        pay=("19.50", 24, "GBP", "hour"),
        skills=["MIG welding"],
        experience_years_min=3,
    )


@pytest.fixture
def draft(posting: Posting) -> Draft:
    return DraftFactory(approved=True, posting=posting, raw_text=RawTextFactory(text=TEXT))


def add(draft: Draft, field: str, value: Any, quote: str) -> None:
    start = draft.raw_text.text.index(quote)
    DraftFinding.objects.create(
        draft=draft,
        field=field,
        value=value,
        quote=quote,
        start=start,
        end=start + len(quote),
        confidence=0.9,
        rule="a.rule",
    )


def facts(posting: Posting) -> dict[str, list[str]]:
    loaded = Posting.objects.for_display().get(pk=posting.pk)
    return {
        fact: [words for quote in quotes for words in quote.words]
        for fact, quotes in quotes_of(loaded).items()
    }


def test_each_fact_has_its_words(posting: Posting, draft: Draft) -> None:
    add(draft, "title", "Welder", "Welder")
    add(draft, "company", "Ironside", "Ironside")
    add(draft, "locations", {"city": "Old Harbour", "geoname_id": 7001}, "Old Harbour")
    add(draft, "workplace", "hybrid", "hybrid, two days a week at the yard")
    add(
        draft,
        "pay",
        {"minimum": "19.50", "maximum": "24", "currency": "GBP", "period": "hour"},
        "£19.50â€“£24 an hour",
    )
    add(draft, "required_skills", "MIG welding", "MIG welding")
    assert facts(posting) == {
        "title": ["Welder"],
        "company": ["Ironside"],
        "places": ["Old Harbour"],
        "workplace": ["hybrid, two days a week at the yard"],
        "pay": ["£19.50–£24 an hour"],
        "skills": ["MIG welding"],
    }


def test_words_that_misled_the_rule_are_not_shown_once_the_value_is_corrected(
    posting: Posting, draft: Draft
) -> None:
    add(draft, "workplace", "remote", "hybrid")
    add(draft, "experience_years_min", 2, "two days")
    add(draft, "pay", {"minimum": "19.50", "maximum": "24", "currency": "USD", "period": "hour"}, "£19.50")
    add(draft, "locations", {"city": "Elsewhere", "geoname_id": 7002}, "Old Harbour")
    add(draft, "required_skills", "TIG welding", "MIG welding")
    assert facts(posting) == {}


def only_quote(posting: Posting, fact: str) -> list[tuple[str, bool]]:
    (quote,) = quotes_of(Posting.objects.for_display().get(pk=posting.pk))[fact]
    return [(part.text, part.marked) for part in quote.parts]


def test_the_rest_of_the_line_gives_context_without_markup(posting: Posting, draft: Draft) -> None:
    add(draft, "workplace", "hybrid", "hybrid")
    assert only_quote(posting, "workplace") == [
        ("Ironside in Old Harbour, ", False),
        ("hybrid", True),
        (", two days a week at the yard", False),
    ]


def test_words_on_one_line_make_one_quote(posting: Posting, draft: Draft) -> None:
    add(draft, "workplace", "hybrid", "two days")
    add(draft, "workplace", "hybrid", "hybrid")
    add(draft, "workplace", "hybrid", "brid")
    assert only_quote(posting, "workplace") == [
        ("Ironside in Old Harbour, ", False),
        ("hybrid", True),
        (", ", False),
        ("two days", True),
        (" a week at the yard", False),
    ]


def test_a_long_line_is_cut_at_words(posting: Posting) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    draft = DraftFactory(
        approved=True,
        posting=posting,
        raw_text=RawTextFactory(text=f"{words} hybrid {words} at the yard {words}"),
    )
    add(draft, "workplace", "hybrid", "hybrid")
    add(draft, "workplace", "hybrid", "at the yard")
    parts = only_quote(posting, "workplace")
    assert parts[0][0].startswith("… word")
    assert " … word" in parts[2][0]
    assert parts[-1][0].endswith(" …")
    assert sum(len(text) for text, _ in parts) < 700


def test_of_html_only_the_words_are_shown(posting: Posting, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(text_format="html")
    add(draft, "workplace", "hybrid", "hybrid")
    assert only_quote(posting, "workplace") == [("hybrid", True)]


def test_a_posting_written_by_hand_has_no_quotes(posting: Posting) -> None:
    assert facts(posting) == {}


def test_malformed_values_are_passed_over(posting: Posting, draft: Draft) -> None:
    for field, value in (
        ("pay", {"minimum": "much"}),
        ("pay", None),
        ("locations", "Berlin"),
        ("eligibility", 3),
    ):
        add(draft, field, value, "Welder")
    assert facts(posting) == {}
