"""All values of a facet, for a page of its own: the search page has room for the largest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from postings.models import Company
from postings.search import index, tables
from postings.search.compiling import compile_query
from postings.search.counting import ALL
from postings.search.engine import count
from postings.search.facets import Option
from postings.search.means import affordable
from postings.search.names import place_named
from postings.search.query import SearchQuery
from postings.text import fold

MOST_SHOWN = 200
LONGEST_FOUND = 60  # characters of what is looked for
COLUMNS = {"skill": "skill", "company": "company", "role": "role", "place": "place"}
LABELS = {"skill": "Required skills", "company": "Companies", "role": "Roles", "place": "Places"}


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of a facet that the search finds, most first; those that are chosen before all."""

    name: str
    label: str
    options: tuple[Option, ...]  # at most MOST_SHOWN
    number: int  # of values there are
    postings: int  # that the other filters find
    find: str  # only values with this text in their name
    ignored: tuple[str, ...] = ()  # sentences on words that cost too much to be looked for

    @property
    def is_cut(self) -> bool:
        return self.number > len(self.options)


def choices(query: SearchQuery, name: str, find: str = "") -> Choices:
    """``name`` is one of ``COLUMNS``. Counts ignore the facet's own selection, but for skills that are all
    wanted. Raises ``SearchUnavailable``."""
    find = " ".join(find.replace("\0", " ").split())[:LONGEST_FOUND]
    own = {name} if name != "skill" or query.skill_mode == "any" else set[str]()
    view = index.view()
    query, ignored = affordable(view.searcher, query)
    base = compile_query(query, timezone.now(), searcher=view.searcher).combined(without=own)
    request = {"terms": {"field": COLUMNS[name], "size": ALL, "segment_size": ALL}}
    with index.answering():
        buckets: list[dict[str, Any]] = view.searcher.aggregate(base, {name: request})[name]["buckets"]
        postings = count(view.searcher, base)
    counts = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets if int(bucket["key"])}
    chosen = set(getattr(query, name))
    named = _named(name, counts, find)
    address = query.adding(name)
    options = [
        Option(value, label, counts.get(id_, 0), value in chosen, address(value))
        for id_, (value, label) in named.items()
    ]
    options.sort(key=lambda option: (not option.selected, -option.count, option.label.casefold()))
    number = len(named) if find or name != "company" else len(counts)
    return Choices(name, LABELS[name], tuple(options[:MOST_SHOWN]), number, postings, find, ignored)


def _named(name: str, counts: dict[int, int], find: str) -> dict[int, tuple[str, str]]:
    """(value, label) by id, of the values whose name has the text."""
    wanted = fold(find)
    if name == "company":
        return _companies(counts, find)
    rows: Iterable[tuple[int, str, str]]
    also = 0
    if name == "skill":
        rows = [(row.id, row.slug, row.name) for row in tables.skills_by_id(counts).values()]
        if (skill := tables.skills().by_alias.get(wanted)) is not None:
            also = skill.id
    elif name == "role":
        known = tables.roles().by_id
        rows = [(id_, known[id_].slug, known[id_].name) for id_ in counts if id_ in known]
        if (role := tables.roles().by_spelling.get(wanted)) is not None:
            also = role.id
    else:
        places = tables.places_by_id(counts).values()
        namesakes = Counter(row.full_name for row in places)  # Singapore is a country and its city
        rows = [
            (row.id, row.slug, row.full_name + (f" ({row.kind})" if namesakes[row.full_name] > 1 else ""))
            for row in places
        ]
        if find and (place := place_named(find)) is not None:
            also = place.id
    return {id_: (slug, label) for id_, slug, label in rows if id_ == also or wanted in fold(label)}


def _companies(counts: dict[int, int], find: str) -> dict[int, tuple[str, str]]:
    if find:
        rows = Company.objects.filter(name__icontains=find).values_list("id", "slug", "name")
        return {id_: (slug, name) for id_, slug, name in rows if id_ in counts}
    largest = sorted(counts, key=lambda id_: (-counts[id_], id_))[:MOST_SHOWN]
    return {id_: (one.slug, one.name) for id_, one in tables.companies_by_id(largest).items()}
