"""What the words of a search may cost: estimated before anything is looked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from postings.search import index, means
from postings.search.means import PHRASE, work
from postings.search.page import SearchPage, search
from postings.search.query import SearchQuery
from postings.search.schema import words
from postings.search.text import as_text, parse, text_query
from tests.factories import PostingFactory, SkillFactory

Index = Callable[[], None]

pytestmark = pytest.mark.django_db

MILLION = 1_000_000
MOST = 5 * MILLION
HAD = {"the": MILLION, "of": 900_000, "team": 600_000, "kalvo": 40_000, "zorin": 20_000}


def frequency(field: str, stem: str) -> int:
    """Of an index where words stand in descriptions only."""
    known = {words(word)[0]: number for word, number in HAD.items()}
    return known.get(stem, 0) if field == "description" else 0


def within(text: str, most: int = MOST) -> tuple[str, tuple[str, ...]]:
    return means.within(text, frequency, most)


def test_a_word_costs_its_postings_and_a_phrase_those_of_its_rarest_word() -> None:
    assert work("team", frequency) == 600_000
    assert work("team kalvo", frequency) == 640_000
    assert work("team OR kalvo -zorin", frequency) == 660_000
    assert work('"the team"', frequency) == PHRASE * 600_000
    assert work('"the team of kalvo"', frequency) == PHRASE * 40_000
    assert work("the-team", frequency) == work('"the team"', frequency)  # cut at its sign, it is one too
    assert work("unheard", frequency) == work("", frequency) == 0


def test_what_other_words_mean_besides_is_counted() -> None:
    def known(field: str, stem: str) -> int:
        return {"site": 5, "reliabl": 7, "engin": 9, "sre": 1}.get(stem, 0)

    assert work("sre", known) > work('"sre"', known)


@pytest.mark.parametrize(
    ("text", "kept", "dropped"),
    [
        ("the team of kalvo", "the team of kalvo", ()),
        ('"the team" kalvo', "kalvo", ('"the team"',)),
        ('kalvo -"the team"', "kalvo", ('-"the team"',)),
        ('"the team" OR zorin kalvo', "zorin kalvo", ('"the team"',)),
        ('"the of"', "", ('"the of"',)),
        ("the-of-team kalvo", "kalvo", ("the-of-team",)),
        ('"the kalvo" "zorin of"', '"the kalvo" "zorin of"', ()),
        ("the the the the the the kalvo", "the the the the kalvo", ("the",)),
    ],
)
def test_the_costliest_is_left_out_and_told(text: str, kept: str, dropped: tuple[str, ...]) -> None:
    assert within(text) == (kept, dropped)


pieces = st.sampled_from(
    [*HAD, "-the", "-zorin", '"the team"', '-"of the"', '"of the team"', "of-the", "OR", "unheard", '"', "-"]
)


@given(st.lists(pieces, max_size=30).map(" ".join))
def test_no_text_costs_more_than_the_most_and_what_is_kept_stays_as_it_was(text: str) -> None:
    kept, dropped = within(text)
    assert work(kept, frequency) <= MOST
    assert within(kept) == (kept, ())
    if not dropped:
        assert kept == text
    else:
        # Nothing new: each group that is kept is one of the text's, with fewer alternatives at most.
        before = [set(group.alternatives) for group in parse(text)]
        assert all(any(set(group.alternatives) <= one for one in before) for group in parse(kept))


@given(st.text(max_size=60))
def test_groups_read_as_they_were_read(text: str) -> None:
    groups = parse(text)
    assert parse(as_text(groups)) == groups


def ask(parameters: str) -> SearchPage:
    query, ignored = SearchQuery.from_querydict(QueryDict(parameters))
    return search(query, ignored=ignored)


def test_a_page_says_what_was_not_looked_for_and_leaves_it_out_of_its_links(
    search_index: Index, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        PostingFactory(title="Welder", description_html="<p>You will be in the team that welds.</p>")
    PostingFactory(title="Teacher", description_html="<p>Part of the team.</p>")
    search_index()
    monkeypatch.setattr("postings.search.means.MOST", 20)
    page = ask('q="the team" welder')
    assert page.total == 4
    assert page.query.q == "welder"
    assert page.ignored == (
        'Not looked for: "the team". So many postings have these words that it would take too long.',
    )
    text = client.get("/", {"q": '"the team" welder'}).text
    assert "Not looked for" in text
    choices = client.get("/choose/role/", {"q": '"the team" welder'}).text
    assert "Not looked for" in choices
    meta = client.get("/api/v1/postings", {"q": '"the team" welder'}).json()["meta"]
    assert meta["ignored"] == list(page.ignored)


def test_the_estimate_is_no_less_than_what_the_plan_visits(search_index: Index) -> None:
    """The index's own counts of the parts of a plan never exceed what was estimated for it."""
    PostingFactory(title="Site Reliability Engineer", description_html="<p>Health care.</p>")
    PostingFactory(title="Registered Nurse", description_html="<p>Healthcare, human resources, rn.</p>")
    search_index()
    searcher = index.view().searcher
    for text in ("rn", "healthcare", "human resources", "sre OR rn", '"health care"', "engineer -nurse"):
        query = text_query(text)
        assert query is not None
        hits = searcher.search(query, limit=10)
        found = int(getattr(hits, "count", 0))
        assert found <= work(text, searcher.doc_freq) + 2 * text.count("-"), text


class Recording:
    """A searcher that notes each pass over the hits."""

    def __init__(self, searcher: Any) -> None:
        self._searcher, self.passes = searcher, 0

    def __getattr__(self, name: str) -> Any:
        if name in ("search", "aggregate"):
            self.passes += 1
        return getattr(self._searcher, name)


MOST_PASSES = 8


@pytest.mark.parametrize(
    "parameters",
    [
        "",
        "q=welder&workplace=remote&workplace=onsite&seniority=senior&posted=30&sort=newest",
        "q=welder&pay_min=1&years_max=9&sort=pay&page=100&place=afghanistan&role=welder&company=no-such",
        "have=arc&have=mig&have_share=25&skill=arc&skill=mig&skill_mode=any&pay_min=1&years_min=1",
        "q=wleder+turner&place=germany&place=france&role=welder&role=nurse&skill_not=arc&pay_min=9&years_max=1",
        'q="we weld" OR "you weld" -"they weld"&language=en&language=de&employment=unstated&page=3',
    ],
)
def test_a_page_makes_few_passes_when_there_is_no_time_to_spare(
    search_index: Index, monkeypatch: pytest.MonkeyPatch, parameters: str
) -> None:
    skills = [SkillFactory(name="Arc"), SkillFactory(name="Mig")]
    for number in range(3):
        PostingFactory(title="Welder", skills=skills, experience_years_min=number or None, onsite=True)
    search_index()
    view = index.view()
    recording: Any = Recording(view.searcher)
    monkeypatch.setattr(index, "view", lambda: replace(view, searcher=recording))
    monkeypatch.setattr("postings.search.counting.SECONDS_FOR_COUNTING", 0.0)
    monkeypatch.setattr("postings.search.suggest.SECONDS_FOR_SUGGESTIONS", 0.0)
    query, _ = SearchQuery.from_querydict(QueryDict(parameters))
    page = search(query, unfinished=True)
    assert page.total <= 3
    assert 0 < recording.passes <= MOST_PASSES


def test_the_skills_one_has_leave_less_for_words(
    search_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    skill = SkillFactory(name="Arc")
    for _ in range(9):
        PostingFactory(title="Welder", skills=[skill], description_html="<p>In the team.</p>")
    search_index()
    monkeypatch.setattr("postings.search.means.MOST", 80)
    assert ask("q=team welder").ignored == ()
    assert ask("q=team welder&have=arc").ignored == ()
    monkeypatch.setattr("postings.search.means.MOST", 40)
    assert ask("q=team welder").ignored == ()
    assert ask("q=team welder&have=arc").ignored != ()
