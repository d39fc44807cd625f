"""A way on from no hits: what to drop, or how much wider to look, each with the count it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils import timezone
from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Searcher

from postings.extraction import skill_vocabulary
from postings.extraction.role import fold_title, load_roles
from postings.models import Company
from postings.search import index, tables
from postings.search.chips import value_labels
from postings.search.compiling import compile_query
from postings.search.engine import count
from postings.search.query import RADII_KM, SearchQuery
from postings.search.schema import TEXT_FIELDS, words
from postings.search.text import parse
from postings.text import company_key, skill_key

MOST = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    sentence: str
    count: int
    url: str


_DROPPABLE = (
    "q", "place", "workplace", "open_to", "pay_min", "pay_stated", "skill", "skill_not", "have", "role",
    "seniority", "employment", "language", "years_max", "years_min", "years_stated", "company", "posted",
)  # fmt: skip


def suggestions(searcher: Searcher, query: SearchQuery, now: datetime) -> tuple[Suggestion, ...]:
    """Wider radii first, nearest first; then filters to drop, those that give most first. Only what finds
    some."""

    def suggested(sentence: str, wider: SearchQuery) -> Suggestion:
        number = count(searcher, compile_query(wider, now).combined())
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


FEW_HITS = 3  # at most so many call for a look at the spelling
SHORTEST_CORRECTED = 4  # letters


def did_you_mean(searcher: Searcher, query: SearchQuery, total: int, now: datetime) -> Suggestion | None:
    """The search with its misspelt words put right, when it finds more than the words as typed.

    A word is taken for misspelt when no posting has it. It becomes the nearest word of role and skill names
    that some posting has: one letter off, or two in a long word.
    """
    if not query.q or total > FEW_HITS:
        return None
    corrected = query.q
    for group in parse(query.q):
        for alternative in group.alternatives:
            for word in alternative.text.split():
                if not _is_known(searcher, word) and (better := _nearest(searcher, word)):
                    corrected = corrected.replace(word, better)
    if corrected == query.q:
        return None
    wider = query.replace(q=corrected)
    number = count(searcher, compile_query(wider, now).combined())
    return Suggestion(f"Did you mean “{corrected}”?", number, wider.url) if number > total else None


def _is_known(searcher: Searcher, word: str) -> bool:
    if skill_key(word) in tables.skills().by_alias or fold_title(word) in tables.roles().by_spelling:
        return True
    tokens = words(word)
    return any(searcher.doc_freq(field, token) for token in tokens for field in TEXT_FIELDS)


def _nearest(searcher: Searcher, word: str) -> str | None:
    typed = word.lower()
    if len(typed) < SHORTEST_CORRECTED:
        return None
    near = process.extract(
        typed, _spelling_words(), scorer=OSA.distance, score_cutoff=1 if len(typed) < 8 else 2, limit=5
    )
    for candidate, _, _ in near:
        if _is_known(searcher, candidate):
            return str(candidate)
    return None


@cache
def _spelling_words() -> list[str]:
    """Words of the names of roles and skills, in small letters."""
    names = [spelling for role in load_roles() for spelling in role.spellings]
    names += [alias.text.lower() for entry in skill_vocabulary.load().entries for alias in entry.aliases]
    return sorted({word for name in names for word in name.split() if len(word) >= SHORTEST_CORRECTED})


@dataclass(frozen=True, slots=True)
class Completion:
    """What one may be typing. ``kind``: title, skill, company or place; ``url`` is the search it makes,
    relative."""

    kind: str
    label: str
    count: int  # live postings
    url: str


def complete(typed: str, *, limit: int = 8) -> tuple[Completion, ...]:
    """Roles, skills, companies and places that begin with what was typed and have live postings, most first.

    Fewer than two letters complete nothing. Raises ``SearchUnavailable``.
    """
    start = " ".join(typed.replace("\0", " ").split())[:60]
    if len(start) < 2:
        return ()
    view, now = index.view(), timezone.now()
    folded = start.casefold()
    found: list[Completion] = []

    def add(kind: str, label: str, query: SearchQuery) -> None:
        number = count(view.searcher, compile_query(query, now).combined())
        if number:
            found.append(Completion(kind, label, number, query.url))

    roles = {
        role.id: role for spelling, role in tables.roles().by_spelling.items() if spelling.startswith(folded)
    }
    for role in list(roles.values())[:CANDIDATES]:
        add("title", role.name, SearchQuery(role=(role.slug,)))
    key = skill_key(start)
    skills = {skill.id: skill for alias, skill in tables.skills().by_alias.items() if alias.startswith(key)}
    for skill in sorted(skills.values(), key=lambda skill: (len(skill.name), skill.name))[:CANDIDATES]:
        add("skill", skill.name, SearchQuery(skill=(skill.slug,)))
    for company in Company.objects.filter(key__startswith=company_key(start)).order_by("key")[:CANDIDATES]:
        add("company", company.name, SearchQuery(company=(company.slug,)))
    for place in tables.places().beginning(start, CANDIDATES):
        add("place", place.full_name, SearchQuery(place=(place.slug,)))
    return tuple(sorted(found, key=lambda one: (-one.count, one.label))[:limit])


CANDIDATES = 6  # of each kind
