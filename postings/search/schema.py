"""The index: its fields, how words are cut, and the small numbers that stand for choices.

Every facet is a fast column of integers. Bump ``SCHEMA_VERSION`` with any change here or in ``document.py``:
the new index is then built beside the old one (see ``index.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import tantivy

from postings.models import Posting
from postings.text import fold

SCHEMA_VERSION = 3

WHOLE_TITLE = "whole_title"  # the title as one word, see whole_title
TEXT_FIELDS = ("title", "skills", "company_name", "description")
ANALYZER = "job_text"

WORLDWIDE = 1  # stands among the country ids of ``open_to``; no GeoNames country has it
NO_EXPIRY = 1 << 62  # microseconds; later than any date
PAY_OPEN_ENDED = 1 << 60  # reach of pay with a minimum only

UNSTATED = "unstated"


def _codes(choices: Iterable[str]) -> dict[str, int]:
    # A new choice goes to the end of its model's list or bumps SCHEMA_VERSION.
    return {UNSTATED: 0} | {value: number for number, value in enumerate(choices, start=1)}


WORKPLACES = _codes(Posting.Workplace.values)
EMPLOYMENT_TYPES = _codes(Posting.EmploymentType.values)
SENIORITIES = _codes(Posting.Seniority.values)

# Single-valued columns, then those with any number of values (ids, never repeated within a posting).
COLUMNS = (
    "newest",  # publication second, then id: the order "newest" in one number (see order_key)
    "pay_order",  # yearly pay in the base currency, then id; 0 without comparable pay
    "published",  # microseconds since 1970
    "expires",  # microseconds since 1970, NO_EXPIRY without one
    "workplace",
    "employment",
    "seniority",
    "language",  # see languages.code_number; 0 when not known
    "company",  # id; 0 when the posting does not say
    "role",  # id; 0 when the title names none
    "pay_reach",  # highest yearly pay, hundredths of the base currency; 0: none that can be compared
    "pay_stated",  # 1 when any pay is stated
    "experience",  # years + 1; 0 when not stated
    "required_count",
)
WEIGHTS = ("freshness", "share")  # what scores are multiplied with, see document.py
LISTS = (
    "place",  # all places and their ancestors
    "country",
    "region",
    "city",
    "skill",  # required skills and their ancestors
    "required",  # required skills as stated
    "preferred",  # preferred skills and their ancestors
    "open_to",  # countries whose residents can take the job; WORLDWIDE
)


# Signs that make a word of their own. All else is cut at what is neither letter nor digit, so "Node.js" is
# two words that stand together.
_SIGNED = re.compile(r"(?i)\bc\+\+|\b([acfj])#|\.net\b")


def _spelled(match: re.Match[str]) -> str:
    sign = match[0][-1]
    if sign == "+":
        return " cplusplus "
    return f" {match[1]}sharp " if sign == "#" else " dotnet "


# Scripts that put no blanks between words: each sign is a word, and words typed are found as signs together.
_UNSPACED = re.compile(r"([\u0e00-\u0e7f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def spell_signs(text: str) -> str:
    """C++, C#, F# and .NET as letters ("cplusplus"), because the tokenizer drops signs; and signs of scripts
    that put no blanks between words apart from each other.

    >>> spell_signs("C++/C#, ASP.NET").split()
    ['cplusplus', '/', 'Csharp', ',', 'ASP', 'dotnet']
    >>> spell_signs("注册护士").split()
    ['注', '册', '护', '士']
    """
    if "+" in text or "#" in text or ".n" in text or ".N" in text:
        text = _SIGNED.sub(_spelled, text)
    return text if text.isascii() else _UNSPACED.sub(r" \1 ", text)


def whole_title(title: str) -> str:
    """A title as the one word that equal titles share, signs and capitals aside.

    >>> whole_title("Front-End Engineer  (C++)")
    'front end engineer cplusplus'
    """
    return " ".join(_TITLE_WORD.findall(fold(spell_signs(title))))


_TITLE_WORD = re.compile(r"\w+")


@cache
def analyzer() -> tantivy.TextAnalyzer:
    """The one way to cut spelled text into words, for index and queries: lower case, no accents, English
    stems."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def words(text: str) -> list[str]:
    """The index's words of a query's text.

    >>> words("Senior C++ developers"), words("Node.js")
    (['senior', 'cplusplus', 'develop'], ['node', 'js'])
    """
    return analyzer().analyze(spell_signs(text))


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=ANALYZER, index_option="position")
    builder.add_text_field(WHOLE_TITLE, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in WEIGHTS:
        builder.add_float_field(name, fast=True)
    for name in (*COLUMNS, *LISTS):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


def open_index(path: str) -> tantivy.Index:
    """The index in the directory, made when there is none; it knows how to cut words."""
    index = tantivy.Index(schema(), path=path)
    index.register_tokenizer(ANALYZER, analyzer())
    return index


def order_key(major: int, posting_id: int) -> int:
    """Two numbers as one that sorts by the first, then by the id: a total order in a single column."""
    return min(max(major, 0), (1 << 31) - 1) << 32 | posting_id & 0xFFFF_FFFF
