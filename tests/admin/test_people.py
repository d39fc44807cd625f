"""The page of a company's people."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from postings.admin.company import MembershipForm
from postings.models import CompanyMembership, Invitation
from tests.admin.conftest import client_of
from tests.admin.forms import said
from tests.admin.test_companies import change, with_recruiters
from tests.factories import UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


def people(company: Any) -> str:
    return reverse("admin:postings_company_people", args=[company.pk])


def test_a_recruiter_invites_sends_again_and_takes_back(at_company, company):
    response = at_company.post(people(company), {"do": "invite", "email": "mia@alder.example"})
    assert said(response) == ["mia@alder.example is invited."]
    assert len(mail.outbox) == 1
    page = text_of(at_company.get(people(company)))
    assert "mia@alder.example" in page
    assert "Open until" in page
    row = {"row": Invitation.objects.get().pk}
    assert "Wait ten minutes" in said(at_company.post(people(company), {"do": "again", **row}))[-1]
    at_company.post(people(company), {"do": "revoke", **row})
    assert (
        "mia@alder.example"
        not in text_of(at_company.get(people(company))).split("messagelist")[-1].split("people__list", 1)[1]
    )
    assert "Invited mia@alder.example." in text_of(
        at_company.get(reverse("admin:postings_company_history", args=[company.pk]))
    )


@pytest.mark.parametrize(
    ("backend", "words"),
    [("console", "it is in the server&#x27;s log"), ("filebased", "it is a file in /var/mail-here")],
)
def test_where_a_mail_went_is_said_when_the_server_sends_none(at_company, company, settings, backend, words):
    from postings.mailing import where_it_went

    settings.MAILERS = {
        "default": {
            "BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
            "OPTIONS": {"file_path": "/var/mail-here"},
        }
    }
    assert words.replace("&#x27;", "'") in where_it_went()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"do": "invite", "email": ""}, "Give an address."),
        ({"do": "invite", "email": "mia"}, "That is not an e-mail address."),
        ({"do": "invite", "email": "a\x00@b.example"}, "Null characters are not allowed."),
        ({"do": "invite", "email": "recruiter@example.com"}, "publishes for Alder Works already"),
    ],
)
def test_what_can_not_be_invited_is_said_beside_the_field(at_company, company, data, words):
    page = text_of(at_company.post(people(company), data))
    assert words in page
    assert mail.outbox == []


@pytest.mark.parametrize("do", ["again", "revoke", "remove"])
@pytest.mark.parametrize("row", ["", "x", "0", "9" * 30, "\x00"])
def test_a_row_that_is_not_there_is_said(at_company, company, do, row):
    response = at_company.post(people(company), {"do": do, "row": row})
    assert said(response) == ["This is not there any more."]


def test_an_unknown_step_is_missing(at_company, company):
    assert at_company.post(people(company), {"do": "explode"}).status_code == 404


def test_rows_of_another_company_can_not_be_reached(at_company, company, other_company, other_recruiter):
    row = CompanyMembership.objects.get(company=other_company)
    response = at_company.post(people(company), {"do": "remove", "row": row.pk})
    assert said(response) == ["This is not there any more."]
    assert at_company.post(people(other_company), {"do": "remove", "row": row.pk}).status_code == 404
    assert at_company.get(people(other_company)).status_code == 404
    assert list(other_company.members.all()) == [other_recruiter]


def test_who_leaves_sees_the_postings_no_longer(at_company, company, recruiter):
    UserFactory(recruiter=True, companies=[company])
    row = CompanyMembership.objects.get(company=company, user=recruiter)
    response = at_company.post(people(company), {"do": "remove", "row": row.pk})
    assert said(response) == ["You have left Alder Works."]
    assert at_company.get(people(company)).status_code == 404


def test_the_only_recruiter_has_no_button_to_leave_and_is_refused(at_company, company, recruiter):
    assert "Leave" not in text_of(at_company.get(people(company)))
    row = CompanyMembership.objects.get(user=recruiter)
    response = at_company.post(people(company), {"do": "remove", "row": row.pk})
    assert "You are the only recruiter" in said(response)[0]


def test_two_moderators_who_add_the_same_recruiter_at_once_get_a_message(at_moderation, company, monkeypatch):
    ann = UserFactory(username="ann", recruiter=True)
    clean = MembershipForm.clean_person

    def meanwhile(form: MembershipForm) -> Any:
        found = clean(form)
        CompanyMembership.objects.get_or_create(company=company, user=ann)  # the other moderator
        return found

    monkeypatch.setattr(MembershipForm, "clean_person", meanwhile)
    response = at_moderation.post(change(company), with_recruiters(company, "ann"))
    assert response.status_code == 302
    assert "Somebody else saved" in said(response)[0]


def test_the_page_takes_a_fixed_number_of_queries(company, recruiter, django_assert_max_num_queries):
    client = client_of(recruiter)
    for number in range(6):
        UserFactory(recruiter=True, companies=[company])
        client.post(people(company), {"do": "invite", "email": f"p{number}@alder.example"})
    with django_assert_max_num_queries(14):
        client.get(people(company))
