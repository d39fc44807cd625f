"""The likeliest of the names that a text writes, by weights fitted on postings whose company is known.

The names of a text and "none of them" share a probability of one (a conditional logit: McFadden 1974). Names
that begin alike ("Acme", "Acme Robotics") speak for one firm, so theirs is added up; the likeliest of them
is what the firm is called.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from postings.extraction.company.candidates import Candidate, candidates_of
from postings.extraction.company.doubts import as_spoken, spelled_out
from postings.extraction.company.features import Features, Spelled, features_of, none_features
from postings.extraction.company.names import cleaned, plausible
from postings.extraction.document import Document
from postings.extraction.finding import Finding
from postings.extraction.vocabulary import DIRECTORY, vocabulary_file

WEIGHTS = "company_weights.toml"
SEEN = "capitalised_words.csv"
CLEAR = 0.5  # the least probability of a name that little but its looks speaks for
STRONG = 1.6  # the strength of a cue that names firms rather than things
WEAK = 1.2  # less than that is the strength of a cue that names things of many kinds
SURE = 2.4  # that of a cue that names nobody but who hires
POINTED_TO = 0.55  # the prior of a name that nothing but an address or one such cue speaks for


@dataclass(frozen=True, slots=True)
class Model:
    """The weight of each feature; how many employers' postings write a name; the prior of a probability."""

    weights: Mapping[str, float]
    seen: Mapping[str, int]
    priors: tuple[tuple[float, float], ...]  # (probability, prior), both ascending

    def score(self, features: Features) -> float:
        """The weighted sum of features."""
        weights = self.weights
        return sum(weights[name] * value for name, value in features.items() if name in weights)

    def prior(self, probability: float) -> float | None:
        """What a name of this probability is worth as evidence; None where it is worth nothing."""
        points = self.priors
        index = bisect_right([point[0] for point in points], probability)
        if index == 0:
            return None
        if index == len(points):
            return points[-1][1]
        (low, first), (high, last) = points[index - 1], points[index]
        return first + (last - first) * (probability - low) / (high - low)


@cache
def load() -> Model:
    """The model in use."""
    data: dict[str, Any] = vocabulary_file(WEIGHTS)
    seen: dict[str, int] = {}
    for line in (DIRECTORY / SEEN).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            words, _, count = line.rpartition(",")
            seen[words] = int(count)
    priors = tuple((float(step["probability"]), float(step["prior"])) for step in data["step"])
    return Model(data["weights"], seen, priors)


def ranked(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The name that is likeliest to be that of who hires, None where it is likelier that none is."""
    model = load()
    spelled = Spelled.of(document)
    candidates, lines = candidates_of(document, spelled.words)
    features = features_of(
        document, candidates, lines, spelled, title.value if title is not None else "", model.seen
    )
    none = model.score(none_features(document, candidates, features))
    rivals = [
        (candidate, each) for candidate, each in zip(candidates, features, strict=True) if not _is_title(each)
    ]
    if not rivals:
        return None
    top, probability = likeliest(
        [candidate for candidate, _ in rivals], [model.score(each) for _, each in rivals], none
    )
    best, chosen = rivals[top]
    prior = model.prior(probability)
    if prior is None or (probability < CLEAR and _is_doubtful(best, chosen)) or _only_opens(chosen):
        return _pointed_to(document, rivals)
    return _finding(document, best, prior)


def _is_title(features: Features) -> bool:
    """Whether a name is the title, or words of it that no cue points to."""
    return "is title" in features or ("in title" in features and "cues" not in features)


def _only_opens(features: Features) -> bool:
    """Whether a name is but the first word of one sentence."""
    return "lone opener" in features and features.keys().isdisjoint(("cues", "host", "slug", "legal"))


def _is_doubtful(candidate: Candidate, features: Features) -> bool:
    """Whether little but its looks speaks for a name: it stands once, or mostly is a town or a tool."""
    cues = features.get("cues", 0.0)
    if cues >= STRONG or not features.keys().isdisjoint(("host", "slug", "legal")):
        return False
    return (
        (cues < WEAK and len(candidate.mentions) + candidate.longer < 2)
        or "skill" in features
        or ("town" in features and "institution" not in features)
    )


def _pointed_to(document: Document, rivals: list[tuple[Candidate, Features]]) -> Finding[str] | None:
    """The one name that the text's own addresses spell, else the one that a cue of firms points to."""
    spelled = [
        candidate
        for candidate, features in rivals
        if "seen 0" in features
        and (
            ("host" in features and "never inside" not in features)
            or ("slug" in features and "alone" in features)
        )
    ]
    cued = [candidate for candidate, features in rivals if features.get("cues", 0.0) >= SURE]
    for found in (spelled, cued):
        if len(found) == 1:
            return _finding(document, found[0], POINTED_TO)
    return None


def _finding(document: Document, candidate: Candidate, prior: float) -> Finding[str] | None:
    name, start = _written(document, candidate)
    if not plausible(name):
        return None
    return document.finding(name, start, start + len(name), confidence=prior, rule="company.prose")


def likeliest(candidates: list[Candidate], scores: list[float], none: float) -> tuple[int, float]:
    """Which candidate has the highest score, and the probability of it and those that begin alike."""
    top = max(range(len(scores)), key=lambda index: scores[index])
    best = candidates[top].words
    highest = max(scores[top], none)
    shares = [math.exp(score - highest) for score in scores]
    alike = sum(
        share
        for candidate, share in zip(candidates, shares, strict=True)
        if candidate.words[: len(best)] == best or best[: len(candidate.words)] == candidate.words
    )
    return top, alike / (sum(shares) + math.exp(none - highest))


_VERBS = frozenset("is are has have will offers provides".split())


def _is_always_own(candidate: Candidate) -> bool:
    """Whether a name ends with an "'s" of its own: no mention is without it ("Kestrel's is hiring")."""
    mentions = candidate.mentions
    return all(mention.after == "'s" for mention in mentions) and (
        len(mentions) > 2 or any(mention.after_that in _VERBS for mention in mentions)
    )


def _written(document: Document, candidate: Candidate) -> tuple[str, int]:
    """How the text writes a name, and where first so: as most of its mentions do."""
    texts = [document.text[mention.start : mention.end] for mention in candidate.mentions]
    name = max(dict.fromkeys(texts), key=texts.count)
    start = candidate.mentions[texts.index(name)].start
    bare = cleaned(name) or name
    if _is_always_own(candidate):
        bare += document.text[start + len(name) : start + len(name) + 2]
    at = max(0, name.find(bare))
    if not document.text.startswith(bare, start + at):
        return name, start
    name, start = as_spoken(document, bare, start + at)
    return spelled_out(document, name, start)
