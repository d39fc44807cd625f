"""Postings like one that is being read."""

from __future__ import annotations

from tantivy import Occur, Query

from postings.models import Posting
from postings.search import engine, index, tables
from postings.search.compiling import compile_query, one_of
from postings.search.query import SearchQuery
from postings.search.schema import NO_ROLE, schema, words
from postings.search.text import field_query

SKILL_WORTH = 2.0
TITLE_WORTH = 3.0
PLACE_WORTH = 1.0
ROLE_WORTH = 6.0
SKILLS_OF_KIN = 2  # required skills that make jobs of different kinds kin
# Words of titles that say nothing of the work; single letters stand in "(m/w/d)".
_EMPTY = frozenset("a an and at d de f for h in m of or the to w with x".split())


def similar(posting: Posting, limit: int = 5) -> list[Posting]:
    """Live postings that share the role, required skills or words of the title, the most alike first; never
    itself.

    They are of the same kind of work: of a role of the same family, of no known role, or with at least two
    of the required skills. A nurse at night and a packer at night are not alike. Shared rare skills and
    words weigh more than common ones; the same country or city breaks near ties.
    Raises ``SearchUnavailable`` when there is no index to read.
    """
    view = index.view()
    alike: list[tuple[Occur, Query]] = [
        (Occur.Should, Query.boost_query(field_query("title", [token]), TITLE_WORTH))
        for token in dict.fromkeys(words(posting.title))
        if token not in _EMPTY
    ]
    skills = [Query.term_query(schema(), "required", skill.pk) for skill in posting.required_skills]
    alike += [(Occur.Should, Query.boost_query(term, SKILL_WORTH)) for term in skills]
    kin: list[tuple[Occur, Query]] = []
    role = tables.roles().by_id.get(posting.role_id) if posting.role_id else None
    if role is not None:
        same = Query.term_query(schema(), "role", role.id)
        alike.append((Occur.Should, Query.const_score_query(same, ROLE_WORTH)))
        family = [NO_ROLE, *(other.id for other in tables.roles().by_family[role.family])]
        kinds = [(Occur.Should, one_of("role", family))]
        if len(skills) >= SKILLS_OF_KIN:
            several = Query.boolean_query(
                [(Occur.Should, term) for term in skills], minimum_number_should_match=SKILLS_OF_KIN
            )
            kinds.append((Occur.Should, several))
        kin = [(Occur.Must, Query.const_score_query(Query.boolean_query(kinds), 0.0))]
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
            *kin,
            *near,
            (Occur.Must, Query.const_score_query(live, 0.0)),
            (Occur.MustNot, Query.term_query(schema(), "id", posting.pk)),
        ]
    )
    hits = view.searcher.search(query, limit=limit, count=False, weight_by_field="freshness").hits
    ids = engine.ids(view.searcher, hits)
    found = Posting.objects.live().for_display().in_bulk(ids)
    return [found[id_] for id_ in ids if id_ in found]
