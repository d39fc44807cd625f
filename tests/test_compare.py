"""A posting's pay beside that of the same role."""

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client

from postings.compare import compared
from postings.models import Posting
from postings.roles import role_for
from tests.factories import PostingFactory
from tests.views.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def nurse(low: float, high: float, **given: object) -> Posting:
    return PostingFactory(
        title="Registered Nurse", role=role_for("Registered Nurse"), pay=(low, high, "USD", "year"), **given
    )


def test_it_lies_by_the_middle_of_its_range_among_all_of_the_role() -> None:
    low, middle, high = nurse(40_000, 60_000), nurse(60_000, 80_000), nurse(90_000, 90_000)
    found = compared(high)
    assert found is not None
    assert (found.own, found.words, found.level) == (Decimal(90_000), "above the median", "")
    assert (found.pay.low, found.pay.median, found.pay.n, found.pay.of) == (50_000, 70_000, 3, 3)
    assert [compared(one).words for one in (low, middle)] == ["below the median", "at the median"]  # type: ignore[union-attr]


def test_its_own_level_is_the_measure_where_enough_state_their_pay() -> None:
    for amount in (50, 60, 70, 80, 90):
        nurse(amount * 1000, amount * 1000, seniority="senior")
    nurse(10_000, 10_000, seniority="entry")
    found = compared(nurse(85_000, 85_000, seniority="senior"))
    assert found is not None
    assert (found.level, found.level_name, found.pay.n) == ("senior", "Senior", 6)


def test_quarters_are_named_where_there_are_many() -> None:
    for amount in range(40, 52):
        nurse(amount * 1000, amount * 1000)
    found = compared(nurse(90_000, 90_000))
    assert found is not None
    assert found.words == "above the median, in the upper quarter"


def test_too_few_no_role_or_no_comparable_pay_give_nothing() -> None:
    alone = nurse(40_000, 60_000)
    assert compared(alone) is None
    assert compared(PostingFactory(pay=(1, 2, "USD", "hour"))) is None
    assert compared(PostingFactory(role=role_for("Registered Nurse"))) is None
    assert compared(PostingFactory(role=role_for("Registered Nurse"), pay=(1, 2, "USD", "fixed"))) is None


def test_the_page_shows_it_with_its_n_and_leads_to_the_figures(client: Client) -> None:
    nurse(40_000, 60_000)
    nurse(60_000, 80_000)
    page = Page(client.get(nurse(90_000, 90_000).get_absolute_url()))
    assert "$90,000 a year, is above the median for Registered Nurse" in page.text(".pay-figure").replace(
        " ,", ","
    )
    assert page.link("3 of 3 postings") == "/?role=registered-nurse&pay_stated=1"
    assert page.link("Registered Nurse: pay, skills and tasks") == "/roles/registered-nurse/"
    assert (
        page.one('meta[property="og:image"]').attributes["content"] == "http://testserver/static/img/card.png"
    )
