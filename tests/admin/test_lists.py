"""Every list of the admin: few queries, as many for many rows as for few."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from postings import admin_benchmark, terms
from postings.intake import Incoming, import_texts
from postings.models import Draft, Posting, UnknownTerm
from postings.review import deciding
from tests.admin.conftest import client_of
from tests.admin.test_permissions import MATRIX, SHOWN
from tests.factories import CompanyFactory, PostingFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 14
LISTS = sorted(
    model._meta.model_name or "" for model in admin.site._registry if model._meta.app_label == "postings"
)


def fill(start: int, number: int) -> None:
    """So many rows more of everything."""
    moderator = UserFactory(moderator=True)
    texts = [
        Incoming(f"{n}.md", f"# Welder {n}\n\n### Works {n}\n\nWeld with Flurbing {n}.\n".encode())
        for n in range(start, start + number)
    ]
    for text in texts:
        import_texts([text, Incoming("empty.md", b"")], channel="upload", source=f"Board {text.name}")
    for draft in Draft.objects.waiting()[: number // 2]:
        deciding.approve(draft=draft, by=moderator)
    for n in range(start, start + number):
        PostingFactory(company=CompanyFactory(name=f"Company {n}"))
        UnknownTerm.objects.create(key=f"term {n}", text=f"Term {n}", seen=terms.OFTEN)
    for posting in Posting.objects.all():
        posting.reports.create(reason="scam")


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The queries of each list with few rows and with many."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        client = client_of(UserFactory(superuser=True))
        found: dict[str, list[int]] = {}
        for start, number in ((0, 4), (4, 12)):
            fill(start, number)
            for name in LISTS:
                url = reverse(f"admin:postings_{name}_changelist")
                client.get(url)
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    assert client.get(url).status_code == 200, name
                found.setdefault(name, []).append(len(queries))
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_few_queries_and_no_more_for_more_rows(counted, name):
    few, many = counted[name]
    assert many <= few + 1
    assert many <= MOST_QUERIES


# Forms that ask for no row, and what Django shows alike to all.
NOT_TIMED = {
    "autocomplete", "jsi18n", "password_change", "password_change_done", "security", "second_factor_set_up",
    "postings_company_add", "postings_skill_add", "postings_company_delete", "postings_posting_delete",
    "postings_skill_delete",
}  # fmt: skip


def test_the_benchmark_asks_for_every_page_of_the_matrix_and_leaves_nothing_behind():
    fill(0, 3)
    admin_benchmark.prepare(4)
    users = UserFactory._meta.model.objects.count()
    timings = admin_benchmark.measure(1)
    every = {model._meta.model_name for model in admin.site._registry}
    assert every <= {timing.name for timing in timings}
    assert {timing.status for timing in timings} == {200, 302}
    assert all(timing.queries > 0 for timing in timings)
    asked = {resolve(timing.path.partition("?")[0]).url_name for timing in timings}
    shown = {name for name, answers in MATRIX.items() if SHOWN in answers}
    assert shown - asked == NOT_TIMED
    recruiters = {timing.name for timing in timings if timing.name.startswith("recruiter: ")}
    assert {"recruiter: posting", "recruiter: company", "recruiter: company figures"} <= recruiters
    assert any("state=rejected" in timing.path for timing in timings)
    assert any("q=welder" in timing.path for timing in timings)
    assert UserFactory._meta.model.objects.count() == users


def test_the_benchmark_writes_invented_drafts():
    for n in range(30):
        PostingFactory(title=f"Welder {n}")
    admin_benchmark.prepare(20)
    assert Draft.objects.count() == 20
    took, among = admin_benchmark.duplicate_search(5)
    assert (len(took), among) == (5, 30 + Draft.objects.filter(is_posting=True).count())


def test_a_long_list_is_counted_up_to_a_bound_and_says_so(monkeypatch):
    from postings.admin.scope import BoundedPaginator

    for n in range(6):
        PostingFactory(title=f"Welder {n}")
    client = client_of(UserFactory(moderator=True))
    url = reverse("admin:postings_posting_changelist")
    assert "6 postings" in text_of(client.get(url))
    monkeypatch.setattr(BoundedPaginator, "MOST", 5)
    assert "5 or more postings" in text_of(client.get(url))
    assert "5 or more found" in text_of(client.get(url, {"q": "welder"}))


def test_a_draft_is_found_by_title_company_or_the_name_of_its_text():
    import_texts(
        [
            Incoming("odd-name.md", b"# Welder\n\n### Alder Works\n\nWeld.\n"),
            Incoming("b.md", b"# Cook\n\nCook.\n"),
        ],
        channel="upload",
    )
    client = client_of(UserFactory(moderator=True))
    url = reverse("admin:postings_draft_changelist")
    for words in ("WELD", "alder", "odd-na"):
        page = text_of(client.get(url, {"q": words}))
        assert "1 found" in page, words
    assert "0 found" in text_of(client.get(url, {"q": "%"}))
    PostingFactory(title="Fitter", company=CompanyFactory(name="Birch Foundry"))
    postings = reverse("admin:postings_posting_changelist")
    for words in ("fitt", "BIRCH"):
        assert "1 found" in client.get(postings, {"q": words}).content.decode(), words
