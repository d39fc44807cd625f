"""A moderator's way in a browser: from a pasted text to a posting that is found, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from postings.intake import Incoming, import_texts
from postings.models import Draft, DraftFinding, Posting
from tests.browsing import Live
from tests.factories import DraftFactory, PostingFactory, UserFactory

TEXT = """# Senior Welder

### Alder Works

Location: Adelaide, Australia
Job type: Full-time

## Pay

A$38 - A$44 per hour

## Requirements

- 3+ years of experience with MIG welding
- Python

Apply at https://alder.example/jobs/7
"""
GUIDE = """# How to become a welder

In this guide we explain what welders do, which courses to take and what they earn on average.

## What does a welder do?

A welder joins metal. Most welders start as apprentices.
"""


@pytest.fixture
def moderator(transactional_db: None) -> Any:
    return UserFactory(moderator=True, username="moderator")


def imported(text: str = TEXT) -> Draft:
    return import_texts([Incoming("text.md", text.encode())], channel="upload").drafts[0]


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def test_from_paste_to_published_and_found_without_leaving_the_keyboard(
    live: Live, moderator: Any, search_index: Callable[[], None]
) -> None:
    live.log_in(moderator)
    page = live.open(reverse("admin:postings_importbatch_add"))
    page.keyboard.insert_text(TEXT)  # the box has the focus
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/draft/*/change/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Senior Welder")

    # Down the fields: each lights up its words in the text.
    page.keyboard.press("j")
    expect(page.locator("#row-title")).to_be_focused()
    expect(page.locator("mark.is-lit")).to_have_text("Senior Welder")
    page.keyboard.press("j")
    expect(page.locator("mark.is-lit").first).to_have_text("Alder Works")
    page.keyboard.press("k")

    # Into the field: letters are letters there, and Escape leads out.
    page.keyboard.press("Enter")
    expect(page.locator("#id_title")).to_be_focused()
    keys(page, "End", "Space", "a", "s", "r", "j", "?")
    expect(page.locator("#id_title")).to_have_value("Senior Welder asrj?")
    for _ in "asrj? ":
        page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    expect(page.locator("#row-title")).to_be_focused()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("a")  # the dialog is open: nothing else happens
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("Published: Senior Welder at Alder Works")

    search_index()
    posting = Posting.objects.get()
    page.goto("/?q=welder")
    page.get_by_role("link", name="Senior Welder").first.click()
    page.wait_for_url(f"**{posting.get_absolute_url()}")
    expect(page.get_by_text("A$38–A$44 an hour").first).to_be_visible()


def test_a_place_is_chosen_by_keyboard_among_its_namesakes(live: Live, moderator: Any) -> None:
    draft = DraftFactory()
    live.log_in(moderator)
    page = live.open(draft.get_admin_url())
    box = page.locator("#row-places .select2-search__field")
    box.focus()
    page.keyboard.type("portland, ore")
    option = page.locator(".select2-results__option--highlighted")
    expect(option).to_contain_text("Portland, Oregon, United States")
    page.keyboard.press("Enter")
    expect(page.locator("#row-places .select2-selection__choice")).to_contain_text("Portland, Oregon")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("Published")
    assert [str(row.place) for row in Posting.objects.get().places.all()] == ["Portland, OR, US"]


def test_a_slip_of_the_finger_publishes_nothing_that_is_still_to_be_corrected(
    live: Live, moderator: Any
) -> None:
    draft = DraftFactory()  # says no way to apply
    live.log_in(moderator)
    page = live.open(draft.get_admin_url())
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_contain_text("still to be corrected")
    draft.refresh_from_db()
    assert draft.state == "waiting"
    page.keyboard.press("a")
    expect(page.locator(".messagelist")).to_contain_text("Published")

    corrected = DraftFactory()
    page.goto(corrected.get_admin_url())
    page.locator("#id_apply_email").fill("jobs@alder.example")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("Published")
    corrected.refresh_from_db()
    assert corrected.state == "approved"


def test_a_suggestion_is_taken_and_the_draft_approved_by_keys(live: Live, moderator: Any) -> None:
    draft = imported()
    DraftFinding.objects.create(
        draft=draft, field="workplace", value="hybrid", quote="Alder", start=21, end=26, confidence=0.3,
        rule="x",
    )  # fmt: skip
    live.log_in(moderator)
    page = live.open(draft.get_admin_url())
    keys(page, "j", "j", "j", "j")
    expect(page.locator("#row-workplace")).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("#id_workplace")).to_have_value("hybrid")
    page.locator("body").press("a")
    expect(page.locator(".messagelist")).to_contain_text("Published")
    assert Posting.objects.get().workplace == "hybrid"


def test_a_guide_is_rejected_by_two_keys_with_the_reason_filled_in(live: Live, moderator: Any) -> None:
    draft = imported(GUIDE)
    assert not draft.is_posting
    live.log_in(moderator)
    page = live.open(draft.get_admin_url())
    expect(page.locator(".verdict--no")).to_contain_text("Not a posting")
    keys(page, "a", "Control+Enter")  # approving is no single key here
    keys(page, "r")
    expect(page.get_by_role("dialog", name="Reject")).to_be_visible()
    expect(page.locator("#reject-reason")).to_have_value(draft.verdict)
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Rejected")
    draft.refresh_from_db()
    assert (draft.state, draft.rejection_reason) == ("rejected", draft.verdict)


def test_it_all_works_without_script(live: Live, moderator: Any) -> None:
    page = live.new_page(java_script_enabled=False)
    live.log_in(moderator, page=page)
    page.goto(reverse("admin:postings_importbatch_add"))
    page.get_by_label("Paste a text").fill(TEXT)
    page.get_by_role("button", name="Import").click()
    page.get_by_label("Title").fill("Boilermaker")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Title")).to_have_value("Boilermaker")
    page.get_by_role("button", name="Use Senior Welder").click()
    expect(page.get_by_label("Title")).to_have_value("Senior Welder")
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("Published: ")).to_be_visible()
    other = DraftFactory()
    page.goto(other.get_admin_url())
    page.locator("summary", has_text="Reject").click()
    page.get_by_label("Why is it rejected?").fill("Spam.")
    page.get_by_role("button", name="Reject and next").click()
    other.refresh_from_db()
    assert other.rejection_reason == "Spam."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_a_moderator_are_accessible_and_fit(
    live: Live, moderator: Any, scheme: str, width: int
) -> None:
    draft = imported()
    guide = imported(GUIDE)
    posting = PostingFactory(submitted=True, pay=(10, 20, "USD", "hour"), skills=["Welding"])
    page = live.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    live.log_in(moderator, page=page)
    for path in (
        reverse("admin:index"),
        reverse("admin:postings_importbatch_add"),
        reverse("admin:postings_importbatch_change", args=[draft.raw_text.batch_id]),
        draft.get_admin_url(),
        guide.get_admin_url(),
        reverse("admin:postings_draft_changelist"),
        reverse("admin:postings_posting_changelist"),
        reverse("admin:postings_posting_add"),
        reverse("admin:postings_posting_change", args=[posting.pk]),
        reverse("admin:postings_posting_preview", args=[posting.pk]),
        reverse("admin:postings_company_changelist"),
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        live.assert_accessible(page=page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto(draft.get_admin_url())
    page.keyboard.press("r")
    live.assert_accessible(page=page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    live.assert_accessible(page=page)
