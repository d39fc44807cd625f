"""A seeker's way through the site in a browser: with script, without it, on a phone, by keyboard."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from postings.models import Company, Place, Posting, Skill
from postings.roles import role_for
from tests.browsing import Live
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    DraftFactory,
    PlaceFactory,
    PostingFactory,
    RawTextFactory,
    RegionFactory,
)

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def board(transactional_db: None, search_index: Callable[[], None]) -> dict[str, Posting]:
    """A small board: two in welding, a nurse, and enough others for two pages."""
    country = CountryFactory(country_code="Q7", name="Freedonia")
    city = PlaceFactory(name="Anvil", parent=RegionFactory(name="Midland", parent=country))
    now = timezone.now()
    ironside = CompanyFactory(name="Ironside")
    welder = PostingFactory(
        title="Welding Foreman",
        company=ironside,
        onsite=True,
        places=[city],
        pay=("19.50", 24, "GBP", "hour"),
        skills=["Arc work"],
        preferred=["Crane work"],
        employment_type="full_time",
    )
    raw = RawTextFactory(text="Welding Foreman at Ironside\n\nPay: £19.50 to £24 an hour, paid weekly.\n")
    draft = DraftFactory(approved=True, posting=welder, raw_text=raw)
    quote = "£19.50 to £24 an hour"
    start = raw.text.index(quote)
    draft.findings.create(
        field="pay",
        value={"minimum": "19.50", "maximum": "24", "currency": "GBP", "period": "hour", "scope": ""},
        quote=quote,
        start=start,
        end=start + len(quote),
        confidence=0.9,
        rule="pay.range",
    )
    remote = PostingFactory(
        title="Welding Instructor", company=ironside, remote=True, skills=["Arc work"], eligible=[country]
    )
    nurse = PostingFactory(
        title="Night Nurse",
        role=role_for("Registered Nurse"),
        hybrid=True,
        places=[city],
        pay=(30_000, 35_000, "GBP", "year"),
    )
    ended = PostingFactory(title="Ended Job", company=ironside, expired=True)
    for number in range(20):
        PostingFactory(title=f"Clerk {number}", published_at=now - timedelta(days=10 + number))
    search_index()
    return {"welder": welder, "remote": remote, "nurse": nurse, "ended": ended}


def titles(page: Page) -> list[str]:
    return page.locator(".posting-card__title").all_inner_texts()


def query(page: Page) -> str:
    return page.url.partition("?")[2]


def test_find_narrow_open_and_come_back(live: Live, board: dict[str, Posting]) -> None:
    page = live.open("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("23 jobs")

    page.get_by_label("What").press_sequentially("welding", delay=20)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs for “welding”")
    assert query(page) == "q=welding"
    expect(page.get_by_label("What")).to_be_focused()
    expect(page.locator("#status")).to_have_text("2 jobs for “welding”")

    page.get_by_role("checkbox", name=re.compile(r"^On-site")).check()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 on-site job for “welding”")
    assert query(page) == "q=welding&workplace=onsite"
    expect(page.get_by_role("checkbox", name=re.compile(r"^On-site"))).to_be_focused()
    assert titles(page) == ["Welding Foreman"]

    page.get_by_role("link", name="Welding Foreman").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welding Foreman")
    page.get_by_text("Quote: the posting's words on pay").click()
    expect(page.locator(".evidence blockquote")).to_have_text("Pay: £19.50 to £24 an hour, paid weekly.")

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 on-site job for “welding”")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs for “welding”")
    expect(page.get_by_label("What")).to_have_value("welding")
    expect(page.get_by_role("checkbox", name=re.compile(r"^On-site"))).not_to_be_checked()


def test_chips_take_filters_away_and_the_form_follows(live: Live, board: dict[str, Posting]) -> None:
    page = live.open("/?q=welding&workplace=remote&skill=arc-work")
    page.get_by_role("link", name="Remove filter Remote policy: Remote").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 Arc work jobs")
    expect(page.get_by_role("checkbox", name=re.compile(r"^Remote \("))).not_to_be_checked()
    page.get_by_role("link", name="Remove filter Words: welding").click()
    expect(page.get_by_label("What")).to_have_value("")
    assert query(page) == "skill=arc-work"
    assert page.evaluate("document.title").startswith("2 Arc work jobs")


def test_places_and_skills_are_typed_by_name(live: Live, board: dict[str, Posting]) -> None:
    page = live.open("/")
    page.get_by_label("Where").fill("anvil, q7")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs in Anvil, Q7")
    expect(page.get_by_label("Where")).to_have_value("Anvil, Q7")
    page.get_by_label("Another skill").fill("arc WORK")
    page.get_by_label("Another skill").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 Arc work job in Anvil, Q7")
    expect(page.get_by_label("Another skill")).to_have_value("")
    expect(page.get_by_role("checkbox", name=re.compile(r"^Arc work"))).to_be_checked()


def test_places_of_the_list_add_up_and_the_box_keeps_them(live: Live, board: dict[str, Posting]) -> None:
    other = PlaceFactory(name="Bellows", parent=RegionFactory(parent=CountryFactory(country_code="Q8")))
    page = live.open(f"/?place=freedonia-not-there&place={_slug('Anvil')}&place={other.slug}")
    expect(page.get_by_label("Where")).to_have_value("")
    page.get_by_label("What").fill("nurse")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 job for “nurse” in Anvil, Q7")
    assert query(page).count("place=") == 2


def test_turning_the_page_moves_the_focus_to_the_heading(live: Live, board: dict[str, Posting]) -> None:
    page = live.open("/")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("#pages [aria-current=page]")).to_have_text(re.compile("2$"))
    expect(page.locator("#results-title")).to_be_focused()
    assert query(page) == "page=2"
    expect(page.locator("#status")).to_have_text("23 jobs, page 2 of 2")


def test_groups_that_were_closed_stay_closed(live: Live, board: dict[str, Posting]) -> None:
    page = live.open("/")
    page.locator("#facet-place > summary").click()
    page.locator("#facet-seniority > summary").click()
    page.get_by_role("checkbox", name=re.compile(r"^Hybrid")).check()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 hybrid job")
    expect(page.locator("#facet-place")).not_to_have_attribute("open", "")
    expect(page.locator("#facet-seniority")).to_have_attribute("open", "")


def test_a_failing_search_keeps_the_results_and_says_so(live: Live, board: dict[str, Posting]) -> None:
    page = live.open("/")
    page.route("**/?q=welding*", lambda route: route.fulfill(status=500, body="<p>broken</p>"))
    page.get_by_label("What").fill("welding")
    expect(page.get_by_text("The search did not answer.", exact=False).last).to_be_visible()
    expect(page.locator("#status")).to_have_text("The search did not answer.")
    expect(page.get_by_role("heading", level=1)).to_have_text("23 jobs")
    assert "broken" not in page.content()
    live.problems[:] = [problem for problem in live.problems if "q=welding" not in problem]


def test_the_whole_way_without_script(live: Live, board: dict[str, Posting]) -> None:
    page = live.new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("What").fill("welding")
    page.get_by_role("checkbox", name=re.compile(r"^Remote \(")).check()
    page.get_by_label("Where").fill("")
    page.get_by_role("button", name="Apply filters").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 remote job for “welding”")
    page.get_by_role("link", name="Remove filter Remote policy: Remote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs for “welding”")
    page.get_by_role("link", name="Freedonia", exact=False).click()
    expect(page.get_by_label("Where")).to_have_value("Freedonia")
    page.get_by_role("link", name="Welding Foreman").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welding Foreman")
    page.get_by_text("Quote: the posting's words on pay").click()
    expect(page.locator(".evidence blockquote")).to_be_visible()
    page.get_by_role("link", name="Arc work", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 Arc work jobs")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_on_a_phone_the_filters_open_in_a_sheet(live: Live, board: dict[str, Posting], script: bool) -> None:
    page = live.new_page(viewport=PHONE, has_touch=True, java_script_enabled=script)
    page.goto("/")
    sheet = page.locator("#filters")
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(sheet).to_be_visible()
    page.get_by_role("checkbox", name=re.compile(r"^Hybrid")).check()
    page.get_by_role("button", name="Apply filters").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 hybrid job")
    expect(page.get_by_role("button", name="Filters")).to_have_text("Filters (1)")


def test_the_sheet_closes_by_keyboard(live: Live, board: dict[str, Posting]) -> None:
    page = live.new_page(viewport=PHONE)
    page.goto("/")
    page.get_by_role("button", name="Filters").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#filters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.get_by_role("button", name="Filters")).to_be_focused()


def test_the_apply_button_stays_at_hand_on_a_phone(live: Live, board: dict[str, Posting]) -> None:
    page = live.new_page(viewport=PHONE)
    page.goto(board["welder"].get_absolute_url())
    expect(page.get_by_role("link", name="Apply at the employer")).to_be_in_viewport()


def test_by_keyboard_from_the_skip_link_to_an_open_posting(live: Live, board: dict[str, Posting]) -> None:
    page = live.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#results-title")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.posting-card') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/**")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_an_accessibility_violation(live: Live, board: dict[str, Posting], theme: str) -> None:
    company = board["welder"].company
    assert company is not None
    gone = _withdrawn().get_absolute_url()
    addresses = [
        "/",
        "/?q=welding&workplace=remote&skill=arc-work&pay_min=1000&colour=1",
        "/?q=nothing-like-it&workplace=remote",
        board["welder"].get_absolute_url(),
        board["remote"].get_absolute_url(),
        board["ended"].get_absolute_url(),
        company.get_absolute_url(),
        "/roles/",
        "/roles/registered-nurse/",
        "/roles/registered-nurse/postings/?title=Night%20Nurse",
        "/skills/",
        "/skills/arc-work/",
        "/places/",
        f"/places/{_slug('Anvil')}/",
        "/companies/",
        "/saved/",
        "/preferences/",
        "/alerts/?query=q%3Dwelding",
        "/alerts/asked/",
        "/privacy/",
        "/no-such-page",
        gone,
    ]
    for viewport in ({"width": 1280, "height": 900}, PHONE):
        page = live.new_page(color_scheme=theme, viewport=viewport)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == {"/no-such-page": 404, gone: 410}.get(address, 200), address
            for summary in page.locator(".evidence > summary").all():
                summary.click()
            live.assert_accessible(page=page)
        page.goto("/")
        if viewport == PHONE:
            page.get_by_role("button", name="Filters").click()
            live.assert_accessible(page=page)


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(live: Live, board: dict[str, Posting], width: int) -> None:
    page = live.new_page(viewport={"width": width, "height": 800})
    Posting.objects.filter(pk=board["welder"].pk).update(title="W" * 120)
    Skill.objects.filter(slug="arc-work").update(name="Arc" + "w" * 60)
    company = board["welder"].company
    assert company is not None
    Company.objects.filter(pk=company.pk).update(name="Iron" * 25)
    for address in (
        "/",
        "/?q=welding&workplace=remote&pay_min=1000",
        board["welder"].get_absolute_url(),
        company.get_absolute_url(),
        "/roles/",
        "/roles/registered-nurse/",
        "/roles/registered-nurse/postings/?title=Night%20Nurse",
        "/skills/",
        "/skills/arc-work/",
        "/places/",
        f"/places/{_slug('Anvil')}/",
        "/companies/",
        f"/saved/?id={board['welder'].pk}",
        "/preferences/?have=arc-work",
        "/alerts/?query=q%3Dwelding",
        "/privacy/",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_first_view_is_light_and_from_one_origin(live: Live, board: dict[str, Posting]) -> None:
    page = live.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.__setitem__(response.url, len(response.body())))
    page.goto("/", wait_until="networkidle")
    assert all(url.startswith(live.url) for url in sizes)
    assert sum(sizes.values()) <= 150_000, sizes


def _slug(name: str) -> str:
    return Place.objects.get(name=name).slug


def _withdrawn() -> Posting:
    return PostingFactory(withdrawn=True)
