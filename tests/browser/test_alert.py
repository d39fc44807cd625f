"""An alert from end to end in a browser: asked, mailed, confirmed, told of a new posting, stopped."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from postings.models import Alert, Posting
from tests.browser.test_seeker import PHONE, board  # noqa: F401 - a fixture
from tests.browsing import Live
from tests.factories import PostingFactory


def link(message: Any, kind: str) -> str:
    found = re.search(rf"https?://[^/\s]+(/alerts/{kind}/\S+/)", str(message.body))
    assert found, message.body
    return found[1]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_alert_is_asked_for_confirmed_sent_and_stopped(
    live: Live,
    board: dict[str, Posting],  # noqa: F811
    search_index: Any,
    script: bool,
) -> None:
    page = live.new_page(java_script_enabled=script, viewport=PHONE)
    page.goto("/?q=welding")
    page.get_by_role("link", name="By e-mail").click()
    expect(page.locator(".quoted")).to_contain_text("welding")
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    page.get_by_role("radio", name="Every day").check()
    page.get_by_role("button", name="Send me a confirmation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")
    assert len(mail.outbox) == 1

    page.goto(link(mail.outbox[0], "confirm"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your alert")
    if script:
        live.assert_accessible(page=page)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The alert is on")

    Alert.objects.update(seen_until=timezone.now() - timedelta(days=2))
    PostingFactory(title="Welding Diver", published_at=timezone.now() - timedelta(hours=1))
    search_index()
    call_command("send_alerts", site=live.url)
    assert len(mail.outbox) == 2
    assert "Welding Diver" in str(mail.outbox[1].body)

    page.goto(link(mail.outbox[1], "stop"))
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The alert is stopped")
    if script:
        live.assert_accessible(page=page)
    assert Alert.objects.get().unsubscribed_at is not None
