"""How right the rules are, from what people have checked; and what comes from each source, week by week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone

from postings.corrections import FIELDS, VERDICT
from postings.models import Draft, FieldCheck, ImportItem

Outcome = FieldCheck.Outcome
WEEKS = 12
FEWEST = 5  # below, a share says nothing and is not shown

_COUNTS = {value: Count("pk", filter=Q(outcome=value)) for value in Outcome.values}


@dataclass(slots=True)
class Tally:
    """Checks by outcome. ``blank`` ones (nothing read, nothing there) count for nothing."""

    right: int = 0
    corrected: int = 0
    added: int = 0
    removed: int = 0
    blank: int = 0

    @property
    def n(self) -> int:
        return self.right + self.corrected + self.added + self.removed

    @property
    def wrong(self) -> int:
        return self.n - self.right

    @property
    def rate(self) -> float | None:
        """The share that was right; None for too few."""
        return self.right / self.n if self.n >= FEWEST else None

    @property
    def percent(self) -> int | None:
        return None if self.rate is None else round(self.rate * 100)

    @property
    def wrong_percent(self) -> int | None:
        return None if self.percent is None else 100 - self.percent

    @classmethod
    def of(cls, row: Any) -> Tally:
        return cls(**{name: row[name] for name in Outcome.values})


@dataclass(frozen=True, slots=True)
class Week:
    """One week's share, 0 to 1 (None: too few), with its n."""

    start: date
    share: float | None
    n: int

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share * 100)


@dataclass(slots=True)
class FieldAccuracy:
    """A field over the whole time and by week, the last one last."""

    name: str
    tally: Tally
    weeks: list[Week] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RuleAccuracy:
    """A rule of a field."""

    rule: str
    tally: Tally
    confidence: float | None  # that it states on average

    @property
    def stated_percent(self) -> int | None:
        return None if self.confidence is None else round(self.confidence * 100)


def weeks_until(now: datetime, number: int = WEEKS) -> list[date]:
    """The Mondays of the last weeks, this one last."""
    monday = (timezone.localtime(now) - timedelta(days=timezone.localtime(now).weekday())).date()
    return [monday - timedelta(weeks=back) for back in range(number - 1, -1, -1)]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def checks_since(weeks: list[date], source: str = "") -> QuerySet[FieldCheck]:
    """The checks of these weeks, of one source when it is named."""
    start = _midnight(weeks[0])
    checks = FieldCheck.objects.filter(at__gte=start).order_by()
    return checks.filter(source=source) if source else checks


def by_field(now: datetime, source: str = "") -> list[FieldAccuracy]:
    """The accuracy of each field that was checked in the last twelve weeks, in the order of the form. One
    query."""
    weeks = weeks_until(now)
    rows = (
        checks_since(weeks, source).annotate(week=TruncWeek("at")).values("field", "week").annotate(**_COUNTS)
    )
    found: dict[str, dict[date, Tally]] = {}
    for row in rows:
        found.setdefault(row["field"], {})[timezone.localtime(row["week"]).date()] = Tally.of(row)
    return [
        FieldAccuracy(name, _sum(found[name].values()), [_week(found[name], week) for week in weeks])
        for name in (VERDICT, *FIELDS)
        if name in found
    ]


def _week(tallies: dict[date, Tally], week: date) -> Week:
    tally = tallies.get(week, Tally())
    return Week(week, tally.rate, tally.n)


def _sum(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        for name in Outcome.values:
            setattr(whole, name, getattr(whole, name) + getattr(tally, name))
    return whole


def by_rule(name: str, now: datetime, source: str = "") -> list[RuleAccuracy]:
    """The accuracy of each rule of a field, the most used first. What no rule read is the last. One query."""
    rows = (
        checks_since(weeks_until(now), source)
        .filter(field=name)
        .exclude(outcome=Outcome.BLANK)
        .values("rule")
        .annotate(**_COUNTS, sure=Avg("confidence"))
    )
    rules = [RuleAccuracy(row["rule"], Tally.of(row), row["sure"]) for row in rows]
    return sorted(rules, key=lambda rule: (not rule.rule, -rule.tally.n, rule.rule))


# --- sources --------------------------------------------------------------------------------------


@dataclass(slots=True)
class SourceWeek:
    """What came from a source in one week."""

    start: date
    imported: int = 0
    known: int = 0
    failed: int = 0
    drafts: int = 0
    no_postings: int = 0

    @property
    def texts(self) -> int:
        return self.imported + self.known + self.failed

    @property
    def failed_percent(self) -> int | None:
        return round(100 * self.failed / self.texts) if self.texts else None

    @property
    def no_posting_percent(self) -> int | None:
        return round(100 * self.no_postings / self.drafts) if self.drafts else None


def weeks_of_source(name: str, now: datetime) -> list[SourceWeek]:
    """What came from the source in each of the last twelve weeks. Two queries."""
    weeks = {week: SourceWeek(week) for week in weeks_until(now)}
    start = _midnight(min(weeks))
    items = (
        ImportItem.objects.filter(batch__source=name, batch__started_at__gte=start)
        .order_by()
        .annotate(week=TruncWeek("batch__started_at"))
        .values("week", "outcome")
        .annotate(n=Count("pk"))
    )
    for row in items:
        week = weeks.get(timezone.localtime(row["week"]).date())
        if week is not None and row["outcome"] in ("imported", "known", "failed"):
            setattr(week, row["outcome"], row["n"])
    drafts = (
        Draft.objects.filter(raw_text__source=name, raw_text__received_at__gte=start)
        .order_by()
        .annotate(week=TruncWeek("raw_text__received_at"))
        .values("week")
        .annotate(n=Count("pk"), others=Count("pk", filter=Q(is_posting=False)))
    )
    for counted in drafts:
        week = weeks.get(timezone.localtime(counted["week"]).date())
        if week is not None:
            week.drafts, week.no_postings = counted["n"], counted["others"]
    return list(weeks.values())


def totals_of_sources(names: list[str], now: datetime) -> dict[str, SourceWeek]:
    """The sums of the last twelve weeks for each of these sources. Two queries."""
    first = weeks_until(now)[0]
    start = _midnight(first)
    totals = {name: SourceWeek(first) for name in names}
    items = (
        ImportItem.objects.filter(batch__source__in=names, batch__started_at__gte=start)
        .order_by()
        .values("batch__source", "outcome")
        .annotate(n=Count("pk"))
    )
    for row in items:
        if row["outcome"] in ("imported", "known", "failed"):
            setattr(totals[row["batch__source"]], row["outcome"], row["n"])
    drafts = (
        Draft.objects.filter(raw_text__source__in=names, raw_text__received_at__gte=start)
        .order_by()
        .values("raw_text__source")
        .annotate(n=Count("pk"), others=Count("pk", filter=Q(is_posting=False)))
    )
    for counted in drafts:
        total = totals[counted["raw_text__source"]]
        total.drafts, total.no_postings = counted["n"], counted["others"]
    return totals


def corrections_of_sources(names: list[str], now: datetime) -> dict[str, Tally]:
    """The checks of all fields of the last twelve weeks, for each of these sources. One query."""
    rows = checks_since(weeks_until(now)).filter(source__in=names).values("source").annotate(**_COUNTS)
    return {row["source"]: Tally.of(row) for row in rows}
