"""Whether a text itself shows that some words of its head are the employer's name.

A name may sound like a title ("Service Partner ONE"), a place or a way of working. What settles it is the
text: an address that spells the name, or a sentence that works "at" it. Shared by ``title`` and ``company``.
"""

from __future__ import annotations

import re

from postings.extraction.document import Document
from postings.extraction.header import PartKind, part_kind

_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]?\s*|\s*(?:https?://|www\.)\S+")
_LEGAL_FORM = re.compile(
    r"[\s,]+(?:inc|llc|ltd|limited|gmbh|ag|corp|corporation|plc|llp|co)\.?$", re.IGNORECASE
)
_HOST = re.compile(
    r"(?:https?://|//|www\.|@)(?:www\.|jobs\.|careers\.|boards\.)?([a-z0-9][a-z0-9.-]{2,80})", re.IGNORECASE
)
_BARE_HOST = re.compile(
    r"(?<![\w@./-])([a-z0-9-]{2,40}\.(?:com|io|co|ai|org|net|app|dev|de|eu|uk|fr|ch|nl|ly|me|tv))\b",
    re.IGNORECASE,
)
# What firms put before or behind a name that was taken: "getacme.com", "acmehq.com"
_AROUND = re.compile(
    r"(?:the|get|try|use|go|join|my|hello|we|team|with|hire|meet|at)?(?P<name>.+?)"
    r"(?:hq|app|apps|inc|labs?|tech|group|jobs|careers|team|health|software|media|corp|usa|us|online|co|data"
    r"|digital|systems|games|studios?|io|ai)?"
)
_SECOND_LEVEL = frozenset("co com org net ac gov edu".split())
_BOARDS = frozenset(
    "workable recruitee breezy bamboohr personio teamtailor applytojob theresumator lever".split()
)
MAX_CHARS = 20_000  # of the text that is searched


def squashed(name: str) -> str:
    """A name's letters and digits in lower case, without aside, address and legal form."""
    return re.sub(r"[\W_]", "", _LEGAL_FORM.sub("", _ASIDE.sub(" ", name).strip())).casefold()


def in_an_address(document: Document, name: str) -> bool:
    """Whether a host of the text spells the name: "thesegovia.com" for "Segovia"."""
    wanted = squashed(name)
    if len(wanted) < 3:
        return False
    text = document.received[:MAX_CHARS]
    for pattern in (_HOST, _BARE_HOST):
        for found in pattern.finditer(text):
            labels = [label.replace("-", "") for label in found.group(1).casefold().strip(".").split(".")]
            if len(labels) < 2:
                continue
            own = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2]
            if own in _BOARDS:
                own = labels[0]
            if len(own) > 6 and wanted.startswith(own) and " " in name.strip():
                return True  # "hollowbrook.org" for "Hollow Brook Food Bank"
            if wanted in (own, own + labels[-1]) or (wanted in own and _is_around(wanted, own)):
                return True
    return False


def _is_around(wanted: str, label: str) -> bool:
    return re.fullmatch(_AROUND.pattern.replace("(?P<name>.+?)", re.escape(wanted)), label) is not None


def worked_at(document: Document, name: str) -> bool:
    """Whether a sentence works at the name: "At Segovia, we", "Join Segovia", "About Segovia"."""
    words = re.escape(_ASIDE.sub(" ", name).strip())
    return (
        re.search(
            rf"\b(?:[Aa]t|[Jj]oin|[Aa]bout|[Jj]oining|[Ww]ork for) {words}(?![\w-]| team\b)",
            document.text[:MAX_CHARS],
        )
        is not None
    )


def is_own_name(document: Document, name: str) -> bool:
    """Whether the first words of a head, which look like a title or a place, are the employer's name."""
    if len(squashed(name)) < 3 or len(name.split()) > 6:
        return False
    kind = part_kind(name)
    if kind in (PartKind.CONTRACT, PartKind.PAY, PartKind.WORKPLACE):
        return False
    return in_an_address(document, name) or (kind is not PartKind.PLACE and worked_at(document, name))
