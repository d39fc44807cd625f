"""The usual Django way to search, to compare with: a FilterSet over PostgreSQL's full text search, and counts
by GROUP BY, each without the facet's own filter.

The live postings are copied into a table of their own schema with a stored, weighted ``tsvector`` and the
indexes that such a project has. It has no filters for pay, radius and the skills one has: queries that ask
for those are answered without, in its favour.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django.contrib.postgres.search import SearchQuery as FullTextQuery
from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db import OperationalError, connection, models, transaction
from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from postings.models import Company, Place, Posting, PostingPlace, PostingSkill, Role, Skill
from postings.models.posting import live_q
from postings.models.sql import where
from postings.search.query import PER_PAGE, SearchQuery

SCHEMA = "search_benchmark"
SCRATCH_DATABASE = "search_benchmark_"  # their names begin so; the tables are kept there
TIMEOUT_SECONDS = 30
FACET_VALUES = 24


class BaselinePosting(models.Model):
    """A live posting."""

    title = models.CharField(max_length=200)
    workplace = models.CharField(max_length=6, null=True)  # noqa: DJ001 - as the original
    seniority = models.CharField(max_length=9, null=True)  # noqa: DJ001
    employment_type = models.CharField(max_length=14, null=True)  # noqa: DJ001
    company = models.ForeignKey(Company, null=True, on_delete=models.DO_NOTHING, related_name="+")
    role = models.ForeignKey(Role, null=True, on_delete=models.DO_NOTHING, related_name="+")
    published_at = models.DateTimeField()
    words = SearchVectorField()

    objects: ClassVar[models.Manager[BaselinePosting]] = models.Manager()

    class Meta:
        app_label = "search_baseline"  # no app of the project: never migrated
        managed = False
        db_table = f'"{SCHEMA}"."posting"'

    def __str__(self) -> str:
        return self.title


def _text(words: str) -> FullTextQuery:
    return FullTextQuery(words, search_type="websearch", config="english")


class BaselineFilter(django_filters.FilterSet):
    """The parameters of the search page that such a project has filters for."""

    q = django_filters.CharFilter(method="by_text")
    workplace = django_filters.MultipleChoiceFilter(choices=Posting.Workplace.choices, distinct=False)
    seniority = django_filters.MultipleChoiceFilter(choices=Posting.Seniority.choices, distinct=False)
    employment = django_filters.MultipleChoiceFilter(
        field_name="employment_type", choices=Posting.EmploymentType.choices, distinct=False
    )
    company = django_filters.ModelMultipleChoiceFilter(
        field_name="company__slug", queryset=Company.objects.order_by(), to_field_name="slug", distinct=False
    )
    role = django_filters.ModelMultipleChoiceFilter(
        field_name="role__slug", queryset=Role.objects.order_by(), to_field_name="slug", distinct=False
    )
    posted = django_filters.NumberFilter(method="by_posted")
    skill = django_filters.ModelMultipleChoiceFilter(
        queryset=Skill.objects.order_by(), to_field_name="slug", method="by_skill"
    )
    place = django_filters.ModelMultipleChoiceFilter(
        queryset=Place.objects.order_by(), to_field_name="slug", method="by_place"
    )

    class Meta:
        model = BaselinePosting
        fields: list[str] = []

    def by_text(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(words=_text(value))

    def by_posted(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return queryset.filter(published_at__gte=timezone.now() - timedelta(days=int(value)))

    def by_skill(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        for skill in value:
            rows = PostingSkill.objects.order_by().filter(skill=skill, importance="required")
            queryset = queryset.filter(pk__in=rows.values("posting_id"))
        return queryset

    def by_place(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        places = [place.pk for place in value]
        if not places:
            return queryset
        inside = Q(place__in=places) | Q(place__parent__in=places) | Q(place__parent__parent__in=places)
        return queryset.filter(pk__in=PostingPlace.objects.order_by().filter(inside).values("posting_id"))


_COLUMNS = {
    "workplace": "workplace",
    "seniority": "seniority",
    "employment": "employment_type",
    "company": "company_id",
    "role": "role_id",
}
_TABLES: dict[str, tuple[Any, str]] = {
    "skill": (PostingSkill, "skill_id"),
    "place": (PostingPlace, "place_id"),
}


def matching(parameters: QueryDict, without: str = "") -> QuerySet[BaselinePosting]:
    """The postings that the parameters but one ask for."""
    kept = parameters.copy()
    kept.pop(without, None)
    return BaselineFilter(kept, queryset=BaselinePosting.objects.order_by()).qs


def answer(query: SearchQuery) -> bool:
    """Hits, total and counts; False when a statement took longer than ``TIMEOUT_SECONDS``."""
    parameters = QueryDict(query.urlencode())
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{TIMEOUT_SECONDS}s'")
            found = matching(parameters)
            if query.q:
                ranked = found.annotate(rank=SearchRank(F("words"), _text(query.q))).order_by("-rank", "-pk")
            else:
                ranked = found.order_by("-published_at", "-pk")
            start = (query.page - 1) * PER_PAGE
            list(ranked.defer("words")[start : start + PER_PAGE])
            found.count()
            for name, column in _COLUMNS.items():
                _most(matching(parameters, name), column)
            for name, (model, column) in _TABLES.items():
                rows = model.objects.filter(posting_id__in=matching(parameters, name).values("pk")).order_by()
                _most(rows, column)
    except OperationalError:
        return False
    return True


def _most(rows: QuerySet[Any], column: str) -> list[Any]:
    """The commonest values with how often they come."""
    return list(rows.values(column).annotate(n=Count("pk")).order_by("-n")[:FACET_VALUES])


@contextmanager
def tables_made() -> Iterator[None]:
    """The live postings in a table of its own. It is dropped in the end, but in a scratch database it is kept
    for the next run."""
    keep = str(connection.settings_dict["NAME"]).startswith(SCRATCH_DATABASE)
    if not (keep and _is_there()):
        _make()
    try:
        yield
    finally:
        if not keep:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def _is_there() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{SCHEMA}.posting"])
        return bool(cursor.fetchone()[0])


def _make() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        rule, values = where(Posting, live_q(), "p")
        cursor.execute(
            f"""CREATE TABLE {SCHEMA}.posting AS
            SELECT p.id, p.title, p.workplace, p.seniority, p.employment_type, p.company_id, p.role_id,
                   p.published_at, setweight(to_tsvector('english', p.title), 'A')
                   || setweight(to_tsvector('english', coalesce(c.name, '')), 'C')
                   || to_tsvector('english', p.description_html) AS words
            FROM postings_posting p LEFT JOIN postings_company c ON c.id = p.company_id
            WHERE {rule}""",  # noqa: S608
            values,
        )
        cursor.execute(f"CREATE UNIQUE INDEX ON {SCHEMA}.posting (id)")
        cursor.execute(f"CREATE INDEX ON {SCHEMA}.posting USING gin (words)")
        cursor.execute(f"CREATE INDEX ON {SCHEMA}.posting (published_at, id)")
        for column in _COLUMNS.values():
            cursor.execute(f"CREATE INDEX ON {SCHEMA}.posting ({column})")
        cursor.execute(f"ANALYZE {SCHEMA}.posting")
