from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PostingsConfig(AppConfig):
    name = "postings"
    verbose_name = "Job board"

    def ready(self) -> None:
        post_migrate.connect(_after_migrate, sender=self)


def _after_migrate(*, using: str = "default", plan: Any = (), **kwargs: Any) -> None:
    """Django's hook for what must be in the database besides its tables (as it does for permissions)."""
    from django.apps import apps
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from postings.permissions import ensure_groups
    from postings.reference import ensure_reference_data

    if any(key[0] == "postings" for key, _ in _unapplied(MigrationExecutor(connections[using]))):
        return  # migrated backwards or to a named step: the tables may not be there
    ensure_reference_data()
    ensure_groups(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


def _unapplied(executor: Any) -> list[tuple[tuple[str, str], bool]]:
    return [
        ((migration.app_label, migration.name), backwards)
        for migration, backwards in executor.migration_plan(executor.loader.graph.leaf_nodes("postings"))
    ]
