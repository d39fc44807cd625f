"""Which clause decides: facts, then labels and header words, then prose.

Office days that are counted go before a claim of remote work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document
from postings.extraction.finding import Finding, Workplace
from postings.extraction.workplace.at_homes import work_at_homes
from postings.extraction.workplace.cue import Cue, Status
from postings.extraction.workplace.facts import from_facts
from postings.extraction.workplace.header import header_cues
from postings.extraction.workplace.labels import label_cues
from postings.extraction.workplace.prose import prose_cues


def find(document: Document) -> Finding[Workplace] | None:
    """Remote, hybrid or on-site with the words that say so; None if the text does not say."""
    prose = list(prose_cues(document))
    quota = _strongest(c for c in prose if c.status is Status.QUOTA)
    fact = from_facts(document.facts)
    if fact is not None:
        kind, source = fact
        if kind is Workplace.REMOTE and quota is not None and quota.kind is Workplace.HYBRID:
            return _finding(document, quota, 0.85, "workplace.office_days")
        return document.finding(kind, source.start, source.end, confidence=0.98, rule="workplace.fact")
    named = [*label_cues(document), *header_cues(document)]
    if named:
        return _from_named(document, named, prose, quota)
    return _from_prose(document, prose, quota)


def _strongest(found: Iterator[Cue] | list[Cue]) -> Cue | None:
    return max(found, key=lambda cue: (cue.weight, -cue.start), default=None)


def _from_named(
    document: Document, named: list[Cue], prose: list[Cue], quota: Cue | None
) -> Finding[Workplace] | None:
    """Label and header words decide, unless the text counts office days."""
    best = {kind: _strongest([c for c in named if c.kind is kind]) for kind in Workplace}
    remote, hybrid, onsite = best[Workplace.REMOTE], best[Workplace.HYBRID], best[Workplace.ONSITE]
    if hybrid:
        return _finding(document, hybrid, 0.95, "workplace.header")
    decisive = _decisive(prose)
    if decisive is not None:
        return _finding(document, decisive, 0.85, "workplace.otherwise_remote")
    at_homes = work_at_homes(document) if remote and not onsite else None
    if at_homes is not None and not any(c.kind is Workplace.REMOTE and c.weight > 0.6 for c in prose):
        return _finding(document, at_homes, 0.6, "workplace.at_homes")
    if quota is not None and quota.weight >= 0.8:
        if remote and _is_conditional(document, quota):
            return _finding(document, remote, 0.75, "workplace.header")
        return _finding(document, quota, 0.88, "workplace.office_days")
    if onsite and onsite.status is Status.NEGATED:  # "Remote: No"
        return _finding(document, onsite, 0.93, "workplace.header_negated")
    says_hybrid = _strongest(
        [c for c in prose if c.kind is Workplace.HYBRID and c.status is Status.ASSERTED and c.weight >= 0.84]
    )
    says_remote = _strongest(
        [c for c in prose if c.kind is Workplace.REMOTE and c.status is Status.ASSERTED and c.weight >= 0.72]
    )
    if says_hybrid and not (remote and says_remote and says_remote.weight >= says_hybrid.weight):
        return _finding(document, says_hybrid, 0.75, "workplace.prose_over_header")
    if remote:
        return _finding(document, remote, 0.93 if not onsite else 0.7, "workplace.header")
    if onsite:
        return _finding(document, onsite, 0.93, "workplace.header")
    return None


def _decisive(prose: list[Cue]) -> Cue | None:
    """A clause that settles what the others leave open."""
    return next((c for c in prose if c.status is Status.OTHERWISE), None)


_CONDITION = re.compile(
    r"\b(?:if|for|those|employees|candidates|people|anyone|applicants)\b[^.;\n]{0,40}?\b(?:live|living"
    r"|liv|reside|residing|"
    r"located|based|within|near)\b[^.;\n]{0,40}?\b(?:within|near|in|commut\w+|miles|km|distance|radius)\b",
    re.IGNORECASE,
)


def _is_conditional(document: Document, cue: Cue) -> bool:
    """Whether the office days count only for those who live near ("if you live within 50 miles of ...")."""
    return _CONDITION.search(document.text, max(0, cue.start - 220), cue.start) is not None


def _from_prose(document: Document, prose: list[Cue], quota: Cue | None) -> Finding[Workplace] | None:
    decisive = _decisive(prose)
    if decisive is not None:
        return _finding(document, decisive, 0.85, "workplace.otherwise_remote")
    if quota is not None and quota.weight >= 0.75:
        return _finding(document, quota, 0.9, "workplace.office_days")
    scores: dict[Workplace, tuple[float, Cue]] = {}
    for kind in Workplace:
        own = [c for c in prose if c.kind is kind]
        best = _strongest(own)
        if best:
            # A second sentence of the same kind adds a little.
            scores[kind] = (best.weight + 0.04 * min(len(own) - 1, 3), best)
    if not scores:
        return None
    remote, hybrid, onsite = (
        scores.get(kind) for kind in (Workplace.REMOTE, Workplace.HYBRID, Workplace.ONSITE)
    )
    if hybrid and hybrid[0] >= 0.6 and hybrid[0] >= (remote[0] if remote else 0) - 0.12:
        return _finding(document, hybrid[1], min(0.85, hybrid[0]), "workplace.prose")
    if remote and onsite and min(remote[0], onsite[0]) >= 0.7 and onsite[1].status is not Status.NEGATED:
        if remote[0] >= onsite[0]:
            return _finding(document, remote[1], 0.6, "workplace.prose")
        return _finding(document, onsite[1], 0.6, "workplace.prose")
    for found in sorted((s for s in (remote, onsite, hybrid) if s), key=lambda s: -s[0]):
        if found[0] >= (0.5 if found[1].kind is Workplace.REMOTE else 0.56):
            return _finding(document, found[1], min(0.85, found[0]), "workplace.prose")
    return None


def _finding(document: Document, cue: Cue, confidence: float, rule: str) -> Finding[Workplace]:
    return document.finding(cue.kind, cue.start, cue.end, confidence=round(confidence, 3), rule=rule)
