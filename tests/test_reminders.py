"""Reminders of postings that end soon, and what their links do."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from postings import reminders
from postings.locks import Lock
from postings.models import Posting, Reminder, Revision
from postings.review import lifecycle
from tests.factories import CompanyFactory, PostingFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db
SITE = "https://jobs.example"


@pytest.fixture
def company() -> Any:
    return CompanyFactory(name="Alder Works")


@pytest.fixture
def recruiter(company: Any) -> Any:
    return UserFactory(username="rita", recruiter=True, companies=[company])


def ending(company: Any, days: float = 5, **changes: Any) -> Posting:
    now = timezone.now()
    given = {"published_at": now - timedelta(days=20), "expires_at": now + timedelta(days=days)}
    return PostingFactory(company=company, **{"title": "Welder", **given, **changes})


def send(**changes: Any) -> list[int]:
    return list(reminders.send_due(site=SITE, **changes))


def links() -> dict[str, str]:
    """The paths in the last mail: filled, extend."""
    found = re.findall(rf"{SITE}(/reminders/\S+/)", str(mail.outbox[-1].body))
    return dict(zip(("filled", "extend"), found, strict=True))


def test_the_recruiters_of_the_company_are_told_a_week_before_and_once(company, recruiter):
    other = UserFactory(recruiter=True, companies=[company])
    ending(company)
    assert send() == [1, 1]
    assert {message.to[0] for message in mail.outbox} == {recruiter.email, other.email}
    assert mail.outbox[0].subject == "Ends soon: Welder"
    assert "Last day:" in mail.outbox[0].body
    assert send() == []
    assert Reminder.objects.filter(sent_at__isnull=False).count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"days": 8},
        {"days": -1},
        {"expires_at": None},
        {"filled": True},
        {"withdrawn": True},
        {"draft": True, "expires_at": None},
        {"published_at": timezone.now() - timedelta(hours=2)},
    ],
)
def test_nothing_is_told_of_what_does_not_end_soon_or_is_not_live(company, recruiter, changes):
    ending(company, **changes)
    assert send() == []
    assert mail.outbox == []


def test_who_has_left_or_has_no_address_is_not_told(company, recruiter):
    UserFactory(recruiter=True, companies=[company], email="")
    UserFactory(recruiter=True, companies=[company], is_active=False)
    recruiter.company_memberships.all().delete()
    ending(company)
    assert send() == []


def test_several_postings_come_in_one_mail(company, recruiter, monkeypatch):
    monkeypatch.setattr(reminders, "MOST_LISTED", 2)
    for _ in range(3):
        ending(company)
    assert send() == [2, 1]
    assert mail.outbox[0].subject == "Ends soon: Welder and 1 more"
    assert len(re.findall("/reminders/", str(mail.outbox[0].body))) == 4


def test_an_extended_posting_is_told_of_anew_before_its_new_end(company, recruiter):
    posting = ending(company)
    send()
    lifecycle.extend(posting=posting, by=recruiter, days=30)
    assert send() == []
    assert send(now=timezone.now() + timedelta(days=29)) == [1]


def test_a_stopped_job_does_not_send_twice(company, recruiter, monkeypatch):
    ending(company)

    class Stopped(BaseException):
        pass

    def stop(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", stop)
        with pytest.raises(Stopped):
            send()
    assert send() == []
    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_tried_again(company, recruiter, monkeypatch):
    ending(company)

    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        assert send() == []
    assert send() == [1]


def test_the_database_lets_an_end_be_told_once(company, recruiter):
    posting = ending(company)
    values = {"posting": posting, "user": recruiter, "expires_at": posting.expires_at}
    Reminder.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**values)


def test_a_second_sender_does_nothing_while_the_first_works(company, recruiter):
    ending(company)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [Lock.REMINDERS])
            assert send() == []
            cursor.execute("SELECT pg_advisory_unlock(%s)", [Lock.REMINDERS])
    finally:
        other.close()
    assert send() == [1]


def test_the_command_sends_and_says_how_many(company, recruiter, capsys):
    ending(company)
    call_command("send_reminders", site=SITE)
    assert "1 sent." in capsys.readouterr().out
    with pytest.raises(CommandError, match="Say where the site is"):
        call_command("send_reminders")


def test_opening_a_link_changes_nothing_and_its_button_marks_as_filled_once(client, company, recruiter):
    posting = ending(company)
    send()
    path = links()["filled"]
    page = client.get(path)
    assert "Is the job filled?" in text_of(page)
    assert page.headers["X-Robots-Tag"] == "noindex"
    posting.refresh_from_db()
    assert posting.state == "published"
    assert "Marked as filled" in text_of(client.post(path))
    again = client.post(path)
    assert again.status_code == 200
    assert "It is marked as filled." in text_of(again)
    posting.refresh_from_db()
    assert posting.state == "filled"
    assert [(row.action, row.by) for row in Revision.objects.all()] == [("filled", recruiter)]


def test_a_link_extends_once_and_keeps_address_and_first_day(client, company, recruiter):
    posting = ending(company)
    send()
    path = links()["extend"]
    assert "Extend by 30 days?" in text_of(client.get(path))
    assert "Extended" in text_of(client.post(path))
    assert "not extended again" in text_of(client.post(path))
    extended = Posting.objects.get()
    assert extended.expires_at - posting.expires_at == timedelta(days=30)
    assert extended.published_at == posting.published_at
    assert extended.get_absolute_url() == posting.get_absolute_url()


def test_links_of_what_was_closed_meanwhile_say_so(client, company, recruiter):
    posting = ending(company)
    send()
    lifecycle.withdraw(posting=posting, by=recruiter)
    for path in links().values():
        assert "It is withdrawn; there is nothing to do." in text_of(client.post(path))
    posting.refresh_from_db()
    assert posting.state == "withdrawn"


def test_links_of_who_has_left_do_nothing(client, company, recruiter):
    posting = ending(company)
    send()
    recruiter.company_memberships.all().delete()
    for path in links().values():
        response = client.post(path)
        assert response.status_code == 410
        assert "You do not publish for this company any more." in text_of(response)
    posting.refresh_from_db()
    assert posting.state == "published"


def test_an_old_link_says_so(client, company, recruiter, monkeypatch):
    ending(company)
    send()
    monkeypatch.setattr(reminders, "LINKS_LAST", timedelta(seconds=-1))
    response = client.get(links()["extend"])
    assert response.status_code == 410
    assert "too old" in text_of(response)


def test_a_link_does_only_what_it_is_for(client, company, recruiter):
    posting = ending(company)
    send()
    forged = links()["filled"].replace("/reminders/", "/reminders/x")
    assert client.post(forged).status_code == 404
    for token in ("x", "a:b:c", "a" * 3000, "%00"):
        assert client.get(f"/reminders/{token}/").status_code == 404
    posting.refresh_from_db()
    assert posting.state == "published"
