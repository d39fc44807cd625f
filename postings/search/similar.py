"""Postings like one that is being read."""

from __future__ import annotations

from tantivy import Occur, Query

from postings.models import Posting
from postings.search import engine, index, tables
from postings.search.compiling import compile_query
from postings.search.query import SearchQuery
from postings.search.schema import schema, words
from postings.search.text import field_query

SKILL_WORTH = 2.0
TITLE_WORTH = 3.0
PLACE_WORTH = 1.0


def similar(posting: Posting, limit: int = 5) -> list[Posting]:
    """Live postings that share required skills and words of the title, the most alike first; never itself.

    Shared rare skills and words weigh more than common ones; the same country or city breaks near ties.
    Raises ``SearchUnavailable`` when there is no index to read.
    """
    view = index.view()
    alike: list[tuple[Occur, Query]] = [
        (Occur.Should, Query.boost_query(field_query("title", [token]), TITLE_WORTH))
        for token in dict.fromkeys(words(posting.title))
    ]
    alike += [
        (Occur.Should, Query.boost_query(Query.term_query(schema(), "required", skill.pk), SKILL_WORTH))
        for skill in posting.required_skills
    ]
    if not alike:
        return []
    places = tables.places_by_id(row.place_id for row in posting.places.all()).values()
    near = [
        (Occur.Should, Query.const_score_query(Query.term_query(schema(), "place", id_), PLACE_WORTH))
        for id_ in {id_ for place in places for id_ in place.lineage}
    ]
    from django.utils import timezone

    live = compile_query(SearchQuery(), timezone.now()).combined(scoring=True)
    query = Query.boolean_query(
        [
            (Occur.Must, Query.boolean_query(alike)),
            *near,
            (Occur.Must, Query.const_score_query(live, 0.0)),
            (Occur.MustNot, Query.term_query(schema(), "id", posting.pk)),
        ]
    )
    hits = view.searcher.search(query, limit=limit, count=False, weight_by_field="freshness").hits
    ids = engine.ids(view.searcher, hits)
    found = Posting.objects.live().for_display().in_bulk(ids)
    return [found[id_] for id_ in ids if id_ in found]
