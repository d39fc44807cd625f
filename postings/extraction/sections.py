"""Which part of a posting each line belongs to: its zone.

A heading is a short line whose words are those of a heading (``vocabulary/headings.toml``); the lines after
it
take its zone until the next heading. Headings of unknown words end a zone only when they stand as high as the
heading that began it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from postings.extraction.board_page import is_control
from postings.extraction.prefilter import Prefiltered
from postings.extraction.vocabulary import vocabulary_file
from postings.extraction.wishes import wish

if TYPE_CHECKING:
    from postings.extraction.document import Line

MAX_HEADING_CHARS = 90
MAX_HEADING_WORDS = 11
MAX_HEADER_LINES = 14  # lines at the top that can be title, company, place and the like
MAX_HEADER_LINE_CHARS = 160

# Where two phrases of one length match, the more telling zone wins.
_PRECEDENCE = ("preferred", "chrome", "legal", "apply", "pay", "required", "duties", "company", "summary")
_WISHED = frozenset(
    {"preferred", "desired", "desirable", "optional", "bonus", "secondary", "advantageous", "nice-to-have"}
)
_DEMANDED = frozenset({"required", "mandatory", "must", "minimum", "essential", "basic"})
_REFUSED = re.compile(r"\b(?:not|no|non)[ -](?:\w+ )?(?:required|mandatory|must|essential)\b")
_PERSON = frozenset({"candidate", "candidates", "applicant", "applicants", "person", "profile"})
# Words that only go on with a heading of wishes: "Other highly desirable skills (not required)".
_WISH_FILL = frozenset(
    """a an the some few any other additional also more highly strongly very really big huge major added
    considered as is are be would will while although though not but required necessary essential
    mandatory must requirement requirements skills skill skillset qualifications qualification
    experience experiences knowledge attributes competencies abilities background education
    certifications certification certificates licenses licences licensure technologies technology
    tech technical tools things stuff job role professional personal specific following of with in
    for if you your have has having and or to we value candidates candidate may might who these them
    those appreciated welcome nice wanted great good us our from crowd key - competences kenntnisse
    fähigkeiten qualifikationen erfahrung erfahrungen aber kein muss ist sind wäre wären gern
    gesehen hast du sie haben bringst mit gibt es für si vous avez tu compétences connaissances
    conocimientos requisitos habilidades competências conhecimentos experiencia als je ook het een
    wat supplémentaires den die das bonus round preferred desired desirable optional beneficial
    extras wünschenswert mooi plus you've got you'd skills/experience no darüber hinaus
    positivamente dodatkowym love see well by de het een volgende onderstaande technische zijn
    vaardigheden kennis ervaring met""".split()
)
_OF_THE_JOB = frozenset(  # "What Is the Opportunity?" asks nothing about the firm
    {"opportunity", "role", "job", "position", "vacancy", "internship"}
)
_ASKING = frozenset({"duties", "required", "preferred"})
_IN_BRACKETS = re.compile(
    r"^(?i:what|how|who|why|where|your|you|our|the)\b[^()]{3,40} \(([^\W\d_][^()]{6,40})\)\s*:?$"
)
_GIVEN = frozenset({"perks", "benefits"})
_DESIRED = re.compile(
    r"\W*(?:desired|desirable)\s+(?:\w+\s+|&\s+){0,2}(?:skills?|qualifications?|experience|criteria|attributes|profile)\W*$",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[^\w\s'&/+,?-]+")
# "Why build your career at Acme?"
_WHY_US = re.compile(
    r"(?i:why|what makes|what's it like|how we work|what we do)\b.{0,40}\b(?i:at|with|join|choose) "
    r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,2}[?!.]?$"
)
# "About Acme": a name after it tells the heading from "about you" and "about the role".
_ABOUT = re.compile(
    r"(?i:about|über|à propos de|sobre|acerca de|over|om|working at|life at|why|who is|what is|join"
    r"|at) (?:the )?[A-Z0-9][\w.&'’-]*"
    r"(?: (?:[A-Z0-9&][\w.&'’-]*|of|and|the|for)){0,5}[:?!.]?$"
)
_LEGAL_LINE = Prefiltered(
    r"\bequal[- ](?:employment[- ])?opportunit(?:y|ies)\b|without regard to (?:race|age|color|sex)"
    r"|\bdoes not discriminate\b"
    r"|\bdo(?:es)? not discriminate\b|\breasonable accommodations?\b|regardless of (?:race|age|gender|your)"
    r"|protected (?:by law|veteran|characteristic)"
    r"|\baffirmative action\b|\bprivacy (?:policy|notice|statement)\b|\bfair chance\b"
    r"|unsolicited (?:resumes|cvs|agency)"
    r"|\be-verify\b|criminal (?:background|histor)|recruitment agenc(?:y|ies)|chancengleichheit",
    re.IGNORECASE,
)
_CHROME_LINE = re.compile(
    r"(?:apply(?: now| here| online)?|easy apply|save(?: job)?|share(?: this job| job)?"
    r"|report(?: this)? job|sign in|log ?in|sign up|register|menu|"
    r"skip to (?:main )?content|zum (?:haupt)?inhalt springen|aller au contenu(?: principal)?"
    r"|(?:saltar|ir) al contenido(?: principal)?|(?:ir|pular) para o conteúdo(?: principal)?"
    r"|(?:ga )?naar (?:de )?(?:hoofd)?inhoud|vai al contenuto|przejdź do treści"
    r"|home|back(?: to (?:jobs|search|all jobs))?|view all jobs|search jobs"
    r"|show more|show less|see more|read more|print|"
    r"follow|close|cookie (?:settings|policy|preferences)|accept(?: all)?(?: cookies)?|copy link|facebook"
    r"|twitter|linkedin|email|posted today|"
    r"click to apply|get job alerts|set alert|refer a friend|jetzt bewerben|postuler|candidatar-se"
    r"|me candidatar|promoted(?: by hirer)?|"
    r"\d+ (?:applicants?|views?|followers|connections?)|over \d+ applicants|be (?:one of"
    r"|among) the first.{0,40}|©.{0,120}|all rights reserved.{0,20})[.!:]?",
    re.IGNORECASE,
)

_SHORT_LABEL = re.compile(r"[^\W\d_][\w/-]*(?: [\w/-]+){0,2} ?[:：]")


def legal_words(text: str) -> int | None:
    """Where the first words of a notice of law stand in a text."""
    found = _LEGAL_LINE.search(text)
    return None if found is None else found.start()


@cache
def headings() -> dict[str, tuple[str, bool]]:
    """Phrase to (zone, whole heading only)."""
    table: dict[str, tuple[str, bool]] = {}
    zones: dict[str, list[str]] = _vocabulary()["zones"]
    for zone in reversed(_PRECEDENCE):
        for phrase in zones[zone]:
            whole = phrase.startswith("= ")
            table[phrase.removeprefix("= ")] = (zone, whole)
    return table


@cache
def known_labels() -> frozenset[str]:
    """Labels whose value may stand on the next line, lower case."""
    return frozenset(_vocabulary()["labels"]["known"])


@cache
def _vocabulary() -> dict[str, Any]:
    return vocabulary_file("headings.toml")


@cache
def _most_words() -> dict[str, int]:
    """Of every word that a phrase begins with, the words of the longest such phrase."""
    most: dict[str, int] = {}
    for phrase in headings():
        words = phrase.split()
        most[words[0]] = max(most.get(words[0], 0), len(words))
    return most


def heading_words(text: str) -> list[str]:
    """A heading's words as the vocabulary spells them."""
    plain = text.replace("’", "'").replace("‘", "'").replace("`", "'").casefold()
    return _NOT_WORDS.sub(" ", plain).replace(",", " ").replace("?", " ").split()


def heading_zone(text: str) -> tuple[str, int, int, int] | None:
    """The zone that a heading begins: (zone, words of the phrase, where it starts, words in all).

    None when no phrase of the vocabulary is in it.
    """
    return _kept_heading_zone(text) if len(text) <= MAX_HEADING_CHARS else _heading_zone(text)


def _heading_zone(text: str) -> tuple[str, int, int, int] | None:
    aside = _IN_BRACKETS.search(text)
    if aside is not None:  # "What Is Required (Qualifications)"
        inner = _zone_of(heading_words(aside.group(1)), aside.group(1))
        size = len(heading_words(text))
        if inner is not None and inner[1] == inner[3] and inner[0] in _ASKING and size <= MAX_HEADING_WORDS:
            return inner[0], size, 0, size
    found = _zone_of(heading_words(text), text)
    if found is None and "/" in text:  # "Job duties/accountabilities"
        found = _zone_of(heading_words(text.replace("/", " / ")), text)
    return found


_kept_heading_zone = lru_cache(maxsize=10_000)(_heading_zone)  # headings come again from posting to posting


def _zone_of(words: list[str], text: str) -> tuple[str, int, int, int] | None:
    if not words or len(words) > MAX_HEADING_WORDS:
        return None
    table, most = headings(), _most_words()
    best: tuple[int, int, int, str] | None = None
    for start, first in enumerate(words):
        for size in range(min(len(words) - start, most.get(first, 0)), 0, -1):
            if best is not None and size < best[0]:
                break
            found = table.get(" ".join(words[start : start + size]))
            if found is None or (found[1] and size < len(words)):
                continue
            rank = (size, -_PRECEDENCE.index(found[0]), -start, found[0])
            if best is None or rank > best:
                best = rank
            break
    if best is not None and words[0] in _GIVEN:
        return "pay", len(words), 0, len(words)  # "Perks you need to know about"
    wished = wish(" ".join(words))
    if wished is not None and (best is None or wished[0] >= best[0]):
        return "preferred" if wished[1] else "required", wished[0], 0, len(words)
    about = _ABOUT.match(text) or _WHY_US.match(text)
    if (
        about is not None
        and words[-1] not in _OF_THE_JOB
        and len(words) <= 8
        and (best is None or best[0] == 1)
    ):
        return "company", len(words), 0, len(words)
    if best is None:
        return None
    if best[3] == "preferred" and words[0] in ("desired", "desirable") and _PERSON.intersection(words[1:2]):
        return "required", len(words), 0, len(words)  # whom they want, not what would be nice
    if best[3] == "preferred" and best[0] < len(words):
        rest = " ".join(words[: -best[2]] + words[best[0] - best[2] :]).replace("/", " ").split()
        if _WISH_FILL.issuperset(rest):
            return "preferred", len(words), 0, len(words)
    if best[3] == "required" and _wished(words):
        return "preferred", len(words), 0, len(words)
    return best[3], best[0], -best[2], len(words)


def _wished(words: Sequence[str]) -> bool:
    """Whether a word makes wishes of what would be requirements: "Preferred skills & experience"."""
    refused = _REFUSED.search(" ".join(words)) is not None
    if "nice-to-have" in words:  # "Some nice-to-have qualities that will help you are"
        return True
    if words[-1] in _WISHED or words[-1] == "desirables":  # "Person specification - desirable"
        return refused or not _DEMANDED.intersection(words)
    return (
        words[0] in _WISHED
        and (refused or not _DEMANDED.intersection(words))
        and not (len(words) > 1 and words[1] in _PERSON)
    )


def with_zones(lines: Sequence[Line], fixed: frozenset[int]) -> tuple[Line, ...]:
    """The lines with their zones, headings and next-line labels told.

    ``fixed`` holds the starts of lines whose zone is known from the structure of the text.
    """
    from postings.extraction.document import LineKind, Zone

    out: list[Line] = []
    zone: Zone | None = None  # None: still in the header
    heading_level = 7  # 1-6 for Markdown and HTML headings, 7 for plain ones
    pseudo_zone: tuple[Zone, int] | None = None  # zone and bullet depth of a heading that is a list item
    label: str | None = None  # a known label that stood alone on the line before
    label_gap = 0
    paragraph_zone: Zone | None = None  # of a "Label: words" paragraph, until the next blank line
    header_lines = 0
    told = False  # duties or requirements have been read
    asked = False  # requirements have been read: what "we'd like" after them is a wish
    wishes_listed = False  # the section of wishes has had list items
    for index, line in enumerate(lines):
        if line.start in fixed:
            out.append(line)
            continue
        if line.kind is LineKind.BLANK:
            paragraph_zone = None
            label_gap += 1
            out.append(line.in_zone(zone or Zone.HEADER))
            continue
        text = line.text
        if _CHROME_LINE.fullmatch(text) or is_control(text):
            out.append(line.in_zone(Zone.CHROME))
            continue
        found = _as_heading(lines, index)
        item_zone: Zone | None = None
        if found is not None:
            new_zone, level, is_heading = found
            if new_zone == "required":
                if asked and (wished := wish(" ".join(heading_words(text)))) and not wished[1]:
                    new_zone = "preferred"
                asked = True
            elif new_zone is None and is_heading and _bonuses_of_skills(lines, index):
                new_zone = "preferred"
            wishes_listed = False
            if line.kind is LineKind.BULLET and is_heading:
                pseudo_zone = (Zone(new_zone), line.level) if new_zone else None
                out.append(line.in_zone(Zone(new_zone) if new_zone else zone or Zone.SUMMARY))
                continue
            if is_heading:
                pseudo_zone = paragraph_zone = None
                if new_zone is not None:
                    zone, heading_level = Zone(new_zone), level
                elif zone in (Zone.PAY, Zone.LEGAL, Zone.APPLY) and told:
                    pass  # the tail of a posting: benefits by country, more small print
                elif zone is not None and (
                    level < heading_level
                    or (level == heading_level and zone not in (Zone.DUTIES, Zone.REQUIRED))
                ):
                    # an unknown heading as high as the last: its own subject
                    zone, heading_level = Zone.SUMMARY, level
                told = told or zone in (Zone.DUTIES, Zone.REQUIRED)
                words = text.rstrip(" :：").casefold()
                label = text.rstrip(" :：") if words in known_labels() else None
                label_gap = 0
                here = zone or Zone.HEADER
                out.append(
                    replace(
                        line,
                        zone=here,
                        kind=LineKind.HEADING,
                        level=line.level or 6,
                        label=None,
                        value_start=None,
                    )
                )
                header_lines += zone is None
                continue
            if new_zone is not None and line.kind is LineKind.BULLET and paragraph_zone is None:
                # "- Preferably: Kafka": of this item and those below it, not of the next
                item_zone, pseudo_zone = Zone(new_zone), (Zone(new_zone), line.level + 1)
            elif new_zone is not None:
                paragraph_zone = Zone(new_zone)
                if new_zone in ("required", "preferred") and _heads_a_list(lines, index):
                    zone, heading_level = paragraph_zone, level
                    told = True
        alone = line.label is None and text.rstrip(" :：").casefold() in known_labels()
        if label is not None and _SHORT_LABEL.fullmatch(text):
            label = None  # "Start:" of a label that is not known, over its own value
        if label is not None and not alone and line.label is None and label_gap <= 2 and len(text) <= 200:
            line = replace(line, label=label, value_start=line.start)
            if (
                line.kind is not LineKind.BULLET
                and index + 1 < len(lines)
                and lines[index + 1].kind is LineKind.BLANK
            ):
                label = None
        else:
            label = None
        if alone:
            label, label_gap = text.rstrip(" :："), 0
        if (
            pseudo_zone is not None
            and item_zone is None
            and (line.kind is not LineKind.BULLET or line.level < pseudo_zone[1])
        ):
            pseudo_zone = None
        if zone is None:
            header_lines += 1
            prose = len(text) > MAX_HEADER_LINE_CHARS or (
                len(text) > 70 and text.rstrip().endswith((".", "!"))
            )
            if (
                prose
                or header_lines > MAX_HEADER_LINES
                or (line.kind is LineKind.BULLET and header_lines > 4)
            ):
                zone = Zone.SUMMARY
        if zone is Zone.PREFERRED and pseudo_zone is None and paragraph_zone is None:
            if line.kind is LineKind.BULLET:
                wishes_listed = True
            elif wishes_listed and len(text) > 60 and _stands_alone(lines, index):
                zone, wishes_listed = Zone.SUMMARY, False  # prose after the list of wishes
        here = item_zone or paragraph_zone or (pseudo_zone[0] if pseudo_zone else None) or zone or Zone.HEADER
        if (
            here is not Zone.LEGAL
            and len(text) > 40
            and _LEGAL_LINE.search(text)
            and line.kind is not LineKind.BULLET
        ):
            here = Zone.LEGAL
        out.append(line.in_zone(here))
    return tuple(_fits_beside_a_minimum(_asked_after_all(_hiring_below_the_firm(out))))


_HIRES = re.compile(
    r"(?:we(?:['’]re| are)|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,2} is)\s"
    r"(?:currently\s|now\s|actively\s|also\s){0,2}"
    r"(?:hiring|looking for|seeking|recruiting)\b[^.\n]{0,100}:\s*$",
    re.IGNORECASE,
)


def _hiring_below_the_firm(lines: list[Line]) -> list[Line]:
    """The lines; under "About Acme", "We are hiring engineers:" and its list speak of the job."""
    from postings.extraction.document import LineKind, Zone

    out, hires = [], False
    for index, line in enumerate(lines):
        if line.kind is LineKind.HEADING:
            hires = False
        elif line.zone is Zone.COMPANY and line.kind is LineKind.PLAIN and _HIRES.match(line.text):
            hires = _followed_by_list(lines, index)
        out.append(line.in_zone(Zone.SUMMARY) if hires and line.zone is Zone.COMPANY else line)
    return out


def _asked_after_all(lines: list[Line]) -> list[Line]:
    """The lines, where "Desired skills" heads the only list of what is asked for: it is what is asked for."""
    from postings.extraction.document import LineKind, Zone

    if any(line.zone is Zone.REQUIRED for line in lines):
        return lines
    heads = [line for line in lines if line.zone is Zone.PREFERRED and line.kind is LineKind.HEADING]
    if not heads or not all(_DESIRED.match(line.text) for line in heads):
        return lines
    if any(_DEMANDS.search(line.text) for line in lines):
        return lines  # what is asked stands in a section whose heading was lost
    return [line.in_zone(Zone.REQUIRED) if line.zone is Zone.PREFERRED else line for line in lines]


_DEMANDS = re.compile(
    r"\b(?:minimum|required|mandatory|essential)\s+(?:qualifications?|requirements?|skills?)", re.IGNORECASE
)
_FIT = re.compile(
    r"\b(?:great|ideal|perfect|strong|excellent|fantastic|dream|standout)\s+(?:addition|candidate|match)\b.*\bif\b",
    re.IGNORECASE,
)
_LEAST = re.compile(r"\bat\s+a\s+minimum\b|\bminimum\s+(?:qualifications?|requirements?)\b", re.IGNORECASE)


def _fits_beside_a_minimum(lines: list[Line]) -> list[Line]:
    """The lines; where "A great addition if" is beside "At a minimum", what the first heads are wishes."""
    from postings.extraction.document import LineKind, Zone

    heads = [line for line in lines if line.kind is LineKind.HEADING]
    if not any(_FIT.search(line.text) for line in heads) or not any(
        _LEAST.search(line.text) for line in heads
    ):
        return lines
    out, wished = [], False
    for line in lines:
        if line.kind is LineKind.HEADING:
            wished = line.zone in (Zone.REQUIRED, Zone.DUTIES) and _FIT.search(line.text) is not None
        out.append(
            line.in_zone(Zone.PREFERRED) if wished and line.zone in (Zone.REQUIRED, Zone.DUTIES) else line
        )
    return out


def _as_heading(lines: Sequence[Line], index: int) -> tuple[str | None, int, bool] | None:
    """What a line begins: (zone or None when unknown, heading level, whether the whole line is the heading).

    A "Requirements: five years" paragraph gives its zone with ``False``; None for a line that is no heading.
    """
    from postings.extraction.document import LineKind

    line = lines[index]
    text = line.text
    if line.label is not None and line.value_start is not None and line.value_start > line.start:
        if line.label.count("(") > line.label.count(")"):
            return None  # "Linux (bonus: BSD)"
        zone = heading_zone(line.label)
        if zone is not None and zone[1] * 2 > zone[3] and zone[0] not in ("summary", "chrome"):
            return zone[0], 7, False
        return None
    if len(text) > MAX_HEADING_CHARS or not any(character.isalpha() for character in text):
        return None
    found = heading_zone(text)
    colon = text.rstrip().endswith((":", "：", "…", "..."))
    marked = line.kind is LineKind.HEADING or line.bold
    if line.kind is LineKind.BULLET and not line.bold:
        if found is not None and found[1] == found[3] and (colon or found[1] > 1):
            return found[0], 7, True
        if found is not None and colon and found[1] * 2 >= found[3]:
            return found[0], 7, True
        return None
    if marked:
        level = line.level if line.kind is LineKind.HEADING else 6
        ends_like_prose = text.rstrip().endswith((".", ";", ","))
        if found is None or (found[3] > 7 and found[1] < 3 and ends_like_prose):
            return (None, level, True) if not ends_like_prose else None
        # A title is not the heading of a zone ("Lead, Company Culture"): one word in many is weak.
        if found[1] == 1 and found[3] > 4 and not colon:
            return None, level, True
        return found[0], level, True
    if found is None:
        if _looks_like_heading(lines, index):
            return None, 7, True
        return None
    name, size, start, total = found
    if text.rstrip().endswith((".", "!", ";", ",")) and not text.rstrip().endswith("..."):
        return None
    if size == total or (colon and (start == 0 or size * 2 >= total or size >= 3)):
        return name, 7, True
    if text.endswith("?") and size * 2 >= total:
        return name, 7, True
    if (text.isupper() or _followed_by_list(lines, index)) and (size >= 2 or total <= 3):
        return name, 7, True
    if size >= 2 and total - size <= 3 and start == 0 and _stands_alone(lines, index) and text[:1].isupper():
        return name, 7, True
    return None


def _heads_a_list(lines: Sequence[Line], index: int) -> bool:
    """Whether a "QUALIFICATIONS: words" paragraph with a label in capitals stands over a list."""
    label = lines[index].label
    return label is not None and label.isupper() and len(label) > 4 and _followed_by_list(lines, index)


def _looks_like_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether an unmarked line of unknown words is a heading by its looks."""
    text = lines[index].text
    words = text.split()
    if len(words) > 7 or len(text) < 4:
        return False
    if text.isupper() and len(text) > 5 and _stands_alone(lines, index):
        return True
    return text.endswith(":") and _followed_by_list(lines, index) and text[:1].isupper()


def _followed_by_list(lines: Sequence[Line], index: int) -> bool:
    from postings.extraction.document import LineKind

    for line in lines[index + 1 : index + 4]:
        if line.kind is LineKind.BLANK:
            continue
        return line.kind is LineKind.BULLET
    return False


_PAID = re.compile(
    r"bonus|pay|salar|commission|referral|sign|quarterly|annual|year|incentive|shares?\b", re.IGNORECASE
)


def _bonuses_of_skills(lines: Sequence[Line], index: int) -> bool:
    """Whether "Bonuses:" stands over a list that speaks of no money: what else would be nice to have."""
    from postings.extraction.document import LineKind

    if heading_words(lines[index].text) != ["bonuses"] or not _followed_by_list(lines, index):
        return False
    for line in lines[index + 1 :]:
        if line.kind is LineKind.BULLET:
            if _PAID.search(line.text):
                return False
        elif line.kind is not LineKind.BLANK:
            break
    return True


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a blank line, or the start of the text, is before the line."""
    from postings.extraction.document import LineKind

    return index == 0 or lines[index - 1].kind is LineKind.BLANK
