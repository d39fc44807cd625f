"""Refusals ("no remote work"), and words to be masked: the matter of the work ("remote monitoring", "hybrid
cloud", "on-site gym") and words that state nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from postings.extraction.finding import Workplace
from postings.extraction.workplace.cue import Status
from postings.extraction.workplace.rule import Rule, rule, words


def refusal_rules() -> Iterator[Rule]:
    """Words that state nothing, refusals, and words that are the matter of the work."""
    subject = words()["subject"]
    for pattern in words()["no_statement"]["patterns"]:
        yield rule(None, Status.ASSERTED, pattern, 0)
    # Refusals of remote work come before the subject matter: "no remote work".
    yield rule(
        Workplace.ONSITE,
        Status.NEGATED,
        r"(?:no|not(?:~an?)?|non|isn['’]t(?:~an?)?|cannot be|can['’]t be|never|without)"
        r"~(?:(?:fully|100\s?%|option(?:s)?(?:~for)?|available|currently|considered|eligible|"
        r"offer(?:ing)?|accept(?:ing)?|open to|possible|support(?:ing)?|suit(?:able|ed)|for|a|be|performed|"
        r"done|"
        r"work|as|to)~){0,4}(?:remote(?:ly)?|work(?:ing)?~from~home|wfh|telecommut\w*|home~office|"
        r"télétravail|telework\w*)(?!~(?:support|access|teams?|sites?))",
        0.9,
    )
    yield rule(
        Workplace.ONSITE,
        Status.NEGATED,
        r"remote(?:ly)?(?:~(?:work(?:ing)?|option|position|candidates?|applicants?))?s?~(?:(?:is|"
        r"are|will|can|options?|would|probably|currently|unfortunately)~)*(?:not|never|n['’]t|"
        r"isn['’]t|aren['’]t|won['’]t)\b",
        0.9,
    )
    yield rule(
        Workplace.ONSITE,
        Status.NEGATED,
        r"(?:unable|not able|don['’]t|do not|cannot|can['’]t)\b[^.;]{0,25}?\b(?:offer|accommodate|"
        r"support|consider|accept|do|allow|have|provide|hire)\w*\b[^.;]{0,20}?\b(?:remote|"
        r"telecommut\w*|work(?:ing)?~from~home)",
        0.9,
    )
    yield rule(
        Workplace.ONSITE,
        Status.NEGATED,
        r"(?:work(?:ing)?~from~home|wfh|home~?(?:office|working)|telework\w*|telecommuting)"
        r"~(?:is|are|ist)~(?:unfortunately~|leider~|currently~)?(?:not|never|nicht)\b",
        0.9,
    )
    yield rule(
        Workplace.ONSITE,
        Status.NEGATED,
        r"(?:cannot|can['’]t|can~not|could~not)~be~(?:done|performed|carried~out|worked)~(?:from~home"
        r"|remotely)",
        0.9,
    )
    yield rule(
        Workplace.ONSITE,
        Status.NEGATED,
        r"(?:télétravail|home~?office|remote|teletrabajo|trabajo remoto|trabalho remoto|mobiles? arbeiten)"
        r"~(?:ist~|est~|é~|es~)?(?:leider~)?(?:non|nicht|no|não|pas)~(?:possible|möglich|posible|possível"
        r"|prévu|autorisé)",
        0.9,
    )
    yield rule(
        Workplace.ONSITE,
        Status.NEGATED,
        r"not~(?:ready|able|looking|willing|in a position|set up)\b[^.;]{0,30}?\bremote",
        0.75,
    )
    yield rule(Workplace.ONSITE, Status.NEGATED, r"remote\s*[:?=-]\s*(?:no\b|not|❌)", 0.95)
    yield rule(
        Workplace.ONSITE, Status.NEGATED, r"(?:locals?|local~candidates?)~only|(?:no|non)~remote\b", 0.75
    )
    yield rule(
        Workplace.REMOTE,
        Status.NEGATED,
        r"(?:no|not|without|isn['’]t)~(?:(?:need|required?|have|physical|requirement|to|be|come|"
        r"an?|the|expected|necessary|any)~){0,5}(?:on-?~?site|in-?~?office|office|hybrid)\b",
        0.5,
    )
    yield rule(None, Status.ASSERTED, rf"remote[\s-](?:{subject['remote']})", 0)
    yield rule(None, Status.ASSERTED, rf"hybrid[\s-](?:{subject['hybrid']})", 0)
    yield rule(
        None, Status.ASSERTED, rf"(?:on-?~?site|in-?~?person|in-?~?house)[\s-](?:{subject['onsite']})", 0
    )
