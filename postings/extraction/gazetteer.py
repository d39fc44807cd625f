"""The place table: countries, first-level regions and cities of the world, and how names find them.

``vocabulary/places.csv.gz`` is derived from GeoNames (CC BY 4.0; see the file's head and
``vocabulary/places.md``) by ``manage.py build_places``. Columns, one row a place, countries first, then
regions, then cities, so a parent always stands before its children:

=============  =====================================================================================
id             GeoNames' geonameid
kind           ``country``, ``region`` or ``city``
name           main name ("New York City", "Zürich"; regions in CLDR's English)
ascii_name     the name in ASCII letters (empty in the file when equal to name; ``read_table`` fills it)
country        ISO 3166-1 alpha-2
region_code    ISO 3166-2 code ("US-CA"), of a city the code of its region; empty when unknown
parent_id      id of the region, or of the country where the region is unknown; empty for countries
latitude       degrees, cities only
longitude      degrees, cities only
population     people; 0 for regions
timezone       IANA name, cities only
currency       ISO 4217 code in use, countries only
=============  =====================================================================================
"""

from __future__ import annotations

import csv
import gzip
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from postings.extraction.vocabulary import DIRECTORY, vocabulary_file

TABLE_PATH = DIRECTORY / "places.csv.gz"
MAX_KEPT_CHARS = 80  # of a name whose reading is kept

COLUMNS = (
    "id",
    "kind",
    "name",
    "ascii_name",
    "country",
    "region_code",
    "parent_id",
    "latitude",
    "longitude",
    "population",
    "timezone",
    "currency",
)

# Letters that Unicode does not decompose into an ASCII letter and a mark.
_UNDECOMPOSED = str.maketrans(
    dict(zip("øØđĐðÐłŁıħĦəƏ", "oOdDdDlLihHaA", strict=True))
    | {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}
    | dict.fromkeys("’‘ʻʼʿʾ`´", "'")
    | dict.fromkeys("–—‑‐−", "-")
)


class PlaceRow(NamedTuple):
    """One row of the place table; see the module's docstring for the columns."""

    id: int
    kind: str
    name: str
    ascii_name: str
    country: str
    region_code: str
    parent_id: int | None
    latitude: float | None
    longitude: float | None
    population: int
    timezone: str
    currency: str


def fold(name: str) -> str:
    """The name without accents, in ASCII where its letters allow: ``fold("Zürich") == "Zurich"``.

    >>> fold("Łódź"), fold("São Paulo")
    ('Lodz', 'Sao Paulo')
    """
    decomposed = unicodedata.normalize("NFKD", name.translate(_UNDECOMPOSED))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def read_table(path: Path = TABLE_PATH) -> Iterator[PlaceRow]:
    """Every place of the committed table, parents before children."""
    return map(_row, csv.reader(_lines(path)))


def _lines(path: Path) -> list[str]:
    """The table's lines below its head; ValueError where its columns are others."""
    lines = gzip.decompress(path.read_bytes()).decode().rstrip("\n").split("\n")
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    header = tuple(lines[first].split(","))
    if header != COLUMNS:
        raise ValueError(f"{path} has the columns {header}, expected {COLUMNS}; run manage.py build_places.")
    return lines[first + 1 :]


def _row(fields: Sequence[str]) -> PlaceRow:
    id_, kind, name, ascii_name, country, region, parent, latitude, longitude, *rest = fields
    population, timezone, currency = rest
    return PlaceRow(
        int(id_),
        kind,
        name,
        ascii_name or name,
        country,
        region,
        int(parent) if parent else None,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(population or 0),
        timezone,
        currency,
    )


def _ascii_name(line: str) -> str:
    """The name in ASCII letters that a line of the table gives."""
    if '"' in line:
        return _row(next(csv.reader([line]))).ascii_name
    _, _, name, ascii_name, _ = line.split(",", 4)
    return ascii_name or name


# Names
# --------------------------------------------------------------------------------------------------------

_KEY_NOISE = {**dict.fromkeys(".'()", ""), "&": " & ", **dict.fromkeys("-/\t\n\u00a0\u202f", " ")}
_KEY_NOISE_TABLE = str.maketrans(_KEY_NOISE)
_KEY_WORDS = {"saint": "st", "sankt": "st", "fort": "ft", "mount": "mt"}


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The form under which names are compared: no accents, case, full stops or hyphens; Saint as St.

    >>> key("St. John's"), key("Tel-Aviv"), key("Saint Louis")
    ('st johns', 'tel aviv', 'st louis')
    """
    plain = name if name.isascii() else fold(name)
    words = plain.translate(_KEY_NOISE_TABLE).casefold().split()
    return " ".join([_KEY_WORDS.get(word, word) for word in words])


def _keys(names: Iterable[str]) -> Iterator[str]:
    """As ``key`` for each of many names in ASCII letters, at a fraction of the time."""
    plain = "\0".join(names).lower()
    for noise, instead in _KEY_NOISE.items():
        plain = plain.replace(noise, instead)
    for name in plain.split("\0"):
        yield " ".join([_KEY_WORDS.get(word, word) for word in name.split()])


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name may mean. Several parts may be filled: "Georgia" is a state and a country."""

    cities: tuple[PlaceRow, ...] = ()  # most populous first
    shown: str | None = None  # the city's name to report, if not its main name
    regions: tuple[str, ...] = ()  # ISO 3166-2 codes
    within: tuple[str, ...] = ()  # countries a lesser region ("Surrey") lies in
    metropolis: str | None = None  # "City, region" or a region or country code: "Bay Area"
    country: str | None = None  # ISO 3166-1 alpha-2
    area: str | None = None  # key of areas.toml
    is_code: bool = False  # a bare two- or three-letter code, which means little by itself


@dataclass(frozen=True, slots=True)
class Area:
    """A group of countries ("EMEA")."""

    key: str
    name: str
    countries: frozenset[str]


class Gazetteer:
    """All names of places, areas and codes, ready for look-up. Use ``gazetteer()``: it is read once."""

    def __init__(self) -> None:
        self.countries: dict[str, PlaceRow] = {}
        self.regions: dict[str, PlaceRow] = {}
        self._region_names: dict[str, list[str]] = {}
        lines = _lines(TABLE_PATH)
        places = enumerate(lines)
        first_city = next((number for number, line in places if line.split(",", 2)[1] == "city"), len(lines))
        for row in map(_row, csv.reader(lines[:first_city])):
            if row.kind == "country":
                self.countries[row.country] = row
            else:
                self.regions[row.region_code] = row
                self._region_names.setdefault(key(row.name), []).append(row.region_code)
        # Of 33,000 cities a process names a few: their lines stay text until one is asked for.
        self._city_lines: dict[str, str] = {}
        cities = lines[first_city:]
        for name, line in zip(_keys(map(_ascii_name, cities)), cities, strict=True):
            known = self._city_lines.get(name)
            self._city_lines[name] = line if known is None else f"{known}\n{line}"
        self.areas = self._read_areas()
        self._read_countries()
        self._read_regions()
        self._read_aliases()
        self.first_words = self._index_first_words()
        self._look_up = lru_cache(maxsize=20_000)(self._read)

    def _cities(self, name: str) -> tuple[PlaceRow, ...]:
        """The cities of a name as ``key`` writes it, most populous first."""
        lines = self._city_lines.get(name)
        rows = map(_row, csv.reader(lines.split("\n"))) if lines is not None else ()
        return tuple(sorted(rows, key=lambda row: (-row.population, row.id)))

    def _read_areas(self) -> dict[str, Area]:
        data = vocabulary_file("areas.toml")

        def countries(name: str) -> frozenset[str]:
            entry = data[name]
            own = frozenset(entry.get("countries", "").split())
            return own.union(*(countries(part) for part in entry.get("of", ())))

        self._area_names: dict[str, str] = {}
        self._area_codes: dict[str, str] = {}
        for name, entry in data.items():
            for alias in (entry["name"], *entry["names"]):
                self._area_names[key(alias)] = name
            for code in entry.get("codes", ()):
                self._area_codes[code] = name
        return {name: Area(name, entry["name"], countries(name)) for name, entry in data.items()}

    def _read_countries(self) -> None:
        self._country_names = {key(row.name): code for code, row in self.countries.items()}
        self._country_codes = {}
        self.domains: dict[str, str] = {}
        for code, entry in vocabulary_file("countries.toml").items():
            for name in entry["names"]:
                self._country_names[key(name)] = code
            for other in entry.get("codes", ()):
                self._country_codes[other] = code
            if "domain" in entry:
                self.domains[entry["domain"]] = code

    def _read_regions(self) -> None:
        data = vocabulary_file("regions.toml")
        self._region_aliases: dict[str, list[str]] = {}
        for code, names in data["states"].items():
            for name in names:
                self._region_aliases.setdefault(key(name), []).append(code)
        self._within: dict[str, list[str]] = {}
        for country, names in data["within"].items():
            for name in names:
                self._within.setdefault(key(name), []).append(country)
        self._metropolitan = {key(name): target for name, target in data["metropolitan"].items()}
        alone = data["alone"]
        self.standing_alone = frozenset(alone["codes"]).union(
            code for code, row in self.regions.items() if row.country in alone["countries"]
        )
        self._state_codes = {code[3:]: code for code in self.regions if code[:2] in ("US", "CA")}

    def _read_aliases(self) -> None:
        data = vocabulary_file("place_aliases.toml")
        self._capitals: dict[str, PlaceRow] = {}
        self._short: dict[str, PlaceRow] = {}
        self._other_names: dict[str, tuple[str, PlaceRow]] = {}
        for name, target in [*data["short"].items(), *data["endonyms"].items()]:
            row = self.city_of(target)
            if name.isupper() and len(name.replace(".", "")) <= 4:
                self._capitals[name] = row
            else:
                self._short[key(name.partition(", ")[0])] = row
        for name, target in data["names"].items():
            written = name.partition(", ")[0]
            self._other_names[key(written)] = (written, self.city_of(target))
        self.main_names: dict[int, str] = {
            int(self.city_of(target).id): name for name, target in data["shown"].items()
        }
        self.common_words = frozenset(key(word) for word in data["common"]["words"])

    def city_of(self, target: str) -> PlaceRow:
        """The row of "Munich, DE" or "Austin, US-TX"; KeyError if the table lacks it."""
        name, _, code = target.rpartition(", ")
        for row in self._cities(key(name)):
            if code in (row.country, row.region_code):
                return row
        raise KeyError(f"{target!r} in vocabulary is no city of {TABLE_PATH.name}")

    def _index_first_words(self) -> dict[str, int]:
        """First word of every name, with the most words a name with that start has."""
        first: dict[str, int] = {}
        for names in (
            self._city_lines, self._region_names, self._area_names, self._country_names, self._region_aliases,
            self._within, self._metropolitan, self._short, self._other_names,
        ):  # fmt: skip
            for name in names:
                words = name.split(" ")
                if first.get(words[0], 0) < len(words):
                    first[words[0]] = len(words)
        for code in (
            *self._capitals,
            *self._country_codes,
            *self._area_codes,
            *self._state_codes,
            *self.countries,
        ):
            first.setdefault(key(code), 1)
        return first

    def look_up(self, written: str) -> Reading | None:
        """Everything that ``written`` may mean, or None. Codes count only in capitals."""
        return self._look_up(written) if len(written) < MAX_KEPT_CHARS else self._read(written)

    def _read(self, written: str) -> Reading | None:
        name = key(written)
        cities = self._cities(name)
        shown = None
        if (alias := self._capitals.get(written)) or (alias := self._short.get(name)):
            cities = (alias, *(row for row in cities if row.id != alias.id))
        elif name in self._other_names:
            shown, alias = self._other_names[name]
            if not (written.isupper() or written.islower()):
                shown = written
            cities = (alias, *(row for row in cities if row.id != alias.id))
        regions = (*self._region_names.get(name, ()), *self._region_aliases.get(name, ()))
        country = self._country_names.get(name)
        area = self._area_names.get(name)
        is_code = False
        if written.isupper() or written in self._area_codes:
            plain = written.replace(".", "")
            state = self._state_codes.get(plain) if len(plain) == 2 else None
            code = self._country_codes.get(written) or (plain if plain in self.countries else None)
            if state or (code and not country):
                is_code = written not in self._country_codes
                if written not in self._capitals:
                    cities = ()  # "WA" is never the town of Wa
                country = country or code
                regions = (state, *regions) if state and state not in regions else regions
            area = area or self._area_codes.get(written)
        found = Reading(
            cities=cities,
            shown=shown,
            regions=regions,
            within=tuple(self._within.get(name, ())),
            metropolis=self._metropolitan.get(name),
            country=country,
            area=area,
            is_code=is_code and not cities,
        )
        return None if found == _NOTHING else found


_NOTHING = Reading()


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of the process, read on first use."""
    return Gazetteer()
