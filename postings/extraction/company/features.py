"""What speaks for and against each name of a text being the name of who hires, as named numbers.

Nothing here says how much a feature counts: ``vocabulary/company_weights.toml`` does, fitted on postings
whose company is known (``fitting``).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from postings.extraction.company.candidates import MAX_CHARS, Candidate, key_of
from postings.extraction.company.cues import cues_of
from postings.extraction.company.names import INSTITUTION, NOTHING, firm
from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.header import is_place, title_score
from postings.extraction.sections import heading_zone
from postings.extraction.skill_vocabulary import skill_names

type Features = dict[str, float]

_HOSTS = re.compile(r"(?:https?://|www\.|@)([a-z0-9.-]{3,80})", re.IGNORECASE)
_SLUGS = re.compile(r"https?://[^\s<>\"')\]]{6,200}")
_SIGNS = re.compile(r"[^a-z0-9/\n.]")
_SMALL = re.compile(r"(?<![^\W\d_])[a-zà-ÿ][\w-]+")
MAX_RECEIVED = 40_000
# Parts of addresses that are no names
_NO_NAMES = frozenset(
    "jobs careers career apply work hiring recruiting http https linkedin indeed glassdoor github google"
    " facebook"
    " twitter youtube instagram boards greenhouse lever workable ashbyhq smartrecruiters gmail outlook"
    " hotmail"
    " mail info contact hello people talent about company companies team position positions posting postings"
    " search view home index html page pages site login forms news blog".split()
)
_KIND = re.compile(
    r"(?:groupe?|technolog(?:y|ies)|solutions|systems|services|partners|consulting|labs?|studios?|software|bank"
    r"|capital|media|health|energy|foundation|trust|council|inc|gmbh|corporation|international|ventures|games"
    r"|pharma|robotics|analytics|networks?|industries|logistics|insurance|holdings?|agency|associates)"
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december monday tuesday"
    " wednesday thursday friday saturday sunday".split()
)
_SKILL_ZONES = frozenset((Zone.REQUIRED, Zone.PREFERRED))


@dataclass(frozen=True, slots=True)
class Spelled:
    """What the addresses of a text spell: the labels of its hosts, and its addresses without other signs."""

    hosts: frozenset[str]
    slugs: str

    @classmethod
    def of(cls, document: Document) -> Spelled:
        """The addresses of the text as received."""
        received = document.received[:MAX_RECEIVED]
        hosts = {
            label.replace("-", "")
            for found in _HOSTS.finditer(received)
            for label in found[1].casefold().split(".")
        }
        slugs = "\n".join(found[0].casefold() for found in _SLUGS.finditer(received))
        return cls(frozenset(hosts), _SIGNS.sub("", slugs))

    @property
    def words(self) -> frozenset[str]:
        """The words that are names in small letters, too."""
        paths = (part for part in re.split(r"[/\n.]", self.slugs) if 3 < len(part) < 40)
        return (frozenset(host for host in self.hosts if len(host) > 3) | frozenset(paths)) - _NO_NAMES


def features_of(
    document: Document,
    candidates: list[Candidate],
    lines: list[Line],
    spelled: Spelled,
    title: str,
    seen: Mapping[str, int],
) -> list[Features]:
    """The features of each candidate, in their order. ``seen`` tells how many employers' postings write a
    name."""
    most = max((len(candidate.mentions) for candidate in candidates), default=1)
    text = document.text[:MAX_CHARS]
    small = Counter(_SMALL.findall(text))
    features = [
        _features(candidate, lines, most, small, spelled, title.casefold(), text, seen)
        for candidate in candidates
    ]
    _add_cues(document, candidates, features)
    return features


def _add_cues(document: Document, candidates: list[Candidate], features: list[Features]) -> None:
    """Adds the cues of the prose that point to a candidate."""
    by_words = {candidate.words: feats for candidate, feats in zip(candidates, features, strict=True)}
    for name, _, weight, rule in cues_of(document):
        feats = by_words.get(key_of(name))
        if feats is not None:
            if f"cue {rule}" not in feats:
                feats[f"cue {rule}"] = 1.0
                feats["cue kinds"] = feats.get("cue kinds", 0.0) + 1.0
            feats["cues"] = max(feats.get("cues", 0.0), weight)


def _features(
    candidate: Candidate,
    lines: list[Line],
    most: int,
    small: Counter[str],
    spelled: Spelled,
    title: str,
    text: str,
    seen: Mapping[str, int],
) -> Features:
    mentions, words = candidate.mentions, candidate.words
    first = mentions[0]
    name = text[first.start : first.end] or " ".join(words)
    feats: Features = {}
    times = len(mentions)
    feats["times"] = math.log(times)
    feats["longer"] = math.log1p(candidate.longer)
    feats["shorter"] = math.log1p(candidate.shorter)
    feats["share"] = times / most
    if times == most and most > 1:
        feats["most"] = 1.0
    if times == 1 and first.opens and not first.alone and len(words) == 1:
        feats["lone opener"] = 1.0
    inside = sum(not mention.opens for mention in mentions)
    feats["inside"] = math.log1p(inside)
    if not inside:
        feats["never inside"] = 1.0
    feats["place"] = math.log1p(first.start / 100)
    if first.line == 0:
        feats["first line"] = 1.0
    if first.start == lines[0].start:
        feats["first words"] = 1.0
    alone = [mention for mention in mentions if mention.alone]
    if alone:
        feats["alone"] = 1.0
        if len(alone) > 1:
            feats["alone twice"] = 1.0
        if len(alone) == times:
            feats["only alone"] = 1.0
        if alone[0].line == 0:
            feats["alone first"] = 1.0
        if any(lines[mention.line].kind is LineKind.HEADING for mention in alone):
            feats["heading"] = 1.0
    for zone in {mention.zone for mention in mentions}:
        feats[f"zone {zone}"] = 1.0
    if all(mention.zone in _SKILL_ZONES for mention in mentions):
        feats["only wanted"] = 1.0
    if all(lines[mention.line].kind is LineKind.BULLET for mention in mentions):
        feats["only bullets"] = 1.0
    if any(mention.legal for mention in mentions):
        feats["legal"] = 1.0
    _add_shape(feats, words, name)
    joined = "".join(words)
    if len(words) == 1:
        lower = small[words[0]]
        if lower:
            feats["small too"] = math.log1p(lower)
    elif all(small[word] for word in words):
        feats["all small too"] = 1.0
    if len(joined) > 2:
        if joined in spelled.hosts:
            feats["host"] = 1.0
        elif len(joined) > 3 and any(joined in host for host in spelled.hosts):
            feats["in host"] = 1.0
        if len(joined) > 3 and f"/{joined}/" in spelled.slugs:
            feats["slug"] = 1.0
        elif len(joined) > 3 and joined in spelled.slugs:
            feats["in slug"] = 1.0
    if title:
        key = " ".join(words)
        if key == title:
            feats["is title"] = 1.0
        elif key in title:
            feats["in title"] = 1.0
    feats[f"seen {step_of(seen.get(' '.join(words), 0))}"] = 1.0
    for mention in mentions[:40]:
        for feature in context(mention.before_that, mention.before, mention.after, mention.after_that):
            feats[feature] = 1.0
    return feats


def context(before_that: str, before: str, after: str, after_that: str) -> Iterable[str]:
    """The features of the words around a mention."""
    return (
        f"{before} _",
        f"_ {after}",
        f"{before_that} {before} _",
        f"_ {after} {after_that}",
        f"{before} _ {after}",
    )


def _add_shape(feats: Features, words: tuple[str, ...], name: str) -> None:
    count = len(words)
    feats[f"words {min(count, 5)}"] = 1.0
    if name.isupper():
        feats["capitals" if len(name) > 4 else "few capitals"] = 1.0
    elif any(letter.isupper() for letter in name[1:] if letter) and count == 1:
        feats["inner capital"] = 1.0
    if any(letter.isdigit() for letter in name):
        feats["digit"] = 1.0
    if "." in name:
        feats["dot"] = 1.0
    if len(name) < 4:
        feats["short"] = 1.0
    if INSTITUTION.search(name):
        feats["institution"] = 1.0
    if _KIND.fullmatch(words[-1]) and count > 1:
        feats["kind"] = 1.0
    key = " ".join(words)
    if key in skill_names():
        feats["skill"] = 1.0
    if key in NOTHING or words[0] in _MONTHS:
        feats["nothing"] = 1.0
    if is_place(name):
        feats["town"] = 1.0
    score = title_score(name)
    if score >= 0.5:
        feats["trade"] = score
    zone = heading_zone(name)
    if zone is not None:
        feats["section"] = zone[1] / zone[3] if zone[3] else 1.0
    if firm(name, sure=True) is None:
        feats["no firm"] = 1.0


def step_of(employers: int) -> int:
    """The step for how many employers' postings write a name: 0 for next to none, 7 for the most.

    Names of firms stand in few postings, other words with a capital in many.
    """
    return 0 if employers < 3 else min(7, math.ceil(math.log2(employers)))


def none_features(document: Document, candidates: list[Candidate], features: list[Features]) -> Features:
    """What speaks for a text that names nobody."""
    most = max((len(candidate.mentions) for candidate in candidates), default=0)
    feats = {"none": 1.0, "none most": math.log1p(most), "none size": math.log1p(len(document.text) / 1000)}
    feats["none cues"] = max((each.get("cues", 0.0) for each in features), default=0.0)
    return feats
