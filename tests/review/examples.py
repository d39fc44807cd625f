"""What a posting may say, of every kind."""

from __future__ import annotations

from decimal import Decimal

from postings.values import BandValues, PostingValues
from tests.factories import (
    PlaceFactory,
    SkillFactory,
)


def full_values(**changes):
    """With a place and skills that it makes."""
    SkillFactory(name="Welding")
    SkillFactory(name="Forklift")
    values = PostingValues(
        title="Welder",
        company="Alder Works",
        place_ids=(PlaceFactory(name="Adelaide").pk,),
        workplace="onsite",
        salary_bands=(BandValues(Decimal("30.50"), Decimal("38"), "AUD", "hour"),),
        employment_type="full_time",
        required_skills=("Welding",),
        preferred_skills=("Forklift",),
        apply_url="https://alder.example/jobs/7",
        description_html="<h2>The work</h2><script>alert(1)</script><p>Weld.</p>",
    )
    return values.replace(**changes)
