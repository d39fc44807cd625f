"""Saved jobs and preferences: pages of what is kept on the reader's device, read from the address."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import CountryFactory, PostingFactory, SkillFactory
from tests.views.pages import Page

pytestmark = pytest.mark.django_db


def test_saved_jobs_come_in_the_order_of_the_address_with_their_state(client: Client) -> None:
    first, second = PostingFactory(title="First"), PostingFactory(title="Second")
    ended, gone = PostingFactory(title="Over", expired=True), PostingFactory(withdrawn=True)
    page = Page(client.get(f"/saved/?id={second.pk}&id={ended.pk}&id={gone.pk}&id={first.pk}&id={second.pk}"))
    assert page.texts(".posting-card h2") == ["Second", "Over", "First"]
    assert page.text(".posting-head__by") == "3 jobs, 1 of them ended"
    assert page.text(".badge--ended") == "Ended"
    assert "1 is no longer here" in page.text("header")
    assert page.one('meta[name="robots"]').attributes["content"] == "noindex"


def test_without_script_the_pages_say_what_they_need(client: Client) -> None:
    assert "Saving needs script" in Page(client.get("/saved/")).text(".no-script-only")
    assert "Keeping them needs script" in Page(client.get("/preferences/")).text(".no-script-only")


@pytest.mark.parametrize(
    "ids", ["id=x", "id=%00", "id=-1", "id=" + "9" * 30, "id=٣", "&".join(f"id={n}" for n in range(3000))]
)
def test_hostile_ids_show_an_empty_list(client: Client, ids: str) -> None:
    page = Page(client.get(f"/saved/?{ids}"))
    assert page.status == 200
    assert "No job is saved here." in page.text("main")


def test_preferences_are_filled_from_the_address_by_slug_or_name(client: Client) -> None:
    country = CountryFactory(country_code="Q7", name="Freedonia")
    SkillFactory(name="Arc work")
    page = Page(client.get(f"/preferences/?open_to={country.slug}&currency=eur&have=arc WORK&have=&keep=1"))
    assert page.one("#open_to option[selected]").attributes["value"] == country.country_code.lower()
    assert page.text("#currency option[selected]") == "EUR"
    assert page.one('input[name="have"][checked]').attributes["value"] == "arc-work"
    assert page.link("See the jobs for you") == f"/?open_to={country.slug}&have=arc-work"


def test_what_preferences_do_not_know_is_left_out_and_said(client: Client, db: None) -> None:
    page = Page(client.get("/preferences/?open_to=nowhere&currency=%00&have=no-such"))
    assert page.status == 200
    assert "“no-such” is not a known skill." in page.text(".notice")
    assert not page.tree.css("#currency option[selected]")


def test_queries_do_not_grow_with_the_saved_jobs(client: Client, django_assert_num_queries: Any) -> None:
    for number in (2, 12):
        ids = "&".join(
            f"id={PostingFactory(skills=[f'S {n}'], pay=(1, 2, 'USD', 'hour')).pk}" for n in range(number)
        )
        with django_assert_num_queries(6):
            client.get(f"/saved/?{ids}")
