"""Where any spelling of the vocabulary stands, at word boundaries, the longest first."""

from __future__ import annotations

import re
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from postings.extraction.skill_vocabulary import Alias, Ambiguity, SkillEntry, fold, load, slug_of

_VERSION = re.compile(r"[ ]?\d{1,4}(?:\.[\dx]{1,4})*(?![\w%$])")
# Sentences glued in a CSV cell: "SQL ServerExcellent communication".
_GLUED_LONG = re.compile(
    r"(?:Experience|Excellent|Knowledge|Strong|Ability|Familiar|Proficien|Understanding)\w*\b"
)
_GLUED = re.compile(
    r"(?:Experience|Excellent|Strong|Knowledge|Ability|Good|Must|Familiar|Proficien|Understanding|Work|You|We|The|At|Minimum|"
    r"Bachelor|Degree|Preferred|Nice|Desired|Skills|Education|Responsibilities|Requirements|Qualifications|Proven|Self|Highly|"
    r"Develop|Design|Great|Solid|Demonstrated|Team|Able|Additional|Bonus|Benefits|Build|Create|Basic|Advanced|Hands|Our|In|"
    r"Support|Manage|Maintain|Provide|Collaborate|Communicat|Analy|Prior|Previous|Required|Technical|This|What|Who|Why)"
)
_DOMAIN_AFTER = re.compile(
    r"\.(?:js|com|io|net|org|co|ai|dev|py|us|uk|app|edu|gov|de|fr|eu|me|info|ca|au|in)\b", re.IGNORECASE
)
_NOUN_LAST = re.compile(r" [a-z]{3,}[a-rt-z]$")  # "smart contract", "Hoyer lift": they have plurals
_IDEOGRAPHS = "\u2e80"  # from here on, writing sets no blanks between words
type ExtraNames = tuple[tuple[str, str], ...]
"""Spellings known besides the vocabulary's: (name of the skill, spelling). The skill may be a new one."""


def _extra_targets(extra: ExtraNames, known: frozenset[str]) -> list[tuple[SkillEntry, Alias]]:
    """What the extra spellings stand for; spellings that the vocabulary has keep its meaning."""
    by_name = {entry.name: entry for entry in load().entries}
    taken = set(known)
    targets = []
    for name, spelling in extra:
        spelling = " ".join(spelling.split())
        if len(spelling) < 2 or fold(spelling) in taken:
            continue
        taken.add(fold(spelling))
        entry = by_name.get(name) or SkillEntry(
            slug=f"+{slug_of(name)}", name=name, category="", aliases=(Alias(name),)
        )
        # A word with capitals may be a common word without them.
        kind = Ambiguity.NONE
        if not spelling.replace(" ", "").isalnum():
            kind = Ambiguity.SYMBOL
        elif " " not in spelling and not spelling.islower():
            kind = Ambiguity.CASE
        targets.append((entry, Alias(spelling, kind)))
    return targets


_PLAIN = (Ambiguity.NONE, Ambiguity.SYMBOL)
_STANDARD = re.compile(r"[A-Z]{2,8}[ -]\d{3,6}(?:-\d)?")  # a body's letters and the number of its standard


class _Matcher:
    """The automaton over all spellings, built once."""

    def __init__(self, extra: ExtraNames = ()) -> None:
        vocabulary = load()
        by_slug = {entry.slug: entry for entry in vocabulary.entries}
        self.targets: list[tuple[tuple[SkillEntry, ...], Alias]] = []
        patterns: list[str] = []
        for entry in vocabulary.entries:
            for alias in entry.aliases:
                patterns.append(fold(alias.text))
                self.targets.append(((entry,), alias))
        for text, slugs in vocabulary.composites.items():
            patterns.append(fold(text))
            self.targets.append((tuple(by_slug[slug] for slug in slugs), Alias(text)))
        for text in vocabulary.phrases:
            patterns.append(fold(text))
            self.targets.append(((), Alias(text)))
        spelled = set(patterns)
        for pattern, target in list(zip(patterns, self.targets, strict=True)):
            joined = pattern.replace(" ", "")
            if _STANDARD.fullmatch(target[1].text) and joined not in spelled:
                spelled.add(joined)  # "ISO9001" is ISO 9001
                patterns.append(joined)
                self.targets.append(target)
        for entry, alias in _extra_targets(extra, frozenset(patterns)):
            patterns.append(fold(alias.text))
            self.targets.append(((entry,), alias))

        # Bare letters occur hundreds of times in a page: they are looked for as words, not by the automaton.
        self.letters = {
            pattern: self.targets[index] for index, pattern in enumerate(patterns) if len(pattern) == 1
        }
        longer = [index for index, pattern in enumerate(patterns) if len(pattern) > 1]
        self.targets = [self.targets[index] for index in longer]
        self.patterns = [patterns[index] for index in longer]
        self.automaton = AhoCorasick(self.patterns, implementation=Implementation.ContiguousNFA)
        letters = "".join(self.letters) + "".join(self.letters).upper()
        self.letter = (
            re.compile(
                rf"[{re.escape(letters)}](?<![^\W\u2e80-\U0010ffff].)(?<![@$#'’.&].)"
                rf"(?![^\W\u2e80-\U0010ffff]|[@$'’&+#])"
            )
            if letters
            else None
        )

    def spans(
        self, text: str, wraps: frozenset[int] = frozenset()
    ) -> list[tuple[int, int, tuple[SkillEntry, ...], Alias]]:
        """Every spelling at word boundaries, leftmost and longest first, none overlapping another.

        A spelling reaches over a line's end only at the offsets ``wraps``, where text is wrapped.
        """
        found = []
        targets, patterns = self.targets, self.patterns
        glued: dict[
            int, list[tuple[int, int, tuple[SkillEntry, ...], Alias]]
        ] = {}  # by where another may begin
        for index, start, end in self.automaton.find_matches_as_indexes(fold(text), overlapping=True):
            if start and text[start].isalnum() and _goes_on(text[start - 1]):
                if text[start].isupper() and text[start - 1].islower() and start in glued:
                    entries, alias = targets[index]
                    stop = end if end == len(text) else _stop(text, start, end, alias)
                    if stop and alias.ambiguity in _PLAIN:
                        found.extend(glued[start])  # "SalesforceHubSpot": a cell lost the line end
                        found.append((start, stop, entries, alias))
                elif text[start].isupper() and (
                    _LOST_BLANK.search(text, max(0, start - 12), start)
                    or (
                        end - start > 2
                        and targets[index][1].ambiguity in _PLAIN
                        and _LOST_END.search(text, max(0, start - 24), start)
                    )
                ):
                    entries, alias = targets[index]
                    stop = end if end == len(text) else _stop(text, start, end, alias)
                    if stop and text[start:end] == alias.text:
                        found.append(
                            (start, stop, entries, alias)
                        )  # "Umgang mitExcel": its bold type was lost
                continue
            if (
                " " in patterns[index]
                and (broken := text.find("\n", start, end)) >= 0
                and broken not in wraps
            ):
                continue
            entries, alias = targets[index]
            if end < len(text) and not (stop := _stop(text, start, end, alias)):
                if text[end].isupper() and text[end - 1].islower() and alias.ambiguity in _PLAIN:
                    glued.setdefault(end, []).append((start, end, entries, alias))
                continue
            found.append((start, stop if end < len(text) else end, entries, alias))
        if self.letter:
            for match in self.letter.finditer(text):
                entries, alias = self.letters[match.group().lower()]
                found.append((match.start(), match.end(), entries, alias))
        found.sort(key=lambda span: (span[0], -span[1], -len(span[3].text)))
        kept: list[tuple[int, int, tuple[SkillEntry, ...], Alias]] = []
        last = 0
        for span in found:
            if span[0] >= last:
                kept.append(span)
                last = span[1]
        return kept


# "control measuresHACCP certification": a cell lost the line end
_LOST_END = re.compile(r"(?:^|(?<=[^\w-]))[a-zß-ÿ]{4,20}\Z")
# Small words that never begin a name; where type was set bold the blank after them may be lost.
_LOST_BLANK = re.compile(r"(?:^|(?<=[^\w-]))(?:mit|von|in|im|und|oder|[Gg]ute|with|of|and|or|using|in)\Z")


def _goes_on(character: str) -> bool:
    """Whether a character goes on with a word beside it; ideographs, kana and hangul stand by themselves."""
    return character.isalnum() and character < _IDEOGRAPHS


def _stop(text: str, start: int, end: int, alias: Alias) -> int:
    """Where a spelling ends when it may end here (a version or plural s is taken in), else 0."""
    after = text[end]
    if not _goes_on(after):
        if after in "+#" and (len(alias.text) < 3 or after == "#") and alias.text[-1] not in "+#":
            return 0
        if after == "@" or (after == "." and _DOMAIN_AFTER.match(text, end)):
            return 0
        return end
    if not text[end - 1].isalnum():
        # C++, C#; of phrases that are no skill ("CAD $") anything may follow
        return end if text[end - 1] in "+#)$" else 0
    plain = alias.ambiguity in (Ambiguity.NONE, Ambiguity.SYMBOL)
    if (
        plain
        and after in "sS"
        and (
            (alias.text.isupper() and text[start:end].isupper() and (after == "s" or len(alias.text) > 2))
            or (after == "s" and _NOUN_LAST.search(alias.text))
        )
        and not text[end + 1 : end + 2].isalnum()
    ):
        return end + 1
    if (
        plain
        and len(alias.text) > 2
        and after.isdigit()
        and not text[end - 1].isdigit()
        and (version := _VERSION.match(text, end))
    ):
        return version.end()
    if text[end - 1].islower() and after.isupper() and _GLUED.match(text, end):
        return end
    if end - start > 4 and text[end - 1].isupper() and _GLUED_LONG.match(text, end):
        return end  # "PostgreSQLExperience with"
    return 0


@lru_cache(maxsize=4)
def matcher(extra: ExtraNames = ()) -> _Matcher:
    return _Matcher(extra)


def known_spans(text: str, extra: ExtraNames = ()) -> list[tuple[int, int]]:
    """Where any spelling of the vocabulary stands, phrases that are no skill too: (start, end), in order."""
    return [(start, end) for start, end, _, _ in matcher(extra).spans(text)]
