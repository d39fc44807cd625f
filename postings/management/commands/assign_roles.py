"""Read the roles of all postings from their titles anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from postings.models import Posting
from postings.roles import assign_roles


class Command(BaseCommand):
    help = "Reads the role of every posting from its title anew, after a change of the vocabulary of roles."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        with tqdm(total=Posting.objects.count(), unit=" postings", disable=quiet or None) as bar:
            for count in assign_roles():
                bar.update(count)
