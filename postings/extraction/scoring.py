"""How right extractions are, against labels: counts, intervals, reliability, and what to accept unseen.

Labels and extractions are dicts of the label form (``labels.as_label``). A field's answer is right, wrong
(another value), false (a value where there is none) or missed (none where there is one); fields with
several values count each value. Optional skills of a label are neither asked for nor held against an
extraction."""

from __future__ import annotations

import math
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from postings.extraction.skill_vocabulary import load

type Label = Mapping[str, Any]

SINGLE = (
    *("is_posting", "title", "company", "workplace", "pay", "employment_type", "seniority"),
    *("experience_years_min", "education", "apply_url"),
)
SETS = ("locations", "countries", "required_skills", "preferred_skills", "skills")
PAY_TOLERANCE = 0.005  # relative; labels round
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)  # of the reliability table
RESAMPLES = 1000
Z = 1.959964  # of a 95 % interval
SEED = 20261122

_COMPANY_FORM = re.compile(
    r"[\s,]+(?:inc|incorporated|llc|ltd|limited|gmbh|ag|se|kg|corp|corporation|co|company|plc|sas|sa|bv|nv"
    r"|ab|oy"
    r"|pvt|private|pte|pty|llp|lp|group|holdings)$"
)
_MAKER = re.compile(r"^(?:apache|amazon|aws|microsoft|ms|google|adobe|atlassian|hashicorp)\s+(?=\S)")
_PAPER = re.compile(r"\s+(?:licen[sc]e|licensure|certification|certificate|certified|programming|language)$")


@dataclass(slots=True)
class Document:
    """What one document contributes to one field."""

    id: str
    format: str
    origin: str = ""
    right: int = 0  # the whole answer
    true: int = 0  # values
    false: int = 0
    missed: int = 0
    wrong: bool = False
    want: Any = None
    got: Any = None


@dataclass(slots=True)
class Tally:
    """One field over all documents."""

    name: str
    documents: list[Document] = field(default_factory=list)

    @property
    def judged(self) -> int:
        return len(self.documents)

    @property
    def right(self) -> int:
        return sum(document.right for document in self.documents)

    @property
    def wrong(self) -> int:
        return sum(document.wrong for document in self.documents)

    @property
    def false(self) -> int:
        return sum(document.false > 0 and not document.wrong for document in self.documents)

    @property
    def missed(self) -> int:
        return sum(document.missed > 0 and not document.wrong for document in self.documents)

    def rate(self) -> float:
        """The share of documents whose whole answer is right."""
        return self.right / self.judged if self.judged else 1.0

    def precision(self) -> float:
        """The share of the values given that are right."""
        return _ratio(sum(d.true for d in self.documents), sum(d.false for d in self.documents))

    def recall(self) -> float:
        """The share of the values labelled that were found."""
        return _ratio(sum(d.true for d in self.documents), sum(d.missed for d in self.documents))

    def f1(self) -> float:
        precision, recall = self.precision(), self.recall()
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def part(self, **wanted: str) -> Tally:
        """The same field over the documents of one ``format`` or ``origin``."""
        return Tally(
            self.name,
            [d for d in self.documents if all(getattr(d, name) == value for name, value in wanted.items())],
        )

    def interval(self, measure: str = "rate") -> Interval:
        """A 95 % interval of ``rate`` or ``f1``; the same for the same documents.

        By resampling documents; where every answer is right (or none is), resampling can give nothing but
        the same again, so the interval is Wilson's over documents.
        """
        right = self.right if measure == "rate" else sum(d.true > 0 for d in self.documents)
        if self.right == self.judged or not right:
            return Interval(*wilson(self.right, self.judged), "Wilson")
        # Sums suffice: one draw is a resampling of rows (right, true, false, missed).
        chance = random.Random(SEED)  # noqa: S311 - a statistic, not a secret
        rows = [(d.right, d.true, d.false, d.missed) for d in self.documents]
        values = []
        for _ in range(RESAMPLES):
            drawn = [sum(column) for column in zip(*chance.choices(rows, k=len(rows)), strict=True)]
            if measure == "rate":
                values.append(drawn[0] / len(rows))
            else:
                values.append(_ratio(2 * drawn[1], drawn[2] + drawn[3]))
        values.sort()
        cut = int(0.025 * RESAMPLES)
        return Interval(values[cut], values[RESAMPLES - 1 - cut], "bootstrap")


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval and how it was made: "bootstrap" or "Wilson"."""

    low: float
    high: float
    method: str


def wilson(right: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; (0, 1) of nothing. Of n right out of n it begins at n / (n + 3.84).

    >>> [round(bound, 3) for bound in wilson(138, 138)]
    [0.973, 1.0]
    """
    if not n:
        return 0.0, 1.0
    share, square = right / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return (0.0 if not right else middle - half), (1.0 if right == n else middle + half)


@dataclass(frozen=True, slots=True)
class Answer:
    """One value given with its confidence, and whether it was right; which rule read it in which text."""

    field: str
    confidence: float
    right: bool
    rule: str = ""
    text: str = ""  # the text's id
    form: str = ""  # the text's format


@dataclass(slots=True)
class Score:
    """All fields, and every value given with its confidence."""

    tallies: dict[str, Tally]
    answers: list[Answer]


def score(labels: Mapping[str, Label], extracted: Mapping[str, Label]) -> Score:
    """Compare extractions with labels by id; a label without an extraction counts as an empty extraction."""
    tallies = {name: Tally(name) for name in (*SINGLE, *SETS, "skill_split")}
    answers: list[Answer] = []
    for identifier, want in labels.items():
        got = extracted.get(identifier, {})
        evidence: Mapping[str, Any] = got.get("evidence", {})
        base = identifier, str(want.get("format", "")), str(want.get("origin", ""))
        for name in SINGLE:
            if name != "is_posting" and not want["is_posting"]:
                continue
            first, second = _normal(name, want.get(name)), _normal(name, got.get(name))
            tally = _single(base, first, second, _same_pay if name == "pay" else None)
            tallies[name].documents.append(tally)
            if second is not None and (item := _weakest(evidence.get(name))) is not None:
                answers.append(_answer(name, item, bool(tally.right), base))
        if not want["is_posting"]:
            continue
        places, got_places = _places(want.get("locations")), _places(got.get("locations"))
        tallies["locations"].documents.append(_set(base, places, got_places))
        for place, item in zip(got.get("locations") or [], _listed(evidence.get("locations")), strict=False):
            answers.append(_answer("locations", item, _place(place) in places, base))
        tallies["countries"].documents.append(_set(base, _countries(places), _countries(got_places)))
        required, preferred, optional = (
            _skills(want.get(f"{kind}_skills")) for kind in ("required", "preferred", "optional")
        )
        got_required, got_preferred = (
            _skills(got.get("required_skills")),
            _skills(got.get("preferred_skills")),
        )
        free = optional - required - preferred
        tallies["required_skills"].documents.append(_set(base, required, got_required - free))
        tallies["preferred_skills"].documents.append(
            _set(base, preferred - required, got_preferred - got_required - free)
        )
        tallies["skills"].documents.append(
            _set(base, required | preferred, (got_required | got_preferred) - free)
        )
        for name, wanted in (("required_skills", required), ("preferred_skills", preferred)):
            for value, item in zip(got.get(name) or [], _listed(evidence.get(name)), strict=False):
                if (canonical := skill(value)) not in free:
                    answers.append(_answer(name, item, canonical in wanted, base))
        for name in sorted((required ^ preferred) & (got_required ^ got_preferred)):
            tallies["skill_split"].documents.append(
                _single(base, name in required, name in got_required, None)
            )
    return Score(tallies, answers)


@dataclass(frozen=True, slots=True)
class Reliability:
    """The values of one bin: from and to (of confidence), how many, their mean confidence, the share right
    and its 95 % interval (Wilson)."""

    low: float
    high: float
    n: int
    confidence: float
    right: float
    interval: tuple[float, float]


def reliability(answers: Iterable[Answer], bins: Sequence[float] = BINS) -> list[Reliability]:
    """One row a bin of confidence that holds values; the last bin includes its end."""
    rows = []
    answers = list(answers)
    for low, high in pairwise(bins):
        inside = [a for a in answers if low <= a.confidence < high or a.confidence == high == bins[-1]]
        if inside:
            n, right = len(inside), sum(answer.right for answer in inside)
            mean = sum(answer.confidence for answer in inside) / n
            rows.append(Reliability(low, high, n, mean, right / n, wilson(right, n)))
    return rows


def calibration_error(answers: Iterable[Answer]) -> float:
    """The expected calibration error over the bins of ``reliability``."""
    rows = reliability(answers)
    total = sum(row.n for row in rows)
    return sum(row.n * abs(row.confidence - row.right) for row in rows) / total if total else 0.0


def acceptance(answers: Iterable[Answer], precision: float = 0.97) -> tuple[float, float] | None:
    """How much may be accepted unseen.

    The lowest confidence from which on at least ``precision`` of the values are right, and the share of all
    values that lie there; None when no confidence is good enough.
    """
    ranked = sorted(answers, key=lambda answer: -answer.confidence)
    best: tuple[float, float] | None = None
    right = 0
    for number, answer in enumerate(ranked, start=1):
        right += answer.right
        last_of_value = number == len(ranked) or ranked[number].confidence < answer.confidence
        if last_of_value and right >= precision * number:
            best = answer.confidence, number / len(ranked)
    return best


def curve(answers: Iterable[Answer], thresholds: Sequence[float]) -> list[tuple[float, float, float]]:
    """Rows (threshold, share of values at or above it, share of those that are right)."""
    answers = list(answers)
    rows = []
    for threshold in thresholds:
        kept = [answer for answer in answers if answer.confidence >= threshold]
        share = len(kept) / len(answers) if answers else 0.0
        rows.append((threshold, share, sum(answer.right for answer in kept) / len(kept) if kept else 1.0))
    return rows


# --- answers as they are compared --------------------------------------------------------------------------


def fold(text: Any) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", str(text or "")).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character))


def _words(text: Any) -> str | None:
    return re.sub(r"[^\w+#.]+", " ", fold(text)).strip(" .") or None


def _company(name: Any) -> str | None:
    plain = re.sub(r"\.", "", re.sub(r"\s+", " ", fold(name))).strip(" ,")
    while (shorter := _COMPANY_FORM.sub("", plain)) != plain:
        plain = shorter
    return re.sub(r"[^\w]+", " ", plain).strip() or None


def _url(address: Any) -> str | None:
    return re.sub(r"[/?#]+$", "", str(address or "").strip().lower()) or None


def _pay(value: Any) -> tuple[float | None, float | None, str | None, str | None] | None:
    if not value:
        return None
    low, high = (None if value.get(key) is None else round(float(value[key]), 2) for key in ("min", "max"))
    return low, high, (value.get("currency") or "").upper() or None, value.get("period")


def _same_pay(want: Any, got: Any) -> bool:
    if want is None or got is None:
        return want is got
    amounts = zip(want[:2], got[:2], strict=True)
    near = all(
        a == b or (a is not None and b is not None and abs(a - b) <= PAY_TOLERANCE * max(a, b))
        for a, b in amounts
    )
    return near and want[2:] == got[2:]


_NORMAL: dict[str, Callable[[Any], Any]] = {
    "is_posting": bool,
    "title": _words,
    "company": _company,
    "apply_url": _url,
    "pay": _pay,
    "education": lambda value: None if value in (None, "none") else value,
    "experience_years_min": lambda value: None if value is None else float(value),
}


def _normal(name: str, value: Any) -> Any:
    normal = _NORMAL.get(name)
    return normal(value) if normal is not None else value or None


def _place(place: Mapping[str, Any]) -> tuple[str | None, str | None]:
    return _words(place.get("city")), (place.get("country") or "").upper() or None


def _places(places: Any) -> set[Any]:
    return {_place(place) for place in places or []}


def _countries(places: Iterable[tuple[str | None, str | None]]) -> set[Any]:
    return {country for _, country in places if country}


@cache
def _spellings() -> dict[str, str]:
    """Every unambiguous spelling of the vocabulary with its canonical name, both folded."""
    table: dict[str, str] = {}
    for entry in load().entries:
        for alias in entry.aliases:
            table.setdefault(fold(alias.text), fold(entry.name))
        table[fold(entry.name)] = fold(entry.name)
    return table


@cache
def skill(name: str) -> str:
    """One spelling for names that mean the same skill ("Golang" and "Go")."""
    plain = re.sub(r"\s*\([^)]*\)$", "", re.sub(r"\s+", " ", fold(name)).strip()).rstrip(" ;,")
    plain = _spellings().get(plain, plain)
    for pattern in (_MAKER, _PAPER):
        shorter = pattern.sub("", plain)
        plain = _spellings().get(shorter, shorter)
    return plain


def _skills(names: Any) -> set[Any]:
    return {skill(name) for name in names or []}


def _answer(field: str, item: Mapping[str, Any], right: bool, text: tuple[str, str, str]) -> Answer:
    return Answer(field, item["confidence"], right, item.get("rule", ""), text[0], text[1])


def _weakest(item: Any) -> Mapping[str, Any] | None:
    """The evidence of a value; of a value of several parts (bands of pay) that of the least sure one."""
    if isinstance(item, list):
        return min(item, key=lambda one: float(one["confidence"]), default=None)
    return item or None


def _listed(items: Any) -> list[Any]:
    return items if isinstance(items, list) else []


def _ratio(part: float, rest: float) -> float:
    return part / (part + rest) if part + rest else 1.0


def _single(
    base: tuple[str, str, str], want: Any, got: Any, same: Callable[[Any, Any], bool] | None
) -> Document:
    right = same(want, got) if same is not None else want == got
    stated, given = want is not None, got is not None
    return Document(
        *base,
        right=int(right),
        true=int(right and stated),
        false=int(given and not right),
        missed=int(stated and not right),
        wrong=stated and given and not right,
        want=want,
        got=got,
    )


def _set(base: tuple[str, str, str], want: set[Any], got: set[Any]) -> Document:
    return Document(
        *base,
        right=int(want == got),
        true=len(want & got),
        false=len(got - want),
        missed=len(want - got),
        want=want - got,
        got=got - want,
    )
