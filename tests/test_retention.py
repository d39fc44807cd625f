"""What is kept of people is deleted when its time is over, and the page about privacy says the same times."""

from __future__ import annotations

import secrets
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from jobboard.accounts.models import LoginSession
from postings import alerts, retention
from postings.models import Alert, RateBucket
from postings.search.query import SearchQuery
from tests.views.pages import Page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def asked(address: str) -> Alert:
    return alerts.subscribe(
        email=address, query=SearchQuery(), frequency="daily", site="https://jobs.example"
    )


def dated(alert: Alert, **moments: Any) -> Alert:
    Alert.objects.filter(pk=alert.pk).update(**moments)
    alert.refresh_from_db()
    return alert


def test_addresses_of_stopped_and_of_unconfirmed_alerts_are_deleted_in_time() -> None:
    now = timezone.now()
    begun, stopped, lately, waiting, forgotten, again = (asked(f"{n}@example.com") for n in range(6))
    for alert in (begun, stopped, lately, again):
        dated(alert, confirmed_at=now - 90 * DAY, seen_until=now, confirmation_sent_at=now - 90 * DAY)
    dated(stopped, unsubscribed_at=now - retention.STOPPED_ALERT_KEPT)
    dated(lately, unsubscribed_at=now - DAY)
    dated(forgotten, created_at=now - 8 * DAY, confirmation_sent_at=now - 8 * DAY)
    # Stopped long ago, and wanted anew: its confirmation is on the way.
    dated(again, unsubscribed_at=now - 60 * DAY, confirmation_sent_at=now - DAY)
    assert retention.delete_outdated(now) == 2
    assert set(Alert.objects.all()) == {begun, lately, waiting, again}
    assert retention.delete_outdated(now) == 0


def test_failed_logins_sessions_and_counted_requests_go_as_well() -> None:
    now = timezone.now()
    for minutes in (5, 20):
        attempt = AccessAttempt.objects.create(
            username=f"someone {minutes}", ip_address="192.0.2.1", failures_since_start=1
        )
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=now - timedelta(minutes=minutes))
    RateBucket.objects.create(key="over", free_at=now - DAY)
    RateBucket.objects.create(key="full", free_at=now + DAY)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store.create()
    LoginSession.objects.create(session_key="old", session_data="", expire_date=now - DAY)
    retention.delete_outdated(now)
    assert AccessAttempt.objects.count() == 1
    assert RateBucket.objects.get().key == "full"
    assert LoginSession.objects.get().session_key == store.session_key


def test_the_job_that_sends_alerts_deletes_what_is_over() -> None:
    dated(asked("ada@example.com"), unsubscribed_at=timezone.now() - 40 * DAY, confirmation_sent_at=None)
    call_command("send_alerts", site="https://jobs.example")
    assert not Alert.objects.exists()


def test_the_link_that_stops_an_alert_answers_when_its_address_is_deleted(client: Client) -> None:
    alert = asked("ada@example.com")
    address = f"/alerts/stop/{alerts.token_of(alert)}/"
    alert.delete()
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 200
        assert "No more mail comes about it" in Page(answer).text("main")
    assert client.get(f"/alerts/stop/{secrets.token_urlsafe()}/").status_code == 404
    assert len(mail.outbox) == 1


def test_the_page_about_privacy_says_what_the_software_does(client: Client, settings: Any) -> None:
    settings.SITE_OPERATOR, settings.SITE_CONTACT = "Kestrel & Vane", "privacy@jobs.example"
    page = Page(client.get("/privacy/"))
    text = page.text("main")
    assert "Kestrel & Vane" in text
    assert page.link("privacy@jobs.example") == "mailto:privacy@jobs.example"
    assert f"deleted {alerts.CONFIRM_WITHIN.days} days after it was asked for" in text
    assert f"{retention.STOPPED_ALERT_KEPT.days} days after that" in text
    assert "for at most 14 days" in text
    assert "network address for 15 minutes" in text
    assert "noindex" not in page.html


def test_the_page_about_privacy_says_when_nobody_is_named(client: Client, settings: Any) -> None:
    settings.SITE_OPERATOR, settings.SITE_CONTACT = "", ""
    assert "has not entered a name and a contact" in Page(client.get("/privacy/")).text("main")
    settings.SITE_CONTACT = "https://jobs.example/contact"
    assert (
        Page(client.get("/privacy/")).link("https://jobs.example/contact") == "https://jobs.example/contact"
    )


@pytest.mark.parametrize("address", ["/", "/alerts/", "/privacy/", "/no-such-page"])
def test_every_page_leads_to_it(client: Client, address: str) -> None:
    assert Page(client.get(address)).link("Privacy") == "/privacy/"


def test_looking_for_jobs_sets_no_cookie(client: Client) -> None:
    for address in ("/", "/roles/", "/saved/", "/preferences/", "/privacy/", "/api/v1/postings"):
        assert not client.get(address).cookies, address
    assert set(client.get("/alerts/").cookies) == {settings.CSRF_COOKIE_NAME}
