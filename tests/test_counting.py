"""Views, saves and uses of the apply link, counted without following anybody."""

from __future__ import annotations

from threading import Thread
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from postings.counting import is_visit, referrer_of
from postings.models import Posting, PostingDay
from postings.rate_limit import Limit
from tests.factories import PostingFactory
from tests.views.pages import Page

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; CUBOT X90) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile"
)


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"User-Agent": FIREFOX})


def counts(posting: Posting) -> dict[str, tuple[int, int]]:
    return {row.referrer: (row.views, row.applies) for row in PostingDay.objects.filter(posting=posting)}


def test_views_and_applies_are_counted_by_where_they_come_from(visitor: Client) -> None:
    posting = PostingFactory()
    page, apply = posting.get_absolute_url(), f"/jobs/{posting.pk}/apply/"
    visitor.get(page)
    visitor.get(page)
    visitor.get(page, headers={"Referer": "https://www.google.co.uk/"})
    visitor.get(page, headers={"Referer": "https://news.example/jobs"})
    visitor.get(apply, headers={"Referer": f"http://testserver{page}"})
    assert counts(posting) == {"none": (2, 0), "search": (1, 0), "other": (1, 0), "own": (0, 1)}
    assert {row.day for row in PostingDay.objects.all()} == {timezone.now().date()}


def test_nothing_is_kept_of_the_visitor(visitor: Client) -> None:
    posting = PostingFactory()
    response = visitor.get(posting.get_absolute_url())
    assert not response.cookies
    assert {field.name for field in PostingDay._meta.get_fields()} == {
        "id", "posting", "day", "referrer", "views", "applies", "saves",
    }  # fmt: skip


@pytest.mark.parametrize(
    "agent",
    ["", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.5.0",
     "python-requests/2.32", "facebookexternalhit/1.1", "Mozilla/5.0 (X11) HeadlessChrome/140.0",
     "Slackbot 1.0"],
)  # fmt: skip
def test_machines_do_not_count_but_are_served(agent: str) -> None:
    posting = PostingFactory()
    client = Client(headers={"User-Agent": agent})
    assert client.get(posting.get_absolute_url()).status_code == 200
    assert client.get(f"/jobs/{posting.pk}/apply/").status_code == 302
    assert counts(posting) == {}


def test_people_count_whatever_their_phone_is_called(rf: Any) -> None:
    for agent in (FIREFOX, PHONE):
        assert is_visit(rf.get("/", headers={"User-Agent": agent}))


def test_what_a_browser_fetches_in_advance_does_not_count(rf: Any) -> None:
    headers = {"User-Agent": FIREFOX, "Sec-Purpose": "prefetch;prerender"}
    assert not is_visit(rf.get("/", headers=headers))
    assert not is_visit(rf.head("/", headers={"User-Agent": FIREFOX}))


@pytest.mark.parametrize(
    ("referrer", "kind"),
    [
        ("", "none"),
        ("http://[::", "none"),
        ("not an address", "none"),
        ("http://testserver/?q=x", "own"),
        ("https://duckduckgo.com/", "search"),
        ("https://notgoogle.com/", "other"),
        ("https://google.com.evil.example/", "other"),
    ],
)
def test_the_kind_of_referrer(rf: Any, referrer: str, kind: str) -> None:
    assert referrer_of(rf.get("/", headers={"Referer": referrer})) == kind


def test_being_read_does_not_change_a_posting(visitor: Client) -> None:
    posting = PostingFactory()
    Posting.objects.filter(pk=posting.pk).update(source="before")
    before = Posting.objects.values("changed_in", "version", "updated_at").get(pk=posting.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgrelid = 'postings_postingday'::regclass "
                       "AND NOT tgisinternal")  # fmt: skip
        assert cursor.fetchone() == (0,)
    visitor.get(posting.get_absolute_url())
    visitor.get(f"/jobs/{posting.pk}/apply/")
    assert Posting.objects.values("changed_in", "version", "updated_at").get(pk=posting.pk) == before


@pytest.mark.django_db(transaction=True)
def test_a_read_only_database_shows_pages_and_leads_to_employers(visitor: Client) -> None:
    posting = PostingFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    try:
        assert visitor.get(posting.get_absolute_url()).status_code == 200
        response = visitor.get(f"/jobs/{posting.pk}/apply/")
        assert response.headers["Location"] == posting.apply_url
        assert visitor.get(f"/api/v1/postings/{posting.pk}").status_code == 200
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")
    assert counts(posting) == {}


@pytest.mark.django_db(transaction=True)
def test_a_posting_that_is_being_saved_holds_no_visitor_up(visitor: Client) -> None:
    posting = PostingFactory()
    answered: list[int] = []

    def visit() -> None:
        try:
            answered.append(visitor.get(posting.get_absolute_url()).status_code)
        finally:
            connection.close()

    with transaction.atomic():
        Posting.objects.select_for_update().get(pk=posting.pk)
        other = Thread(target=visit)
        other.start()
        other.join(timeout=60)
        assert answered == [200]
    assert counts(posting) == {}
    visitor.get(posting.get_absolute_url())
    assert counts(posting) == {"none": (1, 0)}


def test_a_database_that_fails_at_the_count_fails_nothing_else(visitor: Client) -> None:
    posting = PostingFactory()

    def fails(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "postings_postingday" in sql:
            raise OperationalError("canceling statement due to lock timeout")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fails):
        assert visitor.get(posting.get_absolute_url()).status_code == 200
        assert visitor.get(f"/jobs/{posting.pk}/apply/").status_code == 302


def test_counting_is_one_statement(visitor: Client, django_assert_num_queries: Any) -> None:
    posting = PostingFactory()
    with django_assert_num_queries(2):  # the posting, the count
        visitor.get(f"/jobs/{posting.pk}/apply/")


# --- saves -----------------------------------------------------------------------------------------

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin", "Referer": "http://testserver/"}


def saves(posting: Posting) -> dict[str, int]:
    return {row.referrer: row.saves for row in PostingDay.objects.filter(posting=posting, saves__gt=0)}


def save(client: Client, posting: Posting, query: str = "", **headers: str) -> int:
    said = {**SAME_ORIGIN, **{name.replace("_", "-"): value for name, value in headers.items()}}
    answer = client.post(f"/saved/{posting.pk}/{query}", headers=said)
    assert not answer.cookies
    return answer.status_code


def test_a_save_is_counted_by_day_and_by_how_its_reader_came(visitor: Client) -> None:
    posting = PostingFactory()
    visitor.get(posting.get_absolute_url())
    assert save(visitor, posting) == save(visitor, posting) == 204
    assert save(visitor, posting, "?from=alert") == 204
    assert saves(posting) == {"own": 2, "alert": 1}
    assert counts(posting) == {"none": (1, 0), "own": (0, 0), "alert": (0, 0)}
    assert {row.day for row in PostingDay.objects.all()} == {timezone.now().date()}


def test_the_page_says_how_its_reader_came_to_whom_saves(visitor: Client) -> None:
    posting = PostingFactory()
    button = Page(visitor.get(f"{posting.get_absolute_url()}?from=feed")).one(".keep[data-save]")
    assert (button.attributes["data-save"], button.attributes["data-from"]) == (str(posting.pk), "feed")
    assert "data-from" not in Page(visitor.get(posting.get_absolute_url())).one("[data-save]").attributes


@pytest.mark.parametrize("header", ["Sec_GPC", "DNT"])
def test_who_asks_for_privacy_is_not_counted(visitor: Client, header: str) -> None:
    posting = PostingFactory()
    assert save(visitor, posting, **{header: "1"}) == 204
    assert saves(posting) == {}
    assert save(visitor, posting, **{header: "0"}) == 204
    assert saves(posting) == {"own": 1}


def test_machines_save_nothing() -> None:
    posting = PostingFactory()
    for agent in ("", "curl/8.5.0", "Mozilla/5.0 (X11) HeadlessChrome/140.0"):
        assert save(Client(headers={"User-Agent": agent}), posting) == 204
    assert saves(posting) == {}


def test_only_a_page_of_this_site_counts_a_save() -> None:
    visitor = Client(enforce_csrf_checks=True, headers={"User-Agent": FIREFOX})
    posting = PostingFactory()
    url = f"/saved/{posting.pk}/"
    for headers in (
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "null"},
    ):
        assert visitor.post(url, headers=headers).status_code == 403, headers
    assert saves(posting) == {}
    assert visitor.get(url, headers=SAME_ORIGIN).status_code == 405
    assert visitor.post(url, headers={"Origin": "http://testserver"}).status_code == 204
    assert saves(posting) == {"none": 1}


def test_one_address_saves_a_hundred_times_an_hour(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    posting = PostingFactory()
    monkeypatch.setattr("postings.views.save.LIMIT", Limit("save", burst=2, seconds=3600))
    assert [save(visitor, posting) for _ in range(3)] == [204, 204, 429]
    assert saves(posting) == {"own": 2}


@pytest.mark.parametrize("trait", ["expired", "filled"])
def test_a_save_of_what_has_ended_counts_for_nobody(visitor: Client, trait: str) -> None:
    posting = PostingFactory(**{trait: True})
    assert save(visitor, posting) == 204
    assert saves(posting) == {}


@pytest.mark.parametrize(("trait", "status"), [("draft", 404), ("scheduled", 404), ("withdrawn", 410)])
def test_what_cannot_be_read_cannot_be_saved(visitor: Client, trait: str, status: int) -> None:
    posting = PostingFactory(**{trait: True})
    assert save(visitor, posting) == status
    assert visitor.post(f"/saved/{10**30}/", headers=SAME_ORIGIN).status_code == 404


def test_counting_a_save_takes_three_statements(visitor: Client, django_assert_num_queries: Any) -> None:
    posting = PostingFactory()
    with django_assert_num_queries(3):  # the posting, how often the address asks, the count
        save(visitor, posting)


# --- the way to the employer ------------------------------------------------------------------------


def test_the_apply_link_leads_to_the_stated_address_unchanged(visitor: Client) -> None:
    address = "https://jobs.example.com/apply?ref=a%20b&gh_src=é#top"
    posting = PostingFactory(apply_url=address)
    response = visitor.get(f"/jobs/{posting.pk}/apply/")
    assert response.status_code == 302
    assert response.headers["Location"] == address.replace("é", "%C3%A9")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("trait", ["expired", "filled"])
def test_an_ended_posting_leads_back_to_its_page(visitor: Client, trait: str) -> None:
    posting = PostingFactory(**{trait: True})
    response = visitor.get(f"/jobs/{posting.pk}/apply/")
    assert response.headers["Location"] == posting.get_absolute_url()
    assert counts(posting) == {}


def test_without_a_web_address_it_leads_back(visitor: Client) -> None:
    for address in ("", "ftp://jobs.example.com/apply"):
        posting = PostingFactory(apply_url=address)
        response = visitor.get(f"/jobs/{posting.pk}/apply/")
        assert response.headers["Location"] == posting.get_absolute_url()


@pytest.mark.parametrize(("trait", "status"), [("draft", 404), ("scheduled", 404), ("withdrawn", 410)])
def test_what_cannot_be_read_cannot_be_applied_for(visitor: Client, trait: str, status: int) -> None:
    posting = PostingFactory(**{trait: True})
    assert visitor.get(f"/jobs/{posting.pk}/apply/").status_code == status
    assert visitor.get(f"/jobs/{10**30}/apply/").status_code == 404
    assert visitor.post(f"/jobs/{posting.pk}/apply/").status_code == 405


def test_an_address_by_mail_stays_plain(visitor: Client) -> None:
    posting = PostingFactory(apply_url="", apply_email="jobs@example.com", title="Welder")
    link = Page(visitor.get(posting.get_absolute_url())).one(".apply a")
    assert link.attributes["href"] == "mailto:jobs@example.com?subject=Welder"


@pytest.mark.parametrize("title", ["Apply", "report", "Report!"])
def test_a_title_does_not_take_the_place_of_another_address(visitor: Client, title: str) -> None:
    posting = PostingFactory(title=title)
    assert posting.slug == f"{title.strip('!').lower()}-job"
    assert visitor.get(posting.get_absolute_url()).status_code == 200
