"""Dates and numbers as the reader's region writes them; what a posting says stays as it says it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from postings.models import Posting, Role
from tests.browser.test_seeker import PHONE, board  # noqa: F401 - a fixture
from tests.browsing import Live
from tests.factories import PostingFactory

SWISS = re.compile("^£30[’']000–£35[’']000 a year$")


@pytest.mark.parametrize(
    ("region", "pay", "day"),
    [
        ("en-US", "$1,250,000–$1,500,000 a year", "October 5, 2026"),
        ("en-GB", "$1,250,000–$1,500,000 a year", "5 October 2026"),
        ("en-IN", "$12,50,000–$15,00,000 a year", "5 October 2026"),
        ("de-DE", "$1,250,000–$1,500,000 a year", "5 October 2026"),
    ],
)
def test_money_and_dates_are_in_the_readers_format(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
    region: str,
    pay: str,
    day: str,
) -> None:
    posting = PostingFactory(
        title="Chief of 10,000 Things",
        pay=(1_250_000, 1_500_000, "USD", "year"),
        stated_posted_on=date(2026, 10, 5),
        description_html="<p>Of 10,000 things.</p>",
    )
    page = live.new_page(locale=region)
    page.goto(posting.get_absolute_url())
    expect(page.locator(".fact--first .fact__value")).to_have_text(pay)
    expect(page.locator("time", has_text="2026").first).to_have_text(day)
    expect(page.get_by_role("heading", level=1)).to_have_text("Chief of 10,000 Things")
    expect(page.locator(".prose")).to_have_text("Of 10,000 things.")


def test_what_a_search_changes_is_in_the_readers_format_too(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
) -> None:
    page = live.new_page(locale="de-CH")
    page.goto("/")
    page.get_by_label("What").fill("nurse")
    expect(page.locator(".posting-card__pay b").first).to_have_text(SWISS)
    # Twice over the same text changes nothing more.
    page.get_by_label("What").fill("night nurse")
    expect(page.get_by_role("heading", level=1)).to_contain_text("night nurse")
    expect(page.locator(".posting-card__pay b").first).to_have_text(SWISS)


def test_a_page_of_figures_is_in_the_readers_format(live: Live, transactional_db: None) -> None:
    role = Role.objects.get(slug="welder")
    for number in range(3):
        PostingFactory(
            role=role,
            pay=(1_000_000, 1_000_000, "USD", "year"),
            published_at=timezone.now() - timedelta(days=number),
        )
    cache.clear()
    page = live.new_page(locale="de-CH", viewport=PHONE)
    page.goto("/roles/welder/")
    expect(page.locator(".pay-figure__main")).to_have_text(re.compile(r"^\$1[’']000[’']000$"))
    plain = live.new_page(locale="de-CH", java_script_enabled=False)
    plain.goto("/roles/welder/")
    expect(plain.locator(".pay-figure__main")).to_have_text("$1,000,000")
