"""Loading the postings of a page at once gives what the ORM gives."""

from __future__ import annotations

from typing import Any

import pytest

from postings.models import Posting, PostingEligibleCountry
from postings.search import tables
from postings.search.loading import load
from tests.factories import CountryFactory, PlaceFactory, PostingFactory, SalaryBandFactory, SkillFactory

pytestmark = pytest.mark.django_db

RELATED = ("places", "eligible_countries", "posting_skills", "salary_bands")


def fields_of(instance: Any) -> dict[str, Any]:
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}


def test_every_field_of_a_posting_and_of_what_belongs_to_it_is_as_the_orm_reads_it() -> None:
    tables.forget()
    full = PostingFactory(
        title="Ship Welder", places=[PlaceFactory(), PlaceFactory()], remote=True,
        pay=("19.50", 24, "GBP", "hour"),
        skills=["Arc work", "Crane work"], eligible_areas=["EU", "a,b"], language="de",
    )  # fmt: skip
    PostingEligibleCountry.objects.create(posting=full, country=CountryFactory(country_code="XG"))
    SalaryBandFactory(posting=full, minimum=None, maximum=70_000, currency="USD", period="year")
    SalaryBandFactory(posting=full, minimum=30_000, maximum=None, currency="USD", period="year", scope="rest")
    full.posting_skills.create(skill=SkillFactory(name="Nice"), importance="preferred")
    bare = PostingFactory(company=None)
    loaded = load([full.pk, bare.pk, 0])
    assert loaded.keys() == {full.pk, bare.pk}
    for read in Posting.objects.for_display():
        made = loaded[read.pk]
        assert fields_of(made) == fields_of(read)
        assert (made.company and fields_of(made.company)) == (read.company and fields_of(read.company))
        for name in RELATED:
            rows, expected = list(getattr(made, name).all()), list(getattr(read, name).all())
            assert [fields_of(row) for row in rows] == [fields_of(row) for row in expected], name
            assert all(row.posting is made for row in rows)
        for row, expected in zip(made.places.all(), read.places.all(), strict=True):
            place, other = row.place, expected.place
            while other is not None:  # the place and what it lies in
                assert fields_of(place) == fields_of(other)
                place, other = place.parent, other.parent
            assert place is None
        assert [row.country for row in made.eligible_countries.all()] == [
            row.country for row in read.eligible_countries.all()
        ]
        assert made.required_skills == read.required_skills


def test_a_page_of_postings_takes_one_query(django_assert_num_queries: Any) -> None:
    ids = [PostingFactory(skills=["Arc work"], places=[PlaceFactory()]).pk for _ in range(5)]
    load(ids)  # places and skills are kept by the process
    with django_assert_num_queries(1):
        assert len(load(ids)) == 5
