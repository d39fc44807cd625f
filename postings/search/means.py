"""What a search may cost: its words, told by how many postings the engine has to visit for them.

A pass of the engine over the hits cannot be interrupted, so it has to be known before how much it can take.
The index tells how many postings have a word, and a pass visits no more of them for it:

* a word costs one for each posting that has it, in each field that is looked at;
* a phrase costs ``PHRASE`` for each posting that has the rarest of its words: where each word stands is read;
* the skills that a seeker has cost ``HAD`` for each posting that requires one of them: that is counted first,
  and the words get what is left, at least a quarter;
* what lifts titles that have the words together is one phrase more over the titles, which is not counted;
* ``OR``, and what the words mean besides (synonyms, aliases), add up; a filter beside them saves work, and
  is not counted on.

A page makes these passes: one to order the hits of each tier that it shows (see ``compiling.py``), one that
tells the sizes of the tiers where these are many, one that counts the facets, one for the selected values of
a facet that are none of its largest, one while typing; with no hits, one for another spelling. All else is
made only while there is time for it (``counting.Budget``). So what is estimated for one search is at most
``MOST``, and the words that are beyond are left out, the costliest first, and said: so many postings have
them that they tell little. One unit took 3 to 9 ns a pass at a million postings on the machine that README.md
names, so a pass takes about 75 ms at most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tantivy import Searcher

from postings.search.compiling import had_values
from postings.search.query import SearchQuery
from postings.search.schema import REQUIRED_OF, TEXT_FIELDS, words
from postings.search.text import Alternative, Group, as_text, parse, readings
from postings.search.wording import Meanings, meanings

PHRASE = 12
HAD = 4
MOST = 8_000_000
TOLD = 3  # pieces that are named when they are left out

Frequency = Callable[[str, str], int]  # of a word's stem in a field: postings that have it


@dataclass(frozen=True, slots=True)
class _Piece:
    group: int
    alternative: int
    work: int


def affordable(searcher: Searcher, query: SearchQuery) -> tuple[SearchQuery, tuple[str, ...]]:
    """The search without the words that cost too much, and a sentence on them when there are any."""
    if not query.q:
        return query, ()
    taken = _had(searcher, query) if query.have else 0
    text, dropped = within(query.q, searcher.doc_freq, max(MOST - taken, MOST // 4))
    if not dropped:
        return query, ()
    named = ", ".join(one if '"' in one else f"“{one}”" for one in dropped[:TOLD])
    more = f" and {len(dropped) - TOLD} more" if len(dropped) > TOLD else ""
    sentence = (
        f"Not looked for: {named}{more}. So many postings have these words that it would take too long."
    )
    return query.replace(q=text, page=query.page), (sentence,)


def _had(searcher: Searcher, query: SearchQuery) -> int:
    return HAD * sum(searcher.doc_freq(REQUIRED_OF, value) for value in had_values(query))


def within(text: str, frequency: Frequency, most: int) -> tuple[str, tuple[str, ...]]:
    """The text with so much left out that it costs at most ``most``, and what is left out."""
    groups = parse(text)
    pieces = _pieces(groups, frequency)
    total = sum(piece.work for piece in pieces)
    if total <= most:
        return text, ()
    gone: set[tuple[int, int]] = set()
    for piece in sorted(pieces, key=lambda piece: -piece.work):
        if total <= most:
            break
        total -= piece.work
        gone.add((piece.group, piece.alternative))
    kept, dropped = [], []
    for number, group in enumerate(groups):
        left = []
        for place, one in enumerate(group.alternatives):
            if (number, place) in gone:
                dropped.append(as_text([Group((one,), group.negated)]))
            else:
                left.append(one)
        if left:
            kept.append(replace(group, alternatives=tuple(left)))
    return as_text(kept), tuple(dict.fromkeys(dropped))


def work(text: str, frequency: Frequency) -> int:
    """What a pass for the text costs at most."""
    return sum(piece.work for piece in _pieces(parse(text), frequency))


def _pieces(groups: tuple[Group, ...], frequency: Frequency) -> list[_Piece]:
    found = []
    position = 0
    for group, run, meant in readings(groups):
        if meant:
            # What the words mean together is there for the last of them.
            for place, word in enumerate(run):
                also = meanings([word], alone=False) if len(run) > 1 else Meanings()
                cost = _any_field(words(word), frequency) + _meaning(also, frequency)
                cost += _meaning(meant, frequency) if place == len(run) - 1 else 0
                found.append(_Piece(position + place, 0, cost))
        else:
            for place, one in enumerate(group.alternatives):
                found.append(_Piece(position, place, _alternative(one, group, frequency)))
        position += max(1, len(run))
    return found


def _alternative(one: Alternative, group: Group, frequency: Frequency) -> int:
    cost = _any_field(words(one.text), frequency)
    if not one.is_phrase and not group.negated:
        cost += _meaning(meanings([one.text], alone=False), frequency)
    return cost


def _any_field(tokens: Sequence[str], frequency: Frequency) -> int:
    return sum(_leaf(field, tokens, frequency) for field in TEXT_FIELDS)


def _leaf(field: str, tokens: Sequence[str], frequency: Frequency) -> int:
    rarest = min(frequency(field, token) for token in tokens)
    return rarest * PHRASE if len(tokens) > 1 else rarest


def _meaning(found: Meanings, frequency: Frequency) -> int:
    cost = sum(_any_field(phrase, frequency) for phrase, _ in found.phrases)
    cost += sum(_leaf("title", phrase, frequency) for phrase, _ in found.titles)
    return cost + sum(
        _leaf(field, phrase, frequency) for phrase in found.skills for field in ("title", "skills")
    )
