"""Which role a posting has: read from its title, kept on the posting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from postings.extraction.role import role_of
from postings.models import Posting, Role

BATCH = 2_000  # postings read and written at once


def role_for(title: str) -> Role | None:
    """The role that the title names."""
    entry = role_of(title)
    return Role.objects.filter(slug=entry.slug).first() if entry else None


def assign_roles() -> Iterator[int]:
    """Read the roles of all postings anew, after a change of the vocabulary. Yields how many were looked at,
    batch by batch; safe to stop and start again."""
    roles = dict(Role.objects.values_list("slug", "pk"))
    last = 0
    while batch := list(
        Posting.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "title", "role_id")[:BATCH]
    ):
        changed: dict[int | None, list[int]] = defaultdict(list)
        for pk, title, role_id in batch:
            entry = role_of(title)
            wanted = roles.get(entry.slug) if entry else None
            if wanted != role_id:
                changed[wanted].append(pk)
        with transaction.atomic():
            for wanted, pks in changed.items():
                Posting.objects.filter(pk__in=pks).update(role_id=wanted)
        last = batch[-1][0]
        yield len(batch)
