"""The second step of the login and the list of sessions in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from tests.accounts.test_second_factor import code_of
from tests.browsing import Live
from tests.factories import PASSWORD, UserFactory


@pytest.fixture
def moderator(transactional_db: None) -> Any:
    return UserFactory(moderator=True, username="moderator")


def fits(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_a_moderator_turns_the_second_step_on_and_logs_in_with_it(
    live: Live, moderator: Any, scheme: str, width: int
) -> None:
    page = live.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})

    def looks_right() -> None:
        live.assert_accessible(page=page)
        assert fits(page)

    def log_in() -> None:
        page.get_by_label("Username").fill("moderator")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()

    page.goto(reverse("admin:login"))
    log_in()
    page.get_by_role("link", name="Security").click()
    looks_right()
    page.get_by_role("link", name="Set it up").click()
    expect(page.locator("svg.qr")).to_be_visible()
    looks_right()
    page.get_by_label("Code", exact=True).fill("000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    looks_right()
    TOTPDevice.objects.update(throttling_failure_count=0)
    device = TOTPDevice.objects.get()
    page.get_by_label("Code", exact=True).fill(code_of(device))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="The second step is on")).to_be_visible()
    looks_right()
    recovery = page.locator(".account__codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("10 of 10 recovery codes are left.")).to_be_visible()
    expect(page.get_by_text("Chrome on")).to_be_visible()
    looks_right()

    page.get_by_role("button", name="Log out", exact=True).click()
    page.goto(reverse("admin:login"))
    log_in()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    looks_right()
    expect(page.get_by_label("Code", exact=True)).to_be_focused()
    page.get_by_label("Code", exact=True).fill(recovery)
    page.keyboard.press("Enter")
    expect(page.get_by_text("You used a recovery code; 9 are left.")).to_be_visible()
