"""The postings of a page with all they show, in one query.

The same as ``Posting.objects.for_display()`` for those who use them, at a fraction of its time: places and
skills come from what the process already knows, and the ORM compiles nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.sql import Query

from postings.models import Company, Posting, PostingEligibleCountry, PostingPlace, PostingSkill, SalaryBand
from postings.search import tables

# Related name, model, order as in the model's Meta.
_CHILDREN: tuple[tuple[str, type[Model], str], ...] = (
    ("places", PostingPlace, "id"),
    ("eligible_countries", PostingEligibleCountry, "id"),
    ("posting_skills", PostingSkill, "id"),
    ("salary_bands", SalaryBand, "maximum DESC, minimum DESC, id"),
)


def load(ids: Sequence[int]) -> dict[int, Posting]:
    """The postings of the ids that exist, by id."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_select(), [list(ids)])
        rows = cursor.fetchall()
    make_posting, make_company = _maker(Posting), _maker(Company)
    width = len(Posting._meta.concrete_fields)
    postings: dict[int, Posting] = {}
    children: dict[str, list[Any]] = {name: [] for name, _, _ in _CHILDREN}
    for row in rows:
        posting = make_posting(row[:width])
        company = make_company(row[width : -len(_CHILDREN)]) if posting.company_id else None
        _relate(posting, "company", company)
        postings[posting.pk] = posting
        for (name, model, _), found in zip(_CHILDREN, row[-len(_CHILDREN) :], strict=True):
            made = list(map(_maker(model), json.loads(found))) if found else []
            for child in made:
                _relate(child, "posting", posting)
            children[name] += made
            _attach(posting, name, model, made)
    places, countries = children["places"], children["eligible_countries"]
    known = tables.place_rows([*(row.place_id for row in places), *(row.country_id for row in countries)])
    for child in places:
        _relate(child, "place", known[child.place_id])
    for child in countries:
        _relate(child, "country", known[child.country_id])
    skills = tables.skill_rows(row.skill_id for row in children["posting_skills"])
    for child in children["posting_skills"]:
        _relate(child, "skill", skills[child.skill_id])
    return postings


@cache
def _select() -> str:
    def columns(model: type[Model], alias: str) -> list[str]:
        return [f'{alias}."{field.attname}"' for field in model._meta.concrete_fields]

    arrays = [
        f"(SELECT json_agg(json_build_array({', '.join(_as_json(model))}) ORDER BY {order})::text "  # noqa: S608
        f"FROM {model._meta.db_table} WHERE posting_id = p.id)"
        for _, model, order in _CHILDREN
    ]
    return (
        f"SELECT {', '.join([*columns(Posting, 'p'), *columns(Company, 'c'), *arrays])} "  # noqa: S608
        f"FROM {Posting._meta.db_table} p LEFT JOIN {Company._meta.db_table} c ON c.id = p.company_id "
        "WHERE p.id = ANY(%s)"
    )


def _as_json(model: type[Model]) -> list[str]:
    """Columns; amounts as text, for JSON has no decimals."""
    return [
        f"{field.attname}::text" if field.get_internal_type() == "DecimalField" else field.attname
        for field in model._meta.concrete_fields
    ]


def _converted(convert: Any, value: Any) -> Any:
    return convert(value, None, connection)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


@cache
def _maker(model: type[Model]) -> Callable[[Sequence[Any]], Any]:
    """Makes an instance of a row of all its columns, or of the same from JSON. As ``Model.from_db`` does, but
    for what a row read from the database does not need: defaults, and the signals of new instances."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    converters: list[tuple[int, Callable[[Any], Any]]] = []
    for position, field in enumerate(fields):
        for convert in field.get_db_converters(connection):
            converters.append((position, partial(_converted, convert)))
        if field.get_internal_type() == "DecimalField":
            converters.append((position, _decimal))

    def make(row: Sequence[Any]) -> Any:
        values = list(row)
        for position, convert in converters:
            values[position] = convert(values[position])
        instance = model.__new__(model)
        instance.__dict__.update(zip(names, values, strict=True))
        instance._state = state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        return instance

    return make


def _relate(instance: Model, name: str, other: Model | None) -> None:
    """Like ``setattr`` of a foreign key whose column has the other's key already."""
    instance._state.fields_cache[name] = other


@cache
def _query(model: type[Model]) -> Query:
    """Stands for the query of rows that are there already; whoever narrows them down works on a copy."""
    return Query(model)


def _attach(posting: Posting, name: str, model: type[Model], rows: list[Any]) -> None:
    # What prefetch_related leaves behind, see django.db.models.query.prefetch_one_level.
    queryset: QuerySet[Any] = QuerySet(model, query=_query(model))
    queryset._result_cache = rows
    queryset._prefetch_done = True  # type: ignore[attr-defined]
    posting.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset
