"""What addresses tell of the company: whether one spells a name, and a name that is never without its
domain."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from postings.extraction.company.names import LEGAL_SUFFIX
from postings.extraction.document import Document
from postings.extraction.finding import Finding
from postings.extraction.prefilter import folded


def is_spelled(document: Document, name: str) -> bool:
    """Whether an address of the text spells the name ("jobs@acme.example", "board.example/acme/1")."""
    squashed = re.sub(r"\W", "", LEGAL_SUFFIX.sub("", name)).casefold()
    if len(squashed) < 4:
        return False
    return (
        re.search(rf"[@/.-]{re.escape(squashed)}[./-]", document.received.casefold().replace("-", ""))
        is not None
    )


_BEFORE_NAME = re.compile(r"[\w/@.-]")
_AFTER_NAME = re.compile(r"(\.(?:com|io|ai|co|net|org))?(?![\w/@-]|\.\w)")


def with_domain(document: Document, found: Finding[str]) -> Finding[str]:
    """The name with its domain where the text never writes it without ("Cratebound.com is growing")."""
    if " " in found.value or not found.value[:1].isupper():
        return found
    text = folded(document.text[:20_000])
    name, at = folded(found.value), -1
    uses: Counter[str | None] = Counter()
    while (at := text.find(name, at + 1)) >= 0:
        if (at == 0 or _BEFORE_NAME.match(text[at - 1]) is None) and (
            use := _AFTER_NAME.match(text, at + len(name))
        ):
            uses[use[1]] += 1
    if uses[None] or len(uses) != 1 or sum(uses.values()) < 2:
        return found
    return replace(found, value=f"{found.value}{next(iter(uses))}")
