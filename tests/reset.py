"""Empties the database after a test that committed and brings the reference data of ``migrate`` back.

Django's own way empties every table and loads the places and skills anew: one and a half seconds a test. Its
content types and permissions get new ids each time besides, and the server of the browser's tests, which may
still be answering, would keep the old ones.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
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

COPIES = "as_migrated"
"""The schema with a copy of each of these tables."""

_marks: dict[str, tuple[int, int]] = {}


def marks() -> dict[str, tuple[int, int]]:
    """What changes when a row of a kept table is added, changed or deleted: how many there are, and the last
    transaction that wrote one."""
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}', count(*), max(xmin::text::bigint) FROM {table}" for table in sorted(KEPT)
            )
        )
        return {table: (rows, last or 0) for table, rows, last in cursor.fetchall()}


def remember() -> None:
    """Take the kept tables as they are now for the state that tests begin with."""
    _marks.update(marks())


def _emptied() -> list[str]:
    return sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table)})")
        return bool(cursor.fetchone()[0])


def restore(tables: list[str]) -> None:
    """Take out the rows of kept tables that a test wrote, and put back those that it changed or deleted.

    Django defers the checks of foreign keys to the end of the transaction: the order of tables is free.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table} WHERE xmin::text::bigint > %s", [_marks[table][1]])
            cursor.execute(
                f"INSERT INTO {table} SELECT * FROM {COPIES}.{table} AS before"
                f" WHERE NOT EXISTS (SELECT FROM {table} AS now WHERE now.id = before.id)"
            )
    if "django_content_type" in tables:
        ContentType.objects.clear_cache()


def empty(case: TransactionTestCase | None = None) -> None:
    """Empty the tables after a test, and restore the kept ones that it changed."""
    tables = _emptied()
    with connection.cursor() as cursor:
        cursor.execute(
            f"TRUNCATE {', '.join(connection.ops.quote_name(table) for table in tables)} RESTART IDENTITY"
        )
    if changed := [table for table, mark in marks().items() if mark != _marks[table]]:
        restore(changed)
        remember()


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
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {COPIES} CASCADE")
        cursor.execute(f"CREATE SCHEMA {COPIES}")
        for table in sorted(KEPT):
            cursor.execute(f"CREATE TABLE {COPIES}.{table} AS TABLE {table}")
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
