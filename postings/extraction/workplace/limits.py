"""How much of a text is read for the way of working."""

from __future__ import annotations

PROSE_CHARS = 60_000  # prose beyond this is not read
LINE_CHARS = 6_000  # nor is a line's rest beyond this
