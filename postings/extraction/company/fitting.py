"""Fits the weights of ``ranking`` on descriptions of postings whose company is known.

A conditional logit: of the names of a text and "none of them", those that are the company's are made likely
(or none, where no word of the company's name stands in the text), the others unlikely. Weights are drawn to
zero (L2), and found by stochastic gradients with a rate of its own for each (AdaGrad: Duchi et al. 2011), in
an order that is always the same. Slow (minutes for thousands of texts), run by hand: ``manage.py
fit_company``.
"""

from __future__ import annotations

import csv
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from postings.extraction import title
from postings.extraction.company.candidates import candidates_of, key_of
from postings.extraction.company.features import Spelled, features_of, none_features
from postings.extraction.document import read_document

MIN_TEXTS = 20  # that have a feature, for it to be fitted
MIN_EMPLOYERS = 3  # whose postings write a name, for it to be listed
MIN_WEIGHT = 0.1
TEXTS_A_FIRM = 5
NONE_SHARE = 0.35  # what a text counts that does not name its company: often another column would
PENALTY = 2.0
RATE = 0.25
ROUNDS = 8
MIN_CHARS = 300
MIN_EXCERPT = 40  # characters
SHORT_SHARE = 0.5  # what a short piece of a text counts

# Words at the end of firms' names that texts leave out
_GENERIC = frozenset(
    "company group groupe grupo gruppe holding holdings technologies technology tech solutions services"
    " service"
    " systems international global usa us uk america americas north deutschland germany france nederland"
    " netherlands europe emea india australia canada ireland israel careers jobs labs lab digital software"
    " consulting partners ventures media studios com io ai colombia mexico argentina chile peru espana"
    " brasil".split()
)
_ASIDE = re.compile(r"\([^()]*\)|\s*[1-5]\.\d(?: ★)?\s*$")


@dataclass(frozen=True, slots=True)
class Example:
    """A posting's description, and the company that the data set names beside it."""

    company: str
    text: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights of features, how many employers' postings write a name, and the texts these are of."""

    weights: dict[str, float]
    seen: dict[str, int]
    texts: int
    naming: int  # of them, texts that name their company


@dataclass(slots=True)
class _Text:
    names: list[tuple[str, ...]]
    right: list[bool]
    features: list[Mapping[str, float]]
    none: Mapping[str, float]
    weight: float


def read(path: Path) -> Iterator[Example]:
    """The examples of a CSV file with the columns company and description; ValueError where it lacks one."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = {"company", "description"} - set(rows.fieldnames or ())
        if missing:
            raise ValueError(f"No column named {' or '.join(sorted(missing))}.")
        times: Counter[tuple[str, ...]] = Counter()
        for row in rows:
            company, text = (row["company"] or "").strip(), (row["description"] or "").strip()
            key = forms(company)[-1:]
            if not key or len(text) < MIN_CHARS or times[key[0]] >= TEXTS_A_FIRM:
                continue
            times[key[0]] += 1
            yield Example(company, text)


def forms(company: str) -> list[tuple[str, ...]]:
    """A company's name as a text may write it, in words: in full, then without general words at its end."""
    words = key_of(_ASIDE.sub(" ", company))
    if words[:1] == ("the",):
        words = words[1:]
    found = [words] if words else []
    while len(words) > 1 and words[-1] in _GENERIC:
        words = words[:-1]
        found.append(words)
    return found


def is_of(name: tuple[str, ...], company: str) -> bool:
    """Whether a name is the company's: both alike, general words at their ends aside.

    >>> is_of(("acme", "kites"), "Acme Kites Inc."), is_of(("acme",), "Acme Kites Inc.")
    (True, False)
    """
    own = {"".join(words) for words in forms(company)}
    return any("".join(words) in own for words in forms(" ".join(name)))


def fit(examples: Iterable[Example]) -> Fit:
    """The weights and counts that these examples give; ValueError where none of them names its company."""
    read_texts = [
        (example, document, *candidates_of(document, spelled.words), spelled)
        for example in _with_excerpts(examples)
        for document in (read_document(example.text),)
        for spelled in (Spelled.of(document),)
    ]
    employers: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for example, _, candidates, _, _ in read_texts:
        own = forms(example.company)[-1]
        for candidate in candidates:
            if not is_of(candidate.words, example.company):
                employers.setdefault(candidate.words, set()).add(own)
    texts: list[_Text] = []
    for example, document, candidates, lines, spelled in read_texts:
        right = [is_of(candidate.words, example.company) for candidate in candidates]
        if not candidates or not (any(right) or _is_absent(example)):
            continue
        own = forms(example.company)[-1]
        seen = {  # without this posting's own employer, as for a posting that is new
            " ".join(candidate.words): len(employers.get(candidate.words, set()) - {own})
            for candidate in candidates
        }
        called = title.find(document)
        features = features_of(
            document, candidates, lines, spelled, called.value if called is not None else "", seen
        )
        texts.append(
            _Text(
                [candidate.words for candidate in candidates],
                right,
                list(features),
                none_features(document, candidates, features),
                (1.0 if any(right) else NONE_SHARE)
                * (1.0 if len(example.text) >= MIN_CHARS else SHORT_SHARE),
            )
        )
    if not any(any(text.right) for text in texts):
        raise ValueError("No description names its company.")
    weights = _weights(texts)
    counts = {
        " ".join(words): len(firms) for words, firms in employers.items() if len(firms) >= MIN_EMPLOYERS
    }
    return Fit(weights, counts, len(texts), sum(any(text.right) for text in texts))


def _with_excerpts(examples: Iterable[Example]) -> Iterator[Example]:
    """The examples, each with a piece of its text: some postings are short, and a piece may name nobody."""
    cutting = random.Random(2)  # noqa: S311 - a choice, no secret
    for example in examples:
        yield example
        lines = [line for line in re.split(r"\n+|(?<=[.!?]) (?=[A-Z])", example.text) if line.strip()]
        size, first = cutting.randint(1, 8), cutting.randrange(max(1, len(lines)))
        piece = "\n".join(lines[first : first + size])
        if len(lines) > 10 and len(piece) >= MIN_EXCERPT:
            yield Example(example.company, piece)


def _is_absent(example: Example) -> bool:
    """Whether no telling word of a company's name stands in the text."""
    words = set(re.findall(r"\w+", example.text.casefold()))
    squashed = re.sub(r"\W", "", example.text.casefold())
    own = forms(example.company)
    telling = [word for word in own[0] if len(word) > 2 and word not in _GENERIC]
    return not any(word in words for word in telling) and "".join(own[-1]) not in squashed


def _weights(texts: Sequence[_Text]) -> dict[str, float]:
    """The weights of the features that enough texts have."""
    times: Counter[str] = Counter()
    for text in texts:
        times.update({name for features in (*text.features, text.none) for name in features})
    numbers = {
        name: at for at, name in enumerate(sorted(name for name, n in times.items() if n >= MIN_TEXTS))
    }
    times_of = [float(times[name]) for name in numbers]
    data = [
        (
            [
                [(numbers[name], value) for name, value in features.items() if name in numbers]
                for features in (*text.features, text.none)
            ],
            [*text.right, not any(text.right)],
            text.weight,
        )
        for text in texts
    ]
    weights, squares = [0.0] * len(numbers), [1e-6] * len(numbers)
    order = list(range(len(data)))
    shuffling = random.Random(1)  # noqa: S311 - an order, no secret
    for _ in range(ROUNDS):
        shuffling.shuffle(order)
        for at in order:
            _step(*data[at], weights, squares, times_of)
    return {name: round(weights[at], 2) for name, at in numbers.items() if abs(weights[at]) >= MIN_WEIGHT}


def _step(
    rows: list[list[tuple[int, float]]],
    right: list[bool],
    weight: float,
    weights: list[float],
    squares: list[float],
    times: list[float],
) -> None:
    """One step down the gradient of one text's loss."""
    scores = [sum(weights[at] * value for at, value in row) for row in rows]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    total_right = sum(share for share, own in zip(shares, right, strict=True) if own)
    gradient: dict[int, float] = {}
    for row, share, own in zip(rows, shares, right, strict=True):
        pull = share / total - (share / total_right if own else 0.0)
        if abs(pull) > 1e-5:
            for at, value in row:
                gradient[at] = gradient.get(at, 0.0) + weight * pull * value
    for at, slope in gradient.items():
        slope += PENALTY * weights[at] / times[at]
        squares[at] += slope * slope
        weights[at] -= RATE * slope / math.sqrt(squares[at])


def as_toml(found: Fit, steps: Sequence[tuple[float, float]], *, source: str, made: date) -> str:
    """The file of weights: where they are from, when they were made, the priors of probabilities, the
    weights."""
    lines = [
        "# What each feature of a name (company/features.py) counts for its being the name of who hires: a"
        " conditional",
        "# logit over the names of a posting and none of them. Written by `manage.py fit_company`, not for"
        " editing by hand.",
        "# Licence: that of the project; the data sets are no part of it, weights are figures about them.",
        f"source = {json.dumps(source, ensure_ascii=False)}",
        f"date = {made.isoformat()}",
        f"texts = {found.texts}",
        f"naming = {found.naming}  # of these texts, those that name their company",
        "",
        "# The prior (see ../confidence.py) of a name of this probability, from what held for data sets"
        " left out",
    ]
    for probability, prior in steps:
        lines += ["[[step]]", f"probability = {probability}", f"prior = {prior}", ""]
    lines.append("[weights]")
    lines += [
        f"{json.dumps(name, ensure_ascii=False)} = {value}" for name, value in sorted(found.weights.items())
    ]
    return "\n".join(lines) + "\n"


def as_csv(found: Fit, *, source: str, made: date) -> str:
    """The file of names that many write: a name and how many employers' postings do, to the next power of
    two."""
    lines = [
        "# Runs of words with a capital, here in small letters, and how many employers' postings write"
        " them, to the next",
        "# power of two up to 128; an employer's own name is not counted for its own. Written by `manage.py"
        " fit_company`.",
        f"# Source: {source}.",
        f"# Date: {made.isoformat()}. Licence: that of the project.",
    ]
    for name, count in sorted(found.seen.items()):
        if "," not in name:
            lines.append(f"{name},{2 ** min(7, math.ceil(math.log2(count)))}")
    return "\n".join(lines) + "\n"
