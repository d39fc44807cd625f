"""How a place is named on pages: whole, with its place in the world, and in a sentence."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import Any

from postings.extraction.gazetteer import read_table
from postings.extraction.vocabulary import vocabulary_file

WITH_REGION = frozenset({"CA", "US"})  # countries whose cities are named with their state or province


def full_name(kind: str, name: str, region_code: str, country_code: str) -> str:
    """The name with its place in the world. A bare code would not do: IN is Indiana and India.

    >>> full_name("city", "Austin", "TX", "US"), full_name("city", "Bengaluru", "", "IN")
    ('Austin, TX, US', 'Bengaluru, India')
    >>> full_name("region", "Texas", "TX", "US"), full_name("city", "Amsterdam", "", "NL")
    ('Texas, US', 'Amsterdam, Netherlands')
    >>> full_name("country", "Germany", "", "DE"), full_name("city", "Singapore", "", "SG")
    ('Germany', 'Singapore')
    """
    country = country_behind_comma(country_code)
    if kind == "country" or name == country:
        return name
    with_region = kind == "city" and country_code in WITH_REGION
    return ", ".join(filter(None, [name, region_code if with_region else "", country]))


def in_sentence(name: str) -> str:
    """The name of a country or region as it stands behind "in" or "from".

    >>> in_sentence("United States"), in_sentence("The Netherlands"), in_sentence("Prince Edward Island")
    ('the United States', 'the Netherlands', 'Prince Edward Island')
    >>> in_sentence("Northern Territory, Australia"), in_sentence("Germany")
    ('the Northern Territory, Australia', 'Germany')
    """
    bare = name.removeprefix("The ")
    rules = _rules()["article"]
    itself = bare.partition(",")[0]
    if itself in rules["never"]:
        return name
    takes_it = (
        itself in rules["names"]
        or itself.rpartition(" ")[2] in rules["endings"]
        or itself.startswith(tuple(f"{start} " for start in rules["starts"]))
    )
    return f"the {bare}" if takes_it else name


@cache
def country_behind_comma(code: str) -> str:
    """What stands for a country behind a city's name; the code itself for an unknown one.

    >>> country_behind_comma("GB"), country_behind_comma("NL"), country_behind_comma("XX")
    ('UK', 'Netherlands', 'XX')
    """
    return str(_rules()["short"].get(code) or _country_names().get(code, code).removeprefix("The "))


@cache
def _rules() -> dict[str, Any]:
    return vocabulary_file("place_wording.toml")


@cache
def _country_names() -> dict[str, str]:
    countries = takewhile(lambda row: row.kind == "country", read_table())  # they come first
    return {row.country: row.name for row in countries}
