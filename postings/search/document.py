"""A posting as the index holds it: one SQL query a batch, one JSON line a posting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

from django.utils import timezone

from postings.languages import code_number
from postings.models import Posting, SalaryBand
from postings.models.posting import unexpired_q
from postings.models.sql import where
from postings.rates import yearly_cents
from postings.search import pay, tables
from postings.search.schema import (
    ANYWHERE,
    EMPLOYMENT_TYPES,
    HAS_MORE,
    MORE,
    MOST_REQUIRED,
    NO_EXPIRY,
    NO_ROLE,
    PAY_NOT_COMPARABLE,
    PAY_OPEN_ENDED,
    PAY_RANKED,
    REQUIRED_OF,
    SENIORITIES,
    SLOTS,
    WHOLE_TITLE,
    WORKPLACES,
    WORLDWIDE,
    in_slots,
    order_key,
    required_of,
    spell_signs,
    whole_title,
)

_SECONDS_2000 = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
_FRESHNESS_FROM = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
FRESHNESS_DOUBLES_IN = 240 * 86_400  # seconds
KEPT_AFTER_EXPIRY = timedelta(hours=1)  # clocks differ; every search asks for the very moment

_TAG = re.compile(r"<[^>]*>")

# The children are gathered by sub-queries over the same batch, so that each table is read once a batch.
_SELECT = """
SELECT p.id, p.title, p.description_html, p.published_at, p.expires_at, p.workplace, p.eligibility,
       p.employment_type, p.seniority, p.experience_years_min, p.language, p.company_id, p.role_id, c.name,
       s.required, s.preferred, l.places, e.countries, b.bands
FROM postings_posting p
LEFT JOIN postings_company c ON c.id = p.company_id
LEFT JOIN (
    SELECT posting_id,
           array_agg(skill_id) FILTER (WHERE importance = 'required') AS required,
           array_agg(skill_id) FILTER (WHERE importance = 'preferred') AS preferred
    FROM postings_postingskill WHERE {child} GROUP BY posting_id
) s ON s.posting_id = p.id
LEFT JOIN (
    SELECT posting_id, array_agg(place_id) AS places
    FROM postings_postingplace WHERE {child} GROUP BY posting_id
) l ON l.posting_id = p.id
LEFT JOIN (
    SELECT posting_id, array_agg(country_id) AS countries
    FROM postings_postingeligiblecountry WHERE {child} GROUP BY posting_id
) e ON e.posting_id = p.id
LEFT JOIN (
    SELECT posting_id, array_agg(
        concat_ws('|', currency, period, coalesce(minimum::text, ''), coalesce(maximum::text, ''))
    ) AS bands
    FROM postings_salaryband WHERE {child} GROUP BY posting_id
) b ON b.posting_id = p.id
WHERE {parent} AND {{rule}}
"""
SELECT_IDS = _SELECT.format(parent="p.id = ANY(%(ids)s)", child="posting_id = ANY(%(ids)s)")
SELECT_RANGE = _SELECT.format(
    parent="p.id BETWEEN %(first)s AND %(last)s", child="posting_id BETWEEN %(first)s AND %(last)s"
)


def documents_of_ids(cursor: Any, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """(id, JSON) of those of the postings that are published, also for later, and not long expired."""
    rule, values = indexed()
    cursor.execute(SELECT_IDS.format(rule=rule), {"ids": list(ids)} | values)
    return map(_document, cursor)


def documents_of_range(cursor: Any, first: int, last: int, size: int) -> Iterator[list[tuple[int, str]]]:
    """The same for all ids from first to last, in batches of so many ids.

    While the caller works on a batch, the database already makes the rows of the next one. In a batch,
    postings of a role are neighbours, and those of a title: most searches find such together, and the engine
    counts neighbours sooner than what is scattered.
    """

    rule, values = indexed()
    select = SELECT_RANGE.format(rule=rule)

    def rows(start: int) -> list[Any]:
        cursor.execute(select, {"first": start, "last": min(start + size - 1, last)} | values)
        found: list[Any] = cursor.fetchall()
        return found

    with ThreadPoolExecutor(1, thread_name_prefix="documents") as reader:
        ahead = reader.submit(rows, first)
        for start in range(first, last + 1, size):
            batch = ahead.result()
            if start + size <= last:
                ahead = reader.submit(rows, start + size)
            batch.sort(key=_kind)
            yield [_document(row) for row in batch]


def _kind(row: Sequence[Any]) -> tuple[int, str]:
    """Role and title of a row of ``_SELECT``."""
    return row[12] or 0, row[1]


def indexed() -> tuple[str, dict[str, Any]]:
    """What of the postings the index holds, as a condition."""
    return where(Posting, unexpired_q(timezone.now() - KEPT_AFTER_EXPIRY), "p")


def plain_text(html: str) -> str:
    """The words of sanitised HTML; tags part words."""
    text = _TAG.sub(" ", html)
    return unescape(text) if "&" in text else text


def microseconds(moment: datetime) -> int:
    """Since 1970, exact (a float of seconds is not)."""
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def freshness(published_seconds: float) -> float:
    """A weight for the engine, which multiplies the score by log2(2 + weight).

    The factor doubles with every 240 days of publication date, so the ratio between two postings stays the
    same whenever one asks: 30 days are worth 9 %. It is bounded at 2^100 and 1 (before 2026).
    """
    doublings = (published_seconds - _FRESHNESS_FROM) / FRESHNESS_DOUBLES_IN
    factor = 2.0 ** min(max(doublings, 0.0), 6.6)
    return 2.0**factor - 2.0


def share_weight(required: int, published_seconds: float) -> float:
    """A weight that turns a score of one for each skill one has into the share of the required skills.

    The engine multiplies by log2(2 + weight), here 60 / required. Equal shares are ordered by publication
    date, which moves the factor by less than the least difference between two shares.
    """
    recent = min(max((published_seconds - _SECONDS_2000) / (100 * 365 * 86_400), 0.0), 1.0)
    return float(2.0 ** (MOST_REQUIRED / max(1, min(required, MOST_REQUIRED)) * (1 + 1e-4 * recent)) - 2.0)


def pay_figures(bands: Iterable[str]) -> tuple[int, int]:
    """Reach and top of the comparable bands, in hundredths of the base currency a year.

    The reach is what a seeker's minimum is compared with: the highest maximum, without end where a band has
    only a minimum. The top orders postings by pay: the highest amount stated. Both 0 when nothing can be
    compared.
    """
    reach = top = 0
    for band in bands:
        currency, period, minimum, maximum = band.split("|")
        amount = yearly_cents(Decimal(maximum or minimum), currency, period)
        if amount is None or period == SalaryBand.Period.FIXED:
            continue
        top = max(top, amount)
        reach = max(reach, amount if maximum else PAY_OPEN_ENDED)
    return reach, top


def _widened(skills: Iterable[tables.SkillEntry]) -> list[int]:
    """Ids of the skills and of all broader ones, each once."""
    return list({id_ for skill in skills for id_ in skill.line})


def _document(row: Sequence[Any]) -> tuple[int, str]:
    (
        id_, title, html, published_at, expires_at, workplace, eligibility, employment, seniority, experience,
        language, company_id, role_id, company_name, required, preferred, place_ids, countries, bands,
    ) = row  # fmt: skip
    places = tables.places_by_id(place_ids).values() if place_ids else ()
    located_in = {place.country_id for place in places if place.country_id}
    open_to: Iterable[int]
    if workplace != Posting.Workplace.REMOTE:
        open_to = located_in
    elif eligibility == Posting.Eligibility.WORLDWIDE:
        open_to = [WORLDWIDE]
    elif eligibility == Posting.Eligibility.COUNTRIES:
        open_to = countries or ()
    else:
        open_to = ()  # not stated is not worldwide
    reach, top = pay_figures(bands or ())
    published = microseconds(published_at)
    required = required or []
    skills = tables.skills_by_id([*required, *(preferred or ())])
    texts = {
        "title": spell_signs(title),
        "skills": spell_signs(" . ".join(skill.name for skill in skills.values())),
        "company_name": spell_signs(company_name or ""),
        "description": spell_signs(plain_text(html)),
    }
    widened = _widened([skills[id_] for id_ in required if id_ in skills])
    counted = {
        **in_slots("skill", widened),
        **in_slots("country", located_in),
        **in_slots("region", {place.region_id for place in places if place.region_id}),
        **in_slots("city", {place.id for place in places if place.kind == "city"}),
    }
    return id_, json.dumps(
        {
            "id": id_,
            **texts,
            ANYWHERE: list(texts.values()),
            WHOLE_TITLE: whole_title(title),
            "newest": order_key(published // 1_000_000 - _SECONDS_2000, id_),
            "pay_order": order_key(top // 100, id_) if top else 0,
            "freshness": freshness(published / 1e6),
            "share": share_weight(len(required), published / 1e6),
            "published": max(published, 0),
            "expires": microseconds(expires_at) if expires_at else NO_EXPIRY,
            "workplace": WORKPLACES[workplace] if workplace else 0,
            "employment": EMPLOYMENT_TYPES[employment] if employment else 0,
            "seniority": SENIORITIES[seniority] if seniority else 0,
            "language": code_number(language),
            "company": company_id or 0,
            "role": role_id or NO_ROLE,
            "pay_reach": reach,
            "pay_rank": min(reach, PAY_RANKED) if reach else PAY_NOT_COMPARABLE,
            "pay_bar": pay.bar_of(top) if top else 0,
            "pay_stated": 1 if bands else 0,
            "experience": 0 if experience is None else experience + 1,
            "place": list({id_ for place in places for id_ in place.lineage}),
            **counted,
            HAS_MORE: int(any(counted[name + MORE] for name in SLOTS)),
            "skill": widened,
            "required": required,
            REQUIRED_OF: [
                required_of(skill, len(required)) for skill in required if len(required) <= MOST_REQUIRED
            ],
            "preferred": _widened([skills[id_] for id_ in preferred or () if id_ in skills]),
            "open_to": list(open_to),
        }
    )
