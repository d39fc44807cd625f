"""What a search means, told over the database.

The index must answer the same; the property test holds the two against each other. Each function gives the
rule of one parameter. Nothing here is fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Case, Count, DecimalField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Round
from django.http import QueryDict

from postings.models import Place, Posting, PostingSkill, SalaryBand, Skill
from postings.rates import latest_rates, yearly_cents
from postings.search.query import SearchQuery
from postings.search.text import parse

UNSTATED = "unstated"


def place_q(slugs: Iterable[str], radius_km: int | None = None) -> Q:
    """At one of the places or anywhere inside it; with a radius, at a city that near to one of the cities."""
    places = list(Place.objects.filter(slug__in=slugs))
    rule = Q()
    for place in places:
        if radius_km and place.kind == Place.Kind.CITY:
            rule |= Q(places__place__in=_near(place, radius_km))
        else:
            rule |= (
                Q(places__place=place)
                | Q(places__place__parent=place)
                | Q(places__place__parent__parent=place)
            )
    return Q(pk__in=Posting.objects.filter(rule).values("pk")) if places else Q(pk__in=[])


def _near(city: Place, radius_km: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM postings_place WHERE latitude IS NOT NULL AND 2 * 6371.0088 * asin(least(1, sqrt("
            "sin(radians(latitude - %(lat)s) / 2) ^ 2 + cos(radians(%(lat)s)) * cos(radians(latitude)) "
            "* sin(radians(longitude - %(lon)s) / 2) ^ 2))) <= %(km)s",
            {"lat": city.latitude, "lon": city.longitude, "km": radius_km},
        )
        return [row[0] for row in cursor.fetchall()]


def choice_q(field: str, values: Iterable[str]) -> Q:
    """The field has one of the values; "unstated" stands for none."""
    values = list(values)
    rule = Q(**{f"{field}__in": [value for value in values if value != UNSTATED]})
    return rule | Q(**{f"{field}__isnull": True}) if UNSTATED in values else rule


def open_to_q(country_slug: str) -> Q:
    """Remote with the country eligible or worldwide, or not remote and located in it. Unknown is not
    worldwide."""
    country = Place.objects.get(slug=country_slug)
    remote = Q(workplace="remote") & (
        Q(eligibility="worldwide")
        | Q(
            eligibility="countries",
            pk__in=Posting.objects.filter(eligible_countries__country=country).values("pk"),
        )
    )
    return remote | (~Q(workplace="remote") | Q(workplace__isnull=True)) & place_q([country_slug])


def _comparable() -> QuerySet[SalaryBand]:
    """Bands of the posting at hand, with their bounds a year in hundredths of the base currency."""
    rate = Case(
        *(When(currency=code, then=Value(value)) for code, value in latest_rates().to_base.items()),
        output_field=DecimalField(max_digits=30, decimal_places=10),
    )
    bands = SalaryBand.objects.filter(posting=OuterRef("pk"), currency__in=latest_rates().to_base)
    return bands.exclude(period="fixed").annotate(
        cents=Round(F("yearly_maximum") * rate * Decimal(100), output_field=DecimalField(max_digits=40))
    )


def pay_min_q(amount: int, currency: str, period: str) -> Q:
    """A band reaches the amount (by its maximum, or having only a minimum), or no band can be compared."""
    threshold = yearly_cents(amount, currency, period)
    bands = _comparable()
    reaches = bands.filter(Q(cents__gte=threshold) | Q(maximum__isnull=True))
    return Q(Exists(reaches)) | ~Q(Exists(bands))


def pay_stated_q() -> Q:
    return Q(Exists(SalaryBand.objects.filter(posting=OuterRef("pk"))))


def narrower(skill: Skill) -> set[int]:
    """The skill and everything below it."""
    found, queue = {skill.pk}, [skill.pk]
    while queue:
        for child in Skill.objects.filter(parents=queue.pop()).values_list("pk", flat=True):
            if child not in found:
                found.add(child)
                queue.append(child)
    return found


def _requires(skill: Skill) -> Q:
    return Q(
        Exists(
            PostingSkill.objects.filter(
                posting=OuterRef("pk"), importance="required", skill__in=narrower(skill)
            )
        )
    )


def skill_q(slugs: Iterable[str], mode: str) -> Q:
    """Requires all or any of the skills; a broader skill is met by a narrower one."""
    rules = [_requires(skill) for skill in Skill.objects.filter(slug__in=slugs)]
    rule = Q()
    for one in rules:
        rule = rule & one if mode == "all" else rule | one
    return rule


def skill_not_q(slugs: Iterable[str]) -> Q:
    rule = Q()
    for skill in Skill.objects.filter(slug__in=slugs):
        rule &= ~_requires(skill)
    return rule


def have_q(slugs: Iterable[str], share: int) -> Q:
    """The skills cover at least that share (per cent) of the required ones, and at least one. A skill one
    has covers the broader ones too."""
    ids, queue = set[int](), list(Skill.objects.filter(slug__in=slugs))
    while queue:
        skill = queue.pop()
        if skill.pk not in ids:
            ids.add(skill.pk)
            queue.extend(skill.parents.all())
    required = Q(posting_skills__importance="required")
    counted = Posting.objects.annotate(
        needed=Count("posting_skills", filter=required),
        had=Count("posting_skills", filter=required & Q(posting_skills__skill__in=ids)),
        hundredfold=F("had") * 100,
    )
    return Q(pk__in=counted.filter(had__gte=1).filter(hundredfold__gte=F("needed") * share).values("pk"))


def language_q(codes: Iterable[str]) -> Q:
    """The posting's language is one of them; "unstated" stands for none."""
    return Q(language__in=["" if code == UNSTATED else code for code in codes])


def years_max_q(years: int) -> Q:
    """Asks for at most so many years of experience, or does not say."""
    return Q(experience_years_min__isnull=True) | Q(experience_years_min__lte=years)


def years_min_q(years: int) -> Q:
    """Asks for at least so many years of experience, or does not say."""
    return Q(experience_years_min__isnull=True) | Q(experience_years_min__gte=years)


def posted_q(days: int, now: datetime) -> Q:
    return Q(published_at__gte=now - timedelta(days=days))


def word_q(text: str) -> Q:
    """The words stand together in title, company, a skill's name or the description. Knows no word stems."""
    pattern = r"\m" + r"\W+".join(re.escape(word) for word in re.findall(r"\w+", text)) + r"\M"
    named = PostingSkill.objects.filter(posting=OuterRef("pk"), skill__name__iregex=pattern)
    return (
        Q(title__iregex=pattern)
        | Q(company__name__iregex=pattern)
        | Q(description_html__iregex=pattern)
        | Q(Exists(named))
    )


def text_q(text: str) -> Q:
    rule = Q()
    for group in parse(text):
        alternatives = Q()
        for alternative in group.alternatives:
            alternatives |= word_q(alternative.text)
        rule &= ~alternatives if group.negated else alternatives
    return rule


def matches(query: SearchQuery, now: datetime) -> QuerySet[Posting]:
    """The postings live at ``now`` that the search asks for, in no order; page and sort do not count."""
    from postings.filters import PostingFilter

    return PostingFilter(QueryDict(query.urlencode()), now=now).qs
