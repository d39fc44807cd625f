"""A recruiter's way in a browser: from a pasted text over the preview to what a moderator approves."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
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


INVITED_TEXT = """# Welder of ships

### Alder Works

Location: Adelaide, Australia
Job type: Full-time
On-site

## Pay

A$38 - A$44 per hour

## The work

You join our young and dynamic team in the yard and weld frames of steel for ships. You read drawings, choose
the process, weld, grind and check your seams with the others of the shop, and keep tools and place in order.

## Requirements

- 3+ years of experience with MIG welding

Apply at https://alder.example/jobs/7
"""


def path_in_mail(name: str) -> str:
    """The last path of that beginning in the last mail."""
    return re.findall(rf"/{name}/\S+/", str(mail.outbox[-1].body))[-1]


def test_from_invitation_to_a_live_posting_and_its_extension(
    live: Live, recruiter: Any, search_index: Callable[[], None]
) -> None:
    colleague = live.new_page()
    live.log_in(recruiter, page=colleague)
    colleague.goto(reverse("admin:index"))
    colleague.get_by_role("link", name="People").click()
    colleague.get_by_label("E-mail address").fill("mia@alder.example")
    colleague.get_by_role("button", name="Send the invitation").click()
    expect(colleague.get_by_text("mia@alder.example is invited.")).to_be_visible()

    # The invited makes an account and is in.
    page = live.open(path_in_mail("invitations"))
    live.assert_accessible()
    page.get_by_label("Your name").fill("Mia Moor")
    page.get_by_label("A new password").fill(PASSWORD)
    page.get_by_label("The password once more").fill(PASSWORD)
    page.get_by_role("button", name="Make the account and join").click()
    expect(page.get_by_text("You publish for Alder Works now.")).to_be_visible()

    # Paste, and see what the linter says.
    page.get_by_role("link", name="Paste a text").click()
    page.get_by_label("The text of your posting").fill(INVITED_TEXT)
    page.get_by_role("button", name="Read it into the form").click()
    expect(page.get_by_text("Filled from your text.")).to_be_visible()
    page.get_by_label("Remote policy").select_option("On-site")
    page.locator("#id_title").fill("WELDER OF SHIPS")
    page.get_by_role("button", name="Save", exact=True).click()
    summary = page.locator(".lint")
    expect(summary.get_by_text("The title is all in capitals.")).to_be_visible()
    expect(summary.get_by_text("“young and dynamic team”")).to_be_visible()
    summary.get_by_role("link", name="Title").first.click()
    page.locator("#id_title").fill("Welder of ships")
    page.locator("#id_expires_on").fill(str(timezone.now().date() + timedelta(days=5)))
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_text("Saved as a draft, not submitted yet")).to_be_visible()
    expect(page.get_by_text("The title is all in capitals.")).to_have_count(0)
    page.get_by_role("button", name="Save and preview").click()
    page.get_by_label("It is meant so: submit it anyway").check()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_text("A moderator will look at it.")).to_be_visible()

    # A moderator sees what was meant so, and publishes.
    moderators = live.new_page()
    live.log_in(UserFactory(moderator=True), page=moderators)
    moderators.goto(reverse("admin:index"))
    moderators.get_by_role("link", name="Welder of ships").click()
    expect(moderators.locator(".lint").get_by_text("“young and dynamic team”")).to_be_visible()
    moderators.get_by_role("link", name="History").click()
    expect(moderators.get_by_text("“young team” or the like")).to_be_visible()
    moderators.go_back()
    moderators.get_by_role("button", name="Save and publish").click()
    expect(moderators.get_by_text("Seekers see it:")).to_be_visible()
    posting = Posting.objects.get()
    assert posting.is_live()
    search_index()
    seeker = live.new_page()
    seeker.goto("/?q=welder")
    expect(seeker.get_by_role("link", name="Welder of ships").first).to_be_visible()

    # A week before its end they are reminded, and extend it without logging in.
    Posting.objects.update(published_at=timezone.now() - timedelta(days=20))
    mail.outbox.clear()
    call_command("send_reminders", site=live.url, stdout=StringIO())
    assert {message.to[0] for message in mail.outbox} == {"mia@alder.example", recruiter.email}
    seeker.goto(path_in_mail("reminders"))
    live.assert_accessible(page=seeker)
    seeker.get_by_role("button", name="Extend by 30 days").click()
    expect(seeker.get_by_role("heading", level=1)).to_have_text("Extended")
    extended = Posting.objects.get()
    assert extended.expires_at is not None
    assert posting.expires_at is not None
    assert extended.expires_at - posting.expires_at == timedelta(days=30)
    assert extended.get_absolute_url() == posting.get_absolute_url()

    # And look at how it does.
    page.goto(reverse("admin:postings_posting_change", args=[posting.pk]))
    page.get_by_role("link", name="Figures").click()
    expect(page.get_by_role("heading", name="Last 30 days")).to_be_visible()


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
        reverse("admin:postings_company_people", args=[posting.company_id]),
        reverse("admin:postings_company_figures", args=[posting.company_id]),
        reverse("admin:postings_posting_figures", args=[posting.pk]),
        reverse("admin:postings_posting_preview", args=[posting.pk]),
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
