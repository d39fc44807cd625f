"""Clauses of some of the time ("occasional work from home"), and working from home as one perk of several."""

from __future__ import annotations

from collections.abc import Iterator

from postings.extraction.finding import Workplace
from postings.extraction.workplace.cue import Status
from postings.extraction.workplace.rule import Rule, rule


def sometimes_rules() -> Iterator[Rule]:
    """Some of the time at home or in the office, and working from home as a perk among others."""
    # Some of the time.
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"(?:occasional(?:ly)?|some|partial(?:ly)?|part|limited|periodic(?:ally)?|sometimes|semi|"
        r"teilweise|partiel(?:le)?(?:ment)?|parcial(?:mente)?|gelegentlich\w*"
        r"|anteilig\w*)~(?:time~)?(?:flexible~)"
        r"?(?:remot(?:e(?:ly)?|ing)|work(?:ing)?~from~home|wfh|home~?office|home~working|telecommut\w*|"
        r"télétravail|telework\w*|remoto)",
        0.6,
    )
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"(?:remot(?:e(?:ly)?|ing)|work(?:ing)?~from~home|wfh|home~?office|télétravail|telework\w*|"
        r"telecommut\w*)~(?:(?:work|days?|is|possible)~){0,2}(?:occasional(?:ly)?|partial(?:ly)?|"
        r"partiel\w*|occasionnel\w*|ponctuel\w*|fréquent\w*|régulier\w*|parziale|ocasional|sometimes"
        r"|now and then|part of the (?:time|week)|some of the time|when needed|"
        r"parcial|teilweise|anteilig)",
        0.6,
    )
    yield rule(Workplace.HYBRID, Status.LIMITED, r"(?:with|including)~tele-?comm?ute?~days?", 0.8)
    # Shares of the time and days by another name.
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"[1-9]\d\s?%~of~(?:your|the|their|our)~(?:working~)?(?:time|week|hours|work)\b[^.;]{0,30}?"
        r"\b(?:(?:in|at)~(?:the|our|an)~office|from~home|on-?~?site|remotely)",
        0.85,
    )
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"(?:one|two|three|four|[1-4])~(?:office|home)~days?~(?:a|per|each|every)~week",
        0.85,
    )
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"(?:come|coming|commute)~(?:in)?to~(?:the|our)~office~(?:once|twice|(?:two|three|four|[2-4])~times)"
        r"~(?:a|per|each|every)~week",
        0.85,
    )
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"(?:days?|(?:mon|tues|wednes|thurs|fri)days?)\b[^.;]{0,40}?\b(?:are|is)~(?:our|your|the|team)"
        r"~(?:days?~(?:in|at)~(?:the|our)~(?:office|studio|workshop)|office~days?)",
        0.85,
    )
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"(?:office|anchor|in-office)~days~?(?:are|:)~?(?:on~)?(?:mon|tues?|wed|thu)",
        0.85,
    )
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"(?:work\w*|join us|be|come(?: in)?|you['’]?(?:re|ll be| are| will be))~(?:\w+~){0,2}?"
        r"(?:in|at)~(?:the|our)~(?:\w+~)?office"
        r"~on~(?:mon|tues?|wed(?:nes)?|thurs?|fri)(?:day)?s?\b",
        0.85,
    )
    yield rule(
        Workplace.HYBRID, Status.LIMITED, r"smart~working~(?:un|due|tre|quattro|[1-4])~giorn[oi]", 0.85
    )
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"(?:da|in)~remoto~e~(?:in|dall[ae])~(?:ufficio|sede)|(?:in|dall[ae])~(?:ufficio|sede)~e~(?:da"
        r"|in)~remoto"
        r"|modalità~(?:di~lavoro~)?ibrid[ao]|lavoro~ibrido|thuiswerk\w*~(?:\w+~)?(?:één|twee|drie"
        r"|[1-4])~dag(?:en)?"
        r"|(?:één|twee|drie|[1-4])~dag(?:en)?~(?:per~week~)?thuis~?werk\w*",
        0.85,
    )
    yield rule(
        Workplace.HYBRID,
        Status.LIMITED,
        r"da~remoto~(?:un|due|tre|quattro|[1-4])~giorn[oi]~(?:alla|a)~settimana",
        0.85,
    )
    yield rule(
        Workplace.HYBRID, Status.LIMITED, r"mobile?s? arbeiten|mobile work\b|flexible?s? arbeiten", 0.4
    )
    # A perk among others.
    yield rule(
        None,
        Status.ASSERTED,
        r"(?:some~)?(?:flexible~)?(?:work(?:ing)?~from~home|wfh|telecommut\w*|remote~work(?:ing)?)"
        r"~(?:opportunit\w+|privileges?|perks?|benefits?|fridays?|mondays?|wednesdays?|"
        r"flexibility~(?:when|as)|when needed|as needed)",
        0,
    )
