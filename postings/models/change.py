"""The stamp by which the search index follows the database.

Every change of what a posting shows stamps ``pg_current_xact_id()`` on its row by trigger; a deletion
leaves a stamped tombstone. A reader takes the rows stamped at or after its cursor, and its next cursor
is ``pg_snapshot_xmin(pg_current_snapshot())`` of the same snapshot, so commits out of order are not missed.
"""

from __future__ import annotations

from typing import Any

from django.db import models


class TransactionIdField(models.PositiveBigIntegerField):
    """A PostgreSQL ``xid8``, read as an ``int``."""

    description = "Transaction id (xid8)"

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def rel_db_type(self, connection: Any) -> str:
        return "xid8"

    def db_check(self, connection: Any) -> None:
        return None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> str | None:
        return None if value is None else str(int(value))

    def get_placeholder_sql(self, value: Any, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if hasattr(value, "as_sql"):
            sql, parameters = compiler.compile(value)
            return sql, tuple(parameters)
        return "%s::text::xid8", (value,)


class DeletedPosting(models.Model):
    """The tombstone of a deleted posting, kept until every index has passed it."""

    posting_id = models.BigIntegerField(db_index=True)
    changed_in = TransactionIdField(editable=False)
    deleted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["changed_in"], name="deleted_posting_changed_in")]

    def __str__(self) -> str:
        return f"posting {self.posting_id}"
