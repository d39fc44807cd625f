"""The login with a second step, as the person who logs in sees it."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from jobboard.accounts import second_factor
from tests.admin.conftest import client_of
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
LOGIN = reverse("admin:login")


def code_of(device: TOTPDevice, *, steps_ahead: int = 0) -> str:
    """What the app on the phone shows."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + steps_ahead * device.step
    return f"{totp.token():06d}"


def wrong_code(device: TOTPDevice) -> str:
    near = {code_of(device, steps_ahead=steps) for steps in range(-2, 4)}
    return next(f"{number:06d}" for number in range(10) if f"{number:06d}" not in near)


@pytest.fixture
def moderator() -> Any:
    return UserFactory(username="moderator", moderator=True)


@pytest.fixture
def codes(moderator: Any) -> list[str]:
    """The recovery codes of a moderator whose second step is on."""
    made = second_factor.turn_on(moderator, code_of(second_factor.pending_device(moderator)))
    assert made is not None
    return made


def device_of(user: Any) -> TOTPDevice:
    return TOTPDevice.objects.get(user=user, confirmed=True)


def next_code(user: Any) -> str:
    return code_of(device_of(user), steps_ahead=1)  # the code that turned it on is used up


def give_password(client: Client, user: Any, **query: str) -> Any:
    return client.post(LOGIN, {"username": user.username, "password": PASSWORD, **query})


def logged_in(client: Client) -> bool:
    return client.get(INDEX).status_code == 200


def test_the_password_alone_is_enough_where_no_second_step_is_on(client: Client, moderator: Any) -> None:
    assert give_password(client, moderator).headers["Location"] == INDEX
    assert logged_in(client)


@pytest.mark.usefixtures("codes")
def test_after_the_password_the_code_is_asked_for(client: Client, moderator: Any) -> None:
    wanted = reverse("admin:postings_draft_changelist")
    answer = give_password(client, moderator, next=wanted)
    assert answer.headers["Location"].startswith(reverse("admin:second_factor_step"))
    assert not logged_in(client), "the password alone opened the door"
    step = answer.headers["Location"]
    assert "Enter the code" in client.get(step).text
    answer = client.post(step, {"code": next_code(moderator)})
    assert answer.headers["Location"] == wanted
    assert logged_in(client)


@pytest.mark.usefixtures("codes")
def test_a_wrong_code_lets_nobody_in_and_says_so(client: Client, moderator: Any) -> None:
    step = give_password(client, moderator).headers["Location"]
    answer = client.post(step, {"code": wrong_code(device_of(moderator))})
    assert "That code is not right" in answer.text
    assert not logged_in(client)


@pytest.mark.usefixtures("codes")
def test_a_code_works_once(client: Client, moderator: Any) -> None:
    code = next_code(moderator)
    assert second_factor.accepts(moderator, code)
    step = give_password(client, moderator).headers["Location"]
    assert "That code is not right" in client.post(step, {"code": code}).text


@pytest.mark.usefixtures("codes")
def test_many_wrong_codes_ask_for_the_password_again(client: Client, moderator: Any) -> None:
    step = give_password(client, moderator).headers["Location"]
    wrong = wrong_code(device_of(moderator))
    answers = [client.post(step, {"code": wrong}) for _ in range(10)]
    assert answers[-1].headers["Location"] == LOGIN
    assert client.get(step).status_code == 302, "the password was forgotten"
    assert not logged_in(client)


def test_a_recovery_code_opens_once(client: Client, moderator: Any, codes: list[str]) -> None:
    step = give_password(client, moderator).headers["Location"]
    answer = client.post(step, {"code": f" {codes[0].upper()} "}, follow=True)
    assert "9 are left" in answer.text
    client.logout()
    step = give_password(client, moderator).headers["Location"]
    assert "That code is not right" in client.post(step, {"code": codes[0]}).text
    assert StaticToken.objects.count() == 9


@pytest.mark.usefixtures("codes")
def test_the_second_step_without_the_first_leads_to_the_login(client: Client) -> None:
    answer = client.post(reverse("admin:second_factor_step"), {"code": "123456"})
    assert answer.headers["Location"] == LOGIN


@pytest.mark.usefixtures("codes")
def test_a_password_that_is_changed_between_the_steps_ends_the_login(client: Client, moderator: Any) -> None:
    step = give_password(client, moderator).headers["Location"]
    moderator.set_password("another long password")
    moderator.save()
    assert client.post(step, {"code": next_code(moderator)}).headers["Location"] == LOGIN
    assert not logged_in(client)


@pytest.mark.usefixtures("codes")
def test_the_login_leads_to_no_other_site(client: Client, moderator: Any) -> None:
    step = give_password(client, moderator, next="https://evil.example/").headers["Location"]
    answer = client.post(f"{step}&next=https://evil.example/", {"code": next_code(moderator)})
    assert answer.headers["Location"] == INDEX


def test_it_is_turned_on_with_the_first_code_and_ends_other_sessions(moderator: Any) -> None:
    here, elsewhere = Client(), client_of(moderator)
    give_password(here, moderator)
    address = reverse("admin:second_factor_set_up")
    page = here.get(address).text
    assert "<svg" in page
    device = TOTPDevice.objects.get(user=moderator)
    assert second_factor.key_in_words(device) in page
    assert not second_factor.is_on(moderator), "on before the first code"
    assert "That code is not right" in here.post(address, {"code": wrong_code(device)}).text
    TOTPDevice.objects.update(throttling_failure_count=0)
    answer = here.post(address, {"code": code_of(device)})
    assert len(set(re.findall(r"<code>([a-z2-7]{8})</code>", answer.text))) == 10
    assert second_factor.is_on(moderator)
    assert logged_in(here)
    assert not logged_in(elsewhere)


def test_new_recovery_codes_and_turning_it_off_ask_for_the_password(moderator: Any, codes: list[str]) -> None:
    client = client_of(moderator)
    for name in ("second_factor_codes", "second_factor_turn_off"):
        answer = client.post(reverse(f"admin:{name}"), {"password": "guess"})
        assert "That is not your password." in answer.text
    assert second_factor.is_on(moderator)
    assert second_factor.codes_left(moderator) == 10
    answer = client.post(reverse("admin:second_factor_codes"), {"password": PASSWORD})
    assert codes[0] not in answer.text
    assert not second_factor.accepts(moderator, codes[0])
    client.post(reverse("admin:second_factor_turn_off"), {"password": PASSWORD})
    assert not second_factor.is_on(moderator)


class TestWhereItIsRequired:
    @pytest.fixture(autouse=True)
    def required(self, settings: Any) -> None:
        settings.SECOND_FACTOR = "moderators"

    def test_a_moderator_sets_it_up_before_coming_in(self, client: Client, moderator: Any) -> None:
        step = give_password(client, moderator).headers["Location"]
        assert step.startswith(reverse("admin:second_factor_first"))
        assert "may only be used with a second step" in client.get(step).text
        assert not logged_in(client)
        answer = client.post(step, {"code": code_of(TOTPDevice.objects.get(user=moderator))})
        assert "Keep these codes" in answer.text
        assert logged_in(client)

    def test_a_recruiter_comes_in_without(self, client: Client) -> None:
        recruiter = UserFactory(recruiter=True)
        give_password(client, recruiter)
        assert logged_in(client)

    def test_everyone_can_be_meant(self, client: Client, settings: Any) -> None:
        settings.SECOND_FACTOR = "everyone"
        assert "set-up" in give_password(client, UserFactory(recruiter=True)).headers["Location"]

    def test_who_was_in_when_it_began_has_to_set_it_up(self, moderator: Any) -> None:
        client = client_of(moderator)
        answer = client.get(INDEX, follow=True)
        assert "Set up the second step" in answer.text
        assert not logged_in(client)

    def test_it_cannot_be_turned_off(self, moderator: Any, codes: list[str]) -> None:
        client = client_of(moderator)
        assert "Turn it off" not in client.get(reverse("admin:security")).text
        client.post(reverse("admin:second_factor_turn_off"), {"password": PASSWORD})
        assert second_factor.is_on(moderator)


def test_an_administrator_removes_a_lost_factor_and_it_is_in_the_history(
    moderator: Any, codes: list[str]
) -> None:
    client = client_of(UserFactory(superuser=True))
    address = reverse("admin:auth_user_changelist")
    assert "moderator" in client.get(address).text
    client.post(address, {"action": "remove_second_factor", "_selected_action": [moderator.pk]})
    assert not second_factor.is_on(moderator)
    assert (
        "Removed the second factor."
        in client.get(reverse("admin:auth_user_history", args=[moderator.pk])).text
    )


def test_nobody_reads_a_key_in_the_admin(codes: list[str]) -> None:
    client = client_of(UserFactory(superuser=True))
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404
