"""Template tags of the pages of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from postings.figures import Pay, Share
from postings.money import written_amount
from postings.rates import latest_rates
from postings.reach import Day
from postings.search.page import SearchPage
from postings.views.role_postings import CRITERIA

register = template.Library()

WIDTH, MARGIN = 392, 4  # of the drawn range, in units of its viewBox


@register.filter
def amount(value: Decimal, currency: str) -> str:
    """ "$126,145": an amount with its currency."""
    return written_amount(value, currency)


@register.simple_tag
def rates_date() -> SafeString:
    """The day of the exchange rates."""
    day = latest_rates().as_of
    return format_html('<time datetime="{}">{} {}</time>', day.isoformat(), day.day, f"{day:%B %Y}")


@register.simple_tag
def narrowed_url(base: Mapping[str, str], name: str = "", value: str = "") -> str:
    """The postings of ``base`` with one more parameter: a search, or the role's own list for what no search
    asks for. Skills add up; of anything else the narrower one stands for the page's own (a city for its
    country)."""
    parameters = {key: [given] for key, given in base.items() if given}
    if name and value:
        kept = parameters.get(name, []) if name == "skill" else []
        parameters[name] = [*kept, value]
    query = urlencode(parameters, doseq=True)
    if name in CRITERIA:
        slug = parameters.pop("role")[0]
        return f"{reverse('postings:role_postings', args=[slug])}?{urlencode(parameters, doseq=True)}"
    return reverse("postings:search") + (f"?{query}" if query else "")


@register.filter
def most_frequent(shares: Sequence[Share]) -> Share | None:
    """The largest share; the first of several; None of none."""
    return max(shares, key=lambda share: share.count, default=None)


@register.simple_tag
def share_url(share: Share) -> str:
    """The page of what the share counts; empty where it has none (a level, a kind of contract)."""
    return share.obj.get_absolute_url() if hasattr(share.obj, "get_absolute_url") else ""


@dataclass(frozen=True, slots=True)
class DrawnRange:
    """Where the box and the median of a pay range stand, in units of the viewBox."""

    box: float
    box_width: float
    median: float
    own: float | None = None


@register.simple_tag
def pay_range(pay: Pay, own: Decimal | None = None) -> DrawnRange:
    """The geometry of a pay range from its low to its high end; ``own`` is one more amount to mark in it."""
    span = float(pay.high - pay.low) or 1.0

    def at(value: Decimal) -> float:
        share = min(max(float(value - pay.low) / span, 0.0), 1.0)
        return round(MARGIN + share * WIDTH, 1)

    box = at(pay.lower_quartile)
    width = max(round(at(pay.upper_quartile) - box, 1), 2.0)
    return DrawnRange(box, width, at(pay.median), None if own is None else at(own))


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: float
    height: float


@register.simple_tag
def month_bars(months: Sequence[Share]) -> list[Bar]:
    """Bars of a 240 × 60 drawing, one a month; a month without postings keeps a hair line."""
    highest = max((month.count for month in months), default=0) or 1
    bars = []
    for position, month in enumerate(months):
        height = max(round(56 * month.count / highest, 1), 0.5)
        bars.append(Bar(x=position * 20 + 3, y=round(60 - height, 1), height=height))
    return bars


@dataclass(frozen=True, slots=True)
class DrawnDays:
    """Bars of two 300 × 80 drawings, one a day; ``words`` and ``saves_words`` say the same."""

    views: tuple[Bar, ...]
    applies: tuple[Bar, ...]
    saves: tuple[Bar, ...]
    first: date
    words: str
    saves_words: str


@register.simple_tag
def day_bars(days: Sequence[Day]) -> DrawnDays:
    """Views with the uses of the apply link before them, on one scale; saves, much fewer, on their own."""

    def bars(counts: Sequence[int], highest: int) -> tuple[Bar, ...]:
        heights = [max(round(78 * count / highest, 1), 1.0) if count else 0.0 for count in counts]
        return tuple(
            Bar(x=position * 10 + 1, y=round(80 - height, 1), height=height)
            for position, height in enumerate(heights)
            if height
        )

    highest = max((max(day.views, day.applies) for day in days), default=0) or 1
    most, most_saved = max(days, key=lambda day: day.views), max(days, key=lambda day: day.saves)
    views, applies = sum(day.views for day in days), sum(day.applies for day in days)
    saves = sum(day.saves for day in days)
    return DrawnDays(
        views=bars([day.views for day in days], highest),
        applies=bars([day.applies for day in days], highest),
        saves=bars([day.saves for day in days], most_saved.saves or 1),
        first=days[0].day,
        words=(
            f"{views:,} views and {applies:,} uses of the apply link in {len(days)} days; the most views, "
            f"{most.views:,}, on {date_format(most.day, 'j F')}."
        ),
        saves_words=(
            f"Saved {saves:,} times in {len(days)} days; most often, {most_saved.saves:,}, on "
            f"{date_format(most_saved.day, 'j F')}."
        ),
    )


@dataclass(frozen=True, slots=True)
class PayColumn:
    """A column of a 160 × 40 drawing. ``below``: it ends before the least pay that is asked for."""

    x: int
    y: float
    height: float
    count: int
    label: str
    url: str
    below: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class PayHistogram:
    """Postings by what they pay at most, ``n`` in all; ``words`` says the same as the drawing."""

    n: int
    bars: tuple[PayColumn, ...]
    low: str
    high: str
    words: str


_COLUMN = '<rect{} x="{}" y="{}" width="9" height="{}"/>'
_COLUMN_LINK = """
      <li><a href="{}" rel="nofollow"{}><span>{}</span> <span class="option__count">({})</span></a></li>"""
_BELOW = SafeString(' class="pay-bars__below"')
_CURRENT = SafeString(' aria-current="true"')
_NOTHING = SafeString("")


@register.simple_tag
def pay_columns(drawn: PayHistogram) -> SafeString:
    """The columns as shapes of the drawing."""
    shapes = ((_BELOW if bar.below else _NOTHING, bar.x, bar.y, bar.height) for bar in drawn.bars)
    return format_html_join("", _COLUMN, shapes)


@register.simple_tag
def pay_links(drawn: PayHistogram) -> SafeString:
    """The columns that are not empty as links, each to the least pay it stands for."""
    links = (
        (bar.url, _CURRENT if bar.chosen else _NOTHING, bar.label, f"{bar.count:,}")
        for bar in drawn.bars
        if bar.count
    )
    return format_html_join("", _COLUMN_LINK, links)


@register.simple_tag
def pay_histogram(page: SearchPage) -> PayHistogram:
    """The columns of a search page's pay, in the currency and period of its query."""
    query = page.query

    def written(value: int) -> str:
        return written_amount(Decimal(value), query.currency)

    columns = []
    for position, bar in enumerate(page.pay_bars):
        height = round(38 * bar.height / 100, 1)
        if bar.count:
            height = max(height, 1.5)
        if bar.maximum is None:
            label = f"{written(bar.minimum)} or more"
        elif bar.minimum == 0:
            label = f"Below {written(bar.maximum)}"
        else:
            label = f"{written(bar.minimum)} to {written(bar.maximum)}"
        columns.append(
            PayColumn(
                x=position * 10,
                y=round(40 - height, 1),
                height=height,
                count=bar.count,
                label=label,
                url=bar.url,
                below=query.pay_min is not None and bar.maximum is not None and bar.maximum <= query.pay_min,
                chosen=query.pay_min is not None and bar.minimum == query.pay_min,
            )
        )
    n = sum(column.count for column in columns)
    unit = "an hour" if query.pay_period == "hour" else f"a {query.pay_period}"
    counted = "; ".join(f"{column.label}: {column.count:,}" for column in columns if column.count)
    return PayHistogram(
        n=n,
        bars=tuple(columns),
        low=written(0),
        high=f"{written(page.pay_bars[-1].minimum)}+ {unit}" if page.pay_bars else "",
        words=f"Highest pay {unit} of the postings that state it. {counted}.",
    )
