"""Names of occupations anywhere in a text, with what stands around them: what ``ranking`` chooses from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.header import is_head
from postings.extraction.title.candidate import Candidate
from postings.extraction.title.vocabulary import FIELDS, LEVELS, NOT_ALONE
from postings.extraction.vocabulary import vocabulary_file

MAX_LINES = 80
MAX_LINE_CHARS = 4000
MAX_MENTIONS = 120
MAX_WORDS_BEFORE = 6  # words of a title before its head
MAX_CHARS_AFTER = 70  # characters of a title behind its head
CHARS_BEFORE = 90  # how far back words that lead up to a mention are looked for


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name the job, their canonical offsets, and names of what speaks for or against."""

    text: str
    start: int
    end: int
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """A possible title in a line: where it begins and ends, and where its head ends."""

    line: Line
    number: int  # of the line, from 1
    start: int
    end: int
    head_end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """The words around mentions, compiled."""

    cues: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    sentence: frozenset[str]
    indefinite: frozenset[str]
    definite: frozenset[str]
    capitals_behind: re.Pattern[str]
    words_behind: re.Pattern[str]


@cache
def _words() -> _Words:
    data = vocabulary_file("title_mentions.toml")
    words = {name: text.split() for name, text in data["words"].items()}
    labels, stops = "|".join(words["label"]), "|".join(words["stop"])
    small = "|".join(re.escape(word) for word in words["small"])
    adjectives = (
        r"(?:[\s,]{1,2}(?!(?:and|und|en|et|y|e|with|to|in|of)\s[A-Z])[^\W\d_A-Z][\w'’/()-]{0,18})"
        r"{0,6}\s{1,2}$"
    )
    return _Words(
        cues=tuple(
            (name, re.compile(rf"(?i:\b(?:{'|'.join(cues)})\b)[:…]?{adjectives}"))
            for name, cues in data["cues"].items()
        ),
        after=tuple(
            (name, re.compile(pattern.replace("\n", ""), re.IGNORECASE))
            for name, pattern in data["after"].items()
        ),
        sentence=frozenset(words["sentence"]),
        indefinite=frozenset(words["indefinite"]),
        definite=frozenset(words["definite"]),
        # "of Sales", "de Automação de Teste Sênior", "II"
        capitals_behind=re.compile(
            rf"(?:\s{{0,2}}(?:(?:{small})\s{{1,2}}|[/&]\s{{0,2}}|[dl]['’]){{0,2}}(?<=[\s/&'’])(?!(?:{labels})\b)"
            r"\.?[A-Z0-9À-Ý][^\s,;:!?()|\"“”]{0,24}(?<!\.)){1,6}"
        ),
        # "de pedidos nocturno": to where the sentence goes on
        words_behind=re.compile(rf"(?:\s{{1,2}}(?!(?:{stops})\b)[^\s.,;:!?()|\"“”–—]{{1,24}}){{1,5}}"),
    )


_TOKEN = re.compile(
    r"(?:\.(?=NET\b))?[^\W_]+(?:(?:['’/+#&-]+|\.(?=[a-z]))[^\W_]+)*[+#]*"
    r"(?:\*in\w*|:in\w*|/in\w*|\([a-zé]{1,4}\)(?!\w)|(?:[·•.-](?:e|s|es|rice|euse|ère|ne)\b){1,2})?"
)
_JOINT_BEFORE = re.compile(r"\s{1,2}|\s?[/&]\s?|(?<=[SJ]r)\.\s|-\s(?:en|und|et|and|y)\s")
_GENDER = re.compile(
    r"\s{0,2}\(?\s?(?:[mwfdxhnvk](?:\s?[/|*,]\s?[mwfdxhnvk]){1,3}|all genders?|gn)\s?\)", re.IGNORECASE
)
# ", Full Stack", " - Motion Planning", " (Backend"
_TAIL_PART = re.compile(
    r"(?:,\s|\s[–—-]\s|\s\()(?:[A-Z0-9À-Ý.][^\s.,;:!?()|–—]{0,24}"
    r"(?:[ /&+]{1,3}(?:and |of |de |d['’]|et |für )?(?=[A-Z0-9À-Ý]))?){1,5}\)?"
)
_FEMININE = re.compile(r"\([a-zé]{1,4}\)$|[*:/]in\w*$|(?:[·•.-](?:e|s|es|rice|euse|ère|ne)){1,2}$")
_NO_HEADS = frozenset("pro lead head hand hands".split())  # in sentences they are other words


@lru_cache(maxsize=20_000)
def _is_head(word: str) -> bool:
    return is_head(_FEMININE.sub("", word)) and word.casefold() not in _NO_HEADS


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return " ".join(text.split()).strip(" .,:;–—-").casefold()


def mentions(document: Document, found: Sequence[Candidate] = ()) -> list[Mention]:
    """What names an occupation in the first lines of a document, at most about ``MAX_MENTIONS``, and what
    rules have ``found`` there; what both name is one."""
    rules: dict[tuple[int, int], str] = {}
    for candidate in sorted(found, key=lambda candidate: candidate.confidence):
        rules[candidate.start, candidate.start + len(candidate.text)] = candidate.rule
    spans: list[_Span] = []
    number = 0
    for line in document.lines:
        if not line.text or line.zone in (Zone.CHROME, Zone.LEGAL):
            continue
        number += 1
        if number > MAX_LINES or len(spans) >= MAX_MENTIONS:
            break
        own = [
            _Span(line, number, start, end, head_end)
            for start, end, head_end in _spans(line.text[:MAX_LINE_CHARS], MAX_MENTIONS - len(spans))
        ]
        known = {(line.start + span.start, line.start + span.end) for span in own}
        own += [
            _Span(line, number, start - line.start, end - line.start, end - line.start)
            for start, end in rules
            if line.start <= start < end <= line.end and (start, end) not in known
        ]
        spans += own
    counted = Counter(_folded(span.line.text[span.start : span.end]) for span in spans)
    return [
        Mention(
            span.line.text[span.start : span.end],
            span.line.start + span.start,
            span.line.start + span.end,
            tuple(
                _features(
                    span, counted, rules.get((span.line.start + span.start, span.line.start + span.end))
                )
            ),
        )
        for span in spans
    ]


def _spans(text: str, most: int) -> Iterator[tuple[int, int, int]]:
    """Start, end and end of the head of what may be names of occupations; several for one head."""
    words = _words()
    tokens = list(_TOKEN.finditer(text))
    for index, token in enumerate(tokens):
        if not _is_head(token.group()):
            continue
        first = index
        while first > 0 and index - first < MAX_WORDS_BEFORE:
            before = tokens[first - 1]
            if not _JOINT_BEFORE.fullmatch(text, before.end(), tokens[first].start()) or not _belongs(
                before.group(), token.group()
            ):
                break
            first -= 1
        if first > 1 and tokens[first - 1].group() == "to" and _is_level(tokens[first - 2].group()):
            first -= 2  # "Junior to Mid-Level Baker"
        starts, end = {tokens[first].start()}, token.end()
        ends = {end}
        if (gender := _GENDER.match(text, end)) is not None:
            ends = {gender.end()}  # the mark is the end of a title
        else:
            if (capitals := words.capitals_behind.match(text, end)) is not None:
                ends.add(capitals.end())
            behind = words.words_behind.match(text, end)
            if behind is not None and behind.end() - end <= MAX_CHARS_AFTER:
                ends.add(behind.end())
            for one in tuple(ends):
                if (tail := _TAIL_PART.match(text, one)) is not None:
                    ends.add(tail.end())
        if first < index and token.group()[:1].isupper() and len(ends) > 1:
            starts.add(token.start())  # "Wieliczka Technik prac biurowych": the head comes first
        for one in sorted(ends):
            for begin in sorted(starts):
                if begin == tokens[first].start() or one > end:
                    yield begin, len(text[:one].rstrip(" ,-–—/&")), end
                    most -= 1
        if most <= 0:
            return


def _belongs(word: str, head: str) -> bool:
    """Whether a word before a head may be of its title."""
    folded = word.casefold()
    if folded in FIELDS or folded in LEVELS:
        return True
    if folded in _words().sentence:
        return word in ("IT", "HR", "AI", "ML")
    return word[0].isupper() or not word[0].isalpha() or any(mark in word for mark in "+#") or head.isupper()


def _is_level(word: str) -> bool:
    return word.casefold() in LEVELS or word.casefold().removesuffix("-level") in ("entry", "mid")


def _features(span: _Span, counted: Counter[str], rule: str | None) -> Iterator[str]:
    """The names of what speaks for words being the title, or against it; weighed by ``ranking``."""
    line, words = span.line, _words()
    text = line.text
    own = text[span.start : span.end]
    before = text[max(0, span.start - CHARS_BEFORE) : span.start]
    cue = _nearest_cue(before)
    following = next((name for name, pattern in words.after if pattern.match(text, span.end)), None)
    if following is None:
        following = "small" if re.match(r"\s[^\W\d_A-ZÀ-Ý]", text[span.end : span.end + 2]) else "capital"
    yield "bias"
    yield f"rule {rule}"
    if cue is not None:
        yield f"cue {cue}"
    yield from _left_of(before, cue)
    yield f"next {following}"
    yield f"cue {cue} next {following}"
    bullet = line.kind is LineKind.BULLET
    if span.start == 0 and following == "end":
        yield f"whole line {min(span.number, 5)} {line.kind is LineKind.HEADING or line.bold}"
        if bullet:
            yield "whole bullet"
    if bullet:
        yield "bullet"
    if span.start == 0 and span.number == 1:
        yield f"first words {following}"
    yield f"zone {line.zone}"
    at = line.start + span.start
    yield f"at {next((limit for limit in (60, 200, 500, 1500) if at < limit), 'far')}"
    yield f"times {min(counted[_folded(own)], 4)}"
    yield from _form_of(own, text[span.start : span.head_end], cue, following)
    if span.end > span.head_end:
        tail = text[span.head_end : span.end]
        yield f"tail {_kind_of(tail)}"
        yield f"tail words {min(len(tail.split()), 5)} {cue is not None}"


def _nearest_cue(before: str) -> str | None:
    """The cue that leads up to a mention and begins nearest to it: "your role: you report to the"."""
    nearest, at = None, -1
    for name, pattern in _words().cues:
        while (found := pattern.search(before, at + 1)) is not None:
            nearest, at = name, found.start()
    return nearest


def _left_of(before: str, cue: str | None) -> Iterator[str]:
    """What stands immediately before a mention."""
    tokens = before.split()
    if not tokens:
        yield "line start"
        return
    last, mark = tokens[-1], tokens[-1][-1]
    if mark in ".!?…":
        yield "sentence start"
    elif mark in ":|–—•-*":
        yield "after mark"
    elif mark in ",(/&":
        yield "after comma"
    elif last.casefold() in _words().indefinite:
        yield "article"
        yield f"article {cue}"
    elif last.casefold() in _words().definite:
        yield "definite"
    elif last[0].isupper():
        yield "after capital"
    elif last.casefold() in LEVELS or last.casefold() in FIELDS:
        yield "after level"
    else:
        yield f"after word {cue is not None}"


def _form_of(own: str, to_head: str, cue: str | None, following: str) -> Iterator[str]:
    """How a mention is written: its number of words, capitals, a level, a plural."""
    words = own.split()
    yield f"words {min(len(words), 6)}"
    if len(words) == 1 and words[0].casefold() in NOT_ALONE:
        yield "not alone"
    if words[0].casefold() in LEVELS:
        yield "levelled"
    letters = [word for word in words if word[0].isalpha()]
    case = "mixed"
    if letters and all(word[0].isupper() for word in letters):
        case = "shouted" if own.isupper() else "capitals"
    elif letters and all(word[0].islower() for word in letters):
        case = "lower"
    yield case
    yield f"{case} {cue}"
    yield f"{case} {following}"
    if to_head.endswith("s") and not to_head.endswith("ss"):
        yield "plural"


def _kind_of(tail: str) -> str:
    """What the words behind a head begin with, or are."""
    if _GENDER.fullmatch(tail):
        return "gender"
    if "–" in tail or "—" in tail or " - " in tail:
        return "dash"
    return "comma" if "," in tail else "bracket" if "(" in tail else "words"
