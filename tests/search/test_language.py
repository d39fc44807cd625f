"""The language of the search box against a reading of it in plain Python, and against what people type."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postings.search import index
from postings.search.compiling import compile_query
from postings.search.page import find, search
from postings.search.query import SearchQuery
from tests.factories import PostingFactory

Index = Callable[[], None]

pytestmark = pytest.mark.django_db

# Words that have no stem but themselves and mean nothing else.
WORDS = ["kalvo", "zorin", "mupak", "brodul", "fenko", "tarvix", "oblum"]

Piece = tuple[str, ...]  # a word, or the words of a phrase
Wanted = tuple[bool, tuple[Piece, ...]]  # at least one of the pieces, or none of them

single = st.sampled_from(WORDS).map(lambda word: (word,))
phrase = st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS))
piece = st.one_of(single, single, phrase)
wanted = st.lists(piece, min_size=1, max_size=4).map(lambda pieces: (True, tuple(pieces)))
unwanted = piece.map(lambda one: (False, (one,)))
questions = st.lists(st.one_of(wanted, wanted, unwanted), min_size=1, max_size=5)


def written(question: list[Wanted]) -> str:
    """As one types it. Phrases stand in quotation marks, words do not."""

    def of(one: Piece) -> str:
        return one[0] if len(one) == 1 else f'"{" ".join(one)}"'

    return " ".join(
        " OR ".join(map(of, pieces)) if asked else f"-{of(pieces[0])}" for asked, pieces in question
    )


def stands_in(one: Piece, fields: list[list[str]]) -> bool:
    return any(
        tuple(words[start : start + len(one)]) == one for words in fields for start in range(len(words))
    )


def answers(question: list[Wanted], fields: list[list[str]]) -> bool:
    return all(any(stands_in(one, fields) for one in pieces) is asked for asked, pieces in question)


def test_words_phrases_alternatives_and_unwanted_ones_find_what_they_say(search_index: Index) -> None:
    random = Random(5)
    texts: dict[int, list[list[str]]] = {}
    for _ in range(300):
        title = random.choices(WORDS, k=random.randint(1, 3))
        description = random.choices(WORDS, k=random.randint(0, 5))
        posting = PostingFactory(
            title=" ".join(title), description_html=f"<p>{' '.join(description)}</p>", company=None
        )
        texts[posting.pk] = [title, description]
    search_index()
    view, now = index.view(), timezone.now()

    @settings(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(questions)
    def agree(question: list[Wanted]) -> None:
        query = SearchQuery(q=written(question))
        found = find(view, query, compile_query(query, now), offset=0, limit=400)
        expected = {pk for pk, fields in texts.items() if answers(question, fields)}
        assert set(found.ids) == expected, query.q
        assert found.total == len(expected)

    agree()


TITLES = [
    "C++ Developer", "C Developer", "C# / .NET Developer (m/w/d)", "F# Developer", "R Programmer",
    "Go Programmer", "Node.js Programmer", "ASP.NET Core Programmer", "R&D Technician – Nights",
    "Sr. Front-End Developer, Editor", "Registered Nurse (RN) - ICU - Nights", "Head of “People” & Culture",
    'The "Ops" Person', "Dental Receptionist (Part-Time)", "Développeur·se full stack (H/F)",
    "Kraftfahrer:in CE", "注册护士", "Машинист крана", "Cook/Chef", "Assistant Manager: Bath",
    "1st Line Support",
    "24/7 On-call Engineer", "Engineer, AI/ML", "VP, Engineering", "Do not apply OR else", "A",
]  # fmt: skip


def test_the_very_title_of_a_posting_finds_it_on_the_first_page_and_first(search_index: Index) -> None:
    made = {title: PostingFactory(title=title).pk for title in TITLES}
    for number in range(30):
        PostingFactory(
            title=f"Developer and programmer {number}",
            description_html="<p>C, C++, C#, R, Go and Node.js, .NET; a nurse, a cook, a developer.</p>",
        )
    search_index()
    late = {}
    for title, pk in made.items():
        ids = [hit.posting.pk for hit in search(SearchQuery(q=title)).results]
        if ids[:1] != [pk]:
            late[title] = ids.index(pk) if pk in ids else None
    assert late == {}


@pytest.mark.parametrize("text", ["C++", "c#", "F#", ".net", "Node.js", "node js", "R", "go", "golang"])
def test_names_with_signs_and_of_one_letter_are_found_as_themselves(search_index: Index, text: str) -> None:
    for name in ("C++", "C#", "F#", ".NET", "Node.js", "R", "Go", "C"):
        PostingFactory(title=f"{name} person", description_html="<p>Nothing else.</p>")
    search_index()
    name = {"node js": "Node.js", "golang": "Go"}.get(text, text)
    found = [hit.posting.title for hit in search(SearchQuery(q=text)).results]
    assert [title.casefold() for title in found] == [f"{name} person".casefold()]


def test_whatever_is_typed_the_pages_answer(search_index: Index, client: Client) -> None:
    PostingFactory(title="Welder")
    search_index()
    signs = st.sampled_from(
        ['"', "-", "OR", "+", "*", "(", ")", "~", ":", "\\", "^", "[", "welder", "C++", "…"]
    )
    texts = st.one_of(st.text(max_size=40), st.lists(signs, max_size=12).map(" ".join),
                      st.lists(signs, max_size=12).map("".join))  # fmt: skip

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(texts, st.sampled_from(["/", "/choose/skill/", "/choose/company/", "/complete/", "/feed.json"]))
    def answered(text: str, path: str) -> None:
        typing: dict[str, Any] = {"HX-Request-Type": "partial", "HX-Source": "input#q"}
        given_text = {"q": text, "typed": text, "find": text}
        assert client.get(path, given_text).status_code == 200
        assert client.get(path, given_text, headers=typing).status_code == 200

    answered()
