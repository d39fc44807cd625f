"""Figures computed from the live postings: of a role, a skill, a place or a company.

Every figure carries its ``n``. What too few postings state is ``None`` and shown as a dash, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import (
    Aggregate,
    Avg,
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    FloatField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from postings.models import Company, Place, Posting, PostingPlace, PostingSkill, Role, SalaryBand, Skill
from postings.rates import BASE_CURRENCY, convert, latest_rates

FEWEST_FOR_PAY = 3  # postings that state pay, for an average
FEWEST_FOR_SPREAD = 10  # for the 10th and 90th percentile; below, the lowest and highest are given
FEWEST_FOR_PERCENT = 5
PERCENTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
MONTHS = 12

# Skill categories that are tools one works with, by what to call them, in the order of the page.
TOOL_GROUPS = {
    "languages": "Programming languages",
    "web_mobile": "Frameworks",
    "databases": "Databases",
    "data_ml": "Data and machine learning",
    "cloud": "Cloud",
    "devops_security": "Build, operations and security",
    "testing": "Testing",
    "systems_networks": "Systems and networks",
    "enterprise": "Business systems",
    "office": "Office and reporting",
    "design_media_cad": "Design and media",
}


@dataclass(frozen=True, slots=True)
class YearsBand:
    """Years of experience from ``low`` to ``high``, both included; ``key`` stands for it in addresses."""

    key: str
    label: str
    low: int
    high: int


YEARS = (
    YearsBand("0-1", "0–1 years", 0, 1),
    YearsBand("2-3", "2–3 years", 2, 3),
    YearsBand("4-5", "4–5 years", 4, 5),
    YearsBand("6-9", "6–9 years", 6, 9),
    YearsBand("10", "10 years or more", 10, 32_767),
)


class Percentiles(Aggregate):
    """``percentile_cont`` at several points, interpolated; an array of floats."""

    function = "PERCENTILE_CONT"
    name = "percentiles"
    template = "%(function)s(ARRAY[%(points)s]) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression: Any, points: Iterable[float], **extra: Any) -> None:
        super().__init__(
            expression,
            points=", ".join(str(float(point)) for point in points),
            output_field=ArrayField(FloatField()),
            **extra,
        )


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``of`` postings: a bar of the page. ``key`` is what a link filters by."""

    label: str
    count: int
    of: int
    key: str = ""
    obj: Any = None

    @property
    def telling(self) -> bool:
        """Are there enough postings for a percentage to say more than the two numbers?"""
        return self.of >= FEWEST_FOR_PERCENT

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Pay:
    """Yearly pay, each posting by the middle of its range; amounts in ``currency``."""

    currency: str
    n: int  # postings that state comparable pay
    of: int  # postings
    average: Decimal
    low: Decimal  # 10th percentile, or the lowest where ``spread`` is False
    median: Decimal
    high: Decimal
    lower_quartile: Decimal
    upper_quartile: Decimal
    spread: bool


@dataclass(frozen=True, slots=True)
class PayRow:
    """Pay of a part of the population; ``pay`` is None where too few state it."""

    label: str
    n: int
    pay: Pay | None
    key: str = ""
    obj: Any = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a page of figures shows about one population of live postings."""

    n: int
    pay: Pay | None
    pay_n: int  # postings that state comparable pay, also where they are too few for ``pay``
    pay_by_seniority: tuple[PayRow, ...]
    pay_by_country: tuple[PayRow, ...]
    required_skills: tuple[Share, ...]
    preferred_skills: tuple[Share, ...]
    tools: tuple[tuple[str, tuple[Share, ...]], ...]
    places: tuple[Share, ...]
    companies: tuple[Share, ...]
    roles: tuple[Share, ...]
    workplace: tuple[Share, ...]
    seniority: tuple[Share, ...]
    employment: tuple[Share, ...]
    education: tuple[Share, ...]
    years: tuple[Share, ...]
    titles: tuple[Share, ...]
    months: tuple[Share, ...]


def with_yearly_pay(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    """Annotates ``yearly``: the middle of the posting's yearly pay over all its bands, in the base currency.

    An open end counts as the end that is stated; None where no comparable pay is stated.
    """
    rates = latest_rates().to_base
    rate = Case(
        *(When(currency=currency, then=Value(rate)) for currency, rate in rates.items()),
        default=None,
        output_field=DecimalField(max_digits=20, decimal_places=10),
    )
    bands = (
        SalaryBand.objects.filter(posting=OuterRef("pk"))
        .order_by()
        .annotate(
            bottom=Coalesce("yearly_minimum", "yearly_maximum") * rate,
            top=Coalesce("yearly_maximum", "yearly_minimum") * rate,
        )
        .values("posting")
        .annotate(middle=(Min("bottom") + Max("top")) / Value(2))
    )
    middle = Subquery(bands.values("middle")[:1], output_field=DecimalField(max_digits=20, decimal_places=4))
    return postings.annotate(yearly=middle)


def usual_currency(postings: QuerySet[Posting]) -> str:
    """The currency that most of the postings pay in, of those that can be converted."""
    used = (
        SalaryBand.objects.filter(posting__in=postings.order_by().values("pk"))
        .filter(currency__in=latest_rates().to_base)
        .order_by()
        .values("currency")
        .annotate(count=Count("posting", distinct=True))
        .order_by("-count", "currency")
        .first()
    )
    return used["currency"] if used else BASE_CURRENCY


def pay_of(postings: QuerySet[Posting], *, currency: str = BASE_CURRENCY) -> tuple[Pay | None, int]:
    """Pay over the postings and how many of them state it; None below ``FEWEST_FOR_PAY``."""
    row = (
        with_yearly_pay(postings)
        .order_by()
        .aggregate(
            of=Count("pk"),
            n=Count("yearly"),
            average=Avg("yearly"),
            points=Percentiles("yearly", (0, *PERCENTILES, 1)),
        )
    )
    return _pay(row, currency), row["n"]


def _pay(row: Mapping[str, Any], currency: str) -> Pay | None:
    if row["n"] < FEWEST_FOR_PAY:
        return None

    def shown(amount: Any) -> Decimal:
        value = convert(Decimal(str(amount)), BASE_CURRENCY, currency) or Decimal(0)
        return value.quantize(Decimal(1))

    lowest, p10, p25, median, p75, p90, highest = row["points"]
    spread = row["n"] >= FEWEST_FOR_SPREAD
    return Pay(
        currency=currency,
        n=row["n"],
        of=row["of"],
        average=shown(row["average"]),
        low=shown(p10 if spread else lowest),
        median=shown(median),
        high=shown(p90 if spread else highest),
        lower_quartile=shown(p25),
        upper_quartile=shown(p75),
        spread=spread,
    )


def figures_of(
    postings: QuerySet[Posting],
    *,
    ever: QuerySet[Posting] | None = None,
    currency: str = BASE_CURRENCY,
    most: int = 10,
) -> Figures:
    """All figures of a population.

    ``postings`` are live ones; ``ever`` the same population without regard to time, for the months.
    """
    postings = postings.order_by()
    n = postings.count()
    pay, pay_n = pay_of(postings, currency=currency)
    required = _skills(postings, PostingSkill.Importance.REQUIRED, n, 60)
    return Figures(
        n=n,
        pay=pay,
        pay_n=pay_n,
        pay_by_seniority=_pay_by_choice(postings, "seniority", Posting.Seniority, currency),
        pay_by_country=_pay_by_country(postings, currency),
        required_skills=required[:most],
        preferred_skills=_skills(postings, PostingSkill.Importance.PREFERRED, n, most),
        tools=_tools(required),
        places=_places(postings, n, most),
        companies=_companies(postings, n, most),
        roles=_roles(postings, n, most),
        workplace=_choices(postings, "workplace", Posting.Workplace, n),
        seniority=_choices(postings, "seniority", Posting.Seniority, n),
        employment=_choices(postings, "employment_type", Posting.EmploymentType, n),
        education=_choices(postings, "education", Posting.Education, n),
        years=_years(postings, n),
        titles=tuple(
            Share(row["title"], row["count"], n, row["title"])
            for row in postings.values("title").annotate(count=Count("pk")).order_by("-count", "title")[:most]
        ),
        months=_months(postings if ever is None else ever),
    )


# Every skill with itself and all that is broader (UNION: a circle of parents ends).
LINES = (
    f"WITH RECURSIVE line (skill, broader) AS (SELECT id, id FROM {Skill._meta.db_table} "  # noqa: S608 - names of our own
    f"UNION SELECT line.skill, above.to_skill_id FROM line JOIN {Skill.parents.through._meta.db_table} above "
    "ON above.from_skill_id = line.broader) "
)


def broader_skills(skill: Skill) -> set[int]:
    """Ids of the skill and of all broader ones."""
    with connection.cursor() as cursor:
        cursor.execute(LINES + "SELECT broader FROM line WHERE skill = %s", [skill.pk])  # noqa: S608 - names of our own
        return {row[0] for row in cursor.fetchall()}


def skill_counts(postings: QuerySet[Posting], importance: str, most: int | None = None) -> dict[int, int]:
    """Postings a skill, the most first; only skills that some posting names itself.

    A posting counts for the skills it names and for all broader ones, as it does in a search.
    """
    named, sql_values = (
        PostingSkill.objects.filter(posting__in=postings.order_by().values("pk"), importance=importance)
        .order_by()
        .values_list("posting_id", "skill_id")
        .query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"{LINES}SELECT broader, count(DISTINCT named.posting_id) FROM ({named}) AS named "  # noqa: S608 - no values
            "JOIN line ON line.skill = named.skill_id "
            "GROUP BY broader HAVING bool_or(broader = named.skill_id) ORDER BY 2 DESC, 1 LIMIT %s",
            (*sql_values, most),
        )
        return dict(cursor.fetchall())


def _skills(postings: QuerySet[Posting], importance: str, n: int, most: int) -> tuple[Share, ...]:
    counts = skill_counts(postings, importance, most)
    skills = Skill.objects.in_bulk(list(counts))
    return tuple(
        Share(skills[pk].name, count, n, skills[pk].slug, skills[pk]) for pk, count in counts.items()
    )


def _tools(required: tuple[Share, ...]) -> tuple[tuple[str, tuple[Share, ...]], ...]:
    groups: dict[str, list[Share]] = {label: [] for label in TOOL_GROUPS.values()}
    for share in required:
        if (label := TOOL_GROUPS.get(share.obj.category)) and len(groups[label]) < 6:
            groups[label].append(share)
    return tuple((label, tuple(shares)) for label, shares in groups.items() if shares)


def _places(postings: QuerySet[Posting], n: int, most: int) -> tuple[Share, ...]:
    rows = (
        Place.objects.filter(posting_places__posting__in=postings.values("pk"))
        .filter(kind=Place.Kind.CITY)
        .annotate(count=Count("posting_places"))
        .order_by("-count", "-population", "pk")[:most]
    )
    return tuple(Share(place.full_name, place.count, n, place.slug, place) for place in rows)


def _companies(postings: QuerySet[Posting], n: int, most: int) -> tuple[Share, ...]:
    rows = (
        Company.objects.filter(postings__in=postings)
        .annotate(count=Count("postings"))
        .order_by("-count", "name", "pk")[:most]
    )
    return tuple(Share(company.name, company.count, n, company.slug, company) for company in rows)


def _roles(postings: QuerySet[Posting], n: int, most: int) -> tuple[Share, ...]:
    rows = (
        Role.objects.filter(postings__in=postings)
        .annotate(count=Count("postings"))
        .order_by("-count", "name")[:most]
    )
    return tuple(Share(role.name, role.count, n, role.slug, role) for role in rows)


def _choices(postings: QuerySet[Posting], field: str, choices: Any, n: int) -> tuple[Share, ...]:
    counts = dict(
        postings.exclude(**{f"{field}__isnull": True})
        .values_list(field)
        .annotate(count=Count("pk"))
        .values_list(field, "count")
    )
    return tuple(
        Share(label, counts[value], n, value) for value, label in choices.choices if counts.get(value)
    )


def _years(postings: QuerySet[Posting], n: int) -> tuple[Share, ...]:
    """Least years of experience asked for, by band; ``of`` is all postings."""
    counts = postings.aggregate(
        **{
            f"b{band.low}": Count("pk", filter=Q(experience_years_min__range=(band.low, band.high)))
            for band in YEARS
        }
    )
    return tuple(
        Share(band.label, counts[f"b{band.low}"], n, band.key) for band in YEARS if counts[f"b{band.low}"]
    )


def _pay_by_choice(
    postings: QuerySet[Posting], field: str, choices: Any, currency: str
) -> tuple[PayRow, ...]:
    rows = (
        with_yearly_pay(postings)
        .exclude(**{f"{field}__isnull": True})
        .values(field)
        .annotate(
            of=Count("pk"),
            n=Count("yearly"),
            average=Avg("yearly"),
            points=Percentiles("yearly", (0, *PERCENTILES, 1)),
        )
    )
    found = {row[field]: row for row in rows}
    return _told(
        PayRow(label, found[value]["of"], _pay(found[value], currency), value)
        for value, label in choices.choices
        if value in found
    )


def _pay_by_country(postings: QuerySet[Posting], currency: str, most: int = 8) -> tuple[PayRow, ...]:
    """By the country of the place of work; a posting in two countries counts in both, once in each."""
    earlier = PostingPlace.objects.filter(
        posting=OuterRef("pk"), place__country_code=OuterRef("code"), pk__lt=OuterRef("row")
    )
    rows = list(
        with_yearly_pay(postings)
        .annotate(code=F("places__place__country_code"), row=F("places__pk"))
        .filter(~Exists(earlier), code__isnull=False)
        .values("code")
        .annotate(
            of=Count("pk"),
            n=Count("yearly"),
            average=Avg("yearly"),
            points=Percentiles("yearly", (0, *PERCENTILES, 1)),
        )
        .order_by("-of", "code")[:most]
    )
    countries = {
        place.country_code: place
        for place in Place.objects.filter(
            kind=Place.Kind.COUNTRY, country_code__in=[row["code"] for row in rows]
        )
    }
    return _told(
        PayRow(countries[row["code"]].name, row["of"], _pay(row, currency), countries[row["code"]].slug)
        for row in rows
        if row["code"] in countries
    )


def _told(rows: Iterable[PayRow]) -> tuple[PayRow, ...]:
    """The rows, unless none of them has a figure."""
    rows = tuple(rows)
    return rows if any(row.pay for row in rows) else ()


def _months(postings: QuerySet[Posting], now: datetime | None = None) -> tuple[Share, ...]:
    """New postings in each of the last twelve months, the present one last."""
    now = now or timezone.now()
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    starts = [first]
    for _ in range(MONTHS - 1):
        starts.append((starts[-1] - timedelta(days=1)).replace(day=1))
    starts.reverse()
    counts = dict(
        postings.filter(published_at__gte=starts[0], published_at__lte=now)
        .order_by()
        .annotate(month=TruncMonth("published_at"))
        .values_list("month")
        .annotate(count=Count("pk"))
        .values_list("month", "count")
    )
    total = sum(counts.values())
    return tuple(Share(f"{start:%B %Y}", counts.get(start, 0), total, f"{start:%b}") for start in starts)
