"""The pages of errors. They need neither database nor session, since those may be what has failed."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 10


def page(request: HttpRequest, status: int, template: str) -> HttpResponse:
    """An error page; one line of text for a client that does not want HTML (``Accept``)."""
    if not request.accepts("text/html"):
        reason = HttpResponse(status=status).reason_phrase
        return HttpResponse(f"{status} {reason}\n", status=status, content_type="text/plain; charset=utf-8")
    # No request context: the context processors would ask the session, and so the database.
    return HttpResponse(loader.get_template(template).render({"status": status}), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return page(request, 400, "400.html")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page(request, 403, "403.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: a page that was open too long, or cookies that are off."""
    return page(request, 403, "403_csrf.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return page(request, 404, "404.html")


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return page(request, 413, "413.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Even a broken template must give an answer."""
    try:
        return page(request, 500, "500.html")
    except Exception:
        logger.exception("The page for error 500 failed itself")
        return HttpResponseServerError("500 Internal Server Error\n", content_type="text/plain")


def database_away(request: HttpRequest, error: Exception) -> HttpResponse:
    """503, logged with its reason."""
    logger.error("The database is away: %s", error, extra={"status_code": 503})
    response = page(request, 503, "503.html")
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
