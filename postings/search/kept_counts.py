"""Counts that this process has made last, of facets and of all hits, by the search that they belong to.

Who goes to the next page, or takes a filter back, gets counts that were made a moment ago: those of a facet
that has a selection are the counts of the search without it. They hold for one generation of the index and
one moment, so they are as exact as counted anew; the moment stays the same for at most a minute.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any

from django.utils import timezone

from postings.search.query import SearchQuery

MOST_KEPT = 1_500  # about a hundred searches


class KeptCounts:
    """Raw counts of facets, and how many hits there are, at one moment. Thread-safe."""

    def __init__(self, now: datetime, most: int = MOST_KEPT) -> None:
        self.now = now
        self._most = most
        self._kept: OrderedDict[Hashable, dict[str, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> dict[str, Any] | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, counts: dict[str, Any]) -> None:
        with self._lock:
            self._kept[key] = counts
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def total(self, query: SearchQuery, count: Callable[[], int]) -> int:
        """How many hits the search has; ``count`` tells it where nobody has asked before."""
        found = self.get(_total_key(query))
        if found is not None:
            return int(found["hits"])
        number = count()
        self.note_total(query, number)
        return number

    def note_total(self, query: SearchQuery, number: int) -> None:
        """The search has so many hits."""
        self.put(_total_key(query), {"hits": number})


def _total_key(query: SearchQuery) -> Hashable:
    return ("hits", query.replace(sort=""))


_lock = Lock()
_current: tuple[Hashable, KeptCounts] | None = None


def at(generation: Hashable) -> KeptCounts:
    """Those of the index's generation and this minute; their moment is that of the first search."""
    global _current
    key = (generation, int(time.time() // 60))
    with _lock:
        if _current is None or _current[0] != key:
            _current = (key, KeptCounts(timezone.now()))
        return _current[1]


def forget() -> None:
    """Keep no counts of before."""
    global _current
    with _lock:
        _current = None
