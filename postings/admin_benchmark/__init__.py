"""How long the pages of the admin take, and the search for likely duplicates, at any number of rows."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from statistics import quantiles

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from postings import duplicates
from postings.admin_benchmark.data import prepare
from postings.admin_benchmark.pages import (
    LISTS_OF_RECRUITERS,
    filters_of,
    largest_company,
    lists,
    of_a_recruiter,
    singles,
)
from postings.models import CompanyMembership, Draft, Fingerprint
from postings.permissions import RECRUITERS

__all__ = ["SLOW_MS", "Timing", "duplicate_search", "measure", "prepare"]

SLOW_MS = 300.0


@dataclass(slots=True)
class Timing:
    """One page: milliseconds of each round, and its queries."""

    name: str
    path: str
    milliseconds: list[float] = field(default_factory=list)
    queries: int = 0
    status: int = 0

    def percentile(self, number: int) -> float:
        if len(self.milliseconds) < 2:
            return self.milliseconds[0]
        return quantiles(self.milliseconds, n=100, method="inclusive")[number - 1]


def measure(rounds: int, *, only: Collection[str] = ()) -> list[Timing]:
    """Ask for each page, once to warm up and then so many times, as an administrator and as a recruiter of
    the largest company, both made for it. ``only``: the first words of the names that are asked for."""
    found: list[Timing] = []
    with transaction.atomic():
        users = get_user_model().objects
        administrator = users.create(username="benchmark-of-the-admin", is_staff=True, is_superuser=True)
        recruiter = users.create(username="benchmark-of-a-recruiter", is_staff=True)
        recruiter.groups.add(Group.objects.get(name=RECRUITERS))
        company = largest_company()
        if company is not None:
            CompanyMembership.objects.create(company=company, user=recruiter)
        for user, prefix, asked in (
            (administrator, "", [*lists(), *singles()]),
            (recruiter, "recruiter: ", [*lists(LISTS_OF_RECRUITERS), *of_a_recruiter(company)]),
        ):
            client = Client(SERVER_NAME="localhost")
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            for name, path in asked:
                if only and (prefix + name).split()[0] not in only:
                    continue
                timing = Timing(prefix + name, path)
                with CaptureQueriesContext(connection) as queries:
                    body = _ask(client, timing)
                timing.queries = len(queries)
                for _ in range(rounds):
                    _ask(client, timing, keep=True)
                found.append(timing)
                if "?" not in path:
                    asked.extend((name, address) for address in filters_of(body, path))
        transaction.set_rollback(True)
    return found


def _ask(client: Client, timing: Timing, *, keep: bool = False) -> str:
    begin = time.perf_counter()
    response = client.get(timing.path)
    took = (time.perf_counter() - begin) * 1000
    timing.status = response.status_code
    if keep:
        timing.milliseconds.append(took)
    return response.content.decode()


def duplicate_search(number: int) -> tuple[list[float], int]:
    """Milliseconds of the search for likely duplicates of so many waiting drafts, and how many rows it looks
    among."""
    drafts = Draft.objects.waiting().filter(fingerprint__isnull=False).order_by("pk")
    took = []
    for mine in Fingerprint.objects.filter(draft__in=drafts[:number]).order_by("pk"):
        begin = time.perf_counter()
        duplicates.likely(mine)
        took.append((time.perf_counter() - begin) * 1000)
    return took, Fingerprint.objects.count()
