"""The three texts the project was founded on must always import well.

They are not part of the project: where they are absent, this is skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from postings.intake import import_texts, read_path
from postings.models import Draft, ImportBatch, Posting
from postings.review import deciding
from tests.factories import UserFactory

SEEDS = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the founding texts are not here"),
]


@pytest.fixture
def drafts() -> dict[str, Draft]:
    """The drafts by the first three letters of their file."""
    summary = import_texts(read_path(SEEDS), channel=ImportBatch.Channel.UPLOAD)
    assert (summary.imported, summary.failed) == (3, 0)
    return {draft.raw_text.name[:3]: draft for draft in summary.drafts}


def published(draft: Draft, index: Callable[[], None]) -> Posting:
    posting = deciding.approve(draft=draft, by=UserFactory(moderator=True))
    index()
    return posting


def found(client: Any, parameters: str) -> str:
    response = client.get(f"/?{parameters}")
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_scraped_markdown_is_a_posting_found_by_place_workplace_and_skill(
    client: Any, drafts: dict[str, Draft], search_index: Callable[[], None]
) -> None:
    posting = published(drafts["000"], search_index)
    assert posting.company is not None
    assert posting.company.name == "Salesforce"
    assert not posting.salary_bands.exists()  # "~0k" is no pay
    assert posting.title in found(client, "place=tel-aviv-il&workplace=hybrid&skill=java")
    assert posting.title not in found(client, "workplace=onsite")
    page = client.get(posting.get_absolute_url()).content.decode()
    assert "We’re Salesforce" in page
    assert "â€™" not in page
    preferred = {skill.name for skill in posting.preferred_skills}
    assert {"Kafka", "Terraform", "Kubernetes", "Docker"} <= preferred
    assert {"Java", "Python", "SQL"} <= {skill.name for skill in posting.required_skills}


def test_the_monthly_pay_is_shown_as_written_and_compared_by_the_year(
    client: Any, drafts: dict[str, Draft], search_index: Callable[[], None]
) -> None:
    posting = published(drafts["001"], search_index)
    band = posting.salary_bands.get()
    assert (band.minimum, band.maximum, band.period) == (Decimal("11670.34"), Decimal("14174.54"), "month")
    assert (band.yearly_minimum, band.yearly_maximum) == (Decimal("140044.08"), Decimal("170094.48"))
    assert posting.workplace == "onsite"
    assert posting.company is None
    page = found(client, "pay_min=140000&currency=USD&workplace=onsite&pay_stated=1")
    assert posting.title in page
    assert "$11,670.34–$14,174.54 a month" in page
    assert posting.title not in found(client, "pay_min=171000&currency=USD&pay_stated=1")


def test_the_career_article_is_no_posting_and_says_why(client: Any, drafts: dict[str, Draft]) -> None:
    draft = drafts["002"]
    assert not draft.is_posting
    assert draft.kind == "guide"
    assert "guide" in draft.verdict
