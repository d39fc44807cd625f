"""Tombstones of deleted postings: cleared away when no search index can need them any more."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from postings.models import DeletedPosting

# An index that slept two weeks is built anew (search/follow.py). A day more: clocks differ.
PURGE_AFTER = timedelta(days=15)
PURGE_AT_MOST = 5_000  # rows at a time: a short transaction


def purge_tombstones() -> int:
    """Remove the oldest tombstones that no index needs any more, at most ``PURGE_AT_MOST``; how many."""
    old = DeletedPosting.objects.filter(deleted_at__lt=timezone.now() - PURGE_AFTER).order_by("pk")
    ids = list(old.values_list("pk", flat=True)[:PURGE_AT_MOST])
    deleted, _ = DeletedPosting.objects.filter(pk__in=ids).delete()
    return deleted
