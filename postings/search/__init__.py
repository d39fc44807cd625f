"""Search: this machine's index of postings, kept in step with the database, and the pages made from it."""

from __future__ import annotations

import logging

logger = logging.getLogger(__name__)


class SearchUnavailable(Exception):  # noqa: N818 - a state of the service, not a mistake
    """There is no index that can be read; the message says what a caretaker can do."""


def warm_up() -> bool:
    """Read what the first search of this process would wait for: names, rates, the index, one page.

    Never raises: without a database or an index the process starts all the same, and its first searches take
    longer. Returns whether all of it was read.
    """
    from django.db import connection

    from postings.search import tables
    from postings.search.page import search
    from postings.search.query import SearchQuery
    from postings.search.suggest import read_spellings

    try:
        tables.warm()
        search(SearchQuery())
        search(SearchQuery(q="engineer leeds"))  # synonyms and names of places as well
        read_spellings()
    except Exception as error:  # whatever it is, requests will tell it
        logger.warning("The search is not warmed up: %s", error)
        return False
    finally:
        connection.close()
    return True
