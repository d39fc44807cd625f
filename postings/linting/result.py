"""What the linter knows and what it says: its input besides the posting, and its findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from postings.models import LinkCheck

# In a few words, for the history of a posting that was submitted or approved in spite of them.
WARNINGS = {
    "shouting": "title in capitals",
    "shouting_marks": "exclamation marks in the title",
    "title_pictures": "pictures in the title",
    "title_pay": "pay in the title",
    "remote_nowhere": "remote, from where not stated",
    "remote_on_site": "remote, but on-site in the description",
    "on_site_remote": "not remote, but remote in the description",
    "no_pay": "no pay stated",
    "pay_contradicts": "several pay bands for the same",
    "pay_wide": "wide pay band",
    "pay_implausible": "implausible pay",
    "too_good": "much pay for no experience",
    "apply_shortened": "shortened address to apply at",
    "apply_dead": "address to apply at is gone",
    "apply_private": "address to apply at is not public",
    "free_mail": "free e-mail address",
    "posted_later": "posted in the future",
    "description_short": "short description",
    "duplicate": "likely duplicate",
    "no_markup": "not listed by search engines",
    "young": "“young team” or the like",
    "digital_native": "“digital native”",
    "recent_graduates_only": "recent graduates only",
    "experience_limit": "limit of experience",
    "gendered_title": "title names one sex",
    "pronoun": "“he” or “she” alone",
    "native_speaker": "“native speaker”",
    "nationality": "limit by nationality",
    "religion": "asks for a faith",
    "health": "asks about health",
    "looks": "asks for looks",
    "messenger": "private messenger",
    "crypto_pay": "pay in a cryptocurrency",
    "easy_money": "promises of easy money",
    "private_data": "asks for private papers or numbers",
}
ERRORS = {
    "no_place": "on-site or hybrid, but no place",
    "no_way_to_apply": "no way to apply",
    "no_description": "no description",
    "expired": "last day has passed",
    "age_limit": "limit by age",
    "sex": "asks for one sex",
    "family": "asks about family",
    "origin": "limit by origin",
    "disability": "shuts out disabled people",
    "fee": "asks applicants to pay",
    "money_mule": "passes on money for others",
}


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. ``field`` is that of the form; ``quote`` the words it is about, if any."""

    code: str
    severity: Severity
    message: str
    field: str
    quote: str = ""
    url: str = ""
    """A page that shows more, such as the other posting of the same job."""


@dataclass(frozen=True, slots=True)
class Near:
    """A posting that may be the same job; ``url`` is where the reader may see it."""

    name: str
    url: str
    condition: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What the linter has to know besides the posting."""

    today: date
    website: str = ""
    place_names: tuple[str, ...] = ()  # of the posting's own places
    near: tuple[Near, ...] = ()
    link: LinkCheck | None = None


def error(code: str, field: str, message: str, **more: Any) -> Finding:
    return Finding(code, Severity.ERROR, message, field, **more)


def warning(code: str, field: str, message: str, **more: Any) -> Finding:
    return Finding(code, Severity.WARNING, message, field, **more)


def hint(code: str, field: str, message: str, **more: Any) -> Finding:
    return Finding(code, Severity.HINT, message, field, **more)
