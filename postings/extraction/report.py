"""All figures of one evaluation as plain values, and the table that shows them.

``lines`` prints from ``figures`` alone, so whatever is printed is in the JSON too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from postings.extraction import baselines, scoring

THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.96, 0.97, 0.98)
PRECISION = 0.97  # of what may be accepted unseen


def figures(labels: Mapping[str, scoring.Label], score: scoring.Score) -> dict[str, Any]:
    """The figures of a score: fields, parts by format and origin, reliability, what may be accepted."""
    return {
        "texts": len(labels),
        "postings": sum(bool(label["is_posting"]) for label in labels.values()),
        "fields": {name: _field(tally) for name, tally in score.tallies.items()},
        "by_format": _parts(labels, score, "format"),
        "by_origin": _parts(labels, score, "origin"),
        **confidence_figures(score.answers),
    }


def confidence_figures(answers: Sequence[scoring.Answer]) -> dict[str, Any]:
    """Whether confidences hold: reliability, expected calibration error, what may be accepted."""
    accepted = scoring.acceptance(answers, PRECISION)
    return {
        "reliability": [
            {
                "from": row.low,
                "to": row.high,
                "n": row.n,
                "confidence": _round(row.confidence),
                "right": _round(row.right),
                "interval": [_round(bound) for bound in row.interval],
            }
            for row in scoring.reliability(answers)
        ],
        "reliability_by_field": {
            name: _reliability_of([answer for answer in answers if answer.field == name])
            for name in dict.fromkeys(answer.field for answer in answers)
        },
        "calibration_error": _round(scoring.calibration_error(answers)),
        "accept": [
            {"from": threshold, "coverage": _round(share), "precision": _round(right)}
            for threshold, share, right in scoring.curve(answers, THRESHOLDS)
        ],
        "accept_at": {
            "precision": PRECISION,
            "from": None if accepted is None else accepted[0],
            "coverage": 0.0 if accepted is None else _round(accepted[1]),
        },
    }


def compared(
    labels: Mapping[str, scoring.Label], texts: Mapping[str, str], score: scoring.Score
) -> dict[str, Any]:
    """Each baseline on the same texts beside this extraction: rate, precision, recall and F1 of both.

    A baseline whose package is absent says how to install it instead.
    """
    jobspy = baselines.jobspy_pay()
    simple = {
        identifier: {
            "workplace": baselines.keyword_workplace(text),
            "required_skills": baselines.gazetteer_skills(text),
            "pay": jobspy(text) if jobspy is not None else None,
        }
        for identifier, text in texts.items()
    }
    other = scoring.score(labels, simple)
    rows: dict[str, Any] = {}
    for name, field in (
        ("pay by JobSpy", "pay"),
        ("workplace by keywords", "workplace"),
        ("skills by plain look-up", "skills"),
    ):
        if field == "pay" and jobspy is None:
            rows[name] = {"field": field, "missing": baselines.HOW_TO_INSTALL_JOBSPY}
            continue
        rows[name] = {
            "field": field,
            "baseline": _measures(other.tallies[field]),
            "here": _measures(score.tallies[field]),
        }
    return rows


def lines(shown: Mapping[str, Any]) -> Iterator[str]:
    """The figures as a table for people."""
    yield f"{shown['texts']} labelled texts, {shown['postings']} postings"
    yield (
        f"\n{'field':22}{'right':>6}/{'of':<5}{'rate':>6}  {'95 % interval':>15}  {'wrong':>5}{'false':>6}"
        f"{'missed':>7}  {'prec.':>6}{'recall':>7}{'F1':>7}"
    )
    for name, row in shown["fields"].items():
        low, high = row["interval"]
        mark = "*" if row["interval_method"] == "Wilson" else " "
        yield (
            f"{name:22}{row['right']:6}/{row['judged']:<5}{row['rate']:6.1%}  {low:6.1%}–{high:6.1%}{mark}"
            f"  {row['wrong']:5}{row['false']:6}{row['missed']:7}  {row['precision']:6.1%}"
            f"{row['recall']:7.1%}{row['f1']:7.3f}"
        )
    yield (
        "(interval: of the rate, for sets of F1; by resampling texts, * Wilson's where all are right and\n"
        " resampling says nothing. Only texts of the same kinds as these are meant.)"
    )
    for part in ("format", "origin"):
        if len(shown[f"by_{part}"]) > 1:
            yield from _part_lines(part, shown[f"by_{part}"])
    yield from confidence_lines(shown)
    if "baselines" in shown:
        yield from _baseline_lines(shown["baselines"])
    for name, misses in shown.get("misses", {}).items():
        yield f"\n{name}"
        for miss in misses:
            yield f"  {miss['id']}: want {miss['want']}, got {miss['got']}"


def misses(score: scoring.Score, wanted: str) -> dict[str, list[dict[str, str]]]:
    """What was not right, of one field or of "all"."""
    return {
        name: [
            {"id": document.id, "want": repr(document.want), "got": repr(document.got)}
            for document in tally.documents
            if not document.right
        ]
        for name, tally in score.tallies.items()
        if wanted in (name, "all")
    }


def _field(tally: scoring.Tally) -> dict[str, Any]:
    measure = "f1" if tally.name in scoring.SETS else "rate"
    interval = tally.interval(measure)
    return {
        **{key: getattr(tally, key) for key in ("right", "judged", "wrong", "false", "missed")},
        **_measures(tally),
        "interval": [_round(interval.low), _round(interval.high)],
        "interval_of": measure,
        "interval_method": interval.method,
    }


def _measures(tally: scoring.Tally) -> dict[str, float]:
    return {key: _round(getattr(tally, key)()) for key in ("rate", "precision", "recall", "f1")}


def _parts(labels: Mapping[str, scoring.Label], score: scoring.Score, by: str) -> dict[str, Any]:
    names = sorted({str(label.get(by) or "") for label in labels.values()} - {""})
    parts = {}
    for name in names:
        tallies = {field: tally.part(**{by: name}) for field, tally in score.tallies.items()}
        parts[name] = {
            "texts": tallies["is_posting"].judged,
            "fields": {
                field: {
                    "judged": tally.judged,
                    **{key: value for key, value in _measures(tally).items() if key in ("rate", "f1")},
                }
                for field, tally in tallies.items()
                if tally.judged
            },
        }
    return parts


def _part_lines(by: str, parts: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n{f'by {by} (sets: F1)':22}" + "".join(f"{name[:14]:>16}" for name in parts)
    yield f"{'texts':22}" + "".join(f"{part['texts']:16}" for part in parts.values())
    fields = dict.fromkeys(field for part in parts.values() for field in part["fields"])
    for field in fields:
        cells = []
        for part in parts.values():
            row = part["fields"].get(field)
            measure = "f1" if field in scoring.SETS else "rate"
            cells.append(f"{'–':>16}" if row is None else f"{row[measure]:16.1%}")
        yield f"{field:22}{''.join(cells)}"


def confidence_lines(shown: Mapping[str, Any]) -> Iterator[str]:
    """``confidence_figures`` as a table for people."""
    yield f"\n{'confidence':22}{'values':>7}{'mean':>8}{'right':>8}   95 % interval (Wilson)"
    for row in shown["reliability"]:
        name = f"{row['from']:.2f} to {row['to']:.2f}"
        yield _reliability_line(name, row)
    yield f"expected calibration error {shown['calibration_error']:.3f}; by field:"
    for name, row in shown["reliability_by_field"].items():
        yield _reliability_line(name, row)
    yield f"\n{'accepted from':22}{'share':>7}{'right':>8}"
    for row in shown["accept"]:
        yield f"  {row['from']:<20.3f}{row['coverage']:7.1%}{row['precision']:8.1%}"
    at = shown["accept_at"]
    if at["from"] is None:
        yield f"no confidence is high enough for {at['precision']:.0%} to be right"
    else:
        yield (
            f"{at['precision']:.0%} of the values are right from confidence {at['from']:.3f} on:"
            f" {at['coverage']:.1%} of all values"
        )


def _reliability_line(name: str, row: Mapping[str, Any]) -> str:
    low, high = row["interval"]
    return f"  {name:20}{row['n']:7}{row['confidence']:8.1%}{row['right']:8.1%}   {low:6.1%}–{high:6.1%}"


def _baseline_lines(rows: Mapping[str, Any]) -> Iterator[str]:
    heads = ("rate", "precision", "recall", "f1")
    yield f"\n{'baseline, then here':28}" + "".join(f"{head.replace('f1', 'F1'):>18}" for head in heads)
    for name, row in rows.items():
        if "missing" in row:
            yield f"  {name:26} {row['missing']}"
            continue
        cells = (f"{row['baseline'][head]:9.1%} {row['here'][head]:7.1%} " for head in heads)
        yield f"  {name:26}{''.join(cells)}"


def _reliability_of(answers: Iterable[scoring.Answer]) -> dict[str, Any]:
    (row,) = scoring.reliability(answers, (0.0, 1.0))
    return {
        "n": row.n,
        "confidence": _round(row.confidence),
        "right": _round(row.right),
        "interval": [_round(bound) for bound in row.interval],
    }


def _round(value: float) -> float:
    return round(value, 4)
