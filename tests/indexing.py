"""A search index for tests: ``search_index()`` brings it in line with the database, also inside a test's
transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def search_index(db: None, settings: Any, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """An empty index of the test's own. Call it after making postings, to find them."""
    from postings.search import index, tables
    from postings.search.build import rebuild

    settings.SEARCH_INDEX_DIR = tmp_path / "search-index"
    tables.forget()

    def bring_up_to_date() -> None:
        rebuild()
        index.beat()

    bring_up_to_date()
    yield bring_up_to_date
    tables.forget()
