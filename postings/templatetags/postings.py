"""Template tags of the public pages; the words are made in ``postings.presentation``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from postings import branding, components, presentation
from postings.rates import latest_rates
from postings.search import tables
from postings.structured_data import as_script_text, job_posting

register = template.Library()

register.filter("pay_summary", presentation.pay_summary)
register.filter("pay_lines", presentation.pay_lines)
register.filter("places_of", presentation.places_of)
register.filter("places_line", presentation.places_line)
register.filter("workplace_words", presentation.workplace_words)
register.filter("eligibility_words", presentation.eligibility_words)
register.filter("age", presentation.age_words)
register.filter("unstated", presentation.unstated_of)
register.filter("times", presentation.times)
register.filter("and_list", presentation.and_list)

_HEADING = re.compile(r"<(/?)h([1-6])>")


@register.simple_tag
def site_name() -> str:
    return branding.NAME


@register.simple_tag
def fixed(template_name: str, **given: str) -> SafeString:
    """A piece of page that depends on nothing of the request but what is given: rendered once for it."""
    rendered = _fixed.__wrapped__ if settings.DEBUG else _fixed  # templates are being changed
    return rendered(template_name, get_script_prefix(), **given)


@lru_cache(maxsize=128)
def _fixed(template_name: str, script_prefix: str, **given: str) -> SafeString:
    return SafeString(render_to_string(template_name, given).rstrip("\n"))


@receiver(setting_changed)
def _forget_fixed(**kwargs: Any) -> None:
    _fixed.cache_clear()


@register.filter
def social_title(posting: Any) -> str:
    """ "Welder at Ironside": the title of a posting where links to it are shown."""
    return f"{posting.title} at {posting.company.name}" if posting.company else str(posting.title)


@register.simple_tag(takes_context=True)
def card_image(context: template.Context) -> str:
    """The whole address of the picture that other sites show beside a link; empty without a request."""
    request = context.get("request")
    return request.build_absolute_uri(static("img/card.png")) if request else ""


@register.simple_tag
def tagline() -> str:
    return branding.TAGLINE


@register.simple_tag
def search_url(**params: Any) -> str:
    """The search page with the given parameters; empty ones are left out."""
    query = urlencode({name: value for name, value in params.items() if value not in (None, "")}, doseq=True)
    return reverse("postings:search") + (f"?{query}" if query else "")


@register.simple_tag
def place_name_options(page: Any) -> SafeString:
    """The places of a search page's facet as people write them, for the box that completes them."""
    found = (tables.place_by_slug(option.value) for option in page.facets["place"].options)
    return components.joined(
        components.markup('<option value="{}"></option>', place.full_name)
        for place in found
        if place is not None
    )


@register.simple_tag
def card(posting: Any, **known: Any) -> SafeString:
    """One posting in a list, see ``components.card``."""
    return components.card(posting, **{**known, "ended": bool(known.get("ended"))})


@register.simple_tag
def save_button(posting: Any, came_from: str = "") -> SafeString:
    """Keeps a posting on this device; the script gives it its words."""
    return components.save_button(posting, came_from)


@register.simple_tag
def checkboxes(facet: Any, first: int, end: int | None = None) -> SafeString:
    """The options of a search facet from ``first`` on, up to ``end``."""
    return components.joined(components.checkbox(facet.name, one) for one in facet.options[first:end])


@register.simple_tag
def place_links(facet: Any, first: int, end: int | None = None) -> SafeString:
    """The options of the facet of places from ``first`` on, up to ``end``."""
    return components.joined(map(components.place_link, facet.options[first:end]))


@register.simple_tag
def facet_links(facet: Any) -> SafeString:
    """The options of a facet as links."""
    return components.joined(components.place_link(one, facet.name) for one in facet.options)


@lru_cache(maxsize=1)
def _country_options(table: tables.PlaceTable) -> SafeString:
    countries = sorted(table.country_by_code.values(), key=lambda place: place.name)
    # By their codes and without end tags, which HTML allows: 250 of them are a good part of the page.
    return format_html_join(
        "", '<option value="{}">{}', ((one.country_code.lower(), one.name) for one in countries)
    )


@register.simple_tag
def country_options(selected: str) -> SafeString:
    """The options of a select of all countries by name, made once: a template's loop over 250 of them takes
    a third of the page's time."""
    options = _country_options(tables.places())
    country = tables.place_by_slug(selected) if selected else None
    if country is None:
        return options
    value = format_html('value="{}"', country.country_code.lower())
    return mark_safe(options.replace(value, f"{value} selected"))  # noqa: S308 - both parts are escaped


# Offered first; the others follow by code.
USUAL_CURRENCIES = ("USD", "EUR", "GBP", "CAD", "AUD", "CHF", "INR")


@lru_cache(maxsize=64)
def _currency_options(selected: str) -> SafeString:
    codes = (*USUAL_CURRENCIES, *sorted(set(latest_rates().to_base) - set(USUAL_CURRENCIES)))
    return format_html_join(
        "",
        "<option{}>{}</option>",
        ((SafeString(" selected" if code == selected else ""), code) for code in codes),
    )


@register.simple_tag
def currency_options(selected: str) -> SafeString:
    """The options of a select of the currencies that can be compared."""
    return _currency_options(selected)


@register.filter
def headings_from_3(html: str) -> SafeString:
    """Sanitised HTML (``sanitise.clean_html``) with its headings placed under the page's ``h2``.

    The highest level in use becomes ``h3``, and none is more than one deeper than the one before it.
    """
    levels = sorted({int(level) for _, level in _HEADING.findall(html)})
    depth = 2

    def moved(match: re.Match[str]) -> str:
        nonlocal depth
        if not match[1]:
            depth = min(3 + levels.index(int(match[2])), depth + 1, 6)
        return f"<{match[1]}h{depth}>"

    return mark_safe(_HEADING.sub(moved, html))  # noqa: S308 - sanitised before it was stored


@register.simple_tag(takes_context=True)
def structured_data(context: template.RequestContext, posting: Any) -> SafeString | str:
    """The JobPosting of the page as a JSON-LD script; nothing where the rules give none."""
    data = job_posting(posting)
    if data is None:
        return ""
    return mark_safe(  # noqa: S308 - as_script_text leaves no "<"
        f'<script type="application/ld+json">{as_script_text(data)}</script>'
    )
