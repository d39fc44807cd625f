"""The index: its fields, how words are cut, and the small numbers that stand for choices.

Every facet is a fast column of integers. Bump ``SCHEMA_VERSION`` with any change here or in ``document.py``:
the new index is then built beside the old one (see ``index.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import tantivy

from postings.models import Posting
from postings.text import fold

SCHEMA_VERSION = 6

WHOLE_TITLE = "whole_title"  # the title as one word, see whole_title
TEXT_FIELDS = ("title", "skills", "company_name", "description")
ANYWHERE = "anywhere"  # the words of all of them: finds what has a word in one step, without a score
ANALYZER = "job_text"

NO_ROLE = 0  # of a posting whose title names no known role
WORLDWIDE = 1  # stands among the country ids of ``open_to``; no GeoNames country has it
NO_EXPIRY = 1 << 62  # microseconds; later than any date
PAY_OPEN_ENDED = 1 << 60  # reach of pay with a minimum only
PAY_NOT_COMPARABLE = (1 << 32) - 1  # of ``pay_rank``: above all that can be
PAY_RANKED = (1 << 32) - 2  # the highest reach that ``pay_rank`` tells apart from higher ones

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
    "pay_rank",  # the same in 32 bits, at most PAY_RANKED, so that a range of it is found quickly
    "pay_stated",  # 1 when any pay is stated
    "experience",  # years + 1; 0 when not stated
)
# Columns that no value is looked up in.
ONLY_READ = frozenset({"newest", "pay_order", "pay_rank"})
WEIGHTS = ("freshness", "share")  # what scores are multiplied with, see document.py
LISTS = (
    "place",  # all places and their ancestors
    "skill",  # required skills and their ancestors
    "required",  # required skills as stated
    "preferred",  # preferred skills and their ancestors
    "open_to",  # countries whose residents can take the job; WORLDWIDE
)

# Columns to count by. The engine counts a column that has one value in every posting many times faster than
# a list, so a list is told as some such columns, its slots, and a list of what they have no room for.
SLOTS = {"skill": 12, "country": 2, "region": 2, "city": 2}
SLOTTED = {name: tuple(f"{name}_{slot}" for slot in range(1, slots + 1)) for name, slots in SLOTS.items()}
MORE = "_more"  # ends the name of the list of the others: "skill_more"
COUNTED = (
    *(column for columns in SLOTTED.values() for column in columns),  # 0: none
    "pay_bar",  # number of the bar of pay, from 1; 0 without comparable pay (see pay.py)
)
REQUIRED_OF = "required_of"  # each required skill together with how many are required, see required_of
MOST_REQUIRED = 60  # required skills of a posting that are told apart
HAS_MORE = "has_more"  # 1 where one of the lists has a value: the lists are read for those few alone


def in_slots(name: str, ids: Iterable[int]) -> dict[str, Any]:
    """The values of the columns that tell such a list: its slots, and those that found none free.

    A skill goes where most others do not, so that each slot has few different ones; of places all but the
    first are rare.

    >>> {name: value for name, value in in_slots("skill", [3, 11]).items() if value}
    {'skill_4': 3, 'skill_12': 11}
    >>> in_slots("city", [8, 7, 9])
    {'city_1': 7, 'city_2': 8, 'city_more': [9]}
    """
    slots, others = [0] * SLOTS[name], []
    for id_ in sorted(ids):
        first = id_ if name == "skill" else 0
        for step in range(len(slots)):
            if not slots[slot := (first + step) % len(slots)]:
                slots[slot] = id_
                break
        else:
            others.append(id_)
    return dict(zip(SLOTTED[name], slots, strict=True)) | {name + MORE: others}


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
    builder.add_text_field(ANYWHERE, tokenizer_name=ANALYZER, index_option="basic")
    builder.add_text_field(WHOLE_TITLE, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in WEIGHTS:
        builder.add_float_field(name, fast=True)
    for name in (*COLUMNS, *LISTS):
        builder.add_unsigned_field(name, indexed=name not in ONLY_READ, fast=True)
    for name in (*COUNTED, *(name + MORE for name in SLOTS)):
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field(HAS_MORE, indexed=True)
    builder.add_unsigned_field(REQUIRED_OF, indexed=True)
    return builder.build()


def open_index(path: str) -> tantivy.Index:
    """The index in the directory, made when there is none; it knows how to cut words."""
    index = tantivy.Index(schema(), path=path)
    index.register_tokenizer(ANALYZER, analyzer())
    return index


def required_of(skill_id: int, number: int) -> int:
    """The skill as one of so many required ones: finds, of those that need it, the postings of one length.

    >>> required_of(7, 3) != required_of(7, 4) and required_of(8, 0) - required_of(7, MOST_REQUIRED) > 0
    True
    """
    return skill_id << 6 | number


def order_key(major: int, posting_id: int) -> int:
    """Two numbers as one that sorts by the first, then by the id: a total order in a single column."""
    return min(max(major, 0), (1 << 31) - 1) << 32 | posting_id & 0xFFFF_FFFF
