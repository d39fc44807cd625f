"""Pages of search as they were sent last, for the same question asked again.

The search page shows nothing of who asks, so its bytes can be kept, compressed as well, in bounded memory.
They are fresh for the index's generation and a minute, like the results they show. A page that is no longer
fresh stays until another takes its room, for the time when no newer one can be made.
"""

from __future__ import annotations

import gzip
import re
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from postings.search import SearchUnavailable, index

MOST_BYTES = 8_000_000  # in each process: hundreds of pages
LONGEST_ADDRESS = 1_000  # characters of the parameters of a page that is kept
COMPRESSION = 5  # of 9
_ACCEPTS_GZIP = re.compile(r"\bgzip\b")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as nearly everybody takes it, compressed to a sixth, and its headers."""

    headers: dict[str, str]
    compressed: bytes
    fresh: Hashable  # ``freshness`` when it was made

    @classmethod
    def of(cls, response: HttpResponse, fresh: Hashable) -> Kept:
        """Nothing in it is secret, so its compressed length may be told."""
        return cls(dict(response.headers), gzip.compress(response.content, COMPRESSION, mtime=0), fresh)

    def __len__(self) -> int:
        return len(self.compressed)

    def response(self, request: HttpRequest) -> HttpResponse:
        """The page in the encoding that the request accepts."""
        response = HttpResponse(headers=self.headers)
        if _ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
            response.content = self.compressed
            response.headers["Content-Encoding"] = "gzip"
        else:
            response.content = gzip.decompress(self.compressed)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


class KeptPages:
    """Those asked for last. Thread-safe."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def put(self, key: Hashable, kept: Kept) -> None:
        with self._lock:
            if (before := self._kept.pop(key, None)) is not None:
                self._bytes -= len(before)
            self._kept[key] = kept
            self._bytes += len(kept)
            while self._bytes > self._most and self._kept:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone)


def key_of(request: HttpRequest) -> Hashable | None:
    """Everything of the request that the page depends on; None when it is not to be kept."""
    address = request.META.get("QUERY_STRING", "")
    if len(address) > LONGEST_ADDRESS:
        return None
    return (
        address,
        request.scheme,
        request.get_host(),
        request.headers.get("HX-Request-Type"),
        request.headers.get("HX-Source"),
    )


def freshness() -> Hashable | None:
    """What a page depends on besides the request, for a minute at most. None without an index."""
    try:
        generation = index.view().generation
    except SearchUnavailable:
        return None
    behind = index.seconds_since_followed()
    return generation, behind is None or behind > index.STALE_AFTER_SECONDS, int(time.time() // 60)


pages = KeptPages()
