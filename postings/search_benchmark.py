"""How long searches take: this project's pages in process and over HTTP, the bare engine, and the usual
Django way (``search_baseline.py``). All answer the same queries on the same data.
"""

from __future__ import annotations

import dataclasses
import http.client
import itertools
import json
import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any

import psutil
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from jobboard.serving import THREADS, WORKER_ENVIRONMENT
from postings.filters import MOST_VALUES
from postings.models import Company, Place, Posting, Role, Skill
from postings.search import counting, index, page
from postings.search.compiling import compile_query
from postings.search.kept_counts import KeptCounts
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
    page._search(index.view(), query, PER_PAGE, KeptCounts(timezone.now()))


def bare_engine(query: SearchQuery, now: datetime) -> None:
    """Hits and the same aggregations by the engine alone: no rows, no labels, no addresses."""
    view = index.view()
    clauses = compile_query(query, now, searcher=view.searcher)
    found = page.find(view, query, clauses, offset=(query.page - 1) * PER_PAGE, limit=PER_PAGE)
    counting.count(view.searcher, query, clauses, now, counting.Budget(), total=found.total)


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
        cwd=settings.BASE_DIR, env=environment() | WORKER_ENVIRONMENT,
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
        stop(process)


def get(port: int, path: str) -> int:
    """The status of a page."""
    return Visitor(port).get(path)


class Visitor:
    """A browser that keeps its connection and takes pages compressed."""

    def __init__(self, port: int) -> None:
        self._client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> int:
        self._client.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = self._client.getresponse()
        response.read()
        return response.status


class BadPages:
    """Statuses other than 200, which would make the figures worthless."""

    def __init__(self) -> None:
        self.statuses: list[int] = []

    def note(self, status: int) -> None:
        if status != 200:
            self.statuses.append(status)

    def check(self) -> None:
        """Raises ``RuntimeError`` when there was any."""
        if self.statuses:
            raise RuntimeError(
                f"{len(self.statuses)} pages over HTTP failed, the first with status {self.statuses[0]}."
            )


def pages_a_second(port: int, queries: Sequence[SearchQuery], visitors: int, bad: BadPages) -> float:
    """Several visitors share the queries among them; each asks for the next page when it has the last."""
    waiting = iter(queries)
    lock = Lock()

    def visit() -> None:
        visitor = Visitor(port)
        while True:
            with lock:
                query = next(waiting, None)
            if query is None:
                return
            bad.note(visitor.get("/" + query.url))

    began = time.perf_counter()
    with ThreadPoolExecutor(visitors) as pool:
        for one in [pool.submit(visit) for _ in range(visitors)]:
            one.result()
    return len(queries) / (time.perf_counter() - began)


# -- the parts of a run ----------------------------------------------------------------------------


def in_process(number: int) -> dict[str, Any]:
    """Pages in this process, not cached and cached, and the bare engine."""
    queries, now = mix(number), timezone.now()
    popular = queries[: page.PAGES_KEPT // 2]
    for query in mix(20, seed=99):  # another mix: reads files and tables, keeps none of these pages
        whole_page(query)
        bare_engine(query, now)
    figures = {
        "cold": percentiles(timed(queries, whole_page)),
        "bare_engine": percentiles(timed(queries, lambda query: bare_engine(query, now))),
    }
    timed(popular, page.search)
    return figures | {"cached": percentiles(timed(popular, page.search))}


def over_http(number: int, workers: int = 1) -> dict[str, Any]:
    """Whole pages as one visitor gets them, the first time and again.

    With one worker, since a second visit may meet another worker that does not know the page.
    """
    queries, bad = mix(number), BadPages()
    popular = queries[:POPULAR]
    with server(workers) as (port, processes):
        visitor = Visitor(port)

        def visit(query: SearchQuery) -> None:
            bad.note(visitor.get("/" + query.url))

        timed(mix(20, seed=99), visit)
        cold = timed(queries, visit)
        timed(popular, visit)
        warm = timed(popular, visit)
        bad.check()
        return {
            "http_cold": percentiles(cold),
            "http_cached": percentiles(warm),
            "worker_mb": memory(processes),
        }


def under_load(number: int, workers: int = 2) -> dict[str, Any]:
    """Pages a second with all workers and two visitors each: all different, and a few popular ones."""
    bad = BadPages()
    popular = mix(40)
    with server(workers) as (port, processes):
        pages_a_second(port, mix(40, seed=99), 2 * workers, bad)
        cold = pages_a_second(port, mix(number, seed=8), 2 * workers, bad)
        pages_a_second(port, popular * 8, 2 * workers, bad)
        warm = pages_a_second(port, popular * 50, 2 * workers, bad)
        bad.check()
        return {
            "pages_a_second_cold": round(cold, 1),
            "pages_a_second_cached": round(warm, 1),
            "workers": workers,
            "worker_mb_under_load": memory(processes),
        }


def memory(processes: Sequence[psutil.Process]) -> list[int]:
    """Megabytes that each holds for itself: its unique set size without pages of files, such as the index's
    that are mapped. Those the system can take back at any time; they are unique where there is one worker."""
    return [round(_held(one) / 2**20) for one in processes if one.is_running()]


def _held(process: psutil.Process) -> int:
    unique: int = process.memory_full_info().uss
    if not psutil.LINUX:
        return unique
    return unique - sum(part.private_clean for part in process.memory_maps() if part.path.startswith("/"))


def worst() -> dict[str, Any]:
    """Searches crafted to be slow, with as much of everything as the parameters take."""
    found = {}
    for name, query in crafted().items():
        whole_page(query)
        found[name] = round(1000 * max(timed([query] * 3, whole_page)), 1)
    return {"crafted_ms": found, "crafted_worst_ms": max(found.values())}


def crafted() -> dict[str, SearchQuery]:
    """By what each of them strains."""
    common = (
        Skill.objects.annotate(number=Count("posting_skills"))
        .filter(number__gt=0)
        .order_by("-number", "slug")
        .values_list("slug", flat=True)[:MOST_VALUES]
    )
    skills = tuple(common)
    cities = tuple(
        Place.objects.filter(kind="city").order_by("-population", "pk").values_list("slug", flat=True)[:5]
    )
    countries = tuple(
        Place.objects.filter(kind="country")
        .order_by("-population")
        .values_list("slug", flat=True)[:MOST_VALUES]
    )
    companies = tuple(Company.objects.order_by("pk").values_list("slug", flat=True)[:MOST_VALUES])
    roles = tuple(Role.objects.order_by("slug").values_list("slug", flat=True)[:MOST_VALUES])
    words = "engineer nurse manager senior lead team work experience developer software data you with the and"
    every: dict[str, Any] = {
        "workplace": ("remote", "hybrid", "onsite", "unstated"),
        "seniority": ("entry", "mid", "senior", "lead", "manager", "director", "unstated"),
        "employment": ("full_time", "part_time", "contract", "temporary", "internship", "unstated"),
    }
    return {
        "all words": SearchQuery(q=words),
        "alternatives": SearchQuery(q=" OR ".join(words.split())),
        "phrases": SearchQuery(q='"you will" "with the" "experience with" "we offer" "the team" "and the"'),
        "unwanted words": SearchQuery(q=" ".join(f"-{word}x" for word in words.split())),
        "every choice": SearchQuery(**every, posted=30, page=100),
        "many values": SearchQuery(
            **every, place=countries, skill=skills, skill_mode="any", role=roles, company=companies,
            pay_min=1, posted=30, sort="pay", page=100,
        ),
        "skills had": SearchQuery(have=skills, have_share=25, skill_not=skills[-3:], pay_min=1, page=100),
        "circles": SearchQuery(place=cities, radius=200, q="engineer OR manager", pay_min=20_000, **every),
        "everything": SearchQuery(
            q=" OR ".join(words.split()), **every, place=cities, radius=200, skill=skills, skill_mode="any",
            have=skills, have_share=25, pay_min=10, pay_period="hour", currency="EUR", posted=30, page=100,
        ),
    }  # fmt: skip


def follow_lag(changes: int = 500, rate: int = 50) -> dict[str, Any]:
    """Seconds from a posting's commit until a search finds it, at so many changes a second. The titles that
    are changed for it are put back."""
    ids = list(Posting.objects.live().order_by("pk").values_list("pk", flat=True)[: changes * 5 : 5])
    titles = dict(Posting.objects.filter(pk__in=ids).values_list("pk", "title"))
    committed: dict[str, float] = {}
    lags: list[float] = []
    follower = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "follow_search"], env=environment()
    )

    def change() -> None:
        began = time.monotonic()
        for number, id_ in enumerate(ids):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            word = f"lag{os.getpid()}x{number}"
            Posting.objects.filter(pk=id_).update(title=word)
            committed[word] = time.monotonic()
        connection.close()

    try:
        wait_until_followed(follower)
        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(change)
            until, pending = time.monotonic() + len(ids) / rate + 60, 0
            while len(lags) < len(ids) and time.monotonic() < until:
                searcher = index.view().searcher
                while (at := committed.get(f"lag{os.getpid()}x{pending}")) is not None and searcher.doc_freq(
                    "title", f"lag{os.getpid()}x{pending}"
                ):
                    lags.append(time.monotonic() - at)
                    pending += 1
                time.sleep(0.005)
            writing.result()
        if len(lags) < len(ids):
            raise RuntimeError(f"Only {len(lags)} of {len(ids)} changes were followed.")
    finally:
        with transaction.atomic():
            for id_, title in titles.items():
                Posting.objects.filter(pk=id_).update(title=title)
        wait_until_followed(follower)
        stop(follower)
    return {"follow_lag": percentiles(lags), "changes_a_second": rate}


def wait_until_followed(follower: subprocess.Popen[bytes]) -> None:
    """Until the follower has looked at the database once more. Raises ``RuntimeError``."""
    since, until = time.time(), time.monotonic() + 120
    while time.monotonic() < until and follower.poll() is None:
        try:
            if index.heartbeat_path().stat().st_mtime > since + 1:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError("The index is not being followed.")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def environment() -> dict[str, str]:
    """Of our child processes: the same database and index as ours."""
    return {**os.environ, "SEARCH_INDEX_DIR": str(settings.SEARCH_INDEX_DIR)}


def baseline(number: int) -> dict[str, Any]:
    """The usual Django way, on the first so many queries of the mix."""
    from postings import search_baseline

    queries = mix(MIX)[:number]
    timeouts = 0

    def answer(query: SearchQuery) -> None:
        nonlocal timeouts
        timeouts += not search_baseline.answer(query)

    with search_baseline.tables_made():
        figures = percentiles(timed(queries, answer))
    return {
        "postgresql": figures,
        "postgresql_queries": len(queries),
        "postgresql_timeouts": timeouts,
        "postgresql_timeout_seconds": search_baseline.TIMEOUT_SECONDS,
    }


MIX = 300
POPULAR = 64  # pages that are asked for again
PARTS = ("process", "http", "load", "worst", "crafted", "usual", "follow")
SEED = 1


def looked_for(number: int, seed: int) -> dict[str, Any]:
    """The slowest addresses that a search for them finds."""
    from postings import search_adversary as adversary

    begin = []
    for query in crafted().values():
        parameters: dict[str, list[str]] = {}
        for name, value in query.to_params():
            parameters.setdefault(name, []).append(value)
        begin.append(adversary.Asked("/", parameters))
    found = adversary.slowest(number, seed, begin)
    return {
        "slowest": [dataclasses.asdict(one) for one in found],
        "slowest_ms": found[0].milliseconds,
        "slowest_seed": seed,
        "slowest_of": number,
    }


def run(
    parts: Collection[str], *, number: int = MIX, sample: int = MIX, workers: int = 2, seed: int = SEED
) -> dict[str, Any]:
    """The figures of the parts. Raises ``SearchUnavailable``, ``RuntimeError``."""
    view = index.view()
    figures: dict[str, Any] = {
        "machine": machine(),
        "postings": view.searcher.num_docs,
        "queries": len(mix(number)),
        "index_mb": round(sum(file.stat().st_size for file in view.directory.iterdir()) / 2**20, 1),
    }
    measures: dict[str, Callable[[], dict[str, Any]]] = {
        "process": lambda: in_process(number),
        "http": lambda: over_http(number),
        "load": lambda: under_load(number, workers),
        "worst": worst,
        "crafted": lambda: looked_for(number, seed),
        "usual": lambda: baseline(min(sample, number)),
        "follow": follow_lag,
    }
    for name in PARTS:
        if name in parts:
            before = os.getloadavg()[0]
            figures |= measures[name]()
            figures[f"load_{name}"] = [round(before, 2), round(os.getloadavg()[0], 2)]
    return figures


def write(path: str, figures: dict[str, Any]) -> None:
    Path(path).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
