"""Work in the background that belongs to no one subject's module."""

from __future__ import annotations

from django.tasks import task

from postings import terms


@task
def collect_terms() -> int:
    """Collect the unknown terms of the texts that have come; returns of how many. Safe to run again."""
    return sum(1 for _ in terms.collect())
