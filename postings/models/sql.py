"""Conditions of the models for queries written by hand, so that a rule is told once."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Model, Q


def where(model: type[Model], condition: Q, alias: str, prefix: str = "rule") -> tuple[str, dict[str, Any]]:
    """The condition as SQL over the model's table by that alias, with named parameters (``%(rule0)s``)."""
    query = model._default_manager.filter(condition).query
    sql, values = query.get_compiler(connection=connection).compile(query.where)
    names = [f"{prefix}{number}" for number in range(len(values))]
    sql = sql % tuple(f"%({name})s" for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    return sql.replace(f"{table}.", f"{alias}."), dict(zip(names, values, strict=True))
