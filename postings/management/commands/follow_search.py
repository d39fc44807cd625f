"""manage.py follow_search: keep this machine's search index in step with the database."""

from __future__ import annotations

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from postings.search.follow import follow_forever
from postings.tombstones import purge_tombstones


class Command(BaseCommand):
    help = (
        "Keeps this machine's search index in step with the database, building it first where there is none. "
        "One process a machine does the work; a second waits for it to end."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        follow_forever(stop, chore=purge_tombstones)
