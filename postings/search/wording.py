"""What else the words of a search are called: other spellings and names, kindred words, places, choices.

"k8s" is Kubernetes, "rn" a registered nurse, "weld" what a welder does, "köln" a city, "remote" a choice of
the workplace. Each is a further way to meet the words as typed, never in place of them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA
from tantivy import Query

from postings.extraction.role import fold_title, load_roles
from postings.models import Place, Posting
from postings.search import names, tables
from postings.search.schema import EMPLOYMENT_TYPES, SENIORITIES, WORKPLACES, schema, words
from postings.text import fold, skill_key

PATH = Path(__file__).parent / "synonyms.toml"

ROLE_SCORE = 8.0  # of a posting whose title says the same in other words
FIELD_SCORE = 4.0  # of a posting at the place, or of the choice, that the words name
SYNONYM_WORTH = 0.85  # of the same words as typed
NEAR_WORTH = 0.3
CALLING_WORTH = 1.1  # who types "weld" looks for a welder before an inspector of welding
DOING_WORTH = 0.5
LARGE_CITY = 100_000  # inhabitants; smaller ones share their names with too many words
LONG_WORD = 8  # letters; of shorter names, one letter often makes another name
SHORTEST_PLACE = 4  # letters, but for a few codes
_PLACE_CODES = {"uk", "usa", "uae", "nyc"}
# Large cities and countries that are words of job titles and texts as well.
_NO_PLACES = {
    "bath", "best", "central", "chad", "enterprise", "georgia", "independence", "march", "mission", "nice",
    "north", "orange", "reading", "sale", "south", "split", "turkey", "victoria", "west",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meanings:
    """Other ways to meet some words: phrases (as stems) with what they are worth in any field or in the title
    alone, and clauses with a score of their own."""

    phrases: tuple[tuple[tuple[str, ...], float], ...] = ()
    titles: tuple[tuple[tuple[str, ...], float], ...] = ()
    skills: tuple[tuple[str, ...], ...] = ()
    clauses: tuple[Query, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phrases or self.titles or self.skills or self.clauses)


Stems = tuple[str, ...]


def is_misspelt(alias: str, name: str) -> bool:
    """Is the other name of a skill only its letters in another order, or but for one?

    >>> is_misspelt("pyhton", "Python"), is_misspelt("golang", "Go"), is_misspelt("Python", "Python")
    (True, False, False)
    >>> is_misspelt("kubernates", "Kubernetes"), is_misspelt("microservices", "Microservice")
    (True, False)
    """
    one, other = fold(alias), fold(name)
    if one == other or one.removesuffix("s") == other.removesuffix("s"):
        return False
    if one.replace("z", "s") == other.replace("z", "s"):  # "virtualisation"
        return False
    if sorted(one) == sorted(other):
        return True
    long = min(len(one), len(other)) >= LONG_WORD and one.isalpha() and other.isalpha()
    return long and OSA.distance(one, other, score_cutoff=1) == 1


def stems(text: str) -> Stems:
    return tuple(words(text))


_ByStems = dict[Stems, dict[Stems, float]]


@cache
def _synonyms() -> tuple[_ByStems, _ByStems]:
    """By stems: what they may stand for and what that is worth, always; and beside other words."""
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    found: _ByStems = {}
    beside: _ByStems = {}
    for table, groups in ((found, data["equal"]), (beside, data["beside_others"])):
        for group in groups:
            members = [stems(text) for text in group]
            for one in members:
                table.setdefault(one, {}).update((other, SYNONYM_WORTH) for other in members if other != one)
    for name, worth in (("means", SYNONYM_WORTH), ("near", NEAR_WORTH)):
        for short, meant in data[name].items():
            for text in meant:
                found.setdefault(stems(short), {}).setdefault(stems(text), worth)
    return found, beside


@cache
def _callings() -> frozenset[str]:
    """Words for people who do something, from the names of roles: "welder", "teacher"."""
    last = {spelling.split()[-1] for role in load_roles() for spelling in role.spellings}
    return frozenset(word for word in last if re.fullmatch(r"[a-z]{3,}er", word)) - {"officer", "server"}


@lru_cache(maxsize=4_000)
def kin(word: str) -> dict[str, float]:
    """Stems of kindred words and what they are worth: who does it, or what they do.

    >>> kin("weld"), kin("driving"), kin("welder")["weld"], kin("office")
    ({'welder': 1.1}, {'driver': 1.1}, 0.5, {})
    """
    folded = fold(word)
    (stem, *more) = words(folded) or [""]
    if more or len(stem) < 3 or not folded.isascii():
        return {}
    found: dict[str, float] = {}
    if folded in _callings():
        # "driver" drives, "welder" welds: of the two spellings one is no word.
        found |= dict.fromkeys(
            (one for text in (folded[:-2], folded[:-1]) for one in words(text)), DOING_WORTH
        )
    for calling in {stem + "er", stem + "r" if stem.endswith("e") else "", stem + stem[-1] + "er"}:
        if calling in _callings():
            found |= dict.fromkeys(words(calling), CALLING_WORTH)
    found.pop(stem, None)
    return found


@lru_cache(maxsize=4_000)
def _umlauts(word: str) -> tuple[str, ...]:
    """The other way to write its umlauts: ä is folded to a, but people type ae too."""
    lower = word.casefold()
    other = lower.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    written = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return tuple(one for one in (other, written) if one != lower)


def _place(phrase: str) -> Query | None:
    """At the place of that name, when it is a large one and the words are no others'."""
    folded = fold(phrase)
    if folded in _NO_PLACES or (len(folded) < SHORTEST_PLACE and folded not in _PLACE_CODES):
        return None
    if skill_key(phrase) in tables.skills().by_alias or folded in role_words():
        return None
    place = names.place_named(phrase)
    if place is None or (place.kind == Place.Kind.CITY and place.population < LARGE_CITY):
        return None
    ids = [place.id]
    # "Berlin" and "Zürich" are a region and its city at once.
    if place.kind == Place.Kind.REGION and (city := names.city_named(phrase)) is not None:
        ids.append(city.id)
    return Query.term_set_query(schema(), "place", ids)


@cache
def role_words() -> frozenset[str]:
    """The words of the names of roles, in small letters."""
    return frozenset(
        word for role in load_roles() for spelling in role.spellings for word in spelling.split()
    )


_CHOICES: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("remote", "wfh", "work from home"), ("workplace", WORKPLACES["remote"])),
    "hybrid": ("workplace", WORKPLACES["hybrid"]),
    **dict.fromkeys(("onsite", "on site", "in office"), ("workplace", WORKPLACES["onsite"])),
    **{
        text: ("employment", EMPLOYMENT_TYPES[kind])
        for text, kind in (
            ("full time", Posting.EmploymentType.FULL_TIME),
            ("part time", Posting.EmploymentType.PART_TIME),
            ("contract", Posting.EmploymentType.CONTRACT),
            ("freelance", Posting.EmploymentType.CONTRACT),
            ("temporary", Posting.EmploymentType.TEMPORARY),
            ("temp", Posting.EmploymentType.TEMPORARY),
            ("internship", Posting.EmploymentType.INTERNSHIP),
            ("apprenticeship", Posting.EmploymentType.APPRENTICESHIP),
            ("volunteer", Posting.EmploymentType.VOLUNTEER),
        )
    },
    "entry level": ("seniority", SENIORITIES[Posting.Seniority.ENTRY]),
    "junior": ("seniority", SENIORITIES[Posting.Seniority.ENTRY]),
}


def _scored(clause: Query, score: float) -> Query:
    return Query.const_score_query(clause, score)


MOST_KEPT = 4_000
_kept: tuple[tuple[object, ...], dict[tuple[bool, tuple[str, ...]], Meanings]] = ((), {})


def meanings(run: list[str], *, alone: bool) -> Meanings:
    """What else the words, taken together, may mean. ``alone``: the search has no other words."""
    global _kept
    made_from = (tables.skills(), tables.roles(), tables.places())
    before, known = _kept
    if len(known) >= MOST_KEPT or [*map(id, before)] != [*map(id, made_from)]:
        _kept = made_from, (known := {})
    key = (alone, tuple(run))
    if (found := known.get(key)) is None:
        found = known[key] = _meanings(run, alone=alone)
    return found


def _meanings(run: list[str], *, alone: bool) -> Meanings:
    phrase = " ".join(run)
    typed = stems(phrase)
    if not typed:
        return Meanings()
    skills, roles = tables.skills(), tables.roles()
    phrases: dict[Stems, float] = {}
    titles: dict[Stems, float] = {}
    clauses: list[Query] = []
    others, beside = _synonyms()
    meant = others.get(typed, {}) | ({} if alone else beside.get(typed, {}))
    # A score grows with the number of words: what is said in two is worth as much as what is said in one.
    phrases |= {other: worth * min(1.0, len(typed) / len(other)) for other, worth in meant.items()}
    # "python developer" names the role of a software engineer too, but asks for Python.
    asks_more = len(run) > 1 and any(skill_key(word) in skills.by_alias for word in run)
    role = None if asks_more else roles.by_spelling.get(fold_title(phrase))
    if role is not None:
        clauses.append(_scored(Query.term_query(schema(), "role", role.id), ROLE_SCORE))
        phrases.setdefault(own := stems(role.name), NEAR_WORTH * min(1.0, len(typed) / len(own)))
    named: list[Stems] = []
    skill = skills.by_alias.get(skill_key(phrase))
    if skill is not None and stems(skill.name) != typed and not is_misspelt(phrase, skill.name):
        named.append(stems(skill.name))
    if len(run) == 1:
        titles |= {(one,): worth for one, worth in kin(phrase).items()}
        phrases |= dict.fromkeys((found for one in _umlauts(phrase) if (found := stems(one)) != typed), 1.0)
    choice = _CHOICES.get(fold(phrase.replace("-", " ")))
    if choice is not None:
        clauses.append(_scored(Query.term_query(schema(), *choice), FIELD_SCORE))
    elif (place := _place(phrase)) is not None:
        clauses.append(_scored(place, FIELD_SCORE))
    phrases.pop(typed, None)
    return Meanings(
        tuple(phrases.items()), tuple(titles.items()), tuple(one for one in named if one), tuple(clauses)
    )
