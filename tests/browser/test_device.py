"""What is kept on the device: save, hide, preferences; in a browser, and forgotten again."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Request, expect

from postings.models import Posting, PostingDay
from tests.browser.test_seeker import board, titles  # noqa: F401 - a fixture
from tests.browsing import Live
from tests.test_counting import FIREFOX


def test_a_job_is_saved_listed_and_forgotten(live: Live, board: dict[str, Posting]) -> None:  # noqa: F811
    page = live.open("/?q=welding")
    page.get_by_role("button", name="Save Welding Foreman").click()
    expect(page.get_by_role("button", name="Saved Welding Foreman")).to_be_visible()
    page.goto(board["nurse"].get_absolute_url())
    page.get_by_role("button", name="Save Night Nurse").click()
    page.get_by_role("link", name="Saved", exact=True).click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Night Nurse")
    assert titles(page) == ["Night Nurse", "Welding Foreman"]
    assert page.url.endswith(f"/saved/?id={board['nurse'].pk}&id={board['welder'].pk}")
    live.assert_accessible()
    page.get_by_role("button", name="Saved Night Nurse").click()
    page.reload()
    assert titles(page) == ["Welding Foreman"]
    page.get_by_role("button", name="Forget all").click()
    expect(page.get_by_text("No job is saved here.")).to_be_visible()
    expect(page.get_by_text("Saving needs script")).to_be_hidden()


def test_saving_is_counted_once_a_device_and_without_cookies(live: Live, board: dict[str, Posting]) -> None:  # noqa: F811
    page = live.new_page(user_agent=FIREFOX)
    told: list[Request] = []
    page.on("request", lambda request: told.append(request) if request.method == "POST" else None)
    page.goto("/?q=welding")
    button = page.get_by_role("button", name="Welding Foreman")
    with page.expect_response(lambda response: "/saved/" in response.url):
        button.click()
    expect(button).to_have_text("Saved Welding Foreman")
    button.click()  # off the list: nothing is taken back
    expect(button).to_have_text("Save Welding Foreman")
    button.click()
    expect(button).to_have_text("Saved Welding Foreman")
    page.goto(f"{board['nurse'].get_absolute_url()}?from=feed")
    with page.expect_response(lambda response: "/saved/" in response.url) as answered:
        page.get_by_role("button", name="Save Night Nurse").click()
    assert answered.value.status == 204
    assert [request.url.removeprefix(live.url) for request in told] == [
        f"/saved/{board['welder'].pk}/", f"/saved/{board['nurse'].pk}/?from=feed",
    ]  # fmt: skip
    assert not any("cookie" in request.all_headers() or request.post_data for request in told)
    rows = PostingDay.objects.filter(saves__gt=0).values_list("posting", "referrer", "saves")
    assert set(rows) == {(board["welder"].pk, "own", 1), (board["nurse"].pk, "feed", 1)}
    page.goto("/saved/")
    expect(page.get_by_text("Who saved it is not sent and not kept")).to_be_visible()
    page.get_by_role("button", name="Forget all").click()
    expect(page.get_by_text("No job is saved here.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("signal", ["globalPrivacyControl: true", "doNotTrack: '1'"])
def test_who_asks_for_privacy_saves_without_a_count(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
    signal: str,
) -> None:
    page = live.new_page(user_agent=FIREFOX)
    name, value = signal.split(": ")
    page.add_init_script(f"Object.defineProperty(navigator, '{name}', {{get: () => {value}}})")
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url) if request.method == "POST" else None)
    page.goto("/?q=welding")
    page.get_by_role("button", name="Save Welding Foreman").click()
    expect(page.get_by_role("button", name="Saved Welding Foreman")).to_be_visible()
    page.goto("/saved/")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Welding Foreman")
    assert told == []
    assert not PostingDay.objects.filter(saves__gt=0).exists()


@pytest.mark.usefixtures("board")
def test_a_company_is_hidden_and_shown_again(live: Live) -> None:
    page = live.open("/companies/ironside/")
    page.get_by_role("button", name="Hide its jobs in results").click()
    expect(page.get_by_role("button", name="Show its jobs again")).to_be_visible()
    page.goto("/?q=welding")
    expect(page.get_by_text("2 jobs that you hide are left out.")).to_be_visible()
    expect(page.locator(".posting-card").first).to_be_hidden()
    page.get_by_label("What").fill("nurse")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 job for “nurse”")
    expect(page.locator(".posting-card").first).to_be_visible()
    page.goto("/preferences/")
    page.get_by_role("button", name="Show jobs of Ironside again").click()
    expect(page.get_by_role("heading", name="Hidden companies")).to_be_focused()
    page.goto("/?q=welding")
    expect(page.locator(".posting-card").first).to_be_visible()


def test_a_job_is_hidden_and_shown_again(live: Live, board: dict[str, Posting]) -> None:  # noqa: F811
    page = live.open(board["welder"].get_absolute_url())
    page.get_by_role("button", name="Hide this job").click()
    expect(page.get_by_role("button", name="Show in results again")).to_be_visible()
    page.goto("/?q=welding")
    expect(page.get_by_text("1 job that you hide is left out.")).to_be_visible()
    expect(page.get_by_role("link", name=board["welder"].title, exact=True)).to_be_hidden()
    expect(page.locator(".posting-card:visible")).to_have_count(1)
    page.goto("/preferences/")
    expect(page.get_by_text("1 job is hidden by itself.")).to_be_visible()
    live.assert_accessible()
    page.get_by_role("button", name="Show them again").click()
    expect(page.get_by_text("1 job is hidden by itself.")).to_be_hidden()
    page.goto("/?q=welding")
    expect(page.locator(".posting-card:visible")).to_have_count(2)


def test_where_one_went_to_apply_is_marked_on_this_device(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
) -> None:
    welder = board["welder"]
    page = live.open(welder.get_absolute_url())
    note = page.locator("[data-applied]")
    expect(note).to_be_hidden()
    page.route("**/jobs/*/apply/**", lambda route: route.fulfill(status=204))
    page.get_by_role("link", name="Apply at the employer").click()
    expect(note).to_contain_text("You went to apply on")
    today = timezone.now().date().isoformat()
    assert note.locator("time").get_attribute("datetime") == today
    live.assert_accessible()
    page.goto("/?q=welding")
    expect(page.locator(".posting-card__applied")).to_have_count(1)
    expect(page.locator(".posting-card", has_text=welder.title)).to_contain_text("You went to apply")
    page.goto(welder.get_absolute_url())
    page.get_by_role("button", name="Forget this").click()
    expect(note).to_be_hidden()
    page.goto("/?q=welding")
    expect(page.locator(".posting-card").first).to_be_visible()
    expect(page.locator(".posting-card__applied")).to_have_count(0)


def test_a_posting_leads_back_to_the_results_it_was_found_in(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
) -> None:
    page = live.open("/?q=welding&workplace=onsite")
    page.get_by_role("link", name=board["welder"].title, exact=True).click()
    page.get_by_role("link", name="Back to the results").click()
    expect(page).to_have_url(re.compile(r"/\?q=welding&workplace=onsite$"))
    page.goto(board["welder"].get_absolute_url())
    expect(page.get_by_role("link", name="All jobs").first).to_have_attribute("href", "/")


@pytest.mark.usefixtures("board")
def test_preferences_mark_skills_fill_the_currency_and_offer_a_search(live: Live) -> None:
    page = live.open("/preferences/")
    page.get_by_label("I live in").select_option("Freedonia")
    page.get_by_label("Show pay in").select_option("EUR")
    page.get_by_label("A skill", exact=True).press_sequentially("arc w", delay=20)
    page.get_by_role("option", name=re.compile("Arc work")).click()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Arc work")).to_be_checked()
    live.assert_accessible()
    page.goto("/?q=welding")
    expect(page.get_by_label("Currency")).to_have_value("EUR")
    expect(page.locator(".tag--mine").first).to_have_text("Arc work (you have it)")
    page.get_by_role("link", name="Jobs for me, by my skills and country").click()
    expect(page.locator(".posting-card__match").first).to_contain_text("None missing")
    page.goto("/preferences/")
    expect(page.get_by_label("I live in")).to_have_value("q7")
    page.get_by_role("button", name="Forget everything").click()
    expect(page.get_by_label("I live in")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_the_link_is_copied_and_buttons_of_the_script_are_not_there_without_it(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
) -> None:
    page = live.new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(board["welder"].get_absolute_url())
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(board["welder"].get_absolute_url())
    page = live.new_page(java_script_enabled=False)
    page.goto(board["welder"].get_absolute_url())
    expect(page.get_by_text("Copy link")).to_be_hidden()
    page.goto("/saved/")
    expect(page.get_by_text("Saving needs script")).to_be_visible()
