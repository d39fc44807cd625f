"""A rule of the lattice: a pattern, the way of working that it names and what it does with it.

Words that many rules share are here; lists of words are in ``vocabulary/workplace.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from postings.extraction.finding import Workplace
from postings.extraction.vocabulary import vocabulary_file
from postings.extraction.workplace.cue import Status


@cache
def words() -> dict[str, Any]:
    """The lists of ``vocabulary/workplace.toml``: office days, subject matter, words that state nothing."""
    return vocabulary_file("workplace.toml")


def _pattern(source: str) -> re.Pattern[str]:
    """A rule of the lattice: "~" is an optional space or hyphen, after a free word a required one.

    Were it optional there, ``(?:\\w+~){0,3}`` could cut one word into three in many ways.
    """
    source = source.replace(r"\w+~", r"\w+[\s-]\s?").replace("~", r"[\s-]?\s?").replace("\n", "")
    return re.compile(r"(?<!\w)(?:" + source + ")", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    kind: Workplace | None  # None: the words say nothing here
    status: Status
    pattern: re.Pattern[str]
    weight: float


def rule(kind: Workplace | None, status: Status, source: str, weight: float) -> Rule:
    """A rule of the lattice with its pattern made."""
    return Rule(kind, status, _pattern(source), weight)


REMOTE_WORDS = (
    r"(?:remote(?:ly)?|work(?:ing)?~from~(?:home|anywhere)|wfh|wfa|tele-?commut\w*|tele-?work\w*|"
    r"home~based|home~office|télétravail\w*|teletrabajo|trabajo remoto|trabalho remoto|remoto|zdaln\w+|"
    r"på distans|distansarbete|distans(?=\s*(?:$|[,/).])))"
)
ONSITE_WORDS = (
    r"(?:on-?~?site|in-?~?(?:the-?~?)?office|in-?~?person|office~based|vor ort|présentiel|presencial|"
    r"sur site|på plats|op locatie|op kantoor)"
)
ROLE_WORDS = (
    r"(?:role|position|job|opportunity|internship|vacancy|post|contract|assignment|opening|gig|"
    r"placement|work|candidate|employment|appointment|poste|stelle|vaga|engagement)"
)
