"""Who may see what on the public site: every address, for each kind of user, of what is public or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from postings import alerts, membership, reminders
from postings.models import Alert, Posting, Role
from postings.sitemaps import SITEMAPS
from tests.admin.world import World
from tests.factories import CompanyFactory, PlaceFactory, PostingFactory, SkillFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

HIDDEN = "Unpublished"
"""In every posting that is not public: nobody reads it outside the admin, not even who wrote it."""

# What the answer to GET is: of what is public, and of what is not, is not known or no longer there.
PUBLIC: dict[str, tuple[int, int | None]] = {
    "healthz": (200, None),
    "readyz": (200, None),
    "search": (200, None),
    "saved": (200, None),
    "save": (405, 405),  # only a page's script counts
    "preferences": (200, None),
    "complete": (200, None),
    "choices": (200, 404),
    "apply": (302, 404),
    "report": (200, 404),
    "report_sent": (200, 404),
    "posting": (200, 404),
    "companies": (200, None),
    "company": (200, 404),
    "roles": (200, None),
    "role": (200, 404),
    "role_level": (200, 404),
    "role_postings": (200, 404),
    "skills": (200, None),
    "skill": (200, 404),
    "places": (200, None),
    "place": (200, 404),
    "feed_atom": (200, None),
    "feed_json": (200, None),
    "alerts": (200, None),
    "alert_asked": (200, None),
    "alert_confirm": (200, 404),
    "alert_unsubscribe": (200, 404),
    "invitation": (200, 404),
    "reminder": (200, 404),
    "privacy": (200, None),
    "api": (200, None),
    "api_openapi": (200, None),
    "api_postings": (200, None),
    "api_posting": (200, 404),
    "api_facets": (200, None),
    "api_role": (200, 404),
    "api_nothing": (404, None),
    "robots": (200, None),
    "sitemaps": (200, None),
    "sitemap": (200, 404),
}


def names_of_all_addresses() -> set[str]:
    """Of the whole site without the admin, which tests/admin/test_permissions.py has."""

    def names(patterns: list[Any]) -> Iterator[str | None]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
                yield from names(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern.name

    return {name or "without a name" for name in names(get_resolver().url_patterns)}


class PublicWorld(World):
    """With a posting of the company that is public, and one for each way of not being so."""

    def __init__(self) -> None:
        super().__init__()
        self.role = Role.objects.order_by("pk")[0]
        skill, place = SkillFactory(name="Glazing"), PlaceFactory(name="Bigtown")
        self.public = PostingFactory(
            company=self.company, title="Welder", role=self.role, seniority="senior", skills=[skill],
            places=[place], expires_at=timezone.now() + timedelta(days=5),
        )  # fmt: skip
        Posting.objects.filter(pk=self.public.pk).update(
            published_at=timezone.now() - timedelta(days=9), created_at=timezone.now() - timedelta(days=9)
        )
        self.public.refresh_from_db()
        given = {"company": self.company, "title": f"{HIDDEN} job", "skills": [skill], "places": [place]}
        self.not_public = [
            PostingFactory(**given, **{kind: True}) for kind in ("draft", "submitted", "scheduled")
        ]
        self.not_public.append(PostingFactory(**{**given, "company": CompanyFactory(name=f"{HIDDEN} Ltd")}))
        blocked = self.not_public[-1].company
        blocked.blocked_at, blocked.blocked_reason = timezone.now(), "A scam."
        blocked.save()
        self.blocked = blocked
        alert = Alert.objects.create(email="seeker@example.com", query="q=welder")
        recruiter = UserFactory(recruiter=True, companies=[self.company])
        membership.invite(company=self.company, email="new@example.com", by=recruiter, site="")
        token = str(mail.outbox[-1].body).split("/invitations/")[1].split("/")[0]
        link = reminders.link(self.public, recruiter, "filled", "").split("/")[2]
        self.parts: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
            "choices": ({"name": "skill"}, {"name": "nothing"}),
            "company": ({"slug": self.company.slug}, {"slug": "nobody"}),
            "role": ({"slug": self.role.slug}, {"slug": "nothing"}),
            "role_postings": ({"slug": self.role.slug}, {"slug": "nothing"}),
            "api_role": ({"slug": self.role.slug}, {"slug": "nothing"}),
            "role_level": (
                {"slug": self.role.slug, "seniority": "senior"},
                {"slug": "x", "seniority": "senior"},
            ),
            "skill": ({"slug": skill.slug}, {"slug": "nothing"}),
            "place": ({"slug": place.slug}, {"slug": "nothing"}),
            "alert_confirm": ({"token": alerts.token_of(alert)}, {"token": "forged"}),
            "alert_unsubscribe": ({"token": alerts.token_of(alert)}, {"token": "forged"}),
            "invitation": ({"token": token}, {"token": "forged"}),
            "reminder": ({"token": link}, {"token": "forged"}),
            "sitemap": ({"section": next(iter(SITEMAPS))}, {"section": "nothing"}),
            "api_nothing": ({"rest": "v9/secrets"}, {}),
        }

    def addresses(self, name: str) -> tuple[str, list[str]]:
        """That of what is public, and those of what is not."""
        full = name if name in {"healthz", "readyz"} else f"postings:{name}"
        if name in {"posting", "apply", "report", "report_sent", "save", "api_posting"}:
            rows = [self.public, *self.not_public]
            made = []
            for row in rows:
                slug = {"slug": row.slug} if name == "posting" else {}
                made.append(reverse(full, kwargs={"pk": row.pk, **slug}))
            slug = {"slug": "nothing"} if name == "posting" else {}
            return made[0], [*made[1:], reverse(full, kwargs={"pk": 10**9, **slug})]
        shown, hidden = self.parts.get(name, ({}, {}))
        asked = "?education=bachelor" if name == "role_postings" else ""
        return reverse(full, kwargs=shown) + asked, [reverse(full, kwargs=hidden)] if hidden else []


@pytest.fixture
def world(search_index: Callable[[], None]) -> PublicWorld:
    made = PublicWorld()
    search_index()
    return made


def test_every_address_of_the_site_is_in_the_matrix():
    assert names_of_all_addresses() == set(PUBLIC)


def test_everybody_sees_the_same_of_what_is_public_and_nobody_more(world):
    found = {}
    for name, (_, otherwise) in PUBLIC.items():
        public, hidden = world.addresses(name)
        assert bool(hidden) == (otherwise is not None), name
        found[name] = {client.get(public).status_code for client in world.clients}
        for url in hidden:
            # A company that was blocked takes down what was public before: gone, not unknown.
            gone = str(world.not_public[-1].pk) in url
            for client in world.clients:
                answer = client.get(url)
                assert answer.status_code == (410 if gone and otherwise == 404 else otherwise), url
                assert gone or HIDDEN not in text_of(answer), url
    assert found == {name: {shown} for name, (shown, _) in PUBLIC.items()}


def test_no_public_page_names_what_is_not_public_or_an_address_of_somebody(world):
    for name in PUBLIC:
        public, _ = world.addresses(name)
        for client in world.clients:
            body = text_of(client.get(public))
            assert HIDDEN not in body, public
            if name not in {"alert_confirm", "alert_unsubscribe", "invitation"}:  # their links are the proof
                assert "seeker@example.com" not in body, public
                assert "new@example.com" not in body, public


def test_a_blocked_company_has_no_page(world):
    for client in world.clients:
        assert client.get(reverse("postings:company", args=[world.blocked.slug])).status_code == 410


WRITES = ["save", "report", "alerts", "alert_confirm", "alert_unsubscribe", "invitation", "reminder"]
"""Addresses that take a POST; all others refuse it."""


def test_only_forms_take_a_post_and_none_without_a_token_or_a_secret_link(world):
    rows = Posting.objects.values_list("pk", "state", "version").order_by("pk")
    before = list(rows)
    for name in PUBLIC:
        public, _ = world.addresses(name)
        for number, client in enumerate(world.clients):
            client.handler.enforce_csrf_checks = True
            status = client.post(public).status_code
            if name == "alert_unsubscribe":  # one click of a mail program (RFC 8058)
                assert status == 200
            elif name in WRITES:
                assert status == 403, (name, number)
            else:
                assert status in (403, 404, 405), (name, number)
    assert list(rows) == before
