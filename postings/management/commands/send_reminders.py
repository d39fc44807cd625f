"""Remind recruiters of postings that end soon."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from postings.reminders import send_due


class Command(BaseCommand):
    help = (
        "Sends the reminders of postings that end within a week to their recruiters. Safe to stop and to "
        "repeat: no mail is sent twice. SITE_URL, or --site, gives the links scheme and host."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", default="", metavar="URL", help="such as https://jobs.example")

    def handle(self, *args: Any, **options: Any) -> None:
        site = (options["site"] or settings.SITE_URL).rstrip("/")
        if not site.startswith(("http://", "https://")):
            raise CommandError("Say where the site is: set SITE_URL or give --site https://…")
        self.stdout.write(f"{sum(1 for _ in send_due(site=site))} sent.")
