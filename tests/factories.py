"""Factories: one a model, minimal, states as traits.

``PostingFactory()`` is live. Children are given as keywords: ``skills=[...]`` and ``preferred=[...]`` (names
or ``Skill``), ``places=[...]`` (``Place``), ``eligible=[...]`` (countries),
``pay=(minimum, maximum, currency, period)``.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.contrib.auth.models import Group, User
from django.utils import timezone
from factory.django import DjangoModelFactory

from postings.models import (
    Company,
    CompanyMembership,
    Draft,
    Place,
    Posting,
    PostingEligibleCountry,
    PostingPlace,
    PostingSkill,
    RawText,
    SalaryBand,
    Skill,
    SkillAlias,
)
from postings.permissions import MODERATORS, RECRUITERS
from postings.text import skill_key

PASSWORD = "correct horse battery staple"


class CompanyFactory(DjangoModelFactory):
    class Meta:
        model = Company
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Company {n}")

    @factory.post_generation
    def recruiters(self: Any, create: bool, extracted: list[User] | None, **_: Any) -> None:
        """``recruiters=[user, ...]`` makes the users members."""
        for user in extracted or []:
            CompanyMembership.objects.create(company=self, user=user)


class UserFactory(DjangoModelFactory):
    """``UserFactory(moderator=True)``, ``UserFactory(recruiter=True, companies=[company])``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        moderator = factory.Trait(is_staff=True, group=MODERATORS)
        recruiter = factory.Trait(is_staff=True, group=RECRUITERS)
        superuser = factory.Trait(is_staff=True, is_superuser=True)

    group: Any = None
    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.com")
    password = factory.django.Password(PASSWORD)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, group: str | None, **kwargs: Any) -> User:
        user: User = super()._create(model_class, *args, **kwargs)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    @factory.post_generation
    def companies(self: Any, create: bool, extracted: list[Company] | None, **_: Any) -> None:
        for company in extracted or []:
            CompanyMembership.objects.create(company=company, user=self)


class SkillFactory(DjangoModelFactory):
    """``SkillFactory(name="Python", aliases=["Python 3"], parents=[...])``."""

    class Meta:
        model = Skill
        django_get_or_create = ("name",)
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Skill {n}")

    @factory.lazy_attribute
    def slug(self) -> str:
        from postings.extraction.skill_vocabulary import slug_of

        return slug_of(self.name)

    @factory.post_generation
    def aliases(self: Any, create: bool, extracted: list[str] | None, **_: Any) -> None:
        for text in [self.name, *(extracted or [])]:
            SkillAlias.objects.get_or_create(key=skill_key(text), defaults={"text": text, "skill": self})

    @factory.post_generation
    def parents(self: Any, create: bool, extracted: list[Skill] | None, **_: Any) -> None:
        for parent in extracted or []:
            self.parents.add(parent)


class CountryFactory(DjangoModelFactory):
    """Invented codes Q1, Q2, …; give ``country_code`` to have a real country (got, if it is there)."""

    class Meta:
        model = Place
        django_get_or_create = ("kind", "country_code")

    id = factory.Sequence(lambda n: 1_900_000_000 + n)
    kind = Place.Kind.COUNTRY
    country_code = factory.Sequence(lambda n: "Q" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 36])
    name = factory.LazyAttribute(lambda place: f"Country {place.country_code}")
    ascii_name = factory.LazyAttribute(lambda place: place.name)
    slug = factory.LazyAttribute(lambda place: place.country_code.lower())


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Place
        django_get_or_create = ("slug",)

    id = factory.Sequence(lambda n: 1_910_000_000 + n)
    kind = Place.Kind.REGION
    parent = factory.SubFactory(CountryFactory)
    country_code = factory.LazyAttribute(lambda place: place.parent.country_code)
    region_code = factory.Sequence(lambda n: f"R{n}")
    name = factory.LazyAttribute(lambda place: f"Region {place.region_code}")
    ascii_name = factory.LazyAttribute(lambda place: place.name)
    slug = factory.LazyAttribute(lambda place: f"{place.country_code}-{place.region_code}".lower())


class PlaceFactory(DjangoModelFactory):
    """A city in a region in a country, at 0° N 0° E unless told."""

    class Meta:
        model = Place

    id = factory.Sequence(lambda n: 1_920_000_000 + n)
    kind = Place.Kind.CITY
    parent = factory.SubFactory(RegionFactory)
    country_code = factory.LazyAttribute(lambda place: place.parent.country_code)
    region_code = factory.LazyAttribute(lambda place: place.parent.region_code)
    name = factory.Sequence(lambda n: f"City {n}")
    ascii_name = factory.LazyAttribute(lambda place: place.name)
    latitude = 0.0
    longitude = 0.0
    population = 100_000

    @factory.lazy_attribute
    def slug(self) -> str:
        from django.utils.text import slugify

        return f"{slugify(self.ascii_name)}-{self.country_code.lower()}-{self.id}"


def _skill(value: Skill | str) -> Skill:
    return value if isinstance(value, Skill) else SkillFactory(name=value)


class PostingFactory(DjangoModelFactory):
    """Live. Traits: states, ``scheduled``, ``expired``, ``remote``, ``hybrid``, ``onsite``."""

    class Meta:
        model = Posting
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(state=Posting.State.DRAFT, published_at=None)
        submitted = factory.Trait(state=Posting.State.SUBMITTED, published_at=None)
        scheduled = factory.Trait(
            published_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=2))
        )
        expired = factory.Trait(
            published_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=40)),
            expires_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=10)),
        )
        filled = factory.Trait(state=Posting.State.FILLED, closed_at=factory.LazyFunction(timezone.now))
        withdrawn = factory.Trait(state=Posting.State.WITHDRAWN, closed_at=factory.LazyFunction(timezone.now))
        rejected = factory.Trait(
            state=Posting.State.REJECTED,
            closed_at=factory.LazyFunction(timezone.now),
            closing_reason="Not a posting.",
        )
        remote = factory.Trait(workplace=Posting.Workplace.REMOTE)
        hybrid = factory.Trait(workplace=Posting.Workplace.HYBRID)
        onsite = factory.Trait(workplace=Posting.Workplace.ONSITE)

    company = factory.SubFactory(CompanyFactory)
    title = factory.Sequence(lambda n: f"Job {n}")
    state = Posting.State.PUBLISHED
    description_html = "<p>The work.</p>"
    published_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    apply_url = "https://jobs.example.com/apply"
    language = "en"

    @factory.post_generation
    def skills(self: Any, create: bool, extracted: list[Skill | str] | None, **_: Any) -> None:
        for value in extracted or []:
            PostingSkill.objects.create(posting=self, skill=_skill(value), importance="required")

    @factory.post_generation
    def preferred(self: Any, create: bool, extracted: list[Skill | str] | None, **_: Any) -> None:
        for value in extracted or []:
            PostingSkill.objects.create(posting=self, skill=_skill(value), importance="preferred")

    @factory.post_generation
    def places(self: Any, create: bool, extracted: list[Place] | None, **_: Any) -> None:
        for place in extracted or []:
            PostingPlace.objects.create(posting=self, place=place)

    @factory.post_generation
    def eligible(self: Any, create: bool, extracted: list[Place] | None, **_: Any) -> None:
        """Sets ``eligibility`` too; for worldwide give ``eligibility="worldwide"``."""
        if extracted:
            self.eligibility = Posting.Eligibility.COUNTRIES
            self.save(update_fields=["eligibility"])
        for country in extracted or []:
            PostingEligibleCountry.objects.create(posting=self, country=country)

    @factory.post_generation
    def pay(self: Any, create: bool, extracted: tuple[Any, Any, str, str] | None, **_: Any) -> None:
        """``pay=(100_000, 120_000, "USD", "year")``; either bound may be None."""
        if extracted:
            minimum, maximum, currency, period = extracted
            SalaryBand.objects.create(
                posting=self,
                minimum=None if minimum is None else Decimal(minimum),
                maximum=None if maximum is None else Decimal(maximum),
                currency=currency,
                period=period,
            )


class SalaryBandFactory(DjangoModelFactory):
    class Meta:
        model = SalaryBand

    posting = factory.SubFactory(PostingFactory)
    minimum = Decimal(50_000)
    maximum = Decimal(60_000)
    currency = "USD"
    period = SalaryBand.Period.YEAR


class RawTextFactory(DjangoModelFactory):
    """``RawTextFactory(text="Welder\\n…")``; the bytes are the text's UTF-8 unless ``content`` is given."""

    class Meta:
        model = RawText

    class Params:
        text = factory.Sequence(lambda n: f"Job {n}\n\nCompany: Example {n}\n\nThe work.\n")

    content = factory.LazyAttribute(lambda raw: raw.text.encode())
    sha256 = factory.LazyAttribute(lambda raw: hashlib.sha256(raw.content).hexdigest())
    size_bytes = factory.LazyAttribute(lambda raw: len(raw.content))
    name = "text.md"


class DraftFactory(DjangoModelFactory):
    """Waiting unless told: traits ``approved rejected no_posting``."""

    class Meta:
        model = Draft

    class Params:
        approved = factory.Trait(state=Draft.State.APPROVED, reviewed_at=datetime(2026, 1, 2, tzinfo=UTC))
        rejected = factory.Trait(
            state=Draft.State.REJECTED,
            reviewed_at=datetime(2026, 1, 2, tzinfo=UTC),
            rejection_reason="Not a posting.",
        )
        no_posting = factory.Trait(
            is_posting=False, kind="guide", verdict="Advice, not an opening.", values={}
        )

    raw_text = factory.SubFactory(RawTextFactory)
    is_posting = True
    kind = "posting"
    verdict = "One open posting."
    text_format = "markdown"
    language = "en"
    confidence = 0.9
    values = factory.LazyFunction(lambda: {"title": "Welder", "company": "Example"})
