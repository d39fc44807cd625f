"""Likely duplicates: the same job come twice, by another source, agency or day.

Four signs, from sure to doubtful: the same number from the same source; the same address to apply at; the
same company, place and nearly the same title; nearly the same text. A short text counts less: only with
nearly the same title, and not under two companies. The same title in another city is another job, and so is
another level of it. What is found is only shown: a person merges (``review.merging``) or tells apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any, Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from rapidfuzz import fuzz

from postings import near_text
from postings.models import Draft, Fingerprint, LikelyDuplicate, Place, Posting
from postings.sanitise import text_of
from postings.text import company_key, fold
from postings.values import PostingValues

TITLE_FROM = 0.8  # titles of one job are at least so alike
TITLE_RELATED = 0.5  # below, an address or text in common is a careers page or boilerplate
TEXT_FROM = 0.7  # share of the text in common
TEXT_ALONE_FROM = 0.9  # … from which the title may be another
TEXT_SURE = 0.9  # how sure all of a text in common is
SHORT_TEXT_SURE = 0.7
LISTED_FROM = 0.5  # the least score that is put before a moderator
MOST_COMPARED = 500  # of one company, and of rows with text in common; the newest
SHOWN = 8

State = Posting.State
# Rejected postings are no jobs; withdrawn ones are duplicates already, or gone.
COMPARED_STATES = (State.DRAFT, State.SUBMITTED, State.PUBLISHED, State.FILLED)

# --- keys -----------------------------------------------------------------------------------------

_TRACKING = re.compile(
    r"utm_.*|mc_.*|_hs.*|gclid|fbclid|msclkid|yclid|dclid|igshid|gh_src|lever-(?:source|origin)|source|src|ref|refid|"
    r"referrer|referer|trk|trackingid|tracking_id|campaign|cid|origin|via|sid|sessionid|session_id|jsessionid|"
    r"applied_from|from|lang|locale|hl|iis|iisn",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_APPLY_END = re.compile(r"/(?:apply|application|apply-now|applynow)$", re.IGNORECASE)
_NO_JOB = re.compile(
    r"(?:/(?:[a-z]{2}(?:-[a-z]{2})?|careers?|jobs?|apply|about|about-us|company|karriere|stellen|emploi|positions|"
    r"openings|vacancies|join|join-us|work-with-us|contact|index\.html?))*",
    re.IGNORECASE,
)


def canonical_url(url: str) -> str:
    """The address without what does not tell jobs apart: scheme, "www.", tracking, order of the parameters,
    "/apply" at the end, position on the page. Empty for what is no address or only a careers page."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    path = quote(unquote(_SESSION.sub("", parts.path)), safe="/:@!$&'()*+,;=-._~")
    while (shorter := _APPLY_END.sub("", path.rstrip("/"))) != path:
        path = shorter
    parameters = sorted(
        (name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)
    )
    # "#/jobs/7" is an address of its own to sites that are one page.
    fragment = parts.fragment if parts.fragment.startswith(("/", "!/")) else ""
    if not parameters and not fragment and _NO_JOB.fullmatch(path):
        return ""
    shown = host if port in (None, 80, 443) else f"{host}:{port}"
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"{shown}{path}{query}{f'#{fragment}' if fragment else ''}"


_NO_WORD = re.compile(r"[^\w+#.]+|\.(?!\w)")
_GENDER = re.compile(r"\(?\b(?:all genders?|[mfwdx](?:\s*[/|*]\s*[mfwdxa]){1,3})\b\)?", re.IGNORECASE)
_BESIDE = re.compile(
    r"\s*[(\[][^)\]]*\b(?:remote|hybrid|on-?site)\b[^)\]]*[)\]]|\s+[-–|]\s+(?:remote|hybrid)\b.*$", re.I
)
_SAME_WORD = {
    "sr": "senior", "sr.": "senior", "snr": "senior", "jr": "junior", "jr.": "junior", "jnr": "junior",
    "eng": "engineer", "eng.": "engineer", "mgr": "manager", "dev": "developer", "asst": "assistant",
    "1": "i", "2": "ii", "3": "iii", "4": "iv",
}  # fmt: skip
_LEVELS = frozenset(
    "senior junior lead principal staff intern internship trainee apprentice graduate entry mid associate "
    "head director vp chief deputy assistant i ii iii iv v".split()
)


def title_words(title: str) -> list[str]:
    """The words of a title as compared: folded, "Sr." spelled out, without "(m/f/d)" and "(remote)"."""
    plain = _NO_WORD.sub(" ", fold(_BESIDE.sub("", _GENDER.sub(" ", title))))
    return [_SAME_WORD.get(word, word) for word in plain.split()]


def title_similarity(first: str, second: str) -> float:
    """How alike two titles are, 0 to 1, whatever the order of their words. Other levels or numbers are
    another job: then at most 0.6."""
    one, other = title_words(first), title_words(second)
    if not one or not other:
        return 0.0
    alike = fuzz.token_sort_ratio(" ".join(one), " ".join(other)) / 100
    if _tell_apart(one) != _tell_apart(other):
        return min(alike, 0.6)
    return alike


def _tell_apart(words: Iterable[str]) -> set[str]:
    return {word for word in words if word in _LEVELS or any(map(str.isdigit, word))}


# --- fingerprints ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keys:
    """What a row is compared by; the fields of ``Fingerprint``."""

    title: str
    company_key: str
    places: tuple[int, ...]
    external_key: str
    url_key: str
    signature: tuple[int, ...]

    @classmethod
    def of(cls, values: PostingValues, source: str) -> Self:
        """Of what a draft proposes or a posting says."""
        company = company_key(values.company) if values.company else ""
        origin = source or company
        url = canonical_url(values.apply_url)
        return cls(
            title=values.title[:200],
            company_key=company,
            places=tuple(sorted(set(values.place_ids))),
            external_key=f"{origin}\n{values.external_id}"[:280] if values.external_id and origin else "",
            url_key=hashlib.sha256(url.encode()).hexdigest() if url else "",
            signature=tuple(near_text.signature(text_of(values.description_html))),
        )

    def columns(self) -> dict[str, Any]:
        numbers = list(self.signature)
        return {
            "title": self.title,
            "company_key": self.company_key,
            "places": list(self.places),
            "external_key": self.external_key,
            "url_key": self.url_key,
            "signature": numbers,
            "bands": near_text.bands(numbers),
        }


def fingerprint_posting(posting: Posting, values: PostingValues) -> Fingerprint:
    """Keep the keys of what the posting says."""
    keys = Keys.of(values, posting.source)
    return Fingerprint.objects.update_or_create(posting=posting, defaults=keys.columns())[0]


def fingerprint_draft(draft: Draft, values: PostingValues) -> Fingerprint | None:
    """Keep the keys of what the draft proposes; none for a text that is no posting."""
    if not draft.is_posting or not values.title:
        Fingerprint.objects.filter(draft=draft).delete()
        return None
    keys = Keys.of(values, draft.raw_text.source)
    return Fingerprint.objects.update_or_create(draft=draft, defaults=keys.columns())[0]


def pass_on(draft: Draft, posting: Posting) -> None:
    """The draft became the posting: what was said of its duplicates is said of the posting's."""
    Fingerprint.objects.filter(posting=posting).delete()
    Fingerprint.objects.filter(draft=draft).update(draft=None, posting=posting)


def give_back(posting: Posting, draft: Draft) -> None:
    """The draft waits again."""
    if not Fingerprint.objects.filter(draft=draft).exists():
        Fingerprint.objects.filter(posting=posting).update(draft=draft, posting=None)


def fingerprint_missing(batch: int = 500) -> Iterator[int]:
    """Keep the keys of all rows that have none (from before, or made in bulk); yields how many were done."""
    postings = Posting.objects.filter(fingerprint=None, state__in=COMPARED_STATES).order_by("pk")
    while rows := list(postings.for_display()[:batch]):
        Fingerprint.objects.bulk_create(
            [Fingerprint(posting=row, **Keys.of(_values(row), row.source).columns()) for row in rows],
            ignore_conflicts=True,
        )
        yield len(rows)
    drafts = Draft.objects.waiting().filter(fingerprint=None, is_posting=True).exclude(values__title="")
    ids = list(drafts.order_by("pk").values_list("pk", flat=True))
    for some in batched(ids, batch):
        waiting = Draft.objects.filter(pk__in=some).select_related("raw_text").defer("raw_text__content")
        Fingerprint.objects.bulk_create(
            [
                Fingerprint(
                    draft=row,
                    **Keys.of(PostingValues.from_json(row.values), row.raw_text.source).columns(),
                )
                for row in waiting
            ],
            ignore_conflicts=True,
        )
        yield len(some)


def _values(posting: Posting) -> PostingValues:
    """What is compared, from a posting whose children are loaded."""
    return PostingValues(
        title=posting.title,
        company=posting.company.name if posting.company else "",
        place_ids=tuple(row.place_id for row in posting.places.all()),
        apply_url=posting.apply_url,
        external_id=posting.external_id,
        description_html=posting.description_html,
    )


# --- comparing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two rows are one job, 0 to 1, and why, in words."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be the same job as the one asked about."""

    fingerprint: Fingerprint
    likeness: Likeness

    @property
    def posting(self) -> Posting | None:
        return self.fingerprint.posting

    @property
    def draft(self) -> Draft | None:
        return self.fingerprint.draft


Lineages = Mapping[int, frozenset[int]]  # GeoNames id to itself and the places around it


def lineages(ids: Iterable[int]) -> Lineages:
    """The places around each of the places. One query."""
    rows = Place.objects.filter(pk__in=set(ids)).values_list("pk", "parent_id", "parent__parent_id")
    return {row[0]: frozenset(filter(None, row)) for row in rows}


def same_place(first: Iterable[int], second: Iterable[int], around: Lineages) -> bool | None:
    """Whether a place of the one is, or lies in, a place of the other; None when one of them names none."""
    one, other = tuple(first), tuple(second)
    if not one and not other:
        return True
    if not one or not other:
        return None
    return any(
        mine in around.get(theirs, {theirs}) or theirs in around.get(mine, {mine})
        for mine in one
        for theirs in other
    )


def compare(first: Keys | Fingerprint, second: Keys | Fingerprint, around: Lineages) -> Likeness | None:
    """The likeness of two rows; None when nothing says that they are one job, or their places say that they
    are two."""
    together = same_place(first.places, second.places, around)
    alike = title_similarity(first.title, second.title)
    text = near_text.similarity(first.signature, second.signature)
    reasons: list[tuple[float, str]] = []
    if first.external_key and first.external_key == second.external_key:
        number = first.external_key.partition("\n")[2]
        reasons.append((0.99, f"The same number, {number}, from the same source."))
    elif together is False:
        return None
    if first.url_key and first.url_key == second.url_key and alike >= TITLE_RELATED:
        reasons.append((0.9 if alike >= TITLE_FROM else 0.6, "The same address to apply at."))
    if first.company_key and first.company_key == second.company_key and alike >= TITLE_FROM:
        sure = 0.6 + (alike - TITLE_FROM)
        words = "The same title" if alike == 1 else f"Titles alike to {alike:.0%}"
        if together is None:
            reasons.append((sure - 0.1, f"{words} at the same company; one of them names no place."))
        else:
            reasons.append((sure, f"{words} at the same company and place."))
    if near_text.is_short(first.signature):
        two = first.company_key and second.company_key and first.company_key != second.company_key
        if text >= near_text.SHORT_FROM and alike >= TITLE_FROM and not two:
            words = "The same" if text == 1 else f"{text:.0%} the same"
            reasons.append((text * SHORT_TEXT_SURE, f"{words} short text under nearly the same title."))
    elif text >= (TEXT_FROM if alike >= TITLE_RELATED else TEXT_ALONE_FROM):
        said = "The same text." if text == 1 else f"About {text:.0%} of the text is the same."
        reasons.append((text * TEXT_SURE, said))
    if not reasons:
        return None
    doubt = 1.0
    for sure, _ in reasons:
        doubt *= 1 - sure
    return Likeness(round(1 - doubt, 4), tuple(words for _, words in sorted(reasons, reverse=True)))


def _alive() -> QuerySet[Fingerprint]:
    return Fingerprint.objects.filter(
        Q(draft__state=Draft.State.WAITING) | Q(posting__state__in=COMPARED_STATES)
    )


def likely(mine: Fingerprint, *, limit: int = SHOWN) -> list[Candidate]:
    """The rows that may be the same job, likeliest first, without those told apart. At most seven queries."""
    others = _alive().order_by("-pk")
    found: dict[int, Fingerprint] = {}
    for ids in _with_signs_of(mine):
        found |= {row.pk: row for row in others.filter(pk__in=ids)[:MOST_COMPARED]}
    if not found:
        return []
    around = lineages({id_ for row in (mine, *found.values()) for id_ in row.places})
    alike = {
        pk: likeness for pk, row in found.items() if (likeness := compare(mine, row, around)) is not None
    }
    if not alike:
        return []
    alike = {pk: alike[pk] for pk in alike.keys() - set(_told_apart(mine))}
    best = sorted(alike, key=lambda pk: (-alike[pk].score, pk))[:limit]
    rows = Fingerprint.objects.select_related(
        "posting__company", "draft__raw_text"
    ).defer("posting__description_html", "draft__raw_text__content").in_bulk(best)  # fmt: skip
    return [Candidate(rows[pk], alike[pk]) for pk in best if pk in rows]


_SIGNS = """
WITH found AS MATERIALIZED (
    SELECT id FROM postings_fingerprint WHERE external_key = %(external)s AND external_key <> ''
    UNION SELECT id FROM postings_fingerprint WHERE url_key = %(url)s AND url_key <> ''
    UNION SELECT id FROM postings_fingerprint WHERE bands && %(bands)s::integer[]
)
SELECT id FROM found WHERE id <> %(mine)s ORDER BY id DESC LIMIT %(most)s
"""
_COMPANY = """
WITH found AS MATERIALIZED (
    SELECT id FROM postings_fingerprint WHERE company_key = %(company)s AND company_key <> ''
)
SELECT id FROM found WHERE id <> %(mine)s ORDER BY id DESC LIMIT %(most)s
"""


def _with_signs_of(mine: Fingerprint) -> list[list[int]]:
    """The newest rows that share a number, an address or words with this one, and those of its company.

    By hand: asked for the newest few of these, PostgreSQL would read all rows from the newest on, since it
    can't know how seldom the arrays overlap.
    """
    parameters: dict[str, Any] = {
        "external": mine.external_key, "url": mine.url_key, "bands": mine.bands, "company": mine.company_key,
        "mine": mine.pk, "most": MOST_COMPARED * 4,
    }  # fmt: skip
    found = []
    with connection.cursor() as cursor:
        for statement in (_SIGNS, _COMPANY):
            cursor.execute(statement, parameters)
            found.append([row[0] for row in cursor.fetchall()])
    return [ids for ids in found if ids]


def _told_apart(mine: Fingerprint) -> Iterator[int]:
    pairs = LikelyDuplicate.objects.filter(
        Q(first=mine) | Q(second=mine), state=LikelyDuplicate.State.APART
    ).values_list("first_id", "second_id")
    for first, second in pairs:
        yield second if first == mine.pk else first


# --- the queue ------------------------------------------------------------------------------------


def note_likely(mine: Fingerprint) -> list[LikelyDuplicate]:
    """Put the row's likely duplicates before the moderators. What was decided stays decided."""
    pairs = []
    for candidate in likely(mine):
        if candidate.likeness.score >= LISTED_FROM:
            first, second = sorted((mine.pk, candidate.fingerprint.pk))
            pairs.append(
                LikelyDuplicate(
                    first_id=first,
                    second_id=second,
                    score=candidate.likeness.score,
                    reasons=list(candidate.likeness.reasons),
                )
            )
    return LikelyDuplicate.objects.bulk_create(pairs, ignore_conflicts=True)


def queue() -> QuerySet[LikelyDuplicate]:
    """The pairs to decide: both rows still there to be merged."""
    return LikelyDuplicate.objects.filter(
        Q(first__draft__state=Draft.State.WAITING) | Q(first__posting__state__in=COMPARED_STATES),
        Q(second__draft__state=Draft.State.WAITING) | Q(second__posting__state__in=COMPARED_STATES),
        state=LikelyDuplicate.State.OPEN,
    )


@transaction.atomic
def decide(first: Fingerprint, second: Fingerprint, *, state: str, by: Any) -> LikelyDuplicate:
    """Keep what a person said of the pair: merged, two jobs, or (undone) open again."""
    one, other = sorted((first, second), key=lambda row: row.pk)
    likeness = compare(one, other, lineages([*one.places, *other.places]))
    decided = state != LikelyDuplicate.State.OPEN
    return LikelyDuplicate.objects.update_or_create(
        first=one,
        second=other,
        defaults={
            "state": state,
            "decided_by": by if decided else None,
            "decided_at": timezone.now() if decided else None,
        },
        create_defaults={
            "state": state,
            "decided_by": by if decided else None,
            "decided_at": timezone.now() if decided else None,
            "score": likeness.score if likeness else 0.0,
            "reasons": list(likeness.reasons) if likeness else [],
        },
    )[0]


def fingerprint_of(row: Posting | Draft) -> Fingerprint | None:
    """The keys kept of the row; None for a text that is no posting."""
    if isinstance(row, Draft):
        return Fingerprint.objects.filter(draft=row).first()
    return Fingerprint.objects.filter(posting=row).first()


def open_again(rows: Any) -> None:
    """What was merged with these waits for a decision again."""
    LikelyDuplicate.objects.filter(
        Q(first__in=rows) | Q(second__in=rows), state=LikelyDuplicate.State.MERGED
    ).update(state=LikelyDuplicate.State.OPEN, decided_by=None, decided_at=None)
