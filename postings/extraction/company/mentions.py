"""Names that a text keeps coming back to: where each stands in its sentences, counted over the whole text.

A posting may never say "Acme is hiring" and still speak of nobody else: "roll out tools across Acme",
"Acme's regulators", "the wider Acme team". One such place proves nothing (products, schools and customers
stand there, too), several of different kinds do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from postings.extraction.company.names import NAME, firm
from postings.extraction.document import Document, Zone
from postings.extraction.header import title_score
from postings.extraction.own_name import in_an_address, squashed
from postings.extraction.skill_vocabulary import skill_names

MAX_CHARS = 20_000
MAX_NAMES = 60
ENOUGH = 1.7  # of points, from which a name is one that the text keeps coming back to

_NAMES = re.compile(NAME)
# The word before a name, and what it tells: "across Acme", "join Acme", "of Acme"
_INSIDE = frozenset(
    "at @ within across throughout inside join joins joining bij bei chez binnen presso represent"
    " representing rejoindre rejoignez".split()
)
_NEAR = frozenset("about why of for with by to from our über over voor von van".split())
_SENTENCE_END = re.compile(r"(?:^|[.!?:;•·*\"“(-])\s*$")
_FOLLOWED = re.compile(
    r"(?P<own>['’]s?\b)|\s(?P<does>(?:is|are|has|have|will|was|does|can|may|offers|provides|believes|values|collects"
    r"|serves|operates|participates|recogni[sz]es|welcomes|reserves|ist|bietet|est|is)\b)"
    r"|\s(?P<part>(?:teams?|employees|colleagues|staff|products?|customers?|clients?|users|brands?|platform|family"
    r"|culture|values|offices?|stores?|business|data|way|group|careers?)\b)"
)
_POINTS = {
    "inside": 0.9,
    "own": 0.7,
    "does": 0.7,
    "part": 0.5,
    "near": 0.3,
    "address": 1.2,
    "often": 0.4,
    "profile": 0.4,
}


@dataclass(slots=True)
class Mentions:
    """Where a name stands: its first place within a sentence, how often, in which kinds of places."""

    name: str
    start: int
    within: int = 0  # times inside a sentence, where a capital means a name
    kinds: set[str] = field(default_factory=set)

    @property
    def points(self) -> float:
        """What the kinds of places add up to."""
        return sum(_POINTS[kind] for kind in self.kinds)


def mentions_of(document: Document) -> list[Mentions]:
    """The names that the text keeps coming back to, each with points for ``ENOUGH`` or more."""
    found: dict[str, Mentions] = {}
    skills = skill_names()
    for line in document.lines:
        if line.zone is Zone.CHROME or line.start > MAX_CHARS:
            continue
        for match in _NAMES.finditer(line.text):
            _note(found, line.text, line.start, match, line.zone)
    named = []
    for mentions in sorted(found.values(), key=lambda each: (-each.within, each.start))[:MAX_NAMES]:
        name = mentions.name
        if mentions.within < 2 or name.casefold() in skills or title_score(name) >= 0.5:
            continue
        if len(squashed(name)) >= 4 and in_an_address(document, name):
            mentions.kinds.add("address")
        if mentions.within >= 4:
            mentions.kinds.add("often")
        if name.isupper() and len(name) < 4 and "address" not in mentions.kinds:
            continue  # "KPI", "ERP"
        if mentions.kinds & {"inside", "address", "own"} and mentions.points >= ENOUGH:
            named.append(mentions)
    return named


def _note(found: dict[str, Mentions], text: str, at: int, match: re.Match[str], zone: Zone) -> None:
    """Adds what one place in a line tells of the name that stands there."""
    start, written = match.start("name"), match["name"]
    before = text[max(0, start - 24) : start]
    first, _, rest = written.partition(" ")
    opens = _SENTENCE_END.search(before) is not None
    lead = before.split()[-1].casefold() if before.split() and before[-1:].isspace() else ""
    if rest and opens and (first.casefold() in _INSIDE | _NEAR or firm(first) is None):
        start += len(first) + 1  # "Join Acme", "At Acme"
        written, lead, opens = rest, first.casefold(), False
    name = firm(written)
    if name is None or len(name.split()) > 5:
        return
    own = re.search(r"['’]s?$", name)
    if own is not None:
        name = name[: own.start()]
    if len(name) < 2:
        return
    mentions = found.get(name.casefold())
    if mentions is None:
        if len(found) >= 400:
            return
        mentions = found[name.casefold()] = Mentions(name, at + start + written.find(name))
    mentions.within += not opens
    kinds = mentions.kinds
    if lead in _INSIDE:
        kinds.add("inside")
    elif lead in _NEAR:
        kinds.add("near")
    if own is not None:
        kinds.add("own")
    following = _FOLLOWED.match(text, match.end("name"))
    if following is not None and following.lastgroup is not None:
        kinds.add(following.lastgroup)
    if zone in (Zone.COMPANY, Zone.LEGAL):
        kinds.add("profile")
