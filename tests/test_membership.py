"""Joining a company by invitation, and leaving it."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from postings import membership
from postings.membership import MembershipError
from postings.models import Company, CompanyMembership, Invitation
from tests.factories import PASSWORD, CompanyFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db
SITE = "https://jobs.example"
ADDRESS = "Mia@Alder.example"


@pytest.fixture
def company() -> Any:
    return CompanyFactory(name="Alder Works")


@pytest.fixture
def recruiter(company: Any) -> Any:
    return UserFactory(username="rita", recruiter=True, companies=[company])


def invited(company: Company, by: Any, email: str = ADDRESS, **changes: Any) -> Invitation:
    invitation, left = membership.invite(company=company, email=email, by=by, site=SITE, **changes)
    assert left
    return invitation


def link() -> str:
    """The path in the last mail."""
    found = re.search(rf"{SITE}(/invitations/\S+/)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def token() -> str:
    return link().split("/")[2]


def history(company: Company) -> list[str]:
    return list(
        LogEntry.objects.filter(content_type__model="company", object_id=str(company.pk))
        .order_by("pk")
        .values_list("change_message", flat=True)
    )


ACCOUNT = {"name": "Mia Moor", "password": "a long-winded phrase", "again": "a long-winded phrase"}


def test_the_mail_says_who_invites_to_what_and_the_database_does_not_hold_its_link(company, recruiter):
    invitation = invited(company, recruiter)
    [message] = mail.outbox
    assert message.to == [ADDRESS]
    assert message.subject == "Publish jobs for Alder Works"
    assert "rita invites you" in message.body
    assert link() in message.alternatives[0].content
    assert token() not in str(Invitation.objects.values())
    assert invitation.expires_at - invitation.asked_at == timedelta(days=14)
    assert history(company) == [f"Invited {ADDRESS}."]


def test_a_new_recruiter_makes_an_account_and_is_in(client, company, recruiter):
    invited(company, recruiter)
    page = client.get(link())
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in page.headers["Cache-Control"]
    assert not User.objects.filter(email__iexact=ADDRESS).exists()  # opening it changes nothing
    response = client.post(link(), ACCOUNT)
    assert response.status_code == 302, response.content.decode()
    user = User.objects.get(email__iexact=ADDRESS)
    assert (user.username, user.get_full_name(), user.is_staff) == ("mia@alder.example", "Mia Moor", True)
    assert user.check_password(ACCOUNT["password"])
    assert set(company.members.all()) == {user, recruiter}
    assert client.get("/admin/postings/posting/").status_code == 200
    assert history(company)[-1] == "mia@alder.example accepted the invitation and publishes for Alder Works."


def test_the_link_works_once(client, company, recruiter):
    invited(company, recruiter)
    client.post(link(), ACCOUNT)
    client.logout()
    again = client.get(link())
    assert again.status_code == 410
    assert "accepted already" in text_of(again)
    assert client.post(link(), ACCOUNT).status_code == 410
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Say your name."),
        ({"password": "", "again": ""}, "Choose a password."),
        ({"again": "another phrase"}, "The two passwords differ."),
        ({"password": "12345678", "again": "12345678"}, "entirely numeric"),
        ({"password": "mia@alder.example", "again": "mia@alder.example"}, "too similar"),
        ({"name": "x" * 200}, "at most 150 characters"),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_bad_account_is_refused_in_words_and_the_link_still_works(
    client, company, recruiter, changes, words
):
    invited(company, recruiter)
    response = client.post(link(), ACCOUNT | changes)
    assert response.status_code == 400
    assert words in text_of(response)
    assert Invitation.objects.get().is_open
    assert client.post(link(), ACCOUNT).status_code == 302


def test_who_has_an_account_logs_in_and_joins(client, company, recruiter):
    mia = UserFactory(username="mia", email="mia@alder.example", recruiter=True)
    invited(company, recruiter)
    page = text_of(client.get(link()))
    assert "There is an account of this address." in page
    assert f"/admin/login/?next={quote(link())}" in page
    assert client.post(link(), ACCOUNT).status_code == 400  # no second account of the address
    client.force_login(mia, backend="django.contrib.auth.backends.ModelBackend")
    assert "Join Alder Works" in text_of(client.get(link()))
    assert not company.members.filter(pk=mia.pk).exists()
    assert client.post(link()).status_code == 302
    assert set(company.members.all()) == {mia, recruiter}
    assert User.objects.count() == 2


def test_a_stranger_who_is_logged_in_cannot_take_the_invitation(client, company, recruiter):
    invited(company, recruiter)
    stranger = UserFactory(username="sam", recruiter=True)
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert "whose address is another" in text_of(client.get(link()))
    assert client.post(link(), ACCOUNT).status_code == 400
    assert not company.members.filter(pk=stranger.pk).exists()
    with pytest.raises(MembershipError, match="is for Mia@Alder"):
        membership.accept(invitation=Invitation.objects.get(), user=stranger)


def test_a_recruiter_joins_several_companies_with_one_account(company, recruiter):
    other = CompanyFactory(name="Birch Foundry")
    invitation = invited(other, UserFactory(moderator=True), email=recruiter.email)
    membership.accept(invitation=invitation, user=recruiter)
    assert set(recruiter.companies.all()) == {company, other}


@pytest.mark.parametrize("forged", ["x", "a:b", "a" * 3000, "%00", "x%0Ay"])
def test_a_forged_link_belongs_to_no_invitation(client, company, recruiter, forged):
    invited(company, recruiter)
    assert client.get(f"/invitations/{forged}/").status_code == 404
    assert client.post(f"/invitations/{forged}/", ACCOUNT).status_code == 404
    assert client.get(link()[:-3] + "x/").status_code == 404


def test_an_expired_or_revoked_link_says_so(client, company, recruiter):
    invited(company, recruiter, now=timezone.now() - timedelta(days=15))
    assert "has expired" in text_of(client.get(link()))
    assert client.post(link(), ACCOUNT).status_code == 410
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=1))
    membership.send_again(invitation=Invitation.objects.get(), by=recruiter, site=SITE)
    assert client.get(link()).status_code == 200
    membership.revoke(invitation=Invitation.objects.get(), by=recruiter)
    assert "was taken back" in text_of(client.get(link()))
    assert history(company) == [
        f"Invited {ADDRESS}.", f"Invited {ADDRESS} again.", f"Took back the invitation of {ADDRESS}.",
    ]  # fmt: skip


def test_sending_again_makes_a_new_link_and_ends_the_old_one(client, company, recruiter):
    invitation = invited(company, recruiter)
    old = link()
    with pytest.raises(MembershipError, match="Wait ten minutes"):
        membership.send_again(invitation=invitation, by=recruiter, site=SITE)
    later = timezone.now() + timedelta(minutes=11)
    assert membership.send_again(invitation=invitation, by=recruiter, site=SITE, now=later)
    assert link() != old
    assert client.get(old).status_code == 404
    assert client.get(link()).status_code == 200


def test_an_address_has_one_open_invitation_a_company(company, recruiter):
    first = invited(company, recruiter, now=timezone.now() - timedelta(hours=1))
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    assert invited(company, recruiter, email="mia@alder.example").pk == first.pk
    values = {"asked_at": timezone.now(), "expires_at": timezone.now() + timedelta(days=1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(company=company, email="MIA@alder.example", token_hash="x", **values)


@pytest.mark.parametrize("email", ["", "mia", "mia@", "a@b.c\nBcc: x@y.z", "x" * 300 + "@example.com"])
def test_what_is_no_address_is_not_invited(company, recruiter, email):
    with pytest.raises(MembershipError):
        invited(company, recruiter, email=email)
    assert mail.outbox == []


def test_who_is_in_already_is_not_invited(company, recruiter):
    with pytest.raises(MembershipError, match="publishes for Alder Works already"):
        invited(company, recruiter, email=recruiter.email.upper())


def test_a_company_has_a_bounded_number_of_open_invitations(company, recruiter):
    for number in range(membership.MOST_OPEN):
        invited(company, recruiter, email=f"p{number}@alder.example")
    with pytest.raises(MembershipError, match="are open"):
        invited(company, recruiter)


def test_a_stranger_invites_nobody(company):
    stranger = UserFactory(recruiter=True, companies=[CompanyFactory()])
    with pytest.raises(MembershipError, match="not a recruiter of Alder Works"):
        invited(company, stranger)
    assert not Invitation.objects.exists()


def test_a_mail_that_does_not_leave_is_said_and_can_be_sent_at_once(company, recruiter, monkeypatch):
    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        invitation, left = membership.invite(company=company, email=ADDRESS, by=recruiter, site=SITE)
    assert not left
    assert membership.send_again(invitation=invitation, by=recruiter, site=SITE)


def test_the_last_recruiter_does_not_leave_but_a_moderator_removes_them(company, recruiter):
    [row] = company.memberships.all()
    with pytest.raises(MembershipError, match="You are the only recruiter of Alder Works"):
        membership.remove(membership=row, by=recruiter)
    membership.remove(membership=row, by=UserFactory(moderator=True))
    assert not company.members.exists()


def test_one_of_two_leaves_and_a_colleague_is_removed(company, recruiter):
    ann, bea = (UserFactory(username=name, recruiter=True, companies=[company]) for name in ("ann", "bea"))
    membership.remove(membership=company.memberships.get(user=ann), by=ann)
    membership.remove(membership=company.memberships.get(user=bea), by=recruiter)
    assert list(company.members.all()) == [recruiter]
    assert history(company) == ["ann left Alder Works.", "Removed the recruiter bea."]


@pytest.mark.django_db(transaction=True)
def test_two_recruiters_who_leave_at_once_do_not_leave_the_company_alone(company):
    users = [UserFactory(recruiter=True, companies=[company]) for _ in range(2)]
    ready = threading.Barrier(2)
    refused: list[str] = []

    def leave(user: Any) -> None:
        row = CompanyMembership.objects.select_related("company").get(user=user)
        ready.wait()
        try:
            membership.remove(membership=row, by=user)
        except MembershipError as error:
            refused.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert company.members.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_address_invited_by_two_companies_makes_one_account(company):
    moderator = UserFactory(moderator=True)
    other = CompanyFactory()
    invitations = [invited(each, moderator) for each in (company, other)]
    ready = threading.Barrier(2)
    refused: list[str] = []

    def accept(invitation: Invitation) -> None:
        ready.wait()
        try:
            membership.accept_as_new(invitation=invitation, name="Mia", password=PASSWORD)
        except MembershipError as error:
            refused.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=[invitation]) for invitation in invitations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.filter(email__iexact=ADDRESS).count() == 1
    assert refused == [f"There is an account of {ADDRESS} by now. Log in with it, then open the link again."]


def test_attempts_at_a_link_are_limited(client, company, recruiter):
    invited(company, recruiter)
    answers = [client.post(link(), {}).status_code for _ in range(21)]
    assert answers == [400] * 20 + [429]
