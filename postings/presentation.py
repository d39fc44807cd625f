"""How a posting's values read on a page: pay, places, eligibility, age. No markup, no queries of its own
beyond what ``Posting.objects.for_display()`` fetched.

Numbers and dates are written in one way ("1,234.50", "30 October 2026"), so that a page is the same for
everybody and any cache may keep it; static/js/reader.js writes them as the reader's region does. Quotes stay
as they are.

What a posting does not say comes out as ``None`` or an empty value, and the templates say "not stated".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format

from postings.models import PERIODS_PER_YEAR, Place, Posting, SalaryBand
from postings.money import written_pay, written_range

# After this many days an age says little and the date is shown.
AGE_IN_DAYS_UP_TO = 30
# So many areas or countries are named; the rest is counted.
NAMED_COUNTRIES = 6


@dataclass(frozen=True, slots=True)
class WrittenPay:
    """One line of pay: as the posting states it, and the yearly figure where the period is another.

    ``yearly`` is empty when the pay is yearly already or has no yearly figure (a fixed sum).
    ``bands`` is how many bands the line stands for.
    """

    stated: str
    yearly: str
    scope: str = ""
    bands: int = 1


def pay_of_band(band: SalaryBand) -> WrittenPay:
    """A band in its own period, with its yearly figure rounded to the unit."""
    return WrittenPay(stated=written_pay(band), yearly=_yearly([band]), scope=band.scope)


def pay_lines(posting: Posting) -> list[WrittenPay]:
    """Every band of the posting."""
    return [pay_of_band(band) for band in posting.rows("salary_bands")]


def pay_summary(posting: Posting) -> WrittenPay | None:
    """The pay in one line; ``None`` when it is not stated.

    Bands of the same currency and period are drawn together from the lowest to the highest; else the
    first band stands for all and ``bands`` tells that there are more.
    """
    bands = list(posting.rows("salary_bands"))
    if not bands:
        return None
    first = bands[0]
    alike = all(band.currency == first.currency and band.period == first.period for band in bands)
    if len(bands) == 1 or not alike:
        line = pay_of_band(first)
        return WrittenPay(line.stated, line.yearly, line.scope if len(bands) == 1 else "", len(bands))
    stated = written_range(*_envelope(bands, "minimum", "maximum"), first.currency)
    return WrittenPay(f"{stated} {first.get_period_display()}", _yearly(bands), "", len(bands))


def _yearly(bands: Sequence[SalaryBand]) -> str:
    first = bands[0]
    if first.period == SalaryBand.Period.YEAR or first.period not in PERIODS_PER_YEAR:
        return ""
    bounds = _envelope(bands, "yearly_minimum", "yearly_maximum")
    minimum, maximum = (None if bound is None else _whole(bound) for bound in bounds)
    return f"{written_range(minimum, maximum, first.currency)} a year"


def _envelope(bands: Iterable[SalaryBand], low: str, high: str) -> tuple[Decimal | None, Decimal | None]:
    """The lowest minimum and highest maximum. A band that is open at one end leaves that end open."""
    minima = [getattr(band, low) for band in bands]
    maxima = [getattr(band, high) for band in bands]
    return (None if None in minima else min(minima), None if None in maxima else max(maxima))


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def period_note(band_periods: Iterable[str]) -> str:
    """By what the yearly figures were reckoned: "A month × 12."; empty when none was."""
    names = {"month": "12 months", "week": "52 weeks", "day": "260 days", "hour": "2,080 hours"}
    return ", ".join(names[period] for period in dict.fromkeys(band_periods) if period in names)


def places_of(posting: Posting) -> list[Place]:
    """The places of work."""
    return [row.place for row in posting.rows("places")]


def places_line(posting: Posting, named: int = 2) -> str:
    """ "Berlin, Germany · Munich, Germany and 3 more"; empty when no place is stated."""
    names = [place.full_name for place in places_of(posting)]
    line = " · ".join(names[:named])
    return f"{line} and {len(names) - named} more" if len(names) > named else line


def workplace_words(posting: Posting) -> str:
    """The remote policy in words; empty when not stated."""
    if posting.workplace is None:
        return ""
    return {
        Posting.Workplace.REMOTE: "Remote",
        Posting.Workplace.HYBRID: "Hybrid: partly at the office",
        Posting.Workplace.ONSITE: "On-site",
    }[Posting.Workplace(posting.workplace)]


def eligibility_words(posting: Posting) -> str:
    """Who may do the work from where; empty when the posting does not say. Unknown is never "worldwide"."""
    if posting.eligibility == Posting.Eligibility.WORLDWIDE:
        return "Anywhere in the world"
    if posting.eligibility != Posting.Eligibility.COUNTRIES:
        return ""
    countries = [row.country.name for row in posting.rows("eligible_countries")]
    areas = [area for area in posting.eligible_areas if not _is_country_code(area)]
    if areas and len(countries) > NAMED_COUNTRIES:
        return f"{and_list(areas)} ({len(countries)} countries)"
    if len(countries) > NAMED_COUNTRIES:
        more = len(countries) - NAMED_COUNTRIES
        return f"{', '.join(countries[:NAMED_COUNTRIES])} and {more} more"
    return and_list(countries)


def _is_country_code(area: str) -> bool:
    return len(area) == 2 and area.isupper() and area not in {"EU", "UK"}


def and_list(words: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def times(number: int) -> str:
    """ "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def age_words(moment: datetime | None, now: datetime | None = None) -> str:
    """ "today", "yesterday", "12 days ago"; the date when it is longer ago or in the future; "" for None."""
    if moment is None:
        return ""
    now = now or timezone.now()
    days = (timezone.localdate(now) - timezone.localdate(moment)).days
    if days == 0:
        return "today"
    if days == 1:
        return "yesterday"
    if 1 < days <= AGE_IN_DAYS_UP_TO:
        return f"{days} days ago"
    return date_format(timezone.localtime(moment), "j F Y")


def unstated_of(posting: Posting) -> list[str]:
    """What a seeker decides by and this posting leaves open, besides pay (which has its own place)."""
    missing = []
    if not places_of(posting) and posting.workplace != Posting.Workplace.REMOTE:
        missing.append("place")
    if posting.workplace is None:
        missing.append("remote policy")
    if posting.workplace == Posting.Workplace.REMOTE and posting.eligibility == Posting.Eligibility.UNKNOWN:
        missing.append("who may apply")
    if not posting.required_skills:
        missing.append("required skills")
    return missing
