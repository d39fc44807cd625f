"""A recruiter's way in a browser: from a pasted text over the preview to what a moderator approves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.models import Posting
from tests.browser.test_moderator import TEXT
from tests.browsing import Live
from tests.factories import PASSWORD, CompanyFactory, PostingFactory, UserFactory


@pytest.fixture
def recruiter(transactional_db: None) -> Any:
    return UserFactory(recruiter=True, username="recruiter", companies=[CompanyFactory(name="Alder Works")])


def test_paste_check_preview_submit_and_a_moderator_approves(
    live: Live, recruiter: Any, search_index: Callable[[], None]
) -> None:
    page = live.open(reverse("admin:index"))
    page.get_by_label("Username").fill("recruiter")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    page.get_by_role("link", name="Paste a text").click()
    page.get_by_label("The text of your posting").fill(TEXT)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Filled from your text.")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Senior Welder")
    expect(page.locator("#row-title .sure")).to_be_visible()
    page.get_by_label("Remote policy").select_option("On-site")
    page.get_by_role("button", name="Save and preview").click()

    expect(page.get_by_role("region", name="Preview")).to_contain_text("Seekers don't see it yet")
    expect(page.get_by_role("heading", level=1)).to_have_text("Senior Welder")
    expect(page.get_by_text("A$38–A$44 an hour").first).to_be_visible()
    page.get_by_text("to look at").click()
    expect(page.get_by_text("The description has only")).to_be_visible()
    page.get_by_label("It is meant so: submit it anyway").check()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_text("A moderator will look at it.")).to_be_visible()
    posting = Posting.objects.get()
    assert (posting.state, posting.workplace) == ("submitted", "onsite")
    assert page.goto(posting.get_absolute_url()).status == 404

    moderators = live.new_page()
    live.log_in(UserFactory(moderator=True), page=moderators)
    moderators.goto(reverse("admin:index"))
    moderators.get_by_role("link", name="Senior Welder").click()
    moderators.get_by_role("button", name="Save and publish").click()
    expect(moderators.get_by_text("Seekers see it:")).to_be_visible()

    search_index()
    page.goto("/?q=welder")
    expect(page.get_by_role("link", name="Senior Welder").first).to_be_visible()
    page.goto(reverse("admin:postings_posting_change", args=[posting.pk]))
    page.get_by_role("button", name="Mark as filled").click()
    expect(page.locator(".state--filled")).to_have_text("Filled")


def test_a_posting_is_withdrawn_with_a_reason_without_script(live: Live, recruiter: Any) -> None:
    posting = PostingFactory(company=recruiter.companies.get())
    page = live.new_page(java_script_enabled=False)
    live.log_in(recruiter, page=page)
    page.goto(reverse("admin:postings_posting_change", args=[posting.pk]))
    page.locator("summary", has_text="Withdraw").click()
    page.get_by_label("Why? (optional)").fill("The budget is gone.")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Withdrawn. It is withdrawn.")).to_be_visible()
    posting.refresh_from_db()
    assert (posting.state, posting.closing_reason) == ("withdrawn", "The budget is gone.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_a_recruiter_are_accessible_and_fit(
    live: Live, recruiter: Any, scheme: str, width: int
) -> None:
    posting = PostingFactory(company=recruiter.companies.get(), draft=True, closing_reason="Name the pay.")
    page = live.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(reverse("admin:login"))
    live.assert_accessible(page=page)
    live.log_in(recruiter, page=page)
    for path in (
        reverse("admin:index"),
        reverse("admin:postings_posting_paste"),
        reverse("admin:postings_posting_add"),
        reverse("admin:postings_posting_change", args=[posting.pk]),
        reverse("admin:postings_posting_changelist"),
        reverse("admin:postings_company_change", args=[posting.company_id]),
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        live.assert_accessible(page=page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
