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
from postings.extraction.verdict.weights import WORDING, constant, sign_weight
from postings.extraction.verdict.wording import is_readable, measures, wording_score

COMMENT = 0.3  # log-odds: a comment of a hiring thread says less, and most of them are postings
MIN_KIND = 1.1  # log-odds that a kind of text must have against a posting, to be named
MAX_LOG_ODDS = 5.0  # as sure as a verdict may be
ENOUGH_WORDS = 60  # in fewer it says less that the words of postings are missing
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
    if is_readable(low):
        said = [number for number in range(len(HIRING)) if scan.search(number) is not None]
        worded = measures(low, sum(bool(line.text) for line in document.lines), said)
        points = wording_score(worded)
        if points < 0:  # a few lines have no room for the words of postings
            points *= min(1.0, len(low.split()) / ENOUGH_WORDS)
        signs.append(Sign(points, WORDING, "wording"))
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
    """The sum of the weighed signs, with the sign that weighed most as its words."""
    score = constant() + (COMMENT if document.format is Format.COMMENT else 0.0)
    weighed = [(sign_weight(sign.what) * sign.points, sign) for sign in signs]
    score += sum(weight for weight, _ in weighed)
    confidence = 1 / (1 + math.exp(-min(MAX_LOG_ODDS, abs(score))))
    if score >= 0:
        speaking = sorted(
            ((weight, sign) for weight, sign in weighed if weight > 0), key=lambda pair: -pair[0]
        )
        best = next((sign for _, sign in speaking if sign.kind != "wording"), Sign(0, "", ""))
        what = "; ".join(dict.fromkeys(sign.what for _, sign in speaking))
        verdict = Verdict(True, "posting", f"Reads like a posting: {what}."[:280])
    else:
        kinds: dict[str, float] = {}
        for weight, sign in weighed:
            if weight < 0 and sign.kind != "wording":
                kinds[sign.kind] = kinds.get(sign.kind, 0.0) - weight
        kind = max(kinds, key=lambda name: kinds[name]) if kinds else "other"
        if kinds.get(kind, 0.0) < MIN_KIND:
            kind = "other"
        best = min(
            ((weight, sign) for weight, sign in weighed if weight < 0 and sign.kind == kind),
            key=lambda pair: pair[0],
            default=(0.0, Sign(0, "", "")),
        )[1]
        verdict = Verdict(False, "error" if kind == "empty" else kind, REASONS[kind])
    return document.finding(
        verdict, best.start, best.end, confidence=confidence, rule=f"verdict.{verdict.kind}"
    )
