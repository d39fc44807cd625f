"""Look for likely duplicates among all postings and waiting drafts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from postings.duplicates import fingerprint_missing, note_likely, queue
from postings.models import Fingerprint


class Command(BaseCommand):
    help = (
        "Makes the keys that duplicates are looked up by for rows that have none, and puts likely duplicates "
        "before the moderators. New texts do both by themselves."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = True if options["verbosity"] == 0 else None
        with tqdm(unit=" keys", disable=quiet) as bar:
            for count in fingerprint_missing():
                bar.update(count)
        rows = Fingerprint.objects.order_by("pk")
        for row in tqdm(rows.iterator(chunk_size=500), total=rows.count(), unit=" rows", disable=quiet):
            note_likely(row)
        self.stdout.write(f"Likely duplicates that wait for a decision: {queue().count():,}")
