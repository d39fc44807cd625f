"""What a search may cost: its words, told by how many postings the engine has to visit for them.

A pass of the engine over the hits cannot be interrupted, so it has to be known before how much it can take.
The index tells how many postings have a word, and a pass visits no more of them for it:

* a word costs one for each posting that has it, in each field that is looked at;
* a phrase costs ``PHRASE`` for each posting that has the rarest of its words: where each word stands is read;
* ``OR``, and what the words mean besides (synonyms, aliases), add up; a filter beside them saves work, and
  is not counted on.

A search makes some passes: one for each tier of its hits (see ``compiling.py``), one to count the facets, and
more as long as there is time (``facets.Budget``). So the words of one search may cost ``MOST`` at most, which
is about 60 ms a pass on two cores of the kind that README.md names. What is beyond is left out, the costliest
first, and said: nearly every posting has those words, so they tell little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tantivy import Searcher

from postings.search.query import SearchQuery
from postings.search.schema import TEXT_FIELDS, words
from postings.search.text import Alternative, Group, as_text, parse, readings
from postings.search.wording import Meanings, meanings

PHRASE = 12
MOST = 5_000_000
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
    text, dropped = within(query.q, searcher.doc_freq, MOST)
    if not dropped:
        return query, ()
    named = ", ".join(one if '"' in one else f"“{one}”" for one in dropped[:TOLD])
    more = f" and {len(dropped) - TOLD} more" if len(dropped) > TOLD else ""
    sentence = (
        f"Not looked for: {named}{more}. So many postings have these words that it would take too long."
    )
    return query.replace(q=text, page=query.page), (sentence,)


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
