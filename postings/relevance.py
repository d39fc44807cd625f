"""How good the order of the hits is: judged queries over postings written for it, and PostgreSQL's.

Two text files make a set: ``postings.txt`` (one posting a line) and ``judgements.txt`` (one query a line,
with the postings that answer it and how well, 3 to 1). nDCG@10 compares the first ten hits with the best
order there could be: 1 is that order, 0 finds nothing. Gain 2^grade - 1, discount log2(rank + 1) (Burges et
al. 2005); hits that nobody judged count as 0.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log2
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from django.utils.html import format_html

from postings.models import Company, Posting, PostingPlace, PostingSkill, Skill
from postings.roles import role_for
from postings.search import names, tables
from postings.search.compiling import compile_query
from postings.search.document import documents_of_ids
from postings.search.index import View
from postings.search.page import find
from postings.search.query import SearchQuery
from postings.search.schema import open_index

DEPTH = 10  # hits that count
COLUMNS = 7
REMOTE = "Remote"


class RelevanceError(Exception):
    """A file of the set cannot be used; the message names the line."""


@dataclass(frozen=True, slots=True)
class Written:
    """A posting of the set."""

    name: str
    title: str
    company: str
    place: str
    skills: tuple[str, ...]
    age_days: int
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, and grades (3 to 1) by name of posting."""

    query: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """nDCG@10 of one query, from 0 to 1."""

    query: str
    ours: float
    postgresql: float


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RelevanceError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def read_postings(path: Path) -> list[Written]:
    """Raises ``RelevanceError``."""
    found = []
    for number, line in _lines(path):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != COLUMNS or not cells[5].isdigit():
            raise RelevanceError(
                f"{path}:{number} is not name | title | company | place | skills | days | text."
            )
        skills = tuple(one.strip() for one in cells[4].split(",") if one.strip())
        name, title, company, place = cells[:4]
        found.append(Written(name, title, company, place, skills, int(cells[5]), cells[6]))
    return found


def read_judgements(path: Path, known: set[str]) -> list[Judged]:
    """Raises ``RelevanceError``, also where a posting is not ``known``."""
    found = []
    for number, line in _lines(path):
        query, _, judged = line.partition(" => ")
        grades: dict[str, int] = {}
        for part in judged.split(";"):
            grade, _, which = part.partition(":")
            if grade.strip() not in ("1", "2", "3"):
                raise RelevanceError(f"{path}:{number} has a grade that is not 1, 2 or 3.")
            grades |= dict.fromkeys(which.split(), int(grade))
        if unknown := grades.keys() - known:
            raise RelevanceError(
                f"{path}:{number} judges {', '.join(sorted(unknown))}, which are no postings."
            )
        found.append(Judged(query.strip(), grades))
    return found


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """
    >>> ndcg(["a", "b"], {"a": 3, "b": 1}), ndcg(["x"], {"a": 3}), round(ndcg(["x", "a"], {"a": 3}), 2)
    (1.0, 0.0, 0.63)
    """

    def gain(order: Sequence[int]) -> float:
        return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(order[:depth]))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(name, 0) for name in ranked]) / best if best else 0.0


def _store(written: Sequence[Written], now: datetime) -> dict[int, str]:
    """Make the postings; their names by id."""
    companies = {name: Company.objects.create(name=name) for name in {one.company for one in written}}
    made: dict[int, str] = {}
    for one in written:
        posting = Posting.objects.create(
            title=one.title,
            company=companies[one.company],
            state=Posting.State.PUBLISHED,
            published_at=now - timedelta(days=one.age_days),
            description_html=format_html("<p>{}</p>", one.text),
            workplace=Posting.Workplace.REMOTE if one.place == REMOTE else None,
            role=role_for(one.title),
        )
        if one.place != REMOTE:
            place = names.place_named(one.place)
            if place is None:
                raise RelevanceError(f"{one.name} is at an unknown place: {one.place}")
            PostingPlace.objects.create(posting=posting, place_id=place.id)
        for skill in one.skills:
            row = Skill.objects.filter(slug=names.skill_slug_named(skill) or "").first()
            if row is None:
                raise RelevanceError(f"{one.name} asks for an unknown skill: {skill}")
            PostingSkill.objects.create(posting=posting, skill=row, importance="required")
        made[posting.pk] = one.name
    return made


@contextmanager
def stored(written: Sequence[Written]) -> Iterator[tuple[View, dict[int, str]]]:
    """The postings in the database and in an index of their own, as long as the block runs: nothing of them
    stays, and no search of others finds them."""
    with tempfile.TemporaryDirectory(prefix="relevance-") as directory, transaction.atomic():
        by_id = _store(written, timezone.now())
        index = open_index(directory)
        writer = index.writer(50_000_000, 1)
        with connection.cursor() as cursor:
            for _id, document in documents_of_ids(cursor, list(by_id)):
                writer.add_json(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        yield View(index.searcher(), index, (directory,), Path(directory)), by_id
        transaction.set_rollback(True)
    tables.forget()


def our_order(view: View, text: str) -> list[int]:
    query = SearchQuery(q=text)
    return list(find(view, query, compile_query(query, timezone.now()), offset=0, limit=DEPTH).ids)


# The usual way: weights by where a word stands, the query language of web searches, rank by cover density.
_POSTGRESQL = """
SELECT p.id FROM (
    SELECT p.id, p.published_at,
           setweight(to_tsvector('english', p.title), 'A')
           || setweight(to_tsvector('english', coalesce((
                SELECT string_agg(s.name, ' . ') FROM postings_postingskill ps
                JOIN postings_skill s ON s.id = ps.skill_id WHERE ps.posting_id = p.id), '')), 'B')
           || setweight(to_tsvector('english', coalesce(c.name, '') || ' . ' || coalesce((
                SELECT string_agg(l.name, ' . ') FROM postings_postingplace pp
                JOIN postings_place l ON l.id = pp.place_id WHERE pp.posting_id = p.id), '')), 'C')
           || setweight(to_tsvector('english', p.description_html), 'D') AS words
    FROM postings_posting p LEFT JOIN postings_company c ON c.id = p.company_id
    WHERE p.id = ANY(%(ids)s)
) p, websearch_to_tsquery('english', %(text)s) query
WHERE p.words @@ query
ORDER BY ts_rank_cd(p.words, query) DESC, p.published_at DESC, p.id DESC
LIMIT %(limit)s
"""


def postgresql_order(ids: Sequence[int], text: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL, {"ids": list(ids), "text": text, "limit": DEPTH})
        return [row[0] for row in cursor.fetchall()]


def scores(
    folder: Path, seen: Callable[[str, list[str], list[str]], None] = lambda query, ours, theirs: None
) -> list[Score]:
    """Of every judged query of the set in the folder. ``seen`` is told each query's two orders, by name of
    posting. Raises ``RelevanceError``."""
    written = read_postings(folder / "postings.txt")
    judged = read_judgements(folder / "judgements.txt", {one.name for one in written})
    found = []
    with stored(written) as (view, by_id):
        for one in judged:
            ours = [by_id[id_] for id_ in our_order(view, one.query)]
            theirs = [by_id[id_] for id_ in postgresql_order(list(by_id), one.query)]
            seen(one.query, ours, theirs)
            found.append(Score(one.query, ndcg(ours, one.grades), ndcg(theirs, one.grades)))
    return found


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
