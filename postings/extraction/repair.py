"""Mojibake and odd characters, mended where they stand.

ftfy is asked only about runs of non-ASCII characters that look bad, so that clean text costs nothing and one
damaged line leaves its neighbours alone. A small table mends what lost a byte on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from postings.extraction.mapped import Edit, Mapped

MAX_RUN_CHARS = 400  # longer runs are another script, not damage

# A run of non-ASCII characters; single spaces inside it belong to it (a lost no-break space is byte A0).
_RUN = re.compile(
    r"[^\x00-\x7f\ue000-\uf8ff]+(?:[ ](?=[^\x00-\x7f\ue000-\uf8ff])[^\x00-\x7f\ue000-\uf8ff]+)*"
)
# As cp1252 shows them: UTF-8 sequences that lost their last byte, and few that ftfy leaves alone.
_TRUNCATED = (
    ("â€œ", "“"),
    ("â€™", "’"),
    ("â€˜", "‘"),
    ("â€“", "–"),
    ("â€”", "—"),
    ("â€¢", "•"),
    ("â€¦", "…"),
    ("â€\ufffd", "”"),
    ("â€", "”"),
    ("â‚¬", "€"),
    ("â¬", "€"),
    ("Â£", "£"),
    ("Â¥", "¥"),
    ("Ã¥", "å"),
    ("Ã…", "Å"),
    ("Â ", " "),
)
_TRUNCATED_RUN = re.compile("|".join(re.escape(damaged) for damaged, _ in _TRUNCATED))
_TRUNCATED_TABLE = dict(_TRUNCATED)
# Joiners hold emoji and the letters of some scripts together; beside ASCII they are rubbish.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00]"
    "|[\u200c\u200d](?:(?<=[\x01-\x7f].)|(?=[\x00-\x7f]|$))"
)
# The signs come first and what stands before them after, which is many times faster.
_LOST_APOSTROPHE = re.compile(
    r"\ufffd(?<=[^\W\d_].)(?=[^\W\d_])|\?(?<=[^\W\d_].)(?=(?:re|s|t|ll|ve|d|m)\b(?!=))"
)
_ODD_SPACE = re.compile(r"[\u00a0\u202f\u2009\u2007\u3000\u2003\u2002\u200a](?:(?<!\d.)|(?!\d))")


def repaired(mapped: Mapped) -> Mapped:
    """The text with mojibake repaired, invisible characters cut and odd spaces plain (not between digits)."""
    text = mapped.text
    if text.isascii():
        return mapped.edited(_apostrophes(text)) if "?" in text else mapped
    edits: list[Edit] = []
    for run in _RUN.finditer(text):
        damaged = run.group()
        if len(damaged) > MAX_RUN_CHARS:
            continue
        mended = _mended(damaged)
        if mended != damaged:
            edits.append((run.start(), run.end(), mended))
    if edits:
        mapped = mapped.edited(edits)
        text = mapped.text
    edits = [(found.start(), found.end(), "") for found in _INVISIBLE.finditer(text)]
    edits += _apostrophes(text)
    edits += [(found.start(), found.end(), " ") for found in _ODD_SPACE.finditer(text)]
    if edits:
        edits.sort()
        mapped = mapped.edited(edits)
    return mapped


def _apostrophes(text: str) -> list[Edit]:
    """Edits for apostrophes that were lost to "?" or U+FFFD inside a word ("we?re")."""
    return [(found.start(), found.end(), "'") for found in _LOST_APOSTROPHE.finditer(text)]


@lru_cache(maxsize=4096)
def _mended(run: str) -> str:
    """One run of non-ASCII characters, repaired when it is mojibake."""
    if len(run) > 1 or run < "\u00a0":  # no other character is damage by itself
        is_bad, fixed = _ftfy()
        if is_bad(run):
            run = fixed(fixed(run))  # some texts were damaged twice
            if "\u00a0" in run and is_bad(run):  # a no-break space of the text's own beside damage
                return "\u00a0".join(map(_mended, run.split("\u00a0")))
    if "â" in run or "Â" in run or "Ã" in run:
        run = _TRUNCATED_RUN.sub(lambda found: _TRUNCATED_TABLE[found.group()], run)
    return run


@cache
def _ftfy() -> tuple[Callable[[str], bool], Callable[[str], str]]:
    """ftfy's judgement of a text and its repair, imported here: most texts do without."""
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import is_bad

    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    return is_bad, lambda run: fix_encoding(run, config)
