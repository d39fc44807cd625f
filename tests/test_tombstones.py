"""Tombstones go when no search index can need them any more."""

from __future__ import annotations

from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.utils import timezone

from postings import tombstones
from postings.models import DeletedPosting
from postings.search import follow
from postings.search.follow import KEEP_TOMBSTONES_SECONDS
from postings.tombstones import purge_tombstones

pytestmark = pytest.mark.django_db


def bury(posting_id: int, *, days: float) -> None:
    deleted_at = timezone.now() - timedelta(days=days)
    DeletedPosting.objects.create(posting_id=posting_id, deleted_at=deleted_at, changed_in=5)


def test_tombstones_are_kept_as_long_as_an_index_may_need_them() -> None:
    for days in (1, 14.5, 15.5, 100):
        bury(int(days * 10), days=days)
    assert purge_tombstones() == 2
    assert set(DeletedPosting.objects.values_list("posting_id", flat=True)) == {10, 145}
    assert tombstones.PURGE_AFTER.total_seconds() > KEEP_TOMBSTONES_SECONDS


def test_they_go_a_bounded_number_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tombstones, "PURGE_AT_MOST", 2)
    for number in range(3):
        bury(number, days=20)
    assert [purge_tombstones(), purge_tombstones(), purge_tombstones()] == [2, 1, 0]


def test_the_follower_does_its_chore_on_the_way(search_index: Any) -> None:
    stop = Event()
    follow.follow_forever(stop, chore=stop.set)
    assert stop.is_set()
