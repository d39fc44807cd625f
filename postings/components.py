"""Pieces of HTML that a page shows by the dozen: cards, and the choices of filters.

As templates they took most of the time of a page of search. Here each is a piece of markup and one call of
``markup``, which escapes whatever is not markup already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any, Protocol

from django.utils import timezone
from django.utils.safestring import SafeString

from postings import presentation
from postings.models import Posting

SKILLS_NAMED = 7  # on a card
LACKING_NAMED = 6

NOTHING = SafeString("")
_SPECIAL = re.compile("[&<>\"']").search


class HitLike(Protocol):
    """What a card tells of a posting as the answer to a search (``search.page.Hit``)."""

    yearly_pay: Any
    distance_km: float | None
    matched_skills: tuple[str, ...]
    lacking: tuple[str, ...]
    share: int | None


class OptionLike(Protocol):
    """A choice of a facet (``search.facets.Option``)."""

    value: str
    label: str
    count: int
    selected: bool
    url: str
    depth: int


def escaped(value: object) -> str:
    """Markup as it is; anything else as text. Like ``conditional_escape``, without its care for lazy
    translations, which takes most of its time."""
    if isinstance(value, SafeString):
        return value
    text = str(value)
    return escape(text) if _SPECIAL(text) else text


def markup(template: str, *values: object, **named: object) -> SafeString:
    """Like ``format_html``, by ``escaped``."""
    texts = {name: escaped(value) for name, value in named.items()}
    return SafeString(template.format(*map(escaped, values), **texts))


def joined(pieces: Iterable[object]) -> SafeString:
    """The pieces one after the other; whatever is not markup is escaped."""
    return SafeString("".join(map(escaped, pieces)))


# -- choices ---------------------------------------------------------------------------------------

_OPTION = """
      <label class="option{none}" for="{name}-{value}">
        <input type="checkbox" form="search" name="{name}" id="{name}-{value}" value="{value}"{checked}>
        <span class="option__text"><span>{label}</span> <span class="option__count">({count})</span></span>
      </label>"""

_PLACE_OPTION = """
      <li class="place-list__deep-{depth}"><a href="{url}" id="{name}-{value}" rel="nofollow"{current}>\
<span>{remove}{label}</span> <span class="option__count">({count})</span></a></li>"""

_REMOVE = SafeString('<span class="visually-hidden">Remove </span>')
_CHECKED = SafeString(" checked")
_CURRENT = SafeString(' aria-current="true"')


def checkbox(name: str, option: OptionLike) -> SafeString:
    """One checkbox of the facet of that name."""
    return markup(
        _OPTION,
        name=name,
        value=option.value,
        label=option.label,
        count=f"{option.count:,}",
        checked=_CHECKED if option.selected else NOTHING,
        none=NOTHING if option.count or option.selected else " option--none",
    )


def place_link(option: OptionLike, name: str = "place") -> SafeString:
    """One place (or other choice of a facet) to go to, or to come from when it is selected."""
    return markup(
        _PLACE_OPTION,
        name=name,
        depth=option.depth,
        url=option.url,
        value=option.value,
        label=option.label,
        count=f"{option.count:,}",
        current=_CURRENT if option.selected else NOTHING,
        remove=_REMOVE if option.selected else NOTHING,
    )


# -- cards -----------------------------------------------------------------------------------------

_CARD = """<article class="posting-card"{company}>
  <div class="posting-card__grid">
    <div class="posting-card__head">
      <h{level} class="posting-card__title"><a href="{url}"{lang}>{title}</a></h{level}>
      <p class="posting-card__by dotted">{by}</p>
    </div>
    <p class="posting-card__pay">{pay}</p>
    {skills}
    {match}
    <div class="posting-card__foot"><p class="posting-card__meta dotted">
      {foot}
      </p>{save}</div>
  </div>
</article>"""

_NO_COMPANY = SafeString('<span class="not-stated">Company not stated</span>')
_NO_PAY = SafeString('<span class="not-stated small">Pay not stated</span>')
_ENDED = SafeString(' <span class="badge badge--ended">Ended</span>')
_VERIFIED = SafeString(
    ' <span class="verified verified--small" title="The operators of this site have made sure that this '
    'company is who it says it is.">Verified</span>'
)
_YEARLY = '<span class="posting-card__year">{}</span>'
_SAVE = (
    '<button class="keep needs-script" type="button" data-save="{}"{}><svg class="keep__sign" '
    'viewBox="0 0 12 14" aria-hidden="true" focusable="false"><path d="M2 1h8v12L6 9.8 2 13z"/></svg>'
    "<span data-words>Save</span>"
    '<span class="visually-hidden"> {}</span></button>'
)


def card(
    posting: Posting,
    *,
    hit: HitLike | None = None,
    level: int = 2,
    hide_company: bool = False,
    ended: bool = False,
    now: datetime | None = None,
) -> SafeString:
    """One posting in a list. ``level`` is that of its heading, ``hit`` what a search knows of it."""
    company = posting.company
    language = posting.language if posting.language != "en" else ""
    return markup(
        _CARD,
        company=markup(' data-company="{}"', company.slug) if company else NOTHING,
        level=level,
        url=posting.get_absolute_url(),
        lang=markup(' lang="{}"', language) if language else NOTHING,
        title=posting.title,
        by=_by(posting, hit, hide_company),
        pay=_pay(posting, hit),
        skills=_skills(posting, hit),
        match=_match(hit),
        foot=joined(_foot(posting, ended, now or timezone.now())),
        save=save_button(posting),
    )


def _by(posting: Posting, hit: HitLike | None, hide_company: bool) -> SafeString:
    places = presentation.places_line(posting)
    who = NOTHING
    if not hide_company:
        who = markup("<b>{}</b>", posting.company.name) if posting.company else _NO_COMPANY
        if posting.company and posting.company.verified_at:
            who = joined([who, _VERIFIED])
    away = NOTHING
    if hit is not None and hit.distance_km is not None:
        away = markup(' <span class="faint nowrap">({} km away)</span>', f"{hit.distance_km:.0f}")
    where = markup(" <span>{}{}</span>", places, away) if places or away else NOTHING
    return joined((who, where))


def _pay(posting: Posting, hit: HitLike | None) -> SafeString:
    pay = presentation.pay_summary(posting)
    if pay is None:
        return _NO_PAY
    lines = [markup("<b>{}</b>", pay.stated)]
    if pay.yearly:
        lines.append(markup(_YEARLY, pay.yearly))
    if hit is not None and hit.yearly_pay is not None and hit.yearly_pay.converted:
        lines.append(markup(_YEARLY, f"about {hit.yearly_pay.converted} a year"))
    if pay.bands > 1:
        lines.append(markup(_YEARLY, f"{pay.bands} bands"))
    return joined(lines)


def _skills(posting: Posting, hit: HitLike | None) -> SafeString:
    skills = posting.required_skills
    if not skills:
        return NOTHING
    tags = [
        markup(
            '<li class="tag{}" data-skill="{}">{}</li>',
            " tag--mine" if hit is not None and _is_mine(skill, hit) else "",
            skill.slug,
            skill.name,
        )
        for skill in skills[:SKILLS_NAMED]
    ]
    if len(skills) > SKILLS_NAMED:
        tags.append(markup('<li class="tag tag--more">and {} more</li>', len(skills) - SKILLS_NAMED))
    return markup('<ul class="tags" aria-label="Required skills">{}</ul>', joined(tags))


def _is_mine(skill: Any, hit: HitLike) -> bool:
    """Does the skill answer the search, or has the seeker said to have it?"""
    return skill.slug in hit.matched_skills or (hit.share is not None and skill.name not in hit.lacking)


def _match(hit: HitLike | None) -> SafeString:
    if hit is None or hit.share is None:
        return NOTHING
    lacking = "None missing"
    if hit.lacking:
        lacking = f"Missing: {', '.join(hit.lacking[:LACKING_NAMED])}"
        if len(hit.lacking) > LACKING_NAMED:
            lacking += f" and {len(hit.lacking) - LACKING_NAMED} more"
    return markup(
        '<p class="posting-card__match"><b>{} %</b> of the required skills · <span>{}</span></p>',
        hit.share,
        lacking,
    )


def _foot(posting: Posting, ended: bool, now: datetime) -> Iterable[SafeString]:
    if posting.workplace:
        yield markup('<span class="badge">{}</span>', posting.get_workplace_display())
    if posting.workplace == "remote" and posting.eligibility != "unknown":
        yield markup(" <span>Open to: {}</span>", presentation.eligibility_words(posting))
    for words in (
        posting.get_employment_type_display() if posting.employment_type else "",
        posting.get_seniority_display() if posting.seniority else "",
        _experience(posting.experience_years_min),
    ):
        if words:
            yield markup(" <span>{}</span>", words)
    if unstated := presentation.unstated_of(posting):
        yield markup(" <span>Not stated: {}</span>", presentation.and_list(unstated))
    published = posting.published_at
    yield markup(
        ' <time datetime="{}">{}</time>',
        timezone.localtime(published).isoformat() if published else "",
        presentation.age_words(published, now),
    )
    if ended:
        yield _ENDED


def _experience(years: int | None) -> str:
    if years is None:
        return ""
    return "No experience needed" if years == 0 else f"{years}+ year{'' if years == 1 else 's'} of experience"


def save_button(posting: Posting, came_from: str = "") -> SafeString:
    """Keeps a posting on this device; the script gives it its words.

    ``came_from``: how the reader came to the page, where it says so (``counting.carried_of``).
    """
    said = markup(' data-from="{}"', came_from) if came_from else NOTHING
    return markup(_SAVE, posting.pk, said, posting.title)
