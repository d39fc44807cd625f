"""Two questions to the engine whose types its stubs leave open (tantivy 0.27)."""

from __future__ import annotations

from typing import Any

from tantivy import Query, Searcher


def total_of(result: Any) -> int:
    """How many postings matched; the stub of ``SearchResult`` leaves ``count`` out."""
    total: int = result.count
    return total


def count(searcher: Searcher, query: Query) -> int:
    """How many postings match."""
    return total_of(searcher.search(query, limit=1))


def ids(searcher: Searcher, hits: list[tuple[Any, Any]]) -> tuple[int, ...]:
    """The posting ids of hits, in their order."""
    values: list[Any] = searcher.fast_field_values("id", [address for _, address in hits])
    return tuple(values)
