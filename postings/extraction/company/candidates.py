"""What may be the name of who hires, in running text: every name a text writes, and where each stands.

A name is a run of words with a capital, perhaps joined by small ones ("Bank of Kestrel", "Hale & Sons"), or a
domain ("kitebarn.de"). A run that small words join also gives its parts, one that opens a sentence also gives
itself without its first word: which of them is the name is for ``ranking`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from postings.extraction.document import Document, Line, Zone

MAX_CHARS = 20_000  # of the text that is read
MAX_LINE_CHARS = 12_000
MAX_NAMES = 400
MAX_WORDS = 7  # of one name
EDGE = ""  # stands for the token before the first of a line and behind the last

_TOKEN = re.compile(r"[^\W_]+(?:[&'’+.\-][^\W_]+)*(?:\+\+|#)?|[^\w\s]")
_ELISION = re.compile(r"(?:[ldnsjmtc]|qu|dell|all|nell|dall|sull|un)['’](?=[^\W\d_])", re.IGNORECASE)
_OWN = re.compile(r"['’]s?$")
_DOMAIN = re.compile(r"[a-z0-9-]{3,40}\.(?:com|io|ai|co|de|fr|nl|es|it|eu|org|net|app|dev|at|ch|be|uk|tech)")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]|St|Mt|Dr")
_LETTER_CASE = re.compile(r"[a-z]{1,2}-?[A-Z]")
_LEGAL = frozenset(
    "inc incorporated llc ltd limited gmbh mbh ag se kg kgaa ug plc llp corp corporation co pbc sas sarl sl"
    " slu sa"
    " srl spa bv nv ab as aps oy ltda pty pvt".split()
)
# Forms of law that are words of other kinds, too: alone behind a comma ("R, SAS") they prove nothing
_BARE = frozenset("as se ag sl ab sa sas co nv bv spa".split())
# Small words inside names
_JOINS = frozenset(
    "of and the per für pour para de del della di da do dos der den van und et for du des la von & + y e en"
    " zur zum an am le les i".split()
)
# Words that open sentences, never names
_OPENERS = frozenset(
    "the at about join our your we you in as if for with who what why how when where to from by this that"
    " these"
    " those all and or but so is are be have has here it its their his her i my no not on of a an since while"
    " after before during through within across under over working work welcome become meet discover"
    " die der das den dem des wir sie ihr bei als für von mit im in am und oder unser unsere unserem du"
    " dich dein"
    " deine über zu zur zum ein eine einer eines"
    " le la les l un une des du de chez nous vous notre votre à au aux en et pour sur rejoignez"
    " el los las una unos en de del con por para nuestra nuestro somos es y sobre se su"
    " o os as um uma na no nas nos da do das dos em com por e nossa nosso a"
    " het een bij wij je jij ons onze van en voor over"
    " tu il elle ils elles on je ich er man tú usted ustedes você voi lei ik hij zij jullie"
    " il lo gli i uno di con per noi nostra nostro presso".split()
)
_OF_ADDRESSES = ("@", "/", ".", "-", "_")
_ENDS = frozenset('.!?:;•·*"“”„«»()[]|–—-/>…▪●✓►')


class Mention(NamedTuple):
    """One place of a name: its words, the tokens around it in lower case, whether it opens a sentence."""

    line: int
    start: int
    end: int
    before: str
    before_that: str
    after: str
    after_that: str
    opens: bool
    alone: bool  # nothing else stands in the line
    legal: bool
    zone: Zone


@dataclass(slots=True)
class Candidate:
    """A name, as one of its mentions writes it, and all its mentions in the order of the text."""

    words: tuple[str, ...]  # folded, without its legal form
    mentions: list[Mention] = field(default_factory=list)
    longer: int = 0  # mentions of longer names that begin with it
    shorter: int = 0  # mentions of shorter names that it begins with


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    names: bool  # may stand in a name
    folded: str


def candidates_of(document: Document, spelled: Container[str] = ()) -> tuple[list[Candidate], list[Line]]:
    """The names of a text and its lines that were read; ``spelled`` are words that are names in small
    letters, too
    (those of the text's own addresses)."""
    lines = [line for line in document.lines if line.text and line.zone is not Zone.CHROME]
    found: dict[tuple[str, ...], Candidate] = {}
    for number, line in enumerate(lines):
        if line.start > MAX_CHARS:
            break
        tokens = list(_tokens(line.text[:MAX_LINE_CHARS], spelled))
        at = 0
        while at < len(tokens):
            if not tokens[at].names:
                at += 1
                continue
            end, name_end, legal = _run(tokens, at)
            for first, last in _parts(tokens, at, name_end):
                _note(found, number, line, tokens, first, last, end, legal and last == name_end)
            at = end
    _drop_domains(found)
    for words, candidate in found.items():
        for size in range(1, len(words)):
            base = found.get(words[:size])
            if base is not None:
                base.longer += len(candidate.mentions)
                candidate.shorter += len(base.mentions)
    return list(found.values()), lines


def _drop_domains(found: dict[tuple[str, ...], Candidate]) -> None:
    """Leaves out domains whose name the text writes, too: "kitebarn.de" beside "Kite Barn"."""
    squashed = {"".join(words) for words in found if "." not in words[0]}
    for words in [words for words in found if len(words) == 1 and "." in words[0]]:
        if words[0].split(".")[0].replace("-", "") in squashed:
            del found[words]


def key_of(name: str) -> tuple[str, ...]:
    """The words of a name as those of its candidate are written: folded, without its legal form."""
    words = [token.folded for token in _tokens(name) if token.text not in ".&+,"]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return tuple(words)


def _tokens(text: str, spelled: Container[str] = ()) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        if end - start == 1 and not word.isalnum():
            yield _Token(word, start, end, False, word)
            continue
        if word.isalnum():  # most words, so this is asked before any pattern
            names = (not word.islower() or word[0].isdigit()) and _names(word)
            yield _Token(word, start, end, names or word in spelled, word.lower())
            continue
        if elision := _ELISION.match(word):
            cut = start + elision.end()
            yield _Token(text[start:cut], start, cut, False, text[start:cut].lower())
            start, word = cut, text[cut:end]
        own = _OWN.search(word)
        if own is not None and own.start() > 1:
            cut = start + own.start()
            word = word[: own.start()]
            yield _Token(word, start, cut, _names(word) or word in spelled, word.lower())
            yield _Token(own[0], cut, end, False, "'s")
            continue
        yield _Token(
            word,
            start,
            end,
            (_names(word) or word in spelled) and not _in_address(text, start, end),
            word.lower(),
        )


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether a word with a full stop is a part of an address ("jobs@acme.example", "acme.example/jobs")."""
    return "." in text[start:end] and (
        text[max(0, start - 1) : start] in _OF_ADDRESSES or text[end : end + 1] == "/"
    )


def _names(word: str) -> bool:
    first = word[0]
    if first.isupper():
        return True
    if first.isdigit():
        return word[-1].isalpha()
    if word.islower():  # most words, so this is asked before any pattern
        return "." in word and _DOMAIN.fullmatch(word) is not None
    return _LETTER_CASE.match(word) is not None


def _run(tokens: list[_Token], at: int) -> tuple[int, int, bool]:
    """Where a run of names that begins with a token ends: behind its legal form, and before it."""
    end = at + 1
    while end < len(tokens) and end - at < 2 * MAX_WORDS:
        last, token = tokens[end - 1], tokens[end]
        gap = token.start - last.end
        if gap <= 1 and token.names and (gap == 1 or last.text == "."):
            end += 1
        elif token.text == "." and gap == 0 and _goes_on(tokens, end) and _INITIALS.fullmatch(last.text):
            end += 1  # "J. D. Marlow", "St. Anne"
        elif gap == 1 and (token.folded in _JOINS) and (after := _behind_joins(tokens, end)):
            end = after
        else:
            break
    name_end, legal = end, False
    while name_end > at + 1 and tokens[name_end - 1].folded in _LEGAL:
        name_end, legal = name_end - 1, True
    if (
        not legal
        and end + 1 < len(tokens)
        and tokens[end].text == ","
        and tokens[end + 1].folded in _LEGAL - _BARE
    ):
        return end + 2, end, True
    while name_end > at + 1 and (tokens[name_end - 1].folded in _JOINS or tokens[name_end - 1].text in "&+."):
        name_end -= 1
    return end, name_end, legal


def _goes_on(tokens: list[_Token], dot: int) -> bool:
    return dot + 1 < len(tokens) and tokens[dot + 1].names and tokens[dot + 1].start - tokens[dot].end <= 1


def _behind_joins(tokens: list[_Token], at: int) -> int:
    """The token behind one or two small words and the name that follows them, 0 where none follows."""
    for size in (1, 2):
        if at + size >= len(tokens):
            return 0
        last, token = tokens[at + size - 1], tokens[at + size]
        if token.start - last.end != 1:
            return 0
        if token.names:
            return at + size + 1
        if token.folded not in _JOINS:
            return 0
    return 0


def _parts(tokens: list[_Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The run from ``first`` up to ``last`` and what of it may be a name by itself."""
    while first < last - 1 and (tokens[first].folded in _OPENERS or not tokens[first].names):
        first += 1
    if last - first <= MAX_WORDS:
        yield first, last
    opens = first == 0 or tokens[first - 1].text in _ENDS
    if opens and last - first > 1 and tokens[first + 1].names:
        yield first + 1, last
    joins = [
        at
        for at in range(first + 1, last - 1)
        if (not tokens[at].names and tokens[at].text != ".") or tokens[at].folded in _OPENERS
    ]
    if joins:
        edges = [first - 1, *joins, last]
        for before, after in pairwise(edges):
            if before + 1 < after:
                yield before + 1, after


def _note(
    found: dict[tuple[str, ...], Candidate],
    number: int,
    line: Line,
    tokens: list[_Token],
    first: int,
    last: int,
    end: int,
    legal: bool,
) -> None:
    """Adds one place where a name stands."""
    words = tuple(token.folded for token in tokens[first:last] if token.text not in ".&+")
    if not words or sum(map(len, words)) < 2 or (len(words) == 1 and words[0] in _OPENERS):
        return
    candidate = found.get(words)
    if candidate is None:
        if len(found) >= MAX_NAMES:
            return
        candidate = found[words] = Candidate(words)
    behind = end if legal else last
    name_end = tokens[behind - 1].end
    if behind < len(tokens) and legal and tokens[behind].text == "." and tokens[behind].start == name_end:
        behind += 1
    before = tokens[first - 1] if first else None
    candidate.mentions.append(
        Mention(
            line=number,
            start=line.start + tokens[first].start,
            end=line.start + name_end,
            before=before.folded if before else EDGE,
            before_that=tokens[first - 2].folded if first > 1 else EDGE,
            after=tokens[behind].folded if behind < len(tokens) else EDGE,
            after_that=tokens[behind + 1].folded if behind + 1 < len(tokens) else EDGE,
            opens=before is None or before.text in _ENDS,
            alone=first == 0 and behind >= len(tokens),
            legal=legal,
            zone=line.zone,
        )
    )
