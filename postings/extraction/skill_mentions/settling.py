"""The spellings of one line settled: plain, by a cue, or by a neighbour in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from postings.extraction.document import Line, LineKind
from postings.extraction.skill_mentions.cues import (
    BUILT_ON,
    CUE_BEFORE,
    CUE_TOUCHING,
    HYPHEN_AFTER,
    IDEOGRAPH_AFTER,
    IDEOGRAPH_BEFORE,
    KIND_BEFORE,
    NAME_AFTER,
    OFFICE_BEFORE,
    PLAIN_ROLE,
    PREPOSED,
    ROLE_AFTER,
    ROUTERS,
    SENTENCE_END,
    SUBJECT_AFTER,
    THING_AFTER,
    cue_pattern,
)
from postings.extraction.skill_vocabulary import Alias, Ambiguity, SkillEntry, load

# Subjects whose names stand beside bare letters in lists: "C, R" counts among languages, not among grades.
_TECHNICAL = frozenset(
    {
        *("languages", "web_mobile", "data_ml", "databases", "cloud", "devops_security", "testing"),
        "systems_networks",
    }
)
_JOINERS = (
    r"and/or|and|or|und|oder|et|ou|y|o|e|en|of|plus|including|such as|like|e\.g\.?|i\.e\.?|with|as well as|"
    r"preferably|especially|ideally|but also|framework|programming|language|languages|"
    r"also|and also|/|mit|sowie|bzw\.?|vs\.?"
)
_TIGHT = re.compile(
    rf"(?:\s*v?\d[\d.x]*\+?)?[\s,/&+|;:•·()\[\]\"'“”*`-]*(?:(?:{_JOINERS})[\s,:(/&*-]{{1,3}}){{0,2}}",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"[^.;!?\n]{1,60}")
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Mention:
    """One place where a text names a skill (several for a composite). Offsets are canonical, half open."""

    start: int
    end: int
    entries: tuple[SkillEntry, ...]
    alias: Alias
    line: int  # index of the document's line
    settled: str = ""  # how: "plain", "list", "cue"; empty while open
    exact: bool = field(default=True)  # written with the spelling's own capitals
    another: bool = field(default=False)  # words near it tell another thing of the same name


def _tight(gap: str) -> bool:
    return len(gap) <= 40 and _TIGHT.fullmatch(gap) is not None


def _loose(gap: str) -> bool:
    return (
        len(gap) <= 60
        and ("," in gap or "/" in gap)
        and _LOOSE.fullmatch(gap) is not None
        and len(_WORD.findall(gap)) <= 4
    )


_LISTS = frozenset({"skills", "required skills", "preferred skills", "tags"})


@cache
def _cisco_ios() -> tuple[SkillEntry, ...]:
    """What "IOS" is among routers and switches."""
    return tuple(entry for entry in load().entries if entry.name == "Cisco IOS")


class Settler:
    """Settles the open mentions of one line."""

    def __init__(self, text: str, line: Line, mentions: Sequence[Mention]) -> None:
        self.text, self.line, self.mentions = text, line, mentions
        self.short = line.kind is LineKind.BULLET and len(_WORD.findall(line.text)) <= 3
        self.alone = line.text.strip(" .,;:*-•")
        self.listed = line.label in _LISTS  # "react" in a record's list of skills

    @cached_property
    def shouted(self) -> bool:
        """Whether the whole line is in capitals, so that capitals say nothing."""
        letters = "".join(filter(str.isalpha, self.line.text[:2000]))
        return len(letters) > 8 and sum(map(str.isupper, letters)) > 0.85 * len(letters)

    @cached_property
    def titled(self) -> bool:
        """Whether the line is set in title case, so that a capital says little."""
        words = _WORD.findall(self.line.text[:400])
        return sum(word[0].isupper() for word in words) > 0.5 * len(words)

    def _starts_sentence(self, mention: Mention) -> bool:
        before = self.text[max(self.line.start, mention.start - 12) : mention.start]
        return SENTENCE_END.search(before) is not None if before else True

    def _cued(self, mention: Mention, *, first: bool) -> bool:
        before = self.text[max(self.line.start, mention.start - 70) : mention.start]
        kind = mention.alias.ambiguity
        if mention.exact and (
            IDEOGRAPH_AFTER.match(self.text, mention.end, self.line.end) or IDEOGRAPH_BEFORE.search(before)
        ):
            return True
        if kind is Ambiguity.NEVER_ALONE:
            return mention.exact and CUE_TOUCHING.search(before) is not None
        shouted = mention.end - mention.start > 3 and self.text[mention.start : mention.end].isupper()  # EPIC
        if mention.alias.cues and (mention.exact or kind is Ambiguity.CONTEXT or shouted):
            window = self.text[
                max(self.line.start, mention.start - 120) : min(self.line.end, mention.end + 120)
            ]
            if cue_pattern(mention.alias.cues).search(window):
                return True
        after = self.text[mention.end : min(self.line.end, mention.end + 50)]
        if mention.exact or kind is Ambiguity.CONTEXT:
            if CUE_BEFORE.search(before) or ROLE_AFTER.match(after):
                return True
            if mention.alias.word and not self.titled and PREPOSED.search(before):
                return True
            return not first and THING_AFTER.match(after) is not None
        if mention.entries[0].category == "office" and OFFICE_BEFORE.search(before):
            return True
        if kind is not Ambiguity.CASE or mention.alias.text.isupper():
            return False
        if mention.entries[0].category in _TECHNICAL and BUILT_ON.match(after):
            return True
        if shouted and ROLE_AFTER.match(after):
            return True  # "RUST backend developer"
        return CUE_TOUCHING.search(before) is not None or PLAIN_ROLE.match(after) is not None

    def _linked(self, mention: Mention, other: Mention) -> bool:
        """Whether a settled neighbour in the same list makes the spelling a skill."""
        if all(entry.topic for entry in other.entries):
            return False
        left, right = (other, mention) if other.start < mention.start else (mention, other)
        gap = self.text[left.end : right.start]
        if mention.alias.ambiguity is Ambiguity.NEVER_ALONE:
            return mention.exact and other.entries[0].category in _TECHNICAL and _tight(gap)
        spelled = self.text[mention.start : mention.end]
        if (
            mention.alias.ambiguity is Ambiguity.LIST
            and all(entry.optional for entry in other.entries)
            and not gap.strip()
        ):
            return False  # "Comprehend continuous integration": a verb and its object
        if _tight(gap):
            if mention.exact or (self.shouted and spelled == mention.alias.text):
                return True
            # "react, redux" and "MAVEN, YARN": other capitals count beside a plain technical name only
            if other.entries[0].optional or other.entries[0].category not in _TECHNICAL:
                return False
            if mention.alias.text.isupper() and (spelled.islower() or spelled[:-1].isupper()):
                return False  # "ACLs" are no ACLS
            if mention.alias.ambiguity is Ambiguity.LIST and not self.shouted:
                both = spelled.isupper() and self.text[other.start : other.end].isupper()  # "LESS and SASS"
                return "," in gap or "/" in gap or (both and bool(gap.strip()))
            return bool(gap.strip())
        return mention.exact and _loose(gap)

    def settle(self) -> None:
        """Decide every mention of the line; what stays open is no skill."""
        text = self.text
        for mention in self.mentions:
            kind, spelled = mention.alias.ambiguity, text[mention.start : mention.end]
            if (mention.alias.others and self._another_thing(mention)) or spelled == "Microsoft teams":
                mention.entries, mention.another = (), True
                continue
            if kind in (Ambiguity.NONE, Ambiguity.SYMBOL):
                mention.settled = "plain"
                if spelled == "IOS" and ROUTERS.search(self.line.text):
                    mention.entries = _cisco_ios()
                continue
            mention.exact = kind is Ambiguity.CONTEXT or (spelled == mention.alias.text and not self.shouted)
            if self._hyphened(mention):
                mention.entries = ()
                continue
            first = self._starts_sentence(mention)
            if mention.alias.text == "Apache" and self._names_a_project(mention):
                mention.entries = ()
                continue
            acronym = mention.alias.text.isupper() and len(spelled) > 1
            subject = (
                not first or acronym or SUBJECT_AFTER.match(text, mention.end, self.line.end) is not None
            )
            if (kind is Ambiguity.CASE and mention.exact and subject) or (
                (self.short or self.alone == spelled)
                and kind is not Ambiguity.NEVER_ALONE
                and (mention.exact or (self.listed and self.alone == spelled))
            ):
                mention.settled = "plain"
            elif self._cued(mention, first=first):
                mention.settled = "cue"
        self._spread()

    def _another_thing(self, mention: Mention) -> bool:
        """Whether words near it tell another thing of the same name: TS beside a clearance."""
        low, high = max(self.line.start, mention.start - 120), min(self.line.end, mention.end + 120)
        return cue_pattern(mention.alias.others).search(self.text[low:high]) is not None

    def _names_a_project(self, mention: Mention) -> bool:
        """Whether a name that nobody knows here goes on: "Apache Aurora" is not the web server."""
        found = NAME_AFTER.match(self.text, mention.end, self.line.end)
        return found is not None and all(other.start != found.start(1) for other in self.mentions)

    def _hyphened(self, mention: Mention) -> bool:
        """A hyphen glues the spelling to another word ("pay-as-you-go", "Spring-loaded")."""
        before = self.text[mention.start - 1 : mention.start]
        after = self.text[mention.end : mention.end + 1]
        if before == "-" and mention.start - 1 > self.line.start and self.text[mention.start - 2].isalnum():
            return True
        return (
            after == "-"
            and self.text[mention.end + 1 : mention.end + 2].isalnum()
            and not HYPHEN_AFTER.match(self.text, mention.end)
        )

    def _kinds(self, left: Mention, right: Mention) -> bool:
        """Whether two names without their capitals stand in a list after the word for what they are."""
        return (
            not left.settled
            and not right.settled
            and left.alias.ambiguity is right.alias.ambiguity is Ambiguity.CASE
            and left.entries[0].category in _TECHNICAL
            and right.entries[0].category in _TECHNICAL
            and _tight(self.text[left.end : right.start])
            and KIND_BEFORE.search(self.text[max(self.line.start, left.start - 50) : left.start]) is not None
        )

    def _spread(self) -> None:
        """Let settled mentions settle their neighbours in a list, to and fro."""
        candidates = [mention for mention in self.mentions if mention.entries]
        for order in (candidates, candidates[::-1], candidates):
            for other, mention in pairwise(order):
                if not mention.settled and other.settled and self._linked(mention, other):
                    mention.settled = "list"
        for left, right in pairwise(candidates):
            if self._kinds(left, right):
                left.settled = right.settled = "list"
        for left, right in pairwise(candidates):
            pair = {left.alias.ambiguity, right.alias.ambiguity}
            if (
                not left.settled
                and not right.settled
                and left.exact
                and right.exact
                and pair != {Ambiguity.NEVER_ALONE}
                and left.entries != right.entries
                and _tight(gap := self.text[left.end : right.start])
                and gap.strip()
            ):
                left.settled = right.settled = "list"
        for order in (candidates, candidates[::-1]):
            for other, mention in pairwise(order):
                if not mention.settled and other.settled and self._linked(mention, other):
                    mention.settled = "list"
