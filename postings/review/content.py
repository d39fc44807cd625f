"""Writing what a posting says: its columns, company, places, pay and skills."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from postings.models import (
    Company,
    Place,
    Posting,
    PostingEligibleCountry,
    PostingPlace,
    PostingSkill,
    SalaryBand,
    Skill,
    SkillAlias,
)
from postings.permissions import is_moderator
from postings.review.errors import ReviewError
from postings.roles import role_for
from postings.sanitise import clean_description
from postings.text import skill_key, unique_slug
from postings.values import PostingValues

State = Posting.State


def end_of_day(day: date) -> datetime:
    """The moment after the last day it is open, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC)


def write(posting: Posting, values: PostingValues, *, by: Any) -> None:
    """Save what ``values`` say in a new or locked posting and its children; only what differs is touched.

    ``ReviewError`` or ``ValidationError`` for what can't be said, in the words of who asked.
    """
    title = " ".join(values.title.split())
    if not title:
        raise ReviewError("Give the posting a title.")
    posting.title = title[:200]
    posting.role = role_for(posting.title)
    posting.company = resolve_company(values.company, by=by)
    posting.description_html = clean_description(values.description_html)
    posting.workplace = values.workplace or None
    posting.eligibility = values.eligibility
    posting.eligible_areas = list(values.eligible_areas)
    posting.employment_type = values.employment_type or None
    posting.seniority = values.seniority or None
    posting.education = values.education or None
    posting.experience_years_min = values.experience_years_min
    posting.apply_url = values.apply_url
    posting.apply_email = values.apply_email
    posting.stated_posted_on = values.stated_posted_on
    _write_start(posting, values.starts_at)
    posting.expires_at = end_of_day(values.expires_on) if values.expires_on else None
    posting.language = values.language
    posting.external_id = values.external_id
    if posting.pk:
        posting.version += 1
    posting.full_clean(exclude=["created_by"], validate_unique=False)
    posting.save()
    _write_places(posting, values)
    _write_bands(posting, values)
    _write_skills(posting, values, by=by)


def _write_start(posting: Posting, starts_at: datetime | None) -> None:
    """When it goes live; what is scheduled already is scheduled anew, what is live stays so."""
    now = timezone.now()
    if posting.state == State.PUBLISHED and posting.published_at is not None:
        if posting.published_at > now:
            posting.published_at = max(starts_at or now, now)
        elif starts_at is not None and starts_at > now and starts_at != posting.starts_at:
            raise ReviewError("It is live already. To show it later, withdraw it and submit it again.")
    posting.starts_at = starts_at


def resolve_company(name: str, *, by: Any) -> Company | None:
    """The company of that name, made when it is new. Recruiters may only name their own."""
    name = " ".join(name.split())[:200]
    moderator = by is None or is_moderator(by)
    if not name:
        if moderator:
            return None
        raise ReviewError("Name your company.")
    company = Company.objects.called(name)
    if not moderator:
        if company is None or not Company.objects.of(by).filter(pk=company.pk).exists():
            raise ReviewError(f"You are not a recruiter of {name}.")
        return company
    return company or Company.objects.create(name=name)


def _write_places(posting: Posting, values: PostingValues) -> None:
    wanted = dict.fromkeys(values.place_ids)
    known = set(Place.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if missing := [str(pk) for pk in wanted if pk not in known]:
        raise ReviewError(f"No place has the GeoNames id {', '.join(missing)}.")
    posting.places.exclude(place_id__in=wanted).delete()
    present = set(posting.places.values_list("place_id", flat=True))
    PostingPlace.objects.bulk_create(
        PostingPlace(posting=posting, place_id=pk) for pk in wanted if pk not in present
    )

    codes = set(values.eligible_countries) if values.eligibility == Posting.Eligibility.COUNTRIES else set()
    countries = dict(
        Place.objects.filter(kind=Place.Kind.COUNTRY, country_code__in=codes).values_list(
            "country_code", "pk"
        )
    )
    if unknown := codes - set(countries):
        raise ReviewError(f"No country has the code {', '.join(sorted(unknown))}.")
    posting.eligible_countries.exclude(country_id__in=countries.values()).delete()
    present = set(posting.eligible_countries.values_list("country_id", flat=True))
    PostingEligibleCountry.objects.bulk_create(
        PostingEligibleCountry(posting=posting, country_id=pk)
        for pk in countries.values()
        if pk not in present
    )


def _write_bands(posting: Posting, values: PostingValues) -> None:
    wanted = [
        (band.minimum, band.maximum, band.currency.upper(), band.period, band.scope.strip())
        for band in dict.fromkeys(values.salary_bands)
    ]
    for row in posting.salary_bands.all():
        key = (row.minimum, row.maximum, row.currency, row.period, row.scope)
        if key in wanted:
            wanted.remove(key)
        else:
            row.delete()
    for minimum, maximum, currency, period, scope in wanted:
        band = SalaryBand(
            posting=posting, minimum=minimum, maximum=maximum, currency=currency, period=period, scope=scope
        )
        band.full_clean(exclude=["posting"], validate_unique=False)
        band.save()


def resolve_skills(names: Iterable[str], *, by: Any) -> list[Skill]:
    """The skills of these names or aliases, in order. Moderators may name new ones; they are added."""
    wanted = dict.fromkeys(name for name in (" ".join(name.split()) for name in names) if name)
    keys = {skill_key(name): name for name in wanted}
    by_key = {
        alias.key: alias.skill for alias in SkillAlias.objects.filter(key__in=keys).select_related("skill")
    }
    for skill in Skill.objects.filter(name__in=wanted):
        by_key[skill_key(skill.name)] = skill
    unknown = [name for key, name in keys.items() if key not in by_key]
    if unknown and by is not None and not is_moderator(by):
        raise ReviewError(f"Unknown skill: {', '.join(unknown)}. Choose one from the list.")
    for name in unknown:
        skill = Skill.objects.create(name=name[:80], slug=unique_slug(Skill, name, max_length=80))
        SkillAlias.objects.create(skill=skill, text=name[:80])
        by_key[skill_key(name)] = skill
    return list(dict.fromkeys(by_key[key] for key in keys))


def _write_skills(posting: Posting, values: PostingValues, *, by: Any) -> None:
    importance: dict[int, str] = {}
    for skill in resolve_skills(values.required_skills, by=by):
        importance[skill.pk] = PostingSkill.Importance.REQUIRED
    for skill in resolve_skills(values.preferred_skills, by=by):
        importance.setdefault(skill.pk, PostingSkill.Importance.PREFERRED)
    for row in posting.posting_skills.all():
        wanted = importance.pop(row.skill_id, None)
        if wanted is None:
            row.delete()
        elif wanted != row.importance:
            row.importance = wanted
            row.save(update_fields=["importance"])
    PostingSkill.objects.bulk_create(
        PostingSkill(posting=posting, skill_id=pk, importance=level) for pk, level in importance.items()
    )
