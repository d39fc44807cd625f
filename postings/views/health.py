"""Whether this server is alive (``/healthz``) and whether it can answer (``/readyz``), for those who watch
it.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def database_fault() -> str | None:
    """Why the database cannot be used; ``None`` when it can."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            migrated = cursor.fetchone()
    except DatabaseError as error:
        return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return None if migrated else "the database has no tables: run manage.py migrate"


CHECKS: dict[str, Callable[[], str | None]] = {"database": database_fault}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return answer(request, {})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database and index can be used, else 503; each part with ``ok`` or its fault."""
    return answer(request, {part: fault() for part, fault in CHECKS.items()})


def answer(request: HttpRequest, faults: dict[str, str | None]) -> HttpResponse:
    """JSON for those who ask for it (``Accept: application/json``), else plain text."""
    status = 503 if any(faults.values()) else 200
    word = "ok" if status == 200 else "unavailable"
    parts = {part: fault or "ok" for part, fault in faults.items()}
    if request.get_preferred_type(["text/plain", "application/json"]) == "application/json":
        return JsonResponse({"status": word, **parts}, status=status)
    lines = [word, *(f"{part}: {said}" for part, said in parts.items())]
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain; charset=utf-8")
