"""E-mail alerts: asked for, confirmed, sent once, stopped."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.utils import timezone

from postings import alerts
from postings.locks import Lock
from postings.models import Alert, AlertDelivery
from postings.search.query import SearchQuery
from tests.factories import PostingFactory
from tests.views.pages import text_of

Index = Callable[[], None]
SITE = "https://jobs.example"

pytestmark = pytest.mark.django_db


def asked(parameters: str = "workplace=remote", **changes: Any) -> Alert:
    query, _ = SearchQuery.from_querydict(QueryDict(parameters))
    given = {"email": "ada@example.com", "query": query, "frequency": "daily", "site": SITE} | changes
    return alerts.subscribe(**given)


def confirmed(parameters: str = "workplace=remote", days_ago: float = 2, **changes: Any) -> Alert:
    alert = alerts.confirm(alert=asked(parameters, **changes))
    alert.seen_until = timezone.now() - timedelta(days=days_ago)
    alert.save()
    return alert


def send() -> list[AlertDelivery]:
    return list(alerts.send_due(site=SITE))


def test_nothing_but_the_confirmation_is_sent_before_it_is_confirmed(search_index: Index) -> None:
    alert = asked()
    PostingFactory(remote=True)
    search_index()
    assert [message.subject for message in mail.outbox] == ["Confirm your alert: remote jobs"]
    assert send() == []
    # The token holds the second it was made in, so another one need not be the same.
    token = re.search(rf"{SITE}/alerts/confirm/(\S+)/", str(mail.outbox[0].body))
    assert token is not None
    assert alerts.alert_of(token[1]) == alert


def test_an_alert_tells_new_postings_of_its_own_search_and_no_others(search_index: Index) -> None:
    alert = confirmed()
    PostingFactory(remote=True, title="New remote job", published_at=timezone.now() - timedelta(hours=5))
    PostingFactory(remote=True, title="Old remote job", published_at=timezone.now() - timedelta(days=3))
    PostingFactory(onsite=True, title="New office job")
    PostingFactory(remote=True, title="Expired job", expired=True)
    PostingFactory(remote=True, title="Scheduled job", scheduled=True)
    search_index()
    mail.outbox.clear()
    [delivery] = send()
    assert delivery.postings == 1
    [message] = mail.outbox
    assert message.subject == "1 new job: remote jobs"
    assert message.to == ["ada@example.com"]
    assert "New remote job" in message.body
    for absent in ("Old remote job", "New office job", "Expired job", "Scheduled job"):
        assert absent not in message.body
    stop = f"{SITE}/alerts/stop/{alerts.token_of(alert)}/"
    assert message.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in message.body


def test_the_same_posting_is_told_once(search_index: Index) -> None:
    confirmed()
    PostingFactory(remote=True)
    search_index()
    assert len(send()) == 1
    assert send() == []
    Alert.objects.update(seen_until=timezone.now() - timedelta(days=1))
    assert send() == []  # the day's mail was sent


def test_a_stopped_job_does_not_send_twice_and_loses_no_news(search_index: Index, monkeypatch: Any) -> None:
    alert = confirmed()
    PostingFactory(remote=True)
    search_index()
    now = timezone.now()

    class Stopped(BaseException):
        pass

    def stop(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", stop)
        with pytest.raises(Stopped):
            alerts.send_one(alert, site=SITE, now=now)
    mail.outbox.clear()
    assert alerts.send_one(alert, site=SITE, now=now) is None
    assert mail.outbox == []
    alert.refresh_from_db()
    assert alerts.send_one(alert, site=SITE, now=now + timedelta(days=1)) is not None
    assert len(mail.outbox) == 1


def test_a_mail_server_that_refuses_loses_no_news(search_index: Index, monkeypatch: Any) -> None:
    alert = confirmed()
    PostingFactory(remote=True)
    search_index()

    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        assert send() == []
    alert.refresh_from_db()
    assert alerts.send_one(alert, site=SITE, now=timezone.now() + timedelta(days=1)) is not None


def test_no_news_is_no_mail(search_index: Index) -> None:
    confirmed()
    mail.outbox.clear()
    assert send() == []
    assert mail.outbox == []
    assert not AlertDelivery.objects.exists()


def test_a_weekly_alert_waits_for_its_week(search_index: Index) -> None:
    confirmed(frequency="weekly", days_ago=3)
    PostingFactory(remote=True)
    search_index()
    assert send() == []
    Alert.objects.update(seen_until=timezone.now() - timedelta(days=7))
    assert len(send()) == 1


def test_a_stopped_alert_sends_nothing_and_can_be_asked_for_again(search_index: Index) -> None:
    alert = alerts.unsubscribe(alert=confirmed())
    PostingFactory(remote=True)
    search_index()
    assert send() == []
    Alert.objects.update(confirmation_sent_at=timezone.now() - timedelta(days=1))
    mail.outbox.clear()
    again = asked()
    assert again.pk == alert.pk
    assert len(mail.outbox) == 1
    assert alerts.confirm(alert=again).unsubscribed_at is None


def test_an_address_is_not_flooded_with_confirmations() -> None:
    for _ in range(3):
        asked()
    assert len(mail.outbox) == 1
    for number in range(1, alerts.MOST_UNCONFIRMED):
        asked(f"q=word{number}")
    with pytest.raises(alerts.AlertError, match="Too many"):
        asked("q=another")
    assert len(mail.outbox) == alerts.MOST_UNCONFIRMED


def test_an_old_confirmation_is_refused() -> None:
    alert = asked()
    with pytest.raises(alerts.AlertError, match="too old"):
        alerts.confirm(alert=alert, now=timezone.now() + timedelta(days=8))


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a@b.c\nBcc: x@y.z", "x" * 300 + "@example.com"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(alerts.AlertError, match="not an e-mail address"):
        asked(email=email)
    assert mail.outbox == []


def test_a_second_sender_does_nothing_while_the_first_works(search_index: Index) -> None:
    confirmed()
    PostingFactory(remote=True)
    search_index()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [Lock.ALERTS])
            assert send() == []
            cursor.execute("SELECT pg_advisory_unlock(%s)", [Lock.ALERTS])
    finally:
        other.close()
    assert len(send()) == 1


def test_a_period_is_claimed_once_also_by_the_database() -> None:
    alert = asked()
    AlertDelivery.objects.create(alert=alert, period=timezone.now().date())
    with pytest.raises(IntegrityError), transaction.atomic():
        AlertDelivery.objects.create(alert=alert, period=timezone.now().date())


def test_from_asking_to_stopping_in_the_pages(client: Any, search_index: Index) -> None:
    page = client.get("/alerts/", {"query": "workplace=remote"})
    assert "Remote jobs" in text_of(page)
    response = client.post(
        "/alerts/", {"query": "workplace=remote", "email": "ada@example.com", "frequency": "weekly"}
    )
    assert response.headers["Location"] == "/alerts/asked/"
    assert "Look into your mailbox" in text_of(client.get("/alerts/asked/"))
    link = re.search(r"/alerts/confirm/\S+/", str(mail.outbox[0].body))
    assert link is not None
    assert "Confirm your alert" in text_of(client.get(link[0]))
    assert not Alert.objects.filter(confirmed_at__isnull=False).exists()  # opening it is not confirming
    assert "The alert is on" in text_of(client.post(link[0]))
    stop = f"/alerts/stop/{alerts.token_of(Alert.objects.get())}/"
    assert "Stop this alert?" in text_of(client.get(stop))
    assert Alert.objects.get().unsubscribed_at is None
    one_click = client.post(stop, {"List-Unsubscribe": "One-Click"})
    assert "The alert is stopped" in text_of(one_click)
    assert Alert.objects.get().unsubscribed_at is not None


def test_a_bad_address_is_said_beside_the_form(client: Any) -> None:
    response = client.post("/alerts/", {"query": "", "email": "nobody", "frequency": "daily"})
    assert response.status_code == 400
    assert "That is not an e-mail address." in text_of(response)


@pytest.mark.parametrize("token", ["x", "1:abc", "a" * 3000, "%00"])
def test_a_forged_link_belongs_to_no_alert(client: Any, token: str) -> None:
    assert client.get(f"/alerts/stop/{token}/").status_code == 404
    assert client.post(f"/alerts/confirm/{token}/").status_code == 404
