"""How much of a text is read for places, and how many places a posting may have."""

from __future__ import annotations

PROSE_CHARS = 60_000  # prose beyond this is not read for places
MAX_PLACES = 20  # a longer list is a list of offices, not of places of work
