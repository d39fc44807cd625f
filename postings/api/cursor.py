"""The opaque word that tells where a list goes on: a position, signed, and valid for its own search only."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from django.core import signing

from postings.search.document import microseconds
from postings.search.query import SearchQuery
from postings.search.scroll import Position

SALT = "postings.api.cursor"
LONGEST = 400  # characters


class CursorError(Exception):
    """It cannot be used; the message says why in the client's words."""


def _search(query: SearchQuery) -> str:
    canonical = f"{query.order} {query.replace(sort='').urlencode()}"
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def write(query: SearchQuery, position: Position) -> str:
    """The position as a word for an address."""
    until = microseconds(position.until)
    parts = [_search(query), until, position.number, position.last, position.tier, position.key]
    return signing.dumps(parts, salt=SALT)


def read(query: SearchQuery, word: str) -> Position:
    """The position that ``write`` gave for the same search. Raises ``CursorError``."""
    try:
        search, until, number, last, tier, key = signing.loads(word[:LONGEST], salt=SALT)
    except signing.BadSignature as error:
        raise CursorError(
            "This cursor is damaged. Take it from `links.next` as it is, or leave it out to begin anew."
        ) from error
    if search != _search(query):
        raise CursorError(
            "This cursor belongs to another search. Follow `links.next`, or leave it out to begin anew."
        )
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=until)
    return Position(until=moment, number=number, last=last, tier=tier, key=key)
