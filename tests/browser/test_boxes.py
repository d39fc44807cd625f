"""Completion while typing, by keyboard, pointer and without script."""

import re

import pytest
from playwright.sync_api import expect

from postings.models import Posting
from tests.browser.test_seeker import board  # noqa: F401 - a fixture
from tests.browsing import Live


@pytest.mark.usefixtures("board")
def test_a_suggestion_is_chosen_by_keyboard(live: Live) -> None:
    page = live.open("/?workplace=remote")
    box = page.get_by_role("combobox", name="What")
    page.get_by_label("What").press_sequentially("arc", delay=20)
    expect(box).to_have_attribute("aria-expanded", "true")
    options = page.get_by_role("option")
    expect(options.first).to_have_text(re.compile("Arc work"))
    page.wait_for_url("**/?q=arc&workplace=remote")  # typing keeps the filters
    live.assert_accessible()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "completion-1")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "false")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("arc")
    box.press("End")
    box.press_sequentially(" w", delay=20)
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 remote Arc work job")
    assert page.url.partition("?")[2] == "workplace=remote&skill=arc-work"


@pytest.mark.usefixtures("board")
def test_a_suggestion_is_chosen_by_pointer_and_the_list_goes_with_the_focus(live: Live) -> None:
    page = live.open("/")
    page.get_by_label("Where").press_sequentially("anv", delay=20)
    page.get_by_role("option", name=re.compile("Anvil")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs in Anvil, Q7")
    page.get_by_label("Another skill").press_sequentially("arc", delay=20)
    expect(page.get_by_role("option", name=re.compile("Arc work"))).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_skills_one_has_are_typed_without_script(live: Live, board: dict[str, Posting]) -> None:  # noqa: F811
    page = live.new_page(java_script_enabled=False)
    page.goto("/")
    page.locator("#facet-have > summary").click()
    page.get_by_label("A skill I have").fill("arc work")
    page.get_by_role("button", name="Apply filters").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs for people with Arc work")
    expect(page.locator(".posting-card__match").first).to_contain_text("None missing")


@pytest.mark.usefixtures("board")
def test_a_company_that_is_not_shown_is_typed_or_found_among_all(live: Live) -> None:
    page = live.open("/?workplace=remote")
    page.locator("#facet-company > summary").click()
    box = page.get_by_label("Another company")
    box.press_sequentially("iron", delay=20)
    expect(page.locator("#completions [role=option]")).to_have_text(re.compile(r"Ironside\s+Company ·\s+1"))
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 remote job at Ironside")
    page.get_by_role("link", name="All companies").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Companies")
    live.assert_accessible()
    page.get_by_label("Find in companies").press_sequentially("zzz", delay=20)
    expect(page.locator("#choices")).to_have_text("None with “zzz”.")
    page.get_by_label("Find in companies").fill("iron")
    page.get_by_role("link", name="Remove Ironside").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("remote job"))
    assert "company" not in page.url


@pytest.mark.usefixtures("board")
def test_years_and_language_are_chosen_in_both_themes(live: Live) -> None:
    for scheme in ("light", "dark"):
        page = live.new_page(color_scheme=scheme)
        page.goto("/?years_max=3&language=en&pay_stated=0")
        expect(page.locator(".chip")).to_have_count(3)
        page.locator("#facet-language").evaluate("group => group.open = true")
        live.assert_accessible(page=page)
        page.get_by_label("Years I have").fill("")
        page.get_by_role("button", name="Apply filters").first.click()
        expect(page.locator(".chip")).to_have_count(2)
