"""Keys and slugs: how names are folded so that equal ones meet."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.utils.text import slugify

_LEGAL_FORM = re.compile(
    r"[\s,]+(?:inc|incorporated|llc|l\.l\.c|ltd|limited|gmbh|ag|corp|corporation|co|company|plc|s\.?a\.?s?|b\.?v|"
    r"pvt|private|pte|pty|ab|oy|kg|se|nv|llp|lp|s\.?r\.?l|s\.?l)\.?$"
)


def fold(text: str) -> str:
    """Lower case without accents and with single spaces."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.split())


def company_key(name: str) -> str:
    """Folded, without legal form and punctuation: "Acme, Inc." and "ACME" share the key "acme".

    A name of nothing else keeps what it has: "Limited" stays "limited", "!!!" stays "!!!".
    """
    folded = fold(name).strip(" .,")
    key = folded
    while match := _LEGAL_FORM.search(key):
        key = key[: match.start()]
    key = " ".join(re.sub(r"[^\w&+]+", " ", key).split())
    return (key or folded or name.strip())[:200]


def skill_key(name: str) -> str:
    """Folded; signs that tell skills apart stay ("c++", "c#", ".net")."""
    return fold(name)[:120]


RESERVED_SLUGS = {"apply", "report"}  # what stands in their place in a posting's addresses (see urls.py)


def slugify_title(title: str) -> str:
    """A slug that is never empty, nor the name of something else."""
    slug = slugify(title)[:100].strip("-") or "job"
    return f"{slug}-job" if slug in RESERVED_SLUGS else slug


def unique_slug(model: Any, name: str, *, max_length: int) -> str:
    """A slug of the name that no row of the model has, numbered where needed."""
    base = slugify(name)[: max_length - 7].strip("-") or "n"
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
