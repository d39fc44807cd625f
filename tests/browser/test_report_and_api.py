"""Reporting a posting, going to the employer, and the API's page, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from postings.models import Posting, Report
from tests.browsing import Live
from tests.factories import CompanyFactory, PlaceFactory, PostingFactory

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def posting(transactional_db: None) -> Posting:
    made: Posting = PostingFactory(
        title="Ship Welder",
        company=CompanyFactory(name="Ironside"),
        remote=True,
        places=[PlaceFactory(name="Anvil")],
        pay=("19.50", 24, "GBP", "hour"),
        skills=["Arc work"],
    )
    return made


@pytest.mark.parametrize("script", [True, False])
def test_a_posting_is_reported_by_keyboard(live: Live, posting: Posting, script: bool) -> None:
    page = live.new_page(java_script_enabled=script)
    page.goto(posting.get_absolute_url())
    page.get_by_role("link", name="Report this posting").press("Enter")
    page.get_by_role("radio", name="Something else").press("Space")
    page.get_by_role("button", name="Send the report").press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Say what is wrong.")
    expect(page.get_by_role("radio", name="Something else")).to_be_checked()
    page.get_by_label("Anything that helps").fill("The address leads nowhere.")
    page.get_by_role("button", name="Send the report").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert [report.text for report in Report.objects.all()] == ["The address leads nowhere."]


def test_the_apply_button_leads_to_the_employer_and_tells_nothing(live: Live, posting: Posting) -> None:
    Posting.objects.filter(pk=posting.pk).update(apply_url=f"{live.url}/companies/?from=board")
    page = live.open(posting.get_absolute_url())
    with page.expect_request("**/companies/**") as asked:
        page.get_by_role("link", name="Apply at the employer").click()
    assert "referer" not in asked.value.all_headers()
    page.wait_for_url("**/companies/?from=board")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_are_accessible_and_fit(
    live: Live, posting: Posting, scheme: str, viewport: dict[str, int]
) -> None:
    page = live.new_page(color_scheme=scheme, viewport=viewport)
    for number, path in enumerate(
        ("/api/", f"/jobs/{posting.pk}/report/", f"/jobs/{posting.pk}/report/sent/")
    ):
        page.goto(path)
        if number == 1:
            page.get_by_role("button", name="Send the report").click()
            expect(page.get_by_role("alert")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        live.assert_accessible(page=page)
