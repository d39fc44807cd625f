"""A way on from no hits: what to drop, or how much wider to look, each with the count it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tantivy import Searcher

from postings.search.chips import value_labels
from postings.search.compiling import compile_query
from postings.search.query import RADII_KM, SearchQuery

MOST = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    sentence: str
    count: int
    url: str


_DROPPABLE = (
    "q", "place", "workplace", "open_to", "pay_min", "pay_stated", "skill", "skill_not", "have", "role", "seniority",
    "employment", "company", "posted",
)  # fmt: skip


def suggestions(searcher: Searcher, query: SearchQuery, now: datetime) -> tuple[Suggestion, ...]:
    """Wider radii first, nearest first; then filters to drop, those that give most first. Only what finds some."""

    def suggested(sentence: str, wider: SearchQuery) -> Suggestion:
        number = searcher.search(compile_query(wider, now).combined(), limit=1).count
        return Suggestion(sentence, number, wider.url)

    nearer = [
        suggested(f"Look within {radius} km", query.replace(radius=radius))
        for radius in RADII_KM
        if query.radius and radius > query.radius
    ]
    dropped = []
    for name in _DROPPABLE:
        chosen = value_labels(query, name)
        if not chosen:
            continue
        if len(chosen) > 1 and (name == "skill_not" or (name == "skill" and query.skill_mode == "all")):
            dropped += [
                suggested(f"Without “{text}”", query.without(name, value)) for value, text in chosen[:4]
            ]
        elif len(chosen) > 1:
            dropped.append(suggested(f"Without the choice of {name.replace('_', ' ')}", query.without(name)))
        else:
            dropped.append(suggested(f"Without “{chosen[0][1]}”", query.without(name)))
    if len(query.skill) > 1 and query.skill_mode == "all":
        dropped.append(suggested("Any of the skills instead of all", query.replace(skill_mode="any")))
    dropped.sort(key=lambda one: -one.count)
    found = [one for one in (*nearer, *dropped) if one.count]
    if not found and query.is_filtered:
        found = [one for one in [suggested("All jobs", SearchQuery())] if one.count]
    return tuple(found[:MOST])
