"""Whether this server is alive (``/healthz``) and can answer (``/readyz``), for those who watch it."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from postings.search import index

logger = logging.getLogger(__name__)


def database_state() -> tuple[bool, str]:
    """Whether the database can be used, and what there is to say of it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            migrated = cursor.fetchone()
    except DatabaseError as error:
        # Anybody may ask for this page: where the database is stays in the log.
        logger.warning("The database cannot be used: %s", error)
        return False, "The database cannot be used; the log says why."
    return (True, "ok") if migrated else (False, "The database is empty. Run: manage.py migrate")


def index_state() -> tuple[bool, str]:
    """Whether the search index can be used. One that nobody follows can, but grows old: that is said."""
    status = index.status()
    return status.readable, status.message


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


def answer(request: HttpRequest, parts: dict[str, tuple[bool, str]]) -> HttpResponse:
    """JSON for those who ask for it (``Accept: application/json``), else plain text."""
    good = all(usable for usable, _ in parts.values())
    status, word = (200, "ok") if good else (503, "unavailable")
    said = {part: words for part, (_, words) in parts.items()}
    if request.get_preferred_type(["text/plain", "application/json"]) == "application/json":
        return JsonResponse({"status": word, **said}, status=status)
    lines = [word, *(f"{part}: {words}" for part, words in said.items())]
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain; charset=utf-8")
