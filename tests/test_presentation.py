"""How values read on a page."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from postings.models import Posting
from postings.presentation import (
    age_words,
    and_list,
    eligibility_words,
    pay_summary,
    period_note,
    places_line,
    unstated_of,
)
from postings.templatetags.postings import headings_from_3
from tests.factories import CountryFactory, PlaceFactory, PostingFactory, SalaryBandFactory

NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOON - timedelta(hours=3), "today"),
        (NOON - timedelta(hours=13), "yesterday"),
        (NOON - timedelta(days=2), "2 days ago"),
        (NOON - timedelta(days=30), "30 days ago"),
        (NOON - timedelta(days=31), "19 April 2026"),
        (NOON + timedelta(days=2), "22 May 2026"),
        (None, ""),
    ],
)
def test_age_is_in_days_and_turns_into_a_date(moment: datetime | None, words: str) -> None:
    assert age_words(moment, NOON) == words


def test_lists_read_as_english() -> None:
    assert [and_list([]), and_list(["a"]), and_list(["a", "b"]), and_list(["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "moved"),
    [
        ("<h2>A</h2><h3>B</h3>", "<h3>A</h3><h4>B</h4>"),
        ("<h4>A</h4><p>x</p><h4>B</h4>", "<h3>A</h3><p>x</p><h3>B</h3>"),
        ("<h4>A</h4><h2>B</h2><h4>C</h4>", "<h3>A</h3><h3>B</h3><h4>C</h4>"),
        ("<p>no headings, h2 in words</p>", "<p>no headings, h2 in words</p>"),
    ],
)
def test_headings_of_a_description_stand_under_the_pages_own(html: str, moved: str) -> None:
    assert headings_from_3(html) == moved


def test_the_reckoning_is_named_once_a_period() -> None:
    assert period_note(["month", "month", "hour", "year", "fixed"]) == "12 months, 2,080 hours"
    assert period_note(["year"]) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pay", "stated", "yearly"),
    [
        (
            ("11670.34", "14174.54", "USD", "month"),
            "$11,670.34–$14,174.54 a month",
            "$140,044–$170,094 a year",
        ),
        ((75_000, 95_000, "EUR", "year"), "€75,000–€95,000 a year", ""),
        (("19.50", None, "GBP", "hour"), "from £19.50 an hour", "from £40,560 a year"),
        ((None, 500, "PLN", "day"), "up to PLN 500 a day", "up to PLN 130,000 a year"),
        ((900, 900, "EUR", "fixed"), "€900 in all", ""),
    ],
)
def test_pay_is_shown_as_stated_with_its_yearly_figure(
    pay: tuple[Any, ...], stated: str, yearly: str
) -> None:
    summary = pay_summary(shown(PostingFactory(pay=pay)))
    assert summary is not None
    assert (summary.stated, summary.yearly) == (stated, yearly)


@pytest.mark.django_db
def test_bands_alike_are_drawn_together_and_others_are_counted() -> None:
    alike, unlike = PostingFactory(), PostingFactory()
    SalaryBandFactory(posting=alike, minimum=Decimal(100), maximum=Decimal(200), scope="Berlin")
    SalaryBandFactory(posting=alike, minimum=Decimal(150), maximum=Decimal(300), scope="Munich")
    SalaryBandFactory(posting=unlike, minimum=Decimal(100), maximum=Decimal(200), scope="Berlin")
    SalaryBandFactory(
        posting=unlike, minimum=Decimal(90), maximum=Decimal(150), currency="GBP", scope="Leeds"
    )
    together, first = pay_summary(shown(alike)), pay_summary(shown(unlike))
    assert together is not None
    assert first is not None
    assert (together.stated, together.bands) == ("$100–$300 a year", 2)
    assert (first.stated, first.bands) == ("$100–$200 a year", 2)


@pytest.mark.django_db
def test_pay_that_is_not_stated_is_none() -> None:
    assert pay_summary(shown(PostingFactory())) is None


@pytest.mark.django_db
def test_unknown_eligibility_is_never_called_worldwide() -> None:
    assert eligibility_words(shown(PostingFactory(remote=True))) == ""
    assert eligibility_words(shown(PostingFactory(eligibility="worldwide"))) == "Anywhere in the world"


@pytest.mark.django_db
def test_many_countries_are_named_by_their_area_or_counted() -> None:
    countries = [CountryFactory(country_code=f"Q{number}") for number in range(9)]
    posting = PostingFactory(remote=True, eligible=countries)
    assert eligibility_words(shown(posting)).endswith("Country Q5 and 3 more")
    Posting.objects.filter(pk=posting.pk).update(eligible_areas=["EU"])
    assert eligibility_words(shown(posting)) == "EU (9 countries)"


@pytest.mark.django_db
def test_places_beyond_the_second_are_counted() -> None:
    places = [PlaceFactory(name=name) for name in ("Ash", "Birch", "Cedar")]
    line = places_line(shown(PostingFactory(places=places)))
    assert line.startswith("Ash, ")
    assert line.endswith("and 1 more")


@pytest.mark.django_db
def test_what_a_posting_leaves_open_is_listed() -> None:
    assert unstated_of(shown(PostingFactory())) == ["place", "remote policy", "required skills"]
    assert unstated_of(shown(PostingFactory(remote=True, skills=["Go"]))) == ["who may apply"]
    assert unstated_of(shown(PostingFactory(onsite=True, skills=["Go"], places=[PlaceFactory()]))) == []


def shown(posting: Posting) -> Posting:
    assert timezone.now() > posting.published_at
    return Posting.objects.for_display().get(pk=posting.pk)
