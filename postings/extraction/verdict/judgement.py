"""The verdict: the evidence for and against added up, and the kind of text that most of it points to."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from postings.extraction.document import Document, Format, Zone
from postings.extraction.finding import Finding, Verdict
from postings.extraction.header import title_score
from postings.extraction.prefilter import PatternSet
from postings.extraction.verdict.hiring_words import HIRING, TERMS
from postings.extraction.verdict.other_signs import signs_against
from postings.extraction.verdict.other_words import AGAINST, ERROR
from postings.extraction.verdict.posting_signs import signs_for
from postings.extraction.verdict.signs import MAX_CHARS, REASONS, Sign, lowered

THRESHOLD = 2.0
SHORT_HEAD = 0.4  # a comment of a hiring thread says less, and most of them are postings
MIN_CHARS = 40
SHORT_CHARS = 1500  # in so few a notice says all it has to say: what, for how much, when, where to turn
_PATTERNS = PatternSet((*HIRING, *(pattern for *_, pattern in AGAINST)))


def find(
    document: Document,
    title: Finding[str] | None,
    *,
    apply_url: Finding[str] | None = None,
    apply_email: Finding[str] | None = None,
) -> Finding[Verdict]:
    """The verdict with the words that weighed most; confidence is that of the verdict, for or against."""
    if document.postings > 1:
        verdict = Verdict(
            False, "list", f"The text holds {document.postings} postings; each can be read on its own."
        )
        return document.finding(verdict, 0, min(len(document.text), 80), confidence=0.98, rule="verdict.list")
    body = sum(len(line.text) for line in document.lines if line.zone is not Zone.CHROME)
    if body < MIN_CHARS and not (title is not None and title.confidence >= 0.97):
        kind = "error" if ERROR.search(lowered(document.text)) else "empty"
        return _verdict(document, [Sign(-6.0, REASONS[kind], kind, 0, len(document.text))])
    visible = _visible(document)
    low = lowered(visible)
    scan = _PATTERNS.scan(low)
    signs = [
        *signs_for(document, scan, title, apply_url, apply_email),
        *signs_against(document, visible, scan, title, applied_to=bool(apply_url or apply_email)),
    ]
    if _is_short_offer(document, title) and not any(sign.points <= -0.9 for sign in signs):
        hiring = next((sign for sign in signs if sign.what == "the language of hiring"), None)
        if hiring is not None:
            signs.append(Sign(0.9, "a title over words of hiring", "posting", hiring.start, hiring.end))
    if body < SHORT_CHARS and not any(sign.points <= -0.9 for sign in signs):
        terms = sum(low_found is not None for low_found in map(_matched(low), TERMS))
        if terms > (2 if title is not None and title.confidence >= 0.7 else 3):
            signs.append(Sign(0.5 * terms, "the terms of a short offer", "posting"))
    return _verdict(document, signs)


def _matched(text: str) -> Callable[[re.Pattern[str]], re.Match[str] | None]:
    return lambda pattern: pattern.search(text)


def _is_short_offer(document: Document, title: Finding[str] | None) -> bool:
    """A title at the top of a text: nothing else needs to be said for an advertisement of a few lines."""
    if title is None or title.confidence < 0.7 or title_score(title.value) < 0.85:
        return False
    return title.start < 600 or document.format in (Format.HTML, Format.CSV, Format.JSON, Format.XML)


def _visible(document: Document) -> str:
    """The text with chrome blanked, so that offsets stay."""
    text = document.text[:MAX_CHARS]
    parts: list[str] = []
    at = 0
    for line in document.lines:
        if line.zone is Zone.CHROME and line.start < len(text) and line.start >= at:
            parts += [text[at : line.start], " " * (min(line.end, len(text)) - line.start)]
            at = min(line.end, len(text))
    parts.append(text[at:])
    return "".join(parts)


def _verdict(document: Document, signs: list[Sign]) -> Finding[Verdict]:
    """The sum of the signs against the threshold, with the sign that weighed most as its words."""
    threshold = THRESHOLD - (SHORT_HEAD if document.format is Format.COMMENT else 0.0)
    score = sum(sign.points for sign in signs) - threshold
    against = [sign for sign in signs if sign.points < 0]
    confidence = 1 / (1 + math.exp(-min(6.0, abs(score)) * 0.75))
    if score >= 0:
        best = max(
            (sign for sign in signs if sign.points > 0), key=lambda sign: sign.points, default=Sign(0, "", "")
        )
        what = "; ".join(
            dict.fromkeys(sign.what for sign in sorted(signs, key=lambda s: -s.points) if sign.points > 0)
        )
        verdict = Verdict(True, "posting", f"Reads like a posting: {what}."[:280])
    else:
        kinds: dict[str, float] = {}
        for sign in against:
            kinds[sign.kind] = kinds.get(sign.kind, 0.0) - sign.points
        kind = max(kinds, key=lambda name: kinds[name]) if kinds else "other"
        if kinds.get(kind, 0.0) < 1.5:
            kind = "other"
        best = min(
            (sign for sign in against if sign.kind == kind),
            key=lambda sign: sign.points,
            default=Sign(0, "", ""),
        )
        verdict = Verdict(False, "error" if kind == "empty" else kind, REASONS[kind])
    return document.finding(
        verdict, best.start, best.end, confidence=confidence, rule=f"verdict.{verdict.kind}"
    )
