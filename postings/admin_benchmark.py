"""How long the lists of the admin take, and the search for likely duplicates, at any number of rows."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from postings import duplicates
from postings.models import Draft, Fingerprint

SOURCES = 20
WORDS = "welder"  # looked for in every list
CHOICES = 4  # of each filter
SLOW_MS = 300.0

# Invented rows beside the postings that are there: one statement a table, done by the server.
_PREPARE = (
    """INSERT INTO postings_source (name, columns, created_at)
       SELECT 'Benchmark ' || n, '{}', now() FROM generate_series(1, %(sources)s) n ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_importbatch (channel, source, state, started_at, finished_at, expected)
       SELECT 'upload', 'Benchmark ' || (n %% %(sources)s + 1), 'finished',
              now() - n * interval '6 hours', now(), 250
       FROM generate_series(1, greatest(1, %(drafts)s / 250)) n""",
    """INSERT INTO postings_rawtext (content, sha256, size_bytes, encoding, name, source, received_at,
           batch_id)
       SELECT convert_to(body, 'UTF8'), encode(sha256(convert_to(body, 'UTF8')), 'hex'), length(body),
              'utf-8',
              'benchmark-' || n || '.md', 'Benchmark ' || (n %% %(sources)s + 1),
              now() - (n %% 90) * interval '1 day',
              (SELECT min(id) FROM postings_importbatch WHERE source LIKE 'Benchmark %%')
                  + n %% greatest(1, %(drafts)s / 250)
       FROM (SELECT n, 'Benchmark ' || n || ' ' || repeat(md5(n::text) || ' ', 100) AS body
             FROM generate_series(1, %(drafts)s) n) texts ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_draft (raw_text_id, part, state, is_posting, kind, verdict, text_format, language,
           confidence, "values", notes, rejection_reason, created_at, version)
       SELECT r.id, 0, 'waiting', r.id %% 8 <> 0, CASE WHEN r.id %% 8 <> 0 THEN 'posting' ELSE 'guide' END,
              'One open posting.', 'markdown', 'en', (hashtext(r.name)::bigint & 1023) / 1023.0,
              jsonb_build_object('title', p.title, 'company', coalesce(c.name, ''),
                                 'description_html', p.description_html), '[]', '', r.received_at, 1
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM postings_rawtext
             WHERE name LIKE 'benchmark-%%') r
       JOIN (SELECT *, row_number() OVER (ORDER BY id) AS n FROM postings_posting) p ON p.n = r.n
       LEFT JOIN postings_company c ON c.id = p.company_id ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_draftfinding (draft_id, field, value, quote, start, "end", confidence, rule)
       SELECT d.id, f.field, '"x"', 'Benchmark', 0, 9, 0.9, f.field || '.benchmark'
       FROM postings_draft d CROSS JOIN (VALUES ('title'), ('company'), ('pay'), ('locations')) f(field)
       WHERE d.raw_text_id IN (SELECT id FROM postings_rawtext WHERE name LIKE 'benchmark-%%')""",
    """INSERT INTO postings_importitem (batch_id, name, outcome, code, reason, raw_text_id)
       SELECT batch_id, name, CASE WHEN id %% 20 = 0 THEN 'failed' ELSE 'imported' END,
              CASE WHEN id %% 20 = 0 THEN 'empty' ELSE '' END,
              CASE WHEN id %% 20 = 0 THEN 'The text is empty.' ELSE '' END, id
       FROM postings_rawtext WHERE name LIKE 'benchmark-%%'""",
    """INSERT INTO postings_fieldcheck (draft_id, field, outcome, rule, source, at)
       SELECT d.id, f.field, CASE WHEN d.id %% 9 = 0 THEN 'corrected' ELSE 'right' END,
              f.field || '.benchmark',
              'Benchmark ' || (d.id %% %(sources)s + 1), now() - (d.id %% 80) * interval '1 day'
       FROM postings_draft d CROSS JOIN (VALUES ('title'), ('company'), ('pay'), ('locations')) f(field)
       ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_revision (posting_id, action, changes, at, undone)
       SELECT id, 'changed', '{"title": ["a", "b"]}', now(), false FROM postings_posting""",
    """INSERT INTO postings_fingerprint (posting_id, title, company_key, places, external_key, url_key,
           signature, bands)
       SELECT p.id, p.title, coalesce(c.key, ''), '{}', '', encode(sha256(p.id::text::bytea), 'hex'),
              ARRAY(SELECT (hashtext(p.id || ':' || g)) & 2147483647 FROM generate_series(1, 64) g),
              ARRAY(SELECT hashtext(p.id || '-' || g) FROM generate_series(1, 16) g)
       FROM postings_posting p LEFT JOIN postings_company c ON c.id = p.company_id ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_fingerprint (draft_id, title, company_key, places, external_key, url_key,
           signature, bands)
       SELECT d.id, d."values" ->> 'title', '', '{}', '', '',
              ARRAY(SELECT (hashtext(d.id || ':' || g)) & 2147483647 FROM generate_series(1, 64) g),
              ARRAY(SELECT hashtext(d.id || '+' || g) FROM generate_series(1, 16) g)
       FROM postings_draft d WHERE d.is_posting ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_likelyduplicate (first_id, second_id, score, reasons, state, found_at)
       SELECT f.id, f.id + 1, (f.id %% 100) / 100.0, '["The same title."]', 'open', now()
       FROM postings_fingerprint f JOIN postings_fingerprint s ON s.id = f.id + 1
       WHERE f.id %% 12 = 0 ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_unknownterm (key, text, seen, state)
       SELECT 'benchmark ' || n, 'Benchmark ' || n, n %% 50, 'open' FROM generate_series(1, 5000) n
       ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_report (posting_id, reason, text, state, created_at)
       SELECT id, 'scam', '', 'open', now() FROM postings_posting WHERE id %% 40 = 0""",
)


def prepare(drafts: int) -> None:
    """Write invented drafts, with what hangs on them, beside the postings that are there."""
    for statement in _PREPARE:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"drafts": drafts, "sources": SOURCES})
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum would have done by and by


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


def pages() -> Iterator[tuple[str, str]]:
    """(model, path) of every list of the job board: plain, sorted by each column, searched, a later page, and
    each filter by its first choices."""
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label != "postings":
            continue
        name = model._meta.model_name or ""
        path = reverse(f"admin:postings_{name}_changelist")
        yield name, path
        if model_admin.search_fields:
            yield name, f"{path}?{urlencode({'q': WORDS})}"
        for number in range(1, len(model_admin.list_display) + 1):
            yield name, f"{path}?o={number + bool(model_admin.actions)}"
        yield name, f"{path}?p=3"


def filters_of(body: str, path: str) -> Iterator[str]:
    """The addresses of the filters that a list shows, the first choices of each."""
    side = body.partition('id="changelist-filter"')[2].partition("</nav>")[0]
    for group in side.split("<details")[1:]:
        for query in re.findall(r'href="(\?[^"]+)"', group)[:CHOICES]:
            yield path + query.replace("&amp;", "&")


def measure(rounds: int) -> list[Timing]:
    """Ask for each page, once to warm up and then so many times, as an administrator made for it."""
    found: list[Timing] = []
    with transaction.atomic():
        user = get_user_model().objects.create(
            username="benchmark-of-the-admin", is_staff=True, is_superuser=True
        )
        client = Client(SERVER_NAME="localhost")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        asked = [*pages(), ("index", reverse("admin:index"))]
        for name, path in asked:
            timing = Timing(name, path)
            body = _ask(client, timing)
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
