"""How long searches take: this project's pages, the bare engine, and PostgreSQL asked the usual Django way.

The three answer the same queries on the same data in the same run. The baseline's tables are of its own
schema, which is dropped afterwards.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import psutil
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from jobboard.serving import THREADS
from postings.models import Company, Place, Posting, Role, Skill
from postings.models.posting import live_q
from postings.models.sql import where
from postings.search import facets, index, page, tables
from postings.search.compiling import compile_query
from postings.search.query import PER_PAGE, SearchQuery

WORDS = (
    "engineer", "nurse", "senior", "driver", "python", "manager", "sales", "java", "teacher", "data",
    "remote", "developer", "welder", "accountant", "kubernetes", "team lead",
    "registered nurse", "software engineer",
    "C++", ".NET", '"project manager"', "sre", "engineer -java", "python OR java", "warehouse", "zzyzxqvw",
)  # fmt: skip


def mix(number: int, seed: int = 7) -> list[SearchQuery]:
    """So many different searches, the same for the same data: words, filters alone and together, skills one
    has, radii, deep pages, nothing found."""
    random = Random(seed)  # noqa: S311 - not for secrets
    skills = list(
        Skill.objects.filter(posting_skills__isnull=False)
        .order_by("slug")
        .distinct()
        .values_list("slug", flat=True)[:300]
    )
    roles = list(Role.objects.order_by("slug").values_list("slug", flat=True))
    companies = list(Company.objects.order_by("pk").values_list("slug", flat=True)[:200])
    cities = list(
        Place.objects.filter(kind="city").order_by("-population", "pk").values_list("slug", flat=True)[:100]
    )
    countries = list(
        Place.objects.filter(kind="country").order_by("-population", "pk").values_list("slug", flat=True)[:20]
    )
    makers: list[Callable[[], dict[str, Any]]] = [
        lambda: {"workplace": (random.choice(["remote", "hybrid", "onsite"]),)},
        lambda: {"seniority": (random.choice(["entry", "mid", "senior", "lead"]),)},
        lambda: {"posted": random.choice([1, 3, 7, 14])},
        lambda: {"pay_min": random.randrange(20, 150) * 1000},
    ]
    for name, values in (("skill", skills), ("role", roles), ("company", companies), ("place", countries)):
        if values:
            makers.append(lambda name=name, values=values: {name: (random.choice(values),)})  # type: ignore[misc]
    found: dict[SearchQuery, None] = {SearchQuery(): None}
    for turn in itertools.count():
        if len(found) >= number or turn > number * 50:
            break
        parts: dict[str, Any] = {}
        kind = turn % 8
        if kind in (0, 1, 2, 6):
            parts["q"] = random.choice(WORDS)
        for _ in range((0, 1, 2, 2, 1, 0, 0, 3)[kind]):
            parts |= random.choice(makers)()
        if kind == 5 and skills:
            parts["have"] = tuple(random.sample(skills, min(len(skills), 6)))
        if kind == 4 and cities:
            parts |= {"place": (random.choice(cities),), "radius": random.choice([25, 50, 100])}
        if kind == 6:
            parts["page"] = random.randrange(2, 100)
        found[SearchQuery(**parts)] = None
    return list(found)[:number]


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95, p99 and the maximum, in milliseconds."""
    ranked = sorted(seconds)
    figures = {
        f"p{share}": round(1000 * ranked[min(len(ranked) - 1, len(ranked) * share // 100)], 2)
        for share in (50, 95, 99)
    }
    return figures | {"max": round(1000 * ranked[-1], 2)}


def timed(queries: Sequence[SearchQuery], answer: Callable[[SearchQuery], object]) -> list[float]:
    """Seconds that each takes."""
    found = []
    for query in queries:
        began = time.perf_counter()
        answer(query)
        found.append(time.perf_counter() - began)
    return found


def machine() -> dict[str, Any]:
    """What the figures were measured on, and how busy it was."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(
            (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model
        )
    except OSError:
        pass
    from importlib.metadata import version

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "load": [round(one, 2) for one in os.getloadavg()],
        "python": platform.python_version(),
        "postgresql": server,
        **{name: version(name) for name in ("django", "tantivy", "granian")},
    }


def whole_page(query: SearchQuery) -> None:
    """A page of ours, past its cache."""
    page._search(index.view(), query, PER_PAGE, timezone.now())


def bare_engine(query: SearchQuery, now: datetime) -> None:
    """Hits and the same aggregations by the engine alone: no rows, no labels, no addresses."""
    view = index.view()
    clauses = compile_query(query, now)
    page.find(view, query, clauses, offset=(query.page - 1) * PER_PAGE, limit=PER_PAGE)
    facets.count(view.searcher, query, clauses, now, facets.Budget())


BASELINE = "search_benchmark"  # a schema of the database


@contextmanager
def baseline() -> Iterator[None]:
    """The live postings in tables of their own, indexed for full text search and for counting."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {BASELINE} CASCADE")
            cursor.execute(f"CREATE SCHEMA {BASELINE}")
            rule, values = where(Posting, live_q(), "p")
            cursor.execute(
                f"""CREATE TABLE {BASELINE}.posting AS
                SELECT p.id, p.workplace, p.seniority, p.employment_type, p.company_id, p.role_id,
                       p.published_at, setweight(to_tsvector('english', p.title), 'A')
                       || setweight(to_tsvector('english', coalesce(c.name, '')), 'C')
                       || to_tsvector('english', p.description_html) AS words
                FROM postings_posting p LEFT JOIN postings_company c ON c.id = p.company_id
                WHERE {rule}""",  # noqa: S608
                values,
            )
            cursor.execute(f"CREATE UNIQUE INDEX ON {BASELINE}.posting (id)")
            cursor.execute(f"CREATE INDEX ON {BASELINE}.posting USING gin (words)")
            for column in (
                "workplace",
                "seniority",
                "employment_type",
                "company_id",
                "role_id",
                "published_at",
            ):
                cursor.execute(f"CREATE INDEX ON {BASELINE}.posting ({column})")
            cursor.execute(f"ANALYZE {BASELINE}.posting")
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {BASELINE} CASCADE")


def postgresql(query: SearchQuery) -> None:
    """Hits, total and counts by GROUP BY, each leaving its own selection out; filters as ``rule.py`` has
    no tables for (pay, radius, skills one has) are left out, in favour of this baseline."""
    conditions: dict[str, tuple[str, list[Any]]] = {}
    if query.q:
        conditions["q"] = ("words @@ websearch_to_tsquery('english', %s)", [query.q])
    for name, column in (
        ("workplace", "workplace"),
        ("seniority", "seniority"),
        ("employment", "employment_type"),
    ):
        if chosen := getattr(query, name):
            conditions[name] = (f"{column} = ANY(%s)", [list(chosen)])
    if query.company:
        entries = [tables.company_by_slug(slug) for slug in query.company]
        conditions["company"] = ("company_id = ANY(%s)", [[one.id for one in entries if one]])
    if query.role:
        roles = [tables.role_by_slug(slug) for slug in query.role]
        conditions["role"] = ("role_id = ANY(%s)", [[one.id for one in roles if one]])
    if query.posted:
        conditions["posted"] = ("published_at >= now() - make_interval(days => %s)", [query.posted])
    if query.skill:
        skills = [one.id for slug in query.skill if (one := tables.skill_by_slug(slug))]
        conditions["skill"] = (
            "id IN (SELECT posting_id FROM postings_postingskill WHERE skill_id = ANY(%s))", [skills],
        )  # fmt: skip
    if query.place:
        places = [place.id for slug in query.place if (place := tables.place_by_slug(slug))]
        conditions["place"] = (
            "id IN (SELECT pp.posting_id FROM postings_postingplace pp JOIN postings_place pl "
            "ON pl.id = pp.place_id LEFT JOIN postings_place up ON up.id = pl.parent_id "
            "WHERE pl.id = ANY(%s) OR pl.parent_id = ANY(%s) OR up.parent_id = ANY(%s))",
            [places, places, places],
        )

    def where(without: str = "") -> tuple[str, list[Any]]:
        kept = [one for name, one in conditions.items() if name != without]
        return " AND ".join(sql for sql, _ in kept) or "true", [
            value for _, values in kept for value in values
        ]

    order, ranked = "published_at DESC, id DESC", list[Any]()
    if query.q:
        order, ranked = "ts_rank(words, websearch_to_tsquery('english', %s)) DESC, id DESC", [query.q]
    with connection.cursor() as cursor:
        sql, values = where()
        cursor.execute(
            f"SELECT id FROM {BASELINE}.posting WHERE {sql} ORDER BY {order} LIMIT %s OFFSET %s",  # noqa: S608
            [*values, *ranked, PER_PAGE, (query.page - 1) * PER_PAGE],
        )
        cursor.fetchall()
        cursor.execute(f"SELECT count(*) FROM {BASELINE}.posting WHERE {sql}", values)  # noqa: S608
        cursor.fetchall()
        for name, column in (
            ("workplace", "workplace"), ("seniority", "seniority"), ("employment", "employment_type"),
            ("company", "company_id"), ("role", "role_id"),
        ):  # fmt: skip
            sql, values = where(name)
            cursor.execute(
                f"SELECT {column}, count(*) FROM {BASELINE}.posting WHERE {sql} "  # noqa: S608
                "GROUP BY 1 ORDER BY 2 DESC LIMIT 24",
                values,
            )
            cursor.fetchall()
        for name, table, column in (
            ("skill", "postings_postingskill", "skill_id"), ("place", "postings_postingplace", "place_id"),
        ):  # fmt: skip
            sql, values = where(name)
            cursor.execute(
                f"SELECT {column}, count(*) FROM {table} WHERE posting_id IN "  # noqa: S608
                f"(SELECT id FROM {BASELINE}.posting WHERE {sql}) GROUP BY 1 ORDER BY 2 DESC LIMIT 24",
                values,
            )
            cursor.fetchall()


@contextmanager
def server(workers: int) -> Iterator[tuple[int, list[psutil.Process]]]:
    """A web server of this project on a free port, set up as ``manage.py serve`` does: (port, processes)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
         "--workers", str(workers), "--blocking-threads", str(THREADS),
         "--http", "1", "--no-ws", "--log-level", "warning",
         "jobboard.wsgi:application"],
        cwd=settings.BASE_DIR, env={**os.environ, "SEARCH_INDEX_DIR": str(settings.SEARCH_INDEX_DIR),
                                     "DATABASE_POOL": str(THREADS)},
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            try:
                if get(port, "/healthz") == 200:
                    break
            except OSError:
                pass
            time.sleep(0.2)
        else:
            raise RuntimeError("The web server did not start.")
        yield port, psutil.Process(process.pid).children(recursive=True)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def get(port: int, path: str) -> int:
    """The status of a page."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        client.request("GET", path)
        response = client.getresponse()
        response.read()
        return response.status
    finally:
        client.close()


def run(number: int, *, http_too: bool = True, workers: int = 2) -> dict[str, Any]:
    """All figures. Raises ``SearchUnavailable``, ``RuntimeError``."""
    view, queries = index.view(), mix(number)
    whole_page(SearchQuery(q="warm"))
    now = timezone.now()
    figures: dict[str, Any] = {
        "machine": machine(),
        "postings": view.searcher.num_docs,
        "queries": len(queries),
        "index_mb": round(sum(file.stat().st_size for file in view.directory.iterdir()) / 2**20, 1),
        "cold": percentiles(timed(queries, whole_page)),
        "bare_engine": percentiles(timed(queries, lambda query: bare_engine(query, now))),
    }
    popular = queries[: page.PAGES_KEPT // 2]
    timed(popular, page.search)
    figures["cached"] = percentiles(timed(popular, page.search))
    with baseline():
        figures["postgresql"] = percentiles(timed(queries, postgresql))
    if http_too:
        with server(workers) as (port, processes):
            bad: list[int] = []

            def over_http(query: SearchQuery) -> None:
                if (status := get(port, "/" + query.url)) != 200:
                    bad.append(status)

            cold = timed(queries, over_http)
            timed(popular * 2, over_http)
            warm = timed(popular, over_http)
            if bad:
                raise RuntimeError(f"{len(bad)} pages over HTTP failed, the first with status {bad[0]}.")
            figures |= {
                "http_cold": percentiles(cold),
                "http_cached": percentiles(warm),
                "http_pages_a_second_one_client": round(len(cold) / sum(cold), 1),
                "worker_mb": [round(one.memory_info().rss / 2**20) for one in processes if one.is_running()],
            }
    return figures


def write(path: str, figures: dict[str, Any]) -> None:
    Path(path).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
