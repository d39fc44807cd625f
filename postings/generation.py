"""Postings in any number, to try the size of things: invented companies, real places and skills.

Titles, skills, places and pay hang together by role and country, and all are skewed as in life: a few
roles, cities and employers have most postings. Written by COPY in transactions of ``BATCH``; the same seed
and moment give the same postings.
"""

from __future__ import annotations

import tomllib
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify

from postings.extraction.role import role_of
from postings.models import Company, Place, Role, Skill, SkillAlias
from postings.rates import latest_rates
from postings.text import company_key, skill_key

DATA = Path(__file__).parent / "data" / "generated_postings.toml"
BATCH = 20_000
SOURCE = "generated"  # Posting.source of all of them

_SYLLABLES = (
    "bal bren cor dal dor el fen gal har il jor kal kel lan lor mar mel nor or pel quil ral ren sal sel tal "
    "tor ul val ven wil yar zel bri dra fro gle kra ple sta tri"
).split()
_ENDINGS = (
    "dia dyne era ex fold gard ical ion ix ium land line loft lux mark mere mont nova on or port quest ra "
    "ride sen side tech tera ton tra vale via ware west wick wood works yard zon"
).split()
_KINDS = (
    "Systems|Health|Logistics|Labs|Foods|Energy|Software|Consulting|Care|Financial|Retail|Robotics|Media|Group|"
    "Engineering|Mobility|Education|Hospitals|Construction|Analytics|Insurance|Freight|Games|Security"
).split("|")


@dataclass(frozen=True, slots=True)
class _RoleData:
    titles: tuple[str, ...]
    pay: float  # thousands of USD a year
    remote: float
    hourly: bool
    skills: tuple[tuple[int, str], ...]  # id, name
    role_ids: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class _CountryData:
    id: int
    name: str
    level: float
    stated: float
    currency: str
    period: str
    cities: tuple[tuple[int, str], ...]  # id, name
    weights: tuple[float, ...]  # cumulative


@dataclass(frozen=True, slots=True)
class _World:
    roles: tuple[_RoleData, ...]
    role_weights: tuple[float, ...]  # cumulative
    countries: tuple[_CountryData, ...]
    country_weights: tuple[float, ...]  # cumulative
    sentences: dict[str, list[str]]


_LEVELS = (
    # prefix of the title, Posting.seniority, pay, weight, years
    ("", None, 1.0, 40, 3), ("Senior ", "senior", 1.28, 26, 5), ("Junior ", "entry", 0.72, 9, 1),
    ("Lead ", "lead", 1.42, 6, 7), ("", "mid", 1.0, 9, 3), ("Entry Level ", "entry", 0.7, 4, 1),
    ("Principal ", "lead", 1.65, 2, 10), ("Head of ", "director", 1.9, 1, 10),
)  # fmt: skip
_LEVEL_WEIGHTS = tuple(accumulate(level[3] for level in _LEVELS))
_EMPLOYMENT = (
    ("full_time", 66), (None, 15), ("contract", 8), ("part_time", 7), ("temporary", 2), ("internship", 2),
)  # fmt: skip
_EMPLOYMENT_WEIGHTS = tuple(accumulate(weight for _, weight in _EMPLOYMENT))
_TIMES = {"year": 1, "month": 12, "week": 52, "day": 260, "hour": 2080}


def _pick[T](random: Random, values: Sequence[T], cumulative: Sequence[float]) -> T:
    return values[bisect(cumulative, random.random() * cumulative[-1], 0, len(values) - 1)]


@cache
def _world() -> _World:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    names = dict(Skill.objects.values_list("pk", "name"))
    skill_ids = {key: (pk, names[pk]) for key, pk in SkillAlias.objects.values_list("key", "skill_id")}
    role_ids = dict(Role.objects.values_list("slug", "pk"))

    def role_id(title: str) -> int | None:
        entry = role_of(title)
        return role_ids.get(entry.slug) if entry else None

    roles = tuple(
        _RoleData(
            titles=tuple(role["titles"]),
            pay=role["pay"],
            remote=role["remote"],
            hourly=role.get("hourly", False),
            # Two names of one skill count once.
            skills=tuple(
                dict.fromkeys(
                    skill_ids[key] for name in role["skills"] if (key := skill_key(name)) in skill_ids
                )
            ),
            role_ids={title: role_id(title) for title in role["titles"]},
        )
        for role in data["roles"]
    )
    countries = []
    for country in data["countries"]:
        row = Place.objects.get(kind="country", country_code=country["code"])
        cities = list(
            Place.objects.filter(kind="city", country_code=country["code"], population__gt=0)
            .order_by("-population", "id")
            .values_list("id", "name", "population")[:400]
        )
        countries.append(
            _CountryData(
                row.pk, row.name, country["level"], country["stated"], country["currency"], country["period"],
                tuple((pk, name) for pk, name, _ in cities),
                tuple(accumulate(population**0.85 for _, _, population in cities)),
            )
        )  # fmt: skip
    return _World(
        roles,
        tuple(accumulate(role["weight"] for role in data["roles"])),
        tuple(countries),
        tuple(accumulate(country["share"] for country in data["countries"])),
        data["sentences"],
    )


def generate(
    number: int,
    *,
    seed: int = 1,
    now: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write that many postings, nearly all of them live at ``now``; ``progress(done, total)`` after each
    batch.

    Each batch is one transaction, with the triggers that stamp changes at work, so followers pick it up.
    """
    _world.cache_clear()  # the tables may have changed
    random = Random(seed)  # noqa: S311 - not for secrets
    companies = _companies(random, max(20, int(number**0.72)))
    sizes = [min(BATCH, number - start) for start in range(0, number, BATCH)]
    _world()  # by this thread's connection

    def make(size: int) -> list[_Made]:
        return [_posting(random, companies, now) for _ in range(size)]

    done = 0
    with ThreadPoolExecutor(1, thread_name_prefix="postings") as maker:
        ahead = maker.submit(make, sizes[0])
        for following in [*sizes[1:], 0]:
            made = ahead.result()
            if following:
                ahead = maker.submit(make, following)  # while the database takes these
            with transaction.atomic(), connection.cursor() as cursor:
                _write(cursor, made)
            done += len(made)
            progress(done, number)
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE postings_posting, postings_postingskill, postings_postingplace, "
            "postings_postingeligiblecountry, postings_salaryband"
        )


def _companies(random: Random, number: int) -> list[tuple[int, str]]:
    """(id, name) of so many invented companies, those that will have most postings first."""
    names: dict[str, str] = {}
    while len(names) < number:
        first = random.choice(_SYLLABLES) + random.choice(_SYLLABLES) * (random.random() < 0.35)
        name = f"{(first + random.choice(_ENDINGS)).capitalize()} {random.choice(_KINDS)}"
        if key := company_key(name):
            names.setdefault(key, name)
    Company.objects.bulk_create(
        [
            # The key's hash keeps the slug apart from those of companies that people entered.
            Company(name=name, key=key, slug=f"{slugify(name)[:100]}-g", description="")
            for key, name in names.items()
        ],
        batch_size=5_000,
        ignore_conflicts=True,
    )
    ids: dict[str, int] = {}
    keys = list(names)
    for start in range(0, len(keys), 10_000):
        ids |= dict(
            Company.objects.filter(key__in=keys[start : start + 10_000])
            .values_list("key", "pk")
            .order_by("pk")
        )
    return [(ids[key], names[key]) for key in keys if key in ids]


def _write(cursor: Any, made: list[_Made]) -> None:
    size = len(made)
    cursor.execute(
        "SELECT setval(pg_get_serial_sequence('postings_posting', 'id'), "
        "nextval(pg_get_serial_sequence('postings_posting', 'id')) + %s) - %s",
        [size, size],
    )
    first = cursor.fetchone()[0]
    ids = range(first, first + size)
    with cursor.copy(
        "COPY postings_posting (id, company_id, title, state, description_html, workplace, eligibility, "
        "eligible_areas, employment_type, seniority, experience_years_min, apply_url, apply_email, language, "
        "external_id, source, created_at, updated_at, published_at, expires_at, closing_reason, version, "
        "role_id) FROM STDIN"
    ) as copy:
        for id_, one in zip(ids, made, strict=True):
            copy.write_row((id_, *one.row))
    for table, columns, name in (
        ("postings_postingplace", "place_id", "places"),
        ("postings_postingeligiblecountry", "country_id", "countries"),
        ("postings_postingskill", "skill_id, importance", "skills"),
        ("postings_salaryband", "minimum, maximum, currency, period, scope", "bands"),
    ):
        with cursor.copy(f"COPY {table} (posting_id, {columns}) FROM STDIN") as copy:
            for id_, one in zip(ids, made, strict=True):
                for row in getattr(one, name):
                    copy.write_row((id_, *row))


@dataclass(frozen=True, slots=True)
class _Made:
    row: tuple[Any, ...]
    places: list[tuple[int]]
    countries: list[tuple[int]]
    skills: list[tuple[int, str]]
    bands: list[tuple[Any, ...]]


def _posting(random: Random, companies: list[tuple[int, str]], now: datetime) -> _Made:
    world = _world()
    role = _pick(random, world.roles, world.role_weights)
    country = _pick(random, world.countries, world.country_weights)
    # Employers by a power law: the first of the list have most.
    company_id, company = companies[int(len(companies) * random.random() ** 3)]
    prefix, seniority, factor, _, years = _pick(random, _LEVELS, _LEVEL_WEIGHTS)
    title = role.titles[int(len(role.titles) * random.random() ** 2)]
    role_id = role.role_ids[title]
    city_id, city = _pick(random, country.cities, country.weights)
    places = [(city_id,)]
    if random.random() < 0.06:
        other = _pick(random, country.cities, country.weights)[0]
        if other != city_id:
            places.append((other,))

    draw = random.random()
    workplace: str | None
    if draw < role.remote:
        workplace = "remote" if draw < role.remote * 0.55 else "hybrid"
    else:
        workplace = "onsite" if random.random() < 0.72 else None
    eligibility, countries, areas = "unknown", [], "{}"
    if workplace == "remote":
        draw = random.random()
        if draw < 0.12:
            eligibility = "worldwide"
        elif draw < 0.75:
            eligibility = "countries"
            eligible = {country.id}
            while random.random() < 0.25:
                eligible.add(random.choice(world.countries).id)
            countries = [(id_,) for id_ in sorted(eligible)]
        if random.random() < 0.6:
            places = []
    employment = _pick(random, _EMPLOYMENT, _EMPLOYMENT_WEIGHTS)[0]

    required, preferred = [], []
    for number, (skill_id, name) in enumerate(role.skills):
        draw = random.random()
        likely = 0.85 / (1 + number * 0.16)
        if draw < likely * 0.72:
            required.append((skill_id, name))
        elif draw < likely:
            preferred.append((skill_id, name))
    bands = []
    if random.random() < country.stated:
        bands.append(_band(random, role, country, factor, employment))

    published = now - timedelta(
        seconds=int(45 * 86_400 * random.random() ** 1.6) + 1, microseconds=random.randrange(10**6)
    )
    draw = random.random()
    if draw < 0.001:
        published = now + timedelta(days=1 + 6 * random.random())  # scheduled
    expires: datetime | None = published + timedelta(days=60)
    if draw > 0.8:
        expires = None
    elif 0.001 <= draw < 0.02:
        expires = published + (now - published) * 0.9  # expired
    full_title = f"{prefix}{title}"
    return _Made(
        row=(
            company_id, full_title, "published",
            _description(random, world, full_title, company, city, required, preferred, years),
            workplace, eligibility, areas, employment, seniority, years if random.random() < 0.6 else None,
            f"https://jobs.example.com/{company_id}/{random.randrange(10**9)}", "", "en", "", SOURCE,
            published, published, published, expires, "", 1, role_id,
        ),
        places=places,
        countries=countries,
        skills=[(id_, "required") for id_, _ in required] + [(id_, "preferred") for id_, _ in preferred],
        bands=bands,
    )  # fmt: skip


def _band(
    random: Random, role: _RoleData, country: _CountryData, factor: float, employment: str | None
) -> tuple[Any, ...]:
    usd = role.pay * 1000 * country.level * factor * random.lognormvariate(0, 0.18)
    yearly = usd / float(latest_rates().to_base[country.currency])
    period = country.period
    if role.hourly and country.currency in ("USD", "CAD", "AUD", "GBP"):
        period = "hour"
    elif employment == "contract" and country.currency in ("USD", "GBP"):
        period = "hour" if country.currency == "USD" else "day"
    amount = yearly / _TIMES[period]
    step = 10 ** max(0, len(str(int(amount))) - 2) / 2
    low = max(step, round(amount * 0.88 / step) * step)
    high = max(low, round(amount * (1.02 + 0.25 * random.random()) / step) * step)
    draw = random.random()
    minimum, maximum = f"{low:.2f}", f"{high:.2f}"
    if draw < 0.06:
        return (minimum, None, country.currency, period, "")
    if draw < 0.11:
        return (None, maximum, country.currency, period, "")
    return (minimum, maximum, country.currency, period, "")


def _description(
    random: Random,
    world: _World,
    title: str,
    company: str,
    city: str,
    required: list[tuple[int, str]],
    preferred: list[tuple[int, str]],
    years: int,
) -> str:
    sentences = world.sentences
    team = random.choice(sentences["teams"])

    def some(name: str, number: int) -> Iterator[str]:
        return (one.replace("{team}", team) for one in random.sample(sentences[name], number))

    def listed(items: Iterator[str]) -> str:
        return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"

    opening = " ".join(
        one.format(title=title, company=company, place=city, team=team)
        for one in random.sample(sentences["opening"], 2)
    )
    parts = [f"<p>{opening}</p><h2>What you will do</h2>", listed(some("duties", random.randint(4, 7)))]
    if required:
        parts.append("<h2>What you bring</h2>")
        parts.append(
            listed(
                random.choice(sentences["requirements"]).format(skill=name, years=years)
                for _, name in required
            )
        )
    if preferred:
        parts.append("<h2>Nice to have</h2>")
        parts.append(
            listed(random.choice(sentences["preferred"]).format(skill=name) for _, name in preferred)
        )
    parts.append("<h2>What we offer</h2>")
    parts.append(listed(some("benefits", random.randint(3, 5))))
    return "".join(parts)
