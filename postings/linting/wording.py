"""How the title and the description are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.linting.result import Context, Finding, error, hint, warning
from postings.text import company_key, fold
from postings.values import PostingValues

SHORTEST_CHARS = 200  # of the description's words; below, seekers learn too little
LONGEST_CHARS = 15_000  # three times the longest that people read to the end
LONGEST_TITLE = 80  # search engines cut off what follows

_TITLE_PAY = re.compile(
    r"[$€£₹¥]\s?\d|\b\d[\d.,]*\s?(?:k\b|(?:USD|EUR|GBP|CHF|CAD|AUD|PLN|SEK)\b|"
    r"(?:per|an?|/)\s?(?:hour|hr|year|day|week|month)\b)",
    re.IGNORECASE,
)
_PICTURE = re.compile("[\u2600-\u27bf\u2b50-\u2b55\U0001f1e6-\U0001faff]")
_CALLS = re.compile(
    r"\b(?:urgent(?:ly)?|hiring(?: now)?|now hiring|apply (?:now|today)|immediate (?:start|joiner)s?|"
    r"(?:great|amazing) opportunity|great pay|dringend gesucht|ab sofort)\b",
    re.IGNORECASE,
)


def lint_title(values: PostingValues, context: Context) -> Iterator[Finding]:
    title = " ".join(values.title.split())
    letters = [sign for sign in title if sign.isalpha()]
    long_words = re.findall(r"[^\W\d_]{4,}", title)
    if len(long_words) >= 2 and all(sign.isupper() for sign in letters):
        yield warning(
            "shouting",
            "title",
            f"The title is all in capitals. Write it like “{title.capitalize().rstrip(' !')}”.",
        )
    if "!" in title:
        yield warning("shouting_marks", "title", "The title shouts. Leave the exclamation marks out.")
    if match := _PICTURE.search(title):
        yield warning(
            "title_pictures", "title", "The title holds pictures. Search engines refuse such titles.",
            quote=match[0],
        )  # fmt: skip
    if match := _TITLE_PAY.search(title):
        yield warning(
            "title_pay", "title", "The title holds pay. Put it under Pay, where people can filter by it.",
            quote=match[0],
        )  # fmt: skip
    if match := _CALLS.search(title):
        yield hint(
            "title_calls",
            "title",
            f"“{match[0]}” is no part of the title. Name the job only.",
            quote=match[0],
        )
    folded = f" {re.sub(r'[^\w]+', ' ', fold(title))} "
    for name in context.place_names:
        if len(name) > 2 and f" {fold(name)} " in folded:
            yield hint(
                "title_place", "title", f"“{name}” stands under Places already. Leave it out of the title."
            )
            break
    company = company_key(values.company) if values.company else ""
    if len(company) > 2 and f" {company} " in folded:
        yield hint(
            "title_company", "title",
            f"“{values.company}” is shown beside the title already. Leave it out of the title.",
        )  # fmt: skip
    if len(title) > LONGEST_TITLE:
        yield hint(
            "title_long",
            "title",
            f"The title has {len(title)} characters. Search engines cut it off at about 60.",
        )


_MARKS = re.compile(r"!{2,}")
_CAPITALS = re.compile(r"(?:\b[A-ZÄÖÜÉÈÀ]{2,}\b[ ,!-]*){7,}")


def lint_description(text: str) -> Iterator[Finding]:
    if not text.strip():
        yield error(
            "no_description", "description_html", "Describe the work: what is done, with whom, and how."
        )
    elif len(text) < SHORTEST_CHARS:
        yield warning(
            "description_short", "description_html",
            f"The description has only {len(text)} characters. Say what is done, with whom, what is offered.",
        )  # fmt: skip
    elif len(text) > LONGEST_CHARS:
        yield hint(
            "description_long", "description_html",
            f"The description has {len(text):,} characters. Few read that far: keep what decides.",
        )  # fmt: skip
    if len(_MARKS.findall(text)) >= 2:
        yield hint(
            "description_marks", "description_html", "The description shouts. One exclamation mark is enough."
        )
    if match := _CAPITALS.search(text):
        yield hint(
            "description_capitals", "description_html",
            "Whole sentences are in capitals, which is hard to read.", quote=match[0][:60],
        )  # fmt: skip
