"""The company that most cues of the prose and the addresses point to, where nothing states it."""

from __future__ import annotations

from collections.abc import Iterable

from postings.extraction.company.addresses import Vote, add_mail_hosts, add_slugs
from postings.extraction.company.cues import CUES, cues_of
from postings.extraction.company.doubts import as_spoken, spelled_out
from postings.extraction.company.mentions import mentions_of
from postings.extraction.company.names import LEGAL_SUFFIX
from postings.extraction.document import Document
from postings.extraction.finding import Finding

MIN_CONFIDENCE = 0.5


def _counted(cues: Iterable[tuple[str, int, float, str]]) -> dict[str, Vote]:
    """The votes of cues (name, where it stands, weight, rule) by the name without its legal form."""
    votes: dict[str, Vote] = {}
    placed: dict[tuple[str, int], float] = {}
    for name, start, weight, rule in cues:
        key = LEGAL_SUFFIX.sub("", name).casefold()
        before = placed.get((key, start), 0.0)  # one sentence that several cues fit says it once
        placed[key, start] = max(before, weight)
        worth = max(0.0, weight - before) + (0.15 * min(weight, before))
        vote = votes.get(key)
        if vote is None:
            votes[key] = Vote(name, start, start + len(name), weight, {rule}, weight)
            continue
        vote.weight += worth if rule not in vote.rules else worth * 0.3
        vote.rules.add(rule)
        if weight > vote.best:
            vote.name, vote.start, vote.end, vote.best = name, start, start + len(name), weight
    return votes


def _add_mentions(document: Document, votes: dict[str, Vote]) -> None:
    """The names that the text keeps coming back to: votes for those that cues found, and for others."""
    for mentions in mentions_of(document):
        key = LEGAL_SUFFIX.sub("", mentions.name).casefold()
        vote = votes.setdefault(
            key, Vote(mentions.name, mentions.start, mentions.start + len(mentions.name), 0.0, set(), 0.0)
        )
        vote.weight += mentions.points * 0.6
        vote.rules.add("mentions")
        vote.best = max(vote.best, 1.3)


_NOBODY = (Vote("", 0, 0, 0.0, set(), 0.0),) * 2


def _decided(votes: dict[str, Vote]) -> bool:
    """Whether the cues leave no doubt, so that counting where names stand would change nothing."""
    first, second = sorted((vote.weight for vote in (*votes.values(), *_NOBODY)), reverse=True)[:2]
    return first >= 4.0 and second <= first * 0.4


def _goes_on(name: str, longer: str) -> bool:
    return LEGAL_SUFFIX.sub("", longer).casefold().startswith(f"{name.casefold()} ")


def voted(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The name that most cues of the prose point to."""
    votes = _counted(
        (*as_spoken(document, name, start), weight, rule) for name, start, weight, rule in cues_of(document)
    )
    if not _decided(votes):
        _add_mentions(document, votes)
    add_mail_hosts(document, votes)
    add_slugs(document, votes, title)
    if not votes:
        return None
    for key, vote in votes.items():  # "Acme" also counts for "Acme Robotics"
        for other, longer in votes.items():
            if other.startswith(key + " ") and longer.best >= 1.2:
                vote.weight += longer.weight * 0.3
    ranked = sorted(votes.values(), key=lambda vote: (-vote.weight, vote.start))
    best = ranked[0]
    for longer in ranked[1:]:  # "Acme" in speech, "Acme Robotics" in full
        if longer.best >= 1.6 and longer.weight >= best.weight * 0.6 and _goes_on(best.name, longer.name):
            best = longer
            break
    if best.best < 1.2:
        return None
    rival = ranked[1].weight if len(ranked) > 1 else 0.0
    confidence = 0.55 + min(0.35, 0.06 * (best.weight - 1.2)) - (0.05 if rival > best.weight * 0.75 else 0.0)
    if title is not None and best.name.casefold() == title.value.casefold():
        return None
    if confidence < MIN_CONFIDENCE:
        return None
    rule = max(
        sorted(best.rules), key=lambda rule: next((weight for name, weight, _ in CUES if name == rule), 2.0)
    )
    name, start = spelled_out(document, best.name, best.start)
    return document.finding(name, start, start + len(name), confidence=confidence, rule=f"company.{rule}")
