"""Empties the database after a test that committed, but keeps the reference data.

Django's own way empties every table and loads the places and skills anew: one and a half seconds a test.
"""

from typing import Any

from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

KEPT = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "postings_place",
    "postings_referenceload",
    "postings_role",
    "postings_skill",
    "postings_skill_parents",
    "postings_skillalias",
}
"""Tables filled by ``migrate``. None may refer to a table that is emptied."""

_emptied_by_django = TransactionTestCase._fixture_teardown
_marks: list[tuple[Any, ...]] = []


def marks() -> list[tuple[Any, ...]]:
    """What changes when a row of a kept table is added, changed or deleted."""
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}', count(*), max(xmin::text::bigint) FROM {table}" for table in sorted(KEPT)
            )
        )
        return cursor.fetchall()


def remember() -> None:
    """Take the kept tables as they are now for the state that tests begin with."""
    _marks[:] = marks()


def _emptied() -> list[str]:
    return sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table)})")
        return bool(cursor.fetchone()[0])


def empty(case: TransactionTestCase) -> None:
    """Empty the tables after a test; Django's way when the test has changed reference data."""
    if marks() != _marks:
        _emptied_by_django(case)
        remember()
        return
    tables = _emptied()
    with connection.cursor() as cursor:
        cursor.execute(
            f"TRUNCATE {', '.join(connection.ops.quote_name(table) for table in tables)} RESTART IDENTITY"
        )


def install() -> None:
    """Have it done after every test that commits, from now on."""
    unknown = (
        KEPT
        - {"django_migrations"}
        - {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    )
    assert not unknown, f"no such tables: {unknown}"
    forgotten = [table for table in _emptied() if _has_rows(table)]
    assert not forgotten, f"filled by migrate, but emptied after tests: {forgotten}"
    remember()
    TransactionTestCase._fixture_teardown = empty


def disconnect_others() -> None:
    """End the sessions that others still have in the test database.

    The server of the browser's tests may outlive the database (whichever a session needed first is taken down
    last), and the thread of a browser's last request may still be at its end.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
