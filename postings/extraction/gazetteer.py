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
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

VOCABULARY = Path(__file__).parent / "vocabulary"
TABLE_PATH = VOCABULARY / "places.csv.gz"

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
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        header = tuple(next(rows))
        if header != COLUMNS:
            raise ValueError(
                f"{path} has the columns {header}, expected {COLUMNS}; run manage.py build_places."
            )
        for row in rows:
            id_, kind, name, ascii_name, country, region, parent, latitude, longitude, *rest = row
            population, timezone, currency = rest
            yield PlaceRow(
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
