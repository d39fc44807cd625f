"""Figures of a posting for its recruiters: how often it was read, saved and applied for; how it compares.

Views, saves and uses of the apply link are counted by ``postings.counting``. Who saved what is known to the
seeker's own device alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from postings.compare import FEWEST_OF_A_LEVEL, PayCompared, compared
from postings.figures import FEWEST_FOR_PAY, FEWEST_FOR_PERCENT, Share, skill_counts, with_yearly_pay
from postings.models import Posting, PostingDay, PostingSkill, Skill

DAYS = 30
MOST_LISTED = 100  # postings of a company
MOST_MISSING = 5  # skills that others ask for


@dataclass(frozen=True, slots=True)
class Day:
    """Views, saves and uses of the apply link on one day (UTC)."""

    day: date
    views: int
    saves: int
    applies: int


@dataclass(frozen=True, slots=True)
class Kind:
    """The same by where visitors came from; ``applies`` are theirs as far as that is known."""

    label: str
    views: int
    saves: int
    applies: int


@dataclass(frozen=True, slots=True)
class Reach:
    """The last ``DAYS`` days up to today, without a gap."""

    days: tuple[Day, ...]
    kinds: tuple[Kind, ...]
    views: int
    saves: int
    applies: int

    @property
    def percent(self) -> int | None:
        """Uses of the apply link for a hundred views; None below a telling number of views."""
        return round(100 * self.applies / self.views) if self.views >= FEWEST_FOR_PERCENT else None


def reach_of(postings: QuerySet[Posting], *, now: datetime | None = None) -> Reach:
    """Reach of the postings together. One query."""
    today = (now or timezone.now()).date()
    first = today - timedelta(days=DAYS - 1)
    rows = (
        PostingDay.objects.filter(
            posting__in=postings.order_by().values("pk"), day__gte=first, day__lte=today
        )
        .order_by()
        .values_list("day", "referrer")
        .annotate(views=Sum("views"), saves=Sum("saves"), applies=Sum("applies"))
    )
    by_day = {first + timedelta(days=number): [0, 0, 0] for number in range(DAYS)}
    by_kind = {kind: [0, 0, 0] for kind in PostingDay.Referrer.values}
    for day, kind, *counts in rows:
        for sums in (by_day[day], by_kind[kind]):
            sums[:] = map(sum, zip(sums, counts, strict=True))
    labels = dict(PostingDay.Referrer.choices)
    kinds = [Kind(labels[kind], *counts) for kind, counts in by_kind.items()]
    days = tuple(Day(day, *counts) for day, counts in by_day.items())
    return Reach(
        days=days,
        kinds=tuple(sorted(kinds, key=lambda kind: (-kind.views, -kind.applies, -kind.saves))),
        views=sum(day.views for day in days),
        saves=sum(day.saves for day in days),
        applies=sum(day.applies for day in days),
    )


def most_seen(postings: QuerySet[Posting], *, limit: int, now: datetime | None = None) -> list[Any]:
    """The postings that were read most in the last ``DAYS`` days, then the newest of the others; each with
    ``seen``, ``kept`` (saves) and ``applied``, its sums. Three queries."""
    first = (now or timezone.now()).date() - timedelta(days=DAYS - 1)
    rows = (
        PostingDay.objects.filter(posting__in=postings.order_by().values("pk"), day__gte=first)
        .order_by()
        .values_list("posting")
        .annotate(seen=Sum("views"), kept=Sum("saves"), applied=Sum("applies"))
        .order_by("-seen", "-applied", "-posting")[:limit]
    )
    sums = {pk: counts for pk, *counts in rows}
    shown = postings.select_related("company").defer("description_html")
    found = shown.in_bulk(sums)
    others = shown.exclude(pk__in=sums).order_by("-published_at", "-pk")[: limit - len(found)]
    listed: list[Any] = [*(found[pk] for pk in sums), *others]
    for posting in listed:
        posting.seen, posting.kept, posting.applied = sums.get(posting.pk, (0, 0, 0))
    return listed


# --- how it compares --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PayRank:
    """Where its pay stands among the like that state theirs, itself among them; 1 pays the most."""

    compared: PayCompared
    rank: int
    of: int

    @property
    def percentile(self) -> int:
        """How many of a hundred of the others pay less."""
        return round(100 * (self.of - self.rank) / max(self.of - 1, 1))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A posting among the live postings of its role (and level, where there are enough); itself not counted.

    ``asked``: its required skills; ``missing``: what the others ask for most and it does not name.
    """

    words: str  # what is compared: "senior welder"
    of: int
    pay: PayRank | None
    asked: tuple[Share, ...]
    missing: tuple[Share, ...]


def comparison_of(posting: Posting) -> Comparison | None:
    """None for a posting whose title names no known role, or with too few like it. About ten queries."""
    role = posting.role
    if role is None:
        return None
    others = Posting.objects.live().filter(role=role).exclude(pk=posting.pk)
    words = role.name.lower()
    alike = others.filter(seniority=posting.seniority) if posting.seniority else others
    of = alike.count()
    if posting.seniority and of >= FEWEST_OF_A_LEVEL:
        words = f"{posting.get_seniority_display().lower()} {words}"
    elif posting.seniority:
        alike, of = others, others.count()
    if of < FEWEST_FOR_PAY:
        return None
    counts = skill_counts(alike, PostingSkill.Importance.REQUIRED)
    own = {skill.pk: skill for skill in posting.required_skills}
    named = set(own) | {skill.pk for skill in posting.preferred_skills}
    missing = [pk for pk in counts if pk not in named][:MOST_MISSING]
    skills = Skill.objects.in_bulk(missing)
    asked = [Share(skill.name, counts.get(pk, 0), of, skill.slug, skill) for pk, skill in own.items()]
    return Comparison(
        words=words,
        of=of,
        pay=_rank(posting),
        asked=tuple(sorted(asked, key=lambda share: (-share.count, share.label))),
        missing=tuple(Share(skills[pk].name, counts[pk], of, skills[pk].slug, skills[pk]) for pk in missing),
    )


def _rank(posting: Posting) -> PayRank | None:
    pay = compared(posting)
    if pay is None:
        return None
    others = Posting.objects.live().filter(role=posting.role_id).exclude(pk=posting.pk)
    if pay.level:
        others = others.filter(seniority=pay.level)
    own: Any = with_yearly_pay(Posting.objects.filter(pk=posting.pk)).get()
    paid: Any = with_yearly_pay(others)
    row = (
        paid.order_by()
        .filter(yearly__isnull=False)
        .aggregate(n=Count("pk"), above=Count("pk", filter=Q(yearly__gt=own.yearly)))
    )
    return PayRank(compared=pay, rank=row["above"] + 1, of=row["n"] + 1)
