"""Where an account is logged in, and how its owner ends that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobboard.accounts import sessions
from jobboard.accounts.models import LoginSession
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
SECURITY = reverse("admin:security")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/19.0 Mobile/15E148 Safari/604.1"
)


def logged_in(user: Any, agent: str) -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post(reverse("admin:login"), {"username": user.username, "password": PASSWORD})
    return client


@pytest.fixture
def user() -> Any:
    return UserFactory(recruiter=True)


def test_each_session_is_listed_with_its_browser_and_address(user: Any) -> None:
    here = logged_in(user, FIREFOX)
    logged_in(user, IPHONE)
    page = here.get(SECURITY).text
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    assert "127.0.0.1" in page
    assert LoginSession.objects.get(pk=here.session.session_key).pk not in page, "a key that logs in"


def test_one_session_is_ended_and_the_others_go_on(user: Any) -> None:
    here, phone, third = (logged_in(user, agent) for agent in (FIREFOX, IPHONE, FIREFOX))
    [handle] = [
        login.handle
        for login in sessions.logins_of(user, here.session.session_key)
        if login.browser == "Safari on iPhone"
    ]
    answer = here.post(reverse("admin:end_sessions"), {"handle": handle}, follow=True)
    assert "Logged out there." in answer.text
    assert [client.get(INDEX).status_code for client in (here, phone, third)] == [200, 302, 200]


def test_all_others_are_ended_at_once(user: Any) -> None:
    here, phone, third = (logged_in(user, agent) for agent in (FIREFOX, IPHONE, FIREFOX))
    answer = here.post(reverse("admin:end_sessions"), follow=True)
    assert "Logged out in 2 other places." in answer.text
    assert [client.get(INDEX).status_code for client in (here, phone, third)] == [200, 302, 302]


def test_nobody_ends_the_session_of_somebody_else(user: Any) -> None:
    other = UserFactory(recruiter=True)
    theirs = logged_in(other, IPHONE)
    [login] = sessions.logins_of(other, None)
    logged_in(user, FIREFOX).post(reverse("admin:end_sessions"), {"handle": login.handle})
    assert theirs.get(INDEX).status_code == 200


def test_a_new_password_closes_the_other_sessions_and_they_are_not_listed(user: Any) -> None:
    here, phone = logged_in(user, FIREFOX), logged_in(user, IPHONE)
    new = "an entirely new password"
    here.post(
        reverse("admin:password_change"),
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )
    assert phone.get(INDEX).status_code == 302
    assert "iPhone" not in here.get(SECURITY).text


def test_the_last_click_is_kept_to_ten_minutes(user: Any) -> None:
    here = logged_in(user, FIREFOX)
    before = here.session[sessions.LOGIN]["seen"]
    here.get(INDEX)
    assert here.session[sessions.LOGIN]["seen"] == before
    session = here.session
    session[sessions.LOGIN] = {
        **session[sessions.LOGIN],
        "seen": (timezone.now() - timedelta(minutes=11)).isoformat(),
    }
    session.save()
    here.get(INDEX)
    assert here.session[sessions.LOGIN]["seen"] >= before


def test_the_sessions_of_a_deleted_user_go_along(user: Any) -> None:
    logged_in(user, FIREFOX)
    user.delete()
    assert not LoginSession.objects.exists()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/19.0 Safari/605.1", "Safari on macOS"),
        ("curl/8.9", "A browser we don't know"),
        ("", "A browser we don't know"),
    ],
)
def test_a_browser_is_named_in_plain_words(agent: str, name: str) -> None:
    assert sessions.browser_of(agent) == name
