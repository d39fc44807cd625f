"""Completion while typing: roles, skills, companies and places, each with what choosing it would find."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from tantivy import Occur, Query, Searcher

from postings.extraction.role import fold_title
from postings.models import Company
from postings.search import index, names, tables
from postings.search.compiling import compile_query, one_of
from postings.search.counting import ALL
from postings.search.query import SearchQuery
from postings.text import company_key, fold, skill_key

SHORTEST = 2  # letters that complete anything
LONGEST = 60
MOST_CANDIDATES = 400  # of a kind, of those that any posting has: are counted
MOST_COMPANIES = 2_000  # names that begin so: are looked at


@dataclass(frozen=True, slots=True)
class Completion:
    """What one may be typing. ``kind``: title, skill, company or place; ``url`` is the search with it,
    relative."""

    kind: str
    label: str
    count: int  # live postings that the choice finds, by the other filters of the search
    url: str


@dataclass(frozen=True, slots=True)
class _Kind:
    parameter: str
    column: str
    candidates: Callable[[str], dict[int, tuple[str, str]]]  # id: (value, label), for what was typed


def complete(
    typed: str, *, so_far: SearchQuery | None = None, kind: str = "", limit: int = 8
) -> tuple[Completion, ...]:
    """What begins with the typed text and is found by the other filters of the search so far, most first;
    ``kind`` keeps to one kind.

    Fewer than two letters complete nothing. Raises ``SearchUnavailable``.
    """
    start = " ".join(typed.replace("\0", " ").split())[:LONGEST]
    if len(start) < SHORTEST:
        return ()
    query = (so_far or SearchQuery()).without("q")
    view, now = index.view(), timezone.now()
    found: list[Completion] = []
    with index.answering():
        for name, of_kind in KINDS.items():
            if kind in ("", name):
                found += _of_kind(view.searcher, name, of_kind, start, query, now)
    return tuple(sorted(found, key=lambda one: (-one.count, one.label, one.kind))[:limit])


def _of_kind(
    searcher: Searcher, name: str, kind: _Kind, start: str, query: SearchQuery, now: datetime
) -> Iterable[Completion]:
    known = kind.candidates(start)
    had = {id_: number for id_ in known if (number := searcher.doc_freq(kind.column, id_))}
    ids = sorted(had, key=lambda id_: (-had[id_], id_))[:MOST_CANDIDATES]
    if not ids:
        return
    own = {kind.parameter} if kind.parameter != "skill" or query.skill_mode == "any" else set[str]()
    base = compile_query(query, now, searcher=searcher).combined(without=own)
    narrowed = Query.boolean_query([(Occur.Must, base), (Occur.Must, one_of(kind.column, ids))])
    request: dict[str, Any] = {"terms": {"field": kind.column, "size": ALL, "segment_size": ALL}}
    buckets = searcher.aggregate(narrowed, {"them": request})["them"]["buckets"]
    counts = {int(bucket["key"]): bucket["doc_count"] for bucket in buckets}
    chosen = getattr(query, kind.parameter)
    for id_ in ids:
        value, label = known[id_]
        if counts.get(id_) and value not in chosen:
            changes: dict[str, Any] = {kind.parameter: (*chosen, value)}
            if kind.parameter == "place":
                changes["radius"] = None
            url = query.replace(**changes).url
            yield Completion(name, label, counts[id_], url)


def _roles(start: str) -> dict[int, tuple[str, str]]:
    folded = fold_title(start)
    return {
        role.id: (role.slug, role.name)
        for spelling, role in tables.roles().by_spelling.items()
        if folded and (spelling.startswith(folded) or f" {folded}" in spelling)
    }


def _skills(start: str) -> dict[int, tuple[str, str]]:
    key = skill_key(start)
    return {
        skill.id: (skill.slug, skill.name)
        for alias, skill in tables.skills().by_alias.items()
        if alias.startswith(key)
    }


def _companies(start: str) -> dict[int, tuple[str, str]]:
    rows = Company.objects.filter(key__startswith=company_key(start)).order_by("key")
    return {id_: (slug, name) for id_, slug, name in rows.values_list("id", "slug", "name")[:MOST_COMPANIES]}


def _places(start: str) -> dict[int, tuple[str, str]]:
    found = tables.places().beginning(fold(start))
    if (named := names.place_named(start)) is not None:  # by another name: "NYC", "Muenchen"
        found = [named, *found]
    return {place.id: (place.slug, names.name_to_type(place)) for place in found}


KINDS = {
    "title": _Kind("role", "role", _roles),
    "skill": _Kind("skill", "skill", _skills),
    "company": _Kind("company", "company", _companies),
    "place": _Kind("place", "place", _places),
}
