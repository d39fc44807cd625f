"""The lattice of rules in their order, and the reading of one sentence or segment by it."""

from __future__ import annotations

from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from postings.extraction.prefilter import PatternSet
from postings.extraction.workplace.anywhere import anywhere_rules
from postings.extraction.workplace.cue import Cue
from postings.extraction.workplace.office_days import office_day_rules
from postings.extraction.workplace.refusals import refusal_rules
from postings.extraction.workplace.rule import Rule
from postings.extraction.workplace.sometimes import sometimes_rules
from postings.extraction.workplace.statements import hybrid_rules, onsite_rules, remote_rules


@cache
def rules() -> tuple[Rule, ...]:
    """The lattice, in order: an earlier rule masks its words from the later ones."""
    return (
        *anywhere_rules(),
        *office_day_rules(),
        *refusal_rules(),
        *sometimes_rules(),
        *hybrid_rules(),
        *remote_rules(),
        *onsite_rules(),
    )


@cache
def _patterns() -> PatternSet:
    return PatternSet(rule.pattern for rule in rules())


_WORTH_READING = (
    "remot", "hybrid", "híbrid", "site", "office", "person", "home", "wfh", "wfa", "commut", "télétra",
    "teletra", "telework", "tele-work", "anywhere", "your own", "any location", "only", "irl", "presencial",
    "présentiel", "zdaln", "vor ort", "bureau", "büro", "arbeiten", "days", "day a", "day per", "hub",
    "tage", "jours", "local", "wherever", "where you", "von wo", "überall", "ortsunab", "où",
    "wfo", "distans", "hybryd", "ibrid", "thuis", "stacjon", "präsenz", "smart working", "giorn",
    "donde", "onde ", "headquarters", "på plats", "locatie", "kantoor",
)  # fmt: skip

_WORDS_WORTH_READING = AhoCorasick(_WORTH_READING)


def worth_reading(text: str) -> bool:
    """Whether any word of the lattice stands in the text; many times faster than the rules."""
    return bool(_WORDS_WORTH_READING.find_matches_as_indexes(text.lower()))


@lru_cache(maxsize=4_096)
def cues(text: str) -> tuple[Cue, ...]:
    """Every clause of one sentence or segment, offsets in ``text``."""
    if not worth_reading(text):
        return ()
    masked = text
    found: list[Cue] = []
    lattice = rules()
    for number in sorted(_patterns().candidates(text)):
        rule = lattice[number]
        for match in rule.pattern.finditer(masked):
            if match.end() == match.start():
                continue
            if rule.kind is not None:
                found.append(Cue(rule.kind, rule.status, match.start(), match.end(), rule.weight))
        if rule.kind is None or found:
            masked = rule.pattern.sub(lambda m: "\0" * len(m.group()), masked)
    return tuple(sorted(found, key=lambda cue: cue.start))
