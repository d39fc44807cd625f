"""One more thread of this process for counting, for the search that finds it free.

The engine works without the interpreter's lock, so two passes over the hits run on two cores. A search that
runs beside others of its process gets no help: all cores have work then, and a second pass costs them some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from threading import Lock


class Searches:
    """How many searches are under way in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running = 0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        with self._lock:
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1

    @property
    def running(self) -> int:
        return self._running


searches = Searches()


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="counting")


def begin[T](work: Callable[[], T]) -> Future[T] | None:
    """Start the work on the other thread; None when this search has to do it by itself."""
    return _thread().submit(work) if searches.running <= 1 else None
