"""Clauses that count: days a week, weekdays or shares of the time in the office or at home."""

from __future__ import annotations

from collections.abc import Iterator

from postings.extraction.finding import Workplace
from postings.extraction.workplace.cue import Status
from postings.extraction.workplace.rule import Rule, rule, words


def office_day_rules() -> Iterator[Rule]:
    """Numbers of days, and shares of the time, in the office or at home."""
    quota = words()["quota"]
    number, full, office, home = quota["number"], quota["full"], quota["office"], quota["home"]
    days = (
        r"(?:~?\+)?(?:~?(?:-|–|to|or|/|bis|à)~?(?:one|two|three|four|five|\d))?~(?:full~)"
        r"?(?:work(?:ing)?~|anchor~|core~|fixed~|office~)?(?:days?|tag(?:en?)?|jours?|días?|dias?"
        r"|giorn[oi]|dagar|shifts?)\b"
    )
    weekly = (
        r"(?:~?(?:a|per|each|every|/|pro|par|por|this|out of the|the)~?(?:work~?|calendar~?)?(?:weeks?|"
        r"woche|semaine|semana)|~weekly|/~?wk)"
    )
    # "1-day on-site interview" counts no office days.
    event = (
        r"(?!\w|[\s-]?(?:interview|visit|training|onboarding|workshop|meeting|event|retreat|summit|trial))"
    )
    # Five days in the office.
    yield rule(
        Workplace.ONSITE,
        Status.QUOTA,
        rf"(?:{full})~(?:full~)?(?:work(?:ing)?~)?days?\b{weekly}?[^.;]{{0,25}}?(?:{office})",
        0.95,
    )
    yield rule(
        Workplace.ONSITE,
        Status.QUOTA,
        rf"(?:{office})\b[^.;]{{0,25}}?\b(?:{full})~(?:full~)?days?\b{weekly}",
        0.95,
    )
    yield rule(
        Workplace.ONSITE,
        Status.QUOTA,
        r"(?:100\s?%|fully|entirely|exclusively)~(?:en~|in~|em~)?(?:on-?~?site|in-?~?(?:the-?~?)?office|"
        r"in-?~?person|office~based|présentiel|presencial|vor ort|präsenz)",
        0.95,
    )
    # Some days in the office, some at home; a day a month makes no hybrid job.
    seldom = (
        r"(?!~?(?:a|per|each|every|/|pro|par|por)?~?(?:months?|quarters?|years?|annum|monat|mois|mes|mês)\b)"
    )
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        rf"(?:{number}){days}{seldom}{weekly}?[^.;]{{0,45}}?\b(?:{office}){event}",
        0.95,
    )
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        rf"(?:{office})\b[^.;]{{0,45}}?\b(?:{number}){days}{seldom}{weekly}",
        0.95,
    )
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        rf"(?:{office})\b[^.;]{{0,12}}?\((?:\w+~){{0,3}}?(?:{number}){days}{seldom}",
        0.9,
    )
    yield rule(
        Workplace.HYBRID, Status.QUOTA, rf"(?:{number}){days}{seldom}{weekly}?[^.;]{{0,30}}?\b(?:{home})", 0.9
    )
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        rf"(?:{home})\b[^.;]{{0,45}}?\b(?:{number}){days}{seldom}(?:{weekly})?",
        0.9,
    )
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        rf"(?:{office})\b[^.;]{{0,20}}?\b(?:once|twice|(?:two|three|four|[2-4])~?(?:times|x)){weekly}",
        0.9,
    )
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        rf"(?:{home})\W{{1,3}}(?:up to |bis zu |jusqu.à )?[2-8]\d\s?%(?!\w)",
        0.8,
    )
    weekday = r"(?:mon|tues?|wed(?:nes)?|thurs?|fri)(?:day)?s?\b"
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        rf"hybrid\w*\b[^.;]{{0,25}}?\b{weekday}[^.;]{{0,60}}?\b(?:{office})",
        0.95,
    )
    yield rule(
        Workplace.HYBRID, Status.QUOTA, rf"hybrid\w*\b[^.;]{{0,25}}?\b(?:{number}){days}{seldom}", 0.95
    )
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        rf"(?:{office})\b[^.;]{{0,60}}?\b{weekday}[^.;]{{0,40}}?\b(?:from~(?:home|anywhere)|remotely|"
        rf"wfh)",
        0.9,
    )
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        rf"(?:{home}|from~anywhere)\b[^.;]{{0,20}}?\b{weekday}[^.;]{{0,60}}?\b(?:{office})",
        0.9,
    )
    yield rule(
        Workplace.HYBRID,
        Status.QUOTA,
        r"(?:[2-8]\d|33)\s?%~(?:of~(?:the|your)~(?:time|week))?~?(?:remote(?:ly)?|from~home|"
        r"in~(?:the~)?office|on-?~?site|home~?office)",
        0.8,
    )
