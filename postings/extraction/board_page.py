"""Pages of job boards copied as text: their controls, and what these say of the job.

Someone who saves a posting selects the page and pastes it, buttons and all. Most of that is of no use
(``is_control``), but some controls name the job: "Save Kite Tailor at Pinwheel", "Pinwheel logo".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from postings.extraction.canonical import Document, Format, Line
from postings.extraction.header import PartKind, part_kind, title_score

MAX_LINES = 60  # how far down a page its head may reach
_CONTROL = re.compile(
    r"(?:share|show (?:more|fewer|less)(?: options)?|show match details|easy apply|quick apply|save(?: job)?"
    r"|apply(?: now| on company (?:site|website))?|promoted(?: by hirer)?|responses managed off linkedin"
    r"|no response insights available(?: yet)?|company review time is typically .{3,30}"
    r"|actively (?:reviewing applicants|recruiting|hiring)|(?:over )?\d[\d,]*\+?"
    r" (?:people clicked apply|applicants)"
    r"|your ai-powered job assessment|am i a good (?:fit|match)(?: for this job)?\??"
    r"|how can i best position myself(?: for this job)?\??|tell me more about .{2,60}"
    r"|how should i prepare for an interview\?|find me similar jobs|create (?:a )?cover letter"
    r"|tailor my r[eé]sum[eé](?: to this job)?|help me (?:stand out|update my profile)|use ai to .{3,60}"
    r"|matches your job preferences.{0,80}|you(?:'|’)?d be a top applicant.{0,100}|job activity"
    r"|see how you compare to .{3,60}|your profile (?:matches|and resume).{3,80}|try premium for .{1,20}"
    r"|take the next step in your job search|application submitted|job poster|message|\d(?:st|nd|rd)\+?"
    r"|\d+ (?:mutual|shared) connections?|school alumni from .{3,80}|company alumni from .{3,80}"
    r"|prepare for interviews|practice your answers to common interview questions.{0,40}"
    r"|here(?:'|’)s how the job details align with your profile\.?|profile insights"
    r"|find out how your skills align with the job description|pulled from the full job description"
    r"|you must create an .{3,30} account before continuing.{0,80}|company logo for,? .{2,60})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[·•]\s+")
_SAVE = re.compile(r"Save (?P<title>.{3,90}?) at (?P<name>[^·|]{2,60})")
_LOGO = re.compile(
    r"(?P<name>[A-Z0-9][^\s.!?]{0,30}+(?: (?:[A-Z0-9&][^\s.!?]{0,30}+|of|and|the)){0,5}) (?:company )?logo"
    r"|Company logo for,? (?P<for>.{2,60}?)\.?"
)
_PLACED = re.compile(
    r"(?P<name>[^·|]{2,60}?) [·•] (?P<place>[^·|]{3,60}?) \((?:on-?site|hybrid|remote)\)", re.I
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a control names, with its canonical offsets."""

    text: str
    start: int


def is_control(text: str) -> bool:
    """Whether a line is a control of a board's page, or several of them in a row."""
    return len(text) <= 200 and _is_control(text)


@lru_cache(maxsize=10_000)
def _is_control(text: str) -> bool:
    if (saved := _SAVE.fullmatch(text)) is not None:
        return title_score(saved.group("title")) >= 0.7  # not "Save costs at every turn"
    return _LOGO.fullmatch(text) is not None or all(_CONTROL.fullmatch(p) for p in _BETWEEN.split(text))


def company(document: Document) -> Named | None:
    """Who hires, by the buttons and the logo at the head of a board's page."""
    lines = _head(document)
    texts = {line.text for line in lines}
    for index, line in enumerate(lines):
        if (saved := _SAVE.fullmatch(line.text)) and saved.group("title") in texts:
            return Named(saved.group("name"), line.start + saved.start("name"))
        if logo := _LOGO.fullmatch(line.text):
            group = "name" if logo.group("name") else "for"
            if logo.group(group) in texts or group == "for":
                return Named(logo.group(group), line.start + logo.start(group))
        following = [below.text.casefold() for below in lines[index + 1 : index + 3]]
        if index < 3 and following == ["share", "show more options"] and len(line.text) <= 60:
            return Named(line.text, line.start)
        if (
            index
            and (placed := _PLACED.fullmatch(line.text))
            and part_kind(placed.group("place")) is PartKind.PLACE
            and title_score(lines[index - 1].text) >= 0.7
        ):
            return Named(placed.group("name"), line.start)
    return None


def title(document: Document) -> Named | None:
    """The job by the label of the button that saves it, where the page names it once more."""
    lines = _head(document)
    texts = {line.text for line in lines}
    for line in lines:
        if (saved := _SAVE.fullmatch(line.text)) and saved.group("title") in texts:
            return Named(saved.group("title"), line.start + saved.start("title"))
    return None


def _head(document: Document) -> list[Line]:
    if document.format is Format.COMMENT:
        return []
    return list(islice(_written(document), MAX_LINES))


def _written(document: Document) -> Iterator[Line]:
    return (line for line in document.lines if line.text)
