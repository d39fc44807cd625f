"""Addresses that were given out go on to work when what they name is named anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from postings import reference
from postings.extraction import role as role_vocabulary
from postings.models import Company, FormerSlug, Place, Posting, Role, Skill
from tests.factories import CompanyFactory, PostingFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting() -> Posting:
    cache.clear()
    posting: Posting = PostingFactory(
        role=Role.objects.get(slug="welder"),
        company=CompanyFactory(name="Alder", slug="alder"),
        skills=[SkillFactory(name="Quern", slug="quern")],
        places=[Place.objects.get(slug="leeds-gb")],
    )
    return posting


RENAMED = [
    (Role, "welder", "/roles/{}/"),
    (Skill, "quern", "/skills/{}/"),
    (Place, "leeds-gb", "/places/{}/"),
    (Company, "alder", "/companies/{}/"),
]


@pytest.mark.parametrize(("model", "slug", "address"), RENAMED, ids=[row[1] for row in RENAMED])
def test_a_page_is_found_by_every_slug_it_had(
    client: Any, posting: Posting, model: Any, slug: str, address: str
) -> None:
    for new in ("second", "third"):
        model.objects.filter(slug=slug if new == "second" else "second").update(slug=new)
    for old in (slug, "second"):
        response = client.get(address.format(old) + "?currency=EUR")
        assert response.status_code == 301
        assert response.headers["Location"] == address.format("third") + "?currency=EUR"
    assert client.get(address.format("third")).status_code == 200
    assert client.get(address.format("never")).status_code == 404


def test_the_api_follows_a_former_slug_of_a_role(client: Any, posting: Posting) -> None:
    Role.objects.filter(slug="welder").update(slug="fitter")
    response = client.get("/api/v1/roles/welder?currency=EUR")
    assert response.status_code == 301
    assert response.headers["Location"] == "/api/v1/roles/fitter?currency=EUR"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(response.headers["Location"]).json()["data"]["slug"] == "fitter"
    assert client.get("/api/v1/roles/never").status_code == 404


def test_the_level_of_a_role_stays_in_its_address(client: Any, posting: Posting) -> None:
    Role.objects.filter(slug="welder").update(slug="fitter")
    response = client.get("/roles/welder/senior/")
    assert response.headers["Location"] == "/roles/fitter/senior/"


def test_a_slug_that_is_in_use_again_belongs_to_who_has_it(client: Any, posting: Posting) -> None:
    Company.objects.filter(slug="alder").update(slug="alder-group")
    PostingFactory(company=CompanyFactory(name="The other Alder", slug="alder"))
    response = client.get("/companies/alder/")
    assert response.status_code == 200
    assert "The other Alder" in response.content.decode()


def test_what_is_gone_is_not_found(client: Any, posting: Posting) -> None:
    skill = SkillFactory(name="Sieve", slug="sieve")
    Skill.objects.filter(pk=skill.pk).update(slug="strainer")
    Skill.objects.filter(pk=skill.pk).delete()
    assert client.get("/skills/sieve/").status_code == 404


def test_searches_that_were_kept_go_on(
    client: Any, posting: Posting, search_index: Callable[[], None]
) -> None:
    for model, slug, _ in RENAMED:
        model.objects.filter(slug=slug).update(slug=f"{slug}-now")
    search_index()
    for parameter, value in (
        ("role", "welder"),
        ("skill", "quern"),
        ("place", "leeds-gb"),
        ("company", "alder"),
    ):
        page = client.get(f"/?{parameter}={value}").content.decode()
        assert f"{parameter}={value}-now" in page
        assert "was not understood" not in page


def test_the_places_of_another_table_leave_no_passing_slugs(posting: Posting) -> None:
    Place.objects.filter(slug="leeds-gb").update(slug="leeds-of-before")
    reference.load_places()
    assert Place.objects.filter(slug="leeds-gb").exists()
    assert set(FormerSlug.objects.values_list("slug", flat=True)) == {"leeds-gb", "leeds-of-before"}


@pytest.mark.parametrize("heir_exists", [True, False])
def test_a_role_named_anew_in_the_vocabulary_keeps_its_postings_and_its_address(
    client: Any, posting: Posting, monkeypatch: pytest.MonkeyPatch, heir_exists: bool
) -> None:
    entries = role_vocabulary.load_roles()
    if heir_exists:
        Role.objects.create(name="Joiner of Metal", slug="joiner-of-metal", family="Trades")
    anew = [
        role_vocabulary.RoleEntry("Joiner of Metal", "joiner-of-metal", entry.family, entry.spellings)
        if entry.slug == "welder"
        else entry
        for entry in entries
    ]
    monkeypatch.setattr(role_vocabulary, "load_roles", lambda: anew)
    reference.load_roles()
    posting.refresh_from_db()
    assert posting.role is not None
    assert posting.role.name == "Joiner of Metal"
    assert client.get("/roles/welder/").headers["Location"] == "/roles/joiner-of-metal/"
