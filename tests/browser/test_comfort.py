"""The site on slow lines, magnified, by keyboard, in forced colours, still, and on paper."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from postings.models import Place, Posting
from tests.browser.test_seeker import PHONE, board  # noqa: F401 - a fixture
from tests.browsing import Live
from tests.factories import PostingFactory

DESK = {"width": 1280, "height": 900}
MOST_BYTES = 150_000  # of a first view, all files, as they lie in the file system
MOST_SHIFT = 0.001  # of Cumulative Layout Shift; 0.1 counts as good
MOST_BYTES_SENT = 60_000  # the same, compressed

SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
    }).observe({type: "layout-shift", buffered: true});
"""


def every_page(board: dict[str, Posting]) -> dict[str, str]:  # noqa: F811
    """One address of each kind of page."""
    welder = board["welder"]
    assert welder.company is not None
    place = Place.objects.get(name="Anvil").slug
    return {
        "front": "/",
        "results": "/?q=welding&skill=arc-work&pay_min=10&pay_period=hour&currency=GBP",
        "no results": "/?q=nothing-like-it&workplace=remote",
        "posting": welder.get_absolute_url(),
        "ended posting": board["ended"].get_absolute_url(),
        "gone posting": PostingFactory(withdrawn=True).get_absolute_url(),
        "roles": "/roles/",
        "role": "/roles/registered-nurse/",
        "a role's postings": "/roles/registered-nurse/postings/?title=Night%20Nurse",
        "skills": "/skills/",
        "skill": "/skills/arc-work/",
        "places": "/places/",
        "place": f"/places/{place}/",
        "companies": "/companies/",
        "company": welder.company.get_absolute_url(),
        "saved": f"/saved/?id={welder.pk}&id={board['nurse'].pk}",
        "preferences": "/preferences/?have=arc-work",
        "alert": "/alerts/?query=q%3Dwelding",
        "report": f"/jobs/{welder.pk}/report/",
        "privacy": "/privacy/",
        "api": "/api/",
        "wrong address": "/no-such-page",
    }


def arrive(page: Page, kind: str, address: str, **options: Any) -> None:
    """Open a page of ``every_page``, and that page: not one that says it is missing."""
    answer = page.goto(address, **options)
    assert answer is not None
    assert answer.status == {"gone posting": 410, "wrong address": 404}.get(kind, 200), (kind, address)


def test_every_first_view_is_light_and_from_one_origin(live: Live, board: dict[str, Posting]) -> None:  # noqa: F811
    for kind, address in every_page(board).items():
        page = live.new_page()
        bodies: dict[str, bytes] = {}

        def keep(response: Response, bodies: dict[str, bytes] = bodies) -> None:
            bodies[response.url] = response.body()

        page.on("response", keep)
        arrive(page, kind, address, wait_until="networkidle")
        assert all(url.startswith(live.url) for url in bodies), kind
        sizes = {url.removeprefix(live.url): len(body) for url, body in bodies.items()}
        assert sum(sizes.values()) <= MOST_BYTES, (kind, sizes)
        sent = {url: len(gzip.compress(body)) for url, body in bodies.items()}
        assert sum(sent.values()) <= MOST_BYTES_SENT, (kind, sent)
        page.context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_while_a_page_loads(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
    viewport: dict[str, int],
) -> None:
    page = live.new_page(viewport=viewport)
    page.add_init_script(SHIFTS)
    for kind, address in every_page(board).items():
        arrive(page, kind, address, wait_until="networkidle")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        # A date in the reader's own order may push the rest of its line by a hair.
        assert sum(page.evaluate("window.shifts")) < MOST_SHIFT, kind


def test_at_four_hundred_per_cent_everything_is_reached(live: Live, board: dict[str, Posting]) -> None:  # noqa: F811
    """1280 × 1024 at 400 % is 320 × 256."""
    page = live.new_page(viewport={"width": 320, "height": 256})
    for kind, address in every_page(board).items():
        arrive(page, kind, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, kind
    page.goto("/")
    page.get_by_role("button", name="Filters").click()
    hybrid = page.get_by_role("checkbox", name="Hybrid")
    hybrid.scroll_into_view_if_needed()
    hybrid.check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 hybrid job")
    # The bar with the way to apply covers nothing where there is so little height.
    page.goto(board["welder"].get_absolute_url())
    assert page.locator(".apply").evaluate("bar => getComputedStyle(bar).position") != "fixed"


def test_in_forced_colours_controls_keep_their_edges(live: Live, board: dict[str, Posting]) -> None:  # noqa: F811
    page = live.new_page(forced_colors="active", viewport=DESK)
    page.goto("/?q=welding&skill=arc-work")
    for selector in (".posting-card", ".chip", ".tag", ".button", ".sorts a[aria-current]", ".keep"):
        width = page.locator(selector).first.evaluate("one => getComputedStyle(one).borderTopWidth")
        assert width != "0px", selector
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.goto("/roles/registered-nurse/")
    fill = page.locator(".bars rect").first.evaluate("bar => getComputedStyle(bar).fill")
    ground = page.locator(".bars svg").first.evaluate("bar => getComputedStyle(bar).backgroundColor")
    assert fill != ground


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_things_move_only_for_those_who_want_it(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
    motion: str,
) -> None:
    page = live.new_page(reduced_motion=motion, viewport=PHONE)
    page.goto("/")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].some((one) => getComputedStyle(one).transitionDuration !== '0s')"
    )
    assert moving == (motion == "no-preference")
    page.get_by_role("button", name="Filters").click()
    animation = page.locator("#filters").evaluate("sheet => getComputedStyle(sheet).animationName")
    assert animation == ("none" if motion == "reduce" else "rise")


def test_on_paper_a_posting_is_its_text_and_the_address_to_apply_at(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
) -> None:
    welder = board["welder"]
    Posting.objects.filter(pk=welder.pk).update(apply_url="https://ironside.example/apply/7")
    page = live.new_page(viewport=PHONE, color_scheme="dark")
    page.goto(welder.get_absolute_url())
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".masthead__links", ".colophon__links", ".actions", ".evidence > summary"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".facts")).to_be_visible()
    bar = page.locator(".apply")
    assert bar.evaluate("bar => getComputedStyle(bar).position") == "static"
    printed = page.locator(".apply a").evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://ironside.example/apply/7" in printed
    # Dark ground wastes ink: paper is light whatever the screen.
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def press_until(page: Page, key: str, condition: str, most: int = 60) -> None:
    """Press the key until the expression about the focused element ``it`` holds."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(f"(() => {{ const it = document.activeElement; return Boolean({condition}); }})()"):
            return
    pytest.fail(f"{most} times {key}, and never {condition}")


def test_by_keyboard_narrow_open_read_the_words_and_save(live: Live, board: dict[str, Posting]) -> None:  # noqa: F811
    page = live.new_page(viewport=DESK)
    page.goto("/")
    press_until(page, "Tab", "it.textContent.includes('Skip to the filters')")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "it.id === 'workplace-onsite'")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 on-site job")
    # The list was changed under the focus, which stays where it was.
    assert page.evaluate("document.activeElement.id") == "workplace-onsite"
    press_until(page, "Tab", "it.closest('.posting-card__title')", 120)
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/**")
    press_until(page, "Tab", "it.dataset.save")
    page.keyboard.press("Space")
    expect(page.locator("[data-save]").first).to_contain_text("Saved")
    press_until(page, "Tab", "it.closest('.evidence')")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence blockquote").first).to_be_visible()
    focused = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert focused != "none"
