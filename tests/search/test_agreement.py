"""The index answers exactly what the rule says over the database, whatever happens in between.

Hypothesis invents postings, edits, deletions, renames, transactions that commit out of order on a second
connection, followers killed at either side of their commit, rebuilds; and then searches. Every search is
asked of the index (``postings.search``) and of the database (``postings.search.rule``), which share no code
but the parsing of parameters.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from postings.models import (
    Company,
    Place,
    Posting,
    PostingEligibleCountry,
    PostingPlace,
    PostingSkill,
    SalaryBand,
)
from postings.rates import yearly_cents
from postings.search import index, tables
from postings.search.build import rebuild
from postings.search.compiling import compile_query, had_skills
from postings.search.facets import facets
from postings.search.follow import Follower
from postings.search.page import find
from postings.search.query import POSTED_DAYS, RADII_KM, SearchQuery
from postings.search.rule import matches
from tests.factories import CompanyFactory, CountryFactory, PlaceFactory, RegionFactory, SkillFactory

# Words that have no stem but themselves.
WORDS = ["kalvo", "zorin", "mupak", "brodul", "fenko"]
COMPANIES = ["Kalvo Works", "Zorin", "Plainly"]
SKILLS = ["Mupak", "Fenko Two", "Upper", "Top", "Lone"]
CURRENCIES = ["USD", "EUR", "JPY", "UAH"]  # the last has no rate
PERIODS = ["year", "month", "week", "day", "hour", "fixed"]


def several(values: list[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


def optional(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(values)


bands = st.tuples(
    st.integers(1, 30), st.integers(0, 10), st.sampled_from("both min max".split()),
    st.sampled_from(CURRENCIES), st.sampled_from(PERIODS),
)  # fmt: skip
postings = st.fixed_dictionaries(
    {
        "title": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        "description": st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
        "company": optional(range(len(COMPANIES))),
        "state": st.sampled_from(["published"] * 6 + ["draft", "filled", "withdrawn"]),
        "workplace": optional(Posting.Workplace.values),
        "eligibility": st.sampled_from(Posting.Eligibility.values),
        "employment_type": optional(["full_time", "contract"]),
        "seniority": optional(["mid", "senior"]),
        "language": st.sampled_from(["en", "de", "gsw", ""]),
        "experience_years_min": optional([0, 1, 3, 5, 60]),
        "published_hours_ago": st.integers(-30, 24 * 20),
        "expires_hours_after": st.none() | st.integers(1, 24 * 25),
        "places": several(range(9)),
        "eligible": several(range(2), 2),
        "required": several(range(len(SKILLS))),
        "preferred": several(range(len(SKILLS)), 2),
        "bands": st.lists(bands, max_size=2),
    }
)
texts = st.lists(
    st.sampled_from([*WORDS, "-kalvo", "-zorin", "OR", '"kalvo zorin"', '"mupak"', '-"fenko two"']),
    min_size=1, max_size=3,
).map(" ".join)  # fmt: skip
searches = st.fixed_dictionaries(
    {},
    optional={
        "q": texts,
        "place": several(range(9), 2),
        "radius": st.sampled_from(RADII_KM),
        "workplace": several(["remote", "hybrid", "onsite", "unstated"], 2),
        "open_to": st.sampled_from(range(2)),
        "pay_min": st.integers(1, 40).map(lambda n: n * 1000),
        "currency": st.sampled_from(CURRENCIES[:3]),
        "pay_period": st.sampled_from(["year", "month", "hour"]),
        "pay_stated": st.none() | st.booleans(),
        "language": several(["en", "de", "gsw", "unstated"], 2),
        "years_max": st.sampled_from([0, 1, 2, 5, 60]),
        "years_min": st.sampled_from([0, 1, 3, 6]),
        "years_stated": st.booleans(),
        "skill": several(range(len(SKILLS)), 2),
        "skill_mode": st.sampled_from(["all", "any"]),
        "skill_not": several(range(len(SKILLS)), 1),
        "have": several(range(len(SKILLS)), 2),
        "have_share": st.sampled_from([25, 50, 75, 100]),
        "seniority": several(["mid", "senior", "unstated"], 2),
        "employment": several(["full_time", "contract", "unstated"], 2),
        "company": several(range(len(COMPANIES)), 2),
        "posted": st.sampled_from(POSTED_DAYS),
        "sort": st.sampled_from(["relevance", "newest", "pay", "match"]),
    },
)


@contextmanager
def on_second_connection() -> Iterator[Any]:
    """Let the models write through another connection: ``default`` is exchanged while the block runs."""
    first, second = connections["default"], connections.create_connection("default")
    connections["default"] = second
    try:
        yield second
    finally:
        connections["default"] = first


class Agreement(RuleBasedStateMachine):
    directory: Path

    @initialize()
    def begin(self) -> None:
        self.now = timezone.now()
        self.other: Any = None
        self.held: set[int] = set()  # postings that the other connection has written and not committed
        Posting.objects.all().delete()
        shutil.rmtree(self.directory, ignore_errors=True)
        self.companies = [
            Company.objects.filter(name=name).first() or CompanyFactory(name=name) for name in COMPANIES
        ]
        self.skills = [SkillFactory(name=name) for name in SKILLS]
        self.skills[0].parents.add(self.skills[2])
        self.skills[2].parents.add(self.skills[3])
        self.places = list(Place.objects.filter(country_code__in=["XA", "XB"]).order_by("id"))
        tables.forget()
        self.follower = Follower()
        self.follower.step()

    def teardown(self) -> None:
        if getattr(self, "other", None) is not None:
            self.other.rollback()
            self.other.close()
        if hasattr(self, "follower"):
            self.follower.close()

    # -- changes

    def write(self, posting: Posting, values: dict[str, Any]) -> None:
        published = self.now - timedelta(hours=values["published_hours_ago"], seconds=30)
        hours = values["expires_hours_after"]
        posting.title = values["title"]
        posting.description_html = f"<p>{values['description']}</p>"
        posting.company = None if values["company"] is None else self.companies[values["company"]]
        posting.state = values["state"]
        posting.closed_at = self.now if values["state"] in ("filled", "withdrawn") else None
        posting.published_at = published
        posting.expires_at = None if hours is None else published + timedelta(hours=hours)
        for name in (
            "workplace", "eligibility", "employment_type", "seniority", "language", "experience_years_min",
        ):  # fmt: skip
            setattr(posting, name, values[name])
        posting.save()
        for model in (PostingPlace, PostingEligibleCountry, PostingSkill, SalaryBand):
            model._default_manager.filter(posting=posting).delete()
        for number in values["places"]:
            PostingPlace.objects.create(posting=posting, place=self.places[number % len(self.places)])
        for number in values["eligible"]:
            PostingEligibleCountry.objects.create(posting=posting, country=self.places[number])
        for number in values["required"]:
            PostingSkill.objects.create(posting=posting, skill=self.skills[number], importance="required")
        for number in set(values["preferred"]) - set(values["required"]):
            PostingSkill.objects.create(posting=posting, skill=self.skills[number], importance="preferred")
        for number, (low, more, bounds, currency, period) in enumerate(values["bands"]):
            SalaryBand.objects.create(
                posting=posting, currency=currency, period=period, scope=str(number),
                minimum=None if bounds == "max" else low * 1000,
                maximum=None if bounds == "min" else (low + more) * 1000,
            )  # fmt: skip

    def some(self, data: Any) -> Posting | None:
        ids = sorted(set(Posting.objects.values_list("pk", flat=True)) - self.held)
        return Posting.objects.get(pk=data.draw(st.sampled_from(ids))) if ids else None

    @rule(values=st.lists(postings, min_size=1, max_size=4))
    def add(self, values: list[dict[str, Any]]) -> None:
        for one in values:
            self.write(Posting(), one)

    @rule(data=st.data(), values=postings)
    def edit(self, data: Any, values: dict[str, Any]) -> None:
        if posting := self.some(data):
            self.write(posting, values)

    @rule(data=st.data())
    def edit_a_child_only(self, data: Any) -> None:
        if posting := self.some(data):
            if band := posting.salary_bands.first():
                band.delete()
            elif not posting.posting_skills.exists():
                PostingSkill.objects.create(posting=posting, skill=self.skills[0], importance="required")

    @rule(data=st.data())
    def delete(self, data: Any) -> None:
        if posting := self.some(data):
            posting.delete()

    @precondition(lambda self: self.other is None)
    @rule(number=st.integers(0, 2), name=st.sampled_from(["Kalvo Works", "Zorin", "Plainly", "Brodul"]))
    def rename_a_company(self, number: int, name: str) -> None:
        if not Company.objects.filter(name=name).exists():
            self.companies[number].name = name
            self.companies[number].save()

    # -- a second connection, whose transaction stays open while others commit

    @precondition(lambda self: self.other is None)
    @rule(data=st.data(), values=postings)
    def write_elsewhere(self, data: Any, values: dict[str, Any]) -> None:
        posting = self.some(data) if data.draw(st.booleans()) else None
        with on_second_connection() as other:
            other.set_autocommit(False)
            posting = posting or Posting()
            self.write(posting, values)
        self.other = other
        self.held = {posting.pk}

    @precondition(lambda self: self.other is not None)
    @rule(commit=st.booleans())
    def end_elsewhere(self, commit: bool) -> None:
        if commit:
            self.other.commit()
        else:
            self.other.rollback()
        self.other.close()
        self.other, self.held = None, set()

    # -- the follower

    @rule()
    def follow(self) -> None:
        self.follower.step()

    @rule()
    def kill_the_follower_before_its_commit(self) -> None:
        self.follower.close()
        self.follower = Follower()

    @rule(data=st.data())
    def kill_the_follower_between_commit_and_cursor(self, data: Any) -> None:
        self.follower.step()
        directory = index.current_directory()
        assert directory is not None
        self.edit_a_child_only(data)
        before = (directory / "cursor.json").read_bytes()
        self.follower.step()
        self.follower.close()
        (directory / "cursor.json").write_bytes(before)
        self.follower = Follower()

    @rule()
    def rebuild_beside(self) -> None:
        rebuild()

    @rule()
    def lose_the_index(self) -> None:
        shutil.rmtree(self.directory, ignore_errors=True)

    # -- searches

    def query(self, values: dict[str, Any]) -> SearchQuery:
        values = dict(values)
        named = {
            "place": self.places,
            "skill": self.skills,
            "skill_not": self.skills,
            "have": self.skills,
            "company": self.companies,
        }
        for name, rows in named.items():
            if name in values:
                values[name] = tuple(rows[number % len(rows)].slug for number in values[name])
        if "open_to" in values:
            values["open_to"] = self.places[values["open_to"]].slug
        for name in ("workplace", "seniority", "employment", "language"):
            if name in values:
                values[name] = tuple(values[name])
        chosen = [place for place in self.places if place.slug in values.get("place", ())]
        if not any(place.kind == "city" for place in chosen):
            values.pop("radius", None)
        return SearchQuery(**values)

    @rule(data=st.data(), hours=st.sampled_from([0, 0, 0, 20, 200]))
    def search(self, data: Any, hours: int) -> None:
        self.follower.step()
        moment = self.now + timedelta(hours=hours)
        for values in data.draw(st.lists(searches, min_size=4, max_size=8)):
            self.compare(self.query(values), moment, data)

    def compare(self, query: SearchQuery, moment: Any, data: Any) -> None:
        view = index.view()
        clauses = compile_query(query, moment)
        found = find(view, query, clauses, offset=0, limit=1000)
        expected = set(matches(query, moment).values_list("pk", flat=True))
        assert sorted(found.ids) == sorted(expected), query
        assert found.total == len(expected)
        half = len(found.ids) // 2
        rest = find(view, query, clauses, offset=half, limit=1000)
        assert found.ids[half:] == rest.ids
        if query.order in ("newest", "pay") and query.pay_min is None:
            assert list(found.ids) == self.in_order(query, expected)
        stated = dict(Posting.objects.values_list("pk", "experience_years_min"))
        if query.asks_years and query.pay_min is None:
            known = [stated[pk] is not None for pk in found.ids]
            assert query.order == "pay" or known == sorted(known, reverse=True)
        assert found.without_years == (
            sum(stated[pk] is None for pk in expected) if query.asks_years and not query.years_stated else 0
        )
        if query.order == "match" and query.pay_min is None and not query.asks_years:
            had = had_skills(query)
            required = {pk: set[int]() for pk in expected}
            for pk, skill in PostingSkill.objects.filter(
                posting__in=expected, importance="required"
            ).values_list("posting_id", "skill_id"):
                required[pk].add(skill)
            shares = [len(required[pk] & had) / len(required[pk]) for pk in found.ids]
            assert shares == sorted(shares, reverse=True)
        # Every count is what choosing the option finds.
        made, _ = facets(view.searcher, query, clauses, moment, total=found.total)
        facet = data.draw(st.sampled_from(sorted(made)))
        for option in made[facet].options[:3]:
            if facet == "skill" and query.skill_mode == "all":
                chosen = query if option.selected else query.toggled("skill", option.value)
            elif facet == "place":
                chosen = query.replace(place=(option.value,), radius=None)
            elif facet == "posted":
                chosen = query.replace(posted=int(option.value))
            elif facet == "pay_stated":
                chosen = query.replace(pay_stated=option.value == "1")
            elif facet == "years_max":
                chosen = query.replace(years_max=int(option.value))
            else:
                chosen = query.replace(**{facet: (option.value,)})
            assert option.count == matches(chosen, moment).count(), (facet, option, query)

    def in_order(self, query: SearchQuery, expected: set[int]) -> list[int]:
        """By the rule: stated before unstated, then pay or date, then id; the highest first."""

        def key(posting: Posting) -> tuple[Any, ...]:
            assert posting.published_at is not None
            date = posting.published_at.replace(microsecond=0)
            apart = posting.experience_years_min is not None if query.asks_years else True
            if query.order == "newest":
                return (apart, date, posting.pk)
            bands = [band for band in posting.salary_bands.all() if band.period != "fixed"]
            most = max(
                (
                    yearly_cents(band.maximum or band.minimum or 0, band.currency, band.period) or 0
                    for band in bands
                ),
                default=0,
            )
            return (most > 0, apart, most // 100, posting.pk) if most else (False, apart, date, posting.pk)

        rows = Posting.objects.filter(pk__in=expected).prefetch_related("salary_bands")
        return [posting.pk for posting in sorted(rows, key=key, reverse=True)]

    @invariant()
    def a_reader_is_never_left_without_an_answer(self) -> None:
        if hasattr(self, "follower") and index.current_directory() is not None:
            assert index.view().searcher.num_docs >= 0


@pytest.mark.django_db(transaction=True)
def test_index_and_database_agree(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    # Two countries, two regions, five cities; some near one another.
    country, other = CountryFactory(country_code="XA"), CountryFactory(country_code="XB")
    region, far_region = (
        RegionFactory(parent=country, region_code="N"),
        RegionFactory(parent=other, region_code="S"),
    )
    for parent, latitude, longitude in (
        (region, 60.0, 179.9), (region, 60.0, -179.9), (region, 60.5, 179.0), (country, 58.0, 175.0),
        (far_region, -10.0, 5.0),
    ):  # fmt: skip
        PlaceFactory(parent=parent, country_code=parent.country_code, latitude=latitude, longitude=longitude)
    Agreement.directory = tmp_path / "index"
    run_state_machine_as_test(Agreement, settings=STATEFUL)


STATEFUL = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
