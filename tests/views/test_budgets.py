"""What each kind of public page may cost: queries on a cold cache, with few postings or many, and bytes.

The search, a posting, a company, saved postings and the choices of a filter have theirs beside their tests.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from postings.models import Place, Role
from tests.factories import CompanyFactory, PostingFactory

pytestmark = pytest.mark.django_db

# address: most queries, most bytes of HTML
BUDGETS = {
    "/roles/": (3, 15_000),
    "/roles/backend-software-engineer/": (32, 45_000),
    "/roles/backend-software-engineer/senior/": (32, 45_000),
    "/roles/backend-software-engineer/postings/?years=4-5": (10, 40_000),
    "/skills/": (3, 15_000),
    "/skills/arc-work/": (33, 35_000),
    "/places/": (4, 10_000),
    "/places/leeds-gb/": (29, 35_000),
    "/places/united-kingdom/": (29, 35_000),
    "/companies/": (3, 15_000),
    "/jobs/{ended}/ended-job/": (14, 25_000),
    "/jobs/{withdrawn}/withdrawn-job/": (3, 10_000),
    "/jobs/{ended}/report/": (1, 10_000),
    "/jobs/{ended}/report/sent/": (1, 10_000),
    "/preferences/?have=arc-work&open_to=united-kingdom&currency=EUR": (0, 20_000),
    "/alerts/?query=q%3Dwelding": (0, 10_000),
    "/alerts/asked/": (0, 10_000),
    "/saved/": (0, 10_000),
    "/api/": (8, 25_000),
    "/no-such-page": (0, 10_000),
    "/admin/login/": (0, 10_000),
}
STATUS = {"/jobs/{withdrawn}/withdrawn-job/": 410, "/no-such-page": 404}


def postings(number: int) -> None:
    """So many, each with a company, a skill and pay of its own."""
    role, leeds = Role.objects.get(slug="backend-software-engineer"), Place.objects.get(slug="leeds-gb")
    for index in range(number):
        PostingFactory(
            role=role,
            seniority="senior",
            company=CompanyFactory(),
            skills=["Arc work", f"Skill {index}"],
            preferred=[f"Wish {index}"],
            places=[leeds],
            pay=(40_000 + index, 50_000, "GBP", "year"),
            experience_years_min=5,
            education="bachelor",
            hybrid=True,
            employment_type="full_time",
            description_html=f"<h2>Responsibilities</h2><ul><li>Build the part {index} of it</li></ul>",
        )


@pytest.fixture
def addresses(search_index: Callable[[], None]) -> dict[str, str]:
    """The addresses of ``BUDGETS`` as they are asked for."""
    postings(3)
    ended = PostingFactory(title="Ended job", expired=True)
    withdrawn = PostingFactory(title="Withdrawn job", withdrawn=True)
    search_index()
    return {address: address.format(ended=ended.pk, withdrawn=withdrawn.pk) for address in BUDGETS}


def test_no_page_costs_more_with_more_postings(
    client: Client, search_index: Callable[[], None], addresses: dict[str, str]
) -> None:
    used: dict[str, list[int]] = {address: [] for address in addresses}
    for more in (0, 27):
        postings(more)
        search_index()
        client.get("/")  # what a process reads once: places, skills, roles
        for address, asked in addresses.items():
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(asked)
            assert answer.status_code == STATUS.get(address, 200)
            used[address].append(len(queries))
            most_queries, most_bytes = BUDGETS[address]
            assert len(queries) <= most_queries, (address, [query["sql"][:90] for query in queries])
            assert len(answer.content) <= most_bytes, address
    assert {address: pair for address, pair in used.items() if pair[0] != pair[1]} == {}
