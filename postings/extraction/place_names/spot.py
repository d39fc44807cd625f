"""A place as read from one value, not yet chosen among its namesakes."""

from __future__ import annotations

from dataclasses import dataclass

from postings.extraction.gazetteer import PlaceRow


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as read from one value: either resolved, or a city with several candidates."""

    start: int
    end: int
    cities: tuple[PlaceRow, ...] = ()
    city: str | None = None  # name to report
    region: str | None = None  # ISO 3166-2
    country: str | None = None
    qualified: bool = False  # a region or country stands beside it
    whole: bool = False  # nothing else stands in the value
    metropolis: bool = False
    shown: tuple[int, str] | None = None  # an unresolved city's other name, with the row it belongs to
