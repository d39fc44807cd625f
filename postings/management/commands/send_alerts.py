"""Send the e-mail alerts that are due, once or again and again."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections

from postings import reminders, retention
from postings.alerts import send_due
from postings.search.page import SearchUnavailable

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Sends the e-mail alerts that are due. Safe to stop and to repeat: no mail is sent twice. "
        "Deletes what is kept of people longer than it is needed. "
        "SITE_URL, or --site, gives the links scheme and host."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", default="", metavar="URL", help="such as https://jobs.example")
        parser.add_argument(
            "--reminders", action="store_true", help="send recruiters' reminders too (send_reminders)"
        )
        parser.add_argument("--every", type=int, metavar="MINUTES", help="go on, looking every so often")

    def handle(self, *args: Any, **options: Any) -> None:
        site = (options["site"] or settings.SITE_URL).rstrip("/")
        if not site.startswith(("http://", "https://")):
            raise CommandError("Say where the site is: set SITE_URL or give --site https://…")
        every = options["every"]
        if every is not None and every < 1:
            raise CommandError("--every takes at least one minute.")
        while True:
            try:
                retention.delete_outdated()
                sent = sum(1 for _ in send_due(site=site))
                if options["reminders"]:
                    sent += sum(1 for _ in reminders.send_due(site=site))
            except (Error, SearchUnavailable):
                if every is None:
                    raise
                logger.exception("alerts wait: the database or the search index is away")
                sent = 0
            if every is None:
                self.stdout.write(f"{sent} sent.")
                return
            if sent:
                logger.info("%d mails sent", sent)
            close_old_connections()
            time.sleep(every * 60)
