"""A search for the slowest question that anyone can ask: addresses made of as much as the parameters take,
at random from a seed, the slow ones changed further, each answered by the pages that visitors reach.

What goes in is taken from the data: the words, phrases and beginnings that most postings have, the most
frequent skills, companies and roles, the cities with most postings around them, words that mean much else,
misspelt ones. Nothing that was answered before helps: every cache of answers is emptied for each address.
"""

from __future__ import annotations

import itertools
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from statistics import median
from urllib.parse import urlencode

from django.db.models import Count
from django.test import Client

from postings.filters import LONGEST_TEXT, MOST_CENTRES, MOST_VALUES, PostingFilter
from postings.models import Company, Place, Posting, PostingPlace, Role, Skill
from postings.rates import latest_rates
from postings.sanitise import text_of
from postings.search import kept_counts, page
from postings.search.choices import COLUMNS
from postings.search.query import HAVE_SHARES, PAY_PERIODS, POSTED_DAYS, RADII_KM, SKILL_MODES, SORTS
from postings.search.wording import meanings, role_words

READ = 400  # postings whose texts tell which words are frequent
KEPT = 12  # of the slowest, that are changed further and told
AGAIN = 5  # times that each of those told is measured
SHARE_RANDOM = 0.4  # of the addresses; the others are changed ones

Parameters = dict[str, list[str]]
PATHS = ("/", "/complete/", "/feed.atom", *(f"/choose/{name}/" for name in COLUMNS))
TYPING = {"HX-Request-Type": "partial", "HX-Source": "input#q"}  # of a search that is being typed


@dataclass(frozen=True, slots=True)
class Asked:
    """One address, and whether it is asked for while typing."""

    path: str
    parameters: Parameters
    typing: bool = False

    @property
    def url(self) -> str:
        pairs = [(name, value) for name, values in self.parameters.items() for value in values]
        return f"{self.path}?{urlencode(pairs)}"


@dataclass(frozen=True, slots=True)
class Slow:
    """An address and the milliseconds that it took, the middle ones of ``AGAIN`` times: by the clock, and of
    the processors, both threads together, which other work on the machine lengthens less."""

    url: str
    milliseconds: float
    processor: float
    typing: bool


@dataclass(slots=True)
class Palette:
    """What addresses are made of, the most frequent first."""

    words: list[str]
    phrases: list[str]
    wide: list[str]  # words that mean much else
    values: dict[str, list[str]] = field(default_factory=dict)  # by parameter
    cities: list[str] = field(default_factory=list)

    @classmethod
    def read(cls) -> Palette:
        """From the database at hand."""
        one, two, three = Counter[str](), Counter[str](), Counter[str]()
        for title, text in (
            Posting.objects.live().order_by("pk").values_list("title", "description_html")[:READ]
        ):
            words = re.findall(r"[^\W_]+", f"{title} {text_of(text)}".lower())
            one.update(set(words))
            two.update({" ".join(pair) for pair in itertools.pairwise(words)})
            three.update({" ".join(run) for run in zip(words, words[1:], words[2:], strict=False)})
        phrases = [phrase for phrase, _ in (two + three).most_common(60)]
        return cls([word for word, _ in one.most_common(60)], phrases, _wide(), _values(), _cities())


def _wide() -> list[str]:
    """Words of the names of roles that mean most else, by how much."""

    def number(word: str) -> int:
        found = meanings([word], alone=False)
        return sum(map(len, (found.phrases, found.titles, found.skills, found.clauses)))

    return sorted(role_words(), key=lambda word: (-number(word), word))[:60]


def _values() -> dict[str, list[str]]:
    fields = PostingFilter.base_filters
    by_use = Count("posting_skills")
    skills = [*Skill.objects.annotate(n=by_use).order_by("-n", "slug").values_list("slug", flat=True)[:60]]
    countries = Place.objects.filter(kind="country").order_by("-population", "pk")
    found = {
        "skill": skills, "skill_not": skills, "have": skills,
        "role": [*Role.objects.order_by("slug").values_list("slug", flat=True)[:60]],
        "company": [*Company.objects.order_by("pk").values_list("slug", flat=True)[:60]],
        "place": [*countries.values_list("slug", flat=True)[:60]],
        "open_to": [*countries.values_list("slug", flat=True)[:10]],
        "currency": sorted(latest_rates().to_base),
        "pay_min": ["1", "9", "1500", "20000", "90000", "1000000000"],
        "pay_period": [*PAY_PERIODS], "skill_mode": [*SKILL_MODES], "sort": [*SORTS],
        "radius": [str(one) for one in RADII_KM], "posted": [str(one) for one in POSTED_DAYS],
        "have_share": [str(one) for one in HAVE_SHARES],
        "page": ["1", "2", "99", "100"],
        "years_max": ["0", "2", "10", "60"], "years_min": ["1", "5"], "years_stated": ["1"],
        "pay_stated": ["0", "1"],
        "language": ["en", "de", "fr", "es", "unstated"],
    }  # fmt: skip
    for name in ("workplace", "seniority", "employment"):
        found[name] = [*fields[name].extra["known"].values]
    return found


def _cities() -> list[str]:
    """Slugs of the cities with most postings within the largest radius that begins at a large city."""
    at = dict(PostingPlace.objects.values_list("place").annotate(n=Count("pk")).order_by("-n")[:2_000])
    from postings.search import tables

    table = tables.places()
    cities = [
        table.by_id[id_] for id_ in [*at][:200] if id_ in table.by_id and table.by_id[id_].kind == "city"
    ]
    around = {city.slug: sum(at.get(id_, 0) for id_ in table.within(city, RADII_KM[-1])) for city in cities}
    return sorted(around, key=lambda slug: (-around[slug], slug))[:20]


SEVERAL = ("place", "workplace", "skill", "skill_not", "have", "role", "seniority", "employment", "language",
           "company")  # fmt: skip


class Maker:
    """Makes addresses at random, and changes one."""

    def __init__(self, palette: Palette, random: Random) -> None:
        self._palette, self._random = palette, random

    def new(self) -> Asked:
        random = self._random
        path = random.choice(["/"] * 12 + [*PATHS])
        parameters: Parameters = {}
        if random.random() < 0.8:
            parameters["q"] = [self.text()]
        names = [*self._palette.values]
        for name in random.sample(names, random.choice([0, 1, 2, 4, 8, len(names)])):
            parameters[name] = self.some(name)
        if random.random() < 0.3:
            self._circles(parameters)
        return self._as_asked(path, parameters)

    def changed(self, one: Asked) -> Asked:
        random, parameters = self._random, {name: [*values] for name, values in one.parameters.items()}
        for _ in range(random.choice([1, 1, 2, 3])):
            name = random.choice([*self._palette.values, "q", "q", "q", "q", "circles"])
            if name == "q":
                parameters["q"] = [self.text() if random.random() < 0.5 else self._edited(parameters)]
            elif name == "circles":
                self._circles(parameters)
            elif name in parameters and random.random() < 0.4:
                del parameters[name]
            else:
                parameters[name] = self.some(name)
        path = one.path if random.random() < 0.9 else random.choice([*PATHS])
        return self._as_asked(path, parameters)

    def _as_asked(self, path: str, parameters: Parameters) -> Asked:
        if path == "/complete/":
            start = self._random.choice([*self._palette.words, *self._palette.wide])
            parameters["typed"] = [start[: self._random.choice([2, 3, 4])]]
        elif path.startswith("/choose/") and self._random.random() < 0.5:
            parameters["find"] = [self._random.choice("aeionrst")]
        return Asked(path, parameters, typing=path == "/" and self._random.random() < 0.2)

    def some(self, name: str) -> list[str]:
        """One value, or as many as the parameter takes."""
        values = self._palette.values[name]
        if not values:
            return []
        most = MOST_VALUES if name in SEVERAL else 1
        number = min(len(values), self._random.choice([1, 1, 3, most, most]), most)
        # The most frequent ones, or any.
        return values[:number] if self._random.random() < 0.5 else self._random.sample(values, number)

    def _circles(self, parameters: Parameters) -> None:
        cities = self._palette.cities
        number = min(len(cities), self._random.choice([1, MOST_CENTRES]))
        if number:
            parameters["place"] = self._random.sample(cities, number)
            parameters["radius"] = [str(RADII_KM[-1])]

    def text(self) -> str:
        random, palette = self._random, self._palette
        kinds: list[Callable[[], str]] = [
            lambda: self._piece(palette.words),
            lambda: f'"{self._piece(palette.phrases)}"',
            lambda: f'"{self._piece(palette.words)} {self._piece(palette.words)}"',
            lambda: self._piece(palette.wide),
            lambda: f"-{self._piece(palette.words)}",
            lambda: f'-"{self._piece(palette.phrases)}"',
            lambda: self._misspelt(self._piece([*palette.wide, *palette.words])),
            lambda: self._piece(palette.words)[: random.choice([2, 3])],
        ]
        chosen = random.sample(kinds, random.choice([1, 1, 2, 4]))
        joining = random.choice([" ", " OR ", None])
        text = ""
        for _ in range(random.choice([1, 2, 4, 8, 50])):
            between = joining or random.choice([" ", " OR "])
            longer = text + (between if text else "") + random.choice(chosen)()
            if len(longer) > LONGEST_TEXT:
                break
            text = longer
        return text

    def _edited(self, parameters: Parameters) -> str:
        """The text with one piece more, or another order."""
        pieces = " ".join(parameters.get("q", [])).split(" OR ")
        self._random.shuffle(pieces)
        return self._random.choice([" ", " OR "]).join([*pieces, self.text()])[:LONGEST_TEXT]

    def _piece(self, values: Sequence[str]) -> str:
        if not values:
            return "work"
        # The first ones more often: they are the most frequent.
        return values[int(len(values) * self._random.random() ** 2)]

    def _misspelt(self, word: str) -> str:
        at = self._random.randrange(len(word))
        return word[:at] + self._random.choice("aeiorstn") + word[at + 1 :]


_number = itertools.count()


@cache
def _client() -> Client:
    return Client(SERVER_NAME="127.0.0.1")


def seconds(one: Asked) -> tuple[float, float]:
    """That the page takes: by the clock, and of the processors for this process. Raises ``RuntimeError`` when
    the answer is anything but a page."""
    page.forget()
    kept_counts.forget()
    address = f"{one.url}&utm_content={next(_number)}"  # means nothing, and makes a page that is not kept
    began, worked = time.perf_counter(), time.process_time()
    response = _client().get(address, headers=TYPING if one.typing else None)
    took = time.perf_counter() - began, time.process_time() - worked
    if response.status_code != 200:
        raise RuntimeError(f"{one.url} was answered with status {response.status_code}.")
    return took


def slowest(number: int, seed: int, begin: Sequence[Asked] = ()) -> list[Slow]:
    """The slowest of so many different addresses, the slowest first. ``begin``: are among those first tried.

    Raises ``RuntimeError`` when one fails.
    """
    random = Random(seed)  # noqa: S311 - not for secrets
    maker = Maker(Palette.read(), random)
    tried: dict[tuple[str, bool], float] = {}
    leading: list[tuple[float, Asked]] = []

    def attempt(one: Asked) -> None:
        key = (one.url, one.typing)
        if key in tried:
            return
        tried[key] = seconds(one)[1]
        leading.append((tried[key], one))
        leading.sort(key=lambda pair: -pair[0])
        del leading[KEPT:]

    for path in PATHS:  # what a process reads once is no part of any address
        seconds(Asked(path, {"q": ["engineer"], "typed": ["en"]}))
    for one in begin:
        attempt(one)
    for turn in range(number * 4):
        if len(tried) >= number + len(begin):
            break
        fresh = turn < number * SHARE_RANDOM or not leading
        attempt(maker.new() if fresh else maker.changed(random.choice(leading)[1]))
    found = []
    for _, one in leading:
        times = [seconds(one) for _ in range(AGAIN)]
        clock, processor = (round(1000 * median(column), 1) for column in zip(*times, strict=True))
        found.append(Slow(one.url, clock, processor, one.typing))
    return sorted(found, key=lambda slow: -slow.milliseconds)
