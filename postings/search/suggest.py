"""A way on from no hits: what to drop, or how much wider to look, each with the count it gives."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from math import inf
from urllib.parse import urlencode

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Searcher

from postings.extraction import skill_vocabulary
from postings.extraction.role import fold_title, load_roles
from postings.models import Place
from postings.search import tables
from postings.search.chips import LABELS, value_labels
from postings.search.compiling import compile_query
from postings.search.counting import Budget
from postings.search.engine import count
from postings.search.kept_counts import KeptCounts
from postings.search.means import affordable
from postings.search.query import RADII_KM, TYPED, SearchQuery
from postings.search.schema import ANYWHERE, words
from postings.search.text import as_text, parse
from postings.search.wording import is_misspelt
from postings.text import skill_key

MOST = 6
SECONDS_FOR_SUGGESTIONS = 0.12
"""Their own, and no part of those for counting: no hits are found quickly, and then they are the page."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    sentence: str
    count: int
    url: str


_DROPPABLE = (
    "q", "place", "workplace", "open_to", "pay_min", "pay_stated", "skill", "skill_not", "have", "role",
    "seniority", "employment", "language", "years_max", "years_min", "years_stated", "company", "posted",
)  # fmt: skip


def suggestions(searcher: Searcher, query: SearchQuery, kept: KeptCounts) -> tuple[Suggestion, ...]:
    """Wider radii first, nearest first, and phrases as mere words; then filters to drop, those that give most
    first, but what leaves nothing asked last. Only what finds some. What could not be counted in time is not
    offered.
    """
    budget = Budget(SECONDS_FOR_SUGGESTIONS)

    def suggested(sentence: str, wider: SearchQuery) -> Suggestion:
        if not budget.allows():
            return Suggestion(sentence, 0, wider.url)
        number = kept.total(
            wider,
            lambda: count(searcher, compile_query(wider, kept.now, searcher=searcher).combined()),
        )
        budget.lap()
        return Suggestion(sentence, number, wider.url)

    nearer: list[Suggestion] = []
    if _has_city(query):
        circles = (
            suggested(f"Look within {radius} km", query.replace(radius=radius))
            for radius in RADII_KM
            if radius > (query.radius or 0)
        )
        for one in circles:  # only where more are found than nearer
            if one.count > (nearer[-1].count if nearer else 0):
                nearer.append(one)
    if (in_any_order := _unquoted(query.q)) != query.q:
        wider, _ = affordable(searcher, query.replace(q=in_any_order))
        nearer.append(suggested("The same words, not side by side", wider))
    dropped = [
        suggested(f"Without the word “{word}”", query.replace(q=rest))
        for word, rest in _without_a_word(query.q)
    ]
    for name in _DROPPABLE:
        chosen = value_labels(query, name)
        if not chosen:
            continue
        if len(chosen) > 1 and (name == "skill_not" or (name == "skill" and query.skill_mode == "all")):
            dropped += [
                suggested(f"Without “{text}”", query.without(name, value)) for value, text in chosen[:4]
            ]
        elif len(chosen) > 1:
            dropped.append(suggested(f"Without the choice of {LABELS[name].lower()}", query.without(name)))
        else:
            text = f"{LABELS[name]}: {chosen[0][1]}" if name == "have" else chosen[0][1].replace('"', "")
            dropped.append(suggested(f"Without “{text}”", query.without(name)))
    if len(query.skill) > 1 and query.skill_mode == "all":
        dropped.append(suggested("Any of the skills instead of all", query.replace(skill_mode="any")))
    everything = SearchQuery().url  # nothing is asked any more: the last resort
    dropped.sort(key=lambda one: (one.url == everything, -one.count))
    found = [one for one in (*nearer, *dropped) if one.count]
    if not found:  # no one filter alone is in the way
        alone = [suggested(f"Only “{text}”", wider) for text, wider in _each_alone(query)]
        found = sorted((one for one in alone if one.count), key=lambda one: -one.count)
    if not found and query.is_filtered:
        found = [one for one in [suggested("All jobs", SearchQuery())] if one.count]
    return tuple(found[:MOST])


def _each_alone(query: SearchQuery) -> list[tuple[str, SearchQuery]]:
    """Each filter by itself, where there are several, by what it says."""
    asked = [(name, labels) for name in _DROPPABLE if (labels := value_labels(query, name))]
    if len(asked) < 2:
        return []
    found = []
    for name, labels in asked:
        rest = query
        for other, _ in asked:
            if other != name:
                rest = rest.without(other)
        found.append((" or ".join(text for _, text in labels[:2]), rest))
    return found


def _unquoted(text: str) -> str:
    """The text with the words of its wanted phrases for themselves."""
    groups = parse(text)
    if not any(one.is_phrase for group in groups if not group.negated for one in group.alternatives):
        return text
    return " ".join(
        group.alternatives[0].text if len(group.alternatives) == 1 and not group.negated else as_text([group])
        for group in groups
    )


MOST_WORDS = 6  # of a text, that are left out one at a time


def _without_a_word(text: str) -> list[tuple[str, str]]:
    """Each wanted word of a text of several, and the text without it."""
    pieces = text.split()
    if len(pieces) < 2 or '"' in text or "OR" in pieces:
        return []
    wanted = [number for number, piece in enumerate(pieces) if not piece.startswith("-")]
    if len(wanted) < 2:
        return []
    return [
        (pieces[number], " ".join([*pieces[:number], *pieces[number + 1 :]]))
        for number in wanted[:MOST_WORDS]
    ]


def _has_city(query: SearchQuery) -> bool:
    places = [tables.place_by_slug(slug) for slug in query.place]
    return any(place is not None and place.kind == Place.Kind.CITY for place in places)


FEW_HITS = 3  # at most so many call for a look at the spelling
SHORTEST_CORRECTED = 4  # letters
MOST_CORRECTED = 4  # words of one text
MANY_TIMES = 10  # as many postings have what is meant as have a word that is only rare


def did_you_mean(searcher: Searcher, query: SearchQuery, total: int, now: datetime) -> Suggestion | None:
    """The search with its misspelt words put right, when it finds more than the words as typed.

    A word is taken for misspelt when no posting has it. It becomes the nearest word of role and skill names
    that some posting has: one letter off or two changed about, two in a long word; else the word that it
    begins. So is one that very few postings have, when the nearest is in many times as many. Only the first
    few such words are looked at.
    """
    if not query.q or total > FEW_HITS:
        return None
    corrected = query.q
    typed = [
        word
        for group in parse(query.q)
        for alternative in group.alternatives
        for word in alternative.text.split()
    ]
    doubtful = {word: number for word in typed if (number := _number_of(searcher, word)) <= FEW_HITS}
    for word, number in itertools.islice(doubtful.items(), MOST_CORRECTED):
        better = _nearest(searcher, word)
        if better and (not number or _postings_with(searcher, better) >= MANY_TIMES * number):
            corrected = _exchanged(corrected, word, better)
    if corrected == query.q:
        return None
    wider, _ = affordable(searcher, query.replace(q=corrected))
    number = count(searcher, compile_query(wider, now, searcher=searcher).combined())
    return (
        Suggestion(f"Did you mean “{corrected}”?", number, f"{wider.url}&{urlencode({TYPED: query.q})}")
        if number > total
        else None
    )


def _exchanged(text: str, word: str, better: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: better, text)


def _is_name(word: str) -> bool:
    """Is it a skill or a role, not a misspelling of one?"""
    key = skill_key(word)
    skill = tables.skills().by_alias.get(key)
    named = skill is not None and not is_misspelt(key, skill.name)
    return named or fold_title(word) in tables.roles().by_spelling


def _number_of(searcher: Searcher, word: str) -> float:
    """How many postings have the word at most; no end of them for names, which are never misspelt."""
    if _is_name(word):
        return inf
    return max((searcher.doc_freq(ANYWHERE, token) for token in words(word)), default=0)


def _is_known(searcher: Searcher, word: str) -> bool:
    return _number_of(searcher, word) > 0


def _nearest(searcher: Searcher, word: str) -> str | None:
    near, begun = _like(word.lower())
    known = [(candidate, distance) for candidate, distance in near if _is_known(searcher, candidate)]
    if known:
        return min(known, key=lambda one: (one[1], -_postings_with(searcher, one[0])))[0]
    return max(begun, key=lambda word: (_postings_with(searcher, word), -len(word)), default=None)


@lru_cache(maxsize=2_000)
def _like(typed: str) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """Words that may be meant, with how many letters they are off, and words that begin so."""
    if len(typed) < SHORTEST_CORRECTED:
        return (), ()
    near = process.extract(
        typed, _spelling_words(), scorer=OSA.distance, score_cutoff=1 if len(typed) < 8 else 2, limit=5
    )
    begun = tuple(word for word in _spelling_words() if word.startswith(typed))
    return tuple((str(candidate), int(distance)) for candidate, distance, _ in near), begun


def _postings_with(searcher: Searcher, word: str) -> int:
    """About how many titles and skills have the word."""
    return sum(searcher.doc_freq(field, token) for token in words(word) for field in ("title", "skills"))


def read_spellings() -> None:
    """Read what the first misspelt word would wait for."""
    _spelling_words()


@cache
def _spelling_words() -> list[str]:
    """Words of the names of roles and skills, in small letters, without the misspelt ones among them."""
    names = [spelling for role in load_roles() for spelling in role.spellings]
    names += [
        alias.text.lower()
        for entry in skill_vocabulary.load().entries
        for alias in entry.aliases
        if not is_misspelt(alias.text, entry.name)
    ]
    return sorted({word for name in names for word in name.split() if len(word) >= SHORTEST_CORRECTED})
