"""Whether this server is alive (``/healthz``) and can answer (``/readyz``), for those who watch it."""

import logging
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from postings.search import index

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the service: ``state`` is a word for programs, ``message`` a sentence for people."""

    usable: bool
    state: str
    message: str


def database_state() -> Part:
    """Whether the database can be used, and what there is to say of it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            migrated = cursor.fetchone()
    except DatabaseError as error:
        # Anybody may ask for this page: where the database is stays in the log.
        logger.warning("The database cannot be used: %s", error)
        return Part(False, "lost", "The database cannot be used; the log says why.")
    return (
        Part(True, "ok", "ok")
        if migrated
        else Part(False, "empty", "The database is empty. Run: manage.py migrate")
    )


def index_state() -> Part:
    """Whether the search index can be used. One that nobody follows can, but grows old: that is said."""
    status = index.status()
    return Part(status.readable, status.state, status.message)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return answer(request, {})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database and index can be used, else 503; each part with what there is to say of it."""
    return answer(request, {"database": database_state(), "index": index_state()})


def answer(request: HttpRequest, parts: dict[str, Part]) -> HttpResponse:
    """JSON for those who ask for it (``Accept: application/json``), else plain text."""
    good = all(part.usable for part in parts.values())
    status, word = (200, "ok") if good else (503, "unavailable")
    said = {name: part.message for name, part in parts.items()}
    if request.get_preferred_type(["text/plain", "application/json"]) == "application/json":
        states = {name: part.state for name, part in parts.items()}
        return JsonResponse({"status": word, **said, "states": states}, status=status)
    lines = [word, *(f"{part}: {words}" for part, words in said.items())]
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain; charset=utf-8")
