"""Generated postings: the same for the same seed, live, and searchable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from postings.generation import generate
from postings.models import Company, Posting
from postings.search.page import search
from postings.search.query import SearchQuery


def contents() -> list[Any]:
    rows = Posting.objects.order_by("id").values_list(
        "title", "company__name", "description_html", "published_at", "posting_skills__skill__name",
        "places__place__name", "salary_bands__minimum",
    )  # fmt: skip
    return list(rows)


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_postings() -> None:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    made = []
    for _ in range(2):
        generate(40, seed=7, now=moment)
        made.append(contents())
        Posting.objects.all().delete()
        Company.objects.all().delete()
    assert made[0] == made[1]
    generate(40, seed=8, now=moment)
    assert contents() != made[0]


@pytest.mark.django_db
def test_generated_postings_are_live_stamped_and_found(search_index: Callable[[], None]) -> None:
    generate(300, now=timezone.now())
    assert Posting.objects.live().count() > 280
    assert not Posting.objects.filter(changed_in=None).exists()
    assert Posting.objects.filter(role=None).count() < 60
    search_index()
    assert search(SearchQuery()).total == Posting.objects.live().count()
    assert search(SearchQuery(q="nurse")).total > 0


@pytest.mark.parametrize("arguments", [["0"], ["10", "--now", "yesterday"], ["99999999999"]])
def test_senseless_arguments_are_refused(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("generate_postings", *arguments)
