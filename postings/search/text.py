"""The language of the search box: words, "phrases", -not, OR.

All words are wanted; ``OR`` between two words or phrases wants either; a minus in front wants none. Nothing
that can be typed is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tantivy import Occur, Query

from postings.search.schema import (
    ANYWHERE,
    TEXT_FIELDS,
    WHOLE_TITLE,
    schema,
    spell_signs,
    whole_title,
    words,
)
from postings.search.wording import Meanings, meanings, role_words
from postings.text import fold

MOST_GROUPS = 16  # words or phrases that count; the rest of a longer text is dropped
MOST_ALTERNATIVES = (
    8  # of one group: what OR joins is found together, and each costs a pass over its postings
)

# What a word is worth by where it stands.
BOOSTS = {"title": 6.0, "skills": 3.0, "company_name": 2.0, "description": 1.0}
BEST_TIE_BREAKER = 0.1
TIE_BREAKER = 0.2  # share that the other fields add to the best one

WHOLE_TITLE_BOOST = 6.0  # the title is what was typed
TOGETHER_BOOST = 3.0  # the title has the words next to each other
LONGEST_NAME = 4  # words
SHORTEST_BEGINNING = 2  # letters of a word that is only begun

_PIECE = re.compile(r'(?P<minus>-)?"(?P<phrase>[^"]*)"?|(?P<word>\S+)')


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word as typed, or the words of a phrase."""

    text: str
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """At least one of the alternatives is wanted, or none of them."""

    alternatives: tuple[Alternative, ...]
    negated: bool = False


def parse(text: str) -> tuple[Group, ...]:
    """
    >>> [(g.negated, [a.text for a in g.alternatives]) for g in parse('"site lead" C++ OR rust -intern')]
    [(False, ['site lead']), (False, ['C++', 'rust']), (True, ['intern'])]
    """
    groups: list[Group] = []
    joining = False
    for match in _PIECE.finditer(text):
        word = match["word"]
        if word == "OR":
            joining = bool(groups)
            continue
        negated = bool(match["minus"])
        if word is not None:
            negated = len(word) > 1 and word[0] == "-"
            alternative = Alternative(word[1:] if negated else word)
        else:
            alternative = Alternative(match["phrase"], is_phrase=True)
        if not words(alternative.text):
            continue
        if joining and not negated and not groups[-1].negated:
            joined = (*groups[-1].alternatives, alternative)
            groups[-1] = Group(joined[:MOST_ALTERNATIVES])
        else:
            groups.append(Group((alternative,), negated))
        joining = False
    return tuple(groups[:MOST_GROUPS])


def as_text(groups: Iterable[Group]) -> str:
    """What reads as the groups.

    >>> as_text(parse('"site lead"  C++ OR "rust -intern'))
    '"site lead" C++ OR "rust -intern"'
    """
    return " ".join(
        " OR ".join(
            ("-" if group.negated else "") + (f'"{one.text}"' if one.is_phrase else one.text)
            for one in group.alternatives
        )
        for group in groups
    )


def field_query(field: str, tokens: list[str]) -> Query:
    """The tokens next to each other in the field."""
    if len(tokens) == 1:
        return Query.term_query(schema(), field, tokens[0])
    return Query.phrase_query(schema(), field, list(tokens))


def any_field(tokens: list[str], scored: bool = True) -> Query:
    """The tokens next to each other in any text field, worth most in the title."""
    if not scored and len(tokens) == 1:
        return Query.term_query(schema(), ANYWHERE, tokens[0])
    return Query.disjunction_max_query(
        [Query.boost_query(field_query(field, tokens), BOOSTS[field]) for field in TEXT_FIELDS], TIE_BREAKER
    )


def either(queries: Iterable[Query]) -> Query:
    queries = list(queries)
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def text_query(text: str, *, unfinished: bool = False, scored: bool = True) -> Query | None:
    """None when the text has no word to look for. ``unfinished``: its last word may only be begun. What is
    not to be scored finds the same postings in less time."""
    groups = parse(text)
    if not groups:
        return None
    clauses: list[tuple[Occur, Query]] = []
    last = groups[-1]
    if unfinished and _may_be_begun(last):
        begun = last.alternatives[-1].text
        clauses.append((Occur.Must, best_of([any_field(words(begun), scored), *_beginning(begun)])))
        groups = groups[:-1]
    for group, run, found in readings(groups):
        if found:
            each = [
                _word(word, alone=False, scored=scored) if len(run) > 1 else any_field(words(word), scored)
                for word in run
            ]
            typed = Query.boolean_query([(Occur.Must, one) for one in each])
            clauses.append((Occur.Must, best_of([typed, *_clauses_of(found, scored)])))
        elif group.negated:  # what is unwanted is only what was typed
            unwanted = either(any_field(words(one.text), scored=False) for one in group.alternatives)
            clauses.append((Occur.MustNot, unwanted))
        else:
            wanted = [_alternative(one, others=len(groups) > 1, scored=scored) for one in group.alternatives]
            clauses.append((Occur.Must, best_of(wanted)))
    if all(group.negated for group in groups) and not any(occur == Occur.Must for occur, _ in clauses):
        clauses.append((Occur.Must, Query.all_query()))
    elif scored:
        clauses += [(Occur.Should, one) for one in _as_title(groups)]
    return Query.boolean_query(clauses)


def _may_be_begun(last: Group) -> bool:
    return not last.negated and not last.alternatives[-1].is_phrase


def readings(groups: tuple[Group, ...]) -> Iterator[tuple[Group, list[str], Meanings]]:
    """Each group, with the words of it and of those after it that mean something else together, and what
    they mean; these are then taken. Nothing is meant by phrases, alternatives and what is unwanted."""
    position = 0
    while position < len(groups):
        found, length = _meant(run := _plain_run(groups, position), others=len(groups) > 1)
        yield groups[position], run[:length], found
        position += max(1, length)


def _plain_run(groups: tuple[Group, ...], start: int) -> list[str]:
    """Up to ``LONGEST_NAME`` words from there on that are neither phrases nor alternatives nor unwanted."""
    run = []
    for group in groups[start : start + LONGEST_NAME]:
        if group.negated or len(group.alternatives) > 1 or group.alternatives[0].is_phrase:
            break
        run.append(group.alternatives[0].text)
    return run


def _meant(run: list[str], *, others: bool) -> tuple[Meanings, int]:
    """What else the first words of the run are called, and how many words that takes: the longest name
    wins."""
    for length in range(len(run), 0, -1):
        if found := meanings(run[:length], alone=not others):
            return found, length
    return Meanings(), 0


def _alternative(one: Alternative, *, others: bool, scored: bool) -> Query:
    if one.is_phrase:
        return any_field(words(one.text), scored)
    return _word(one.text, alone=not others, scored=scored)


def _word(word: str, *, alone: bool, scored: bool) -> Query:
    return best_of([any_field(words(word), scored), *_clauses_of(meanings([word], alone=alone), scored)])


def _beginning(word: str) -> list[Query]:
    """Titles, skills and companies with a word that begins so."""
    tokens = re.findall(r"\w+", fold(spell_signs(word)))
    if not tokens or len(tokens[-1]) < SHORTEST_BEGINNING:
        return []
    begun = {one for known in role_words() if known.startswith(tokens[-1]) for one in words(known)}
    fields = [(field, BOOSTS[field]) for field in ("title", "skills", "company_name")]
    found = [
        Query.boost_query(Query.regex_query(schema(), field, f"{tokens[-1]}.*"), boost)
        for field, boost in fields
    ]
    if begun:  # "nursi": the index has stems
        found.append(
            Query.boost_query(Query.term_set_query(schema(), "title", sorted(begun)), BOOSTS["title"])
        )
    return found


def best_of(queries: list[Query]) -> Query:
    """Any of them; the score is that of the best, and a little for the others."""
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries, BEST_TIE_BREAKER)


def _clauses_of(found: Meanings, scored: bool) -> list[Query]:
    clauses = [Query.boost_query(any_field(list(phrase), scored), worth) for phrase, worth in found.phrases]
    clauses += [
        Query.boost_query(field_query("title", list(phrase)), worth * BOOSTS["title"])
        for phrase, worth in found.titles
    ]
    clauses += [
        Query.boost_query(field_query(field, list(phrase)), BOOSTS[field])
        for phrase in found.skills
        for field in ("title", "skills")
    ]
    return [*clauses, *found.clauses]


def _as_title(groups: tuple[Group, ...]) -> list[Query]:
    """What lifts titles that are the very words, or have them together."""
    wanted = [
        group.alternatives[0].text for group in groups if not group.negated and len(group.alternatives) == 1
    ]
    tokens = words(" ".join(wanted))
    if not tokens:
        return []
    whole = Query.term_query(schema(), WHOLE_TITLE, whole_title(" ".join(wanted)))
    found = [Query.boost_query(whole, WHOLE_TITLE_BOOST)]
    if len(tokens) > 1:
        found.append(
            Query.boost_query(Query.phrase_query(schema(), "title", list(tokens), 1), TOGETHER_BOOST)
        )
    return found
