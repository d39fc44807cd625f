"""Figures of a posting for its recruiters: how often it was read, saved and applied for; how it compares.

Views, saves and uses of the apply link are counted by ``postings.counting``. Who saved what is known to the
seeker's own device alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import connection
from django.db.models import Count, Q, QuerySet
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


# Both sums from one scan. The ids are handed in, since PostgreSQL, asked for those of a company in a subquery
# would read the days of all postings.
_SUMS = f"""
SELECT posting_id, day, referrer, sum(views), sum(saves), sum(applies)
FROM {PostingDay._meta.db_table}
WHERE posting_id = ANY(%(postings)s) AND day BETWEEN %(first)s AND %(last)s
GROUP BY GROUPING SETS ((day, referrer), (posting_id))
"""  # noqa: S608 - a name of our own


@dataclass(slots=True)
class _Sums:
    """Views, saves and uses of the apply link of some postings over the last ``DAYS`` days."""

    by_day: dict[date, list[int]]  # without a gap
    by_kind: dict[str, list[int]]
    by_posting: dict[int, list[int]]  # of those that have any

    @classmethod
    def of(cls, postings: Collection[int], now: datetime | None) -> Self:
        """One query, or none for no posting."""
        last = (now or timezone.now()).date()
        first = last - timedelta(days=DAYS - 1)
        sums = cls(
            by_day={first + timedelta(days=number): [0, 0, 0] for number in range(DAYS)},
            by_kind={kind: [0, 0, 0] for kind in PostingDay.Referrer.values},
            by_posting={},
        )
        if not postings:
            return sums
        with connection.cursor() as cursor:
            cursor.execute(_SUMS, {"postings": list(postings), "first": first, "last": last})
            for posting, day, kind, *counts in cursor.fetchall():
                if posting is not None:
                    sums.by_posting[posting] = counts
                    continue
                for summed in (sums.by_day[day], sums.by_kind[kind]):
                    summed[:] = map(sum, zip(summed, counts, strict=True))
        return sums

    def beside(self, postings: list[Any]) -> list[Any]:
        for posting in postings:
            posting.seen, posting.kept, posting.applied = self.by_posting.get(posting.pk, (0, 0, 0))
        return postings

    def reach(self) -> Reach:
        labels = dict(PostingDay.Referrer.choices)
        days = tuple(Day(day, *counts) for day, counts in self.by_day.items())
        kinds = [Kind(labels[kind], *counts) for kind, counts in self.by_kind.items()]
        return Reach(
            days=days,
            kinds=tuple(sorted(kinds, key=lambda kind: (-kind.views, -kind.applies, -kind.saves))),
            views=sum(day.views for day in days),
            saves=sum(day.saves for day in days),
            applies=sum(day.applies for day in days),
        )


def reach_of(posting: Posting, *, now: datetime | None = None) -> Reach:
    """How often the posting was read, saved and applied for. One query."""
    return _Sums.of([posting.pk], now).reach()


def reach_together(
    postings: QuerySet[Posting], *, limit: int, now: datetime | None = None
) -> tuple[Reach, list[Any]]:
    """Reach of the postings together; and those ever shown one by one: the most read in the last ``DAYS``
    days, then the newest of the others, at most ``limit``, each with ``seen``, ``kept`` (saves) and
    ``applied``, its sums. Four queries."""
    shown = dict(postings.order_by().values_list("pk", "published_at"))
    sums = _Sums.of(shown, now)
    read = heapq.nsmallest(
        limit,
        (pk for pk in sums.by_posting if shown[pk] is not None),
        key=lambda pk: (-sums.by_posting[pk][0], -sums.by_posting[pk][2], -pk),
    )
    rows = postings.select_related("company").defer("description_html")
    found = rows.in_bulk(read)
    unread = rows.filter(published_at__isnull=False).exclude(pk__in=read)
    others = unread.order_by("-published_at", "-pk")[: limit - len(found)]
    return sums.reach(), sums.beside([*(found[pk] for pk in read if pk in found), *others])


def with_reach(postings: Iterable[Posting], *, now: datetime | None = None) -> list[Any]:
    """The postings, each with ``seen``, ``kept`` (saves) and ``applied``, its sums over the last ``DAYS``
    days. One query besides that of the postings."""
    listed = list(postings)
    return _Sums.of([posting.pk for posting in listed], now).beside(listed)


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
